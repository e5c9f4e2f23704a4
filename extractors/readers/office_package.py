"""A .docx or .xlsx as a package of parts, opened without trust: sizes, entities and programs in disguise."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING

from extractors.readers.failure import ReadFailure
from schemas.document import ErrorCode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# The largest report seen has 190 parts and 0.4 MB of text; a part of 96 MB is 30,000 pages of text.
MAX_PARTS = 20_000
MAX_PART_BYTES = 96 * 1024 * 1024
# Text packs 10 to 40 times, empty cells of a sheet up to 120; zeros 1,000 times.
MAX_RATIO = 400
_RATIO_FREE_BYTES = 8 * 1024 * 1024
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class OfficePackage:
    """The parts of a package by name; raises ReadFailure with the reason for what is no package or not safe."""

    def __init__(self, data: bytes) -> None:
        self._archive = _open_archive(data)
        self._names = {info.filename.lstrip("/").casefold(): info for info in self._archive.infolist()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is no such part."""
        info = self._names.get(name.lstrip("/").casefold())
        if info is None:
            return None
        _refuse_bomb(info)
        try:
            with self._archive.open(info) as stream:
                return _read_limited(stream, info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            detail = f"phần {info.filename} bị hỏng ({error}) — part {info.filename} is damaged"
            raise ReadFailure(ErrorCode.CORRUPT, detail) from error
        except RuntimeError as error:
            raise ReadFailure(ErrorCode.ENCRYPTED, "tệp nén có mật khẩu — the archive has a password") from error

    def read_xml(self, name: str) -> Element | None:
        """The root of a part, None where there is no such part."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)

    def relations(self, name: str) -> dict[str, str]:
        """Target parts by identifier, from the part's relationships; what lies outside the file is left out."""
        folder, _, base = name.rpartition("/")
        root = self.read_xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        if root is None:
            return {}
        return {
            str(item.get("Id")): resolve_part(folder, str(item.get("Target")))
            for item in root
            if item.get("Target") and item.get("TargetMode") != "External"
        }

    def main_part(self, kind: str, default: str) -> str:
        """The part the package is about: the target of a relation whose type ends with the kind."""
        root = self.read_xml("_rels/.rels")
        for item in root if root is not None else ():
            if str(item.get("Type")).endswith(f"/{kind}") and item.get("Target"):
                return resolve_part("", str(item.get("Target")))
        return default


def resolve_part(folder: str, target: str) -> str:
    """The name of a part from a target written relative to a folder of the package."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps = [*steps, step]
    return "/".join(step for step in steps if step)


def parse_xml(data: bytes, name: str) -> Element:
    """The root element; entities are never resolved, nothing is loaded, a document type is refused."""
    from lxml import etree

    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadFailure(
            ErrorCode.CORRUPT, f"phần {name} không phải XML đúng ({error}) — {name} is not sound XML"
        ) from error
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise ReadFailure(ErrorCode.CORRUPT, f"phần {name} khai báo DTD, không mở — {name} declares a document type")
    return root


def _open_archive(data: bytes) -> zipfile.ZipFile:
    _refuse_other_files(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        count = len(archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError, OverflowError, NotImplementedError) as error:
        raise ReadFailure(ErrorCode.CORRUPT, f"tệp bị cắt cụt hoặc hỏng ({error}) — truncated or damaged") from error
    if count > MAX_PARTS:
        raise ReadFailure(ErrorCode.TOO_LARGE, f"tệp có {count} phần — {count} parts in one file")
    return archive


def _refuse_other_files(data: bytes) -> None:
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise ReadFailure(ErrorCode.ENCRYPTED, "tệp đặt mật khẩu — the file is protected by a password")
        raise ReadFailure(
            ErrorCode.UNSUPPORTED_TYPE, "tệp Office kiểu cũ đặt sai đuôi — an old Office file by another name"
        )
    what = "chương trình (.exe) — a program" if data.startswith((b"MZ", b"\x7fELF")) else "dữ liệu lạ — unknown data"
    raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, f"không phải tệp Office mà là {what}")


def _refuse_bomb(info: zipfile.ZipInfo) -> None:
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > MAX_PART_BYTES or (info.file_size > _RATIO_FREE_BYTES and ratio > MAX_RATIO):
        size = f"{info.file_size / 1024 / 1024:.0f} MB"
        raise ReadFailure(
            ErrorCode.TOO_LARGE,
            f"phần {info.filename} giãn ra {size} (bom nén?) — part {info.filename} swells to {size}",
        )


def _read_limited(stream: IO[bytes], info: zipfile.ZipInfo) -> bytes:
    """The part, but never more than it said it would be: the size in the directory may lie."""
    data = stream.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise ReadFailure(ErrorCode.CORRUPT, f"phần {info.filename} dài hơn khai báo — longer than it says")
    return data
