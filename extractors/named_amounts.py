"""Where an amount or a share begins in whose name another number stands (Kinh phí sửa 11 cầu là 1,9 tỷ đồng)."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.label_words import MARKER, MAX_CLAUSE
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.stops import PHRASE_END
from extractors.text import last_end

_LETTER = regex.compile(r"\p{L}")
_IS_SAID = regex.compile(r"(?ir)\b(?:là|đạt|được|chiếm)\s*$")
# An amount with what it is for, and what parts it from the next figure.
_AMOUNT_OF = regex.compile(
    r"(?i)(?:tổng )?(?:kinh phí|dư nợ|số tiền|giá trị|trị giá|doanh thu|vốn|doanh số|số dư)\s\p{L}"
)
_BROKEN = regex.compile(r"(?i)[,;:()]|\.\s|\b(?:với|kinh phí|số tiền|trị giá|giá trị|vốn|dư nợ|và|tổng|thu|chi)\b")
_STOP = regex.compile(r"[;:()]|[.,](?=\s)")
_SAYING = regex.compile(r"(?i)(?:\slà|(?<!(?:chưa|không))\sđạt)(?:\s(?:được|tỷ lệ|tỉ lệ|khoảng|trên|gần|hơn))*\s*$")
# What parts the count from what is said behind it (12 xã có số hộ nghèo là 90 hộ).
_PARTED = regex.compile(r"(?i)\b(?:với|có|trong đó|gồm|trị giá|kinh phí|số tiền|và|thì|nên|để)\b")
_SHARE_OF = regex.compile(r"(?i)(?:tỷ|tỉ) lệ\s")


def measure_begin(block: FigureBlock, previous: Item, item: Item, floor: int) -> int:
    """Where an amount begins in whose name a count stands (Kinh phí sửa chữa 11 cầu dân sinh là 1,9 tỷ đồng)."""
    begin = last_end(PHRASE_END, block.text, max(0, previous.start - MAX_CLAUSE), previous.start)
    words = MARKER.sub("", block.text[begin : previous.start].lstrip())
    between = block.text[previous.unit_end : item.start]
    is_amount = item.unit is not None and item.unit.kind == "money" and previous.symbol == COUNT
    is_counted = previous.unit is not None and previous.unit.kind == "count"
    earlier = block.neighbour(previous, -1)
    is_alone = earlier is None or earlier.start < begin
    is_named = _AMOUNT_OF.match(words) is not None and _IS_SAID.search(words) is None
    is_one = not _BROKEN.search(between) and _LETTER.search(between) is not None
    return begin if is_amount and is_counted and is_alone and is_named and is_one else floor


def takes_in(block: FigureBlock, previous: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether the count before a figure stands in the noun phrase that the figure is the amount of.

    'là' says so (Tổng dư nợ 15 chương trình tín dụng là 372 triệu), or an amount right behind the noun counted (thu từ
    03 nhà máy thủy điện 21.905 triệu).
    """
    if previous.symbol != COUNT or previous.unit is None or previous.unit.kind != "count" or not previous.unit.printed:
        return False
    between = block.text[previous.unit_end : item.quote_start]
    is_alike = item.unit is not None and item.unit.unit == previous.unit.unit
    if not _LETTER.search(between) or _STOP.search(between) or is_alike:
        return False
    said = _SAYING.search(between)
    if said is not None:
        return _PARTED.search(between) is None
    is_amount = item.symbol == COUNT and item.unit is not None and item.unit.kind in ("money", "physical")
    is_noun = _BROKEN.search(between) is None and rules.cues["PREDICATE"].search(between) is None
    return is_amount and is_noun and rules.cues["DEED"].search(between) is None


def names_whole_phrase(words: str, rules: CompiledRules) -> bool:
    """Whether the words before a count begin the name of something measured, or what was done with what is counted."""
    said = words.strip(" ,:;-+*")
    return bool(said) and not said.endswith(":") and rules.cue_wholes["BARE_DEED"].fullmatch(said) is None


def share_begin(block: FigureBlock, previous: Item, floor: int) -> int:
    """Where a share begins in whose name a number stands (tỷ lệ hồ sơ của 25 dịch vụ đạt 95%)."""
    window = max(0, previous.start - MAX_CLAUSE)
    begin = last_end(PHRASE_END, block.text, window, previous.start)
    words = block.text[begin : previous.start].lstrip()
    earlier = block.neighbour(previous, -1)
    is_counted = previous.symbol == COUNT and not _IS_SAID.search(words)
    is_share = is_counted and bool(_SHARE_OF.match(words)) and (earlier is None or earlier.start < begin)
    return begin if is_share else floor
