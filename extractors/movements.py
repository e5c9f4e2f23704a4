"""Two levels of one thing, where it was and where it has come to (từ 148 phòng xuống còn 127 phòng)."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.own_labels import label_of_item, words_after
from extractors.rules_compiled import CompiledRules

# What parts the two ends of a range or of a movement.
RANGE = regex.compile(r"\s*(?:[-–]|đến|tới|(?:tăng |giảm )?(?:xuống|lên)(?: còn| đến| tới| thành)?)\s*")
_MOVED = regex.compile(r"\s*(?:tăng |giảm )?(?:xuống|lên)(?: còn| đến| tới| thành)?\s*")
_VERB = regex.compile(r"(?i)(?:(?:kéo )?giảm|tăng|nâng|hạ|đưa)\s(?=(?:tổng|số|tỷ lệ|tỉ lệ|mức)\s)")


def is_moved(block: FigureBlock, item: Item) -> bool:
    """Whether a figure is the level that the next one comes from."""
    following = block.neighbour(item, 1)
    return following is not None and _MOVED.fullmatch(block.text, item.unit_end, following.start) is not None


def name_level(text: str, block: FigureBlock, item: Item) -> str:
    """The label of either end of a movement without its verb (Giảm tỷ lệ hộ nghèo từ 12,3% xuống còn 8,5%)."""
    verb = _VERB.match(text)
    previous = block.neighbour(item, -1)
    is_end = verb is not None and (is_moved(block, item) or (previous is not None and is_moved(block, previous)))
    return text[verb.end() :] if verb and is_end else text


def comes_from(block: FigureBlock, item: Item, previous: Item, rules: CompiledRules) -> bool:
    """Whether a bare noun is the level from which what the figure before says comes (34 tổ dân phố (từ 96 tổ ...))."""
    if not is_moved(block, item) or not _counts_like(previous, item):
        return False
    return words_after(block, item, rules)[1] == "" == label_of_item(block, item, rules)


def _counts_like(one: Item, other: Item) -> bool:
    """Whether a figure counts in the noun of another, or in its first word."""
    if one.unit is None or other.unit is None or not other.unit.printed:
        return False
    return f"{one.unit.printed} ".startswith(f"{other.unit.printed} ")
