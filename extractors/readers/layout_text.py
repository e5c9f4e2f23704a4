"""Paragraphs and tables in reading order become pages.text, table cells and their spans, with exact offsets.

Every reader whose file says what is a table (Word, workbooks, HTML) ends here, so that the promise about a table's text
is kept in one place: a tab between cells, a newline after a row, an empty string where a cell is empty.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractors.cut_rows import goes_on
from extractors.header_rows import count_header_rows, count_title_rows, extend_heads
from extractors.raw_table import is_value
from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText, decode_segments
from extractors.rules_compiled import CompiledRules
from schemas.document import CellSpan, DocumentStatus, Encoding, ErrorCode, Page, TableCell, TextSource

# A letterhead or a block of signatures has two columns (three with a blank one between) and few rows: Decree 30/2020.
_MAX_LAYOUT_COLUMNS = 3
_MAX_LAYOUT_ROWS = 4
# 3,000 characters a page: 10,000 pages. More is no report.
MAX_CHARACTERS = 30_000_000
# Rows times columns of one table: 10,000 rows of 200 columns. A table that claims more is mostly air.
MAX_SLOTS = 2_000_000
_PARAGRAPH_END = FontText("\n")
_DROPPED = dict.fromkeys((0x00AD, 0xFEFF, *range(9), *range(0x0E, 0x20)))
_BREAKS = str.maketrans({"\r": "\n", "\f": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed; its line breaks are newlines, its segments each in one font."""

    segments: tuple[FontText, ...]

    @classmethod
    def of(cls, text: str) -> Paragraph:
        """A paragraph of one piece, in whatever font."""
        return cls((FontText(text),))

    @property
    def text(self) -> str:
        """The words, clean, as far as their fonts are decoded."""
        return clean_text("".join(segment.text for segment in self.segments))


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as the file has it: where it begins, how far it reaches, what stands in it."""

    row: int
    col: int
    content: tuple[Piece, ...]
    row_span: int = 1
    col_span: int = 1

    @property
    def text(self) -> str:
        """The words of everything in it, in a row."""
        return " ".join(paragraph.text for paragraph in _paragraphs(self.content))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it; slots in reading order."""

    slots: tuple[Slot, ...]
    declared_header_rows: int = 0
    is_ruled: bool = True

    @property
    def row_count(self) -> int:
        """Rows reached by a cell."""
        return max((slot.row + slot.row_span for slot in self.slots), default=0)

    @property
    def col_count(self) -> int:
        """Columns reached by a cell."""
        return max((slot.col + slot.col_span for slot in self.slots), default=0)


Piece: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What a reader hands on."""

    pages: tuple[Page, ...]
    cells: tuple[TableCell, ...]
    cell_spans: tuple[CellSpan, ...]

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return any(page.text.strip() for page in self.pages)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A slot with its text as printed."""

    slot: Slot
    text: str


@dataclass(frozen=True, slots=True)
class _LastTable:
    """The table laid out last, as long as nothing was printed behind it."""

    table_id: str
    width: int
    header: tuple[tuple[str, ...], ...]
    rows: int


class TextBuilder:
    """Takes pieces in reading order; `end_page` closes a page, `result` hands out everything."""

    def __init__(self, document_id: str, rules: CompiledRules) -> None:
        self._document_id = document_id
        self._rules = rules
        self._parts: list[str] = []
        self._position = 0
        self._total = 0
        self._letters: Counter[Encoding] = Counter()
        self._pages: list[Page] = []
        self._cells: list[TableCell] = []
        self._spans: list[CellSpan] = []
        self._tables = 0
        self._last: _LastTable | None = None

    def add(self, pieces: Iterable[Piece]) -> None:
        """Lay out paragraphs and tables below what is there. Raises ReadFailure where it grows beyond all measure."""
        pieces = tuple(pieces)
        segments = list(_segments(pieces))
        texts, encoding = decode_segments(segments)
        self._letters[encoding] += sum(len(segment.text) for segment in segments)
        if texts is not None:
            decoded = iter(texts)
            pieces = tuple(_with_texts(piece, decoded) for piece in pieces)
        self._lay_out(pieces)

    def _lay_out(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Paragraph):
                self._add_paragraph(piece)
            else:
                self._add_grid(piece)

    def end_page(self, text_source: TextSource = TextSource.NATIVE) -> None:
        """Close the page; what follows stands on the next."""
        text = "".join(self._parts)
        encoding = max(self._letters, key=lambda known: self._letters[known], default=Encoding.UNICODE)
        page = len(self._pages) + 1
        self._pages.append(Page(self._document_id, page, text, text_source=text_source, encoding=encoding))
        self._parts, self._position, self._last = [], 0, None
        self._letters.clear()

    def add_failed_page(self, code: ErrorCode, detail: str) -> None:
        """A page that could not be read, with the reason."""
        page = len(self._pages) + 1
        self._pages.append(
            Page(self._document_id, page, "", status=DocumentStatus.FAILED, error_code=code, error_detail=detail)
        )

    def result(self) -> LaidOut:
        """All closed pages with their cells."""
        return LaidOut(tuple(self._pages), tuple(self._cells), tuple(self._spans))

    def _write(self, text: str) -> tuple[int, int]:
        """Where the text stands on the page now."""
        start = self._position
        self._parts.append(text)
        self._position += len(text)
        self._total += len(text)
        if self._total > MAX_CHARACTERS:
            raise ReadFailure(
                ErrorCode.TOO_LARGE, f"hơn {MAX_CHARACTERS:,} ký tự — more characters than {MAX_CHARACTERS:,}"
            )
        return start, self._position

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        text = "\n".join(line.rstrip() for line in paragraph.text.split("\n"))
        self._write(text.lstrip("\t ") + "\n")
        if text.strip() and not self._rules.cues["TABLE_CONTINUED"].search(text):
            self._last = None

    def _add_grid(self, grid: Grid) -> None:
        if is_layout(grid):
            for slot in sorted(grid.slots, key=lambda slot: (slot.col, slot.row)):
                self._lay_out(slot.content)
            return
        if grid.row_count * grid.col_count > MAX_SLOTS:
            detail = f"bảng {grid.row_count} dòng × {grid.col_count} cột quá lớn — the table is too large"
            raise ReadFailure(ErrorCode.TOO_LARGE, detail)
        cells = [_Cell(slot, " ".join(slot.text.split())) for slot in grid.slots]
        self._add_table(grid, [cell for cell in cells if cell.text])

    def _add_table(self, grid: Grid, cells: Sequence[_Cell]) -> None:
        if not cells:
            return
        width = grid.col_count
        texts, by_row = _arrange(cells, width)
        rows = sorted(by_row)
        titles = count_title_rows([texts[row] for row in rows], self._rules)
        for row in rows[:titles]:
            self._add_paragraph(Paragraph.of("".join(texts[row])))
        rows, cells = rows[titles:], [cell for cell in cells if cell.slot.row >= rows[titles]]
        header = _header_rows(grid, cells, [texts[row] for row in rows], self._rules)
        owners = extend_heads([_own_columns(by_row[row], width) for row in rows[:header]])
        header_texts = tuple(tuple(text.casefold() for text in texts[row]) for row in rows[:header])
        table = self._open_table(width, header_texts)
        written = table.rows
        placed: dict[int, int] = {}
        for order, row in enumerate(rows):
            places = self._write_row(texts[row])
            if _is_repeated(texts[row], table, order < header):
                continue
            if order > header and placed and goes_on(texts[max(placed)], texts[row]):
                self._join_row(table.table_id, written - 1, by_row[row], places)
                continue
            own = owners[order] if order < header else None
            self._add_row(table.table_id, written, by_row[row], places, own)
            placed[row] = written
            written += 1
        self._spread_down(table.table_id, [cell for cell in cells if cell.slot.row >= rows[header]], placed)
        self._last = _LastTable(table.table_id, width, table.header, written)

    def _open_table(self, width: int, header: tuple[tuple[str, ...], ...]) -> _LastTable:
        """The table above, where this one goes on with it under the same header; else a new one."""
        if self._last and self._last.width == width and header and self._last.header == header:
            return self._last
        self._tables += 1
        return _LastTable(f"{self._document_id}-t{self._tables:03d}", width, header, 0)

    def _write_row(self, texts: Sequence[str]) -> dict[int, tuple[int, int]]:
        places: dict[int, tuple[int, int]] = {}
        for col, text in enumerate(texts):
            if col:
                self._write("\t")
            if text:
                places[col] = self._write(text)
        self._write("\n")
        return places

    def _add_row(
        self,
        table_id: str,
        row: int,
        cells: Sequence[_Cell],
        places: dict[int, tuple[int, int]],
        owners: Sequence[int | None] | None,
    ) -> None:
        """Cells of a row; those of a header, whose `owners` say so, stand in every column they head."""
        page = len(self._pages) + 1
        for cell in cells:
            col = cell.slot.col
            start, end = places[col]
            for copy in (n for n, own in enumerate(owners) if own == col) if owners else (col,):
                self._cells.append(
                    TableCell(self._document_id, table_id, page, row, copy, cell.text, bool(owners), start, end)
                )
            self._spans.append(CellSpan(self._document_id, table_id, row, col, page, start, end))

    def _join_row(self, table_id: str, row: int, cells: Sequence[_Cell], places: dict[int, tuple[int, int]]) -> None:
        """The rest of a row that was cut: its texts go to the cells above."""
        page = len(self._pages) + 1
        rest = {cell.slot.col: cell.text for cell in cells}
        for index in range(len(self._cells) - 1, -1, -1):
            above = self._cells[index]
            if (above.table_id, above.row) != (table_id, row):
                break
            if above.col in rest:
                self._cells[index] = replace(above, text=f"{above.text} {rest[above.col]}")
                self._spans.append(CellSpan(self._document_id, table_id, row, above.col, page, *places[above.col]))

    def _spread_down(self, table_id: str, cells: Sequence[_Cell], placed: dict[int, int]) -> None:
        """Words of a cell merged over rows stand in each of them; the span stays with the first."""
        tall = [
            cell for cell in cells if cell.slot.row_span > 1 and cell.slot.row in placed and not is_value(cell.text)
        ]
        if not tall:
            return
        start = next(i for i, cell in enumerate(self._cells) if cell.table_id == table_id)
        known = {(cell.row, cell.col): cell for cell in self._cells[start:]}
        rows = list(placed)
        for cell in tall:
            first = known[placed[cell.slot.row], cell.slot.col]
            below = rows[bisect_left(rows, cell.slot.row + 1) : bisect_left(rows, cell.slot.row + cell.slot.row_span)]
            for row in below:
                if (placed[row], first.col) in known:
                    break
                known[placed[row], first.col] = replace(first, row=placed[row])
        self._cells[start:] = [known[place] for place in sorted(known)]


def clean_text(text: str) -> str:
    """NFC and LF, without soft hyphens and control characters."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS).translate(_DROPPED))


def is_layout(grid: Grid) -> bool:
    """Whether a table only puts text side by side (letterhead, signatures) or into a box: then it is prose."""
    if grid.col_count <= 1 or len(grid.slots) <= 1:
        return True
    if grid.is_ruled or grid.col_count > _MAX_LAYOUT_COLUMNS or grid.row_count > _MAX_LAYOUT_ROWS:
        return any(len(slot.content) and _holds_table(slot) for slot in grid.slots) and not grid.is_ruled
    return not any(is_value(slot.text) for slot in grid.slots)


def _holds_table(slot: Slot) -> bool:
    return any(isinstance(piece, Grid) and not is_layout(piece) for piece in slot.content)


def _paragraphs(content: Iterable[Piece]) -> Iterator[Paragraph]:
    """The paragraphs of a cell, those of tables inside it too."""
    for piece in content:
        if isinstance(piece, Paragraph):
            yield piece
        else:
            for slot in piece.slots:
                yield from _paragraphs(slot.content)


def _segments(pieces: Iterable[Piece]) -> Iterator[FontText]:
    """All segments in order; a line break without a font ends every paragraph."""
    for paragraph in _paragraphs(pieces):
        yield from paragraph.segments
        yield _PARAGRAPH_END


def _with_texts(piece: Piece, texts: Iterator[str]) -> Piece:
    """The piece with its segments' texts taken from an iterator that goes as _segments goes."""
    if isinstance(piece, Paragraph):
        text = "".join(next(texts) for _ in piece.segments)
        next(texts)
        return Paragraph.of(text)
    slots = [replace(slot, content=tuple(_with_texts(inner, texts) for inner in slot.content)) for slot in piece.slots]
    return replace(piece, slots=tuple(slots))


def _arrange(cells: Sequence[_Cell], width: int) -> tuple[dict[int, list[str]], dict[int, list[_Cell]]]:
    """By row: the text of every column, and the cells; rows without text are left out."""
    texts: dict[int, list[str]] = {}
    by_row: dict[int, list[_Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.slot.row, cell.slot.col)):
        row = texts.setdefault(cell.slot.row, [""] * width)
        if not row[cell.slot.col]:
            row[cell.slot.col] = cell.text
            by_row.setdefault(cell.slot.row, []).append(cell)
    return texts, by_row


def _own_columns(cells: Sequence[_Cell], width: int) -> list[int | None]:
    """For every column the one in which the cell over it begins, None for none."""
    owners: list[int | None] = [None] * width
    for cell in cells:
        owners[cell.slot.col : cell.slot.col + cell.slot.col_span] = [cell.slot.col] * cell.slot.col_span
    return owners


def _header_rows(grid: Grid, cells: Sequence[_Cell], texts: Sequence[Sequence[str]], rules: CompiledRules) -> int:
    """Header rows as the file declares them or as the words show; a cell that reaches down takes its rows along."""
    rows = sorted({cell.slot.row for cell in cells})
    declared = bisect_left(rows, grid.declared_header_rows)
    header = max(count_header_rows(texts, rules), declared if declared < len(rows) else 0)
    for cell in cells:
        if header and cell.slot.row < rows[header - 1] + 1:
            reached = bisect_left(rows, cell.slot.row + cell.slot.row_span)
            header = max(header, reached) if reached < len(rows) else header
    return header


def _is_repeated(texts: Sequence[str], table: _LastTable, is_header: bool) -> bool:
    """Whether a row is a header row printed again; the first time is where the table begins."""
    return (table.rows > 0 or not is_header) and tuple(text.casefold() for text in texts) in table.header
