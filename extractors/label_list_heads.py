"""The words that open a list of things of one kind stand before each (một số mặt hàng như A tăng 5%, B tăng 7%)."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, is_change, once_per_figure
from extractors.label_wholes import counts_the_same, is_in_aside
from extractors.label_words import MAX_CLAUSE, put_before
from extractors.rules_compiled import CompiledRules
from extractors.stops import ASIDE
from extractors.text import last_end

# A full stop, but not that of Tp. Hồ Chí Minh.
_STOP = regex.compile(r"(?<!\b(?:Tp|TP|Tx|TX|T))[.](?=\s)|[:](?=\s)(?<!(?:gồm|như|là|có|sau|thể):)|\((?![^()]*\))")
_HEAD = regex.compile(
    r"(?i)(?<!\p{L})(?P<head>(?:các|một số|những|nhiều)\s[^;:]{6,140})\s"
    r"(?:bao gồm|gồm có|gồm|như sau|như|cụ thể là|cụ thể|là|có):?\s(?P<name>(?:T[pPxX]\.\s)?[^;:,.]{2,60})$"
)
_INSIDE = regex.compile(r"(?i)(?<!\p{L})(?:gồm|như|cụ thể)\s")
# A sentence names so many things of one kind in a row, and each in so few words.
_MIN_LISTED = 3
_MAX_NAME = 8
_MAX_WINDOW = 4 * MAX_CLAUSE


def put_under_list_head(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words of a thing in a list with those that open the list."""
    if len(text.split()) > _MAX_NAME:
        return text
    head = _head_of_list(block, item, rules)
    return put_before(head, text.removeprefix("là ")) if head and head.casefold() not in text.casefold() else text


@once_per_figure
def _head_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    begin = last_end(_STOP, block.text, max(0, item.start - _MAX_WINDOW), item.start)
    listed = [other for other in block.items if begin <= other.start <= item.start]
    listed = [other for other in listed if other is item or not is_in_aside(block, other, item)]
    first = listed[0]
    match = _HEAD.search(block.text, begin, first.quote_start)
    if match is None or _INSIDE.search(match["name"]) or not _is_alike(block, first, item, rules):
        return ""
    behind = block.items[block.position_of(item) :][: _MIN_LISTED * 2]
    alike = [other for other in (*listed, *behind) if _is_alike(block, first, other, rules)]
    return ASIDE.sub("", match["head"]).strip() if len(set(alike)) >= _MIN_LISTED else ""


def _is_alike(block: FigureBlock, first: Item, other: Item, rules: CompiledRules) -> bool:
    """Whether two figures of a list measure the same of two things: both a change, or in one unit."""
    if first.symbol != other.symbol:
        return False
    is_one = counts_the_same(first, other) or first.unit is other.unit is None
    return is_one and (is_change(block.text, first, rules) is None) == (is_change(block.text, other, rules) is None)
