"""Figures that go on like the one before: of the same measure for another office, or in the same words."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item
from extractors.label_contrasts import is_body, measure_contrasted
from extractors.label_suffixes import of_actor, replace_end, under_measure
from extractors.label_wholes import counts_the_same, is_in_aside
from extractors.label_words import ABOVE, IS_NAMED, MAX_FIGURES_BACK, put_before
from extractors.layout import Block
from extractors.own_labels import read_own_label
from extractors.rules_compiled import PERCENT, RATIO, CompiledRules
from extractors.stops import ASIDE, LIST_END, SENTENCE_END

_DENIED = regex.compile(r"(?:\S+\s){0,3}?(?:không|chưa)\s([^\s:]+\s[^:]+)")
_DENYING = regex.compile(r"(?i)(?<!\p{L})(?:không|chưa)\s")
_WHEN = regex.compile(r"(?i)\s(?:đến|tính đến|vào|trong|năm|tháng|quý|ngày)\s")
# How much of it the things before had (có tỷ lệ giải ngân dưới 30%) is not what others lack.
_BOUND = regex.compile(r"(?i)\s(?:dưới|trên|từ|đạt)\s[^,;]*\d")
_NOT = ("không", "chưa")
# A class has a short name, and no list of the reports read has more classes.
_MAX_CLASS = 4
_MAX_CLASSES = 8
# Words longer than this do not lean on those of the figure before.
_MAX_PARALLEL = 5


def measure_of_another(block: FigureBlock, item: Item, own: str, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The measure of an earlier share for the office that a share's own words name, else of the sentence before."""
    return _measure_beside(block, item, own, blocks, rules) or measure_contrasted(block, item, own, rules)


def _measure_beside(block: FigureBlock, item: Item, own: str, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The measure of an earlier share for the office that a share's own words name; empty where there is none.

    'tỷ lệ ký số của UBND các xã' of 'tỷ lệ ký số của các sở đạt 99%, UBND các xã đạt 98%'.
    """
    if item.symbol != PERCENT or not rules.cue_wholes["OFFICE_ALONE"].fullmatch(own):
        return ""
    previous = item
    for _ in range(MAX_FIGURES_BACK):
        before = block.neighbour(previous, -1)
        if before is None or SENTENCE_END.search(block.text, before.end, item.start):
            return ""
        previous = before
        words = read_own_label(block, before, blocks, rules).text
        is_passed = is_in_aside(block, before, item) or rules.cue_wholes["OFFICE_ALONE"].fullmatch(words)
        if is_passed or not words or rules.cue_wholes["BARE_LABEL"].fullmatch(words):
            continue
        if ";" in block.text[before.unit_end : item.start] and _DENYING.search(words):
            return ""  # xã không có nợ quá hạn; đơn vị có nợ là ...: what is said of others, denied
        found = rules.cues["MEASURE_OF_OFFICE"].match(words)
        if found is not None:
            return f"{found['measure']} {own}{found['said'] or ''}"
        if not _says_measure(words, rules):
            continue  # Sở Y tế 86%; huyện Hà 72%: another of those that something is measured of
        is_share = before.symbol in (PERCENT, RATIO) and own.split(maxsplit=1)[0] not in words.split()
        is_share = is_share and not is_body(words, rules)
        return put_before(words, own) if is_share else ""
    return ""


def _says_measure(words: str, rules: CompiledRules) -> bool:
    """Whether words say what is measured or done, and not only of whom."""
    if rules.cues["ACTING_BODY"].match(words):
        return rules.cues["INNER_MEASURE"].search(words) is not None
    return any(rules.cues[cue].search(words) for cue in ("MEASURE_HEAD", "INNER_MEASURE", "PREDICATE", "DEED"))


def like_previous(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Words that go on like those of the figure before: THCS mức độ 2, mức độ 3; hòa giải thành, không thành."""
    previous = block.neighbour(item, -1)
    if previous is not None and previous.symbol == PERCENT and item.symbol != PERCENT:
        previous = block.neighbour(previous, -1) or previous
    if previous is None or ABOVE in text or SENTENCE_END.search(block.text, previous.end, item.start):
        return text
    words = text.split(": ", maxsplit=1)[0].split()
    denied = _DENIED.match(ASIDE.sub("", text))
    if denied is not None:
        text += _left_out(denied[1].strip(), read_own_label(block, previous, blocks, rules).text)
    if not 2 <= len(words) <= _MAX_PARALLEL or IS_NAMED.match(text):
        return text
    if " ".join(words) not in block.text[previous.unit_end : item.start]:
        return text
    before = read_own_label(block, previous, blocks, rules).text.split(": ")[0].split()
    if not before:
        return text
    if words[0].casefold() in _NOT and words[1].casefold() in (before[-1].casefold(), before[0].casefold()):
        is_tail = words[1].casefold() == before[-1].casefold()
        rest = before[:-1] if is_tail else before[len(words) - 1 :]
        return " ".join([*rest, text] if is_tail else [*words, *rest])
    said, (own, stop, noun) = " ".join(before), text.partition(": ")
    is_other = item.unit is not None and previous.unit is not None and not counts_the_same(previous, item)
    measured = under_measure(said, own, rules) if item.symbol == previous.symbol else ""
    ended = ("" if is_other else replace_end(said, own)) or measured or of_actor(said, own, rules)
    return f"{ended}{stop}{noun}" if ended else text


def _left_out(words: str, before: str) -> str:
    """What stood behind the same words before (có dịch vụ Internet cố định, còn 3 bản chưa có dịch vụ)."""
    _, found, rest = before.partition(words)
    is_left = found and rest.startswith(" ") and not _WHEN.match(rest) and not _BOUND.match(rest)
    return rest if is_left else ""


def of_category(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """A class with what it is a class of, said before the first of them (xếp loại tốt 6, khá 9: xếp loại khá)."""
    noun = f": {item.unit.printed}" if item.unit and text.endswith(f": {item.unit.printed}") else ""
    head, stop, own = text.removesuffix(noun).rpartition(": ")
    is_class = item.symbol != PERCENT and 0 < len(own.split()) <= _MAX_CLASS and ABOVE not in text
    before = item
    for _ in range(_MAX_CLASSES if is_class and not rules.cues["DEED"].match(own) else 0):
        previous = block.neighbour(before, -1)
        if previous is None or LIST_END.search(block.text, previous.end, before.start):
            return text
        before = previous
        is_like = counts_the_same(item, previous) or item.unit is previous.unit is None
        words = read_own_label(block, previous, blocks, rules).text if is_like else ""
        category = rules.cues["CATEGORY"].match(words)
        if category is not None:
            is_said = category[1] in text or own.startswith(category[1].split()[-1])
            return text if is_said else f"{head}{stop}{category[1]} {own}{noun}"
        if previous.symbol != PERCENT and not is_like:
            return text
    return text


def is_beside(words: str, others: str) -> bool:
    """Whether words begin like those of the figure before, so that they stand beside these (cấp tỉnh, cấp huyện)."""
    one = words.split()
    parts = (part.split() for part in others.split(": "))
    return len(one) > 1 and any(len(other) > 1 and one[0].casefold() == other[0].casefold() for other in parts)


def names_another(text: str, measure: str, item: Item) -> bool:
    """Whether a figure counts things by their name beside what a measure counts (số máy in 141 máy, 21 máy quét)."""
    noun = text.partition(" ")[0]
    is_named = item.unit is not None and item.unit.printed.partition(" ")[0] == noun != text
    return is_named and len(measure.split()) <= _MAX_PARALLEL and f" {noun} " in measure and text not in measure
