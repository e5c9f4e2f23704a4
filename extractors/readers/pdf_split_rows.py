"""Ruled tables without lines between their rows: the tall row that the lines leave is cut where its numbers stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.readers.pdf_aligned_columns import Column
from extractors.readers.pdf_chunks import Chunk, ChunkRow
from extractors.readers.pdf_row_tiles import BodyRow, tile_rows
from extractors.readers.pdf_shapes import unite
from extractors.readers.pdf_tables import FilledCell, FilledGrid, Grid, Region, read_cell
from extractors.readers.pdf_text import shares_line

# A row of one line a cell, or two (a number broken for want of room), is no run of rows.
_MIN_LINES = 2
_MIN_ROWS = 3
_MIN_NAMED_SHARE = 0.9


def split_tall_rows(filled: FilledGrid) -> FilledGrid:
    """The grid with rows that hold several printed rows cut up; the same where there are none."""
    for row in range(len(filled.grid.ys) - 2, -1, -1):
        cells = [cell for cell in filled.cells if cell.region.row == row and cell.region.row_end == row + 1]
        if sum(_count_data(cell) >= _MIN_LINES for cell in cells) >= _MIN_LINES:
            parts = _split(cells)
            filled = _replace_row(filled, row, parts) if parts else filled
    return filled


def _count_data(cell: FilledCell) -> int:
    if len(cell.lines) < _MIN_LINES:
        return 0
    return sum(Chunk.of(line).is_data for line in cell.lines)


def _split(cells: Sequence[FilledCell]) -> list[BodyRow]:
    """The printed rows of one ruled row; none where not every one has its number, or at least its name."""
    columns = [Column(cell.box.x0, cell.box.x1) for cell in cells]
    rows = list(_read_rows(cells))
    anchors = [n for n, row in enumerate(rows) if len(row.chunks) > 1 and any(c.is_data for c in row.chunks[1:])]
    anchors = _drop_rests(rows, anchors, columns)
    if len(anchors) < _MIN_LINES:
        return []
    marked = sum(_is_marked(rows[n], columns) for n in anchors)
    named = sum(any(not c.is_data for c in rows[n].chunks[:2]) for n in anchors)
    is_run = marked >= _MIN_NAMED_SHARE * len(anchors) - 1 and marked >= _MIN_LINES
    is_list = len(anchors) >= _MIN_ROWS and named >= _MIN_NAMED_SHARE * len(anchors) and not marked
    if not (is_run or is_list or marked == 1):
        return []
    parts = tile_rows(rows, columns, may_begin_cut=True, are_cells=True)
    return parts if is_run or is_list or _is_pair(parts, columns) else []


def _is_pair(parts: Sequence[BodyRow], columns: Sequence[Column]) -> bool:
    """Whether the last two rows of a table, of which one is the total's, are whole: a name and every value in both."""
    *rest, first, last = [set(part.cells) for part in parts] if len(parts) > 1 else [set(), set()]
    values = {col for col, cells in parts[-1].cells.items() if any(chunk.is_data for chunk in cells)}
    is_rest = not rest or (len(rest) == 1 and 0 not in rest[0])
    return is_rest and {*range(1, len(columns))} <= first & last and len(values) >= _MIN_LINES


def _drop_rests(rows: Sequence[ChunkRow], anchors: Sequence[int], columns: Sequence[Column]) -> list[int]:
    """The anchors without lines that only hold the rest of a number broken for want of room: few values, no mark."""
    counts = {n: sum(chunk.is_data for chunk in rows[n].chunks) for n in anchors}
    usual = max(counts.values(), default=0)
    return [n for n in anchors if 2 * counts[n] > usual or _is_marked(rows[n], columns)]


def _is_marked(row: ChunkRow, columns: Sequence[Column]) -> bool:
    return row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0])


def _read_rows(cells: Sequence[FilledCell]) -> Iterator[ChunkRow]:
    chunks = [Chunk.of(line) for cell in cells for line in cell.lines]
    groups: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: c.box.y0 + c.box.y1):
        if groups and any(shares_line(other.box, chunk.box) for other in groups[-1]):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    for group in groups:
        group.sort(key=lambda chunk: chunk.box.x0)
        yield ChunkRow(tuple(group), unite(*(chunk.box for chunk in group)))


def _replace_row(filled: FilledGrid, row: int, parts: Sequence[BodyRow]) -> FilledGrid:
    """The grid with one row replaced by several; cells that reach over it reach over them."""
    more = len(parts) - 1
    grid, cells = filled.grid, [cell for cell in filled.cells if cell.region.row == row]
    inner = [(above.bottom + below.top) / 2 for above, below in pairwise(parts)]
    ys = (*grid.ys[: row + 1], *inner, *grid.ys[row + 1 :])
    tall = {cell.region for cell in cells if cell.region.row_end > row + 1}
    own = [cell for cell in cells if cell.region not in tall]
    kept = [_shift(cell, row, more) for cell in filled.cells if cell not in own]
    new = Grid(grid.xs, ys, ())
    for number, part in enumerate(parts, start=row):
        for order, cell in enumerate(own):
            region = Region(number, cell.region.col, number + 1, cell.region.col_end)
            words = [word for chunk in part.cells.get(order, ()) for word in chunk.words]
            kept.append(FilledCell(region, new.box_of(region), tuple(read_cell(words))))
    kept.sort(key=lambda cell: (cell.region.row, cell.region.col))
    return FilledGrid(replace(new, regions=tuple(cell.region for cell in kept)), tuple(kept))


def _shift(cell: FilledCell, row: int, more: int) -> FilledCell:
    region = cell.region
    start = region.row + more if region.row > row else region.row
    end = region.row_end + more if region.row_end > row else region.row_end
    return replace(cell, region=replace(region, row=start, row_end=end))
