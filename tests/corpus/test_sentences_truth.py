"""The independent second set is right about itself: strings stand in their texts, verdicts follow from arithmetic.

Nothing of the project's own arithmetic is used here: the truth must not be proved by the code it judges.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

from schemas.check import CheckKind, Verdict
from schemas.fact import Direction, Qualifier, Role

TRUTH = Path(__file__).parents[2] / "corpus" / "gold" / "sentences" / "other_offices.yaml"
SMALLEST_SET = 260
RATIO_FORMS = {"slash", "words", "complement", "chain", "cell"}
OUTSIDE_FACTS = {
    "legal_reference",
    "date",
    "period",
    "heading",
    "row_number",
    "identifier",
    "rank",
    "formula",
    "footnote",
    "page_number",
}
MAGNITUDES = {Decimal(10) ** power for power in (0, 3, 6, 9, 12)}
NEAR_POINTS, NEAR_SHARE = Decimal(1), Decimal("0.02")  # how far "khoảng" and "gần" may be from the true percent


class Ratio(TypedDict):
    """A ratio; null where a number is not printed."""

    numerator: str | None
    denominator: str | None
    percent: str | None
    form: str
    derived: NotRequired[bool]
    qualifier: NotRequired[str]


class Figure(TypedDict):
    """A percent or a count."""

    value: str
    unit: str
    qualifier: str | None
    role: str
    value_num: NotRequired[str]


class Change(TypedDict):
    """An increase or a decrease."""

    value: str
    unit: str
    direction: str
    value_num: NotRequired[str]


class NotFact(TypedDict):
    """A number that must stay out of the facts."""

    number: str
    kind: str
    quote: NotRequired[str]


class Check(TypedDict):
    """A relation with its right verdict."""

    kind: str
    verdict: str
    numbers: list[str]
    of: NotRequired[str]
    rounded: NotRequired[bool]
    qualifier: NotRequired[str]
    values: NotRequired[list[str]]
    formula: NotRequired[str]
    equals: NotRequired[str]


class Entry(TypedDict):
    """One text with its whole truth."""

    id: str
    subject: str
    text: str
    ratios: list[Ratio]
    percents: list[Figure]
    counts: list[Figure]
    changes: list[Change]
    not_facts: list[NotFact]
    checks: list[Check]
    accuse: bool
    ambiguous: NotRequired[bool]


@cache
def read_entries() -> tuple[Entry, ...]:
    """All entries, in the order of the file."""
    return tuple(cast("list[Entry]", yaml.safe_load(TRUTH.read_text(encoding="utf-8"))))


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: its value and the unit of its last digit."""

    value: Decimal
    last_place: Decimal

    def interval(self, is_rounded: bool) -> tuple[Decimal, Decimal]:
        """The values it can stand for: half a last digit either side where it is rounded."""
        half = self.last_place / 2 if is_rounded or self.last_place < 1 else Decimal(0)
        return self.value - half, self.value + half


def read_number(text: str, full_value: str | None = None) -> Printed:
    """A Vietnamese number; a point before other than three digits is a writer's decimal mark."""
    digits = text.lstrip("+-")
    plain = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits) else digits
    plain = plain.replace(",", ".")
    value, last_place = Decimal(plain), Decimal(1).scaleb(-len(plain.partition(".")[2]))
    if full_value is None:
        return Printed(value, last_place)
    return Printed(Decimal(full_value), last_place * Decimal(full_value) / value)


def read_operands(check: Check) -> list[Printed]:
    """The numbers of a check, at full size where their magnitudes differ."""
    values: list[str | None] = [*check.get("values", [])] or [None] * len(check["numbers"])
    return [read_number(text, value) for text, value in zip(check["numbers"], values, strict=True)]


def judge_against(low: Decimal, high: Decimal, printed: Printed) -> str:
    """The verdict on a printed share or change whose true value lies in [low, high]."""
    half, unit, stated = printed.last_place / 2, printed.last_place, printed.value
    if low < stated + half and high >= stated - half:
        return "consistent"
    if low < stated + unit and high >= stated:
        return "truncated"
    is_near = abs(stated - ((low + high) / 2).quantize(unit, ROUND_HALF_UP)) <= unit
    return "last_digit" if is_near else "inconsistent"


def judge_qualified(low: Decimal, high: Decimal, printed: Printed, qualifier: str) -> str:
    """The verdict where a word such as "trên" or "gần" widens the printed percent."""
    if qualifier in {"more_than", "at_least"}:
        return "consistent" if high >= printed.value else "inconsistent"
    if qualifier in {"less_than", "at_most"}:
        return "consistent" if low <= printed.value else "inconsistent"
    reach = max(NEAR_POINTS, printed.value * NEAR_SHARE)
    return "consistent" if abs((low + high) / 2 - printed.value) <= reach else "undecidable"


def judge_share(check: Check) -> str:
    """[numerator, denominator, percent]."""
    numerator, denominator, percent = read_operands(check)
    is_rounded = check.get("rounded", False)
    if not is_rounded:
        low = high = 100 * numerator.value / denominator.value
    else:
        (small, large), (least, most) = numerator.interval(True), denominator.interval(True)
        low, high = 100 * small / most, 100 * large / least
    qualifier = check.get("qualifier")
    return judge_qualified(low, high, percent, qualifier) if qualifier else judge_against(low, high, percent)


def judge_sum(check: Check) -> str:
    """[whole, parts...]: the intervals of the whole and of the sum meet."""
    whole, *parts = [operand.interval(check.get("rounded", False)) for operand in read_operands(check)]
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    return "consistent" if low <= whole[1] and high >= whole[0] else "inconsistent"


def judge_complement(check: Check) -> str:
    """Counts add to a whole, shares to 100, or a percent and its rest to all."""
    match check.get("of", "counts"):
        case "ratio":
            return judge_share(check)
        case "percents":
            return judge_sum({**check, "numbers": ["100", *check["numbers"]], "rounded": True})
        case "derived":
            percent, rest, whole = read_operands(check)
            true_percent = 100 * (whole.value - rest.value) / whole.value
            return judge_against(true_percent, true_percent, percent)
        case _:
            return judge_sum(check)


def judge_change(check: Check) -> str:
    """[base, now, change] in percent, times, points or units."""
    base, now, change = read_operands(check)
    is_rounded, kind = check.get("rounded", False), check.get("of", "percent")
    (base_low, base_high), (now_low, now_high) = base.interval(is_rounded), now.interval(is_rounded)
    if not is_rounded:
        base_low = base_high = base.value
        now_low = now_high = now.value
    if kind in {"absolute", "points"}:
        ends = sorted((abs(now_low - base_high), abs(now_high - base_low)))
        return judge_against(ends[0], ends[1], change)
    if kind == "times":
        return judge_against(now_low / base_high, now_high / base_low, change)
    sign = 1 if now.value >= base.value else -1
    ends = sorted((sign * 100 * (now_low / base_high - 1), sign * 100 * (now_high / base_low - 1)))
    return judge_against(ends[0], ends[1], change)


def judge_bound(check: Check) -> str:
    """[part, whole]."""
    part, whole = read_operands(check)
    return "consistent" if part.value <= whole.value else "inconsistent"


def judge_rank_order(check: Check) -> str:
    """[value, rank, value, rank, ...]: the higher value has the better rank."""
    numbers = read_operands(check)
    by_rank = sorted(zip(numbers[1::2], numbers[::2], strict=True), key=lambda pair: pair[0].value)
    values = [value.value for _, value in by_rank]
    return "consistent" if values == sorted(values, reverse=True) else "inconsistent"


def judge_formula(check: Check) -> str:
    """The formula gives the number it is said to equal, rounded at its last digit."""
    stated = read_number(check["equals"])
    half = stated.last_place / 2
    difference = abs(evaluate(ast.parse(check["formula"], mode="eval").body) - stated.value)
    return "consistent" if difference <= half else "inconsistent"


def evaluate(node: ast.expr) -> Decimal:
    """The four operations on Decimals, nothing else."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return Decimal(str(value))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return evaluate(left) + evaluate(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return evaluate(left) - evaluate(right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return evaluate(left) * evaluate(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return evaluate(left) / evaluate(right)
        case _:
            raise ValueError(ast.dump(node))


JUDGES: dict[str, Callable[[Check], str]] = {
    "ratio_percent": judge_share,
    "table_ratio": judge_share,
    "complement": judge_complement,
    "part_whole": judge_sum,
    "table_total": judge_sum,
    "score_total": judge_sum,
    "change": judge_change,
    "bound": judge_bound,
    "rank_order": judge_rank_order,
}


def judge(check: Check) -> str | None:
    """The verdict by arithmetic; None where it needs more than arithmetic."""
    if "formula" in check:
        return judge_formula(check)
    judge_kind = JUDGES.get(check["kind"])
    return judge_kind(check) if judge_kind else None


def list_fact_strings(entry: Entry) -> Iterator[str]:
    """Every number that belongs to a fact, as printed."""
    for ratio in entry["ratios"]:
        yield from (text for text in (ratio["numerator"], ratio["denominator"], ratio["percent"]) if text)
    for figure in (*entry["percents"], *entry["counts"]):
        yield figure["value"]
    for change in entry["changes"]:
        yield change["value"]


def match_number(number: str) -> re.Pattern[str]:
    """The number where it stands alone, not inside a longer one."""
    return re.compile(r"(?<!\d)(?<!\d[.,])" + re.escape(number) + r"(?![.,]?\d)")


@pytest.fixture(params=range(len(read_entries())), ids=[entry["id"] for entry in read_entries()])
def entry(request: pytest.FixtureRequest) -> Entry:
    """Each entry in turn."""
    return read_entries()[cast("int", request.param)]


def test_the_set_is_large_and_identified() -> None:
    """At least the promised number, ids in order, no text twice."""
    entries = read_entries()
    assert len(entries) >= SMALLEST_SET
    assert [entry["id"] for entry in entries] == [f"s{number:03d}" for number in range(1, len(entries) + 1)]
    assert len({entry["text"] for entry in entries}) == len(entries)


def test_every_printed_string_stands_in_its_text(entry: Entry) -> None:
    """Facts as whole numbers; numbers outside facts may be part of a word (4G, m2)."""
    for number in list_fact_strings(entry):
        assert match_number(number).search(entry["text"]), number
    for not_fact in entry["not_facts"]:
        assert not_fact["number"] in not_fact.get("quote", entry["text"])
        assert not_fact.get("quote", "") in entry["text"]
    for check in entry["checks"]:
        assert all(number in entry["text"] for number in check["numbers"])


def test_every_digit_is_accounted_for(entry: Entry) -> None:
    """Each digit of the text lies in a number of a fact or in one outside facts."""
    text = entry["text"]
    numbers = {*list_fact_strings(entry), *(not_fact["number"] for not_fact in entry["not_facts"])}
    for number in sorted(numbers, key=len, reverse=True):
        text = re.sub(r"(?<!\d)" + re.escape(number) + r"(?!\d)", "#", text)
    assert not re.findall(r"\d+", text)


def test_a_number_is_not_both_inside_and_outside_facts(entry: Entry) -> None:
    """Where the same digits are both, a quote tells which is meant."""
    inside = set(list_fact_strings(entry))
    assert all("quote" in item for item in entry["not_facts"] if item["number"] in inside)


def test_verdicts_follow_from_the_arithmetic(entry: Entry) -> None:
    """Half-up at the printed decimals, or the intervals meet: consistent; otherwise the degree found here."""
    for check in entry["checks"]:
        found = judge(check)
        if found is not None and check["verdict"] != "undecidable":
            assert found == check["verdict"], check


def test_accusations_are_exactly_the_inconsistent(entry: Entry) -> None:
    """An accused text has a check that is proved wrong, and an ambiguous text is never accused."""
    is_proved_wrong = any(check["verdict"] == "inconsistent" for check in entry["checks"])
    assert entry["accuse"] is is_proved_wrong
    assert not (entry["accuse"] and entry.get("ambiguous", False))


def test_a_ratio_with_a_percent_is_checked(entry: Entry) -> None:
    """A ratio whose three numbers are printed has its check with these numbers."""
    checked = [check["numbers"] for check in entry["checks"]]
    for ratio in entry["ratios"]:
        numbers = [ratio["numerator"], ratio["denominator"], ratio["percent"]]
        assert None in numbers or numbers in checked
        assert (None in numbers[:2]) is ratio.get("derived", False)


def test_words_come_from_the_closed_sets(entry: Entry) -> None:
    """Kinds, verdicts, roles, qualifiers and directions are those of schemas."""
    assert {check["kind"] for check in entry["checks"]} <= {kind.value for kind in CheckKind}
    assert {check["verdict"] for check in entry["checks"]} <= {verdict.value for verdict in Verdict}
    figures = (*entry["percents"], *entry["counts"])
    assert {figure["role"] for figure in figures} <= {role.value for role in Role}
    assert {figure["qualifier"] for figure in figures} <= {None, *(word.value for word in Qualifier)}
    assert {change["direction"] for change in entry["changes"]} <= {way.value for way in Direction}
    assert {ratio["form"] for ratio in entry["ratios"]} <= RATIO_FORMS
    assert {not_fact["kind"] for not_fact in entry["not_facts"]} <= OUTSIDE_FACTS


def test_full_numbers_are_the_printed_ones_times_a_magnitude(entry: Entry) -> None:
    """13,57 with value_num 13570000000 is 13,57 tỷ."""
    for figure in (*entry["counts"], *entry["changes"]):
        if "value_num" in figure:
            assert Decimal(figure["value_num"]) / read_number(figure["value"]).value in MAGNITUDES
