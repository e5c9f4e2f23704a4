"""The algebra of intervals, by their points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arithmetic.intervals import (
    Interval,
    cut_off,
    exact,
    printed,
    quotient_percent,
    rounded,
    total,
)
from schemas.fact import Qualifier

points = st.fractions(-1000, 1000, max_denominator=60)
positive = st.fractions(Fraction(1, 60), 1000, max_denominator=60)


@st.composite
def intervals(draw: st.DrawFn, low: st.SearchStrategy[Fraction] = points) -> Interval:
    """Any interval with something in it, bounded or not, open or closed at each end."""
    ends = sorted((draw(low), draw(low)))
    if ends[0] == ends[1]:
        return exact(ends[0])
    bounds = [None if draw(st.integers(0, 5)) == 0 else end for end in ends]
    return Interval(bounds[0], bounds[1], draw(st.booleans()), draw(st.booleans()))


def holds(interval: Interval, point: Fraction) -> bool:
    """Whether a number lies in an interval, said independently of meets."""
    above = interval.low is None or point > interval.low or (point == interval.low and not interval.is_low_open)
    below = interval.high is None or point < interval.high or (point == interval.high and not interval.is_high_open)
    return above and below


def common_point(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a point: an end of one, or the middle between the inner ends."""
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    candidates = [*lows, *highs]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None:
        candidates.append((low + high) / 2)
    elif low is not None:
        candidates.append(low + 1)
    elif high is not None:
        candidates.append(high - 1)
    else:
        return True
    return any(holds(one, point) and holds(other, point) for point in candidates)


@given(intervals(), points)
def test_meeting_a_number_is_holding_it(interval: Interval, point: Fraction) -> None:
    assert interval.meets(exact(point)) == holds(interval, point)


@given(intervals(), intervals())
def test_meeting_is_sharing_a_point_both_ways(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one) == common_point(one, other)


@given(intervals(), intervals(), points, points)
def test_sums_and_differences_hold_those_of_their_points(a: Interval, b: Interval, p: Fraction, q: Fraction) -> None:
    if holds(a, p) and holds(b, q):
        assert holds(a + b, p + q)
        assert holds(a - b, p - q)


@given(intervals(), intervals(), intervals())
def test_addition_is_commutative_and_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert total([a, b, c]) == a + b + c


@given(intervals())
def test_nothing_added_changes_nothing(interval: Interval) -> None:
    assert interval + exact(0) == interval == interval.scaled(Fraction(1))
    assert total([]) == exact(0)


@given(intervals(), positive, points)
def test_scaling_moves_points_with_it(interval: Interval, factor: Fraction, point: Fraction) -> None:
    assert holds(interval.scaled(factor), point * factor) == holds(interval, point)


@given(intervals(positive), intervals(positive), positive, positive)
def test_quotients_hold_those_of_their_points(a: Interval, b: Interval, p: Fraction, q: Fraction) -> None:
    if holds(a, p) and holds(b, q):
        assert holds(quotient_percent(a, b), 100 * p / q)


@given(intervals(), intervals())
def test_a_quotient_by_what_may_be_nothing_says_nothing(a: Interval, b: Interval) -> None:
    if b.low is not None and b.low <= 0:
        assert quotient_percent(a, b) == Interval(None, None)


# (value, unit, qualifier, points inside, points outside, what is new in the row)
PRINTED = [
    ("98", "1", Qualifier.EXACT, ["97.5", "98", "98.4999"], ["97.4999", "98.5"], "half up"),
    ("98.0", "0.1", Qualifier.EXACT, ["97.95", "98.0499"], ["97.9", "98.05"], "a zero printed is a decimal"),
    ("13500000000", "100000000", Qualifier.EXACT, ["13450000000"], ["13550000000"], "13,5 tỷ"),
    ("94", "1", Qualifier.MORE_THAN, ["94.0001", "200"], ["94", "93"], "trên"),
    ("94", "1", Qualifier.AT_LEAST, ["94", "200"], ["93.9999"], "ít nhất"),
    ("5", "1", Qualifier.LESS_THAN, ["4.9999", "-3"], ["5"], "dưới"),
    ("5", "1", Qualifier.AT_MOST, ["5", "0"], ["5.0001"], "không quá"),
    ("100", "1", Qualifier.APPROXIMATE, ["95", "105"], ["94", "106"], "khoảng: a twentieth"),
    ("4", "1", Qualifier.ESTIMATED, ["3", "5"], ["2.9", "5.1"], "ước: at least one unit"),
]


@pytest.mark.parametrize(("value", "unit", "qualifier", "inside", "outside", "new"), PRINTED)
def test_what_a_printed_number_stands_for(
    value: str, unit: str, qualifier: Qualifier, inside: list[str], outside: list[str], new: str
) -> None:
    interval = printed(Decimal(value), Decimal(unit), qualifier)
    assert [p for p in inside if not holds(interval, Fraction(p))] == [], new
    assert [p for p in outside if holds(interval, Fraction(p))] == [], new


@given(st.decimals(-1000, 1000, places=3), st.integers(0, 3))
def test_rounding_and_cutting_tile_the_line(value: Decimal, decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    for interval in (rounded(value, unit), cut_off(value, unit)):
        assert interval.low is not None
        assert interval.high is not None
        assert interval.high - interval.low == Fraction(unit)
        assert not interval.meets(interval + exact(Fraction(unit)))
        assert interval.meets(exact(Fraction(value)))
