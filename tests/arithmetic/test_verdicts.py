"""Verdicts on percents: exhaustive against a brute force in whole numbers; severities by the table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arithmetic.intervals import Interval, exact, quotient_percent
from pipeline.arithmetic.verdicts import (
    cut,
    is_double_rounding,
    judge_percent,
    judge_sum,
    leads_otherwise,
    percent_severity,
    quantize,
    round_half_up,
    sum_severity,
)
from schemas.check import Severity, Verdict
from schemas.fact import Qualifier

LARGEST = 300
"""Every fraction of whole numbers up to here, in lowest terms: equal fractions give equal verdicts."""


def expected_verdict(stated: int, numerator: int, denominator: int, scale: int) -> Verdict:
    """By whole numbers alone: `stated` is the printed percent in units of its last digit."""
    whole, rest = divmod(100 * scale * numerator, denominator)
    half_up = whole + (2 * rest >= denominator)
    if stated == half_up:
        return Verdict.CONSISTENT
    if stated == whole:
        return Verdict.TRUNCATED
    return Verdict.LAST_DIGIT if abs(stated - half_up) == 1 else Verdict.INCONSISTENT


def misjudged(decimals: int) -> Iterator[tuple[int, int, int]]:
    """Fractions and printed percents around them whose verdict is not the brute force's."""
    scale = 10**decimals
    for denominator in range(1, LARGEST + 1):
        for numerator in range(denominator + 1):
            if gcd(numerator, denominator) != 1:
                continue
            quotient = quotient_percent(exact(numerator), exact(denominator))
            middle = 100 * scale * numerator // denominator
            for stated in range(middle - 1, middle + 4):
                found = judge_percent(Decimal(stated).scaleb(-decimals), decimals, quotient, Qualifier.EXACT)
                if found is not expected_verdict(stated, numerator, denominator, scale):
                    yield stated, numerator, denominator


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_every_small_ratio(decimals: int) -> None:
    assert list(misjudged(decimals)) == []


# (stated, decimals, numerator, denominator, qualifier, verdict, what is new in the row)
PERCENTS = [
    ("60", 0, 72, 120, Qualifier.EXACT, Verdict.CONSISTENT, "exact"),
    ("16.2", 1, 31, 191, Qualifier.EXACT, Verdict.CONSISTENT, "rounded down"),
    ("12.5", 0, 1, 8, Qualifier.EXACT, Verdict.CONSISTENT, "more digits printed than told"),
    ("13", 0, 1, 8, Qualifier.EXACT, Verdict.CONSISTENT, "a half goes up"),
    ("12", 0, 1, 8, Qualifier.EXACT, Verdict.TRUNCATED, "a half cut off"),
    ("66.66", 2, 2, 3, Qualifier.EXACT, Verdict.TRUNCATED, "cut off"),
    ("16.24", 2, 31, 191, Qualifier.EXACT, Verdict.LAST_DIGIT, "one unit too much"),
    ("16.22", 2, 31, 191, Qualifier.EXACT, Verdict.LAST_DIGIT, "one unit too little"),
    ("26.23", 2, 31, 191, Qualifier.EXACT, Verdict.INCONSISTENT, "another digit"),
    ("100", 0, 499, 500, Qualifier.EXACT, Verdict.CONSISTENT, "almost all"),
    ("100", 0, 994, 1000, Qualifier.EXACT, Verdict.LAST_DIGIT, "not quite all"),
    ("80", 0, 97, 117, Qualifier.MORE_THAN, Verdict.CONSISTENT, "trên 80 of 82,9"),
    ("83", 0, 97, 117, Qualifier.MORE_THAN, Verdict.CONSISTENT, "trên 83 of 82,9: 83 when rounded"),
    ("85", 0, 97, 117, Qualifier.MORE_THAN, Verdict.INCONSISTENT, "trên 85 of 82,9"),
    ("85", 0, 97, 117, Qualifier.LESS_THAN, Verdict.CONSISTENT, "dưới 85 of 82,9"),
    ("85", 0, 97, 117, Qualifier.APPROXIMATE, Verdict.CONSISTENT, "khoảng 85 of 82,9"),
    ("95", 0, 97, 117, Qualifier.APPROXIMATE, Verdict.INCONSISTENT, "khoảng 95 of 82,9"),
]


@pytest.mark.parametrize(("stated", "decimals", "top", "bottom", "qualifier", "verdict", "new"), PERCENTS)
def test_percents(
    stated: str, decimals: int, top: int, bottom: int, qualifier: Qualifier, verdict: Verdict, new: str
) -> None:
    digits = max(decimals, len(stated.partition(".")[2]))
    quotient = quotient_percent(exact(top), exact(bottom))
    assert judge_percent(Decimal(stated), digits, quotient, qualifier) is verdict, new


def test_rounded_operands_widen_what_is_allowed() -> None:
    quotient = quotient_percent(
        Interval(Fraction("45.15"), Fraction("45.25")), Interval(Fraction("49.5"), Fraction("50.5"))
    )
    verdicts = [judge_percent(Decimal(p), 0, quotient, Qualifier.EXACT) for p in (88, 89, 91, 92, 95)]
    assert verdicts == [
        Verdict.LAST_DIGIT,
        Verdict.CONSISTENT,
        Verdict.CONSISTENT,
        Verdict.LAST_DIGIT,
        Verdict.INCONSISTENT,
    ]


@given(st.fractions(-200, 200, max_denominator=997), st.integers(0, 4))
def test_rounding_is_the_nearest_and_cutting_goes_to_nothing(value: Fraction, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    nearest, shorter = Fraction(round_half_up(value, decimals)), Fraction(cut(value, decimals))
    assert abs(nearest - value) <= unit / 2
    assert abs(shorter) <= abs(value)
    assert abs(value) - abs(shorter) < unit
    if abs(nearest - value) == unit / 2:
        assert abs(nearest) > abs(value), "a half goes away from nothing"


@given(st.decimals(-1000, 1000, places=4), st.integers(0, 3))
def test_two_ways_to_round_agree(value: Decimal, decimals: int) -> None:
    assert quantize(value, decimals) == round_half_up(Fraction(value), decimals)


@pytest.mark.parametrize(
    ("stated", "value", "is_double"),
    [("98", "97.4988", True), ("97.5", "97.4499", True), ("98", "97.44", False), ("97", "97.4988", True)],
)
def test_rounding_twice(stated: str, value: str, is_double: bool) -> None:
    decimals = len(stated.partition(".")[2])
    assert is_double_rounding(Decimal(stated), decimals, Fraction(value)) is is_double


# (verdict, stated, decimals, value, severity, what is new in the row)
SEVERITIES = [
    (Verdict.CONSISTENT, "60", 0, "60", None, "nothing to say"),
    (Verdict.TRUNCATED, "66.66", 2, "66.666667", Severity.NOTE, "rounding"),
    (Verdict.LAST_DIGIT, "26", 0, "25", Severity.NOTE, "one unit of a whole percent"),
    (Verdict.LAST_DIGIT, "16.24", 2, "16.230366", Severity.MINOR, "one unit of a printed decimal"),
    (Verdict.LAST_DIGIT, "97.5", 1, "97.4499", Severity.NOTE, "rounded twice"),
    (Verdict.INCONSISTENT, "16.93", 2, "16.230366", Severity.MINOR, "less than a point"),
    (Verdict.INCONSISTENT, "26.23", 2, "16.230366", Severity.MAJOR, "a point and more"),
    (Verdict.UNDECIDABLE, "26", 0, "25", None, "a question is no finding"),
]


@pytest.mark.parametrize(("verdict", "stated", "decimals", "value", "severity", "new"), SEVERITIES)
def test_severities_of_percents(
    verdict: Verdict, stated: str, decimals: int, value: str, severity: Severity | None, new: str
) -> None:
    assert percent_severity(verdict, Decimal(stated), decimals, Fraction(value)) is severity, new


@pytest.mark.parametrize(
    ("stated", "expected", "severity"),
    [
        ("1000", "1009", Severity.MINOR),
        ("1000", "1020", Severity.MAJOR),
        ("990", "1000", Severity.MAJOR),
        ("5", "0", Severity.MAJOR),
        ("-1000", "-1001", Severity.MINOR),
    ],
)
def test_severities_of_sums(stated: str, expected: str, severity: Severity) -> None:
    assert sum_severity(Decimal(stated), Decimal(expected)) is severity


def test_sums_are_judged_by_their_intervals() -> None:
    assert judge_sum(exact(300), exact(300)) is Verdict.CONSISTENT
    assert judge_sum(exact(300), exact(301)) is Verdict.INCONSISTENT
    assert judge_sum(exact(300), Interval(Fraction(299), Fraction(302))) is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("26.2", "16.2", True),
        ("97.5", "975", True),
        ("89.9", "90.1", True),
        ("12.50", "12.5", False),
        ("0.62", "0.61", False),
    ],
)
def test_leading_digits(one: str, other: str, differs: bool) -> None:
    assert leads_otherwise(Decimal(one), Decimal(other)) is differs


def test_a_leading_digit_is_major() -> None:
    assert sum_severity(Decimal(1999), Decimal(2001)) is Severity.MAJOR
    assert percent_severity(Verdict.INCONSISTENT, Decimal("79.6"), 1, Fraction(801, 10)) is Severity.MAJOR
    assert percent_severity(Verdict.INCONSISTENT, Decimal("80.6"), 1, Fraction(801, 10)) is Severity.MINOR
