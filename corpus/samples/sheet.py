"""Builders of tables: rows are computed, checked and marked as they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.samples.model import Cell, Inline, Look, Mark, Row, RowKind, Table, TableCheck
from corpus.samples.numbers import Pen, Printed, Verdict, as_typed, half_up, share
from corpus.samples.say import RATIO_CHECKS, Figure
from corpus.samples.truth import Finding, NotFact, Ratio, Truth

SCORE_CHECKS = ("table_total", "score_total", "weighted_mean", "part_whole")
TABLE_PEN = Pen(is_padded=False)


@dataclass(frozen=True, slots=True)
class ShareRule:
    """Column `percent` is 100 * column `above` / column `below`."""

    above: int
    below: int
    percent: int
    decimals: int
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell typed wrong on purpose: the row's name, the column, what is printed, and why."""

    row: str
    column: int
    text: str
    planted: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a table of counts and shares is filled."""

    header: tuple[str, ...]
    shares: tuple[ShareRule, ...] = ()
    summed: tuple[int, ...] = ()
    pen: Pen = TABLE_PEN
    slips: tuple[Slip, ...] = ()
    magnitude: int = 1

    def row(self, kind: RowKind, number: str, name: str, values: Mapping[int, Figure]) -> Row:
        """A row with its shares computed; columns without a value stay blank."""
        cells = [Cell(number), Cell(name), *(Cell() for _ in self.header[2:])]
        for column, figure in values.items():
            printed = self.pen.count(figure) if isinstance(figure, int) else figure
            cells[column] = Cell(printed.text, printed.value)
        truths: list[Truth] = []
        for rule in self.shares:
            truths.extend(self._fill_share(cells, name, rule))
        return Row(kind, tuple(cells), tuple(truths), name)

    def sum_row(self, kind: RowKind, number: str, name: str, rows: Sequence[Row]) -> Row:
        """A row whose summed columns are the sums of `rows`."""
        sums = {column: sum_column(rows, column) for column in self.summed}
        printed = {c: Printed(v, self.pen.exact(v / self.magnitude).text) for c, v in sums.items()}
        return self.row(kind, number, name, printed)

    def _fill_share(self, cells: list[Cell], name: str, rule: ShareRule) -> list[Truth]:
        above, below = cells[rule.above], cells[rule.below]
        if above.value is None or not below.value:
            return []
        slip = next((s for s in self.slips if (s.row, s.column) == (name, rule.percent)), None)
        exact = share(above.value, below.value)
        printed = as_typed(slip.text) if slip else self.pen.fixed(exact, rule.decimals)
        cells[rule.percent] = Cell(printed.text, printed.value)
        truth = Ratio(above.value, below.value, printed.text, rule.unit, f"{rule.label} - {name}", name, "table")
        return [truth, *_share_finding(truth, (above, below), slip)]

    def share_checks(self, rows: Sequence[Row]) -> tuple[TableCheck, ...]:
        """One check for each share rule over the rows."""
        return tuple(self._share_check(rule, rows) for rule in self.shares)

    def _share_check(self, rule: ShareRule, rows: Sequence[Row]) -> TableCheck:
        relation = f"{self.header[rule.percent]} = 100 * {self.header[rule.above]} / {self.header[rule.below]}"
        ratios = [(row, truth) for row in rows for truth in row.truths if isinstance(truth, Ratio)]
        found = [(row, truth) for row, truth in ratios if truth.label.startswith(rule.label)]
        broken = tuple(
            (row.name, t.percent or "", str(half_up(t.true_percent, 6)))
            for row, t in found
            if t.verdict is Verdict.INCONSISTENT
        )
        return TableCheck(relation, len(found), broken)


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A table of scores: criteria columns from 2, then the total and the rank."""

    header: tuple[str, ...]
    maxima: tuple[str, ...]
    slips: tuple[Slip, ...] = ()
    pen: Pen = field(default_factory=lambda: TABLE_PEN)

    @property
    def total_column(self) -> int:
        """Where the total stands."""
        return len(self.header) - 2

    def rows(self, scores: Mapping[str, str]) -> tuple[Row, ...]:
        """The row of maxima, then a row for each unit, ranked by the true total."""
        totals = {name: sum((as_typed(s).value for s in line.split()), Decimal(0)) for name, line in scores.items()}
        order = sorted(scores, key=lambda name: -totals[name])
        ranked = [self._unit_row(index, name, scores[name].split()) for index, name in enumerate(order, 1)]
        return (self._maximum_row(), *ranked)

    def _maximum_row(self) -> Row:
        total = sum((as_typed(text).value for text in self.maxima), Decimal(0))
        cells = [Cell(), Cell("Điểm tối đa"), *(_number(text) for text in self.maxima), _number(f"{total}"), Cell()]
        return Row(RowKind.MAXIMUM, tuple(cells), name="Điểm tối đa")

    def _unit_row(self, rank: int, name: str, scores: Sequence[str]) -> Row:
        total = sum((as_typed(text).value for text in scores), Decimal(0))
        slip = next((s for s in self.slips if s.row == name), None)
        printed = slip.text if slip else self.pen.fixed(total, 2).text
        place = Mark((str(rank),), (NotFact(str(rank), "rank"),))
        numbers = [*(_number(text) for text in scores), _number(printed)]
        cells = [Cell(str(rank)), Cell(name), *numbers, Cell(place, Decimal(rank))]
        truths = _score_finding(scores, total, slip) if slip else []
        return Row(RowKind.DATA, tuple(cells), tuple(truths), name)

    def checks(self, rows: Sequence[Row]) -> tuple[TableCheck, ...]:
        """Totals of rows, and ranks against totals."""
        units = [row for row in rows if row.kind is RowKind.DATA]
        broken = tuple(
            (row.name, finding.stated, finding.expected)
            for row in units
            for finding in row.truths
            if isinstance(finding, Finding)
        )
        return (
            TableCheck(f"{self.header[self.total_column]} = sum of the criteria columns", len(rows), broken),
            TableCheck(f"{self.header[-1]} = descending order of the stated totals", len(units)),
        )


def put(row: Row, column: int, content: Inline, rest: str = "") -> Row:
    """The row with another cell in one column; `rest` is pushed over a page end."""
    cells = list(row.cells)
    cells[column] = Cell(content, rest=rest)
    return replace(row, cells=tuple(cells))


def cell_check(title: str, column: int, rows: Sequence[Row]) -> TableCheck:
    """The check of cells that print a percent with its operands."""
    ratios = [(row.name, truth) for row in rows for truth in _ratios_in(row.cells[column])]
    broken = tuple(
        (name, f"{truth.percent}%", str(half_up(truth.true_percent, 6)))
        for name, truth in ratios
        if truth.verdict is Verdict.INCONSISTENT
    )
    return TableCheck(f"{title}: percent = 100 * a / b within the cell", len(ratios), broken)


def _ratios_in(cell: Cell) -> list[Ratio]:
    truths = cell.content.truths if isinstance(cell.content, Mark) else ()
    return [truth for truth in truths if isinstance(truth, Ratio)]


def total_checks(header: Sequence[str], columns: Sequence[int], what: str) -> tuple[TableCheck, ...]:
    """A check for each column whose total row is the sum of other rows."""
    return tuple(TableCheck(f"{what}: {header[column]}", 1) for column in columns)


def sum_column(rows: Sequence[Row], column: int) -> Decimal:
    """The sum of a column over the rows that have a number there."""
    return sum((row.cells[column].value or Decimal(0) for row in rows), Decimal(0))


def table(
    table_id: str,
    title: str,
    header: tuple[str, ...],
    rows: Sequence[Row],
    checks: Sequence[TableCheck],
    look: Look = Look.TABS,
    page_ends: tuple[int, ...] = (),
) -> Table:
    """A table of these rows."""
    return Table(table_id, title, header, tuple(rows), tuple(checks), look, page_ends)


def texts(*cells: Inline) -> tuple[Cell, ...]:
    """Cells that carry words (or marked words)."""
    return tuple(Cell(content) for content in cells)


def _number(text: str) -> Cell:
    printed: Printed = as_typed(text)
    return Cell(text, printed.value)


def _share_finding(truth: Ratio, operands: tuple[Cell, Cell], slip: Slip | None) -> list[Truth]:
    is_wrong = truth.verdict is not Verdict.ROUNDED
    if is_wrong != bool(slip):
        raise ValueError(f"{truth.label}: {truth.percent} is {truth.verdict}")
    if slip is None:
        return []
    above, below = (re.sub(r"\s", "", str(cell.content)) for cell in operands)
    exact = f"{above}/{below} = {half_up(truth.true_percent, 4)}%"
    is_slip = truth.verdict is Verdict.INCONSISTENT
    return [
        Finding(
            kind="ratio_percent",
            stated=f"{slip.text}%",
            expected=exact,
            explanation_en=f"{exact}, the row prints {slip.text}%.",
            planted=slip.planted,
            numbers=(above, below, slip.text),
            check_kinds=RATIO_CHECKS,
            tier="A" if is_slip else "B",
            severity="major" if is_slip else "minor",
        )
    ]


def _score_finding(scores: Sequence[str], total: Decimal, slip: Slip) -> list[Truth]:
    added = " + ".join(scores)
    printed = TABLE_PEN.fixed(total, 2).text
    if as_typed(slip.text).value == total:
        raise ValueError(f"{slip.row}: {slip.text} is the true total")
    return [
        Finding(
            kind="table_sum",
            stated=slip.text,
            expected=printed,
            explanation_en=f"{added} = {printed}, the row prints {slip.text}.",
            planted=slip.planted,
            numbers=(*scores, slip.text),
            check_kinds=SCORE_CHECKS,
            severity="minor",
        )
    ]
