"""Tables in plain text whose columns are kept apart by blanks, as typed or as a conversion lays a page out.

A run of lines is a table where at least three of them hold values in columns that blanks part from top to bottom. The
lines above with words over those columns are its header; a line with words only goes on in the row above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from extractors.lines import Line
from extractors.raw_table import RawCell, RawRow, RawTable, is_index_row, is_value, is_year
from extractors.text import DocumentText, Span

_WIDE = regex.compile(r"\S[ \u00a0]{2,}\S")
_CHUNK = regex.compile(r"\S+(?:[ \u00a0]\S+)*")
_WORD = regex.compile(r"\S+")
_LINE_ENDS = "\n\f\v"
_BLANKS = frozenset({"-", "–", "—", "x", "…", "..."})
_MARK = regex.compile(r"\d{1,3}(?:\.\d{1,2})*\.?|[A-Z]\.?|[IVX]{1,5}\.?|[-+*]")
_DATA = regex.compile(r"[<>≥≤]?\s?[-–+]?\d.*")
_MIN_ROWS = 3
_MAX_HEADER_LINES = 8
# One blank line may stand between two rows, more end the table.
_MAX_BLANK = 1
_MIN_DATA_SHARE = 0.5
# A name with a number behind one blank is a value that lost its column, unless a word says that it is a number of it.
_GLUED = regex.compile(
    r"(?i)(?<!\b(?:số|khu|tổ|đội|quý|tháng|năm|phường|quận|lớp|khóa|khối|hạng|loại|nhóm|đợt|mức|cấp|tuyến|đường))"
    r"(?<!\p{Lu})\s\d[\d.,]*$"
)
# In a flattened table two blanks are an empty cell; most columns set by hand lie farther apart.
_MIN_GAP = 3
_MIN_GAP_SHARE = 0.5
_MAX_GLUED_SHARE = 0.1
# Between the pieces of a table stand so many lines at most: the number of a page, the header once more.
_MAX_LINES_BETWEEN = 3
# A header stands over a column where it covers this much of its width.
_MIN_COVER = 0.5


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words without a wide blank between them, from column x0 of the line up to x1."""

    span: Span
    x0: int
    x1: int
    text: str

    @property
    def is_data(self) -> bool:
        return is_value(self.text) or self.text in _BLANKS


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    chunks: tuple[_Chunk, ...]

    @property
    def is_marked(self) -> bool:
        """Whether it begins with the number of a row, on its own."""
        return len(self.chunks) > 1 and bool(_MARK.fullmatch(self.chunks[0].text))

    @property
    def is_anchor(self) -> bool:
        """Whether it holds a value behind its first words, or a number and words in two columns at least."""
        has_values = any(chunk.is_data for chunk in self.chunks[1:])
        return has_values or (self.is_marked and len(self.chunks) > 2)


@dataclass(slots=True)
class _Column:
    x0: int
    x1: int

    def overlap(self, chunk: _Chunk) -> int:
        return min(self.x1, chunk.x1) - max(self.x0, chunk.x0)


def find_spaced_tables(lines: Sequence[Line], whole: DocumentText) -> tuple[list[RawTable], frozenset[int]]:
    """The tables, and which of the lines they take."""
    tables: list[RawTable] = []
    used: set[int] = set()
    index = previous_end = 0
    while index < len(lines):
        table, end = _read_table(lines, index, whole) if _WIDE.search(lines[index].text) else (None, index)
        if table:
            follows = bool(tables) and index - previous_end <= _MAX_LINES_BETWEEN
            if follows and _is_piece(table, tables[-1], whole):
                body = (row for row in table.rows if not row.is_header)
                tables[-1] = RawTable((*tables[-1].rows, *body))
            else:
                tables.append(table)
            used.update(range(index, end))
            previous_end = end
        index = max(end, index + 1)
    return tables, frozenset(used)


def _is_piece(table: RawTable, above: RawTable, whole: DocumentText) -> bool:
    """Whether a table goes on in another: as many columns, and no header or the same once more."""
    if len(table.rows[0].cells) != len(above.rows[0].cells):
        return False
    header = _header_words(table, whole)
    return not header or header == _header_words(above, whole)


def _header_words(table: RawTable, whole: DocumentText) -> frozenset[str]:
    spans = (part for row in table.rows if row.is_header for cell in row.cells if cell for part in cell.parts)
    return frozenset(whole.text_of(span).casefold() for span in spans)


def _read_table(lines: Sequence[Line], start: int, whole: DocumentText) -> tuple[RawTable | None, int]:
    """The table whose header begins with a line, and the line behind it."""
    header: list[_Row] = []
    for at, line in enumerate(lines[start : start + _MAX_HEADER_LINES], start=start):
        row = _read_row(line, whole)
        is_value_row = row.is_anchor and not _names_years(row, lines[at + 1 : at + 2], whole, is_first=not header)
        if line.is_row or (header and line.blank_before > _MAX_BLANK) or is_value_row:
            break
        header.append(row)
    first = start + len(header)
    body, columns = _grow(lines, first, whole)
    anchors = [row for row in body if row.is_anchor]
    if len(anchors) < _MIN_ROWS or len(columns) < 2 or (len(columns) == 2 and not header):
        return None, start
    if not all(_stands_over(row, columns) for row in header):
        return None, start
    data = _find_data_columns(anchors, columns)
    if not data - {0} or not _are_apart(anchors) or _lost_values(anchors, columns, data):
        return None, start
    groups = _read_group_lines(lines, start, columns[min(data - {0})].x0, whole)
    rows = [RawRow(_place_groups(row, columns), is_header=True) for row in groups]
    rows += [RawRow(_place_header(row, columns), is_header=True) for row in header]
    return RawTable((*rows, *_build_rows(body, columns, data))), first + len(body)


def _read_group_lines(lines: Sequence[Line], start: int, left: int, whole: DocumentText) -> list[_Row]:
    """The lines right above a header that only name a group of its columns, from the first with values on."""
    found: list[_Row] = []
    for index in range(start - 1, max(-1, start - _MAX_HEADER_LINES), -1):
        row = _read_row(lines[index], whole)
        if lines[index + 1].blank_before or len(row.chunks) != 1 or row.chunks[0].x0 < left:
            break
        found.append(row)
    return found[::-1]


def _read_row(line: Line, whole: DocumentText) -> _Row:
    start = line.span.start
    while start and whole.full[start - 1] not in _LINE_ENDS:
        start -= 1
    indent = line.span.start - start
    return _Row(line, tuple(_chunk(line, m.start(), m.end(), indent) for m in _CHUNK.finditer(line.text)))


def _chunk(line: Line, start: int, end: int, indent: int) -> _Chunk:
    span = Span(line.span.start + start, line.span.start + end)
    return _Chunk(span, indent + start, indent + end, line.text[start:end])


def _grow(lines: Sequence[Line], first: int, whole: DocumentText) -> tuple[list[_Row], list[_Column]]:
    """The rows from a line on that keep to columns, and these from left to right."""
    rows: list[_Row] = []
    columns: list[_Column] = []
    anchored = 0
    for line in lines[first:]:
        if line.is_row or (rows and line.blank_before > _MAX_BLANK):
            break
        row = _fit(_read_row(line, whole), columns)
        if row is None or (not row.is_anchor and (line.blank_before or not _goes_on(row, columns))):
            break
        if row.is_anchor:
            _widen(row, columns)
        rows.append(row)
        anchored = len(rows) if row.is_anchor or not row.is_marked else anchored
    return rows[:anchored], columns


def _goes_on(row: _Row, columns: Sequence[_Column]) -> bool:
    """Whether a row without values belongs to the table: a numbered group, or words below a column but the first."""
    return bool(columns) and (row.is_marked or row.chunks[0].x0 > columns[0].x0)


def _fit(row: _Row, columns: Sequence[_Column]) -> _Row | None:
    """The row with its chunks parted where they reach over columns, None where they cannot be parted."""
    chunks: list[_Chunk] = []
    for chunk in row.chunks:
        touched = [column for column in columns if column.overlap(chunk) > 0]
        parts = [chunk] if len(touched) < 2 else _part(chunk, touched)
        if parts is None:
            return None
        chunks.extend(parts)
    return _Row(row.line, tuple(chunks))


def _part(chunk: _Chunk, columns: Sequence[_Column]) -> list[_Chunk] | None:
    """A long name with a value right behind it: as many pieces as it touches columns, by its words."""
    words = [
        _Chunk(
            Span(chunk.span.start + m.start(), chunk.span.start + m.end()),
            chunk.x0 + m.start(),
            chunk.x0 + m.end(),
            m[0],
        )
        for m in _WORD.finditer(chunk.text)
    ]
    places = [[at for at, column in enumerate(columns) if column.overlap(word) > 0] for word in words]
    if any(len(place) > 1 for place in places):
        return None
    owners: list[int] = []
    for place in places:
        owners.append(place[0] if place else owners[-1] if owners else 0)
    pieces = [
        [word for _, word in group] for _, group in groupby(zip(owners, words, strict=True), key=lambda pair: pair[0])
    ]
    joined = [_join_words(chunk, piece) for piece in pieces]
    kept = [next(column for column in columns if column.overlap(piece) > 0) for piece in joined[1:]]
    is_kept = all(
        piece.x0 == column.x0 or piece.x1 == column.x1 for piece, column in zip(joined[1:], kept, strict=True)
    )
    return joined if is_kept else None


def _join_words(chunk: _Chunk, words: Sequence[_Chunk]) -> _Chunk:
    span = Span(words[0].span.start, words[-1].span.end)
    text = chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]
    return _Chunk(span, words[0].x0, words[-1].x1, text)


def _widen(row: _Row, columns: list[_Column]) -> None:
    for chunk in row.chunks:
        touched = next((column for column in columns if column.overlap(chunk) > 0), None)
        if touched:
            touched.x0, touched.x1 = min(touched.x0, chunk.x0), max(touched.x1, chunk.x1)
        else:
            columns.append(_Column(chunk.x0, chunk.x1))
    columns.sort(key=lambda column: column.x0)


def _find_data_columns(rows: Sequence[_Row], columns: Sequence[_Column]) -> set[int]:
    """The columns most of whose cells begin with a number."""
    cells: dict[int, list[bool]] = {}
    for row in rows:
        for chunk in row.chunks:
            is_data = chunk.text in _BLANKS or bool(_DATA.fullmatch(chunk.text))
            cells.setdefault(_nearest(chunk, columns), []).append(is_data)
    return {col for col, found in cells.items() if sum(found) >= _MIN_DATA_SHARE * len(found)}


def _are_apart(rows: Sequence[_Row]) -> bool:
    gaps = [b.x0 - a.x1 for row in rows for a, b in pairwise(row.chunks)]
    return sum(gap >= _MIN_GAP for gap in gaps) >= _MIN_GAP_SHARE * len(gaps)


def _lost_values(rows: Sequence[_Row], columns: Sequence[_Column], data: set[int]) -> bool:
    """Whether values stand in the columns of words, so that the blanks of this table do not say what they should."""
    words = [chunk for row in rows for chunk in row.chunks if _nearest(chunk, columns) not in data]
    return sum(bool(_GLUED.search(chunk.text)) for chunk in words) > _MAX_GLUED_SHARE * len(rows)


def _nearest(chunk: _Chunk, columns: Sequence[_Column]) -> int:
    return max(range(len(columns)), key=lambda at: columns[at].overlap(chunk))


def _names_years(row: _Row, following: Sequence[Line], whole: DocumentText, *, is_first: bool) -> bool:
    """Whether a row's only figures are years over a row of amounts: the first of a header, or right of the names."""
    below = _read_row(following[0], whole) if following else None
    if below is None or not below.is_anchor or any(is_year(chunk.text) for chunk in below.chunks):
        return False
    years = all(is_year(chunk.text) for chunk in row.chunks if is_value(chunk.text))
    return years and (not is_value(row.chunks[0].text) if is_first else row.chunks[0].x0 >= below.chunks[0].x1)


def _stands_over(row: _Row, columns: Sequence[_Column]) -> bool:
    """Whether a line may be one of the header: not prose from margin to margin."""
    return len(row.chunks) > 1 or row.chunks[0].x0 > columns[0].x0


def _place_header(row: _Row, columns: Sequence[_Column]) -> tuple[RawCell | None, ...]:
    """The words over each column; those over several stand in each of them."""
    cells: list[RawCell | None] = [None] * len(columns)
    for chunk in row.chunks:
        over = [at for at, c in enumerate(columns) if c.overlap(chunk) >= _MIN_COVER * (c.x1 - c.x0)]
        for at in over or [_nearest(chunk, columns)]:
            before = cells[at]
            cells[at] = RawCell(((*before.parts, chunk.span)) if before else (chunk.span,))
    return tuple(cells)


def _place_groups(row: _Row, columns: Sequence[_Column]) -> tuple[RawCell | None, ...]:
    """The words in the middle over several columns, in each of them."""
    chunk = row.chunks[0]
    ranges = [(a, b) for a in range(1, len(columns)) for b in range(a, len(columns)) if columns[a].x0 <= chunk.x1]
    first, last = min(ranges, key=lambda r: abs(columns[r[0]].x0 + columns[r[1]].x1 - chunk.x0 - chunk.x1))
    return tuple(RawCell((chunk.span,)) if first <= at <= last else None for at in range(len(columns)))


def _build_rows(body: Sequence[_Row], columns: Sequence[_Column], data: set[int]) -> Iterator[RawRow]:
    """The rows with the lines that go on in them; a row of column numbers belongs to the header."""
    numbered = sum(row.is_marked for row in body) >= _MIN_DATA_SHARE * sum(row.is_anchor for row in body)
    built: dict[int, tuple[Span, ...]] = {}
    is_marked = False
    for order, row in enumerate(body):
        if order == 0 and is_index_row([chunk.text for chunk in row.chunks]):
            yield RawRow(_place_header(row, columns), is_header=True)
            continue
        cells = {_nearest(chunk, columns): chunk for chunk in row.chunks}
        if built and _is_rest(row, cells, built, data, is_marked=is_marked, numbered=numbered):
            for col, chunk in cells.items():
                built[col] = (*built.get(col, ()), chunk.span)
            continue
        if built:
            yield _finish(built, len(columns))
        built, is_marked = {col: (chunk.span,) for col, chunk in cells.items()}, row.is_marked
    yield _finish(built, len(columns))


def _is_rest(
    row: _Row,
    cells: dict[int, _Chunk],
    built: dict[int, tuple[Span, ...]],
    data: set[int],
    *,
    is_marked: bool,
    numbered: bool,
) -> bool:
    """Whether a line goes on in the row above: it has no number of its own, and not both of them have values."""
    if row.is_marked:
        return False
    values = (data - {0}) & cells.keys()
    if values and (data - {0}) & built.keys():
        return False
    text = row.chunks[0].text
    return (is_marked if values else numbered) or text[:1].islower() or text[:1] == "("


def _finish(built: dict[int, tuple[Span, ...]], width: int) -> RawRow:
    return RawRow(tuple(RawCell(built[col]) if col in built else None for col in range(width)), is_header=False)
