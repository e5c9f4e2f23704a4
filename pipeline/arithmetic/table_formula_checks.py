"""Every row of a table against the formulas its columns follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.table_formulas import Formula, Operands, Shape, derive, read_operands
from pipeline.arithmetic.table_grid import Grid, Number
from pipeline.arithmetic.table_index import read_index_formulas
from pipeline.arithmetic.table_learning import Fit, Learner, learn_others, learn_running, learn_sums
from pipeline.arithmetic.table_places import row_quote
from pipeline.arithmetic.verdicts import judge_percent, percent_severity, round_half_up, sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier

_KINDS = {
    Shape.SUM: CheckKind.TABLE_TOTAL,
    Shape.SHARE: CheckKind.TABLE_RATIO,
    Shape.GROWTH: CheckKind.CHANGE,
    Shape.PRODUCT: CheckKind.TABLE_TOTAL,
    Shape.MEAN: CheckKind.WEIGHTED_MEAN,
    Shape.WHOLE: CheckKind.PART_WHOLE,
    Shape.RUNNING: CheckKind.TABLE_TOTAL,
}
# What the other numbers of a formula do in the check: the terms added, those taken away, the base.
_ROLES = {
    Shape.SUM: (OperandRole.TOTAL, OperandRole.ADDEND, OperandRole.REMAINDER),
    Shape.SHARE: (OperandRole.PERCENT, OperandRole.NUMERATOR, OperandRole.DENOMINATOR),
    Shape.GROWTH: (OperandRole.CHANGE, OperandRole.VALUE, OperandRole.BASE),
    Shape.PRODUCT: (OperandRole.TOTAL, OperandRole.VALUE, OperandRole.BASE),
    Shape.MEAN: (OperandRole.VALUE, OperandRole.ADDEND, OperandRole.ADDEND),
    Shape.WHOLE: (OperandRole.PERCENT, OperandRole.ADDEND, OperandRole.ADDEND),
    Shape.RUNNING: (OperandRole.TOTAL, OperandRole.ADDEND, OperandRole.ADDEND),
}


# Sums that hold to the last digit on so many rows, and on this share of them, are not rounded.
MIN_EXACT_ROWS = 3
MIN_EXACT_SHARE = 0.6
_HUNDRED = 100


def check_formulas(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for each row and formula; the shares whose columns are known already are judged elsewhere."""
    known = {places[2][1]: frozenset(place[1] for place in places) for _, *places in grid.table.ratios}
    learner = Learner(grid, rules)
    given = read_index_formulas(grid.table)
    fits = [*learn_sums(learner, given), *learn_others(learner, known, given), *learn_running(learner)]
    above = dict(zip(grid.rows[1:], grid.rows, strict=False))
    for fit in fits:
        rows = [row for row in sorted((*fit.holding, *fit.broken)) if not _is_excused(fit, grid, row)]
        found = [(row, read_operands(fit.formula, grid, row, above.get(row))) for row in rows]
        ready = [(row, operands) for row, operands in found if operands is not None]
        is_exact = _adds_exactly(fit.formula, [operands for _, operands in ready])
        for row, operands in ready:
            yield _check(fit.formula, operands, row, grid, reading, is_exact)


def _adds_exactly(formula: Formula, rows: Sequence[Operands]) -> bool:
    """Whether the rows of a sum hold to the last digit, so that rounding is no excuse: 18,5 is 18,50 there."""
    exact = sum(Fraction(operands.stated.value) == derive(formula, operands)[0] for operands in rows)
    return formula.shape in (Shape.SUM, Shape.RUNNING) and exact >= max(MIN_EXACT_ROWS, MIN_EXACT_SHARE * len(rows))


def _is_excused(fit: Fit, grid: Grid, row: int) -> bool:
    """A total row has no product of its own, and no running total."""
    is_total = row in grid.table.totals or bool(grid.table.groups.get(row) == grid.table.names[row] != "")
    return row in fit.broken and is_total and fit.formula.shape in (Shape.PRODUCT, Shape.RUNNING, Shape.MEAN)


def _check(
    formula: Formula, operands: Operands, row: int, grid: Grid, reading: Reading, adds_exactly: bool
) -> DraftCheck:
    stated = operands.stated
    value, reach = derive(formula, operands)
    decimals = _decimals(formula, operands)
    if formula.shape in (Shape.SUM, Shape.RUNNING, Shape.WHOLE):
        is_met = stated.interval.meets(reach)
        is_exact = Fraction(stated.value) == value
        if adds_exactly and is_met and not is_exact:
            slack = Fraction(len(operands.terms), 2 * 10**decimals)
            is_met = abs(Fraction(stated.value) - value) <= slack
        verdict = Verdict.CONSISTENT if is_exact else Verdict.LAST_DIGIT if is_met else Verdict.INCONSISTENT
        if formula.shape is Shape.WHOLE and is_met:
            verdict = Verdict.CONSISTENT
        severity = Severity.NOTE if verdict is Verdict.LAST_DIGIT else None
    else:
        verdict = judge_percent(stated.value, stated.decimals, reach, Qualifier.EXACT)
        severity = percent_severity(verdict, stated.value, stated.decimals, value)
    expected = round_half_up(value, decimals)
    if verdict is Verdict.INCONSISTENT and formula.shape is not Shape.SHARE:
        severity = sum_severity(stated.value, expected)
    return _draft(formula, operands, row, grid, reading, (verdict, severity, expected, decimals))


def _decimals(formula: Formula, operands: Operands) -> int:
    if formula.shape in (Shape.SUM, Shape.RUNNING, Shape.WHOLE):
        numbers = (operands.stated, *(number for number, _ in operands.terms))
        return max(number.decimals for number in numbers)
    return operands.stated.decimals


def _draft(
    formula: Formula,
    operands: Operands,
    row: int,
    grid: Grid,
    reading: Reading,
    judged: tuple[Verdict, Severity | None, Decimal, int],
) -> DraftCheck:
    verdict, severity, expected, decimals = judged
    sign = "%" if "%" in grid.table.cells[row, formula.target].text else ""
    text = format_number(expected, decimals)
    words = _say(formula, operands, _as_printed).replace("100 *", "100 ×").replace(" / ", "/")
    told = explain.formula_explanation(
        grid.table.names.get(row, ""),
        grid.header(formula.target),
        words,
        text + sign,
        operands.stated.mention.text + sign,
    )
    is_score = formula.shape is Shape.SUM and grid.table.scores(formula.target)
    kind = CheckKind.SCORE_TOTAL if is_score else _KINDS[formula.shape]
    is_silent = verdict is Verdict.CONSISTENT
    magnitude = operands.stated.mention.magnitude or Decimal(1)
    return DraftCheck(
        kind=kind,
        rule=formula.shape.value,
        verdict=verdict,
        severity=severity,
        operands=_operands(formula, operands, reading),
        quote=row_quote(grid.table, row, reading.whole),
        stated=operands.stated.mention.text + sign,
        expected=text + sign,
        stated_value=operands.stated.value * magnitude,
        expected_value=expected * magnitude,
        formula=f"{_say(formula, operands, _as_reckoned)} = {explain.plain(expected)}",
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
        suggestion=told.suggestion if verdict is Verdict.INCONSISTENT else None,
        relation=_relation(formula, operands),
    )


def _relation(formula: Formula, operands: Operands) -> Relation | None:
    """What the web of relations may try other values in; None where it knows no such form."""
    stated, base = operands.stated, operands.base
    terms = [number for number, _ in operands.terms]
    if formula.shape in (Shape.SUM, Shape.RUNNING):
        return _sum_relation(operands)
    if formula.shape is Shape.WHOLE:
        return Relation(Form.HUNDRED, (stated.mention, *(term.mention for term in terms)))
    if base is None or len(terms) != 1 or not _are_plain((stated, *terms, base)):
        return None
    numbers = (stated.mention, terms[0].mention, base.mention)
    if formula.shape is Shape.GROWTH:
        return Relation(Form.CHANGE_PERCENT, numbers) if formula.scale == _HUNDRED else None
    if formula.shape is Shape.PRODUCT:
        return Relation(Form.PRODUCT, numbers, scale=formula.scale)
    return Relation(Form.SHARE, numbers, scale=formula.scale / _HUNDRED) if formula.shape is Shape.SHARE else None


def _sum_relation(operands: Operands) -> Relation:
    """A sum with its signs: what a word takes away (Giảm 7) is printed without one."""
    numbers = [operands.stated, *((operands.before,) if operands.before else ()), *(n for n, _ in operands.terms)]
    signs = [1, *((1,) if operands.before else ()), *(sign for _, sign in operands.terms)]
    signs = [s if (n.mention.value or 0) * n.value >= 0 else -s for n, s in zip(numbers, signs, strict=True)]
    if signs[0] < 0:
        signs = [-sign for sign in signs]
    taken = frozenset(place for place, sign in enumerate(signs) if sign < 0)
    is_exact = all(number.unit is None for number in numbers)
    return Relation(Form.SUM, tuple(n.mention for n in numbers), is_exact=is_exact, minus=taken)


def _are_plain(numbers: Iterable[Number]) -> bool:
    """Whether every number is printed with its own sign and without a magnitude."""
    return all(number.mention.value == number.value for number in numbers)


def _choose_roles(formula: Formula) -> tuple[OperandRole, OperandRole, OperandRole]:
    """The roles of the stated number, the terms and the rest; only plain sums and shares carry theirs."""
    if formula.shape is Shape.SHARE and (formula.scale != 100 or len(formula.terms) > 1):
        return OperandRole.VALUE, OperandRole.PART, OperandRole.BASE
    if formula.shape is Shape.SUM and any(sign < 0 for _, sign in formula.terms):
        return OperandRole.VALUE, OperandRole.ADDEND, OperandRole.REMAINDER
    return _ROLES[formula.shape]


def _operands(formula: Formula, operands: Operands, reading: Reading) -> tuple[DraftOperand, ...]:
    stated, term, other = _choose_roles(formula)
    roles = [(stated, operands.stated)]
    roles.extend((term if sign > 0 else other, number) for number, sign in operands.terms)
    roles.extend((other, number) for number in (operands.base, operands.before) if number is not None)
    return tuple(mention_operand(reading.whole, role, n.mention, n.mention.fact_id) for role, n in roles)


def _say(formula: Formula, operands: Operands, write: Callable[[Number], str]) -> str:
    """The numbers as they are reckoned: 12 + 5 − 3, 100 * 31 / 191."""
    text = ""
    for number, sign in operands.terms:
        is_less = (sign < 0) != (number.value < 0)
        text += (" - " if is_less else " + ") if text else ("-" if is_less else "")
        text += write(number)
    is_lone = len(operands.terms) == 1
    base = "" if operands.base is None else write(operands.base)
    before = "" if operands.before is None else write(operands.before)
    scale = explain.plain(Decimal(formula.scale.numerator) / formula.scale.denominator)
    return {
        Shape.SUM: text,
        Shape.SHARE: f"{scale} * {text if is_lone else f'({text})'} / {base}",
        Shape.GROWTH: f"{scale} * ({text} - {base}) / {base}",
        Shape.PRODUCT: f"{text} * {base}" if formula.scale == 1 else f"{text} * {base} * {scale}",
        Shape.MEAN: f"({text}) / {len(operands.terms)}",
        Shape.WHOLE: f"100 - ({text})",
        Shape.RUNNING: f"{before} + {text}",
    }[formula.shape]


def _as_printed(number: Number) -> str:
    return number.mention.text.lstrip("+-–−")


def _as_reckoned(number: Number) -> str:
    return explain.plain(abs(number.value))
