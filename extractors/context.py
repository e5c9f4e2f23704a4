"""What a figure inherits: its period, its role and its scope, from its sentence, its headings and the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractors.abouts import About, AboutReader
from extractors.base_periods import label_of, read_base_period
from extractors.entities import Entity
from extractors.figure_periods import PeriodReader
from extractors.header_periods import plan_year
from extractors.institutions import read_house
from extractors.items import FigureBlock, Item, is_change
from extractors.kin import NEAR, WINDOW, counted_by_share, find_others, own_words
from extractors.kinds import Other, Said, tells_kind
from extractors.label_words import ABOVE, without_context
from extractors.layout import Block, section_path
from extractors.memory import MAX_REMEMBERED
from extractors.periods import Period
from extractors.places import NOWHERE, Home
from extractors.ratios import HUNDRED
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.section_roles import Told, is_to_come, tell_done
from extractors.segmentation import MAX_CHARACTERS
from extractors.stops import ASIDE
from extractors.text import last_end
from extractors.time_marks import Way
from extractors.unit_nouns import name_unit
from schemas.document import Document
from schemas.fact import PeriodKind, Role

_NEAR_BLOCKS = 12
# What a plan is for stands this close before its figure (kế hoạch quý, chỉ tiêu 6 tháng).
_PLAN_WORDS = 60
# A longer paragraph tells of its own, not of what a line before it introduces.
_MAX_ITEM = 300
_LEAD = regex.compile(
    r"(?i)\s*(?:[*+•–-]\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)"
    r"(?:phương hướng|nhiệm vụ|chỉ tiêu|mục tiêu|giải pháp)[^:.;]{0,70}:"
    r"|\s*(?:[*+•–-]\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"
    r"(?:phương hướng|nhiệm vụ|kế hoạch|công tác)(?: công tác| trọng tâm)*"
    r"\s(?:\d{1,2} tháng|tuần|tháng|quý|học kỳ|thời gian)\s[^:.;]{1,40}:"
)
_GOES_TO = regex.compile(r"[^.;]{0,60}?\b(?:lên|xuống|còn|thành|đến)\b[^.;]{0,15}?\d")
_LETTER = regex.compile(r"\p{L}")
_SENTENCE = regex.compile(r"[.!?](?=\s+[\p{Lu}\-+*])")
_RANGE_GOES_ON = regex.compile(r"\s*(?:đến|-|–|tới|trở)\s*")
# A numbered paragraph is no heading: what it says of its own figures is not said of those below it.
_STATES_FIGURES = regex.compile(r"%|…$|\d[\d.,]*\s(?:đồng|người|hộ|lượt|hồ sơ|ha|tấn|triệu|tỷ)\b")
# A stretch of days that a sentence names holds for the next ones of its paragraph.
_DAY = r"(?:ngày\s+)?\d{1,2}[/.]\d{1,2}"
_SPAN_OF_DAYS = regex.compile(
    rf"(?i)\btừ\s+(?:tháng\s+)?(?:{_DAY}(?:[/.]\d{{4}})?|\d{{1,2}}/\d{{4}})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:{_DAY}[/.]\d{{4}}|nay\b)"
)
# What opens so tells the parts of the sentence before it, which are of its time.
_TELLS_PARTS = regex.compile(r"(?i)[\s*+–-]*(?:kết quả )?(?:cụ thể|trong đó|bao gồm|gồm|chi tiết|chia ra|cơ cấu)\b")
# The words with a year that a paragraph begins with in place of a heading (Xếp loại năm 2021: ...).
_HEAD = regex.compile(
    r"\W*\p{L}[^.;:\d]{2,120}(?:(?<=(?i:năm(?: học)?|quý|tháng)\s)[\d/ –-]{4,13})?[^.;:\d]{0,40}:(?=\s)"
)
_YEAR = regex.compile(r"\b20\d\d\b")
# A paragraph that splits by something what the one before it tells.
_SPLITS = regex.compile(
    r"(?i)[\s*+–-]*(?:về|theo|phân (?:theo|tích|loại)|trong đó|cụ thể|chia (?:theo|ra)|nguyên nhân)\b"
)
# A paragraph that leads to those below it.
_LEADS = regex.compile(r"(?ir)(?::|\b(?:như sau|sau đây|trong đó|cụ thể|gồm)\s*[,.:;-]*)[\s*_]*$")
_HEADING_YEAR = regex.compile(r"(?i)\b(?:năm|kế hoạch|dự toán|chỉ tiêu|nhiệm vụ)\s+(20\d{2})\b")
_RESULTS = regex.compile(r"(?i)kết quả|tình hình")
_PARTS = regex.compile(r"(?i)trong đó|gồm|[;%]")
_CLAUSE = regex.compile(r"[.;!?](?=\s)")
# Why something is asked for: how things are.
_TELLS_HOW_IT_IS = regex.compile(r"(?i)\b(?:hiện(?: nay| tại| có| còn)?|đã|chưa|còn|đang)\b")
# A number that someone set: 'vượt chỉ tiêu 80% Công an tỉnh giao'.
_GIVEN = regex.compile(r"(?i)\s?%?\s(?:(?:do|của|mà)\s)?(?:\p{L}+\s){0,6}(?:giao|đề ra|đặt ra)\b")
_PHRASE_END = regex.compile(r"[,;:.()](?=\s|$)")


class Context:
    """Looks up what a figure inherits; headings are read once."""

    def __init__(
        self,
        document: Document,
        blocks: Sequence[Block],
        rules: CompiledRules,
        home: Home = NOWHERE,
        issuer: Entity | None = None,
    ) -> None:
        """`issuer`: the institution that reports on itself alone."""
        self._document = document
        house = None if issuer else read_house(document, rules)
        self.abouts = AboutReader(home, document.title or "", blocks, rules, issuer, house)
        self._blocks = blocks
        self._rules = rules
        self._paths: dict[int | None, str | None] = {}
        self._roles: dict[str, Role] = {}
        self._introductions: dict[int, Sequence[str]] = {}
        self.periods = PeriodReader(document, rules)

    def section(self, index: int) -> str | None:
        """The headings above a block."""
        parent = self._blocks[index].parent
        if parent not in self._paths:
            self._paths[parent] = section_path(self._blocks, index)
        return self._paths[parent]

    def period(
        self,
        block: FigureBlock,
        item: Item,
        role: Role,
        label: str,
        *,
        is_change: bool = False,
        unit: str | None = None,
    ) -> Period | None:
        """From the words nearest to the figure, else the sections, else the document; of a base its own.

        `unit`: what the fact counts, where that says more than the word behind the number (điểm: điểm giao dịch).
        """
        start, end = _span_around(_SENTENCE, block.text, item.start)
        following = block.neighbour(item, 1)
        sentence, place, stop = block.text[start:end], item.start - start, item.unit_end - start
        next_start = following.start - start if following else len(sentence)
        above = self._said_above(block, start)
        held = self.periods.read(sentence, place, stop, next_start, above, is_change=is_change)
        found = held.period
        if role is Role.BASELINE and held.way is not Way.EARLIER:
            first = self._first_base(block, item) or item
            place, stop = max(0, first.start - start), max(0, first.unit_end - start)
            found = self.periods.read_base(sentence, place, stop, found) or found
        if role is Role.TARGET and found and found == self.periods.own and not self.is_planned(block):
            found = plan_year(found, block.text[max(0, item.quote_start - _PLAN_WORDS) : item.start])
        counted = counted_by_share(block, item)
        unit = unit if counted is item else self._noun_of(block, counted, label)
        item = counted
        said = self._with_unit(self._said_of(block, item, label, is_change), unit)
        until_now = held.way is Way.UNTIL_NOW
        told = self.periods.with_kind(
            found,
            said,
            others=lambda: (*find_others(block, item, self._rules), *self._headed(block)),
            is_until_now=until_now,
        )
        is_unnamed = role is Role.BASELINE and found is held.period and held.way is not Way.EARLIER
        return self.periods.at_opening(told) if is_unnamed else told

    def _noun_of(self, block: FigureBlock, counted: Item, label: str) -> str | None:
        """What the figure counts that a bare percent is a share of, so that both are of one kind."""
        behind = block.text[counted.end : counted.end + MAX_CHARACTERS]
        return name_unit(counted.unit, without_context(label), self._rules, behind)[0] if counted.unit else None

    def _said_of(self, block: FigureBlock, item: Item, label: str, is_change: bool) -> Said:
        """What is said of a figure, with the name of what it stands below where that is no heading."""
        said = self._with_lead(own_words(block, item, without_context(label), is_change), block, item)
        topic = without_context(label.rpartition(ABOVE)[0])
        is_told = bool(topic) and topic.casefold() not in (self.section(block.index) or "").casefold()
        return replace(said, topic=topic) if is_told else said

    def _headed(self, block: FigureBlock) -> Iterator[Other]:
        """What the headings above say that all below them happened (TÌNH HÌNH THIỆT HẠI, Vụ Xuân)."""
        if _tells_of_events(self.section(block.index) or "", self._rules):
            yield Other("", PeriodKind.FLOW)

    def _with_unit(self, said: Said, unit: str | None) -> Said:
        """What is said with the unit of the fact, where the word behind the number does not tell what it counts."""
        is_open = said.unit is not None and unit is not None and not tells_kind(said.unit, self._rules)
        return replace(said, unit=unit) if is_open else said

    def base_period(self, block: FigureBlock, item: Item, period: Period | None) -> str | None:
        """The label of the period a change is measured against, from the words of its sentence or of the line above."""
        start, end = _span_around(_SENTENCE, block.text, item.start)
        sentence = block.text[start:end]
        found = read_base_period(sentence, item.start - start, item.unit_end - start, period, self._rules)
        return label_of(found)

    def _said_above(self, block: FigureBlock, start: int) -> Iterator[str]:
        """What may say when a sentence holds, nearest first: days before it in its paragraph, then the texts above.

        Of a heading its words, of a paragraph its last sentence.
        """
        if lead := _lead_of(block.text):
            yield lead
        if start and _TELLS_PARTS.match(block.text, start):
            yield sentence_around(block.text, start - 2)
        spans = list(_SPAN_OF_DAYS.finditer(block.text, max(0, start - WINDOW), start))
        yield from (match[0] for match in spans[-1:])
        yield from self._head_of(block.text, start)
        index: int | None = block.index
        while index is not None:
            yield from self._introduced(index)
            index = self._blocks[index].parent
            if index is not None:
                yield from self._told_by(self._blocks[index])

    def _told_by(self, above: Block) -> Iterator[str]:
        """What a block says of those below it: a heading all, a paragraph its last sentence, days and head."""
        text = above.flat.text
        if above.is_heading and not _states_figures(text):
            yield text
            return
        if _LEADS.search(text):
            begin = last_end(_SENTENCE, text, 0, len(text) - 1)
            yield text[begin:]
            if begin and _TELLS_PARTS.match(text, begin):
                yield sentence_around(text, begin - 2)
        yield from (match[0] for match in [*_SPAN_OF_DAYS.finditer(text)][-1:])
        yield from self._head_of(text, len(text))

    def _head_of(self, text: str, end: int) -> Iterator[str]:
        """The words that a paragraph begins with in place of a heading, where they name an earlier year."""
        head = _HEAD.match(text, 0, end) if end else None
        own = self._document.period_end
        if head and own and any(int(year) < own.year for year in _YEAR.findall(head[0])):
            yield head[0]

    def _introduced(self, index: int) -> Sequence[str]:
        """The days that a line before a block names which introduces it and its like: '... từ ngày a đến ngày b:'."""
        if index not in self._introductions:
            parent = self._blocks[index].parent
            near = range(index - 1, max(-1, index - _NEAR_BLOCKS), -1)
            texts = (
                self._blocks[at].flat.text for at in near if self._blocks[at].parent == parent and not self._leads(at)
            )
            is_item = len(self._blocks[index].flat.text) <= _MAX_ITEM
            line = next((text for text in texts if is_item and text.rstrip(" *").endswith(":")), "")
            found = [match[0] for match in _SPAN_OF_DAYS.finditer(line)][-1:]
            self._introductions[index] = found or self._opens_section(index)
        return self._introductions[index]

    def _opens_section(self, index: int) -> Sequence[str]:
        """The days that open the first paragraph below a heading, for those that split what it tells (Về tuyến: …)."""
        parent = self._blocks[index].parent
        if parent is None or not _SPLITS.match(self._blocks[index].flat.text):
            return []
        if not self._blocks[parent].is_heading or parent + 1 >= index:
            return []
        opens = _SPAN_OF_DAYS.match(self._blocks[parent + 1].flat.text)
        return [opens[0]] if opens else []

    def _leads(self, index: int) -> bool:
        """Whether a block has blocks below it: what it says is of those."""
        return index + 1 < len(self._blocks) and self._blocks[index + 1].parent == index

    def role(self, block: FigureBlock, item: Item) -> Role:
        """Target where the sentence or a heading says so, else actual."""
        before = block.text[max(0, item.quote_start - 60) : item.quote_start]
        for rule in self._rules.roles:
            said = rule.pattern.search(before) if "before" in rule.where else None
            if said and _may_be(rule.id, said[0], block.text, item):
                return rule.role
        if self._first_base(block, item):
            return Role.BASELINE
        start, end = _span_around(_SENTENCE, block.text, item.start)
        whole = block.text[start:end]
        mark = self.periods.governing(whole, item.start - start)
        if mark and mark.way is Way.EARLIER and mark.period.kind is not PeriodKind.STOCK:
            return Role.BASELINE
        said_of_all = _role_of_sentence(_without_asides(block.text, item.start), whole, self._rules)
        if said_of_all is not None:
            return said_of_all
        is_told = self._is_proposed(block) and _TELLS_HOW_IT_IS.search(_clause_of(block.text, item))
        return Role.ACTUAL if is_told else self._role_of_section(block)

    def _is_proposed(self, block: FigureBlock) -> bool:
        """Whether a block stands under a heading of what others are asked for (IV. ĐỀ XUẤT, KIẾN NGHỊ)."""
        return _names_proposal(self.section(block.index) or "", self._rules)

    def _first_base(self, block: FigureBlock, item: Item) -> Item | None:
        """The base of comparison that a bracket begins with and another figure follows (cùng kỳ (14 vụ, 03 người)).

        None where the figure is no further base.
        """
        first = _first_in_bracket(block, item)
        if first is None or _PARTS.search(block.text, first.unit_end, item.start):
            return None
        before = block.text[max(0, first.quote_start - 60) : first.quote_start]
        is_level = item.symbol == COUNT and is_change(block.text, item, self._rules) is None
        bases = (rule for rule in self._rules.roles if rule.role is Role.BASELINE and "before" in rule.where)
        found = (rule.pattern.search(before) for rule in bases) if is_level else ()
        return first if any(said and not said[0].rstrip().casefold().endswith("từ") for said in found) else None

    def is_planned(self, block: FigureBlock) -> bool:
        """Whether a block stands under a heading of what is to come."""
        return self._role_of_section(block) is Role.TARGET

    def _role_of_section(self, block: FigureBlock) -> Role:
        path = " > ".join(part for part in (self.section(block.index), _lead_of(block.text)) if part)
        if path not in self._roles:
            self._roles[path] = self._role_under(path)
        return self._roles[path]

    def _role_under(self, path: str) -> Role:
        """The role that headings give; tasks and targets are those done where a heading above tells results."""
        titles = [title for title in path.split(" > ") if not _STATES_FIGURES.search(title)]
        tells = [self._tells_of(title) for title in reversed(titles)]
        return Role.TARGET if is_to_come(tells) or self._is_ahead(path) else Role.ACTUAL

    def _tells_of(self, title: str) -> Told:
        """What a heading says of the figures below it."""
        told = tell_done(title, self._rules)
        if told is not Told.NOTHING:
            return told
        rules = (rule for rule in self._rules.roles if "heading" in rule.where)
        is_task = any(rule.pattern.search(title) for rule in rules)
        if not is_task and (_RESULTS.search(title) or not self.periods.is_ahead(title)):
            return Told.NOTHING
        return Told.AHEAD if self.periods.is_surely_ahead(title) else Told.TASKS

    def _is_ahead(self, path: str) -> bool:
        """Whether a heading is about a year after the one reported on (DỰ TOÁN NGÂN SÁCH NĂM 2018)."""
        end = self._document.period_end
        years = [int(match[1]) for match in _HEADING_YEAR.finditer(path)]
        return end is not None and bool(years) and min(years) > end.year and not _RESULTS.search(path)

    def _with_lead(self, said: Said, block: FigureBlock, item: Item) -> Said:
        """A figure listed without words has those before the first, if they say who has it (toàn xã có 49 …; 112 …)."""
        if _LETTER.search(said.before):
            return said
        begin = last_end(_SENTENCE, block.text, 0, item.start)
        first = next((other for other in block.items if other.start >= begin), item)
        lead = block.text[begin : first.start]
        return replace(said, before=lead) if self._rules.cues["HAS_WORDS"].search(lead) else said

    def about(self, block: FigureBlock, item: Item) -> About:
        """Of which level, place and entity a figure in prose is."""
        return self.abouts.of_figure(block, item)


@lru_cache(maxsize=MAX_REMEMBERED)
def _tells_of_events(path: str, rules: CompiledRules) -> bool:
    return rules.cues["HAPPENED_HEADING"].search(path) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _states_figures(heading: str) -> bool:
    return _STATES_FIGURES.search(heading) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _names_proposal(path: str, rules: CompiledRules) -> bool:
    proposed = (rule for rule in rules.roles if rule.id == "proposed_heading")
    return any(rule.pattern.search(title) for rule in proposed for title in path.split(" > "))


@lru_cache(maxsize=MAX_REMEMBERED)
def _role_of_sentence(sentence: str, whole: str, rules: CompiledRules) -> Role | None:
    """The role that the words of a sentence give all its figures; `sentence`: without what brackets say."""
    for rule in rules.roles:
        if "sentence" in rule.where and rule.pattern.search(sentence):
            return rule.role
        if "opening" in rule.where and rule.pattern.search(whole):
            return rule.role
    return None


@lru_cache(maxsize=MAX_REMEMBERED)
def _lead_of(text: str) -> str:
    """What a paragraph begins with in place of a heading: 'Phương hướng năm 2026: ...'."""
    match = _LEAD.match(text)
    return match[0] if match else ""


def _clause_of(text: str, item: Item) -> str:
    """The clause around a figure."""
    stop = _CLAUSE.search(text, item.end)
    return text[last_end(_CLAUSE, text, max(0, item.start - WINDOW), item.start) : stop.start() if stop else None]


def _may_be(rule: str, said: str, text: str, item: Item) -> bool:
    """'từ a' is a baseline only where 'lên', 'xuống' or 'còn' b follows, not in a range 'từ a đến b'.

    'vượt chỉ tiêu 80% Công an tỉnh giao' is the target, 'vượt chỉ tiêu 5%' not;
    'vượt chỉ tiêu giao (92%)' is the target, 'vượt chỉ tiêu giao (105%)' how much of it was reached.
    """
    position = item.unit_end
    if rule == "target_in_bracket":
        return item.symbol != PERCENT or item.value <= HUNDRED
    if rule == "target_given":
        return _GIVEN.match(text, item.end) is not None
    if rule == "target_count_in_bracket":
        return item.symbol == COUNT
    if rule != "baseline_before":
        return True
    is_from = said.rstrip().casefold().endswith("từ")
    return not _RANGE_GOES_ON.match(text, position) and bool(not is_from or _GOES_TO.match(text, position))


def _first_in_bracket(block: FigureBlock, item: Item) -> Item | None:
    """The first figure of the bracket that another of it stands in; None outside, and of the first itself."""
    opened = block.text.rfind("(", max(0, item.start - NEAR), item.start)
    if opened < 0 or block.text.find(")", opened, item.start) >= 0:
        return None
    first = next((other for other in block.items if other.start > opened), item)
    return None if first is item else first


def sentence_around(text: str, position: int) -> str:
    """The sentence of a flat text that holds a position."""
    return _around(_SENTENCE, text, position)


def _without_asides(text: str, position: int) -> str:
    """The clause of a figure without brackets that it does not stand in: a plan in them is theirs alone.

    'Công suất giường đạt 84,6% (kế hoạch giao 90 giường)' reached 84,6%.
    """
    start, end = _span_around(_CLAUSE, text, position)
    asides = (found.span() for found in ASIDE.finditer(text, start, end))
    for opened, closed in asides:
        if not opened < position < closed:
            text = text[:opened] + " " * (closed - opened) + text[closed:]
    return text[start:end].strip()


def _around(stops: regex.Pattern[str], text: str, position: int) -> str:
    """The run between two stops that holds a position."""
    start, end = _span_around(stops, text, position)
    return text[start:end].strip()


@lru_cache(maxsize=MAX_REMEMBERED)
def _span_around(stops: regex.Pattern[str], text: str, position: int) -> tuple[int, int]:
    """Where the run between two stops that holds a position lies, looked for within a window on either side."""
    start, end = _clause_start(text, position - WINDOW), min(len(text), position + WINDOW)
    for match in stops.finditer(text, start, end):
        if match.end() <= position:
            start = match.end()
        else:
            end = match.end()
            break
    return start, end


def _clause_start(text: str, position: int) -> int:
    """Where the words at a place begin, not in the middle of a phrase: 'Đến hết tháng 11' is not 'tháng 11'."""
    if position <= 0:
        return 0
    return last_end(_PHRASE_END, text, max(0, position - NEAR), position)
