"""Tables in plain text: rows parted by tabs or blanks, and tables flattened to words, as cells with spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.cut_rows import completes
from extractors.flat_tables import find_flat_tables
from extractors.header_rows import count_header_rows, count_title_rows, extend_heads
from extractors.lines import Line, read_lines
from extractors.raw_table import RawCell, RawRow, RawTable, begins_another, is_value
from extractors.rules_compiled import CompiledRules
from extractors.spaced_tables import find_spaced_tables
from extractors.text import DocumentText, Span
from schemas.document import CellSpan, TableCell

_CELL = regex.compile(r"[^\t]*")
_BARRED_CELL = regex.compile(r"(?<=\|)[^|]*(?=\|)")
_OPEN_CELL = regex.compile(r"(?<![^|])[^|]*(?![^|])")
_BAR_RULE = regex.compile(r"[\s:|-]*\|[\s:|-]*-[\s:|-]*")
# A letterhead or a block of signatures has two columns, three with a blank one between.
_MAX_LAYOUT_COLUMNS = 3
_MAX_LAYOUT_ROWS = 12
# A cell broken over lines is looked for this many lines ahead.
_MAX_BROKEN_LINES = 4
# The rows before a cut that say whether rows of this table lack values.
_LAST_ROWS = 60


def find_tables(
    document_id: str, whole: DocumentText, rules: CompiledRules
) -> tuple[tuple[TableCell, ...], tuple[CellSpan, ...]]:
    """Cells and their parts of every table in the text, in reading order.

    Words over several columns stand in each of them; their place is that of the first.
    """
    lines = list(read_lines(whole))
    tabbed, used = _find_tab_tables(lines, whole, rules)
    lines = [line for index, line in enumerate(lines) if index not in used]
    spaced, used = find_spaced_tables(lines, whole)
    rest = [line for index, line in enumerate(lines) if index not in used]
    tables = sorted([*tabbed, *spaced, *find_flat_tables(rest, whole, rules)], key=lambda table: table.start)
    cells: list[TableCell] = []
    spans: list[CellSpan] = []
    for number, table in enumerate(tables, start=1):
        _emit(document_id, f"{document_id}-t{number:03d}", table, whole, cells, spans)
    return tuple(cells), tuple(spans)


def _emit(
    document_id: str, table_id: str, table: RawTable, whole: DocumentText, cells: list[TableCell], spans: list[CellSpan]
) -> None:
    known: set[Span] = set()
    for row_number, row in enumerate(table.rows):
        for col, cell in enumerate(row.cells):
            if cell is None or not cell.parts:
                continue
            text = " ".join(" ".join(whole.text_of(part).split()) for part in cell.parts)
            places = [whole.locate(part) for part in cell.parts]
            first = places[0]
            cells.append(
                TableCell(
                    document_id, table_id, first.page, row_number, col, text, row.is_header, first.start, first.end
                )
            )
            spans.extend(
                CellSpan(document_id, table_id, row_number, col, p.page, p.start, p.end)
                for part, p in zip(cell.parts, places, strict=True)
                if part not in known
            )
            known.update(cell.parts)


@dataclass(frozen=True, slots=True)
class _TabRow:
    """A row as typed, with whether a gap or a repeated header stands before it."""

    cells: tuple[RawCell, ...]
    follows_break: bool


def _find_tab_tables(
    lines: Sequence[Line], whole: DocumentText, rules: CompiledRules
) -> tuple[list[RawTable], frozenset[int]]:
    tables: list[RawTable] = []
    used: set[int] = set()
    index = 0
    while index < len(lines):
        if not lines[index].is_row:
            index += 1
            continue
        run, end = _read_run(lines, index)
        if _is_table(run) and not _is_layout(run, whole, rules) and not _is_wording(lines[index:end], run, whole):
            tables.extend(_build_table(rows, whole, rules) for rows in _part_tables(run, whole))
            used.update(range(index, end))
        index = end
    return tables, frozenset(used)


def _is_table(rows: Sequence[_TabRow]) -> bool:
    return len(rows) >= 2 and max(len(row.cells) for row in rows) >= 2


def _part_tables(rows: Sequence[_TabRow], whole: DocumentText) -> Iterator[Sequence[_TabRow]]:
    """The tables of a run of rows: another header behind a blank line or page end begins another."""
    texts = [[_text(cell, whole).casefold() for cell in row.cells] for row in rows]
    start = 0
    for index in range(2, len(rows) - 1):
        if rows[index].follows_break and index - start >= 2 and begins_another(texts[start:], index - start):
            yield rows[start:index]
            start = index
    yield rows[start:]


def _is_layout(rows: Sequence[_TabRow], whole: DocumentText, rules: CompiledRules) -> bool:
    """Whether tabs only put words side by side: a letterhead with the motto, recipients beside a signature."""
    texts = [_text(cell, whole) for row in rows for cell in row.cells]
    if len(rows) > _MAX_LAYOUT_ROWS or max(len(row.cells) for row in rows) > _MAX_LAYOUT_COLUMNS:
        return False
    return not any(is_value(text) for text in texts) and any(rules.cues["LAYOUT_CELL"].search(text) for text in texts)


def _is_wording(lines: Sequence[Line], rows: Sequence[_TabRow], whole: DocumentText) -> bool:
    """Whether lines with bars inside them alone, and without a number of its own in a cell, are no table."""
    is_open = all(line.is_barred and not line.is_closed for line in lines)
    return is_open and not any(is_value(_text(cell, whole)) for row in rows for cell in row.cells)


def _read_run(lines: Sequence[Line], start: int) -> tuple[list[_TabRow], int]:
    """The rows of one run of tabbed lines; a row whose cell is broken over lines is put together."""
    width = len(_split_cells(lines[start]))
    rows: list[_TabRow] = []
    index = start
    while index < len(lines) and lines[index].is_row:
        if lines[index].is_barred and _BAR_RULE.fullmatch(lines[index].text):
            index += 1
            continue
        cells, taken = _read_row(lines, index, width)
        gap = lines[index].blank_before > 0 or lines[index].starts_page
        rows.append(_TabRow(cells, follows_break=gap and bool(rows)))
        index += taken
    return rows, index


def _read_row(lines: Sequence[Line], index: int, width: int) -> tuple[tuple[RawCell, ...], int]:
    """One row, and how many lines it takes."""
    cells = _split_cells(lines[index])
    taken = 1
    while len(cells) < width and index + taken < len(lines) and taken <= _MAX_BROKEN_LINES:
        following = _split_cells(lines[index + taken])
        if len(cells) + len(following) - 1 > width or (len(following) > 1 and not following[0].parts):
            break
        if len(following) == width or not _completes(lines, index + taken, len(cells), width):
            break
        cells = (*cells[:-1], RawCell(cells[-1].parts + following[0].parts), *following[1:])
        taken += 1
    return cells, taken


def _completes(lines: Sequence[Line], index: int, have: int, width: int) -> bool:
    """Whether the lines from index on hold exactly the cells a broken row lacks."""
    for line in lines[index : index + _MAX_BROKEN_LINES]:
        have += line.text.count("\t")
        if have >= width:
            return have == width
    return False


def _split_cells(line: Line) -> tuple[RawCell, ...]:
    cells = []
    pattern = _CELL if not line.is_barred else _BARRED_CELL if line.is_closed else _OPEN_CELL
    for match in pattern.finditer(line.text):
        if not line.is_barred and match.start() and line.text[match.start() - 1] != "\t":
            continue
        text = match[0]
        start = line.span.start + match.start() + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        cells.append(RawCell((Span(start, end),) if end > start else ()))
    return tuple(cells)


def _build_table(rows: Sequence[_TabRow], whole: DocumentText, rules: CompiledRules) -> RawTable:
    width = max(len(row.cells) for row in rows)
    texts = [[_text(cell, whole) for cell in row.cells] for row in rows]
    titles = count_title_rows(texts, rules)
    rows, texts = rows[titles:], texts[titles:]
    header_count = count_header_rows(texts, rules)
    headers = [tuple(text.casefold() for text in row) for row in texts[:header_count]]
    built = _build_header([_pad(row.cells, width) for row in rows[:header_count]])
    numbered = _is_numbered(texts[header_count:])
    after_header = False
    for row, text in zip(rows[header_count:], texts[header_count:], strict=True):
        if header_count and tuple(t.casefold() for t in text) in headers:
            after_header = True
            continue
        may_be_cut = built and not built[-1].is_header and (row.follows_break or after_header) and numbered
        above = [_texts_of(r, whole) for r in built[header_count:][-_LAST_ROWS:]] if may_be_cut and not text[0] else []
        if above and _is_rest(text, above, width, rules):
            built[-1] = _join(built[-1], row.cells)
        else:
            built.append(RawRow(_pad(row.cells, width), is_header=False))
        after_header = False
    return RawTable(tuple(built))


def _build_header(rows: Sequence[tuple[RawCell | None, ...]]) -> list[RawRow]:
    """The rows of a header; the head of a group, typed once, stands over every column whose own head is below it."""
    owners = extend_heads([[col if _is_filled(cell) else None for col, cell in enumerate(row)] for row in rows])
    return [
        RawRow(tuple(cell if at is None else row[at] for cell, at in zip(row, own, strict=True)), is_header=True)
        for row, own in zip(rows, owners, strict=True)
    ]


def _is_filled(cell: RawCell | None) -> bool:
    return cell is not None and bool(cell.parts)


def _is_numbered(texts: Iterable[Sequence[str]]) -> bool:
    """Whether the first column is filled in most rows, so that a blank there says a row goes on."""
    filled = [bool(row[0]) for row in texts]
    return bool(filled) and sum(filled) >= 0.7 * len(filled)


def _is_rest(text: Sequence[str], above: Sequence[Sequence[str]], width: int, rules: CompiledRules) -> bool:
    """Whether the first row behind a break is the rest of the last of the numbered rows before it."""
    filled = [cell for cell in text if cell]
    if text[0] or not filled:
        return False
    whole_row = [*text, *[""] * (width - len(text))]
    return len(filled) < max(2, len(text) - 1) or completes(above[-1], whole_row, above[:-1], rules)


def _texts_of(row: RawRow, whole: DocumentText) -> list[str]:
    return [_text(cell, whole) if cell else "" for cell in row.cells]


def _join(row: RawRow, more: Sequence[RawCell]) -> RawRow:
    joined = list(row.cells)
    for col, cell in enumerate(more):
        if cell.parts and col < len(joined):
            before = joined[col]
            joined[col] = RawCell((before.parts if before else ()) + cell.parts)
    return replace(row, cells=tuple(joined))


def _pad(cells: Sequence[RawCell], width: int) -> tuple[RawCell | None, ...]:
    return (*cells, *(None for _ in range(width - len(cells))))


def _text(cell: RawCell, whole: DocumentText) -> str:
    return " ".join(" ".join(whole.text_of(part).split()) for part in cell.parts)
