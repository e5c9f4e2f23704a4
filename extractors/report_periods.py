"""The stretch of time a document reports on: as its opening states it, else its title, else the years of its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import regex

from extractors.periods import (
    CLOCK,
    Period,
    find_periods,
    is_called,
    month_end,
    name_period,
    read_count,
    read_period,
    year_period,
)
from extractors.rules_compiled import CompiledRules
from extractors.school_terms import read_term
from extractors.time_marks import months_before
from schemas.document import DocType
from schemas.fact import PeriodKind

# The opening of a report: so many blocks from its type on.
_OPENING = 14
_MONTHS = regex.compile(r"(?i)(?<![\d/])\b(\d{1,2})\s+tháng\b(?!\s*(?:\d|/))")
# Months counted from when something began: 'kết quả 03 tháng vận hành', 'sơ kết 6 tháng triển khai', 'sau 2 tháng'.
_SINCE_A_BEGINNING = regex.compile(
    r"(?i)\b\d{1,2}\s+tháng\s+(?:(?:đầu|tổ chức|đi vào|chính thức|bắt đầu|thí điểm)\s+)*"
    r"(?:vận hành|triển khai|thực hiện|thi hành|áp dụng|hoạt động|thí điểm|ra quân|sắp xếp|sáp nhập|chuyển đổi)\b"
    r"|\bsau\s+\d{1,2}\s+tháng\b"
)
# A report on the first months of a year is not dated later than this behind them.
_LATE = timedelta(days=75)
_FEW_DAYS = timedelta(days=7)
# What befalls a place and has a first day, which no year has.
_OUTBREAK = regex.compile(
    r"(?i)\b(?:thiên tai|bão(?! hiểm)|(?:mưa )?lũ|lũ (?:quét|ống)|ngập lụt|ngập úng|sạt lở|mưa (?:đá|lớn)|lốc|rét đậm"
    r"|hạn hán|xâm nhập mặn|động đất|cháy|ổ dịch|sự cố)\b"
)
_OUTBREAK_LASTS = timedelta(days=120)
_MONTH = regex.compile(r"(?i)\btháng\s+(\d{1,2})\b(?!\s*(?:/|năm))")
_BODY_YEAR = regex.compile(r"(?i)(?:trong|kết quả|thực hiện|của)?\s*năm\s+(20\d{2})(?!\s*[-–/])")
# In a title what comes behind is ahead: '9 tháng, nhiệm vụ trọng tâm 3 tháng cuối năm 2025'.
_AHEAD = regex.compile(
    r"(?i)(?<=\p{L}\s|[\d;,]\s?)(?<!\b(?:thực hiện|triển khai|hoàn thành|kết quả|tình hình|công tác|các|trong)\s)"
    r"[;,–-]?\s*(?:và\s+)?\b(?:phương hướng|nhiệm vụ|mục tiêu|giải pháp)\b"
    r"|(?:[,;–-]|\bvà)\s*(?:kế hoạch|chương trình|công tác trọng tâm|dự kiến)(?:\s\p{L}+){0,2}?"
    r"\s(?=\d|quý|tháng|năm|tuần|học k)"
)
# A report on the last part of a year and on all of it: 'quý IV và năm 2013'.
_AND_ALL_YEAR = regex.compile(r"(?i)\b(?:và|,)\s+(?:kết quả\s+)?(?:cả|tổng kết)?\s*năm\s+(20\d\d)(?!\s*[-–/])")
_TITLE_YEAR = regex.compile(r"(?<![\d/.-])20\d\d(?!\s*[-–/]\s*20\d\d)(?!\d)")
_TERM_OF_OFFICE = regex.compile(r"(?i)\bnhiệm kỳ\s*(?:\p{L}+,?\s*)?((?:19|20)\d\d)\s*(?:-|–|đến)\s*((?:19|20)\d\d)")
_WEEK = regex.compile(r"(?i)\btuần\s+(?:thứ\s+)?(\d{1,2})\b(?:\s*(?:/|năm)\s*(20\d\d))?")
# What happened on one day: 'mưa đá ngày 23/4/2020', but not 'theo Kế hoạch số 12 ngày 3/4/2019'.
_ON_A_DAY = regex.compile(r"(?i)(?<!\bsố\b.*)\bngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[\s.)]*$")
_PLANS = regex.compile(
    r"(?i)\W*(?:về\s+)?(?:(?:xây dựng|đăng ký|đề xuất|dự thảo)\s+)?"
    r"(?:kế hoạch|dự toán|phương án|chương trình|đề án|dự án|danh mục|nghị quyết|quy hoạch)\b"
)
# A title that ends with the day up to which it reports.
_UP_TO = regex.compile(rf"(?i)\bđến\s+(?:hết\s+|thời điểm\s+|{CLOCK})*(?:ngày\s+)?[\d/.-]{{6,10}}[\s.,;)]*$")
# The report on a crop is made when it is brought in, not at the year's end.
_SEASON = regex.compile(
    r"(?i)\bvụ\s+(?:đông xuân|xuân hè|hè thu|thu đông|xuân|chiêm|mùa|đông)\b"
    r"(?:\s+((?:19|20)\d\d))?"
)
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
# In autumn offices report on the year as they expect it to end.
_ESTIMATED = timedelta(days=100)


def read_report_period(
    title: str,
    opening: Sequence[str],
    bodies: Sequence[str],
    issued: date | None,
    doc_type: DocType | None,
    rules: CompiledRules,
) -> Period | None:
    """The document's own period; `opening`: the blocks from its type on, `issued`: its day, month or year at least."""
    year = issued.year if issued else _last_year(title)
    titled = _read_title(title, issued, year)
    found = _read_opening(title, titled, opening, issued, year, rules) or titled or _find_year(bodies, year)
    is_told = doc_type is DocType.BAO_CAO and not _PLANS.match(title)
    return _up_to_issue(found, issued) if found and issued and is_told else found


def _read_title(title: str, issued: date | None, year: int | None) -> Period | None:
    """What a title says: of what is done, else of all it names."""
    done = part_done(title)
    titled = (
        _read_term(done, issued) or read_period(done, year) or _read_months(done, issued) or _read_month(done, issued)
    )
    if titled and _is_year(titled) and _SINCE_A_BEGINNING.search(done):
        titled = _read_months(done, issued) or titled
    all_year = _AND_ALL_YEAR.search(done)
    titled = year_period(int(all_year[1])) if all_year else titled
    titled = _read_congress(title, issued) or _read_review(done, titled, issued) or titled
    titled = titled or read_period(title, year) or _read_months(title, issued)
    return titled or _read_office(done) or _read_season(done) or _read_day(done) or _read_week(done, issued)


def _read_opening(
    title: str,
    titled: Period | None,
    opening: Sequence[str],
    issued: date | None,
    year: int | None,
    rules: CompiledRules,
) -> Period | None:
    """A stretch that the opening states more closely than the title, or the title as of the day it names."""
    stated = _read_stated(opening[:_OPENING], titled, year, rules)
    if stated:
        return stated
    if titled and titled.start is None and titled.end and _UP_TO.search(part_done(title)):
        first = _read_outbreak(title, opening[1:_OPENING], titled.end) or date(titled.end.year, 1, 1)
        return Period(first, titled.end, PeriodKind.FLOW, name_period(first, titled.end))
    if titled and issued and _is_year(titled) and _SEASON.search(title) and titled.start and titled.start < issued:
        return _cut(titled, min(titled.end or issued, issued))
    said = _read_said(opening[1:_OPENING], issued, rules)
    return said if said and (titled is None or _states_days_of(said, titled)) else None


def _states_days_of(said: Period, titled: Period) -> bool:
    """Whether a stretch gives the days of the one a title calls (6 tháng đầu năm: từ 01/12/2022 đến 31/5/2023)."""
    if said.end is None or titled.end is None:
        return False
    return said.end.year == titled.end.year if _is_year(titled) else is_called(said, titled)


def _read_outbreak(title: str, opening: Sequence[str], last: date) -> date | None:
    """When what a title is on broke out, by the first days its report names (bão số 3, từ ngày 07/9 đến ngày 11/9)."""
    if not _OUTBREAK.search(title):
        return None
    told = (phrase.period for text in opening for phrase in find_periods(text, last.year))
    starts = (period.start for period in told if period.start and period.end and period.end <= last)
    return next((start for start in starts if start > last - _OUTBREAK_LASTS), None)


def _up_to_issue(period: Period, issued: date) -> Period:
    """A report tells of no time after its own day, but for an estimate of the last weeks of its stretch."""
    is_under_way = (
        period.start is not None and period.end is not None and period.start < issued < period.end - _ESTIMATED
    )
    return _cut(period, issued) if is_under_way else period


def _cut(period: Period, end: date) -> Period:
    return Period(period.start, end, PeriodKind.FLOW, name_period(period.start, end))


def _last_year(title: str) -> int | None:
    """The year a title ends with, where the day of issue is not printed."""
    years = _TITLE_YEAR.findall(title)
    return int(years[-1]) if years else None


def _read_term(title: str, issued: date | None) -> Period | None:
    """A term of a school year, which ends some days sooner or later from school to school: at the report's own day."""
    term = read_term(title, issued)
    is_under_way = term and issued and term.start and term.end and term.start < issued < term.end
    return _cut(term, issued) if term and issued and is_under_way else term


def _read_office(title: str) -> Period | None:
    """The term of office in the name of what a report is on (giữa nhiệm kỳ thực hiện Nghị quyết Đại hội ...)."""
    named = _TERM_OF_OFFICE.search(title)
    if named is None:
        return None
    first, last = date(int(named[1]), 1, 1), date(int(named[2]), 12, 31)
    return Period(first, last, PeriodKind.FLOW, name_period(first, last))


def _read_season(title: str) -> Period | None:
    """The year of a crop (vụ mùa 2018)."""
    match = _SEASON.search(title)
    if match is None or match[1] is None:
        return None
    return year_period(int(match[1]))


def _read_day(title: str) -> Period | None:
    """The one day that what a title ends with happened on."""
    match = _ON_A_DAY.search(title)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
    return Period(day, day, PeriodKind.FLOW, f"{day}") if day else None


def _read_week(title: str, issued: date | None) -> Period | None:
    """'Tuần 32': Monday to Sunday of that week of the year."""
    match = _WEEK.search(title)
    if match is None or issued is None:
        return None
    try:
        first = date.fromisocalendar(int(match[2] or issued.year), int(match[1]), 1)
    except ValueError:
        return None
    end = first + timedelta(days=6)
    return Period(first, end, PeriodKind.FLOW, f"{first}..{end}")


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


def _read_congress(title: str, issued: date | None) -> Period | None:
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
    if _SINCE_A_BEGINNING.search(title) and last < issued - _LATE:
        return _read_months_up_to(issued, int(match[1]))
    first = date(last.year, 1, 1)
    return Period(first, last, PeriodKind.FLOW, name_period(first, last))


def _read_months_up_to(issued: date, count: int) -> Period:
    """The last so many months, with that of the issue where it ends in a few days."""
    ends = (month_end(issued.year, issued.month), issued.replace(day=1) - timedelta(days=1))
    last = next(end for end in ends if end <= issued + _FEW_DAYS)
    first = months_before(last, count) + timedelta(days=1)
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
