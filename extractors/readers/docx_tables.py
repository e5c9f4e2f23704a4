"""Word's tables as grids: rows of cells of several widths become columns that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING

from extractors.readers.docx_styles import Styles, W, is_on, number_of, read_borders, value_of
from extractors.readers.grid_columns import snap_columns
from extractors.readers.layout_text import Grid, Piece, Slot

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ReadContent = Callable[["Element"], tuple[Piece, ...]]

# Below this median width the grid is in some other measure, and edges are taken as they are.
_MIN_COLUMN_TWIPS = 250
_MAX_COLUMNS = 1_000
_DEFAULT_WIDTH = 1_000


@dataclass(frozen=True, slots=True)
class _RawCell:
    """A w:tc at its place in the grid of its table."""

    element: Element
    row: int
    start: int
    end: int
    merge: str | None
    """None: not merged downwards; 'restart': the first of a merged run; 'continue': a later one."""


def read_grid(table: Element, styles: Styles, read_content: ReadContent) -> Grid:
    """The table with what its cells hold; cells merged over rows are one."""
    rows = [row for row in iter_parts(table, "tr") if not _is_deleted(row)]
    raw = [cell for number, row in enumerate(rows) for cell in _read_row(row, number)]
    slots = [_slot(cell, read_content) for cell in raw if cell.merge != "continue"]
    slots = _extend_down(slots, raw)
    header = sum(1 for _ in takewhile(_is_header, rows))
    last = max((slot.col + slot.col_span for slot in slots), default=0)
    return Grid(snap_columns(slots, _read_edges(table, last)), header, _is_ruled(table, raw, styles))


def iter_parts(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and insertions."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from iter_parts(child, name)


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_header(row: Element) -> bool:
    found = row.find(f"{W}trPr/{W}tblHeader")
    return found is not None and is_on(value_of(found) or "1")


def _read_row(row: Element, number: int) -> Iterator[_RawCell]:
    position = max(0, number_of(row.find(f"{W}trPr/{W}gridBefore")))
    for cell in iter_parts(row, "tc"):
        properties = cell.find(W + "tcPr")
        span = number_of(properties.find(W + "gridSpan"), default=1) if properties is not None else 1
        merge = properties.find(W + "vMerge") if properties is not None else None
        end = min(position + max(1, span), _MAX_COLUMNS)
        if position >= end:
            return
        if properties is None or properties.find(W + "cellDel") is None:
            kind = None if merge is None else value_of(merge) or "continue"
            yield _RawCell(cell, number, position, end, kind)
        position = end


def _slot(cell: _RawCell, read_content: ReadContent) -> Slot:
    return Slot(cell.row, cell.start, read_content(cell.element), 1, cell.end - cell.start)


def _extend_down(slots: Sequence[Slot], raw: Sequence[_RawCell]) -> list[Slot]:
    """Cells that begin a merged run, with the rows that go on below them."""
    going_on = {(cell.row, cell.start) for cell in raw if cell.merge == "continue"}
    starts = {(cell.row, cell.start) for cell in raw if cell.merge == "restart"}
    extended = []
    for slot in slots:
        span = 1
        if (slot.row, slot.col) in starts:
            while (slot.row + span, slot.col) in going_on:
                span += 1
        extended.append(replace(slot, row_span=span))
    return extended


def _read_edges(table: Element, last: int) -> list[int]:
    """Where the grid's columns begin, up to the end of the last, in twips from the left; [] where it does not say."""
    widths = [number_of(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")][:_MAX_COLUMNS]
    if not widths or min(widths) <= 0 or median(widths) < _MIN_COLUMN_TWIPS:
        return []
    edges = [0]
    for width in (*widths, *[_DEFAULT_WIDTH] * (last - len(widths))):
        edges.append(edges[-1] + width)
    return edges


def _is_ruled(table: Element, cells: Sequence[_RawCell], styles: Styles) -> bool:
    """Whether lines are drawn around the cells, by the cells themselves, the table or its style."""
    own = [read_borders(cell.element.find(f"{W}tcPr/{W}tcBorders")) for cell in cells]
    if sum(borders is True for borders in own) * 2 >= len(cells):
        return True
    if sum(borders is False for borders in own) * 2 >= len(cells):
        return False
    borders = read_borders(table.find(f"{W}tblPr/{W}tblBorders"))
    if borders is None:
        borders = styles.has_borders(value_of(table.find(f"{W}tblPr/{W}tblStyle")))
    return bool(borders)
