"""Progress bars for a terminal, with rich."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from pipeline.progress import Bar
from pipeline.stages import Stage


class _RichBar(Bar):
    def __init__(self, stage: Stage, total: int | None, progress: Progress) -> None:
        super().__init__(stage, total)
        self._progress = progress
        self._task: TaskID = progress.add_task(self.title, total=total)

    def advance(self, count: int = 1) -> None:
        super().advance(count)
        self._progress.advance(self._task, count)


class BarReporter:
    """A bar while a stage lasts; a line when it is done, unless only the command's own output is wanted."""

    def __init__(self, stream: TextIO, is_quiet: bool) -> None:
        self._console = Console(file=stream, highlight=False)
        self._is_quiet = is_quiet

    @contextlib.contextmanager
    def stage(self, stage: Stage, total: int | None = None) -> Iterator[Bar]:
        """See Reporter."""
        count = () if total is None else (MofNCompleteColumn(), TimeRemainingColumn(compact=True))
        columns = (TextColumn("{task.description}"), BarColumn(), *count)
        with Progress(*columns, console=self._console, transient=True) as progress:
            bar = _RichBar(stage, total, progress)
            yield bar
        self.say(bar.summary())

    def say(self, text: str) -> None:
        """See Reporter."""
        if not self._is_quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """See Reporter."""
        self._console.print(text, markup=False)
