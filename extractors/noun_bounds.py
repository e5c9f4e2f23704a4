"""Numbers that say which of the things counted are meant: 105 tàu từ 15 m trở lên, 04 xã đạt dưới 12 tiêu chí.

They belong to the noun of the count beside them, as an age does, and are no figures of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.rules_compiled import CompiledRules
from extractors.text import last_end
from extractors.units import read_unit

_PERCENT = regex.compile(r"\s?%")
_OR_MORE = regex.compile(r"(?i)\s*\btrở (?:lên|xuống)\b")
_FROM_OR_MORE = regex.compile(r"(?i)\s?(?:%|\p{L}[\p{L}\d/]*)?(?:\s\p{L}[\p{L}/]*){0,5}?\s*\btrở (?:lên|xuống)\b")
_SHORT_OF = regex.compile(r"(?ir)\b(?:dưới|(?:chưa|không) đạt|chưa (?:đến|tới))\s$")
# A share above so much is a bound of things that have it or spend it (có tỷ lệ hộ nghèo trên 20%).
_HAVING = regex.compile(r"(?i)\b(?:có|giải ngân)\b.*\b(?:trên|từ)\s$")
_ABOVE = ("trên ", "từ ")
_REACHING = regex.compile(r"(?ir)\bđạt (?:được |từ |trên |dưới )?(?:\d{1,2}\s?(?:-|–|đến|tới)\s?)?$")
_CRITERIA = regex.compile(r"(?i)(?:\s?(?:-|–|đến|tới)\s?\d{1,2})?\s(?:tiêu chí|chỉ số|tiêu chuẩn)\b")
# Whether 'đạt 100%' behind them is of the a/b or of the criteria, the rules of ratios know: they read them as a figure.
_SHARE_BEHIND = regex.compile(
    r"[^.;()\d]{0,40}[,(]\s*(?:(?:đạt|chiếm)\s)?(?:tỷ lệ|tỉ lệ)?[^\d,.;()]{0,12}\d[\d.,]*\s?%"
)
# More criteria than any list has are what all reached together.
_MAX_CRITERIA = 20
# What may follow a bound before the clause ends (dưới 95%; chưa đạt 70% chỉ tiêu).
_CLAUSE_END = regex.compile(r"(?:\s\p{L}+){0,4}\s*(?:[,.;:()](?!\d)|$)")
# Words that lead to a number of its own: a sum, a change, a share, another statement.
_OWN = regex.compile(
    r"(?i)[,;:.()…]|\b(?:với|và|trong đó|gồm|bằng|chiếm|tăng|giảm|vượt|trị giá|tổng|ước|mỗi|là|so với|tương đương"
    r"|bảo đảm|đảm bảo|phấn đấu|duy trì|nâng|nhằm|để)\b"
)
_CLAUSE_BEGIN = regex.compile(r"[;:…()]|[.,](?=\s)")
_IS_SO_MANY = regex.compile(r"(?i)(?:\s\p{L}+){0,9}?(?:\s(?:là|có|gồm)|:)\s$")
_SECOND = regex.compile(r"\s?/\s?[\d.,]*\d")
_MAX_BETWEEN = 90

Place = tuple[int, int]


def find_bounds(text: str, spans: Sequence[Place], rules: CompiledRules) -> frozenset[int]:
    """Where those figures of a text begin that only say which things the count before or behind them counts."""
    found: set[int] = set()
    counted: Place | None = None
    for position, (start, end) in enumerate(spans):
        following = spans[position + 1] if position + 1 < len(spans) else None
        or_more = _read_or_more(text, (start, end), rules)
        is_ahead = (
            or_more is not None and following is not None and _is_said_behind(text, start, or_more, following, rules)
        )
        if is_ahead or (counted and _is_bound_of(text, counted, (start, end), rules, is_open=or_more is not None)):
            found.add(start)
        else:
            counted = (start, end)
    return frozenset(found)


def _is_bound_of(text: str, counted: Place, number: Place, rules: CompiledRules, *, is_open: bool) -> bool:
    """Whether a number stands in the noun phrase of the count before it, with words that make it a bound."""
    start = number[0]
    lead = text[counted[1] : start]
    if len(lead) > _MAX_BETWEEN or "/" in lead[:3]:
        return False
    if not (is_open or _is_criteria(text, number, lead) or _ends_as_bound(text, number, lead, rules)):
        return False
    noun = read_unit(text, counted[1], rules)
    if noun is None or not noun.is_listed or noun.kind != "count":
        return False
    return noun.end < start and _OWN.search(text, noun.end, start) is None


def _is_criteria(text: str, number: Place, lead: str) -> bool:
    """Whether so many criteria are what each of the things counted has met (12 xã đạt từ 15 đến 18 tiêu chí)."""
    digits = text[slice(*number)]
    is_few = digits.isdecimal() and int(digits) <= _MAX_CRITERIA
    found = _CRITERIA.match(text, number[1]) if is_few and _REACHING.search(lead) else None
    return found is not None and _SHARE_BEHIND.match(text, found.end()) is None


def _ends_as_bound(text: str, number: Place, lead: str, rules: CompiledRules) -> bool:
    """Whether a share, a measure or a count of less than so much, or a share above it that things have, ends a clause.

    An amount of money is told: 20 hộ được vay dưới 500 triệu đồng.
    """
    is_short = _SHORT_OF.search(lead) is not None
    if not is_short and not (lead.endswith(_ABOVE) and _HAVING.search(lead)):
        return False
    percent = _PERCENT.match(text, number[1])
    if percent:
        return _CLAUSE_END.match(text, percent.end()) is not None
    unit = read_unit(text, number[1], rules) if is_short else None
    is_measure = unit is not None and unit.is_listed and unit.kind in ("count", "physical")
    return unit is not None and is_measure and _CLAUSE_END.match(text, unit.end) is not None


def _read_or_more(text: str, number: Place, rules: CompiledRules) -> int | None:
    """Where 'trở lên' behind a number ends; without a 'từ' before it stands right behind the unit.

    112 công đoàn đạt loại khá trở lên: so many, and the class or a better one.
    """
    start, end = number
    if "trở" not in text[end : end + _MAX_BETWEEN]:
        return None
    if text.endswith(_ABOVE, 0, start):
        found = _FROM_OR_MORE.match(text, end)
    else:
        percent = _PERCENT.match(text, end)
        unit = None if percent else read_unit(text, end, rules)
        found = _OR_MORE.match(text, percent.end() if percent else unit.end if unit else end)
    return found.end() if found else None


def _is_said_behind(text: str, start: int, or_more: int, following: Place, rules: CompiledRules) -> bool:
    """Whether the clause that a bound stands in says how many there are: Số tàu dài từ 15m trở lên là 1.364 tàu."""
    if _IS_SO_MANY.fullmatch(text, or_more, following[0]) is None:
        return False
    second = _SECOND.match(text, following[1])
    unit = read_unit(text, second.end() if second else following[1], rules)
    begin = last_end(_CLAUSE_BEGIN, text, max(0, start - _MAX_BETWEEN), start)
    words = f" {text[begin:start].casefold()} "
    is_counted = unit is not None and unit.is_listed and unit.kind == "count"
    return unit is not None and is_counted and f" {unit.printed.casefold()} " in words
