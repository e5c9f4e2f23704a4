"""What lies in a .zip of reports: its files, safely named, within limits; nothing is written anywhere."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import regex

from extractors.readers.failure import ReadFailure
from schemas.document import ErrorCode

# An office hands in a folder of reports; more files are a backup of a disk.
MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 200 * 1024 * 1024
MAX_TOTAL_BYTES = 1024 * 1024 * 1024
# Reports pack 1 to 20 times; zeros 1,000 times. Small files may be anything.
MAX_RATIO = 400
# An archive of archives is what offices of offices send; deeper ones only traps are.
MAX_DEPTH = 2
_RATIO_FREE_BYTES = 8 * 1024 * 1024
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_DRIVE = regex.compile(r"^[A-Za-z]:")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path inside it, with '/', and its size; a reason where it must not be opened."""

    path: str
    size: int
    code: ErrorCode | None = None
    detail: str | None = None
    index: int = 0


def list_members(data: bytes, room: int | None = None) -> tuple[Member, ...]:
    """The files of an archive, sorted by path; folders and what systems leave behind are left out.

    Raises ReadFailure where the archive is damaged or unpacks to more than `room` bytes (all there may be, if none). A
    member that is not safe (a path that leads out, a bomb, a password) is listed with the reason.
    """
    infos = _open(data).infolist()
    if len(infos) > MAX_MEMBERS:
        detail = f"tệp nén có {len(infos)} tệp, quá {MAX_MEMBERS} — {len(infos)} files in one archive"
        raise ReadFailure(ErrorCode.TOO_LARGE, detail)
    members = sorted(_members(infos), key=lambda member: (member.path, member.index))
    if sum(member.size for member in members if member.code is None) > (MAX_TOTAL_BYTES if room is None else room):
        raise ReadFailure(ErrorCode.TOO_LARGE, "tệp nén giãn ra hơn 1 GB — the archive unpacks to more than 1 GB")
    return tuple(members)


def read_member(data: bytes, member: Member) -> bytes:
    """The bytes of a member that list_members found safe. Raises ReadFailure where they are damaged."""
    if member.code is not None:
        raise ReadFailure(member.code, member.detail or member.path)
    archive = _open(data)
    info = archive.infolist()[member.index]
    try:
        with archive.open(info) as stream:
            content = stream.read(member.size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        detail = f"{member.path}: không giải nén được ({error}) — cannot be unpacked"
        raise ReadFailure(ErrorCode.CORRUPT, detail) from error
    if len(content) != member.size:
        raise ReadFailure(
            ErrorCode.CORRUPT, f"{member.path}: kích thước khác khai báo — size differs from the directory"
        )
    return content


def find_member(data: bytes, path: str, depth: int = 1) -> Iterator[bytes]:
    """The bytes of the members at a path, which may lead through an archive in the archive."""
    for member in list_members(data):
        if member.code is not None:
            continue
        if member.path == path:
            yield read_member(data, member)
        elif path.startswith(f"{member.path}/") and depth < MAX_DEPTH:
            yield from find_member(read_member(data, member), path[len(member.path) + 1 :], depth + 1)


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OverflowError, NotImplementedError) as error:
        raise ReadFailure(ErrorCode.CORRUPT, f"tệp nén hỏng ({error}) — the archive is damaged") from error


def _members(infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    seen: set[str] = set()
    for index, info in enumerate(infos):
        name = _read_name(info).replace("\\", "/")
        if name.endswith("/") or any(
            name.startswith(junk) or name.endswith("/" + junk) or name == junk for junk in _JUNK
        ):
            continue
        path = _clean_path(name)
        code, detail = _find_danger(info, name, path, seen)
        seen.add(path.casefold())
        yield Member(path, info.file_size, code, detail, index)


def _read_name(info: zipfile.ZipInfo) -> str:
    """The name as it was written: archives made in Việt Nam hold UTF-8 without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _clean_path(name: str) -> str:
    """The path without drive, root, and steps up; control characters become '_'."""
    steps = [step for step in _DRIVE.sub("", name).split("/") if step not in ("", ".", "..")]
    return "/".join("".join(c if c.isprintable() else "_" for c in step) for step in steps) or "_"


def _find_danger(info: zipfile.ZipInfo, name: str, path: str, seen: set[str]) -> tuple[ErrorCode | None, str | None]:
    """Why a member must not be opened, or nothing."""
    ratio = info.file_size / max(1, info.compress_size)
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return ErrorCode.CORRUPT, f"{path}: đường dẫn ra ngoài tệp nén — the path leads out of the archive"
    if path.casefold() in seen:
        return ErrorCode.CORRUPT, f"{path}: hai tệp trùng tên — two files by one name"
    if info.flag_bits & _ENCRYPTED_FLAG:
        return ErrorCode.ENCRYPTED, f"{path}: tệp nén có mật khẩu — the archive has a password"
    if info.file_size > MAX_MEMBER_BYTES or (info.file_size > _RATIO_FREE_BYTES and ratio > MAX_RATIO):
        return (
            ErrorCode.TOO_LARGE,
            f"{path}: giãn ra {info.file_size} byte (bom nén?) — swells to {info.file_size} bytes",
        )
    return None, None
