"""Numbers inside a noun: '12/14 doanh nghiệp có từ 25 lao động trở lên' counts businesses, and 25 is no count of it."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock
from extractors.rules_compiled import COUNT, OTHER, PERCENT, RATIO, CompiledRules

_CLAUSE_ENDS = regex.compile(r"\s*(?:[,;)]|\.(?=\s|$)|$)")
_PUNCTUATION = frozenset(",;.()")


def hide_thresholds(block: FigureBlock, rules: CompiledRules) -> str:
    """The skeleton in which the thresholds that belong to the noun of an a/b are no counts."""
    skeleton = block.skeleton
    if RATIO not in skeleton or COUNT not in skeleton:
        return skeleton
    marks = list(skeleton)
    for position, index in enumerate(block.skeleton_items):
        if index is not None and skeleton[position] == COUNT and _is_threshold(block, index, rules):
            marks[position] = OTHER
    return "".join(marks)


def _is_threshold(block: FigureBlock, index: int, rules: CompiledRules) -> bool:
    """Whether a figure stands in the clause of the a/b before it, with a word that makes it a bound of the noun."""
    item = block.items[index]
    start = _noun_start(block, index)
    if start is None:
        return False
    following = block.items[index + 1].start if index + 1 < len(block.items) else len(block.text)
    before = rules.cues["THRESHOLD_BEFORE"].search(block.text, start, item.start)
    behind = rules.cues["THRESHOLD_BEHIND"].match(block.text, item.end, following)
    return (before or behind) is not None and _is_said_alone(block, index)


def _noun_start(block: FigureBlock, index: int) -> int | None:
    """Where the a/b ends whose noun phrase a figure stands in; None where punctuation or another count is between."""
    for before in reversed(block.items[:index]):
        if not _PUNCTUATION.isdisjoint(block.skeleton_between(before.end, block.items[index].start)):
            return None
        if before.symbol == RATIO:
            return before.end
        if before.symbol != COUNT:
            return None
    return None


def _is_said_alone(block: FigureBlock, index: int) -> bool:
    """Whether the percent behind a figure ends its clause, so that no words say another whole of it."""
    percent = next((item for item in block.items[index + 1 :] if item.symbol == PERCENT), None)
    return percent is not None and _CLAUSE_ENDS.match(block.text, percent.end) is not None
