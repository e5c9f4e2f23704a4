"""PDF: pages with their text in reading order, a box for every word, ruled tables over any number of pages.

PDFium does the work on every page; what its text cannot give (pictures, fonts without maps) is marked for OCR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from extractors.readers.failure import ReadFailure
from extractors.readers.layout_text import LaidOut
from extractors.readers.pdf_layout import PageLayout, Piece, lay_out
from extractors.readers.pdf_legacy import decode_page
from extractors.readers.pdf_page import PageTooLarge, RawPage, read_raw_page
from extractors.readers.pdf_quality import find_ocr_reason
from extractors.readers.pdf_shapes import Box
from extractors.readers.pdf_stitch import StitchedTable, spread, stitch
from extractors.readers.prose_tables import add_flat_tables
from extractors.rules_compiled import CompiledRules
from schemas.document import CellSpan, Document, DocumentStatus, ErrorCode, Page, TableCell, TextSource, Word
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# 500 full pages take 55 MB beside PDFium, so 3,000 stay well under the worker's gigabyte. A report has a few hundred at
# most, with every annex.
MAX_PAGES = 3_000
# Text beyond this is not a report (3,000 full pages have 9 million characters).
MAX_CHARACTERS = 12_000_000
_PASSWORD_ERRORS = (4, 5)
# A complete file ends with %%EOF; producers add up to a kilobyte of padding or a signature's blanks behind it.
_TAIL = 4_096
_SHOWN_PAGES = 12
# PDFium takes a file without pages for a damaged one.
_NO_PAGES = regex.compile(rb"/Count\s+0\b")
_PAGE = regex.compile(rb"/Type\s*/Page\b")
# A file that lost its end lost the way to its catalog; Word writes that first, so it can be found again.
_CATALOG = regex.compile(rb"(\d+) 0 obj\s*<<[^>]{0,200}?/Type\s*/Catalog\b")
_END = b"endobj"
_EMPTY = "PDF không có trang nào — the PDF has no pages"


@dataclass(frozen=True, slots=True)
class _PageResult:
    """What one page gave."""

    page: Page
    words: tuple[Word, ...] = ()
    pieces: tuple[Piece, ...] = ()


def read_pdf(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """Pages, words and table cells of a PDF.

    Pages that need OCR or cannot be read say so and leave the document partial (failed where all do). Raises
    ReadFailure for files that are encrypted, corrupt, empty or too large.
    """
    document, is_cut = _open(data)
    try:
        return _read_document(document, parcel, rules, is_cut=is_cut)
    finally:
        document.close()


def read_pieces(data: bytes) -> dict[int, tuple[Piece, ...]]:
    """The parts of ruled tables on each page, for a table that goes on from or to a page read from its picture."""
    document, _ = _open(data)
    try:
        return {result.page.page: result.pieces for result in _PagesReader(document, "").read()}
    finally:
        document.close()


def _open(data: bytes) -> tuple[PdfDocument, bool]:
    """The document and whether its end is missing. Raises ReadFailure."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data), b"%%EOF" not in data[-_TAIL:]
    except PdfiumError as error:
        failure = _failure_of(error, data)
    catalog = _CATALOG.search(data) if failure.code is ErrorCode.CORRUPT else None
    if catalog is None:
        raise failure
    # What is left of an object in the middle of which the file ends may keep PDFium from finding any.
    for left in (data, data[: data.rfind(_END) + len(_END)]):
        try:
            return PdfDocument(left + b"\ntrailer<</Root %s 0 R>>\nstartxref\n0\n%%%%EOF\n" % catalog[1]), True
        except PdfiumError:
            continue
    raise failure


def _failure_of(error: Exception, data: bytes) -> ReadFailure:
    code = getattr(error, "err_code", None)
    # PDFium keeps the error of the file before: a file that is encrypted says so in its trailer, which is never hidden.
    if b"/Encrypt" in data and (code in _PASSWORD_ERRORS or "password" in str(error).casefold()):
        return ReadFailure(ErrorCode.ENCRYPTED, "tệp có mật khẩu — the file needs a password")
    if _NO_PAGES.search(data) and not _PAGE.search(data):
        return ReadFailure(ErrorCode.EMPTY, _EMPTY)
    return ReadFailure(ErrorCode.CORRUPT, f"không mở được PDF — the PDF cannot be opened ({error})")


def _read_document(document: PdfDocument, parcel: Parcel, rules: CompiledRules, *, is_cut: bool) -> Parcel:
    count = len(document)
    if count == 0:
        raise ReadFailure(ErrorCode.EMPTY, _EMPTY)
    if count > MAX_PAGES:
        detail = f"{count} trang, quá giới hạn {MAX_PAGES} — {count} pages, over the limit of {MAX_PAGES}"
        raise ReadFailure(ErrorCode.TOO_LARGE, detail)
    results = tuple(_PagesReader(document, parcel.document.document_id).read())
    pages = tuple(result.page for result in results)
    if all(page.status is DocumentStatus.OK and not page.text.strip() for page in pages):
        raise ReadFailure(ErrorCode.EMPTY, "không có chữ nào trên các trang — there is nothing on the pages")
    tables = stitch([piece for result in results for piece in result.pieces], rules)
    cells, spans = _emit_tables(parcel.document.document_id, tables)
    laid_out = add_flat_tables(parcel.document.document_id, LaidOut(pages, cells, spans), rules)
    return replace(
        parcel,
        document=_conclude(parcel, pages, is_cut=is_cut),
        pages=pages,
        cells=laid_out.cells,
        cell_spans=laid_out.cell_spans,
        words=tuple(word for result in results for word in result.words),
    )


class _PagesReader:
    """Reads the pages one by one, so that only one is open at a time."""

    def __init__(self, document: PdfDocument, document_id: str) -> None:
        self._document = document
        self._id = document_id
        self._points = _Points()
        self._characters = 0

    def read(self) -> Iterator[_PageResult]:
        """All pages in order."""
        last: Piece | None = None
        for index in range(len(self._document)):
            result = self._read_page(index, last)
            last = result.pieces[-1] if result.pieces else None
            yield result

    def _read_page(self, index: int, last: Piece | None) -> _PageResult:
        from pypdfium2 import PdfiumError

        if self._characters > MAX_CHARACTERS:
            return self._fail(index, ErrorCode.TOO_LARGE, "quá nhiều chữ trong tệp — too much text in the file")
        try:
            page = self._document[index]
        except PdfiumError as error:
            return self._fail(index, ErrorCode.CORRUPT, f"không mở được trang — the page cannot be opened ({error})")
        try:
            return self._lay_out(index, read_raw_page(page), last)
        except PageTooLarge as error:
            return self._fail(index, ErrorCode.TOO_LARGE, f"trang quá nhiều đối tượng — too much on the page ({error})")
        except PdfiumError as error:
            return self._fail(index, ErrorCode.CORRUPT, f"không đọc được trang — the page cannot be read ({error})")
        finally:
            page.close()

    def _fail(self, index: int, code: ErrorCode, detail: str) -> _PageResult:
        return _PageResult(
            Page(self._id, index + 1, "", status=DocumentStatus.FAILED, error_code=code, error_detail=detail)
        )

    def _lay_out(self, index: int, raw: RawPage, last: Piece | None) -> _PageResult:
        raw, encoding = decode_page(raw)
        layout = lay_out(raw, index + 1, last)
        drawing = raw.drawing
        reason = find_ocr_reason(
            layout.text,
            image_share=drawing.image_share,
            path_count=drawing.path_count,
            invisible_share=drawing.invisible_share,
            unmapped_share=raw.unmapped_share,
        )
        width, height = raw.shown_frame.size
        page = Page(
            self._id,
            index + 1,
            layout.text,
            width=self._points.read(width),
            height=self._points.read(height),
            text_source=TextSource.NATIVE,
            encoding=encoding,
        )
        if reason:
            page = replace(page, status=reason.status, error_code=ErrorCode.OCR_UNAVAILABLE, error_detail=reason.value)
        if reason and reason.status is DocumentStatus.FAILED:
            return _PageResult(replace(page, text="", text_source=None, encoding=None))
        self._characters += len(layout.text)
        return _PageResult(page, self._place_words(index + 1, layout, raw), _turn(layout.pieces, raw))

    def _place_words(self, number: int, layout: PageLayout, raw: RawPage) -> tuple[Word, ...]:
        at, name = self._points, self._id
        words = layout.words if raw.is_as_shown else tuple((n, raw.shown_word(word)) for n, word in layout.words)
        return tuple(
            Word(
                name,
                number,
                start,
                start + len(text),
                at[round(x0 * 10)],
                at[round(y0 * 10)],
                at[round(x1 * 10)],
                at[round(y1 * 10)],
            )
            for start, (text, x0, y0, x1, y1, _, _) in words
        )


def _turn(pieces: Sequence[Piece], raw: RawPage) -> tuple[Piece, ...]:
    """The pieces with cells placed on the page as shown."""
    if raw.is_as_shown:
        return tuple(pieces)
    return tuple(
        replace(piece, cells=tuple(replace(cell, box=raw.shown_box(cell.box)) for cell in piece.cells))
        for piece in pieces
    )


class _Points(dict[int, Decimal]):
    """Decimals of points by their tenths (0.04 mm), each made once: a page has 2,000 coordinates, most seen before."""

    def __missing__(self, tenths: int) -> Decimal:
        value = self[tenths] = Decimal(tenths).scaleb(-1)
        return value

    def read(self, value: float) -> Decimal:
        """The value rounded to a tenth."""
        return self[round(value * 10)]

    def read_box(self, box: Box) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """The four sides."""
        return self.read(box.x0), self.read(box.y0), self.read(box.x1), self.read(box.y1)


def _emit_tables(
    document_id: str, tables: Sequence[StitchedTable]
) -> tuple[tuple[TableCell, ...], tuple[CellSpan, ...]]:
    cells: list[TableCell] = []
    spans: list[CellSpan] = []
    points = _Points()
    for number, table in enumerate((t for t in tables if t.cells), start=1):
        table_id = f"{document_id}-t{number:03d}"
        for cell in table.cells:
            first = cell.parts[0]
            box = points.read_box(cell.placed.box)
            cells.extend(
                TableCell(
                    document_id,
                    table_id,
                    first.page,
                    cell.row,
                    col,
                    cell.text,
                    cell.is_header,
                    first.start,
                    first.end,
                    *box,
                )
                for col in spread(cell)
            )
            spans.extend(
                CellSpan(document_id, table_id, cell.row, cell.col, part.page, part.start, part.end)
                for part in cell.parts
            )
    return tuple(sorted(cells, key=lambda c: (c.table_id, c.row, c.col))), tuple(spans)


def _conclude(parcel: Parcel, pages: Sequence[Page], *, is_cut: bool) -> Document:
    """The document's row: ok, partial with what is missing, or failed where every page is."""
    bad = [page for page in pages if page.status is not DocumentStatus.OK]
    details = [f"trang {_list_pages(found)}: {detail}" for detail, found in _group_details(bad).items()]
    if is_cut:
        left = len(pages) - sum(page.status is DocumentStatus.FAILED for page in bad)
        details.insert(0, f"tệp bị cắt cụt, còn đọc được {left} trang — the file is cut off, {left} pages left")
    status = DocumentStatus.OK if not details else DocumentStatus.PARTIAL
    if pages and all(page.status is DocumentStatus.FAILED for page in pages):
        status = DocumentStatus.FAILED
    return replace(
        parcel.document,
        status=status,
        error_code=(ErrorCode.CORRUPT if is_cut else bad[0].error_code) if details else None,
        error_detail=f"{parcel.document.path}: {'; '.join(details)}" if details else None,
        page_count=len(pages),
        text_source=TextSource.NATIVE if status is not DocumentStatus.FAILED else None,
    )


def _group_details(bad: Sequence[Page]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for page in bad:
        groups.setdefault(page.error_detail or "", []).append(page.page)
    return groups


def _list_pages(pages: Sequence[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:_SHOWN_PAGES])
    return shown if len(pages) <= _SHOWN_PAGES else f"{shown}, … ({len(pages)})"
