"""Two tables that print the same cells: where a column or row of one is that of the other, a cell that differs is off.

Tables of one document share names of rows and columns also where they count different things. So a column (or row) is
taken for the other's twin only by its numbers: nearly all cells that both have are equal, enough of them telling.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from extractors.grid import ColumnRole
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.statements import words_of
from extractors.table_views import TableView
from pipeline.arithmetic.agreement import can_be_one, printed_interval
from pipeline.arithmetic.contradiction_checks import build_contradiction
from pipeline.arithmetic.draft_check import DraftCheck
from pipeline.arithmetic.intervals import Interval
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.table_places import row_quote
from schemas.check import Verdict
from schemas.fact import Fact, Measure, Qualifier, Role, Scope
from schemas.mention import Mention

TWIN_CELLS = "same_cell_twice"

# So many equal cells of different numbers make two columns one; of cells that differ at most one for each six equal.
_MIN_EQUAL = 4
_EQUAL_FOR_EACH_MISFIT = 6
_MIN_DIGITS = 2
# Counts of few digits (thôn, biên chế) stay from year to year: only larger ones make two tables speak of one time.
_MIN_LARGE, _LARGE_DIGITS = 3, 3
# A name in more tables than this is a heading of many things.
_MAX_TABLES = 4
_AMOUNTS = frozenset((ColumnRole.COUNT, ColumnRole.TOTAL, ColumnRole.PERCENT))

_TOTAL = frozenset(("tổng",))
_YEAR = regex.compile(r"\b(?:19|20)\d{2}\b")

_Key = tuple[frozenset[str], frozenset[str], bool, str | None, Role, Scope | None]
_Line = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number with what its row and column are called."""

    table: TableView
    row: int
    col: int
    mention: Mention
    is_share: bool
    period: str | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same cell in two tables, the earlier first."""

    first: _Cell
    second: _Cell
    is_equal: bool
    is_total: bool

    @property
    def lines(self) -> tuple[_Line, _Line]:
        """The pair of columns and the pair of rows it belongs to."""
        one, other = self.first, self.second
        tables = one.table.table_id, other.table.table_id
        return (
            (f"col {tables[0]}", one.col, f"col {tables[1]}", other.col),
            (f"row {tables[0]}", one.row, f"row {tables[1]}", other.row),
        )


def check_twins(reading: Reading, facts: Iterable[Fact], rules: CompiledRules) -> Iterator[DraftCheck]:
    """Cells that two tables print under the same names, where their columns or rows are otherwise the same."""
    if len(reading.tables) < 2:
        return
    by_id = {fact.fact_id: fact for fact in facts}
    pairs = list(_pair_cells(reading.tables, by_id, rules))
    twins = _find_twins(pairs)
    misfits = {line for pair in pairs if not pair.is_equal and not pair.is_total for line in pair.lines}
    for pair in pairs:
        if pair.is_total and not pair.is_equal and any(line in misfits for line in pair.lines):
            continue  # a total follows its addends
        found = [twins[line] for line in pair.lines if line in twins]
        if found:
            yield _judge(pair, any(found) or pair.first.period == pair.second.period, reading)


def _pair_cells(tables: Sequence[TableView], facts: Mapping[str, Fact], rules: CompiledRules) -> Iterator[_Pair]:
    named: dict[_Key, list[_Cell]] = defaultdict(list)
    headers = [_read_headers(table, rules) for table in tables]
    common = Counter(header for columns in headers for header in columns.values())
    for table, columns in zip(tables, headers, strict=True):
        shared = {column: header for column, header in columns.items() if common[header] > 1}
        for key, cell in _name_cells(table, shared, facts, rules) if shared else ():
            named[key].append(cell)
    for key, found in named.items():
        if 1 < len(found) <= _MAX_TABLES:
            for first, second in combinations(found, 2):
                if not _name_other_years(first.table, second.table):
                    yield _Pair(first, second, can_be_one(_printed(first), _printed(second)), key[0] is _TOTAL)


def _name_other_years(one: TableView, other: TableView) -> bool:
    """Whether the titles name years, and not the same."""
    first, second = (set(_YEAR.findall(table.caption)) for table in (one, other))
    return bool(first and second) and first != second


def _printed(cell: _Cell) -> tuple[Mention, Interval]:
    return cell.mention, printed_interval(cell.mention, Qualifier.EXACT, is_share=cell.is_share)


def _read_headers(table: TableView, rules: CompiledRules) -> dict[int, frozenset[str]]:
    """The words of each column of amounts; of those that say nothing, or what another says, none."""
    words = {c: words_of(column.header, rules) for c, column in table.columns.items() if table.roles[c] in _AMOUNTS}
    once = Counter(words.values())
    return {column: header for column, header in words.items() if header and once[header] == 1}


def _name_cells(
    table: TableView, columns: Mapping[int, frozenset[str]], facts: Mapping[str, Fact], rules: CompiledRules
) -> Iterator[tuple[_Key, _Cell]]:
    """The cells with numbers by the words of row and column, unit, time and role; a name borne twice is left out."""
    total = rules.cue_wholes["TOTAL_ROW"]
    rows = {
        r: _TOTAL if total.fullmatch(name) else frozenset(name.casefold().split()) for r, name in table.names.items()
    }
    once = Counter(rows.values())
    for (row, col), mention in table.numbers.items():
        words, header = rows.get(row, frozenset()), columns.get(col, frozenset())
        fact = facts.get(mention.fact_id or "")
        if not words or not header or fact is None or once[words] > 1:
            continue
        is_share = fact.measure is Measure.PERCENT or (fact.measure is Measure.RATIO and mention.value == fact.percent)
        key = (words, header, is_share, fact.unit, fact.role, fact.scope)
        yield key, _Cell(table, row, col, mention, is_share, fact.period_label)


def _find_twins(pairs: Iterable[_Pair]) -> dict[_Line, bool]:
    """The pairs of columns, and of rows, that say the same but for a slip or two; whether by large numbers."""
    equal: dict[_Line, dict[object, int]] = defaultdict(dict)
    counts: dict[_Line, list[int]] = defaultdict(lambda: [0, 0])
    for pair in pairs:
        digits = sum(character.isdecimal() for character in pair.first.mention.text)
        for line in pair.lines:
            counts[line][pair.is_equal] += pair.is_equal or not pair.is_total
            if pair.is_equal and digits >= _MIN_DIGITS:
                equal[line][pair.first.mention.value] = digits
    return {
        line: sum(digits >= _LARGE_DIGITS for digits in equal[line].values()) >= _MIN_LARGE
        for line, (misfits, same) in counts.items()
        if len(equal[line]) >= _MIN_EQUAL and misfits <= max(1, same // _EQUAL_FOR_EACH_MISFIT)
    }


def _judge(pair: _Pair, is_one_time: bool, reading: Reading) -> DraftCheck:
    first, second = pair.first, pair.second
    is_slip = is_one_time and is_one_digit_off((first.mention,), (second.mention,))
    verdict = Verdict.CONSISTENT if pair.is_equal else Verdict.INCONSISTENT if is_slip else Verdict.UNDECIDABLE
    label = f"{second.table.names[second.row]} – {second.table.columns[second.col].header}"
    quote = row_quote(second.table, second.row, reading.whole)
    return build_contradiction(
        TWIN_CELLS, verdict, (first.mention, second.mention), label, quote, second.is_share, reading
    )
