"""A later measure of an item of a list keeps the item's name (hộ nghèo 21 triệu đồng/562 hộ)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_words import ABOVE, IS_NAMED
from extractors.layout import Block
from extractors.own_labels import read_own_label, words_after, words_before
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import last_end

# What parts the measures of one item.
_JOINED = regex.compile(r"(?:\s?[,/;]\s?|\s)(?:và |với |cùng )?")
_JOINING = ("", "và", "với", "cùng")
_SLASH = regex.compile(r"\s?/\s?")
# About what a share is: one of the counts before it.
_ABOUT = regex.compile(
    r"\s*về (?:số (?:lượng )?)?(?P<noun>\p{L}+(?:\s\p{L}+){0,3}?)(?=\s?[,;.)]|\s(?:và|so với|trên|so|chiếm)\s|$)"
)
_MONEY = ("tiền", "giá trị", "kinh phí")
_MAX_BACK = 6
# No item of the reports read has more measures.
_MAX_MEASURES = 4
_MAX_NAME = 80
_MAX_LISTED = 12


def item_measured(
    block: FigureBlock, item: Item, own: str, blocks: Sequence[Block], rules: CompiledRules
) -> Item | None:
    """The first measure of the item of which a noun alone counts another; None where it stands for itself.

    It has the name of the item before it, or a noun with words of its own behind it (04 lớp may, 140 học viên), and the
    next or the last item of the list is measured in the same units in the same order; behind a slash it needs no list.
    """
    if item.symbol != COUNT or item.unit is None or own != item.unit.printed or is_change(block.text, item, rules):
        return None
    group = _group_before(block, item, rules)
    if group is None:
        return None
    first = group[0]
    if not _is_named(block, first, blocks, rules):
        return None
    is_slash = len(group) == 2 and _SLASH.fullmatch(block.text, first.unit_end, item.start) is not None
    return first if is_slash or _is_repeated(block, group, rules) else None


def name_measure(words: str, noun: str, block: FigureBlock, first: Item, rules: CompiledRules) -> str:
    """A noun behind the words of the first measure of its item: hộ nghèo: hộ; lớp may › học viên; else nothing."""
    counted = first.unit.printed if first.unit else ""
    name = words.removesuffix(f": {counted}")
    if name != words or counted not in words:
        return f"{name}: {noun}"
    left = words_before(block, first, rules)[1].rstrip()
    is_item = not left or left.endswith(":")  # else one deed was done with both (kiểm tra 4 tổ chức đảng, 12 đảng viên)
    return f"{words}{ABOVE}{noun}" if is_item else ""


def counted_about(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """Of which count a share is that says about what it is (đạt 96% về số vụ và 94% về bị can)."""
    if item.symbol != PERCENT:
        return None
    about = _ABOUT.match(block.text, item.end)
    if about is None:
        return None
    noun, before = about["noun"].casefold(), item
    for _ in range(_MAX_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or SENTENCE_END.search(block.text, previous.end, before.start):
            return None
        before = previous
        if previous.symbol == PERCENT or previous.unit is None or is_change(block.text, previous, rules) is not None:
            continue
        name = previous.unit.printed.casefold()
        is_money = previous.unit.kind == "money" and noun in _MONEY and noun in words_before(block, previous, rules)[1]
        if is_money or (name and (noun == name or noun.startswith(f"{name} "))):
            return previous
    return None


def _group_before(block: FigureBlock, item: Item, rules: CompiledRules) -> list[Item] | None:
    """The measures of one item up to this one: only the first has words, and no two are in one unit."""
    group = [item]
    while len(group) < _MAX_MEASURES:
        previous = block.neighbour(group[0], -1)
        if previous is None or previous.symbol != COUNT or previous.unit is None:
            return None
        end = words_after(block, previous, rules)[0]
        if _JOINED.fullmatch(block.text, end, group[0].quote_start) is None or ";" in block.text[end : group[0].start]:
            return None
        if any(_unit(previous) == _unit(other) for other in group):
            return None
        group.insert(0, previous)
        left = words_before(block, previous, rules)[1].strip(" ,/")
        if left not in _JOINING or words_after(block, previous, rules)[1]:
            return group
    return None


def _is_named(block: FigureBlock, first: Item, blocks: Sequence[Block], rules: CompiledRules) -> bool:
    """Whether the words of a figure name an item, and not a measure or an amount of something else."""
    words = read_own_label(block, first, blocks, rules).text
    noun = first.unit.printed if first.unit else ""
    name = words.removesuffix(f": {noun}")
    is_measure = any(
        rules.cues[cue].match(name) for cue in ("MEASURE_HEAD", "ATTRIBUTE", "ATTRIBUTE_CLAUSE", "RELATES")
    )
    return bool(name) and name != noun and not is_measure and IS_NAMED.match(name) is None and len(name) <= _MAX_NAME


def _is_repeated(block: FigureBlock, group: Sequence[Item], rules: CompiledRules) -> bool:
    """Whether another item of the sentence is measured in the same units in the same order."""
    position, size = block.position_of(group[0]), len(group)
    units = [_unit(item) for item in group]
    floor = last_end(SENTENCE_END, block.text, 0, group[0].start)
    end = SENTENCE_END.search(block.text, group[-1].end)
    stop = end.start() if end else len(block.text)
    for start in range(max(0, position - _MAX_LISTED), min(position + _MAX_LISTED, len(block.items) - size + 1)):
        others = block.items[start : start + size]
        is_apart = start + size <= position or start >= position + size
        is_same = is_apart and others[0].start >= floor and others[-1].end <= stop and [*map(_unit, others)] == units
        if is_same and is_change(block.text, others[0], rules) is None:
            return True
    return False


def _unit(item: Item) -> str | None:
    return item.unit.unit if item.unit else None
