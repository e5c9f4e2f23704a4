"""Lists of shares that leave nothing out: tốt 327 tổ (95,6%), khá 12 tổ (3,5%), yếu 03 tổ (0,9%) are of their sum.

Where the parts of such a list add up to a number printed nearby, that number is their whole, whatever its noun
(342 tổ, 76 CĐCS, 109/142 vụ việc), and a percent that does not fit it is a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.items import FigureBlock, Item, is_change
from extractors.ratios import Operand, Ratio, Taken, agrees, is_telling, take
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.stops import FULL_STOP

# How far above a list its whole is looked for, in blocks that are no cells.
_MAX_BLOCKS_BACK = 4
# Fewer parts may add up to a number nearby by chance.
_MIN_PARTS = 3
# A percent stands so near behind its count, and the next part so near behind it, in characters.
_MAX_GAP, _MAX_STEP = 70, 120


@dataclass(frozen=True, slots=True)
class _Part:
    number: Item
    percent: Item


def read_share_lists(blocks: Sequence[FigureBlock], taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """The ratios of every list whose parts make a whole that is printed, all but one of them agreeing with it."""
    prose = [block for block in blocks if block.block.cell is None]
    for position, block in enumerate(prose):
        if block.skeleton.count(PERCENT) > 1:
            above = prose[max(0, position - _MAX_BLOCKS_BACK) : position]
            for parts in _lists(block, rules):
                yield from _link(block, parts, above, taken)


def _lists(block: FigureBlock, rules: CompiledRules) -> Iterator[list[_Part]]:
    """Runs of counts with their percents and nothing else between, in one sentence."""
    run: list[_Part] = []
    position = 0
    items = block.items
    while position + 1 < len(items):
        number, percent = items[position], items[position + 1]
        if not _is_share(block, number, percent, rules):
            yield from (run,) if len(run) > 1 else ()
            run, position = [], position + 1
            continue
        if run and not _follows(block, run[-1], number):
            yield from (run,) if len(run) > 1 else ()
            run = []
        run.append(_Part(number, percent))
        position += 2
    yield from (run,) if len(run) > 1 else ()


def _is_share(block: FigureBlock, number: Item, percent: Item, rules: CompiledRules) -> bool:
    gap = block.text[number.unit_end : percent.quote_start]
    if (
        number.symbol != COUNT
        or percent.symbol != PERCENT
        or len(gap) > _MAX_GAP
        or ";" in gap
        or FULL_STOP.search(gap)
    ):
        return False
    is_stated = gap.rstrip().endswith("(") or rules.cues["ATTAIN"].search(gap) is not None
    return is_stated and is_change(block.text, number, rules) is None and is_change(block.text, percent, rules) is None


def _follows(block: FigureBlock, before: _Part, number: Item) -> bool:
    between = block.text[before.percent.end : number.start]
    return len(between) <= _MAX_STEP and not FULL_STOP.search(between) and _noun(before.number) == _noun(number)


def _noun(item: Item) -> str | None:
    return item.unit.unit if item.unit else None


def _link(block: FigureBlock, parts: Sequence[_Part], above: Sequence[FigureBlock], taken: Taken) -> Iterator[Ratio]:
    summed = sum((part.number.value for part in parts), Decimal(0))
    whole = next(_equal(block, parts, summed, above), None)
    if whole is None:
        return
    ratios = [_build(block, part, whole) for part in parts]
    misfits = [ratio for ratio in ratios if not agrees(ratio)]
    is_sure = not misfits or (len(misfits) == 1 and len(parts) >= _MIN_PARTS)
    if not is_sure or not any(ratio.percent and is_telling(ratio.percent.mention) for ratio in ratios):
        return
    for ratio in ratios:
        if ratio.percent and ratio.percent.mention.mention_id not in taken.percents:
            take(ratio, taken)
            yield ratio


def _equal(
    block: FigureBlock, parts: Sequence[_Part], summed: Decimal, above: Sequence[FigureBlock]
) -> Iterator[Operand]:
    """What equals the sum of the parts: before them in the block, behind them, above it; nearest first."""
    first, last = parts[0].number, parts[-1].percent
    yield from _wholes(block, [item for item in reversed(block.items) if item.end <= first.start], summed)
    behind = [item for item in block.items if item.start >= last.end]
    is_sure = len(parts) >= _MIN_PARTS
    yield from _wholes(
        block, [i for i in behind if is_sure or not FULL_STOP.search(block.text, last.end, i.start)], summed
    )
    for other in reversed(above):
        yield from _wholes(other, list(reversed(other.items)), summed)


def _wholes(block: FigureBlock, items: Sequence[Item], summed: Decimal) -> Iterator[Operand]:
    for item in items:
        mentions = item.mentions if item.symbol in (COUNT, RATIO) else ()
        for mention in mentions:
            if mention.value == summed:
                yield Operand(block.index, mention)


def _build(block: FigureBlock, part: _Part, whole: Operand) -> Ratio:
    return Ratio(
        rule="share_of_sum",
        block=block.index,
        start=part.number.quote_start,
        end=part.percent.end,
        numerator=Operand(block.index, part.number.mentions[0]),
        denominator=whole,
        percent=Operand(block.index, part.percent.mentions[0]),
        remainder=None,
        unit_item=part.number,
        is_forced=True,
    )
