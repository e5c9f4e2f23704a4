"""Media types come from the bytes; a name alone proves nothing."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from pipeline.media import sniff_media_type

VIETNAMESE = "Báo cáo: 98,48% hồ sơ đúng hạn. Ủy ban nhân dân xã.\r\n" * 5
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return stream.getvalue()


CASES = [
    ("a.txt", VIETNAMESE.encode(), "text/plain"),
    ("a.txt", VIETNAMESE.encode("utf-8-sig"), "text/plain"),
    ("a.txt", VIETNAMESE.encode("utf-16"), "text/plain"),
    ("a.txt", VIETNAMESE.encode("utf-16-le"), "text/plain"),  # no mark: every other byte tells
    ("a.txt", VIETNAMESE.encode("utf-16-be"), "text/plain"),
    ("a.txt", VIETNAMESE.encode("cp1258", "ignore"), "text/plain"),
    ("a.txt", VIETNAMESE.encode()[:9], "text/plain"),  # cut in the middle of a letter
    ("a.txt", b"", "text/plain"),
    ("A.TXT", b"12", "text/plain"),
    ("no suffix", VIETNAMESE.encode(), "text/plain"),
    ("a.txt", random.Random(1).randbytes(3000), "application/octet-stream"),  # binary, whatever its name
    ("a.txt", bytes(range(256)), "application/octet-stream"),
    ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(50), "application/octet-stream"),
    ("a.txt", b"%PDF-1.7\n...", "application/pdf"),  # content before name
    ("a.pdf", b"\r\n%PDF-1.4", "application/pdf"),  # some writers put a line before it
    ("a.pdf", random.Random(2).randbytes(3000), "application/pdf"),  # claims to be one: the reader says corrupt
    ("a.pdf", b"<!DOCTYPE html><html>404</html>", "text/html"),  # a download that failed
    ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), DOCX),
    ("a.bin", zipped("[Content_Types].xml", "xl/workbook.xml"), XLSX),
    ("a.docx", zipped("hello.txt"), "application/zip"),
    ("a.doc", OLE, "application/msword"),
    ("a", OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
    ("a.doc", OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    ("a.html", b"<p>x</p>", "text/html"),
    ("a.md", b"# x", "text/markdown"),
    ("a.csv", b"a,b", "text/csv"),
    ("a.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
    ("a.txt", b"BM 01: so lieu", "text/plain"),  # "Biểu mẫu", no bitmap
    ("a.rtf", b"{\\rtf1", "application/rtf"),
]


@pytest.mark.parametrize(("name", "content", "expected"), CASES)
def test_media_type(name: str, content: bytes, expected: str) -> None:
    assert sniff_media_type(name, content[:65536], content[-65536:]) == expected
