"""Tables that a conversion flattened to words, in the prose of files that also have tables of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractors.flat_tables import find_flat_tables
from extractors.lines import Line, read_lines
from extractors.raw_table import is_value
from extractors.readers.layout_text import LaidOut
from extractors.rules_compiled import CompiledRules
from extractors.tables import _emit
from extractors.text import DocumentText, Span
from schemas.document import CellSpan, TableCell

_WORD = regex.compile(r"\S+")
_DIGIT = regex.compile(r"\d")
# A sentence or an introduction ends here, so that no header goes on over it.
_ENDED = regex.compile(r"[.;:!?…]$")
# What every flattened table has: a row number's heading at the start of a line, or four numbers side by side.
_SIGN = regex.compile(r"(?m)^\s*(?:S\.?T\.?T|TT|Số TT)\b|(?:\d[\d.,]*%?[ \n]+){3}\d", regex.IGNORECASE)
# Fewer values in a row at the end of a paragraph are a sentence's.
_MIN_VALUES = 4


def add_flat_tables(document_id: str, laid_out: LaidOut, rules: CompiledRules) -> LaidOut:
    """The same with flattened tables found as in plain text; tables are numbered in reading order."""
    whole = DocumentText.from_pages([(page.page, page.text) for page in laid_out.pages])
    if not _SIGN.search(whole.full):
        return laid_out
    lines = _unfold_all(list(_lines_outside(whole, laid_out)), whole)
    found = list(find_flat_tables(lines, whole, rules))
    if not found:
        return laid_out
    cells, spans = list(laid_out.cells), list(laid_out.cell_spans)
    for number, table in enumerate(found):
        _emit(document_id, f"flat{number}", table, whole, cells, spans)
    return _renumber(document_id, LaidOut(laid_out.pages, tuple(cells), tuple(spans)))


def _lines_outside(whole: DocumentText, laid_out: LaidOut) -> Iterator[Line]:
    """Lines that hold no part of a cell."""
    starts = sorted(whole.offset_of(span.page, span.char_start) for span in laid_out.cell_spans)
    position = 0
    for line in read_lines(whole):
        while position < len(starts) and starts[position] < line.span.start:
            position += 1
        if position == len(starts) or starts[position] >= line.span.end:
            yield line


def _unfold_all(lines: Sequence[Line], whole: DocumentText) -> list[Line]:
    """Lines that end in values as the lines they were joined from: the words of each column, then the values.

    The values may go on in the next line, the words may begin in lines before: as far as neither a sentence ends nor a
    number stands there.
    """
    unfolded: list[Line] = []
    paragraph = 0
    index = 0
    while index < len(lines):
        paragraph = len(unfolded) if lines[index].blank_before else paragraph
        last = index
        first = _first_value(lines[index].text)
        while 0 < first < len(lines[index].text) and _goes_on_with_values(lines, last):
            last += 1
        line = _join(lines[index], lines[last], whole) if last > index else lines[index]
        if first > 0 and len(line.text[first:].split()) >= _MIN_VALUES:
            unfolded[paragraph:] = _unfold_words(unfolded[paragraph:])
            unfolded += [*_split_at_capitals(_cut(line, 0, first)), _cut(line, first, len(line.text))]
        else:
            unfolded.append(line)
        index = last + 1
    return unfolded


def _first_value(text: str) -> int:
    """Where the values begin that a line ends in; its length where it ends in words."""
    first = len(text)
    for match in reversed(list(_WORD.finditer(text))) if _DIGIT.search(text[-2:]) else ():
        if not is_value(match[0]):
            break
        first = match.start()
    return first


def _goes_on_with_values(lines: Sequence[Line], index: int) -> bool:
    if index + 1 == len(lines) or lines[index + 1].blank_before or lines[index + 1].starts_page:
        return False
    return _first_value(lines[index + 1].text) == 0


def _join(first: Line, last: Line, whole: DocumentText) -> Line:
    span = Span(first.span.start, last.span.end)
    return replace(first, span=span, text=whole.full[span.start : span.end])


def _unfold_words(lines: Sequence[Line]) -> list[Line]:
    """The last lines of a paragraph, each column's words in a line of their own."""
    unfolded: list[Line] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        numbers = list(_DIGIT.finditer(line.text))
        end = line.text.find(" ", numbers[-1].start()) if numbers else 0
        if _ENDED.search(line.text) or end < 0 or line.is_row:
            return [*lines[: index + 1], *unfolded]
        if end:
            words = _cut(line, end + 1, len(line.text))
            return [*lines[:index], _cut(line, 0, end), *_split_at_capitals(words), *unfolded]
        unfolded = [*_split_at_capitals(line), *unfolded]
    return unfolded


def _split_at_capitals(line: Line) -> list[Line]:
    words = list(_WORD.finditer(line.text))
    starts = [0, *(word.start() for word in words[1:] if word[0][0].isupper())]
    return [_cut(line, start, end) for start, end in pairwise([*starts, len(line.text)])]


def _cut(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end].rstrip()
    return replace(line, span=Span(line.span.start + start, line.span.start + start + len(text)), text=text)


def _renumber(document_id: str, laid_out: LaidOut) -> LaidOut:
    starts: dict[str, tuple[int, int]] = {}
    for span in laid_out.cell_spans:
        place = (span.page, span.char_start)
        starts[span.table_id] = min(starts.get(span.table_id, place), place)
    ordered = sorted(starts, key=lambda table_id: starts[table_id])
    names = {table_id: f"{document_id}-t{number:03d}" for number, table_id in enumerate(ordered, start=1)}
    cells = [replace(cell, table_id=names[cell.table_id]) for cell in laid_out.cells]
    spans = [replace(span, table_id=names[span.table_id]) for span in laid_out.cell_spans]
    return LaidOut(laid_out.pages, _sorted_cells(cells), _sorted_spans(spans))


def _sorted_cells(cells: list[TableCell]) -> tuple[TableCell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.table_id, cell.row, cell.col)))


def _sorted_spans(spans: list[CellSpan]) -> tuple[CellSpan, ...]:
    return tuple(sorted(spans, key=lambda span: (span.table_id, span.row, span.col, span.page, span.char_start)))
