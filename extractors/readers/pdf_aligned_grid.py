"""An aligned table as a grid: which lines are its header, which belong to one row, and where its cells end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractors.readers.pdf_aligned import AlignedTable, Column, is_rest_row, place_between
from extractors.readers.pdf_aligned_header import HeaderCell, read_header
from extractors.readers.pdf_chunks import Chunk, ChunkRow, pitch
from extractors.readers.pdf_shapes import PdfWord
from extractors.readers.pdf_tables import FilledCell, FilledGrid, Grid, Region, read_cell

# Lines of a cell stand nearer than rows do by this much, in points, or the blank between them tells nothing.
_MIN_DIFFERENCE = 1.0
_MAX_PITCH_RATIO = 1.9
_MIN_CUT_SHARE = 0.8
# Where no cell has two lines, rows stand this far apart (letter heights) if they have a blank of their own, and header
# cells no nearer than this share of it.
_MIN_ROW_PITCH = 1.25
_ROW_PITCH_SHARE = 0.95
_EDGE = 2.0
_BEHIND = 1_000_000


class BodyRow:
    """A row of the body: its chunks by column; it grows line by line."""

    __slots__ = ("bottom", "cells", "top")

    def __init__(self, top: float, bottom: float) -> None:
        self.top, self.bottom = top, bottom
        self.cells: dict[int, list[Chunk]] = {}

    def add(self, col: int, chunk: Chunk) -> None:
        """Put a chunk into one of its cells."""
        self.cells.setdefault(col, []).append(chunk)
        self.top, self.bottom = min(self.top, chunk.box.y0), max(self.bottom, chunk.box.y1)


def build_grid(rows: Sequence[ChunkRow], table: AlignedTable, previous: Sequence[float] | None) -> FilledGrid:
    """The table's cells with their words; it takes the column edges of the page before where it keeps to them."""
    columns = table.columns
    xs = _find_edges(rows[table.first : table.last], columns)
    if previous is not None and table.goes_on:
        xs = tuple(previous)
    width = len(xs) - 1
    column_of = [place_between((c.x0 + c.x1) / 2, xs) or 0 for c in columns]
    first = _find_body(rows, table, goes_on=table.goes_on)
    header = read_header(rows[table.first : first], columns, _find_header_gap(rows, table))
    body = _split_body(rows[first : table.last], [a - first for a in table.anchors if a >= first], table)
    return _fill(header, body, xs, column_of, width)


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


def _find_body(rows: Sequence[ChunkRow], table: AlignedTable, *, goes_on: bool) -> int:
    """The first row of the body: behind the last line across above the first anchor, else by the blank before it."""
    anchor = table.anchors[0]
    above = range(table.first, anchor)
    marked = next((n for n in above if rows[n].is_index or _is_marked(rows[n], table.columns)), None)
    if marked is not None:
        return marked
    threshold = find_threshold(rows, table)
    cuts = [s.at for s in table.separators if s.at < rows[anchor].middle]
    if cuts and any(rows[index].middle < max(cuts) for index in above):
        first = next(index for index in range(table.first, anchor + 1) if rows[index].middle > max(cuts))
        return _find_rest(rows, first, table, threshold or 0.0) if goes_on else first
    first = anchor
    while first > table.first and threshold and pitch(rows[first - 1].box, rows[first].box) < threshold:
        if len(rows[first - 1].chunks) > 1 or table.columns[0].overlaps(rows[first - 1].chunks[0]):
            break
        first -= 1
    return _find_rest(rows, first, table, threshold or 0.0) if goes_on else first


def _is_marked(row: ChunkRow, columns: Sequence[Column]) -> bool:
    """Whether a row begins with a number of its own in the first column: a group before the first values."""
    return len(row.chunks) <= 2 and row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0])


def _find_rest(rows: Sequence[ChunkRow], first: int, table: AlignedTable, threshold: float) -> int:
    """The first line of what is left of a row cut by the page end, between the header and the body; else `first`."""
    found = first
    for index in range(first - 1, table.first - 1, -1):
        row = rows[index]
        if not is_rest_row(row, table.columns):
            break
        if index == table.first or pitch(rows[index - 1].box, row.box) >= threshold > 0:
            found = index
    return found


def _find_header_gap(rows: Sequence[ChunkRow], table: AlignedTable) -> float | None:
    """The blank between two lines of a header from which on they are two cells; None where nothing tells."""
    threshold = find_threshold(rows, table)
    if threshold is not None:
        return threshold
    steps = [pitch(rows[a].box, rows[b].box) for a, b in pairwise(table.anchors) if b == a + 1]
    usual = median(steps) if steps else 0.0
    return _ROW_PITCH_SHARE * usual if usual > _MIN_ROW_PITCH * rows[table.anchors[0]].box.height else None


def find_threshold(rows: Sequence[ChunkRow], table: AlignedTable) -> float | None:
    """The blank between two lines from which on they are two rows; None where rows stand as near as lines."""
    gaps: list[float] = []
    last: dict[int, Chunk] = {}
    for row in rows[table.first : table.last]:
        for chunk in row.chunks:
            for n, column in enumerate(table.columns):
                if column.overlaps(chunk):
                    if n in last:
                        gaps.append(pitch(last[n].box, chunk.box))
                    last[n] = chunk
                    break
    between = [pitch(rows[a].box, rows[b].box) for a, b in pairwise(table.anchors) if b == a + 1]
    return _find_jump(sorted(gaps), median(between) if between else None)


def _find_jump(pitches: Sequence[float], usual: float | None) -> float | None:
    """Half way between the pitch of lines and the next greater one, that of rows; `usual` is the latter where known."""
    for low, high in pairwise(pitches):
        if high - low > _MIN_DIFFERENCE:
            middle = (low + high) / 2
            is_known = usual >= middle if usual is not None else high < _MAX_PITCH_RATIO * low
            return middle if is_known else None
    return None


def _split_body(rows: Sequence[ChunkRow], anchors: Sequence[int], table: AlignedTable) -> list[BodyRow]:
    """The rows of the body: by lines across where most rows have one between them, else by their anchors."""
    cuts = sorted({s.at for s in table.separators if rows and s.at > rows[0].middle})
    pairs = list(pairwise(anchors))
    cut = sum(any(rows[a].middle < at < rows[b].middle for at in cuts) for a, b in pairs)
    if pairs and cut >= _MIN_CUT_SHARE * len(pairs):
        return list(_split_at_cuts(rows, cuts, table.columns))
    threshold = find_threshold_of(rows, anchors, table.columns)
    return split_at_anchors(rows, anchors, table.columns, threshold)


def find_threshold_of(rows: Sequence[ChunkRow], anchors: Sequence[int], columns: Sequence[Column]) -> float | None:
    """As find_threshold, of the rows of a body."""
    return find_threshold(rows, AlignedTable(0, len(rows), tuple(anchors), tuple(columns), ()))


def _split_at_cuts(rows: Sequence[ChunkRow], cuts: Sequence[float], columns: Sequence[Column]) -> Iterator[BodyRow]:
    bands: dict[int, list[ChunkRow]] = {}
    for row in rows:
        bands.setdefault(sum(at < row.middle for at in cuts), []).append(row)
    for band in bands.values():
        made = BodyRow(band[0].box.y0, band[0].box.y1)
        for row in band:
            for chunk in row.chunks:
                made.add(column_for(chunk, columns), chunk)
        yield made


def column_for(chunk: Chunk, columns: Sequence[Column]) -> int:
    """The column of a chunk: the first it stands in, else the nearest."""
    found = next((n for n, column in enumerate(columns) if column.overlaps(chunk)), None)
    if found is not None:
        return found
    return min(range(len(columns)), key=lambda n: max(columns[n].x0 - chunk.box.x1, chunk.box.x0 - columns[n].x1))


def split_at_anchors(
    rows: Sequence[ChunkRow], anchors: Sequence[int], columns: Sequence[Column], threshold: float | None
) -> list[BodyRow]:
    """A row for each anchor and each line with a mark; other lines go to the row they stand nearest to."""
    keys = _find_keys(rows, anchors, columns)
    made = {key: BodyRow(rows[key].box.y0, rows[key].box.y1) for key in keys}
    loose: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        for order, chunk in enumerate(row.chunks):
            col = column_for(chunk, columns)
            if index in made:
                made[index].add(col, chunk)
            else:
                loose.setdefault(col, []).append(index * 100 + order)
    is_centred = _is_centred(rows, keys, columns)
    for col, places in loose.items():
        _assign(rows, col, [divmod(place, 100) for place in places], made, threshold, is_centred)
    return sorted((row for row in made.values() if row.cells), key=lambda row: row.top)


def _find_keys(rows: Sequence[ChunkRow], anchors: Sequence[int], columns: Sequence[Column]) -> list[int]:
    """The lines that stand for rows: anchors with enough values or a mark, and lines that begin with a mark."""
    marked = [a for a in anchors if columns[0].overlaps(rows[a].chunks[0]) and rows[a].chunks[0].is_mark]
    counts = sorted(sum(chunk.is_data for chunk in rows[a].chunks) for a in anchors)
    usual = counts[len(counts) // 2] if counts else 0
    numbers = len(marked) * 2 > len(anchors)
    keys = []
    for index, row in enumerate(rows):
        first = row.chunks[0]
        is_marked = numbers and first.is_mark and columns[0].overlaps(first)
        is_full = index in anchors and sum(chunk.is_data for chunk in row.chunks) * 2 >= usual
        if is_marked or is_full or row.is_index:
            keys.append(index)
    return keys or list(anchors)


def _is_centred(rows: Sequence[ChunkRow], keys: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether cells of several lines stand half way down their rows: words come before the first anchor's."""
    name = 1 if len(columns) > 2 else 0
    lacking = sum(all(column_for(c, columns) != name for c in rows[key].chunks) for key in keys)
    return keys[0] > 0 or lacking > 0


def _assign(
    rows: Sequence[ChunkRow],
    col: int,
    places: Sequence[tuple[int, int]],
    made: dict[int, BodyRow],
    threshold: float | None,
    is_centred: bool,
) -> None:
    """The lines of a column that no anchor holds, each to the row before or behind it."""
    keys = [key for key in sorted(made) if 0 <= key < _BEHIND]
    groups: dict[tuple[int | None, int | None], list[Chunk]] = {}
    for index, order in places:
        before = max((key for key in keys if key < index), default=None)
        after = min((key for key in keys if key > index), default=None)
        groups.setdefault((before, after), []).append(rows[index].chunks[order])
    # From the end: where blanks tell nothing, a centred cell has as many lines above its anchor as below.
    for (before, after), chunks in reversed(groups.items()):
        _divide(col, chunks, before, after, made, threshold, is_centred)


def _divide(
    col: int,
    chunks: Sequence[Chunk],
    before: int | None,
    after: int | None,
    made: dict[int, BodyRow],
    threshold: float | None,
    is_centred: bool,
) -> None:
    if before is None or after is None:
        _add_outside(col, chunks, before, after, made, threshold)
        return
    above, below = made[before], made[after]
    upper, lower = above.cells.get(col, [])[-1:], below.cells.get(col, [])[:1]
    line = [*upper, *chunks, *lower]
    gaps = [pitch(a.box, b.box) for a, b in pairwise(line)]
    if threshold is not None and gaps and max(gaps) >= threshold:
        wide = [n for n, gap in enumerate(gaps) if gap >= threshold]
        if len(wide) >= 2 and upper and lower and col <= 1:
            _add_own(line, wide, col, above, below, made, before)
            return
        cut = gaps.index(max(gaps)) + 1 - len(upper)
    elif threshold is None and is_centred:
        cut = len(chunks) - _lines_below(below, col)
    else:
        cut = len(chunks) if upper or not lower else 0
        if not upper and not lower:
            middle = (above.bottom + below.top) / 2
            cut = sum((c.box.y0 + c.box.y1) / 2 < middle for c in chunks)
    _add_all(above, col, chunks[: max(cut, 0)])
    _add_all(below, col, chunks[max(cut, 0) :])


def _add_outside(
    col: int,
    chunks: Sequence[Chunk],
    before: int | None,
    after: int | None,
    made: dict[int, BodyRow],
    threshold: float | None,
) -> None:
    """Lines above the first anchor or below the last: of its row as far as they are near, else of a cut row's rest."""
    key = after if before is None else before
    if key is None:
        return
    beside = made[key].cells.get(col, [])
    line = [*chunks, *beside[:1]] if before is None else [*beside[-1:], *chunks]
    gaps = [pitch(a.box, b.box) for a, b in pairwise(line)]
    wide = [n for n, gap in enumerate(gaps) if threshold is not None and gap >= threshold]
    if not wide:
        _add_all(made[key], col, chunks)
        return
    own = line[: wide[-1] + 1] if before is None else line[wide[0] + 1 :]
    near = line[wide[-1] + 1 : len(chunks)] if before is None else line[len(beside[-1:]) : wide[0] + 1]
    _add_all(made[key], col, near)
    place = -1 if before is None else _BEHIND
    row = made.setdefault(place, BodyRow(own[0].box.y0, own[-1].box.y1))
    _add_all(row, col, own)


def _lines_below(row: BodyRow, col: int) -> int:
    """How many lines a centred cell has below the anchor of its row, as far as they are known."""
    cells = row.cells.get(col, [])
    middle = [chunk for chunks in row.cells.values() for chunk in chunks if chunk.is_data]
    place = middle[0].box.y0 if middle else row.top
    return sum(chunk.box.y0 > place + 1 for chunk in cells)


def _add_own(
    line: Sequence[Chunk],
    wide: Sequence[int],
    col: int,
    above: BodyRow,
    below: BodyRow,
    made: dict[int, BodyRow],
    key: int,
) -> None:
    """Lines that stand apart from the rows above and below are a row of their own: a group without a mark."""
    first, last = wide[0] + 1, wide[-1] + 1
    _add_all(above, col, line[1:first])
    _add_all(below, col, line[last:-1])
    own = line[first:last]
    row = BodyRow(own[0].box.y0, own[-1].box.y1)
    _add_all(row, col, own)
    made[_BEHIND + 1 + key * 100 + col] = row


def _add_all(row: BodyRow, col: int, chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        row.add(col, chunk)


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
