"""What a column of a table may follow from, row by row: sums, shares, growth, products, means, running totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from pipeline.arithmetic.intervals import Interval, exact
from pipeline.arithmetic.table_grid import Grid, Number


class Shape(Enum):
    """How the operands make the target."""

    SUM = "row_sum"
    SHARE = "row_share"
    GROWTH = "row_growth"
    PRODUCT = "row_product"
    MEAN = "row_mean"
    WHOLE = "row_shares_make_whole"
    RUNNING = "running_total"


@dataclass(frozen=True, slots=True)
class Formula:
    """target = the terms with their signs, over or times the base and times the scale.

    SHARE: scale * sum(terms) / base. GROWTH: scale * (term - base) / base. PRODUCT: scale * term * base. RUNNING: the
    target of the row above + term. WHOLE: target + terms = 100. `is_named`: the header says that it is so; `is_hinted`:
    it says so, but not of which columns.
    """

    shape: Shape
    target: int
    terms: tuple[tuple[int, int], ...]
    base: int | None = None
    scale: Fraction = Fraction(1)
    is_named: bool = False
    is_hinted: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column it reads, the target first."""
        return (self.target, *(c for c, _ in self.terms), *(() if self.base is None else (self.base,)))


@dataclass(frozen=True, slots=True)
class Operands:
    """The numbers of one row that a formula reads; a blank among the terms is nothing."""

    stated: Number
    terms: tuple[tuple[Number, int], ...]
    base: Number | None
    before: Number | None


def read_operands(formula: Formula, grid: Grid, row: int, above: int | None) -> Operands | None:
    """The numbers of the row, None where one is missing that cannot be nothing."""
    stated = grid.numbers.get((row, formula.target))
    if stated is None:
        return None
    terms = []
    for column, sign in formula.terms:
        number = grid.numbers.get((row, column))
        if number is not None:
            terms.append((number, sign))
        elif formula.shape is not Shape.SUM or (row, column) not in grid.empty:
            return None
    base = None if formula.base is None else grid.numbers.get((row, formula.base))
    is_running = formula.shape is Shape.RUNNING
    before = grid.numbers.get((above, formula.target)) if is_running and above is not None else None
    lacks_base = formula.base is not None and (base is None or (formula.shape is not Shape.PRODUCT and base.near <= 0))
    lacks_terms = len(terms) < min(2, len(formula.terms))
    if lacks_base or lacks_terms or (formula.shape is Shape.RUNNING and before is None):
        return None
    return Operands(stated, tuple(terms), base, before)


def estimate(formula: Formula, operands: Operands) -> tuple[float, float]:
    """What follows from the operands, and how far rounding of operands and target may take it, in floats."""
    value = slack = 0.0
    for number, sign in operands.terms:
        value += sign * number.near
        slack += number.slack
    own = operands.stated.slack
    if formula.shape is Shape.RUNNING and operands.before is not None:
        value, slack = value + operands.before.near, slack + operands.before.slack
    elif formula.shape is Shape.WHOLE:
        value = 100 - value
    elif formula.shape is Shape.MEAN:
        value, slack = value / len(operands.terms), slack / len(operands.terms)
    elif operands.base is not None:
        value, slack = _estimate_with_base(formula, value, slack, operands.base)
    return value, slack + own


def _estimate_with_base(formula: Formula, value: float, slack: float, base: Number) -> tuple[float, float]:
    scale = formula.scale.numerator / formula.scale.denominator
    if formula.shape is Shape.PRODUCT:
        return scale * value * base.near, scale * (abs(value) * base.slack + abs(base.near) * slack)
    quotient = value / base.near
    spread = scale * (slack + abs(quotient) * base.slack) / base.near
    return scale * (quotient - (formula.shape is Shape.GROWTH)), spread


def derive(formula: Formula, operands: Operands) -> tuple[Fraction, Interval]:
    """What follows from the operands exactly as printed, and everything that follows from what they can stand for."""
    if operands.base is not None:
        return _derive_with_base(formula, operands.terms, operands.base)
    value, reach = Fraction(0), exact(0)
    for number, sign in operands.terms:
        value += sign * Fraction(number.value)
        reach = reach + number.interval if sign > 0 else reach - number.interval
    if formula.shape is Shape.RUNNING and operands.before is not None:
        return value + Fraction(operands.before.value), reach + operands.before.interval
    if formula.shape is Shape.WHOLE:
        return 100 - value, exact(100) - reach
    if formula.shape is Shape.MEAN:
        part = Fraction(1, len(operands.terms))
        return value * part, reach.scaled(part)
    return value, reach


def _derive_with_base(formula: Formula, terms: Sequence[tuple[Number, int]], base: Number) -> tuple[Fraction, Interval]:
    tops = _corners([number for number, _ in terms], [sign for _, sign in terms])
    bottoms = [end for end in (base.interval.low, base.interval.high) if end is not None]
    value = sum((sign * Fraction(number.value) for number, sign in terms), Fraction(0))
    if formula.shape is Shape.PRODUCT:
        ends = [formula.scale * a * b for a in tops for b in bottoms]
        return formula.scale * value * Fraction(base.value), Interval(min(ends), max(ends))
    one = 1 if formula.shape is Shape.GROWTH else 0
    ends = [formula.scale * (a / b - one) for a in tops for b in bottoms if b > 0]
    exact_value = formula.scale * (value / Fraction(base.value) - one)
    return exact_value, Interval(min(ends, default=exact_value), max(ends, default=exact_value))


def _corners(numbers: Sequence[Number], signs: Sequence[int]) -> tuple[Fraction, Fraction]:
    """The least and the most that numbers with signs can add up to."""
    middle = sum((s * Fraction(n.value) for n, s in zip(numbers, signs, strict=True)), Fraction(0))
    slack = sum((Fraction(n.unit) / 2 for n in numbers if n.unit is not None), Fraction(0))
    return middle - slack, middle + slack
