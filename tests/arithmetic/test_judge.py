"""Checks as rows: operands at their places, slips that belong together, proof that every rule ran."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.arithmetic.judge import CHECK_RULES
from schemas.check import Severity
from schemas.parcel import Parcel
from tests.reading import accusations, audit, rulebook
from tests.tables import GROUP_TABLE, RATIO_TABLE

PROSE = (
    "I. KẾT QUẢ\n"
    "Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 110 hồ sơ thuế. Đã cấp 31/191 thẻ, đạt 26,23%.\n"
    "Đã làm 80/100 thẻ (đạt 80%), còn 25 thẻ chưa làm (chiếm 25%).\n"
    "Đã thu 72/120 hộ, đạt\f60%. Họp ngày 30/02/2022.\n"
    "II. NHIỆM VỤ\nTiếp tục thu.\nII. KIẾN NGHỊ\nKhông.\n"
)
TEXTS = [PROSE, RATIO_TABLE, GROUP_TABLE, f"{PROSE}\f{RATIO_TABLE}\n{GROUP_TABLE}"]

every_text = pytest.mark.parametrize("text", TEXTS, ids=["prose", "ratios", "groups", "all on two pages"])


@every_text
def test_operands_are_slices_of_their_pages(text: str) -> None:
    parcel = audit(text)
    pages = {page.page: page.text for page in parcel.pages}
    mentions = {mention.mention_id: mention for mention in parcel.mentions}
    assert parcel.check_operands
    for operand in parcel.check_operands:
        assert pages[operand.page][operand.char_start : operand.char_end] == operand.text
        if operand.mention_id is not None:
            mention = mentions[operand.mention_id]
            assert (mention.page, mention.char_start, mention.text) == (operand.page, operand.char_start, operand.text)


@every_text
def test_every_check_has_its_operands_in_order(text: str) -> None:
    parcel = audit(text)
    positions: dict[str, list[int]] = {check.check_id: [] for check in parcel.checks}
    for operand in parcel.check_operands:
        positions[operand.check_id].append(operand.position)
    assert all(found == list(range(len(found))) and found for found in positions.values())


@every_text
def test_one_check_tells_each_slip(text: str) -> None:
    primary = Counter(check.slip_id for check in audit(text).checks if check.is_primary)
    assert primary == Counter({check.slip_id for check in audit(text).checks})


@every_text
def test_facts_named_by_operands_exist(text: str) -> None:
    parcel = audit(text)
    known = {fact.fact_id for fact in parcel.facts}
    assert {operand.fact_id for operand in parcel.check_operands if operand.fact_id} <= known


@every_text
def test_every_rule_ran(text: str) -> None:
    parcel = audit(text)
    runs = {run.rule: run for run in parcel.rule_runs}
    named = {rule.id for file in ("ratios", "rests", "changes") for rule in getattr(rulebook(), file)}
    others = {rule.id for file in ("bounds", "rates", "attainments") for rule in getattr(rulebook(), file)}
    assert set(runs) - others == named | set(CHECK_RULES)
    assert sum(run.checked for run in parcel.rule_runs) == sum(c.verdict.value != "undecidable" for c in parcel.checks)
    assert sum(run.flagged for run in parcel.rule_runs) == len(accusations(parcel))
    assert all(run.flagged <= run.checked <= run.candidates for run in parcel.rule_runs)


def test_every_rule_of_bounds_ran() -> None:
    assert {rule.id for rule in rulebook().bounds} <= {run.rule for run in audit("Không có số nào.").rule_runs}


def slips(parcel: Parcel) -> list[set[str]]:
    """The rules of each slip that more than one check tells."""
    by_slip: dict[str, set[str]] = {}
    for check in accusations(parcel):
        by_slip.setdefault(check.slip_id, set()).add(check.rule)
    return sorted((rules for rules in by_slip.values()), key=sorted)


@pytest.mark.parametrize(
    ("text", "expected", "new"),
    [
        (
            "Đã làm 80/100 thẻ (đạt 80%), còn 25 thẻ chưa làm (chiếm 25%).",
            [{"rest_makes_whole", "rest_of_pair"}],
            "two rules on the same numbers are one slip",
        ),
        (
            "Đã cấp 31/191 thẻ, đạt 26,23%. Đã thu 31/191 hộ, đạt 26,23%.",
            [{"slash_attains"}, {"slash_attains"}],
            "the same numbers at two places are two",
        ),
        (
            "Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 110 hồ sơ thuế. Họp ngày 30/02/2022.",
            [{"date_exists"}, {"parts_of_whole"}],
            "a word beside a number joins nothing",
        ),
        ("Đã cấp 72/120 thẻ, đạt 60%.", [], "what agrees is no slip"),
    ],
)
def test_slips(text: str, expected: list[set[str]], new: str) -> None:
    assert slips(audit(text)) == expected, new


def test_the_worst_of_a_slip_is_told() -> None:
    parcel = audit("Tổng số 300 thẻ, trong đó 310 thẻ mới đạt 98,50%.")
    by_slip: dict[str, list[tuple[bool, Severity | None]]] = {}
    for check in accusations(parcel):
        by_slip.setdefault(check.slip_id, []).append((check.is_primary, check.severity))
    assert by_slip
    for found in by_slip.values():
        worst = Severity.MAJOR if any(severity is Severity.MAJOR for _, severity in found) else Severity.MINOR
        assert [severity for is_primary, severity in found if is_primary] == [worst]


def test_identifiers_come_from_content() -> None:
    first, again = audit(PROSE), audit.__wrapped__(PROSE)
    assert first.checks == again.checks
    assert first.check_operands == again.check_operands
    assert len({check.check_id for check in first.checks}) == len(first.checks)


def test_a_content_key_survives_a_new_issue() -> None:
    later = PROSE.replace("I. KẾT QUẢ\n", "Lời nói đầu.\n\nI. KẾT QUẢ\n", 1)
    keys = [{c.content_key for c in audit(text).checks if c.kind.value == "ratio_percent"} for text in (PROSE, later)]
    assert keys[0] == keys[1]
    assert {c.check_id for c in audit(PROSE).checks}.isdisjoint(c.check_id for c in audit(later).checks)


def test_a_percent_on_the_next_page_is_judged() -> None:
    (check,) = [check for check in audit("Đã thu 72/120 hộ, đạt\f65%.\n").checks if check.verdict.value != "consistent"]
    assert (check.page, check.stated, check.expected) == (1, "65%", "60%")
