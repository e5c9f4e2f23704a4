"""The worker's side of an executor: takes calls from a pipe and answers, within a memory limit."""

from __future__ import annotations

import contextlib
import gc
import importlib
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline import messages

if sys.platform == "linux":
    import resource

_MB = 1024 * 1024
# A document makes many small objects and drops them whole: looking for cycles after every 700 costs a twentieth.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_OUT_OF_MEMORY = "out_of_memory"
_INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says of a call: its result, or an error code (schemas.document.ErrorCode) and words."""

    result: object = None
    code: str = ""
    detail: str = ""


def serve(pipe: Connection, memory_mb: int, preload: tuple[str, ...]) -> None:
    """Answer calls until the pipe is closed; the first reply says that the worker is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in preload:
        with contextlib.suppress(ImportError):  # said again, and with its document, by the call that needs it
            importlib.import_module(module)
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    pipe.send(Reply())
    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        while True:
            pipe.send(answer(pipe.recv_bytes(), memory_mb))


def answer(call: bytes, memory_mb: int) -> Reply:
    """The reply to a pickled (function, argument)."""
    try:
        function: Callable[[object], object]
        function, argument = pickle.loads(call)  # imports the function's module, outside the limit
        with _memory_limit(memory_mb):
            return Reply(function(argument))
    except MemoryError:
        return Reply(code=_OUT_OF_MEMORY, detail=messages.needs_memory(memory_mb))
    except Exception as error:  # noqa: BLE001  # whatever a document does to us, the others go on
        return Reply(code=_INTERNAL, detail=describe_error(error))


def describe_error(error: BaseException) -> str:
    """Type, message and the deepest line of ours it came from, on one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message[:500]}{where}"


@contextlib.contextmanager
def _memory_limit(memory_mb: int) -> Iterator[None]:
    """Let the process grow by no more than this; elsewhere than on Linux no such limit holds, only that of time."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + memory_mb * _MB
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes of address space in use: libraries' reservations count too, so the limit is what comes on top."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
