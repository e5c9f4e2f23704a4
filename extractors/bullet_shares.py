"""Shares in bullets of what the line above them counts: 'trúng cử 30/30. Cơ cấu: + Nữ: 11 đại biểu, chiếm 36,67%'.

The nouns need not be the same (5.316 đảng viên, 1.702 đồng chí), nor need the line say a noun at all: the number of the
line is the whole where all the shares of the list but one are of it, and then so is that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Level
from extractors.ratios import Operand, Ratio, Taken, agrees, are_people, counts_alike, is_telling, take
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules

# So many shares of a list that agree on a whole do not so by chance.
_MIN_FITTING = 2
# How far a percent may stand behind its count, in characters.
_MAX_GAP = 60


@dataclass(frozen=True, slots=True)
class _Share:
    block: FigureBlock
    number: Item
    percent: Item


def read_bullet_lists(
    blocks: Sequence[FigureBlock], by_index: dict[int, FigureBlock], taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    """The ratios of every list of bullets whose whole the line above it prints."""
    bullets = [block for block in blocks if block.block.level in (Level.LETTER, Level.STAR, Level.DASH, Level.PLUS)]
    for _, run in groupby(enumerate(bullets), key=lambda found: _list_of(*found)):
        listed = [block for _, block in run]
        lead = by_index.get(listed[0].index - 1)
        shares = [share for block in listed for share in _shares(block, rules)]
        if lead is not None and lead.block.cell is None and len(shares) >= _MIN_FITTING:
            yield from _link(lead, shares, taken, rules)


def _list_of(position: int, block: FigureBlock) -> tuple[int, int, int | None]:
    """What the bullets of one list have in common: they follow each other, of one level under one parent."""
    return block.index - position, block.block.level, block.block.parent


def _shares(block: FigureBlock, rules: CompiledRules) -> Iterator[_Share]:
    """Counts with the percent that says what share they are, right behind them."""
    for number, percent in zip(block.items, block.items[1:], strict=False):
        gap = block.text[number.unit_end : percent.quote_start]
        is_near = number.symbol == COUNT and percent.symbol == PERCENT and len(gap) <= _MAX_GAP
        is_stated = is_near and (rules.cues["ATTAIN"].search(gap) or gap.rstrip().endswith("("))
        if not is_stated or any(mark in gap for mark in ".;") or is_change(block.text, number, rules):
            continue
        behind = (rules.cue_starts[cue].match(block.text, percent.end) for cue in ("COMPARED", "PLAN_WORDS"))
        if not any(behind) and not rules.cues["BASE_BEHIND"].match(block.text, percent.end):
            yield _Share(block, number, percent)


def _link(lead: FigureBlock, shares: Sequence[_Share], taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """The shares of the number that the most of them are of, and the one of the same noun that is not."""
    items = (item for item in reversed(lead.items) if item.symbol in (COUNT, RATIO))
    wholes = [mention for item in items for mention in reversed(item.mentions) if mention.value]
    found = [[_build(share, Operand(lead.index, whole)) for share in shares] for whole in wholes]
    best = max(found, key=_count_told, default=[])
    fitting = [ratio for ratio in best if agrees(ratio)]
    if _count_told(fitting) < (1 if _names_them(lead, fitting) else _MIN_FITTING):
        return
    others = [ratio for ratio in best if not agrees(ratio) and _counts_with(ratio, fitting, rules)]
    if len(others) > 1 or any(ratio.numerator_value > (ratio.denominator.mention.value or 0) for ratio in others):
        return
    for ratio in (*fitting, *others):
        if _is_free(ratio, taken):
            take(ratio, taken)
            yield ratio


def _names_them(lead: FigureBlock, ratios: Sequence[Ratio]) -> bool:
    """Whether the line counts what its bullets do and introduces them with a colon: one that agrees is enough."""
    is_introduction = lead.text.rstrip(" *").endswith(":")
    wholes = (i for i in lead.items if any(ratio.denominator.mention in i.mentions for ratio in ratios))
    return is_introduction and any(counts_alike(whole, ratios[0].unit_item) for whole in wholes)


def _count_told(ratios: Sequence[Ratio]) -> int:
    """How many shares tell, by two digits or more, that they are of the whole."""
    return sum(agrees(ratio) and ratio.percent is not None and is_telling(ratio.percent.mention) for ratio in ratios)


def _counts_with(ratio: Ratio, others: Sequence[Ratio], rules: CompiledRules) -> bool:
    """Whether a share counts what the others of its list do."""
    one = others[0].unit_item
    return counts_alike(one, ratio.unit_item) or are_people(one, ratio.unit_item, rules)


def _is_free(ratio: Ratio, taken: Taken) -> bool:
    numbers = (ratio.percent, taken.percents), (ratio.numerator, taken.numerators)
    return not any(number and number.mention.mention_id in used for number, used in numbers)


def _build(share: _Share, whole: Operand) -> Ratio:
    return Ratio(
        rule="share_in_bullets",
        block=share.block.index,
        start=share.number.quote_start,
        end=share.percent.end,
        numerator=Operand(share.block.index, share.number.mentions[0]),
        denominator=whole,
        percent=Operand(share.block.index, share.percent.mentions[0]),
        remainder=None,
        unit_item=share.number,
        is_forced=True,
    )
