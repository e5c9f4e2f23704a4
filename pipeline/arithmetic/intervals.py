"""A printed number stands for an interval: 98 means [97.5, 98.5), "trên 94" means above 94.

Exact arithmetic throughout (Fraction); half-up rounding as offices round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from schemas.fact import Qualifier
from schemas.mention import Mention


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high, None for no bound; each end open or closed."""

    low: Fraction | None
    high: Fraction | None
    is_low_open: bool = False
    is_high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return _is_below(self, other) and _is_below(other, self)

    def __add__(self, other: Interval) -> Interval:
        """All sums of a number of each."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.is_low_open or other.is_low_open,
            self.is_high_open or other.is_high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        """All differences of a number of this and a number of the other."""
        return self + Interval(
            None if other.high is None else -other.high,
            None if other.low is None else -other.low,
            other.is_high_open,
            other.is_low_open,
        )

    def scaled(self, factor: Fraction) -> Interval:
        """All numbers times a positive factor."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.is_low_open,
            self.is_high_open,
        )

    def times(self, other: Interval) -> Interval:
        """All products of a number of each, unbounded where one is; the ends count as reached."""
        ends = [end for end in (self.low, self.high, other.low, other.high) if end is not None]
        if len(ends) < 4:
            return Interval(None, None)
        corners = [a * b for a in ends[:2] for b in ends[2:]]
        return Interval(min(corners), max(corners))


def _is_below(one: Interval, other: Interval) -> bool:
    """Whether one begins before the other ends."""
    if one.low is None or other.high is None:
        return True
    if one.low == other.high:
        return not (one.is_low_open or other.is_high_open)
    return one.low < other.high


def exact(value: Decimal | Fraction | int) -> Interval:
    """The interval of one number."""
    point = Fraction(value)
    return Interval(point, point)


def rounded(value: Decimal, unit: Decimal) -> Interval:
    """What rounds half up to a value printed in steps of a unit: 98 in steps of 1 is [97.5, 98.5)."""
    middle, half = Fraction(value), Fraction(unit) / 2
    return Interval(middle - half, middle + half, is_high_open=True)


def cut_off(value: Decimal, unit: Decimal) -> Interval:
    """What is cut off to a value: 98 in steps of 1 is [98, 99), -98 is (-99, -98]."""
    if value < 0:
        return Interval(Fraction(value) - Fraction(unit), Fraction(value), is_low_open=True)
    return Interval(Fraction(value), Fraction(value) + Fraction(unit), is_high_open=True)


def printed(value: Decimal, unit: Decimal, qualifier: Qualifier = Qualifier.EXACT) -> Interval:
    """What a printed number with its qualifier can stand for."""
    point = Fraction(value)
    if qualifier is Qualifier.MORE_THAN:
        return Interval(point, None, is_low_open=True)
    if qualifier is Qualifier.AT_LEAST:
        return Interval(point, None)
    if qualifier is Qualifier.LESS_THAN:
        return Interval(None, point, is_high_open=True)
    if qualifier is Qualifier.AT_MOST:
        return Interval(None, point)
    if qualifier in (Qualifier.APPROXIMATE, Qualifier.ESTIMATED):
        slack = max(Fraction(unit), abs(point) / 20)
        return Interval(point - slack, point + slack)
    return rounded(value, unit)


def quotient_percent(numerator: Interval, denominator: Interval) -> Interval:
    """100 * numerator / denominator for numbers of known, positive denominator; unbounded where it is not."""
    low, high, least, most = numerator.low, numerator.high, denominator.low, denominator.high
    if low is None or high is None or least is None or most is None or least <= 0:
        return Interval(None, None)
    if low == high and least == most:
        return exact(100 * low / least)
    return Interval(100 * low / (most if low >= 0 else least), 100 * high / (least if high >= 0 else most))


def total(parts: Iterable[Interval]) -> Interval:
    """All sums of one number of each part."""
    result = exact(0)
    for part in parts:
        result = result + part
    return result


def count_interval(mention: Mention, qualifier: Qualifier = Qualifier.EXACT) -> Interval:
    """What a printed count or amount stands for: a whole number is exact, an amount in tỷ or with decimals is not."""
    value = mention.value or Decimal(0)
    unit = (mention.magnitude or Decimal(1)) * Decimal(1).scaleb(-(mention.decimals or 0))
    if qualifier is not Qualifier.EXACT:
        return printed(value, unit, qualifier)
    return exact(value) if unit == 1 else rounded(value, unit)


def level_interval(mention: Mention, qualifier: Qualifier) -> Interval:
    """What a level can stand for from which its change was reckoned: an estimate is known to its last digit not 0.

    'Ước đạt 50.940 tấn, tăng 6,8%' was reckoned from the estimate as printed, not from what it will have been.
    """
    value = mention.value or Decimal(0)
    if qualifier is not Qualifier.ESTIMATED or not value:
        return count_interval(mention, qualifier)
    exponent = value.normalize().as_tuple().exponent
    known = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return rounded(value, known)
