"""Wholes taken apart by one thing that all of them have: 'Phân theo tuyến đường: tỉnh lộ 17 vụ; đường huyện 12 vụ'.

The words say that nothing is left out; the whole stands before them, in the sentence or above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Level
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.stops import FULL_STOP
from extractors.text import find_close
from pipeline.arithmetic.draft_check import DraftOperand
from pipeline.arithmetic.intervals import count_interval, total
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.part_lists import Candidate, build_parts, leaves_open, same_unit
from schemas.check import OperandRole

# How far above a breakdown its whole is looked for, in blocks with figures.
_MAX_BLOCKS_BACK = 8
# Where several counts may be the whole, only one this near is it.
_NEAR = Decimal("0.1")

Numbered = tuple[FigureBlock, Item]


def breakdowns(reading: Reading, rules: CompiledRules) -> Iterator[Candidate]:
    """Every whole that words take apart, with its parts: behind the words, or in the bullets below them."""
    prose = {block.index: block for block in reading.figures if block.block.cell is None}
    for block in prose.values():
        for cue in _cues(block.text, rules):
            stop = FULL_STOP.search(block.text, cue.end())
            parts = _inline(block, cue.end(), stop.start() if stop else len(block.text), rules)
            if len(parts) > 1 and not _counts_others(block, parts, cue.start()):
                above = _heads(block, cue.start(), rules)
                above += _above(block.index, prose, reading, rules)
                yield from _candidate(block, cue, parts, above, stop.start() if stop else len(block.text), rules)


def _cues(text: str, rules: CompiledRules) -> list[regex.Match[str]]:
    return list(rules.cues["TAKEN_APART"].finditer(text)) if " theo " in text else []


def _inline(block: FigureBlock, start: int, stop: int, rules: CompiledRules) -> list[Item]:
    """The counts behind the words in the unit of the first of them, up to where the list ends."""
    levels = [i for i in block.items if start <= i.start < stop and _is_level(block, i, start, rules)]
    unit = _noun(levels[0]) if levels else None
    if unit is None:
        return []
    parts = [i for i in levels if i.unit and same_unit(unit, i.unit.unit)]
    if len(parts) < 2 or ";" in block.text[parts[0].unit_end : parts[1].start]:
        return parts
    ends = (n for n, (a, b) in enumerate(pairwise(parts), 1) if ";" in block.text[a.unit_end : b.start])
    return parts[: next(ends, len(parts))]


def _counts_others(block: FigureBlock, parts: Sequence[Item], end: int) -> bool:
    """Whether the parts count two nouns together (5 xã, thị trấn) that stand apart before them (15 xã, 2 thị trấn)."""
    nouns = {noun for part in parts if part.unit for noun in (part.unit.unit or "").split(", ")[1:]}
    return any(item.end <= end and item.unit is not None and item.unit.unit in nouns for item in block.items)


def _noun(item: Item) -> str | None:
    """The noun of a count, the first of several (vụ, ban)."""
    return item.unit.unit.split(", ")[0] if item.unit and item.unit.unit else None


def _is_level(block: FigureBlock, item: Item, start: int, rules: CompiledRules) -> bool:
    """Whether a count says how much there is, in no bracket of its own behind the start."""
    is_aside = (
        find_close(block.text, item.end, len(block.text)) < len(block.text) and "(" in block.text[start : item.start]
    )
    return item.symbol == COUNT and not is_aside and is_change(block.text, item, rules) is None


def _heads(block: FigureBlock, cue: int, rules: CompiledRules) -> list[Numbered]:
    return [(block, i) for i in reversed(block.items) if i.end <= cue and _is_level(block, i, 0, rules)]


def _above(index: int, prose: Mapping[int, FigureBlock], reading: Reading, rules: CompiledRules) -> list[Numbered]:
    """The counts above, nearest first, no farther than the last heading."""
    found: list[Numbered] = []
    seen = 0
    for place in range(index - 1, -1, -1):
        block = prose.get(place)
        if block is not None:
            found.extend(_heads(block, len(block.text), rules))
            seen += 1
        above = reading.blocks[place]
        if (above.is_heading and above.level < Level.STAR) or seen == _MAX_BLOCKS_BACK:
            break
    return found


def _candidate(
    block: FigureBlock,
    cue: regex.Match[str],
    parts: Sequence[Item],
    above: Sequence[Numbered],
    stop: int,
    rules: CompiledRules,
) -> Iterator[Candidate]:
    head = _whole_of(parts, above)
    if head is None:
        return
    holder, whole = head
    flat = block.block.flat
    start = whole.quote_start if holder is block else cue.start()
    yield Candidate(
        whole=whole.mentions[0],
        interval=count_interval(whole.mentions[0], whole.qualifier),
        unit=whole.unit.unit if whole.unit else None,
        parts=build_parts(block, parts, cue.end(), stop),
        cue=DraftOperand(OperandRole.WORD, flat.span(cue.start(), cue.end())),
        quote=flat.span(start, min(parts[-1].unit_end, len(block.text))),
        is_strong=not leaves_open(block.text[cue.start() : parts[-1].end], block.text[parts[-1].end : stop]),
        is_direct=False,
        is_listed_apart=False,
        is_bracket=False,
        is_count=whole.unit is None or whole.unit.kind == "count",
        before=holder.text[max(0, whole.start - 80) : whole.unit_end],
        maybe=(),
        goes_on=False,
        nearby=tuple(i.value for i in block.items if i.start > cue.end() and i not in parts and i.symbol == COUNT),
        is_one_each=rules.cues["ONE_EACH"].search(cue[0]) is not None,
    )


def _whole_of(parts: Sequence[Item], above: Sequence[Numbered]) -> Numbered | None:
    """The count above that the parts make; else the only one they can be of, else the only one near, one digit off."""
    unit = _noun(parts[0])
    alike = [(b, i) for b, i in above if unit and i.unit and same_unit(unit, i.unit.unit)]
    summed = total(count_interval(part.mentions[0], part.qualifier) for part in parts)
    fitting = next(((b, i) for b, i in alike if count_interval(i.mentions[0], i.qualifier).meets(summed)), None)
    if fitting:
        return fitting
    value = sum((part.value for part in parts), Decimal(0))
    larger = [(b, i) for b, i in alike if i.value >= max(part.value for part in parts)]
    near = [(b, i) for b, i in larger if abs(i.value - value) <= _NEAR * i.value]
    for found in (larger, near):
        if len({item.value for _, item in found}) == 1:
            mentions = [part.mentions[0] for part in parts]
            return found[0] if is_one_digit_off([found[0][1].mentions[0]], mentions) else None
    return None
