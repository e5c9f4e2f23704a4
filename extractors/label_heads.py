"""The head that a figure stands behind: the words before the colon of its sentence, else of its bullet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_wholes import counts_the_same
from extractors.label_words import ABOVE, IS_NAMED, MARKER, MAX_CLAUSE, SUM, count_telling, put_before, shares_words
from extractors.own_labels import strip_words
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import ASIDE, LIST_END, SENTENCE_END
from extractors.text import last_end

HEAD = regex.compile(r"((?:[^:;.()]|\([^()]*\)|\.(?=\d)){3,100}):(?=\s)")
_DIGIT = regex.compile(r"\d")
_SENTENCE_HEAD = regex.compile(r"\s*((?:[^:;.()]|\([^()]*\)|\.(?=\d)){3,200}):(?=\s)")
_NO_HEAD = regex.compile(r"(?i)(?:trong (?:số )?đó|cụ thể|gồm|bao gồm|chia ra|kết quả(?: là)?|như sau)$")
# Một số mặt hàng tăng khá như: dưa tăng 12,5% ...
_OPENS_LIST = regex.compile(r"(?i)\s(?:như|gồm|bao gồm|như sau)$")
# What a bullet is about, whatever its first figure measures (Về trình độ: 100% đạt chuẩn. Thạc sĩ 58 người).
_TOPIC = regex.compile(
    r"(?i)(?:về|đối với|công tác|lĩnh vực|tiêu chí|hoạt động|nội dung|chương trình|dự án|đề án|phong trào|cấp|khối)\b"
)
# A longer head is a sentence: of it only what it says from its measure on.
_MAX_TOPIC = 80
# Heads of so many words together are said one behind the other.
_MAX_NESTED = 10
# A thing has a name of so few words; more say what was done.
_MAX_THING = 5
_AMOUNTS = ("physical", "money")
# A sentence with so many syllables that name something has its own head.
_TELLING_ENOUGH = 5
# A head of a member of a list is no sentence.
_MAX_HEAD = 16


@dataclass(frozen=True, slots=True)
class Head:
    """What a figure stands behind, and whether it is the first figure that does."""

    topic: str
    is_first: bool


@once_per_figure
def find_head(block: FigureBlock, item: Item, rules: CompiledRules) -> Head | None:
    """The head of the sentence of a figure, else of its bullet; None where neither is said of it."""
    bullet = after_marker(block)
    window = max(bullet, item.start - MAX_CLAUSE)
    begin = last_end(SENTENCE_END, block.text, window, item.start)
    inner = _head_of_segment(block, item, rules)
    own = Head(inner, False) if inner else _head_of_sentence(block, item, begin, rules) if begin > window else None
    head = HEAD.match(block.text, bullet)
    if head is None or not is_headed(head, block, item, rules):
        return own
    if _has_ended(block, item, head, begin, rules):
        return own
    topic = name_topic(head, rules)
    if own is None:
        return Head(topic, item is block.items[0])
    is_room = bool(inner) or len(topic.split()) + len(own.topic.split()) <= _MAX_NESTED
    return replace(own, topic=put_before(topic, own.topic)) if is_room else own


def name_topic(head: regex.Match[str], rules: CompiledRules) -> str:
    """What a head names, without its asides and what leads to a list."""
    return _OPENS_LIST.sub("", rules.cues["LABEL_LEAD"].sub("", ASIDE.sub("", head[1])).strip(" *"))


def _has_ended(block: FigureBlock, item: Item, head: regex.Match[str], begin: int, rules: CompiledRules) -> bool:
    """Whether a head ends before the sentence of a figure, which begins behind it.

    At a sentence with a head of its own, where no bullet holds both or the two begin alike (Về tuyến đường: ... Về
    phương tiện: ...); in a paragraph also at one with a subject of its own.
    """
    if begin <= head.end():
        return False
    is_bullet = after_marker(block) > 0
    own = _SENTENCE_HEAD.match(block.text, begin)
    if own is not None and own.end() <= item.start:
        return not is_bullet or head[1].split()[0].casefold() == own[1].split()[0].casefold()
    words = block.text[begin : item.start].lstrip()
    verbs = (rules.cues["PREDICATE"], rules.cues["DEED"], rules.cues["CLAUSE_VERB"])
    goes_on = any(cue.match(words) for cue in (*verbs, rules.cues["ATTRIBUTE"], rules.cues["PARTS_AGAIN"]))
    return not is_bullet and words[:1].isupper() and not goes_on


def put_under_head(head: Head, text: str, named: str) -> str:
    """The words with their head; a sum beside a sum has none, the first figure may be the head's own."""
    topic = head.topic
    if SUM.match(text) and SUM.match(topic):
        return text
    is_within = text.casefold() in topic.casefold()
    if head.is_first and is_within:
        return topic
    if ABOVE in named and shares_words(ASIDE.sub("", named.partition(ABOVE)[0]), topic):
        named = text
    is_part = is_within or not shares_words(topic, named)
    return f"{topic}: {named}" if is_part and named else put_before(topic, named)


def _head_of_sentence(block: FigureBlock, item: Item, begin: int, rules: CompiledRules) -> Head | None:
    """The head of a sentence inside a paragraph (... Xếp loại chi hội: tốt 18, khá 4), where it names something."""
    head = _SENTENCE_HEAD.match(block.text, begin)
    if head is None or head.end() > item.start or any(begin <= start < head.end() for start in block.starts):
        return None
    topic = _OPENS_LIST.sub("", strip_words(ASIDE.sub("", head[1]), rules))
    measure = rules.cues["INNER_MEASURE"].search(topic)
    if measure and (len(topic) > _MAX_TOPIC or topic[: measure.start()].endswith(" có ")):
        topic = topic[measure.start() :]
    first = next(other for other in block.items if other.start >= head.end())
    is_measure = not block.text[head.end() : first.quote_start].strip()
    if is_measure and (item is first or not rules.cues["OF_WHICH"].search(block.text[first.end : item.start])):
        return None
    if not count_telling(topic, rules) or len(topic) > _MAX_TOPIC:
        return None
    return Head(topic, item is first)


def is_headed(head: regex.Match[str], block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the head of a bullet is said of a figure: one that is a measure itself is said of its sentence only."""
    first = block.items[0]
    if head.end() > item.start or first.start < head.end():
        return False
    is_measure = not block.text[head.end() : first.quote_start].strip(" :")
    window = max(first.end, item.start - MAX_CLAUSE)
    stops = [match.end() for match in SENTENCE_END.finditer(block.text, window, item.start)]
    begin = last_end(LIST_END, block.text, head.end(), item.start)
    clause = block.text[begin : item.start]
    is_later = is_measure and item is not first and first.start < begin
    if is_later and (": " in clause or _is_beside(head[1], clause, first, item, rules)):
        return False
    if is_measure and _counts_only(head[1], first) and _counts_another(item, first):
        return False
    if not is_measure and stops and measures(head, block, item):
        return False
    if not is_measure or not stops:
        own = block.text[stops[-1] : item.quote_start].rstrip() if stops else ""
        return not own.endswith(":") or _DIGIT.search(own) is not None or count_telling(own, rules) < _TELLING_ENOUGH
    return (
        bool(after_marker(block)) and ": " not in block.text[stops[-1] : item.start] and not measures(head, block, item)
    )


def measures(head: regex.Match[str], block: FigureBlock, item: Item) -> bool:
    """Whether a head is what the figure right behind it measures, not what that figure counts things of.

    'Thu tiền sử dụng đất: 65 tỷ; lệ phí trước bạ 30 tỷ', not 'Hội khỏe Phù Đổng: 02 huy chương; 01 em được chọn'.
    """
    if _TOPIC.match(head[1]):
        return False
    first = block.items[0]
    is_later = SENTENCE_END.search(block.text, first.end, item.start) is not None
    is_amount = IS_NAMED.match(head[1]) is not None or SUM.match(head[1]) is not None
    if block.text[head.end() : first.quote_start].strip(" :"):
        return is_amount and is_later
    noun = first.unit.printed.casefold() if first.unit is not None and first.unit.kind == "count" else ""
    is_share = first.symbol == PERCENT or (first.symbol != COUNT and is_later)
    return is_amount or is_share or not noun or noun in head[1].casefold()


def _is_beside(head: str, clause: str, first: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether a clause measures a thing beside the head: in its unit (Ngô: 214 ha; lạc 86 ha), or by its last words."""
    words, of_head = clause.split(), head.split()
    is_said = any(rules.cues[cue].match(clause.lstrip()) for cue in ("DEED", "CLAUSE_VERB"))
    if SUM.match(head) or is_said or rules.cues["PREDICATE"].search(clause):
        return False
    is_like = 2 < len(words) <= _MAX_HEAD and len(of_head) > 2 and words[-2:] == of_head[-2:]
    is_measured = item.unit is not None and item.unit.kind in _AMOUNTS
    return is_like or (is_measured and counts_the_same(first, item) and len(words) <= _MAX_THING)


def _counts_only(head: str, first: Item) -> bool:
    """Whether a head says no more than its first figure counts (Tổng số lớp: 18 lớp)."""
    noun = head.casefold().removeprefix("tổng ").removeprefix("số ").strip()
    return first.unit is not None and bool(first.unit.printed) and noun == first.unit.printed.casefold()


def _counts_another(item: Item, first: Item) -> bool:
    return item.unit is not None and bool(item.unit.printed) and not counts_the_same(first, item)


def after_marker(block: FigureBlock) -> int:
    """Where the words of a bullet begin behind its marker; 0 where it has none."""
    marker = MARKER.match(block.text)
    return marker.end() if marker else 0


def _head_of_segment(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The head of a member of a list inside a paragraph (...; Quản lý cư trú: tổng số 318 hồ sơ, trực tuyến 185 hồ sơ).

    Neither the head of the paragraph, nor the name of the first figure of the member (mũi 1: 512 trẻ, mũi 2: 284 trẻ).
    """
    begin = last_end(LIST_END, block.text, 0, item.start)
    first = next((other.start for other in block.items if other.start >= begin), item.start)
    parts = block.text[begin:first].split(": ")
    if first == item.start or len(parts) < (2 if begin else 3) or "(" in parts[-2] or not parts[-1].strip():
        return ""
    head = rules.cues["LABEL_LEAD"].sub("", parts[-2]).strip(" -+*")
    is_name = 0 < len(head.split()) <= _MAX_HEAD and not _NO_HEAD.match(head) and not rules.cues["RELATES"].match(head)
    return head if is_name else ""
