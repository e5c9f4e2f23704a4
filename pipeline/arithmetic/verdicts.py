"""From intervals to a verdict and a severity: three degrees before the accusation."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.arithmetic.intervals import Interval, cut_off, printed
from schemas.check import Severity, Verdict
from schemas.fact import Qualifier

# A share that is off by a point or more changes what a reader concludes.
MAJOR_POINTS = Decimal(1)
# A total that is off by this share or more changes what a reader concludes.
MAJOR_SHARE = Decimal("0.01")


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """A fraction rounded half up (away from zero) at so many decimals."""
    top, bottom = abs(value.numerator) * 10**decimals, value.denominator
    whole = (2 * top + bottom) // (2 * bottom)
    result = Decimal(whole).scaleb(-decimals)
    return -result if value < 0 else result


def cut(value: Fraction, decimals: int) -> Decimal:
    """A fraction cut off at so many decimals."""
    result = Decimal(abs(value.numerator) * 10**decimals // value.denominator).scaleb(-decimals)
    return -result if value < 0 else result


def judge_percent(stated: Decimal, decimals: int, quotient: Interval, qualifier: Qualifier) -> Verdict:
    """The verdict on a printed percent against the interval its operands allow.

    consistent: rounded half up (or the qualifier's interval) meets it; truncated: only if cut off; last_digit: within
    one unit of the last digit otherwise.
    """
    if qualifier is Qualifier.EXACT and quotient.low is not None and quotient.low == quotient.high:
        return _judge_point(stated, decimals, quotient.low)
    unit = Decimal(1).scaleb(-decimals)
    if printed(stated, unit, qualifier).meets(quotient):
        return Verdict.CONSISTENT
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) and printed(stated, unit).meets(quotient):
        return Verdict.CONSISTENT
    if cut_off(stated, unit).meets(quotient):
        return Verdict.TRUNCATED
    near = Interval(
        Fraction(stated) - Fraction(unit) * 3 / 2, Fraction(stated) + Fraction(unit) * 3 / 2, is_high_open=True
    )
    return Verdict.LAST_DIGIT if near.meets(quotient) else Verdict.INCONSISTENT


def _judge_point(stated: Decimal, decimals: int, value: Fraction) -> Verdict:
    """The same of one value: how far it is off in halves of the last digit, by whole numbers alone."""
    top, bottom = stated.as_integer_ratio()
    half = bottom * value.denominator
    off = 2 * 10**decimals * (value.numerator * bottom - top * value.denominator)
    if -half <= off < half:
        return Verdict.CONSISTENT
    if 0 <= off < 2 * half if top >= 0 else -2 * half < off <= 0:
        return Verdict.TRUNCATED
    return Verdict.LAST_DIGIT if -3 * half <= off < 3 * half else Verdict.INCONSISTENT


def is_double_rounding(stated: Decimal, decimals: int, value: Fraction) -> bool:
    """Whether rounding twice explains the digit: 97.4988 -> 97.50 -> 98."""
    for more in (1, 2, 3):
        first = round_half_up(value, decimals + more)
        if round_half_up(Fraction(first), decimals) == stated:
            return True
    return False


def judge_sum(stated: Interval, parts: Interval) -> Verdict:
    """consistent where the printed whole and the sum of the parts can be equal."""
    return Verdict.CONSISTENT if stated.meets(parts) else Verdict.INCONSISTENT


def percent_severity(verdict: Verdict, stated: Decimal, decimals: int, value: Fraction) -> Severity | None:
    """major from one point or another leading digit on, minor below, note for rounding."""
    if verdict is Verdict.INCONSISTENT:
        is_other = leads_otherwise(stated, round_half_up(value, decimals))
        return Severity.MAJOR if is_other or abs(Fraction(stated) - value) >= MAJOR_POINTS else Severity.MINOR
    if verdict is Verdict.LAST_DIGIT:
        return Severity.NOTE if decimals == 0 or is_double_rounding(stated, decimals, value) else Severity.MINOR
    return Severity.NOTE if verdict is Verdict.TRUNCATED else None


def leads_otherwise(one: Decimal, other: Decimal) -> bool:
    """Whether the first digit that says something differs, or its place: 26,2 and 16,2, 97,5 and 975."""
    heads = {(value.adjusted(), value.as_tuple().digits[0]) for value in (one.normalize(), other.normalize())}
    return len(heads) > 1


def sum_severity(stated: Decimal, expected: Decimal) -> Severity:
    """major where the whole is off by one per cent or more, or in its leading digit."""
    if expected == 0 or leads_otherwise(stated, expected):
        return Severity.MAJOR
    return Severity.MAJOR if abs(stated - expected) >= MAJOR_SHARE * abs(expected) else Severity.MINOR


def quantize(value: Decimal, decimals: int) -> Decimal:
    """A decimal rounded half up at so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
