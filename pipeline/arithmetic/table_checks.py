"""Relations in tables: shares of columns, sums of rows, totals of columns, ranks, targets against their status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractors.grid import ColumnRole
from extractors.numbers import format_number
from extractors.relations import MIN_ROWS, MIN_SHARE
from extractors.resolve import Reading
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.table_facts import TableView, ratio_places
from extractors.text import DocumentText, Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.intervals import Interval, total
from pipeline.arithmetic.ratio_checks import count_interval, judge_share
from pipeline.arithmetic.verdicts import judge_sum, sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import TableCell
from schemas.fact import Qualifier
from schemas.mention import Mention

# A header that says "Tổng" is believed where this share of the rows adds up, and at least so many.
MIN_NAMED_SHARE = Decimal("0.6")
MIN_HOLDING = 3
# A total row that says "Tổng" or "Cộng" is believed for a column whose misfit is below this share of the total.
MAX_TOTAL_MISFIT = Decimal("0.3")


def check_tables(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """All relations of all tables."""
    for table in reading.tables:
        yield from _check_ratio_columns(table, reading)
        yield from _check_row_sums(table, reading)
        yield from _check_ranks(table, reading)
        yield from _check_column_totals(table, reading, rules)
        yield from _check_statuses(table, reading, rules)


def _row_quote(table: TableView, row: int, whole: DocumentText) -> Span:
    """The run of the row's cells on its page."""
    cells = [cell for cell in table.rows[row] if cell.char_start is not None]
    page = min(cell.page for cell in cells)
    spans = [_cell_span(cell, whole) for cell in cells if cell.page == page]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _cell_span(cell: TableCell, whole: DocumentText) -> Span:
    return Span(whole.offset_of(cell.page, cell.char_start or 0), whole.offset_of(cell.page, cell.char_end or 0))


def _check_ratio_columns(table: TableView, reading: Reading) -> Iterator[DraftCheck]:
    for row, *places in ratio_places(table):
        part, whole, percent = (table.numbers.get(place) for place in places)
        if not percent or not part or not whole or not whole.value:
            continue
        roles = (OperandRole.PERCENT, OperandRole.NUMERATOR, OperandRole.DENOMINATOR)
        numbers = zip(roles, (percent, part, whole), strict=True)
        yield judge_share(
            CheckKind.TABLE_RATIO,
            "ratio_columns",
            percent,
            Qualifier.EXACT,
            (count_interval(part), count_interval(whole)),
            (part.text, whole.text),
            tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers),
            _row_quote(table, row, reading.whole),
        )


@dataclass(frozen=True, slots=True)
class RowSum:
    """total column = sum of the addend columns."""

    total: int
    addends: tuple[int, ...]


def _check_row_sums(table: TableView, reading: Reading) -> Iterator[DraftCheck]:
    relation = _learn_row_sum(table)
    if relation is None:
        return
    kind = CheckKind.SCORE_TOTAL if table.is_score else CheckKind.TABLE_TOTAL
    for row in table.names:
        stated = table.numbers.get((row, relation.total))
        addends = tuple(table.numbers[row, col] for col in relation.addends if (row, col) in table.numbers)
        if stated is not None and len(addends) >= 2:
            yield _sum_check(Sum(kind, "row_sum", row, relation.total, stated, addends), table, reading)


def _learn_row_sum(table: TableView) -> RowSum | None:
    """The total column whose run of columns beside it adds up on most rows."""
    numeric = (ColumnRole.COUNT, ColumnRole.SCORE, ColumnRole.TOTAL)
    for column in sorted(col for col, role in table.roles.items() if role is ColumnRole.TOTAL):
        others = [col for col, role in table.roles.items() if role in numeric and col != column]
        runs = (tuple(c for c in others if c < column), tuple(c for c in others if c > column))
        for addends in (run for run in runs if len(run) >= 2):
            rows = [row for row in table.names if _complete(table, row, (column, *addends))]
            holding = sum(_adds_up(table, row, column, addends) for row in rows)
            if len(rows) >= MIN_ROWS and holding >= MIN_HOLDING and holding >= MIN_NAMED_SHARE * len(rows):
                return RowSum(column, addends)
    return None


def _complete(table: TableView, row: int, columns: Sequence[int]) -> bool:
    filled = sum((row, col) in table.numbers for col in columns)
    return (row, columns[0]) in table.numbers and filled >= 3


def _adds_up(table: TableView, row: int, column: int, addends: Sequence[int]) -> bool:
    parts = [table.numbers[row, col] for col in addends if (row, col) in table.numbers]
    return _interval(table.numbers[row, column]).meets(total(_interval(part) for part in parts))


def _interval(mention: Mention) -> Interval:
    """Cells are exact: a table prints what it adds."""
    value = Fraction(mention.value or 0)
    return Interval(value, value)


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total with what it adds up, and where they stand."""

    kind: CheckKind
    rule: str
    row: int
    column: int
    stated: Mention
    addends: tuple[Mention, ...]


def _judge_sum(found: Sum) -> tuple[Verdict, Severity | None, Decimal, int]:
    """Verdict, severity, the sum and its decimals; a misfit that rounding of the addends explains is no accusation."""
    summed = sum((m.value or Decimal(0) for m in found.addends), Decimal(0))
    decimals = max(m.decimals or 0 for m in (found.stated, *found.addends))
    value = found.stated.value or Decimal(0)
    verdict = judge_sum(_interval(found.stated), total(_interval(m) for m in found.addends))
    if verdict is not Verdict.INCONSISTENT:
        return verdict, None, summed, decimals
    slack = Decimal(len(found.addends)) / 2 * Decimal(1).scaleb(-decimals)
    if decimals > 0 and abs(value - summed) <= slack:
        return Verdict.LAST_DIGIT, Severity.NOTE, summed, decimals
    return verdict, sum_severity(value, summed), summed, decimals


def _sum_check(found: Sum, table: TableView, reading: Reading) -> DraftCheck:
    verdict, severity, summed, decimals = _judge_sum(found)
    text = format_number(summed, decimals)
    header = table.columns[found.column].header
    addends = [m.text for m in found.addends]
    told = explain.row_sum_explanation(table.names[found.row], header, addends, text, found.stated.text)
    roles = [(OperandRole.TOTAL, found.stated), *((OperandRole.ADDEND, m) for m in found.addends)]
    is_silent = verdict is Verdict.CONSISTENT
    return DraftCheck(
        kind=found.kind,
        rule=found.rule,
        verdict=verdict,
        severity=severity,
        operands=tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in roles),
        quote=_row_quote(table, found.row, reading.whole),
        stated=found.stated.text,
        expected=text,
        stated_value=found.stated.value,
        expected_value=summed,
        formula=explain.sum_formula([m.value or Decimal(0) for m in found.addends]),
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
        suggestion=told.suggestion if verdict is Verdict.INCONSISTENT else None,
    )


def _check_column_totals(table: TableView, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Total rows and group rows against the rows they add up, where most columns of the row say so."""
    columns = [c for c in table.roles if _is_additive(table, c, rules)]
    for row, members in _total_rows(table, rules).items():
        ready = [c for c in columns if (row, c) in table.numbers and sum((m, c) in table.numbers for m in members) >= 2]
        holding = [c for c in ready if _column_holds(table, row, c, members)]
        failing = [c for c in ready if c not in holding and _is_near(table, row, c, members)]
        if not holding or len(failing) > max(1, len(holding) // 2) or len(holding) + len(failing) < len(ready):
            failing = []
        for column in (*holding, *failing):
            addends = tuple(table.numbers[m, column] for m in members if (m, column) in table.numbers)
            stated = table.numbers[row, column]
            kind = CheckKind.SCORE_TOTAL if table.is_score else CheckKind.TABLE_TOTAL
            yield _sum_check(Sum(kind, "column_total", row, column, stated, addends), table, reading)


def _is_additive(table: TableView, column: int, rules: CompiledRules) -> bool:
    """Whether a column holds amounts that may be added; shares, means and yields may not."""
    numeric = (ColumnRole.COUNT, ColumnRole.TOTAL, ColumnRole.SCORE)
    return table.roles[column] in numeric and not rules.cues["NOT_ADDITIVE"].search(table.columns[column].header)


def _is_near(table: TableView, row: int, column: int, members: Sequence[int]) -> bool:
    summed = sum(
        (table.numbers[m, column].value or Decimal(0) for m in members if (m, column) in table.numbers), Decimal(0)
    )
    stated = table.numbers[row, column].value or Decimal(0)
    return stated > 0 and abs(summed - stated) <= MAX_TOTAL_MISFIT * stated


def _column_holds(table: TableView, row: int, column: int, members: Sequence[int]) -> bool:
    parts = [table.numbers[m, column] for m in members if (m, column) in table.numbers]
    return _interval(table.numbers[row, column]).meets(total(_interval(part) for part in parts))


def _total_rows(table: TableView, rules: CompiledRules) -> dict[int, tuple[int, ...]]:
    """Rows that add others up: groups in Roman numerals over their members, the total over groups or all rows."""
    rows = sorted(table.names)
    named_totals = [row for row in rows if rules.cue_wholes["TOTAL_ROW"].fullmatch(table.names[row])]
    heads = _group_rows(table, rows)
    found: dict[int, tuple[int, ...]] = {}
    for head, following in zip(heads, (*heads[1:], None), strict=False):
        members = tuple(r for r in rows if r > head and (following is None or r < following) and r not in named_totals)
        if len(members) >= 2:
            found[head] = members
    leaves = tuple(row for row in rows if row not in named_totals and row not in heads)
    for row in named_totals:
        members = tuple(heads) if len(heads) >= 2 else leaves
        if len(members) >= 2:
            found[row] = members
    return found


def _group_rows(table: TableView, rows: Sequence[int]) -> list[int]:
    """Rows whose own name opens the group they stand in."""
    return [row for row in rows if table.groups.get(row) and table.groups[row] == table.names[row]]


def _check_ranks(table: TableView, reading: Reading) -> Iterator[DraftCheck]:
    ranks = [col for col, role in table.roles.items() if role is ColumnRole.RANK]
    scores = [col for col, role in table.roles.items() if role is ColumnRole.TOTAL] or [
        col for col, role in table.roles.items() if role is ColumnRole.SCORE
    ]
    if len(ranks) != 1 or not scores:
        return
    column = scores[-1]
    rank_of = _read_ranks(table, ranks[0])
    rows = [row for row in table.names if row in rank_of and (row, column) in table.numbers]
    value = {row: table.numbers[row, column].value or Decimal(0) for row in rows}
    expected = {row: 1 + sum(value[other] > value[row] for other in rows) for row in rows}
    holding = sum(rank_of[row][0] == expected[row] for row in rows)
    if len(rows) < MIN_ROWS or holding < MIN_NAMED_SHARE * len(rows):
        return
    for row in rows:
        yield _rank_check(table, row, rank_of[row], expected[row], table.numbers[row, column], reading)


def _read_ranks(table: TableView, column: int) -> dict[int, tuple[int, TableCell]]:
    return {
        row: (int(cell.text), cell)
        for (row, col), cell in table.cells.items()
        if col == column and cell.text.isdecimal() and len(cell.text) < 5
    }


def _rank_check(
    table: TableView, row: int, rank: tuple[int, TableCell], expected: int, score: Mention, reading: Reading
) -> DraftCheck:
    is_wrong = rank[0] != expected
    told = explain.rank_explanation(table.names[row], score.text, str(rank[0]), str(expected))
    return DraftCheck(
        kind=CheckKind.RANK_ORDER,
        rule="rank_of_scores",
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            DraftOperand(OperandRole.RANK, _cell_span(rank[1], reading.whole)),
            mention_operand(reading.whole, OperandRole.VALUE, score, score.fact_id),
        ),
        quote=_row_quote(table, row, reading.whole),
        stated=str(rank[0]),
        expected=str(expected),
        stated_value=Decimal(rank[0]),
        expected_value=Decimal(expected),
        formula=f"1 + #(score > {explain.plain(score.value or Decimal(0))}) = {expected}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        suggestion=told.suggestion if is_wrong else None,
    )


def _check_statuses(table: TableView, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Result against target against the word beside them, where most rows follow 'at least the target'."""
    columns = _target_columns(table, reading, rules)
    if columns is None:
        return
    rows = [found for row in table.names if (found := _status_row(table, row, columns, reading, rules))]
    holding = sum(row.is_met == row.says_met for row in rows)
    if len(rows) < MIN_ROWS or holding < MIN_SHARE * len(rows):
        return
    for row in rows:
        yield _status_check(table, row, reading)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A row with its numbers and what the status says."""

    row: int
    actual: Mention
    target: Mention
    status: TableCell
    is_met: bool
    says_met: bool


def _target_columns(table: TableView, reading: Reading, rules: CompiledRules) -> tuple[int, int, int] | None:
    """Columns of result, target and status."""
    target = [
        c for c, column in table.columns.items() if _is_target(column.header, rules) and _has_values(table, c, reading)
    ]
    status = [
        c
        for c, column in table.columns.items()
        if sum(_reads_status(cell.text, rules) is not None for cell in column.cells) >= MIN_ROWS
    ]
    if len(target) != 1 or not status:
        return None
    actual = [
        c
        for c in table.columns
        if c != target[0] and _has_values(table, c, reading) and table.roles[c] is not ColumnRole.ORDINAL
    ]
    return (actual[0], target[0], status[-1]) if len(actual) == 1 else None


def _has_values(table: TableView, column: int, reading: Reading) -> bool:
    return sum(_main_number(table, row, column, reading) is not None for row in table.names) >= MIN_ROWS


def _main_number(table: TableView, row: int, column: int, reading: Reading) -> Mention | None:
    """The lone number of a cell, or the first percent of a cell with words."""
    lone = table.numbers.get((row, column))
    if lone is not None or (row, column) not in table.cells:
        return lone
    for block in reading.figures:
        cell = block.block.cell
        if cell and (cell.table_id, cell.row, cell.col) == (table.table_id, row, column):
            percents = [item for item in block.items if item.symbol == PERCENT]
            return percents[0].mentions[0] if percents else None
    return None


def _is_target(header: str, rules: CompiledRules) -> bool:
    return any(rule.id == "target_header" and rule.pattern.search(header) for rule in rules.roles)


def _reads_status(text: str, rules: CompiledRules) -> bool | None:
    return next((is_attained for is_attained, pattern in rules.statuses if pattern.match(text)), None)


def _status_row(
    table: TableView, row: int, columns: tuple[int, int, int], reading: Reading, rules: CompiledRules
) -> StatusRow | None:
    actual, target = (_main_number(table, row, column, reading) for column in columns[:2])
    status = table.cells.get((row, columns[2]))
    says = _reads_status(status.text, rules) if status else None
    if (
        actual is None
        or target is None
        or status is None
        or says is None
        or actual.value is None
        or target.value is None
    ):
        return None
    cell = table.cells[row, columns[1]].text.strip()
    is_ceiling = cell.startswith(("<", "≤", "dưới", "Dưới", "không quá", "Không quá", "tối đa"))
    is_strict = cell.startswith((">", "<")) and not cell.startswith((">=", "<="))
    met = actual.value <= target.value if is_ceiling else actual.value >= target.value
    return StatusRow(row, actual, target, status, met and not (is_strict and actual.value == target.value), says)


def _status_check(table: TableView, row: StatusRow, reading: Reading) -> DraftCheck:
    is_wrong = row.is_met != row.says_met
    status = " ".join(row.status.text.split()[:3])
    sign = "%" if "%" in "".join(cell.text for cell in table.rows[row.row]) else ""
    numbers = (f"{row.actual.text}{sign}", f"{row.target.text}{sign}")
    told = explain.status_explanation(table.names[row.row], *numbers, status, row.is_met)
    return DraftCheck(
        kind=CheckKind.TARGET_STATUS,
        rule="status_of_target",
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            mention_operand(reading.whole, OperandRole.ACTUAL, row.actual, row.actual.fact_id),
            mention_operand(reading.whole, OperandRole.TARGET, row.target, row.target.fact_id),
            DraftOperand(OperandRole.STATUS, _cell_span(row.status, reading.whole)),
        ),
        quote=_row_quote(table, row.row, reading.whole),
        stated=row.status.text,
        expected="Đạt" if row.is_met else "Không đạt",
        stated_value=row.actual.value,
        expected_value=row.target.value,
        formula=f"{row.actual.text} {'>=' if row.is_met else '<'} {row.target.text}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )
