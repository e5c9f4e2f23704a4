"""Of what figure before it a figure speaks: the first telling one of its sentence, of an amount the nearest."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_lists import deed_of_row
from extractors.label_wholes import counts_the_same, find_counted, find_whole_before, is_in_aside
from extractors.label_words import IS_NAMED, SUM, count_telling, put_below, shares_words
from extractors.layout import Block
from extractors.own_labels import WHAT_IS_LEFT, counts_holders, read_own_label
from extractors.rules_compiled import PERCENT, RATIO, CompiledRules
from extractors.stops import LIST_END, SENTENCE_END

_STOP = regex.compile(r"[.;:()]")
_ACRONYM = regex.compile(r"\b\p{Lu}{4,}\b")
# Words that lead from one figure to what it has or is for.
PREPOSITIONS = ("với", "cho", "về", "tại", "ở", "của")
# What leads from an event to what it did to others (12 công trình bị hỏng làm 870 hộ thiếu nước).
_WITHIN = "thuộc"
CAUSING = ("làm", "khiến", "gây")
_MAX_SUBJECT_BACK = 8
_MAX_SUBJECT = 80
# So many syllables that name something name a measure.
_TELLING_MEASURE = 2
_TELLING_SUM = 4


def is_led(text: str, lead: str, rules: CompiledRules) -> bool:
    """Whether a figure says how much the one before it came to (với 1.240 hộ tham gia; năng suất 52 tạ/ha)."""
    own = text.rpartition(": ")[2]
    attribute = rules.cues["ATTRIBUTE"].match(own)
    if attribute is None:
        return lead in PREPOSITIONS
    enough = _TELLING_MEASURE if own.casefold().startswith("bình quân") else _TELLING_SUM
    return attribute.end() == len(own) or count_telling(own, rules) < enough


def put_below_subject(subject: str, text: str, is_led: bool) -> str:
    """The words below their subject, behind a head that both have."""
    head, stop, own = text.rpartition(": ")
    if not is_led or not stop:
        return put_below(subject, text)
    if not subject or subject.casefold() in head.casefold() or subject.endswith(head):
        return text
    subject = subject if shares_words(head, subject) else subject.removeprefix(f"{head.partition(': ')[0]}: ")
    return put_below(subject, own) if shares_words(head, subject) else f"{head}: {put_below(subject, own)}"


def subject_before(
    block: FigureBlock, item: Item, text: str, is_led: bool, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """What the first telling figure of the sentence speaks of; of an amount (số tiền) the nearest one."""
    own = _without_unit(text, item)
    is_named = bool(IS_NAMED.match(text) or SUM.match(text) or text[:1].isupper()) or own == WHAT_IS_LEFT
    if not is_led and (is_named or count_telling(own, rules)):
        return ""
    is_with = is_led and not rules.cues["ATTRIBUTE"].match(own.rpartition(": ")[2])
    of_row = _deed_of_amount(block, item, rules) if is_led and not is_with else ""
    if of_row:
        return of_row
    is_of_nearest = "," not in block.text[max(0, item.start - _MAX_SUBJECT) : item.start].rpartition("với ")[2]
    if is_led and not is_with and not is_of_nearest and SUM.match(own.rpartition(": ")[2]):
        whole = find_whole_before(block, item, rules)
        if whole is not None:
            return read_own_label(block, whole, blocks, rules).text
    counted = find_counted(block, item)
    if counted is not None and is_average_of_all(block, counted, item):
        return ""
    if counted is not None and counted is not block.neighbour(item, -1):
        return read_own_label(block, counted, blocks, rules).text
    found = _find_subject(block, item, text, is_led, blocks, rules)
    head, stop, _ = found.partition(":")
    is_of_intro = is_led and bool(stop) and text.partition(":")[0] == head
    return "" if text.startswith(head) and not is_of_intro else found


def _find_subject(
    block: FigureBlock, item: Item, text: str, is_led: bool, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """The words of the first figure before that may be spoken of; of an amount those of the nearest.

    Where the clause of an amount counts things, it is of these and of none behind the semicolon.
    """
    is_near = is_led or (counts_holders(item) and item.unit is not None and text == item.unit.printed)
    before, found = item, ""
    beside: Item | None = None
    for _ in range(_MAX_SUBJECT_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or (found and is_near):
            break
        if SENTENCE_END.search(block.text, previous.end, before.start):
            break
        if (beside is not None or not is_led) and LIST_END.search(block.text, previous.end, before.start):
            return found if beside is None or found else read_own_label(block, beside, blocks, rules).text
        is_level = previous.symbol != PERCENT and not is_change(block.text, previous, rules)
        words = _words_of_subject(block, previous, item, text, is_led, blocks, rules) if is_level else ""
        if words and is_led and _is_for_both(block, previous, item):
            other = block.neighbour(previous, -1)
            both = read_own_label(block, other, blocks, rules).text if other else ""
            words = f"{both} và {words}" if both and len(both) + len(words) <= _MAX_SUBJECT else words
        found = words or found
        before = previous
        is_beside = is_led and is_level and _counts_things(previous) and not is_in_aside(block, previous, item)
        beside = previous if is_beside and beside is None else beside
    return found


def is_average_of_all(block: FigureBlock, counted: Item, item: Item) -> bool:
    """Whether a rate is of all of which the clause before counts a part (62/80 xã đạt; bình quân 18 tiêu chí/xã)."""
    return counted.symbol == RATIO and LIST_END.search(block.text, counted.unit_end, item.start) is not None


def _counts_things(item: Item) -> bool:
    """Whether a figure counts things, and is no amount of them."""
    return item.unit is not None and item.unit.kind == "count"


def _is_for_both(block: FigureBlock, nearest: Item, item: Item) -> bool:
    """Whether an amount behind two counts of one unit is for both (xây 5 nhà, sửa 7 nhà, tổng số tiền 265 triệu)."""
    other = block.neighbour(nearest, -1)
    if other is None or nearest is not block.neighbour(item, -1) or not counts_the_same(other, nearest):
        return False
    between = block.text[other.unit_end : nearest.start]
    lead = block.text[nearest.unit_end : item.start]
    is_joined = _STOP.search(between) is None and (" và " in between or "tổng" in lead.casefold())
    return is_joined and item.unit is not None and item.unit.kind == "money"


def _words_of_subject(
    block: FigureBlock,
    previous: Item,
    item: Item,
    text: str,
    is_led: bool,
    blocks: Sequence[Block],
    rules: CompiledRules,
) -> str:
    """The words of an earlier figure where they name something that a figure may speak of."""
    if is_in_aside(block, previous, item):
        return ""
    own = read_own_label(block, previous, blocks, rules)
    telling = count_telling(own.text, rules)
    if not is_led:
        if counts_the_same(item, previous) and text.split(maxsplit=1)[:1] == own.text.split(maxsplit=1)[:1]:
            return ""  # both are members of one list (cấp Trung ương 14 hộ, cấp tỉnh 146 hộ)
        is_other = rules.cues["DEED"].match(text) is not None and not counts_the_same(item, previous)
        is_telling = telling >= _TELLING_MEASURE or _ACRONYM.search(own.text) is not None
        return own.text if is_telling and not is_other and len(own.text) <= _MAX_SUBJECT else ""
    is_with = not rules.cues["ATTRIBUTE"].match(_without_unit(text, item).rpartition(": ")[2])
    is_telling = telling >= _TELLING_MEASURE or is_with or rules.cues["DEED"].match(own.text) is not None
    is_passed = (is_with and own.lead in (*PREPOSITIONS, _WITHIN)) or rules.cues["ATTRIBUTE"].match(
        own.text.rpartition(": ")[2]
    ) is not None
    if is_passed or not is_telling or len(own.text) > _MAX_SUBJECT:
        return ""
    if telling >= _TELLING_MEASURE:
        return own.text
    return put_below(subject_before(block, previous, own.text, False, blocks, rules), own.text)


def _without_unit(text: str, item: Item) -> str:
    return text.removesuffix(f": {item.unit.printed}") if item.unit else text


def _deed_of_amount(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What was done with a row of things of which an amount of money is the sum (mua 5 máy, 24 bộ, kinh phí ..)."""
    previous = block.neighbour(item, -1)
    is_money = item.unit is not None and item.unit.kind == "money"
    return deed_of_row(block, previous, rules) if is_money and previous is not None else ""
