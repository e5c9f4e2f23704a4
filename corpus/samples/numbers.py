"""Numbers as an office types them, and the arithmetic the truth rests on (Decimal, half-up, no floats)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

MAGNITUDES: dict[str, int] = {
    "tỷ đồng": 10**9,
    "triệu đồng": 10**6,
    "nghìn đồng": 10**3,
    "đồng": 1,
}


class Verdict(StrEnum):
    """How a printed figure stands to the one that follows from the others (words of ../../shared/gold)."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last_digit"
    INCONSISTENT = "inconsistent"
    NO_PERCENT = "no_percent"
    CONSISTENT = "consistent"
    NOT_EXHAUSTIVE = "not_exhaustive"


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as typed: its value (magnitude applied) and its characters."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Pen:
    """How one writer types numbers."""

    grouping: str = "."
    decimal_mark: str = ","
    is_padded: bool = True

    def count(self, value: int) -> Printed:
        """A whole number; "05" for five where the writer pads."""
        text = f"{value:,}".replace(",", self.grouping)
        return Printed(Decimal(value), f"0{text}" if self.is_padded and 0 < value < 10 else text)

    def fixed(self, value: Decimal, decimals: int) -> Printed:
        """A value rounded half-up, with all its decimals printed."""
        rounded = half_up(value, decimals)
        whole, _, rest = f"{rounded:,f}".partition(".")
        mark = self.decimal_mark if rest else ""
        return Printed(rounded, whole.replace(",", self.grouping) + mark + rest)

    def exact(self, value: Decimal) -> Printed:
        """A value with as many decimals as it has."""
        exponent = value.normalize().as_tuple().exponent
        return self.fixed(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded half-up to `decimals` places."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def cut_off(value: Decimal, decimals: int) -> Decimal:
    """`value` with everything after `decimals` places dropped."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)


def as_typed(text: str, magnitude: str = "đồng") -> Printed:
    """The number a Vietnamese reader sees in `text`: '.' groups thousands, ',' is the decimal mark.

    A single '.' not followed by exactly three digits is the writer's slip for a decimal mark (80.36).
    """
    is_slip = re.fullmatch(r"\d+\.(\d{1,2}|\d{4,})", text) is not None
    plain = text if is_slip else text.replace(".", "").replace(",", ".")
    return Printed(Decimal(plain) * MAGNITUDES[magnitude], text)


def decimals_of(text: str) -> int:
    """Decimals printed in a percent or score: '88,80' has 2."""
    _, mark, rest = text.replace(".", ",").partition(",")
    return len(rest) if mark else 0


def share(numerator: Decimal, denominator: Decimal) -> Decimal:
    """100 * numerator / denominator, unrounded."""
    return 100 * numerator / denominator


def judge_share(true_percent: Decimal, printed: str) -> Verdict:
    """The verdict on a printed percent, by rounding at the decimals it is printed with."""
    decimals = decimals_of(printed)
    stated = as_typed(printed).value
    if half_up(true_percent, decimals) == stated:
        return Verdict.ROUNDED
    if cut_off(true_percent, decimals) == stated:
        return Verdict.TRUNCATED
    is_close = abs(true_percent - stated) <= Decimal(1).scaleb(-decimals)
    return Verdict.LAST_DIGIT if is_close else Verdict.INCONSISTENT
