"""One run at a time in one output folder; the system frees the lock when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline import messages
from pipeline.errors import UserError

if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OutputInUseError(UserError):
    """Another run is writing to the same folder."""


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock file while the block runs; raises OutputInUseError where another process does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        try:
            _lock(stream)
        except OSError as error:
            raise OutputInUseError(messages.output_in_use(str(path.parent))) from error
        yield
