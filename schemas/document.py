"""Documents and what was read of them: files, pages, table cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column


class DocumentStatus(StrEnum):
    """How far a document (or a page) came."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class ErrorCode(StrEnum):
    """Why something was not read."""

    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    UNSUPPORTED_TYPE = "unsupported_type"
    OCR_UNAVAILABLE = "ocr_unavailable"
    INTERNAL = "internal"


class TextSource(StrEnum):
    """Where the text of a page came from."""

    PLAIN = "plain"
    NATIVE = "native"
    OCR = "ocr"
    MIXED = "mixed"


class Encoding(StrEnum):
    """The letters the page was typed in, before it became Unicode."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"


class DocType(StrEnum):
    """Kinds of administrative documents of Decree 30/2020."""

    BAO_CAO = "bao_cao"
    KE_HOACH = "ke_hoach"
    QUYET_DINH = "quyet_dinh"
    NGHI_QUYET = "nghi_quyet"
    CONG_VAN = "cong_van"
    THONG_BAO = "thong_bao"
    TO_TRINH = "to_trinh"
    CHI_THI = "chi_thi"
    KHAC = "khac"


@dataclass(frozen=True, slots=True)
class Document:
    """One file, whatever its names: equal bytes are one document."""

    document_id: Annotated[str, Column("First 16 hex digits of the file's SHA-256.")]
    path: Annotated[str, Column("Path relative to the input folder, with '/'; the first of its names in sorted order.")]
    sha256: Annotated[str, Column("SHA-256 of the file's bytes, hex.")]
    media_type: Annotated[str, Column("Media type by content and name, such as text/plain.")]
    status: Annotated[
        DocumentStatus, Column("ok: read whole; partial: some pages or stages failed; failed: nothing usable.")
    ]
    error_code: Annotated[ErrorCode | None, Column("Why the document, or a part of it, was not read.")] = None
    error_detail: Annotated[str | None, Column("What happened, where, in words: Vietnamese first, English beside.")] = (
        None
    )
    text_source: Annotated[TextSource | None, Column("Where the text came from.")] = None
    page_count: Annotated[int | None, Column("Pages in the document.")] = None
    doc_type: Annotated[DocType | None, Column("Kind of document, by its type line (Decree 30/2020).")] = None
    symbol: Annotated[
        str | None, Column("Number and symbol as printed, such as 12/BC-UBND; a blank number stays blank.")
    ] = None
    title: Annotated[str | None, Column("What the document is about, without the type word.")] = None
    issuer: Annotated[str | None, Column("The issuing body, as printed in full.")] = None
    place_id: Annotated[str | None, Column("The administrative place reported on (places.place_id).")] = None
    issued_on: Annotated[date | None, Column("Date of issue, only where day, month and year are printed.")] = None
    issued_year: Annotated[int | None, Column("Year of issue as far as printed.")] = None
    issued_month: Annotated[int | None, Column("Month of issue as far as printed.")] = None
    period_start: Annotated[date | None, Column("First day of the period reported on.")] = None
    period_end: Annotated[date | None, Column("Last day of the period reported on.")] = None
    same_as: Annotated[
        str | None,
        Column(
            "Another document with the same content in another container; views use that one. It is the one read whole, "
            "not from an image, in the richest container (Word, PDF, HTML, Markdown, text), then the first by path."
        ),
    ] = None
    supersedes: Annotated[
        str | None,
        Column(
            "The issue of the same report before this one: same issuer, title and period as far as printed, most "
            "figures in common, and an earlier date or number."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class DocumentPath:
    """One name of a document."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    path: Annotated[str, Column("A path under which exactly these bytes were found, relative to the input folder.")]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    page: Annotated[int, Column("Page number, from 1; a plain text is page 1 unless form feeds divide it.")]
    text: Annotated[
        str, Column("The decoded text: NFC, LF, no BOM, nothing else done to it. Offsets count its code points.")
    ]
    width: Annotated[Decimal | None, Column("Width in points.")] = None
    height: Annotated[Decimal | None, Column("Height in points.")] = None
    text_source: Annotated[TextSource | None, Column("Where this page's text came from.")] = None
    encoding: Annotated[Encoding | None, Column("Letters the page was typed in.")] = None
    ocr_confidence: Annotated[Decimal | None, Column("Mean confidence of OCR on this page, 0 to 1.")] = None
    status: Annotated[DocumentStatus, Column("Whether the page was read.")] = DocumentStatus.OK
    error_code: Annotated[ErrorCode | None, Column("Why the page was not read.")] = None
    error_detail: Annotated[str | None, Column("What happened on this page, in words.")] = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table; a table over several pages is one table."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    table_id: Annotated[str, Column("The table, unique in the warehouse: document_id and its ordinal.")]
    page: Annotated[int, Column("Page of the cell's first part.")]
    row: Annotated[int, Column("Row in the table, from 0, header rows included once.")]
    col: Annotated[int, Column("Column in the table, from 0.")]
    text: Annotated[str, Column("The cell's text, white space collapsed, parts joined over a page end.")]
    is_header: Annotated[bool, Column("True in header rows.")]
    char_start: Annotated[int | None, Column("Start of the cell's first part in pages.text.")] = None
    char_end: Annotated[int | None, Column("End of the cell's first part in pages.text, exclusive.")] = None
    x0: Annotated[Decimal | None, Column("Left edge in points from the page's left.")] = None
    y0: Annotated[Decimal | None, Column("Top edge in points from the page's top.")] = None
    x1: Annotated[Decimal | None, Column("Right edge in points.")] = None
    y1: Annotated[Decimal | None, Column("Bottom edge in points.")] = None


@dataclass(frozen=True, slots=True)
class CellSpan:
    """One part of a cell's text on its page; most cells have one."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    table_id: Annotated[str, Column("The table (table_cells.table_id).")]
    row: Annotated[int, Column("Row of the cell.")]
    col: Annotated[int, Column("Column of the cell.")]
    page: Annotated[int, Column("Page of this part.")]
    char_start: Annotated[int, Column("Start of this part in pages.text.")]
    char_end: Annotated[int, Column("End of this part in pages.text, exclusive.")]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a blank, with its box; only documents that have pages with geometry have words."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    page: Annotated[int, Column("Page it stands on.")]
    char_start: Annotated[int, Column("Start in pages.text.")]
    char_end: Annotated[int, Column("End in pages.text, exclusive.")]
    x0: Annotated[Decimal, Column("Left edge in points from the page's left.")]
    y0: Annotated[Decimal, Column("Top edge in points from the page's top.")]
    x1: Annotated[Decimal, Column("Right edge in points.")]
    y1: Annotated[Decimal, Column("Bottom edge in points.")]
    confidence: Annotated[
        Decimal | None, Column("Confidence of OCR, 0 to 1; NULL where the text is not read from an image.")
    ] = None
    alternatives: Annotated[
        str | None, Column("Other readings of the same place, separated by ' | '; NULL where there are none.")
    ] = None
