"""What is said of the things counted where it does not stand right behind them: behind a bracket that parts them."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules

_BRACKET = regex.compile(r"\s?\([^()]*\d[^()]*\)(?=\s)")
# Of a share the bracket says the count (100% trường học (04/04 trường) thu học phí qua tài khoản).
_COUNTED = regex.compile(r"(?:\s\p{L}+){1,6}?\s?\(\d[\d.]*/\d[\d.]*[^()\d]*\)(?=\s)")
_DOING = regex.compile(r"\s((?:\p{Ll}\p{L}*\s?){2,12})(?=[,.;]|$)")
# What is said of them, up to the stop that ends the clause: no number, and no other statement.
_PREDICATE = regex.compile(
    r"\s((?:thuộc|được|bị|chưa|không|đủ|vi phạm|liên quan|phải)\s(?:\p{L}+\s?){1,12})(?=[,.;]|$)"
)
# 17/22 ngành tăng so với cùng kỳ: the things rose, not how many of them there are.
_CHANGED = regex.compile(
    r"\s(?:có )?(?:tăng|giảm)(?: trưởng| mạnh| khá| nhẹ)?(?: so (?:với )?(?:(?:cùng kỳ|(?:tháng|quý|năm) trước)"
    r"(?:\s\p{L}+){0,3}|năm \d{4})| (?:nhưng|và)(?:\s\p{L}+){2,8})\s*(?=[,.;(]|$|(?:và|như sau)\b)"
)
_COMPARED = regex.compile(r"(?r)\s(?:có )?(?:tăng|giảm)(?: trưởng| mạnh| khá| nhẹ)?$")
_GROWING = regex.compile(r"(?r)\scó$")
# What things counted have or have reached, where no figure of it follows (đạt và vượt dự toán; có số dư tiền gửi).
_HAVING = regex.compile(r"\s(?:đạt(?=\s\p{L})|có\s)")


def predicate_behind_bracket(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str] | None:
    """What a clause goes on to say of the things counted before a bracket with parts of them, and where it ends.

    'thuộc thẩm quyền giải quyết' of '221 đơn (196 khiếu nại, 25 tố cáo) thuộc thẩm quyền giải quyết'.
    """
    if item.symbol == PERCENT:
        return _done_by_share(block, item, rules)
    if item.symbol not in (COUNT, RATIO) or item.unit is None or item.unit.kind != "count":
        return None
    bracket = _BRACKET.match(block.text, item.unit_end)
    found = _PREDICATE.match(block.text, bracket.end()) if bracket else None
    return None if found is None or rules.cues["LABEL_STOP"].search(found[0]) else (found.end(), found[1])


def _done_by_share(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str] | None:
    """What the things of a share do, behind the bracket with their count; no time, place or relation."""
    bracket = _COUNTED.match(block.text, item.end)
    found = _DOING.match(block.text, bracket.end()) if bracket else None
    if found is None or rules.cues["LABEL_STOP"].search(found[0]):
        return None
    if bracket is None or rules.cues["CLAUSE_OPENING"].match(found[1]):
        return None
    return found.end(), f"{bracket[0].partition('(')[0].strip()} {found[1]}"


def changes_itself(text: str, place: int, item: Item) -> bool:
    """Whether a word of change behind an a/b says what so many of so many did (17/22 ngành tăng so với cùng kỳ)."""
    if item.symbol != RATIO:
        return False
    before = _COMPARED.search(text, 0, place) or _GROWING.search(text, 0, place)
    return _CHANGED.match(text, before.start() if before else place) is not None


def says_of_things(stop: regex.Match[str], item: Item) -> bool:
    """Whether words that would lead to a figure, and do not, say what the things counted have or have reached."""
    is_counted = item.unit is not None and item.unit.kind == "count" if item.symbol in (COUNT, RATIO) else True
    return is_counted and _HAVING.match(stop.string, stop.start()) is not None


def noun_inside(block: FigureBlock, item: Item) -> str:
    """Of a ratio what its first number counts, where that says more than the second (187 hộ nghèo/1.245 hộ)."""
    if item.symbol != RATIO or item.unit is None or item.unit.kind != "count":
        return ""
    noun = block.text[item.start : item.end].partition("/")[0].lstrip("0123456789., ").strip()
    return noun if noun.startswith(f"{item.unit.printed} ") else ""
