"""Web pages and what Word saves as such: what a reader sees, in order, with tables by their spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from extractors.readers.docx_numbering import format_number
from extractors.readers.docx_runs import SUPERSCRIPTS
from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from extractors.readers.grid_columns import snap_columns
from extractors.readers.layout_text import Grid, Paragraph, Piece, Slot, TextBuilder
from extractors.readers.plain_text import Decoded, decode_text
from extractors.readers.prose_tables import add_flat_tables
from extractors.rules_compiled import CompiledRules
from schemas.document import DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HIDDEN_TAGS = frozenset(
    (
        *("script", "style", "head", "title", "meta", "link", "template", "noscript", "del", "iframe", "object"),
        *("select", "option", "datalist", "textarea", "button", "svg"),
    )
)
_BLOCK_TAGS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "hr"),
        *("section", "article", "header", "footer", "main", "nav", "aside", "address", "form", "fieldset", "figure"),
        *("figcaption", "center", "pre", "html", "body", "caption", "tr", "td", "th", "thead", "tbody", "tfoot"),
    )
)
_HIDDEN_STYLE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", regex.IGNORECASE)
_BORDER_STYLE = regex.compile(
    r"border[\w-]*\s*:\s*(?!\s*(?:none|0|medium none|collapse|separate))[^;]*(?:solid|\d|windowtext)", regex.IGNORECASE
)
_FAMILY = regex.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", regex.IGNORECASE)
_CHARSET = regex.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", regex.IGNORECASE)
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS = regex.compile(r"[ \t\n\r\f]+")
_NUMBERED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HEAD_BYTES = 4096
# A page with fewer bad bytes is damaged; with more it is in another character set.
_MAX_BAD_SHARE = 0.02
# What browsers allow.
_MAX_COL_SPAN = 1_000
_MAX_ROW_SPAN = 65_534
# A table is no wider than a sheet of a workbook was.
_MAX_COLUMNS = 4_096


def read_html(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """One page with what the page shows, and its tables. Raises ReadFailure where there is nothing to see."""
    source = _decode(data)
    root = _parse(source.text)
    builder = TextBuilder(parcel.document.document_id, rules)
    if root is not None:
        builder.add(PageReader().read(root))
    builder.end_page()
    laid_out = add_flat_tables(parcel.document.document_id, builder.result(), rules)
    if not laid_out.has_text:
        raise ReadFailure(ErrorCode.EMPTY, "không có chữ nào — there is no text")
    document = replace(
        parcel.document,
        status=DocumentStatus.PARTIAL if source.damage else DocumentStatus.OK,
        error_code=ErrorCode.CORRUPT if source.damage else None,
        error_detail=f"{parcel.document.path}: {source.damage}" if source.damage else None,
        page_count=1,
        text_source=TextSource.NATIVE,
    )
    return replace(
        parcel, document=document, pages=laid_out.pages, cells=laid_out.cells, cell_spans=laid_out.cell_spans
    )


def _decode(data: bytes) -> Decoded:
    """The source by the character set it names, else as UTF-8, else by its bytes as plain text is."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    names = (named[1].decode("ascii"), "utf-8") if named else ("utf-8",)
    for name in names:
        try:
            return Decoded(data.decode(name).removeprefix("\ufeff"))
        except (LookupError, UnicodeDecodeError):
            continue
    return (_decode_damaged(data, names[0]) if named else None) or decode_text(data)


def _decode_damaged(data: bytes, name: str) -> Decoded | None:
    """The source with a mark for every bad byte, where these are few; None where it is another character set."""
    try:
        text = data.decode(name, errors="replace")
    except LookupError:
        return None
    bad = text.count("\ufffd")
    detail = f"{bad} byte không giải mã được theo {name} — {bad} bytes are not valid {name}"
    return Decoded(text, detail) if bad <= _MAX_BAD_SHARE * len(text) else None


def _parse(source: str) -> Element | None:
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(_DECLARATION.sub("", source).replace("\x00", ""), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadFailure(ErrorCode.CORRUPT, f"trang HTML hỏng ({error}) — the HTML is damaged") from error


class PageReader:
    """Walks a page and hands out paragraphs and tables in the order they are seen."""

    def __init__(self) -> None:
        self._segments: list[FontText] = []
        self._ready: list[Piece] = []

    def read(self, root: Element) -> tuple[Piece, ...]:
        """All pieces of an element."""
        self._read_element(root, None, keeps_blanks=False)
        self._flush()
        return tuple(self._ready)

    def _read_element(self, element: Element, font: str | None, keeps_blanks: bool) -> None:
        tag = name_of(element)
        if is_hidden(element, tag):
            return
        if tag == "table":
            self._flush()
            self._ready.extend(read_table(element))
        elif tag == "br":
            self._segments.append(FontText("\n"))
        else:
            self._read_inside(element, tag, read_font(element) or font, keeps_blanks or tag == "pre")

    def _read_inside(self, element: Element, tag: str, font: str | None, keeps_blanks: bool) -> None:
        is_block = tag in _BLOCK_TAGS
        if is_block:
            self._flush()
        if tag == "li" and (label := read_label(element)):
            self._segments.append(FontText(f"{label} "))
        self._write(element.text, font, keeps_blanks, is_raised=tag == "sup")
        for child in element:
            self._read_element(child, font, keeps_blanks)
            self._write(child.tail, font, keeps_blanks, is_raised=tag == "sup")
        if is_block:
            self._flush()

    def _write(self, text: str | None, font: str | None, keeps_blanks: bool, is_raised: bool) -> None:
        if not text:
            return
        if not keeps_blanks:
            text = _BLANKS.sub(" ", text)
            if not self._segments or self._segments[-1].text.endswith((" ", "\n")):
                text = text.removeprefix(" ")
        if is_raised and text.strip().isdigit():
            text = text.translate(SUPERSCRIPTS)
        if text:
            self._segments.append(FontText(text, font))

    def _flush(self) -> None:
        if any(segment.text.strip() for segment in self._segments):
            self._ready.append(Paragraph(tuple(self._segments)))
        self._segments = []


def name_of(element: Element) -> str:
    """The tag in small letters, without a namespace; '' for what is no element."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def is_hidden(element: Element, tag: str) -> bool:
    """Whether a reader sees nothing of the element."""
    if tag in _HIDDEN_TAGS or not tag or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN_STYLE.search(str(element.get("style") or "")))


def read_font(element: Element) -> str | None:
    """The font an element sets, None where it sets none."""
    if name_of(element) == "font" and element.get("face"):
        return str(element.get("face")).split(",")[0].strip("\"' ")
    family = _FAMILY.search(str(element.get("style") or ""))
    return family[1].strip() if family else None


def read_label(item: Element) -> str:
    """The number or bullet a list shows before an item."""
    parent = item.getparent()
    if parent is None or "none" in str(parent.get("style") or "").partition("list-style")[2].partition(";")[0]:
        return ""
    if name_of(parent) != "ol":
        return "•"
    number = _whole(parent.get("start"), 1) - 1
    for other in parent:
        if name_of(other) == "li":
            number = _whole(other.get("value"), number + 1)
        if other is item:
            break
    return format_number(number, _NUMBERED.get(str(parent.get("type") or "1"), "decimal")) + "."


def read_table(table: Element) -> Iterator[Piece]:
    """The caption, then the table."""
    for caption in table:
        if name_of(caption) == "caption":
            yield from PageReader().read(caption)
    rows = list(_rows(table))
    slots = _read_slots([row for row, _ in rows])
    header = 0
    while header < len(rows) and _is_header(*rows[header]):
        header += 1
    yield Grid(snap_columns(slots), header, _is_ruled(table, [row for row, _ in rows]))


def _rows(table: Element) -> Iterator[tuple[Element, str]]:
    """The rows of a table with the part each stands in; the foot is shown last wherever it is written."""
    parts: dict[str, list[tuple[Element, str]]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        tag = name_of(child)
        if is_hidden(child, tag):
            continue
        if tag == "tr":
            parts["tbody"].append((child, "tbody"))
        elif tag in parts:
            parts[tag].extend((row, tag) for row in child if name_of(row) == "tr" and not is_hidden(row, "tr"))
    for part in ("thead", "tbody", "tfoot"):
        yield from parts[part]


def _is_header(row: Element, part: str) -> bool:
    cells = [name_of(cell) for cell in row if name_of(cell) in ("td", "th")]
    return part == "thead" or (bool(cells) and all(tag == "th" for tag in cells))


def _read_slots(rows: list[Element]) -> list[Slot]:
    """Cells at their places: what reaches down from above is stepped over."""
    slots: list[Slot] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        col = 0
        for cell in row:
            if name_of(cell) not in ("td", "th") or is_hidden(cell, name_of(cell)):
                continue
            while taken.get(col, 0) > number:
                col += 1
            if col >= _MAX_COLUMNS:
                detail = f"bảng HTML rộng hơn {_MAX_COLUMNS} cột — an HTML table of more than {_MAX_COLUMNS} columns"
                raise ReadFailure(ErrorCode.TOO_LARGE, detail)
            width = min(max(1, _whole(cell.get("colspan"), 1)), _MAX_COL_SPAN)
            height = _whole(cell.get("rowspan"), 1) or len(rows)
            height = min(max(1, height), _MAX_ROW_SPAN, len(rows) - number)
            slots.append(Slot(number, col, PageReader().read(cell), height, width))
            taken.update(dict.fromkeys(range(col, col + width), number + height))
            col += width
    return slots


def _is_ruled(table: Element, rows: list[Element]) -> bool:
    if str(table.get("border") or "0").strip() not in ("0", "0px", "none"):
        return True
    cells = [cell for row in rows for cell in row]
    if any(name_of(cell) == "th" for cell in cells):
        return True
    ruled = sum(bool(_BORDER_STYLE.search(str(cell.get("style") or ""))) for cell in cells)
    return ruled * 2 >= len(cells) > 0


def _whole(text: str | None, default: int) -> int:
    digits = str(text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 8 else default
