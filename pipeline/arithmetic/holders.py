"""Parts that are each counted by another noun: 717 lượt, trong đó 121 tổ chức và 596 cá nhân."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extractors.items import FigureBlock, Item

# Words that lead to where, for whom or with what the deed was done: no part of what was counted.
_AWAY = regex.compile(r"(?i)\b(?:tại|ở|cho|với|trên|từ|về|theo|do|bởi|qua|bằng|vào)\s+(?:\p{L}+\s+){0,2}$")
_NO_WORDS = regex.compile(r"(?i)[\s:,;]*(?:(?:và|cùng|có|là|với|khoảng|còn lại|lại|số)[\s:]+)*")
CLAUSE = regex.compile(r"[,;:](?=\s)")
# Two measures of one statement (568 vụ/1.171 bị can, 187.420 kWh tương ứng 486 triệu đồng) are not added.
_AGAIN = regex.compile(r"(?i)\s*(?:/|(?:tương ứng|tương đương|trị giá|với)\b).*")


def holder_parts(block: FigureBlock, whole: Item, after: Sequence[Item], start: int) -> list[Item]:
    """The figures of one list, each with its own noun of things or people; none where measures of a thing follow."""
    listed = _led_alike(block, list(after), start)
    if listed and listed[0].value > whole.value:
        return []
    while len(listed) > 2 and _leads_away(block, listed[-2], listed[-1]):
        listed.pop()
    units = [item.unit for item in listed if item.unit]
    if len(listed) < 2 or len(units) < len(listed) or len({unit.unit for unit in units}) < len(units):
        return []
    kinds = {unit.kind for unit in units} | ({whole.unit.kind} if whole.unit else set())
    runs = (block.text[a.unit_end : b.start] for a, b in pairwise(listed))
    is_told_again = any(_AGAIN.fullmatch(run) for run in runs)
    return [] if is_told_again or kinds != {"count"} else listed


def _led_alike(block: FigureBlock, listed: list[Item], start: int) -> list[Item]:
    """The figures up to the first with words of its own before it, where none stand before the first of the list.

    'gồm 168 thành viên, hướng dẫn 3.450 lượt' goes on with another deed.
    """
    if not listed or not _NO_WORDS.fullmatch(block.text, start, listed[0].quote_start):
        return listed
    edges = pairwise(listed)
    named = (n for n, (a, b) in enumerate(edges, 1) if not _NO_WORDS.fullmatch(_clause(block, a, b)))
    return listed[: next(named, len(listed))]


def _clause(block: FigureBlock, before: Item, item: Item) -> str:
    return CLAUSE.split(block.text[before.unit_end : item.quote_start])[-1]


def _leads_away(block: FigureBlock, before: Item, item: Item) -> bool:
    """Whether a new clause leads to a figure by a preposition: ', được bố trí tại 05 trạm'."""
    run = block.text[before.unit_end : item.start]
    clause = CLAUSE.split(run)
    return len(clause) > 1 and _AWAY.search(clause[-1]) is not None
