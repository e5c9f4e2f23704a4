"""Facts from the cells of tables: the row says who, the header what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import regex

from extractors.abouts import About, AboutReader, RowNames, with_about
from extractors.base_periods import label_of
from extractors.column_kinds import hold_alike
from extractors.drafts import SIX_PLACES, Draft
from extractors.figure_periods import PeriodReader
from extractors.grid import ColumnRole
from extractors.header_periods import (
    as_report_year,
    plan_year,
    read_column_period,
    read_compared_period,
    read_row_period,
    read_title_period,
)
from extractors.kinds import Other, Said, tell_before_it
from extractors.label_words import without_context
from extractors.memory import MAX_REMEMBERED
from extractors.numbers import NUMERAL
from extractors.periods import Period
from extractors.row_cells import PER_MILLE_UNIT, PERCENT_UNIT
from extractors.rules_compiled import CompiledRules
from extractors.table_changes import ChangeColumn, direction_of_sign
from extractors.table_labels import label_cell, lower, name_share, name_value
from extractors.table_views import TableView
from extractors.text import DocumentText, Span
from extractors.unit_nouns import PEOPLE
from extractors.units import base_name, read_qualifier
from schemas.fact import FactMentionRole, Measure, PeriodKind, Qualifier, Role, ValueSource
from schemas.mention import Mention

_NUMBER = regex.compile(NUMERAL)
# Of a header that says a result was measured, not what was done.
_RESULT = regex.compile(r"(?i)\b(?:ước\s+)?(?:kết quả\s+)?(?:thực hiện|TH)\b|\btrong (?:năm|kỳ|tháng|quý)\b")
# Where several sorts of them are counted together (cán bộ, công chức).
_PEOPLE = "người"
_MEASURES = {
    ColumnRole.PERCENT: Measure.PERCENT,
    ColumnRole.SCORE: Measure.SCORE,
    ColumnRole.COUNT: Measure.COUNT,
    ColumnRole.TOTAL: Measure.COUNT,
}


@dataclass(frozen=True, slots=True)
class TableSetting:
    """A table with what is said above it and beside its rows: when its columns hold, and of whom each row is."""

    view: TableView
    title: str
    reader: PeriodReader
    period: Period | None
    rows: Mapping[int, About]


def read_setting(
    table: TableView, title: str, lead: str, reader: PeriodReader, abouts: AboutReader, rules: CompiledRules
) -> TableSetting:
    """`title`: the lines above the table, `lead`: the paragraph among them that introduces it."""
    names = {
        row: RowNames(
            table.leaves[row], table.groups.get(row, ""), row in table.totals, table.name_header, name in table.entities
        )
        for row, name in table.names.items()
    }
    period = _latest_of_headers(table, reader, rules) or read_title_period(title, reader, lead)
    return TableSetting(table, title, reader, period, abouts.of_rows(names, title))


def read_table_facts(
    setting: TableSetting, whole: DocumentText, abouts: AboutReader, rules: CompiledRules
) -> Iterator[Draft]:
    """Ratios over columns first, then every other value; each of the place and the entity its row names."""
    for draft in hold_alike(_read_drafts(setting, whole, rules)):
        assert draft.row is not None
        assert draft.col is not None
        header = setting.view.columns[draft.col].header
        about = abouts.in_column(setting.rows.get(draft.row, About()), header)
        yield with_about(as_estimate(draft, header, rules), about)


def as_estimate(draft: Draft, header: str, rules: CompiledRules) -> Draft:
    """A result of a column of estimates (Ước thực hiện), or a share of one, as an estimate."""
    if draft.qualifier is not Qualifier.EXACT or draft.role is not Role.ACTUAL:
        return draft
    words = f"{header} – {without_context(draft.label or '')}"
    return replace(draft, qualifier=Qualifier.ESTIMATED) if rules.cues["ESTIMATE_HEADER"].search(words) else draft


def period_in_column(draft: Draft, setting: TableSetting) -> Period | None:
    """The period of a figure that a cell of words leads with: that which it would have alone in its cell."""
    alone = replace(draft, period=_period_of_cell(draft, setting))
    is_share = draft.measure in (Measure.PERCENT, Measure.RATIO)
    return _with_period(replace(alone, unit=PERCENT_UNIT) if is_share else alone, setting.view, setting.reader).period


def days_in_column(draft: Draft, setting: TableSetting, kind: PeriodKind) -> Period | None:
    """The days of a figure among the words of a cell, which say themselves whether it happened or is there."""
    period = _period_of_cell(draft, setting)
    if period is None or draft.col is None:
        return draft.period
    period = plan_year(period, setting.view.columns[draft.col].header) if draft.role is Role.TARGET else period
    if kind is not PeriodKind.STOCK and period.start is None:
        return draft.period
    return replace(period, start=None if kind is PeriodKind.STOCK else period.start, kind=kind)


def _period_of_cell(draft: Draft, setting: TableSetting) -> Period | None:
    assert draft.col is not None
    of_row = _period_of_row(setting.view, draft.row or 0, setting.period, setting.reader)
    return read_column_period(setting.view.columns[draft.col].header, of_row)


def _read_drafts(setting: TableSetting, whole: DocumentText, rules: CompiledRules) -> Iterator[Draft]:
    table, reader, period = setting.view, setting.reader, setting.period
    counted = _read_title_unit(setting.title, rules) or _read_people(table, rules)
    used: set[tuple[int, int]] = set()
    for row, *places in table.ratios:
        draft = _read_ratio_row(table, row, places, whole, _period_of_row(table, row, period, reader), rules)
        if draft is not None:
            draft = replace(draft, unit=draft.unit or counted)
            is_growth = draft.measure is Measure.CHANGE
            used.update(places[2:] if is_growth else places)
            yield _with_period(draft, table, reader, table.columns[places[0][1]].header)
    for (row, col), mention in sorted(table.numbers.items()):
        if (row, col) not in used and mention.value is not None:
            of_row = _period_of_row(table, row, period, reader)
            draft = _value_draft(table, row, col, mention, whole, of_row, rules)
            draft = _as_change(draft, table, row, col, rules)
            if draft.unit is None and draft.measure is Measure.COUNT:
                draft = replace(draft, unit=counted)
            yield _with_period(draft, table, reader)


def _period_of_row(table: TableView, row: int, period: Period | None, reader: PeriodReader) -> Period | None:
    """The time of a row that is called by it, in its name or in a column of years; else that of the table."""
    years = (table.cells.get((row, col)) for col, role in table.roles.items() if role is ColumnRole.YEAR)
    called = next((cell.text for cell in years if cell), None) or table.names.get(row, "")
    return read_row_period(called, period, reader)


def _latest_of_headers(table: TableView, reader: PeriodReader, rules: CompiledRules) -> Period | None:
    """The last of the periods that several headers compare (Quý I/2024, Quý I/2025): that of the other columns."""
    headers = [column.header for column in table.columns.values()]
    results = [header for header in headers if read_header_role(header, rules) is not Role.TARGET]
    named = [found for header in results if (found := read_compared_period(header, reader.year))]
    ends = {found.end for found in named}
    latest = max(named, key=lambda found: found.end or date.min) if len(ends) > 1 else None
    return as_report_year(latest, reader.own) if latest and reader.own else latest


def _read_people(table: TableView, rules: CompiledRules) -> str | None:
    """What is counted in a table that gives groups of people (Nữ, Ngoài Đảng): as its caption says, else people."""
    headers = (column.header for col, column in table.columns.items() if col not in table.units)
    if not any(rules.cue_wholes["PEOPLE_GROUP"].fullmatch(header) for header in headers):
        return None
    nouns = (match[0].casefold() for match in rules.unit_word.finditer(table.caption))
    return next((rules.units[noun].unit for noun in nouns if rules.cue_wholes["PERSON"].fullmatch(noun)), PEOPLE)


def _read_title_unit(title: str, rules: CompiledRules) -> str | None:
    """What the title of a table says is counted in it, where it names just one such thing (TIẾP NHẬN HỒ SƠ).

    Only in capitals or in a numbered title: the prose above a table without a title speaks of other things.
    """
    words = rules.cues["TITLE_UNIT"].finditer
    found = {
        match[0].casefold()
        for line in title.split("\n")
        for match in words(line)
        if match[0].isupper() or rules.cues["TABLE_TITLE"].match(line)
    }
    if len(found) > 1 and all(rules.cue_wholes["PERSON"].fullmatch(one) for one in found):
        return _PEOPLE
    return rules.units[found.pop()].unit if len(found) == 1 else None


def _with_period(draft: Draft, table: TableView, reader: PeriodReader, of: str = "") -> Draft:
    """The draft with its base's own period (Cùng kỳ năm trước), as a flow, a stock or a running total.

    `of`: for a share the header of its numerator, which tells of it too.
    """
    header = table.columns[draft.col].header if draft.col is not None else ""
    period = draft.period
    if draft.role is Role.TARGET and period is not None:
        period = plan_year(period, header)
    if draft.role is Role.BASELINE:
        period = reader.read_base(f"{header} ", len(header), len(header), period) or period
    name = table.names.get(draft.row or 0, "")
    is_share = draft.measure in (Measure.PERCENT, Measure.RATIO)
    label = draft.label or ""
    caption = table.caption if reader.rules.cues["WHOLE_MEASURE"].match(table.caption) else ""
    words = "" if name in table.entities else name
    said = Said(
        after=_RESULT.sub("", f"{header} {of}" if of and of not in header else header),
        label=words,
        unit=draft.unit,
        topic=f"{caption} {of} {without_context(label)}",
        is_share=is_share,
        is_change=draft.measure is Measure.CHANGE,
    )
    own = reader.with_kind(period, said, header, others=lambda: _others_of_row(table, draft.row, caption, reader.rules))
    return draft if own is draft.period else replace(draft, period=own)


def _others_of_row(table: TableView, row: int | None, caption: str, rules: CompiledRules) -> Iterator[Other]:
    """What tells of a row beside its own words: the row whose part it is (- Trong đó: rừng gỗ lớn), the caption."""
    above = table.paths.get(row, ()) if row is not None else ()
    whole = above[-1] if above else ""
    if whole and row is not None and whole != table.groups.get(row):
        yield Other(whole, tell_before_it(Said(f"{whole} "), rules), is_whole=True)
    yield Other(caption, tell_before_it(Said(caption), rules))


def _read_ratio_row(
    table: TableView,
    row: int,
    places: Sequence[tuple[int, int]],
    whole: DocumentText,
    period: Period | None,
    rules: CompiledRules,
) -> Draft | None:
    numerator, denominator, percent = (table.numbers.get(place) for place in places)
    if not numerator or not denominator or not denominator.value or numerator.value is None:
        return None
    roles = [(FactMentionRole.NUMERATOR, numerator), (FactMentionRole.DENOMINATOR, denominator)]
    if percent:
        roles.append((FactMentionRole.PERCENT, percent))
    unit = table.row_units.get(row) or table.units.get(places[1][1]) or table.units.get(places[0][1])
    if percent is None and unit is not None and unit.unit == PERCENT_UNIT:
        return None  # two rates, compared by nobody
    draft = _draft(table, row, places[2][1], roles, whole, period, rules)
    if read_column_period(table.columns[places[2][1]].header, period) == period:
        draft = replace(draft, period=read_column_period(table.columns[places[0][1]].header, period))
    change = table.changes.get(places[0][1])
    if change is not None and percent is not None and change.base == places[1][1]:
        return _growth_draft(draft, table, row, change, (percent, denominator), rules)
    share = name_share(table, (places[0][1], places[1][1], places[2][1]), rules)
    draft = replace(draft, label=label_cell(table, row, share, rules) or None)
    computed = (100 * numerator.value / denominator.value).quantize(SIX_PLACES)
    return replace(
        draft,
        rule="table_ratio",
        measure=Measure.RATIO,
        unit=base_name(unit) if unit else None,
        value=percent.value if percent else computed,
        value_source=ValueSource.PRINTED if percent else ValueSource.COMPUTED,
        decimals=percent.decimals if percent else None,
        numerator=numerator.value,
        denominator=denominator.value,
        percent=percent.value if percent else None,
    )


def _growth_draft(
    draft: Draft,
    table: TableView,
    row: int,
    change: ChangeColumn,
    numbers: tuple[Mention, Mention],
    rules: CompiledRules,
) -> Draft:
    """The share that a column of differences is of its base: by how much that grew (-6 of 42 is -14,3 %).

    `numbers`: that share and the base.
    """
    share, base = numbers
    now, before = (table.columns[col].header for col in (change.now, change.base))
    return replace(
        draft,
        rule="change_cell",
        measure=Measure.CHANGE,
        numbers=((FactMentionRole.VALUE, share), (FactMentionRole.BASE, base)),
        label=label_cell(table, row, f"{now} so với {lower(before)} (%)", rules),
        unit="%",
        value=share.value,
        decimals=share.decimals,
        direction=direction_of_sign(share.value, change.is_decrease),
        base_value=base.value,
        base_period=label_of(read_column_period(before, None)),
        role=Role.ACTUAL,
    )


def _value_draft(
    table: TableView,
    row: int,
    col: int,
    mention: Mention,
    whole: DocumentText,
    period: Period | None,
    rules: CompiledRules,
) -> Draft:
    cell = table.cells[row, col]
    role = table.roles[col]
    row_unit = table.row_units.get(row)
    is_percent = "%" in cell.text or (row_unit is not None and row_unit.unit == PERCENT_UNIT)
    measure = Measure.PERCENT if is_percent else _MEASURES.get(role, Measure.COUNT)
    if measure is Measure.COUNT and row_unit is None and table.scores(col):
        measure = Measure.SCORE
    draft = _draft(table, row, col, [(FactMentionRole.VALUE, mention)], whole, period, rules)
    known = table.row_units.get(row) or table.units.get(col)
    is_rate = measure is Measure.COUNT and known is not None and known.unit == PER_MILLE_UNIT
    if is_rate or PER_MILLE_UNIT in cell.text:
        measure, share = Measure.PERCENT, PER_MILLE_UNIT
    else:
        share = PERCENT_UNIT
    return replace(
        draft,
        rule=f"{measure.value}_cell",
        measure=Measure.MONEY if known and known.kind == "money" and measure is Measure.COUNT else measure,
        unit=share
        if measure is Measure.PERCENT
        else ("điểm" if measure is Measure.SCORE else base_name(known) if known else None),
        unit_printed=share if share in cell.text else None,
        value=mention.value,
        decimals=mention.decimals,
        qualifier=_read_cell_qualifier(cell.text, rules),
        role=read_header_role(table.columns[col].header, rules),
    )


def _draft(
    table: TableView,
    row: int,
    col: int,
    numbers: list[tuple[FactMentionRole, Mention]],
    whole: DocumentText,
    period: Period | None,
    rules: CompiledRules,
) -> Draft:
    header = table.columns[col].header
    return Draft(
        rule="cell",
        measure=Measure.COUNT,
        numbers=tuple(numbers),
        spans=tuple(_span(whole, mention) for _, mention in numbers),
        label=label_cell(table, row, name_value(table, col), rules) or None,
        unit=None,
        period=read_column_period(header, period),
        section=table.groups.get(row) or None,
        table_id=table.table_id,
        row=row,
        col=col,
    )


def _as_change(draft: Draft, table: TableView, row: int, col: int, rules: CompiledRules) -> Draft:
    """The draft of a column that compares two others: a change of the one, from the value in the other."""
    change = table.changes.get(col)
    base = table.numbers.get((row, change.base)) if change else None
    if change is None or base is None:
        return _as_lone_change(draft, table, col, rules)
    now, before, header = (table.columns[of].header for of in (change.now, change.base, col))
    is_bare = rules.cue_wholes["BARE_DIFFERENCE"].fullmatch(header) is not None
    return replace(
        draft,
        rule="change_cell",
        measure=Measure.CHANGE,
        numbers=(*draft.numbers, (FactMentionRole.BASE, base)),
        label=label_cell(table, row, f"{now} so với {lower(before)}", rules) if is_bare else draft.label,
        unit="%" if change.is_share else draft.unit,
        direction=direction_of_sign(draft.value, change.is_decrease),
        base_value=base.value,
        base_period=label_of(read_column_period(table.columns[change.base].header, None)),
        role=Role.ACTUAL,
    )


def _as_lone_change(draft: Draft, table: TableView, col: int, rules: CompiledRules) -> Draft:
    """The draft of a column of increases and decreases (So với năm 2021 tăng (+), giảm (-)) whose base is not there."""
    header = table.columns[col].header
    if col in table.changes or not rules.cues["DIFFERENCE_COLUMN"].search(header):
        return draft
    is_signed = any(number.value < 0 for (_, c), number in table.numbers.items() if c == col and number.value)
    if not is_signed and not rules.cues["SIGNED_COLUMN"].search(header):
        return draft
    is_decrease = bool(rules.cues["DECREASE_COLUMN"].search(header))
    direction = direction_of_sign(draft.value, is_decrease)
    return replace(draft, rule="change_cell", measure=Measure.CHANGE, direction=direction, role=Role.ACTUAL)


def _span(whole: DocumentText, mention: Mention) -> Span:
    offset = whole.offset_of(mention.page, mention.char_start)
    return Span(offset, offset + mention.char_end - mention.char_start)


def _read_cell_qualifier(text: str, rules: CompiledRules) -> Qualifier:
    """The comparator before the number of a cell (≥ 80%)."""
    match = _NUMBER.search(text)
    return read_qualifier(text, match.start(), match.end(), rules)[0] if match else Qualifier.EXACT


@lru_cache(maxsize=MAX_REMEMBERED)
def read_header_role(header: str, rules: CompiledRules) -> Role:
    """What the figures below a header are: target where it says plan, else result."""
    for rule in rules.roles:
        if "header" in rule.where and rule.pattern.search(header):
            return rule.role
    return Role.ACTUAL
