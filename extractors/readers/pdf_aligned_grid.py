"""An aligned table as a grid: which lines are its header, which belong to one row, and where its cells end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.raw_table import begins_header
from extractors.readers.pdf_aligned import AlignedTable, is_rest_row, place_between
from extractors.readers.pdf_aligned_columns import Column, cut_chunk
from extractors.readers.pdf_aligned_header import HeaderCell, read_header
from extractors.readers.pdf_chunks import ChunkRow
from extractors.readers.pdf_row_tiles import BodyRow, column_for, find_body, tile_rows
from extractors.readers.pdf_shapes import PdfWord
from extractors.readers.pdf_tables import FilledCell, FilledGrid, Grid, Region, read_cell

_MIN_CUT_SHARE = 0.8
_EDGE = 2.0


def build_grid(rows: Sequence[ChunkRow], table: AlignedTable, previous: Sequence[float] | None) -> FilledGrid:
    """The table's cells with their words; it takes the column edges of the page before where it keeps to them."""
    columns = table.columns
    xs = _find_edges(rows[table.first : table.last], columns)
    if previous is not None and table.goes_on:
        xs = tuple(previous)
    width = len(xs) - 1
    column_of = [place_between((c.x0 + c.x1) / 2, xs) or 0 for c in columns]
    first = table.body if table.body is not None else _find_body(rows, table)
    edges = xs if width == len(columns) else _find_edges(rows[table.first : table.last], columns)
    header = read_header(_part_heads(rows[table.first : first], columns), columns, edges, table.rules)
    body = _split_body(rows[first : table.last], [a - first for a in table.anchors if a >= first], table)
    end = first + sum(row.is_index for row in rows[first : first + 1])
    filled = _fill(header, body, xs, column_of, width)
    return replace(filled, lines=tuple(row.text for row in rows[table.first : end]))


def _part_heads(rows: Sequence[ChunkRow], columns: Sequence[Column]) -> list[ChunkRow]:
    """The lines of a header; one line is cut where its heads stand as near as words, if each column then has one."""
    parted = [
        ChunkRow(tuple(p for c in row.chunks for p in cut_chunk(c, columns, is_head=True)), row.box) for row in rows
    ]
    return parted if len(rows) == 1 and len(parted[0].chunks) == len(columns) else list(rows)


def _find_edges(rows: Sequence[ChunkRow], columns: Sequence[Column]) -> tuple[float, ...]:
    """Where columns end: half way between the widest cells of neighbours."""
    lefts, rights = [c.x0 for c in columns], [c.x1 for c in columns]
    for row in rows:
        for chunk in row.chunks:
            found = [n for n, column in enumerate(columns) if column.overlaps(chunk)]
            if len(found) == 1:
                n = found[0]
                left = max(rights[n - 1], chunk.box.x0) if n else chunk.box.x0
                right = min(lefts[n + 1], chunk.box.x1) if n + 1 < len(columns) else chunk.box.x1
                lefts[n], rights[n] = min(lefts[n], left), max(rights[n], right)
    inner = [(right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)]
    return (lefts[0] - _EDGE, *inner, rights[-1] + _EDGE)


def _find_body(rows: Sequence[ChunkRow], table: AlignedTable) -> int:
    """The first row of the body: behind the last line across above the first anchor, else as rows are told apart."""
    anchor = table.anchors[0]
    above = range(table.first, anchor)
    is_headed = any(begins_header(rows[n].chunks[0].text) for n in above)
    if table.goes_on and not is_headed and all(is_rest_row(rows[n], table.columns) for n in above):
        return table.first
    index = next((n for n in above if rows[n].is_index), None)
    if index is not None:
        return index
    anchor = next((n for n in above if _is_marked(rows[n], table.columns)), anchor)
    above = range(table.first, anchor)
    cuts = [s.at for s in table.separators if s.at < rows[anchor].middle]
    if cuts and any(rows[index].middle < max(cuts) for index in above):
        first = next(index for index in range(table.first, anchor + 1) if rows[index].middle > max(cuts))
        return _find_rest(rows, first, table, cuts) if table.goes_on else first
    return table.first + find_body(rows[table.first : table.last], table.columns)


def _is_marked(row: ChunkRow, columns: Sequence[Column]) -> bool:
    """Whether a row begins with a number of its own in the first column: a group before the first values."""
    return len(row.chunks) <= 2 and row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0])


def _find_rest(rows: Sequence[ChunkRow], first: int, table: AlignedTable, cuts: Sequence[float]) -> int:
    """The first line of what is left of a row cut by the page end, between two lines across; else `first`."""
    found = first
    for index in range(first - 1, table.first, -1):
        above, row = rows[index - 1], rows[index]
        if not is_rest_row(row, table.columns):
            break
        if any(above.middle < at < row.middle for at in cuts):
            found = index
    return found


def _split_body(rows: Sequence[ChunkRow], anchors: Sequence[int], table: AlignedTable) -> list[BodyRow]:
    """The rows of the body: by lines across where most rows have one between them, else as tiles."""
    if not rows:
        return []
    cuts = sorted({s.at for s in table.separators if rows[0].middle < s.at < rows[-1].middle})
    pairs = list(pairwise(anchors))
    cut = sum(any(rows[a].middle < at < rows[b].middle for at in cuts) for a, b in pairs)
    if cuts and cut >= _MIN_CUT_SHARE * len(pairs):
        return list(_split_at_cuts(rows, cuts, table.columns))
    return tile_rows(rows, table.columns, may_begin_cut=table.goes_on)


def _split_at_cuts(rows: Sequence[ChunkRow], cuts: Sequence[float], columns: Sequence[Column]) -> Iterator[BodyRow]:
    bands: dict[int, list[ChunkRow]] = {}
    for row in rows:
        bands.setdefault(-1 if row.is_index else sum(at < row.middle for at in cuts), []).append(row)
    for band in bands.values():
        made = BodyRow(band[0].box.y0, band[0].box.y1)
        for row in band:
            for chunk in row.chunks:
                made.add(column_for(chunk, columns), chunk)
        yield made


def _fill(
    header: Sequence[HeaderCell], body: Sequence[BodyRow], xs: tuple[float, ...], column_of: Sequence[int], width: int
) -> FilledGrid:
    """Header and body as cells of one grid."""
    count = max((cell.row_end for cell in header), default=0)
    tops: list[float] = [min(c.box.y0 for c in header if c.row == row) for row in range(count)]
    tops += [row.top for row in body]
    bottoms = [max(c.box.y1 for c in header if c.row_end == row + 1) for row in range(count)]
    bottoms += [row.bottom for row in body]
    inner = [max((bottom + top) / 2, 0.0) for bottom, top in zip(bottoms, tops[1:], strict=False)]
    ys = _rising((tops[0] - _EDGE, *inner, bottoms[-1] + _EDGE))
    places: list[tuple[Region, list[PdfWord]]] = []
    for cell in header:
        end = column_of[cell.col_end - 1] + 1
        region = Region(cell.row, column_of[cell.col], cell.row_end, end)
        places.append((region, [word for chunk in cell.chunks for word in chunk.words]))
    for number, row in enumerate(body, start=count):
        for col, chunks in row.cells.items():
            region = Region(number, column_of[col], number + 1, column_of[col] + 1)
            places.append((region, [word for chunk in chunks for word in chunk.words]))
    places.sort(key=lambda place: (place[0].row, place[0].col))
    grid = Grid(xs, ys, tuple(region for region, _ in places))
    return FilledGrid(grid, tuple(FilledCell(r, grid.box_of(r), tuple(read_cell(words))) for r, words in places))


def _rising(values: Sequence[float]) -> tuple[float, ...]:
    rising: list[float] = []
    for value in values:
        rising.append(max(value, rising[-1] + 0.1) if rising else value)
    return tuple(rising)
