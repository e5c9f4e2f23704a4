"""The times a sentence names, in the order it names them, as seen from the stretch its report is on.

A time is named outright (năm 2022, quý III), or by how it lies to that stretch: inside it (trong tháng), up to its end
(đến nay, từ đầu năm), before it (cùng kỳ, năm học trước), so many years back from its end (sau 3 năm thực hiện).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

import regex

from extractors.base_periods import read_compared
from extractors.periods import (
    ABOUT_A_YEAR,
    Period,
    PeriodPhrase,
    find_periods,
    month_end,
    name_period,
    read_count,
    year_period,
)
from extractors.rules_compiled import CompiledRules
from extractors.school_terms import name_term, school_year_of
from schemas.fact import PeriodKind


class Way(Enum):
    """How a time is told, which says how far it reaches and whether what it tells of adds up."""

    NAMED = "named"
    OWN = "own"
    NOW = "now"
    RUNS = "runs"
    UNTIL_NOW = "until_now"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A time, where its words stand, how it is told, and the place up to which it holds."""

    start: int
    end: int
    period: Period
    way: Way
    reach: int


_BARE_MONTHS = regex.compile(
    r"(?i)(?<!\b(?:đến|từ|hết|cuối|đầu|giữa|sau|trước|\d{1,2})\s)\btháng\s+(?<month>\d{1,2})(?!\s*(?:/|-|–|năm|\d))"
    r"|(?<![\d/.,–-]\s?)\b(?<count>\d{1,2})\s+tháng\b(?!\s*(?:đầu|cuối|năm|tuổi|tháng|/|\d+/))"
)
_SINCE = regex.compile(
    r"(?i)\btừ\s+(?:(?:đầu\s+)?năm\s+(?<year>\d{4})|(?:tháng\s+|ngày\s+)?(?:(?<day>\d{1,2})[/.-])?(?<month>\d{1,2})[/.-](?<in>\d{4})"
    r"|(?:ngày\s+)?(?<day>\d{1,2})/(?<month>\d{1,2})(?![/\d])|tháng\s+(?<month>\d{1,2})(?![/\d]))"
    r",?\s*(?:đến|tới|-|–)\s*(?:nay|thời điểm (?:này|báo cáo|hiện tại))"
)
# What began so is under way still.
_BEGAN = regex.compile(
    r"(?i)\b(?:bắt đầu|kể|tính)\s+từ\s+(?:(?:ngày\s+)?(?<day>\d{1,2})[/.-])?(?:tháng\s+)?(?<month>\d{1,2})"
    r"(?:[/.-]|\s+năm\s+)(?<in>\d{4})"
    r"(?!\s*(?:đến|tới|-|–|\d))"
)
_UP_TO_YEAR = regex.compile(r"(?i)(?<!\btừ năm \d{4}\s)\b(?:đến|vào)\s+năm\s+(\d{4})(?!\s*[-–/])")
_YEARS_BACK = regex.compile(
    r"(?i)\b(?:trong|qua|sau|suốt)\s+(?<count>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+năm\b(?!\s*[\d(]|\s+(?:tới|tiếp|học))"
)
_REST_OF_YEAR = regex.compile(
    r"(?i)\b(?:những|các)\s+tháng\s+(?:cuối(?:\s+năm)?|còn lại)"
    r"(?:\s+(?:của|trong))?(?:\s+năm)?(?:\s+(?<year>(?:19|20)\d\d))?"
)
_SEMESTER = regex.compile(r"(?i)\b(?:học kỳ|học kì)\s+(?-i:(II|2)|I|1)\b(?!\s*[,;–-]?\s*(?:năm học\s+)?\d{4})")
_UNTIL_NOW = regex.compile(r"(?i)đến (?:nay|thời điểm)")
_ENDS = regex.compile(r"[;)]|\.(?=\s|$)")
_OPENS_DAYS = regex.compile(r"(?i)\s*\((?:số liệu\s+)?(?:(?:được\s+)?(?:tính|lấy)\s+)?")
_A_MONTH = timedelta(days=31)
_FROM_NEW_YEAR = regex.compile(r"(?i).*\btừ đầu năm\b")
_APART = regex.compile(r"(?i)\briêng(?:\s+trong)?\s+$")
# What was there at a beginning is said of one figure and its parts.
_LIST_GOES_ON = regex.compile(r"(?i)[;)]|\.(?=\s|$)|,(?!\s*(?:chiếm|trong đó|gồm|với|bằng|đạt)\b)")
_SEMICOLON = regex.compile(r";")
# What was there at new year is left where a clause tells of later: by a time, by what came of it, by what is left.
_NEW_YEAR = regex.compile(r"(?i)đầu năm\b")
_LATER = regex.compile(
    r"(?i)[,;]\s+(?:(?:và|nhưng|song|thì)\s)?(?="
    r"(?:đến(?! từ)|tới|cuối|hiện|nay|năm nay|qua|sau|kết quả|trong năm|giảm (?:xuống )?còn)\b"
    r"|còn\s(?:chỉ\s|khoảng\s)?\d"
    r"|(?!trong đó\b)(?:[^,;.()]|(?<=\d)[.,](?=\d)){0,60}?\b(?:đã|thoát nghèo)\b"
    r"|(?:[^,;.()]|(?<=\d)[.,](?=\d)){0,60}?"
    r"\b(?:cuối năm|được (?:công nhận|xét|bình xét|khen)|đạt (?:danh hiệu|chuẩn))\b)"
)
# Those who ever fell ill are counted from the first case on, not from new year (lũy tích 287 người nhiễm HIV), and so
# is what adds up to now (lũy kế đến nay đã cấp 8.355 thẻ), unless it is set against the plan of the year.
_SINCE_THE_FIRST = regex.compile(
    r"(?i)(?:(?:lũy|luỹ) tích\b|(?:lũy|luỹ) kế\s(?:\p{L}+\s){0,2}?(?:tính\s)?đến\s(?:nay|thời điểm (?:này|hiện tại))\b"
    r"(?![^.;]*\b(?:kế hoạch|dự toán|chỉ tiêu|KH|giải ngân|đầu năm|trong năm|ngân sách)\b)"
    r"|(?:(?:lũy|luỹ) kế|cộng dồn)\b(?=[^.;]{0,60}\b(?:nhiễm HIV|HIV|AIDS)\b))"
    r"(?!\s*(?:,\s*)?(?:tính )?từ\b|\s*(?:(?:trong|cả)\s)?(?:\d+ tháng|năm|quý)\b)"
)
# 'Lũy kế' and 'đến nay' so far behind it are one time.
_ONE_TIME = 30
_MONTHS_OF_QUARTER = 3
_DAYS_OF_MONTH = 30.4
_SCHOOL_BEGINS = 8
_A_TERM = timedelta(days=2 * 366)
_AIMS = regex.compile(r"(?i)\s+(?:tăng|giảm|cao|thấp)\b|\s*[,;.)]")


def find_marks(
    text: str, own: Period | None, year: int | None, rules: CompiledRules, issued: date | None = None
) -> tuple[TimeMark, ...]:
    """Every time that a sentence names, in order. `issued`: the day up to which a report can tell what is done."""
    found = [mark for phrase in find_periods(text, year) for mark in _named(text, phrase, own)]
    if own is not None and own.end is not None:
        began = [
            replace(mark, way=Way.NAMED)
            for match in _BEGAN.finditer(text)
            for mark in _since(match, match["in"], own.end, None, text)
        ]
        found = [*began, *(mark for mark in found if not _overlaps(mark, began))]
        own_marks = [*_find_bare(text, own), *_find_since(text, own, issued)]
        found.extend(mark for mark in own_marks if not _overlaps(mark, found))
        rest = [*_find_rest(text, own.end)]
        found = [*rest, *(mark for mark in found if not _overlaps(mark, rest))]
        found.extend(_find_told(text, own, own.end, rules))
    ordered = sorted(found, key=lambda mark: (mark.end, mark.start))
    return tuple(_define(text, [*_join(text, ordered)]))


def _define(text: str, marks: list[TimeMark]) -> Iterator[TimeMark]:
    """A time that a bracket behind it gives in days is those days: 'tháng 10 (từ ngày 15/9 đến ngày 14/10)'."""
    for place, mark in enumerate(marks):
        before, after = marks[place - 1 : place], marks[place + 1 : place + 2]
        if before and _are_days_of(before[0], mark, text):
            continue
        has_days = after and _are_days_of(mark, after[0], text)
        yield replace(mark, end=after[0].end, period=_in_days(mark.period, after[0].period)) if has_days else mark


def _are_days_of(mark: TimeMark, days: TimeMark, text: str) -> bool:
    if not _OPENS_DAYS.fullmatch(text, mark.end, max(mark.end, days.start)):
        return False
    return text[days.end : days.end + 1] == ")" and days.way is Way.NAMED and mark.way in (Way.NAMED, Way.OWN)


def _in_days(called: Period, days: Period) -> Period:
    """The days of a bracket; where they only say up to when, from the beginning of what they are of."""
    if days.start is not None:
        return replace(days, kind=called.kind)
    first, last = called.start, days.end
    if first is None or last is None or called.end is None or not first < last <= called.end + _A_MONTH:
        return called
    return Period(first, last, called.kind, name_period(first, last))


def _named(text: str, phrase: PeriodPhrase, own: Period | None) -> Iterator[TimeMark]:
    """A time named outright; 'đầu năm' holds up to what is told of later, which is of the year it began."""
    start, end, period = phrase.start, phrase.end, phrase.period
    if not _NEW_YEAR.match(text, start):
        yield TimeMark(start, end, period, Way.NAMED, _reach_of(text, start, end))
        return
    reach = _reach(_LATER, text, end)
    yield TimeMark(start, end, period, Way.NAMED, reach)
    began = period.end.year + 1 if period.end else None
    if reach < len(text) and began and own and own.end and began != own.end.year:
        yield TimeMark(reach, reach, year_period(began), Way.NAMED, len(text))


def _reach_of(text: str, start: int, end: int) -> int:
    """A time holds to the end of its sentence; one set apart (riêng tháng 10 thu ...;) to that of its clause."""
    return _reach(_SEMICOLON, text, end) if _APART.search(text, 0, start) else len(text)


def _overlaps(mark: TimeMark, others: list[TimeMark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _reach_of_one(runs: TimeMark) -> int:
    """How far behind words that run on their end may stand: that of what has no first day is its only day."""
    return _ONE_TIME if runs.period.start else 2 * _ONE_TIME


def _join(text: str, marks: list[TimeMark]) -> Iterator[TimeMark]:
    """What runs on up to a time is one with it: 'lũy kế đến 30/6', 'từ đầu năm đến nay'."""
    last: TimeMark | None = None
    for mark in marks:
        if last and last.way is Way.RUNS and mark.start - last.end <= _reach_of_one(last) and mark.start >= last.start:
            is_own = mark.way is not Way.NAMED
            period = last.period if is_own else _running_to(mark.period, last.period, text[last.start : last.end])
            if (
                mark.way is Way.RUNS
                and mark.period.start
                and last.period.start
                and mark.period.start < last.period.start
            ):
                period = mark.period
            last = TimeMark(last.start, mark.end, period, Way.RUNS, mark.reach)
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last


def _running_to(period: Period, since: Period, words: str) -> Period:
    """What runs up to the end of a named time, from where it began where only its end is named."""
    if period.start is None and period.end and _FROM_NEW_YEAR.match(words):
        first = date(period.end.year, 1, 1)
        return Period(first, period.end, PeriodKind.CUMULATIVE, name_period(first, period.end))
    is_open = since.start is None and period.kind is PeriodKind.CUMULATIVE
    return replace(period, start=None if is_open else period.start, kind=PeriodKind.CUMULATIVE)


def _find_bare(text: str, own: Period) -> Iterator[TimeMark]:
    """Months named without their year: 'tháng 8' is of the report's, '8 tháng' its first up to the report's end."""
    end = own.end
    assert end is not None
    for match in _BARE_MONTHS.finditer(text):
        if match["count"]:
            period = _first_months(own, int(match["count"]), end)
            if period:
                yield TimeMark(*match.span(), period, Way.NAMED, len(text))
        elif 1 <= int(match["month"]) <= min(12, end.month + 1):
            last = month_end(end.year, int(match["month"]))
            period = Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")
            yield TimeMark(*match.span(), period, Way.NAMED, _reach_of(text, *match.span()))


def _find_rest(text: str, end: date) -> Iterator[TimeMark]:
    """What is left of the year a report is on (nhiệm vụ những tháng cuối năm, các tháng còn lại của năm 2022)."""
    last = date(end.year, 12, 31)
    for match in _REST_OF_YEAR.finditer(text) if end < last else ():
        if int(match["year"] or end.year) == end.year:
            first = end + timedelta(days=1)
            yield TimeMark(
                *match.span(), Period(first, last, PeriodKind.FLOW, name_period(first, last)), Way.NAMED, len(text)
            )


def _first_months(own: Period, count: int, end: date) -> Period | None:
    """So many months up to the report's end: its own stretch where that is as long, else those of its year."""
    if own.start and round((end - own.start).days / _DAYS_OF_MONTH) == count:
        return own
    return Period(date(end.year, 1, 1), end, PeriodKind.FLOW, f"{end:%Y-%m}T") if count == end.month else None


def _find_since(text: str, own: Period, issued: date | None) -> Iterator[TimeMark]:
    """Stretches that end where the report does: 'từ năm 2019 đến nay', 'sau 3 năm thực hiện'; and aims beyond it."""
    end = own.end
    assert end is not None
    for match in _SINCE.finditer(text):
        yield from _since(match, match["year"] or match["in"], end, issued, text)
    for match in _YEARS_BACK.finditer(text):
        count = read_count(match["count"])
        is_own = own.start is not None and (end - own.start).days > ABOUT_A_YEAR * count
        first = own.start if is_own and own.start else date(end.year - count + 1, 1, 1)
        yield TimeMark(
            *match.span(), Period(first, end, PeriodKind.FLOW, name_period(first, end)), Way.NAMED, len(text)
        )
    is_of_school = own.start is not None and (own.start.year < end.year or own.start.month >= _SCHOOL_BEGINS)
    for match in _SEMESTER.finditer(text) if is_of_school else ():
        named = name_term("II" if match[1] else "I", school_year_of(end))
        if named:
            yield TimeMark(*match.span(), named, Way.NAMED, len(text))
    for match in _UP_TO_YEAR.finditer(text):
        if int(match[1]) != end.year:
            yield TimeMark(*match.span(), year_period(int(match[1])), Way.NAMED, len(text))


def _since(match: regex.Match[str], named: str | None, end: date, issued: date | None, text: str) -> Iterator[TimeMark]:
    """What runs from a day on: up to the report's end, or from a day of the year (từ 15/11 đến nay) to its issue."""
    is_of_year = named is None
    last = issued if is_of_year and issued and issued.year == end.year and issued < end else end
    try:
        first = date(int(named or last.year), int(match["month"] or 1), int(match["day"] or 1))
        first = first.replace(year=last.year - 1) if is_of_year and first > last else first
    except ValueError:
        return
    if first < last:
        period = Period(first, last, PeriodKind.CUMULATIVE, name_period(first, last))
        yield TimeMark(*match.span(), period, Way.RUNS, len(text))


def _find_told(text: str, own: Period, end: date, rules: CompiledRules) -> Iterator[TimeMark]:
    """Times told by how they lie to the report's own."""
    for match in rules.cues["OWN_TIME"].finditer(text):
        yield TimeMark(*match.span(), last_part(own, match[0].rsplit(maxsplit=1)[-1]), Way.OWN, len(text))
    for match in rules.cues["RUNNING_WORDS"].finditer(text):
        is_open = _SINCE_THE_FIRST.match(text, match.start()) is not None
        first = None if is_open else _beginning(own, end, match[0])
        period = Period(first, end, PeriodKind.CUMULATIVE, name_period(first, end))
        yield TimeMark(*match.span(), period, Way.RUNS, _reach(_SEMICOLON, text, match.end()))
    for match in rules.cues["NOW_WORDS"].finditer(text):
        way = Way.UNTIL_NOW if _UNTIL_NOW.match(match[0]) else Way.NOW
        yield TimeMark(*match.span(), own, way, len(text))
    for match in rules.cues["EARLIER_TIME"].finditer(text):
        opens = rules.cues["CLAUSE_OPENS"].search(text, max(0, match.start() - _ONE_TIME), match.start())
        if not opens or _AIMS.match(text, match.end()):
            continue
        start = max(match.start(), text.casefold().rfind("đầu", match.start(), match.end()))
        earlier = read_compared(text[start : match.end()], own, rules)
        if earlier:
            stops = _ENDS if earlier.kind is not PeriodKind.STOCK else _LIST_GOES_ON
            yield TimeMark(start, match.end(), earlier, Way.EARLIER, _reach(stops, text, match.end()))


def _reach(stops: regex.Pattern[str], text: str, position: int) -> int:
    stop = stops.search(text, position)
    return stop.start() if stop else len(text)


def _beginning(own: Period, end: date, words: str) -> date:
    """When what runs on began: with the year, or with the report's stretch where that began before the year."""
    first = date(end.year, 1, 1)
    is_year = not words.casefold().endswith(("nhiệm kỳ", "vụ"))
    return own.start if own.start and (own.start < first or not is_year) else first


def last_part(own: Period, unit: str) -> Period:
    """What 'trong tháng' means in a report on several: the last of them; of other units the whole stretch."""
    start, end = own.start, own.end
    if start is None or end is None or end - start > _A_TERM:
        return own
    months = {"tháng": 1, "quý": _MONTHS_OF_QUARTER}.get(unit.casefold(), 0)
    first = months_before(end, months) + timedelta(days=1) if months else start
    return Period(first, end, PeriodKind.FLOW, name_period(first, end)) if first > start else own


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
