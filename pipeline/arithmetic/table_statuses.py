"""Results against targets against the word beside them: Đạt, Không đạt, Vượt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.grid import ColumnRole
from extractors.resolve import Reading
from extractors.row_cells import AMOUNT_RULE
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.table_places import cell_span, row_quote
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import TableCell
from schemas.mention import Mention

MIN_ROWS = 4
# The words are believed to follow the numbers where this share of the rows does, or all but one of a few.
MIN_SHARE = 0.8
MIN_HOLDING = 3


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A row with its numbers and what the status says."""

    row: int
    actual: Mention
    target: Mention
    status: TableCell
    is_plain: bool
    """Whether 'at least the target' is all that it takes."""
    is_met: bool
    says_met: bool


def check_statuses(table: TableView, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for each row with a status, where most rows follow 'at least the target'."""
    best: list[StatusRow] = []
    for columns in _column_choices(table, reading, rules):
        rows = [found for row in table.names if (found := _status_row(table, row, columns, reading, rules))]
        if _holding(rows) > _holding(best):
            best = rows
    holding = _holding(best)
    if len(best) >= MIN_ROWS and (holding >= MIN_SHARE * len(best) or holding >= max(MIN_HOLDING, len(best) - 1)):
        for row in best:
            if row.is_met == row.says_met or not _is_ceiling_by_name(table, row, rules):
                yield check_status(table, row, reading, _words_for(row, best))


def _words_for(row: StatusRow, rows: Sequence[StatusRow]) -> tuple[str, ...]:
    """What the table writes most often where a result lies to its target as here; where none does, what it may."""
    words = [" ".join(r.status.text.split()) for r in rows if _lies(r) == _lies(row) and r.is_met == r.says_met]
    if words:
        return (max(words, key=words.count),)
    if not row.is_met:
        return ("Chưa đạt",)
    return ("Đạt", "Vượt") if (row.actual.value or 0) > (row.target.value or 0) else ("Đạt",)


def _lies(row: StatusRow) -> tuple[bool, bool]:
    return row.is_met, row.actual.value == row.target.value


def _holding(rows: Sequence[StatusRow]) -> int:
    return sum(row.is_met == row.says_met for row in rows)


def _is_ceiling_by_name(table: TableView, row: StatusRow, rules: CompiledRules) -> bool:
    """Whether less may be better of what the row names, though its target does not say so."""
    return bool(rules.cues["LOWER_IS_BETTER"].search(table.names[row.row]))


def _column_choices(table: TableView, reading: Reading, rules: CompiledRules) -> Iterator[tuple[int, int, int]]:
    """Columns of result, target and status: the target by its header, any other column of numbers as the result."""
    status = [
        c
        for c, column in table.columns.items()
        if sum(read_status(cell.text, rules) is not None for cell in column.cells) >= MIN_ROWS
    ]
    if not status:
        return
    numeric = [c for c in table.columns if table.roles[c] is not ColumnRole.ORDINAL and _has_values(table, c, reading)]
    targets = [c for c in numeric if _is_target(table.columns[c].header, rules)]
    for target in targets[:2]:
        for actual in numeric:
            is_share = table.roles[actual] is ColumnRole.PERCENT and table.roles[target] is not ColumnRole.PERCENT
            if actual not in targets and not (is_share and len(numeric) > 2):
                yield actual, target, status[-1]


def _has_values(table: TableView, column: int, reading: Reading) -> bool:
    lone = sum((row, column) in table.numbers for row in table.names)
    if lone >= MIN_ROWS:
        return True
    return sum(_main_number(table, row, column, reading) is not None for row in table.names) >= MIN_ROWS


def _main_number(table: TableView, row: int, column: int, reading: Reading) -> Mention | None:
    """The lone number of a cell; of a cell with words that in the unit of the row, else the first percent."""
    lone = table.numbers.get((row, column))
    if lone is not None or (row, column) not in table.cells:
        return lone
    for block in reading.figures:
        cell = block.block.cell
        if cell and (cell.table_id, cell.row, cell.col) == (table.table_id, row, column):
            first = block.items[0].mentions[0]
            if first.rule == AMOUNT_RULE:
                return first
            percents = [item for item in block.items if item.is_share]
            return percents[0].mentions[0] if percents else None
    return None


def _is_target(header: str, rules: CompiledRules) -> bool:
    is_role = any(rule.id == "target_header" and rule.pattern.search(header) for rule in rules.roles)
    return is_role or bool(rules.cues["REQUIRED_COLUMN"].search(header))


def read_status(text: str, rules: CompiledRules) -> bool | None:
    """Whether a cell says that a target is met; None where it says neither."""
    return next((is_attained for is_attained, pattern in rules.statuses if pattern.match(text)), None)


def _status_row(
    table: TableView, row: int, columns: tuple[int, int, int], reading: Reading, rules: CompiledRules
) -> StatusRow | None:
    actual, target = (_main_number(table, row, column, reading) for column in columns[:2])
    status = table.cells.get((row, columns[2]))
    says = read_status(status.text, rules) if status else None
    if status is None or says is None or not actual or not target or actual.value is None or target.value is None:
        return None
    is_met = _is_met(table.cells[row, columns[1]].text.strip(), actual, target)
    is_plain = is_met == (actual.value >= target.value) and not rules.cue_starts["EXCEEDED"].match(status.text)
    if says and rules.cue_starts["EXCEEDED"].match(status.text) and actual.value == target.value:
        is_met = False
    return StatusRow(row, actual, target, status, is_plain, is_met, says)


def _is_met(cell: str, actual: Mention, target: Mention) -> bool:
    """Whether the result meets the target as its cell prints it: '≥ 60', '< 5', 'dưới 3', or a bare number."""
    one, other = actual.value or 0, target.value or 0
    is_ceiling = cell.lower().startswith(("<", "≤", "dưới", "không quá", "tối đa"))
    is_strict = cell.startswith((">", "<")) and not cell.startswith((">=", "<="))
    return (one <= other if is_ceiling else one >= other) and not (is_strict and one == other)


def check_status(table: TableView, row: StatusRow, reading: Reading, words: tuple[str, ...]) -> DraftCheck:
    """The check of one row; `words` are what its status may say instead."""
    is_wrong = row.is_met != row.says_met
    status = " ".join(row.status.text.split()[:3])
    sign = "%" if "%" in "".join(cell.text for cell in table.rows[row.row]) else ""
    numbers = (f"{row.actual.text}{sign}", f"{row.target.text}{sign}")
    told = explain.status_explanation(table.names[row.row], *numbers, status, row.is_met, words[0])
    return DraftCheck(
        kind=CheckKind.TARGET_STATUS,
        rule="status_of_target",
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            mention_operand(reading.whole, OperandRole.ACTUAL, row.actual, row.actual.fact_id),
            mention_operand(reading.whole, OperandRole.TARGET, row.target, row.target.fact_id),
            DraftOperand(OperandRole.STATUS, cell_span(row.status, reading.whole)),
        ),
        quote=row_quote(table, row.row, reading.whole),
        stated=row.status.text,
        expected="Đạt" if row.is_met else "Không đạt",
        stated_value=row.actual.value,
        expected_value=row.target.value,
        formula=f"{row.actual.text} {'>=' if row.is_met else '<'} {row.target.text}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        suggestion=told.suggestion if is_wrong else None,
        relation=_relation(row, (status, *words)) if row.is_plain else None,
    )


def _relation(row: StatusRow, words: tuple[str, ...]) -> Relation:
    return Relation(Form.STATUS, (row.actual, row.target), not row.says_met, words=words)
