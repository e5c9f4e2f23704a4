"""Folders and contexts for tests of the pipeline's machinery."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.executors import CallLimits, LocalExecutor
from pipeline.params import Limits, Params
from pipeline.paths import Layout, output_layout
from pipeline.progress import QuietReporter
from pipeline.runner import Context, load_parcel
from pipeline.shards import list_documents
from schemas.parcel import Parcel

LIMITS = Limits(document_seconds=5, document_memory_mb=300, file_mb=1)


def write_files(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@contextlib.contextmanager
def make_context(folder: Path, input_path: Path, limits: Limits = LIMITS) -> Iterator[Context]:
    """A context that writes to folder, with two workers."""
    call_limits = CallLimits(limits.document_seconds, limits.document_memory_mb)
    executor = LocalExecutor(2, call_limits, preload=("tests.pipeline.work",))
    layout = output_layout(input_path, folder)
    layout.output.mkdir(parents=True, exist_ok=True)
    try:
        yield Context(layout, Params(limits=limits), executor, QuietReporter())
    finally:
        executor.close()


def parcels_by_path(layout: Layout, stage: str, before: str | None = None) -> dict[str, Parcel]:
    """What a stage left, by the documents' paths."""
    found = [load_parcel(layout, document, before) for document in list_documents(layout.stage_folder(stage))]
    return {parcel.document.path: parcel for parcel in found}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
