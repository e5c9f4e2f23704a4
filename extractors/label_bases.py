"""What a percent is one of: an earlier time, a plan, or the whole named behind it."""

from __future__ import annotations

import regex

from extractors.growth import read_direction
from extractors.items import FigureBlock, Item
from extractors.own_labels import words_after
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.share_bases import AGAINST, read_plan

_WANTING = regex.compile(r"(?ir)\b(?:thiếu|vượt|hụt|thừa|tăng|giảm)(?:\s+\p{L}+)?\s*$")
_WHOLE_NOUN = regex.compile(r"(?i)(?:tổng\s+\p{L}+|dân số|số (?:hộ|dân|người))\b")
# A whole is named in so few words.
_MAX_WHOLE = 8


def name_compared(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The label of a percent of an earlier figure, with its time (bằng 98,7% cùng kỳ: ... so với cùng kỳ)."""
    time = rules.cues["COMPARED_TIME"].match(block.text, item.end)
    is_level = (
        time is not None and time[1] not in text.rpartition(": ")[2] and read_direction(block, item, rules) is None
    )
    if time and is_level:
        return f"{text} so với {time[1]}"
    against = AGAINST.match(block.text, item.end) if time is None else None
    if against is None or against[1] in text or rules.cues["COMPARED_PLAN"].match(block.text, item.end):
        return text
    return text if read_direction(block, item, rules) is not None else f"{text} so với {against[1].rstrip()}"


def name_whole(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The label of a share with the whole named behind it (tiêm phòng đợt 2 đạt 80% tổng đàn)."""
    behind = words_after(block, item, rules)[1].partition("(")[0].strip()
    is_whole = _WHOLE_NOUN.match(behind) is not None and behind.casefold() not in text.casefold()
    return f"{text} trên {behind}" if is_whole and len(behind.split()) <= _MAX_WHOLE else text


def name_planned(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The label of a percent of a plan, or of what is wanting to it, with the plan (vượt 2% kế hoạch).

    Of a count only how far it is from its plan (vượt 05 thôn so với kế hoạch).
    """
    plan = rules.cues["COMPARED_PLAN"].match(block.text, item.unit_end)
    if plan is None or plan[1] in text:
        return text
    is_wanting = _WANTING.search(block.text, max(0, item.quote_start - 20), item.start)
    if item.symbol != PERCENT and not (is_wanting and plan[0].lstrip().startswith("so")):
        return text
    return f"{text} {'so với' if is_wanting else 'trên'} {read_plan(block, item, rules) or plan[1]}"
