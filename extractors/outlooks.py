"""The time a heading looks out on: 'phương hướng năm 2011', 'nhiệm vụ tuần tới', 'nhiệm kỳ 2017 - 2022'."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from extractors.periods import Period, PeriodPhrase, month_end, name_period, year_period
from extractors.school_terms import school_year_of
from schemas.fact import PeriodKind

_QUARTERS, _MONTHS = 4, 12
_LONGEST_QUARTER, _WEEK = 92, 7
_OUTLOOK = regex.compile(
    r"(?i)\bphương hướng\b[^.;]{0,40}?\bnăm\s+(20\d\d)\b"
    r"|^[\s\p{L}\d/]{0,5}[.)]?\s*"
    r"(?:kế hoạch(?! (?:hóa|hoá)\b)|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ|dự kiến)[\p{L}\s,-]{0,40}?\s(20\d\d)\s*[:.]?$"
)
# A term is looked out on by what is to be done in it; elsewhere it names a body (đại biểu HĐND nhiệm kỳ 2021 - 2026).
_TERM_OF_OFFICE = regex.compile(
    r"(?i)\b(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp|kế hoạch|chương trình|dự kiến|phấn đấu)\b.*"
    r"\bnhiệm kỳ\s*(?:\p{L}+,?\s*)?((?:19|20)\d\d)\s*(?:-|–|đến)\s*((?:19|20)\d\d)\s*[:.]?\s*$"
)
_NEXT = regex.compile(r"(?i)\b(?<!\b(?:những|các|mọi) )(tuần|tháng|quý|năm|học kỳ)\s+(?:tới|sau|kế tiếp|tiếp theo)\b")


@lru_cache(maxsize=MAX_REMEMBERED)
def read_outlook(heading: str, own: Period | None) -> tuple[PeriodPhrase, ...]:
    """The time named, in a row of one; none where the heading names none. `own`: what the document reports on."""
    year = _OUTLOOK.search(heading)
    if year:
        return (PeriodPhrase(*year.span(), year_period(int(year[1] or year[2]))),)
    term = _TERM_OF_OFFICE.search(heading)
    if term:
        first, last = date(int(term[1]), 1, 1), date(int(term[2]), 12, 31)
        return (PeriodPhrase(*term.span(), Period(first, last, PeriodKind.FLOW, name_period(first, last))),)
    following = _NEXT.search(heading)
    if following is None or own is None or own.end is None:
        return ()
    start, end = _FOLLOWING[following[1].casefold()](own.end)
    return (PeriodPhrase(*following.span(), Period(start, end, PeriodKind.FLOW, name_period(start, end))),)


def read_following(own: Period | None) -> Period | None:
    """The stretch a report looks out on that names none: the rest of the year, else the next one like its own."""
    if own is None or own.start is None or own.end is None:
        return None
    unit = _unit_of(own.start, own.end)
    if unit is None:
        return None
    start, end = _FOLLOWING[unit](own.end)
    return Period(start, end, PeriodKind.FLOW, name_period(start, end))


def _unit_of(start: date, end: date) -> str | None:
    """What a stretch is one of: a year, its first months, a quarter, a month, a week, a term or year of school."""
    days = (end - start).days + 1
    is_whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    if is_whole and start.year == end.year and start.month == 1 and end.month not in (1, 3):
        return "năm" if end.month == _MONTHS else "phần còn lại"
    if is_whole and (start.month, end.month) == (9, 5):
        return "năm học"
    if is_whole and start.month == end.month:
        return "tháng"
    if is_whole and days <= _LONGEST_QUARTER:
        return "quý"
    return "tuần" if days == _WEEK else None


def _rest_of_year(end: date) -> tuple[date, date]:
    return end + timedelta(days=1), date(end.year, 12, 31)


def _next_school_year(end: date) -> tuple[date, date]:
    return date(end.year, 9, 1), date(end.year + 1, 5, 31)


def _next_week(end: date) -> tuple[date, date]:
    return end + timedelta(days=1), end + timedelta(days=7)


def _next_month(end: date) -> tuple[date, date]:
    first = date(end.year, end.month, monthrange(end.year, end.month)[1]) + timedelta(days=1)
    return first, month_end(first.year, first.month)


def _next_quarter(end: date) -> tuple[date, date]:
    quarter = (end.month + 2) // 3
    year, month = (end.year, quarter * 3 + 1) if quarter < _QUARTERS else (end.year + 1, 1)
    return date(year, month, 1), month_end(year, month + 2)


def _next_year(end: date) -> tuple[date, date]:
    return date(end.year + 1, 1, 1), date(end.year + 1, 12, 31)


def _next_term(end: date) -> tuple[date, date]:
    year = school_year_of(end) + 1
    return date(year, 1, 16), date(year, 5, 31)


_FOLLOWING: dict[str, Callable[[date], tuple[date, date]]] = {
    "tuần": _next_week,
    "tháng": _next_month,
    "quý": _next_quarter,
    "năm": _next_year,
    "học kỳ": _next_term,
    "năm học": _next_school_year,
    "phần còn lại": _rest_of_year,
}
