"""What is true of a run of text, in the shape of the hand-checked answers (`corpus/gold/*.json`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol, TypeAlias

from corpus.samples.numbers import Verdict, as_typed, decimals_of, half_up, judge_share, share

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | dict[str, "Json"] | None
JsonObject: TypeAlias = dict[str, Json]


class Truth(Protocol):
    """Something true of the words it is attached to."""

    section: ClassVar[str]
    prefix: ClassVar[str]

    def entry(self) -> JsonObject:
        """Its fields in the gold file, without id and quote."""
        ...


def plain(value: Decimal) -> int | float:
    """A JSON number: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def without_nothing(entry: JsonObject) -> JsonObject:
    """The entry without empty notes."""
    return {key: value for key, value in entry.items() if key != "note" or value}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of something, with or without its percent."""

    section: ClassVar[str] = "ratios"
    prefix: ClassVar[str] = "R"
    numerator: Decimal
    denominator: Decimal
    percent: str | None
    unit: str
    label: str
    scope: str
    form: str
    qualifier: str | None = None
    note: str = ""

    @property
    def true_percent(self) -> Decimal:
        """The share that follows from the operands."""
        return share(self.numerator, self.denominator)

    @property
    def verdict(self) -> Verdict:
        """How the printed percent stands to the operands."""
        if self.percent is None:
            return Verdict.NO_PERCENT
        if self.qualifier == "at_least":
            is_above = self.true_percent >= as_typed(self.percent).value
            return Verdict.ROUNDED if is_above else Verdict.INCONSISTENT
        return judge_share(self.true_percent, self.percent)

    def entry(self) -> JsonObject:
        """Fields of a ratio; operands of money are in đồng."""
        entry: JsonObject = {
            "numerator": plain(self.numerator),
            "denominator": plain(self.denominator),
            "stated_percent": None if self.percent is None else plain(as_typed(self.percent).value),
            "stated_percent_text": self.percent,
            "decimals": None if self.percent is None else decimals_of(self.percent),
            "unit": self.unit,
            "label": self.label,
            "scope": self.scope,
            "form": self.form,
            "verdict": self.verdict.value,
            "true_percent": float(half_up(self.true_percent, 6)),
            "note": self.note,
        }
        return without_nothing(entry | ({"qualifier": self.qualifier} if self.qualifier else {}))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or an amount with its unit."""

    section: ClassVar[str] = "counts"
    prefix: ClassVar[str] = "C"
    value: Decimal
    unit: str
    label: str
    scope: str
    qualifier: str | None = None
    role: str = "actual"
    note: str = ""

    def entry(self) -> JsonObject:
        """Fields of a count; money is in đồng."""
        return without_nothing(
            {
                "value": plain(self.value),
                "unit": self.unit,
                "qualifier": self.qualifier,
                "label": self.label,
                "scope": self.scope,
                "role": self.role,
                "note": self.note,
            }
        )


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage that is no part of a ratio."""

    section: ClassVar[str] = "percents"
    prefix: ClassVar[str] = "P"
    value: Decimal
    label: str
    scope: str
    qualifier: str | None = None
    role: str = "actual"
    note: str = ""

    def entry(self) -> JsonObject:
        """Fields of a percentage."""
        return without_nothing(
            {
                "value": plain(self.value),
                "qualifier": self.qualifier,
                "label": self.label,
                "scope": self.scope,
                "role": self.role,
                "note": self.note,
            }
        )


@dataclass(frozen=True, slots=True)
class PartWhole:
    """A whole and its parts."""

    section: ClassVar[str] = "part_whole"
    prefix: ClassVar[str] = "W"
    whole: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    form: str
    is_exhaustive: bool = True
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether the parts make the whole, or stay within it where they need not."""
        total = sum(self.parts, Decimal(0))
        if not self.is_exhaustive and total < self.whole:
            return Verdict.NOT_EXHAUSTIVE
        return Verdict.CONSISTENT if total == self.whole else Verdict.INCONSISTENT

    def entry(self) -> JsonObject:
        """Fields of a part-whole relation."""
        return without_nothing(
            {
                "whole": plain(self.whole),
                "parts": [plain(part) for part in self.parts],
                "sum": plain(sum(self.parts, Decimal(0))),
                "unit": self.unit,
                "form": self.form,
                "verdict": self.verdict.value,
                "note": self.note,
            }
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two printed values, in percent or in the unit itself."""

    section: ClassVar[str] = "changes"
    prefix: ClassVar[str] = "D"
    now: Decimal
    before: Decimal
    stated: str
    is_percent: bool
    label: str

    @property
    def true_change(self) -> Decimal:
        """The size of the change, without its sign."""
        difference = abs(self.now - self.before)
        return share(difference, self.before) if self.is_percent else difference

    def entry(self) -> JsonObject:
        """Fields of a change (a section the hand-checked files do not have)."""
        return {
            "now": plain(self.now),
            "before": plain(self.before),
            "stated": self.stated,
            "kind": "percent" if self.is_percent else "difference",
            "direction": "up" if self.now > self.before else "down",
            "true_change": float(half_up(self.true_change, 6)),
            "label": self.label,
        }


@dataclass(frozen=True, slots=True)
class Target:
    """A result against what was asked, with the status printed."""

    section: ClassVar[str] = "targets"
    prefix: ClassVar[str] = "T"
    row: str
    label: str
    actual: Decimal
    target: Decimal
    comparator: str
    stated_status: str

    @property
    def is_met(self) -> bool:
        """Whether the result reaches the target."""
        return self.actual >= self.target if self.comparator == ">=" else self.actual <= self.target

    def entry(self) -> JsonObject:
        """Fields of a target."""
        expected = "Đạt" if self.is_met else "Không đạt"
        return {
            "row": self.row,
            "label": self.label,
            "actual": plain(self.actual),
            "target": plain(self.target),
            "comparator": self.comparator,
            "stated_status": self.stated_status,
            "expected_status": expected,
            "verdict": "consistent" if expected == self.stated_status else "inconsistent",
        }


@dataclass(frozen=True, slots=True)
class NotFact:
    """A number that states nothing."""

    section: ClassVar[str] = "not_facts"
    prefix: ClassVar[str] = "N"
    number: str
    what_it_is: str

    def entry(self) -> JsonObject:
        """Fields of a number that must stay out of the facts."""
        return {"number": self.number, "what_it_is": self.what_it_is}


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip: planted (tier A), or a rounding habit that accuses nobody (tier B)."""

    section: ClassVar[str] = "findings"
    prefix: ClassVar[str] = "F"
    kind: str
    stated: str
    expected: str
    explanation_en: str
    planted: str
    numbers: tuple[str, ...]
    check_kinds: tuple[str, ...]
    tier: str = "A"
    severity: str = "major"

    def entry(self) -> JsonObject:
        """Fields of a finding; `likely_fix` says what was planted."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "stated": self.stated,
            "expected": self.expected,
            "explanation_en": self.explanation_en,
            "likely_fix": self.planted,
            "numbers": list(self.numbers),
            "tier": self.tier,
            "tier_reason": self.explanation_en,
            "check_kinds": list(self.check_kinds),
        }
