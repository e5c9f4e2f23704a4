"""A sentence that sets offices against those of the one before measures the same of them.

Một số đơn vị có tỷ lệ giải ngân cao như: Sở A 91%. Ngược lại, Ban B mới đạt 12%, huyện C 21%.
"""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.label_words import MAX_CLAUSE
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import last_end

_AGAINST = regex.compile(r"(?i)\s*(?:ngược lại|trong khi đó|tuy nhiên|bên cạnh đó|trái lại|song|còn lại|riêng)\b,?\s*")
_QUALITY = regex.compile(
    r"(?i)\s+(?:rất\s+)?(?:cao|thấp|khá|tốt|lớn|nhanh|chậm|nhất|hơn|như|gồm|là|đạt|trên|dưới|:|,).*$"
)
_COMMAND = regex.compile(r"Bộ (?:Chỉ huy|CHQS|Tư lệnh)\b")
_MAX_NAME = 8


def measure_contrasted(block: FigureBlock, item: Item, own: str, rules: CompiledRules) -> str:
    """The measure of the sentence before with the office that words name; nothing where no sentence is set against."""
    begin = last_end(SENTENCE_END, block.text, max(0, item.start - MAX_CLAUSE), item.start)
    against = _AGAINST.match(block.text, begin) if begin and item.symbol == PERCENT else None
    words = _AGAINST.sub("", own) if against else ""
    if against is None or not words or len(words.split()) > _MAX_NAME:
        return ""
    said = block.text[against.end() : item.start]
    if rules.cues["INNER_MEASURE"].search(said) or rules.cues["DEED"].match(said) or "có " in said:
        return ""
    floor = last_end(SENTENCE_END, block.text, max(0, begin - MAX_CLAUSE), begin - 1)
    first = next((other for other in block.items if other.start >= floor), item)
    if first.start >= begin:
        return ""
    lead = block.text[floor : first.start]
    measures = list(rules.cues["INNER_MEASURE"].finditer(lead))
    measure = _QUALITY.sub("", lead[measures[-1].start() :]).strip(" :,") if measures else ""
    return f"{measure}: {words}" if measure else ""


def is_body(words: str, rules: CompiledRules) -> bool:
    """Whether words name a body and no measure of it."""
    name = _AGAINST.sub("", words)
    is_measured = rules.cues["INNER_MEASURE"].search(name) is not None or ":" in name
    is_acting = rules.cues["ACTING_BODY"].match(name) is not None or _COMMAND.match(name) is not None
    return is_acting and not is_measured
