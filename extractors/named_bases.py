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
from schemas.mention import Mention

# How far back a whole is looked for by its name, in blocks that are no cells; a total (tổng dư nợ) farther.
_MAX_BLOCKS_BACK, _MAX_TOTAL_BACK = 3, 8
# How far a percent may stand behind its count, in characters.
_MAX_GAP = 60
# A percent of so many digits is no longer one digit off by chance.
_MIN_DIGITS = 3
_CLAUSE_START = regex.compile(r"[.;](?=\s)(?!.*[.;]\s)", regex.DOTALL)
_CLAUSE_END = regex.compile(r"[.,;()]")
_SENTENCE_END = regex.compile(r"[.;](?=\s|$)")
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
        gap = block.text[number.end : percent.quote_start]
        if number.symbol != COUNT or percent.symbol != PERCENT or len(gap) > _MAX_GAP or _SENTENCE_END.search(gap):
            continue
        if not rules.cues["ATTAIN"].search(gap) or is_change(block.text, number, rules):
            continue
        behind = rules.cues["BASE_BEHIND"].match(block.text, percent.end)
        ahead = None if behind else _find_ahead(block, number, used, rules)
        match = behind or ahead
        if match:
            yield _Named(block, number, percent, match["noun"].strip(), bool(match["total"]))


def _find_ahead(block: FigureBlock, number: Item, used: set[int], rules: CompiledRules) -> regex.Match[str] | None:
    """'Trong số việc có điều kiện,' at the beginning of the sentence, for the first share behind it."""
    for match in rules.cues["BASE_AHEAD"].finditer(block.text, 0, number.start):
        run = block.skeleton_between(match.end(), number.start)
        between = [item for item in block.items if match.end() <= item.start < number.start]
        if match.start() not in used and not between and not _SENTENCE_END.search(run):
            used.add(match.start())
            return match
    return None


def _link(named: _Named, blocks: Sequence[FigureBlock], rules: CompiledRules) -> Ratio | None:
    """The ratio with the named whole: one that fits; else the only one with the name, where one digit mends it."""
    before = list(_candidates(named, blocks))
    alike = [(b, i) for b, i in before if counts_alike(i, named.number) or are_people(i, named.number, rules)]
    exact = [(b, i) for b, i in alike if _is_named(named, b, i)]
    loose = [(b, i) for b, i in before if _has_words_of(named, b, i)] if is_telling(named.percent.mentions[0]) else []
    for place, item in (*exact, *loose):
        for mention in item.mentions:
            ratio = _build(named, place, mention, is_forced=False)
            if agrees(ratio):
                return ratio
    named_alike = [found for found in loose if found in alike]
    for found in (exact if named.is_total or len(_WORD.findall(named.noun)) > 1 else [], named_alike):
        if len({item.value for _, item in found}) == 1 and all(item.symbol == COUNT for _, item in found):
            ratio = _build(named, found[0][0], found[0][1].mentions[0], is_forced=True)
            return ratio if _is_one_digit_off(ratio) else None
    return None


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
    noun = (item.unit.unit if item.unit else None) or ""
    said = {word.casefold() for text in _words_around(block, item) for word in _WORD.findall(text)}
    name = [word.casefold() for word in _WORD.findall(named.noun)]
    is_of_noun = bool(noun) and f" {noun.casefold()} " in f" {' '.join(name)} "
    return is_of_noun and len(name) > len(noun.split()) and said.issuperset(name) and not said & _DENIALS


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


def _is_one_digit_off(ratio: Ratio) -> bool:
    """Whether one digit changed, lost or added, two swapped, or the comma moved in the percent make it the quotient."""
    if ratio.percent is None or not ratio.denominator.mention.value:
        return False
    percent = ratio.percent.mention
    decimals = percent.decimals or 0
    exact = (100 * ratio.numerator_value / ratio.denominator.mention.value).quantize(Decimal(1).scaleb(-decimals))
    is_fine = decimals + len(str(int(percent.value or 0))) >= _MIN_DIGITS
    return is_fine and is_one_slip(percent.value or Decimal(0), exact, decimals)
