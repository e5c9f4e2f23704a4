"""Tables in text with a mark between the cells (.csv, .tsv), as a spreadsheet saves them: one sheet, one page."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from extractors.readers.plain_text import decode_text, read_text
from extractors.readers.workbook import lay_out_workbook
from extractors.readers.workbook_sheet import CellCounter, Sheet, SheetCell
from extractors.rules_compiled import CompiledRules
from schemas.document import DocumentStatus, Encoding, ErrorCode, TextSource
from schemas.parcel import Parcel

# A Vietnamese Excel writes a semicolon, as the comma is its decimal mark.
_MARKS = (";", "\t", ",", "|")
_SAMPLE_LINES = 200
# Lines above a table have one cell, its rows all have the same number.
_MIN_SHARE = 0.5
_SEPARATOR_LINE = "sep="


def read_delimited(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """A page with the table; what no mark divides is read as plain text. Raises ReadFailure for what is no text."""
    decoded = decode_text(data)
    mark, body = _find_mark(decoded.text)
    if mark is None:
        return read_text(data, parcel, rules)
    counter = CellCounter()
    cells: list[SheetCell] = []
    try:
        for row, texts in enumerate(csv.reader(StringIO(body), delimiter=mark)):
            for col, text in enumerate(texts):
                if text.strip():
                    counter.add()
                    cells.append(SheetCell(row, col, (FontText(text.strip()),), is_ruled=True))
    except csv.Error as error:
        raise ReadFailure(ErrorCode.CORRUPT, f"bảng bị hỏng ({error}) — the table is damaged") from error
    read = lay_out_workbook([Sheet("1", _without_lines(cells), ())], parcel, rules)
    pages = tuple(replace(page, encoding=_encoding(page.encoding, decoded.encoding)) for page in read.pages)
    document = replace(read.document, text_source=TextSource.PLAIN)
    if decoded.damage:
        detail = f"{document.path}: {decoded.damage}"
        document = replace(document, status=DocumentStatus.PARTIAL, error_code=ErrorCode.CORRUPT, error_detail=detail)
    return replace(read, document=document, pages=pages)


def _encoding(laid_out: Encoding | None, decoded: Encoding) -> Encoding | None:
    """What the bytes were in, where that is not Unicode: the letters of the sheet are Unicode by now."""
    return laid_out if decoded is Encoding.UNICODE else decoded


def _find_mark(text: str) -> tuple[str | None, str]:
    """The mark that gives most lines one and the same number of cells, and the text behind a line that names it."""
    first, _, rest = text.partition("\n")
    if first.casefold().startswith(_SEPARATOR_LINE) and len(first.strip()) == len(_SEPARATOR_LINE) + 1:
        return first.strip()[-1], rest
    lines = [line for line in text.split("\n") if line.strip()][:_SAMPLE_LINES]
    best = max(_MARKS, key=lambda mark: _count_alike(lines, mark))
    return (best if _count_alike(lines, best) >= max(2, _MIN_SHARE * len(lines)) else None), text


def _count_alike(lines: Sequence[str], mark: str) -> int:
    """How many lines have the commonest number of cells above one."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
    except csv.Error:
        return 0
    return max(widths.values(), default=0)


def _without_lines(cells: Sequence[SheetCell]) -> tuple[SheetCell, ...]:
    """The cells, those that stand alone in their row as lines above or below the table."""
    alone = Counter(cell.row for cell in cells)
    return tuple(replace(cell, is_ruled=alone[cell.row] > 1) for cell in cells)
