"""Figures that say by how much another changed, also where only a bracket or a sign says so."""

from __future__ import annotations

import regex

from extractors.elided_changes import find_elided_change, is_planned_growth
from extractors.items import FigureBlock, Item, is_change, once_per_figure
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.stops import ASIDE, LIST_END, SENTENCE_END
from extractors.text import last_end
from schemas.fact import Direction

_DOWN = ("giảm", "thấp hơn", "ít hơn", "hụt")
# What leads from a change to the same change in percent: (tăng 396 triệu đồng (22,6%); giảm 9 vụ, tương ứng 19,6%).
_SAME_CHANGE = regex.compile(
    r"(?i)\s*(?:[(\[]\s*(?:tương đương|tương ứng|hay|bằng|tức(?: là)?|=)?"
    r"|,?\s*(?:tương đương|tương ứng|hay|tức(?: là)?))(?:\s*(?:với|là|khoảng|gần|hơn|tăng|giảm))*\s*"
)
# The same of what the sentence compares, where nothing behind the percent is what it is of (tăng 44 vụ, bằng 9,4%).
_EQUAL_CHANGE = regex.compile(r"(?i)\s*,?\s*bằng(?:\s+(?:khoảng|gần|hơn))*\s*")
# More than so many percent of what was there are rather the level that was reached (tăng 44 vụ, bằng 109,4%).
_MAX_MOVED = 50
_ENDS_THERE = regex.compile(r"\s*(?:[.,;)]|$)")
# A bracket behind points of percent and what they are against holds the base; behind a count it cannot.
_AGAINST_WORD = regex.compile(r"(?i)\bso\b|cùng kỳ|năm|tháng|quý")
_SAID_OF_ANY = frozenset(("số", "tăng", "giảm", "so", "với", "cùng", "kỳ", "năm", "trước", "và", "thêm", "được"))
_STOP_AGAIN = regex.compile(r"[.;](?=\s)|,\s|\d[\d.,]*\s?\p{L}{3}")
# A bracket stands behind so many words at most of what changed (giảm 8 người chết (7,7%)).
_MAX_NOUN = 3
_TO_BASE = regex.compile(
    r"(?i)[^.;()]{0,40}\bso\b(?:(?!\bđạt\b|\btăng\b|\bgiảm\b)[^.;(),]){0,80},?\s*"
    r"\((?:(?!\btrong đó\b|\btăng\b|\bgiảm\b|\bđạt\b)[^()\d;.]){0,30}"
)
_SIGNS = tuple("+-−")
# So far before a number the words stand that compare it (cao hơn cùng kỳ năm trước 4,7%).
_AGAINST = 70
_POINTS = ("điểm phần trăm", "điểm %")
_OPENING = regex.compile(r"(?r)[(,]\s*$")
# A change is of a figure so few places before it.
_MAX_LEVELS_BACK = 14
# Words so many letters from a level name it.
_NEAR = 30
_WORD = regex.compile(r"\p{L}+")
_STOP = regex.compile(r"[,;(.](?!\d)")


@once_per_figure
def read_direction(block: FigureBlock, item: Item, rules: CompiledRules) -> Direction | None:
    """Where a figure changed to; None where it is a level.

    The word before it says so (tăng 15%), its sign in a bracket (41 vụ (-10,2%)), or the change that its bracket says
    again in percent (tăng 396 triệu đồng (22,6%)).
    """
    word = _word_of_change(block, item, rules)
    if word is not None:
        return direction_of(word)
    if is_planned_growth(block, item, rules):
        return Direction.UP
    stated = find_stated_change(block, item, rules)
    if stated is None:
        return None
    sign = item.mentions[0].text[:1]
    if sign in _SIGNS:
        return Direction.UP if sign == "+" else Direction.DOWN
    said = is_change(block.text, stated, rules)
    return direction_of(said[0]) if said else None


def _word_of_change(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """The word before a figure that says up or down, with what it is against between, or said once for several."""
    word = is_change(block.text, item, rules)
    if word is not None:
        return word[0]
    before = block.text[max(0, item.quote_start - _AGAINST) : item.quote_start]
    against = rules.cues["CHANGE_AGAINST"].search(before)
    if against is None and item.unit is not None and (item.unit.unit or "").startswith(_POINTS):
        against = rules.cues["POINTS_AGAINST"].search(before)
    return against[1] if against is not None else find_elided_change(block, item, rules)


@once_per_figure
def find_stated_change(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The figure before a percent that the percent says again as growth: by its sign, or because it is a change."""
    previous = block.neighbour(item, -1)
    if previous is None:
        return None
    is_signed = item.mentions[0].text[:1] in _SIGNS and _OPENING.search(block.text, previous.end, item.start)
    if item.symbol != PERCENT:
        return previous if is_signed and _is_how_much(block, previous, rules) else None
    if is_signed:
        return previous
    is_again = says_again(block, item, previous) or _equals_movement(block, item, previous, rules)
    is_change_again = is_again and is_change(block.text, previous, rules) is not None
    return previous if previous.symbol == COUNT and is_change_again else None


def _equals_movement(block: FigureBlock, item: Item, previous: Item, rules: CompiledRules) -> bool:
    """Whether a percent says with 'bằng' how large the movement before it is, in a sentence that compares two times."""
    if item.value > _MAX_MOVED or not _EQUAL_CHANGE.fullmatch(block.text, previous.unit_end, item.quote_start):
        return False
    start = last_end(SENTENCE_END, block.text, 0, previous.start)
    is_compared = rules.cues["COMPARED"].search(block.text, start, previous.start) is not None
    return is_compared and _ENDS_THERE.match(block.text, item.end) is not None


def _is_how_much(block: FigureBlock, previous: Item, rules: CompiledRules) -> bool:
    """Whether the figure before a signed amount says how much something grew: tăng 1,6% (+652 ha)."""
    return previous.mentions[0].text[:1] in _SIGNS or is_change(block.text, previous, rules) is not None


def says_again(block: FigureBlock, item: Item, previous: Item) -> bool:
    """Whether a percent says the figure before it again, in a bracket or behind 'tương ứng'."""
    between = block.text[previous.unit_end : item.start]
    opened = between.rfind("(")
    words = between[: max(0, opened)]
    if ")" in between or _STOP_AGAIN.search(words):
        return False
    is_point = previous.unit is None or previous.unit.unit is None or previous.unit.unit.startswith("điểm")
    if is_point and (len(words.split()) > _MAX_NOUN or _AGAINST_WORD.search(words)):
        return False
    return bool(_SAME_CHANGE.fullmatch(between, max(0, opened)))


def direction_of(word: str) -> Direction:
    """The direction a word of change says."""
    return Direction.DOWN if word.strip().casefold().startswith(_DOWN) else Direction.UP


def find_level(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The level whose change a count says: of its unit, in the nearest sentence, the one that shares a word with it."""
    own = item.unit.unit if item.unit else None
    if own is None:
        return None
    position = block.position_of(item)
    alike = [
        other
        for other in block.items[max(0, position - _MAX_LEVELS_BACK) : position]
        if other.symbol in (COUNT, RATIO) and other.unit is not None and other.unit.unit == own
    ]
    levels = [other for other in alike if not is_change(block.text, other, rules)]
    said = _words_around(block, item, _NEAR) - set(_WORD.findall(own.casefold())) - _SAID_OF_ANY
    near = [other for other in levels if said & _words_around(block, other, _NEAR)] or levels
    if not near:
        return None
    floor = last_end(SENTENCE_END, block.text, 0, near[-1].start)
    opened = block.text.rfind("(", floor, item.start)
    if opened >= 0 and ")" not in block.text[opened : item.start]:  # a bracket speaks of its own member of a list
        member = last_end(LIST_END, block.text, floor, opened)
        floor = member if near[-1].start >= member else floor
    return next(other for other in near if other.start >= floor)


def _words_around(block: FigureBlock, item: Item, before: int) -> set[str]:
    """The words right behind a figure, up to the next stop or figure, and those of so many letters before it."""
    following = block.neighbour(item, 1)
    end = min(following.start if following else len(block.text), item.unit_end + _NEAR)
    behind = _STOP.split(block.text[item.unit_end : end])[0]
    ahead = _STOP.split(block.text[max(0, item.start - before) : item.start])[-1]
    return set(_WORD.findall(f"{ahead} {behind}".casefold()))


def find_base(block: FigureBlock, item: Item) -> Item | None:
    """The figure a change starts from, in a bracket behind what it is against (giảm 12 vụ so với cùng kỳ (53 vụ))."""
    position = block.position_of(item)
    for other in block.items[position + 1 : position + 3]:
        between = block.text[item.unit_end : other.start]
        if _TO_BASE.fullmatch(ASIDE.sub("", between)):
            own, base = item.unit.unit if item.unit else None, other.unit.unit if other.unit else None
            if other.symbol == PERCENT:  # behind a count it is the same change again: tăng 1.027 vụ so cùng kỳ (14,3%)
                return other if item.symbol == PERCENT or (own or "").startswith("điểm") else None
            return other if other.symbol == COUNT and (item.symbol == PERCENT or own == base) else None
    return None
