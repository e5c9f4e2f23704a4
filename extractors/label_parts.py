"""Where a part says too little of its whole: the whole's words before those of the part."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import counts_the_same, find_list_whole, find_whole
from extractors.label_words import ABOVE, MAX_LABEL, list_words
from extractors.own_labels import read_deed, words_before
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.text import last_end

_SEGMENT = regex.compile(r"(?: › |: )")


def find_holder(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole in whose unit a figure counts a part of it, and not more than it."""
    if item.symbol == PERCENT or is_change(block.text, item, rules) is not None:
        return None
    whole = find_list_whole(block, item, rules)
    if whole is None or whole.symbol == PERCENT or not (item.unit is None or counts_the_same(item, whole)):
        return None
    return None if item.symbol == whole.symbol == COUNT and item.value > whole.value else whole


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
