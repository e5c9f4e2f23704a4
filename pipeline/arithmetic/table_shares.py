"""Columns that divide the whole of a table among its rows (cơ cấu, tỷ trọng)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from extractors.digits import is_one_slip
from extractors.grid import ColumnRole
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.ratio_checks import judge_share
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.table_grid import Grid, Number
from pipeline.arithmetic.table_places import row_quote
from pipeline.arithmetic.table_rows import read_families
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier

MIN_ROWS = 3
_HUNDRED = Decimal(100)
_NEAR_HUNDRED = 10


def check_shares_of_total(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Shares against the row that calls itself the total, or that is printed as 100, where all rows but one follow."""
    known = {place[1] for _, *places in grid.table.ratios for place in places[2:]}
    percents = [c for c in grid.columns if grid.table.roles[c] is ColumnRole.PERCENT and c not in known]
    amounts = [c for c in grid.columns if grid.table.roles[c] in (ColumnRole.COUNT, ColumnRole.TOTAL)]
    for percent in percents:
        for whole in _whole_rows(grid, percent, rules):
            is_named = bool(rules.cues["STRUCTURE_COLUMN"].search(grid.header(percent)))
            column = next((c for c in amounts if _divides(grid, percent, c, whole, is_named)), None)
            if column is not None:
                yield from _check_column(grid, percent, column, whole, reading)
                break


def check_shares_make_whole(grid: Grid, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Shares that divide a whole add up to the 100 printed for it, as far as each may be rounded or cut off.

    Where they do and something else stands in the place of the 100, that is what is typed wrong.
    """
    columns = [c for c in grid.columns if rules.cues["STRUCTURE_COLUMN"].search(grid.header(c))]
    families = [family for family in read_families(grid.table, grid.rows, rules) if family.is_named]
    for family in families[:1] if columns else ():
        for column in columns:
            whole = grid.numbers.get((family.row, column))
            choices = [_read_shares(grid, column, members) for members in family.choices]
            full = [shares for shares in choices if len(shares) >= MIN_ROWS]
            if whole is not None and full and len(full) == len(choices):
                best = min(full, key=lambda shares: abs(sum(n.near for n in shares) - 100))
                is_hundred = whole.value == _HUNDRED
                if (is_hundred and len(full) == 1) or (
                    _makes_hundred(best) and (is_hundred or _is_hundred_meant(grid, whole, (family.row, column)))
                ):
                    yield _whole_check(grid, (family.row, column), whole, best, reading)


def _read_shares(grid: Grid, column: int, members: Sequence[int]) -> list[Number]:
    return [grid.numbers[m, column] for m in members if (m, column) in grid.numbers]


def _makes_hundred(shares: Sequence[Number]) -> bool:
    """Whether the shares make 100: each may be cut off by a whole unit of its last digit."""
    return abs(100 - sum(n.near for n in shares)) <= sum(10.0**-n.decimals for n in shares) + 1e-9


def _is_hundred_meant(grid: Grid, whole: Number, place: tuple[int, int]) -> bool:
    """Whether what stands where 100 belongs is no share in something larger.

    It is none near 100, above it or one slip from it, nor where the other rows are shares of what this row counts.
    """
    if whole.value > _HUNDRED - _NEAR_HUNDRED or is_one_slip(whole.value, _HUNDRED, whole.decimals):
        return True
    row, column = place
    divided = [places for _, *places in grid.table.ratios if places[2][1] == column and places[1][0] == row]
    return len(divided) >= MIN_ROWS


def _whole_check(
    grid: Grid, place: tuple[int, int], whole: Number, shares: Sequence[Number], reading: Reading
) -> DraftCheck:
    summed = sum((n.value for n in shares), Decimal(0))
    is_hundred = whole.value == _HUNDRED
    is_met = is_hundred and _makes_hundred(shares)
    text = format_number(summed, max(n.decimals for n in shares))
    told = explain.row_sum_explanation(
        grid.table.names.get(place[0], ""),
        grid.header(place[1]),
        explain.shorten([n.mention.text for n in shares]),
        text,
        whole.mention.text,
    )
    numbers = ((OperandRole.TOTAL, whole), *((OperandRole.ADDEND, n) for n in shares))
    misfit = abs(summed - whole.value)
    return DraftCheck(
        kind=CheckKind.TABLE_TOTAL,
        rule="column_shares_make_whole",
        verdict=Verdict.CONSISTENT if is_met else Verdict.INCONSISTENT,
        severity=None if is_met else Severity.MAJOR if misfit >= 1 else Severity.MINOR,
        operands=tuple(mention_operand(reading.whole, role, n.mention, n.mention.fact_id) for role, n in numbers),
        quote=row_quote(grid.table, place[0], reading.whole),
        stated=whole.mention.text,
        expected=text,
        stated_value=whole.value,
        expected_value=summed,
        formula=explain.sum_formula([n.value for n in shares]),
        explanation_vi=None if is_met else told.vi,
        explanation_en=None if is_met else told.en,
        relation=Relation(Form.HUNDRED, tuple(n.mention for n in shares))
        if is_hundred
        else Relation(Form.SUM, tuple(n.mention for _, n in numbers)),
    )


def _whole_rows(grid: Grid, percent: int, rules: CompiledRules) -> Sequence[int]:
    rows = [row for row in grid.rows if rules.cue_starts["TOTAL_NAME"].match(grid.table.names.get(row, ""))]
    full = [row for row in grid.rows if (n := grid.numbers.get((row, percent))) and n.value == _HUNDRED]
    return tuple(dict.fromkeys((*grid.table.totals, *rows, *(full if len(full) == 1 else ()))))


def _divides(grid: Grid, percent: int, column: int, whole: int, is_named: bool) -> bool:
    """Whether the shares of a column in the whole row are printed, on all rows but one and on three at least.

    Where the header says that the column divides a whole, two rows may break it: numbers of two rows exchanged. So
    may all where they are the shares of what the rows add up to: then the whole is typed wrong.
    """
    base = grid.numbers.get((whole, column))
    if base is None or base.near <= 0:
        return False
    pairs = [
        (grid.numbers[row, percent], grid.numbers[row, column])
        for row in grid.rows
        if row != whole and (row, percent) in grid.numbers and (row, column) in grid.numbers
    ]
    holding = sum(_is_share(share, part, base.near) for share, part in pairs)
    summed = sum(part.near for _, part in pairs)
    if is_named and summed > 0 and len(pairs) >= MIN_ROWS and all(_is_share(*pair, summed) for pair in pairs):
        return True
    if is_named and _are_exchanged(pairs, base.near):
        return True
    least = min(len(pairs) - 1, max(MIN_ROWS, len(pairs) - 2)) if is_named else len(pairs) - 1
    return len(pairs) >= MIN_ROWS and holding >= max(2, least)


def _are_exchanged(pairs: Sequence[tuple[Number, Number]], base: float) -> bool:
    """Whether two rows of a few break it and hold once their shares change places."""
    broken = [pair for pair in pairs if not _is_share(*pair, base)]
    if len(broken) != 2 or len(pairs) <= MIN_ROWS:
        return False
    (one, first), (other, second) = broken
    return _is_share(other, first, base) and _is_share(one, second, base)


def _is_share(share: Number, part: Number, base: float) -> bool:
    return abs(100 * part.near / base - share.near) <= 10.0**-share.decimals + 1e-9


def _check_column(grid: Grid, percent: int, column: int, whole: int, reading: Reading) -> Iterator[DraftCheck]:
    base = grid.numbers[whole, column]
    for row in grid.rows:
        share, part = grid.numbers.get((row, percent)), grid.numbers.get((row, column))
        if share is None or part is None or Fraction(base.value) == 0:
            continue
        roles = (OperandRole.PERCENT, OperandRole.NUMERATOR, OperandRole.DENOMINATOR)
        mentions = (share.mention, part.mention, base.mention)
        yield judge_share(
            CheckKind.TABLE_RATIO,
            "share_of_total_row",
            share.mention,
            Qualifier.EXACT,
            (part.interval, base.interval),
            (part.mention.text, base.mention.text),
            tuple(mention_operand(reading.whole, r, m, m.fact_id) for r, m in zip(roles, mentions, strict=True)),
            row_quote(grid.table, row, reading.whole),
        )
