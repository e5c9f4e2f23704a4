"""Work on documents on a Ray cluster; every machine of it must see the same folders under the same paths."""

from __future__ import annotations

import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline import messages
from pipeline.executors import CallLimits, ExecutorError, Failure, death_failure, open_reply, timeout_failure
from pipeline.worker import answer
from schemas.document import ErrorCode

try:
    import ray
except ImportError as error:
    raise ExecutorError(messages.ray_missing()) from error

Argument = TypeVar("Argument")
Result = TypeVar("Result")

POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Call:
    argument: object
    deadline: float


class RayExecutor:
    """Calls as Ray tasks, one CPU each; where `ray.init()` finds no cluster it starts one on this machine."""

    def __init__(self, workers: int, limits: CallLimits) -> None:
        self._size = workers
        self._limits = limits
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the office
        ray.init(ignore_reinit_error=True, log_to_driver=False, include_dashboard=False)
        self._answer = ray.remote(num_cpus=1, max_retries=0)(answer)
        self._running: dict[object, _Call] = {}

    def run(
        self, function: Callable[[Argument], Result], arguments: Sequence[Argument]
    ) -> Iterator[tuple[Argument, Result | Failure]]:
        """See Executor."""
        waiting = deque(arguments)
        while waiting or self._running:
            while waiting and len(self._running) < self._size:
                self._send(function, waiting.popleft())
            yield from self._collect()  # type: ignore[misc]  # what went in as Argument comes back as such

    def close(self) -> None:
        """Leave the cluster; calls under way end with it."""
        ray.shutdown()

    def _send(self, function: Callable[[Argument], Result], argument: Argument) -> None:
        call = pickle.dumps((function, argument))
        reference = self._answer.remote(call, self._limits.memory_mb)
        self._running[reference] = _Call(argument, time.monotonic() + self._limits.seconds)

    def _collect(self) -> Iterator[tuple[object, object]]:
        done, _ = ray.wait(list(self._running), timeout=POLL_SECONDS)
        for reference in done:
            yield self._running.pop(reference).argument, _result_of(reference)
        now = time.monotonic()
        late = [reference for reference, call in self._running.items() if call.deadline <= now]
        for reference in late:
            ray.cancel(reference, force=True)
            yield self._running.pop(reference).argument, timeout_failure(self._limits.seconds)


def _result_of(reference: object) -> object:
    try:
        return open_reply(ray.get(reference))
    except ray.exceptions.OutOfMemoryError:
        return Failure(ErrorCode.OUT_OF_MEMORY, messages.killed_by_system())
    except ray.exceptions.RayError:
        return death_failure(None)
