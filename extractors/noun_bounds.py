"""Numbers that say which of the things counted are meant: 105 tàu từ 15 m trở lên, 04 xã đạt dưới 12 tiêu chí.

They belong to the noun of the figure beside them (khám thai từ 4 lần trở lên đạt 88,3%), as an age does, and are no
figures of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

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
# So much of something things have, whatever is said of them behind it (hộ có thu nhập dưới 1,5 triệu đồng được ...).
_WORTH = regex.compile(
    r"(?i)\bcó (?:mức |tổng )?(?:thu nhập|doanh thu|doanh số|vốn|quy mô|giá trị|trị giá|diện tích|công suất|dung tích"
    r"|chiều (?:dài|cao|rộng)|thời gian|thời hạn|dư nợ)(?:\s\p{L}+){0,4}?\s(?:dưới|trên|từ)\s$"
)
# As much as there must be of it (người tiêm đủ 02 mũi); not for how many, or to whom.
_ENOUGH = regex.compile(r"(?i)(?<!(?:cho|với|đến|tới|tại|ở|về|trên|là|đạt|được|còn)\s)(?:đủ|ít nhất|tối thiểu)\s$")
_LIMIT = regex.compile(
    r"(?i)(?<!\p{L})(?<!(?:đạt|là|có|còn|được|khoảng|tăng|giảm|hơn|gồm|với|thu|chi|động|cho)\s)(?<=\p{L}\s)"
    r"(?:trên|dưới|quá|chưa đến|chưa tới|không quá)\s$"
)
# What stands between a bound and the figure that is said of its words: its own unit, then what leads to a value.
_REST = r"\s?(?:%|\p{L}[\p{L}\d/]*)(?:\s\p{L}[\p{L}/]*){0,6}?"
_IS_SAID = regex.compile(rf"(?i){_REST}(?:\s(?:là|đạt|chiếm)|:)(?:\s(?:tỷ lệ|tỉ lệ))?\s$")
_IS_SAID_MANY = regex.compile(rf"(?i){_REST}(?:\slà|:)\s$")
_INNER = regex.compile(r"(?i)\s(?:trong|của)\s(?:\p{L}+\s){0,2}$")
# A percent of a plan is what was reached of it, of which no a/b is (9/14 khoản thu đạt trên 50% dự toán).
_PLAN = regex.compile(r"(?i)\s?%\s(?:so với\s)?(?:kế hoạch|KH|dự toán|chỉ tiêu|mục tiêu|nghị quyết|cùng kỳ)(?!\p{L})")
_REACHED = regex.compile(r"(?i)\sđạt (?:trên|dưới|từ) $")
# So much of what the things have (đạt 100% cử tri đi bầu), and what part of all they are behind it.
_HAS = regex.compile(r"(?i)\s(?:đạt|có) $")
_OF_OTHERS = regex.compile(
    r"(?i)\s?%\s(?!số|tổng|kế hoạch|KH|dự toán|chỉ tiêu|mục tiêu|nghị quyết|cùng kỳ|so|trở|trong|và|là|trên|về|cao|thấp"
    r"|tỷ lệ|tỉ lệ|tăng|giảm)\p{L}+\s\p{L}"
)
_SHARE_NEXT = regex.compile(r"(?i)\s?%\s?[,(]\s?(?:chiếm|đạt|bằng)(?:\s(?:tỷ lệ|tỉ lệ))?\s")
_FROM = regex.compile(r"(?i)(?<!đạt) từ $")
_RANGE_ENDS = regex.compile(r"(?i)\s?%?\s?(?:-|–|đến|tới)\s?(?:dưới )?\d[\d.,]*\s?%\s*(?:[,.;:)](?!\d)|$)")
_FIRST = regex.compile(r"(?r)(?<![\d.,/])(\d[\d.]*)\s?/\s?$")
_REACHING = regex.compile(r"(?ir)\bđạt (?:được |từ |trên |dưới )?(?:\d{1,2}\s?(?:-|–|đến|tới)\s?)?$")
_CRITERIA = regex.compile(r"(?i)(?:\s?(?:-|–|đến|tới)\s?\d{1,2})?\s(?:tiêu chí|chỉ số|tiêu chuẩn)\b")
# Whether 'đạt 100%' behind them is of the a/b or of the criteria, the rules of ratios know: they read them as a figure.
_SHARE_BEHIND = regex.compile(
    r"[^.;()\d]{0,40}[,(]\s*(?:(?:đạt|chiếm)\s)?(?:tỷ lệ|tỉ lệ)?[^\d,.;()]{0,12}\d[\d.,]*\s?%"
)
# More criteria than any list has are what all reached together.
_MAX_CRITERIA = 20
# What may follow a bound before the clause ends (dưới 95%; chưa đạt 70% chỉ tiêu).
_CLAUSE_END = regex.compile(r"(?:\s\p{L}+){0,4}\s*(?:[,.;:()](?!\d)|$)|\s(?:là|gồm)(?: các)?\s(?:xã\s)?\p{Lu}")
# Words that lead to a number of its own: a sum, a change, a share, another statement.
_OWN = regex.compile(
    r"(?i)[,;:.()…]|\b(?:với|và|trong đó|gồm|bằng|chiếm|tăng(?! giá)|giảm(?! giá)|vượt|trị giá|tổng|ước|mỗi|là|so với"
    r"|tương đương|bảo đảm|đảm bảo|phấn đấu|duy trì|nâng|nhằm|để)\b"
)
_CLAUSE_BEGIN = regex.compile(r"[;:…()]|[.,](?=\s)")
_IS_SO_MANY = regex.compile(r"(?i)(?:\s\p{L}+){0,9}?(?:\s(?:là|có|gồm)|:)\s$")
_SECOND = regex.compile(r"\s?/\s?[\d.,]*\d")
_MAX_BETWEEN = 90

Place = tuple[int, int]


def find_bounds(text: str, spans: Sequence[Place], rules: CompiledRules) -> frozenset[int]:
    """Where those figures of a text begin that only say which things the figure before or behind them is of."""
    found: set[int] = set()
    counted: Place | None = None
    for position, number in enumerate(spans):
        behind = spans[position + 1 : position + 3]
        or_more = _read_or_more(text, number, rules)
        is_ahead = or_more is not None and bool(behind) and _is_said_behind(text, number[0], or_more, behind[0], rules)
        if is_ahead or number[0] in found or _names_what_is_said(text, number, or_more, behind):
            found.add(number[0])
            if len(behind) > 1 and or_more and _INNER.fullmatch(text, or_more, behind[0][0]):
                found.add(behind[0][0])  # từ 3 lần trở lên trong 3 thai kỳ đạt 72,6%
        elif counted and _is_bound_of(text, counted, number, behind, rules, is_open=or_more is not None):
            found.add(number[0])
            if _RANGE_ENDS.match(text, number[1]):
                found.update(other[0] for other in behind[:1])  # 18 đơn vị từ 30% đến 70%
        else:
            counted = number
    return frozenset(found)


def _names_what_is_said(text: str, number: Place, or_more: int | None, behind: Sequence[Place]) -> bool:
    """Whether a number stands in the words of which the next figure is said, as a bound in them.

    Nothing is a bound whose plan the figure behind it is of: thu từ 20 tỷ đồng trở lên, đạt 105% dự toán.
    """
    if not behind or _PLAN.match(text, behind[0][1]):
        return False
    start, end = number
    if or_more is not None and text.endswith(_ABOVE, 0, start):
        is_inner = len(behind) > 1 and _INNER.fullmatch(text, or_more, behind[0][0]) is not None
        said = (behind[0][1], behind[1][0]) if is_inner else (end, behind[0][0])
        return _IS_SAID.fullmatch(text, *said) is not None
    lead = text[max(0, start - _MAX_BETWEEN) : start]
    if _ENOUGH.search(lead):
        return _IS_SAID.fullmatch(text, end, behind[0][0]) is not None
    return _LIMIT.search(lead) is not None and _IS_SAID_MANY.fullmatch(text, end, behind[0][0]) is not None


def _is_bound_of(
    text: str, counted: Place, number: Place, behind: Sequence[Place], rules: CompiledRules, *, is_open: bool
) -> bool:
    """Whether a number stands in the noun phrase of the count before it, with words that make it a bound."""
    start = number[0]
    lead = text[counted[1] : start]
    if len(lead) > _MAX_BETWEEN or "/" in lead[:3]:
        return False
    is_had = _WORTH.search(lead) is not None or _ENOUGH.search(lead) is not None
    is_reached = _is_reached(text, counted, number, behind, lead)
    is_named = is_open or is_had or is_reached or _is_range(text, number, lead)
    if not (is_named or _is_criteria(text, number, lead) or _ends_as_bound(text, number, lead, rules)):
        return False
    noun = read_unit(text, counted[1], rules)
    if noun is None or not (noun.is_listed or is_reached) or noun.kind != "count":
        return False
    listed = rules.cues["LISTED_NOUN"].match(text, noun.end) if is_reached else None
    return noun.end < start and _OWN.search(text, listed.end() if listed else noun.end, start) is None


def _is_range(text: str, number: Place, lead: str) -> bool:
    """Whether the things counted lie between two shares (18 đơn vị từ 30% đến 70%)."""
    return _FROM.search(lead) is not None and _RANGE_ENDS.match(text, number[1]) is not None


def _is_reached(text: str, counted: Place, number: Place, behind: Sequence[Place], lead: str) -> bool:
    """Whether each of the things of an a/b has reached so much of a plan, or of other things: none of a to b.

    'xã đạt 100% cử tri đi bầu' of '02/06 xã ...'; 'khu vực đạt 100%' of '41/73 khu vực ..., chiếm 56,16%'.
    """
    first = _FIRST.search(text, max(0, counted[0] - _MAX_BETWEEN), counted[0])
    if first is None:
        return False
    part, whole, percent = (_read(digits) for digits in (first[1], text[slice(*counted)], text[slice(*number)]))
    if not whole or abs(100 * part / whole - percent) < 1:
        return False
    if _REACHED.search(lead) and _PLAN.match(text, number[1]):
        return True
    if not _HAS.search(lead):
        return False
    is_share = bool(behind) and _SHARE_NEXT.fullmatch(text, number[1], behind[0][0]) is not None
    is_told = is_share and abs(100 * part / whole - _read(text[slice(*behind[0])])) < 1
    return is_told or _OF_OTHERS.match(text, number[1]) is not None


def _read(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", ".").strip("."))


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
