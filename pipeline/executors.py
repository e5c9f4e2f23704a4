"""Work on documents in processes of their own, each with a time and a memory limit.

A call that runs too long, asks for too much memory or takes its process down is a Failure; its worker is replaced and
the other calls go on. Workers are spawned (nothing here needs fork), live as long as the executor and import once.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, Protocol, TypeVar

from pipeline import messages
from pipeline.errors import UserError
from pipeline.worker import Reply, serve
from schemas.document import ErrorCode

Argument = TypeVar("Argument")
Result = TypeVar("Result")

START_SECONDS = 60.0
"""A worker starts in 0.3 s here (2 cores, cold disk cache 1.5 s); one that needs a minute never will."""

MAX_FAILED_STARTS = 3
_QUIET_LIBRARIES = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # mimalloc reserves 1 GiB of addresses, which the memory limit would count
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call gave no result."""

    code: ErrorCode
    detail: str


@dataclass(frozen=True, slots=True)
class CallLimits:
    """What one call may cost."""

    seconds: float
    memory_mb: int


class ExecutorError(UserError):
    """Workers cannot be started at all."""


class Executor(Protocol):
    """What runs calls somewhere: here, or on a cluster."""

    def run(
        self, function: Callable[[Argument], Result], arguments: Sequence[Argument]
    ) -> Iterator[tuple[Argument, Result | Failure]]:
        """Each argument with its result, as they come; the function must be importable by name."""
        ...

    def close(self) -> None:
        """End all workers."""
        ...


@dataclass(slots=True)
class _Worker(Generic[Argument]):
    process: SpawnProcess
    pipe: Connection
    deadline: float
    argument: Argument | None = None
    is_ready: bool = False
    is_busy: bool = False


def open_reply(reply: Reply) -> object:
    """What a reply holds: the result of the call, or its Failure."""
    return Failure(ErrorCode(reply.code), reply.detail) if reply.code else reply.result


def timeout_failure(seconds: float) -> Failure:
    """A call that took too long."""
    return Failure(ErrorCode.TIMEOUT, messages.took_too_long(seconds))


def death_failure(exit_code: int | None) -> Failure:
    """What a dead worker's exit code says: nobody but the system kills with SIGKILL, and it does so for memory."""
    if os.name == "posix" and exit_code == -signal.SIGKILL:
        return Failure(ErrorCode.OUT_OF_MEMORY, messages.killed_by_system())
    return Failure(ErrorCode.INTERNAL, messages.worker_died(exit_code))


class LocalExecutor:
    """Worker processes on this machine."""

    def __init__(self, workers: int, limits: CallLimits, preload: tuple[str, ...] = ()) -> None:
        self._size = workers
        self._limits = limits
        self._preload = preload
        self._workers: list[_Worker[object]] = []
        self._failed_starts = 0

    @property
    def worker_count(self) -> int:
        """Worker processes there are now."""
        return len(self._workers)

    def start(self, count: int) -> None:
        """Start up to `count` workers; returns at once, they import while the caller goes on."""
        while len(self._workers) < min(count, self._size):
            self._workers.append(self._spawn())

    def run(
        self, function: Callable[[Argument], Result], arguments: Sequence[Argument]
    ) -> Generator[tuple[Argument, Result | Failure]]:
        """Each argument with its result, in the order they finish."""
        waiting = deque(arguments)
        open_calls = len(waiting)
        self.start(open_calls)
        try:
            while open_calls:
                self._hand_out(function, waiting)
                for argument, result in self._collect():
                    open_calls -= 1
                    yield argument, result  # type: ignore[misc]  # what went in as Argument comes back as such
        finally:
            if open_calls:
                self.close()

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def _hand_out(self, function: Callable[[Argument], Result], waiting: deque[Argument]) -> None:
        self._replace_dead()
        for worker in self._workers:
            if waiting and worker.is_ready and not worker.is_busy:
                worker.argument = waiting.popleft()
                worker.is_busy = True
                worker.deadline = time.monotonic() + self._limits.seconds
                with contextlib.suppress(OSError):  # a worker that is gone is seen when its reply is awaited
                    worker.pipe.send_bytes(pickle.dumps((function, worker.argument)))

    def _replace_dead(self) -> None:
        """Replace workers that died while they had nothing to do: no document is to blame."""
        for place, worker in enumerate(self._workers):
            if worker.is_ready and not worker.is_busy and not worker.process.is_alive():
                _end(worker)
                self._workers[place] = self._spawn()

    def _collect(self) -> Iterator[tuple[object, object]]:
        """Wait for something to happen; the calls that ended by it."""
        watched = [worker for worker in self._workers if worker.is_busy or not worker.is_ready]
        patience = max(0.0, min(worker.deadline for worker in watched) - time.monotonic())
        ready = wait([worker.pipe for worker in watched], timeout=patience)
        for worker in watched:
            if worker.pipe in ready:
                yield from self._receive(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._give_up(worker, timeout_failure(self._limits.seconds))

    def _receive(self, worker: _Worker[object]) -> Iterator[tuple[object, object]]:
        try:
            reply: Reply = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1.0)
            yield from self._give_up(worker, death_failure(worker.process.exitcode))
            return
        if not worker.is_ready:
            worker.is_ready = True
            self._failed_starts = 0
            return
        yield from self._finish(worker, reply)

    def _finish(self, worker: _Worker[object], reply: Reply) -> Iterator[tuple[object, object]]:
        result = open_reply(reply)
        if isinstance(result, Failure) and result.code is ErrorCode.OUT_OF_MEMORY:
            yield from self._give_up(worker, result)  # what else is broken in it, nobody knows
            return
        yield worker.argument, result
        worker.argument, worker.is_busy = None, False

    def _give_up(self, worker: _Worker[object], failure: Failure) -> Iterator[tuple[object, object]]:
        """Replace a worker; what it was busy with has failed."""
        self._workers.remove(worker)
        _end(worker)
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= MAX_FAILED_STARTS:
                raise ExecutorError(failure.detail)
        self._workers.append(self._spawn())
        if worker.is_busy:
            yield worker.argument, failure

    def _spawn(self) -> _Worker[object]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._limits.memory_mb, self._preload), daemon=True)
        with _environment(_QUIET_LIBRARIES), _interrupts_ignored():
            process.start()
        theirs.close()
        return _Worker(process, ours, deadline=time.monotonic() + START_SECONDS)


def _end(worker: _Worker[object]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    worker.process.close()


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Variables that a process started inside inherits; those the user has set stay as they are."""
    added = [name for name in values if name not in os.environ]
    os.environ.update({name: values[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process started inside ignores Ctrl-C from its first instruction: the parent decides when it ends."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
