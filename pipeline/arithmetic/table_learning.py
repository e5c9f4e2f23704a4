"""Formulas of a table proposed and kept where most rows follow them, and never by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise
from math import log10
from typing import TypeAlias

from extractors.grid import ColumnRole
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.table_formulas import Formula, Operands, Shape, estimate, read_operands
from pipeline.arithmetic.table_grid import Grid, Number

# A relation is never learned from fewer rows; where the header says it, so many of them are enough.
MIN_ROWS = 4
MIN_NAMED_ROWS = 2
MIN_HINTED_ROWS = 3
# Rows that may break a relation: one, or this share of them; more where the header says the relation.
MAX_BROKEN = 0.2
MAX_NAMED_BROKEN = 0.4
# How many powers of ten a chance agreement of the rows must be away from.
MIN_EVIDENCE = 3.0
MIN_NAMED_EVIDENCE = 1.5
# Wider tables are searched among neighbours only.
MAX_FREE_COLUMNS = 14
_MAX_TERMS = 6
_PROBES = 4
_EPSILON = 1e-9
# Prices in thousands or millions, shares in per cent, yields in tạ of tấn.
_PRODUCT_SCALES = tuple(Fraction(1, part) for part in (1, 10, 100, 1000, 10**6))


_ONE = Fraction(1)
_Terms: TypeAlias = tuple[tuple[int, int], ...]
"""Columns with the sign they are taken with."""
_Rough: TypeAlias = tuple[float, float, float]
"""A number nearly, how far rounding may take it, and how far a sum may be from it as printed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A formula with the rows that follow it and those that do not."""

    formula: Formula
    holding: tuple[int, ...]
    broken: tuple[int, ...]
    evidence: float


def holds(formula: Formula, operands: Operands) -> bool:
    """Whether the printed number is what follows, as far as rounding allows; shares may be one unit off."""
    value, slack = estimate(formula, operands)
    stated = operands.stated
    if formula.shape in (Shape.SHARE, Shape.GROWTH, Shape.PRODUCT, Shape.MEAN):
        slack += max(stated.slack, 0.5 * 10.0**-stated.decimals)
    return abs(value - stated.near) <= slack + _EPSILON * abs(value)


class Learner:
    """Tries formulas on the rows of one grid."""

    def __init__(self, grid: Grid, rules: CompiledRules) -> None:
        self._grid = grid
        self._patterns = {
            "sum": rules.cues["SUM_COLUMN"],
            "rest": rules.cues["REST_COLUMN"],
            "quotient": rules.cues["QUOTIENT_COLUMN"],
            "change": rules.cues["CHANGE_COLUMN"],
            "mean": rules.cues["MEAN_COLUMN"],
            "product": rules.cues["PRODUCT_COLUMN"],
            "running": rules.cues["RUNNING_COLUMN"],
        }
        self._named: dict[tuple[int, str], bool] = {}
        self._read: dict[tuple[object, ...], list[Operands]] = {}
        self._above = dict(zip(grid.rows[1:], grid.rows, strict=False))
        full = [row for row in grid.rows if sum((row, c) in grid.numbers for c in grid.columns) >= 2]
        full.sort(key=lambda row: -sum((row, c) in grid.numbers for c in grid.columns))
        self._probes = tuple(full[:_PROBES])
        self._fullest = [
            {c: _rough(n) for c in grid.columns if (n := grid.numbers.get((row, c)))} for row in self._probes
        ]
        self.amounts = [c for c in grid.columns if grid.table.roles[c] is not ColumnRole.PERCENT]
        self.percents = [c for c in grid.columns if grid.table.roles[c] is ColumnRole.PERCENT]

    def is_named(self, column: int, what: str) -> bool:
        """Whether the header of a column says that it is a sum, a rest, a quotient, ..."""
        if (column, what) not in self._named:
            self._named[column, what] = bool(self._patterns[what].search(self._grid.header(column)))
        return self._named[column, what]

    def is_said(self, target: int, terms: _Terms) -> bool:
        """Whether the header of a column says that it is such a sum, or what is left after the others."""
        return self.is_named(target, "sum" if all(sign > 0 for _, sign in terms) else "rest")

    def fit(self, formula: Formula, tried: int = 1) -> Fit | None:
        """The formula with its rows, None where too few follow it or chance would do; `tried` others were looked at."""
        is_guess = formula.shape is Shape.PRODUCT and not formula.is_named
        if is_guess and self.is_far(formula.target, formula.terms, formula.base, formula.scale):
            return None
        if self._fails_probes(formula):
            return None
        holding: list[int] = []
        broken: list[int] = []
        told: dict[tuple[float, ...], float] = {}
        spread = self._spread(formula)
        for row in self._grid.rows:
            operands = read_operands(formula, self._grid, row, self._above.get(row))
            if operands is None:
                continue
            is_held = holds(formula, operands)
            (holding if is_held else broken).append(row)
            if is_held and _is_telling(formula, operands):
                told[_numbers_of(operands)] = _strength(formula, operands, spread)
        evidence = sum(told.values()) - (0 if formula.is_named else log10(max(tried, 1)))
        if not _is_enough(formula, len(told), len(holding), len(broken), evidence):
            is_crossed = formula.is_named and len(broken) == 2 == len(told) and self._holds_crossed(formula, broken)
            return Fit(formula, tuple(holding), tuple(broken), evidence) if is_crossed else None
        return Fit(formula, tuple(holding), tuple(broken), evidence)

    def fit_crossed(self, formula: Formula) -> Fit | None:
        """A running total that falls once, and that every row follows once the two numbers there change places."""
        grid = self._grid
        rows = [row for row in grid.rows if (row, formula.target) in grid.numbers]
        falls = [pair for pair in pairwise(rows) if _falls(*(grid.numbers[row, formula.target] for row in pair))]
        if len(falls) != 1:
            return None
        if not self._holds_crossed(formula, falls[0]):
            return None
        read = self._read_all(formula, grid)
        broken = tuple(row for row, operands in read if not holds(formula, operands))
        told = [operands for _, operands in read if _is_telling(formula, operands)]
        holding = tuple(row for row, _ in read if row not in broken)
        return Fit(formula, holding, broken, 0.0) if len(told) >= MIN_ROWS else None

    def _holds_crossed(self, formula: Formula, rows: Sequence[int]) -> bool:
        """Whether every row follows a formula once the numbers of two rows in its column change places."""
        grid = self._grid
        a, b = ((row, formula.target) for row in rows)
        crossed = replace(grid, numbers={**grid.numbers, a: grid.numbers[b], b: grid.numbers[a]})
        return all(holds(formula, operands) for _, operands in self._read_all(formula, crossed))

    def _read_all(self, formula: Formula, grid: Grid) -> list[tuple[int, Operands]]:
        read = ((row, read_operands(formula, grid, row, self._above.get(row))) for row in grid.rows)
        return [(row, operands) for row, operands in read if operands is not None]

    def _spread(self, formula: Formula) -> float:
        """How far the values of the target lie apart; of shares that make 100, those that vary most."""
        columns = formula.columns if formula.shape is Shape.WHOLE else (formula.target,)
        values = [[n.near for (_, c), n in self._grid.numbers.items() if c == column] for column in columns]
        return max(max(of_column) - min(of_column) for of_column in values)

    def is_far(self, target: int, terms: _Terms, base: int | None = None, scale: Fraction = _ONE) -> bool:
        """Whether most of the fullest rows have all numbers of a sum or a product and surely break it."""
        missed = 0
        for numbers in self._fullest:
            try:
                missed += _misses(target, terms, base, scale, numbers)
            except KeyError:  # a blank may be nothing: for the closer look
                continue
            if 2 * missed > len(self._fullest):
                return True
        return False

    def _fails_probes(self, formula: Formula) -> bool:
        """Whether fewer than half of the fullest rows follow the formula: most wrong ones end here."""
        seen = self._read_probes(formula)
        held = sum(holds(formula, operands) for operands in seen)
        return held == 0 or (2 * held < len(seen) and not formula.is_named)

    def _read_probes(self, formula: Formula) -> list[Operands]:
        """What a formula reads of the fullest rows; the same at every scale."""
        key = (formula.shape, formula.target, formula.terms, formula.base)
        if key not in self._read:
            rows = (read_operands(formula, self._grid, row, self._above.get(row)) for row in self._probes)
            self._read[key] = [operands for operands in rows if operands is not None]
        return self._read[key]


def _falls(before: Number, after: Number) -> bool:
    return after.near < before.near


def _rough(number: Number) -> _Rough:
    return number.near, number.slack, number.slack + max(number.slack, 10.0**-number.decimals)


def _misses(target: int, terms: _Terms, base: int | None, scale: Fraction, numbers: Mapping[int, _Rough]) -> bool:
    """Whether the numbers of a row surely break a sum or a product; raises KeyError where one is missing."""
    stated = numbers[target]
    value = slack = 0.0
    for column, sign in terms:
        number = numbers[column]
        value += sign * number[0]
        slack += number[1]
    if base is not None:
        factor, times = numbers[base], scale.numerator / scale.denominator
        slack = times * (abs(value) * factor[1] + abs(factor[0]) * slack)
        value *= times * factor[0]
    missed = value - stated[0]
    return (missed if missed > 0 else -missed) > slack + stated[2] + 2 * _EPSILON * abs(value)


def _numbers_of(operands: Operands) -> tuple[float, ...]:
    return (operands.stated.near, *(n.near for n, _ in operands.terms), operands.base.near if operands.base else 0.0)


def _is_telling(formula: Formula, operands: Operands) -> bool:
    """Whether a row that holds says anything: 0 = 0 + 0, a + 0 = a and 100 % do not."""
    if operands.stated.near == 0:
        return False
    if formula.shape in (Shape.SUM, Shape.WHOLE, Shape.RUNNING):
        parts = [n for n, _ in operands.terms if n.near] + ([operands.before] if operands.before else [])
        return len(parts) >= min(2, len(formula.terms))
    is_same = operands.base is not None and operands.base.near == sum(s * n.near for n, s in operands.terms)
    return not is_same


def _strength(formula: Formula, operands: Operands, spread: float) -> float:
    """The powers of ten by which chance is unlikely to have made this row hold."""
    _, slack = estimate(formula, operands)
    unit = 10.0**-operands.stated.decimals
    reach = max(spread, abs(operands.stated.near) / 2)
    return min(4.0, max(0.0, log10(reach / (2 * slack + unit)))) if reach else 0.0


def _is_enough(formula: Formula, telling: int, holding: int, broken: int, evidence: float) -> bool:
    rows = holding + broken
    if formula.is_named:
        # A number of a running total stands in two rows.
        least = rows // 2 if formula.shape is Shape.RUNNING else 1 if holding > 1 else 0
        allowed = max(least, int(MAX_NAMED_BROKEN * rows))
        return telling >= MIN_NAMED_ROWS and broken <= allowed and evidence >= MIN_NAMED_EVIDENCE
    allowed = max(1, int(MAX_BROKEN * rows))
    least = MIN_HINTED_ROWS if formula.is_hinted else MIN_ROWS
    return telling >= least and broken <= allowed and evidence >= MIN_EVIDENCE


def learn_sums(learner: Learner, given: Sequence[Formula]) -> list[Fit]:
    """Sums and differences of columns, those the header states first; none that follows from others."""
    chosen: list[Fit] = []
    basis = _Basis()
    for family in (learner.amounts, learner.percents):
        fits = _fit_sums(family, learner) if len(family) >= 3 else []
        named = [fit for formula in given if formula.target in family and (fit := learner.fit(formula))]
        for fit in (*named, *sorted(fits, key=_order)):
            if not any(_is_cut_of(fit.formula, other.formula) for other in chosen) and basis.adds(fit.formula):
                chosen.append(fit)
    return chosen


def _is_cut_of(one: Formula, other: Formula) -> bool:
    """Whether two sums of one column differ only in terms that one of them leaves out: the better was chosen."""
    a, b = set(one.terms), set(other.terms)
    return one.target == other.target and (a < b or b < a)


def _order(fit: Fit) -> tuple[bool, int, bool, int, int]:
    """Named first, then fewest broken rows, plain sums before differences, more rows, neighbours."""
    formula = fit.formula
    has_minus = any(sign < 0 for _, sign in formula.terms)
    distance = max(abs(c - formula.target) for c, _ in formula.terms)
    return (not formula.is_named, len(fit.broken) - len(fit.holding), has_minus, len(formula.terms), distance)


class _Basis:
    """Linear relations accepted so far, to tell whether another says anything new."""

    def __init__(self) -> None:
        self._rows: list[dict[int, Fraction]] = []

    def adds(self, formula: Formula) -> bool:
        """Whether the relation is new; it then belongs to the basis."""
        row = {formula.target: Fraction(-1), **{c: Fraction(s) for c, s in formula.terms}}
        for known in self._rows:
            pivot = max(known)
            factor = row.get(pivot, Fraction(0)) / known[pivot]
            if factor:
                for column, value in known.items():
                    row[column] = row.get(column, Fraction(0)) - factor * value
        row = {c: v for c, v in row.items() if v}
        if row:
            self._rows.append(row)
            self._rows.sort(key=max, reverse=True)
        return bool(row)


def _fit_sums(family: Sequence[int], learner: Learner) -> list[Fit]:
    """The sums that fit: of runs of neighbours, which are few, and of any columns, whose number counts against them."""
    places = {column: place for place, column in enumerate(family)}
    candidates = [(target, terms, _is_run(target, terms, places)) for target, terms in _propose_sums(family)]
    tried = {True: sum(is_run for _, _, is_run in candidates), False: len(candidates)}
    fits: list[Fit] = []
    for target, terms, is_run in candidates:
        if (is_run and learner.is_said(target, terms)) or not learner.is_far(target, terms):
            fit = learner.fit(_name_sum(target, terms, is_run, learner), tried[is_run])
            fits.extend((fit,) if fit else ())
    return fits


def _propose_sums(family: Sequence[int]) -> Iterator[tuple[int, _Terms]]:
    """Runs of neighbours, pairs and triples, and chains with signs such as begin + in - out = end."""
    size = len(family)
    seen: set[tuple[int, _Terms]] = set()
    for place, target in enumerate(family):
        for terms in _propose_terms(family, place, size):
            key = (target, tuple(sorted(terms)))
            if key not in seen:
                seen.add(key)
                yield target, terms


def _name_sum(target: int, terms: _Terms, is_run: bool, learner: Learner) -> Formula:
    """The sum with what the header says of it: a total of the columns right beside it, or what is left of two."""
    is_plain = all(sign > 0 for _, sign in terms)
    is_said = learner.is_said(target, terms)
    is_near = is_said and (is_plain or len(terms) == 2) and is_run
    return Formula(Shape.SUM, target, terms, is_named=is_near, is_hinted=is_said and is_plain and not is_near)


def _is_run(target: int, terms: _Terms, places: Mapping[int, int]) -> bool:
    """Whether the columns stand side by side, leaving out those of another family."""
    taken = [places[target], *(places[column] for column, _ in terms)]
    return max(taken) - min(taken) == len(taken) - 1


def _propose_terms(family: Sequence[int], place: int, size: int) -> Iterator[tuple[tuple[int, int], ...]]:
    for end in range(place + 3, size + 1):
        yield tuple((c, 1) for c in family[place + 1 : end])
    for start in range(place - 1):
        yield tuple((c, 1) for c in family[start:place])
    near = family if size <= MAX_FREE_COLUMNS else family[max(0, place - 5) : place + 6]
    others = [c for c in near if c != family[place]]
    for a, b in combinations(others, 2):
        yield ((a, 1), (b, 1))
        yield ((a, 1), (b, -1))
        yield ((b, 1), (a, -1))
    for start in range(max(0, place - _MAX_TERMS), place - 1):
        yield from _signed(family[start:place])
    if size <= MAX_FREE_COLUMNS:
        yield from (tuple((c, 1) for c in three) for three in combinations(others, 3))


def _signed(run: Sequence[int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """A run of columns before the target, the first added, the others added or taken away."""
    first, *rest = run
    for pattern in range(1, 2 ** len(rest)):
        yield ((first, 1), *((c, -1 if pattern >> i & 1 else 1) for i, c in enumerate(rest)))


def learn_others(learner: Learner, taken: Mapping[int, frozenset[int]], given: Sequence[Formula]) -> list[Fit]:
    """For each column the best share, growth, product or mean it follows from; columns `taken` follow from theirs."""
    done = set(taken)
    chosen: list[Fit] = []
    amounts = sorted(learner.amounts, key=lambda c: not learner.is_named(c, "quotient"))
    for target in (*learner.percents, *amounts):
        if target in done:
            continue
        stated = [f for f in given if f.target == target and f.shape is not Shape.SUM]
        proposed = stated or list(_propose_quotients(target, learner))
        used = {*taken.values(), *(frozenset(fit.formula.columns) for fit in chosen)}
        fresh = [f for f in proposed if f.shape is not Shape.PRODUCT or frozenset(f.columns) not in used]
        fits = [fit for formula in fresh if (fit := learner.fit(formula, len(fresh)))]
        if fits:
            best = max(fits, key=lambda fit: _rank(fit, learner))
            chosen.append(best)
            done.update((best.formula.target,) if best.formula.shape is not Shape.PRODUCT else best.formula.columns)
    return chosen


def _rank(fit: Fit, learner: Learner) -> tuple[int, bool, float, int]:
    distance = sum(abs(c - fit.formula.target) for c in fit.formula.columns)
    return (len(fit.holding) - len(fit.broken), fit.formula.is_named, round(fit.evidence, 1), -distance)


def _propose_quotients(target: int, learner: Learner) -> Iterator[Formula]:
    amounts = [c for c in learner.amounts if c != target]
    is_percent = target in learner.percents
    is_quotient = is_percent or learner.is_named(target, "quotient")
    if is_quotient:
        for scale in (100,) if is_percent else (1, 100, 1000, 10, 10000):
            yield from _propose_shares(target, amounts, Fraction(scale), scale in (1, 100, 1000))
        if is_percent:
            pairs = [(a, b) for a in amounts for b in amounts if a != b]
            is_named = learner.is_named(target, "change")
            yield from (Formula(Shape.GROWTH, target, ((a, 1),), b, Fraction(100), is_named) for a, b in pairs)
    if learner.is_named(target, "mean"):
        yield from _propose_means(target, amounts)
    if not is_percent:
        is_named = learner.is_named(target, "product")
        factors = [c for c in (*amounts, *learner.percents) if c != target]
        for a, b in combinations(factors, 2):
            yield from (Formula(Shape.PRODUCT, target, ((a, 1),), b, scale, is_named) for scale in _PRODUCT_SCALES)
    else:
        yield from _propose_wholes(target, learner.percents)


def _propose_shares(target: int, amounts: Sequence[int], scale: Fraction, is_named: bool) -> Iterator[Formula]:
    for base in amounts:
        for top in amounts:
            if top != base:
                yield Formula(Shape.SHARE, target, ((top, 1),), base, scale, is_named)
        for start in range(len(amounts)):
            for end in range(start + 2, min(start + 4, len(amounts)) + 1):
                run = amounts[start:end]
                if base not in run and scale == 100:
                    yield Formula(Shape.SHARE, target, tuple((c, 1) for c in run), base, scale)


def _propose_means(target: int, amounts: Sequence[int]) -> Iterator[Formula]:
    for start in range(len(amounts)):
        for end in range(start + 2, len(amounts) + 1):
            yield Formula(Shape.MEAN, target, tuple((c, 1) for c in amounts[start:end]), is_named=True)


def _propose_wholes(target: int, percents: Sequence[int]) -> Iterator[Formula]:
    """Shares beside each other that make 100; said once, of the last of them."""
    for start in range(len(percents) - 1):
        for end in range(start + 2, len(percents) + 1):
            if percents[end - 1] == target:
                yield Formula(Shape.WHOLE, target, tuple((c, 1) for c in percents[start : end - 1]))


def learn_running(learner: Learner) -> list[Fit]:
    """Columns that add another one up from row to row."""
    targets = [c for c in learner.amounts if learner.is_named(c, "running")]
    found = []
    for target in targets:
        others = [c for c in learner.amounts if c != target]
        formulas = [Formula(Shape.RUNNING, target, ((c, 1),), is_named=True) for c in others]
        fits = [fit for formula in formulas if (fit := learner.fit(formula, len(formulas)))]
        fits = fits or [fit for formula in formulas if (fit := learner.fit_crossed(formula))]
        found.extend(sorted(fits, key=lambda fit: -len(fit.holding))[:1])
    return found
