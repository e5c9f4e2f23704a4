"""Each view answers what its name says, and the traps it must not fall into."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Measure, Qualifier, Role
from schemas.mention import MentionKind
from schemas.parcel import Parcel
from tests.builders import ReportBuilder
from tests.warehouse.conftest import BuildWarehouse

Connect = Callable[[Path], duckdb.DuckDBPyConnection]
Ask = Callable[..., list[tuple[object, ...]]]

PROMISED_COLUMNS = {
    "findings": "document_id page kind severity verdict stated expected quote explanation_vi explanation_en suggestion "
    "slip_id is_primary path place_id operands review",
    "questions": "document_id page kind quote explanation_vi explanation_en operands",
    "quantities": "document_id page value unit label mention_id",
    "comparison": "indicator_id place_id period_label period_end value numerator denominator target unit qualifier "
    "source_count has_finding document_id page fact_id",
    "target_attainment": "label place_id actual target stated_status attained fact_id target_fact_id",
    "coverage": "document_id kind mentions share_classified",
    "decidability": "fact_id checks",
    "document_summary": "document_id path figures checked wrong open_questions pages_not_read",
}


@pytest.fixture
def ask(build_warehouse: BuildWarehouse, connect: Connect) -> Ask:
    def run(query: str, *parcels: Parcel) -> list[tuple[object, ...]]:
        return connect(build_warehouse(*parcels)).execute(query).fetchall()

    return run


@pytest.mark.parametrize("view", PROMISED_COLUMNS)
def test_promised_columns(ask: Ask, view: str) -> None:
    columns = {name for (name,) in ask(f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{view}'")}
    assert set(PROMISED_COLUMNS[view].split()) <= columns


# ---------------------------------------------------------------- findings and questions


def accuse(
    report: ReportBuilder,
    word: str,
    verdict: Verdict,
    severity: Severity | None,
    slip_id: str | None = None,
    is_primary: bool = True,
) -> None:
    report.mention(word)
    slip = slip_id or f"slip of {word}"
    operands = [(OperandRole.WHOLE, word)]
    report.check(CheckKind.PART_WHOLE, verdict, severity, operands, slip_id=slip, is_primary=is_primary)


def test_findings_worst_first(ask: Ask) -> None:
    report = ReportBuilder("10 11 12 13 14 15")
    accuse(report, "10", Verdict.TRUNCATED, Severity.NOTE)
    accuse(report, "11", Verdict.LAST_DIGIT, Severity.MINOR)
    accuse(report, "12", Verdict.INCONSISTENT, Severity.MINOR)
    accuse(report, "13", Verdict.UNDECIDABLE, Severity.NOTE)
    accuse(report, "14", Verdict.INCONSISTENT, Severity.MAJOR)
    accuse(report, "15", Verdict.TRUNCATED, None)
    rows = ask("SELECT position, stated FROM findings", report.parcel())
    assert rows == [(1, "14"), (2, "12"), (3, "11"), (4, "10"), (5, "15")]
    assert ask("SELECT stated FROM questions", report.parcel()) == [("13",)]


def test_primary_stands_first_of_its_slip(ask: Ask) -> None:
    report = ReportBuilder("10 11 12")
    accuse(report, "10", Verdict.INCONSISTENT, Severity.MAJOR, slip_id="slip", is_primary=False)
    accuse(report, "11", Verdict.INCONSISTENT, Severity.MAJOR, slip_id="other")
    accuse(report, "12", Verdict.INCONSISTENT, Severity.MAJOR, slip_id="slip", is_primary=True)
    assert ask("SELECT stated FROM findings", report.parcel()) == [("12",), ("10",), ("11",)]


def test_operands_are_one_line(ask: Ask) -> None:
    report = ReportBuilder("Có 120 tổ, trong đó 30 tổ cấp xã và 95 tổ cấp bản")
    operands = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30"), (OperandRole.PART, "95")]
    report.check(CheckKind.PART_WHOLE, Verdict.INCONSISTENT, Severity.MAJOR, operands)
    assert ask("SELECT operands, char_start FROM findings", report.parcel()) == [("whole 120; part 30; part 95", 3)]


def test_second_container_repeats_no_finding(ask: Ask) -> None:
    first, second = ReportBuilder("Có 10 tổ", "a.docx"), ReportBuilder("Có 10 tổ ", "a.pdf")
    for report in (first, second):
        accuse(report, "10", Verdict.INCONSISTENT, Severity.MAJOR)
        report.count("10", "tổ")
    second.document_changes = {"same_as": first.document_id}
    parcels = (first.parcel(), second.parcel())
    assert ask("SELECT path FROM findings", *parcels) == [("a.docx",)]
    assert ask("SELECT count(*) FROM quantities", *parcels) == [(1,)]
    assert ask("SELECT source_count FROM comparison", *parcels) == [(1,)]
    assert ask("SELECT path, same_as IS NULL FROM document_summary", *parcels) == [("a.docx", True), ("a.pdf", False)]


# ---------------------------------------------------------------- quantities


def test_a_number_that_serves_several_facts_is_summed_once(ask: Ask) -> None:
    report = ReportBuilder("Nhận 500 hồ sơ: trực tuyến 400 (80%), trực tiếp 100 (20%)")
    report.ratio("400", "500", "80", "hồ sơ")
    report.ratio("100", "500", "20", "hồ sơ")
    rows = ask("SELECT text, value, unit FROM quantities", report.parcel())
    assert rows == [(text, Decimal(text), "hồ sơ") for text in ("500", "400", "100")]


def test_only_what_may_be_summed(ask: Ask) -> None:
    report = ReportBuilder("Đạt 55%, điểm 9, tăng 12 lượt, thu 13,5 tỷ đồng, còn 01/177 bản")
    report.percent("55")
    report.count("9", "điểm", measure=Measure.SCORE)
    report.count("12", "lượt", measure=Measure.CHANGE)
    report.count("13,5", "đồng", measure=Measure.MONEY, value=Decimal(13_500_000_000))
    report.ratio("01", "177", None, "bản")
    rows = ask("SELECT text, value FROM quantities", report.parcel())
    assert rows == [("13,5", Decimal(13_500_000_000)), ("01", Decimal(1)), ("177", Decimal(177))]


def test_superseded_issue_is_not_summed(ask: Ask) -> None:
    old, new = ReportBuilder("Có 10 tổ", "old.txt"), ReportBuilder("Có 12 tổ", "new.txt")
    old.count("10", "tổ")
    new.count("12", "tổ")
    new.document_changes = {"supersedes": old.document_id}
    assert ask("SELECT sum(value) FROM quantities", old.parcel(), new.parcel()) == [(Decimal(12),)]


# ---------------------------------------------------------------- comparison


def test_a_statement_printed_twice_is_one_row_and_the_finest(ask: Ask) -> None:
    report = ReportBuilder("Tỷ lệ đạt 86%. Phụ lục: 86,20% (431/500 hồ sơ)")
    report.percent("86", label="tỷ lệ", period_label="2031")
    finest = report.ratio("431", "500", "86,20", "hồ sơ", label="tỷ lệ", period_label="2031")
    rows = ask("SELECT fact_id, value, numerator, source_count, has_finding FROM comparison", report.parcel())
    assert rows == [(finest, Decimal("86.2"), Decimal(431), 2, False)]


def test_unknown_places_are_not_one_place(ask: Ask) -> None:
    reports = [ReportBuilder(f"Huyện {name} có 10 tổ", f"{name}.txt") for name in "AB"]
    for report in reports:
        report.count("10", "tổ", label="tổ", period_label="2031")
    assert ask("SELECT source_count FROM comparison", *(r.parcel() for r in reports)) == [(1,), (1,)]


def test_a_label_alone_joins_no_two_values(ask: Ask) -> None:
    report = ReportBuilder("Hộ tịch: đạt 58,28%. Giao thông: đạt 88,80%; phụ lục ghi 88,8%.")
    for printed in ("58,28", "88,80", "88,8%"):
        report.percent(printed.rstrip("%"), printed, label="hồ sơ")
    rows = ask("SELECT value, source_count FROM comparison ORDER BY value", report.parcel())
    assert rows == [(Decimal("58.28"), 1), (Decimal("88.8"), 2)]


def test_an_indicator_joins_what_contradicts(ask: Ask) -> None:
    report = ReportBuilder("Có 365 tổ. Thành lập 265 tổ.")
    for printed in ("365", "265"):
        report.count(printed, "tổ", indicator_id="teams")
    assert ask("SELECT source_count FROM comparison", report.parcel()) == [(2,)]


def test_known_place_joins_documents(ask: Ask) -> None:
    reports = [ReportBuilder(f"Báo cáo {name}: có 10 tổ", f"{name}.txt") for name in "AB"]
    for report in reports:
        report.count("10", "tổ", indicator_id="teams", label=report.name, place_id="123", period_label="2031")
    assert ask("SELECT source_count FROM comparison", *(r.parcel() for r in reports)) == [(2,)]


def test_comparison_keeps_different_things_apart(ask: Ask) -> None:
    report = ReportBuilder("10 tổ, 11 tổ cấp xã, 12 tổ năm trước, 13 người, mục tiêu 14 tổ")
    report.count("10", "tổ", label="x")
    report.count("11", "tổ", label="x", entity="xã A")
    report.count("12", "tổ", label="x", period_label="2030")
    report.count("13", "người", label="x")
    report.count("14", "tổ", label="x", role=Role.TARGET)
    rows = ask("SELECT value, target FROM comparison ORDER BY value", report.parcel())
    assert rows == [(Decimal(10), Decimal(14)), (Decimal(11), None), (Decimal(12), None), (Decimal(13), None)]


def test_comparison_tells_of_a_finding(ask: Ask) -> None:
    report = ReportBuilder("Đạt 26,23% (31/191 dịch vụ)")
    fact = report.ratio("31", "191", "26,23", "dịch vụ")
    operands = [(OperandRole.NUMERATOR, "31"), (OperandRole.DENOMINATOR, "191"), (OperandRole.PERCENT, "26,23")]
    report.check(CheckKind.RATIO_PERCENT, Verdict.INCONSISTENT, Severity.MAJOR, operands, fact_id=fact)
    assert ask("SELECT has_finding FROM comparison", report.parcel()) == [(True,)]


# ---------------------------------------------------------------- targets


ATTAINMENT = [
    # (result, its qualifier, target, its qualifier, attained)
    ("60", Qualifier.EXACT, "100", Qualifier.EXACT, False),
    ("100", Qualifier.EXACT, "100", Qualifier.EXACT, True),
    ("60", Qualifier.EXACT, "60", Qualifier.MORE_THAN, False),  # "> 60%" is not reached by 60
    ("64", Qualifier.MORE_THAN, "60", Qualifier.EXACT, True),
    ("55", Qualifier.AT_LEAST, "60", Qualifier.EXACT, None),  # may be 60 or not
    ("50", Qualifier.LESS_THAN, "50", Qualifier.EXACT, False),
    ("55", Qualifier.AT_MOST, "50", Qualifier.EXACT, None),
    ("4", Qualifier.EXACT, "5", Qualifier.AT_MOST, True),  # a ceiling
    ("6", Qualifier.EXACT, "5", Qualifier.AT_MOST, False),
    ("5", Qualifier.EXACT, "5", Qualifier.LESS_THAN, False),
    ("4", Qualifier.AT_LEAST, "5", Qualifier.AT_MOST, None),
    ("6", Qualifier.MORE_THAN, "5", Qualifier.AT_MOST, False),
]


@pytest.mark.parametrize(("actual", "actual_word", "target", "target_word", "attained"), ATTAINMENT)
def test_attained(
    ask: Ask, actual: str, actual_word: Qualifier, target: str, target_word: Qualifier, attained: bool | None
) -> None:
    report = ReportBuilder(f"Tỷ lệ\t{actual}%\tso với {target}%\tĐạt")
    fact = report.percent(actual, qualifier=actual_word, table_id="t", row=1, col=1)
    goal = report.percent(target, "so với", role=Role.TARGET, qualifier=target_word, table_id="t", row=1, col=2)
    rows = ask("SELECT fact_id, target_fact_id, attained FROM target_attainment", report.parcel())
    assert rows == [(fact, goal, attained)]


def test_next_years_target_is_not_this_years(ask: Ask) -> None:
    report = ReportBuilder("Năm nay đạt 100%. Năm sau phấn đấu 70%.")
    report.percent("100", label="hồ sơ", period_label="2031")
    report.percent("70", label="hồ sơ", period_label="2032", role=Role.TARGET)
    assert ask("SELECT * FROM target_attainment", report.parcel()) == []


def test_stated_status_is_what_the_check_read(ask: Ask) -> None:
    report = ReportBuilder("Tỷ lệ\t60%\t100%\tĐạt")
    fact = report.percent("60", table_id="t", row=1, col=1)
    report.percent("100", role=Role.TARGET, table_id="t", row=1, col=2)
    operands = [(OperandRole.ACTUAL, "60"), (OperandRole.TARGET, "100"), (OperandRole.STATUS, "Đạt")]
    report.check(CheckKind.TARGET_STATUS, Verdict.INCONSISTENT, Severity.MAJOR, operands, fact_id=fact)
    assert ask("SELECT stated_status, attained FROM target_attainment", report.parcel()) == [("Đạt", False)]


# ---------------------------------------------------------------- coverage, decidability, summary


def test_coverage_counts_digits_only(ask: Ask) -> None:
    report = ReportBuilder("IV. Có 120 tổ, ba xã, 7 gì đó, theo Đề án 06")
    report.mention("120")
    report.mention("06", kind=MentionKind.IDENTIFIER)
    report.mention("7", kind=MentionKind.UNCLASSIFIED)
    report.mention("IV", kind=MentionKind.HEADING)
    rows = ask("SELECT kind, mentions, share, share_classified FROM coverage ORDER BY kind", report.parcel())
    third, two_thirds = Decimal("33.33"), Decimal("66.67")
    assert rows == [(kind, 1, third, two_thirds) for kind in ("figure", "identifier", "unclassified")]
    summary = ask("SELECT numbers, figures, not_understood FROM document_summary", report.parcel())
    assert summary == [(3, 1, 1)]


def test_nothing_understood_is_a_share_of_0(ask: Ask) -> None:
    report = ReportBuilder("7 gì đó")
    report.mention("7", kind=MentionKind.UNCLASSIFIED)
    assert ask("SELECT share_classified FROM coverage", report.parcel()) == [(Decimal(0),)]


def test_decidability_reaches_facts_through_their_numbers(ask: Ask) -> None:
    report = ReportBuilder("Có 120 tổ, trong đó 30 tổ cấp xã; 5 thôn")
    for printed in ("120", "30", "5"):
        report.count(printed, "tổ", f" {printed} ")
    operands = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30")]
    report.check(CheckKind.BOUND, Verdict.CONSISTENT, None, operands)
    rows = ask("SELECT value, checks, consistent, flagged FROM decidability ORDER BY value", report.parcel())
    assert rows == [(Decimal(5), 0, 0, 0), (Decimal(30), 1, 1, 0), (Decimal(120), 1, 1, 0)]


def test_decidability_counts_each_set_of_numbers_once(ask: Ask) -> None:
    report = ReportBuilder("Có 120 tổ, trong đó 30 tổ cấp xã và 90 tổ bản, chiếm 75%")
    for printed in ("120", "30", "90"):
        report.count(printed, "tổ", f" {printed} ")
    pair = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30")]
    report.check(CheckKind.BOUND, Verdict.CONSISTENT, None, pair)
    report.check(CheckKind.PART_WHOLE, Verdict.CONSISTENT, None, pair)
    report.check(CheckKind.PART_WHOLE, Verdict.UNDECIDABLE, None, [*pair, (OperandRole.PART, "90")])
    rows = ask("SELECT value, checks, independent FROM decidability ORDER BY value", report.parcel())
    assert rows == [(Decimal(30), 3, 1), (Decimal(90), 1, 0), (Decimal(120), 3, 1)]


def test_document_summary_counts_slips_not_checks(ask: Ask) -> None:
    report = ReportBuilder("10 11 12 13")
    accuse(report, "10", Verdict.INCONSISTENT, Severity.MAJOR, slip_id="slip")
    accuse(report, "11", Verdict.INCONSISTENT, Severity.MINOR, slip_id="slip", is_primary=False)
    accuse(report, "12", Verdict.UNDECIDABLE, None)
    accuse(report, "13", Verdict.TRUNCATED, Severity.NOTE)
    report.document_changes = {"page_count": 3}
    columns = "figures, checked, wrong, wrong_major, open_questions, pages_not_read"
    rows = ask(f"SELECT {columns} FROM document_summary", report.parcel())
    assert rows == [(4, 3, 1, 1, 1, 2)]
