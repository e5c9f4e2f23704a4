"""Whose the figures of a list in brackets are (21 điểm cầu (huyện 02 điểm cầu, xã 19 điểm cầu))."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item

_LEVEL = regex.compile(r"(?:cấp )?(?:trung ương|tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|cơ sở)")
_OPENING = regex.compile(r"(?r)[(,;]\s?(?:và\s)?$")
_MAX_LIST = 200
# Who leads what is counted says nothing of it (gồm 27 thành viên do đồng chí Chủ tịch làm Trưởng ban).
LED_BY = regex.compile(r"(?i)\s*do\s+(?:(?:đồng chí|đ/c|ông|bà)\b|(?:phó )?(?:chủ tịch|bí thư|trưởng ban|giám đốc)\b)")


def owner_in_bracket(block: FigureBlock, item: Item, lead: str) -> str:
    """The level alone before a figure in brackets: there it parts a whole, elsewhere it is where the report is from."""
    if _LEVEL.fullmatch(lead) is None:
        return ""
    begin = item.quote_start - len(lead) - 1
    is_member = block.text[begin : item.quote_start].strip().casefold() == lead and _OPENING.search(
        block.text, 0, begin
    )
    window = block.text[max(0, begin - _MAX_LIST) : begin]
    return lead if is_member and window.rfind("(") > window.rfind(")") else ""
