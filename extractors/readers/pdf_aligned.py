"""Tables without upright lines: found where values stand below each other, row after row, with blank space between.

What makes a table is three rows with values in two columns at least; lines across, shades, or the table on the page
before allow fewer. Prose is none: letterheads and signatures have no values, lists one column, contents dots or one
number a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.raw_table import begins_header
from extractors.readers.pdf_aligned_columns import Column, add_blank_columns, cut_chunk
from extractors.readers.pdf_chunks import Chunk, ChunkRow, completes_group, gap_between
from extractors.readers.pdf_shapes import Rule

# A rule or shade belongs to a table where it reaches over this much of its width.
_MIN_SEPARATOR_SHARE = 0.6
# The widest blank between rows of a table without lines, in letter heights (reports double-space at most).
_MAX_ROW_GAP = 2.6
_MAX_HEADER_GAP = 1.7
# Lines of a header, and of rows without values behind it; half lines beside them are not counted.
_MAX_HEADER_ROWS = 9
# A page number and a running header may stand above a table that goes on.
_MAX_RUNNING_ROWS = 4
_MAX_LOOSE_ROWS = 12
_MIN_ROWS = 3
# A period goes on in the next line behind these (giai đoạn 2021- and 2025).
_OPEN_ENDS = "-–/("
_NEAR = 0.8
# Lines of cells set in the middle of their row overlap by half a line; those of rows set near by a tenth at most.
_HALF_LINE = 0.25
_MIN_DATA_COLUMNS = 2
# Rows with every cell, of all, that say where columns are for those in which two cells touch.
_MIN_WHOLE_SHARE = 0.4
_MIN_DATA_SHARE = 0.5
_ALIGNED = 3.0


@dataclass(frozen=True, slots=True)
class Previous:
    """The table that the page before ends with: where its columns are divided, and the lines of its header."""

    xs: tuple[float, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows `first` to `last` of a page (exclusive) as a table; `anchors` are the rows with values, by index.

    `separators` reach over most of it, `rules` are all lines across. It `goes_on` where it keeps to the columns of the
    table that the page before ends with.
    """

    first: int
    last: int
    anchors: tuple[int, ...]
    columns: tuple[Column, ...]
    separators: tuple[Rule, ...]
    rules: tuple[Rule, ...] = ()
    goes_on: bool = False
    body: int | None = None
    """The first row of its body, where the header is known: the one of the page before, repeated."""


def find_aligned(
    rows: list[ChunkRow], lines: Sequence[Rule], shades: Sequence[Rule], previous: Previous | None
) -> list[AlignedTable]:
    """The tables among the rows of a page; `previous` is the one that the page before ended with."""
    again = _find_again(rows, lines, shades, previous) if previous else None
    tables = [again] if again else []
    anchors = [index for index, row in enumerate(rows) if row.is_anchor and not (again and index < again.last)]
    at = 0
    while at < len(anchors):
        used, columns = _grow(rows, anchors[at:])
        table = _judge(rows, used, columns, lines, shades, previous.xs if previous and not tables else None)
        if table:
            tables.append(_clip(table, tables[-1].last if tables else 0))
            at += len(used)
        else:
            at += 1
    return tables


def _find_again(
    rows: list[ChunkRow], lines: Sequence[Rule], shades: Sequence[Rule], previous: Previous
) -> AlignedTable | None:
    """The table of the page before, where its header stands on this page again."""
    first, body = _find_repeated(rows, previous.lines)
    anchors = [index for index in range(body, len(rows)) if rows[index].is_anchor]
    if first == body or not anchors or anchors[0] - body > _MAX_LOOSE_ROWS:
        return None
    used, columns = _grow(rows, anchors)
    placed = _place_columns(columns, previous.xs)
    if placed is None or not _reaches(rows, body, used[0], placed):
        return None
    own = sorted(_find_own([*lines, *shades], placed[0].x0, placed[-1].x1))
    last = _find_end(rows, used, placed, own)
    body = next((index for index in range(first, body) if rows[index].is_index), body)
    return AlignedTable(first, last, tuple(used), tuple(placed), tuple(own), tuple(lines), goes_on=True, body=body)


def _find_repeated(rows: Sequence[ChunkRow], lines: Sequence[str]) -> tuple[int, int]:
    """The first rows of a page, below its own header, that are the first lines of a table; the same twice for none."""
    for start in range(min(len(rows), _MAX_RUNNING_ROWS)):
        end = start
        while end < len(rows) and end - start < len(lines) and rows[end].text == lines[end - start]:
            end += 1
        if any(len(row.chunks) > 1 for row in rows[start:end]) and not any(row.is_anchor for row in rows[start:end]):
            return start, end
    return 0, 0


def _place_columns(columns: Sequence[Column], xs: Sequence[float]) -> list[Column] | None:
    """The columns between the edges of a table they go on with, those without a cell too; None where two share one."""
    placed: list[Column | None] = [None] * (len(xs) - 1)
    for column in columns:
        place = place_between((column.x0 + column.x1) / 2, xs)
        if place is None or placed[place]:
            return None
        placed[place] = column
    blank = [Column(low + _ALIGNED, high - _ALIGNED) for low, high in pairwise(xs)]
    return [column or empty for column, empty in zip(placed, blank, strict=True)]


def _clip(table: AlignedTable, first: int) -> AlignedTable:
    return table if table.first >= first else replace(table, first=first)


def _grow(rows: list[ChunkRow], anchors: Sequence[int]) -> tuple[list[int], list[Column]]:
    """The anchors from the first on that share columns without a break, and the columns; rows set too near are cut."""
    columns = [Column(chunk.box.x0, chunk.box.x1, [chunk]) for chunk in rows[anchors[0]].chunks]
    used = _follow(rows, anchors, columns)
    run = _find_run(rows, anchors)
    if len(used) < len(run) and (whole := _read_whole_rows(rows, run)):
        ahead = list(rows)
        found = _follow(ahead, run, whole, may_recut=True)
        if len(found) > len(used):
            rows[:], used = ahead, found
            columns = [Column(column.x0, column.x1) for column in whole]
            for index in used:
                _widen(rows[index], columns)
    _add_loose_columns(rows, used, columns)
    return used, columns


def _follow(
    rows: list[ChunkRow], anchors: Sequence[int], columns: list[Column], *, may_recut: bool = False
) -> list[int]:
    """The anchors that keep to some columns, which grow by them; rows set too near are cut, at once or after some."""
    used: list[int] = []
    for index in anchors:
        if used and not _reaches(rows, used[-1], index, columns):
            break
        if not _fits(rows[index], columns):
            cut = _recut(rows[index], columns) if may_recut or len(used) >= _MIN_ROWS else None
            if cut is None:
                break
            rows[index] = cut
        if used or may_recut:
            _widen(rows[index], columns)
        used.append(index)
    return used


def _find_run(rows: Sequence[ChunkRow], anchors: Sequence[int]) -> list[int]:
    """The anchors from the first on with nothing between them that crosses the cells of the fullest."""
    run, fullest = [anchors[0]], rows[anchors[0]]
    for index in anchors[1:]:
        columns = [Column(chunk.box.x0, chunk.box.x1) for chunk in fullest.chunks]
        if not _reaches(rows, run[-1], index, columns):
            break
        run.append(index)
        fullest = max(fullest, rows[index], key=lambda row: len(row.chunks))
    return run


def _read_whole_rows(rows: Sequence[ChunkRow], run: Sequence[int]) -> list[Column]:
    """The columns of the rows with the most cells, where those are many: in others two cells stand too near."""
    most = max(len(rows[index].chunks) for index in run)
    whole = [index for index in run if len(rows[index].chunks) == most]
    if len(whole) < _MIN_ROWS or len(whole) == len(run) or len(whole) < _MIN_WHOLE_SHARE * len(run):
        return []
    columns = [Column(chunk.box.x0, chunk.box.x1, [chunk]) for chunk in rows[whole[0]].chunks]
    for index in whole[1:]:
        if not _fits(rows[index], columns):
            return []
        _widen(rows[index], columns)
    return columns if len(columns) == most else []


def _add_loose_columns(rows: Sequence[ChunkRow], used: Sequence[int], columns: list[Column]) -> None:
    """Columns that stand beside no value: theirs are set half a line higher or lower, being of two lines."""
    loose: list[Column] = []
    for index in sorted(set(range(used[0], used[-1])).difference(used)):
        for chunk in rows[index].chunks:
            if not any(column.overlaps(chunk) for column in columns):
                _widen(ChunkRow((chunk,), chunk.box), loose)
    columns.extend(column for column in loose if len(column.cells) >= _MIN_ROWS)
    columns.sort(key=lambda column: column.x0)


def _recut(row: ChunkRow, columns: Sequence[Column]) -> ChunkRow | None:
    """A row with chunks over several columns cut between them, if all but words are values; None where it cannot be."""
    chunks = [piece for chunk in row.chunks for piece in cut_chunk(chunk, columns)]
    values = [c for c in chunks if any(col.overlaps(c) and col.data_share >= _MIN_DATA_SHARE for col in columns[1:])]
    if len(chunks) == len(row.chunks) or not values or not all(chunk.is_data for chunk in values):
        return None
    cut = ChunkRow(tuple(chunks), row.box)
    return cut if _fits(cut, columns) else None


def _reaches(rows: Sequence[ChunkRow], above: int, below: int, columns: Sequence[Column]) -> bool:
    """Whether nothing between two anchors says that a table ends: no wide blank, no line of prose across columns."""
    if below - above > _MAX_LOOSE_ROWS or _has_wide_gap(rows, above, below):
        return False
    return all(_may_stand_inside(rows[index], columns) for index in range(above + 1, below))


def _has_wide_gap(rows: Sequence[ChunkRow], above: int, below: int) -> bool:
    pairs = pairwise(rows[above : below + 1])
    return any(gap_between(a.box, b.box) > _MAX_ROW_GAP * b.box.height for a, b in pairs)


def _may_stand_inside(row: ChunkRow, columns: Sequence[Column]) -> bool:
    """Whether a row without values belongs to a table: its chunks keep to columns, or it is a group with its mark."""
    if len(row.chunks) == 2 and row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0]):
        return True
    return all(sum(column.overlaps(chunk) for column in columns) <= 1 for chunk in row.chunks)


def _fits(row: ChunkRow, columns: Sequence[Column]) -> bool:
    """Whether no chunk crosses two columns, and no two chunks share one but words broken by a wide blank."""
    taken: dict[int, Chunk] = {}
    for chunk in row.chunks:
        found = [index for index, column in enumerate(columns) if column.overlaps(chunk)]
        if len(found) > 1:
            return False
        if found and found[0] in taken and (chunk.is_data or taken[found[0]].is_data):
            return False
        taken.update(dict.fromkeys(found, chunk))
    return True


def _widen(row: ChunkRow, columns: list[Column]) -> None:
    for chunk in row.chunks:
        column = next((column for column in columns if column.overlaps(chunk)), None)
        if column:
            column.add(chunk)
        else:
            columns.append(Column(chunk.box.x0, chunk.box.x1, [chunk]))
    columns.sort(key=lambda column: column.x0)


def _judge(
    rows: Sequence[ChunkRow],
    used: Sequence[int],
    columns: list[Column],
    lines: Sequence[Rule],
    shades: Sequence[Rule],
    previous: Sequence[float] | None,
) -> AlignedTable | None:
    """The table that anchors make, with its header and the lines of its last row; None where they make none."""
    used = _drop_headers(rows, used, columns)
    x0, x1 = columns[0].x0, columns[-1].x1
    ruled, shaded = _find_own(lines, x0, x1), _find_own(shades, x0, x1)
    own = sorted([*ruled, *shaded])
    first = _find_header(rows, used[0], columns, ruled)
    header = _count_headed(rows[first : used[0]], columns)
    add_blank_columns(rows[first : used[0]], columns)
    last = _find_end(rows, used, columns, own)
    numbers = any(begins_header(rows[index].chunks[0].text) for index in range(first, used[0]))
    is_bare = header <= 2 and not numbers
    goes_on = previous is not None and used[0] <= _MAX_HEADER_ROWS and keeps_columns(columns, previous, is_bare=is_bare)
    framing = [
        s for s in own if rows[first].box.y0 - _frame(rows[first]) < s.at < rows[last - 1].box.y1 + _frame(rows[first])
    ]
    is_headed = numbers and header >= 3 and len(columns) >= 3 and _is_marked(rows[used[0]], columns)
    if not (goes_on or is_headed or _is_table(len(used), columns, header, len(framing))):
        return None
    return AlignedTable(first, last, tuple(used), tuple(columns), tuple(framing), tuple(lines), goes_on)


def _count_headed(header: Sequence[ChunkRow], columns: Sequence[Column]) -> int:
    """How many columns have something above them."""
    most = max((len(row.chunks) for row in header), default=0)
    if most < 2:
        return most
    return max(most, sum(any(column.overlaps(c) for row in header for c in row.chunks) for column in columns))


def _find_own(separators: Sequence[Rule], x0: float, x1: float) -> list[Rule]:
    """Those that reach over most of a table."""
    return [s for s in separators if min(s.end, x1) - max(s.start, x0) >= _MIN_SEPARATOR_SHARE * (x1 - x0)]


def _drop_headers(rows: Sequence[ChunkRow], used: Sequence[int], columns: Sequence[Column]) -> Sequence[int]:
    """The anchors without the first ones that are lines of a header with a year: few values, no number of a row."""
    marked = [a for a in used if _is_marked(rows[a], columns)]
    counts = sorted(sum(chunk.is_data for chunk in rows[a].chunks[1:]) for a in used)
    usual, first = counts[len(counts) // 2], 0
    while first + 1 < len(used):
        row = rows[used[first]]
        has_few = 2 * sum(chunk.is_data for chunk in row.chunks[1:]) < usual or len(marked) * 2 > len(used)
        if _is_marked(row, columns) or not has_few:
            break
        if sum(not chunk.is_data for chunk in row.chunks) < 1 or len(marked) * 2 <= len(used):
            break
        first += 1
    return used[first:]


def _is_marked(row: ChunkRow, columns: Sequence[Column]) -> bool:
    return row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0])


def _frame(row: ChunkRow) -> float:
    return _MAX_HEADER_GAP * row.box.height


def _is_table(anchors: int, columns: Sequence[Column], header: int, framing: int) -> bool:
    data = [c for c in columns[1:] if c.data_share >= _MIN_DATA_SHARE and c.is_aligned and len(c.cells) > 1]
    if framing >= 2 and header >= 2:
        return anchors >= 2 and len(columns) >= 2 and len(data) >= 1
    if anchors < _MIN_ROWS or len(columns) < 3:
        return False
    return len(data) >= _MIN_DATA_COLUMNS or (len(data) == 1 and header >= 3)


def keeps_columns(columns: Sequence[Column], edges: Sequence[float], *, is_bare: bool) -> bool:
    """Whether each column lies between edges of its own; one may be blank: below no header any, else the first."""
    places = [place_between((column.x0 + column.x1) / 2, edges) for column in columns]
    missing = len(edges) - 1 - len(columns)
    may_lack = is_bare or places[0] == 1
    return None not in places and len(set(places)) == len(places) and missing <= (1 if may_lack else 0)


def place_between(x: float, edges: Sequence[float]) -> int | None:
    """The number of the stretch between edges that a place lies in."""
    return next((n for n in range(len(edges) - 1) if edges[n] <= x < edges[n + 1]), None)


def _find_header(rows: Sequence[ChunkRow], anchor: int, columns: Sequence[Column], own: Sequence[Rule]) -> int:
    """The first row of the header above an anchor: up to the highest line across, and as far as rows are near."""
    first = framed = _find_frame(rows, anchor, columns, own)
    height = anchor - first
    while first > 0 and height < _MAX_HEADER_ROWS:
        row, below = rows[first - 1], rows[first]
        height += not _overlap(row, below)
        if first == framed < anchor and len(row.chunks) < 2:
            break
        crossed = first == anchor and any(row.middle < s.at < below.middle for s in own)
        step = gap_between(row.box, below.box) / row.box.height
        if step > (_MAX_ROW_GAP if crossed else _MAX_HEADER_GAP) or not _may_head(row, columns, is_framed=False):
            break
        first -= 1
    return first


def _find_frame(rows: Sequence[ChunkRow], anchor: int, columns: Sequence[Column], own: Sequence[Rule]) -> int:
    """The first row below the highest line across above an anchor that only rows of a header part from it."""
    first = best = anchor
    for at in sorted({s.at for s in own if s.at < rows[anchor].middle}, reverse=True):
        while first > 0 and rows[first - 1].middle > at and anchor - first <= _MAX_HEADER_ROWS:
            first -= 1
        is_near = rows[first].box.y0 - at <= _MAX_ROW_GAP * rows[first].box.height
        inside = rows[first:anchor]
        steps = [gap_between(a.box, b.box) / b.box.height for a, b in pairwise(rows[first : anchor + 1])]
        if not is_near or max(steps, default=0.0) > _MAX_ROW_GAP or len(inside) > _MAX_HEADER_ROWS:
            break
        if not all(_may_head(row, columns, is_framed=True) for row in inside):
            break
        best = first
    return best


def _may_head(row: ChunkRow, columns: Sequence[Column], *, is_framed: bool) -> bool:
    """Whether a row may belong to a header: no sentence, no value, nothing that begins at the left and runs across."""
    if row.has_leader or any(chunk.text[-1] in ".;:" for chunk in row.chunks) or "ĐVT:" in row.chunks[0].text:
        return False
    for chunk in row.chunks:
        crossed = [index for index, column in enumerate(columns) if column.overlaps(chunk)]
        if len(crossed) > 1 and crossed[0] <= 1:
            return False
    if len(row.chunks) > 1 or is_framed:
        return True
    (chunk,) = row.chunks
    return not (chunk.box.x0 <= columns[0].x0 + _ALIGNED and chunk.box.x1 > columns[0].x1 + _ALIGNED)


def _find_end(rows: Sequence[ChunkRow], anchors: Sequence[int], columns: Sequence[Column], own: Sequence[Rule]) -> int:
    """One behind the last line of the row of the last anchor, and of marked rows without values behind it."""
    end = anchors[-1] + 1
    between = sorted(gap_between(rows[b - 1].box, rows[b].box) for a, b in pairwise(anchors))
    usual = between[len(between) // 2] if between else 0.0
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        step = gap_between(above.box, row.box)
        is_framed = any(0 < s.at - row.middle < _MAX_ROW_GAP * row.box.height for s in own)
        is_cut = any(above.middle < s.at < row.middle for s in own)
        is_near = step < max(_NEAR * row.box.height, 1.2 * usual)
        if step > _MAX_ROW_GAP * row.box.height or not (is_near or is_framed):
            break
        is_rest = is_rest_row(row, columns, above) and (is_framed or not is_cut)
        if not (is_rest or _is_marked_row(row, columns) or _is_in_the_middle(rows, end, columns)):
            break
        end += 1
    return end


def _is_marked_row(row: ChunkRow, columns: Sequence[Column]) -> bool:
    """Whether a row without values has its number in the first column and words in others, or a group's name alone."""
    first, *others = row.chunks
    if not others or not first.is_mark or not columns[0].overlaps(first) or len(columns) < 3:
        return False
    begins = min(cell.box.x0 for cell in columns[1].cells) - _ALIGNED <= others[0].box.x0 < columns[2].x0
    return begins and (len(others) == 1 or _fits(row, columns))


def _is_in_the_middle(rows: Sequence[ChunkRow], index: int, columns: Sequence[Column]) -> bool:
    """Whether a line is part of a row whose number stands in the middle, half a line below words or above them."""
    row, above = rows[index], rows[index - 1]
    if len(row.chunks) == 1 and row.chunks[0].is_mark and columns[0].overlaps(row.chunks[0]):
        return _overlap(above, row)
    if index + 1 == len(rows) or not _overlap(row, rows[index + 1]) or columns[0].overlaps(row.chunks[0]):
        return False
    is_inside = all(sum(column.overlaps(chunk) for column in columns) == 1 for chunk in row.chunks)
    return is_inside and _is_marked_row(rows[index + 1], columns)


def _overlap(above: ChunkRow, below: ChunkRow) -> bool:
    return gap_between(above.box, below.box) < -_HALF_LINE * above.box.height


def is_rest_row(row: ChunkRow, columns: Sequence[Column], above: ChunkRow | None = None) -> bool:
    """Whether a line only goes on with words of columns behind the first; `above` is the line before it."""
    before = above.chunks if above else ()
    return not columns[0].overlaps(row.chunks[0]) and all(_is_rest(chunk, columns, before) for chunk in row.chunks)


def _is_rest(chunk: Chunk, columns: Sequence[Column], above: Sequence[Chunk]) -> bool:
    """Whether words go on in a column: they begin, end or are centred where its cells do, or complete a number."""
    crossed = [column for column in columns if column.overlaps(chunk)]
    if len(crossed) != 1:
        return False
    is_open = any(crossed[0].overlaps(other) and other.text[-1] in _OPEN_ENDS for other in above)
    if chunk.is_data and not is_open and not _completes(chunk, crossed[0]):
        return False
    middle = (chunk.box.x0 + chunk.box.x1) / 2
    return not crossed[0].cells or any(
        abs(cell.box.x0 - chunk.box.x0) <= _ALIGNED
        or abs(cell.box.x1 - chunk.box.x1) <= _ALIGNED
        or abs((cell.box.x0 + cell.box.x1) / 2 - middle) <= _ALIGNED
        for cell in crossed[0].cells
    )


def _completes(chunk: Chunk, column: Column) -> bool:
    """Whether digits complete the last group of the number that a column ends with (183.47 and 3)."""
    return bool(column.cells) and completes_group(column.cells[-1].text, chunk.text)
