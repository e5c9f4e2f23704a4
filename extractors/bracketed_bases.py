"""A percent of a base in brackets, whose count stands farther before: 'bao phủ đạt 85,4% dân số (208.900 người)'.

The bracket says what the percent is of; its count is the one number of the paragraph, or of the line before, that
counts the same and is exactly that share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.exact_shares import count_digits, is_exact
from extractors.items import FigureBlock, Item, is_change
from extractors.ratios import Operand, Ratio, Taken, are_people, counts_alike, take
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import STATEMENT_END

BRACKETED_BASE = "share_of_bracketed_base"
# The name of a base and the bracket it opens: dân số (, tổng số hộ (là, chỉ tiêu tỉnh giao (chỉ tiêu.
_TO_BASE = regex.compile(
    r"(?i)\s*(?:(?:so với|trên|của)\s+)?(?:tổng|số|dân số|lực lượng|diện tích|kế hoạch|chỉ tiêu|dự toán)\b"
    r"(?:(?!\b(?:cùng kỳ|trước|tăng|giảm)\b)[\p{L}\s]){0,50}\(\s*(?:(?:là|kế hoạch|chỉ tiêu|dự toán|dân số|tổng số)\b"
    r"(?:(?!\b(?:cùng kỳ|trước|tăng|giảm)\b)[\p{L}\s]){0,30}:?\s+)?"
)
_CLOSES = regex.compile(r"[^().,;\d]{0,25}\)")
# A percent of fewer digits agrees by chance with one count or another.
_MIN_DIGITS = 3


def read_bracketed_bases(blocks: Sequence[FigureBlock], taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """Ratios of a percent, the base in brackets behind it and the one count before that fits."""
    prose = [block for block in blocks if block.block.cell is None]
    for position, block in enumerate(prose):
        for percent, base in zip(block.items, block.items[1:], strict=False):
            if not _is_base(block, percent, base, rules) or percent.mentions[0].mention_id in taken.percents:
                continue
            ratio = _find(block, percent, base, [block, *prose[max(0, position - 1) : position]], taken, rules)
            if ratio is not None:
                take(ratio, taken)
                yield ratio


def _is_base(block: FigureBlock, percent: Item, base: Item, rules: CompiledRules) -> bool:
    if percent.symbol != PERCENT or base.symbol != COUNT or count_digits(percent.mentions[0]) < _MIN_DIGITS:
        return False
    is_named = _TO_BASE.fullmatch(block.text, percent.end, base.quote_start) is not None
    return is_named and bool(_CLOSES.match(block.text, base.end)) and is_change(block.text, percent, rules) is None


def _find(
    block: FigureBlock, percent: Item, base: Item, places: Sequence[FigureBlock], taken: Taken, rules: CompiledRules
) -> Ratio | None:
    """The ratio with the only value that is this share of the base, in the paragraph, else in the line before."""
    for place in places:
        found = [
            item
            for item in place.items
            if (place is not block or item.end <= percent.start)
            and item.symbol == COUNT
            and item.mentions[0].mention_id not in taken.numerators
            and (counts_alike(base, item) or counts_alike(item, base) or are_people(base, item, rules))
            and is_change(place.text, item, rules) is None
            and is_exact(item.value, base.value, percent.mentions[0])
        ]
        if found:
            is_one = len({item.value for item in found}) == 1
            return _build(block, percent, base, place, found[-1]) if is_one else None
    return None


def _build(block: FigureBlock, percent: Item, base: Item, place: FigureBlock, number: Item) -> Ratio:
    stop = max((match.end() for match in STATEMENT_END.finditer(block.text, 0, percent.start)), default=0)
    is_near = place is block and number.start >= stop
    return Ratio(
        rule=BRACKETED_BASE,
        block=block.index,
        start=number.quote_start if is_near else percent.quote_start,
        end=base.unit_end,
        numerator=Operand(place.index, number.mentions[0]),
        denominator=Operand(block.index, base.mentions[0]),
        percent=Operand(block.index, percent.mentions[0]),
        remainder=None,
        unit_item=base,
        is_forced=False,
    )
