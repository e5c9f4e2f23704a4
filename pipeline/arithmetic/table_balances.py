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
from pipeline.arithmetic.intervals import count_interval
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
_ROLES = (OperandRole.REMAINDER, OperandRole.BASE, OperandRole.ADDEND, OperandRole.ADDEND)


@dataclass(frozen=True, slots=True)
class _Line:
    """The four numbers of a balance, and the row where what is left stands."""

    opening: Mention
    income: Mention
    spent: Mention
    left: Mention
    row: int
    name: str

    @property
    def verdict(self) -> Verdict:
        """Whether the printed numbers can be a balance."""
        opening, income, spent, left = map(count_interval, (self.opening, self.income, self.spent, self.left))
        return judge_sum(opening + income, spent + left)

    @property
    def is_slip(self) -> bool:
        """Whether one digit of a number of some size makes it one."""
        digits = max(sum(c.isdecimal() for c in mention.text) for mention in (self.opening, self.income, self.spent))
        return digits >= _MIN_DIGITS and is_one_digit_off((self.opening, self.income), (self.spent, self.left))


def check_balances(reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules) -> Iterator[DraftCheck]:
    """Every line that the names of its columns, or of a table's rows, make a balance, but those judged already."""
    judged: set[str] | None = None
    for table in reading.tables:
        lines = list(_read_lines(table, rules))
        if lines and judged is None:
            sums = (draft for draft in drafts if draft.kind is CheckKind.TABLE_TOTAL and draft.operands)
            judged = {mention.mention_id for draft in sums if (mention := draft.operands[0].mention)}
        holding = sum(line.verdict is Verdict.CONSISTENT for line in lines)
        for line in lines:
            is_open = line.left.mention_id not in (judged or ())
            if is_open and (line.verdict is Verdict.CONSISTENT or line.is_slip or holding >= _MIN_HOLDING):
                yield _draft(line, table, reading)


def _read_lines(table: TableView, rules: CompiledRules) -> Iterator[_Line]:
    amounts = {c: table.columns[c].header for c in sorted(table.columns) if table.roles[c] in _AMOUNTS}
    columns = _name_four(amounts, rules)
    if columns:
        for row, name in table.names.items():
            yield from _line([table.numbers.get((row, column)) for column in columns], row, name)
        return
    rows = _name_four(table.names, rules)
    for column, header in amounts.items() if rows else ():
        yield from _line([table.numbers.get((row, column)) for row in rows], rows[3], header)


def _line(numbers: Sequence[Mention | None], row: int, name: str) -> Iterator[_Line]:
    found = [number for number in numbers if number is not None and number.value is not None]
    if len(found) == len(numbers):
        yield _Line(found[0], found[1], found[2], found[3], row, name)


def _name_four(names: Mapping[int, str], rules: CompiledRules) -> tuple[int, ...]:
    """The places of a balance's four names, in their order and with no fifth amount beside; () where they are none."""
    cues = rules.cues
    patterns = (cues["BALANCE_OPENING"], cues["BALANCE_IN"], cues["BALANCE_OUT"], cues["BALANCE_CLOSING"])
    if len(names) != len(patterns):
        return ()
    places = tuple(sorted(names))
    is_balance = all(p.search(names[place]) for p, place in zip(patterns, places, strict=True))
    return places if is_balance else ()


def _draft(line: _Line, table: TableView, reading: Reading) -> DraftCheck:
    numbers = (line.left, line.opening, line.income, line.spent)
    left, opening, income, spent = (mention.value or Decimal(0) for mention in numbers)
    expected = opening + income - spent
    is_wrong = line.verdict is Verdict.INCONSISTENT
    decimals = max(mention.decimals or 0 for mention in numbers)
    text = format_number(expected / (line.left.magnitude or Decimal(1)), decimals)
    told = explain.fund_explanation(
        f"“{line.name}”: {line.opening.text} + {line.income.text} − {line.spent.text}", text, line.left.text
    )
    return DraftCheck(
        kind=CheckKind.TABLE_TOTAL,
        rule=BALANCE,
        verdict=line.verdict,
        severity=sum_severity(left, expected) if is_wrong else None,
        operands=tuple(
            mention_operand(reading.whole, role, m, m.fact_id) for role, m in zip(_ROLES, numbers, strict=True)
        ),
        quote=row_quote(table, line.row, reading.whole),
        stated=line.left.text,
        expected=text,
        stated_value=left,
        expected_value=expected,
        formula="{} + {} - {} = {}".format(*map(explain.plain, (opening, income, spent, expected))),
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        relation=Relation(Form.SUM, numbers, is_exact=True, minus=frozenset((3,))),
    )
