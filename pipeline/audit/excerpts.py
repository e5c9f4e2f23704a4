"""The words around what decided a check, cut from the page: prose as a sentence or two, tables as rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

REACH = 160
"""Characters of context at most on either side: one to two lines of a report."""
SAME_EXCERPT_GAP = 360
"""Operands further apart than this stand in excerpts of their own: about four lines between them."""
MAX_ROWS = 40
MANY_ROWS = 6
"""Above this many rows a table excerpt keeps only the columns that name a row and those that decide."""
NAMING_COLUMNS = 2

SENTENCE_END = re.compile(r"[.;!?]\s+|\n[ \t]*(?=[-+*•])|\n\s*\n(?=[A-ZĐ0-9IVX]+[.)]\s)")
WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """An operand on a page: where it stands, what it does, and whether it is the number accused."""

    start: int
    end: int
    role: str
    is_accused: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; with a role it is an operand, to be highlighted."""

    text: str
    role: str | None = None
    is_accused: bool = False


@dataclass(frozen=True, slots=True)
class ProseExcerpt:
    """A stretch of a page in reading order."""

    page: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, each as pieces."""

    is_header: bool
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class TableExcerpt:
    """The header and the rows of a table that decided; `omitted` rows more are not shown."""

    page: int
    rows: tuple[TableRow, ...]
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell to show: its place in the table, its words, and the operands in it as printed."""

    row: int
    col: int
    text: str
    is_header: bool
    operands: tuple[Piece, ...] = ()


def cut_prose(page: int, text: str, marks: Iterable[Mark], quote: str = "") -> tuple[ProseExcerpt, ...]:
    """Excerpts of one page that hold every mark, in reading order; marks near each other share one."""
    return tuple(_cut_cluster(page, text, cluster, quote) for cluster in _cluster_marks(marks))


def _cluster_marks(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Marks in order, overlapping ones dropped, divided where the gap is wide."""
    cluster: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if cluster and mark.start < cluster[-1].end:
            continue
        if cluster and mark.start - cluster[-1].end > SAME_EXCERPT_GAP:
            yield cluster
            cluster = []
        cluster.append(mark)
    if cluster:
        yield cluster


def _cut_cluster(page: int, text: str, cluster: Sequence[Mark], quote: str) -> ProseExcerpt:
    first, last = _widen_to_quote(text, cluster[0].start, cluster[-1].end, quote)
    start, end = _find_start(text, first), _find_end(text, last)
    pieces = [Piece("… ")] if start > 0 and not _is_boundary(text, start) else []
    cursor = start
    for mark in cluster:
        operand = Piece(text[mark.start : mark.end], mark.role, mark.is_accused)
        pieces += [Piece(text[cursor : mark.start]), operand]
        cursor = mark.end
    pieces.append(Piece(text[cursor:end]))
    if end < len(text) and not _is_boundary(text, end):
        pieces.append(Piece(" …"))
    return ProseExcerpt(page, _tidy(pieces))


def _widen_to_quote(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The range with the quote around it, where that overlaps it and is not much longer."""
    place = text.find(quote, max(0, start - len(quote)), end + len(quote)) if quote else -1
    if place < 0 or place > end or place + len(quote) < start or len(quote) > end - start + 2 * REACH:
        return start, end
    return min(start, place), max(end, place + len(quote))


def _find_start(text: str, start: int) -> int:
    """The start of the sentence or bullet, else the start of a word within reach."""
    window_start = max(0, start - REACH)
    ends = [match.end() for match in SENTENCE_END.finditer(text, window_start, start)]
    if ends:
        return ends[-1]
    if window_start == 0:
        return 0
    space = WHITE_SPACE.search(text, window_start, start)
    return space.end() if space else window_start


def _find_end(text: str, end: int) -> int:
    """The end of the sentence or bullet, else the end of a word within reach."""
    window_end = min(len(text), end + REACH)
    match = SENTENCE_END.search(text, end, window_end)
    if match:
        return match.start() + len(match[0].rstrip())
    if window_end == len(text):
        return window_end
    spaces = list(WHITE_SPACE.finditer(text, end, window_end))
    return spaces[-1].start() if spaces else window_end


def _is_boundary(text: str, place: int) -> bool:
    """True at the start of a sentence or bullet, and after the end of one."""
    before = text[:place].rstrip(" \t")[-1:]
    return before in {"", ".", ";", "!", "?", "\n"} or text[place : place + 1] == "\n"


def _tidy(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """White space collapsed, tabs shown as the cell borders they stand for, empty runs dropped."""
    tidy = (replace(piece, text=WHITE_SPACE.sub(" ", piece.text.replace("\t", " │ "))) for piece in pieces)
    return tuple(piece for piece in tidy if piece.text)


def cut_table(page: int, cells: Iterable[CellText]) -> TableExcerpt:
    """Header rows, and the rows with operands; of many rows only the columns that name and decide."""
    by_row: dict[int, dict[int, CellText]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, {})[cell.col] = cell
    deciding = {col for row in by_row.values() for col, cell in row.items() if cell.operands}
    columns = sorted({col for row in by_row.values() for col in row})
    if len(by_row) > MANY_ROWS:
        columns = [col for col in columns if col < NAMING_COLUMNS or col in deciding]
    shown = sorted(by_row)[:MAX_ROWS]
    return TableExcerpt(page, tuple(_make_row(by_row[row], columns) for row in shown), len(by_row) - len(shown))


def _make_row(cells: dict[int, CellText], columns: Sequence[int]) -> TableRow:
    is_header = all(cell.is_header for cell in cells.values())
    return TableRow(is_header, tuple(_make_cell(cells.get(col)) for col in columns))


def _make_cell(cell: CellText | None) -> tuple[Piece, ...]:
    if cell is None:
        return ()
    pieces: list[Piece] = []
    rest = cell.text
    for operand in cell.operands:
        before, found, after = rest.partition(WHITE_SPACE.sub(" ", operand.text))
        if found:
            pieces += [Piece(before), replace(operand, text=found)]
            rest = after
    return tuple(piece for piece in (*pieces, Piece(rest)) if piece.text)
