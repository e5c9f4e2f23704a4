"""Words that point back at what the clause or sentence before counts: below its words.

Kiểm tra 143 văn bản của cấp huyện, qua đó phát hiện 05 văn bản có sai sót.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import is_in_aside
from extractors.label_words import ABOVE, MAX_CLAUSE, MAX_LABEL, count_telling, shares_words
from extractors.layout import Block
from extractors.own_labels import read_own_label
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import last_end

_BACK = regex.compile(r"(?i)(?:qua đó|từ đó|trong số (?:đó|này)),?\s+(?:đã\s+)?(?:có\s+)?")
_MAX_BACK = 4
_MAX_ANTECEDENT = 100
# So many syllables that name something name what others point back at.
_TELLING = 2


def put_below_pointed(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Words that point back below what they point at; as they are where nothing is told there."""
    back = _BACK.match(text)
    if back is None or ABOVE in text or not text[back.end() :]:
        return text
    begin = last_end(SENTENCE_END, block.text, max(0, item.start - MAX_CLAUSE), item.start)
    floor = last_end(SENTENCE_END, block.text, max(0, begin - MAX_CLAUSE), max(0, begin - 1))
    position = block.position_of(item)
    for other in reversed(block.items[max(0, position - _MAX_BACK) : position]):
        if other.start < floor:
            break
        if other.symbol == PERCENT or is_in_aside(block, other, item) or is_change(block.text, other, rules):
            continue
        words = read_own_label(block, other, blocks, rules).text
        if _BACK.match(words):
            continue
        is_told = count_telling(words, rules) >= _TELLING or rules.cues["OCCASION"].search(words) is not None
        has_room = len(words) <= _MAX_ANTECEDENT and len(words) + len(ABOVE) + len(text) <= MAX_LABEL
        return f"{words}{ABOVE}{text}" if is_told and has_room and not shares_words(words, text) else text
    return text
