"""What headings say of the figures below them: that it was done, that it is to come, or tasks that may be either."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import regex

from extractors.rules_compiled import CompiledRules

_RESULT = regex.compile(r"(?i)\bkết quả\b")


class Told(Enum):
    """What a heading says of what stands below it."""

    RESULTS = "results"
    DONE = "done"
    AHEAD = "ahead"
    TASKS = "tasks"
    NOTHING = "nothing"


def tell_done(heading: str, rules: CompiledRules) -> Told:
    """RESULTS of 'II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ', DONE of 'I. Tình hình chung', else NOTHING."""
    if not rules.cues["DONE_HEADING"].search(heading):
        return Told.NOTHING
    return Told.RESULTS if _RESULT.search(heading) else Told.DONE


def is_to_come(tells: Sequence[Told]) -> bool:
    """Whether figures below headings, the nearest first, are planned: tasks are, but not those of what was done.

    '1. Nhiệm vụ 1: Tuyên truyền' below 'II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ' tells what was done.
    """
    is_task = is_done = False
    for told in tells:
        if told is Told.RESULTS:
            return False
        if told is Told.AHEAD:
            return True
        is_done = is_done or told is Told.DONE
        is_task = (is_task or told is Told.TASKS) and not is_done
    return is_task
