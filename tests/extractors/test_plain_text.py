"""Plain text as published: bytes become pages, whatever typed them."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from extractors.readers.failure import ReadFailure
from extractors.readers.plain_text import decode_text
from schemas.document import DocumentStatus, Encoding, ErrorCode, TextSource
from tests.reading import read

TEXT = "Huyện đã tiếp nhận 1.250 hồ sơ của người dân.\nTỷ lệ đúng hạn đạt 98,5%.\n"


def windows_1258(text: str) -> bytes:
    """Letters with a shape as one byte, tones as bytes behind them."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shapes = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        tones = [mark for mark in marks if mark not in shapes]
        letters.append(unicodedata.normalize("NFC", base + "".join(shapes)) + "".join(tones))
    return "".join(letters).encode("cp1258")


# (bytes, what is new in the row)
ENCODED = [
    (TEXT.encode(), "UTF-8"),
    (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8 with a mark"),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16, little end first, with a mark"),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16, big end first, with a mark"),
    (TEXT.encode("utf-16-le"), "UTF-16, little end first, without a mark"),
    (TEXT.encode("utf-16-be"), "UTF-16, big end first, without a mark"),
    (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32: its mark begins with that of UTF-16"),
    (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "UTF-32, big end first"),
    (windows_1258(TEXT), "Windows-1258: tones stand behind their letters"),
    (unicodedata.normalize("NFD", TEXT).encode(), "decomposed letters, as a Mac types them"),
    (TEXT.replace("\n", "\r\n").encode(), "lines of Windows"),
    (TEXT.replace("\n", "\r").encode(), "lines of an old Mac"),
]


@pytest.mark.parametrize(("data", "new"), ENCODED, ids=[new for _, new in ENCODED])
def test_one_text_from_every_encoding(data: bytes, new: str) -> None:
    decoded = decode_text(data)
    assert (decoded.text, decoded.damage) == (TEXT, None), new


# (bytes, words that are still read, what is new in the row)
DAMAGED = [
    ("Đã cấp 45 thẻ ở huyện".encode() + "ế".encode()[:2], "Đã cấp 45 thẻ ở huyện", "cut inside a letter"),
    ((TEXT * 20).encode().replace("đạt".encode(), b"\xc4\xc4t", 1), "98,5%", "a letter broken in a longer text"),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "98,5%", "UTF-16 of an odd number of bytes"),
]


@pytest.mark.parametrize(("data", "words", "new"), DAMAGED, ids=[new for *_, new in DAMAGED])
def test_damage_is_told_and_the_rest_is_kept(data: bytes, words: str, new: str) -> None:
    parcel = read(data)
    assert words in parcel.pages[0].text, new
    assert parcel.document.status is DocumentStatus.PARTIAL
    assert parcel.document.error_code is ErrorCode.CORRUPT
    assert "bao_cao.txt" in (parcel.document.error_detail or ""), "the message names the document"


REFUSED = [
    (b"", ErrorCode.EMPTY, "no bytes"),
    (b" \r\n\t\x0c ", ErrorCode.EMPTY, "white space only"),
    (codecs.BOM_UTF8, ErrorCode.EMPTY, "a mark and nothing behind it"),
    (bytes(range(256)) * 8, ErrorCode.UNSUPPORTED_TYPE, "every byte there is"),
    (b"\x7fELF\x02\x01\x01" + bytes(64) + b"\xff\xfe\x90" * 30, ErrorCode.UNSUPPORTED_TYPE, "a program"),
    (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + b"\x01\x02\x03" * 40,
        ErrorCode.UNSUPPORTED_TYPE,
        "a picture",
    ),
]


@pytest.mark.parametrize(("data", "code", "new"), REFUSED, ids=[new for *_, new in REFUSED])
def test_what_is_no_text_is_refused(data: bytes, code: ErrorCode, new: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        read(data)
    assert failure.value.code is code, new


@pytest.mark.parametrize(
    ("text", "pages", "new"),
    [
        ("một\n", ["một\n"], "one page"),
        ("một\fhai", ["một", "hai"], "a form feed divides"),
        ("một\fhai\f", ["một", "hai"], "a form feed at the end begins no page"),
        ("một\f\fba", ["một", "", "ba"], "an empty page between keeps its number"),
    ],
)
def test_pages(text: str, pages: list[str], new: str) -> None:
    parcel = read(text)
    assert [page.text for page in parcel.pages] == pages, new
    assert [page.page for page in parcel.pages] == list(range(1, len(pages) + 1))
    assert parcel.document.page_count == len(pages)


def test_where_the_text_came_from() -> None:
    parcel = read(TEXT)
    assert parcel.document.status is DocumentStatus.OK
    assert parcel.document.text_source is TextSource.PLAIN
    assert {(page.text_source, page.encoding) for page in parcel.pages} == {(TextSource.PLAIN, Encoding.UNICODE)}
