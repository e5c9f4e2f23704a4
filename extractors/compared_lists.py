"""Several levels, what they were, and how much each changed: 11 vụ, 04 người; so với (14 vụ, 03 người) giảm 03 vụ, ...

Lists of the same units in the same order belong together, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import STATEMENT_END
from extractors.text import find_close

_OPENING = regex.compile(
    r"(?i)\b(?:so(?:\s+với)?|cùng kỳ|cùng thời điểm|năm trước)\b[^.;()]{0,60}(?P<mark>\()\D{0,40}$"
)
_COMPARED = regex.compile(r"(?i)\b(?:so với|so cùng|cùng kỳ)\b")
# What may stand between a bracket of levels and the changes from them.
_JOINT = regex.compile(r"[\s,:;]*(?:(?:thì|đã|số vụ|số|cụ thể|trong đó)\s*)*")
# So far between the last change and the bracket.
_REACH = 80
_WORD = regex.compile(r"\p{L}+")
# Words around a count that tell it from another of its unit (chết 04 người, bị thương 09 người).
_NEAR = 25
_EDGE = regex.compile(r"[,;:().\d]")
MIN_MEASURES = 2


@dataclass(frozen=True, slots=True)
class ComparedList:
    """What was compared, position by position: the levels before, the changes, and all levels that may be meant."""

    bases: tuple[Item, ...]
    changes: tuple[Item, ...]
    levels: tuple[tuple[Item, ...], ...]


def read_compared_lists(block: FigureBlock, rules: CompiledRules) -> Iterator[ComparedList]:
    """Every bracket of several levels of another time, with the changes right before or behind it."""
    if "(" not in block.text or not _COMPARED.search(block.text):
        return
    for first, last in _brackets(block):
        bases = block.items[first:last]
        changes = _changes_behind(block, last, rules) or _changes_before(block, first, rules)
        names = _names(bases)
        if _are_alike(_names(changes), names) and _are_in_order(block, bases, changes):
            start = min(first, block.position_of(changes[0]))
            levels = _windows(block, block.items[:start], names, rules)
            yield ComparedList(bases, changes, tuple(w for w in levels if _are_in_order(block, bases, w)))


def find_counterparts(lists: Iterable[ComparedList], item: Item) -> tuple[Item | None, Item | None]:
    """The level whose change or earlier value a figure is, and the base of a change; None where it is neither."""
    for found in lists:
        for position, (base, change) in enumerate(zip(found.bases, found.changes, strict=True)):
            if item is base or item is change:
                level = found.levels[-1][position] if found.levels else None
                return level, base if item is change else None
    return None, None


def _brackets(block: FigureBlock) -> Iterator[tuple[int, int]]:
    """Where the figures of each bracket that holds levels of another time begin and end."""
    position = 0
    while position < len(block.items):
        item = block.items[position]
        opening = _OPENING.search(block.text, max(0, item.start - 120), item.start) if item.symbol == COUNT else None
        if opening is None:
            position += 1
            continue
        close = find_close(block.text, opening.start("mark") + 1, len(block.text))
        last = position
        while last < len(block.items) and block.items[last].start < close:
            last += 1
        inside = block.items[position:last]
        if len(inside) >= MIN_MEASURES and all(i.symbol == COUNT and i.unit and i.unit.unit for i in inside):
            yield position, last
        position = last


def _names(items: Sequence[Item]) -> tuple[str | None, ...]:
    return tuple(item.unit.unit if item.unit else None for item in items)


def _are_alike(ones: Sequence[str | None], others: Sequence[str | None]) -> bool:
    """Whether two lists count the same in the same order, by names of which one may be longer (lượt công dân, lượt)."""
    return len(ones) == len(others) and all(
        one == other or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")
        for one, other in zip(ones, others, strict=True)
    )


def _changes_behind(block: FigureBlock, last: int, rules: CompiledRules) -> tuple[Item, ...]:
    """The changes that follow a bracket, with nothing counted between."""
    if last >= len(block.items):
        return ()
    close = block.text.rfind(")", block.items[last - 1].unit_end, block.items[last].start)
    word = is_change(block.text, block.items[last], rules)
    lead = block.text[close + 1 : block.items[last].quote_start] if close >= 0 else "."
    is_joined = word is not None and _JOINT.fullmatch(lead.rsplit(word[0], 1)[0]) is not None
    return _run(block, block.items[last:], rules) if is_joined else ()


def _changes_before(block: FigureBlock, first: int, rules: CompiledRules) -> tuple[Item, ...]:
    """The changes that a bracket follows, with the words of comparison between."""
    if not first:
        return ()
    between = block.text[block.items[first - 1].unit_end : block.items[first].start]
    if len(between) > _REACH or not _COMPARED.search(between) or STATEMENT_END.search(between):
        return ()
    run = _run(block, tuple(reversed(block.items[:first])), rules)
    return tuple(reversed(run))


def _run(block: FigureBlock, items: Sequence[Item], rules: CompiledRules) -> tuple[Item, ...]:
    """The counts at the head of the items that are changes, the same said in percent left out, within one sentence."""
    found: list[Item] = []
    for item in items:
        low, high = sorted((found[-1], item), key=lambda i: i.start) if found else (item, item)
        if STATEMENT_END.search(block.skeleton_between(low.end, high.start)):
            break
        if item.symbol == PERCENT:
            continue
        if item.symbol != COUNT or is_change(block.text, item, rules) is None:
            break
        found.append(item)
    return tuple(found)


def _windows(
    block: FigureBlock, items: Sequence[Item], names: tuple[str | None, ...], rules: CompiledRules
) -> Iterator[tuple[Item, ...]]:
    """Every run of levels in these units, in their order and in one sentence."""
    levels = [i for i in items if i.symbol == COUNT and is_change(block.text, i, rules) is None]
    for start in range(len(levels) - len(names) + 1):
        window = tuple(levels[start : start + len(names)])
        if _are_alike(_names(window), names) and not any(_parts(block, one, other) for one, other in pairwise(window)):
            yield window


def _parts(block: FigureBlock, one: Item, other: Item) -> bool:
    """Whether a sentence ends between two figures."""
    return STATEMENT_END.search(block.skeleton_between(one.end, other.start)) is not None


def _are_in_order(block: FigureBlock, ones: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether the words at figures of one unit (chết, bị thương) say that each belongs to its like over there."""
    names = _names(ones)
    if len(set(names)) == len(names):
        return True
    said = [[_said(block, item) for item in items] for items in (ones, others)]
    return all(
        len(said[0][i] & said[1][i]) >= len(said[0][i] & said[1][j])
        for i, j in permutations(range(len(names)), 2)
        if names[i] == names[j]
    )


def _said(block: FigureBlock, item: Item) -> frozenset[str]:
    """The words at a figure, from the one before it or a comma, and to the next comma."""
    before = _EDGE.split(block.text[max(0, item.start - _NEAR) : item.start])[-1]
    behind = _EDGE.split(block.text[item.unit_end : item.unit_end + _NEAR])[0]
    return frozenset(_WORD.findall(f"{before} {behind}".casefold()))
