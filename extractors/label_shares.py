"""Of what a share behind 'trong đó' speaks: of the share before, or of what is counted there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_heads import find_head
from extractors.label_parts import find_summed
from extractors.label_wholes import counted_before, counts_the_same, find_list_whole, find_whole, is_in_aside
from extractors.label_words import ABOVE, count_telling, put_below, shares_words
from extractors.layout import Block
from extractors.own_labels import WHAT_IS_LEFT, Label, read_own_label, words_after, words_before
from extractors.rules_compiled import PERCENT, RATIO, CompiledRules
from extractors.stops import ASIDE, LIST_END
from extractors.text import last_end

_EXTREME = regex.compile(
    r"(?i)(?:(?:trong đó|riêng),?\s)?(?:cao|thấp|nhiều|ít|lớn|nhỏ)\snhất\s(?:là|ở|tại|thuộc)(?!\p{L})"
)
# Words of a percent that say of what it is a share, and not what was measured.
_ONLY_BASE = regex.compile(
    r"(?i)(?:hoàn thành:?\s)?(?:(?P<base>(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|KH|DT)(?!\p{L})[^:›]*)"
    r"|trên\s(?P<base>(?:tổng )?số\s[^:›]*))"
)
_OPENS_PARTS = regex.compile(r"[:(](?=\s|\p{L})")
_WANTING = ("vượt", "thiếu", "hụt", "thừa")
_MAX_BACK = 6
# With so many syllables that name something words say all; of more words a whole is a sentence.
_TELLING_ALL = 8
_MAX_WHOLE = 12
# A whole that only its number tells is named in fewer.
_MAX_SUMMED = 6
# Of more words a share has a thing of its own.
_THIN_LABEL = 3


def whole_of_share(text: str, whole: Item | None, block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole of a share with these words: none of a share whose own things are named, or behind a semicolon."""
    if whole is None:
        stated = find_whole(block, item)
        if stated is None or stated.symbol == PERCENT or is_in_aside(block, stated, item):
            return None
        if rules.cues["OF_WHICH"].search(ASIDE.sub("", block.text[stated.unit_end : item.start])) is None:
            return None
        return None if is_change(block.text, stated, rules) is not None else stated
    if whole.symbol != PERCENT or len(text.split()) <= _THIN_LABEL:
        return whole
    is_apart = ";" in block.text[whole.unit_end : item.start] or words_after(block, item, rules)[1] != ""
    return None if is_apart else whole


def below_denominator(
    label: Label, whole: Item | None, block: FigureBlock, part: Item, blocks: Sequence[Block], rules: CompiledRules
) -> Label:
    """The words of a share below what its whole counts, which an earlier clause says (giải quyết 9 đơn, đúng hạn 8)."""
    if whole is None or whole.symbol == RATIO or whole.start >= part.start:
        return label
    words = ASIDE.sub("", read_own_label(block, whole, blocks, rules).text).strip()
    is_name = len(words.split()) <= _MAX_WHOLE and (whole.unit is None or words != whole.unit.printed)
    return _put_behind_head(words, label, block, part, rules) if is_name else label


def below_summed(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """The words of a figure below those of the whole that it and others of its sentence add up to."""
    whole = find_summed(block, item, rules)
    if whole is None:
        return label
    words = read_own_label(block, whole, blocks, rules).text
    if not _is_parted(words, block, whole, rules):
        return label
    noun = f": {whole.unit.printed}" if whole.unit and whole.unit.printed else ""
    is_name = len(words.removesuffix(noun).split()) <= _MAX_SUMMED
    if item.unit is not None and whole.unit is not None and item.unit.printed == whole.unit.printed:
        words = words.removesuffix(noun)
    is_name = is_name and not rules.cue_wholes["BARE_LABEL"].fullmatch(words)
    return _put_behind_head(words, label, block, item, rules) if is_name and ABOVE not in words else label


def _is_parted(words: str, block: FigureBlock, whole: Item, rules: CompiledRules) -> bool:
    """Whether what follows a figure says of its things: behind a colon, a bracket, 'gồm', by a verb, or of a deed.

    A member of a list is no whole of the next ones, whatever they add up to (quốc lộ 58, tỉnh lộ 37, đường xã 16, ..).
    """
    following = block.neighbour(whole, 1)
    between = block.text[whole.unit_end : following.start] if following is not None else ""
    if _OPENS_PARTS.search(between) or rules.cues["OF_WHICH"].search(between):
        return True
    if find_list_whole(block, whole, rules) is not None:
        return False
    left = words_before(block, following, rules)[1].strip(" ,;") if following is not None else ""
    is_deed = rules.cues["DEED"].search(words) is not None
    return is_deed or rules.cues["ELLIPTIC"].match(left) is not None


def _put_behind_head(words: str, label: Label, block: FigureBlock, item: Item, rules: CompiledRules) -> Label:
    """The last words of a label below others, which stand behind the head of both; a full name has nothing above."""
    head = find_head(block, item, rules)
    above, stop, own = label.text.rpartition(ABOVE)
    if head is not None and own.startswith(f"{head.topic}: "):
        above, stop, own = f"{above}{stop}{head.topic}", ": ", own.removeprefix(f"{head.topic}: ")
    words = words.removeprefix(f"{head.topic}: ") if head is not None else words
    is_said = count_telling(words, rules) > 0 or rules.cues["DEED"].match(words) is not None
    is_beside = own.casefold().split()[:2] == words.casefold().split()[:2]
    if not is_said or is_beside or _says_all(own, rules) or shares_words(words, label.text):
        return label
    text = put_below(words, own)
    if text == own:
        return label
    event = f"{label.event}{ABOVE}{words}" if label.event and above == label.event else words
    return replace(label, text=f"{above}{stop}{text}", event=event)


def _says_all(own: str, rules: CompiledRules) -> bool:
    if WHAT_IS_LEFT in own:
        return False
    return count_telling(own, rules) >= _TELLING_ALL or rules.cues["MEASURE_HEAD"].match(own) is not None


def whole_of_extreme(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """Of what the highest or lowest is one: the level before, of its kind (trực tuyến 49%, cao nhất là đất đai 74%)."""
    if _EXTREME.match(text) is None:
        return None
    begin = last_end(LIST_END, block.text, 0, item.start)
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_BACK) : position]):
        if other.start < begin:
            return None
        is_kind = other.symbol == item.symbol and (item.symbol == PERCENT or counts_the_same(other, item))
        if not is_kind or is_in_aside(block, other, item) or is_change(block.text, other, rules) is not None:
            continue
        if _EXTREME.match(words_before(block, other, rules)[1].strip()) is None:
            return other
    return None


def find_planned(label: Label, block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[Item, str] | None:
    """The amount of whose plan or base a percent with no other words is a share, and that base behind 'trên'.

    Hoàn thành 99% kế hoạch; đạt 34% trên số phải thu; đạt 121% dự toán giao và bằng 94% so với năm trước (no base).
    """
    if item.symbol != PERCENT or (base := _ONLY_BASE.fullmatch(label.text)) is None:
        return None
    if label.lead.rpartition(" ")[2] in _WANTING:
        return None
    counted, previous = counted_before(block, item), block.neighbour(item, -1)
    if counted is None or previous is None:
        return None
    if label.start >= item.quote_start or words_after(block, item, rules)[1]:
        return counted, f" trên {base['base']}"
    is_of_previous = previous.symbol == PERCENT and rules.cues["COMPARED_PLAN"].match(block.text, previous.end)
    return (counted, "") if is_of_previous else None
