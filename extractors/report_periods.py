"""The stretch of time a document reports on: as its opening states it, else its title, else the years of its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import regex

from extractors.periods import Period, find_periods, month_end, name_period, read_count, read_period, year_period
from extractors.rules_compiled import CompiledRules
from schemas.fact import PeriodKind

# The opening of a report: so many blocks from its type on.
_OPENING = 14
_MONTHS = regex.compile(r"(?i)(?<![\d/])\b(\d{1,2})\s+tháng\b(?!\s*(?:\d|/))")
_MONTH = regex.compile(r"(?i)\btháng\s+(\d{1,2})\b(?!\s*(?:/|năm))")
_BODY_YEAR = regex.compile(r"(?i)(?:trong|kết quả|thực hiện|của)?\s*năm\s+(20\d{2})(?!\s*[-–/])")
# In a title what comes behind is ahead: '9 tháng, nhiệm vụ trọng tâm 3 tháng cuối năm 2025'.
_AHEAD = regex.compile(r"(?i)(?<=\p{L}\s|[\d;,]\s?)[;,]?\s*(?:và\s+)?\b(?:phương hướng|nhiệm vụ|mục tiêu|giải pháp)\b")
# A title that ends with the day up to which it reports.
_UP_TO = regex.compile(r"(?i)\bđến\s+(?:hết\s+)?(?:ngày\s+)?[\d/.-]{6,10}[\s.,;)]*$")
# The report on a crop is made when it is brought in, not at the year's end.
_SEASON = regex.compile(r"(?i)\bvụ\s+(?:đông xuân|xuân hè|hè thu|thu đông|xuân|chiêm|mùa|đông)\b")
# A congress that opens a term reports on the one before; a review of so many years on the last of them.
_CONGRESS = regex.compile(r"(?i)\bđại hội\b[^.;]{0,60}?\bnhiệm kỳ\s+((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
_REVIEW = regex.compile(
    r"(?i)\b(?:sơ kết|tổng kết|đánh giá|kết quả|qua|sau)\s+(?:\p{L}+\s+){0,3}?(?:giữa\s+)?(\d{1,2}|hai|ba|bốn|năm|mười)"
    r"\s+năm\s+(?:\([^)]*\)\s+)?(?:thực hiện|triển khai|thi hành)"
)
_HALF_YEAR = 6
# A stretch shorter than this in an opening sentence is that of a visit or a campaign.
_MIN_STRETCH = timedelta(days=25)
_MAX_STRETCH = timedelta(days=400)
# A report is dated a few days before its last day at most.
_EARLY = timedelta(days=31)


def read_report_period(
    title: str, opening: Sequence[str], bodies: Sequence[str], issued: date | None, rules: CompiledRules
) -> Period | None:
    """The document's own period; `opening`: the blocks from its type on, `issued`: its day, month or year at least."""
    year = issued.year if issued else None
    done = part_done(title)
    titled = read_period(done, year) or _read_months(done, issued) or _read_month(done, issued)
    titled = _read_term(title, issued) or _read_review(done, titled, issued) or titled
    titled = titled or read_period(title, year) or _read_months(title, issued)
    stated = _read_stated(opening[:_OPENING], titled, year, rules)
    if stated:
        return stated
    if titled and titled.start is None and titled.end and _UP_TO.search(done):
        first = date(titled.end.year, 1, 1)
        return Period(first, titled.end, PeriodKind.FLOW, name_period(first, titled.end))
    if titled and issued and _is_year(titled) and _SEASON.search(title) and titled.start and titled.start < issued:
        end = min(titled.end or issued, issued)
        return Period(titled.start, end, PeriodKind.FLOW, name_period(titled.start, end))
    if titled is None or _is_year(titled):
        said = _read_said(opening[1:_OPENING], issued, rules)
        if said and said.end and (titled is None or (titled.end and said.end.year == titled.end.year)):
            return said
    return titled or _find_year(bodies, year)


def part_done(title: str) -> str:
    """The part of a title that tells what the report is on, without what it looks ahead to."""
    return str(_AHEAD.split(title)[0])


def _read_stated(texts: Sequence[str], titled: Period | None, year: int | None, rules: CompiledRules) -> Period | None:
    """What a line says of the data: 'số liệu tính từ ngày 01/11/2014 đến ngày 31/10/2015'."""
    for text in texts:
        cue = rules.cues["DATA_FROM"].search(text)
        found = find_periods(text[cue.start() :], year) if cue else []
        if not cue or not found or found[0].start > cue.end() - cue.start():
            continue
        if text[cue.start() + found[0].start :].casefold().startswith("thời điểm"):
            continue
        period = found[0].period
        if period.start is not None or period.end is None:
            return period
        first = date(period.end.year, 1, 1)
        start = titled.start if titled and titled.start and titled.start <= period.end else first
        return Period(start, period.end, PeriodKind.FLOW, name_period(start, period.end))
    return None


def _read_said(texts: Sequence[str], issued: date | None, rules: CompiledRules) -> Period | None:
    """The stretch that the first sentence names which leads to the report."""
    for text in texts:
        if not rules.cues["LEADS_IN"].search(text):
            continue
        for phrase in find_periods(text, issued.year if issued else None):
            start, end = phrase.period.start, phrase.period.end
            if not start or not end or text[phrase.start : phrase.start + 2].casefold() != "từ":
                continue
            is_over = issued is None or end <= issued + _EARLY
            if is_over and _MIN_STRETCH <= end - start <= _MAX_STRETCH and not _is_year(phrase.period):
                return phrase.period
    return None


def _read_term(title: str, issued: date | None) -> Period | None:
    """The term that ends where the one begins for which a congress meets, unless the report is of a later year."""
    match = _CONGRESS.search(title)
    if match is None or (issued and issued.year > int(match[1])):
        return None
    first, last = int(match[1]), int(match[2])
    start, end = date(2 * first - last, 1, 1), date(first, 12, 31)
    return Period(start, end, PeriodKind.FLOW, name_period(start, end)) if first < last else None


def _read_review(title: str, titled: Period | None, issued: date | None) -> Period | None:
    """'Sơ kết 3 năm thực hiện ...': the first years of the stretch the title names, else the last before the issue."""
    match = _REVIEW.search(title)
    if match is None or issued is None:
        return None
    count = read_count(match[1])
    first = titled.start.year if titled and titled.start and titled.end and not _is_year(titled) else None
    if first is None or first + count - 1 > issued.year:
        first = issued.year - count + (issued.month > _HALF_YEAR)
    start, end = date(first, 1, 1), date(first + count - 1, 12, 31)
    return Period(start, end, PeriodKind.FLOW, name_period(start, end))


def _read_months(title: str, issued: date | None) -> Period | None:
    """'Kết quả 10 tháng' in a title: the first ten of the year of issue, of the year before where they end after it."""
    match = _MONTHS.search(title)
    if match is None or issued is None or not 1 <= int(match[1]) <= 12:
        return None
    last = month_end(issued.year, int(match[1]))
    last = last if last <= issued + _EARLY else month_end(issued.year - 1, int(match[1]))
    first = date(last.year, 1, 1)
    return Period(first, last, PeriodKind.FLOW, name_period(first, last))


def _read_month(title: str, issued: date | None) -> Period | None:
    """'Tình hình tháng 8' in a title: that month of the year of issue, of the year before where it is ahead."""
    match = _MONTH.search(title)
    if match is None or issued is None or not 1 <= int(match[1]) <= 12:
        return None
    last = month_end(issued.year, int(match[1]))
    last = last if last <= issued + _EARLY else month_end(issued.year - 1, int(match[1]))
    return Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")


def _is_year(period: Period) -> bool:
    return period.end is not None and period == year_period(period.end.year)


def _find_year(texts: Sequence[str], issued_year: int | None) -> Period | None:
    """The year the body speaks of most, not after the year of issue."""
    years = Counter(int(match[1]) for text in texts for match in _BODY_YEAR.finditer(text))
    fitting = {
        year: count for year, count in years.items() if issued_year is None or issued_year - 3 <= year <= issued_year
    }
    if not fitting:
        return year_period(issued_year) if issued_year else None
    return year_period(max(fitting, key=lambda year: (fitting[year], year)))
