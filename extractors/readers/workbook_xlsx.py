"""Sheets of a .xlsx: cells as shown, by their number formats; formulas by the value saved with them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import regex

from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from extractors.readers.number_format import GENERAL, format_value
from extractors.readers.office_package import OfficePackage
from extractors.readers.workbook_sheet import MAX_MERGES, CellCounter, FailedSheet, Range, Sheet, SheetCell, Sheets
from schemas.document import ErrorCode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = regex.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_ESCAPE = regex.compile(r"_x([0-9A-Fa-f]{4})_")
# A blank cell that only has a style, and what then is a row without cells.
_BLANK_CELL = regex.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?\s?/>')
_BLANK_ROW = regex.compile(rb"<row [^<>]*>\s*</row>|<row [^<>]*/>")
BUILTIN_FORMATS = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: '#,##0;(#,##0);"-"',
    42: '#,##0;(#,##0);"-"',
    43: '#,##0.00;(#,##0.00);"-"',
    44: '#,##0.00;(#,##0.00);"-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats known by number alone (ECMA-376 part 1, 18.8.30); 14 and 22 as machines in Việt Nam show them."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's style says of its words: number format, font, whether lines are drawn around it."""

    code: str = GENERAL
    font: str | None = None
    is_ruled: bool = False


def read_xlsx(data: bytes) -> Sheets:
    """The sheets that are not hidden, in order; a sheet that fails does not stop the others."""
    package = OfficePackage(data)
    name = package.main_part("officeDocument", "xl/workbook.xml")
    root = package.read_xml(name) if not name.endswith(".bin") else None
    if root is None:
        detail = "sổ tính dạng .xlsb hoặc lạ: mở bằng Excel, lưu thành .xlsx — save it as .xlsx first"
        raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, detail)
    parts = package.relations(name)
    book = _Book(package, parts, root)
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        part = parts.get(str(sheet.get(_R_ID)), "")
        if sheet.get("state", "visible") != "visible" or "/chartsheets/" in f"/{part}":
            continue
        title = str(sheet.get("name") or "")
        try:
            yield book.read_sheet(title, part)
        except ReadFailure as failure:
            yield FailedSheet(title, failure.code, failure.detail)


class _Book:
    """What the sheets of a workbook share."""

    def __init__(self, package: OfficePackage, parts: dict[str, str], root: Element) -> None:
        self._package = package
        self._styles = _read_styles(self._read_part(parts, "styles"))
        strings = self._read_part(parts, "sharedStrings")
        self._strings = [read_rich_text(item) for item in strings.iterfind(S + "si")] if strings is not None else []
        properties = root.find(S + "workbookPr")
        self._is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._counter = CellCounter()

    def _read_part(self, parts: dict[str, str], kind: str) -> Element | None:
        name = next((part for part in parts.values() if part.endswith(f"/{kind}.xml")), f"xl/{kind}.xml")
        return self._package.read_xml(name)

    def read_sheet(self, title: str, part: str) -> Sheet:
        """One sheet, read as a stream: a million empty cells cost a second and no memory."""
        from lxml import etree

        data = self._package.read(part)
        if data is None:
            raise ReadFailure(ErrorCode.CORRUPT, f"trang tính “{title}” không có trong tệp — sheet {title} is missing")
        reader = _SheetReader(self._strings, self._styles, self._is_1904, self._counter)
        tags = (S + "c", S + "row", S + "mergeCell")
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        try:
            for _, element in etree.iterparse(BytesIO(_drop_blanks(data)), events=("end",), tag=tags, **options):
                reader.take(element)
        except etree.XMLSyntaxError as error:
            detail = f"trang tính “{title}” hỏng ({error}) — sheet {title} is damaged"
            raise ReadFailure(ErrorCode.CORRUPT, detail) from error
        return Sheet(title, tuple(reader.cells), tuple(reader.merges), reader.missing)


def _drop_blanks(data: bytes) -> bytes:
    """A sheet without the cells and rows that hold nothing, where every cell says its place.

    Offices draw lines down to the last row of a sheet: a million rows are then parsed in 1 s instead of 8.
    """
    if data.count(b"<c>") + data.count(b"<c ") > data.count(b'<c r="'):
        return data
    return bytes(_BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", data)))


class _SheetReader:
    """Takes the elements of a sheet as they end."""

    def __init__(
        self, strings: list[tuple[FontText, ...]], styles: list[CellStyle], is_1904: bool, counter: CellCounter
    ) -> None:
        self._strings, self._styles, self._is_1904, self._counter = strings, styles, is_1904, counter
        self._row, self._col = 0, 0
        self.cells: list[SheetCell] = []
        self.merges: list[Range] = []
        self.missing = 0

    def take(self, element: Element) -> None:
        if element.tag == S + "c":
            self._take_cell(element)
        elif element.tag == S + "row":
            self._row, self._col = self._row + 1, 0
            element.clear()
            while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                parent.remove(before)
        elif len(self.merges) < MAX_MERGES and (merge := read_range(str(element.get("ref")))):
            self.merges.append(merge)

    def _take_cell(self, element: Element) -> None:
        place = read_place(str(element.get("r")))
        if place:
            self._row, self._col = place
        col, self._col = self._col, self._col + 1
        if len(element) == 0:
            return
        index = str(element.get("s") or "0")
        number = int(index) if index.isdecimal() and len(index) < 7 else 0
        style = self._styles[number] if number < len(self._styles) else CellStyle()
        segments = self._read_segments(element, style)
        if any(segment.text.strip() for segment in segments):
            self._counter.add()
            self.cells.append(SheetCell(self._row, col, segments, style.is_ruled))

    def _read_segments(self, element: Element, style: CellStyle) -> tuple[FontText, ...]:
        kind = element.get("t", "n")
        stored = element.findtext(S + "v")
        if kind == "inlineStr":
            inline = element.find(S + "is")
            return _in_font(read_rich_text(inline), style.font) if inline is not None else ()
        if not stored:
            self.missing += element.find(S + "f") is not None and kind != "str"
            return ()
        if kind == "s":
            index = int(stored) if stored.strip().isdecimal() and len(stored) < 10 else -1
            return _in_font(self._strings[index], style.font) if 0 <= index < len(self._strings) else ()
        if kind == "n":
            return (FontText(format_value(stored.strip(), style.code, self._is_1904), style.font),)
        if kind == "b":
            return (FontText("TRUE" if stored.strip() == "1" else "FALSE"),)
        return (FontText(_unescape(stored), style.font),)


def _in_font(segments: tuple[FontText, ...], font: str | None) -> tuple[FontText, ...]:
    return tuple(FontText(segment.text, segment.font or font) for segment in segments)


def read_rich_text(element: Element) -> tuple[FontText, ...]:
    """The runs of a string with their fonts; readings for other scripts are left out."""
    segments: list[FontText] = []
    for child in element:
        if child.tag == S + "t":
            segments.append(FontText(_unescape(child.text or "")))
        elif child.tag == S + "r":
            font = _attribute(child.find(f"{S}rPr/{S}rFont"))
            segments.append(FontText(_unescape(child.findtext(S + "t") or ""), font))
    return tuple(segments)


def _attribute(element: Element | None) -> str | None:
    return str(element.get("val") or "") or None if element is not None else None


def _unescape(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def read_place(name: str) -> tuple[int, int] | None:
    """Row and column from 0 of a cell's name, None for none.

    >>> read_place("AB12")
    (11, 27)
    """
    match = _PLACE.fullmatch(name)
    if not match:
        return None
    col = 0
    for letter in match[1].upper():
        col = col * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, col - 1


def read_range(name: str) -> Range | None:
    """A range such as B2:D2, None for none."""
    first, _, last = name.partition(":")
    start, end = read_place(first), read_place(last)
    return Range(*start, *end) if start and end and start <= end and start[1] <= end[1] else None


def _read_styles(root: Element | None) -> list[CellStyle]:
    if root is None:
        return []
    codes = dict(BUILTIN_FORMATS)
    for item in root.iterfind(f"{S}numFmts/{S}numFmt"):
        if str(item.get("numFmtId")).isdecimal():
            codes[int(str(item.get("numFmtId")))] = str(item.get("formatCode") or GENERAL)
    fonts = [_attribute(font.find(S + "name")) for font in root.iterfind(f"{S}fonts/{S}font")]
    ruled = [_is_ruled(border) for border in root.iterfind(f"{S}borders/{S}border")]
    styles = []
    for item in root.iterfind(f"{S}cellXfs/{S}xf"):
        code, font, border = (_index(item, name) for name in ("numFmtId", "fontId", "borderId"))
        styles.append(
            CellStyle(
                codes.get(code, GENERAL),
                fonts[font] if font < len(fonts) else None,
                border < len(ruled) and ruled[border],
            )
        )
    return styles


def _index(item: Element, name: str) -> int:
    text = str(item.get(name) or "0")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _is_ruled(border: Element) -> bool:
    """Lines on two sides or more; one alone underlines a letterhead."""
    sides = (border.find(S + side) for side in ("left", "right", "top", "bottom"))
    return sum(side is not None and side.get("style", "none") != "none" for side in sides) >= 2
