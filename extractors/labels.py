"""The words that say what a figure measures, from its sentence, its bullet and the lines that introduce it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.captions import find_heading
from extractors.items import FigureBlock, Item, is_change
from extractors.label_words import ABOVE, MAX_LABEL, count_telling, put_before, put_below, shares_words
from extractors.layout import Block, Level
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.text import find_close, last_end

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
_SHARE_LEAD = regex.compile(
    r"(?i)\s*[,(]?\s*(?:chiếm|bằng|tương đương|đạt)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn))*\s*"
)
_BASE_NOUN = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tổng|dân số|diện tích|sản lượng|dự toán|kế hoạch|chỉ tiêu|KH|DT)\b")
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
# Names that go on behind a comma (BHXH, BHYT, BHTN): names in capitals.
_LIST_OF_NAMES = regex.compile(r",\s\p{Lu}[\p{L}]*(?:\s\p{Lu}\p{L}*){0,3}(?=[,.;)]|$)")
_SUM = regex.compile(r"(?i)tổng\s")
_FULL_STOP = regex.compile(r"[.;:](?=\s)|,\s")
_LEADING_ASIDE = regex.compile(r"^\s*\([^()]*\)\s*")
_IS_SAID = regex.compile(r"(?i)\b(?:là|đạt|được|chiếm)\s*$")
_SHARE_OF = regex.compile(r"(?i)(?:tỷ|tỉ) lệ\s")
_NOT = ("không", "chưa")
_WHEN = regex.compile(r"(?i)\s*(?:vào|trong|đến|tính đến|trước)\s+(?:cuối |đầu |hết )?(?:năm|tháng|quý|kỳ|ngày)\b.*")
_MAGNITUDE = regex.compile(r"^(?:nghìn|ngàn|triệu|tỷ|tỉ)\s")
_STOP_INSIDE = regex.compile(r"[;:.](?=\s)")
# A number that counts something, not one that names a time, a paper or a step.
_QUANTITY = regex.compile(
    r"(?i)(?<![\p{L}\d.,/-])(?<!(?:năm|tháng|quý|ngày|số|điều|khoản|lớp|mức|độ|khóa|khoá|kỳ|vùng|đợt|vụ)\s)"
    r"\d[\d.,]*(?:/\d[\d.,]*)?\s?(?=%|\p{L})(?!tháng|năm|quý|ngày)"
)
_AND_NEXT = regex.compile(r"\s+và\s.*")
# So many words name a thing, but not whose or where; so few not even the thing.
_SHORT_LABEL = 8
_THIN_LABEL = 3
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Figures that share what they measure (cấp huyện 94,28%, cấp xã 80,55%) stand this close behind the one that names it.
_MAX_FIGURES_BACK = 4
_MAX_SUBJECT_BACK = 8
# No list of the reports read has more parts.
_MAX_LISTED = 30
# Syllables that name something: so many say all; so many a measure, and fewer need their subject.
_TELLING_ENOUGH = 5
_TELLING_MEASURE = 2
_MAX_SUBJECT = 80
# Words longer than this do not lean on those of the figure before.
_MAX_PARALLEL = 5
# Words farther from a figure than this do not name it.
_MAX_CLAUSE = 400


@dataclass(frozen=True, slots=True)
class Label:
    """The words and whether they stand before the figure."""

    text: str
    start: int
    end: int


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
    before = _read_own_label(block, previous, blocks, rules).text.split(": ")[0].split()
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
            words = _read_own_label(block, previous, blocks, rules).text
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
    label = _read_own_label(block, item, blocks, rules)
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
        subject = _read_own_label(block, before, blocks, rules).text
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
    return max(item.unit_end, _words_after(block, item, rules)[0])


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
    intro = _introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
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
    whole = _find_list_whole(block, item, rules)
    if text.startswith("trên "):
        return text
    if whole is None:
        return put_below(_words_of_bracket(block, item, rules), text)
    of_whole = _read_own_label(block, whole, blocks, rules).text
    of_whole = of_whole.removesuffix(f": {whole.unit.printed}") if whole.unit else of_whole
    is_stated = not is_headed and whole is find_whole(block, item)
    return put_before(of_whole, text) if is_stated else put_below(of_whole, text)


def _words_of_bracket(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What stands before the bracket of a figure whose whole is no figure of its own (Tổng số sinh 356 (nam 184))."""
    window = max(0, item.start - _MAX_CLAUSE)
    opened = block.text.rfind("(", window, item.start)
    if opened < 0 or ")" in block.text[opened : item.start] or item.symbol == PERCENT:
        return ""
    words = _strip(_FULL_STOP.split(block.text[window:opened])[-1].strip(" -+*").rstrip("0123456789.,% "), rules)
    return words if len(words) <= _MAX_SUBJECT and not _DIGIT.search(words) else ""


def label_of_item(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words before a figure that name it, without what leads to it."""
    return _strip(_words_before(block, item, rules)[1], rules)


def find_whole(block: FigureBlock, item: Item) -> Item | None:
    """The figure before 'trong đó' or 'gồm' in the sentence of a figure that stands behind it."""
    floor = last_end(_SENTENCE_END, block.text, 0, item.start)
    cue = max((m.start() for m in _OF_WHICH.finditer(block.text, floor, item.start)), default=floor)
    before = (i for i in reversed(block.items) if floor <= i.start < cue)
    whole = next(before, None)
    return None if whole is None or ";" in block.text[whole.unit_end : item.start] else whole


def _find_list_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The figure whose part a figure is: the one before the bracket it stands in, else before 'trong đó' or 'gồm'.

    Neither a share, nor a change, nor what an aside says is such a whole; what an aside parts ends with it.
    """
    text = block.text
    window = max(0, item.start - 2 * _MAX_CLAUSE)
    floor = last_end(_SENTENCE_END, text, window, item.start)
    asides = [match.span() for match in _ASIDE.finditer(text, floor, item.start)]
    opened = text.rfind("(", floor, item.start)
    is_inside = opened >= 0 and ")" not in text[opened : item.start]
    found = (match.start() for match in _OF_WHICH.finditer(text, floor, item.start))
    cues = [at for at in found if not any(start <= at < end for start, end in asides)]
    cue = opened if is_inside else max(cues, default=-1)
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_LISTED) : position]):
        is_before = floor <= other.start < cue and other.unit_end <= cue
        is_aside = any(start <= other.start < end for start, end in asides)
        is_like = is_inside if item.symbol == PERCENT else other.symbol != PERCENT
        if is_before and not is_aside and is_like and not is_change(text, other, rules):
            is_near = not is_inside or not _STOP_INSIDE.search(text, other.unit_end, opened)
            return other if is_near else None
    return None


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
    own = " ".join(part for part in (item.unit.printed if item.unit else "", right) if part).replace(" ,", ",")
    own = own.strip(" ,:;-()")
    if item.symbol == PERCENT:
        use_left = (len(subject.split()) >= 2 and bool(rules.cues["SHARE_WORDS"].search(left))) or not right
    else:
        use_left = bool(subject) and (left.rstrip().endswith((":", " là", "là:")) or not right)
    text = _join_unit(subject, item, rules) if use_left else own or subject
    if item.unit and item.unit.kind != "count" and text == item.unit.printed:
        text = subject
    start, end = (left_start, item.unit_end) if use_left else (item.quote_start, max(right_end, item.unit_end))
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip(" ,")
    intro = _introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if use_left and intro and item.unit and item.unit.printed.casefold() in intro.casefold():
        text = subject
    return Label(_complete(text, subject, intro)[:MAX_LABEL], start, end)


def _join_unit(subject: str, item: Item, rules: CompiledRules) -> str:
    """The words before a figure, with what it counts where that says more than they do (đúng hạn: hồ sơ)."""
    unit = item.unit
    noun = _MAGNITUDE.sub("", unit.printed) if unit else ""
    if not unit or unit.kind != "count" or rules.cue_wholes["CLASSIFIER"].fullmatch(noun):
        return subject
    return subject if noun.casefold() in subject.casefold() else f"{subject}: {noun}"


def _words_before(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The clause before the figure, back to the figure or the stop before it."""
    previous = block.neighbour(item, -1)
    floor = max(previous.unit_end if previous else 0, item.start - _MAX_CLAUSE)
    text = block.text
    start = floor
    asides = [match.span() for match in _ASIDE.finditer(text, floor, item.start)]
    for match in _SOFT_END.finditer(text, floor, item.start):
        is_aside = any(a <= match.start() < b for a, b in asides)
        if not is_aside and (text[match.end() : item.start].strip(" ,:(-") or match[0] in ".;"):
            start = match.end()
    if previous and start == floor:
        listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text, floor, item.start)}
        commas = [m.end() for m in _COMMA.finditer(text, floor, item.start) if m.start() not in listed]
        start = next((end for end in reversed(commas) if _LETTER.search(text, end, item.start)), start)
        if commas and not text[commas[-1] : item.start].strip():
            start = item.start  # the words before the comma are those of the figure before
        elif item.symbol == PERCENT and start == floor:
            start = _share_begin(block, previous, floor)
    while start < item.start and text[start] in " ,;:.)":
        start += 1
    return start, text[start : item.start]


def _share_begin(block: FigureBlock, previous: Item, floor: int) -> int:
    """Where a share begins in whose name a number stands (tỷ lệ hồ sơ của 25 dịch vụ đạt 95%)."""
    window = max(0, previous.start - _MAX_CLAUSE)
    begin = last_end(_FULL_STOP, block.text, window, previous.start)
    words = block.text[begin : previous.start].lstrip()
    earlier = block.neighbour(previous, -1)
    is_counted = previous.symbol == COUNT and not _IS_SAID.search(words)
    is_share = is_counted and bool(_SHARE_OF.match(words)) and (earlier is None or earlier.start < begin)
    return begin if is_share else floor


def _words_after(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The words behind the figure and its unit, up to the next stop, figure or verb of another statement."""
    following = block.neighbour(item, 1)
    ceiling = max(following.quote_start if following else len(block.text), item.unit_end)
    ceiling = min(ceiling, item.unit_end + _MAX_CLAUSE)
    text = block.text[item.unit_end : ceiling]
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    ends = (
        match.start()
        for match in _CLAUSE_END.finditer(text)
        if match.start() not in listed and not (match[0] == "," and _LIST_OF_NAMES.match(text, match.start()))
    )
    stops = [next(ends, len(text)), *(match.start() for match in rules.cues["LABEL_STOP"].finditer(text))]
    stops.append(find_close(text, 0, len(text)))
    if text.lstrip().startswith("(") and (item.symbol == PERCENT or ")" not in text):
        stops.append(0)
    text = text[: min(stops)]
    if following and ceiling == following.quote_start and min(stops) == ceiling - item.unit_end:
        text = _AND_NEXT.sub("", text)
    text = "" if _WHEN.match(text) else _AND_TAIL.sub("", text)
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
    last = _strip(_cut_figures(regex.split(r"[.;](?=\s)", text)[-1].strip()), rules)
    return last if 0 < len(last) <= _MAX_INTRODUCTION else None


def _cut_figures(text: str) -> str:
    """A line that introduces bullets, up to its first figure (Tổng chi là 6.317 triệu đồng, gồm:)."""
    figure = _QUANTITY.search(text)
    if figure is None:
        return text
    before = text[: figure.start()].strip(" ,:;(")
    return before if _LETTER.search(_MARKER.sub("", before)) else text[figure.end() :].split(",", maxsplit=1)[0]


def _strip(text: str, rules: CompiledRules) -> str:
    """The words without what leads to them and what leads to their number."""
    inner = rules.cues["LABEL_TAIL"].sub("", rules.cues["LABEL_LEAD"].sub("", _LEADING_ASIDE.sub("", text)))
    inner = inner.strip(" ,:;-(/≥≤<>").removesuffix(" và")
    return "" if rules.cue_wholes["NO_SUBJECT"].fullmatch(inner) else inner
