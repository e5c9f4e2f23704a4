"""Shares of what a report counts once for all of its place: 'Toàn xã có 10.842 hộ', later '163 hộ, chiếm 1,5%'.

The whole counts the same thing and is said to be all of it there (toàn huyện, trên địa bàn, tổng số); the share says
itself that it is of all (tổng số hộ, số vụ toàn huyện), stands beside one that is, or fits it alone to three digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.exact_shares import ByValue, count_digits
from extractors.items import FigureBlock, Item, is_change
from extractors.ratios import Operand, Ratio, Taken, is_telling, shares_unit, take
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.shares import is_plain_share, unread_pairs
from extractors.stops import STATEMENT_END
from extractors.text import last_end

STANDING_WHOLE = "share_of_standing_whole"
_AREA = r"(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|ngành|đơn vị|Đảng bộ|trường|cơ quan)"
# What says before a count, in its sentence, that it is all there is of it.
_OF_ALL = regex.compile(
    rf"(?i)(?:\btoàn\s+{_AREA}\b|\btrên địa bàn\s+(?:toàn\s+)?{_AREA}\b|\btổng số\b|^\W*{_AREA}\b[\p{{L}}\s]{{0,40}}?)"
    r"[^.;()]{0,120}?(?:\s(?:có|gồm|là|với|xảy ra|thụ lý|tiếp nhận)|,|\bvới)\s*[^.;()\d]{0,40}$"
)
# A whole that stands in a clause of parts or of what was done to some of them is not all.
_PART = regex.compile(r"(?i)\b(?:trong đó|riêng|còn|đã|được|đạt|chiếm|mới|thêm|tăng|giảm|nghèo)\b")
# What names all of them behind a percent.
_BEHIND = regex.compile(
    r"(?i)\s*(?:so với\s+|trên\s+|của\s+)?(?:tổng\s+)?(?:số\s+)?(?<noun>[\p{L} ]{2,40}?)(?=\s*(?:[,.;()]|$))"
)
# What may stand behind the noun there, without naming some of them (hộ dân toàn xã, số vụ trên địa bàn huyện).
_ALL_OF_THEM = regex.compile(
    r"(?i)(?:\s(?:dân|gia đình))?"
    rf"(?:\s(?:(?:trên|trong)\s)?(?:(?:của|cả|toàn|địa bàn)\s)*(?:{_AREA}|quốc)(?:\s\p{{L}}+){{0,4}})?"
)
_ENDS = regex.compile(r"\s*(?:[,.;)]|$)")
_TOTAL = regex.compile(rf"(?i)\s*(?:so với\s+|trên\s+|của\s+)?(?:tổng\b|số\s[\p{{L}} ]{{2,30}}?\stoàn\s+{_AREA})")
_FINE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Whole:
    block: FigureBlock
    item: Item


def read_standing_wholes(blocks: Sequence[FigureBlock], taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """Ratios of the shares that nothing near them explains, with the whole that the report counts elsewhere."""
    prose = [block for block in blocks if block.block.cell is None]
    pairs = [
        (block, number, percent)
        for block in prose
        for number, percent in unread_pairs(block, taken, rules)
        if is_plain_share(block, number, percent, rules)
    ]
    if not pairs:
        return
    counts = ByValue((_Whole(block, i) for block in prose for i in block.items if i.symbol == COUNT), _value_of)
    told: dict[tuple[int, str], set[str]] = {}
    for block, number, percent in pairs:
        whole = _find(block, number, percent, counts, told, rules)
        if whole is None:
            continue
        ratio = _build(block, number, percent, whole)
        take(ratio, taken)
        told.setdefault((block.index, _noun(number)), set()).add(whole.item.mentions[0].mention_id)
        yield ratio


def _find(
    block: FigureBlock,
    number: Item,
    percent: Item,
    counts: ByValue[_Whole],
    told: dict[tuple[int, str], set[str]],
    rules: CompiledRules,
) -> _Whole | None:
    if number.unit is None or not number.unit.unit or not number.unit.printed or not _is_open(block, number, percent):
        return None
    fitting = [
        whole
        for whole in counts.wholes(number.value, percent.mentions[0])
        if whole.item is not number and shares_unit(whole.item, number) and whole.item.value >= number.value
    ]
    if len({whole.item.value for whole in fitting}) != 1:
        return None
    standing = [whole for whole in fitting if _is_all(whole, rules)]
    if not standing:
        return None
    digits = count_digits(percent.mentions[0])
    of_all = _TOTAL.match(block.text, percent.end) is not None and is_telling(percent.mentions[0])
    known = told.get((block.index, _noun(number)), set())
    beside = [whole for whole in standing if whole.item.mentions[0].mention_id in known]
    is_sure = of_all or (beside and is_telling(percent.mentions[0])) or digits >= _FINE_DIGITS
    return (beside or standing)[0] if is_sure else None


def _value_of(whole: _Whole) -> Decimal:
    return whole.item.value


def _is_open(block: FigureBlock, number: Item, percent: Item) -> bool:
    """Whether the words behind a percent leave open what it is of, or say that it is of all that is counted."""
    if _ENDS.match(block.text, percent.end):
        return True
    behind = _BEHIND.match(block.text, percent.end)
    name = behind["noun"].strip().casefold() if behind else ""
    noun = _noun(number)
    return name.startswith(noun) and _ALL_OF_THEM.fullmatch(name, len(noun)) is not None


def _is_all(whole: _Whole, rules: CompiledRules) -> bool:
    """Whether a count is told as all there is: Toàn xã có 36 thôn với 10.842 hộ."""
    text, item = whole.block.text, whole.item
    start = last_end(STATEMENT_END, text, 0, item.start)
    before = text[start : item.start]
    said = _OF_ALL.search(_without_figures(before))
    own = regex.split(r"[\d,;(]", before)[-1]
    return said is not None and not _PART.search(own) and is_change(text, item, rules) is None


def _without_figures(text: str) -> str:
    return regex.sub(r"\d[\d.,]*", "n", text)


def _noun(item: Item) -> str:
    return ((item.unit.unit if item.unit else None) or "").casefold()


def _build(block: FigureBlock, number: Item, percent: Item, whole: _Whole) -> Ratio:
    return Ratio(
        rule=STANDING_WHOLE,
        block=block.index,
        start=number.quote_start,
        end=percent.end,
        numerator=Operand(block.index, number.mentions[0]),
        denominator=Operand(whole.block.index, whole.item.mentions[0]),
        percent=Operand(block.index, percent.mentions[0]),
        remainder=None,
        unit_item=number,
        is_forced=False,
    )
