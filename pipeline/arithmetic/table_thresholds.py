"""Results against the threshold that a header names: 'Kết quả (trẻ 11 tuổi từ 90% trở lên)' and a row 87,7 Đạt.

That a row is said to have met what it is below is held against it; one above may have failed for another reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.grid import ColumnRole
from extractors.items import Item
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView
from pipeline.arithmetic.draft_check import DraftCheck
from pipeline.arithmetic.table_statuses import MIN_HOLDING, MIN_ROWS, MIN_SHARE, StatusRow, check_status, read_status
from schemas.fact import Qualifier

_AT_LEAST = frozenset((Qualifier.AT_LEAST, Qualifier.MORE_THAN))
_SPACE = regex.compile(r"\s+")


def check_thresholds(table: TableView, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for each row said to have met a threshold of a header, where nearly all rows that say so have."""
    for status in table.columns:
        said = {row: cell for row in table.names if (cell := table.cells.get((row, status)))}
        met = {row: cell for row, cell in said.items() if read_status(cell.text, rules)}
        if len(met) < MIN_ROWS:
            continue
        for column in table.columns:
            threshold = _find_threshold(table, column, status, reading)
            if threshold is None:
                continue
            target = threshold.mentions[0]
            rows = [
                StatusRow(row, actual, target, cell, True, actual.value >= threshold.value, True)
                for row, cell in met.items()
                if (actual := table.numbers.get((row, column))) is not None and actual.value is not None
            ]
            held = sum(row.is_met for row in rows)
            if len(rows) >= MIN_ROWS and (held >= MIN_SHARE * len(rows) or held >= max(MIN_HOLDING, len(rows) - 1)):
                yield from (check_status(table, row, reading, ("Chưa đạt",)) for row in rows)


def _find_threshold(table: TableView, column: int, status: int, reading: Reading) -> Item | None:
    """The share that a column of shares must reach: by its own header, or by that of the status which names it."""
    if table.roles[column] is not ColumnRole.PERCENT or column > status:
        return None
    own = _lower_bound(table, column, reading)
    if own is not None:
        return own
    return _lower_bound(table, status, reading) if _is_named(table, column, status) else None


def _is_named(table: TableView, column: int, status: int) -> bool:
    """Whether the header of the status says what the column is a share of, or there is no other column of shares."""
    counted = {part[1] for _, part, _, percent in table.ratios if percent[1] == column}
    header = _words(table.columns[status].header)
    shares = [c for c in table.columns if c < status and table.roles[c] is ColumnRole.PERCENT]
    return shares == [column] or any(_words(table.columns[c].header) in header for c in counted)


def _words(header: str) -> str:
    return _SPACE.sub(" ", header).strip().casefold()


def _lower_bound(table: TableView, column: int, reading: Reading) -> Item | None:
    """The only percent of a column's header, where its words make it the least that is asked."""
    first = min(table.names, default=0)
    found = [
        item
        for block in reading.figures
        if (cell := block.block.cell) and cell.table_id == table.table_id and cell.col == column and cell.row < first
        for item in block.items
        if item.is_share
    ]
    return found[0] if len(found) == 1 and found[0].qualifier in _AT_LEAST else None
