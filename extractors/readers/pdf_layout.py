"""The text of one page, put together from lines and tables in reading order, with the place of every word in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.pdf_aligned import Previous, find_aligned
from extractors.readers.pdf_aligned_grid import build_grid
from extractors.readers.pdf_chunks import ChunkRow, read_chunk_rows
from extractors.readers.pdf_page import RawPage
from extractors.readers.pdf_shapes import Box, PdfWord
from extractors.readers.pdf_split_rows import split_tall_rows
from extractors.readers.pdf_tables import (
    FilledCell,
    FilledGrid,
    fill_grid,
    find_grids,
    is_broken_number,
    is_table,
    join_rules,
    needs_blank,
)
from extractors.readers.pdf_text import Line, group_rows, order_rows, read_lines


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a table piece; `start` and `end` are its text's place on the page (equal where it is empty)."""

    row: int
    col: int
    row_end: int
    col_end: int
    text: str
    start: int
    end: int
    box: Box
    is_broken: bool
    """Whether its last line is a number broken for want of room, which may go on on the next page."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of prose."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table that stands on one page, with the lines before and after it there."""

    page: int
    xs: tuple[float, ...]
    row_count: int
    cells: tuple[PlacedCell, ...]
    before: tuple[PlacedLine, ...]
    after: tuple[PlacedLine, ...]
    is_first: bool
    is_last: bool
    page_size: tuple[float, float]
    lines: tuple[str, ...] = ()
    """What the lines of its header say, in a table without upright lines."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's text with its words (each with its offset) and table pieces; boxes are those of the page as read."""

    text: str
    words: tuple[tuple[int, PdfWord], ...]
    pieces: tuple[Piece, ...]


def lay_out(raw: RawPage, number: int, previous: Piece | None) -> PageLayout:
    """The page's text; `previous` is the last piece of the page before, which a single row may go on with."""
    tables, rest, rows = _take_tables(raw, previous)
    writer = _Writer()
    placed: list[tuple[FilledGrid, tuple[PlacedCell, ...], int]] = []
    for filled in tables:
        above, rest = _split_above(rest, filled.grid.box)
        writer.write_lines(read_lines(above))
        placed.append((filled, writer.write_table(filled), len(writer.lines)))
    writer.write_lines(read_lines(rest) if tables else order_rows(rows))
    edges = [0, *(at for _, _, at in placed), len(writer.lines)]
    pieces = tuple(
        Piece(
            page=number,
            xs=filled.grid.xs,
            row_count=len(filled.grid.ys) - 1,
            cells=cells,
            before=tuple(writer.lines[edges[index] : edges[index + 1]]),
            after=tuple(writer.lines[edges[index + 1] : edges[index + 2]]),
            is_first=index == 0,
            is_last=index == len(placed) - 1,
            page_size=raw.read_frame.size,
            lines=filled.lines,
        )
        for index, (filled, cells, _) in enumerate(placed)
    )
    return PageLayout(writer.text, tuple(writer.words), pieces)


def _take_tables(
    raw: RawPage, previous: Piece | None
) -> tuple[list[FilledGrid], list[PdfWord], Sequence[Sequence[Line]]]:
    """Tables with their words, from the top, the words in none, and the printed rows in no ruled one."""
    rest = list(raw.words)
    tables: list[FilledGrid] = []
    for grid in find_grids(raw.drawing.horizontal, raw.drawing.vertical):
        box = grid.box
        inside = [w for w in rest if box.y0 < (w.y0 + w.y1) / 2 < box.y1 and box.x0 < (w.x0 + w.x1) / 2 < box.x1]
        filled = fill_grid(grid, inside)
        if is_table(filled, continues=previous is not None and not tables and same_columns(previous.xs, grid.xs)):
            tables.append(split_tall_rows(filled))
            taken = {word.char for word in inside}
            rest = [word for word in rest if word.char not in taken]
    lines = group_rows(rest)
    rows = read_chunk_rows(lines)
    if rows:
        aligned, printed = _take_aligned(rows, raw, previous)
        tables = sorted([*tables, *aligned], key=lambda filled: filled.grid.ys[0])
        rest = [word for word in rest if not any(_holds(box, word) for box in printed)]
    return tables, rest, lines


def _holds(box: Box, word: PdfWord) -> bool:
    """Whether the middle of a word lies in a printed row (letters that another font lent are words of their own)."""
    return box.y0 < (word.y0 + word.y1) / 2 < box.y1 and box.x0 < (word.x0 + word.x1) / 2 < box.x1


def _take_aligned(rows: list[ChunkRow], raw: RawPage, previous: Piece | None) -> tuple[list[FilledGrid], list[Box]]:
    """Tables without upright lines, from the top, and the printed rows they take."""
    before = Previous(previous.xs, previous.lines) if previous is not None and previous.is_last else None
    drawing = raw.drawing
    found = find_aligned(rows, join_rules(drawing.horizontal), join_rules(drawing.shades), before)
    tables = [build_grid(rows, table, before.xs if before and not index else None) for index, table in enumerate(found)]
    return tables, [row.box for table in found for row in rows[table.first : table.last]]


def same_columns(first: Sequence[float], second: Sequence[float], slack: float = 4.0) -> bool:
    """Whether two pieces are divided into the same columns."""
    return len(first) == len(second) and all(abs(a - b) <= slack for a, b in zip(first, second, strict=True))


def _split_above(words: Sequence[PdfWord], table: Box) -> tuple[list[PdfWord], list[PdfWord]]:
    above = [word for word in words if (word.y0 + word.y1) / 2 < table.y0]
    below = [word for word in words if (word.y0 + word.y1) / 2 >= table.y0]
    return above, below


class _Writer:
    """Collects the text of a page piece by piece, counting characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.words: list[tuple[int, PdfWord]] = []
        self.lines: list[PlacedLine] = []

    @property
    def text(self) -> str:
        """All that was written, without the last line's end."""
        return "".join(self._parts).removesuffix("\n")

    def write_lines(self, lines: Sequence[Line]) -> None:
        """Lines of prose, each ended."""
        for line in lines:
            self._write_words(line.words)
            self._write("\n")
            self.lines.append(PlacedLine(line.text, line.box))

    def write_table(self, filled: FilledGrid) -> tuple[PlacedCell, ...]:
        """A table row by row: a tab between columns; a merged cell stands at its first place."""
        cells = {(cell.region.row, cell.region.col): cell for cell in filled.cells}
        width = len(filled.grid.xs) - 1
        placed: list[PlacedCell] = []
        for row in range(len(filled.grid.ys) - 1):
            for col in range(width):
                if col:
                    self._write("\t")
                if (row, col) in cells:
                    placed.append(self._write_cell(cells[row, col]))
            self._write("\n")
        return tuple(placed)

    def _write_cell(self, cell: FilledCell) -> PlacedCell:
        start, first = self._length, len(self._parts)
        for index, line in enumerate(cell.lines):
            if index and needs_blank(cell.lines[index - 1], line, cell.box):
                self._write(" ")
            self._write_words(line.words)
        region = cell.region
        text = "".join(self._parts[first:])
        is_broken = bool(cell.lines) and is_broken_number(cell.lines[-1], cell.box)
        place = (region.row, region.col, region.row_end, region.col_end)
        return PlacedCell(*place, text, start, self._length, cell.box, is_broken)

    def _write_words(self, words: Sequence[PdfWord]) -> None:
        position, parts, placed = self._length, self._parts, self.words
        for index, word in enumerate(words):
            if index:
                parts.append(" ")
                position += 1
            parts.append(word.text)
            placed.append((position, word))
            position += len(word.text)
        self._length = position

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
