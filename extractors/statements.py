"""What a figure is said to measure, as a set of words that can be compared between two places of a document.

A statement is read only where its words are complete: a percent or count that begins its sentence with the name of a
measure (Tỷ lệ ..., Tổng số ...) or with the whole area (Toàn huyện có ...), or a row of a
table with a column of results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Block, Level
from extractors.resolve import Reading
from extractors.row_cells import PER_MILLE_UNIT
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.table_views import TableView
from extractors.text import Span
from schemas.document import Document, TableCell
from schemas.fact import Fact, Measure, Role
from schemas.mention import Mention

_STOP = regex.compile(r"[.;!?](?=\s|$)")
_RIGHT_END = regex.compile(r"[;:!?()]|\.(?=\s|$)|,(?=\s)")
_TOKEN = regex.compile(r"\p{L}+|\d+(?:[.,/]\d+)*")
_YEAR = regex.compile(r"(?i)(?:(?:trong|đến hết|hết|cả|của)\s+)?năm\s+\d{4}|\(?\s*[%]\s*\)?")
_LEVEL = regex.compile(r"(?i)tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn")
_PLACE = regex.compile(r"(?i:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn)\s+\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*)*")
_BULLET = regex.compile(r"^[\s\-–+*•.)\p{P}]*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?")
# A statement needs so many words beyond those that lead to a number; 'toàn huyện' counts two, 'tổng số' one.
_MIN_WORDS = {True: 3, False: 4}
# Things that come again (hồ sơ, lượt người) are two occasions unless as many words say otherwise.
_MIN_EVENT_WORDS = 8
_SCOPE_WEIGHT = 2
# The level of the whole area is named so many times as often as any other ('toàn tỉnh' in a district's report).
_MAIN_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure with the words that say what it is; equal `key`s speak of the same thing."""

    key: tuple[str, str | None, str | None, frozenset[str]]
    mention: Mention
    fact: Fact
    span: Span
    label: str
    block: int | None
    headings: tuple[int, ...]
    sentence: tuple[int, int] | None
    table_id: str | None
    is_total_row: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    """What the document calls its own area: its level (huyện) and its name (huyện Thuận Châu); `issuer`: who writes."""

    level: str | None
    name: str | None
    issuer: str | None = None


def read_statements(
    reading: Reading, document: Document, facts: Sequence[Fact], rules: CompiledRules
) -> list[Statement]:
    """Every complete statement of the document, in reading order."""
    by_id = {fact.fact_id: fact for fact in facts}
    area = _read_area(document, (block.flat.text for block in reading.blocks), rules)
    found = [s for block in reading.figures for s in _prose_statements(block, reading.blocks, by_id, area, rules)]
    cells = _cell_figures(reading)
    for table in reading.tables:
        found.extend(_table_statements(table, cells, by_id, area, reading, rules))
    return found


def words_of(text: str, rules: CompiledRules) -> frozenset[str]:
    """The words of a statement that say what is measured, alike wordings made one."""
    for same, pattern in rules.likenesses:
        text = pattern.sub(same or " ", text)
    return frozenset(_TOKEN.findall(text.casefold()))


def _read_area(document: Document, texts: Iterable[str], rules: CompiledRules) -> _Area:
    """The issuer's, unless the text speaks of another level; else the level that 'toàn ...' names nearly alone."""
    place = _PLACE.search(document.issuer or "")
    named = _LEVEL.match(place[0]) if place else None
    levels: Counter[str] = Counter()
    for text in texts:
        found = (_LEVEL.search(match[0]) for match in rules.cues["WHOLE_AREA"].finditer(text))
        levels.update(level[0].casefold() for level in found if level)
    (first, count), (_, second) = (*levels.most_common(2), ("", 0), ("", 0))[:2]
    if place and named and named[0].casefold() in (first, first or named[0].casefold()):
        return _Area(named[0].casefold(), place[0], document.issuer)
    return _Area(first if count and count >= _MAIN_LEVEL * second else None, None, document.issuer)


def _strip_area(text: str, area: _Area, rules: CompiledRules) -> tuple[str, bool]:
    """The text without the name of the document's own area, and whether it was named."""
    is_named = False
    if area.name and area.name in text:
        text, is_named = text.replace(area.name, " "), True

    def drop(match: regex.Match[str]) -> str:
        nonlocal is_named
        level = _LEVEL.search(match[0])
        if level and area.level and level[0].casefold() != area.level:
            return match[0]
        if level and area.level is None:
            return match[0]
        is_named = True
        return " "

    return rules.cues["WHOLE_AREA"].sub(drop, text), is_named


def _prose_statements(
    block: FigureBlock, blocks: Sequence[Block], facts: Mapping[str, Fact], area: _Area, rules: CompiledRules
) -> Iterator[Statement]:
    if block.block.cell is not None or block.block.is_heading:
        return
    intro = _introductions(block.block, blocks)
    for position, item in enumerate(block.items):
        mention = item.mentions[0]
        fact = facts.get(mention.fact_id or "")
        if item.symbol not in (PERCENT, COUNT) or fact is None or not _states_level(fact, mention):
            continue
        if is_change(block.text, item, rules):
            continue
        start = _sentence_start(block.text, item.start, block.items[:position])
        is_first = position == 0 or block.items[position - 1].end <= start
        left = block.text[start if is_first else block.items[position - 1].unit_end : item.quote_start]
        right, end = _words_behind(block, item, rules)
        statement = _build_words(intro if is_first else "", left, right, item, is_first, area, rules)
        if statement is None:
            continue
        words, label = statement
        key = (_class_of(fact), "%" if item.is_share else fact.unit, fact.period_label, words)
        yield Statement(
            key,
            mention,
            fact,
            block.block.flat.span(min(start + _leading(block.text[start:]), item.quote_start), max(end, item.unit_end)),
            label,
            block.index,
            _headings(block.block, blocks),
            (block.index, start),
            None,
        )


def _states_level(fact: Fact, mention: Mention) -> bool:
    return fact.measure is not Measure.CHANGE and fact.role is Role.ACTUAL and mention.value is not None


def _class_of(fact: Fact) -> str:
    return Measure.PERCENT.value if fact.measure is Measure.RATIO else fact.measure.value


def _sentence_start(text: str, position: int, before: Sequence[Item]) -> int:
    """Where the sentence or semicolon clause that holds a position begins; a stop inside a figure is none."""
    inside = [(item.start, item.end) for item in before]
    starts = [m.end() for m in _STOP.finditer(text, 0, position) if not any(a <= m.start() < b for a, b in inside)]
    return starts[-1] if starts else 0


def _leading(text: str) -> int:
    match = _BULLET.match(text)
    return match.end() if match else 0


def _words_behind(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[str, int]:
    """The words behind a figure up to the next stop, comma or figure, and where they end."""
    following = block.neighbour(item, 1)
    limit = following.quote_start if following else len(block.text)
    text = block.text[item.end : max(limit, item.end)]
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    stop = next((m.start() for m in _RIGHT_END.finditer(text) if m.start() not in listed), len(text))
    return text[:stop], item.end + stop


def _build_words(
    intro: str, left: str, right: str, item: Item, is_first: bool, area: _Area, rules: CompiledRules
) -> tuple[frozenset[str], str] | None:
    """The words of a statement and their label; None where they are not complete or say too little."""
    own, is_named = _strip_area(left, area, rules)
    subject = _BULLET.sub("", own)
    subject = subject.rsplit(", ", 1)[-1].strip(" ,:")
    is_head = bool(rules.cues["MEASURE_HEAD"].search(subject))
    if not is_first and not is_head:
        return None
    after, is_named_after = _strip_area(right, area, rules)
    above, is_named_above = _strip_area(intro, area, rules)
    is_scoped = is_named or is_named_after or is_named_above
    lead = words_of(_YEAR.sub(" ", own), rules)
    is_percent = item.symbol == PERCENT
    if not is_head and (lead or not (is_scoped or is_percent)):
        return None
    unit = item.unit
    if (
        unit
        and item.symbol == COUNT
        and (unit.kind != "count" or rules.cue_wholes["CLASSIFIER"].fullmatch(unit.printed))
    ):
        after = after.replace(unit.printed, " ", 1)
    words = words_of(_YEAR.sub(" ", f"{above} {own} {after}"), rules)
    is_total = "tổng" in left.casefold()
    if not _is_telling(words, subject or after, is_percent, is_scoped, is_total, rules):
        return None
    return words, " ".join(f"{left} {right}".split()).strip(" ,:-+*")


def _is_telling(
    words: frozenset[str], subject: str, is_percent: bool, is_scoped: bool, is_total: bool, rules: CompiledRules
) -> bool:
    """Whether the words say enough to mean one thing in the whole document."""
    weight = len(words) + _SCOPE_WEIGHT * is_scoped + is_total
    events = {match[0].casefold() for match in rules.cues["EVENT_NOUN"].finditer(subject)}
    if events - ({"người"} if is_percent else set()):
        return weight >= _MIN_EVENT_WORDS
    return len(words) >= 2 and weight >= _MIN_WORDS[is_percent]


def _introductions(block: Block, blocks: Sequence[Block]) -> str:
    """The lines that introduce a bullet, outermost first."""
    texts: list[str] = []
    parent = block.parent
    while block.level >= Level.DASH and parent is not None and not blocks[parent].is_heading:
        texts.append(_STOP.split(blocks[parent].flat.text.rstrip(" *:"))[-1])
        parent = blocks[parent].parent
    return " ".join(reversed(texts))


def _headings(block: Block, blocks: Sequence[Block]) -> tuple[int, ...]:
    """The headings above a block, nearest first."""
    found: list[int] = []
    parent = block.parent
    while parent is not None:
        if blocks[parent].is_heading:
            found.append(parent)
        parent = blocks[parent].parent
    return tuple(found)


def _cell_figures(reading: Reading) -> dict[tuple[str, int, int], FigureBlock]:
    return {
        (cell.table_id, cell.row, cell.col): block
        for block in reading.figures
        if (cell := block.block.cell) is not None and not cell.is_header
    }


def _table_statements(
    table: TableView,
    cells: Mapping[tuple[str, int, int], FigureBlock],
    facts: Mapping[str, Fact],
    area: _Area,
    reading: Reading,
    rules: CompiledRules,
) -> list[Statement]:
    """Rows named by a measure, with the value of a column of results; rows that are worded alike are left out."""
    found: list[Statement] = []
    for (row, col), cell in table.cells.items():
        name, header = table.names.get(row, ""), table.columns[col].header
        is_total_row = bool(rules.cue_wholes["TOTAL_ROW"].fullmatch(name))
        if is_total_row:
            name = header
        elif not rules.cue_wholes["VALUE_HEADER"].fullmatch(header) or not rules.cues["MEASURE_HEAD"].search(name):
            continue
        mention = _main_mention(table, row, col, cells)
        fact = facts.get(mention.fact_id or "") if mention else None
        is_own = fact is not None and (fact.entity is None or (area.issuer or "").startswith(fact.entity))
        if mention is None or fact is None or not is_own or not _states_level(fact, mention):
            continue
        is_percent = fact.measure in (Measure.PERCENT, Measure.RATIO)
        if fact.measure is Measure.RATIO and mention.value != fact.percent:
            continue
        text, is_scoped = _strip_area(name, area, rules)
        words = words_of(_YEAR.sub(" ", text), rules)
        is_total = is_total_row or "tổng" in name.casefold()
        if not _is_telling(words, text, is_percent, is_scoped or is_total_row, is_total, rules):
            continue
        unit = "%" if is_percent and fact.unit != PER_MILLE_UNIT else fact.unit or _row_unit(table, row, rules)
        key = (_class_of(fact), unit, fact.period_label, words)
        span = _row_span(table, cell, reading)
        found.append(Statement(key, mention, fact, span, name, None, (), None, table.table_id, is_total_row))
    counts = Counter(statement.key for statement in found)
    return [statement for statement in found if counts[statement.key] == 1]


def _main_mention(
    table: TableView, row: int, col: int, cells: Mapping[tuple[str, int, int], FigureBlock]
) -> Mention | None:
    """The lone number of a cell, or the percent a cell with words begins with."""
    lone = table.numbers.get((row, col))
    block = cells.get((table.table_id, row, col))
    if lone is not None or block is None or not block.items:
        return lone
    first = block.items[0]
    return first.mentions[0] if first.symbol == PERCENT and first.quote_start == 0 else None


def _row_unit(table: TableView, row: int, rules: CompiledRules) -> str | None:
    """The unit that a cell of the row names."""
    for cell in table.rows[row]:
        unit = rules.units.get(cell.text.strip().casefold())
        if unit is not None:
            return unit.unit
    return None


def _row_span(table: TableView, cell: TableCell, reading: Reading) -> Span:
    """From the first cell of the row on the cell's page to the cell."""
    first = min(c.char_start or 0 for c in table.rows[cell.row] if c.page == cell.page and c.char_start is not None)
    start = reading.whole.offset_of(cell.page, first)
    return Span(start, start + max((cell.char_end or 0) - first, 1))
