"""Plain text as published: decoding, pages, and the tables that lie in it."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass, replace

from extractors.legacy import convert_bytes, convert_text, detect_encoding
from extractors.readers.failure import ReadFailure
from extractors.rules_compiled import CompiledRules
from extractors.tables import find_tables
from extractors.text import PAGE_BREAK, DocumentText
from schemas.document import DocumentStatus, Encoding, ErrorCode, Page, TextSource
from schemas.parcel import Parcel

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-16 without a mark: every other byte of Latin text is zero; Vietnamese letters above U+00FF leave a third.
_MIN_ZERO_SHARE = 0.3
# A text has next to no control characters; the binaries tried had 5 % and more.
_MAX_CONTROL_SHARE = 0.01
# A UTF-8 text with a few bad bytes is damaged UTF-8; with more it is another encoding.
_MAX_BAD_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and, where bytes were lost, what was lost."""

    text: str
    damage: str | None = None
    encoding: Encoding = Encoding.UNICODE


def read_text(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """Pages (divided by form feeds) and table cells of a plain text in UTF-8, UTF-16, UTF-32 or Windows-1258."""
    decoded = decode_text(data)
    if not decoded.text.strip():
        raise ReadFailure(ErrorCode.EMPTY, "không có chữ nào — there is no text")
    texts = decoded.text.split(PAGE_BREAK)
    if len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    document_id, encoding = parcel.document.document_id, decoded.encoding
    pages = tuple(_page(document_id, n, text, encoding) for n, text in enumerate(texts, start=1))
    whole = DocumentText.from_pages([(page.page, page.text) for page in pages])
    cells, spans = find_tables(document_id, whole, rules)
    document = replace(
        parcel.document,
        status=DocumentStatus.PARTIAL if decoded.damage else DocumentStatus.OK,
        error_code=ErrorCode.CORRUPT if decoded.damage else None,
        error_detail=f"{parcel.document.path}: {decoded.damage}" if decoded.damage else None,
        page_count=len(pages),
        text_source=TextSource.PLAIN,
    )
    return replace(parcel, document=document, pages=pages, cells=cells, cell_spans=spans)


def decode_text(data: bytes) -> Decoded:
    """The text, NFC and LF, without BOM, old Vietnamese encodings converted. Raises ReadFailure for what is no text."""
    decoded = _decode_marked(data) or _decode_utf16(data) or _decode_utf8(data) or _decode_windows(data)
    if decoded.encoding is Encoding.UNICODE:
        encoding = detect_encoding(decoded.text)
        decoded = Decoded(convert_text(decoded.text, encoding).text, decoded.damage, encoding)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    controls = sum(1 for c in text if c < " " and c not in "\n\t\f\v")
    if controls > _MAX_CONTROL_SHARE * len(text):
        raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, "không phải văn bản (dữ liệu nhị phân) — binary data, not text")
    return Decoded(unicodedata.normalize("NFC", text.replace("\x00", "\ufffd")), decoded.damage, decoded.encoding)


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_whole(data[len(mark) :], encoding)
    return None


def _decode_utf16(data: bytes) -> Decoded | None:
    head = data[:4096]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = head[offset::2].count(0), head[1 - offset :: 2].count(0)
        if zeros > _MIN_ZERO_SHARE * len(head) / 2 and others < zeros / 10:
            return _decode_whole(data, encoding)
    return None


def _decode_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        decoded = _decode_whole(data, "utf-8")
        is_text = any(ord(c) > 127 and c != "\ufffd" for c in decoded.text)
        is_cut = error.start >= len(data) - 3
        few = decoded.text.count("\ufffd") <= max(1, _MAX_BAD_SHARE * len(decoded.text))
        return decoded if is_cut or (is_text and few) else None


def _decode_whole(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        damage = f"byte {error.start} không giải mã được theo {encoding} — byte {error.start} is not valid {encoding}"
        return Decoded(data.decode(encoding, errors="replace"), damage)


def _decode_windows(data: bytes) -> Decoded:
    converted = convert_bytes(data)
    if converted is not None:
        return Decoded(converted.text, None, converted.encoding)
    try:
        return Decoded(data.decode("cp1258"))
    except UnicodeDecodeError:
        raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, "không nhận ra bảng mã — unknown text encoding") from None


def _page(document_id: str, number: int, text: str, encoding: Encoding) -> Page:
    return Page(document_id, number, text, text_source=TextSource.PLAIN, encoding=encoding)
