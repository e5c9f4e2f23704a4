"""How the rows of a table belong together: groups over their members, totals over what they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.grid import ColumnRole
from extractors.raw_table import read_roman
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView

_LETTER = regex.compile(r"\(?[A-ZĐ][.)]?")
_LOWER = regex.compile(r"\(?[a-zđ]{1,2}[.)]")
_LONE_LOWER = regex.compile(r"[a-zđ]")
_NUMBER = regex.compile(r"\(?\d{1,3}(?P<more>(?:\.\d{1,3})*)[.)]?")
_FIRST = regex.compile(r"\(?0?1[.)]?")
_BULLET = regex.compile(r"(?:trong đó\s*:?\s*|gồm\s*:?\s*)?([-–—+*•])", regex.IGNORECASE)
_MARK_IN_NAME = regex.compile(r"(\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-ZĐa-zđ])[.)])\s+\S")
# How deep a mark stands: a letter over Roman numerals over numbers, by their dots, over small letters and bullets.
_LETTER_DEPTH, _ROMAN_DEPTH, _NUMBER_DEPTH, _LOWER_DEPTH = 0, 1, 2, 20
_BULLET_DEPTHS = {"*": 30, "•": 31, "-": 32, "–": 32, "—": 32, "+": 33}
_PLAIN_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Family:
    """A row with the rows it may add up, in the order to be tried; `is_named`: it says that it is a total."""

    row: int
    choices: tuple[tuple[int, ...], ...]
    is_named: bool
    is_complete: bool = True
    gaps: tuple[bool, ...] = ()
    """For each choice whether the numbers of its rows skip one: a row has been lost."""
    is_closing: bool = False
    """Whether it is the last row and says nothing but 'total': it adds up what stands above it."""
    is_opening: bool = False
    """Whether it is the first row and says nothing but 'total' of the places or offices that are named below it."""


def read_families(table: TableView, rows: Sequence[int], rules: CompiledRules) -> tuple[Family, ...]:
    """Groups over their members first, then the rows that call themselves totals."""
    outline = _Outline(table, rows, rules)
    groups = [
        Family(row, (members,), False, outline.is_whole(row, members), (outline.has_gap(members),))
        for row, members in outline.children().items()
        if len(members) >= 2 or outline.has_gap(members) or outline.is_listed_alone(members)
    ]
    totals = [family for row in outline.totals if (family := outline.total_family(row)) is not None]
    return (*groups, *totals)


# Numbers one of which is missing are so far apart.
_ONE_LOST = 2


class _Outline:
    """The tree of rows by their marks."""

    def __init__(self, table: TableView, rows: Sequence[int], rules: CompiledRules) -> None:
        self._table = table
        self._marks = _read_marks(table, rows)
        self._names = {row: _read_own_name(table, row) for row in rows}
        self._filled = {row for row, _ in table.numbers}
        self._first, self._last = rows[0], rows[-1]
        self._unit = rules.cue_wholes["NAMED_UNIT"]
        self._closing = rules.cue_wholes["CLOSING_TOTAL"]
        named = [row for row in rows if rules.cue_starts["TOTAL_NAME"].match(self._names[row])]
        pure = [row for row in rows if rules.cue_wholes["TOTAL_ROW"].fullmatch(self._names[row])]
        pure += [row for row in rows if rules.cue_wholes["TOTAL_ROW"].fullmatch(self._marks.get(row, "-"))]
        first_or_last = [row for row in named if row in (rows[0], rows[-1]) and not self._marks.get(row)]
        self.totals = sorted({*pure, *first_or_last} & self._filled)
        self._body = [row for row in rows if row not in self.totals]
        self._depths = self._read_depths()
        self._parents, self.open_rows = self._read_parents(rules)

    def _read_depths(self) -> dict[int, int]:
        depths = {}
        has_letters = any(_LETTER.fullmatch(m) and not read_roman(m) for m in self._marks.values())
        for row in self._body:
            depths[row] = _read_depth(self._marks.get(row, ""), self._names[row], has_letters)
        return depths

    def _read_parents(self, rules: CompiledRules) -> tuple[dict[int, int | None], frozenset[int]]:
        """The row above each row, and the rows of which only some parts are named (trong đó)."""
        parents: dict[int, int | None] = {}
        open_rows: set[int] = set()
        stack: list[int] = []
        marks = [row for row in self._body if self._marks.get(row)]
        part_of: int | None = None
        for row in self._body:
            depth = self._depths[row]
            is_plain = depth == _PLAIN_DEPTH and bool(marks)
            starts_parts = bool(rules.cue_starts["OF_WHICH_ROW"].match(self._names[row]))
            if not is_plain or starts_parts:
                part_of = None
            if starts_parts and stack:
                while len(stack) > 1 and self._depths[stack[-1]] >= max(depth, _LOWER_DEPTH):
                    stack.pop()
                part_of = stack[-1] if row in self._filled else None
                open_rows.add(stack[-1])
                parents[row] = stack[-1]
            elif is_plain and part_of is not None:
                parents[row] = part_of
            else:
                while stack and self._depths[stack[-1]] >= depth:
                    stack.pop()
                parents[row] = stack[-1] if stack else None
                stack.append(row)
        return parents, frozenset(open_rows)

    def children(self) -> dict[int, tuple[int, ...]]:
        """Rows with the rows right below them that have numbers."""
        found: dict[int, list[int]] = {}
        for row, parent in self._parents.items():
            if parent is not None and row in self._filled and parent in self._filled:
                found.setdefault(parent, []).append(row)
        return {row: tuple(members) for row, members in found.items()}

    def total_family(self, row: int) -> Family | None:
        """What a total may add up: the rows without a parent, those of its section, other totals, the leaves."""
        filled = [r for r in self._body if r in self._filled]
        roots = [r for r in filled if self._parents[r] is None or self._parents[r] not in self._filled]
        with_children = set(self.children())
        leaves = [r for r in filled if r not in with_children]
        section = self._section(row)
        others = [r for r in self.totals if r != row and abs(r - row) > 0]
        before = [r for r in others if r < row]
        sets = [
            [r for r in roots if r in section],
            roots,
            before,
            [r for r in leaves if r in section],
            leaves,
            [r for r in others if r > row],
            [*before, *(r for r in roots if before and r > before[-1] and r < row)],
        ]
        choices = tuple(dict.fromkeys(tuple(rows) for rows in sets if len(rows) >= 2))
        gaps = tuple(self.has_gap(members) for members in choices)
        is_closing = row == self._last and self._is_plain_total(row)
        is_complete = not self.open_rows and not self.cut_rows and not self._is_cut(self._body)
        is_opening = row == self._first and self._is_plain_total(row) and all(map(self._is_unit, roots))
        return Family(row, choices, True, is_complete, gaps, is_closing, is_opening) if choices else None

    def has_gap(self, members: Sequence[int]) -> bool:
        """Whether the marks of the rows are numbers that do not run 1, 2, 3, ..."""
        known = self._numbers_of(members)
        if not known or len(known) < len(members):
            return False
        skips = any(b - a > 1 for a, b in pairwise(known))
        last = self._number_before(members[0])
        if last is None and self._is_headed(members[0]):
            last = 0
        return skips or (last is not None and known[0] > 1 and known[0] != last + 1)

    def is_listed_alone(self, members: Sequence[int]) -> bool:
        """Whether the only row of a group is numbered 1, as the first of several."""
        return len(members) == 1 and bool(_FIRST.fullmatch(self._marks.get(members[0], "")))

    def _is_headed(self, row: int) -> bool:
        """Whether the row right above is its group, or a total on top; not where both are numbered in one run."""
        above = max((r for r in (*self._body, *self.totals) if r < row), default=None)
        is_head = above is not None and above in {*self.totals, self._parents.get(row)} & self._filled
        return is_head and not _NUMBER.fullmatch(self._marks.get(above or 0, ""))

    def is_whole(self, row: int, members: Sequence[int]) -> bool:
        """Whether the rows of a group are all that it has: none said to be only some, no piece of them not read."""
        return row not in self.open_rows | self.cut_rows and not self._is_cut(members)

    def _is_cut(self, members: Sequence[int]) -> bool:
        """Whether the numbers of the rows leave out more than one: pages are missing, not a line of the author's."""
        numbers = self._numbers_of(members)
        if not numbers:
            return False
        lead = min(numbers[0], abs(numbers[0] - (self._number_before(members[0]) or 0)))
        return lead > _ONE_LOST or any(b - a > _ONE_LOST for a, b in pairwise(numbers))

    def _numbers_of(self, rows: Sequence[int]) -> list[int]:
        """The numbers of those of the rows that have one."""
        return [number for row in rows if (number := _read_number(self._marks.get(row, ""))) is not None]

    def _number_before(self, row: int) -> int | None:
        """The number of the last row of the same depth before a row, 0 where it has none; None without such a row."""
        before = [r for r in self._body if r < row and self._depths.get(r) == self._depths.get(row)]
        return (_read_number(self._marks.get(before[-1], "")) or 0) if before else None

    @property
    def cut_rows(self) -> frozenset[int]:
        """All rows with numbers of a table that begins with a later one than 1: the piece before it was not read.

        Not where the total stands right above it: then nothing can have been before it but the row that lacks.
        """
        first = next((row for row in self._body if _read_number(self._marks.get(row, ""))), None)
        is_begun = first is None or self._numbers_of([first])[0] == 1 or self._is_headed(first)
        return frozenset() if is_begun else frozenset(self._filled)

    def _is_plain_total(self, row: int) -> bool:
        words = (self._names[row], self._marks.get(row, ""))
        return any(self._closing.fullmatch(word) for word in words if word)

    def _is_unit(self, row: int) -> bool:
        return bool(self._unit.fullmatch(self._names[row]))

    def _section(self, row: int) -> frozenset[int]:
        """The rows between this total and the total or bare heading above it, or below it where it stands on top."""
        edges = {*self.totals, *(r for r in self._body if r not in self._filled and not self._marks.get(r))} - {row}
        above = [r for r in self._body if r < row and all(not r <= edge < row for edge in edges)]
        below = [r for r in self._body if r > row and all(not row < edge <= r for edge in edges)]
        return frozenset([r for r in above if r in self._filled] or below)


def _read_own_name(table: TableView, row: int) -> str:
    """The name printed in the row itself, without that of the row it stands under."""
    full = table.names.get(row, "")
    texts = [cell.text for cell in table.rows.get(row, ()) if cell.text and full.endswith(cell.text)]
    return max(texts, key=len, default=full)


def _read_marks(table: TableView, rows: Sequence[int]) -> Mapping[int, str]:
    """The mark of each row: its cell in the column of numbers, else what its name begins with."""
    ordinals = [c for c, role in table.roles.items() if role is ColumnRole.ORDINAL][:1]
    marks: dict[int, str] = {}
    for row in rows:
        cell = table.cells.get((row, ordinals[0])) if ordinals else None
        if cell is not None:
            marks[row] = cell.text.strip()
        elif not ordinals and (match := _MARK_IN_NAME.match(table.names.get(row, ""))):
            marks[row] = match[1]
    return {row: mark for row, mark in marks.items() if mark}


def _read_number(mark: str) -> int | None:
    """The last number of a mark: 3 of '3.', of 'III' and of '1.3'."""
    if match := _NUMBER.fullmatch(mark):
        return int((match["more"].rpartition(".")[2]) or mark.strip("(.)"))
    return read_roman(mark)


def _read_depth(mark: str, name: str, has_letters: bool) -> int:
    depth = _PLAIN_DEPTH
    bullet = _BULLET.match(mark or name)
    if match := _NUMBER.fullmatch(mark):
        depth = _NUMBER_DEPTH + match["more"].count(".")
    elif read_roman(mark):
        depth = _ROMAN_DEPTH
    elif _LETTER.fullmatch(mark) and has_letters:
        depth = _LETTER_DEPTH
    elif _LOWER.fullmatch(mark) or _LONE_LOWER.fullmatch(mark):
        depth = _LOWER_DEPTH
    elif bullet:
        depth = _BULLET_DEPTHS[bullet[1]]
    return depth
