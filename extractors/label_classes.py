"""One of a class alone stands in the place of the one before it (nước sạch ở thành thị 95%, nông thôn 62%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import counts_the_same, is_in_aside
from extractors.label_words import ABOVE, count_telling
from extractors.layout import Block
from extractors.own_labels import read_own_label
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import SENTENCE_END

_LEAD = regex.compile(r"(?i)(?:(?:riêng|còn|trong đó|và)\s)*")
# What may stand before one of a class and be said of each.
_OPENING = regex.compile(r"(?i)(?:của|ở|tại|thể|vụ|khu vực|trẻ|học sinh|bậc|cấp|giới|giải|huy chương)\s")
_MAX_BACK = 6
_MAX_OWN = 5
_MIN_NAME, _MAX_NAME = 2, 9
# Words with a verb of their own are said of nothing else (03 đơn vị chưa giải ngân).
_OWN_SAYING = regex.compile(r"\b(?:chưa|không|đã|được|bị|đang|có)\b")
# What a thing has or has done.
_HAS = regex.compile(r"(?<=\s)có (?:tỷ lệ|tỉ lệ|số|mức|diện tích|tổng)\b")


def class_before(
    block: FigureBlock, item: Item, own: str, blocks: Sequence[Block], rules: CompiledRules
) -> tuple[Item, str] | None:
    """The figure before that measures the same of another of the class that the words alone name, and the class."""
    name = own.removesuffix(f": {item.unit.printed}") if item.unit else own
    found = _alone(name, rules)
    if found is None or is_change(block.text, item, rules) is not None:
        return None
    before = item
    for _ in range(_MAX_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or SENTENCE_END.search(block.text, previous.end, before.start):
            return None
        before = previous
        is_one = previous.symbol == item.symbol == PERCENT or previous.unit is item.unit is None
        if not (is_one or counts_the_same(previous, item)) or is_in_aside(block, previous, item):
            continue
        if is_change(block.text, previous, rules) is not None:
            continue
        words = read_own_label(block, previous, blocks, rules).text
        other = _last_of(found.lastgroup or "", words, rules)
        if other is None:
            continue
        if _alone(words, rules) is None and count_telling(words, rules) > 0:
            return previous, found.lastgroup or ""
    return None


def in_place_of(words: str, own: str, name: str, item: Item, rules: CompiledRules) -> str:
    """The words with one of a class in the place of the last of it that they name; empty where they name none."""
    own = _LEAD.sub("", own.removesuffix(f": {item.unit.printed}") if item.unit else own, count=1)
    other = _last_of(name, words, rules)
    found = _alone(own, rules)
    if other is None or found is None or other[0].casefold() == found[0].casefold():
        return ""
    lead = own[: found.start()]
    begin = other.start()
    head = words[:begin]
    begin -= len(lead) if lead and head.casefold().endswith(lead.casefold()) else 0
    begin = max(0, begin)
    return f"{words[:begin]}{own}{words[other.end() :]}"


def said_of_another(own: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The words of one of a list with what is said of the first that opens alike.

    'lĩnh vực B có tỷ lệ trực tuyến' of 'lĩnh vực A có tỷ lệ trực tuyến đạt 63%, lĩnh vực B đạt 76%'.
    """
    noun = f": {item.unit.printed}" if item.unit and own.endswith(f": {item.unit.printed}") else ""
    name = own.removesuffix(noun) if noun else own
    is_said = _said_at(name, rules) or _OWN_SAYING.search(name) or ABOVE in name
    if is_said or not _MIN_NAME <= len(name.split()) <= _MAX_NAME:
        return own
    first = name.split(maxsplit=1)[0].casefold()
    before = item
    for _ in range(_MAX_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or SENTENCE_END.search(block.text, previous.end, before.start):
            return own
        before = previous
        is_one = previous.symbol == item.symbol and (item.symbol == PERCENT or counts_the_same(previous, item))
        if not is_one or is_in_aside(block, previous, item) or is_change(block.text, previous, rules) is not None:
            continue
        words = read_own_label(block, previous, blocks, rules).text
        if words.split(maxsplit=1)[:1] == [] or words.split(maxsplit=1)[0].casefold() != first:
            return own
        words = words.removesuffix(noun) if noun else words
        place = _said_at(words, rules)
        if place:
            return f"{name} {words[place:]}{noun}" if len(words[:place].split()) >= _MIN_NAME else own
    return own


def _said_at(words: str, rules: CompiledRules) -> int:
    """Where in words what is said of the thing begins that they open with; 0 where nothing is."""
    found = _HAS.search(words) or rules.cues["TWO_DEEDS"].search(words)
    return found.start() if found else 0


def _alone(words: str, rules: CompiledRules) -> regex.Match[str] | None:
    """The one of a class that words name, where they name nothing else."""
    if len(words.split()) > _MAX_OWN:
        return None
    lead = _LEAD.match(words)
    begin = lead.end() if lead else 0
    for place in _begins(words, begin):
        found = rules.cues["ONE_OF_CLASS"].match(words, place)
        if found is not None and found.end() == len(words):
            return found
    return None


def _begins(words: str, begin: int) -> Iterator[int]:
    """Where one of a class may begin in words: behind none, one or more of what may stand before it."""
    yield begin
    while (opening := _OPENING.match(words, begin)) is not None:
        begin = opening.end()
        yield begin


def _last_of(name: str, words: str, rules: CompiledRules) -> regex.Match[str] | None:
    """The last of a class that words name."""
    found = [match for match in rules.cues["ONE_OF_CLASS"].finditer(words) if match.lastgroup == name]
    return found[-1] if found else None
