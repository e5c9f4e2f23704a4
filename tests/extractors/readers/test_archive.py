"""Archives of reports: what may be opened, and what not."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from extractors.readers import archive
from extractors.readers.archive import list_members, read_member
from extractors.readers.failure import ReadFailure
from schemas.document import ErrorCode
from tests.extractors.readers.office_files import zip_of


def named(*names: str) -> bytes:
    return zip_of({name: f"nội dung {name}" for name in names})


PATHS = [
    (["b.txt", "a/c.docx"], ["a/c.docx", "b.txt"], "sorted"),
    (["a/", "a/b.txt", "__MACOSX/a/._b.txt", "a/.DS_Store", "Thumbs.db"], ["a/b.txt"], "without what systems leave"),
    (["báo cáo.txt"], ["báo cáo.txt"], "marks in names"),
    (["a\\b.txt"], ["a/b.txt"], "steps as Windows writes them"),
    (["./a//b.txt"], ["a/b.txt"], "empty steps"),
]


@pytest.mark.parametrize(("names", "paths", "_new"), PATHS, ids=[row[2] for row in PATHS])
def test_members_by_path(names: list[str], paths: list[str], _new: str) -> None:
    data = named(*names)
    members = list_members(data)
    assert [member.path for member in members] == paths
    assert all(read_member(data, member) for member in members)


DANGERS = [
    (named("../../etc/passwd"), "etc/passwd", ErrorCode.CORRUPT, "a way out"),
    (named("/etc/passwd"), "etc/passwd", ErrorCode.CORRUPT, "from the root"),
    (named("C:\\Windows\\a.txt"), "Windows/a.txt", ErrorCode.CORRUPT, "a drive"),
    (named("a\nb.txt"), "a_b.txt", None, "a line break in a name"),
    (zip_of({"bom.txt": bytes(20_000_000)}), "bom.txt", ErrorCode.TOO_LARGE, "a bomb"),
]


@pytest.mark.parametrize(("data", "path", "code", "_new"), DANGERS, ids=[row[3] for row in DANGERS])
def test_dangers_are_listed_and_not_opened(data: bytes, path: str, code: ErrorCode | None, _new: str) -> None:
    (member,) = list_members(data)
    assert (member.path, member.code) == (path, code)
    if code is not None:
        with pytest.raises(ReadFailure) as failure:
            read_member(data, member)
        assert failure.value.code is code


def test_names_in_utf8_that_do_not_say_so() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("bao cao.txt", "x")
    data = stream.getvalue().replace(b"bao cao.txt", "bá cáo.txt".encode()[:11])
    assert list_members(data)[0].path == "bá cáo.tx"


def test_a_password_is_told() -> None:
    data = bytearray(named("a.txt"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert list_members(bytes(data))[0].code is ErrorCode.ENCRYPTED


def test_two_files_by_one_name() -> None:
    codes = {member.path: member.code for member in list_members(named("a.txt", "A.TXT"))}
    assert codes == {"a.txt": None, "A.TXT": ErrorCode.CORRUPT}


@pytest.mark.parametrize(("name", "value"), [("MAX_MEMBERS", 1), ("MAX_TOTAL_BYTES", 10)])
def test_limits_hold_for_the_whole(name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, name, value)
    with pytest.raises(ReadFailure) as failure:
        list_members(named("a.txt", "b.txt"))
    assert failure.value.code is ErrorCode.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"PK", named("a.txt")[:-30]], ids=["empty", "mark", "cut"])
def test_damaged_archives(data: bytes) -> None:
    with pytest.raises(ReadFailure) as failure:
        list_members(data)
    assert failure.value.code is ErrorCode.CORRUPT


def test_damaged_members() -> None:
    data = bytearray(zip_of({"a.txt": "x" * 100}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    (member,) = list_members(bytes(data))
    with pytest.raises(ReadFailure) as failure:
        read_member(bytes(data), member)
    assert failure.value.code is ErrorCode.CORRUPT
