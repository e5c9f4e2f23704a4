"""Periods: what a phrase such as 'từ ngày 01/01 đến ngày 30/11/2023' or '6 tháng đầu năm 2023' covers."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from schemas.fact import PeriodKind


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day covered, how the figure relates to them, and the label used in comparisons."""

    start: date | None
    end: date | None
    kind: PeriodKind
    label: str


# The time of day may stand before a day (tính đến 16h00' ngày 26/9/2024, đến 17 giờ 30 phút, ngày 23/5/2021).
CLOCK = (
    r"(?:\d{1,2}\s?(?:h|g|giờ)\s?(?:[0-5]\d(?![/.]))?\s?(?:['’′]|phút|ph\b)?"
    r"(?:\s(?:sáng|trưa|chiều|tối))?,?\s*(?=ngày\b|\d))"
)
_D = (
    rf"{CLOCK}?"
    + r"(?:ngày\s+)?(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})(?:\s*(?:/|-|\.|năm)\s*((?:19|20)\d\d(?![.,]?\d)))?"
)
_FROM_TO = regex.compile(rf"(?i)từ\s+(?:hết\s+|tháng\s+)?{_D}\s*(?:đến|tới|-|–)\s*(?:hết\s+)?{_D}")
_DAYS_TO = regex.compile(
    r"(?i)từ\s+(?:ngày\s+)?(\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.]\s*(\d{4}))?"
)
_FROM_TO_HEADER = regex.compile(rf"(?i)từ ngày:?\s*{_D}\s*đến ngày:?\s*{_D}")
_MONTHS_TO = regex.compile(
    r"(?i)từ\s+tháng\s+(\d{1,2})(?:\s*(?:/|năm)\s*((?:19|20)\d\d(?![.,]?\d)))?\s*(?:đến|-|–)\s*(?:hết\s+)?tháng\s+(\d{1,2})\s*(?:/|năm)\s*((?:19|20)\d\d(?![.,]?\d))"
)
_MONTH_TO_DAY = regex.compile(
    rf"(?i)từ\s+(?:đầu\s+)?tháng\s+(\d{{1,2}})(?:\s*(?:/|năm)\s*((?:19|20)\d\d))?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?{_D}"
)
_TO_DAY = regex.compile(
    rf"(?i)(?:tính\s+)?đến\s+(?:hết\s+|thời điểm\s+|(?:lúc\s+)?{CLOCK})*ngày\s+"
    r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*"
    rf"(?:/|-|\.|năm)\s*((?:19|20)\d\d(?![.,]?\d))|(?:đến|thời điểm)\s+{CLOCK}?"
    r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d(?![.,]?\d))"
    rf"|(?:đến\s+(?:hết\s+|{CLOCK})?ngày|tính đến(?:\s+hết)?)\s+"
    r"(\d{1,2})/(\d{1,2})(?![\d/])"
)
_TO_MONTH = regex.compile(
    r"(?i)(?:tính\s+)?đến\s+(?:hết\s+|nay\s+|cuối\s+)*tháng\s+(\d{1,2})(?:\s*(?:/|năm)\s*((?:19|20)\d\d(?![.,]?\d)))?"
)
_TO_YEAR_END = regex.compile(
    r"(?i)(?:(?:tính\s+)?đến\s+(?:hết|cuối)|(?<!tháng )(?:cuối|hết))\s+năm\s+((?:19|20)\d\d(?![.,]?\d))"
)
_HALF = regex.compile(
    r"(?i)\b(\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?)\s+tháng\s+"
    r"(?:(đầu|cuối)\s+năm(?:\s+((?:19|20)\d\d(?![.,]?\d)))?|năm\s+((?:19|20)\d\d(?![.,]?\d)))"
)
_QUARTER = regex.compile(r"(?i)quý\s+(IV|I{1,3}|[1-4])\s*(?:/|năm|-)?\s*((?:19|20)\d\d(?![.,]?\d))?")
_SEMESTER = regex.compile(
    r"(?i)(?:học kỳ|học kì|\bHK)\s*(I{1,2}|[12])\b\s*[,;–-]?\s*"
    r"(?:của\s+)?(?:năm học\s+)?((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)"
)
_SCHOOL_YEAR = regex.compile(
    r"(?i)(năm học(?: mới)?|thực hiện|kế hoạch|\bTH|\bKH)"
    r"\s+((?:19|20)\d\d(?![.,]?\d))\s*[-–/]\s*((?:19|20)\d\d(?![.,]?\d))"
)
# The term a body is elected for is its name (đại biểu HĐND nhiệm kỳ 2021-2026), the term a report is on is a time.
_YEARS = regex.compile(
    r"(?i)(?:giai đoạn|nhiệm kỳ(?<!\b(?:đại hội|đại biểu|hội đồng nhân dân|hđnd|quốc hội|bầu cử|chấp hành|thường vụ"
    r"|cấp ủy|cấp uỷ|chi ủy|khóa|khoá|lần thứ)\b[^.,;:()]{0,30}[,;(]?\s?nhiệm kỳ)|\bnăm\s+\(?|\((?<=\p{L}\s\())"
    r"\s*((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?!\d)"
    r"|từ\s+năm\s+((?:19|20)\d\d)\s*(?:đến|tới|-|–)\s*(?:hết\s+)?năm\s+((?:19|20)\d\d)"
)
# A longer stretch is the age of something (80 năm Quốc khánh (1945-2025)).
_MAX_YEARS = 15
_SEASON = regex.compile(r"(?i)\bvụ\s+(đông(?:[\s-]+xuân)?)\s+((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)")
_MONTH = regex.compile(
    r"(?i)(?:trong\s+)?tháng\s+(\d{1,2})\s*(?:/|năm)\s*((?:19|20)\d\d(?![.,]?\d))|trong\s+tháng\s+(\d{1,2})(?![\d/])"
)
_RUNNING = regex.compile(
    r"(?i)(?:lũy|luỹ) kế\s+(?:được\s+|trong\s+)?(\d{1,2}|sáu|chín)\s+tháng"
    r"(?:\s+(?:đầu\s+)?năm(?:\s+((?:19|20)\d\d(?![.,]?\d)))?)?"
)
_YEAR_BEGIN = regex.compile(
    r"(?i)(?<!từ |tháng |quý |với |so |giữa |dịp |ngay )\bđầu năm(?:\s+((?:19|20)\d\d(?![.,]?\d)))?"
    r"(?=,?\s+(?:(?:trên địa bàn|toàn|cả)\s+)?(?:(?:huyện|tỉnh|xã|phường|thị xã|thành phố|quận)\s+)?(?:có|là|còn)\b"
    r"|\s*[:(]\s*\d)"
)
_ALL_YEAR = regex.compile(
    r"(?i)(?<!(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|kh|dt|giao|so|với|cho)\s)\bcả năm(?:\s+((?:19|20)\d\d(?![.,]?\d)))?"
    r"(?!\s+(?:học|trước|(?:19|20)\d\d\b))"
)
_YEAR = regex.compile(
    r"(?i)(?<!với |đến |từ |hướng |cùng kỳ |với kỳ |so kỳ |trước |sau )năm\s+((?:19|20)\d\d(?![.,]?\d))(?!\s*[-–]\s*\d)"
)
# A stretch of so many days is a year to those who compare years.
ABOUT_A_YEAR = 350
_AT_MOST_A_YEAR = 380
_DAYS_OF_MONTH = 30.4
_ROMAN_QUARTER = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một")
_WORD_MONTHS = {word: number for number, word in enumerate(_WORDS, start=2)}


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """A period and where its words stand in the text."""

    start: int
    end: int
    period: Period


def find_periods(text: str, default_year: int | None) -> list[PeriodPhrase]:
    """Every phrase that names a period, in order; of two that overlap the more telling one."""
    found: list[PeriodPhrase] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            try:
                found.append(PeriodPhrase(*match.span(), read(list(match.groups()), default_year)))
            except ValueError:
                continue
    return sorted(found, key=lambda phrase: phrase.start)


def name_period(start: date | None, end: date) -> str:
    """The label of a stretch: 2023, 2023-11T, else its year where it is about one (15/12 to 14/12), else its days."""
    if start is None:
        return f"{end:%Y-%m-%d}"
    named = _month_label(start, end) or _whole_name(start, end)
    if named is None and ABOUT_A_YEAR <= (end - start).days <= _AT_MOST_A_YEAR:
        named = str(end.year)
    return named or f"{start:%Y-%m-%d}..{end:%Y-%m-%d}"


def _whole_name(start: date, end: date) -> str | None:
    """2023-02 and 2023Q2 for a month and a quarter, 2023-2024 for a school year and for years; None for others."""
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    if (start.month, end.month, end.year - start.year) == (9, 5, 1):
        return f"{start.year}-{end.year}"
    if start.year == end.year and start.month == end.month:
        return f"{end:%Y-%m}"
    if (start.month, end.month) == (1, 12):
        return f"{start.year}-{end.year}"
    is_quarter = start.year == end.year and start.month % 3 == 1 and end.month == start.month + 2
    return f"{end.year}Q{end.month // 3}" if is_quarter else None


def shift_years(period: Period, years: int) -> Period:
    """The same stretch so many years later; 29 February becomes the 28th."""
    start = _shift(period.start, years) if period.start else None
    end = _shift(period.end, years) if period.end else None
    return Period(start, end, period.kind, name_period(start, end) if end else period.label)


def is_called(own: Period, found: Period) -> bool:
    """Whether the first months of a year, or all of it, are what a report on other days calls its own stretch.

    'Năm 2022' in one on 01/10/2021 to 30/9/2022, '6 tháng đầu năm 2024' in one on 01/12/2023 to 31/5/2024.
    """
    start, end = own.start, own.end
    if start is None or end is None or found.start is None or found.end is None or found.kind is not PeriodKind.FLOW:
        return False
    is_from_new_year = (found.start.month, found.start.day) == (1, 1) and (start.month, start.day) != (1, 1)
    if not is_from_new_year or not found.start.year == found.end.year == end.year or start.year == end.year:
        return False
    return _count_months(start, end) == _count_months(found.start, found.end) > 1


def _count_months(start: date, end: date) -> int:
    return round(((end - start).days + 1) / _DAYS_OF_MONTH)


def _shift(day: date, years: int) -> date:
    month_end = calendar.monthrange(day.year + years, day.month)[1]
    is_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year + years, day.month, month_end if is_month_end else min(day.day, month_end))


@lru_cache(maxsize=MAX_REMEMBERED)
def read_period(text: str, default_year: int | None) -> Period | None:
    """The most telling period a phrase names, None where it names none or an impossible one."""
    for pattern, read in _READERS:
        match = pattern.search(text)
        if match:
            try:
                return read(list(match.groups()), default_year)
            except ValueError:
                continue
    return None


def year_period(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.FLOW, str(year))


def _number(text: str | None, default: int | None) -> int:
    if text is None and default is None:
        raise ValueError("no year")
    return int(text) if text is not None else int(default or 0)


def _from_to(groups: list[str | None], year: int | None) -> Period:
    d1, m1, y1, d2, m2, y2 = groups[:6]
    last = date(_number(y2, year), _number(m2, None), _number(d2, None))
    first = date(_number(y1, last.year), _number(m1, None), _number(d1, None))
    if y1 is None and first > last:
        first = first.replace(year=last.year - 1)
    label = f"{first:%Y-%m-%d}..{last:%Y-%m-%d}"
    return Period(first, last, PeriodKind.FLOW, _month_label(first, last) or label)


def _days_to(groups: list[str | None], year: int | None) -> Period:
    first, last, month, named = groups[:4]
    return _from_to([first, month, named, last, month, named], year)


def _month_label(first: date, last: date) -> str | None:
    """2023-11T for January to the end of November; None for other stretches."""
    starts_year = (first.month, first.day) == (1, 1) and first.year == last.year
    if starts_year and last.day == calendar.monthrange(last.year, last.month)[1]:
        return str(last.year) if last.month == 12 else f"{last.year}-{last.month:02d}T"
    return None


def _month_to_day(groups: list[str | None], year: int | None) -> Period:
    month, first_year, d, m, y = groups[:5]
    return _from_to(["1", month, first_year, d, m, y], year)


def _months_to(groups: list[str | None], year: int | None) -> Period:
    last_year = _number(groups[3], year)
    first = date(_number(groups[1], last_year), _number(groups[0], None), 1)
    last = month_end(last_year, _number(groups[2], None))
    return Period(first, last, PeriodKind.FLOW, _month_label(first, last) or f"{first:%Y-%m}..{last:%Y-%m}")


def month_end(year: int, month: int) -> date:
    """The last day of a month; ValueError where there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError("no such month")
    return date(year, month, calendar.monthrange(year, month)[1])


def _to_day(groups: list[str | None], year: int | None) -> Period:
    d, m, *y = [group for group in groups if group is not None]
    last = date(_number(y[0] if y else None, year), int(m), int(d))
    return Period(None, last, PeriodKind.STOCK, f"{last:%Y-%m-%d}")


def _to_month(groups: list[str | None], year: int | None) -> Period:
    last = month_end(_number(groups[1], year), _number(groups[0], None))
    return Period(date(last.year, 1, 1), last, PeriodKind.CUMULATIVE, f"{last.year}-{last.month:02d}T")


def _to_year_end(groups: list[str | None], year: int | None) -> Period:
    last = date(_number(groups[0], year), 12, 31)
    return Period(None, last, PeriodKind.STOCK, str(last.year))


def _half(groups: list[str | None], year: int | None) -> Period:
    word = str(groups[0]).casefold()
    months, y = _WORD_MONTHS.get(word) or int(word), _number(groups[2] or groups[3], year)
    if months >= 12:
        raise ValueError("no part of a year")
    if str(groups[1]).casefold() != "cuối":
        last = month_end(y, months)
        return Period(date(y, 1, 1), last, PeriodKind.FLOW, f"{y}-{months:02d}T")
    return Period(date(y, 13 - months, 1), date(y, 12, 31), PeriodKind.FLOW, f"{y}-{13 - months:02d}..{y}-12")


def _quarter(groups: list[str | None], year: int | None) -> Period:
    number = _ROMAN_QUARTER.get(str(groups[0]).upper()) or int(str(groups[0]))
    y = _number(groups[1], year)
    return Period(date(y, 3 * number - 2, 1), month_end(y, 3 * number), PeriodKind.FLOW, f"{y}Q{number}")


def _school_year(groups: list[str | None], year: int | None) -> Period:
    first, last = int(str(groups[1])), int(str(groups[2]))
    if not str(groups[0]).casefold().startswith("năm học") and last != first + 1:
        raise ValueError("no school year")
    return Period(date(first, 9, 1), date(last, 5, 31), PeriodKind.FLOW, f"{first}-{last}")


def _semester(groups: list[str | None], year: int | None) -> Period:
    is_first = str(groups[0]).upper() in ("I", "1")
    last = int(str(groups[2]))
    start, end = (date(last - 1, 9, 1), date(last, 1, 15)) if is_first else (date(last, 1, 16), date(last, 5, 31))
    return Period(start, end, PeriodKind.FLOW, name_period(start, end))


def _season(groups: list[str | None], year: int | None) -> Period:
    first, last = int(str(groups[1])), int(str(groups[2]))
    is_long = "xuân" in str(groups[0]).casefold()
    start, end = date(first, 11 if is_long else 9, 1), month_end(last, 5 if is_long else 2)
    return Period(start, end, PeriodKind.FLOW, name_period(start, end))


def read_count(word: str) -> int:
    """A small number in figures or in words; ValueError for others."""
    return _WORD_MONTHS.get(word.casefold()) or int(word)


def _years(groups: list[str | None], year: int | None) -> Period:
    first, last = [int(group) for group in groups if group is not None][:2]
    if not first < last <= first + _MAX_YEARS:
        raise ValueError("no stretch of years")
    return Period(date(first, 1, 1), date(last, 12, 31), PeriodKind.FLOW, f"{first}-{last}")


def _month(groups: list[str | None], year: int | None) -> Period:
    last = month_end(_number(groups[1], year), _number(groups[0] or groups[2], None))
    return Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")


def _running(groups: list[str | None], year: int | None) -> Period:
    word = str(groups[0]).casefold()
    last = month_end(_number(groups[1], year), _WORD_MONTHS.get(word) or int(word))
    return Period(date(last.year, 1, 1), last, PeriodKind.CUMULATIVE, _month_label(date(last.year, 1, 1), last) or "")


def _year_begin(groups: list[str | None], year: int | None) -> Period:
    last = date(_number(groups[0], year) - 1, 12, 31)
    return Period(None, last, PeriodKind.STOCK, f"{last:%Y-%m-%d}")


def _year(groups: list[str | None], year: int | None) -> Period:
    return year_period(_number(groups[0], year))


_READERS: tuple[tuple[regex.Pattern[str], Callable[[list[str | None], int | None], Period]], ...] = (
    (_FROM_TO, _from_to),
    (_DAYS_TO, _days_to),
    (_FROM_TO_HEADER, _from_to),
    (_MONTHS_TO, _months_to),
    (_MONTH_TO_DAY, _month_to_day),
    (_YEAR_BEGIN, _year_begin),
    (_TO_DAY, _to_day),
    (_TO_MONTH, _to_month),
    (_TO_YEAR_END, _to_year_end),
    (_RUNNING, _running),
    (_HALF, _half),
    (_QUARTER, _quarter),
    (_SEASON, _season),
    (_SEMESTER, _semester),
    (_SCHOOL_YEAR, _school_year),
    (_MONTH, _month),
    (_ALL_YEAR, _year),
    (_YEAR, _year),
    (_YEARS, _years),
)
