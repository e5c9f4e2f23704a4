"""What a change is measured against: 'so với cùng kỳ năm 2022', 'so với tháng trước', 'so với đầu năm'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import regex

from extractors.periods import Period, find_periods, month_end, name_period, shift_years, year_period
from extractors.rules_compiled import CompiledRules
from schemas.fact import PeriodKind

_COMPARED = regex.compile(
    r"(?i)\b(?:so(?:\s+sánh)?(?:\s+với)?|hơn|kém)\s+(?P<with>[^;()]{3,90})"
    r"|(?P<with>\bcùng\s+(?:kỳ|thời điểm|giai đoạn)\b[^,;.()]{0,30})"
)
_ENDS = regex.compile(r"[;(),]|\.(?=\s|$)|\s(?:và|là|đạt|tăng|giảm|còn|do|nhưng)\s")
_CLAUSE_END = regex.compile(r";|\.(?=\s+\p{Lu}|\s*$)")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_BEFORE = regex.compile(
    r"(?i)^(?:cả\s+)?(năm học|năm|quý|tháng|tuần|kỳ|vụ|nhiệm kỳ|khóa|giai đoạn)"
    r"(?:\s+báo cáo)?\s+(?:trước|ngoái|liền kề|vừa qua)\b"
)
_OPENING = regex.compile(r"(?i)^(?:thời điểm\s+)?đầu (năm học|nhiệm kỳ|giai đoạn|kỳ)\b")
_YEAR_BEGIN = regex.compile(r"(?i)^(?:thời điểm\s+)?(?:đầu năm|cuối năm (?:trước|ngoái))(?:\s+((?:19|20)\d\d))?")
_YEAR_END = regex.compile(r"(?i)^(?:thời điểm\s+)?(?:cuối năm\s|hết năm\s|31[/.]12[/.]?)\s*((?:19|20)\d\d)?(?!\d)")
_DAY = regex.compile(r"(?i)^(?:thời điểm\s+)?(?:ngày\s+)?(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)")
_MONTH = regex.compile(r"(?i)^tháng\s+(\d{1,2})(?:\s*[/.]\s*|\s+năm\s+)?((?:19|20)\d\d)?")
_MONTHS_OF_QUARTER = 3
_ONE_MONTH = 31
_ONE_QUARTER = 92
_YEAR_DAYS = 365.25


def read_base_period(
    sentence: str, position: int, end: int, period: Period | None, rules: CompiledRules
) -> Period | None:
    """The period that the change at position:end of its sentence is measured against; None where none is named.

    The words behind the number come first, then the last comparison before it.
    """
    if period is None or period.end is None:
        return None
    stop = _CLAUSE_END.search(sentence, end)
    behind = _COMPARED.search(sentence, end, stop.start() if stop else len(sentence))
    if behind:
        return read_compared(_cut(behind["with"]), period, rules)
    return read_period_before(sentence, position, period, rules)


def read_period_before(sentence: str, position: int, period: Period, rules: CompiledRules) -> Period | None:
    """The period that the last comparison before a place of the sentence names; None where there is none."""
    before = [match["with"] for match in _COMPARED.finditer(sentence, 0, position)]
    return read_compared(_cut(before[-1]), period, rules) if before else None


def _cut(words: str) -> str:
    """The words of a comparison up to where the sentence goes on."""
    stop = _ENDS.search(words)
    return words[: stop.start()] if stop else words


def read_compared(words: str, period: Period, rules: CompiledRules) -> Period | None:
    """The period that the words of a comparison name ('cùng kỳ năm 2022', 'tháng trước'); of plans none."""
    own = _end_of(period)
    year = _YEAR.search(words)
    if rules.cues["SAME_TIME"].search(words):
        return shift_years(period, int(year[0]) - own.year if year else -1)
    for pattern, read in _NAMES:
        match = pattern.search(words)
        if match:
            try:
                return read(match, period)
            except ValueError:
                return None
    named = find_periods(words, own.year)
    if named and named[0].start == 0:
        return named[0].period
    starts_with_year = year is not None and year.start() <= len("năm ")
    return year_period(int(year[0])) if year and starts_with_year else None


def _end_of(period: Period) -> date:
    if period.end is None:
        raise ValueError("a period without an end")
    return period.end


def _on(day: date) -> Period:
    return Period(None, day, PeriodKind.STOCK, f"{day:%Y-%m-%d}")


def _read_year_begin(match: regex.Match[str], period: Period) -> Period:
    return _on(date(int(match[1] or _end_of(period).year) - 1, 12, 31))


def _read_year_end(match: regex.Match[str], period: Period) -> Period:
    return _on(date(int(match[1] or _end_of(period).year - 1), 12, 31))


def _read_day(match: regex.Match[str], period: Period) -> Period:
    return _on(date(int(match[3]), int(match[2]), int(match[1])))


def _read_month(match: regex.Match[str], period: Period) -> Period:
    last = month_end(int(match[2] or _end_of(period).year), int(match[1]))
    return Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")


def _read_opening(match: regex.Match[str], period: Period) -> Period:
    """The day before a stretch begins; of a school year its first."""
    first = period.start or date(_end_of(period).year, 1, 1)
    return _on(first if match[1].casefold() == "năm học" else first - timedelta(days=1))


def _read_one_before(match: regex.Match[str], period: Period) -> Period:
    """The year, school year, quarter, month or stretch before that in which a period ends."""
    unit, end = match[1].casefold(), _end_of(period)
    if unit == "năm":
        return year_period(end.year - 1)
    if unit in ("năm học", "vụ"):
        return shift_years(period, -1)
    if unit == "tháng":
        last = end.replace(day=1) - timedelta(days=1)
        return Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")
    if unit != "quý":
        return _read_stretch_before(period, end)
    quarter = (end.month - 1) // _MONTHS_OF_QUARTER
    year, number = (end.year, quarter) if quarter else (end.year - 1, 4)
    first = date(year, _MONTHS_OF_QUARTER * number - 2, 1)
    return Period(first, month_end(year, _MONTHS_OF_QUARTER * number), PeriodKind.FLOW, f"{year}Q{number}")


def _read_stretch_before(period: Period, end: date) -> Period:
    """The term, month or week before; of a part of a year as long as several months the same of the year before."""
    start = period.start or date(end.year, 1, 1)
    days = (end - start).days + 1
    if days > _ONE_QUARTER:
        return shift_years(period, -max(1, round(days / _YEAR_DAYS)))
    last = start - timedelta(days=1)
    first = last.replace(day=1) if start.day == 1 else last - timedelta(days=days - 1)
    if days > _ONE_MONTH and start.day == 1:
        first = date(last.year, last.month - 2, 1) if last.month > 2 else date(last.year, 1, 1)
    return Period(first, last, PeriodKind.FLOW, name_period(first, last))


_NAMES: tuple[tuple[regex.Pattern[str], Callable[[regex.Match[str], Period], Period]], ...] = (
    (_BEFORE, _read_one_before),
    (_OPENING, _read_opening),
    (_YEAR_BEGIN, _read_year_begin),
    (_DAY, _read_day),
    (_YEAR_END, _read_year_end),
    (_MONTH, _read_month),
)


def label_of(period: Period | None) -> str | None:
    """How a period of comparison is written in facts: 2022, 2022-11T, 2022Q1, a day or two."""
    if period is None or period.end is None:
        return None
    return period.label
