"""Mentions become facts: value, unit, label, period, role and qualifier, each from the words that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from extractors.abouts import About, with_about
from extractors.bracketed_bases import read_bracketed_bases
from extractors.captions import put_under_heading, read_captions
from extractors.cell_nouns import with_noun
from extractors.context import Context
from extractors.corrections import correct_document
from extractors.drafts import Draft, build_facts, with_label
from extractors.echoed_units import echo_units
from extractors.glossary import spell_unit, with_glossary
from extractors.grid import ColumnRole, group_tables, read_column_roles, read_column_units
from extractors.homes import find_common_home, read_home
from extractors.institutions import read_institution
from extractors.items import FigureBlock, MentionIndex, read_figures
from extractors.label_words import count_telling, fit_label, put_below, shares_words, without_context
from extractors.layout import Block, read_blocks
from extractors.metadata import read_metadata
from extractors.named_bases import read_named
from extractors.prose_facts import read_ratio_fact, read_single_facts
from extractors.ratios import Ratio, Taken, read_ratios
from extractors.raw_table import is_value
from extractors.row_cells import leads_with_value, unit_of_cell
from extractors.row_units import read_row_units
from extractors.rules_compiled import CompiledRules
from extractors.share_lists import read_share_lists
from extractors.shares import read_shares
from extractors.standing_wholes import read_standing_wholes
from extractors.stated_home import state_home
from extractors.table_facts import (
    TableSetting,
    as_estimate,
    days_in_column,
    period_in_column,
    read_header_role,
    read_setting,
    read_table_facts,
)
from extractors.table_labels import label_cell
from extractors.table_views import TableView, view_table
from extractors.table_wholes import CellWholes
from extractors.text import DocumentText
from schemas.document import Document
from schemas.fact import FactMention, FactMentionRole, Measure, Role
from schemas.mention import Mention, MentionKind
from schemas.parcel import Parcel

# How far above a table its title is looked for, in blocks.
_TITLE_BLOCKS = 5
# A longer paragraph speaks of other things than the table below it.
_MAX_TITLE = 160
_INTRODUCTION = regex.compile(r"[^.;]+:[\s*]*$")
# What stands above the heading of an annex is of the one before.
_ANNEX = regex.compile(r"(?i)[\s*#]*(?:phụ lục|phụ biểu|biểu)(?:\s+(?:số\s*)?[\dIVX]+|\s*[.:]|\s*$)")
# Words of a cell with so many syllables that name something say what their figure measures.
_TELLING_WORDS = 3
# Of a note: so few speak of what the row names (64 mắt camera).
_TELLING_NOTE = 6
# A cell that says its own time.
_TIMED = regex.compile(r"(?i)\b(?:ngày|tháng|năm|quý|đến|nay|cùng kỳ|kỳ trước)\b|\b20\d\d\b")
# A column of what was reached, not of what was aimed at.
_RESULT_COLUMN = regex.compile(
    r"(?i)(?:kết quả|(?:ước )?(?:thực hiện|TH)|đạt được|đã đạt|(?:tỷ lệ |tỉ lệ )?(?:đã )?(?:giải ngân|hoàn thành))\b"
    r"(?!.*\b(?:chỉ tiêu|kế hoạch|KH)\b)"
)
_POINTS = regex.compile(r"(?i)(?:tổng\s+)?số(?:\s+lượng)?\s+điểm\b")
# What is said of a school year in the weeks before it begins is said of what is ready.
_SCHOOL_BEGINS = 9
_SCHOOL_ENDS = 5
_BEFORE_SCHOOL = timedelta(days=60)
# The letterhead stands within the first page's beginning.
_HEAD_CHARACTERS = 3000
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A document taken apart: what facts are made of, and what checks look at again."""

    whole: DocumentText
    blocks: tuple[Block, ...]
    figures: tuple[FigureBlock, ...]
    ratios: tuple[Ratio, ...]
    tables: tuple[TableView, ...]

    def blocks_of(self, count: int) -> Iterator[FigureBlock]:
        """The blocks with so many figures or more: what joins figures need not be looked for in the others."""
        return (block for block in self.figures if len(block.items) >= count)


def read_document(parcel: Parcel, rules: CompiledRules) -> Reading:
    """Blocks, figures, ratios and tables of a parcel that has its mentions."""
    whole = DocumentText.from_pages([(page.page, page.text) for page in parcel.pages])
    rules = with_glossary(rules, whole.full)
    blocks = read_blocks(whole, parcel.cells, parcel.cell_spans)
    index = MentionIndex(whole, parcel.mentions)
    roles = read_column_roles(parcel.cells, rules)
    named = read_column_units(blocks, parcel.cells, roles, rules)
    row_units = read_row_units(parcel.cells, rules)
    figures: list[FigureBlock] = []
    lone: dict[str, dict[tuple[int, int], Mention]] = {}
    for position, block in enumerate(blocks):
        found = [mention for _, _, mention in index.within(block)]
        if not any(mention.kind is MentionKind.FIGURE for mention in found):
            continue
        if block.cell and is_value(block.flat.text):
            if not block.cell.is_header:
                lone.setdefault(block.cell.table_id, {})[block.cell.row, block.cell.col] = found[0]
        else:
            unit = unit_of_cell(block.cell, row_units, named)
            figures.append(read_figures(position, block, index, rules, unit))
    units = echo_units(named, roles, lone, figures, rules)
    captions = read_captions(blocks, rules)
    tables = tuple(
        view_table(cells, roles, lone.get(table_id, {}), units, row_units, captions.get(table_id, ""), rules)
        for table_id, cells in group_tables(parcel.cells).items()
    )
    taken = Taken(set(), set(), set(), set())
    ratios = list(read_share_lists(figures, taken, rules))
    ratios.extend(read_named(figures, taken, rules))
    ratios.extend(read_ratios(figures, taken, rules))
    ratios.extend(read_bracketed_bases(figures, taken, rules))
    ratios.extend(CellWholes(blocks, tables, rules).read(figures, tuple(ratios), taken))
    ratios.extend(read_shares(figures, tuple(ratios), taken, rules))
    ratios.extend(read_standing_wholes(figures, taken, rules))
    ratios.sort(key=lambda ratio: (ratio.block, ratio.start))
    return Reading(whole, blocks, tuple(figures), tuple(ratios), tables)


def resolve_facts(parcel: Parcel, rules: CompiledRules) -> Parcel:
    """The parcel with metadata, facts and their mentions; every mention knows the fact it serves."""
    reading = read_document(parcel, rules)
    rules = with_glossary(rules, reading.whole.full)
    full = reading.whole.full
    lines = [line for line in full[:_HEAD_CHARACTERS].splitlines() if line.strip()]
    closing = (line for line in reversed(full[_HEAD_CHARACTERS // 6 :].splitlines()) if "ngày" in line)
    stated = read_metadata(parcel.document, _first_sheet(reading, parcel.document), lines, rules, closing)
    document = correct_document(stated, parcel.corrections)
    words = "\n".join(block.flat.text for block in reading.blocks if block.cell is None)
    home = find_common_home(read_home(document, lines, words, rules), reading.whole.full, rules)
    home, corrections = state_home(document, home, parcel.corrections, rules)
    document = replace(document, place_id=home.row.place_id if home.row else None)
    context = Context(document, reading.blocks, rules, home, read_institution(document, lines, rules))
    settings = {
        table.table_id: read_setting(
            table,
            _table_title(reading.blocks, table),
            _table_lead(reading.blocks, table),
            context.periods,
            context.abouts,
            rules,
        )
        for table in reading.tables
    }
    drafts = [*_prose_drafts(reading, context, settings, rules)]
    used = _used_mentions(reading.ratios)
    for setting in settings.values():
        cells = read_table_facts(setting, reading.whole, context.abouts, rules)
        drafts.extend(draft for draft in cells if not _is_operand(draft, used))
    facts, links = build_facts(
        document.document_id, reading.whole, [_finish(draft, document, rules) for draft in drafts]
    )
    mentions = _link(parcel.mentions, links)
    told = replace(parcel, document=document, corrections=corrections)
    return replace(told, mentions=mentions, facts=facts, fact_mentions=links)


def _finish(draft: Draft, document: Document, rules: CompiledRules) -> Draft:
    """A draft with what only the whole document tells: what is yet to come, and abbreviations of its own."""
    draft = with_noun(_look_ahead(draft, document), rules)
    if not rules.glossary or not draft.unit or not draft.label:
        return draft
    return with_label(draft, spell_unit(draft.label, draft.unit, rules))


def _first_sheet(reading: Reading, document: Document) -> tuple[Block, ...]:
    """The blocks that speak for the whole document: of a workbook those of its first sheet that names something."""
    starts = reading.whole.page_starts
    if "sheet" not in document.media_type or len(starts) < _SEVERAL:
        return reading.blocks
    first = tuple(block for block in reading.blocks if block.flat.offsets[0] < starts[1])
    return first if any(block.cell is None for block in first) else reading.blocks


def _look_ahead(draft: Draft, document: Document) -> Draft:
    """What prose says is to happen after the day of issue cannot be a result: it is a target."""
    period, year = draft.period, document.issued_year
    if draft.role is not Role.ACTUAL or period is None or year is None or draft.table_id is not None:
        return draft
    issued = document.issued_on or date(year, document.issued_month or 12, 28)
    if period.start is not None:
        is_school_year = period.start.month == _SCHOOL_BEGINS
        is_ahead = period.start > (issued + _BEFORE_SCHOOL if is_school_year else issued)
    else:
        is_school_year = period.end is not None and period.end.month == _SCHOOL_ENDS and issued.month > _SCHOOL_ENDS
        is_ahead = period.end is not None and period.end.year > year + is_school_year
    return replace(draft, role=Role.TARGET) if is_ahead else draft


def _prose_drafts(
    reading: Reading, context: Context, settings: Mapping[str, TableSetting], rules: CompiledRules
) -> Iterator[Draft]:
    by_index = {block.index: block for block in reading.figures}
    for ratio in reading.ratios:
        block = by_index[ratio.block]
        above = by_index.get(ratio.denominator.block) if ratio.denominator.block != ratio.block else None
        draft = read_ratio_fact(ratio, block, above, reading.blocks, context, rules)
        yield _in_place(draft, block, reading.blocks, settings, context, rules)
    used = _used_mentions(reading.ratios)
    for block in reading.figures:
        if block.block.cell is not None and block.block.cell.is_header:
            continue
        for draft in read_single_facts(block, used, reading.blocks, context, rules):
            yield _in_place(draft, block, reading.blocks, settings, context, rules)


def _in_place(
    draft: Draft,
    block: FigureBlock,
    blocks: Sequence[Block],
    settings: Mapping[str, TableSetting],
    context: Context,
    rules: CompiledRules,
) -> Draft:
    """A figure of a sentence with the heading of its section, one of a cell with its row and column."""
    if block.block.cell is not None:
        return _in_cell(draft, block, settings, context, rules)
    return with_label(draft, put_under_heading(draft.label or "", blocks, block.index, rules))


def _in_cell(
    draft: Draft, block: FigureBlock, settings: Mapping[str, TableSetting], context: Context, rules: CompiledRules
) -> Draft:
    """A figure among the words of a cell, with its row and what the header of its column makes of it."""
    cell = block.block.cell
    assert cell is not None
    setting = settings[cell.table_id]
    view = setting.view
    role = read_header_role(view.columns[cell.col].header, rules)
    own = About(draft.scope, draft.place_id, draft.entity, draft.entity_kind)
    about = context.abouts.in_row(own, setting.rows.get(cell.row, About()), view.names.get(cell.row, ""))
    draft = replace(
        with_about(draft, about),
        table_id=cell.table_id,
        row=cell.row,
        col=cell.col,
        label=_label_in_cell(draft, block, view, rules),
        role=_role_in_cell(draft, role, view.columns[cell.col].header),
    )
    draft = as_estimate(draft, view.columns[cell.col].header, rules)
    return draft if draft.measure is Measure.CHANGE else _in_row(draft, block, setting, rules)


def _role_in_cell(draft: Draft, role: Role, header: str) -> Role:
    """What the header of a column says, else the words of the cell; under 'Kết quả' a heading of targets makes none."""
    is_result = draft.role is Role.TARGET and _RESULT_COLUMN.match(header)
    return role if role is not Role.ACTUAL or is_result else draft.role


def _in_row(draft: Draft, block: FigureBlock, setting: TableSetting, rules: CompiledRules) -> Draft:
    """A figure of a cell as its row has it: a flow or a stock like the lone figures (its target), places no scores."""
    cell, view, first = block.block.cell, setting.view, block.items[0].mentions
    assert cell is not None
    if draft.measure is Measure.SCORE and _counts_places(view.names.get(cell.row, ""), rules):
        draft = replace(draft, measure=Measure.COUNT)
    is_first = any(mention in first for _, mention in draft.numbers)
    leads = draft.measure is Measure.RATIO or leads_with_value(block.text)
    is_note = rules.cue_wholes["NOTE_COLUMN"].fullmatch(view.heads[cell.col]) is not None
    if _TIMED.search(block.text) or draft.role is Role.BASELINE:
        return draft
    own = period_in_column(draft, setting)
    if own is None or draft.period is None or (is_first and leads and not is_note):
        return replace(draft, period=own or draft.period)
    return replace(draft, period=days_in_column(draft, setting, draft.period.kind))


def _counts_places(name: str, rules: CompiledRules) -> bool:
    """Whether a row counts places or things that are called points (Số điểm phát wifi), not points of a score."""
    points = _POINTS.match(name)
    return points is not None and rules.cues["AFTER_SCORE"].match(name[points.end() :]) is None


def _label_in_cell(draft: Draft, block: FigureBlock, view: TableView, rules: CompiledRules) -> str | None:
    """What a cell with words says: its first figure what its row and column say, the others what their own words do."""
    cell = block.block.cell
    assert cell is not None
    header = view.heads[cell.col]
    is_note = rules.cue_wholes["NOTE_COLUMN"].fullmatch(header) is not None
    of_cell = label_cell(view, cell.row, "" if is_note or view.roles[cell.col] is ColumnRole.NAME else header, rules)
    own = draft.label or ""
    is_measure = count_telling(own, rules) >= _TELLING_NOTE or rules.cues["SHARE_OR_NUMBER"].search(own)
    if is_note and own and view.roles[cell.col] is ColumnRole.TEXT and not is_measure:
        return put_below(of_cell, own)
    first = block.items[0].mentions
    is_first = not is_note and any(mention in first for _, mention in draft.numbers)
    bare = without_context(own)
    if not is_first and bare and of_cell and count_telling(bare, rules) < _TELLING_WORDS:
        return of_cell if shares_words(of_cell, bare) else fit_label(f"{of_cell}: {bare}")
    return of_cell or own or None if is_first or count_telling(own, rules) < _TELLING_WORDS else own


def _used_mentions(ratios: Sequence[Ratio]) -> set[str]:
    operands = (o for r in ratios for o in (r.numerator, r.denominator, r.percent, r.remainder) if o is not None)
    return {operand.mention.mention_id for operand in operands}


def _is_operand(draft: Draft, used: set[str]) -> bool:
    """Whether the count of a cell is the whole of a share in the prose: operands make no count facts of their own."""
    is_count = draft.measure in (Measure.COUNT, Measure.MONEY)
    return is_count and any(mention.mention_id in used for _, mention in draft.numbers)


def _table_title(blocks: Sequence[Block], table: TableView) -> str:
    """The lines just above the table, and its annex heading."""
    first = next((i for i, b in enumerate(blocks) if b.cell and b.cell.table_id == table.table_id), 0)
    near = [block for block in blocks[max(0, first - _TITLE_BLOCKS) : first] if block.cell is None]
    texts = (block.flat.text for block in near[_first_of_section(near) :])
    above = [text if len(text) <= _MAX_TITLE else _introduction(text) for text in texts]
    titled = max((i for i, text in enumerate(above) if _ANNEX.match(text)), default=0)
    return "\n".join(above[titled:])


def _first_of_section(blocks: Sequence[Block]) -> int:
    """Where the last headings begin: what stands above them (a note of the table before) is of another section."""
    starts = (i for i in range(len(blocks) - 1, 0, -1) if blocks[i].is_heading and not blocks[i - 1].is_heading)
    return next(starts, 0)


def _table_lead(blocks: Sequence[Block], table: TableView) -> str:
    """The paragraph that introduces a table, with a colon, above the lines of its title."""
    first = next((i for i, b in enumerate(blocks) if b.cell and b.cell.table_id == table.table_id), 0)
    near = (block for block in reversed(blocks[max(0, first - _TITLE_BLOCKS) : first]))
    for block in near:
        if block.cell is not None or (block.is_heading and not _ANNEX.match(block.flat.text)):
            return ""
        if block.flat.text.rstrip(" *").endswith(":"):
            return block.flat.text
    return ""


def _introduction(text: str) -> str:
    """What of a paragraph introduces a table: its last sentence, where that ends with a colon."""
    found = _INTRODUCTION.search(text)
    return found[0] if found else ""


def _link(mentions: Sequence[Mention], links: Sequence[FactMention]) -> tuple[Mention, ...]:
    """Mentions with the fact whose own value they are, else the first they serve."""
    own: dict[str, str] = {}
    for link in links:
        if link.role is FactMentionRole.VALUE or link.mention_id not in own:
            own[link.mention_id] = link.fact_id
    found = ((mention, own.get(mention.mention_id)) for mention in mentions)
    return tuple(m if m.fact_id == fact_id else replace(m, fact_id=fact_id) for m, fact_id in found)
