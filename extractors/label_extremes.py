"""The most and the least of what the sentence measures stand behind it (trực tuyến 49%, cao nhất là đất đai 74%)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import counts_the_same
from extractors.label_words import ABOVE, count_telling, put_below
from extractors.layout import Block
from extractors.own_labels import read_own_label
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import SENTENCE_END

EXTREME = regex.compile(r"(?i)\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|tốt|kém)\snhất\b")
_LEAD = regex.compile(r"(?i)(?:trong đó|còn|và)\s")
_MAX_BACK = 6
_MAX_WORDS = 80
# So many syllables that name something name a measure.
_TELLING = 2


def of_extreme(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """An extreme with what is measured: below it, or for the other extreme that its words end with."""
    begin = _LEAD.match(text)
    own = text[begin.end() :] if begin else text
    if ABOVE in text or EXTREME.match(own) is None:
        return text
    before = item
    for _ in range(_MAX_BACK):
        previous = block.neighbour(before, -1)
        if previous is None or SENTENCE_END.search(block.text, previous.end, before.start):
            return text
        before = previous
        is_like = previous.symbol == item.symbol and (item.symbol == PERCENT or counts_the_same(previous, item))
        if not is_like or is_change(block.text, previous, rules) is not None:
            continue
        words = read_own_label(block, previous, blocks, rules).text
        begin = EXTREME.search(words)
        if begin is not None and begin.start() > 0:
            own = own.removesuffix(f": {item.unit.printed}") if item.unit else own
            return f"{words[: begin.start()]}{own}"
        if begin is None and count_telling(words, rules) >= _TELLING and len(words) <= _MAX_WORDS:
            return put_below(words, own)
    return text
