"""Of what a clause without a subject of its own speaks: the first or nearest telling figure of its sentence.

Kinh phí tu bổ được cấp 1,85 tỷ đồng, đến nay giải ngân 620 triệu đồng: what was spent of that money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_extremes import EXTREME
from extractors.label_heads import find_head
from extractors.label_parallels import is_beside
from extractors.label_wholes import counts_the_same, is_in_aside
from extractors.label_words import ABOVE, IS_NAMED, SUM, count_telling, list_words, put_below, shares_words
from extractors.layout import Block
from extractors.own_labels import read_own_label, words_after, words_before
from extractors.rules_compiled import PERCENT, RATIO, CompiledRules
from extractors.stops import LIST_END
from extractors.text import last_end

_MAX_BACK = 12
_MAX_ANTECEDENT = 80
# So many syllables that name something name what others speak of; an attribute with so many says whose it is.
_TELLING = 2
_TELLING_ATTRIBUTE = 3
# One of a list is named in so few words.
_MAX_LISTED = 5
_OPENINGS = ("do", "vì", "bởi", "cấp", "về", "tại", "ở", "từ", "theo")
_REMAINS = regex.compile(r"(?i)(?:hiện |vẫn |chỉ )?(?:còn|đang)\b")
# What is said of a whole before it, of which it names no other thing.
_SAID_OF_WHOLE = ("DEED", "ELLIPTIC", "STATUS_BEHIND", "PREDICATE", "ATTRIBUTE_CLAUSE", "LEANING_DEED", "RESULT_DEED")
_BESIDE = regex.compile(r"(?i)(?:cùng|so|trừ|với|ngoài|cho|về|tại|ở|của)\b")


def put_below_antecedent(
    text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """The words of an elliptic clause below what its sentence speaks of, behind the head that both have."""
    if is_change(block.text, item, rules) is not None:
        return text
    context = _context_of_context(text, block, item, blocks, rules)
    if context or ABOVE in text:
        return context + text
    own = read_own_label(block, item, blocks, rules).text
    if not own or not text.endswith(own):
        return text
    before = text.removesuffix(own)
    antecedent = _find_antecedent(own, not before, block, item, blocks, rules)
    if antecedent is None:
        return text
    words = read_own_label(block, antecedent, blocks, rules).text
    head = find_head(block, item, rules)
    topic = f"{head.topic}: " if head else ""
    words = words.removeprefix(topic)
    topic = topic if before.startswith(topic) else ""
    alike = _like_antecedent(own, words, antecedent, item, rules)
    if alike and shares_words(before.removeprefix(topic), words):
        return f"{topic}{alike}"
    is_said = is_beside(own, words) or shares_words(words, text)
    is_room = not is_said and shares_words(before.removeprefix(topic), words)
    return f"{topic}{put_below(words, own)}" if is_room else text


def _like_antecedent(own: str, words: str, antecedent: Item, item: Item, rules: CompiledRules) -> str:
    """The words of one of a list with what stands before the first of it, where both open alike; else nothing.

    Nguyên nhân ly hôn do mâu thuẫn 168 vụ, do nghiện hút 22 vụ; cập nhật dữ liệu Hội Nông dân 8.214, Hội Phụ nữ 9.650.
    """
    noun = antecedent.unit.printed if antecedent.unit else ""
    said = words.removesuffix(f": {noun}").split()
    opening = own.split(maxsplit=1)[0]
    is_marked = opening in _OPENINGS or opening.istitle()
    if not counts_the_same(antecedent, item) or not is_marked or opening not in said[1:]:
        return ""
    at = len(said) - 1 - said[::-1].index(opening)
    lead = " ".join(said[:at])
    is_list = len(said) - at <= _MAX_LISTED and count_telling(lead, rules) >= _TELLING
    return f"{lead} {own}" if is_list else ""


def _context_of_context(
    text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """What the clause speaks of below whose words a figure already stands (đã cứng hóa 11,6 km, trong đó rãnh 7 km)."""
    begin = last_end(LIST_END, block.text, 0, item.start)
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_BACK) : position]):
        if other.start < begin:
            return ""
        label = read_own_label(block, other, blocks, rules).text
        for own in (label, label.removesuffix(f": {other.unit.printed}") if other.unit else label):
            if own and text.startswith((f"{own}{ABOVE}", f"{own}: ")):
                words = put_below_antecedent(label, block, other, blocks, rules)
                return words.removesuffix(label) if words.endswith(f"{ABOVE}{label}") else ""
    return ""


def _find_antecedent(
    own: str, is_bare: bool, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> Item | None:
    """What a clause speaks of that has no subject: the first telling figure of its sentence; none where it has one."""
    left = words_before(block, item, rules)[1].strip(" ,(")
    attribute = rules.cues["ATTRIBUTE_CLAUSE"].match(own)
    is_attribute = attribute is not None and count_telling(own, rules) < _TELLING_ATTRIBUTE
    first = _first_telling(is_attribute, block, item, blocks, rules)
    if first is None or is_attribute or _is_share_of_status(own, left, item, rules):
        return first
    is_part = _is_part(item, first)
    row = _first_of_row(block, item, rules)
    if first.start < row.start and _is_status(block, row, rules):
        return _whole_or_first(_REMAINS.match(left) is not None, first, block, item, blocks, rules)
    if not (is_bare and left and is_part) or words_after(block, item, rules)[1][:1] not in ("", "(", ","):
        return None
    return first if _is_whole(own, left, first, block, item, blocks, rules) else None


def _is_share_of_status(own: str, left: str, item: Item, rules: CompiledRules) -> bool:
    """Whether a share says in what state its things are and not what they are (865 hồ sơ, 100% trước hạn)."""
    return item.symbol == PERCENT and not left and rules.cues["STATUS_BEHIND"].match(own) is not None


def _is_whole(
    own: str,
    left: str,
    first: Item,
    block: FigureBlock,
    item: Item,
    blocks: Sequence[Block],
    rules: CompiledRules,
) -> bool:
    """Whether a figure is a part of the first one and no sibling: all of its unit together are no more than that."""
    between = [other for other in _between(block, first, item) if other.symbol != PERCENT]
    if not all(counts_the_same(other, item) for other in between):
        return False
    end = LIST_END.search(block.text, item.end)
    stop = end.start() if end else len(block.text)
    behind = block.items[block.position_of(item) : block.position_of(item) + _MAX_BACK]
    parts = [*between, *(other for other in behind if other.end <= stop and counts_the_same(other, item))]
    total = sum(other.value for other in parts if is_change(block.text, other, rules) is None)
    is_parted = rules.cues["OF_WHICH"].match(left) is not None
    if is_parted or total >= first.value:
        return is_parted or total == first.value
    begin = last_end(LIST_END, block.text, 0, item.start)
    if rules.cues["OF_WHICH"].search(block.text, begin, first.start):
        return False
    words = read_own_label(block, first, blocks, rules).text
    head, stop_sign, _ = words.partition(": ")
    is_named = not stop_sign or count_telling(head, rules) > _TELLING or not rules.cues["DEED"].match(own)
    return is_named and not _is_deed_beside(own, words, rules) and not _is_thing_beside(own, words, item, rules)


def _whole_or_first(
    is_left: bool, first: Item, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> Item | None:
    """Of what a status is said: the first figure, or the later one that counts more in its unit (nhận 11 đơn, đã ...).

    What is left is left of a sum of it and of what was done.
    """
    between = list(_between(block, first, item))
    whole = first
    if not _is_part(item, first):
        listed = (other for other in between if _is_part(item, other) and not _is_status(block, other, rules))
        whole = next(listed, first)
    if not is_left:
        return whole
    done = sum(other.value for other in between if other is not whole and counts_the_same(other, item))
    words = read_own_label(block, whole, blocks, rules).text
    is_sum = whole.value == item.value + done or IS_NAMED.match(words) or SUM.match(words)
    is_kind = whole.unit is not None and item.unit is not None and whole.unit.kind == item.unit.kind
    is_same = counts_the_same(whole, item)
    return whole if is_kind and (is_sum or not is_same) else None


def _is_deed_beside(own: str, words: str, rules: CompiledRules) -> bool:
    """Whether words say another deed than those before, that does not come of it (xây mới 5 căn, sửa chữa 2 căn)."""
    is_result = any(rules.cues[cue].match(own) for cue in ("LEANING_DEED", "RESULT_DEED"))
    head, stop, _ = words.partition(": ")
    is_deed = rules.cues["DEED"].search(head) if stop else rules.cues["DEED"].match(head)
    return not is_result and rules.cues["DEED"].match(own) is not None and is_deed is not None


def _is_thing_beside(own: str, words: str, item: Item, rules: CompiledRules) -> bool:
    """Whether words name another thing than those before: one extreme beside the other, or a noun beside a noun.

    Xét nghiệm 214.300 lượt, siêu âm 16.742 lượt: no deed, no state, no sum, and not a word that both say.
    """
    if EXTREME.search(own) and EXTREME.search(words):
        return True
    name = own.removesuffix(f": {item.unit.printed}") if item.unit else own
    if " " not in name or ": " in words or SUM.match(words) or any(IS_NAMED.match(one) for one in (words, name)):
        return False
    if any(rules.cues[cue].match(name) for cue in _SAID_OF_WHOLE):
        return False
    return list_words(name).isdisjoint(list_words(words))


def _first_of_row(block: FigureBlock, item: Item, rules: CompiledRules) -> Item:
    """The first figure of a row of which only this one has words before it (đạt 02 giải nhất, 05 giải nhì)."""
    first = item
    while not words_before(block, first, rules)[1].strip(" ,và") and item.symbol != PERCENT:
        previous = block.neighbour(first, -1)
        if previous is None or LIST_END.search(block.text, previous.end, first.start):
            break
        if is_in_aside(block, previous, first) or _BESIDE.match(words_before(block, previous, rules)[1].strip(" ,(")):
            return item
        first = previous
    return first


def _between(block: FigureBlock, first: Item, item: Item) -> Iterator[Item]:
    """The figures between two, without those in closed brackets."""
    listed = block.items[block.position_of(first) + 1 : block.position_of(item)]
    return (other for other in listed if not is_in_aside(block, other, item))


def _first_telling(
    is_attribute: bool, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> Item | None:
    """The first figure behind the last semicolon that counts something named: of an attribute no other attribute."""
    begin = last_end(LIST_END, block.text, 0, item.start)
    position = block.position_of(item)
    is_first = True
    for other in block.items[max(0, position - _MAX_BACK) : position]:
        if other.start < begin or other.symbol == PERCENT or is_in_aside(block, other, item):
            continue
        if is_change(block.text, other, rules) is not None:
            continue
        is_subject = is_first or not _is_status(block, other, rules)
        if is_subject and _is_named(is_attribute, block, other, blocks, rules):
            return other
        is_first = False
    return None


def _is_status(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the clause of a figure has no subject (đã trả lời 54 đơn)."""
    return rules.cues["ELLIPTIC"].match(words_before(block, item, rules)[1].strip(" ,(")) is not None


def _is_named(
    is_attribute: bool, block: FigureBlock, other: Item, blocks: Sequence[Block], rules: CompiledRules
) -> bool:
    """Whether the words of a figure name something that others speak of."""
    words = read_own_label(block, other, blocks, rules).text
    attribute = rules.cues["ATTRIBUTE_CLAUSE"].match(words)
    named = "" if attribute and is_attribute else words[attribute.end() :] if attribute else words
    if len(words) > _MAX_ANTECEDENT or count_telling(named, rules) < _TELLING or _BESIDE.match(words):
        return False
    is_result = rules.cues["LEANING_DEED"].match(words) or rules.cues["RESULT_DEED"].match(words)
    return not is_result or words.partition(": ")[2] != (other.unit.printed if other.unit else "")


def _is_part(item: Item, whole: Item) -> bool:
    """Whether a figure may be a part of an earlier one: of its unit, no more, and not what is wanting to it."""
    if not counts_the_same(whole, item) or item.value > whole.value:
        return False
    return whole.symbol != RATIO or whole.denominator - whole.value != item.value
