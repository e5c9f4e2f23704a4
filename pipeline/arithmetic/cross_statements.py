"""What the figures of several documents are said to measure, as keys that are equal where they speak of one thing.

Strict on purpose: the same words, unit, place, entity, scope and days. What says too little to mean one thing in two
documents, or what a document itself prints with two values, is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import regex

from extractors.label_words import ABOVE, count_telling
from extractors.periods import find_periods
from extractors.row_cells import PER_MILLE_UNIT
from extractors.rules_compiled import CompiledRules
from extractors.statements import words_of
from pipeline.arithmetic.agreement import printed_interval
from pipeline.arithmetic.intervals import Interval
from schemas.fact import FactMentionRole, Measure, PeriodKind, Qualifier, Scope
from schemas.mention import Mention

_YEAR = regex.compile(r"\b(?:19|20)\d{2}\b")
_PLACE_NAME = regex.compile(
    r"(?i:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn)\s+\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*)*"
)
_ROW_AND_COLUMN = " – "
_TITLE_END = regex.compile(r"\s(?=(?:Thực hiện|Căn cứ|Trên cơ sở)\s)|[,;]\s*(?:phương hướng|nhiệm vụ|kế hoạch)")
# Two titles are of one kind of report where they share so much of the shorter one's words.
_TITLE_SHARED = Decimal("0.6")
# A label needs so many words beyond those that lead to a number; one of things that come again needs more.
_MIN_WORDS, _MIN_EVENT_WORDS = 2, 4
_DAY = timedelta(days=1)
_QUARTER_DAYS = 92


@dataclass(frozen=True, slots=True)
class CrossDocument:
    """What decides of a document whether its figures may be held against another's."""

    document_id: str
    path: str
    symbol: str | None
    title: str | None
    issuer: str | None
    place_id: str | None
    issued_by: date | None
    """The day of issue, else the last day of the month or year printed."""
    issued_on: date | None
    period_start: date | None
    period_end: date | None
    is_image: bool


@dataclass(frozen=True, slots=True)
class CrossFigure:
    """A result printed in a document: what the fact says, and the number that says it."""

    document: CrossDocument
    fact_id: str
    quote: str
    quote_page: int
    label: str
    measure: Measure
    unit: str | None
    place_id: str | None
    entity: str | None
    """What the figure is about besides the place itself: a school, an office."""
    scope: Scope | None
    period_kind: PeriodKind | None
    period_start: date | None
    period_end: date | None
    qualifier: Qualifier
    is_share: bool
    is_baseline: bool
    operand: FactMentionRole | None
    """What the number does in a ratio of a table's row; None where it is the figure's own."""
    mention: Mention


@dataclass(frozen=True, slots=True)
class Boundary:
    """Words that say opening (đầu năm 2023, năm trước chuyển sang) or closing."""

    text: str
    is_opening: bool

    @property
    def is_carried(self) -> bool:
        """Whether it speaks of what one period hands to the next."""
        return "chuyển" in self.text or "mang" in self.text


Label = tuple[frozenset[str], str, Boundary | None]
Subject = tuple[frozenset[str], str, str | None, str | None, Scope | None]


@dataclass(frozen=True, slots=True)
class CrossStatement:
    """A figure with its keys: what is measured, where, and over which days (`start` None: what there was on `end`)."""

    figure: CrossFigure
    subject: Subject
    context: frozenset[str]
    """The words it stands below, which one document may print and another leave out, but not with others."""
    place_id: str
    start: date | None
    end: date
    is_opening: bool
    is_whole: bool

    @property
    def interval(self) -> Interval:
        """What the printed number can stand for."""
        return printed_interval(self.figure.mention, self.figure.qualifier, is_share=self.figure.is_share)

    @property
    def thing(self) -> tuple[Subject, str, date | None, date]:
        """Equal where two statements speak of one thing, place and time."""
        return self.subject, self.place_id, self.start, self.end

    @property
    def is_loose(self) -> bool:
        """Whether the number need not be meant to the digit, or may be misread: estimated, about, from an image."""
        return self.figure.qualifier is not Qualifier.EXACT or self.figure.document.is_image

    @property
    def is_early(self) -> bool:
        """Whether it was printed before its days had ended, as far as the day of issue is known."""
        issued = self.figure.document.issued_by
        return issued is None or issued < self.end


def split_compared(figure: CrossFigure) -> list[CrossFigure]:
    """The figure; of an operand of a row's ratio of two years what it counts in its year, nothing where that is unsaid.

    'Đàn trâu – Thực hiện năm 2023 so với thực hiện năm 2022 (%)': the numerator is that of 2023.
    """
    if figure.operand is None:
        return [figure]
    row, _, column = figure.label.rpartition(_ROW_AND_COLUMN)
    periods = [phrase.period for phrase in find_periods(column, None)]
    if len(periods) != 2 or " so với " not in column:
        return []
    period = periods[figure.operand is FactMentionRole.DENOMINATOR]
    label = f"{row}{_ROW_AND_COLUMN}{period.label}"
    measure = Measure.MONEY if figure.unit == "đồng" else Measure.COUNT
    start = None if figure.period_kind is PeriodKind.STOCK else period.start
    return [replace(figure, label=label, measure=measure, period_start=start, period_end=period.end, is_share=False)]


class LabelReader:
    """Labels as words that can be compared; each wording is read once."""

    def __init__(self, rules: CompiledRules) -> None:
        self._rules = rules
        self._read: dict[str, Label] = {}

    def read(self, label: str) -> Label:
        """The words without periods and places, the label shortened likewise, and what says opening or closing."""
        if label not in self._read:
            self._read[label] = self._take_apart(label)
        return self._read[label]

    def _take_apart(self, label: str) -> Label:
        row, _, column = label.rpartition(_ROW_AND_COLUMN)
        text = column if self._rules.cue_wholes["TOTAL_ROW"].fullmatch(row) else label
        boundary = self._find_boundary(text)
        if boundary:
            text = text.replace(boundary.text, " chuyển " if boundary.is_carried else " ", 1)
            boundary = replace(boundary, text=boundary.text.casefold())
        for phrase in reversed(find_periods(text, None)):
            text = text[: phrase.start] + " " + text[phrase.end :]
        text = self._rules.cues["WHOLE_AREA"].sub(" ", _PLACE_NAME.sub(" ", text))
        text = self._rules.cues["ONLY_TIME"].sub(" ", _YEAR.sub(" ", text))
        return words_of(text, self._rules), text, boundary

    def _find_boundary(self, label: str) -> Boundary | None:
        opening = self._rules.cues["PERIOD_OPENING"].search(label)
        found = opening or self._rules.cues["PERIOD_CLOSING"].search(label)
        return Boundary(found[0], opening is not None) if found else None


def read_cross_statements(
    figures: Iterable[CrossFigure], homes: Mapping[str, str], rules: CompiledRules
) -> list[CrossStatement]:
    """The statements that may be compared; `homes`: the place of documents that do not say it themselves."""
    labels = LabelReader(rules)
    single = (one for figure in figures for one in split_compared(figure))
    found = [s for figure in single if (s := _read_statement(figure, homes, labels, rules)) is not None]
    return _keep_unambiguous(found)


def _read_statement(
    figure: CrossFigure, homes: Mapping[str, str], labels: LabelReader, rules: CompiledRules
) -> CrossStatement | None:
    home = figure.document.place_id or homes.get(figure.document.document_id)
    place = figure.place_id or (home if figure.document.place_id is None and figure.entity is None else None)
    above, _, own = figure.label.rpartition(ABOVE)
    words, text, boundary = labels.read(own)
    context = labels.read(above)[0]
    if not _is_telling(words, text, figure.unit, rules):
        words, text, context = words | context, f"{above} {text}", frozenset()
    days = _read_days(figure, boundary)
    if place is None or days is None or not _is_telling(words, text, figure.unit, rules):
        return None
    if boundary is None and not _says_time(figure):
        return None
    share = Measure.PERCENT.value if figure.is_share else figure.measure.value
    is_own = place == home
    scope = None if not is_own or figure.scope is Scope.TOAN_DIA_BAN else figure.scope
    unit = "%" if figure.is_share and figure.unit != PER_MILLE_UNIT else figure.unit
    subject = (words, share, unit, figure.entity, scope)
    is_whole = is_own and scope is None and figure.entity is None
    return CrossStatement(figure, subject, context, place, *days, bool(boundary and boundary.is_opening), is_whole)


def _is_telling(words: frozenset[str], text: str, unit: str | None, rules: CompiledRules) -> bool:
    """Whether the words say enough to mean one thing in two documents."""
    if rules.cues["EVENT_NOUN"].search(f"{text} {unit or ''}"):
        return len(words) >= _MIN_EVENT_WORDS
    return len(words) >= _MIN_WORDS and count_telling(text, rules) >= _MIN_WORDS


def _says_time(figure: CrossFigure) -> bool:
    """Whether a figure of another time than its document's says so itself: its year, or that it is compared with."""
    end, own = figure.period_end, figure.document.period_end
    return end is None or end == own or figure.is_baseline or str(end.year) in f"{figure.label} {figure.quote}"


def _read_days(figure: CrossFigure, boundary: Boundary | None) -> tuple[date | None, date] | None:
    """First and last day; of what opens or closes a period only the day, of an opening the one before it began."""
    if boundary is not None:
        day = _read_boundary(figure.document, boundary)
        return None if day is None else (None, day)
    is_stock = figure.period_kind is PeriodKind.STOCK
    if figure.period_end is None or (not is_stock and figure.period_start is None):
        return None
    return (None if is_stock else figure.period_start), figure.period_end


def _read_boundary(document: CrossDocument, boundary: Boundary) -> date | None:
    """The last day of the period that closes there; None where neither words nor document say it."""
    start, end, year = document.period_start, document.period_end, _YEAR.search(boundary.text)
    if year:
        return date(int(year[0]) - (boundary.is_carried != boundary.is_opening), 12, 31)
    if start is None or end is None or ("quý" in boundary.text and (end - start).days > _QUARTER_DAYS):
        return None
    if "năm" not in boundary.text:
        return start - _DAY if boundary.is_opening else end
    if boundary.is_opening:
        return date(end.year - 1, 12, 31)
    return end if (end.month, end.day) == (12, 31) else None


def _keep_unambiguous(statements: Sequence[CrossStatement]) -> list[CrossStatement]:
    """One statement for each thing of a document, the finest; none where the document prints two values for it."""
    groups: dict[tuple[str, object], list[CrossStatement]] = defaultdict(list)
    for statement in statements:
        groups[statement.figure.document.document_id, statement.thing].append(statement)
    kept: list[CrossStatement] = []
    for group in groups.values():
        first = max(group, key=lambda s: (s.figure.mention.decimals or 0, s.figure.qualifier is Qualifier.EXACT))
        if all(first.interval.meets(other.interval) for other in group):
            kept.append(replace(first, is_opening=all(s.is_opening for s in group)))
    return kept


class ReportKinds:
    """Whether two documents are one kind of report, by title and office; each title is read once."""

    def __init__(self, rules: CompiledRules) -> None:
        self._rules = rules
        self._labels = LabelReader(rules)
        self._titles: dict[str, frozenset[str]] = {}

    def share_title(self, one: CrossDocument, other: CrossDocument) -> bool:
        """Whether the titles say nearly the same, besides periods, places and words that any title may have."""
        if not one.title or not other.title:
            return False
        a, b = self._words(one.title), self._words(other.title)
        return len(a & b) >= _TITLE_SHARED * min(len(a), len(b)) and bool(a) == bool(b)

    def _words(self, title: str) -> frozenset[str]:
        if title not in self._titles:
            text = self._labels.read(_TITLE_END.split(title)[0])[1]
            self._titles[title] = words_of(self._rules.cues["SAYS_LITTLE"].sub(" ", text), self._rules)
        return self._titles[title]


def share_context(one: CrossStatement, other: CrossStatement) -> bool:
    """Whether what they stand below does not tell them apart."""
    a, b = one.context, other.context
    return not a or not b or a <= b or b <= a


def share_issuer(one: CrossDocument, other: CrossDocument) -> bool:
    """Whether both name the same office."""
    return bool(one.issuer) and (one.issuer or "").casefold().split() == (other.issuer or "").casefold().split()
