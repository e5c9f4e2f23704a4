"""Of which other figure a figure is a part: the one before its bracket, before 'trong đó' or 'gồm'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import regex

from extractors.items import FigureBlock, Item, is_change, once_per_figure
from extractors.label_words import MAX_CLAUSE, MAX_FIGURES_BACK, count_telling
from extractors.layout import Block
from extractors.own_labels import strip_words, words_after, words_before
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.stops import ASIDE, LIST_END, PHRASE_END, SENTENCE_END
from extractors.text import find_close, last_end

_OF_WHICH = regex.compile(r"(?i)\b(?:trong đó|bao gồm|gồm(?: có)?|chia ra|(?:cụ thể|như sau)(?=\s?:))\b")
# What follows names the parts, and whatever else is said of each.
_AS_FOLLOWS = regex.compile(r"(?i)cụ thể|như sau")
# A number of things, not of a month, a year or a paper.
_FIRST_NUMBER = regex.compile(
    r"(?i)(?<!(?:tháng|năm|quý|ngày|số|thứ)\s)(?<!\S)\d[\d.,]*(?:/\d[\d.,]*)?(?=\s\p{Ll})(?!\s(?:tháng|năm|ngày))"
)
_DIGIT = regex.compile(r"\d")
# What is counted beside a whole and its parts.
_BESIDES = regex.compile(r"(?i)\b(?:ngoài ra|bên cạnh đó|ngoài số (?:trên|này|đó))\b")
_SEMICOLON = regex.compile(r";(?=\s)")
_ANY_STOP = regex.compile(r"[,;:.()]")
_STOP_INSIDE = regex.compile(r"[;:.](?=\s)")
_CLAUSE_STOP = regex.compile(r"[,;](?=\s)")
# No list of the reports read has more parts.
_MAX_LISTED = 30
_MAX_PARTED_BACK = 14
_MAX_SUBJECT_BACK = 8
_MAX_SUBJECT = 80
# So many syllables that name something name what a share is of.
_TELLING = 2


@once_per_figure
def find_whole(block: FigureBlock, item: Item) -> Item | None:
    """The figure before 'trong đó' or 'gồm' in the sentence of a figure that stands behind it."""
    floor = last_end(SENTENCE_END, block.text, 0, item.start)
    cue = max((m.start() for m in _OF_WHICH.finditer(block.text, floor, item.start)), default=floor)
    before = (i for i in reversed(block.items) if floor <= i.start < cue)
    whole = next(before, None)
    return None if whole is None or ";" in block.text[whole.unit_end : item.start] else whole


@once_per_figure
def find_list_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The figure whose part a figure is: the one before the bracket it stands in, else before 'trong đó' or 'gồm'.

    Neither a share, nor what an aside says is such a whole; what an aside parts ends with it.
    """
    text = block.text
    window = max(0, item.start - 2 * MAX_CLAUSE)
    floor = last_end(SENTENCE_END, text, window, item.start)
    asides = [match.span() for match in ASIDE.finditer(text, floor, item.start)]
    opened = text.rfind("(", floor, item.start)
    is_inside = opened >= 0 and ")" not in text[opened : item.start]
    found = (match.start() for match in _OF_WHICH.finditer(text, floor, item.start))
    cues = [at for at in found if not any(start <= at < end for start, end in asides)]
    cue = max(cues, default=-1)
    if is_inside and any(opened < other.start < cue for other in block.items):
        is_inside, floor = False, opened
    cue = opened if is_inside else cue
    if not is_inside and cue >= 0 and _list_ended(block, item, cue, asides, rules):
        return None
    position = block.position_of(item)
    wholes: list[Item] = []
    nearest = item
    for other in reversed(block.items[max(0, position - _MAX_LISTED) : position]):
        is_ended = wholes and ";" in text[other.unit_end : nearest.start]
        if other.start < floor or is_ended or (is_inside and _STOP_INSIDE.search(text, other.unit_end, opened)):
            break
        is_before = other.start < cue and other.unit_end <= cue
        is_aside = any(start <= other.start < end for start, end in asides)
        if not is_before or is_aside:
            continue
        if _may_be_whole(block, item, other, is_inside, rules):
            wholes.append(other)
            nearest = other
        elif is_inside and _is_named(block, other, rules):
            break
    whole = _choose_whole(block, item, wholes, cue, is_inside) if wholes else None
    if whole is None or is_inside or _AS_FOLLOWS.match(text, cue) is None:
        return whole
    is_part = item.unit is None or counts_of(item, whole)
    return whole if is_part and not _is_cut(block, whole) else None


def _choose_whole(block: FigureBlock, item: Item, wholes: Sequence[Item], cue: int, is_inside: bool) -> Item:
    """Of what stands before a list, nearest first, what a member is a part of: what is counted in its unit.

    Of a bare number what its list adds up to (16 đồng chí với số tiền 9,8 tỷ đồng (nghỉ hưu 11, thôi việc 05));
    things counted are no part of an amount (1.094 người với số tiền 1,9 tỷ đồng; trong đó thương binh 318 người).
    """
    if item.symbol == PERCENT:
        return wholes[0]
    if item.unit is None:
        position = block.position_of(item)
        end = SENTENCE_END.search(block.text, item.end)
        close = find_close(block.text, cue + is_inside, end.start() if end else len(block.text))
        around = block.items[max(0, position - _MAX_LISTED) : position + _MAX_LISTED]
        listed = [other for other in around if cue < other.start < close]
        total = sum(other.value for other in listed)
        summed = next((whole for whole in wholes if whole.value == total), None)
        alike = (whole for whole in wholes if any(counts_the_same(other, whole) for other in listed))
        return summed or next(alike, wholes[0])
    if is_inside and item.unit.kind != "count":
        return wholes[0]
    of_unit = next((whole for whole in wholes if counts_the_same(item, whole)), None)
    counted = (whole for whole in wholes if whole.unit is not None and whole.unit.kind == item.unit.kind)
    return of_unit or next(counted, wholes[0])


def _is_named(block: FigureBlock, share: Item, rules: CompiledRules) -> bool:
    """Whether a share has words of its own, so that a bracket behind it speaks of these."""
    return share.symbol == PERCENT and count_telling(words_before(block, share, rules)[1], rules) >= _TELLING


def _is_cut(block: FigureBlock, other: Item) -> bool:
    """Whether a number stands in the name of a figure, of which only the end is read (qua 4 tổ chức hội là 521 tỷ)."""
    before = block.neighbour(other, -1)
    return before is not None and _ANY_STOP.search(block.text, before.unit_end, other.start) is None


def _list_ended(
    block: FigureBlock, item: Item, cue: int, asides: Sequence[tuple[int, int]], rules: CompiledRules
) -> bool:
    """Whether a figure stands behind the end of a list of parts.

    A list ends before a later part that is more than the whole, and before what is counted besides (ngoài ra ...);
    behind a semicolon also before another unit, and before a clause with its own verb (trong đó cũ 32 vụ, mới 182 vụ;
    đã ...).
    """
    text = block.text
    is_besides = _BESIDES.search(text, last_end(_CLAUSE_STOP, text, cue, item.start), item.start) is not None
    position = block.position_of(item)
    around = block.items[max(0, position - _MAX_LISTED) : position]
    outside = [o for o in around if not any(start <= o.start < end for start, end in asides)]
    before = (o for o in reversed(outside) if o.unit_end <= cue and o.symbol != PERCENT)
    whole = next((other for other in before if is_change(text, other, rules) is None), None)
    parts = [other for other in outside if other.start > cue]
    is_past = whole is not None and any(_is_more(block, other, whole, rules) for other in (*parts, item)[1:])
    if is_besides or is_past:
        return True
    stop = next((at.start() for at in _SEMICOLON.finditer(text, cue, item.start) if not _holds(asides, at.start())), -1)
    if stop < 0:
        return False
    listed = [other for other in parts if other.start < stop and other.symbol != PERCENT]
    if whole is not None and _parts_another(item, whole, listed):
        return True
    return _opens_another(block, item, whole, listed, max(cue, 0), rules)


def _opens_another(
    block: FigureBlock, item: Item, whole: Item | None, listed: Sequence[Item], cue: int, rules: CompiledRules
) -> bool:
    """Whether the clause of a figure behind a semicolon says something else than the list of parts before it.

    A deed of its own thing does, where the parts are no deeds (trong đó lúa 420 ha; trồng mới 9 ha chè).
    """
    begin = last_end(LIST_END, block.text, cue, item.start)
    is_summed = whole is not None and sum(other.value for other in listed) == whole.value
    if is_summed and _stands_beside_sum(block, item, listed, begin, rules):
        return True
    words = block.text[begin : item.start].lstrip()
    is_deed = rules.cues["DEED"].match(words) is not None
    if not is_deed and not rules.cues["CLAUSE_VERB"].match(words):
        return False
    first = block.items[bisect_left(block.starts, begin)]
    if first is not item and whole is not None and _is_too_much(block, whole, (*listed, first), rules):
        return True
    if is_deed and listed and _names_thing(block, item, whole, rules):
        of_parts = (words_before(block, other, rules)[1].strip(" ,;") for other in listed)
        if not any(rules.cues["DEED"].match(own) for own in of_parts):
            return True
    pairs = pairwise(listed)
    return any(counts_the_same(one, other) or one.unit is other.unit is None for one, other in pairs)


def _stands_beside_sum(
    block: FigureBlock, item: Item, listed: Sequence[Item], begin: int, rules: CompiledRules
) -> bool:
    """Whether a clause behind parts that add up to their whole counts no part: what is wanting, or in a new form.

    'trong đó đang học 24 em, đã học xong 11 em; 6 em chưa đăng ký': the parts are named before their number.
    """
    first = block.items[bisect_left(block.starts, begin)]
    lead = strip_words(block.text[begin : first.start], rules)
    if rules.cues["WANTING"].match(lead):
        return True
    is_turned = not lead and all(count_telling(words_before(block, other, rules)[1], rules) for other in listed)
    return is_turned and count_telling(words_after(block, item, rules)[1], rules) >= _TELLING


def _names_thing(block: FigureBlock, item: Item, whole: Item | None, rules: CompiledRules) -> bool:
    """Whether a figure says itself what it counts: in words behind it, or by another unit than the whole."""
    is_other = whole is not None and _counts_another(item, whole)
    return is_other or count_telling(words_after(block, item, rules)[1], rules) >= _TELLING


def _parts_another(item: Item, whole: Item, listed: Sequence[Item]) -> bool:
    """Whether the first part of a list is of its whole, and a figure behind it has the unit of neither nor any part."""
    first = listed[0] if listed else None
    is_part = first is None or first.unit is None or counts_the_same(first, whole) or _is_short_for(first, whole)
    return _counts_another(item, whole) and is_part and not any(counts_the_same(item, other) for other in listed)


def _is_short_for(part: Item, whole: Item) -> bool:
    """Whether a part counts by the beginning of its whole's noun (31 tổ hợp tác, trong đó 22 tổ khá)."""
    one, other = (unit.printed.casefold() if unit else "" for unit in (part.unit, whole.unit))
    return bool(one) and other.startswith(f"{one} ")


def _is_more(block: FigureBlock, part: Item, whole: Item, rules: CompiledRules) -> bool:
    """Whether a figure is no part of another of its unit, as it is more."""
    is_count = part.symbol == whole.symbol == COUNT and counts_the_same(part, whole) and part.value > whole.value
    return is_count and is_change(block.text, part, rules) is None


def _is_too_much(block: FigureBlock, whole: Item, parts: Sequence[Item], rules: CompiledRules) -> bool:
    """Whether figures together are more than the whole, so that the last of them is no part of it."""
    alike = (o for o in parts if o.symbol == COUNT and counts_the_same(o, whole))
    return sum(o.value for o in alike if is_change(block.text, o, rules) is None) > whole.value


def _counts_another(item: Item, whole: Item) -> bool:
    """Whether a figure is printed with another unit than the whole before it."""
    return item.unit is not None and bool(item.unit.printed) and not counts_the_same(item, whole)


def _holds(asides: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in asides)


def counts_the_same(one: Item, other: Item) -> bool:
    """Whether two figures have one unit."""
    return one.unit is not None and other.unit is not None and one.unit.unit == other.unit.unit


def counts_of(part: Item, whole: Item) -> bool:
    """Whether a figure has the unit of another, or the word it begins with (236 lượt công dân: tại trụ sở 52 lượt)."""
    if part.unit is None or whole.unit is None:
        return False
    is_of = part.unit.printed and whole.unit.printed.startswith(f"{part.unit.printed} ")
    return counts_the_same(part, whole) or bool(is_of)


def _may_be_whole(block: FigureBlock, item: Item, other: Item, is_inside: bool, rules: CompiledRules) -> bool:
    """Whether a figure may be the whole of one behind it: of a percent one of its kind (tăng 12%, trong đó ...)."""
    is_changed = is_change(block.text, other, rules) is not None
    if item.symbol != PERCENT:
        return other.symbol != PERCENT and (is_inside or not is_changed)
    if is_inside and not is_changed:
        return True
    return other.symbol == PERCENT and is_changed == (is_change(block.text, item, rules) is not None)


def words_of_bracket(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What stands before the bracket of a figure whose whole is no figure of its own (Tổng số sinh 356 (nam 184))."""
    window = max(0, item.start - MAX_CLAUSE)
    opened = block.text.rfind("(", window, item.start)
    if opened < 0 or ")" in block.text[opened : item.start] or item.symbol == PERCENT:
        return ""
    words = strip_words(PHRASE_END.split(block.text[window:opened])[-1].strip(" -+*").rstrip("0123456789.,% "), rules)
    return words if len(words) <= _MAX_SUBJECT and not _DIGIT.search(words) else ""


def before_aside(block: FigureBlock, other: Item, item: Item) -> Item:
    """A figure, or the one before the bracket that holds it and closes before another (803 việc (…), đạt 71%)."""
    if not is_in_aside(block, other, item):
        return other
    opened = block.text.rfind("(", 0, other.start)
    outer = next((before for before in reversed(block.items[: block.position_of(other)]) if before.end <= opened), None)
    is_near = outer is not None and not PHRASE_END.search(block.text, outer.unit_end, opened)
    return outer if outer is not None and is_near else other


def is_in_aside(block: FigureBlock, other: Item, item: Item) -> bool:
    """Whether a figure stands in a bracket that closes before another."""
    between = block.text[other.unit_end : item.start]
    closed = between.find(")")
    return closed >= 0 and "(" not in between[:closed]


def find_parted(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The figure of an earlier sentence that that of a figure parts (... 3.905 triệu USD. Trong đó, dệt may ...)."""
    window = max(0, item.start - MAX_CLAUSE)
    begin = last_end(SENTENCE_END, block.text, window, item.start)
    if begin <= window or not rules.cues["PARTS_AGAIN"].match(block.text, begin):
        return None
    position = bisect_left(block.starts, begin)
    first = next((other for other in block.items[position:] if other.symbol != PERCENT), item)
    levels = [
        other
        for other in block.items[max(0, position - _MAX_PARTED_BACK) : position]
        if other.symbol in (COUNT, RATIO) and _may_hold(block, other, first, rules)
    ]
    return _find_summed(block, levels, first, position) if levels else None


def _find_summed(block: FigureBlock, levels: Sequence[Item], first: Item, position: int) -> Item:
    """Of several levels the one that the parts add up to, else the first of the last clause."""
    end = SENTENCE_END.search(block.text, first.start)
    stop = end.start() if end else len(block.text)
    parts = [other.value for other in block.items[position:] if other.end <= stop and counts_the_same(other, first)]
    floor = last_end(LIST_END, block.text, 0, levels[-1].start)
    last = next(other for other in levels if other.start >= floor)
    return next((other for other in levels if other.value == sum(parts)), last)


def _may_hold(block: FigureBlock, other: Item, part: Item, rules: CompiledRules) -> bool:
    """Whether a figure may be the whole of a part: of its unit, not less, no change, in no bracket."""
    if not counts_the_same(other, part) or is_change(block.text, other, rules) is not None:
        return False
    is_printed_alike = other.unit is not None and part.unit is not None and other.unit.printed == part.unit.printed
    opened = block.text.rfind("(", max(0, other.start - MAX_CLAUSE), other.start)
    is_inside = opened >= 0 and ")" not in block.text[opened : other.start]
    return not is_inside and (not is_printed_alike or other.value >= part.value)


def find_counted(block: FigureBlock, item: Item) -> Item | None:
    """The figure that counts what a rate is given by (15 xã đạt chuẩn ... bình quân 18,4 tiêu chí/xã)."""
    name = item.unit.unit if item.unit else None
    by = (name or "").rpartition("/")[2]
    if not by or name == by or item.symbol == PERCENT:
        return None
    position = block.position_of(item)
    before = block.items[max(0, position - _MAX_SUBJECT_BACK) : position]
    return next(
        (other for other in before if other.unit is not None and other.unit.kind == "count" and other.unit.unit == by),
        None,
    )


def find_whole_before(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole whose parts stand before a sum of all of them (265 suất, gồm ..., tổng trị giá 79 triệu đồng)."""
    previous = block.neighbour(item, -1)
    return find_list_whole(block, previous, rules) if previous is not None else None


def words_of_block_before(block: FigureBlock, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """What the paragraph before first counts, where a paragraph parts it (... 8.161 vụ tai nạn. / Trong đó, ...)."""
    if block.index == 0 or not rules.cues["PARTS_AGAIN"].match(block.text):
        return ""
    before = blocks[block.index - 1]
    number = _FIRST_NUMBER.search(before.flat.text)
    if before.is_heading or before.cell is not None or number is None:
        return ""
    lead = strip_words(PHRASE_END.split(before.flat.text[: number.start()])[-1], rules)
    noun = PHRASE_END.split(before.flat.text[number.end() :])[0].split("(")[0].strip(" .")
    words = f"{lead}: {noun}" if lead and noun else lead or noun
    return words if len(words) <= _MAX_SUBJECT and not _DIGIT.search(words) else ""


def first_of_clause(block: FigureBlock, item: Item) -> Item | None:
    """The first count of a clause, of which shares are given by what they are of (04 việc ... (đạt 10% về việc))."""
    first, previous = None, block.neighbour(item, -1)
    while previous is not None and not LIST_END.search(block.text, previous.unit_end, item.start):
        first = first if previous.symbol == PERCENT else previous
        previous = block.neighbour(previous, -1)
    return first


def counted_before(block: FigureBlock, item: Item) -> Item | None:
    """The count that a row of percents speaks of (48 triệu USD, tăng 47%, chiếm 62%), in the same clause."""
    before: Item | None = item
    for _ in range(MAX_FIGURES_BACK):
        previous = block.neighbour(before, -1) if before is not None else None
        if previous is None or LIST_END.search(block.text, previous.unit_end, item.start):
            return None
        if previous.symbol != PERCENT:
            return previous
        before = previous
    return None
