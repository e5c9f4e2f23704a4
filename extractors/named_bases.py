"""Shares whose whole is said by its name: 'trong số việc có điều kiện, đã xong b, đạt p%', 'b, đạt p% tổng chi'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.digits import is_one_slip
from extractors.items import FigureBlock, Item, is_change
from extractors.ratios import Operand, Ratio, Taken, agrees, are_people, counts_alike, is_telling, take
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import FULL_STOP, STATEMENT_END
from extractors.text import find_close
from schemas.mention import Mention

# How far back a whole is looked for by its name, in blocks that are no cells; a total (tổng dư nợ) farther.
_MAX_BLOCKS_BACK, _MAX_TOTAL_BACK = 3, 8
# How far a percent may stand behind its count, in characters.
_MAX_GAP = 60
# A percent of so many digits is no longer one digit off by chance.
_MIN_DIGITS = 3
_CLAUSE_START = regex.compile(r"[.;](?=\s)(?!.*[.;]\s)", regex.DOTALL)
_CLAUSE_END = regex.compile(r"[.,;()]")
# 161 vụ/272 bị can, 161 vụ với 272 bị can: one statement in two measures, of which a percent names its own.
_PAIR = regex.compile(r"\s*(?:/|,|-|–|và|với)\s*")
# Behind the percent of one measure stands that of the other (95,9% về số vụ và 94,4% về số bị cáo).
_NEXT_PERCENT = regex.compile(r"[^\d.;:()]{3,40}")
_MONEY = "tiền"
_DENIALS = frozenset({"chưa", "không"})
_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class _Named:
    """A count with its percent and the name of its whole."""

    block: FigureBlock
    number: Item
    percent: Item
    noun: str
    is_total: bool
    is_pair: bool = False
    """Whether the sentence counts two measures side by side, of which the name tells this one."""


def read_named(blocks: Sequence[FigureBlock], taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """Ratios with a whole that words name; a misfit only where one count has the name and one digit mends it."""
    prose = [block for block in blocks if block.block.cell is None]
    for position, block in enumerate(prose):
        for named in _find_named(block, rules):
            back = _MAX_TOTAL_BACK if named.is_total else _MAX_BLOCKS_BACK
            ratio = _link(named, prose[max(0, position - back) : position + 1], rules)
            if ratio and named.percent.mentions[0].mention_id not in taken.percents:
                take(ratio, taken)
                yield ratio


def _find_named(block: FigureBlock, rules: CompiledRules) -> Iterator[_Named]:
    if block.block.cell is not None:
        return
    used: set[int] = set()
    for number, percent in zip(block.items, block.items[1:], strict=False):
        if percent.symbol != PERCENT:
            continue
        behind = rules.cues["BASE_BEHIND"].match(block.text, percent.end)
        paired = _find_paired(block, percent, behind["noun"].strip(), rules) if behind else None
        if behind and paired:
            yield _Named(block, paired, percent, behind["noun"].strip(), bool(behind["total"]), is_pair=True)
            continue
        gap = block.text[number.end : percent.quote_start]
        if number.symbol != COUNT or len(gap) > _MAX_GAP or STATEMENT_END.search(gap):
            continue
        if not rules.cues["ATTAIN"].search(gap) or is_change(block.text, number, rules):
            continue
        ahead = None if behind else _find_ahead(block, number, used, rules)
        match = behind or ahead
        if match:
            yield _Named(block, number, percent, match["noun"].strip(), bool(match["total"]))


def _find_paired(block: FigureBlock, percent: Item, noun: str, rules: CompiledRules) -> Item | None:
    """Of two measures right before a percent the one that its name repeats: 161 vụ/272 bị can, đạt 98,8% số vụ."""
    last, edge = block.neighbour(percent, -1), percent.quote_start
    if last is not None and last.symbol == PERCENT and _NEXT_PERCENT.fullmatch(block.text, last.end, edge):
        edge = last.quote_start
        last = block.neighbour(last, -1)
    first = block.neighbour(last, -1) if last is not None else None
    if first is None or last is None or not is_pair(block, first, last):
        return None
    gap = block.text[last.end : edge]
    is_stated = len(gap) <= _MAX_GAP and not FULL_STOP.search(gap) and rules.cues["ATTAIN"].search(gap)
    named = (item for item in (first, last) if item.unit and f"{noun} ".startswith(f"{item.unit.unit} "))
    return next(named, None) if is_stated else None


def is_pair(block: FigureBlock, first: Item, last: Item) -> bool:
    """Whether two counts stand side by side, of two nouns."""
    are_counts = first.symbol == last.symbol == COUNT and first.unit is not None and last.unit is not None
    are_two = are_counts and _noun_of(first) != _noun_of(last)
    return are_two and _PAIR.fullmatch(block.text, first.unit_end, last.start) is not None


def _noun_of(item: Item) -> str:
    """What a count counts; of a sum of money the word it is spoken of by (số tiền có điều kiện)."""
    if item.unit and item.unit.kind == "money":
        return _MONEY
    return (item.unit.unit if item.unit else None) or ""


def _find_ahead(block: FigureBlock, number: Item, used: set[int], rules: CompiledRules) -> regex.Match[str] | None:
    """'Trong số việc có điều kiện,' at the beginning of the sentence, for the first share behind it."""
    for match in rules.cues["BASE_AHEAD"].finditer(block.text, 0, number.start):
        run = block.skeleton_between(match.end(), number.start)
        between = [item for item in block.items if match.end() <= item.start < number.start]
        if match.start() not in used and not between and not STATEMENT_END.search(run):
            used.add(match.start())
            return match
    return None


def _link(named: _Named, blocks: Sequence[FigureBlock], rules: CompiledRules) -> Ratio | None:
    """The ratio with the named whole: of those that fit the one named best; else the only one with the name.

    A misfit is read only where one digit mends it.
    """
    before = list(_candidates(named, blocks))
    alike = [(b, i) for b, i in before if counts_alike(i, named.number) or are_people(i, named.number, rules)]
    exact = [(b, i) for b, i in alike if _is_named(named, b, i)]
    is_telling_one = is_telling(named.percent.mentions[0])
    loose = [(b, i) for b, i in before if _has_words_of(named, b, i)] if is_telling_one else []
    partly = [(b, i) for b, i in alike if _count_words_of(named, b, i)] if is_telling_one else []
    fitting = [
        (_count_words_of(named, place, item), ratio)
        for place, item in (*exact, *loose, *partly)
        for mention in item.mentions
        if agrees(ratio := _build(named, place, mention, is_forced=False))
    ]
    if fitting:
        return max(fitting, key=lambda found: found[0])[1]
    named_alike = [found for found in loose if found in alike]
    is_sure = named.is_total or len(_WORD.findall(named.noun)) > 1
    for found in (_paired_before(named, alike), exact if is_sure else [], named_alike):
        if len({item.value for _, item in found}) == 1 and all(item.symbol == COUNT for _, item in found):
            ratio = _build(named, found[0][0], found[0][1].mentions[0], is_forced=True)
            return ratio if is_one_digit_off(ratio) else None
    return None


def _paired_before(named: _Named, alike: Sequence[tuple[FigureBlock, Item]]) -> list[tuple[FigureBlock, Item]]:
    """The last statement of the same paragraph in the two measures of a share: thụ lý 163 vụ/275 bị can."""
    text, start = named.block.text, named.number.start
    same = (item for block, item in alike if named.is_pair and block is named.block)
    whole = next((item for item in same if find_close(text, item.end, start) >= start), None)
    if whole is None:
        return []
    previous, following = (named.block.neighbour(whole, step) for step in (-1, 1))
    pairs = ((previous, whole), (whole, following))
    is_paired = any(first and last and is_pair(named.block, first, last) for first, last in pairs)
    return [(named.block, whole)] if is_paired else []


def _candidates(named: _Named, blocks: Sequence[FigureBlock]) -> Iterator[tuple[FigureBlock, Item]]:
    """Counts, and a of a/b, before the share that are not smaller, nearest first."""
    number = named.number
    for block in reversed(blocks):
        for item in reversed(block.items):
            is_before = block is not named.block or item.end <= number.start
            if is_before and item.symbol != PERCENT and item.value >= number.value and item is not number:
                yield block, item


def _is_named(named: _Named, block: FigureBlock, item: Item) -> bool:
    """Whether the words right around a count have the name in them, and do not deny it."""
    before, after = _words_around(block, item)
    lead = r"tổng\s+(?:số\s+)?" if named.is_total and " " not in named.noun else ""
    name = r"\s+".join(regex.escape(word) for word in named.noun.split())
    pattern = regex.compile(rf"(?i)(?<![\p{{L}}])(?<!(?:chưa|không)\s+){lead}{name}(?![\p{{L}}])")
    return bool(pattern.search(before) or pattern.match(after.lstrip()))


def _has_words_of(named: _Named, block: FigureBlock, item: Item) -> bool:
    """Whether the noun of a count is in the name, and the rest of the name in any order in its words."""
    noun = _noun_of(item)
    said = {word.casefold() for text in _words_around(block, item) for word in _WORD.findall(text)}
    name = [word.casefold() for word in _WORD.findall(named.noun)]
    is_of_noun = bool(noun) and f" {noun.casefold()} " in f" {' '.join(name)} "
    said.update(_WORD.findall(noun.casefold()))
    return is_of_noun and len(name) > len(noun.split()) and said.issuperset(name) and not said & _DENIALS


def _count_words_of(named: _Named, block: FigureBlock, item: Item) -> int:
    """How many words of the name, beside its noun, stand around a count; none where they are denied."""
    said = {word.casefold() for text in _words_around(block, item) for word in _WORD.findall(text)}
    noun = _noun_of(item).casefold()
    name = named.noun.casefold()
    is_of_noun = bool(noun) and f"{name} ".startswith(f"{noun} ")
    return len(said & set(_WORD.findall(name.removeprefix(noun)))) if is_of_noun and not said & _DENIALS else 0


def _words_around(block: FigureBlock, item: Item) -> tuple[str, str]:
    """The words of a figure's clause before and behind it, up to its neighbours."""
    position = block.position_of(item)
    start = block.items[position - 1].unit_end if position else 0
    before = block.text[start : item.start]
    stop = _CLAUSE_START.search(before)
    end = _CLAUSE_END.search(block.text, item.end)
    return before[stop.end() if stop else 0 :], block.text[item.end : end.start() if end else len(block.text)]


def _build(named: _Named, block: FigureBlock, whole: Mention, *, is_forced: bool) -> Ratio:
    return Ratio(
        rule="named_whole",
        block=named.block.index,
        start=named.number.quote_start,
        end=named.percent.end,
        numerator=Operand(named.block.index, named.number.mentions[0]),
        denominator=Operand(block.index, whole),
        percent=Operand(named.block.index, named.percent.mentions[0]),
        remainder=None,
        unit_item=named.number,
        is_forced=is_forced,
    )


def is_one_digit_off(ratio: Ratio) -> bool:
    """Whether one digit changed, lost or added, two swapped, or the comma moved in the percent make it the quotient."""
    if ratio.percent is None or not ratio.denominator.mention.value:
        return False
    percent = ratio.percent.mention
    decimals = percent.decimals or 0
    exact = (100 * ratio.numerator_value / ratio.denominator.mention.value).quantize(Decimal(1).scaleb(-decimals))
    is_fine = decimals + len(str(int(percent.value or 0))) >= _MIN_DIGITS
    return is_fine and is_one_slip(percent.value or Decimal(0), exact, decimals)
