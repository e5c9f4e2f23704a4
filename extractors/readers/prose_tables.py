"""Tables that a conversion flattened to words, in the prose of files that also have tables of their own."""

from __future__ import annotations

from collections.abc import Iterator
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
# Fewer values in a row at the end of a paragraph are a sentence's.
_MIN_VALUES = 4


def add_flat_tables(document_id: str, laid_out: LaidOut, rules: CompiledRules) -> LaidOut:
    """The same with flattened tables found as in plain text; tables are numbered in reading order."""
    whole = DocumentText.from_pages([(page.page, page.text) for page in laid_out.pages])
    lines = [part for line in _lines_outside(whole, laid_out) for part in _unfold(line)]
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


def _unfold(line: Line) -> list[Line]:
    """A line that ends in values as the lines it was joined from: the words of each column, then the values."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(line.text)]
    first = len(words)
    while first and is_value(line.text[slice(*words[first - 1])]):
        first -= 1
    if first == 0 or len(words) - first < _MIN_VALUES:
        return [line]
    starts = [0, *(start for start, _ in words[1:first] if line.text[start].isupper()), words[first][0]]
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
