"""Facts from the cells of tables: the row says who, the header what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

import regex

from extractors.abouts import About, AboutReader, RowNames, with_about
from extractors.base_periods import label_of
from extractors.drafts import SIX_PLACES, Draft
from extractors.entities import entity_of_row
from extractors.figure_periods import PeriodReader
from extractors.grid import Column, ColumnRole, read_columns
from extractors.header_periods import as_report_year, read_column_period, read_compared_period, read_title_period
from extractors.kinds import Said
from extractors.label_words import count_telling, put_below, without_context
from extractors.numbers import NUMERAL
from extractors.periods import Period
from extractors.raw_table import is_value, read_roman
from extractors.relations import learn_ratio_columns, learn_share_columns
from extractors.row_units import PERCENT_UNIT
from extractors.rules_compiled import CompiledRules, Unit
from extractors.table_changes import ChangeColumn, direction_of_sign, learn_change_columns
from extractors.text import DocumentText, Span
from extractors.units import base_name, read_qualifier
from schemas.document import Document, TableCell
from schemas.fact import FactMentionRole, Measure, Qualifier, Role, ValueSource
from schemas.mention import Mention

_NUMBER = regex.compile(NUMERAL)
# A header that names no indicator: which share it is, the column of its numerator says.
_GENERIC_SHARE = regex.compile(
    r"(?i)(?:(?:tỷ|tỉ) (?:lệ|trọng)|cơ cấu|%)(?:\s+(?:đạt|HTKH|hoàn thành(?: kế hoạch)?))?\s*\(?%?\)?"
    r"|đạt(?: tỷ lệ)?\s*\(?%\)?"
)
_BARE_COMPARISON = regex.compile(r"(?i)so sánh\s*\(?%?\)?")
_COMPARISON = regex.compile(r"(?i)(?:(?:tỷ|tỉ) lệ\s+)?(?:\(?%\)?\s*)?so\s")
# Of a header that says a result was measured, not what was done.
_RESULT = regex.compile(r"(?i)\b(?:ước\s+)?(?:kết quả\s+)?(?:thực hiện|TH)\b|\btrong (?:năm|kỳ|tháng|quý)\b")
_PART = regex.compile(r"[-+–]\s*\p{L}")
_LETTER = regex.compile(r"[A-EĐ]\.?")
# A header of so many syllables that name something says what is measured.
_TELLING_HEADER = 5
# A row of fewer names something only within its group (Thu khác).
_TELLING_NAME = 3
_TELLING_MEASURE = 2
# The header above a row that is an entity is all that says what is measured (Số thửa chưa cấp: of which papers?).
_TELLING_ALONE = 4
_MEASURES = {
    ColumnRole.PERCENT: Measure.PERCENT,
    ColumnRole.SCORE: Measure.SCORE,
    ColumnRole.COUNT: Measure.COUNT,
    ColumnRole.TOTAL: Measure.COUNT,
}


RatioPlaces: TypeAlias = tuple[int, tuple[int, int], tuple[int, int], tuple[int, int]]
"""A row, and the places of numerator, denominator and percent."""


@dataclass(frozen=True, slots=True)
class TableView:
    """One table with its columns, their roles, its rows' names and the numbers of its cells."""

    table_id: str
    columns: Mapping[int, Column]
    roles: Mapping[int, ColumnRole]
    names: Mapping[int, str]
    groups: Mapping[int, str]
    cells: Mapping[tuple[int, int], TableCell]
    rows: Mapping[int, tuple[TableCell, ...]]
    numbers: Mapping[tuple[int, int], Mention]
    units: Mapping[int, Unit]
    row_units: Mapping[int, Unit]
    is_score: bool
    totals: tuple[int, ...]
    ratios: tuple[RatioPlaces, ...]
    entities: frozenset[str] = frozenset()
    wholes: Mapping[int, str] = field(default_factory=dict)
    changes: Mapping[int, ChangeColumn] = field(default_factory=dict)
    caption: str = ""
    name_header: str = ""

    def scores(self, col: int) -> bool:
        """Whether figures of a column are points: in a scored table, unless it counts what its header names.

        A criterion may be named like a thing (Hồ sơ đúng hạn): its points may be fractions, and are no more than the
        points of its row in all.
        """
        unit = self.units.get(col)
        if not self.is_score or unit is None or unit.unit == "điểm":
            return self.is_score
        figures = {row: number for (row, c), number in self.numbers.items() if c == col}
        if unit.kind == "money" or any(number.decimals for number in figures.values()):
            return unit.kind != "money"
        pairs = [(number.value, self._points_in_all(row)) for row, number in figures.items()]
        return all(value is not None and points is not None and value <= points for value, points in pairs)

    def _points_in_all(self, row: int) -> Decimal | None:
        named = (col for col, unit in self.units.items() if unit.unit == "điểm")
        totals = [col for col in named if self.roles[col] is ColumnRole.TOTAL]
        number = self.numbers.get((row, totals[0])) if totals else None
        return number.value if number else None


def view_table(
    cells: Sequence[TableCell],
    roles: Mapping[tuple[str, int], ColumnRole],
    numbers: Mapping[tuple[int, int], Mention],
    units: Mapping[tuple[str, int], Unit],
    row_units: Mapping[tuple[str, int], Unit],
    caption: str,
    rules: CompiledRules,
) -> TableView:
    """The table made ready: `numbers` are the lone figures of its cells by row and column, `caption` its title."""
    table_id = cells[0].table_id
    columns = read_columns(cells)
    own_roles = {col: roles[table_id, col] for col in columns}
    names, groups = _read_names(cells, own_roles)
    header = next((columns[col].header for col in columns if own_roles[col] is ColumnRole.NAME), "")
    totals = tuple(row for row, name in names.items() if rules.cue_wholes["TOTAL_ROW"].fullmatch(name))
    if totals and _is_grand_total(totals[-1], totals, groups):
        groups[totals[-1]] = ""
    return TableView(
        table_id=table_id,
        columns=columns,
        roles=own_roles,
        names=names,
        groups=groups,
        cells={(cell.row, cell.col): cell for cell in cells if not cell.is_header},
        rows={row: tuple(found) for row, found in groupby(cells, key=attrgetter("row"))},
        numbers=numbers,
        units={col: units[table_id, col] for col in columns if (table_id, col) in units},
        totals=totals,
        ratios=tuple(_ratio_places(names, totals, own_roles, numbers)),
        row_units={row: row_units[table_id, row] for row in names if (table_id, row) in row_units},
        entities=frozenset(
            name for row, name in names.items() if row not in totals and entity_of_row(name, rules, header)
        ),
        name_header=header,
        wholes=_find_wholes(names, rules),
        changes=learn_change_columns(columns, own_roles, numbers, rules),
        caption=caption,
        is_score=any(rules.cue_wholes["SCORE_COLUMN"].fullmatch(column.header) for column in columns.values()),
    )


def _is_grand_total(row: int, totals: Sequence[int], groups: Mapping[int, str]) -> bool:
    """Whether the last total closes the table: the last row, and no group before its own ends in a total too."""
    own = [total for total in totals if groups[total] == groups[row]]
    is_subtotal = len(own) == 1 and any(groups[total] and groups[total] != groups[row] for total in totals)
    return row == max(groups) and not is_subtotal


def _read_names(cells: Sequence[TableCell], roles: Mapping[int, ColumnRole]) -> tuple[dict[int, str], dict[int, str]]:
    """The name of each row, and the group rows above it that have no values or a Roman numeral."""
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        if not cell.is_header:
            rows.setdefault(cell.row, []).append(cell)
    names: dict[int, str] = {}
    groups: dict[int, str] = {}
    group, parent = "", ""
    for row, found in sorted(rows.items()):
        words = [c.text for c in found if roles[c.col] in (ColumnRole.NAME, ColumnRole.TEXT) and not is_value(c.text)]
        name = words[0] if words else ""
        mark = found[0].text if roles[found[0].col] is ColumnRole.ORDINAL else ""
        if not name and mark and not read_roman(mark) and not mark.rstrip(".").isdecimal():
            name = mark
        has_values = any(is_value(c.text) for c in found if roles[c.col] is not ColumnRole.ORDINAL)
        if read_roman(mark) or _LETTER.fullmatch(mark):
            group, parent = name, ""
        elif not has_values and len(found) <= 2 and name:
            parent = name
        elif mark and "." not in mark:
            parent = ""
        names[row] = f"{parent}: {name}" if parent and parent != name else name
        groups[row] = group
    return names, groups


def _find_wholes(names: Mapping[int, str], rules: CompiledRules) -> dict[int, str]:
    """For each row that says it is a part (- Trong đó: nữ) the name of the row whose part it is."""
    wholes: dict[int, str] = {}
    whole = ""
    for row, name in sorted(names.items()):
        if _PART.match(name) or rules.cues["OF_WHICH_ROW"].match(name):
            wholes[row] = whole
        elif name:
            whole = name
    return wholes


def label_cell(table: TableView, row: int, header: str, rules: CompiledRules) -> str:
    """What a cell says: its row, unless that is an entity, and its header; below what, where these do not tell.

    That is the row whose part it is (Trong đó: nữ), the group of rows, and the caption of the table.
    """
    name = table.names.get(row, "")
    if name in table.entities and not rules.cues["SHARE_OR_NUMBER"].search(name):
        name = ""
    elif name:
        name = rules.cues["LABEL_LEAD"].sub("", name).strip(" ≥≤<>") or name
    own = " – ".join(part for part in (name, header) if part)
    if _names_measure(own, (name, header), rules) and (name or count_telling(header, rules) >= _TELLING_ALONE):
        return own
    is_thin = bool(name) and count_telling(name, rules) < _TELLING_NAME
    below = put_below(table.wholes.get(row, "") or (table.groups.get(row, "") if is_thin else ""), own)
    return below if count_telling(header, rules) >= _TELLING_HEADER else put_below(table.caption, below)


def _names_measure(label: str, parts: Sequence[str], rules: CompiledRules) -> bool:
    """Whether a row or a header is the name of a measure (Tỷ lệ hộ nghèo), so that it needs no title of its table."""
    named = (part for part in parts if rules.cues["SHARE_OR_NUMBER"].search(part))
    is_share = any(count_telling(part, rules) >= _TELLING_MEASURE for part in named)
    return is_share or bool(rules.cues["WHOLE_MEASURE"].search(label))


def read_table_facts(
    table: TableView,
    document: Document,
    whole: DocumentText,
    title: str,
    rules: CompiledRules,
    abouts: AboutReader,
) -> Iterator[Draft]:
    """Ratios over columns first, then every other value; each of the place and the entity its row names."""
    rows = abouts.of_rows(name_rows(table), title)
    for draft in _read_drafts(table, document, whole, title, rules):
        assert draft.row is not None
        assert draft.col is not None
        about = abouts.in_column(rows.get(draft.row, About()), table.columns[draft.col].header)
        yield with_about(draft, about)


def name_rows(table: TableView) -> dict[int, RowNames]:
    """What the table says of each row."""
    return {
        row: RowNames(name, table.groups.get(row, ""), row in table.totals, table.name_header)
        for row, name in table.names.items()
    }


def _read_drafts(
    table: TableView, document: Document, whole: DocumentText, title: str, rules: CompiledRules
) -> Iterator[Draft]:
    reader = PeriodReader(document, rules)
    period = _latest_of_headers(table, reader, rules) or read_title_period(title, reader)
    counted = _read_title_unit(title, rules)
    used: set[tuple[int, int]] = set()
    for row, *places in table.ratios:
        draft = _read_ratio_row(table, row, places, whole, period, rules)
        if draft is not None:
            draft = replace(draft, unit=draft.unit or counted)
            used.update((places[0], places[2]) if places[1][0] != row else places)
            yield _with_period(draft, table, reader)
    for (row, col), mention in sorted(table.numbers.items()):
        if (row, col) not in used and mention.value is not None:
            draft = _value_draft(table, row, col, mention, whole, period, rules)
            draft = _as_change(draft, table, row, col, rules)
            if draft.unit is None and draft.measure is Measure.COUNT:
                draft = replace(draft, unit=counted)
            yield _with_period(draft, table, reader)


def _latest_of_headers(table: TableView, reader: PeriodReader, rules: CompiledRules) -> Period | None:
    """The last of the periods that several headers compare (Quý I/2024, Quý I/2025): that of the other columns."""
    headers = [column.header for column in table.columns.values()]
    results = [header for header in headers if read_header_role(header, rules) is not Role.TARGET]
    named = [found for header in results if (found := read_compared_period(header, reader.year))]
    ends = {found.end for found in named}
    latest = max(named, key=lambda found: found.end or date.min) if len(ends) > 1 else None
    return as_report_year(latest, reader.own) if latest and reader.own else latest


def _read_title_unit(title: str, rules: CompiledRules) -> str | None:
    """What the title of a table says is counted in it, where it names just one such thing (TIẾP NHẬN HỒ SƠ).

    Only in capitals: the prose above a table without a title speaks of other things.
    """
    found = {match[0].casefold() for match in rules.cues["TITLE_UNIT"].finditer(title) if match[0].isupper()}
    return rules.units[found.pop()].unit if len(found) == 1 else None


def _with_period(draft: Draft, table: TableView, reader: PeriodReader) -> Draft:
    """The draft with its base's own period (Cùng kỳ năm trước), as a flow, a stock or a running total."""
    header = table.columns[draft.col].header if draft.col is not None else ""
    period = draft.period
    if draft.role is Role.BASELINE:
        period = reader.read_base(f"{header} ", len(header), len(header), period) or period
    name = table.names.get(draft.row or 0, "")
    is_share = draft.measure in (Measure.PERCENT, Measure.RATIO)
    words = "" if name in table.entities else name
    said = Said(
        after=_RESULT.sub("", header),
        label=words,
        unit=draft.unit,
        topic=without_context(draft.label or ""),
        is_share=is_share,
    )
    own = reader.with_kind(period, said, header)
    return draft if own is draft.period else replace(draft, period=own)


def _ratio_places(
    names: Iterable[int],
    totals: tuple[int, ...],
    roles: Mapping[int, ColumnRole],
    numbers: Mapping[tuple[int, int], Mention],
) -> Iterator[RatioPlaces]:
    """Of every ratio that the columns make."""
    relations = learn_ratio_columns(roles, numbers)
    for relation in relations:
        for row in names:
            yield row, (row, relation.numerator), (row, relation.denominator), (row, relation.percent)
    taken = {relation.percent for relation in relations}
    for share in learn_share_columns(roles, numbers, totals):
        if share.percent not in taken:
            for row in names:
                if row != share.total_row:
                    yield row, (row, share.count), (share.total_row, share.count), (row, share.percent)


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
    draft = _draft(table, row, places[2][1], roles, whole, period, rules)
    headers = (table.columns[col].header for _, col in places)
    draft = replace(draft, label=label_cell(table, row, _name_share(*headers), rules) or None)
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


def _name_share(numerator: str, denominator: str, percent: str) -> str:
    """The header of a share, with what it is of where it does not say (Tỷ lệ (%) đã xác thực; Thực hiện so KH (%))."""
    if _GENERIC_SHARE.fullmatch(percent):
        return f"{percent} {_lower(numerator)}"
    if _BARE_COMPARISON.fullmatch(percent):
        return f"{numerator} so với {_lower(denominator)} (%)"
    return f"{numerator} {_lower(percent)}" if _COMPARISON.match(percent) else percent


def _lower(header: str) -> str:
    return header[:1].lower() + header[1:] if header[1:2].islower() else header


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
    return replace(
        draft,
        rule=f"{measure.value}_cell",
        measure=Measure.MONEY if known and known.kind == "money" and measure is Measure.COUNT else measure,
        unit="%"
        if measure is Measure.PERCENT
        else ("điểm" if measure is Measure.SCORE else base_name(known) if known else None),
        unit_printed="%" if "%" in cell.text else None,
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
        label=label_cell(table, row, header, rules) or None,
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
        return draft
    now, before, header = (table.columns[of].header for of in (change.now, change.base, col))
    is_bare = rules.cue_wholes["BARE_DIFFERENCE"].fullmatch(header) is not None
    return replace(
        draft,
        rule="change_cell",
        measure=Measure.CHANGE,
        numbers=(*draft.numbers, (FactMentionRole.BASE, base)),
        label=label_cell(table, row, f"{now} so với {_lower(before)}", rules) if is_bare else draft.label,
        unit="%" if change.is_share else draft.unit,
        direction=direction_of_sign(draft.value, change.is_decrease),
        base_value=base.value,
        base_period=label_of(read_column_period(table.columns[change.base].header, None)),
        role=Role.ACTUAL,
    )


def _span(whole: DocumentText, mention: Mention) -> Span:
    offset = whole.offset_of(mention.page, mention.char_start)
    return Span(offset, offset + mention.char_end - mention.char_start)


def _read_cell_qualifier(text: str, rules: CompiledRules) -> Qualifier:
    """The comparator before the number of a cell (≥ 80%)."""
    match = _NUMBER.search(text)
    return read_qualifier(text, match.start(), match.end(), rules)[0] if match else Qualifier.EXACT


def read_header_role(header: str, rules: CompiledRules) -> Role:
    """What the figures below a header are: target where it says plan, else result."""
    for rule in rules.roles:
        if "header" in rule.where and rule.pattern.search(header):
            return rule.role
    return Role.ACTUAL
