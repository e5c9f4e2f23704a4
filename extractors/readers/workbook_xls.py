"""Sheets of an old .xls (BIFF), by xlrd: cells as shown, by their number formats."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from extractors.readers.number_format import GENERAL, format_value
from extractors.readers.workbook_sheet import MAX_MERGES, CellCounter, Range, Sheet, SheetCell, Sheets
from extractors.readers.workbook_xlsx import BUILTIN_FORMATS
from schemas.document import ErrorCode

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIRST_OWN_FORMAT = 164


def read_xls(data: bytes) -> Sheets:
    """The sheets that are not hidden, in order."""
    if _ENCRYPTED in data:
        raise ReadFailure(ErrorCode.ENCRYPTED, "sổ tính đặt mật khẩu — the workbook is protected by a password")
    book = _open_book(data)
    counter = CellCounter()
    for sheet in book.sheets():
        if sheet.visibility == 0:
            yield _read_sheet(book, sheet, counter)


def _open_book(data: bytes) -> Book:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    except MemoryError:
        raise
    except Exception as error:
        if "encrypt" in str(error).lower():
            raise ReadFailure(ErrorCode.ENCRYPTED, "sổ tính đặt mật khẩu — protected by a password") from error
        detail = f"sổ tính .xls hỏng ({type(error).__name__}: {error}) — the .xls is damaged"
        raise ReadFailure(ErrorCode.CORRUPT, detail) from error


def _read_sheet(book: Book, sheet: OldSheet, counter: CellCounter) -> Sheet:
    cells: list[SheetCell] = []
    for row in range(sheet.nrows):
        for col, cell in enumerate(sheet.row(row)):
            segments = _read_segments(book, cell)
            if any(segment.text.strip() for segment in segments):
                counter.add()
                cells.append(SheetCell(row, col, segments, _is_ruled(book, cell)))
    merges = tuple(Range(a, c, b - 1, d - 1) for a, b, c, d in sheet.merged_cells[:MAX_MERGES])
    return Sheet(sheet.name, tuple(cells), merges)


def _read_segments(book: Book, cell: Cell) -> tuple[FontText, ...]:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ()
    code, font = _read_look(book, cell)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return (FontText(format_value(repr(cell.value), code, book.datemode == 1), font),)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return (FontText("TRUE" if cell.value else "FALSE"),)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return (FontText(xlrd.error_text_from_code.get(int(cell.value), "#ERR")),)
    return (FontText(str(cell.value), font),)


def _read_look(book: Book, cell: Cell) -> tuple[str, str | None]:
    """Number format and font of a cell."""
    try:
        look = book.xf_list[cell.xf_index or 0]
        known = BUILTIN_FORMATS.get(look.format_key) if look.format_key < _FIRST_OWN_FORMAT else None
        return known or book.format_map[look.format_key].format_str, book.font_list[look.font_index].name
    except (IndexError, KeyError, TypeError, AttributeError):
        return GENERAL, None


def _is_ruled(book: Book, cell: Cell) -> bool:
    border = book.xf_list[cell.xf_index].border if cell.xf_index and cell.xf_index < len(book.xf_list) else None
    if border is None:
        return False
    styles = (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
    return sum(bool(style) for style in styles) >= 2
