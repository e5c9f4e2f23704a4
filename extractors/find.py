"""Every number printed, found on the text before any tokenizer splits it, with its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.boxes import BoxIndex
from extractors.dotted_percents import settle_dotted_percents
from extractors.glossary import with_glossary
from extractors.grid import ColumnRole, group_tables, read_column_roles, read_column_units, read_columns
from extractors.layout import Block, Level, read_blocks
from extractors.noun_bounds import find_bounds
from extractors.number_words import find_word_numbers, may_have_word_number
from extractors.numbers import NUMERAL, PERCENT_SIGN, Use, has_half, parse_numeral, read_pieces
from extractors.raw_table import is_value, read_roman
from extractors.row_cells import AMOUNT_RULE, PERCENT_RULE, find_own_number, unit_of_cell
from extractors.row_units import read_row_units
from extractors.rules_compiled import CompiledMention, CompiledRules, Unit
from extractors.text import PAGE_BREAK, DocumentText, Span
from extractors.units import read_unit
from schemas.mention import Mention, MentionKind
from schemas.parcel import Parcel

_DIGIT = regex.compile(r"[\d\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]")
_NUMERAL = regex.compile(rf"(?<![\p{{L}}\d])(?:(?<=[\s(:])[-−+](?=\d))?{NUMERAL}|(?<=\d[.,/-]|\p{{L}}){NUMERAL}")
_PLAIN = regex.compile(NUMERAL)
_SIGNED = regex.compile(rf"[-−]?{NUMERAL}")
_HEADING_NUMBER = regex.compile(r"\d+(?:\.\d+)*")
_PAGE_NUMBER = regex.compile(r"[-–\s]*(?:(?i:trang)\s*)?\d{1,4}(?:/\d{1,4})?[-–\s]*")
_LEFT_OVER = regex.compile(rf"{NUMERAL}|[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+")
_SPACED = regex.compile(r"(?<![\d.,]|\d )[1-9]\d{0,2}(?: \d{3}){1,3}(?![\d.,]\d| ?\d)")
_SLASH = regex.compile(r"\s?/\s?(?=\d)")
_AFTER_SLASH = regex.compile(r"(?r)\d\s?/\s?$")
_RANGE = regex.compile(r"\s?(?:-|–|đến|tới)\s?(?=\d)")
# A year, or the number of a version (chợ 4.0).
_NAMES_A_TIME = regex.compile(r"(?:19|20)\d\d|\d\.\d")
# The words of a sentence up to a number: a few, and no other number.
_SENTENCE = regex.compile(r"(?:(?<=[.;:]\s)|^)\p{Lu}\p{Ll}+(?:\s\p{Ll}+){1,7}\s$")
_GROUPED = regex.compile(r"\d{1,3}(?:\.\d{3})+")
_ENDS_CLAUSE = regex.compile(r"\s*(?:[.,;:)(\]…–-]|$|và\b|so với\b|đạt\b|chiếm\b|trong đó\b|tham gia\b)")
# The other numbers of a chain, each behind its own deed, up to the last.
_CHAIN_AHEAD = regex.compile(r"(?:,\s\p{Ll}[\p{Ll} ]{2,50}\s\d{1,4}(?![\d/]|[.,]\d)){1,6}(?=\s\p{L})")
# A bracket parts what is counted before it by whom it is for: (35 cho tổ chức, 179 cho cá nhân).
_GIVEN_TO = regex.compile(r"\s(?:cho|của|thuộc|do|tại|ở)\s\p{L}")
_IN_SHARES = regex.compile(
    r"\d\s\p{Ll}[\p{L} ,]*\((?:gồm |trong đó )?(?:\d[\d.]*\s(?:cho|của|thuộc|do|tại|ở)\s[^(),;]+(?:,|;|\svà)\s)*$"
)
# What is counted has a name in quotation marks (khởi công 03 "Mái ấm công đoàn").
_QUOTED = regex.compile(r"\s?[“\"]\p{L}")
_ROMAN_MARK = regex.compile(r"[IVX]+")
_CONTEXT = 60
_LEAD = 40
_STATED_REACH = 90
_LIST_REACH = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral in flat text, before it has a place on a page."""

    start: int
    end: int
    kind: MentionKind
    rule: str
    value: Decimal | None = None
    decimals: int | None = None
    magnitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    """What the column of a cell is for, its header, and whether the row of the cell says its unit."""

    role: ColumnRole | None
    header: str
    is_row_unit: bool

    @property
    def holds_amounts(self) -> bool:
        """Whether its numbers are so many of the unit; where each row says its own, of words too (Đạt, 462, Vượt)."""
        return self.role in (ColumnRole.COUNT, ColumnRole.TOTAL) or (self.is_row_unit and self.role is ColumnRole.TEXT)


@dataclass(frozen=True, slots=True)
class _Source:
    """What mentions are taken from: a document's text, and the boxes of its words where its pages have geometry."""

    document_id: str
    whole: DocumentText
    boxes: BoxIndex


def find_mentions(parcel: Parcel, rules: CompiledRules) -> Parcel:
    """The parcel with its mentions: never overlapping, every digit in exactly one."""
    whole = DocumentText.from_pages([(page.page, page.text) for page in parcel.pages])
    rules = with_glossary(rules, whole.full)
    roles = read_column_roles(parcel.cells, rules)
    found: list[tuple[Span, Found]] = []
    blocks = read_blocks(whole, parcel.cells, parcel.cell_spans)
    units = read_column_units(blocks, parcel.cells, roles, rules)
    row_units = read_row_units(parcel.cells, rules)
    headers = {
        (table_id, col): column.header
        for table_id, cells in group_tables(parcel.cells).items()
        for col, column in read_columns(cells).items()
    }
    for block in blocks:
        text = block.flat.text
        if _DIGIT.search(text) or block.level is Level.PART or may_have_word_number(text):
            place = (block.cell.table_id, block.cell.col) if block.cell else ("", 0)
            row = (block.cell.table_id, block.cell.row) if block.cell else ("", 0)
            column = _Column(roles.get(place), headers.get(place, ""), row in row_units)
            inside = _find_in_block(block, column, unit_of_cell(block.cell, row_units, units), rules)
            found.extend((block.flat.span(f.start, f.end), f) for f in inside)
    source = _Source(parcel.document.document_id, whole, BoxIndex(parcel.words))
    return replace(parcel, mentions=tuple(settle_dotted_percents(_sweep(source, _place(source, found)))))


def _find_in_block(block: Block, column: _Column, unit: Unit | None, rules: CompiledRules) -> list[Found]:
    text = block.flat.text
    if block.cell and is_value(text):
        return [_read_value_cell(text, block.cell.is_header, column, unit)]
    taken = [*_read_marker(block), *_read_own_number(block, column, unit, rules)]
    busy = bytearray(len(text) + 1)
    free = {match.start() for match in _DIGIT.finditer(text)}
    for found in taken:
        busy[found.start : found.end] = b"\x01" * (found.end - found.start)
        free.difference_update(range(found.start, found.end))
    for rule in rules.mentions:
        if not free:
            break
        for start, end in _captures(rule, text):
            if not any(busy[start:end]) and not free.isdisjoint(range(start, end)):
                taken.append(Found(start, end, rule.kind, rule.id))
                busy[start:end] = b"\x01" * (end - start)
                free.difference_update(range(start, end))
    taken.extend(_read_numerals(text, busy, block, rules))
    taken.extend(_read_words(text, busy, rules))
    return _settle_bounds(text, taken, rules)


def _settle_bounds(text: str, taken: Sequence[Found], rules: CompiledRules) -> list[Found]:
    """The numbers of a block, where those that bound the noun of another belong to it and are no figures."""
    spans = sorted((found.start, found.end) for found in taken if found.kind is MentionKind.FIGURE)
    bounds = find_bounds(text, spans, rules) if len(spans) > 1 else frozenset()
    return [
        Found(found.start, found.end, MentionKind.IDENTIFIER, "bound_of_noun") if found.start in bounds else found
        for found in taken
    ]


def _captures(rule: CompiledMention, text: str) -> Iterable[tuple[int, int]]:
    if not rule.may_match(text):
        return ()
    return (span for match in rule.pattern.finditer(text) for span in match.spans("m"))


def _read_own_number(block: Block, column: _Column, unit: Unit | None, rules: CompiledRules) -> Iterator[Found]:
    """The number of a cell of words that is in the unit of its row."""
    if block.cell is None or block.cell.is_header or rules.cue_wholes["NOTE_COLUMN"].fullmatch(column.header):
        return
    own = find_own_number(block.flat.text, unit, column.header, rules)
    if own is not None and own.is_percent:
        yield _figure(block.flat.text, own.start, own.end, Use.PERCENT, PERCENT_RULE)
    elif own is not None and unit is not None and column.holds_amounts:
        use = Use.COUNT if unit.kind == "count" else Use.OTHER
        yield _figure(block.flat.text, own.start, own.end, use, AMOUNT_RULE, unit.factor)


def _read_value_cell(text: str, is_header: bool, column: _Column, unit: Unit | None) -> Found:
    role = column.role
    match = _SIGNED.search(text)
    start, end = match.span() if match else (0, len(text))
    if is_header:
        return Found(start, end, MentionKind.HEADING, "column_number")
    if role is ColumnRole.ORDINAL:
        return Found(start, end, MentionKind.ROW_NUMBER, "ordinal_column")
    if role is ColumnRole.RANK:
        return Found(start, end, MentionKind.RANK, "rank_column")
    if role is ColumnRole.CLASS:
        return Found(start, end, MentionKind.IDENTIFIER, "class_column")
    if role is ColumnRole.YEAR:
        return Found(start, end, MentionKind.PERIOD, "year_column")
    use = Use.PERCENT if "%" in text or "‰" in text or role is ColumnRole.PERCENT else Use.OTHER
    is_amount = unit is not None and column.holds_amounts and use is Use.OTHER
    is_count = role is ColumnRole.COUNT and use is Use.OTHER and (unit is None or unit.kind == "count")
    factor = unit.factor if unit is not None and is_amount else Decimal(1)
    return _figure(text, start, end, Use.COUNT if is_count else use, "value_cell", factor)


def _read_marker(block: Block) -> Iterator[Found]:
    """The number a heading or an item begins with."""
    if block.marker is None or block.level is Level.ANNEX:
        return
    end = block.flat.find(block.marker.end)
    digits = _ROMAN_MARK.search(block.flat.text, 0, end) if block.level is Level.PART else None
    match = _HEADING_NUMBER.search(block.flat.text, 0, end) or digits
    if match and (match[0][0].isdecimal() or read_roman(match[0])):
        is_article = block.flat.text[:4].casefold() == "điều"
        kind = MentionKind.LEGAL_REFERENCE if is_article else MentionKind.HEADING
        yield Found(match.start(), match.end(), kind, "heading_number")


def _read_numerals(text: str, busy: bytearray, block: Block, rules: CompiledRules) -> Iterator[Found]:
    """Numerals no rule took: figures where words say so, else unclassified."""
    for start, end in _numeral_spans(text, busy, rules):
        use, factor, is_figure = _read_use(text, start, end, busy, rules)
        if is_figure or (block.cell is not None and not block.cell.is_header):
            yield _figure(text, start, end, use, "stated_figure", factor)
        elif _is_page_number(block):
            yield Found(start, end, MentionKind.PAGE_NUMBER, "lone_number")
        else:
            yield replace(_figure(text, start, end, use, "none"), kind=MentionKind.UNCLASSIFIED)


def _read_words(text: str, busy: bytearray, rules: CompiledRules) -> Iterator[Found]:
    """Numbers in words that count something: not the ordinals, dates and years, nor an amount said again in words."""
    for number in find_word_numbers(text):
        if any(busy[number.start : number.end]) or _is_order(text, number.start, rules):
            continue
        unit = read_unit(text, number.end, rules)
        is_counted = unit is not None and unit.is_listed and not rules.cue_wholes["TIME_UNIT"].fullmatch(unit.printed)
        if is_counted or PERCENT_SIGN.match(text, number.end):
            factor = unit.factor if unit else Decimal(1)
            yield Found(
                number.start,
                number.end,
                MentionKind.FIGURE,
                "number_in_words",
                number.value * factor,
                number.decimals,
                number.magnitude * factor,
            )


def _is_order(text: str, start: int, rules: CompiledRules) -> bool:
    """Whether a number in words is one of an order, a date or a name, or says digits again."""
    return rules.cues["NOT_COUNTED_BEHIND"].search(text[max(0, start - _LEAD) : start]) is not None


def _numeral_spans(text: str, busy: bytearray, rules: CompiledRules) -> Iterator[tuple[int, int]]:
    position = 0
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if start < position or any(busy[start:end]):
            continue
        pieces = read_pieces(text, start)
        if pieces and not any(busy[start : pieces.end]):
            end = pieces.end
        spaced = _SPACED.match(text, start)
        if spaced and not any(busy[start : spaced.end()]) and rules.unit_pattern.match(text, spaced.end()):
            end = spaced.end()
        yield start, end
        position = end


def _read_use(text: str, start: int, end: int, busy: bytearray, rules: CompiledRules) -> tuple[Use, Decimal, bool]:
    """How the number is used, what multiplies it, and whether the words make it a figure."""
    if PERCENT_SIGN.match(text, end):
        return Use.PERCENT, Decimal(1), True
    unit = read_unit(text, end, rules)
    if unit and (unit.is_listed or (end < len(text) and text[end] == " ")):
        use = Use.COUNT if unit.kind == "count" and unit.factor == 1 else Use.OTHER
        return use, unit.factor, True
    partner = _SLASH.match(text, end) or _RANGE.match(text, end)
    if partner:
        return _read_partner_use(text, partner, rules)
    is_plan = "/" in text[max(0, start - _LEAD) : start] and rules.cues["PLAN_SLASH"].search(text, 0, start)
    if _AFTER_SLASH.search(text, max(0, start - 5), start) or is_plan:
        return Use.COUNT, Decimal(1), True
    return Use.OTHER, Decimal(1), _is_said(text, start, end, rules)


def _is_said(text: str, start: int, end: int, rules: CompiledRules) -> bool:
    """Whether the words before a number without a unit make it a figure: a statement, a list or a group of people."""
    before = text[max(0, start - _LIST_REACH) : start]
    if not _ENDS_CLAUSE.match(text, end):
        return _is_of_something(text, end, before, rules)
    if rules.cues["PLAN_SLASH"].search(before[-_LEAD:]):
        return True
    is_said = rules.cues["STATED"].search(before[-_STATED_REACH:]) or _GROUPED.fullmatch(text, start, end)
    if is_said or _NAMES_A_TIME.fullmatch(text, start, end):
        return bool(is_said)
    if _begins_with_noun(before, rules) or _begins_chain(text, end, before, rules):
        return True
    listed = rules.cues["LISTED"].search(before) or rules.cues["PEOPLE_GROUP"].search(before[-_LEAD:])
    return bool(listed or (text[start:end].isdecimal() and rules.cues["LISTED_AGAIN"].search(before)))


def _begins_with_noun(before: str, rules: CompiledRules) -> bool:
    """Whether a sentence begins with a noun that is counted and leads to the number (Bản án bị hủy 18)."""
    words = _SENTENCE.search(before)
    noun = rules.unit_word.match(words[0]) if words else None
    is_thing = noun is not None and rules.units[noun[1].casefold()].kind == "count"
    return is_thing and not rules.cues["NAMED_SO"].search(before)


def _is_of_something(text: str, end: int, before: str, rules: CompiledRules) -> bool:
    """Whether a number goes on with whom it is for (35 cho tổ chức), or with a name (03 "Mái ấm công đoàn")."""
    if _QUOTED.match(text, end):
        return rules.cues["DEED"].search(before[-_LEAD:]) is not None
    return _GIVEN_TO.match(text, end) is not None and _IN_SHARES.search(before) is not None


def _begins_chain(text: str, end: int, before: str, rules: CompiledRules) -> bool:
    """Whether a number begins a chain whose noun is said once at its end (bãi bỏ 03, thay thế 01 văn bản)."""
    chain = _CHAIN_AHEAD.match(text, end)
    if chain is None or not before[-2:-1].islower() or rules.cues["NAMED_SO"].search(before):
        return False
    unit = read_unit(text, chain.end(), rules)
    return unit is not None and unit.is_listed and unit.kind == "count"


def _read_partner_use(text: str, partner: regex.Match[str], rules: CompiledRules) -> tuple[Use, Decimal, bool]:
    """The use of the first of two numbers, a/b or a-b, that share the unit behind the second."""
    second = _PLAIN.match(text, partner.end())
    position = second.end() if second else partner.end()
    if PERCENT_SIGN.match(text, position) and "/" not in partner[0]:
        return Use.PERCENT, Decimal(1), True
    unit = read_unit(text, position, rules)
    if unit is None:
        return Use.COUNT, Decimal(1), "/" in partner[0]
    return (Use.COUNT if unit.kind == "count" and unit.factor == 1 else Use.OTHER), unit.factor, True


def _is_page_number(block: Block) -> bool:
    return block.cell is None and bool(_PAGE_NUMBER.fullmatch(block.flat.text))


def _figure(text: str, start: int, end: int, use: Use, rule: str, factor: Decimal = Decimal(1)) -> Found:
    pieces = read_pieces(text, start)
    first = pieces.last if pieces and pieces.end == end else start
    printed = text[first:end].replace("−", "-").lstrip("+").replace(" ", "")
    numeral = parse_numeral(printed.lstrip("-"), use)
    if numeral.value is not None and factor > 1 and not numeral.decimals and has_half(text, end):
        numeral = replace(numeral, value=numeral.value + Decimal("0.5"), decimals=1)
    value = numeral.value * factor if numeral.value is not None else None
    if value is not None and pieces and first != start:
        value += pieces.value
    if value is not None and printed.startswith("-"):
        value = -value
    kind = MentionKind.FIGURE if value is not None else MentionKind.UNCLASSIFIED
    return Found(start, end, kind, rule, value, numeral.decimals, factor)


def _place(source: _Source, found: Iterable[tuple[Span, Found]]) -> list[tuple[Span, Mention]]:
    parts = ((part, item) for span, item in found for part in source.whole.split_at_pages(span))
    return sorted(((part, _mention(source, part, item)) for part, item in parts), key=lambda pair: pair[0].start)


def _mention(source: _Source, span: Span, found: Found) -> Mention:
    whole = source.whole
    place = whole.locate(span)
    first = span.start - place.start
    context = whole.full[max(first, span.start - _CONTEXT) : span.end + _CONTEXT].split(PAGE_BREAK, 1)[0]
    box = source.boxes.find(place.page, place.start, place.end)
    return Mention(
        mention_id=f"{source.document_id}:{place.page}:{place.start}",
        document_id=source.document_id,
        page=place.page,
        char_start=place.start,
        char_end=place.end,
        text=whole.text_of(span),
        context=context,
        kind=found.kind,
        value=found.value,
        decimals=found.decimals,
        magnitude=found.magnitude,
        rule=found.rule,
        x0=box.x0 if box else None,
        y0=box.y0 if box else None,
        x1=box.x1 if box else None,
        y1=box.y1 if box else None,
    )


def _sweep(source: _Source, mentions: Sequence[tuple[Span, Mention]]) -> Iterator[Mention]:
    """The mentions in order, and between them what no block held (digits in dropped marks) as unclassified."""
    position = 0
    for span, mention in mentions:
        yield from _leftovers(source, position, span.start)
        yield mention
        position = span.end
    yield from _leftovers(source, position, len(source.whole.full))


def _leftovers(source: _Source, start: int, end: int) -> Iterator[Mention]:
    for match in _LEFT_OVER.finditer(source.whole.full, start, end):
        found = Found(0, 0, MentionKind.UNCLASSIFIED, "none")
        yield _mention(source, Span(match.start(), match.end()), found)
