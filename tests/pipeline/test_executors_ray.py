"""The cluster's executor keeps the same promises as the local one (runs where ray is installed)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.executors import CallLimits, Failure
from schemas.document import ErrorCode
from tests.pipeline import work

pytest.importorskip("ray")

NUMBERS = (1, work.BAD, 3)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("function", "code"),
    [
        (work.sleep_on_bad, ErrorCode.TIMEOUT),
        (work.exit_on_bad, ErrorCode.INTERNAL),
        (work.raise_on_bad, ErrorCode.INTERNAL),
    ],
)
def test_one_bad_call_fails_and_the_others_finish(function: Callable[[int], int], code: ErrorCode) -> None:
    from pipeline.executors_ray import RayExecutor

    executor = RayExecutor(2, CallLimits(seconds=10.0, memory_mb=400))
    results = dict(executor.run(function, NUMBERS))
    executor.close()
    failure = results.pop(work.BAD)
    assert isinstance(failure, Failure)
    assert failure.code is code
    assert results == {1: 1, 3: 3}
