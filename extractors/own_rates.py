"""Percents that say themselves of what they are: '132/165 học viên, tỷ lệ có việc làm 78,8%'."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.rules_compiled import CompiledRules
from extractors.stops import STATEMENT_END

_RATE = regex.compile(r"(?i)(?<!với |đạt |chiếm |là )(?:tỷ|tỉ) (?:lệ|trọng)\s(?=\p{L})")
_WORD = regex.compile(r"\p{L}+")
# Words beside the noun of a rate that say nothing of what it is of.
_SILENT = frozenset(
    ("đạt", "là", "chiếm", "bằng", "được", "đã", "của", "các", "so", "với", "trên", "tổng", "số", "này", "chung", "cả")
    + ("khoảng", "gần", "hơn", "ước", "trong", "năm", "về", "tỷ", "tỉ", "lệ", "trọng", "tương", "ứng", "đương", "từ")
)


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
    named = {word.casefold() for word in _WORD.findall(name)} - _SILENT
    start = max((match.end() for match in STATEMENT_END.finditer(block.text, 0, count.start)), default=0)
    said = {word.casefold() for word in _WORD.findall(block.text[start : count.end + rates[-1].start()])}
    return bool(named - said)
