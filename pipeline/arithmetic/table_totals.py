"""Rows that add up other rows: totals, groups, means; judged where the columns show that they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import log10

from extractors.digits import is_one_slip
from extractors.grid import ColumnRole
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.intervals import total
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.table_grid import Grid, Number
from pipeline.arithmetic.table_places import row_quote
from pipeline.arithmetic.table_rows import Family, read_families
from pipeline.arithmetic.verdicts import sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict

# A total whose misfit is below this share of it is a total typed wrong, not one of other things.
MAX_MISFIT = 0.3
# Powers of ten by which columns that hold must be away from chance before the others are accused.
MIN_EVIDENCE = 2.0
MIN_OPEN_EVIDENCE = 4.0
MIN_CLOSING_EVIDENCE = 1.0
# A last row that says 'total' of fewer rows than these is believed only where columns agree.
MIN_CLOSED_ROWS = 3


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A number of a total row with the numbers above or below it that it adds up."""

    row: int
    column: int
    stated: Number
    addends: tuple[Number, ...]

    @property
    def summed(self) -> Decimal:
        """The sum as printed numbers give it."""
        return sum((number.value for number in self.addends), Decimal(0))

    @property
    def is_exact(self) -> bool:
        """Whether the sum is what is printed."""
        return self.summed == self.stated.value

    @property
    def is_met(self) -> bool:
        """Whether rounding allows the sum to be what is printed."""
        return self.is_exact or self.stated.interval.meets(total(number.interval for number in self.addends))

    @property
    def is_telling(self) -> bool:
        """Whether holding means anything."""
        return bool(self.stated.value) and sum(number.value != 0 for number in self.addends) >= 2

    @property
    def evidence(self) -> float:
        """Powers of ten by which chance is unlikely to have made it hold."""
        unit = 10.0**-self.stated.decimals
        slack = self.stated.slack + sum(number.slack for number in self.addends)
        return min(4.0, max(0.0, log10(abs(self.stated.near) / (2 * slack + unit)))) if self.is_telling else 0.0


def check_totals(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for each total and column that belong together."""
    columns = [c for c in grid.columns if _is_additive(grid, c, rules)]
    families = read_families(grid.table, grid.rows, rules)
    found_sums = [found for family in families if (found := _choose(family, grid, columns))]
    chosen = [found for found in found_sums if not _is_lone_item(found[0])]
    lone = [found for found in found_sums if _is_lone_item(found[0])]
    kept = {c for c in columns if _adds_up(c, chosen)}
    for family, sums in chosen:
        others = [s for other, found in chosen if other.row != family.row for s in found]
        for judged in _judge_family(family, [s for s in sums if s.column in kept or s.is_met], others):
            yield _draft(judged, grid, reading)
    for family, sums in lone:
        yield from (_draft(judged, grid, reading) for judged in _lacking_items(family, sums, chosen))


def _is_lone_item(family: Family) -> bool:
    """Whether a group has one row, and nothing but the other groups can say that another lacks."""
    return len(family.choices[0]) == 1 and not family.gaps[0]


def _lacking_items(
    family: Family, sums: Sequence[ColumnSum], chosen: Sequence[tuple[Family, list[ColumnSum]]]
) -> list[ColumnSum]:
    """The columns of a group of one item, all short of the group, where every other group is the sum of its items."""
    others = [s for other, found in chosen if not other.is_named for s in found]
    are_short = len(sums) > 1 and all(s.stated.value > s.summed > 0 for s in sums)
    if not are_short or not family.is_complete or not all(s.is_met for s in others):
        return []
    proved = [sum(s.evidence for s in others if s.column == found.column) for found in sums]
    return list(sums) if min(proved) >= MIN_EVIDENCE else []


def _is_additive(grid: Grid, column: int, rules: CompiledRules) -> bool:
    """Whether a column holds amounts that may be added; shares, means and yields may not."""
    if grid.table.roles[column] is ColumnRole.PERCENT or rules.cues["RUNNING_COLUMN"].search(grid.header(column)):
        return False
    return not rules.cues["NOT_ADDITIVE"].search(grid.header(column))


def _choose(family: Family, grid: Grid, columns: Sequence[int]) -> tuple[Family, list[ColumnSum]] | None:
    """The family's sums over the members that fit best, the first of equals."""
    tried = [(members, _read_sums(family.row, members, grid, columns)) for members in family.choices]
    tried = [(members, sums) for members, sums in tried if sums]
    if not tried:
        return None
    members, sums = max(tried, key=lambda one: sum(s.evidence for s in one[1] if s.is_met))
    is_sure = len(tried) == 1 or any(s.is_met and s.is_telling for s in sums)
    gap = family.gaps[family.choices.index(members)]
    return (replace(family, choices=(members,), gaps=(gap,)), sums) if is_sure else None


def _read_sums(row: int, members: Sequence[int], grid: Grid, columns: Sequence[int]) -> list[ColumnSum]:
    sums = []
    for column in columns:
        stated = grid.numbers.get((row, column))
        addends = tuple(grid.numbers[m, column] for m in members if (m, column) in grid.numbers)
        lacks = any((m, column) not in grid.numbers and (m, column) not in grid.empty for m in members)
        if stated is not None and len(addends) >= min(2, len(members)) and not lacks:
            sums.append(ColumnSum(row, column, stated, addends))
    return sums


def _adds_up(column: int, chosen: Sequence[tuple[Family, list[ColumnSum]]]) -> bool:
    """Whether the totals of a column hold more often than not; two that break may be one number."""
    sums = [s for _, found in chosen for s in found if s.column == column]
    broken = sum(not s.is_met for s in sums)
    return broken <= max(1, min(2, len(sums) - 1)) or 2 * broken <= len(sums)


def _judge_family(family: Family, sums: Sequence[ColumnSum], others: Sequence[ColumnSum]) -> list[ColumnSum]:
    """The sums that hold, and those that break where it is sure that they should hold."""
    holding = [s for s in sums if s.is_met]
    broken = [s for s in sums if not s.is_met]
    evidence = sum(s.evidence for s in holding)
    is_likely = len(broken) <= max(1, len(holding))
    accused = []
    for found in broken:
        same = sum(s.evidence for s in others if s.column == found.column and s.is_met)
        is_closed = family.is_named or family.is_complete
        needed = MIN_CLOSING_EVIDENCE if family.is_closing else MIN_EVIDENCE
        is_proved = evidence + same >= needed if is_closed else evidence >= MIN_OPEN_EVIDENCE
        is_one = len(family.choices[0]) == 1
        if (is_proved and is_likely and not is_one and _is_near(found)) or _is_sure_alone(family, found, len(sums)):
            accused.append(found)
    if broken and not accused and not any(s.evidence for s in holding) and _lacks_a_row(family, broken, others):
        accused = broken
    return [*(s for s in holding if s.evidence or (family.is_named and len(s.addends) > 1)), *accused]


def _lacks_a_row(family: Family, broken: Sequence[ColumnSum], others: Sequence[ColumnSum]) -> bool:
    """Whether every column falls short of its total and the table says elsewhere that it should not.

    It says so by numbers that skip a row, by the groups beside this one, or by a last row that only says 'total'.
    """
    if not family.is_complete or not all(s.stated.value > s.summed for s in broken):
        return False
    proved = [sum(s.evidence for s in others if s.column == found.column and s.is_met) for found in broken]
    is_closing = family.is_closing or family.is_opening
    is_closing = is_closing and len(broken) > 1 and len(broken[0].addends) >= MIN_CLOSED_ROWS
    is_half_there = all(2 * s.summed >= s.stated.value for s in broken)
    return family.gaps[0] or min(proved) >= MIN_EVIDENCE or (is_closing and is_half_there)


def _is_near(found: ColumnSum) -> bool:
    stated = abs(found.stated.near)
    return abs(float(found.summed) - found.stated.near) <= MAX_MISFIT * stated or _is_typing_slip(found)


def _is_sure_alone(family: Family, found: ColumnSum, sums: int) -> bool:
    """A lone column: the row must call itself a total, and a part be above it or one slip explain the misfit."""
    if not family.is_named or not family.is_complete or sums > 2 or len(found.addends) < MIN_CLOSED_ROWS:
        return False
    if found.stated.value < max(number.value for number in found.addends) and all(n.near >= 0 for n in found.addends):
        return True
    misfit = abs(float(found.summed) - found.stated.near)
    is_close = family.is_closing and sums == 1 and misfit <= MAX_MISFIT * abs(found.stated.near)
    return is_close or _is_typing_slip(found)


def _is_typing_slip(found: ColumnSum) -> bool:
    """Whether one slip in the total or in one of the numbers makes them agree."""
    misfit = found.stated.value - found.summed
    decimals = max(n.decimals for n in (found.stated, *found.addends))
    if is_one_slip(found.stated.value, found.summed, decimals):
        return True
    return any(is_one_slip(number.value, number.value + misfit, decimals) for number in found.addends)


def _judge_sum(found: ColumnSum) -> tuple[Verdict, Severity | None]:
    if found.is_exact:
        return Verdict.CONSISTENT, None
    if found.is_met:
        return Verdict.LAST_DIGIT, Severity.NOTE
    return Verdict.INCONSISTENT, sum_severity(found.stated.value, found.summed)


def _draft(found: ColumnSum, grid: Grid, reading: Reading) -> DraftCheck:
    stated, summed = found.stated, found.summed
    decimals = max(n.decimals for n in (stated, *found.addends))
    verdict, severity = _judge_sum(found)
    text = format_number(summed, decimals)
    told = explain.row_sum_explanation(
        grid.table.names.get(found.row, ""),
        grid.header(found.column),
        explain.shorten([n.mention.text for n in found.addends]),
        text,
        stated.mention.text,
    )
    numbers = [(OperandRole.TOTAL, stated), *((OperandRole.ADDEND, n) for n in found.addends)]
    magnitude = stated.mention.magnitude or Decimal(1)
    return DraftCheck(
        kind=CheckKind.SCORE_TOTAL if grid.table.scores(found.column) else CheckKind.TABLE_TOTAL,
        rule="column_total",
        verdict=verdict,
        severity=severity,
        operands=tuple(mention_operand(reading.whole, role, n.mention, n.mention.fact_id) for role, n in numbers),
        quote=row_quote(grid.table, found.row, reading.whole),
        stated=stated.mention.text,
        expected=text,
        stated_value=stated.value * magnitude,
        expected_value=summed * magnitude,
        formula=explain.sum_formula([n.value for n in found.addends]),
        explanation_vi=None if verdict is Verdict.CONSISTENT else told.vi,
        explanation_en=None if verdict is Verdict.CONSISTENT else told.en,
        suggestion=told.suggestion if verdict is Verdict.INCONSISTENT else None,
        relation=Relation(
            Form.SUM,
            tuple(n.mention for _, n in numbers),
            is_exact=all(n.unit is None for _, n in numbers),
            is_column=True,
        ),
    )


def check_means(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Rows of means against the rows above them; the share of a whole district against those of its communes."""
    rows = [row for row in grid.rows if rules.cue_starts["MEAN_ROW"].match(grid.table.names.get(row, ""))]
    for row in rows[:1]:
        members = [r for r in grid.rows if r < row and r not in grid.table.totals]
        if len(members) >= 3:
            yield from _check_mean_row(row, members, grid, reading)


def _check_mean_row(row: int, members: Sequence[int], grid: Grid, reading: Reading) -> Iterator[DraftCheck]:
    means = []
    for column in grid.columns:
        stated = grid.numbers.get((row, column))
        parts = tuple(grid.numbers[m, column] for m in members if (m, column) in grid.numbers)
        if stated is not None and len(parts) == len(members):
            means.append(ColumnSum(row, column, stated, parts))
    holding = [m for m in means if _is_mean(m)]
    if len(holding) >= 2 and len(means) - len(holding) <= 1:
        yield from (_mean_draft(m, "mean_row", grid, reading, _is_mean(m)) for m in means)


def _is_mean(found: ColumnSum) -> bool:
    """Whether the mean of the members is what is printed, rounded or cut off."""
    mean = Fraction(found.summed) / len(found.addends)
    slack = Fraction(1, 10**found.stated.decimals) + Fraction(found.addends[0].unit or 0) / 2
    return abs(Fraction(found.stated.value) - mean) <= slack


def check_shares_of_all(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """The share of all units lies between the least and the most of theirs, whatever the units weigh."""
    known = {place[1] for _, *places in grid.table.ratios for place in places[2:]}
    for row in grid.table.totals[:1] if len(grid.table.totals) == 1 else ():
        members = [r for r in grid.rows if r != row]
        for column in (c for c in grid.columns if grid.table.roles[c] is ColumnRole.PERCENT and c not in known):
            stated = grid.numbers.get((row, column))
            parts = tuple(grid.numbers[m, column] for m in members if (m, column) in grid.numbers)
            if stated is None or len(parts) < 3 or rules.cues["SHARE_OF_WHOLE"].search(grid.header(column)):
                continue
            found = ColumnSum(row, column, stated, parts)
            if not found.is_met and stated.value != 100:
                low, high = min(n.near - n.slack for n in parts), max(n.near + n.slack for n in parts)
                is_between = low - stated.slack <= stated.near <= high + stated.slack
                yield _mean_draft(found, "share_between_parts", grid, reading, is_between)


def _mean_draft(found: ColumnSum, rule: str, grid: Grid, reading: Reading, is_met: bool) -> DraftCheck:
    mean = found.summed / len(found.addends)
    stated, decimals = found.stated, found.stated.decimals
    values = [n.value for n in found.addends]
    is_mean = rule == "mean_row"
    low, high = (format_number(edge(values), decimals) for edge in (min, max))
    expected = format_number(mean, decimals) if is_mean else f"{low} – {high}"
    told = (explain.mean_explanation if is_mean else explain.between_explanation)(
        grid.table.names.get(found.row, ""), grid.header(found.column), expected, stated.mention.text
    )
    numbers = [(OperandRole.VALUE, stated), *((OperandRole.ADDEND, n) for n in found.addends)]
    return DraftCheck(
        kind=CheckKind.WEIGHTED_MEAN,
        rule=rule,
        verdict=Verdict.CONSISTENT if is_met else Verdict.INCONSISTENT,
        severity=None if is_met else sum_severity(stated.value, mean),
        operands=tuple(mention_operand(reading.whole, role, n.mention, n.mention.fact_id) for role, n in numbers),
        quote=row_quote(grid.table, found.row, reading.whole),
        stated=stated.mention.text,
        expected=expected,
        stated_value=stated.value,
        expected_value=mean if is_mean else None,
        formula=f"({' + '.join(explain.plain(v) for v in values)}) / {len(values)}"
        if is_mean
        else f"{explain.plain(min(values))} <= x <= {explain.plain(max(values))}",
        explanation_vi=None if is_met else told.vi,
        explanation_en=None if is_met else told.en,
        suggestion=told.suggestion if not is_met else None,
    )
