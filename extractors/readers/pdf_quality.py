"""Whether a page's text can be used, or its picture has to be read."""

from __future__ import annotations

import unicodedata
from enum import Enum

import regex

from schemas.document import DocumentStatus

_CID = regex.compile(r"\(cid:\d+\)")
_LETTER = regex.compile(r"\p{L}")
_MARKED_LETTER = regex.compile(
    r"[\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# A combining mark or a spacing accent with no letter before it.
_LONE_MARK = regex.compile(
    r"(?:(?<=^|\s|\p{P})[\u0300-\u0309\u0323]|(?<=^|\s|\p{L})[\u00b4\u02c6\u02dc\u02d8](?=\s|\p{L}|$))", regex.MULTILINE
)
_ACCENT = regex.compile(r"[\u0300-\u0323\u00b4\u02c6\u02dc\u02d8]")
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?", regex.IGNORECASE
)
_DIGIT_OR_DOTS = regex.compile(r"[\d.,…_–%|*+-]")
_WORD = regex.compile(r"\p{L}+")
# Shares measured on the sample reports: Vietnamese has marks on 29-35 % of its letters (lists of names 20 %), and 97 %
# of its words without their marks still have the shape of a syllable, against 35-45 % of English words.
_MIN_MARKED_SHARE = 0.04
_MIN_SYLLABLE_SHARE = 0.85
_MIN_LETTERS = 150
# A page of letters read by a wrong map is a third punctuation; tables and forms are digits and dots.
_MIN_READABLE_SHARE = 0.7
_MAX_UNMAPPED_SHARE = 0.02
_MAX_LONE_SHARE = 0.005
_MIN_LONE = 5
_MIN_IMAGE_SHARE = 0.5
_FULL_IMAGE_SHARE = 0.8
_MIN_INVISIBLE_SHARE = 0.9
# A page of outlined letters has thousands of paths and no text.
_MIN_OUTLINES = 400
_FEW_CHARACTERS = 30


class OcrReason(Enum):
    """Why a page's own text is not enough: the words for documents.error_detail, Vietnamese first."""

    IMAGE_ONLY = "trang chỉ có ảnh — the page is a picture"
    OUTLINES = "chữ đã chuyển thành nét vẽ — letters are drawn as outlines"
    UNMAPPED = "phông chữ không có bảng mã — fonts without character maps"
    LONE_MARKS = "dấu rời khỏi chữ — accents stand apart from their letters"
    LOST_MARKS = "chữ mất dấu — accents are lost"
    OLD_OCR = "lớp chữ do OCR cũ tạo dưới ảnh — a text layer of an earlier OCR under the picture"

    @property
    def status(self) -> DocumentStatus:
        """failed where nothing of the text is of use, else partial."""
        nothing = (OcrReason.IMAGE_ONLY, OcrReason.OUTLINES, OcrReason.UNMAPPED)
        return DocumentStatus.FAILED if self in nothing else DocumentStatus.PARTIAL


def find_ocr_reason(
    text: str, *, image_share: float, path_count: int, invisible_share: float, unmapped_share: float
) -> OcrReason | None:
    """Why a page has to be read from its picture; None where its text serves or there is nothing on it.

    `image_share` is the part of the page pictures cover, `invisible_share` that of text objects not shown,
    `unmapped_share` that of characters without a Unicode value.
    """
    printed = sum(map(len, text.split()))
    if printed < _FEW_CHARACTERS:
        if image_share >= _MIN_IMAGE_SHARE:
            return OcrReason.IMAGE_ONLY
        return OcrReason.OUTLINES if path_count >= _MIN_OUTLINES and not printed else None
    cids = sum(map(len, _CID.findall(text))) if "(cid:" in text else 0
    if unmapped_share > _MAX_UNMAPPED_SHARE or cids > _MAX_UNMAPPED_SHARE * printed:
        return OcrReason.UNMAPPED
    if image_share >= _FULL_IMAGE_SHARE and invisible_share >= _MIN_INVISIBLE_SHARE:
        return OcrReason.OLD_OCR
    return _find_bad_marks(text)


def _find_bad_marks(text: str) -> OcrReason | None:
    marked = len(_MARKED_LETTER.findall(text))
    if _ACCENT.search(text):
        lone = len(_LONE_MARK.findall(text))
        if lone >= _MIN_LONE and lone > _MAX_LONE_SHARE * len(_LETTER.findall(text)):
            return OcrReason.LONE_MARKS
    if marked > _MIN_MARKED_SHARE * len(text):
        return None
    letters = len(_LETTER.findall(text))
    if letters + len(_DIGIT_OR_DOTS.findall(text)) < _MIN_READABLE_SHARE * sum(map(len, text.split())):
        return OcrReason.UNMAPPED
    if letters < _MIN_LETTERS or marked > _MIN_MARKED_SHARE * letters:
        return None
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if len(word) > 1]
    shaped = sum(bool(_SYLLABLE.fullmatch(word)) for word in words)
    return OcrReason.LOST_MARKS if words and shaped >= _MIN_SYLLABLE_SHARE * len(words) else None
