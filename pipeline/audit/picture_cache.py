"""Pictures of pages kept from run to run, each under a key of everything that decided it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from pipeline.audit import pictures
from pipeline.audit.folder import Draw, write_file
from pipeline.audit.pictures import Picture, PictureTask

FOLDER = "pictures"
LIBRARIES = ("pypdfium2", "pillow")
"""Libraries whose version may change how a page looks."""


class PictureCache:
    """The pictures of one run's pages: `<cache>/pictures/<key>.webp`."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / FOLDER
        self._code = _hash_code()
        self._used: set[str] = set()

    def wrap(self, draw: Draw) -> Draw:
        """What draws only the pages that are not kept, and keeps them."""

        def draw_missing(tasks: Sequence[PictureTask]) -> Iterator[tuple[PictureTask, Sequence[Picture]]]:
            kept = {task.document.document_id: self._fetch(task) for task in tasks}
            open_tasks = [_leave_out(task, kept[task.document.document_id]) for task in tasks]
            yield from ((task, kept[task.document.document_id]) for task in tasks)
            for task, drawn in draw([task for task in open_tasks if task.pages]):
                for picture in drawn:
                    write_file(self._path(task, picture.page), picture.data)
                yield task, drawn

        return draw_missing

    def forget_others(self) -> None:
        """Remove what this run did not show, so that the folder holds what the pages hold and no more."""
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            if path.name not in self._used:
                path.unlink()

    def _fetch(self, task: PictureTask) -> Sequence[Picture]:
        paths: Mapping[int, Path] = {page: self._path(task, page) for page in task.pages}
        return [Picture(page, path.read_bytes()) for page, path in paths.items() if path.is_file()]

    def _path(self, task: PictureTask, page: int) -> Path:
        """Where a picture is kept; it is marked as used."""
        hidden = [box for number, box in task.hidden if number == page]
        decided = (self._code, task.document.sha256, task.document.media_type, page, hidden)
        name = f"{hashlib.sha256(repr(decided).encode()).hexdigest()[:32]}.webp"
        self._used.add(name)
        return self._folder / name


def _leave_out(task: PictureTask, kept: Sequence[Picture]) -> PictureTask:
    done = {picture.page for picture in kept}
    return replace(task, pages=tuple(page for page in task.pages if page not in done))


def _hash_code() -> str:
    """Hash of the module that draws and of the versions of what it draws with."""
    versions = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return hashlib.sha256(Path(pictures.__file__).read_bytes() + versions.encode()).hexdigest()
