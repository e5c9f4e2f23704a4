"""The numbers of a table as arithmetic sees them: by row and column, in the table's own unit, with their rounding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from extractors.grid import ColumnRole
from extractors.items import FigureBlock
from extractors.resolve import Reading
from extractors.table_views import TableView
from pipeline.arithmetic.intervals import Interval, exact, rounded
from schemas.mention import Mention

_DIRECTION = regex.compile(r"\(?(?:(?P<up>tăng|vượt|\+)|(?P<down>giảm|hụt|[-–−]))\s*(?P<rest>.*)", regex.IGNORECASE)
_NUMERIC = (ColumnRole.COUNT, ColumnRole.TOTAL, ColumnRole.SCORE, ColumnRole.PERCENT)
_EMPTY = frozenset(("", "-", "–", "—", "0", "x", "X", "..."))


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a cell: its value as printed, what it rounds to (None where it is exact), and the same as floats."""

    mention: Mention
    value: Decimal
    unit: Decimal | None
    decimals: int
    near: float
    slack: float

    @property
    def interval(self) -> Interval:
        """What the number can stand for."""
        return exact(self.value) if self.unit is None else rounded(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its rows in order, its columns of amounts, and the number in each cell that has one."""

    table: TableView
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    numbers: Mapping[tuple[int, int], Number]
    empty: frozenset[tuple[int, int]]

    def header(self, column: int) -> str:
        """What the column is headed."""
        return self.table.columns[column].header


def read_grid(table: TableView, reading: Reading) -> Grid:
    """The grid of a table; a cell that says 'Giảm 7' holds -7."""
    rows = tuple(sorted(table.names))
    columns = tuple(c for c in sorted(table.columns) if table.roles[c] in _NUMERIC or _is_directed(table, c))
    found = {place: m for place, m in table.numbers.items() if place[1] in columns and m.value is not None}
    found |= _read_directed(table, reading, columns)
    finest = {c: max((m.decimals or 0 for (_, col), m in found.items() if col == c), default=0) for c in columns}
    numbers = {
        (row, c): _read_number(m, table.roles[c], finest[c], _sign(table, (row, c))) for (row, c), m in found.items()
    }
    empty = {(row, c) for row in rows for c in columns if (row, c) not in numbers and _is_empty(table, row, c)}
    return Grid(table, rows, columns, numbers, frozenset(empty))


def _is_empty(table: TableView, row: int, column: int) -> bool:
    cell = table.cells.get((row, column))
    return cell is None or cell.text.strip() in _EMPTY


def _is_directed(table: TableView, column: int) -> bool:
    """Whether most cells of a column of words say up or down and by how much."""
    count = 0
    for cell in table.columns[column].cells:
        if any(map(str.isdigit, cell.text)):
            count += 1
            if not _DIRECTION.fullmatch(cell.text.strip()):
                return False
    return count >= 3


def _read_directed(table: TableView, reading: Reading, columns: Sequence[int]) -> dict[tuple[int, int], Mention]:
    wanted = {c for c in columns if table.roles[c] not in _NUMERIC}
    return (
        {place: m for place, m in _cell_numbers(reading.figures, table.table_id) if place[1] in wanted}
        if wanted
        else {}
    )


def _cell_numbers(figures: Sequence[FigureBlock], table_id: str) -> list[tuple[tuple[int, int], Mention]]:
    """The only number of each cell with words."""
    found = []
    for figure in figures:
        cell = figure.block.cell
        if cell and cell.table_id == table_id and len(figure.items) == 1 and len(figure.items[0].mentions) == 1:
            found.append(((cell.row, cell.col), figure.items[0].mentions[0]))
    return found


def _sign(table: TableView, place: tuple[int, int]) -> int:
    match = _DIRECTION.fullmatch(table.cells[place].text.strip())
    return -1 if match and match["down"] and match["down"].isalpha() else 1


def _read_number(mention: Mention, role: ColumnRole, finest: int, sign: int) -> Number:
    magnitude = mention.magnitude or Decimal(1)
    value = sign * (mention.value or Decimal(0)) / magnitude
    decimals = mention.decimals or 0
    is_exact = role is not ColumnRole.PERCENT and finest == 0 and magnitude == 1
    unit = None if is_exact else Decimal(1).scaleb(-(decimals if role is ColumnRole.PERCENT else finest))
    return Number(mention, value, unit, decimals, float(value), 0.0 if unit is None else float(unit) / 2)


def middle(interval: Interval) -> Fraction:
    """The number in the middle of a bounded interval."""
    return ((interval.low or Fraction(0)) + (interval.high or Fraction(0))) / 2
