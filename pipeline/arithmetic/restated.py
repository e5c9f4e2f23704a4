"""Figures told again where a report sums up: 'xảy ra 41 vụ, làm chết 23 người' above and 25 in the appraisal.

Two runs of figures are one statement where their words and units are the same in order and all numbers but one are
equal; the one that is not is a slip. Only a summing-up part is held against the parts before it: elsewhere alike
runs tell of different places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_words import without_heading
from extractors.layout import Level
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.statements import words_of
from extractors.stops import STATEMENT_END
from schemas.fact import Fact
from schemas.mention import Mention
from schemas.parcel import Parcel

# The shortest run of figures that is one statement, the words before its first that must be the same, and the longest.
_SHORT, _LEAD_WORDS, _MAX_RUN = 2, 2, 6
# Equal numbers of fewer digits together are equal by chance.
_MIN_DIGITS = 3
# The words a share told again needs, and those its first telling may have beside them.
_MIN_LABEL, _MAX_EXTRA = 4, 1
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
    for block in reading.figures:
        if block.block.cell is not None or block.block.is_heading:
            continue
        is_here = block.index in summing
        for key, run in _runs(block, is_here, rules):
            if is_here and not _is_narrower(run, rules):
                yield from _pairs(told.get(key, ()), run)
            elif not is_here:
                told[key].append(run)


def read_restated_shares(
    parcel: Parcel, reading: Reading, rules: CompiledRules
) -> Iterator[tuple[Mention, Mention, str]]:
    """Percents of a summing-up part with the one share above of which all their words are told: above, here, label."""
    summing = _summing_blocks(reading, rules)
    here = [block for block in reading.figures if block.index in summing and block.block.cell is None]
    facts = {fact.fact_id: fact for fact in parcel.facts} if here else {}
    above = [
        (ratio.percent.mention, _label_words(facts, ratio.percent.mention, rules))
        for ratio in reading.ratios
        if here and ratio.percent and ratio.numerator and ratio.block not in summing
    ]
    for block in here:
        for item in block.items:
            mention = item.mentions[0]
            words = _label_words(facts, mention, rules)
            if not item.is_share or len(words) < _MIN_LABEL or is_change(block.text, item, rules):
                continue
            found = [(len(told - words), share) for share, told in above if words <= told]
            best = (
                [share for extra, share in found if extra == min(extra for extra, _ in found) <= _MAX_EXTRA]
                if found
                else []
            )
            if len(best) == 1:
                fact = facts[mention.fact_id or ""]
                yield best[0], mention, without_heading(fact.label or "", fact.section)


def _label_words(facts: Mapping[str, Fact], mention: Mention, rules: CompiledRules) -> frozenset[str]:
    fact = facts.get(mention.fact_id or "")
    label = without_heading(fact.label, fact.section) if fact and fact.label else ""
    return words_of(rules.cues["OWN_TIME"].sub(" ", label), rules)


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


def _runs(block: FigureBlock, is_whole: bool, rules: CompiledRules) -> Iterator[tuple[Key, Run]]:
    """The runs of figures of a block, whole, or every part of them of two figures or more, with what they say."""
    keys = [_words(block, position) for position in range(len(block.items))]
    for first, last in _stretches(block, keys, rules):
        starts = range(first, last - 1)
        for start, end in (
            [(first, last)] if is_whole else [(a, b) for a in starts for b in range(a + _SHORT, last + 1)]
        ):
            lead = keys[start][-_LEAD_WORDS:] if end - start == _SHORT else ()
            if end - start > _SHORT or len(lead) == _LEAD_WORDS:
                items = block.items[start:end]
                yield (lead, *keys[start + 1 : end], _units(items)), Run(block, items)


def _stretches(block: FigureBlock, keys: Sequence[tuple[str, ...]], rules: CompiledRules) -> Iterator[tuple[int, int]]:
    """Where levels follow each other with words between, in one sentence; no stretch longer than a line of it."""
    first = 0
    for place in range(1, len(block.items) + 1):
        is_on = place < len(block.items) and bool(keys[place]) and place - first < _MAX_RUN
        if is_on and _is_level(block, block.items[place], rules) and _is_level(block, block.items[place - 1], rules):
            continue
        if place - first >= _SHORT:
            yield first, place
        first = place


def _units(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple((item.unit.unit or "") if item.unit else "" for item in items)


def _is_level(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    is_said = item.symbol == COUNT and item.unit is not None and item.unit.unit is not None
    return is_said and is_change(block.text, item, rules) is None


def _words(block: FigureBlock, position: int) -> tuple[str, ...]:
    """The words that lead to a figure in its sentence; none behind a stop or bracket."""
    before = block.items[position - 1] if position else None
    run = block.text[before.unit_end if before else 0 : block.items[position].quote_start]
    if before is not None and (STATEMENT_END.search(run) or "(" in run or ")" in run):
        return ()
    return tuple(word.casefold() for word in _WORD.findall(STATEMENT_END.split(run)[-1]))


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


def _is_narrower(run: Run, rules: CompiledRules) -> bool:
    """Whether the sentence speaks of one quarter, month or place only."""
    return rules.cues["NARROWER"].search(STATEMENT_END.split(run.block.text[: run.items[0].start])[-1]) is not None


def _differences(one: Run, other: Run) -> list[int]:
    pairs = zip(one.items, other.items, strict=True)
    return [place for place, (a, b) in enumerate(pairs) if a.value != b.value]


def _is_enough(run: Run, place: int) -> bool:
    """Whether the numbers that are equal have digits enough to be no chance, and all are said exactly."""
    others = [item.mentions[0] for index, item in enumerate(run.items) if index != place]
    return sum(_digits(mention) for mention in others) >= _MIN_DIGITS - (len(others) == 1)


def _digits(mention: Mention) -> int:
    return len(mention.text.replace(".", "").replace(",", "").strip("0"))
