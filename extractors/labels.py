"""The words that say what a figure measures, from its sentence, its bullet and the lines that introduce it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Block, Level
from extractors.rules_compiled import PERCENT, CompiledRules

_CLAUSE_END = regex.compile(r"[;…]|[.:](?=\s|$)|,(?=\s)|\((?=\s*(?:đạt|chiếm|tăng|giảm|trong đó|gồm|bao gồm|còn|\d))")
_SOFT_END = regex.compile(r"[;…()]|[.:](?=\s|$)")
_SENTENCE_END = regex.compile(r"\.(?=\s)")
_LETTER = regex.compile(r"\p{L}")
_ASIDE = regex.compile(r"\([^()]*\)")
_AND_TAIL = regex.compile(r"\s*\b(?:và|hoặc|với|cùng|có|trong|trên|của|cho|tại|từ|đến)\s*$")
_LIST_END = regex.compile(r"[.;](?=\s)")
_OF_WHICH = regex.compile(r"(?i)\b(?:trong đó|bao gồm|gồm(?: có)?|chia ra)\b")
_RANGE = regex.compile(r"\s*(?:[-–]|đến|tới)\s*")
_COMPARISON = regex.compile(r"(?i)so\s|cùng kỳ|năm trước|kế hoạch|dự toán|chỉ tiêu")
_SHARE_LEAD = regex.compile(r"(?i)\s*[,(]?\s*(?:chiếm|bằng|tương đương)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn))*\s*")
_BASE_NOUN = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tổng|dân số|diện tích|sản lượng|dự toán|kế hoạch)\b")
_WORD = regex.compile(r"[\p{L}\d]+")
_LIST_GOES_ON = regex.compile(r"(?:\s\p{L}+){0,3}\s*(?:,|và|;)\s*(?:và\s*)?")
_TAIL = regex.compile(r"\b(?:về|có liên quan|liên quan|phục vụ|tuyên truyền|trên|thuộc)\s.*")
_COMMA = regex.compile(r",\s")
_DIGIT = regex.compile(r"\d")
_MARKER = regex.compile(r"(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|\p{Ll}\))\s*")
_HEAD = regex.compile(r"((?:[^:;.()]|\([^()]*\)|\.(?=\d)){3,100}):(?=\s)")
_IS_NAMED = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tỷ lệ|tỉ lệ)\b")
_LEADING_TIME = regex.compile(r"(?i)^\s*(?:trong\s+)?(?:năm|tháng|quý)\s+[\dIVX/]+(?:\s+năm\s+\d{4})?\s*,\s*")
_ONLY_CHANGE = regex.compile(
    r"(?i)[\s,;()]*(?:và\s+)?(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hụt|gấp)"
    r"(?:\s+(?:thêm|được|là|khoảng|trên|hơn|gần|tới|đến|lên))*[\s:(]*"
)
_AND_NEXT = regex.compile(r"\s+và\s.*")
_MAX_LABEL = 200
# So many words name a thing, but not whose or where; so few not even the thing.
_SHORT_LABEL = 8
_THIN_LABEL = 3
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Figures that share what they measure (cấp huyện 94,28%, cấp xã 80,55%) stand this close behind the one that names it.
_MAX_FIGURES_BACK = 4
# Words farther from a figure than this do not name it.
_MAX_CLAUSE = 400


@dataclass(frozen=True, slots=True)
class Label:
    """The words and whether they stand before the figure."""

    text: str
    start: int
    end: int


def read_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the figure measures, in words that can be read alone.

    A figure whose own words say nothing but whose it is (cấp xã đạt 80,55%), or how another one changed (tăng 3
    trường), speaks of what the one before it does. Short words of a list (06 bài, 58 tin) take what leads to the list
    and what its last member says of all; those of a bullet the head of the bullet (Biên chế: hiện có 17/19 người).
    """
    label = _read_own_label(block, item, blocks, rules)
    share = _share_of_previous(block, item, label, blocks, rules)
    if share:
        return replace(label, text=share[:_MAX_LABEL])
    before = item
    is_changed = bool(is_change(block.text, item, rules))
    for _ in range(_MAX_FIGURES_BACK):
        is_same = goes_with_previous(block, before, rules)
        if not is_same and not _is_bare(label.text, before if before is not item or is_changed else None, rules):
            break
        previous = block.neighbour(before, -1)
        if previous is None or _SENTENCE_END.search(block.text, previous.end, item.start):
            break
        before = previous
        subject = _read_own_label(block, before, blocks, rules).text
        own = "" if is_same or label.text == (item.unit.printed if item.unit else "") else label.text
        text = subject if not own or _COMPARISON.match(own) else _put_before(subject, own)
        label = replace(label, text=text[:_MAX_LABEL])
    return replace(label, text=_with_topic(label, block, before, blocks, rules)[:_MAX_LABEL])


def _is_bare(text: str, item: Item | None, rules: CompiledRules) -> bool:
    """Whether words name nothing; of a figure gone back to, also where they name its unit alone."""
    is_unit = item is not None and item.unit is not None and text == item.unit.printed
    return is_unit or bool(rules.cue_wholes["BARE_LABEL"].fullmatch(text))


def goes_with_previous(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the figure is the other end of a range, or says by how much the one before changed (…, tăng 3 trường)."""
    previous = block.neighbour(item, -1)
    if previous is None:
        return False
    between = block.text[previous.unit_end : item.start]
    if _RANGE.fullmatch(between):
        return True
    return bool(is_change(block.text, item, rules) and _ONLY_CHANGE.fullmatch(between))


def _share_of_previous(
    block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """What a percent says of the figure before it, and of which base (nợ 8,4 tỷ đồng, chiếm 2,31% số phải thu)."""
    previous = block.neighbour(item, -1)
    if item.symbol != PERCENT or previous is None or previous.symbol == PERCENT:
        return ""
    if label.start < item.quote_start or not _SHARE_LEAD.fullmatch(block.text[previous.unit_end : item.start]):
        return ""
    subject = read_label(block, previous, blocks, rules).text
    return f"{subject} trên {label.text}" if _BASE_NOUN.match(label.text) and subject else ""


def _with_topic(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Short words with what they are said of: the head of the bullet, their whole, or what leads to their list."""
    text = label.text
    words = len(text.split())
    if words > _SHORT_LABEL or (words >= _THIN_LABEL and _IS_NAMED.match(text)):
        return text
    head = _HEAD.match(block.text, _after_marker(block))
    if head and head.end() <= item.start and not any(i.start < head.end() for i in block.items):
        topic = _ASIDE.sub("", head[1]).strip(" *")
        return topic if text.casefold() in topic.casefold() else _put_before(topic, text)
    whole = _whole_of(block, item, blocks, rules)
    if whole:
        return _put_before(whole, text)
    if words > _THIN_LABEL or label.start < item.quote_start:
        return text
    lead = _words_of_list(block, item, rules)
    tail = _tail_of_list(block, item, rules)
    text = f"{text} {tail}" if tail and not _shares_words(tail, text) else text
    return _put_before(lead, text)


def _put_before(topic: str, text: str) -> str:
    """The words with what they are said of, where that says more than they do."""
    return f"{topic}: {text}" if topic and not _shares_words(topic, text) else text


def _whole_of(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """What the whole measures whose part the figure is (43 trường công lập, gồm 16 trường mầm non)."""
    whole = find_whole(block, item)
    if whole is None:
        return ""
    text = _read_own_label(block, whole, blocks, rules).text
    return text.removesuffix(f": {whole.unit.printed}") if whole.unit else text


def label_of_item(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words before a figure that name it, without what leads to it."""
    return _strip(_words_before(block, item, rules)[1], rules)


def find_whole(block: FigureBlock, item: Item) -> Item | None:
    """The figure before 'trong đó' or 'gồm' in the sentence of a figure that stands behind it."""
    floor = max((m.end() for m in _SENTENCE_END.finditer(block.text, 0, item.start)), default=0)
    cue = max((m.start() for m in _OF_WHICH.finditer(block.text, floor, item.start)), default=floor)
    before = (i for i in reversed(block.items) if floor <= i.start < cue)
    whole = next(before, None)
    return None if whole is None or ";" in block.text[whole.unit_end : item.start] else whole


def _after_marker(block: FigureBlock) -> int:
    marker = _MARKER.match(block.text)
    return marker.end() if marker else 0


def _shares_words(one: str, other: str) -> bool:
    """Whether one says nothing that the other does not."""
    return (
        set(_WORD.findall(one.casefold())) <= set(_WORD.findall(other.casefold())) or other.casefold() in one.casefold()
    )


def _words_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What leads to the list that the figure stands in: the words before its first member, in the same sentence."""
    first = item
    while (previous := block.neighbour(first, -1)) is not None:
        if _LIST_END.search(block.text, previous.unit_end, first.start):
            break
        first = previous
    _, left = _words_before(block, first, rules)
    lead = _strip(_LEADING_TIME.sub("", left), rules)
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
    match = _TAIL.search(_words_after(block, last, rules)[1])
    return match[0] if match else ""


def _read_own_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the words of the figure's own clause say."""
    left_start, left = _words_before(block, item, rules)
    right_end, right = _words_after(block, item, rules)
    subject = _strip(left, rules)
    own = " ".join(part for part in (item.unit.printed if item.unit else "", right) if part).strip(" ,:;-()")
    if item.symbol == PERCENT:
        use_left = (len(subject.split()) >= 2 and bool(rules.cues["SHARE_WORDS"].search(left))) or not right
    else:
        use_left = bool(subject) and (left.rstrip().endswith((":", " là", "là:")) or not right)
    text = _join_unit(subject, item, rules) if use_left else own or subject
    start, end = (left_start, item.unit_end) if use_left else (item.quote_start, max(right_end, item.unit_end))
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip(" ,")
    intro = _introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if use_left and intro and item.unit and item.unit.printed.casefold() in intro.casefold():
        text = subject
    return Label(_complete(text, subject, intro)[:_MAX_LABEL], start, end)


def _join_unit(subject: str, item: Item, rules: CompiledRules) -> str:
    """The words before a figure, with what it counts where that says more than they do (đúng hạn: hồ sơ)."""
    unit = item.unit
    if not unit or unit.kind != "count" or rules.cue_wholes["CLASSIFIER"].fullmatch(unit.printed):
        return subject
    return subject if unit.printed.casefold() in subject.casefold() else f"{subject}: {unit.printed}"


def _words_before(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The clause before the figure, back to the figure or the stop before it."""
    previous = block.neighbour(item, -1)
    floor = max(previous.unit_end if previous else 0, item.start - _MAX_CLAUSE)
    text = block.text
    start = floor
    asides = [match.span() for match in _ASIDE.finditer(text, floor, item.start)]
    for match in _SOFT_END.finditer(text, floor, item.start):
        is_aside = any(a <= match.start() < b for a, b in asides)
        if not is_aside and text[match.end() : item.start].strip(" ,:(-"):
            start = match.end()
    if previous and start == floor:
        listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text, floor, item.start)}
        commas = [m.end() for m in _COMMA.finditer(text, floor, item.start) if m.start() not in listed]
        start = next((end for end in reversed(commas) if _LETTER.search(text, end, item.start)), start)
    while start < item.start and text[start] in " ,;:.)":
        start += 1
    return start, text[start : item.start]


def _words_after(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The words behind the figure and its unit, up to the next stop, figure or verb of another statement."""
    following = block.neighbour(item, 1)
    ceiling = max(following.quote_start if following else len(block.text), item.unit_end)
    ceiling = min(ceiling, item.unit_end + _MAX_CLAUSE)
    text = block.text[item.unit_end : ceiling]
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    ends = (match.start() for match in _CLAUSE_END.finditer(text) if match.start() not in listed)
    stops = [next(ends, len(text)), *(match.start() for match in rules.cues["LABEL_STOP"].finditer(text))]
    text = text[: min(stops)]
    if following and ceiling == following.quote_start and min(stops) == ceiling - item.unit_end:
        text = _AND_NEXT.sub("", text)
    text = _AND_TAIL.sub("", text)
    if not _LETTER.search(text):
        return item.unit_end, ""
    return item.unit_end + len(text.rstrip()), text.strip()


def _complete(text: str, subject: str, intro: str | None) -> str:
    """The label with the introducing line of its bullet, where there is one."""
    if intro and intro.casefold() not in text.casefold():
        return f"{intro}: {text}" if text else intro
    return text or subject or intro or ""


def _introduction(block: Block, blocks: Sequence[Block], rules: CompiledRules) -> str | None:
    if block.parent is None:
        return None
    parent = blocks[block.parent]
    text = parent.flat.text.rstrip(" *")
    if parent.is_heading or not text.endswith(":"):
        return None
    last = _strip(regex.split(r"[.;](?=\s)|\d%?[,;)]\s", text)[-1].strip(), rules)
    return last if 0 < len(last) <= _MAX_INTRODUCTION else None


def _strip(text: str, rules: CompiledRules) -> str:
    """The words without what leads to them and what leads to their number."""
    inner = rules.cues["LABEL_TAIL"].sub("", rules.cues["LABEL_LEAD"].sub("", text))
    inner = inner.strip(" ,:;-(/").removesuffix(" và")
    return "" if rules.cue_wholes["NO_SUBJECT"].fullmatch(inner) else inner
