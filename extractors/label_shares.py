"""Of what a share behind 'trong đó' speaks: of the share before, or of what is counted there."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import counts_the_same, find_whole, is_in_aside
from extractors.own_labels import words_after, words_before
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import LIST_END
from extractors.text import last_end

_EXTREME = regex.compile(
    r"(?i)(?:(?:trong đó|riêng),?\s)?(?:cao|thấp|nhiều|ít|lớn|nhỏ)\snhất\s(?:là|ở|tại|thuộc)(?!\p{L})"
)
_MAX_BACK = 6
# Of more words a share has a thing of its own.
_THIN_LABEL = 3


def whole_of_share(text: str, whole: Item | None, block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole of a share with these words: none of a share whose own things are named, or behind a semicolon."""
    if whole is None:
        stated = find_whole(block, item)
        if stated is None or stated.symbol == PERCENT or is_in_aside(block, stated, item):
            return None
        return None if is_change(block.text, stated, rules) is not None else stated
    if whole.symbol != PERCENT or len(text.split()) <= _THIN_LABEL:
        return whole
    is_apart = ";" in block.text[whole.unit_end : item.start] or words_after(block, item, rules)[1] != ""
    return None if is_apart else whole


def whole_of_extreme(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """Of what the highest or lowest is one: the level before, of its kind (trực tuyến 49%, cao nhất là đất đai 74%)."""
    if _EXTREME.match(text) is None:
        return None
    begin = last_end(LIST_END, block.text, 0, item.start)
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_BACK) : position]):
        if other.start < begin:
            return None
        is_kind = other.symbol == item.symbol and (item.symbol == PERCENT or counts_the_same(other, item))
        if not is_kind or is_in_aside(block, other, item) or is_change(block.text, other, rules) is not None:
            continue
        if _EXTREME.match(words_before(block, other, rules)[1].strip()) is None:
            return other
    return None
