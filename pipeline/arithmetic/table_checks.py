"""Relations in tables: shares of columns, formulas of rows, totals of columns, ranks, targets against their status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView
from pipeline.arithmetic.draft_check import DraftCheck, is_flagged, mention_operand
from pipeline.arithmetic.ratio_checks import count_interval, judge_share
from pipeline.arithmetic.table_formula_checks import check_formulas
from pipeline.arithmetic.table_grid import read_grid
from pipeline.arithmetic.table_places import row_quote
from pipeline.arithmetic.table_ranks import check_ranks
from pipeline.arithmetic.table_shares import check_shares_make_whole, check_shares_of_total
from pipeline.arithmetic.table_statuses import check_statuses
from pipeline.arithmetic.table_thresholds import check_thresholds
from pipeline.arithmetic.table_totals import check_means, check_shares_of_all, check_totals
from schemas.check import CheckKind, OperandRole
from schemas.fact import Qualifier


def check_tables(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """All relations of all tables."""
    for table in reading.tables:
        yield from _check_ratio_columns(table, reading)
        yield from check_statuses(table, reading, rules)
        yield from check_thresholds(table, reading, rules)
        grid = read_grid(table, reading)
        if len(grid.rows) >= 2 and grid.columns:
            formulas = list(check_formulas(grid, reading, rules))
            yield from formulas
            yield from check_ranks(grid, reading, _find_doubted(formulas))
            yield from check_shares_of_total(grid, reading, rules)
            yield from check_shares_make_whole(grid, reading, rules)
            yield from check_totals(grid, reading, rules)
            yield from check_means(grid, reading, rules)
            yield from check_shares_of_all(grid, reading, rules)


def _find_doubted(drafts: Iterable[DraftCheck]) -> frozenset[str]:
    """The numbers in accusations: what follows from them is not held against others."""
    return frozenset(
        op.mention.mention_id for draft in drafts if is_flagged(draft) for op in draft.operands if op.mention
    )


def _check_ratio_columns(table: TableView, reading: Reading) -> Iterator[DraftCheck]:
    for row, *places in table.ratios:
        part, whole, percent = (table.numbers.get(place) for place in places)
        if not percent or not part or not whole or not whole.value:
            continue
        roles = (OperandRole.PERCENT, OperandRole.NUMERATOR, OperandRole.DENOMINATOR)
        numbers = zip(roles, (percent, part, whole), strict=True)
        yield judge_share(
            CheckKind.TABLE_RATIO,
            "ratio_columns",
            percent,
            Qualifier.EXACT,
            (count_interval(part), count_interval(whole)),
            (part.text, whole.text),
            tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers),
            row_quote(table, row, reading.whole),
        )
