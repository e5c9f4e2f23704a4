"""Markdown: a plain text with its marks kept, in which a table of pipes is a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractors.flat_tables import find_flat_tables
from extractors.header_rows import count_header_rows
from extractors.lines import Line, read_lines
from extractors.raw_table import RawCell, RawRow, RawTable
from extractors.readers.plain_text import read_text
from extractors.rules_compiled import CompiledRules
from extractors.tables import _emit, _find_tab_tables
from extractors.text import DocumentText, Span
from schemas.document import CellSpan, TableCell
from schemas.parcel import Parcel

_RULE = regex.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?")
_CELL = regex.compile(r"(?:[^|\\]|\\.|\\$)*")
_MARKS = regex.compile(r"(\*{1,3}|_{1,3}|`+|~~)(.+)\1")
_FENCE = regex.compile(r"(?:```|~~~)")


def read_markdown(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """Pages as of a plain text, with the cells of its pipe tables. Raises ReadFailure as read_text does."""
    plain = read_text(data, parcel, rules)
    whole = DocumentText.from_pages([(page.page, page.text) for page in plain.pages])
    lines = list(read_lines(whole))
    piped, used = _find_pipe_tables(lines, whole, rules)
    if not piped:
        return plain
    rest = [line for index, line in enumerate(lines) if index not in used]
    tabbed, tab_used = _find_tab_tables(rest, whole, rules)
    prose = [line for index, line in enumerate(rest) if index not in tab_used]
    tables = sorted([*piped, *tabbed, *find_flat_tables(prose, whole, rules)], key=lambda table: table.start)
    cells: list[TableCell] = []
    spans: list[CellSpan] = []
    document_id = parcel.document.document_id
    for number, table in enumerate(tables, start=1):
        _emit(document_id, f"{document_id}-t{number:03d}", table, whole, cells, spans)
    return replace(plain, cells=tuple(cells), cell_spans=tuple(spans))


def _find_pipe_tables(
    lines: Sequence[Line], whole: DocumentText, rules: CompiledRules
) -> tuple[list[RawTable], frozenset[int]]:
    """Tables, and the lines they take: a row, a rule below it, and the rows that follow without a gap."""
    tables: list[RawTable] = []
    used: set[int] = set()
    index, is_code = 0, False
    while index < len(lines):
        is_code ^= bool(_FENCE.match(lines[index].text))
        if is_code or not _begins_table(lines, index, whole):
            index += 1
            continue
        end = index + 2
        while end < len(lines) and "|" in lines[end].text and _is_next(lines, end, whole):
            end += 1
        table = _build_table([lines[index], *lines[index + 2 : end]], whole, rules)
        if table:
            tables.append(table)
            used.update(range(index, end))
        index = end
    return tables, frozenset(used)


def _begins_table(lines: Sequence[Line], index: int, whole: DocumentText) -> bool:
    if index + 1 >= len(lines) or "|" not in lines[index].text or not _is_next(lines, index + 1, whole):
        return False
    rule = lines[index + 1].text.strip()
    return "|" in rule and "-" in rule and bool(_RULE.fullmatch(rule))


def _is_next(lines: Sequence[Line], index: int, whole: DocumentText) -> bool:
    """Whether a line follows the one before without a blank line or a page end."""
    return whole.full[lines[index - 1].span.end : lines[index].span.start].strip(" \u00a0\t") == "\n"


def _build_table(lines: Sequence[Line], whole: DocumentText, rules: CompiledRules) -> RawTable | None:
    rows = [tuple(_split_cells(line)) for line in lines]
    width = len(rows[0])
    if width < 2:
        return None
    rows = [(*row[:width], *[RawCell(())] * (width - len(row))) for row in rows]
    texts = [[" ".join(whole.text_of(part) for part in cell.parts) for cell in row] for row in rows]
    header = max(count_header_rows(texts, rules), int(any(texts[0])))
    built = [RawRow(row, number < header) for number, row in enumerate(rows) if any(cell.parts for cell in row)]
    return RawTable(tuple(built)) if built else None


def _split_cells(line: Line) -> Iterator[RawCell]:
    """The cells of a row, without the pipes at its edges and without marks around a whole cell."""
    text = line.text.rstrip()
    start = len(text) - len(text.lstrip())
    start += text[start : start + 1] == "|"
    position = start
    while position <= len(text):
        match = _CELL.match(text, position)
        end = match.end() if match else position
        if end == len(text) and position > start and not text[position:end].strip():
            return
        yield _cell(line.span.start, text, position, end)
        position = end + 1


def _cell(offset: int, text: str, start: int, end: int) -> RawCell:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    inner = inner.strip()
    while (marked := _MARKS.fullmatch(inner)) and marked[1] not in marked[2]:
        start += len(marked[1])
        inner = marked[2]
    start += len(inner) - len(inner.lstrip())
    inner = inner.strip()
    return RawCell((Span(offset + start, offset + start + len(inner)),) if inner else ())
