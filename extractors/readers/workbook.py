"""Workbooks (.xlsx, .xls): a page per sheet, numbers as a person sees them, tables with their merged headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.readers.failure import ReadFailure
from extractors.readers.layout_text import LaidOut, TextBuilder
from extractors.readers.workbook_layout import lay_out_sheet
from extractors.readers.workbook_sheet import FailedSheet, Sheet
from extractors.readers.workbook_xls import read_xls
from extractors.readers.workbook_xlsx import read_xlsx
from extractors.rules_compiled import CompiledRules
from schemas.document import Document, DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel

_OLD = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")


def read_workbook(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """A page per sheet that is not hidden, with its tables. Raises ReadFailure for what is none or empty."""
    return lay_out_workbook(read_xls(data) if data.startswith(_OLD) else read_xlsx(data), parcel, rules)


def lay_out_workbook(sheets: Iterable[Sheet | FailedSheet], parcel: Parcel, rules: CompiledRules) -> Parcel:
    """A page per sheet, with its tables. Raises ReadFailure where there is nothing on them."""
    builder = TextBuilder(parcel.document.document_id, rules)
    problems: list[tuple[ErrorCode, str]] = []
    for sheet in sheets:
        problems.extend(_add_sheet(sheet, builder, rules))
    laid_out = builder.result()
    if not laid_out.has_text:
        code, detail = problems[0] if problems else (ErrorCode.EMPTY, "không có chữ nào — there is no text")
        raise ReadFailure(code, detail)
    return replace(
        parcel,
        document=_describe(parcel.document, laid_out, problems),
        pages=laid_out.pages,
        cells=laid_out.cells,
        cell_spans=laid_out.cell_spans,
    )


def _add_sheet(sheet: Sheet | FailedSheet, builder: TextBuilder, rules: CompiledRules) -> list[tuple[ErrorCode, str]]:
    """Lay out one sheet; what went wrong with it."""
    if isinstance(sheet, FailedSheet):
        builder.add_failed_page(sheet.code, sheet.detail)
        return [(sheet.code, f"trang tính “{sheet.name}”: {sheet.detail}")]
    builder.add(lay_out_sheet(sheet, rules))
    builder.end_page()
    if not sheet.missing:
        return []
    detail = (
        f"trang tính “{sheet.name}”: {sheet.missing} công thức không lưu kết quả, hãy mở bằng Excel rồi lưu lại — "
        f"{sheet.missing} formulas were saved without a value; open and save it in Excel"
    )
    return [(ErrorCode.EMPTY, detail)]


def _describe(document: Document, laid_out: LaidOut, problems: Sequence[tuple[ErrorCode, str]]) -> Document:
    return replace(
        document,
        status=DocumentStatus.PARTIAL if problems else DocumentStatus.OK,
        error_code=problems[0][0] if problems else None,
        error_detail=f"{document.path}: {'; '.join(detail for _, detail in problems)}" if problems else None,
        page_count=len(laid_out.pages),
        text_source=TextSource.NATIVE,
    )
