"""Balances of tables: what there was, and what came in, less what went out, is what is left; in columns or in rows.

Formulas that most rows obey are learned elsewhere, from four rows on. The names of a balance say it of fewer rows too,
or of the rows of one column. Not all that came or went may be listed: a misfit is accused only where other lines of the
table hold, or one slip of a digit explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.grid import ColumnRole
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.intervals import count_interval, total
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.table_places import row_quote
from pipeline.arithmetic.verdicts import judge_sum, sum_severity
from schemas.check import CheckKind, OperandRole, Verdict
from schemas.mention import Mention

BALANCE = "table_balance"

_AMOUNTS = frozenset((ColumnRole.COUNT, ColumnRole.TOTAL))
# So many other lines that hold say that nothing is left out of the balance.
_MIN_HOLDING = 2
_MIN_DIGITS = 2
_BLANK = frozenset(("", "-", "–", "0"))


@dataclass(frozen=True, slots=True)
class _Names:
    """The places of what there was, what came in, what went out and what is left."""

    opening: int
    income: tuple[int, ...]
    spent: tuple[int, ...]
    left: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The numbers of a balance, and the row where what is left stands."""

    opening: Mention
    income: tuple[Mention, ...]
    spent: tuple[Mention, ...]
    left: Mention
    row: int
    name: str

    @property
    def verdict(self) -> Verdict:
        """Whether the printed numbers can be a balance."""
        before = total(count_interval(mention) for mention in (self.opening, *self.income))
        return judge_sum(before, total(count_interval(mention) for mention in (*self.spent, self.left)))

    @property
    def is_slip(self) -> bool:
        """Whether one digit of a number of some size makes it one."""
        numbers = (self.opening, *self.income, *self.spent)
        digits = max(sum(c.isdecimal() for c in mention.text) for mention in numbers)
        is_near = is_one_digit_off((self.opening, *self.income), (*self.spent, self.left))
        return digits >= _MIN_DIGITS and is_near


def check_balances(reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules) -> Iterator[DraftCheck]:
    """Every line that the names of its columns, or of a table's rows, make a balance, but those judged already."""
    judged: set[str] | None = None
    for table in reading.tables:
        lines = list(_read_lines(table, rules))
        if lines and judged is None:
            sums = (draft for draft in drafts if draft.kind is CheckKind.TABLE_TOTAL and draft.operands)
            judged = {mention.mention_id for draft in sums if (mention := draft.operands[0].mention)}
        holding = sum(line.verdict is Verdict.CONSISTENT for line in lines)
        is_slip_enough = holding > 0 or len(lines) <= _MIN_HOLDING
        for line in lines:
            is_open = line.left.mention_id not in (judged or ())
            is_forced = holding >= _MIN_HOLDING or (is_slip_enough and line.is_slip)
            if is_open and (line.verdict is Verdict.CONSISTENT or is_forced):
                yield _draft(line, table, reading)


def _read_lines(table: TableView, rules: CompiledRules) -> Iterator[_Line]:
    amounts = {c: table.columns[c].header for c in sorted(table.columns) if table.roles[c] in _AMOUNTS}
    columns = _name_columns(amounts, table, rules)
    if columns:
        for row, name in table.names.items():
            yield from _line(table, columns, {c: (row, c) for c in amounts}, row, name)
        return
    rows = _name_four(table.names, rules)
    for column, header in amounts.items() if rows else ():
        if rows:
            yield from _line(table, rows, {row: (row, column) for row in table.names}, rows.left, header)


def _line(
    table: TableView, names: _Names, cells: Mapping[int, tuple[int, int]], row: int, name: str
) -> Iterator[_Line]:
    """The line of a balance where what there was and is left are printed, and all that moved is or is left blank."""
    ends = [table.numbers.get(cells[place]) for place in (names.opening, names.left)]
    moves = [[_number(table, cells[place]) for place in places] for places in (names.income, names.spent)]
    if None in ends or any(number is None for found in moves for number in found):
        return
    income, spent = (tuple(n for n in found if isinstance(n, Mention)) for found in moves)
    if ends[0] and ends[1] and (income or spent) and ends[0].value is not None and ends[1].value is not None:
        yield _Line(ends[0], income, spent, ends[1], row, name)


def _number(table: TableView, cell: tuple[int, int]) -> Mention | bool | None:
    """The number of a cell; False of one left blank, None of one that holds anything else."""
    number = table.numbers.get(cell)
    if number is not None and number.value is not None:
        return number
    printed = table.cells.get(cell)
    return False if printed is None or printed.text.strip() in _BLANK else None


def _name_columns(amounts: Mapping[int, str], table: TableView, rules: CompiledRules) -> _Names | None:
    """The columns of a balance: one that opens, one that closes, and between them only what came in or went out."""
    cues = rules.cues
    opening = [c for c, header in amounts.items() if cues["BALANCE_OPENING"].search(header)]
    closing = [c for c, header in amounts.items() if cues["BALANCE_CLOSING"].search(header)]
    if len(opening) != 1 or len(closing) != 1 or opening[0] > closing[0]:
        return None
    between = [c for c in amounts if opening[0] < c < closing[0] and not cues["OF_WHICH"].search(amounts[c])]
    moves = {c: _direction(table.columns[c].heads[-1], rules) for c in between}
    if not moves or None in moves.values():
        return None
    income, spent = (tuple(c for c in between if moves[c] is way) for way in (True, False))
    return _Names(opening[0], income, spent, closing[0])


def _direction(head: str, rules: CompiledRules) -> bool | None:
    """Whether a column's own head names what came in (True) or went out (False); None for neither or both."""
    came, went = rules.cues["MOVED_IN"].search(head) is not None, rules.cues["MOVED_OUT"].search(head) is not None
    return came if came != went else None


def _name_four(names: Mapping[int, str], rules: CompiledRules) -> _Names | None:
    """The places of a balance's four names, in their order and with no fifth amount beside; None for others."""
    cues = rules.cues
    patterns = (cues["BALANCE_OPENING"], cues["BALANCE_IN"], cues["BALANCE_OUT"], cues["BALANCE_CLOSING"])
    if len(names) != len(patterns):
        return None
    places = tuple(sorted(names))
    is_balance = all(p.search(names[place]) for p, place in zip(patterns, places, strict=True))
    return _Names(places[0], (places[1],), (places[2],), places[3]) if is_balance else None


def _draft(line: _Line, table: TableView, reading: Reading) -> DraftCheck:
    numbers = (line.left, line.opening, *line.income, *line.spent)
    gone = range(len(numbers) - len(line.spent), len(numbers))
    left, *values = (mention.value or Decimal(0) for mention in numbers)
    signs = [("-", "−") if place in gone else ("+", "+") for place in range(2, len(numbers))]
    expected = sum((-v if place in gone else v for place, v in enumerate(values, 1)), Decimal(0))
    is_wrong = line.verdict is Verdict.INCONSISTENT
    decimals = max(mention.decimals or 0 for mention in numbers)
    text = format_number(expected / (line.left.magnitude or Decimal(1)), decimals)
    terms = line.opening.text + "".join(f" {s[1]} {m.text}" for s, m in zip(signs, numbers[2:], strict=True))
    formula = explain.plain(values[0]) + "".join(
        f" {s[0]} {explain.plain(v)}" for s, v in zip(signs, values[1:], strict=True)
    )
    told = explain.fund_explanation(f"“{line.name}”: {terms}", text, line.left.text)
    roles = (OperandRole.REMAINDER, OperandRole.BASE, *(OperandRole.ADDEND for _ in numbers[2:]))
    return DraftCheck(
        kind=CheckKind.TABLE_TOTAL,
        rule=BALANCE,
        verdict=line.verdict,
        severity=sum_severity(left, expected) if is_wrong else None,
        operands=tuple(
            mention_operand(reading.whole, role, m, m.fact_id) for role, m in zip(roles, numbers, strict=True)
        ),
        quote=row_quote(table, line.row, reading.whole),
        stated=line.left.text,
        expected=text,
        stated_value=left,
        expected_value=expected,
        formula=f"{formula} = {explain.plain(expected)}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        relation=Relation(Form.SUM, numbers, is_exact=True, minus=frozenset(gone)),
    )
