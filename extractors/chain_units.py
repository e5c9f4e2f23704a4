"""What a bare number counts in its sentence: as the whole of its list, the figure before it in the chain, or the next.

'Tiếp nhận 14 đơn (...), đủ điều kiện 03, đã giải quyết 02 đơn, chuyển 5': all of them are đơn. 'Điều động 23, luân
chuyển 08, cho từ chức 01 đồng chí': the noun is said once, at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import find_list_whole
from extractors.rules_compiled import COUNT, RATIO, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import last_end

# No sentence of the reports read has a longer chain.
_MAX_CHAIN = 14
# What stands between the figures of a chain whose noun comes last.
_CHAINED = regex.compile(r"[\p{L}\s,-]*(?:,|\bvà\b)[\p{L}\s,-]*")
# Who had part in it, or whose it is (14 đơn của 20 người): no member of the chain.
_COMPANION = regex.compile(r"(?r)\b(?:cho|của|với|tại|ở|trong|trên|từ|bởi|do|bằng|cùng|đến|so với|mỗi)\s$")
_BRACKET = regex.compile(r"[()]")
_OPENING = regex.compile(r"[:;,(]|[.!?](?=\s)|\b(?:trong đó|gồm(?: có)?|và)\b")

NameOf = Callable[[FigureBlock, Item, CompiledRules], str | None]


def unit_in_chain(block: FigureBlock, item: Item, rules: CompiledRules, name_of: NameOf) -> str | None:
    """The noun that a number without one counts, as its neighbours say; `name_of` names what another figure counts."""
    return (
        _noun_before(block, item, rules, name_of, ";")
        or _noun_behind(block, item, rules, name_of)
        or _noun_before(block, item, rules, name_of, "")
    )


def unit_of_whole(block: FigureBlock, item: Item, rules: CompiledRules, name_of: NameOf) -> str | None:
    """The noun of the whole of which a bare number is a part (246 người, trong đó bác sĩ 52), None elsewhere."""
    whole = find_list_whole(block, item, rules)
    if whole is None or not _counts(block, whole, rules) or _size(whole) < item.value:
        return None
    return name_of(block, whole, rules)


def find_longer(block: FigureBlock, item: Item, unit: str) -> str:
    """The noun that a figure before has whole and a later one cut (26.915 đơn vị máu, vượt 1.215 đơn vị)."""
    floor = last_end(SENTENCE_END, block.text, 0, item.start)
    names = (o.unit.unit or "" for o in reversed(block.items) if floor <= o.start < item.start and o.unit)
    return next((name for name in names if name.startswith(f"{unit} ")), unit)


def may_share_unit(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a number may count what its neighbours do: a whole number, of no measure of its own (chỉ số 65)."""
    is_whole = item.symbol == COUNT and item.value == item.value.to_integral_value()
    return is_whole and not rules.cues["NO_CHAIN"].search(own_words(block, item))


def own_words(block: FigureBlock, item: Item) -> str:
    """What stands before a number, from the last stop, bracket, comma or figure on."""
    previous = block.neighbour(item, -1)
    floor = previous.unit_end if previous is not None else 0
    return block.text[last_end(_OPENING, block.text, min(floor, item.start), item.start) : item.start].strip(" -–+*•")


def _size(item: Item) -> Decimal:
    return item.denominator if item.symbol == RATIO else item.value


def _noun_before(block: FigureBlock, item: Item, rules: CompiledRules, name_of: NameOf, stop: str) -> str | None:
    """The noun of the nearest figure before a bare one: of a companion (với 20 người) only where no other stands."""
    companion: Item | None = None
    for other in _before(block, item, stop):
        if not _counts(block, other, rules):
            continue
        if _COMPANION.search(block.text, 0, other.quote_start):
            companion = companion or other
            continue
        noun = name_of(block, other, rules)
        if noun is not None:
            return noun
    return name_of(block, companion, rules) if companion is not None else None


def _noun_behind(block: FigureBlock, item: Item, rules: CompiledRules, name_of: NameOf) -> str | None:
    """The noun of the figure that ends a chain of bare ones (bãi bỏ 03, thay thế 01 văn bản)."""
    end, position = item.unit_end, block.position_of(item)
    for other in block.items[position + 1 : position + _MAX_CHAIN]:
        if not _CHAINED.fullmatch(block.text, end, other.start) or _COMPANION.search(block.text, 0, other.quote_start):
            return None
        if other.unit is not None and other.unit.printed:
            return name_of(block, other, rules) if _counts(block, other, rules) else None
        end = other.unit_end
    return None


def _before(block: FigureBlock, item: Item, stop: str) -> Iterator[Item]:
    """The figures before one in its sentence, nearest first, without those in brackets that have closed."""
    floor = last_end(SENTENCE_END, block.text, 0, item.start)
    position = block.position_of(item)
    depth = level = 0
    end = item.start
    for other in reversed(block.items[max(0, position - _MAX_CHAIN) : position]):
        if other.start < floor:
            return
        between = block.text[other.unit_end : end]
        if stop and level == depth and stop in between:
            return
        for bracket in reversed(_BRACKET.findall(between)):
            depth += 1 if bracket == ")" else -1
            level = min(level, depth)
        end = other.start
        if depth == level:
            yield other


def _counts(block: FigureBlock, other: Item, rules: CompiledRules) -> bool:
    """Whether a figure counts things: no share, no money, no measure, no increase."""
    is_count = other.symbol in (COUNT, RATIO) and (other.unit is None or other.unit.kind == "count")
    return is_count and is_change(block.text, other, rules) is None
