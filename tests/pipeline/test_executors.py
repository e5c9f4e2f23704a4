"""Whatever a call does to its process, the others finish and the failure says why."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from pipeline.executors import CallLimits, ExecutorError, Failure, LocalExecutor
from schemas.document import ErrorCode
from tests.pipeline import work

NUMBERS = (1, work.BAD, 3, 4, 5)


@pytest.fixture
def executor() -> Iterator[LocalExecutor]:
    made = LocalExecutor(2, CallLimits(seconds=5.0, memory_mb=256))
    yield made
    made.close()


def test_results_come_with_their_arguments(executor: LocalExecutor) -> None:
    assert sorted(executor.run(work.double, NUMBERS)) == [(n, 2 * n) for n in sorted(NUMBERS)]


MISBEHAVIOUR = [
    (work.sleep_on_bad, ErrorCode.TIMEOUT, "5 giây"),
    (work.exit_on_bad, ErrorCode.INTERNAL, "mã 7"),
    (work.raise_on_bad, ErrorCode.INTERNAL, "ValueError: dòng một dòng hai (work.py:"),  # on one line, with its place
    pytest.param(
        work.fill_memory_on_bad,
        ErrorCode.OUT_OF_MEMORY,
        "256 MB",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space"),
    ),
    pytest.param(  # as the system does when memory runs out
        work.kill_on_bad,
        ErrorCode.OUT_OF_MEMORY,
        "killed by the system",
        marks=pytest.mark.skipif(os.name != "posix", reason="signals"),
    ),
]


@pytest.mark.parametrize(("function", "code", "words"), MISBEHAVIOUR)
def test_one_bad_call_fails_and_the_others_finish(
    executor: LocalExecutor, function: Callable[[int], int], code: ErrorCode, words: str
) -> None:
    results = dict(executor.run(function, NUMBERS))
    failure = results.pop(work.BAD)
    assert isinstance(failure, Failure)
    assert (failure.code, words in failure.detail) == (code, True), failure
    assert results == {n: n for n in NUMBERS if n != work.BAD}
    assert sorted(executor.run(work.double, NUMBERS)) == [(n, 2 * n) for n in sorted(NUMBERS)], "it goes on working"


def test_workers_are_processes_and_are_used_again(executor: LocalExecutor) -> None:
    first = {result for _, result in executor.run(work.process_id, range(6))}
    second = {result for _, result in executor.run(work.process_id, range(6))}
    assert os.getpid() not in first | second
    assert first == second


def test_one_worker_is_still_a_process() -> None:
    executor = LocalExecutor(1, CallLimits(seconds=5.0, memory_mb=256))
    ((_, result),) = executor.run(work.process_id, [1])
    executor.close()
    assert result != os.getpid()


def test_a_worker_that_died_between_calls_costs_no_document(executor: LocalExecutor) -> None:
    idle = {result for _, result in executor.run(work.process_id, range(6)) if isinstance(result, int)}
    for process in idle:
        os.kill(process, 9)
    time.sleep(0.2)
    assert sorted(executor.run(work.double, NUMBERS)) == [(n, 2 * n) for n in sorted(NUMBERS)]


def test_workers_that_cannot_start_are_an_error_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.executors.serve", work.die)
    executor = LocalExecutor(1, CallLimits(seconds=5.0, memory_mb=256))
    with pytest.raises(ExecutorError):
        list(executor.run(work.double, [1]))
    executor.close()


def test_giving_up_early_ends_the_workers(executor: LocalExecutor) -> None:
    results = executor.run(work.sleep_on_bad, NUMBERS)
    next(results)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 1.0
