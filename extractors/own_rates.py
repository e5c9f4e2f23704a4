"""Percents that say themselves of what they are: '132/165 học viên, tỷ lệ có việc làm 78,8%'."""

from __future__ import annotations

import regex

from extractors.items import RANGE, FigureBlock, Item
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import STATEMENT_END
from extractors.text import last_end

_RATE = regex.compile(r"(?i)(?<!với |đạt |chiếm |là )(?:tỷ|tỉ) (?:lệ|trọng)\s(?=\p{L})")
_WORD = regex.compile(r"\p{L}+")


def has_own_noun(block: FigureBlock, count: Item, percent: Item, rules: CompiledRules) -> bool:
    """Whether 'tỷ lệ ...' before a percent names a rate in words that the statement before its count does not say.

    'cấp được 412/520 thẻ, tỷ lệ cấp đạt 79,2%' names its own, 'được học 132/165 người, tỷ lệ có việc làm' another.
    """
    between = block.text[count.end : percent.quote_start]
    if " lệ " not in between and " trọng " not in between:
        return False
    rates = list(_RATE.finditer(between))
    if not rates:
        return False
    name = rules.cues["ATTAIN"].sub(" ", between[rates[-1].start() :])
    named = {word.casefold() for word in _WORD.findall(rules.cues["RATE_FILLER"].sub(" ", name))}
    start = last_end(STATEMENT_END, block.text, 0, count.start)
    said = {word.casefold() for word in _WORD.findall(block.text[start : count.end + rates[-1].start()])}
    return bool(named - said)


def is_of_range(block: FigureBlock, percent: Item) -> bool:
    """Whether a percent is one end of a range (từ 5 - 12%): no single count is its numerator."""
    before, behind = block.neighbour(percent, -1), block.neighbour(percent, 1)
    is_first = (
        behind is not None and behind.symbol == PERCENT and RANGE.fullmatch(block.text, percent.end, behind.start)
    )
    is_last = before is not None and before.symbol == PERCENT and RANGE.fullmatch(block.text, before.end, percent.start)
    return bool(is_first or is_last)
