"""When the figures of a table hold: as the header of their column names it, else as the table's title does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import regex

from extractors.figure_periods import PeriodReader
from extractors.memory import MAX_REMEMBERED
from extractors.periods import (
    ABOUT_A_YEAR,
    Period,
    find_periods,
    is_called,
    month_end,
    name_period,
    read_period,
    shift_years,
    year_period,
)
from schemas.fact import PeriodKind

# A year that is the whole header, or stands bare behind a shorter span of time (Tháng 12 2018).
_BARE_YEAR = regex.compile(r"(?i)(.*\b(?:tháng\s+\d{1,2}|quý\s+(?:[iv]+|\d)|cả năm))?\s*((?:19|20)\d{2})")
# The year of a result or a plan (TH 2016, ƯTH 2017).
_RESULT_YEAR = regex.compile(
    r"(?i)(?:(?:ước\s+|ư|u)?(?:TH|thực hiện)|KH|kế hoạch|DT|dự toán|QT|quyết toán|sơ bộ|chính thức|ước(?: tính)?)\s*"
    r"(?:năm\s*)?"
    r"((?:19|20)\d{2})(?:\s*\([^()]*\))?"
)
_BARE_MONTH = regex.compile(
    r"(?i)(?:(?:ước\s+|ư)?(?:TH|thực hiện)\s+)?tháng\s+(\d{1,2})(?:\s+(?:(?:TH|KH)|(?:SS|so)\b.*))?(?:\s*\([^()]*\))?"
)
# A column that adds up from new year on, in a table of one month; one from the beginning of works does not.
_SINCE_NEW_YEAR = regex.compile(
    r"(?i)\btừ đầu năm(?! học)\b|\b(?:lũy|luỹ) kế\b(?!.*\b(?:dự án|khởi công|nhiệm kỳ|giai đoạn|đến)\b)"
)
_DECEMBER = 12
_A_FEW_DAYS = 20
# 9T/2025, 6T2024: the first months of a year.
_MONTHS_SHORT = regex.compile(r"(?i)\b(?:TH |KH )?(\d{1,2})\s?T\s?[/-]?\s?((?:19|20)\d{2})\b")
_SHORT_PLAN = regex.compile(r"(?i)\b(?:tháng|quý|vụ|học kỳ|nhiệm kỳ|giai đoạn|\d{4}\s?[-–]\s?\d{4})\b")
# A row or a column may be called by a day, a month or a year, and nothing else.
_LONGEST_TIME = 24
_ROW_YEAR = regex.compile(r"(?i)(?:năm\s+)?((?:19|20)\d{2})")
_HEADER_DAY = regex.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_OF_A_PAPER = regex.compile(
    r"(?i)\b(?:số\s+\d|quyết định|QĐ|nghị quyết|NQ|kế hoạch số|công văn|văn bản|theo|từ|sau|trước"
    r"|sinh|họp|ban hành|kèm)\b"
)
# One month inside a header (Kinh phí chi trả tháng 12); 'đến tháng 9' is where a stretch ends.
_INNER_MONTH = regex.compile(
    r"(?i)(?<!\b(?:đến|từ|hết|cuối|đầu|số|\d{1,2})\s)(?<![–-]\s?)\btháng\s+(0?[1-9]|1[0-2])\b(?!\s*(?:[/–-]|đến|và|năm|,|tuổi))"
)
_BEGINNING = regex.compile(r"(?i)(?<!tháng |từ |với |so )\bđầu (năm|kỳ)(?! học)\b")
_BEGINNING_OF = regex.compile(r"(?i)\bđầu năm(?:\s+\d{4})?(?=,?\s+(?:toàn|có|là|còn|trên))")
_DATE_LINE = regex.compile(r"(?i)(?<!(?:từ|đến|hết)\s)ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
# A year named in passing above a table (năm 2011 là 2,10) is not that of the table.
_PASSING_YEAR = regex.compile(
    r"(?i)\b(?:năm|tháng|quý)\s+[\dIVX/]+(?:\s+(?:là|đạt|có|chỉ|chiếm|giảm|tăng)\b|\s*:\s*\d)"
)


@lru_cache(maxsize=MAX_REMEMBERED)
def read_column_period(header: str, period: Period | None) -> Period | None:
    """The period a header names, else that of the table; of 'đầu kỳ' and 'đầu năm' the day before it begins."""
    if period is None or period.end is None:
        return _read_header(header, None) or period
    beginning = _BEGINNING.search(header)
    if beginning:
        first = period.start if period.start and beginning[1].casefold() == "kỳ" else date(period.end.year, 1, 1)
        last = first - timedelta(days=1)
        return Period(None, last, PeriodKind.STOCK, f"{last:%Y-%m-%d}")
    month = _BARE_MONTH.fullmatch(header)
    named = f"tháng {month[1]}/{period.end.year}" if month else header
    found = _read_header(named, period.end.year) or _read_day_of(header)
    if found is None and period.start is not None and _SINCE_NEW_YEAR.search(header):
        return replace(period, start=min(period.start, date(period.end.year, 1, 1)))
    inner = None if found else _INNER_MONTH.search(header)
    found = _read_header(f"tháng {inner[1]}/{period.end.year}", None) if inner else found
    return as_report_year(found, period) if found else period


def plan_year(period: Period, header: str) -> Period:
    """The year of a plan that does not say for how long it was made, in a table of what was done of it so far."""
    end = period.end
    runs_from_new_year = period.start is None or (period.start.month, period.start.day) == (1, 1)
    if end is None or not runs_from_new_year or _SHORT_PLAN.search(header):
        return period
    return year_period(end.year)


def as_report_year(found: Period, period: Period) -> Period:
    """'Năm 2018' in a report on 01/12/2017-30/11/2018 is that stretch, 'Năm 2017' the one before.

    So is '9T/2025' in one on 16/12/2024-15/9/2025.
    """
    start, end = period.start, period.end
    if start is None or end is None or found.end is None or found.start is None or found.end.year > end.year:
        return found
    is_own_year = (end - start).days >= ABOUT_A_YEAR and (start.month, start.day) != (1, 1)
    is_year = found == year_period(found.end.year)
    begins_before = (start.month, start.year) == (_DECEMBER, end.year - 1)
    is_part = (
        not is_year and begins_before and (found.start.month, found.start.day, found.end.month) == (1, 1, end.month)
    )
    is_own = (is_year and is_own_year) or is_part
    if not is_own and _is_about(found.start, found.end, start, end):
        return period
    return shift_years(period, found.end.year - end.year) if is_own else found


def _is_about(first: date, last: date, start: date, end: date) -> bool:
    """Whether whole months are what a report on other days calls its own ('quý III' of 15/6-14/9)."""
    is_whole = first.day == 1 and last == month_end(last.year, last.month)
    is_own_whole = start.day == 1 and end == month_end(end.year, end.month)
    return is_whole and not is_own_whole and max(abs((first - start).days), abs((last - end).days)) <= _A_FEW_DAYS


def read_compared_period(header: str, year: int | None) -> Period | None:
    """The period a header names; but one month of a year among columns of whole years is not the time of the others."""
    bare = _BARE_YEAR.fullmatch(header)
    is_part = (bare and bare[1]) or _BARE_MONTH.fullmatch(header)
    return None if is_part else _read_header(header, year)


def read_row_period(name: str, period: Period | None, reader: PeriodReader) -> Period | None:
    """The time that is all of a row's name (2019, Năm 2019, Quý II/2019, Tháng 3), else the period of the table."""
    text = " ".join(name.split())
    if not text or len(text) > _LONGEST_TIME:
        return period
    bare, month = _ROW_YEAR.fullmatch(text), _BARE_MONTH.fullmatch(text)
    if bare:
        return _as_stated(year_period(int(bare[1])), reader.own)
    year = period.end.year if period and period.end else reader.year
    named = find_periods(f"{text}/{year}" if month else text, year)
    is_whole = len(named) == 1 and named[0].start == 0 and named[0].end >= len(text)
    return _as_stated(named[0].period, reader.own) if is_whole else period


def read_title_period(title: str, reader: PeriodReader, lead: str = "") -> Period | None:
    """The period the lines above a table name, the nearest first, else the document's own.

    `lead`: the paragraph that introduces the table, whose days are those of what the title calls by its year.
    """
    told, named = reader.read_lead(lead) if lead else None, _read_lines(title, reader)
    if told is None or told.end is None:
        return named or reader.own
    is_inside = named is None or (
        named.start is not None and named.end is not None and named.start <= told.end <= named.end
    )
    return _up_to(told, reader.own) if is_inside else named


def _up_to(told: Period, own: Period | None) -> Period:
    """The report's stretch up to the day of a lead, so that each column tells for itself what runs up to it."""
    if told.start is not None or told.end is None or own is None or own.start is None or told.end <= own.start:
        return told
    return Period(own.start, told.end, PeriodKind.FLOW, name_period(own.start, told.end))


def _read_lines(title: str, reader: PeriodReader) -> Period | None:
    own = reader.document.title
    for line in reversed((title.replace(own, "") if own else title).split("\n")):
        named = _BEGINNING_OF.sub("", _PASSING_YEAR.sub("", _DATE_LINE.sub("", line)))
        found = read_period(named, reader.year)
        if found:
            return _as_stated(found, reader.own)
    return None


def _as_stated(found: Period, own: Period | None) -> Period:
    """The days that the report states for its own stretch, where a table's title names that."""
    if own is None or own.start is None or own.end is None or found.start is None or found.end is None:
        return found
    is_own = _is_about(found.start, found.end, own.start, own.end) or is_called(own, found)
    return replace(own, kind=found.kind) if is_own else found


def _read_day_of(header: str) -> Period | None:
    """The one day a header names, without a word for it: 'Dư nợ 31/12/2021'; that of a decision is none."""
    days = _HEADER_DAY.findall(header)
    is_lone = len(days) == 1 and not _OF_A_PAPER.search(header)
    return read_period(f"đến {'/'.join(days[0])}", None) if is_lone else None


@lru_cache(maxsize=MAX_REMEMBERED)
def _read_header(header: str, year: int | None) -> Period | None:
    result = _RESULT_YEAR.fullmatch(header)
    bare = _BARE_YEAR.fullmatch(header)
    if result:
        return read_period(f"năm {result[1]}", year)
    header = _MONTHS_SHORT.sub(r"\1 tháng năm \2", header)
    return read_period(f"{bare[1] or ''} năm {bare[2]}" if bare else header, year)
