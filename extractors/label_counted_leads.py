"""A clause that counts things and ends at a colon is said of all that the list behind it names.

Khảo sát sự hài lòng đối với 350 doanh nghiệp: 91,7% hài lòng, 6,6% chấp nhận được.
"""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_parts import put_below_holder
from extractors.label_words import MARKER, MAX_CLAUSE, count_telling
from extractors.own_labels import strip_words, words_after
from extractors.rules_compiled import CompiledRules
from extractors.stops import ASIDE, LIST_END, SENTENCE_END
from extractors.text import last_end

_COLON = regex.compile(r":(?=\s)")
_COMMA = regex.compile(r",\s")
_STOP = regex.compile(r"[,;:.](?=\s)")
_LETTER = regex.compile(r"\p{L}")
_SEMICOLON = regex.compile(r";(?=\s)")
# Names that the clause counts, before another clause (sáp nhập 03 xã: Mường Bú, Tạ Bú và Mường Chùm, có ...).
_NAMES = regex.compile(r",\s(?:\p{Lu}|(?:có|với|đạt|được)\s)|\svà\s\p{Lu}")
# What leads to one more figure of the same (05 tổ với tổng số thành viên là: 40).
_LEADS_ON = regex.compile(r"\s(?:là|đạt|được|có|với)$")
_TOPIC = regex.compile(r"(?i)\s*(?:đối với|về|theo|trong|của)\s")
_AS_FOLLOWS = regex.compile(r"(?i)[\s,]*(?:(?:cụ thể\s+)?như sau|sau đây|sau|cụ thể|gồm(?: có)?|bao gồm|trong đó)$")
# A longer clause is a sentence of its own; so many syllables that name something name what a list is of.
_MAX_LEAD = 12
_TELLING = 2


def put_below_lead(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words of a figure in a list below those of the clause that counts what the list is of."""
    lead = _lead_of_list(block, item, rules) if text else ""
    return put_below_holder(lead, text) if lead else text


@once_per_figure
def _lead_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    begin = last_end(SENTENCE_END, block.text, max(0, item.start - 2 * MAX_CLAUSE), item.start)
    colon = last_end(_COLON, block.text, begin, item.start) - 1
    if colon < begin:
        return ""
    position = block.position_of(item)
    head = next((other for other in reversed(block.items[:position]) if other.end <= colon), None)
    if head is None or head.start < begin:
        return ""
    behind = ASIDE.sub("", block.text[head.unit_end : colon])
    is_closed = _STOP.search(behind) is None or _opens_topic(block, head, begin, colon, rules)
    if not is_closed or "(" in behind or _LEADS_ON.search(behind) or _has_ended(block, head, colon, item):
        return ""
    return _words_of_clause(block, head, begin, colon, rules)


def _opens_topic(block: FigureBlock, head: Item, begin: int, colon: int, rules: CompiledRules) -> bool:
    """Whether a clause says of what things a list is, with a comma in their name (Về 14 thủ tục của các bộ, ngành:)."""
    marker = MARKER.match(block.text)
    floor = max(begin, marker.end() if marker else 0)
    return _TOPIC.match(block.text, floor) is not None and words_after(block, head, rules)[0] >= colon


def _has_ended(block: FigureBlock, head: Item, colon: int, item: Item) -> bool:
    """Whether the list behind a colon names things without figures, or another clause counts its things again."""
    listed = block.items[block.position_of(head) + 1 : block.position_of(item) + 1]
    if _NAMES.search(ASIDE.sub("", block.text[colon : listed[0].start])):
        return True
    begin = last_end(_SEMICOLON, block.text, colon, item.start)
    first = next(other for other in listed if other.start >= begin)
    is_again = _first_word(first) == _first_word(head) != ""
    return begin > colon and is_again and not block.text[begin : first.start].strip()


def _first_word(item: Item) -> str:
    return item.unit.printed.casefold().partition(" ")[0] if item.unit is not None else ""


def _words_of_clause(block: FigureBlock, head: Item, begin: int, colon: int, rules: CompiledRules) -> str:
    """The words of a clause with one figure, without its number."""
    marker = MARKER.match(block.text)
    previous = block.neighbour(head, -1)
    floor = max(begin, marker.end() if marker else 0, last_end(LIST_END, block.text, begin, head.start))
    if previous is not None and previous.end > floor:
        floor = last_end(_COMMA, block.text, previous.unit_end, head.start)
        if floor <= previous.unit_end:
            return ""
    before = block.text[floor : head.start]
    lead = strip_words(before, rules) if before.strip() else ""
    noun = head.unit.printed if head.unit is not None else ""
    behind = _AS_FOLLOWS.sub("", ASIDE.sub("", block.text[head.end : colon]).strip(" ,%"))
    words = f"{lead} {behind}".strip() if noun or _LETTER.search(behind) else ""
    is_telling = count_telling(words, rules) >= _TELLING or (lead and rules.cues["DEED"].match(lead) is not None)
    return words if is_telling and len(words.split()) <= _MAX_LEAD else ""
