"""What a bullet or lettered paragraph is about, before every figure in it whose own words do not say so."""

from __future__ import annotations

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_heads import HEAD, after_marker, is_headed, measures, name_topic
from extractors.label_words import put_before
from extractors.rules_compiled import CompiledRules

# A head of more words is a sentence.
_MAX_TOPIC = 12


def put_under_bullet(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words behind the head of their bullet (b) HĐND cấp xã: ... Về cơ cấu: tỷ lệ nữ đạt 34,62%)."""
    topic = head_of_bullet(block, item, rules)
    return put_before(topic, text) if text and topic else text


@once_per_figure
def head_of_bullet(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words before the colon that opens the bullet of a figure; nothing where they are what the first measures."""
    marker = after_marker(block)
    head = HEAD.match(block.text, marker) if marker else None
    if head is None or not is_headed(head, block, item, rules):
        return ""
    topic = name_topic(head, rules)
    is_topic = len(topic.split()) <= _MAX_TOPIC and not measures(head, block, item)
    return topic if is_topic or item is block.items[0] else ""
