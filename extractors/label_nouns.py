"""What a figure takes of the clause before it: the whole of a noun, whom it was for, what came of it.

Of 'kiểm tra 64 cơ sở chế biến gỗ, nhắc nhở 07 cơ sở' the second clause says only the head of the noun.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item
from extractors.label_subjects import CAUSING
from extractors.label_wholes import counts_the_same, is_in_aside
from extractors.label_words import ABOVE
from extractors.layout import Block
from extractors.own_labels import Label, read_own_label
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.stops import LIST_END, SENTENCE_END
from extractors.text import last_end

# What a noun says besides what it names: how new, whose, in what state; that is not of every one counted later.
_STATE = regex.compile(
    r"(?i)(?:mới|cũ|nữ|nam|khác|xuống|lên|sửa|bổ|thay|trên|dưới|từ|tại|của|cho|với|theo|trong|về|do|để|và|còn|so|tham|phải|thuộc|loại|cấp)"
    r"(?!\p{L})"
)
_MAX_BACK = 4
_MAX_MORE = 4


def with_whole_noun(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The words with the whole noun that an earlier clause counted, of no less, where they end in its head alone."""
    noun = item.unit.printed if item.unit else ""
    if item.symbol != COUNT or not noun or ABOVE in text or not text.endswith(f": {noun}"):
        return text
    begin = last_end(SENTENCE_END, block.text, 0, item.start)
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_BACK) : position]):
        if other.start < begin or is_in_aside(block, other, item):
            return text
        if other.symbol != COUNT or not counts_the_same(other, item) or other.value < item.value:
            continue
        whole = read_own_label(block, other, blocks, rules).text.rpartition(": ")[2]
        more = whole.removeprefix(f"{noun} ")
        if more != whole:
            return f"{text} {more}" if _names_kind(more, text, rules) else text
    return text


def _names_kind(more: str, text: str, rules: CompiledRules) -> bool:
    """Whether the words behind a head say of what kind the things are, and not what they did or in what state."""
    is_said = any(rules.cues[cue].search(more) for cue in ("PREDICATE", "STATUS_BEHIND")) or _STATE.match(more)
    return not is_said and len(more.split()) <= _MAX_MORE and "," not in more and more not in text


def serves_previous(label: Label, block: FigureBlock, item: Item) -> bool:
    """Whether a figure counts whom the one before it was for (02 lớp tập huấn cho 165 cán bộ)."""
    previous = block.neighbour(item, -1)
    is_for = label.lead == "cho" and previous is not None
    return is_for and previous is not None and LIST_END.search(block.text, previous.unit_end, item.start) is None


def comes_of_previous(label: Label, item: Item) -> bool:
    """Whether a figure counts what the one before it did, or what that was for (sạt 12 kè làm 4 nhà ..; để bầu 3)."""
    is_led = label.lead in CAUSING or label.lead.startswith("để ")
    return is_led and item.unit is not None and item.unit.kind == "count"
