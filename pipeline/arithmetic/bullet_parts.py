"""A whole in a line that ends in 'trong đó:' or 'Cụ thể:' and its parts in the bullets below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.items import FigureBlock, Item
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from pipeline.arithmetic.draft_check import DraftOperand
from pipeline.arithmetic.holders import CLAUSE
from pipeline.arithmetic.intervals import count_interval, total
from pipeline.arithmetic.part_lists import SENTENCE_STOP, STRONG, Candidate, Part, is_level, same_unit
from schemas.check import OperandRole

_WORD = regex.compile(r"\p{L}+")
# Between a percent and the amount it is told with.
_SAME = regex.compile(
    r"(?i)%?[^\d.;()]{0,30}[,(]?\s*(?:tương ứng|tương đương|ứng với|tức(?: là)?|bằng|với)\b[^\d.;()]{0,20}"
)

Parts = list[tuple[FigureBlock, Item]]
Option = tuple[Item, Parts]


def bullet_candidates(
    block: FigureBlock, by_index: dict[int, FigureBlock], reading: Reading, rules: CompiledRules
) -> Iterator[Candidate]:
    """A whole in a line that ends in 'trong đó:' and one part in each bullet below; of each unit one whole."""
    cues = list(rules.cues["OF_WHICH"].finditer(block.text))
    if not cues or block.text[cues[-1].end() :].strip(" :*–-") or block.block.cell:
        return
    edge = cues[-1].start()
    before = [i for i in block.items if i.unit_end <= edge + 1 and is_level(block, i, rules)]
    children = _children(block, by_index, reading, rules)
    if not before or len(children) < 2:
        return
    for whole, parts in _one_a_unit(list(_options(block, before, edge, children, rules))):
        for position in range(len(whole.mentions)):
            yield _bullet_candidate(block, whole, parts, position, cues[-1])


def _options(
    block: FigureBlock,
    before: Sequence[Item],
    edge: int,
    children: Sequence[tuple[FigureBlock, list[Item]]],
    rules: CompiledRules,
) -> Iterator[Option]:
    """The figures before the words, nearest first, each with what the bullets count in its unit.

    Those of an earlier sentence only where the bullets make them.
    """
    end = len(block.text[:edge].rstrip(" ."))
    for whole in reversed(before):
        is_last = whole is before[-1]
        is_near = is_last or not SENTENCE_STOP.search(block.skeleton_between(whole.end, end))
        others = [item for item in before if item is not whole and _unit_of(item) == _unit_of(whole)]
        said = [(child, _of_this(block, whole, others, child, items)) for child, items in children]
        parts = _up_to_whole(whole, _one_measure(block, whole, [one for one in said if one[1]], is_last))
        parts = parts if len(parts) > 1 else []
        if parts and (_makes(whole, parts) or (is_near and _is_of_one_measure(block, whole, parts, rules))):
            yield whole, parts


def _is_of_one_measure(block: FigureBlock, whole: Item, parts: Parts, rules: CompiledRules) -> bool:
    """Whether no part is planned where the whole is done, nor the other way about (thực hiện 196; kế hoạch 61)."""
    plans = [bool(rules.cues["PLAN_WORDS"].search(_run_before(child, item))) for child, item in parts]
    return any(plans) == bool(rules.cues["PLAN_WORDS"].search(_run_before(block, whole)))


def _of_this(
    block: FigureBlock, whole: Item, others: Sequence[Item], child: FigureBlock, items: Sequence[Item]
) -> list[Item]:
    """The figures of a bullet without those that the words before them give to another whole of the same unit.

    'chết 12 người, bị thương 31 người. Trong đó:', then 'chết 09 người' beside 'bị thương 08 người'; of 'cấp huyện 312
    thủ tục, cấp xã 141 thủ tục' what both say (cấp) tells them not apart.
    """
    said_of_whole, beside = _words_before(block, whole), [_words_before(block, other) for other in others]
    own = said_of_whole.difference(*beside) or said_of_whole
    foreign = [words - said_of_whole for words in beside]
    units = (_unit_of(whole), None)

    def is_foreign(item: Item) -> bool:
        said = _words_before(child, item)
        return not said & own and any(said & words for words in foreign)

    return [item for item in items if not (others and own and _unit_of(item) in units and is_foreign(item))]


def _up_to_whole(whole: Item, parts: Parts) -> Parts:
    """The parts up to where they make the whole: what the bullets below say is of another deed (đã giải quyết 74)."""
    made = (n for n in range(2, len(parts)) if sum(item.value for _, item in parts[:n]) == whole.value)
    return parts if _makes(whole, parts) else parts[: next(made, len(parts))]


def _one_a_unit(options: Sequence[Option]) -> Iterator[Option]:
    """Of the figures of one unit the one that the bullets make, else the nearest; one without a unit only alone.

    'nhận 34.216 hồ sơ, giải quyết 33.980 hồ sơ, quá hạn là 05. Cụ thể:' may take any of them apart; what lies below
    every part is no whole of them.
    """
    by_unit: dict[str, list[Option]] = {}
    for whole, parts in options:
        by_unit.setdefault(_unit_of(whole) or "", []).append((whole, parts))
    for unit, found in by_unit.items():
        best, *others = sorted(found, key=lambda option: not _makes(*option))
        is_above = len(found) > 1 and all(item.value > best[0].value for _, item in best[1])
        if (unit or len(by_unit) == 1) and not is_above:
            yield best
            taken = {id(item) for _, item in best[1]}
            for whole, parts in others:
                if taken.isdisjoint(id(item) for _, item in parts):
                    yield whole, parts
                    taken.update(id(item) for _, item in parts)


def _unit_of(item: Item) -> str | None:
    return item.unit.unit if item.unit else None


def _makes(whole: Item, parts: Parts) -> bool:
    summed = total(count_interval(item.mentions[0], item.qualifier) for _, item in parts)
    return count_interval(whole.mentions[0], whole.qualifier).meets(summed)


def _one_measure(
    block: FigureBlock, whole: Item, children: Sequence[tuple[FigureBlock, list[Item]]], is_last: bool
) -> Parts:
    """Of each bullet the figure in the unit of the whole; else the first of each, where none says another unit."""
    unit = _unit_of(whole)
    alike = [[i for i in items if unit and i.unit and same_unit(unit, i.unit.unit)] for _, items in children]
    rows = [child for child, _ in children]
    firsts = [(child, items[0]) for child, items in children]
    if not all(alike):
        is_one_unit = all(unit is None or i.unit is None or same_unit(unit, i.unit.unit) for _, i in firsts)
        picked = firsts if is_last and is_one_unit else []
    else:
        count = len(alike[0]) if len({len(items) for items in alike}) == 1 else 1
        columns = [list(zip(rows, (items[k] for items in alike), strict=True)) for k in range(count)]
        best = max(columns, key=lambda column: _shared_words(block, whole, column))
        picked = next((column for column in columns if _makes(whole, column)), best)
    return picked if {item.symbol for _, item in picked} == {whole.symbol} else []


def _shared_words(block: FigureBlock, whole: Item, column: Parts) -> int:
    """How many words before the whole stand before each of the figures (giải ngân 181; kế hoạch 61, giải ngân 57)."""
    said = _words_before(block, whole)
    return sum(len(said & _words_before(child, item)) for child, item in column)


def _words_before(block: FigureBlock, item: Item) -> set[str]:
    return {word.casefold() for word in _WORD.findall(_run_before(block, item))}


def _run_before(block: FigureBlock, item: Item) -> str:
    """The clause before a figure, back to the figure before it."""
    previous = block.neighbour(item, -1)
    return CLAUSE.split(block.text[previous.unit_end if previous else 0 : item.start])[-1]


def _children(
    block: FigureBlock, by_index: dict[int, FigureBlock], reading: Reading, rules: CompiledRules
) -> list[tuple[FigureBlock, list[Item]]]:
    """The bullets below a block with their levels, where the first figure is one."""
    below = (i for i, b in enumerate(reading.blocks) if b.parent == block.index and b.cell is None)
    children = [by_index[index] for index in below if index in by_index]
    return [
        (child, [item for item in child.items if is_level(child, item, rules)])
        for child in children
        if is_level(child, _first_amount(child), rules)
    ]


def _first_amount(child: FigureBlock) -> Item:
    """The first figure of a bullet; behind a percent that tells the same amount (đạt 44,0%, tương ứng 320) that."""
    first = child.items[0]
    following = child.neighbour(first, 1)
    is_share = first.symbol == PERCENT and following is not None
    return following if is_share and following and _SAME.fullmatch(child.text, first.end, following.start) else first


def _bullet_candidate(
    block: FigureBlock,
    whole: Item,
    firsts: Sequence[tuple[FigureBlock, Item]],
    position: int,
    cue: regex.Match[str],
) -> Candidate:
    """The candidate for one number of the whole (of a ratio its numerator, then its denominator)."""
    flat = block.block.flat
    unit = whole.unit.unit if whole.unit else None
    return Candidate(
        whole=whole.mentions[position],
        interval=count_interval(whole.mentions[position]),
        unit=unit,
        parts=tuple(
            Part(item.mentions[position], count_interval(item.mentions[position]), child.text[: item.start], unit)
            for child, item in firsts
        ),
        cue=DraftOperand(OperandRole.WORD, flat.span(cue.start(), cue.end())),
        quote=flat.span(whole.quote_start, len(block.text)),
        is_strong=bool(STRONG.search(cue[0])),
        is_direct=False,
        is_listed_apart=True,
        is_bracket=False,
        is_count=whole.unit is None or whole.unit.kind == "count",
        before=block.text[max(0, whole.start - 80) : whole.unit_end],
        maybe=(),
        goes_on=False,
        nearby=_nearby_bullets(firsts, unit),
        behind=block.text[whole.unit_end : cue.start()],
    )


def _nearby_bullets(firsts: Sequence[tuple[FigureBlock, Item]], unit: str | None) -> tuple[Decimal, ...]:
    """The counts of the bullets that are not their first, in the unit of the whole or in none."""
    return tuple(
        item.value
        for child, first in firsts
        for item in child.items
        if item is not first and item.symbol in (COUNT, RATIO) and (item.unit is None or item.unit.unit == unit)
    )
