"""Progress on the terminal: bars where somebody watches, a few plain lines where nobody does."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Protocol, TextIO

from pipeline.stages import Stage

PLAIN_SECONDS = 30.0
"""Plain output says how far it is twice a minute: a log of an hour stays readable."""


class Reporter(Protocol):
    """What shows the progress of a run."""

    def stage(self, stage: Stage, total: int | None = None) -> contextlib.AbstractContextManager[Bar]:
        """Shown for the time of one stage; total is None where it does not count documents."""
        ...

    def say(self, text: str) -> None:
        """One line for the person at the terminal."""
        ...

    def warn(self, text: str) -> None:
        """One line that is said even where only the command's own output is wanted."""
        ...


class Bar:
    """How far one stage is; `note` is said at its end, after title and count."""

    def __init__(self, stage: Stage, total: int | None) -> None:
        self.title = f"{stage.title_vi} ({stage.name})"
        self.total = total
        self.note = ""
        self._done = 0
        self._started = time.monotonic()

    def advance(self, count: int = 1) -> None:
        """So many documents more are done."""
        self._done += count

    def state(self) -> str:
        """How far it is: "Đọc văn bản (read): 2/3"."""
        return self.title if self.total is None else f"{self.title}: {self._done}/{self.total}"

    def summary(self) -> str:
        """What was done and how long it took, in seconds."""
        parts = [self.state(), self.note, f"{time.monotonic() - self._started:.1f} s"]
        return ", ".join(part for part in parts if part)


class _PlainBar(Bar):
    def __init__(self, stage: Stage, total: int | None, stream: TextIO) -> None:
        super().__init__(stage, total)
        self._stream = stream
        self._said = time.monotonic()

    def advance(self, count: int = 1) -> None:
        super().advance(count)
        if time.monotonic() - self._said >= PLAIN_SECONDS:
            self._said = time.monotonic()
            print(f"{self.state()} …", file=self._stream, flush=True)


class PlainReporter:
    """A line for each stage when it is done, and twice a minute while it lasts."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextlib.contextmanager
    def stage(self, stage: Stage, total: int | None = None) -> Iterator[Bar]:
        """See Reporter."""
        bar = _PlainBar(stage, total, self._stream)
        yield bar
        self.say(bar.summary())

    def say(self, text: str) -> None:
        """See Reporter."""
        print(text, file=self._stream, flush=True)

    def warn(self, text: str) -> None:
        """See Reporter."""
        self.say(text)


class QuietReporter:
    """Says nothing but warnings: the command's own output is all."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    @contextlib.contextmanager
    def stage(self, stage: Stage, total: int | None = None) -> Iterator[Bar]:
        """See Reporter."""
        yield Bar(stage, total)

    def say(self, text: str) -> None:
        """See Reporter."""

    def warn(self, text: str) -> None:
        """See Reporter."""
        if self._stream is not None:
            print(text, file=self._stream, flush=True)


def open_reporter(stream: TextIO, is_quiet: bool = False) -> Reporter:
    """The reporter that fits a stream: bars on a terminal, else lines, or warnings only."""
    if stream.isatty():
        from pipeline.progress_bars import BarReporter  # rich takes 0.13 s to import

        return BarReporter(stream, is_quiet)
    return QuietReporter(stream) if is_quiet else PlainReporter(stream)
