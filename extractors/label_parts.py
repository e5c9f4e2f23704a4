"""Where a part says too little of its whole: the whole's words before those of the part."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change, once_per_figure
from extractors.label_wholes import counts_the_same, find_list_whole, find_whole, is_in_aside
from extractors.label_words import ABOVE, MAX_LABEL, list_words, put_before, put_below
from extractors.layout import Block
from extractors.own_labels import read_deed, read_own_label, words_before
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import last_end

_MAX_BACK = 8
# Of a few things the numbers add up by chance.
_MIN_WHOLE = 10
_SEGMENT = regex.compile(r"(?: › |: )")


def find_holder(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole in whose unit a figure counts a part of it, and not more than it."""
    if item.symbol == PERCENT or is_change(block.text, item, rules) is not None:
        return None
    whole = find_list_whole(block, item, rules)
    if whole is None or whole.symbol == PERCENT or not (item.unit is None or counts_the_same(item, whole)):
        return None
    return None if item.symbol == whole.symbol == COUNT and item.value > whole.value else whole


@once_per_figure
def find_summed(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole that a figure and the others of its sentence together are (thụ lý 61 đơn, trả lời 54, còn 7 đơn)."""
    if item.symbol != COUNT or (item.unit is not None and item.unit.kind != "count"):
        return None
    if item.value != item.value.to_integral_value() or not _is_part(block, item, item, rules):
        return None
    position = block.position_of(item)
    begin = last_end(SENTENCE_END, block.text, 0, item.start)
    around = block.items[max(0, position - _MAX_BACK) : position + _MAX_BACK]
    listed = [other for other in around if other.start >= begin and _is_part(block, other, item, rules)]
    at = listed.index(item)
    for whole in range(at - 1, -1, -1):
        if listed[whole].value >= _MIN_WHOLE and _adds_up(block, listed[whole], listed[whole + 1 :], item):
            return listed[whole]
    return None


def _adds_up(block: FigureBlock, whole: Item, parts: Sequence[Item], item: Item) -> bool:
    """Whether the figures behind a whole, of which a figure is one, are together as much as the whole."""
    left = whole.value
    for count, part in enumerate(parts, 1):
        left -= part.value
        if left < 0 or SENTENCE_END.search(block.text, whole.unit_end, part.start):
            return False
        if not left:
            return part.start >= item.start and count > 1
    return False


def _is_part(block: FigureBlock, other: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether a figure counts in the unit of another, in no bracket that has closed, and is no change."""
    if other.symbol != COUNT or not _is_alike(other, item) or is_change(block.text, other, rules) is not None:
        return False
    first, last = (other, item) if other.start < item.start else (item, other)
    return not is_in_aside(block, first, last)


def _is_alike(one: Item, other: Item) -> bool:
    """Whether two figures count one thing: without a noun, or with one that has the same head (đơn, đơn tố cáo)."""
    if one.unit is None or other.unit is None or counts_the_same(one, other):
        return True
    one_noun, other_noun = (one.unit.unit or "", other.unit.unit or "")
    return one.unit.kind == other.unit.kind and one_noun.split()[:1] == other_noun.split()[:1] != []


def is_beside_parts(own: str, block: FigureBlock, whole: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether words behind a semicolon say all of a figure: its noun, or who did what (.., gồm ..; 96 trạm bị hỏng)."""
    begin = last_end(rules.cues["OF_WHICH"], block.text, whole.unit_end, item.start)
    if ";" not in block.text[begin : item.start]:
        return False
    last = own.rpartition(": ")[2]
    is_noun = item.unit is not None and last.startswith(f"{item.unit.printed} ")
    return is_noun or rules.cues["ACTING_BODY"].match(own) is not None


def put_below_holder(holder: str, text: str) -> str:
    """The words of a part behind those of its whole, of which they repeat nothing that they begin with."""
    said = list_words(holder)
    if not said - list_words(text):
        return text
    rest = text
    while (stop := _SEGMENT.search(rest)) is not None and list_words(rest[: stop.start()]) <= said:
        rest = rest[stop.end() :]
    has_room = len(holder) + len(ABOVE) + len(rest) <= MAX_LABEL
    return f"{holder}{ABOVE}{rest}" if has_room else text


def deed_of_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What was done with the whole of the same unit (thực tập 64 phương án, trong đó 03 phương án phối hợp ...)."""
    whole = find_whole(block, item) if item.symbol == COUNT else None
    if whole is None or not counts_the_same(item, whole):
        return ""
    deed = read_deed(words_before(block, whole, rules)[1], rules)
    return deed if rules.cues["DEED"].search(deed) else ""


def with_whole_of_long(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Long words with no more of their whole than the deed, or whose growth they are a part of."""
    if item.symbol != PERCENT or is_change(block.text, item, rules) is None:
        return put_before(deed_of_whole(block, item, rules), text)
    whole = find_list_whole(block, item, rules)
    return text if whole is None else put_below(read_own_label(block, whole, blocks, rules).text, text)
