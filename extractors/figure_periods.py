"""When a figure holds: the phrase nearest to it, else its headings, else the document; a base of comparison its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import regex

from extractors.base_periods import read_period_before
from extractors.kinds import Said, tell_before, tell_by_header, tell_kind
from extractors.periods import (
    Period,
    PeriodPhrase,
    find_periods,
    month_end,
    name_period,
    read_period,
    shift_years,
    year_period,
)
from extractors.report_periods import part_done
from extractors.rules_compiled import CompiledRules
from schemas.document import DocType, Document
from schemas.fact import PeriodKind

_ASIDE = regex.compile(r"\([^()]*\)")
_CLAUSE_ENDS = regex.compile(r"[;.](?=\s|$)")
# What stands in brackets with a number of its own behind a figure is said of that number.
_OTHERS_ASIDE = regex.compile(r"\([^()]*$")
_OUTLOOK = regex.compile(
    r"(?i)\bphương hướng\b[^.;]{0,40}?\bnăm\s+(20\d\d)\b"
    r"|^[\s\p{L}\d/]{0,5}[.)]?\s*"
    r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ|dự kiến)[\p{L}\s,-]{0,40}?\s(20\d\d)\s*[:.]?$"
)
_BARE_MONTHS = regex.compile(
    r"(?i)(?<!\b(?:đến|từ|hết|cuối|đầu|giữa|sau|trước|\d{1,2})\s)\btháng\s+(?<month>\d{1,2})(?!\s*(?:/|-|–|năm|\d))"
    r"|(?<![\d/.,–-]\s?)\b(?<count>\d{1,2})\s+tháng\b(?!\s*(?:đầu|cuối|năm|tuổi|tháng|/|\d+/))"
)
_AT_BEGINNING = regex.compile(r"(?i)(?<!từ |tháng |quý )\bđầu (?:năm|kỳ)(?:\s+\d{4})?\s*(?:là|có|:|\()?\s*$")
_HEADING_DAY = regex.compile(r"(?i)\bngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*[:.]?\s*$")
_YEAR = regex.compile(r"\b(20\d\d|19\d\d)\b")
# What names the base of a comparison stands this close around its number.
_BASE_WINDOW = 60
# A period named so few characters before a base is its own.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class PeriodReader:
    """Reads periods of the figures of one document."""

    document: Document
    rules: CompiledRules
    _named: dict[str, list[PeriodPhrase]] = field(default_factory=dict)
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

    def read(self, sentence: str, position: int, end: int, next_start: int, parents: Iterable[str]) -> Period | None:
        """The period of the figure at position:end of its sentence; the next figure begins at next_start."""
        masked = self._mask(sentence)
        before = _ASIDE.sub(lambda match: " " * len(match[0]), masked[:position])
        if self.rules.cues["OWN_TIME"].search(before, before.rfind(";") + 1):
            return self._ahead(parents) or self.own
        beside = self._read_before(before) or self._read_behind(masked, end, next_start)
        found = beside or (self.own if self._runs_on(before) else self._read_above(parents))
        own = self.own
        is_own = own and found and (own.start, own.end) != (found.start, found.end) and self._is_titled(found)
        return replace(own, kind=found.kind) if own and found and is_own else found

    def _is_titled(self, period: Period) -> bool:
        """Whether a time is the one of the title, for which the report states its days (16/11/2011 to 15/5/2012)."""
        if "" not in self._titles:
            self._titles[""] = read_period(part_done(self.document.title or ""), self.year)
        titled = self._titles[""]
        is_stretch = titled is not None and titled.start is not None
        return is_stretch and titled is not None and (titled.start, titled.end) == (period.start, period.end)

    def _read_before(self, before: str) -> Period | None:
        """The last time named before a figure in its sentence, unless that has left it."""
        found = self._find(before)
        bare = self._read_bare(before, found[-1].end if found else 0)
        if bare or not found:
            return bare
        return self.own if self._is_over(before, found[-1]) else found[-1].period

    def _read_behind(self, masked: str, end: int, next_start: int) -> Period | None:
        """The first time named behind a figure in its clause; what a comma parts off is of the next figure."""
        stop = _CLAUSE_ENDS.search(masked, end)
        after = masked[end : min(next_start, stop.start() if stop else len(masked))]
        if next_start < len(masked):
            after = after[: after.rfind(",")] if "," in after else after
        found = self._find(_OTHERS_ASIDE.sub("", after))
        return found[0].period if found else None

    def _read_above(self, parents: Iterable[str]) -> Period | None:
        """The time that what stands above a figure names, the nearest first, else the document's own."""
        is_past = False
        for text in parents:
            named = self._find(self._mask(text)) or self._read_day(text) or self._read_outlook(text)
            bare = None if named else self._read_bare(text, 0)
            if named or bare:
                return bare or named[-1].period
            is_past = is_past or bool(self.rules.cues["SO_FAR"].search(text))
        return (self._before_plan if is_past else None) or self.own

    def _read_bare(self, text: str, floor: int) -> Period | None:
        """Months named without their year: 'tháng 8' is of the report's, '8 tháng' its first up to the report's end."""
        match = next(reversed(list(_BARE_MONTHS.finditer(text, floor))), None)
        end = self.document.period_end
        if match is None or end is None:
            return None
        if match["count"]:
            is_own = int(match["count"]) == end.month
            return Period(date(end.year, 1, 1), end, PeriodKind.FLOW, f"{end:%Y-%m}T") if is_own else None
        month = int(match["month"])
        if not 1 <= month <= 12 or month > end.month + 1:
            return None
        last = month_end(end.year, month)
        return Period(last.replace(day=1), last, PeriodKind.FLOW, f"{last:%Y-%m}")

    def _is_over(self, before: str, named: PeriodPhrase) -> bool:
        """Whether a sentence has left a time it named: it says so, or another clause tells what was done."""
        if self.rules.cues["NOW_WORDS"].search(before, named.end):
            return True
        clause = before.rfind(";", named.end) + 1
        is_day = named.period.kind is PeriodKind.STOCK and clause > 0
        return is_day and bool(self.rules.cues["DONE_WORDS"].search(before, clause))

    def _ahead(self, parents: Iterable[str]) -> Period | None:
        """The time after the report's own that a heading looks out on: 'trong quý' below it means that."""
        end = self.document.period_end
        found = (phrases[-1].period for text in parents if (phrases := self._find(self._mask(text))))
        return next((period for period in found if period.start and end and period.start > end), None)

    @property
    def _before_plan(self) -> Period | None:
        """The year before that of a plan, of which it tells where it says how things stand."""
        start, year = self.document.period_start, self.document.issued_year
        is_plan = self.document.doc_type is DocType.KE_HOACH and start is not None and year is not None
        return year_period(start.year - 1) if is_plan and start and start.year >= (year or 0) else None

    def _runs_on(self, before: str) -> bool:
        """Whether a figure counts from a beginning the document knows (từ đầu năm đến nay)."""
        return bool(self.rules.cues["RUNNING_WORDS"].search(before))

    def _read_day(self, heading: str) -> list[PeriodPhrase]:
        """The one day a heading ends with, on which all below it happened (KẾT QUẢ BẦU CỬ NGÀY 15/3/2026)."""
        match = _HEADING_DAY.search(heading)
        try:
            day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
        except ValueError:
            return []
        return [PeriodPhrase(*match.span(), Period(day, day, PeriodKind.FLOW, f"{day}"))] if match and day else []

    def _read_outlook(self, heading: str) -> list[PeriodPhrase]:
        """The year that 'phương hướng' looks out on: in a title it is not the report's, below a heading it is."""
        match = _OUTLOOK.search(heading)
        return [PeriodPhrase(*match.span(), year_period(int(match[1] or match[2])))] if match else []

    def read_base(self, sentence: str, position: int, end: int, period: Period | None) -> Period | None:
        """The period a base of comparison holds for, from the words around it (so với cùng kỳ năm trước)."""
        if period is None or period.end is None:
            return None
        start = max(0, position - _BASE_WINDOW)
        around, before = sentence[start : end + _BASE_WINDOW // 2], sentence[start:position]
        compared = read_period_before(sentence, position, period, self.rules)
        return compared or self._read_base_near(around, before, period, period.end)

    def _read_base_near(self, around: str, before: str, period: Period, last_day: date) -> Period | None:
        """The period of a base where no comparison leads to it: from the words on both sides."""
        match = self.rules.cues["SAME_TIME"].search(around)
        if match:
            year = _YEAR.search(around, match.start())
            return shift_years(period, int(year[1]) - last_day.year if year else -1)
        if self.rules.cues["YEAR_BEGIN"].search(around) or _AT_BEGINNING.search(before):
            last = date(last_day.year - 1, 12, 31)
            return Period(None, last, PeriodKind.STOCK, str(last.year))
        if self.rules.cues["YEAR_BEFORE"].search(around):
            return year_period(last_day.year - 1)
        years = _YEAR.findall(before) or _YEAR.findall(around)[:1]
        named = self._find(before)
        if named and named[-1].end >= len(before.rstrip(" (:")) - _NEAR:
            return named[-1].period
        return year_period(int(years[-1])) if years else None

    def with_kind(
        self, period: Period | None, said: Said, header: str = "", whole: Callable[[], str] = str
    ) -> Period | None:
        """The period as a flow, a stock or a running total, by the figure's own words and what it counts."""
        if period is None:
            return None
        if period.kind is PeriodKind.CUMULATIVE:
            is_there = tell_before(said, self.rules) is PeriodKind.STOCK
            return replace(period, start=None, kind=PeriodKind.STOCK) if is_there else period
        told = tell_by_header(header, self.rules) if header else None
        if period.kind is PeriodKind.STOCK:
            return self._runs_to(period, said, told)
        if self.rules.cues["RUNNING_WORDS"].search(f"{header} {said.words}") and not said.is_change:
            return replace(period, kind=PeriodKind.CUMULATIVE)
        if (told or tell_kind(said, self.rules, whole)) is PeriodKind.STOCK:
            return replace(period, start=None, kind=PeriodKind.STOCK)
        return period

    def _runs_to(self, period: Period, said: Said, told: PeriodKind | None) -> Period:
        """'Đến ngày 30/11 đã thu 1.286 triệu đồng' runs from the year's beginning; what is still there does not."""
        unit = said.unit
        if self.rules.cues["RUNNING_WORDS"].search(said.words) and not said.is_change:
            return replace(period, kind=PeriodKind.CUMULATIVE)
        is_money = said.is_share and bool(self.rules.cues["SPENT"].search(said.label))
        happens = is_money or unit == "đồng" or bool(unit and self.rules.cue_wholes["FLOW_UNIT"].fullmatch(unit))
        is_flow = said.is_change or told is PeriodKind.FLOW
        is_there = not is_flow and self.rules.cues["IS_THERE"].search(said.words)
        if period.end is None or period.start is not None or not (happens or is_flow) or is_there:
            return period
        first = date(period.end.year, 1, 1)
        own = self.own
        start = own.start if own and own.start and own.end and own.start <= period.end <= own.end else first
        kind = PeriodKind.FLOW if is_flow else PeriodKind.CUMULATIVE
        return Period(start, period.end, kind, name_period(start, period.end))

    def _mask(self, text: str) -> str:
        """The text without the times of bases of comparison and without the names of plans and decisions."""
        if text not in self._masked:
            self._masked[text] = self.rules.cues["NOT_ITS_TIME"].sub(lambda match: " " * len(match[0]), text)
        return self._masked[text]

    def _find(self, text: str) -> list[PeriodPhrase]:
        """The periods that a text names; the figures of a sentence, and those under a heading, share most texts."""
        if text not in self._named:
            self._named[text] = find_periods(text, self.year)
        return self._named[text]
