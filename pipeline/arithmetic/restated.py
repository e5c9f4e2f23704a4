"""Figures told again where a report sums up: 'xảy ra 41 vụ, làm chết 23 người' above and 25 in the appraisal.

Two runs of figures are one statement where their words and units are the same in order and all numbers but one are
equal; the one that is not is a slip. Only a summing-up part is held against the parts before it: elsewhere alike
runs tell of different places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Level
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRules
from schemas.mention import Mention

# A run of figures that are one statement, and the words before its first that must be the same where it is short.
_LONG, _SHORT, _LEAD_WORDS = 3, 2, 2
# Equal numbers of fewer digits together are equal by chance.
_MIN_DIGITS = 3
_STOP = regex.compile(r"[.;](?=\s|$)")
_WORD = regex.compile(r"\p{L}+")

Key = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Figures that follow each other in one sentence."""

    block: FigureBlock
    items: tuple[Item, ...]


def read_restated(reading: Reading, rules: CompiledRules) -> Iterator[tuple[Run, Run, int]]:
    """Pairs of runs that tell the same, the later in a summing-up part, with the place where they differ, or -1."""
    summing = _summing_blocks(reading, rules)
    if not summing:
        return
    told: dict[Key, list[Run]] = defaultdict(list)
    done: set[str] = set()
    for block in reading.figures:
        if block.block.cell is not None or block.block.is_heading:
            continue
        for key, run in _runs(block, rules):
            if block.index not in summing:
                told[key].append(run)
            elif run.items[0].mentions[0].mention_id not in done:
                for found in _pairs(told.get(key, ()), run):
                    done.update(item.mentions[0].mention_id for item in run.items)
                    yield found


def _summing_blocks(reading: Reading, rules: CompiledRules) -> frozenset[int]:
    """The blocks below a heading that sums up what was told before it."""
    found: set[int] = set()
    is_summing = False
    for index, block in enumerate(reading.blocks):
        if block.is_heading and block.level <= Level.PART:
            is_summing = rules.cues["SUMS_UP"].search(block.flat.text) is not None
        if is_summing:
            found.add(index)
    return frozenset(found)


def _runs(block: FigureBlock, rules: CompiledRules) -> Iterator[tuple[Key, Run]]:
    """Every run of three figures, and of two with the words that lead to them; the longer first."""
    keys = [_words(block, before, item) for before, item in pairwise((None, *block.items))]
    for length in (_LONG, _SHORT):
        for start in range(len(block.items) - length + 1):
            items = block.items[start : start + length]
            if all(_is_level(block, item, rules) for item in items) and all(keys[start + 1 : start + length]):
                lead = keys[start][-_LEAD_WORDS:] if length == _SHORT else ()
                if length == _LONG or len(lead) == _LEAD_WORDS:
                    yield (lead, *(keys[start + 1 : start + length]), _units(items)), Run(block, items)


def _units(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple((item.unit.unit or "") if item.unit else "" for item in items)


def _is_level(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    is_said = item.symbol == COUNT and item.unit is not None and item.unit.unit is not None
    return is_said and is_change(block.text, item, rules) is None


def _words(block: FigureBlock, before: Item | None, item: Item) -> tuple[str, ...]:
    """The words that lead to a figure in its sentence; none behind a stop or bracket."""
    run = block.text[before.unit_end if before else 0 : item.quote_start]
    if before is not None and (_STOP.search(run) or "(" in run or ")" in run):
        return ()
    return tuple(word.casefold() for word in _WORD.findall(_STOP.split(run)[-1]))


def _pairs(earlier: Sequence[Run], later: Run) -> Iterator[tuple[Run, Run, int]]:
    """What was told before of the same: equal, or with one number changed and no other run equal to it."""
    by_places = {id(run): _differences(run, later) for run in earlier}
    equal = [run for run in earlier if not by_places[id(run)]]
    if equal:
        yield equal[-1], later, -1
        return
    near = [run for run in earlier if len(by_places[id(run)]) == 1 and _is_enough(run, by_places[id(run)][0])]
    if len(near) == 1:
        yield near[0], later, by_places[id(near[0])][0]


def _differences(one: Run, other: Run) -> list[int]:
    pairs = zip(one.items, other.items, strict=True)
    return [place for place, (a, b) in enumerate(pairs) if a.value != b.value]


def _is_enough(run: Run, place: int) -> bool:
    """Whether the numbers that are equal have digits enough to be no chance, and all are said exactly."""
    others = [item.mentions[0] for index, item in enumerate(run.items) if index != place]
    return sum(_digits(mention) for mention in others) >= _MIN_DIGITS - (len(others) == 1)


def _digits(mention: Mention) -> int:
    return len(mention.text.replace(".", "").replace(",", "").strip("0"))
