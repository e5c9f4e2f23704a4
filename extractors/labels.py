"""The words that say what a figure measures, from its sentence, its bullet and the lines that introduce it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.captions import find_heading
from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import find_list_whole, find_whole, words_of_bracket
from extractors.label_words import ABOVE, MAX_LABEL, count_telling, put_before, put_below, shares_words
from extractors.layout import Block, Level
from extractors.own_labels import Label, read_introduction, read_own_label, strip_words, words_after, words_before
from extractors.rules_compiled import PERCENT, CompiledRules

_SENTENCE_END = regex.compile(r"\.(?=\s)")
_ASIDE = regex.compile(r"\([^()]*\)")
_LIST_END = regex.compile(r"[.;](?=\s)")
_RANGE = regex.compile(r"\s*(?:[-–]|đến|tới)\s*")
_COMPARISON = regex.compile(r"(?i)so\s|cùng kỳ|năm trước|kế hoạch|dự toán|chỉ tiêu")
_SHARE_LEAD = regex.compile(
    r"(?i)\s*[,(]?\s*(?:chiếm|bằng|tương đương|đạt)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn))*\s*"
)
_BASE_NOUN = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tổng|dân số|diện tích|sản lượng|dự toán|kế hoạch|chỉ tiêu|KH|DT)\b")
_LIST_GOES_ON = regex.compile(r"(?:\s\p{L}+){0,3}\s*(?:,|và|;)\s*(?:và\s*)?")
_TAIL = regex.compile(r"\b(?:về|có liên quan|liên quan|phục vụ|tuyên truyền|trên|thuộc)\s.*")
_MARKER = regex.compile(r"(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|\p{Ll}\))\s*")
_HEAD = regex.compile(r"((?:[^:;.()]|\([^()]*\)|\.(?=\d)){3,100}):(?=\s)")
_IS_NAMED = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tỷ lệ|tỉ lệ)\b")
_LEADING_TIME = regex.compile(r"(?i)^\s*(?:trong\s+)?(?:năm|tháng|quý)\s+[\dIVX/]+(?:\s+năm\s+\d{4})?\s*,\s*")
_ONLY_CHANGE = regex.compile(
    r"(?i)[\s,;()]*(?:và\s+)?(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hụt|gấp)"
    r"(?:\s+(?:thêm|được|là|khoảng|trên|hơn|gần|tới|đến|lên))*[\s:(]*"
)
_SUM = regex.compile(r"(?i)tổng\s")
_NOT = ("không", "chưa")
# So many words name a thing, but not whose or where; so few not even the thing.
_SHORT_LABEL = 8
_THIN_LABEL = 3
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Figures that share what they measure (cấp huyện 94,28%, cấp xã 80,55%) stand this close behind the one that names it.
_MAX_FIGURES_BACK = 4
_MAX_SUBJECT_BACK = 8
# Syllables that name something: so many say all; so many a measure, and fewer need their subject.
_TELLING_ENOUGH = 5
_TELLING_MEASURE = 2
_MAX_SUBJECT = 80
# Words longer than this do not lean on those of the figure before.
_MAX_PARALLEL = 5
# Words farther from a figure than this do not name it.
_MAX_CLAUSE = 400


def read_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the figure measures, in words that can be read alone: below what it stands, where these do not tell."""
    label = _read_words(block, item, blocks, rules)
    return replace(label, text=_put_in_context(label.text, block, item, blocks, rules))


def _put_in_context(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The words below the subject of their sentence or the one before, and below their heading, as far as needed."""
    text = _like_previous(text, block, item, blocks, rules)
    telling = count_telling(text, rules)
    if telling >= _TELLING_ENOUGH or (telling >= _TELLING_MEASURE and _IS_NAMED.match(text)):
        return text
    if telling < _TELLING_MEASURE and ABOVE not in text:
        text = put_below(_subject_before(block, item, text, blocks, rules), text)
    is_told = count_telling(text, rules) >= _TELLING_ENOUGH
    return text if is_told else put_below(find_heading(blocks, block.index, rules), text)


def _like_previous(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Words that go on like those of the figure before: THCS mức độ 2, mức độ 3; hòa giải thành, không thành."""
    previous = block.neighbour(item, -1)
    if previous is not None and previous.symbol == PERCENT and item.symbol != PERCENT:
        previous = block.neighbour(previous, -1) or previous
    if previous is None or ABOVE in text or _SENTENCE_END.search(block.text, previous.end, item.start):
        return text
    before = read_own_label(block, previous, blocks, rules).text.split(": ")[0].split()
    words = text.split(": ", maxsplit=1)[0].split()
    is_left = " ".join(words) in block.text[previous.unit_end : item.start]
    if not before or not is_left or not 2 <= len(words) <= _MAX_PARALLEL:
        return text
    if words[0].casefold() in _NOT and words[1].casefold() in (before[-1].casefold(), before[0].casefold()):
        is_tail = words[1].casefold() == before[-1].casefold()
        rest = before[:-1] if is_tail else before[len(words) - 1 :]
        return " ".join([*rest, text] if is_tail else [*words, *rest])
    place = next((i for i, word in enumerate(before) if i and word == words[0]), 0)
    is_like = place and len(before) - place <= len(words) + 1 and " ".join(before[place:]) != " ".join(words)
    return " ".join([*before[:place], text]) if is_like else text


def _subject_before(block: FigureBlock, item: Item, text: str, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """What the first telling figure of the sentence speaks of; of an amount (số tiền) the nearest one."""
    is_attribute = bool(rules.cues["ATTRIBUTE"].match(text))
    is_named = bool(_IS_NAMED.match(text) or _SUM.match(text) or text[:1].isupper())
    if not is_attribute and (is_named or count_telling(text, rules)):
        return ""
    before, found = item, ""
    for _ in range(_MAX_SUBJECT_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or (found and is_attribute):
            break
        stops = _SENTENCE_END if is_attribute else _LIST_END
        if stops.search(block.text, previous.end, before.start):
            break
        if previous.symbol != PERCENT and not is_change(block.text, previous, rules):
            words = read_own_label(block, previous, blocks, rules).text
            if count_telling(words, rules) >= _TELLING_MEASURE and len(words) <= _MAX_SUBJECT:
                found = words
        before = previous
    return "" if text.startswith(found.split(":")[0]) else found


def _read_words(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """The words of the figure, its list and its bullet.

    A figure whose own words say nothing but whose it is (cấp xã đạt 80,55%), or how another one changed (tăng 3
    trường), speaks of what the one before it does. Short words of a list (06 bài, 58 tin) take what leads to the list
    and what its last member says of all; those of a bullet the head of the bullet (Biên chế: hiện có 17/19 người).
    """
    label = read_own_label(block, item, blocks, rules)
    share = _share_of_previous(block, item, label, blocks, rules)
    if share:
        return replace(label, text=share[:MAX_LABEL])
    before = item
    is_changed = bool(is_change(block.text, item, rules))
    for _ in range(_MAX_FIGURES_BACK):
        is_same = goes_with_previous(block, before, rules)
        if not is_same and not _is_bare(label.text, before if before is not item or is_changed else None, rules):
            break
        previous = block.neighbour(before, -1)
        if previous is None or _SENTENCE_END.search(block.text, previous.end, item.start):
            break
        before = _skip_share(block, item, previous)
        subject = read_own_label(block, before, blocks, rules).text
        own = "" if is_same or label.text == (item.unit.printed if item.unit else "") else label.text
        text = subject if not own or _COMPARISON.match(own) else put_before(subject, own)
        label = replace(label, text=text[:MAX_LABEL])
    return replace(label, text=_with_topic(label, block, before, blocks, rules)[:MAX_LABEL])


def _skip_share(block: FigureBlock, item: Item, previous: Item) -> Item:
    """Of what a compared count speaks: the count before the share between them (45 con, giảm 8% so với 49 con)."""
    other = block.neighbour(previous, -1)
    if item.symbol == PERCENT or previous.symbol != PERCENT or other is None or other.symbol == PERCENT:
        return previous
    return previous if _LIST_END.search(block.text, other.unit_end, previous.start) else other


def _is_bare(text: str, item: Item | None, rules: CompiledRules) -> bool:
    """Whether words name nothing; of a figure gone back to, also where they name its unit alone."""
    is_unit = item is not None and item.unit is not None and text == item.unit.printed
    is_relation = bool(rules.cues["RELATES"].match(text))
    return is_unit or is_relation or bool(rules.cue_wholes["BARE_LABEL"].fullmatch(text))


def goes_with_previous(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the figure is the other end of a range, or says by how much the one before changed (…, tăng 3 trường)."""
    previous = block.neighbour(item, -1)
    if previous is None:
        return False
    if _RANGE.fullmatch(block.text[previous.unit_end : item.start]):
        return True
    between = block.text[previous.unit_end : item.start]
    if ";" not in between:
        between = block.text[_end_of_words(block, previous, rules) : item.start]
    return bool(is_change(block.text, item, rules) and _ONLY_CHANGE.fullmatch(between))


def _end_of_words(block: FigureBlock, item: Item, rules: CompiledRules) -> int:
    return max(item.unit_end, words_after(block, item, rules)[0])


def _share_of_previous(
    block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """What a percent says of the figure before it, and of which base (nợ 8,4 tỷ đồng, chiếm 2,31% số phải thu)."""
    previous = block.neighbour(item, -1)
    if item.symbol != PERCENT or previous is None or previous.symbol == PERCENT:
        return ""
    between = block.text[_end_of_words(block, previous, rules) : item.start]
    if label.start < item.quote_start or not _SHARE_LEAD.fullmatch(between):
        return ""
    subject = _read_words(block, previous, blocks, rules).text
    return f"{subject} trên {label.text}" if _BASE_NOUN.match(label.text) and subject else ""


def _with_topic(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Short words with what they are said of: the head of the bullet, their whole, or what leads to their list."""
    intro = read_introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if intro and label.text.startswith(f"{intro}: "):
        inner = _with_head(replace(label, text=label.text[len(intro) + 2 :]), block, item, blocks, rules)
        return f"{intro}: {inner}"
    return _with_head(label, block, item, blocks, rules)


def _with_head(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    text = label.text
    words = len(text.split())
    if words > _SHORT_LABEL or (words >= _THIN_LABEL and _IS_NAMED.match(text)):
        return text
    head = _HEAD.match(block.text, _after_marker(block))
    is_headed = head is not None and _is_headed(head, block, item)
    named = _below_whole(text, block, item, blocks, rules, is_headed)
    if head and is_headed:
        return _under_head(_ASIDE.sub("", head[1]).strip(" *"), text, named, item is block.items[0])
    if named != text:
        return named
    if words > _THIN_LABEL or label.start < item.quote_start:
        return text
    lead = _words_of_list(block, item, rules)
    tail = _tail_of_list(block, item, rules)
    text = f"{text} {tail}" if tail and not shares_words(tail, text) else text
    return put_before(lead, text)


def _under_head(topic: str, text: str, named: str, is_first: bool) -> str:
    """The words with the head of their bullet; a sum beside a sum has none, the first figure may be the head's own."""
    if _SUM.match(text) and _SUM.match(topic):
        return text
    is_within = text.casefold() in topic.casefold()
    if is_first and is_within:
        return topic
    if ABOVE in named and shares_words(_ASIDE.sub("", named.partition(ABOVE)[0]), topic):
        named = text
    is_part = is_within or not shares_words(topic, named)
    return f"{topic}: {named}" if is_part and named else put_before(topic, named)


def _is_headed(head: regex.Match[str], block: FigureBlock, item: Item) -> bool:
    """Whether the head of a bullet is said of a figure: one that is a measure itself is said of its sentence only."""
    first = block.items[0]
    if head.end() > item.start or first.start < head.end():
        return False
    is_measure = not block.text[head.end() : first.quote_start].strip(" :")
    window = max(first.end, item.start - _MAX_CLAUSE)
    stops = [match.end() for match in _SENTENCE_END.finditer(block.text, window, item.start)]
    if not is_measure or not stops:
        return True
    return bool(_after_marker(block)) and ": " not in block.text[stops[-1] : item.start]


def _below_whole(
    text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules, is_headed: bool
) -> str:
    """The words with the whole whose part the figure is (43 trường công lập, gồm 16 trường mầm non)."""
    whole = find_list_whole(block, item, rules)
    if text.startswith("trên "):
        return text
    if whole is None:
        return put_below(words_of_bracket(block, item, rules), text)
    of_whole = read_own_label(block, whole, blocks, rules).text
    of_whole = of_whole.removesuffix(f": {whole.unit.printed}") if whole.unit else of_whole
    is_stated = not is_headed and whole is find_whole(block, item)
    return put_before(of_whole, text) if is_stated else put_below(of_whole, text)


def _after_marker(block: FigureBlock) -> int:
    marker = _MARKER.match(block.text)
    return marker.end() if marker else 0


def _words_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What leads to the list that the figure stands in: the words before its first member, in the same sentence."""
    first = item
    while (previous := block.neighbour(first, -1)) is not None:
        if _LIST_END.search(block.text, previous.unit_end, first.start):
            break
        first = previous
    _, left = words_before(block, first, rules)
    lead = strip_words(_LEADING_TIME.sub("", left), rules)
    return "" if rules.cue_wholes["BARE_LABEL"].fullmatch(lead) or len(lead) > _MAX_INTRODUCTION else lead


def _tail_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What the last member of a list says of all (06 bài, 58 tin và 04 phóng sự về chuyển đổi số)."""
    last = item
    while (following := block.neighbour(last, 1)) is not None:
        if not _LIST_GOES_ON.fullmatch(block.text[last.unit_end : following.start]):
            break
        last = following
    if last is item:
        return ""
    match = _TAIL.search(words_after(block, last, rules)[1])
    return match[0] if match else ""
