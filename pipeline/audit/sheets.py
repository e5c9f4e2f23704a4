"""Pages as the audit shows them: the text in paragraphs and tables, and every number on it with its kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipeline.audit.masking import Mask
from pipeline.audit.rows import UNPRINTABLE, Json, Row, fetch, to_int, to_points
from schemas.document import TextSource

MAX_SHEET = 300_000
"""Characters of a page shown whole; the longest report here has 65,000. Of a longer one, what is around findings."""
REACH = 4_000
"""Characters shown on either side of a number that decided, on a page too long to show whole."""

_PAGE = """
SELECT p.*, d.path, d.media_type FROM pages p JOIN documents d USING (document_id)
WHERE document_id = $document AND page = $page
"""
_NUMBERS = """
SELECT char_start, char_end, kind, x0, y0, x1, y1 FROM mentions
WHERE document_id = $document AND page = $page ORDER BY char_start
"""
_PARTS = """
SELECT c.table_id, c.row, c.col, c.is_header, s.char_start, s.char_end
FROM cell_spans s JOIN table_cells c USING (table_id, row, col)
WHERE s.document_id = $document AND s.page = $page
UNION
SELECT table_id, row, col, is_header, char_start, char_end FROM table_cells
WHERE document_id = $document AND page = $page AND char_start IS NOT NULL
ORDER BY table_id, row, col, char_start
"""
_NOT_SHOWN = re.compile(r"[^\s|+:│┃─—–_-]")
"""What must not be lost between the cells of a table: anything but blanks and the lines people draw."""
_LINE = re.compile(r"[^\n\f]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table by its place, and where its words stand in the page's text."""

    row: int
    col: int
    is_header: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A stretch of the page's text that is a table."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the page: where it stands and what it was taken for."""

    start: int
    end: int
    kind: str
    box: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to show."""

    document_id: str
    path: str
    page: int
    media_type: str
    text: str
    is_plain: bool
    size: tuple[float, float] | None
    """Width and height in points, where the page has any."""
    numbers: tuple[Number, ...]
    tables: tuple[Table, ...]


def fetch_sheet(connection: duckdb.DuckDBPyConnection, document_id: str, page: int, mask: Mask) -> Sheet | None:
    """A page of the warehouse; None where it was not read."""
    rows = fetch(connection, _PAGE, document=document_id, page=page)
    if not rows:
        return None
    row = rows[0]
    text = UNPRINTABLE.sub("\ufffd", str(row["text"]))
    width, height = to_points(row["width"]), to_points(row["height"])
    parts = fetch(connection, _PARTS, document=document_id, page=page)
    return Sheet(
        document_id,
        mask.hide(str(row["path"])),
        page,
        str(row["media_type"]),
        mask.hide(text),
        row["text_source"] == TextSource.PLAIN,
        (width, height) if width and height else None,
        tuple(map(_make_number, fetch(connection, _NUMBERS, document=document_id, page=page))),
        tuple(find_tables(text, parts)),
    )


def _make_number(row: Row) -> Number:
    box = tuple(side for side in (to_points(row[name]) for name in ("x0", "y0", "x1", "y1")) if side is not None)
    return Number(to_int(row["char_start"]), to_int(row["char_end"]), str(row["kind"]), box if len(box) == 4 else None)


def find_tables(text: str, parts: Iterable[Row]) -> Iterator[Table]:
    """Tables in reading order; one that shares its stretch of text with other words stays text: no word is lost."""
    by_table: dict[str, list[Cell]] = defaultdict(list)
    for part in parts:
        start, end = to_int(part["char_start"]), to_int(part["char_end"])
        cell = Cell(to_int(part["row"]), to_int(part["col"]), bool(part["is_header"]), start, end)
        by_table[str(part["table_id"])].append(cell)
    reached = 0
    for cells in sorted(by_table.values(), key=lambda cells: min(cell.start for cell in cells)):
        table = Table(min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(cells))
        if table.start >= reached and _holds_all(text, table):
            yield table
            reached = table.end


def _holds_all(text: str, table: Table) -> bool:
    """Whether its cells hold every word of the stretch, none twice, on more than one row or column."""
    reached = table.start
    for cell in sorted(table.cells, key=lambda cell: (cell.start, cell.end)):
        if cell.start < reached or _NOT_SHOWN.search(text, reached, cell.start):
            return False
        reached = cell.end
    return len(table.cells) > 1


def sheet_json(sheet: Sheet, spans: Sequence[tuple[int, int]], *, has_picture: bool) -> dict[str, Json]:
    """A page as the script reads it: with a picture no text is needed; `spans` are what must be seen."""
    shared: dict[str, Json] = {
        "document": sheet.document_id,
        "path": UNPRINTABLE.sub("\ufffd", sheet.path),
        "page": sheet.page,
        "size": sheet.size,
    }
    if has_picture:
        shown = [number for number in sheet.numbers if number.box]
        return {**shared, "picture": True, "numbers": [[n.start, n.end, n.kind, n.box] for n in shown]}
    windows = find_windows(sheet.text, spans)
    inside = [n for n in sheet.numbers if any(start <= n.start and n.end <= end for start, end in windows)]
    return {
        **shared,
        "picture": False,
        "parts": [_part_json(sheet, start, end) for start, end in windows],
        "numbers": [[number.start, number.end, number.kind, None] for number in inside],
    }


def find_windows(text: str, spans: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The whole text, or where it is too long the stretches around the spans."""
    if len(text) <= MAX_SHEET:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        first, last = max(0, start - REACH), min(len(text), end + REACH)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _part_json(sheet: Sheet, start: int, end: int) -> Mapping[str, Json]:
    """A stretch of the page: its text, its lines and its tables, all by offsets of the page."""
    blocks: list[Json] = []
    reached = start
    for table in sheet.tables:
        if start <= table.start and table.end <= end:
            blocks += _line_blocks(sheet.text, reached, table.start)
            blocks.append({"rows": _rows_json(table)})
            reached = table.end
    blocks += _line_blocks(sheet.text, reached, end)
    return {"start": start, "text": sheet.text[start:end], "blocks": blocks}


def _line_blocks(text: str, start: int, end: int) -> Iterator[Json]:
    for match in _LINE.finditer(text, start, end):
        if match[0].strip():
            yield [match.start(), match.end()]


def _rows_json(table: Table) -> Sequence[Json]:
    """Rows of cells; a cell is [column, is header, start, end, ...more starts and ends]."""
    rows: dict[int, dict[int, list[Json]]] = defaultdict(dict)
    for cell in table.cells:
        place = rows[cell.row].setdefault(cell.col, [cell.col, int(cell.is_header)])
        place += [cell.start, cell.end]
    return [[rows[row][col] for col in sorted(rows[row])] for row in sorted(rows)]
