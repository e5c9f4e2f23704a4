"""Words of a page replaced by others, and everything that stands behind them moved along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemas.document import CellSpan, Page, TableCell, Word
from schemas.parcel import Parcel


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The words at start..end of a page, and what they should read."""

    page: int
    start: int
    end: int
    words: str

    @property
    def growth(self) -> int:
        """By how many characters the page gets longer."""
        return len(self.words) - (self.end - self.start)

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the page stands afterwards; one that holds the words, or overlaps them, grows with them."""
        moved_start = start + self.growth if start >= self.end else start
        moved_end = end + self.growth if end >= self.end else min(end, self.start + len(self.words))
        return moved_start, max(moved_start, moved_end)


def edit_page(parcel: Parcel, edit: TextEdit) -> Parcel:
    """The parcel with the words replaced on the page and in the cell that holds them."""
    old = next(page.text[edit.start : edit.end] for page in parcel.pages if page.page == edit.page)
    return replace(
        parcel,
        pages=tuple(_edit_text(page, edit) for page in parcel.pages),
        words=tuple(_move_word(word, edit) for word in parcel.words),
        cells=tuple(_edit_cell(cell, edit, old) for cell in parcel.cells),
        cell_spans=tuple(_move_span(span, edit) for span in parcel.cell_spans),
    )


def _edit_text(page: Page, edit: TextEdit) -> Page:
    if page.page != edit.page:
        return page
    return replace(page, text=page.text[: edit.start] + edit.words + page.text[edit.end :])


def _move_word(word: Word, edit: TextEdit) -> Word:
    if word.page != edit.page:
        return word
    start, end = edit.move(word.char_start, word.char_end)
    return replace(word, char_start=start, char_end=end)


def _move_span(span: CellSpan, edit: TextEdit) -> CellSpan:
    if span.page != edit.page:
        return span
    start, end = edit.move(span.char_start, span.char_end)
    return replace(span, char_start=start, char_end=end)


def _edit_cell(cell: TableCell, edit: TextEdit, old: str) -> TableCell:
    if cell.page != edit.page or cell.char_start is None or cell.char_end is None:
        return cell
    holds = cell.char_start <= edit.start and edit.end <= cell.char_end
    text = cell.text.replace(" ".join(old.split()), " ".join(edit.words.split()), 1) if holds else cell.text
    start, end = edit.move(cell.char_start, cell.char_end)
    return replace(cell, char_start=start, char_end=end, text=text)
