"""What of a sheet is a table, and what are the lines above and below it: letterhead, titles, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.header_rows import count_header_rows
from extractors.raw_table import is_value
from extractors.readers.grid_columns import snap_columns
from extractors.readers.layout_text import Grid, Paragraph, Piece, Slot
from extractors.readers.workbook_sheet import Range, Sheet, SheetCell
from extractors.rules_compiled import CompiledRules

# Fewer cells with lines around them are boxes and underlines, not a ruled table.
_MIN_RULED_CELLS = 4
# A letterhead has this many rows at most.
_MAX_SIDE_ROWS = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """The filled cells of a row, and whether it belongs to a table."""

    number: int
    cells: tuple[SheetCell, ...]
    is_table: bool


def lay_out_sheet(sheet: Sheet, rules: CompiledRules) -> Iterator[Piece]:
    """Paragraphs and tables of a sheet, from top to bottom."""
    if not sheet.cells:
        return
    merges = _clip_merges(sheet)
    rows = _read_rows(sheet, merges)
    for group in _split_tables(rows, merges, rules):
        if group[0].is_table:
            slots = [_slot(cell, merges, group[-1].number) for row in group for cell in row.cells]
            yield Grid(snap_columns(slots))
        else:
            yield from _side_by_side(group)


def _clip_merges(sheet: Sheet) -> dict[tuple[int, int], Range]:
    """Merged ranges by their first cell, within what is filled."""
    last_row = max(cell.row for cell in sheet.cells)
    last_col = max(cell.col for cell in sheet.cells)
    clipped = {}
    for merge in sheet.merges:
        if merge.first_row <= last_row and merge.first_col <= last_col:
            end = (min(merge.last_row, last_row), min(merge.last_col, last_col))
            clipped[merge.first_row, merge.first_col] = Range(merge.first_row, merge.first_col, *end)
    return clipped


def _read_rows(sheet: Sheet, merges: dict[tuple[int, int], Range]) -> list[_Row]:
    filled: dict[int, list[SheetCell]] = {}
    for cell in sheet.cells:
        filled.setdefault(cell.row, []).append(cell)
    ordered = [(row, tuple(sorted(cells, key=lambda cell: cell.col))) for row, cells in sorted(filled.items())]
    if sum(cell.is_ruled for cell in sheet.cells) >= _MIN_RULED_CELLS:
        return [_Row(row, cells, 2 * sum(cell.is_ruled for cell in cells) >= len(cells)) for row, cells in ordered]
    return _guess_rows(ordered, merges)


def _guess_rows(
    ordered: Sequence[tuple[int, tuple[SheetCell, ...]]], merges: dict[tuple[int, int], Range]
) -> list[_Row]:
    """Without lines: a table goes from the first row of three cells, or two with a number, to the last number."""
    has_value = [len(cells) >= 2 and any(_is_value(cell) for cell in cells) for _, cells in ordered]
    if not any(has_value):
        wide = [i for i, (_, cells) in enumerate(ordered) if len(cells) >= 3]
        return [_Row(row, cells, bool(wide) and wide[0] <= i <= wide[-1]) for i, (row, cells) in enumerate(ordered)]
    first = next(i for i, (_, cells) in enumerate(ordered) if has_value[i] or len(cells) >= 3)
    while first and len(ordered[first - 1][1]) >= 2 and _reaches(ordered[first - 1], ordered[first], merges):
        first -= 1
    last = max(i for i, value in enumerate(has_value) if value)
    return [_Row(row, cells, first <= i <= last) for i, (row, cells) in enumerate(ordered)]


def _reaches(
    upper: tuple[int, tuple[SheetCell, ...]],
    lower: tuple[int, tuple[SheetCell, ...]],
    merges: dict[tuple[int, int], Range],
) -> bool:
    """Whether a merged cell of the upper row reaches into the lower one, as in a header of two rows."""
    spans = (merges.get((cell.row, cell.col)) for cell in upper[1])
    return any(span is not None and span.last_row >= lower[0] for span in spans)


def _split_tables(
    rows: Sequence[_Row], merges: dict[tuple[int, int], Range], rules: CompiledRules
) -> Iterator[list[_Row]]:
    """Rows grouped: a table each, and the lines between them."""
    group: list[_Row] = []
    reach = -1
    for index, row in enumerate(rows):
        has_gap = bool(group) and row.is_table and row.number > max(reach, group[-1].number) + 1
        if group and (row.is_table != group[0].is_table or (has_gap and _has_header(rows[index:], rules))):
            yield group
            group = []
        group.append(row)
        spans = (merges.get((cell.row, cell.col)) for cell in row.cells)
        reach = max((span.last_row for span in spans if span), default=row.number)
    if group:
        yield group


def _has_header(rows: Sequence[_Row], rules: CompiledRules) -> bool:
    """Whether the rows begin with a header, so that behind a gap they are another table."""
    head = [row for row in rows[:5] if row.is_table]
    width = max(cell.col for row in head for cell in row.cells) + 1
    first = min(cell.col for row in head for cell in row.cells)
    texts = []
    for row in head:
        known = {cell.col: _text(cell) for cell in row.cells}
        texts.append([known.get(col, "") for col in range(first, width)])
    return len(head[0].cells) >= 3 and count_header_rows(texts, rules) > 0


def _slot(cell: SheetCell, merges: dict[tuple[int, int], Range], last_row: int) -> Slot:
    span = merges.get((cell.row, cell.col))
    content = (Paragraph(cell.segments),)
    if span is None:
        return Slot(cell.row, cell.col, content)
    rows = min(span.last_row, last_row) - cell.row + 1
    return Slot(cell.row, cell.col, content, max(1, rows), span.last_col - cell.col + 1)


def _side_by_side(rows: Sequence[_Row]) -> Iterator[Piece]:
    """Lines outside tables; two texts side by side over some rows are read down, the left one first."""
    run: list[_Row] = []
    for row in [*rows, None]:
        if row is not None and len(row.cells) >= 2 and len(run) < _MAX_SIDE_ROWS:
            run.append(row)
            continue
        cells = [cell for above in run for cell in above.cells]
        yield from (Paragraph(cell.segments) for cell in sorted(cells, key=lambda cell: (cell.col, cell.row)))
        run = []
        if row is not None:
            yield from (Paragraph(cell.segments) for cell in row.cells)


def _text(cell: SheetCell) -> str:
    return " ".join("".join(segment.text for segment in cell.segments).split())


def _is_value(cell: SheetCell) -> bool:
    return is_value(_text(cell))
