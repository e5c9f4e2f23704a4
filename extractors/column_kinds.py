"""Cells that must hold alike: what is planned beside what is there, and the total of a column of shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractors.drafts import Draft
from extractors.label_words import without_context
from extractors.memory import MAX_REMEMBERED
from schemas.fact import Measure, PeriodKind, Role

# What the header of a plan and that of its result say beside what both count.
_OF_PLAN = regex.compile(
    r"(?i)\b(?:kế hoạch|KH|chỉ tiêu|mục tiêu|nhiệm vụ|giao|được giao|ước|thực hiện|TH|kết quả|đạt được|năm|\d{4})\b"
    r"|[\W_]+"
)
_SHARES = (Measure.PERCENT, Measure.RATIO)


def hold_alike(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a table; a plan is there at one time as its result is, a total share as those it is the sum of."""
    found = list(drafts)
    results = defaultdict(list)
    columns = defaultdict(list)
    for draft in found:
        if draft.role is Role.ACTUAL and draft.measure is Measure.COUNT:
            results[_key_of(draft)].append(draft)
        if draft.measure in _SHARES:
            columns[draft.col].append(draft)
    return [_as_like(draft, results[_key_of(draft)], columns[draft.col]) for draft in found]


def _as_like(draft: Draft, results: Sequence[Draft], column: Sequence[Draft]) -> Draft:
    period = draft.period
    if period is None or period.kind is not PeriodKind.FLOW or period.end is None:
        return draft
    is_plan = draft.role is Role.TARGET and draft.measure is Measure.COUNT and _are_there(results)
    others = [other for other in column if other.row != draft.row]
    is_sum = draft.measure is Measure.PERCENT and len(others) > 1 and _are_there(others)
    return replace(draft, period=replace(period, start=None, kind=PeriodKind.STOCK)) if is_plan or is_sum else draft


def _are_there(drafts: Sequence[Draft]) -> bool:
    kinds = [draft.period.kind if draft.period else None for draft in drafts]
    return bool(kinds) and all(kind is PeriodKind.STOCK for kind in kinds)


def _key_of(draft: Draft) -> tuple[int | None, str | None, str]:
    """The row of a cell, its unit, and what it is said to count beside whether that was planned."""
    return draft.row, draft.unit, _counted(draft.label or "")


@lru_cache(maxsize=MAX_REMEMBERED)
def _counted(label: str) -> str:
    return _OF_PLAN.sub("", without_context(label).casefold())
