"""Printed ranks against the scores, shares or amounts they rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractors.grid import ColumnRole
from extractors.resolve import Reading
from extractors.table_views import TableView
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.relations import Form, Relation, allow_ranks
from pipeline.arithmetic.table_grid import Grid, Number
from pipeline.arithmetic.table_places import cell_span, row_quote
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import TableCell

MIN_ROWS = 4
MIN_FEW_ROWS = 3
# Ranks are believed to follow a column of scores where this share of the rows does; other columns must nearly all.
MIN_NAMED_SHARE = 0.6
MIN_LEARNED_SHARE = 0.75
MIN_LEARNED_ROWS = 5
# Longer rankings are checked, but no other scores are tried in them.
MAX_RELATED = 60


@dataclass(frozen=True, slots=True)
class Ranking:
    """A column that the ranks follow, with the ranks each row may carry, and whether one row was left out for it."""

    column: int
    allowed: Mapping[int, tuple[int, ...]]
    odd: int | None
    is_down: bool
    """Whether the largest is the first."""

    def accuses(self, row: int, rank: int) -> bool:
        """Whether a row's rank is not one its value allows."""
        return row == self.odd if self.odd is not None else rank not in self.allowed[row]


def check_ranks(grid: Grid, reading: Reading, doubted: frozenset[str]) -> Iterator[DraftCheck]:
    """One check for each row that has a rank, where ranks follow a column; `doubted` numbers are accused already."""
    table = grid.table
    columns = [c for c, role in table.roles.items() if role is ColumnRole.RANK]
    if len(columns) != 1:
        return
    ranks = _read_ranks(table, columns[0])
    named = [c for c in grid.columns if table.roles[c] is ColumnRole.TOTAL]
    named = named or [c for c in grid.columns if table.roles[c] is ColumnRole.SCORE]
    others = [c for c in reversed(grid.columns) if c not in named]
    is_lone = len(named) == 1 and not others
    found = [r for c in named[-1:] if (r := _rank_by(grid, c, ranks, True, doubted))]
    found = found or [r for c in named if is_lone and (r := _rank_few(grid, c, ranks))]
    found = found or [r for c in others if (r := _rank_by(grid, c, ranks, False, doubted))]
    if found:
        ranking = max(found, key=lambda r: -sum(r.accuses(row, ranks[row][0]) for row in r.allowed))
        rows = sorted(ranking.allowed)
        wrong = [row for row in rows if ranking.accuses(row, ranks[row][0])]
        relation = _relation(grid, ranking, ranks) if len(rows) <= MAX_RELATED else None
        for row in rows:
            draft = _rank_check(
                table, row, ranks[row], ranking, grid.numbers[row, ranking.column], row in wrong, reading
            )
            is_told = row in (wrong or rows[:1])
            yield replace(draft, relation=relation) if is_told else draft


def _relation(grid: Grid, ranking: Ranking, ranks: Mapping[int, tuple[int, TableCell]]) -> Relation:
    """All scores with their ranks, for whoever tries other scores."""
    rows = sorted(ranking.allowed)
    scores = tuple(grid.numbers[row, ranking.column].mention for row in rows)
    return Relation(Form.RANKED, scores, not ranking.is_down, ranks=tuple(ranks[row][0] for row in rows))


def _read_ranks(table: TableView, column: int) -> dict[int, tuple[int, TableCell]]:
    return {
        row: (int(cell.text), cell)
        for (row, col), cell in table.cells.items()
        if col == column and cell.text.isdecimal() and len(cell.text) < 5 and row not in table.totals
    }


def _rank_by(
    grid: Grid, column: int, ranks: Mapping[int, tuple[int, TableCell]], is_named: bool, doubted: frozenset[str]
) -> Ranking | None:
    """The ranking by a column, downwards or upwards, None where the ranks do not follow it."""
    rows = [row for row in grid.rows if row in ranks and (row, column) in grid.numbers]
    values = {row: grid.numbers[row, column].value for row in rows}
    if len(rows) < (MIN_ROWS if is_named else MIN_LEARNED_ROWS) or len(set(values.values())) < len(rows) / 2:
        return None
    least = MIN_NAMED_SHARE if is_named else MIN_LEARNED_SHARE
    for is_down in (True, False):
        allowed = _allow(rows, {row: value if is_down else -value for row, value in values.items()})
        broken = [row for row in rows if ranks[row][0] not in allowed[row]]
        if len(rows) - len(broken) >= least * len(rows):
            lone = [row for row in broken if _fits_without(row, rows, values, ranks, is_down)]
            lone = [row for row in lone if grid.numbers[row, column].mention.mention_id in doubted] or lone
            return Ranking(column, allowed, lone[0] if len(lone) == 1 and len(broken) > 1 else None, is_down)
        odd = [row for row in rows if _fits_without(row, rows, values, ranks, is_down)]
        if len(odd) == 1 and len(rows) > MIN_ROWS:
            return Ranking(column, allowed, odd[0], is_down)
    return None


def _rank_few(grid: Grid, column: int, ranks: Mapping[int, tuple[int, TableCell]]) -> Ranking | None:
    """Three rows or four whose ranks can follow nothing but the scores beside them, and two of which are exchanged."""
    rows = [row for row in grid.rows if row in ranks and (row, column) in grid.numbers]
    values = {row: grid.numbers[row, column].value for row in rows}
    printed = {row: ranks[row][0] for row in rows}
    if not MIN_FEW_ROWS <= len(rows) <= MIN_ROWS or len(set(values.values())) < len(rows):
        return None
    allowed = _allow(rows, values)
    broken = [row for row in rows if printed[row] not in allowed[row]]
    is_run = sorted(printed.values()) == list(range(1, len(rows) + 1))
    return Ranking(column, allowed, None, True) if is_run and len(broken) in (0, 2) else None


def _allow(rows: Sequence[int], values: Mapping[int, Decimal]) -> dict[int, tuple[int, ...]]:
    """The ranks a row may carry: equal rows share a rank, split it among them, or count as one."""
    return dict(zip(rows, allow_ranks([values[row] for row in rows]), strict=True))


def _fits_without(
    odd: int,
    rows: Sequence[int],
    values: Mapping[int, Decimal],
    ranks: Mapping[int, tuple[int, TableCell]],
    is_down: bool,
) -> bool:
    """Whether the ranks of all rows but one run with their values."""
    order = sorted((row for row in rows if row != odd), key=lambda row: ranks[row][0])
    return all(
        (values[a] > values[b] if is_down else values[a] < values[b])
        or (values[a] == values[b] and abs(ranks[a][0] - ranks[b][0]) <= 1)
        for a, b in pairwise(order)
    )


def _rank_check(
    table: TableView,
    row: int,
    rank: tuple[int, TableCell],
    ranking: Ranking,
    score: Number,
    is_wrong: bool,
    reading: Reading,
) -> DraftCheck:
    mention = score.mention
    expected = rank[0] if not is_wrong else ranking.allowed[row][0]
    told = explain.rank_explanation(table.names[row], mention.text, str(rank[0]), str(expected))
    return DraftCheck(
        kind=CheckKind.RANK_ORDER,
        rule="rank_of_scores",
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            DraftOperand(OperandRole.RANK, cell_span(rank[1], reading.whole)),
            mention_operand(reading.whole, OperandRole.VALUE, mention, mention.fact_id),
        ),
        quote=row_quote(table, row, reading.whole),
        stated=str(rank[0]),
        expected=str(expected),
        stated_value=Decimal(rank[0]),
        expected_value=Decimal(expected),
        formula=f"1 + #(score > {explain.plain(score.value)}) = {expected}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        suggestion=told.suggestion if is_wrong else None,
    )
