"""Ingest: documents, document_paths and corrections: which files there are, by content, and what is said of them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import messages
from pipeline.errors import UserError
from pipeline.media import ARCHIVE, SNIFF_BYTES, sniff_media_type
from pipeline.paths import Layout
from pipeline.runner import Context, remove_strangers, write_parcel
from pipeline.sidecar import SIDECAR_NAME, find_beside, join_corrections, read_sidecars
from pipeline.stages import STAGE_OF
from schemas.document import Document, DocumentPath, DocumentStatus, ErrorCode
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from extractors.readers.archive import Member

_CHUNK_BYTES = 1024 * 1024
_MB = 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\x([89a-f][0-9a-f])|\\u(d[89a-f][0-9a-f]{2})")


class NothingToReadError(UserError):
    """The input is missing, or no file in it is to be read."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the input: where it is, and its printable path relative to the input."""

    location: Path
    path: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a walk through the input saw."""

    files: tuple[FoundFile, ...]
    ignored: int
    special: tuple[str, ...]
    """Printable paths of what cannot be read as a file: pipes, sockets, devices, folders that are closed to us."""
    sidecars: tuple[FoundFile, ...] = ()
    """What is said of the reports beside them: every metadata.csv."""


def run(context: Context) -> None:
    """Write a row for every file of the input; raises NothingToReadError where there is none."""
    inventory = find_files(context.layout, context.params.ignore)
    stage = STAGE_OF["ingest"]
    with context.reporter.stage(stage, len(inventory.files)) as bar:
        described: list[Parcel] = []
        for file in inventory.files:
            described.extend(describe_files(file, context.params.limits.file_mb))
            bar.advance()
        sidecars = read_sidecars((file.location, file.path) for file in inventory.sidecars)
        parcels, strays = join_corrections(merge_equal(described), sidecars)
        remove_strangers(
            context.layout.stage_folder(stage.name), stage, [parcel.document.document_id for parcel in parcels]
        )
        for parcel in parcels:
            write_parcel(context.layout, stage, parcel)
        bar.note = messages.ingest_note(len(parcels), inventory.ignored, inventory.special)
    if context.layout.input.is_dir():  # beside a file named on its own, the metadata speaks of its neighbours too
        for source, entry in strays:
            context.reporter.warn(messages.no_such_document(source, entry.line, entry.path))


def find_files(layout: Layout, ignore: Iterable[str]) -> Inventory:
    """The files of a run's input; raises NothingToReadError where there is none."""
    if not os.path.lexists(layout.input):
        raise NothingToReadError(messages.no_such_input(layout.input))
    inventory = list_files(layout.input, (*ignore, layout.warehouse.name, layout.reviews.name), _own_output(layout))
    if not inventory.files:
        raise NothingToReadError(messages.nothing_to_read(layout.input, inventory.ignored))
    return inventory


def list_files(root: Path, ignore: Iterable[str], own: Iterable[Path] = ()) -> Inventory:
    """The files at or under a path, sorted by printable path.

    Left out: hidden ones, those that match a pattern, and our own output where it lies in the input.
    """
    patterns = tuple(ignore) if root.is_dir() else ()  # a file named on its own is meant
    files: list[FoundFile] = []
    special: list[str] = []
    sidecars = [FoundFile(path, path.name) for path in find_beside(root)]
    ignored = 0
    for location, relative in _walk(root, {_identity(path) for path in own if path.exists()}):
        if root.is_dir() and os.path.basename(relative).casefold() == SIDECAR_NAME:
            sidecars.append(FoundFile(location, printable_path(relative)))
        if any(fnmatch(os.path.basename(relative), pattern) for pattern in patterns):
            ignored += 1
        elif _is_special(location):
            special.append(printable_path(relative))
        else:
            files.append(FoundFile(location, printable_path(relative)))
    by_path = sorted(files, key=lambda file: file.path)
    return Inventory(tuple(by_path), ignored, tuple(sorted(special)), tuple(sorted(sidecars, key=lambda s: s.path)))


def _walk(root: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[Path, str]]:
    """Every entry that is no folder, with its path relative to the root; a folder is entered once, links included."""
    if not root.is_dir():
        yield root, root.name
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, followlinks=True, onerror=closed.append):
        identity = _identity(Path(folder))
        if identity in seen:
            folders.clear()
            continue
        seen.add(identity)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            location = Path(folder, name)
            if not name.startswith("."):
                yield location, _relative(location, root)
    for error in closed:
        location = Path(os.fsdecode(error.filename))
        yield location, _relative(location, root)


def _relative(location: Path, root: Path) -> str:
    return os.path.relpath(location, root).replace(os.sep, "/")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _own_output(layout: Layout) -> tuple[Path, ...]:
    """What a run writes, where its output is the input folder itself or lies in it."""
    is_same = layout.output.exists() and layout.output.samefile(layout.input)
    return (layout.audit,) if is_same else (layout.output,)


def _is_special(location: Path) -> bool:
    """Whether opening it may hang or is no reading of a document: pipe, socket, device."""
    try:
        mode = location.stat().st_mode
    except OSError:
        return False  # unreadable: a document with a reason
    return not stat.S_ISREG(mode)


def printable_path(path: str) -> str:
    r"""The path as valid Unicode: bytes (on Windows, surrogates) that are none are written as \xNN (\uNNNN).

    >>> printable_path("b\udce1o.txt")
    'b\\xe1o.txt'
    """
    return _SURROGATE.sub(lambda match: _escape_surrogate(ord(match[0])), path)


def _escape_surrogate(code: int) -> str:
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def locate(root: Path, document: Document, paths: Iterable[DocumentPath]) -> bytes:
    """The bytes of a document, from any of its names; raises FileNotFoundError where all have changed or gone."""
    for candidate in _candidates(root, [document.path, *(p.path for p in paths)]):
        for data in _read_candidate(candidate):
            if hashlib.sha256(data).hexdigest() == document.sha256:
                return data
    raise FileNotFoundError(errno.ENOENT, messages.changed_meanwhile(), document.path)


def _read_candidate(location: Path) -> Iterator[bytes]:
    """What stands at a place: the file itself, or the member of an archive on the way there."""
    if location.is_file():
        yield location.read_bytes()
        return
    archive = next((parent for parent in location.parents if _is_archive(parent.name) and parent.is_file()), None)
    if archive is None:
        return
    from extractors.readers.archive import find_member

    yield from find_member(archive.read_bytes(), location.relative_to(archive).as_posix())


def _candidates(root: Path, paths: Iterable[str]) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        yield from (root.parent / path for path in paths)
        return
    for path in dict.fromkeys(paths):
        yield root / path
        yield root / _restore_bytes(path)


def _restore_bytes(path: str) -> str:
    """What printable_path made printable, as the system names it."""
    return _ESCAPE.sub(lambda match: chr(0xDC00 + int(match[1], 16) if match[1] else int(match[2], 16)), path)


def describe_files(file: FoundFile, limit_mb: int) -> Iterator[Parcel]:
    """The document of one file, or those in a .zip, which is a folder; a damaged one is a failed document."""
    parcel = describe_file(file, limit_mb)
    document = parcel.document
    if not _is_archive(file.path) or document.media_type != ARCHIVE or document.status is DocumentStatus.FAILED:
        yield parcel
        return
    from extractors.readers.archive import MAX_TOTAL_BYTES

    yield from _describe_members(parcel, file.location.read_bytes(), MAX_TOTAL_BYTES)


def _describe_members(parcel: Parcel, data: bytes, room: int, depth: int = 1) -> Generator[Parcel, None, int]:
    """The documents in an archive, or the archive failed; comes back with how many more bytes may be unpacked."""
    from extractors.readers.archive import list_members
    from extractors.readers.failure import ReadFailure

    document = parcel.document
    try:
        members = list_members(data, room)
    except ReadFailure as failure:
        yield replace(parcel, document=_fail(document, failure.code, f"{document.path}: {failure.detail}"))
        return room
    room -= sum(member.size for member in members if member.code is None)
    for member in members:
        room = yield from _describe_member(f"{document.path}/{member.path}", data, member, room, depth)
    return room


def _is_archive(path: str) -> bool:
    return path.casefold().endswith(".zip")


def _describe_member(path: str, archive: bytes, member: Member, room: int, depth: int) -> Generator[Parcel, None, int]:
    """The document of a member, or those of an archive in the archive; comes back with the room that is left."""
    from extractors.readers.archive import MAX_DEPTH, read_member
    from extractors.readers.failure import ReadFailure

    try:
        data = read_member(archive, member)
    except ReadFailure as failure:
        yield _failed_parcel(path, failure.code, f"{path}: {failure.detail}")
        return room
    sha256 = hashlib.sha256(data).hexdigest()
    media_type = sniff_media_type(path, data[:SNIFF_BYTES], data[-SNIFF_BYTES:])
    document = Document(sha256[:16], path, sha256, media_type, DocumentStatus.OK)
    if not data:
        document = _fail(document, ErrorCode.EMPTY, messages.empty_file(path))
    parcel = Parcel(document, paths=(DocumentPath(document.document_id, path),))
    if _is_archive(path) and media_type == ARCHIVE and depth < MAX_DEPTH:
        return (yield from _describe_members(parcel, data, room, depth + 1))
    yield parcel
    return room


def describe_file(file: FoundFile, limit_mb: int) -> Parcel:
    """The document of one file: identity by content; failed where it cannot be opened, is empty or too large."""
    try:
        sha256, size, head, tail = _read_file(file.location)
    except OSError as error:
        return _failed_parcel(
            file.path, ErrorCode.CORRUPT, messages.cannot_open(file.path, error.strerror or str(error))
        )
    document = Document(
        document_id=sha256[:16],
        path=file.path,
        sha256=sha256,
        media_type=sniff_media_type(file.path, head, tail),
        status=DocumentStatus.OK,
    )
    if size == 0:
        document = _fail(document, ErrorCode.EMPTY, messages.empty_file(file.path))
    elif size > limit_mb * _MB:
        document = _fail(document, ErrorCode.TOO_LARGE, messages.too_large(file.path, size / _MB, limit_mb))
    return Parcel(document, paths=(DocumentPath(document.document_id, file.path),))


def _read_file(location: Path) -> tuple[str, int, bytes, bytes]:
    """SHA-256, size in bytes, and the first and last bytes of a file, without holding it in memory."""
    digest = hashlib.sha256()
    size = 0
    head = tail = b""
    with location.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
            head = head or chunk[:SNIFF_BYTES]
            tail = (tail + chunk)[-SNIFF_BYTES:]
            size += len(chunk)
    return digest.hexdigest(), size, head, tail


def _failed_parcel(path: str, code: ErrorCode, detail: str) -> Parcel:
    """A document whose content is unknown: its identity comes from its path, which no file's content can equal."""
    sha256 = hashlib.sha256(b"unreadable\0" + path.encode()).hexdigest()
    document = Document(sha256[:16], path, sha256, "application/octet-stream", DocumentStatus.OK)
    return Parcel(_fail(document, code, detail), paths=(DocumentPath(document.document_id, path),))


def _fail(document: Document, code: ErrorCode, detail: str) -> Document:
    return replace(document, status=DocumentStatus.FAILED, error_code=code, error_detail=detail)


def merge_equal(parcels: Iterable[Parcel]) -> list[Parcel]:
    """One parcel a content, under the first of its paths, with all of them; sorted by identifier."""
    same: dict[str, list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        same[parcel.document.document_id].append(parcel)
    return [
        replace(group[0], paths=tuple(path for parcel in group for path in parcel.paths))
        for _, group in sorted(same.items())
    ]
