"""Pictures of pages are drawn once: again only where what is seen would be another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.audit.picture_cache import PictureCache
from pipeline.audit.pictures import Picture, PictureTask
from pipeline.paths import Layout
from schemas.document import Document, DocumentStatus

BOX = (1.0, 2.0, 3.0, 4.0)
TASK = PictureTask(
    Layout(Path("in"), Path("build"), Path("out"), Path("cache")),
    Document("0123456789abcdef", "a.pdf", "f" * 64, "application/pdf", DocumentStatus.OK),
    (),
    (1, 2),
)


class Drawer:
    """Draws nothing, and remembers what it was asked for."""

    def __init__(self, *, fails: bool = False) -> None:
        self.drawn: list[int] = []
        self.fails = fails

    def __call__(self, tasks: Sequence[PictureTask]) -> Iterator[tuple[PictureTask, Sequence[Picture]]]:
        for task in tasks:
            self.drawn += task.pages
            yield task, () if self.fails else [Picture(page, f"page {page}".encode()) for page in task.pages]


def draw(folder: Path, task: PictureTask, *, fails: bool = False) -> tuple[list[int], dict[int, bytes]]:
    """The pages that had to be drawn, and the pictures that came back."""
    drawer, cache = Drawer(fails=fails), PictureCache(folder)
    pictures = {p.page: p.data for _, found in cache.wrap(drawer)([task]) for p in found}
    cache.forget_others()
    return drawer.drawn, pictures


BOTH = {1: b"page 1", 2: b"page 2"}
CHANGES = [
    (TASK, [], "nothing has changed"),
    (replace(TASK, document=replace(TASK.document, path="renamed.pdf")), [], "a name decides nothing"),
    (replace(TASK, hidden=((2, BOX),)), [2], "a personal number is painted over on page 2"),
    (replace(TASK, document=replace(TASK.document, sha256="e" * 64)), [1, 2], "other bytes"),
]


@pytest.mark.parametrize(("task", "drawn", "new"), CHANGES, ids=[row[-1] for row in CHANGES])
def test_drawn_again_only_where_it_would_look_different(
    tmp_path: Path, task: PictureTask, drawn: list[int], new: str
) -> None:
    assert draw(tmp_path, TASK) == ([1, 2], BOTH)
    assert draw(tmp_path, task) == (drawn, BOTH), new


def test_another_page_is_drawn_and_what_is_not_shown_is_forgotten(tmp_path: Path) -> None:
    draw(tmp_path, TASK)
    assert draw(tmp_path, replace(TASK, pages=(2, 3))) == ([3], {2: b"page 2", 3: b"page 3"})
    assert len(list(tmp_path.rglob("*.webp"))) == 2
    assert draw(tmp_path, TASK)[0] == [1]


def test_a_page_that_could_not_be_drawn_is_tried_again(tmp_path: Path) -> None:
    assert draw(tmp_path, TASK, fails=True) == ([1, 2], {})
    assert draw(tmp_path, TASK) == ([1, 2], BOTH)
