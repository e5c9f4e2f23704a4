"""The scorer itself, on small golds where the right score is known, wrong readings included."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.evaluate_attributes import is_same_unit, score_attributes, score_not_facts
from pipeline.evaluate_facts import FactScores, score_facts
from pipeline.evaluate_findings import number_keys, score_findings, score_verdicts
from pipeline.evaluate_gold import Gold
from pipeline.evaluate_metadata import score_metadata, strip_type_word
from pipeline.evaluate_reading import place_parcel
from pipeline.evaluate_scores import Accuracy, Score
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import DocType
from schemas.fact import Measure, Qualifier, Role, Scope
from schemas.mention import MentionKind
from tests.builders import ReportBuilder

TEXT = """BÁO CÁO
Đã trả 431/500 hồ sơ, đạt 86,20% (mục tiêu trên 80%); còn 69 hồ sơ.
Cả huyện có 120 tổ với 40 xã, trong đó 30 tổ cấp xã và 95 tổ cấp bản.
Theo Đề án 06, mạng 3G, 4G phủ 100% bản."""

RATIO = {
    "id": "R1",
    "quote": "431/500 hồ sơ, đạt 86,20%",
    "numerator": 431,
    "denominator": 500,
    "stated_percent_text": "86,20",
    "decimals": 2,
    "unit": "hồ sơ",
    "scope": "toàn huyện",
    "form": "slash",
    "verdict": "rounded",
}
TARGET = {"id": "P1", "quote": "mục tiêu trên 80%", "value": 80, "qualifier": "at_least", "role": "target"}
COVERAGE = {"id": "P2", "quote": "phủ 100% bản", "value": 100, "qualifier": None, "role": "actual"}
REST = {"id": "C1", "quote": "còn 69 hồ sơ", "value": 69, "unit": "hồ sơ", "qualifier": None, "role": "actual"}


def make_gold(**lists: object) -> Gold:
    return Gold.model_validate({"document": "nhỏ", **lists})


def score_of(scores: FactScores, name: str) -> Score:
    return next(score for score in scores.scores if score.name == name)


def ids(score: Score) -> tuple[list[str], int]:
    return [note.id for note in score.missed], len(score.extra)


def test_everything_right_is_one() -> None:
    report = ReportBuilder(TEXT)
    report.ratio("431", "500", "86,20", "hồ sơ")
    report.percent("80", "trên 80%", role=Role.TARGET, qualifier=Qualifier.MORE_THAN)
    report.percent("100", "phủ 100%")
    report.count("69", "hồ sơ")
    gold = make_gold(ratios=[RATIO], percents=[TARGET, COVERAGE], counts=[REST])
    scores = score_facts(gold, place_parcel(report.parcel()))
    for name in ("ratios", "ratios: slash", "percents", "counts"):
        assert score_of(scores, name).f1 == 1, name
    attributes = score_attributes(gold, (*scores.ratio_matches, *scores.number_matches))
    assert {a.name: a.share for a in attributes} == {"role": 1, "unit": 1, "qualifier": 1, "scope": 1}


@pytest.mark.parametrize(
    ("percent", "decimals"),
    [("86,20", 1), (None, None)],  # 86,2 is not 86,20; the printed percent was not seen
)
def test_ratio_with_another_percent_is_a_miss_and_an_extra(percent: str | None, decimals: int | None) -> None:
    report = ReportBuilder(TEXT)
    report.ratio("431", "500", percent, "hồ sơ", decimals=decimals)
    scores = score_facts(make_gold(ratios=[RATIO]), place_parcel(report.parcel()))
    assert ids(score_of(scores, "ratios")) == (["R1"], 1)
    assert ids(score_of(scores, "ratios: slash")) == (["R1"], 1)
    assert ids(score_of(scores, "ratios: words")) == ([], 0)


def test_the_same_ratio_read_twice_is_an_extra() -> None:
    report = ReportBuilder(TEXT)
    report.ratio("431", "500", "86,20", "hồ sơ")
    report.ratio("431", "500", "86,20", "hồ sơ")
    score = score_of(score_facts(make_gold(ratios=[RATIO]), place_parcel(report.parcel())), "ratios")
    assert (score.found, len(score.extra), score.precision) == (1, 1, Fraction(1, 2))


@pytest.mark.parametrize("mark", [{"optional": True}, {"twin_of": "R0"}])
def test_optional_ratio_is_neither_missed_nor_extra(mark: dict[str, object]) -> None:
    gold = make_gold(ratios=[RATIO | mark])
    unread, read = ReportBuilder(TEXT), ReportBuilder(TEXT)
    read.ratio("431", "500", "86,20", "hồ sơ")
    for report in (unread, read):
        score = score_of(score_facts(gold, place_parcel(report.parcel())), "ratios")
        assert (score.found, ids(score)) == (0, ([], 0))


def test_two_ratios_alike_in_one_row_need_two_facts() -> None:
    report = ReportBuilder("Phòng A 36 36 100 36 100")
    row = {"quote": "Phòng A 36 36 100 36 100", "form": "table", "stated_percent_text": "100", "decimals": 0}
    pair = [{"id": i, "numerator": 36, "denominator": 36, **row} for i in ("LD", "KS")]
    report.ratio("36", "36", "100", "văn bản")
    scores = score_facts(make_gold(ratios=pair), place_parcel(report.parcel()))
    assert score_of(scores, "ratios: columns").found == 1
    assert ids(score_of(scores, "ratios: columns")) == (["KS"], 0)


def test_percent_of_a_ratio_is_found_and_not_extra() -> None:
    report = ReportBuilder(TEXT)
    report.ratio("431", "500", "86,20", "hồ sơ")
    stated = {"id": "P9", "quote": "đạt 86,20%", "value": Decimal("86.2"), "qualifier": None, "role": "actual"}
    score = score_of(score_facts(make_gold(percents=[stated]), place_parcel(report.parcel())), "percents")
    assert (score.found, ids(score)) == (1, ([], 0))


def test_value_elsewhere_does_not_answer() -> None:
    report = ReportBuilder("Năm trước đạt 55%. Năm nay đạt 55%.")
    report.percent("55", "Năm trước đạt 55%")
    gold = make_gold(percents=[{"id": "P1", "quote": "Năm nay đạt 55%", "value": 55}])
    assert ids(score_of(score_facts(gold, place_parcel(report.parcel())), "percents")) == (["P1"], 1)


def test_counts_in_tables_are_not_scored_for_precision() -> None:
    report = ReportBuilder(TEXT)
    report.count("120", "tổ")
    report.count("40", "xã", table_id="t1", row=1, col=1)
    score = score_of(score_facts(make_gold(counts=[REST]), place_parcel(report.parcel())), "counts")
    assert ids(score) == (["C1"], 1)
    assert "120" in score.extra[0].detail


def test_growth_may_answer_a_count() -> None:
    report = ReportBuilder("tăng 2,3 lần so với năm trước")
    report.count("2,3", "lần", measure=Measure.CHANGE)
    gold = make_gold(counts=[{"id": "C1", "quote": "tăng 2,3 lần", "value": Decimal("2.3"), "unit": "lần"}])
    score = score_of(score_facts(gold, place_parcel(report.parcel())), "counts")
    assert score.f1 == 1


def test_wrong_attributes_are_told() -> None:
    report = ReportBuilder(TEXT)
    report.percent("80", "trên 80%", role=Role.ACTUAL, qualifier=Qualifier.EXACT, scope=Scope.CAP_XA)
    gold = make_gold(percents=[TARGET | {"scope": "cấp huyện"}])
    scores = score_facts(gold, place_parcel(report.parcel()))
    wrong = {a.name: len(a.wrong) for a in score_attributes(gold, scores.number_matches)}
    assert wrong == {"role": 1, "unit": 0, "qualifier": 1, "scope": 1}


@pytest.mark.parametrize(
    ("wanted", "read", "is_same"),
    [
        ("hồ sơ", "Hồ sơ", True),
        ("DVC", "dịch vụ công", True),  # gold keeps some abbreviations
        ("dịch vụ", "dịch vụ công", False),
        ("xã, thị trấn", "xã, thị trấn", True),
    ],
)
def test_units(wanted: str, read: str, is_same: bool) -> None:
    report = ReportBuilder(TEXT)
    report.count("69", read)
    assert is_same_unit(wanted, report.facts[0]) is is_same


def test_number_that_is_no_fact() -> None:
    items = [
        {"quote": "Theo Đề án 06", "number": "06", "what_it_is": "name"},
        {"quote": "mạng 3G, 4G", "number": "3, 4", "what_it_is": "technology"},
        {"quote": "mạng 3G, 4G", "number": "5", "what_it_is": "is not in the quote"},
        {"quote": "phủ 100% bản", "number": "phủ (1)", "what_it_is": "a word, not the 1 of 100"},
    ]
    report = ReportBuilder(TEXT)
    report.mention("06", kind=MentionKind.IDENTIFIER)
    report.count("4", "G", "3G, 4G")
    score = score_not_facts(make_gold(not_facts=items), place_parcel(report.parcel()))
    assert (score.placed, len(score.violations), len(score.unplaced)) == (3, 1, 1)
    assert score.kinds == (("figure", 1), ("identifier", 1))


FINDING = {
    "id": "F1",
    "kind": "part_whole",
    "quote": "Cả huyện có 120 tổ",
    "tier": "A",
    "numbers": ["120", "30", "95"],
    "check_kinds": ["part_whole", "bound"],
}
PARTS = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30"), (OperandRole.PART, "95")]


def accuse(kind: CheckKind, severity: Severity | None, verdict: Verdict = Verdict.INCONSISTENT) -> ReportBuilder:
    report = ReportBuilder(TEXT)
    report.check(kind, verdict, severity, PARTS)
    return report


@pytest.mark.parametrize(
    ("tier", "report", "found", "seen", "false"),
    [
        ("A", accuse(CheckKind.PART_WHOLE, Severity.MAJOR), 1, 0, 0),
        ("A", accuse(CheckKind.PART_WHOLE, Severity.MINOR, Verdict.LAST_DIGIT), 1, 0, 0),  # minor accuses too
        ("A", accuse(CheckKind.RATIO_PERCENT, Severity.MAJOR), 0, 0, 1),  # not one of the kinds
        ("A", accuse(CheckKind.PART_WHOLE, Severity.NOTE, Verdict.UNDECIDABLE), 0, 0, 0),  # asks, does not accuse
        ("A", ReportBuilder(TEXT), 0, 0, 0),
        ("B", accuse(CheckKind.PART_WHOLE, None, Verdict.UNDECIDABLE), 0, 1, 0),
        ("B", accuse(CheckKind.PART_WHOLE, Severity.MAJOR), 0, 1, 0),  # counts neither way
        ("C", accuse(CheckKind.PART_WHOLE, Severity.MAJOR), 0, 0, 1),  # speculation is no proof
    ],
)
def test_findings_by_tier(tier: str, report: ReportBuilder, found: int, seen: int, false: int) -> None:
    score = score_findings(make_gold(findings=[FINDING | {"tier": tier}]), place_parcel(report.parcel()))
    assert (len(score.found), len(score.asked_seen), len(score.false)) == (found, seen, false)
    assert len(score.missed) == (tier == "A") - found
    assert score.false_slips == false


def test_accusation_nobody_knows_is_false() -> None:
    report = accuse(CheckKind.PART_WHOLE, Severity.MAJOR)
    other = [(OperandRole.NUMERATOR, "431"), (OperandRole.DENOMINATOR, "500"), (OperandRole.PERCENT, "86,20")]
    report.check(CheckKind.RATIO_PERCENT, Verdict.INCONSISTENT, Severity.MINOR, other)
    score = score_findings(make_gold(findings=[FINDING]), place_parcel(report.parcel()))
    assert (len(score.found), len(score.false), score.accusations, score.slips) == (1, 1, 2, 2)
    assert "431/500" in score.false[0].quote


def test_accusation_on_the_same_words_with_other_numbers_is_false() -> None:
    report = ReportBuilder(TEXT)
    operands = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "40")]
    report.check(CheckKind.PART_WHOLE, Verdict.INCONSISTENT, Severity.MAJOR, operands)
    score = score_findings(make_gold(findings=[FINDING]), place_parcel(report.parcel()))
    assert (len(score.found), len(score.false)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("06", {"6"}),
        ("34.144", {"34144"}),
        ("0.62", {"62"}),
        ("23 tháng 11 năm 2023", {"23", "11", "2023"}),
        ("III", {"III"}),
        ("000", {"0"}),
        ("trong đó", set()),
    ],
)
def test_number_keys(text: str, keys: set[str]) -> None:
    assert number_keys(text) == keys


def verdicts(verdict: str, given: Verdict | None) -> Accuracy:
    report = ReportBuilder(TEXT)
    fact = report.ratio("431", "500", "86,20", "hồ sơ")
    operands = [(OperandRole.NUMERATOR, "431"), (OperandRole.DENOMINATOR, "500"), (OperandRole.PERCENT, "86,20")]
    if given is not None:
        report.check(CheckKind.RATIO_PERCENT, given, None, operands, fact_id=fact)
    reading = place_parcel(report.parcel())
    gold = make_gold(ratios=[RATIO | {"verdict": verdict}])
    return score_verdicts(gold, reading, score_facts(gold, reading).ratio_matches)[0]


@pytest.mark.parametrize(
    ("wanted", "given", "is_right"),
    [
        ("rounded", Verdict.CONSISTENT, True),
        ("rounded", None, False),
        ("rounded", Verdict.TRUNCATED, False),
        ("truncated", Verdict.TRUNCATED, True),
        ("no_percent", None, True),
        ("no_percent", Verdict.CONSISTENT, False),
        ("unverifiable", Verdict.UNDECIDABLE, True),
        ("unverifiable", Verdict.INCONSISTENT, False),
    ],
)
def test_ratio_verdicts(wanted: str, given: Verdict | None, is_right: bool) -> None:
    accuracy = verdicts(wanted, given)
    assert (accuracy.right, len(accuracy.wrong)) == (int(is_right), int(not is_right))


def test_part_whole_verdicts_of_those_checked() -> None:
    answers = [
        {"id": "W1", "quote": "120 tổ", "whole": 120, "parts": [30, 95], "verdict": "inconsistent"},
        {"id": "W2", "quote": "500 hồ sơ", "whole": 500, "parts": [431], "verdict": "not_exhaustive"},
    ]
    report = accuse(CheckKind.PART_WHOLE, Severity.MAJOR)
    reading = place_parcel(report.parcel())
    assert score_verdicts(make_gold(part_whole=answers), reading, ())[1].right == 1
    contrary = [answers[0] | {"verdict": "consistent"}]
    assert len(score_verdicts(make_gold(part_whole=contrary), reading, ())[1].wrong) == 1


def test_metadata_without_the_type_word() -> None:
    report = ReportBuilder(TEXT)
    report.document_changes = {
        "title": "Kết quả năm 2031",
        "doc_type": DocType.BAO_CAO,
        "symbol": "/BC-UBND",
        "issued_year": 2031,
        "issued_month": 4,
    }
    wanted = {
        "title": "Báo cáo kết quả năm 2031",
        "doc_type": "bao_cao",
        "number_symbol": "/BC - UBND",
        "issue_date": "2031-05",
    }
    scores = score_metadata(make_gold(metadata=wanted), place_parcel(report.parcel()))
    assert {score.name.partition(" ")[2]: score.right for score in scores} == {
        "title": 1,
        "doc_type": 1,
        "symbol": 1,
        "issued": 0,
    }
    assert strip_type_word("Quyết định về việc X", "quyet_dinh") == "về việc X"
