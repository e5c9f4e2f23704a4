"""When a figure holds: the phrase nearest to it, else its headings, else the document; a base of comparison its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import regex

from extractors.base_periods import read_compared, read_period_before
from extractors.kinds import (
    Other,
    Said,
    is_event,
    names_what_is_there,
    tell_any,
    tell_before,
    tell_by_header,
    tell_kind,
)
from extractors.memory import MAX_REMEMBERED
from extractors.outlooks import read_following, read_outlook
from extractors.periods import Period, PeriodPhrase, is_called, name_period, read_period, shift_years, year_period
from extractors.report_periods import part_done
from extractors.rules_compiled import CompiledRules
from extractors.section_roles import Told, tell_done
from extractors.stops import ASIDE
from extractors.text import last_end
from extractors.time_marks import TimeMark, Way, find_marks
from schemas.document import DocType, Document
from schemas.fact import PeriodKind

_CLAUSE_ENDS = regex.compile(r"[;.](?=\s|$)")
# What stands in brackets with a number of its own behind a figure is said of that number.
_OTHERS_ASIDE = regex.compile(r"(?r)\([^()]*$")
# What stands in brackets before a colon is said of all that follows: 'Kết quả (từ ngày 15/12 đến ngày 30/11): ...'.
_HEADS = regex.compile(r"\s*:")
# So do the brackets of the words that say when (Khi bắt đầu thực hiện (năm 2011), xã đạt 4 tiêu chí).
_WHEN = regex.compile(
    r"(?ir)(?:^|[.;:]\s)\W*(?:(?:trước |từ |tại |vào |ngay |sau )?(?:khi|lúc|thời điểm|thời kỳ|giai đoạn)"
    r"|(?:những |các )?năm đầu|ban đầu|xuất phát điểm|điểm xuất phát|bước đầu)\b[^.;:\d()]*$"
)
_AT_BEGINNING = regex.compile(r"(?ir)(?<!từ |tháng |quý )\bđầu (?:năm|kỳ)(?:\s+\d{4})?\s*(?:là|có|:|\()?\s*$")
_FROM_NEW_YEAR = regex.compile(r"(?i)\btừ đầu năm(?! học)\b")
_HEADING_DAY = regex.compile(r"(?i)\bngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*[:.]?\s*$")
# A base that names its own year: so với cùng kỳ (năm 2017: 26.220 lượt).
_NAMED_BASE = regex.compile(r"(?i)\(\s*(?:cùng kỳ\s+)?năm\s+((?:19|20)\d\d)\s*(?::|là|đạt|có|thu|=)\s*$")
_YEAR = regex.compile(r"\b(20\d\d|19\d\d)\b")
# A year behind what something came from is that of it (từ 4,2% năm 2020 giảm xuống còn 1,1%).
_OF_A_BASE = regex.compile(r"(?i)\btừ\s+[\d.,]+\s?(?:%|\p{L}+(?:\s\p{L}+){0,2})?\s*\(?(?:của\s|vào\s|cuối\s|đầu\s)?$")
_LEVEL_BEFORE = regex.compile(r"(?i)\bso với mức\s+(?:[\d.,]+\s?[-–]\s?)?$")
_YEAR_OF_BASE = regex.compile(
    r"(?i)\bso với\s(?!cùng\b|tháng\b|quý\b)[^,;().\d]{0,60}?\bnăm (20\d\d|19\d\d)"
    r"\s*(?:\(|là\b|:|đạt\b)\s*(?:là\s)?$"
)
_YEAR_OF_LEVEL = regex.compile(r"(?i)(?:\s?[-–]\s?[\d.,]+)?[^\d;,()]{0,20}?\s(?:của )?năm (20\d\d|19\d\d)\b")
_ITS_ASIDE = regex.compile(r"(?i)[^()\d;.,:]{0,30}\((?=từ\b)")
_SEMICOLONS = regex.compile(r";\s")
_CLAUSE_OPENS = regex.compile(r"[,;]\s")
_DIGIT = regex.compile(r"\d")
_SENTENCE = regex.compile(r"[.!?](?=\s+\p{Lu})\s*")
_DETAILS = regex.compile(r"(?i)\W*(?:kết quả )?(?:cụ thể|chi tiết|như sau|theo (?:bảng|biểu))\b")
_HAS_DONE = regex.compile(r"(?i)\b(?:đã|được)\b")
# What names the base of a comparison stands this close around its number.
_BASE_WINDOW = 60
# A period named so few characters before a base is its own.
_NEAR = 12


def _as_total(
    period: Period, said: Said, rules: CompiledRules, others: Callable[[], Iterable[Other]], header: str
) -> Period:
    """What ran up to a time, unless the words before the figure say that it is there, or that it is a change.

    In a table, whose title says that time for all columns, a column also is of what its header and its unit tell.
    """
    if said.is_change:
        return replace(period, kind=PeriodKind.FLOW)
    of_column = tell_by_header(header, rules) or tell_kind(said, rules, others) if header else None
    told = of_column or tell_before(said, others, rules)
    is_there = told is PeriodKind.STOCK or (told is None and names_what_is_there(said, rules))
    return replace(period, start=None, kind=PeriodKind.STOCK) if is_there else period


def _is_of_what_follows(masked: str, opened: int, closed: int) -> bool:
    """Whether a bracket is said of all behind it: it stands before a colon, or ends the words that say when."""
    if _HEADS.match(masked, closed):
        return True
    return masked[closed : closed + 1] == "," and _WHEN.search(masked, 0, opened) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _read_day(heading: str) -> tuple[PeriodPhrase, ...]:
    """The one day a heading ends with, on which all below it happened (KẾT QUẢ BẦU CỬ NGÀY 15/3/2026)."""
    match = _HEADING_DAY.search(heading)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return ()
    return (PeriodPhrase(*match.span(), Period(day, day, PeriodKind.FLOW, f"{day}")),) if match and day else ()


@lru_cache(maxsize=MAX_REMEMBERED)
def _is_of_tasks(heading: str, rules: CompiledRules) -> bool:
    return rules.cues["COMING"].match(heading) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _tells_so_far(text: str, rules: CompiledRules) -> bool:
    return rules.cues["SO_FAR"].search(text) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _asides(masked: str) -> tuple[tuple[int, int], ...]:
    """Where the brackets are that speak of themselves only."""
    return tuple(m.span() for m in ASIDE.finditer(masked) if not _is_of_what_follows(masked, *m.span()))


@dataclass(frozen=True, slots=True)
class Held:
    """When a figure holds, and how the words told it."""

    period: Period | None
    way: Way = Way.NAMED


@dataclass(frozen=True, slots=True)
class PeriodReader:
    """Reads periods of the figures of one document."""

    document: Document
    rules: CompiledRules
    _named: dict[str, tuple[TimeMark, ...]] = field(default_factory=dict)
    _masked: dict[str, str] = field(default_factory=dict)
    _titles: dict[str, Period | None] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year that phrases without one mean."""
        return self.document.period_end.year if self.document.period_end else self.document.issued_year

    @property
    def own(self) -> Period | None:
        """The stretch the document reports on."""
        start, end = self.document.period_start, self.document.period_end
        return Period(start, end, PeriodKind.FLOW, name_period(start, end)) if end else None

    def read(
        self,
        sentence: str,
        position: int,
        end: int,
        next_start: int,
        parents: Iterable[str],
        *,
        is_change: bool = False,
    ) -> Held:
        """When the figure at position:end of its sentence holds; the next figure begins at next_start."""
        masked = self._mask(sentence)
        mark = self._last_before(masked, position, is_change)
        if mark and mark.way in (Way.OWN, Way.NOW) and (ahead := self._ahead(parents)):
            return Held(ahead)
        if mark and self._is_name(mark, sentence, position):
            mark = None
        if compared := self._read_compared_with(sentence, position, end):
            return Held(compared)
        aside = self._read_aside(masked, end)
        behind = aside or (None if mark else self._read_behind(masked, end, next_start))
        mark = None if aside else mark
        if mark and mark.way is Way.EARLIER:
            mark = self._relative_to(mark, masked, parents)
        held = Held(mark.period, mark.way) if mark else Held(behind) if behind else self._read_above(parents)
        own, found = self.own, held.period
        is_own = own and found and (own.start, own.end) != (found.start, found.end) and self._is_named_own(found)
        return replace(held, period=replace(own, kind=found.kind)) if own and found and is_own else held

    def read_lead(self, lead: str) -> Period | None:
        """The time that a paragraph tells of the table it introduces: its last sentence, or the one that details."""
        last = lead[last_end(_SENTENCE, lead, 0, len(lead) - 1) :]
        before = lead[: len(lead) - len(last)].rstrip()
        if _DETAILS.match(last) and not self._marks(self._mask(last)):
            last = before[last_end(_SENTENCE, before, 0, max(0, len(before) - 1)) :]
        mark = self.governing(last, len(last))
        return mark.period if mark and mark.way is Way.NAMED else None

    def governing(self, sentence: str, position: int) -> TimeMark | None:
        """The time named last before a place of a sentence that still holds there."""
        return self._last_before(self._mask(sentence), position, False)

    def _last_before(self, masked: str, position: int, is_change: bool) -> TimeMark | None:
        """The last time before a figure that reaches it: from an aside none does, of a change none that is earlier."""
        asides = _asides(masked)
        for mark in reversed(self._marks(masked)):
            if mark.end > position or mark.reach < position or (is_change and mark.way is Way.EARLIER):
                continue
            if any(start <= mark.start < close <= position for start, close in asides):
                continue
            if _OF_A_BASE.search(masked, 0, mark.start):
                continue
            return self._unless_left(mark, masked, position)
        return None

    def _unless_left(self, mark: TimeMark, masked: str, position: int) -> TimeMark:
        """The mark, or the report's own time where another clause than that of a day tells what was done."""
        clause = masked.rfind(";", mark.end, position) + 1
        is_day = mark.way is Way.NAMED and mark.period.kind is PeriodKind.STOCK and clause > 0
        if mark.way is Way.UNTIL_NOW:
            return replace(mark, way=Way.NOW) if self._is_of_another(mark, masked, position) else mark
        own = self.own
        done = self.rules.cues["DONE_WORDS"]
        is_left = own and is_day and done.search(masked, clause, position)
        if own and is_left and not done.search(masked, *self._first_words(masked, mark)):
            return replace(mark, period=own, way=Way.NAMED)
        return mark

    def _is_of_another(self, mark: TimeMark, masked: str, position: int) -> bool:
        """Whether a deed behind 'đến nay' has a clause of its own: behind a semicolon, or after one of how things are.

        'Đến nay có 12 hợp tác xã, tổ chức 15 lớp' held the 15 in the report's time.
        """
        opens = self.rules.cues["OPENS_WITH_DEED"]
        if any(opens.match(masked[stop.end() : position]) for stop in _SEMICOLONS.finditer(masked, mark.end, position)):
            return True
        if self.rules.cues["DONE_WORDS"].search(masked, *self._first_words(masked, mark)):
            return False
        return any(
            opens.match(masked[stop.end() : position]) for stop in _CLAUSE_OPENS.finditer(masked, mark.end, position)
        )

    def _first_words(self, masked: str, mark: TimeMark) -> tuple[int, int]:
        """The clause of a time up to its first figure, which says whether that was done or is there."""
        figure = _DIGIT.search(masked, mark.end)
        return masked.rfind(";", 0, mark.start) + 1, figure.start() if figure else len(masked)

    def _relative_to(self, mark: TimeMark, masked: str, parents: Iterable[str]) -> TimeMark:
        """An earlier time as seen from the one told before it, in the sentence or above: of a month that month."""
        told = [m for m in self._marks(masked) if m.end <= mark.start and m.way is not Way.EARLIER]
        seen_from = told[-1].period if told else self._read_above(parents).period
        period = read_compared(masked[mark.start : mark.end], seen_from, self.rules) if seen_from else None
        return replace(mark, period=period) if period else mark

    def _is_name(self, mark: TimeMark, sentence: str, position: int) -> bool:
        """Whether a year after the report's own names what was done before it (đã giao quân năm 2025)."""
        end, start = self.document.period_end, mark.period.start
        is_ahead = mark.way is Way.NAMED and end is not None and start is not None and start > end
        return is_ahead and bool(self.rules.cues["HAS_BEEN_DONE"].search(sentence, 0, position))

    def _is_named_own(self, period: Period) -> bool:
        """Whether a time is what the title, or whoever counts months, calls the days a report states for itself."""
        return self._is_titled(period) or (self.own is not None and is_called(self.own, period))

    def _is_titled(self, period: Period) -> bool:
        """Whether a time is the one of the title, for which the report states its days (16/11/2011 to 15/5/2012)."""
        if "" not in self._titles:
            self._titles[""] = read_period(part_done(self.document.title or ""), self.year)
        titled = self._titles[""]
        is_stretch = titled is not None and titled.start is not None
        return is_stretch and titled is not None and (titled.start, titled.end) == (period.start, period.end)

    def _read_compared_with(self, sentence: str, position: int, end: int) -> Period | None:
        """The year of what is compared with: 'so với mức 65-70 USD năm 2006', 'so với năm 2017 (66,4 MW)'."""
        first = max(0, position - 2 * _BASE_WINDOW)
        named = _YEAR_OF_BASE.search(sentence, first, position)
        if named is None and _LEVEL_BEFORE.search(sentence, first, position):
            named = _YEAR_OF_LEVEL.match(sentence, end)
        return year_period(int(named[1])) if named else None

    def _read_aside(self, masked: str, end: int) -> Period | None:
        """The stretch that a bracket gives for the figure before it: '6 tuần thi (từ 31/7 đến 10/9)'."""
        opened = _ITS_ASIDE.match(masked, end)
        if opened is None:
            return None
        told = (m for m in self._marks(masked) if m.start == opened.end() and m.way is Way.NAMED)
        return next((m.period for m in told if m.period.start and masked[m.end : m.end + 1] == ")"), None)

    def _read_behind(self, masked: str, end: int, next_start: int) -> Period | None:
        """The first time named behind a figure in its clause; what a comma parts off is of the next figure."""
        stop = _CLAUSE_ENDS.search(masked, end)
        last = min(next_start, stop.start() if stop else len(masked))
        after = masked[end:last]
        if next_start < len(masked):
            after = after[: after.rfind(",")] if "," in after else after
        opened = _OTHERS_ASIDE.search(after)
        last = end + (opened.start() if opened else len(after))
        return next(
            (m.period for m in self._marks(masked) if m.start >= end and m.end <= last and m.way is Way.NAMED), None
        )

    def _read_above(self, parents: Iterable[str]) -> Held:
        """The time that what stands above a figure names, the nearest first, else the document's own."""
        is_past = False
        tasks: Period | None = None
        nearer: list[str] = []
        for text in parents:
            if tasks and self._tells_done([text]):
                tasks = None
            if tasks:
                continue
            marks = [m for m in self._marks(self._mask(text)) if m.way is not Way.NAMED or m.reach >= len(text)]
            if marks:
                return Held(self._not_before(marks[-1].period, text), marks[-1].way)
            named = _read_day(text) or read_outlook(text, self.own)
            if named:
                return Held(named[-1].period)
            coming = self._coming(text)
            if coming and self.rules.cues["AHEAD_HEADING"].search(text):
                return Held(coming)
            tasks = coming if coming and not self._tells_done(nearer) else None
            is_past = is_past or _tells_so_far(text, self.rules)
            nearer.append(text)
        return Held(tasks or (self._before_plan if is_past else None) or self.own)

    def _tells_done(self, headings: Iterable[str]) -> bool:
        """Whether one of some headings tells how things went: tasks below it are those carried out."""
        return any(tell_done(heading, self.rules) is not Told.NOTHING for heading in headings)

    def _ahead(self, parents: Iterable[str]) -> Period | None:
        """The time after the report's own that a heading looks out on: 'trong quý' below it means that."""
        end = self.document.period_end
        found = (marks[-1].period for text in parents if (marks := self._marks(self._mask(text))))
        return next((period for period in found if period.start and end and period.start > end), None)

    @property
    def _before_plan(self) -> Period | None:
        """The year before that of a plan, of which it tells where it says how things stand."""
        start, year = self.document.period_start, self.document.issued_year
        is_plan = self.document.doc_type is DocType.KE_HOACH and start is not None and year is not None
        return year_period(start.year - 1) if is_plan and start and start.year >= (year or 0) else None

    def is_ahead(self, heading: str) -> bool:
        """Whether a heading names a time after the one reported on (Kế hoạch quý IV, nhiệm vụ tuần tới)."""
        end = self.document.period_end
        marks = [mark.period for mark in self._marks(self._mask(heading)) if mark.way is Way.NAMED]
        named = [self._not_before(period, heading) for period in marks] or [
            phrase.period for phrase in read_outlook(heading, self.own)
        ]
        if not named and self._coming(heading) is not None:
            return True
        return end is not None and any(period.start is not None and period.start > end for period in named[-1:])

    def is_surely_ahead(self, heading: str) -> bool:
        """Whether a heading looks ahead by its own words or the time it names, not by tasks that may be done."""
        return bool(self.rules.cues["AHEAD_HEADING"].search(heading)) or (
            self._coming(heading) is None and self.is_ahead(heading)
        )

    def _not_before(self, period: Period, heading: str) -> Period:
        """Of coming tasks 'tháng 01' or 'quý I' is that of the year after a report on the end of a year."""
        first = self.document.period_start
        is_past = first is not None and period.end is not None and period.end < first and not _YEAR.search(heading)
        return shift_years(period, 1) if is_past and self.rules.cues["COMING"].match(heading) else period

    def _coming(self, heading: str) -> Period | None:
        """The time of tasks under a heading that names none: what the title looks ahead to, else what comes next."""
        if self.document.doc_type is not DocType.BAO_CAO or not _is_of_tasks(heading, self.rules):
            return None
        if "ahead" not in self._titles:
            title = self.document.title or ""
            ahead = read_period(title[len(part_done(title)) :], self.year)
            is_later = ahead and ahead.start and self.document.period_end and ahead.start > self.document.period_end
            self._titles["ahead"] = ahead if is_later else None
        is_open = self.rules.cues["COMING_TASKS"].match(heading) is not None
        return self._titles["ahead"] or (read_following(self.own) if is_open else None)

    def read_base(self, sentence: str, position: int, end: int, period: Period | None) -> Period | None:
        """The period a base of comparison holds for, from the words around it (so với cùng kỳ năm trước)."""
        if period is None or period.end is None:
            return None
        told = self._named_in_bracket(sentence, position)
        if told:
            return told
        return read_period_before(sentence, position, period, self.rules) or self._read_base_near(
            sentence, position, end, period
        )

    def _named_in_bracket(self, sentence: str, position: int) -> Period | None:
        """The year that a bracket names before its figure; of the same time of that year, that of the report's own."""
        named = _NAMED_BASE.search(sentence, max(0, position - _BASE_WINDOW), position)
        if named is None or self.own is None:
            return None
        year = int(named[1])
        told = read_period_before(sentence, named.start(), self.own, self.rules)
        return told if told and told.end and told.end.year == year else year_period(year)

    def at_opening(self, period: Period | None) -> Period | None:
        """What there was before, not dated (từ 5,4% xuống còn): of what is there, when the report's time began."""
        own = self.own
        if period is None or own is None or period.kind is not PeriodKind.STOCK or period.end != own.end:
            return period
        return read_compared("đầu kỳ", own, self.rules)

    def _read_base_near(self, sentence: str, position: int, end: int, period: Period) -> Period | None:
        """The period of a base that no comparison leads to: named right before it, right behind, else by its year."""
        before = sentence[max(0, position - _BASE_WINDOW) : position].rstrip(" (:")
        behind = sentence[end : end + _BASE_WINDOW // 2]
        marks = self._marks(sentence)
        near = [
            m
            for m in marks
            if m.way is Way.NAMED and len(before) - _NEAR <= m.end - max(0, position - _BASE_WINDOW) <= len(before)
        ]
        next_to = [m for m in marks if m.way is Way.NAMED and end <= m.start <= end + _NEAR]
        if near or next_to:
            return (near[-1] if near else next_to[0]).period
        for words in (before, behind):
            earlier = [match[0] for match in self.rules.cues["EARLIER_TIME"].finditer(words)]
            if earlier:
                return read_compared(earlier[-1], period, self.rules)
        if _AT_BEGINNING.search(before):
            return read_compared("đầu năm", period, self.rules)
        years = _YEAR.findall(before) or _YEAR.findall(behind)[:1]
        return year_period(int(years[-1])) if years else None

    def with_kind(
        self,
        period: Period | None,
        said: Said,
        header: str = "",
        others: Callable[[], Iterable[Other]] = tuple,
        *,
        is_until_now: bool = False,
    ) -> Period | None:
        """The period as a flow, a stock or a running total, by the figure's own words and what it counts."""
        if period is None:
            return None
        if period.kind is PeriodKind.CUMULATIVE:
            return _as_total(period, said, self.rules, others, header)
        told = tell_by_header(header, self.rules) if header else None
        if period.kind is PeriodKind.STOCK:
            return self._runs_to(period, said, told, others)
        if self.rules.cues["RUNNING_WORDS"].search(f"{header} {said.words}") and not said.is_change:
            return replace(period, kind=PeriodKind.CUMULATIVE)
        if (told or tell_kind(said, self.rules, others)) is PeriodKind.STOCK:
            return replace(period, start=None, kind=PeriodKind.STOCK)
        return replace(period, kind=PeriodKind.CUMULATIVE) if is_until_now and not said.is_change else period

    def _runs_to(
        self, period: Period, said: Said, told: PeriodKind | None, others: Callable[[], Iterable[Other]]
    ) -> Period:
        """'Đến ngày 30/11 đã thu 1.286 triệu đồng' runs from the year's beginning; what is still there does not."""
        unit = said.unit
        if self.rules.cues["RUNNING_WORDS"].search(said.words) and not said.is_change:
            is_of_year = period.end is not None and _FROM_NEW_YEAR.search(said.words) is not None
            start = date(period.end.year, 1, 1) if period.end and is_of_year else period.start
            return replace(period, start=start, kind=PeriodKind.CUMULATIVE)
        is_money = said.is_share and bool(self.rules.cues["SPENT"].search(said.label))
        happens = is_money or unit == "đồng" or is_event(unit, self.rules)
        is_flow = said.is_change or told is PeriodKind.FLOW
        is_there = not is_flow and (
            self.rules.cues["IS_THERE"].search(said.words) or tell_any(said, self.rules, others) is PeriodKind.STOCK
        )
        happens = happens or any(self._tells_of_deed(words) for words in (said.before, *(o.before for o in others())))
        if period.end is None or period.start is not None or not (happens or is_flow) or is_there:
            return period
        first = date(period.end.year, 1, 1)
        own = self.own
        start = own.start if own and own.start and own.end and own.start <= period.end <= own.end else first
        kind = PeriodKind.FLOW if is_flow else PeriodKind.CUMULATIVE
        return Period(start, period.end, kind, name_period(start, period.end))

    def _tells_of_deed(self, words: str) -> bool:
        """Whether the words before a figure say that it was done (đã trồng đến ngày 20/11 là)."""
        return bool(_HAS_DONE.search(words)) and bool(self.rules.cues["DONE_WORDS"].search(words))

    def _mask(self, text: str) -> str:
        """The text without the times of bases of comparison and without the names of plans and decisions."""
        if text not in self._masked:
            self._masked[text] = self.rules.cues["NOT_ITS_TIME"].sub(lambda match: " " * len(match[0]), text)
        return self._masked[text]

    def _marks(self, text: str) -> tuple[TimeMark, ...]:
        """The times that a text names; the figures of a sentence, and those under a heading, share most texts."""
        if text not in self._named:
            self._named[text] = find_marks(text, self.own, self.year, self.rules, self.document.issued_on)
        return self._named[text]
