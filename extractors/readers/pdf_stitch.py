"""Pieces of tables on several pages as one table: repeated headers dropped, rows cut by a page end joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import regex

from extractors.cut_rows import completes, goes_on
from extractors.header_rows import count_title_rows, extend_heads
from extractors.raw_table import begins_header, is_index_row, is_value, read_roman
from extractors.readers.pdf_layout import Piece, PlacedCell, PlacedLine, same_columns
from extractors.rules_compiled import CompiledRules

_SAME_PLACE = 4.0
# The margins where page numbers and running headers stand, as shares of the page's height.
_MARGIN_SHARE = 0.12
_PAGE_NUMBER = regex.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", regex.IGNORECASE)
_FOOTNOTE = regex.compile(r"[⁰¹²³⁴-⁹]+|\[\d{1,2}\]|\(\d{1,2}\)\s")
_ENDED = regex.compile(r"[.;:!?…]\s*$")
_GOES_ON = regex.compile(r"[\p{Ll}(,;.)%/–-]")
_GLUED_END = regex.compile(r"[\p{L}\d][-/]$")
_ALNUM_START = regex.compile(r"[\p{L}\d]")
_MAX_HEADER_ROWS = 5
_LAST_ROWS = 60
# A table numbers its rows if no more than this share of them (group rows, rows cut before) has a blank there.
_MAX_NUMBERED_GAP = 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a cell's text on one page."""

    page: int
    start: int
    end: int
    text: str
    is_broken: bool


@dataclass(frozen=True, slots=True)
class StitchedCell:
    """A cell of a whole table; its place is its first part's."""

    row: int
    col: int
    row_end: int
    col_end: int
    parts: tuple[Part, ...]
    placed: PlacedCell
    page: int
    is_header: bool = False

    @property
    def text(self) -> str:
        """The parts' text joined: without a blank after a hyphen or slash inside a word."""
        text, is_broken = "", False
        for part in self.parts:
            follows_hyphen = _GLUED_END.search(text) and _ALNUM_START.match(part.text)
            glued = follows_hyphen or (is_broken and part.text[:1].isdigit())
            text += part.text if not text or glued else f" {part.text}"
            is_broken = part.is_broken
        return text


@dataclass(frozen=True, slots=True)
class StitchedTable:
    """A table with its cells that hold text, in order of rows and columns."""

    cells: tuple[StitchedCell, ...]
    header_rows: int


@dataclass(frozen=True, slots=True)
class _Open:
    """A table that may go on on the next page."""

    last: Piece
    xs: tuple[float, ...]
    rows: list[list[StitchedCell]]
    header: list[tuple[str, ...]]
    repeated: list[int] = field(default_factory=list)


def stitch(pieces: Sequence[Piece], rules: CompiledRules | None = None) -> list[StitchedTable]:
    """Whole tables from pieces in reading order; with rules, values behind a page end go to the row that lacks them."""
    tables: list[_Open] = []
    for piece in pieces:
        if tables and _continues(tables[-1], piece, rules):
            tables[-1] = _append(tables[-1], piece, rules)
        else:
            tables.append(_begin(piece))
    return [_close(table, rules) for table in tables]


def _begin(piece: Piece) -> _Open:
    return _Open(piece, piece.xs, _read_rows(piece, 0), _first_texts(piece))


def _read_rows(piece: Piece, first_row: int) -> list[list[StitchedCell]]:
    rows: list[list[StitchedCell]] = [[] for _ in range(piece.row_count)]
    for cell in piece.cells:
        parts = (Part(piece.page, cell.start, cell.end, cell.text, cell.is_broken),) if cell.text else ()
        place = (cell.row + first_row, cell.col, cell.row_end + first_row, cell.col_end)
        rows[cell.row].append(StitchedCell(*place, parts, cell, piece.page))
    return rows


def _continues(table: _Open, piece: Piece, rules: CompiledRules | None) -> bool:
    """Whether a piece is the rest of the table on the page before.

    Nothing may stand between them but margins and footnotes, and they have the same columns, or the same header over as
    many columns that another page has set differently.
    """
    last = table.last
    if piece.page != last.page + 1 or not piece.is_first or not last.is_last:
        return False
    between = not any(_parts(line, piece, last, rules) for line in piece.before) and _ends_page(last, piece)
    repeats = _count_repeated(table, piece) > 0 and len(piece.xs) == len(table.xs)
    return between and (same_columns(table.xs, piece.xs) or repeats or _is_coarser(table.xs, piece.xs))


def _is_coarser(whole: Sequence[float], part: Sequence[float]) -> bool:
    """Whether every division of a piece is one of the table's, the outer ones included (a page of merged rows)."""
    inside = all(any(abs(x - y) <= _SAME_PLACE for y in whole) for x in part)
    return inside and abs(whole[0] - part[0]) <= _SAME_PLACE and abs(whole[-1] - part[-1]) <= _SAME_PLACE


def _is_content(line: PlacedLine, piece: Piece, others: Sequence[PlacedLine]) -> bool:
    """Whether a line above a piece is more than a page number or a running header."""
    height = piece.page_size[1]
    in_margin = line.box.y1 < _MARGIN_SHARE * height or line.box.y0 > (1 - _MARGIN_SHARE) * height
    if not in_margin:
        return True
    return not (_PAGE_NUMBER.fullmatch(line.text) or any(_same_line(line, other) for other in others))


def _parts(line: PlacedLine, piece: Piece, last: Piece, rules: CompiledRules | None) -> bool:
    """Whether a line parts two tables: words, or another title in the margin; not one that says (tiếp theo)."""
    if rules and rules.cues["TABLE_CONTINUED"].search(line.text):
        return False
    title = rules.cues["TABLE_TITLE"] if rules else None
    if title and (found := title.match(line.text)) and found[0] not in {m[0] for m in _matches(title, last.before)}:
        return True
    return _is_content(line, piece, last.before)


def _matches(pattern: regex.Pattern[str], lines: Sequence[PlacedLine]) -> list[regex.Match[str]]:
    return [match for line in lines if (match := pattern.match(line.text))]


def _same_line(first: PlacedLine, second: PlacedLine) -> bool:
    digits = regex.compile(r"\d+")
    same = digits.sub("#", first.text) == digits.sub("#", second.text)
    return same and abs(first.box.y0 - second.box.y0) <= _SAME_PLACE


def _ends_page(last: Piece, following: Piece) -> bool:
    """Whether nothing follows a piece on its page but footnotes, the page number and a running footer."""
    for line in last.after:
        if _FOOTNOTE.match(line.text):
            return True
        if _is_content(line, last, following.after):
            return False
    return True


def _count_repeated(table: _Open, piece: Piece) -> int:
    """How many rows of a piece repeat the first rows of the table."""
    count = 0
    for found, known in zip(_first_texts(piece), table.header, strict=False):
        if found != known or (not found and count == 0):
            break
        count += 1
    has_number = count == 1 and any(is_value(text) for text in table.header[0])
    return 0 if has_number else count


def _first_texts(piece: Piece) -> list[tuple[str, ...]]:
    """What stands in the first rows of a piece, for comparison with those of another."""
    rows: list[list[str]] = [[] for _ in range(min(piece.row_count, _MAX_HEADER_ROWS))]
    for cell in piece.cells:
        if cell.row >= len(rows):
            break
        if cell.text:
            rows[cell.row].append("".join(cell.text.split()).casefold())
    return [tuple(row) for row in rows]


def _append(table: _Open, piece: Piece, rules: CompiledRules | None) -> _Open:
    """The table with a piece more; its rows are added in place, for a table may go on over a thousand pages."""
    repeated = _count_repeated(table, piece)
    offset = len(table.rows) - repeated
    rows = [[_move(cell, table.xs, piece.xs) for cell in row] for row in _read_rows(piece, offset)][repeated:]
    if rows and not any(cell.parts for cell in rows[0]):
        # What is left of a row cut below its last line, which is the blank above the next.
        rows = [[_shift(cell, -1) for cell in row] for row in rows[1:]]
    if rows and (_is_cut(table, rows[0]) or (rules and _is_completed(table, rows[0], rules))):
        table.rows[-1] = _join_rows(table.rows[-1], rows[0])
        rows = [[_shift(cell, -1) for cell in row] for row in rows[1:]]
    table.rows.extend(rows)
    if repeated:
        table.repeated.append(repeated)
    return replace(table, last=piece)


def _shift(cell: StitchedCell, by: int) -> StitchedCell:
    return replace(cell, row=cell.row + by, row_end=cell.row_end + by)


def _move(cell: StitchedCell, whole: Sequence[float], part: Sequence[float]) -> StitchedCell:
    """The cell in the columns of the whole table."""
    if len(whole) == len(part):
        return cell
    start, end = (min(range(len(whole)), key=lambda i: abs(whole[i] - part[at])) for at in (cell.col, cell.col_end))
    return replace(cell, col=start, col_end=end)


def _is_cut(table: _Open, row: Sequence[StitchedCell]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    Its text stands only in columns where text began before the cut, it is no number of its own, the first
    column is blank, and either the table numbers its rows or the words themselves go on.
    """
    before = {cell.col: cell for cell in table.rows[-1] if cell.parts}
    filled = [cell for cell in row if cell.parts]
    if not filled or not before or len(table.rows) <= 1:
        return False
    if any(cell.col not in before or cell.col_end != before[cell.col].col_end for cell in filled):
        return False
    if any(is_value(cell.text) and not _awaits_number(before[cell.col]) for cell in filled):
        return False
    goes_on = [bool(_GOES_ON.match(cell.text)) or not _ENDED.search(before[cell.col].text) for cell in filled]
    if filled[0].col == 0:
        return len(filled) < len(before) and all(_GOES_ON.match(cell.text) for cell in filled)
    return _numbers_rows(table.rows) or all(goes_on)


def _awaits_number(cell: StitchedCell) -> bool:
    """Whether a cell ends inside a number or behind a hyphen or slash (giai đoạn 2021-)."""
    return cell.parts[-1].is_broken or bool(_GLUED_END.search(cell.text))


def _is_completed(table: _Open, row: Sequence[StitchedCell], rules: CompiledRules) -> bool:
    """Whether the first row of a page holds the values of the last row of the page before."""
    width = len(table.xs) - 1
    last = [_texts_of(own, width) for own in table.rows[-_LAST_ROWS:]]
    return len(table.rows) > 1 and completes(last[-1], _texts_of(row, width), last[:-1], rules)


def _texts_of(row: Sequence[StitchedCell], width: int) -> list[str]:
    texts = [""] * width
    for cell in row:
        texts[min(cell.col, width - 1)] = cell.text
    return texts


def _numbers_rows(rows: Sequence[Sequence[StitchedCell]]) -> bool:
    """Whether most of the last rows have something in the first column."""
    rows = rows[-_LAST_ROWS:]
    filled = sum(any(cell.col == 0 and cell.parts for cell in row) for row in rows)
    return filled >= (1 - _MAX_NUMBERED_GAP) * len(rows)


def _join_rows(row: Sequence[StitchedCell], more: Sequence[StitchedCell]) -> list[StitchedCell]:
    rest = {cell.col: cell for cell in more}
    joined = [_join_cell(cell, rest[cell.col]) if cell.col in rest else cell for cell in row]
    known = {cell.col for cell in row}
    return joined + [_shift(cell, -1) for cell in more if cell.parts and cell.col not in known]


def _join_cell(cell: StitchedCell, more: StitchedCell) -> StitchedCell:
    """The cell with the rest of its text; one that was empty takes the place of its first part."""
    if not cell.parts and more.parts:
        return replace(cell, parts=more.parts, placed=more.placed, page=more.page)
    return replace(cell, parts=cell.parts + more.parts)


def _close(table: _Open, rules: CompiledRules | None) -> StitchedTable:
    width = len(table.xs) - 1
    texts = [_texts_of(row, width) for row in table.rows[: 2 * _MAX_HEADER_ROWS]]
    titles = count_title_rows(texts, rules) if rules else 0
    below = [[_shift(cell, -titles) for cell in row] for row in table.rows[titles:]] if titles else table.rows
    table = replace(table, rows=below, repeated=[count - titles for count in table.repeated if count > titles])
    count = _count_header_rows(table)
    rows = _join_broken_rows(table, count)
    owners = extend_heads([_own_columns(row, width) for row in rows[:count]])
    cells: list[StitchedCell] = []
    for row, own in zip_longest(rows, owners):
        cells.extend(_mark_header(cell, own) if own else cell for cell in row if cell.parts)
    return StitchedTable(tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))), count)


def _own_columns(row: Sequence[StitchedCell], width: int) -> list[int | None]:
    """For every column the one in which the cell over it begins, None for none."""
    owners: list[int | None] = [None] * width
    for cell in row:
        if cell.parts:
            owners[cell.col : cell.col_end] = [cell.col] * (cell.col_end - cell.col)
    return owners


def _mark_header(cell: StitchedCell, owners: Sequence[int | None]) -> StitchedCell:
    """A cell as one of the header, over all columns it heads."""
    end = max(col for col, own in enumerate(owners) if own == cell.col) + 1
    return replace(cell, is_header=True, col_end=end)


def _join_broken_rows(table: _Open, header: int) -> list[list[StitchedCell]]:
    """The rows, with those joined to the row above that only go on with its words: cut in the file before this."""
    width = len(table.xs) - 1
    rows: list[list[StitchedCell]] = []
    for index, row in enumerate(table.rows):
        dropped = index - len(rows)
        is_rest = header < index and not any(cell.parts and cell.col == 0 for cell in row)
        if is_rest and _is_single(rows[-1]) and goes_on(_texts_of(rows[-1], width), _texts_of(row, width)):
            rows[-1] = _join_rows(rows[-1], row)
        else:
            rows.append([_shift(cell, -dropped) for cell in row] if dropped else row)
    return rows


def _is_single(row: Sequence[StitchedCell]) -> bool:
    return all(cell.row_end == cell.row + 1 for cell in row)


def _count_header_rows(table: _Open) -> int:
    """The rows that later pages repeat; without such, those before the first row of values.

    A header cell over several rows makes all of them header.
    """
    if table.repeated:
        return min(table.repeated)
    count, is_named = 0, False
    for index, row in enumerate(table.rows[:_MAX_HEADER_ROWS]):
        is_named = is_named or any(cell.col == 0 and cell.parts for cell in table.rows[max(index - 1, 0)])
        if index < count:
            continue
        if not _is_header_row(row, index, is_named=is_named):
            break
        ends = [cell.row_end for cell in row]
        count = max(index + 1, min(max(ends), _MAX_HEADER_ROWS) if index == 0 else index + 1)
    return count if len(table.rows) > count else 0


def _is_header_row(row: Sequence[StitchedCell], index: int, *, is_named: bool) -> bool:
    filled = [cell for cell in row if cell.parts]
    texts = [cell.text for cell in filled]
    first = next((cell.text for cell in filled if cell.col == 0), "")
    if not texts:
        return False
    if index and is_index_row(texts):
        return True
    if first.rstrip(".") == "1" or read_roman(first) or any(is_value(text) for text in texts):
        return False
    return index == 0 or not first or (not is_named and begins_header(first))


def spread(cell: StitchedCell) -> Iterator[int]:
    """The columns a cell speaks for: all it covers in a header, the first in a body."""
    return iter(range(cell.col, cell.col_end if cell.is_header else cell.col + 1))
