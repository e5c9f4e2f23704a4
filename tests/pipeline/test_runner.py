"""A stage gets through its documents: failures are rows, work is kept, a killed run goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.executors import CallLimits, LocalExecutor
from pipeline.paths import output_layout
from pipeline.runner import Context, load_parcel, run_documents, write_parcel
from pipeline.shards import list_documents
from pipeline.stages import STAGE_OF, ingest
from schemas.document import DocumentStatus, ErrorCode, Page, Word
from tests.pipeline import work
from tests.pipeline.builders import LIMITS, make_context, parcels_by_path, snapshot, write_files

FILES: dict[str, str | bytes] = {
    "good.txt": "98,48%",
    "slow.txt": "sleep",
    "crash.txt": "exit",
    "hungry.txt": "memory",
    "odd.txt": "raise",
    "empty.txt": "",
    "last.txt": "10.754/10.957",
}
EXPECTED = [
    ("good.txt", DocumentStatus.OK, None, ""),
    ("last.txt", DocumentStatus.OK, None, ""),
    ("slow.txt", DocumentStatus.FAILED, ErrorCode.TIMEOUT, "slow.txt, bước read: quá thời hạn 5 giây"),
    ("crash.txt", DocumentStatus.FAILED, ErrorCode.INTERNAL, "crash.txt, bước read: tiến trình xử lý bị sập (mã 3)"),
    ("odd.txt", DocumentStatus.FAILED, ErrorCode.INTERNAL, "ValueError: không đọc được dòng 3 (work.py:"),
    ("empty.txt", DocumentStatus.FAILED, ErrorCode.EMPTY, "empty.txt: tệp rỗng"),
    pytest.param(
        "hungry.txt",
        DocumentStatus.FAILED,
        ErrorCode.OUT_OF_MEMORY,
        "hungry.txt, bước read: cần hơn 300 MB",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space"),
    ),
]


def read(context: Context) -> None:
    ingest.run(context)
    run_documents(context, STAGE_OF["read"], work.read_page)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("runner")
    with make_context(folder / "out", write_files(folder / "in", FILES)) as context:
        read(context)
        return context


@pytest.mark.parametrize(("path", "status", "code", "words"), EXPECTED)
def test_every_document_is_a_row(
    finished: Context, path: str, status: DocumentStatus, code: ErrorCode | None, words: str
) -> None:
    document = parcels_by_path(finished.layout, "read", before="extract")[path].document
    assert (document.status, document.error_code) == (status, code)
    assert words in (document.error_detail or ""), document.error_detail


def test_no_document_is_lost(finished: Context) -> None:
    assert set(parcels_by_path(finished.layout, "read", before="extract")) == set(FILES)


def test_a_failure_after_reading_leaves_the_pages(tmp_path: Path) -> None:
    with make_context(tmp_path / "out", write_files(tmp_path / "in", {"a.txt": "98,48%"})) as context:
        read(context)
        run_documents(context, STAGE_OF["extract"], work.raise_always)
        parcel = parcels_by_path(context.layout, "extract", before="resolve")["a.txt"]
    assert (parcel.document.status, parcel.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.INTERNAL)
    assert "bước extract: KeyError" in (parcel.document.error_detail or "")
    assert [page.text for page in parcel.pages] == ["98,48%"]


def test_a_second_failure_keeps_the_first_code_and_both_reasons(tmp_path: Path) -> None:
    with make_context(tmp_path / "out", write_files(tmp_path / "in", {"a.txt": "98,48%"})) as context:
        read(context)
        for stage in ("extract", "resolve"):
            run_documents(context, STAGE_OF[stage], work.raise_always)
        document = parcels_by_path(context.layout, "resolve", before="check")["a.txt"].document
    assert document.error_code is ErrorCode.INTERNAL
    assert [stage in (document.error_detail or "") for stage in ("bước extract", "bước resolve")] == [True, True]


def test_a_failed_document_is_passed_on_without_work(tmp_path: Path) -> None:
    with make_context(tmp_path / "out", write_files(tmp_path / "in", {"empty.txt": ""})) as context:
        ingest.run(context)
        run_documents(context, STAGE_OF["read"], work.raise_always)
        document = parcels_by_path(context.layout, "read", before="extract")["empty.txt"].document
    assert document.error_code is ErrorCode.EMPTY
    assert "KeyError" not in (document.error_detail or "")


def test_the_same_files_read_twice_give_the_same_bytes(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.txt": "98,48%", "b.txt": "1.234"})
    for name in ("first", "second"):
        with make_context(tmp_path / name, folder) as context:
            read(context)
    assert snapshot(tmp_path / "first" / ".stages") == snapshot(tmp_path / "second" / ".stages") != {}


def test_what_has_not_changed_is_not_worked_on_again(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.txt": "a", "b.txt": "b"})
    with make_context(tmp_path / "out", folder) as context:
        for added in ({}, {"c.txt": "c"}):
            write_files(folder, dict(added))
            ingest.run(context)
            run_documents(context, STAGE_OF["read"], work.read_slowly)
        assert sorted((context.layout.output / "worked.log").read_text().split()) == ["a.txt", "b.txt", "c.txt"]
        assert set(parcels_by_path(context.layout, "read", before="extract")) == {"a.txt", "b.txt", "c.txt"}


def test_a_failure_is_tried_again(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.txt": "98,48%"})
    with make_context(tmp_path / "out", folder) as context:
        ingest.run(context)
        run_documents(context, STAGE_OF["read"], work.raise_always)
        run_documents(context, STAGE_OF["read"], work.read_page)
        document = parcels_by_path(context.layout, "read", before="extract")["a.txt"].document
    assert document.status is DocumentStatus.OK


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL")
def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {f"{number:02}.txt": f"số {number}" for number in range(8)})
    command = [sys.executable, "-m", "tests.pipeline.slow_run", str(folder), str(tmp_path / "killed")]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    _wait_for_lines(tmp_path / "killed" / "worked.log", 4)
    process.kill()
    process.wait()
    done_before = len(list((tmp_path / "killed" / ".cache" / "read").glob("*/[!.]*")))
    assert 0 < done_before < 8
    for name in ("killed", "whole"):
        subprocess.run([*command[:-1], str(tmp_path / name)], cwd=Path(__file__).parents[2], check=True)
    assert snapshot(tmp_path / "killed" / ".stages") == snapshot(tmp_path / "whole" / ".stages")
    worked = (tmp_path / "killed" / "worked.log").read_text().split()
    assert len(worked) <= 8 + 3, "at most what was under way was done twice"


def _wait_for_lines(path: Path, count: int) -> None:
    deadline = time.monotonic() + 30
    while not path.exists() or len(path.read_text().split()) < count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_workers_are_started_only_for_work(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.txt": "98,48%"})
    with make_context(tmp_path / "out", folder) as context:
        read(context)
    executor = LocalExecutor(2, CallLimits(2, 300))
    layout = output_layout(folder, tmp_path / "out")
    read(Context(layout, context.params, executor, context.reporter))
    assert executor.worker_count == 0, f"all was in the cache, limits {LIMITS}"


def test_a_parcel_comes_back_with_every_table(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"a.txt": "98,48%"})
    with make_context(tmp_path / "out", tmp_path / "in") as context:
        ingest.run(context)
        (document_id,) = list_documents(context.layout.stage_folder("ingest"))
        parcel = load_parcel(context.layout, document_id, before="read")
        box = (Decimal(1), Decimal(2), Decimal(30), Decimal(12))
        word = Word(document_id, 1, 0, 6, *box, Decimal("0.9"), "98,46 (0.5)")
        page = Page(document_id, 1, "98,48%")
        write_parcel(context.layout, STAGE_OF["read"], replace(parcel, pages=(page,), words=(word,)))
        assert load_parcel(context.layout, document_id, before="extract") == replace(
            parcel, pages=(page,), words=(word,)
        )
