"""What the figures of a list share: the words that lead to them, and what the last one says of all."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.own_labels import read_deed, strip_words, words_after, words_before
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.text import last_end

_LIST_END = regex.compile(r"[.;](?=\s)")
_LIST_GOES_ON = regex.compile(r"(?:\s\p{L}+){0,3}\s*(?:,|và|;)\s*(?:và\s*)?")
_TAIL = regex.compile(r"\b(?:về|có liên quan|liên quan|phục vụ|tuyên truyền|trên|thuộc|đã|được|chưa|không)\s.*")
_LEADING_TIME = regex.compile(
    r"(?i)^\s*(?:trong\s+)?(?:(?:năm|tháng|quý)\s+[\dIVX/]+(?:\s+năm\s+\d{4})?"
    r"|(?:\d{1,2}|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối))?\s+năm(?:\s+\d{4})?)\s*,\s*"
)
_NO_HEAD = regex.compile(r"(?i)(?:trong (?:số )?đó|cụ thể|gồm|bao gồm|chia ra|kết quả(?: là)?|như sau)$")
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Words that lead to a list are a sentence where they are more.
_LONG_LEAD = 16


def words_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What leads to the list that the figure stands in: the nearest deed, or the words before its first member."""
    first, lead = item, ""
    while (previous := block.neighbour(first, -1)) is not None:
        if _LIST_END.search(block.text, previous.unit_end, first.start):
            break
        first = previous
        lead = read_deed(words_before(block, first, rules)[1], rules) if first.symbol != PERCENT else ""
        if rules.cues["DEED"].search(lead):
            return lead
    lead = strip_words(_LEADING_TIME.sub("", words_before(block, first, rules)[1]), rules)
    own = lead.rpartition(", ")[2]
    deed = read_deed(lead, rules) if len(lead.split()) > _LONG_LEAD else ""
    lead = deed if rules.cues["DEED"].match(deed) else lead
    is_bare = any(rules.cue_wholes[cue].fullmatch(own) for cue in ("BARE_LABEL", "BARE_DEED"))
    return "" if is_bare or len(lead) > _MAX_INTRODUCTION else lead


def head_of_segment(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The head of a member of a list inside a paragraph (...; Quản lý cư trú: tổng số 318 hồ sơ, trực tuyến 185 hồ sơ).

    Neither the head of the paragraph, nor the name of the first figure of the member (mũi 1: 512 trẻ, mũi 2: 284 trẻ).
    """
    begin = last_end(_LIST_END, block.text, 0, item.start)
    first = next((other.start for other in block.items if other.start >= begin), item.start)
    parts = block.text[begin:first].split(": ")
    if first == item.start or len(parts) < (2 if begin else 3) or "(" in parts[-2] or not parts[-1].strip():
        return ""
    head = rules.cues["LABEL_LEAD"].sub("", parts[-2]).strip(" -+*")
    is_name = 0 < len(head.split()) <= _LONG_LEAD and not _NO_HEAD.match(head) and not rules.cues["RELATES"].match(head)
    return head if is_name else ""


def tail_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What the last member of a list says of all (06 bài, 58 tin và 04 phóng sự về chuyển đổi số)."""
    last = item
    while (following := block.neighbour(last, 1)) is not None:
        if not _LIST_GOES_ON.fullmatch(block.text[last.unit_end : following.start]):
            break
        last = following
    if last is item or _TAIL.match(words_after(block, item, rules)[1]):
        return ""
    match = _TAIL.search(words_after(block, last, rules)[1])
    return match[0] if match else ""
