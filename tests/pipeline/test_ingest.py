"""What a folder holds, whatever its files are called and whatever is in them."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.media import ARCHIVE
from pipeline.params import Params
from pipeline.paths import output_layout
from pipeline.stages.ingest import (
    NothingToReadError,
    describe_file,
    describe_files,
    find_files,
    list_files,
    locate,
    merge_equal,
    printable_path,
    run,
)
from schemas.document import DocumentStatus, ErrorCode
from tests.extractors.readers.office_files import zip_of
from tests.pipeline.builders import make_context, parcels_by_path, write_files

POSIX = pytest.mark.skipif(os.name != "posix", reason="file names and files of POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="file names may be any bytes on Linux only")


def listed(root: Path, *ignore: str) -> list[str]:
    return [file.path for file in list_files(root, ignore).files]


def test_files_are_listed_by_path_and_hidden_ones_are_not(tmp_path: Path) -> None:
    names = ["b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/config", "b/.x/y.txt", "b-1.txt"]
    assert listed(write_files(tmp_path, dict.fromkeys(names, "x"))) == ["a.txt", "b-1.txt", "b/1.txt", "b/2.txt"]


def test_ignored_names_are_counted(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": "x", "metadata.csv": "x", "sub/a.transcript.txt": "x"})
    inventory = list_files(tmp_path, Params().ignore)
    assert ([file.path for file in inventory.files], inventory.ignored) == (["a.txt"], 2)


def test_a_file_named_on_its_own_is_meant(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.transcript.txt": "x"})
    assert listed(tmp_path / "a.transcript.txt", *Params().ignore) == ["a.transcript.txt"]


ODD_NAMES = [
    "hai  dấu cách.txt",
    'it\'s "quoted".txt',
    "dòng\nmới.txt",
    "Tuần Giáo — 2023 (1).txt",
    "$(rm -rf).txt",
    "-n",
]


@POSIX
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_kept_and_opened(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {name: "98,48%"})
    (file,) = list_files(tmp_path, ()).files
    parcel = describe_file(file, limit_mb=1)
    assert parcel.document.path == name
    assert parcel.document.status is DocumentStatus.OK
    assert locate(tmp_path, parcel.document, parcel.paths) == b"98,48%"


@LINUX
def test_names_that_are_no_text_become_text_and_are_opened(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o c\xe1o.txt")).write_bytes(b"x")
    (file,) = list_files(tmp_path, ()).files
    assert file.path == "b\\xe1o c\\xe1o.txt"
    file.path.encode()  # valid Unicode
    parcel = describe_file(file, limit_mb=1)
    assert locate(tmp_path, parcel.document, parcel.paths) == b"x"


def test_lone_surrogates_of_windows_are_printable() -> None:
    assert printable_path("a\ud800b") == "a\\ud800b"


def test_equal_bytes_are_one_document_with_all_names(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.txt": "same", "a.txt": "same", "c.txt": "other"})
    parcels = merge_equal(describe_file(file, 1) for file in list_files(tmp_path, ()).files)
    names = {parcel.document.path: [path.path for path in parcel.paths] for parcel in parcels}
    assert names == {"a.txt": ["a.txt", "b.txt"], "c.txt": ["c.txt"]}
    identifiers = {parcel.document.document_id for parcel in parcels}
    assert identifiers == {hashlib.sha256(text).hexdigest()[:16] for text in (b"same", b"other")}


def test_empty_and_too_large_files_fail_with_a_reason(tmp_path: Path) -> None:
    write_files(tmp_path, {"empty.txt": b"", "large.txt": b"x" * (1024 * 1024 + 1)})
    empty, large = (describe_file(file, limit_mb=1).document for file in list_files(tmp_path, ()).files)
    assert (empty.status, empty.error_code) == (DocumentStatus.FAILED, ErrorCode.EMPTY)
    assert (large.status, large.error_code) == (DocumentStatus.FAILED, ErrorCode.TOO_LARGE)
    assert "large.txt" in (large.error_detail or "")


@POSIX
def test_unreadable_files_are_rows_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    documents = [describe_file(file, limit_mb=1).document for file in list_files(tmp_path, ()).files]
    assert [(d.path, d.status, d.error_code) for d in documents] == [
        ("gone.txt", DocumentStatus.FAILED, ErrorCode.CORRUPT),
        ("loop.txt", DocumentStatus.FAILED, ErrorCode.CORRUPT),
    ]
    assert documents[0].document_id != documents[1].document_id


@POSIX
def test_a_closed_file_is_a_failed_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"closed.txt": "x"})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (file,) = list_files(tmp_path, ()).files
    monkeypatch.setattr(Path, "open", refuse)  # root, who runs CI, may open everything
    document = describe_file(file, limit_mb=1).document
    assert (document.status, document.error_code) == (DocumentStatus.FAILED, ErrorCode.CORRUPT)
    assert "Permission denied" in (document.error_detail or "")


@POSIX
def test_loops_pipes_and_sockets_do_not_hang(tmp_path: Path) -> None:
    write_files(tmp_path, {"sub/a.txt": "x"})
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        inventory = list_files(tmp_path, ())
    assert ([file.path for file in inventory.files], inventory.special) == (["sub/a.txt"], ("pipe.txt", "s"))


@POSIX
def test_a_linked_folder_is_read_once(tmp_path: Path) -> None:
    write_files(tmp_path / "elsewhere", {"a.txt": "x"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "twice").symlink_to(tmp_path / "elsewhere")
    assert listed(tmp_path / "in") == ["link/a.txt"]


def test_own_output_is_no_report(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": "x", "out/warehouse.duckdb": "x", "out/audit/index.html": "x", "audit/i.html": "x"})
    inside = find_files(output_layout(tmp_path, tmp_path / "out"), ())
    assert [file.path for file in inside.files] == ["a.txt", "audit/i.html"]
    same = find_files(output_layout(tmp_path, tmp_path), ())
    assert [file.path for file in same.files] == ["a.txt", "out/audit/index.html"]


@pytest.mark.parametrize("files", [{}, {".hidden": "x"}, {"metadata.csv": "x"}])
def test_nothing_to_read_is_said(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    folder = write_files(tmp_path / "in", files)
    with pytest.raises(NothingToReadError, match="nothing to read"):
        find_files(output_layout(folder, tmp_path / "out"), Params().ignore)


def test_a_missing_input_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="no such file"):
        find_files(output_layout(tmp_path / "nope", tmp_path / "out"), ())


def test_a_file_that_changed_since_is_not_read_for_another(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": "before"})
    (file,) = list_files(tmp_path, ()).files
    parcel = describe_file(file, limit_mb=1)
    write_files(tmp_path, {"a.txt": "after"})
    with pytest.raises(FileNotFoundError):
        locate(tmp_path, parcel.document, parcel.paths)
    write_files(tmp_path, {"b.txt": "before"})
    parcel = merge_equal([parcel, describe_file(list_files(tmp_path, ()).files[1], 1)])[0]
    assert locate(tmp_path, parcel.document, parcel.paths) == b"before"


def test_documents_that_went_away_leave_no_shards(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.txt": "a", "b.txt": "b"})
    with make_context(tmp_path / "out", folder) as context:
        run(context)
        (folder / "b.txt").unlink()
        run(context)
        assert set(parcels_by_path(context.layout, "ingest", before="read")) == {"a.txt"}


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    archive = tmp_path / "gửi.ZIP"
    with zipfile.ZipFile(archive, "w") as stream:
        stream.writestr("năm 2023/a.txt", "98,48%")
        stream.writestr("b.txt", "")
    (file,) = list_files(tmp_path, ()).files
    empty, read = sorted(describe_files(file, limit_mb=1), key=lambda parcel: parcel.document.path)
    assert (empty.document.path, empty.document.error_code) == ("gửi.ZIP/b.txt", ErrorCode.EMPTY)
    assert (read.document.path, read.document.media_type) == ("gửi.ZIP/năm 2023/a.txt", "text/plain")
    assert locate(tmp_path, read.document, read.paths) == b"98,48%"
    assert locate(archive, read.document, read.paths) == b"98,48%"


def test_an_archive_in_an_archive_is_a_folder_too(tmp_path: Path) -> None:
    deepest = zip_of({"sâu.txt": "4%"})
    inner = zip_of({"a.txt": "98,48%", "hỏng.zip": "PK\x03\x04 no more", "c.zip": deepest})
    (tmp_path / "gửi.zip").write_bytes(zip_of({"xã/b.zip": inner, "d.txt": "5%"}))
    (file,) = list_files(tmp_path, ()).files
    found = {parcel.document.path: parcel for parcel in describe_files(file, limit_mb=1)}
    assert list(found) == ["gửi.zip/d.txt", *(f"gửi.zip/xã/b.zip/{name}" for name in ("a.txt", "c.zip", "hỏng.zip"))]
    read = found["gửi.zip/xã/b.zip/a.txt"]
    assert locate(tmp_path, read.document, read.paths) == b"98,48%"
    assert found["gửi.zip/xã/b.zip/c.zip"].document.media_type == ARCHIVE  # what is deeper is not opened


def test_archives_in_an_archive_share_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.readers.archive.MAX_TOTAL_BYTES", 900)
    inner = [zip_of({"a.txt": f"{number}" * 400}) for number in range(2)]
    (tmp_path / "gửi.zip").write_bytes(zip_of({f"{number}.zip": data for number, data in enumerate(inner)}))
    (file,) = list_files(tmp_path, ()).files
    first, second = describe_files(file, limit_mb=1)
    assert (first.document.path, first.document.error_code) == ("gửi.zip/0.zip/a.txt", None)
    assert (second.document.path, second.document.error_code) == ("gửi.zip/1.zip", ErrorCode.TOO_LARGE)


def test_a_damaged_archive_is_a_failed_document(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.zip": "PK\x03\x04 no more"})
    (file,) = list_files(tmp_path, ()).files
    (parcel,) = describe_files(file, limit_mb=1)
    assert (parcel.document.path, parcel.document.error_code) == ("a.zip", ErrorCode.CORRUPT)
