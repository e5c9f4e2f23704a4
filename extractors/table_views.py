"""A table made ready to be read: what its columns are for, what its rows are called, and which columns make ratios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from extractors.entities import entity_of_row
from extractors.grid import Column, ColumnRole, find_wholes_of_columns, read_columns
from extractors.relations import learn_ratio_columns, learn_share_columns
from extractors.row_names import RowNames, read_row_names
from extractors.row_units import inherit_units
from extractors.rules_compiled import CompiledRules, Unit
from extractors.table_changes import ChangeColumn, learn_change_columns
from schemas.document import TableCell
from schemas.mention import Mention

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
    leaves: Mapping[int, str] = field(default_factory=dict)
    paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[int, str] = field(default_factory=dict)
    changes: Mapping[int, ChangeColumn] = field(default_factory=dict)
    caption: str = ""
    name_header: str = ""
    heads: Mapping[int, str] = field(default_factory=dict)

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
    found, totals = _read_rows(cells, columns, own_roles, rules)
    names, groups, header = found.names, found.groups, found.header
    own_units = {row: row_units[table_id, row] for row in names if (table_id, row) in row_units}
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
        row_units=inherit_units(found.leaves, found.parents, own_units, rules),
        entities=frozenset(_find_entities(names, totals, header, columns, rules)),
        name_header=header,
        heads=_name_columns(columns, own_roles),
        leaves=found.leaves,
        paths=found.paths,
        joined=found.joined,
        changes=learn_change_columns(columns, own_roles, numbers, rules),
        caption=caption,
        is_score=any(rules.cue_wholes["SCORE_COLUMN"].fullmatch(column.header) for column in columns.values()),
    )


def _read_rows(
    cells: Sequence[TableCell], columns: Mapping[int, Column], roles: Mapping[int, ColumnRole], rules: CompiledRules
) -> tuple[RowNames, tuple[int, ...]]:
    """The names of the rows, and those of them that add others up; the total of all is of no group."""
    found = read_row_names(cells, columns, roles, rules)
    totals = tuple(row for row, name in found.leaves.items() if rules.cue_wholes["TOTAL_ROW"].fullmatch(name))
    if totals and _is_grand_total(totals[-1], totals, found.groups):
        found.groups[totals[-1]] = ""
        found.paths[totals[-1]] = ()
    return found, totals


def _find_entities(
    names: Mapping[int, str], totals: Sequence[int], header: str, columns: Mapping[int, Column], rules: CompiledRules
) -> Iterator[str]:
    """The names of rows that say whose figures these are."""
    is_of_pupils = any(rules.cues["PUPILS"].search(column.header) for column in columns.values())
    grade = rules.cue_wholes["GRADE"]
    return (
        name
        for row, name in names.items()
        if row not in totals and not (is_of_pupils and grade.fullmatch(name)) and entity_of_row(name, rules, header)
    )


def _name_columns(columns: Mapping[int, Column], roles: Mapping[int, ColumnRole]) -> dict[int, str]:
    """The headers; one that is part of the column beside it (Trong đó: nữ) behind what it is part of."""
    wholes = find_wholes_of_columns(columns, roles)
    named = {col: column.header for col, column in columns.items()}
    parts = {col: f"{named[whole]} – {named[col][:1].lower()}{named[col][1:]}" for col, whole in wholes.items()}
    return {**named, **parts}


def _is_grand_total(row: int, totals: Sequence[int], groups: Mapping[int, str]) -> bool:
    """Whether the last total closes the table: the last row, and no group before its own ends in a total too."""
    own = [total for total in totals if groups[total] == groups[row]]
    is_subtotal = len(own) == 1 and any(groups[total] and groups[total] != groups[row] for total in totals)
    return row == max(groups) and not is_subtotal


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
