"""What bare deeds, amounts and casualties speak of: the event or deed that their bullet names before them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_subjects import PREPOSITIONS, is_average_of_all
from extractors.label_wholes import counts_the_same, find_counted, find_list_whole, is_in_aside
from extractors.label_words import ABOVE, LEADING_TIME, count_telling
from extractors.layout import Block
from extractors.own_labels import read_own_label, words_before
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import ASIDE, LIST_END, SENTENCE_END
from extractors.text import last_end

_HURT = regex.compile(r"(?i)\b(?:chết|bị thương|mất tích|tử vong)$")
# What a figure before says of the next one, or of the sum behind it.
_TRAILING = regex.compile(r"\s(?:làm|thuộc|tại|của|với|(?<!tặng )cho|và|thu hút|có|(?<!(?:đất|nhà|chỗ|nơi) )ở)$")
_ROW = ("", "và", "cùng")
_MAX_BACK = 8
# A deed is told in one sentence, and what came of it there or in the next.
_MAX_STOPS = 1
_MAX_EVENT = 80
# So many where one clause names it (liên thông đăng ký khai sinh - cấp thẻ BHYT cho trẻ em dưới 6 tuổi).
_MAX_LONG_EVENT = 120
# So many syllables that name something name an event.
_TELLING_EVENT = 2
# What came of an event has a noun of so few.
_TELLING_RESULT = 4


def find_event(
    text: str, is_led: bool, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """The event or deed of which words speak that are a bare deed, an amount or say who was hurt; else nothing."""
    if item.symbol == PERCENT or is_change(block.text, item, rules) is not None:
        return ""
    first, stop, tail = text.partition(ABOVE)
    if stop:
        is_amount_of = rules.cues["ATTRIBUTE"].match(tail) is not None
        before = block.neighbour(item, -1)
        if not is_amount_of or before is None or not _leans(first, before, rules):
            return ""
    elif count_telling(text.rpartition(": ")[0], rules) if is_led else not _leans(first, item, rules):
        return ""
    counted = find_counted(block, item)
    if counted is not None and is_average_of_all(block, counted, item):
        return ""
    attribute = rules.cues["ATTRIBUTE"].match(first) if is_led and not stop else None
    is_long = attribute is not None and attribute.end() < len(first)
    event = _event_before(block, item, is_led and not stop, 0 if is_long else _MAX_STOPS, blocks, rules)
    return event if event.casefold() not in text.casefold() else ""


def _leans(words: str, item: Item, rules: CompiledRules) -> bool:
    """Whether words say what was done with things that they do not name (đã giải ngân; xử phạt: trường hợp)."""
    if rules.cues["CASUALTY"].match(words):
        return True
    head, stop, noun = words.partition(": ")
    if stop and (item.unit is None or not item.unit.printed or not noun.startswith(item.unit.printed)):
        return False
    result = rules.cues["RESULT_DEED"].match(words)
    if result is not None:
        return "," not in words and count_telling(words[result.end() :], rules) <= _TELLING_RESULT
    deed = rules.cues["LEANING_DEED"].match(head)
    return deed is not None and count_telling(f"{head[deed.end() :]} {noun}", rules) < _TELLING_EVENT


def _event_before(
    block: FigureBlock, item: Item, is_amount: bool, max_stops: int, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """The words of the nearest figure before that name a deed, a thing or an event of their own."""
    before, stops = item, 0
    beside: Item | None = None
    for _ in range(_MAX_BACK):
        previous = block.neighbour(before, -1)
        if previous is None:
            return ""
        stops += SENTENCE_END.search(block.text, previous.unit_end, before.start) is not None
        if stops > max_stops:
            return ""
        before = previous
        if _is_passed(block, previous, item, is_amount, rules):
            continue
        own = read_own_label(block, previous, blocks, rules)
        if own.lead in PREPOSITIONS or _leans_itself(own.text, rules):
            continue
        is_nameless = previous.unit is not None and previous.unit.is_classifier
        if is_nameless and previous.unit is not None and own.text.startswith(previous.unit.printed):
            continue
        telling = count_telling(own.text, rules)
        is_far = not is_amount and LIST_END.search(block.text, previous.unit_end, item.start) is not None
        if is_far and not _is_occasion(own.text, previous, rules):
            continue
        if beside is not None and not counts_the_same(beside, previous):
            continue
        if _is_sibling(own.text, block, previous, item, rules):
            beside = previous
            continue
        if telling >= _TELLING_EVENT or (is_amount and telling):
            return _shorten(own.text, rules)
        is_counted = item.unit is not None and item.unit.kind == "count"
        if not is_amount and is_counted and counts_the_same(previous, item):
            return ""
    return ""


def _is_sibling(words: str, block: FigureBlock, previous: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether a deed before another came of one event with it: an earlier figure of their unit names that event.

    'xử phạt' of 'xảy ra 7 vụ bạo lực gia đình, đã hòa giải 5 vụ, xử phạt 2 vụ'.
    """
    is_counted = previous.unit is not None and previous.unit.kind == "count"
    is_same = is_counted and (item.unit is None or counts_the_same(previous, item))
    if not is_same or not rules.cues["DEED"].match(words):
        return False
    if _is_occasion(words, previous, rules):
        return False
    before = block.items[: block.position_of(previous)]
    begin = last_end(SENTENCE_END, block.text, 0, previous.start)
    return any(other.start >= begin and counts_the_same(other, previous) for other in before)


def _is_occasion(words: str, item: Item, rules: CompiledRules) -> bool:
    """Whether words name what others came of; of a deed the noun counted does not (tạm đình chỉ điều tra 4 vụ)."""
    if item.unit is not None and item.unit.printed and rules.cues["DEED"].search(words):
        words = words.removesuffix(f": {item.unit.printed}")
    return rules.cues["OCCASION"].search(words) is not None


def _leans_itself(words: str, rules: CompiledRules) -> bool:
    """Whether words are an amount, say who was hurt, or what was done with things counted before."""
    is_result = any(rules.cues[cue].match(words) for cue in ("ATTRIBUTE", "CASUALTY", "LEANING_DEED", "RESULT_DEED"))
    return is_result or rules.cues["RESULT_WORD"].match(words) is not None or _HURT.search(words) is not None


def _is_passed(block: FigureBlock, previous: Item, item: Item, is_amount: bool, rules: CompiledRules) -> bool:
    """Whether a figure is none that others speak of: a share, a change, in a bracket, or a member of a list."""
    if previous.symbol == PERCENT or is_in_aside(block, previous, item):
        return True
    if is_change(block.text, previous, rules) is not None:
        return True
    if is_amount:
        return False
    other = block.neighbour(previous, -1)
    left = words_before(block, previous, rules)[1].strip(" /")
    is_in_row = other is not None and not SENTENCE_END.search(block.text, other.unit_end, previous.start)
    if is_in_row and left in _ROW:
        return True
    whole = find_list_whole(block, previous, rules)
    if whole is None:
        return False
    is_part = previous.unit is not None and previous.unit.kind == "count" and counts_the_same(previous, item)
    return is_part or whole is not find_list_whole(block, item, rules)


def _shorten(words: str, rules: CompiledRules) -> str:
    """An event without the time before it; of a sentence its last deed."""
    words = _TRAILING.sub("", ASIDE.sub("", LEADING_TIME.sub("", words))).replace("  ", " ")
    is_clause = "," not in words.partition(": ")[0]
    if len(words) <= (_MAX_LONG_EVENT if is_clause else _MAX_EVENT):
        return words
    tails = (words[match.start() :] for match in rules.cues["DEED"].finditer(words))
    return next((tail for tail in tails if len(tail) <= _MAX_EVENT), "")
