"""Wholes in a paragraph above their bullets: 'Tổng số hồ sơ: 1.234 hồ sơ.', then 'Cụ thể như sau:', then them.

Where the line right above the bullets names the whole, it is found there. Here a line without figures stands between,
or the whole is the heading of the list itself: its last figure, said to be a total, in the unit of every bullet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Block, Level
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRules
from pipeline.arithmetic.draft_check import DraftOperand
from pipeline.arithmetic.intervals import count_interval
from pipeline.arithmetic.part_lists import MIN_KINDS, Candidate, Part, same_unit
from schemas.check import OperandRole
from schemas.fact import Qualifier

# So many blocks without figures may stand between the whole and its list.
_MAX_BETWEEN = 2
_TOTAL_REACH = 100
_MARK = regex.compile(r"^[\s\-–+*•]*(?:[a-zđ0-9]{1,2}[.)]\s*)?")
_BULLETS = (Level.LETTER, Level.STAR, Level.DASH, Level.PLUS)


def earlier_candidates(
    reading: Reading, by_index: Mapping[int, FigureBlock], rules: CompiledRules
) -> Iterator[Candidate]:
    """Lists of bullets that each begin with one figure, with the total above them."""
    for parts in _find_lists(reading.blocks, by_index, rules):
        whole = _find_whole(parts[0][0], reading.blocks, by_index, rules)
        if whole is None:
            continue
        block, item = whole
        unit = item.unit.unit if item.unit else None
        are_alike = unit and all(part.unit and same_unit(unit, part.unit.unit) for _, part in parts)
        if are_alike and not rules.cues["OF_WHICH"].search(block.text, item.unit_end):
            yield _candidate(whole, parts, rules)


def _find_lists(
    blocks: Sequence[Block], by_index: Mapping[int, FigureBlock], rules: CompiledRules
) -> Iterator[list[tuple[FigureBlock, Item]]]:
    """Bullets of one level under one parent, all of them with a plain count as their first figure."""
    lists: dict[tuple[int | None, Level, int], list[int]] = defaultdict(list)
    run = 0
    above: Block | None = None
    for index, block in enumerate(blocks):
        if block.cell is not None or block.level not in _BULLETS:
            run += block.level <= Level.PARAGRAPH
            continue
        if above is not None and block.level < above.level and (block.parent, block.level, run) not in lists:
            run += 1
        lists[block.parent, block.level, run].append(index)
        above = block
    for indices in lists.values():
        found = [(by_index[i], by_index[i].items[0]) for i in indices if i in by_index]
        if MIN_KINDS <= len(found) == len(indices) and all(_is_plain(block, item, rules) for block, item in found):
            yield found


def _is_plain(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    is_exact = item.symbol == COUNT and item.qualifier is Qualifier.EXACT
    return is_exact and is_change(block.text, item, rules) is None


def _find_whole(
    first: FigureBlock, blocks: Sequence[Block], by_index: Mapping[int, FigureBlock], rules: CompiledRules
) -> tuple[FigureBlock, Item] | None:
    """The nearest figure above a list, where it is said to be a total and nothing counted follows it."""
    for index in range(first.index - 1, max(-1, first.index - 2 - _MAX_BETWEEN), -1):
        block = by_index.get(index)
        if blocks[index].cell is not None:
            return None
        if block is None:
            if blocks[index].is_heading:
                return None
            continue
        item = block.items[-1]
        start = max(0, item.start - _TOTAL_REACH, *(other.unit_end for other in block.items[:-1]))
        is_total = rules.cues["TOTAL"].search(block.text, start, item.start)
        is_bullet = blocks[index].level >= first.block.level
        return (block, item) if is_total and not is_bullet and _is_plain(block, item, rules) else None
    return None


def _candidate(
    whole: tuple[FigureBlock, Item], parts: Sequence[tuple[FigureBlock, Item]], rules: CompiledRules
) -> Candidate:
    block, item = whole
    unit = item.unit.unit if item.unit else None
    total = rules.cues["TOTAL"].search(block.text, max(0, item.start - _TOTAL_REACH), item.start)
    flat = block.block.flat
    return Candidate(
        whole=item.mentions[0],
        interval=count_interval(item.mentions[0]),
        unit=unit,
        parts=tuple(
            Part(part.mentions[0], count_interval(part.mentions[0]), _MARK.sub("", child.text[: part.start]), unit)
            for child, part in parts
        ),
        cue=DraftOperand(OperandRole.WORD, flat.span(total.start(), total.end())) if total else None,
        quote=flat.span(total.start() if total else item.quote_start, item.unit_end),
        is_strong=False,
        is_direct=False,
        is_listed_apart=True,
        is_bracket=False,
        is_count=item.unit is None or item.unit.kind == "count",
        before=block.text[max(0, item.start - _TOTAL_REACH) : item.unit_end],
        maybe=(),
        goes_on=False,
        nearby=(),
    )
