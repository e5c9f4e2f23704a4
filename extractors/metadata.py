"""What a document says of itself, by the layout of Decree 30/2020: type, symbol, title, issuer, date, period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from extractors.layout import Block, Level
from extractors.periods import read_period
from schemas.document import DocType, Document

_TYPES: tuple[tuple[str, DocType], ...] = (
    ("BÁO CÁO", DocType.BAO_CAO),
    ("KẾ HOẠCH", DocType.KE_HOACH),
    ("QUYẾT ĐỊNH", DocType.QUYET_DINH),
    ("NGHỊ QUYẾT", DocType.NGHI_QUYET),
    ("THÔNG BÁO", DocType.THONG_BAO),
    ("TỜ TRÌNH", DocType.TO_TRINH),
    ("CHỈ THỊ", DocType.CHI_THI),
)
_MAX_HEAD_BLOCKS = 40
_SYMBOL = regex.compile(r"(?i:số)\s*:\s*(?P<symbol>\d*[\s…._]*(?:/\d{4})?\s*[/-]\s?\p{Lu}[\p{L}\d&]*(?:\s?[-/&.]\s?\p{Lu}[\p{L}\d&]*)*|\d+[-/]\p{Lu}[\p{L}/-]*)")
_DATE = regex.compile(
    r"(?P<place>\p{Lu}[\p{L}\s.-]{1,40}?),\s*ngày\s*(?P<day>\d{1,2})?[\s….…_]*tháng\s*(?P<month>\d{1,2})?[\s….…_]*năm\s*(?P<year>\d{4})"
)
_ISSUER = regex.compile(
    r"(?i)((?:U[ỶY]|Ủ?Y?ỷ?|ỦY|UỶ)\s*BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|PHÒNG|BAN|CHI CỤC|CỤC|BẢO HIỂM XÃ HỘI|CÔNG AN|TÒA ÁN|VIỆN KIỂM SÁT"
    r"|TRƯỜNG|TRUNG TÂM|BỆNH VIỆN|HUYỆN ỦY|THÀNH ỦY|TỈNH ỦY|THỊ ỦY|ĐẢNG ỦY|VĂN PHÒNG|THANH TRA|KHO BẠC|NGÂN HÀNG|HỘI|LIÊN ĐOÀN|CỤC THUẾ|CHI CỤC THUẾ)\b"
)
_MOTTO = regex.compile(r"(?i)cộng ho[àòa]+ xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do")
_BODY = regex.compile(r"(?i)^(?:căn cứ|thực hiện|kính gửi|theo |ủy ban nhân dân|uỷ ban nhân dân|ubnd |[IVX]{1,4}[.)]|1[.)]|phần|điều 1|năm \d{4},|trong |xét |trên cơ sở|thi hành )")


def read_metadata(document: Document, blocks: Sequence[Block]) -> Document:
    """The document with its metadata as far as printed; blanks stay blank."""
    head = [block for block in blocks if block.level is not Level.CELL][:_MAX_HEAD_BLOCKS]
    texts = [block.flat.text.strip(" *") for block in head]
    type_at, doc_type = _find_type(texts)
    title = _read_title(texts, type_at)
    before = texts[: type_at if type_at is not None else 12]
    issued = next((match for text in texts[:20] if (match := _DATE.search(text))), None)
    symbol = next((match["symbol"] for text in texts[:20] if (match := _SYMBOL.search(text))), None)
    year = int(issued["year"]) if issued else None
    month = int(issued["month"]) if issued and issued["month"] else None
    period = read_period(title or "", year) or (read_period(f"năm {year}", year) if year and not title else None)
    return replace(
        document,
        doc_type=doc_type or (DocType.CONG_VAN if any(text.startswith("Kính gửi") for text in texts) else DocType.KHAC),
        symbol="".join(symbol.split()) or None if symbol else None,
        title=title,
        issuer=_read_issuer(before),
        issued_year=year,
        issued_month=month,
        issued_on=_issued_on(year, month, issued["day"] if issued else None),
        period_start=period.start if period else None,
        period_end=period.end if period else None,
    )


def _issued_on(year: int | None, month: int | None, day: str | None) -> date | None:
    if year is None or month is None or not day:
        return None
    try:
        return date(year, month, int(day))
    except ValueError:
        return None


def _find_type(texts: Sequence[str]) -> tuple[int | None, DocType | None]:
    for index, text in enumerate(texts):
        for word, doc_type in _TYPES:
            if text == word or text.startswith(word + " ") and text.isupper() or text.startswith(word + " ") and len(text) < 400:
                return index, doc_type
    return None, None


def _read_title(texts: Sequence[str], type_at: int | None) -> str | None:
    """The lines from the type word to the body, without the type word."""
    if type_at is None:
        return _read_subject(texts)
    parts: list[str] = []
    first = texts[type_at]
    word = next(word for word, _ in _TYPES if first.startswith(word))
    if len(first) > len(word):
        parts.append(first[len(word) :].strip(" *:"))
    for text in texts[type_at + 1 : type_at + 5]:
        if _BODY.match(text) or len(text) > 400 or _DATE.search(text) or regex.fullmatch(r"[-_–—*\s]+", text):
            break
        parts.append(text.strip(" *"))
    return " ".join(part for part in parts if part) or None


def _read_subject(texts: Sequence[str]) -> str | None:
    """The subject of an official letter (V/v ...)."""
    for text in texts[:15]:
        match = regex.match(r"(?i)v/v:?\s+(.*)", text)
        if match:
            return match[1].strip()
    return None


def _read_issuer(texts: Sequence[str]) -> str | None:
    """The issuing body: the lines of the letterhead that name an office."""
    parts: list[str] = []
    for text in texts:
        text = regex.split(r"\t| {3,}", _MOTTO.split(text)[0])[0].strip(" *-–_")
        if not text or _SYMBOL.search(text) or _DATE.search(text):
            if parts:
                break
            continue
        if parts and (text.isupper() and len(text) < 60) or _ISSUER.match(text) and len(text) < 120:
            parts.append(text)
        elif parts:
            break
    return " ".join(parts) or None
