"""What is said of the things counted where it does not stand right behind them: behind a bracket that parts them."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.rules_compiled import COUNT, RATIO, CompiledRules

_BRACKET = regex.compile(r"\s?\([^()]*\d[^()]*\)(?=\s)")
# What is said of them, up to the stop that ends the clause: no number, and no other statement.
_PREDICATE = regex.compile(
    r"\s((?:thuộc|được|bị|chưa|không|đủ|vi phạm|liên quan|phải)\s(?:\p{L}+\s?){1,12})(?=[,.;]|$)"
)
# 17/22 ngành tăng so với cùng kỳ: the things rose, not how many of them there are.
_CHANGED = regex.compile(
    r"\s(?:tăng|giảm)(?: trưởng| mạnh| khá| nhẹ)? so (?:với )?cùng kỳ(?:\s\p{L}+){0,3}\s*(?=[,.;(]|$)"
)
_COMPARED = regex.compile(r"(?r)\s(?:tăng|giảm)(?: trưởng| mạnh| khá| nhẹ)?$")


def predicate_behind_bracket(block: FigureBlock, item: Item, rules: CompiledRules) -> regex.Match[str] | None:
    """What a clause goes on to say of the things counted before a bracket with parts of them.

    'thuộc thẩm quyền giải quyết' of '221 đơn (196 khiếu nại, 25 tố cáo) thuộc thẩm quyền giải quyết'.
    """
    if item.symbol not in (COUNT, RATIO) or item.unit is None or item.unit.kind != "count":
        return None
    bracket = _BRACKET.match(block.text, item.unit_end)
    found = _PREDICATE.match(block.text, bracket.end()) if bracket else None
    return None if found is None or rules.cues["LABEL_STOP"].search(found[0]) else found


def changes_itself(text: str, place: int, item: Item) -> bool:
    """Whether a word of change behind an a/b says what so many of so many did (17/22 ngành tăng so với cùng kỳ)."""
    if item.symbol != RATIO:
        return False
    before = _COMPARED.search(text, 0, place)
    return _CHANGED.match(text, before.start() if before else place) is not None


def noun_inside(block: FigureBlock, item: Item) -> str:
    """Of a ratio what its first number counts, where that says more than the second (187 hộ nghèo/1.245 hộ)."""
    if item.symbol != RATIO or item.unit is None or item.unit.kind != "count":
        return ""
    noun = block.text[item.start : item.end].partition("/")[0].lstrip("0123456789., ").strip()
    return noun if noun.startswith(f"{item.unit.printed} ") else ""
