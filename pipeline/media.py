"""Media types, by what the bytes say; the name decides only where they say too little."""

from __future__ import annotations

from pathlib import PurePosixPath

SNIFF_BYTES = 65536

OCTETS = "application/octet-stream"
TEXT = "text/plain"
ARCHIVE = "application/zip"
_OLE = "application/x-ole-storage"
_OFFICE = "application/vnd.openxmlformats-officedocument"

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", f"{_OFFICE}.wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}.spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}.presentationml.presentation"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)
IN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
BY_SUFFIX: dict[str, str] = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
}
TEXT_BY_SUFFIX: dict[str, str] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xml": "application/xml",
    ".json": "application/json",
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")
# Real texts have none; VISCII and TCVN3 put a few letters there; of random bytes 10 % are controls (27 of 256).
_MAX_CONTROL_SHARE = 0.05
_MIN_ZERO_SHARE = 0.3


def sniff_media_type(path: str, head: bytes, tail: bytes = b"") -> str:
    """The media type of a file by its first and last bytes and its name.

    >>> sniff_media_type("report.txt", bytes(3))
    'application/octet-stream'
    """
    suffix = PurePosixPath(path).suffix.lower()
    by_magic = next((media for magic, media in MAGIC if head.startswith(magic)), None)
    if by_magic == ARCHIVE:
        return next((media for mark, media in IN_ZIP if mark in head or mark in tail), ARCHIVE)
    if by_magic == _OLE:
        return _sniff_ole(head + tail, suffix)
    if by_magic and not (by_magic == "image/bmp" and is_text(head)):
        return by_magic
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if is_text(head):
        return _sniff_text(head, suffix)
    return BY_SUFFIX.get(suffix, OCTETS)


def _sniff_ole(data: bytes, suffix: str) -> str:
    by_stream = next((media for name, media in IN_OLE if name.encode("utf-16-le") in data), None)
    return by_stream or BY_SUFFIX.get(suffix, _OLE)


def _sniff_text(head: bytes, suffix: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return TEXT_BY_SUFFIX.get(suffix, TEXT)


def is_text(head: bytes) -> bool:
    """Whether bytes are text in some encoding: marked, UTF-16 without a mark, or next to free of control bytes."""
    if head.startswith(_BOMS) or _is_utf16(head):
        return True
    controls = sum(1 for byte in head if byte < 0x20 and byte not in _TEXT_CONTROLS)
    return 0 not in head and controls <= _MAX_CONTROL_SHARE * len(head)


def _is_utf16(head: bytes) -> bool:
    """Whether every other byte is often zero, as in Latin letters of UTF-16, and its neighbours are not."""
    for offset in (0, 1):
        zeros = head[offset::2].count(0)
        others = head[1 - offset :: 2]
        if head and zeros > _MIN_ZERO_SHARE * len(others) and others.count(0) == 0:
            controls = sum(1 for byte in others if byte < 0x20 and byte not in _TEXT_CONTROLS)
            return controls <= _MAX_CONTROL_SHARE * len(others)
    return False
