"""Bytes to pages and cells: one contract for every container."""

from __future__ import annotations

from dataclasses import replace

from extractors.readers.delimited import read_delimited
from extractors.readers.docx import read_docx
from extractors.readers.failure import ReadFailure
from extractors.readers.html import read_html
from extractors.readers.markdown import read_markdown
from extractors.readers.pdf import read_pdf
from extractors.readers.plain_text import read_text
from extractors.readers.scan_image import read_image
from extractors.readers.workbook import read_workbook
from extractors.rules_compiled import CompiledRules
from schemas.document import DocumentStatus, ErrorCode
from schemas.parcel import Parcel

_OFFICE = "application/vnd.openxmlformats-officedocument"
READERS = {
    "application/pdf": read_pdf,
    f"{_OFFICE}.wordprocessingml.document": read_docx,
    f"{_OFFICE}.spreadsheetml.sheet": read_workbook,
    "application/vnd.ms-excel": read_workbook,
    "image/jpeg": read_image,
    "image/png": read_image,
    "image/tiff": read_image,
    "text/csv": read_delimited,
    "text/html": read_html,
    "text/markdown": read_markdown,
    "text/plain": read_text,
    "text/tab-separated-values": read_delimited,
}


def read_bytes(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """The parcel with its pages and cells; a document that cannot be read says why and has none."""
    try:
        if not data:
            raise ReadFailure(ErrorCode.EMPTY, "tệp rỗng — the file is empty")
        reader = READERS.get(parcel.document.media_type)
        if reader is None:
            kind = parcel.document.media_type
            raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, f"chưa đọc được loại tệp {kind} — cannot read {kind} yet")
        return reader(data, parcel, rules)
    except ReadFailure as failure:
        return fail(parcel, failure)


def fail(parcel: Parcel, failure: ReadFailure) -> Parcel:
    """The parcel of a document that cannot be read, with the reason."""
    detail = f"{parcel.document.path}: {failure.detail}"
    document = replace(
        parcel.document, status=DocumentStatus.FAILED, error_code=failure.code, error_detail=detail, page_count=0
    )
    return replace(parcel, document=document)
