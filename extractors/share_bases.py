"""What a percent is one of where only that stands behind it: a plan, an earlier time, or what it is held against."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.rules_compiled import CompiledRules
from extractors.stops import SENTENCE_STOP

# Words before a percent that say no more than that so much was reached.
BARE_REACHING = regex.compile(
    r"(?i)(?:(?:đã|và|ước|mới|chỉ|cũng)\s)*(?:hoàn thành|thực hiện|đạt|bằng)(?:\sđược)?|so\s.*"
)
# A sum or a plan behind a percent is its whole, not what it measures.
_SUM_OR_PLAN = regex.compile(r"(?i)(?:tổng\s|(?:kế hoạch|dự toán|chỉ tiêu)(?!\p{L}))")
# What a level is held against (7,4% so với biên chế giao năm 2015).
AGAINST = regex.compile(
    r"(?i)\s*so\s(?:với\s)?((?!cùng|năm|tháng|quý|đầu|cuối|trước|khi|lúc|ngày|kỳ)\p{L}+(?:\s\p{L}+){1,7}(?:\s(?:19|20)\d{2})?)"
    r"(?=\s?[,.;)]|$)"
)
# Whose plan it is, or for when (chỉ tiêu UBND tỉnh giao); not what is planned (chỉ tiêu giao quân).
_WHOSE = regex.compile(
    r"(?:\s(?:tăng trưởng|vốn|thu|chi))?(?:(?:\s\p{L}+){0,4}\s(?:giao|đề ra))?(?:\snăm(?:\s\d{4})?)?"
    r"(?=\s*(?:[,.;:()]|và\b|$))"
)
_HEADED = regex.compile(r"(?r):[^.;\d]*$")


def is_only_base(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether what stands right behind a percent is its plan or an earlier time, and nothing that it measures.

    What is measured was said before: by an earlier figure, or at the head of the bullet.
    """
    previous = block.neighbour(item, -1)
    is_told = previous is not None and SENTENCE_STOP.search(block.text, previous.end, item.start) is None
    if not is_told and _HEADED.search(block.text, 0, item.start) is None:
        return False
    return rules.cues["COMPARED_TIME"].match(block.text, item.end) is not None or bool(read_plan(block, item, rules))


def read_plan(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The plan right behind a figure, with whose it is; nothing where it is the plan of a thing that is named."""
    plan = rules.cues["COMPARED_PLAN"].match(block.text, item.unit_end)
    rest = _WHOSE.match(block.text, plan.end()) if plan else None
    return f"{plan[1]}{rest[0]}" if plan and rest else ""


def is_share_of_sum(subject: str, right: str, rules: CompiledRules) -> bool:
    """Whether a sum or a plan behind a percent is the whole of what is named before it (nợ thuế dưới 3,5% tổng thu)."""
    is_named = len(subject.split()) >= 2 and rules.cues["DEED"].match(subject) is None
    return is_named and _SUM_OR_PLAN.match(right) is not None
