"""The number of a cell that its row's or column's unit belongs to, where more stands beside it: 81,57 (1.987/2.436)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.numbers import NUMERAL
from extractors.raw_table import is_value
from extractors.rules_compiled import CompiledRules, Unit
from extractors.units import UnitReading, base_name
from schemas.document import TableCell
from schemas.mention import Mention

PERCENT_RULE = "percent_of_row"
AMOUNT_RULE = "amount_of_row"
PERCENT_UNIT = "%"
PER_MILLE_UNIT = "‰"
_FRACTION = rf"{NUMERAL}\s?/\s?{NUMERAL}"
_COMPARATOR = r"(?:(?:[≥≤><]=?|đạt|ước đạt|khoảng)\s*)?"
# What is said in brackets behind the number of a cell, or on its next line.
_LEADING = regex.compile(rf"(?i)\s*{_COMPARATOR}(?P<m>{NUMERAL})\s*[(\[]")
_BEFORE_FRACTION = regex.compile(rf"(?i)\s*{_COMPARATOR}(?P<m>{NUMERAL})(?:\s*[;:,=–-])?\s+\(?{_FRACTION}(?!\s?%)")
# The share behind its fraction and at most the noun counted: 1.987/2.436 hồ sơ (81,57).
_BEHIND_FRACTION = regex.compile(
    rf"(?i)\s*\(?\s*{_FRACTION}(?:\s\p{{L}}+){{0,5}}\s*(?:\)\s*[;:,=–-]?|[(;:,=–-])?\s*"
    rf"(?:đạt|bằng|chiếm|tương đương|tỷ lệ)?\s*(?P<m>(?<=[\s(=;:–-]){NUMERAL})\s*\)?\s*"
)
_HAS_FRACTION = regex.compile(rf"(?<![\d./]){_FRACTION}(?!\s?[%/\d])")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """Where the number of a cell stands that is in the unit of its row, and whether that is a percent."""

    start: int
    end: int
    is_percent: bool


def leads_with_value(text: str) -> bool:
    """Whether a cell is a number, or one with more in brackets."""
    return is_value(text) or _LEADING.match(text) is not None


def find_own_number(text: str, unit: Unit | None, header: str, rules: CompiledRules) -> OwnNumber | None:
    """The number of a cell that is in the unit of its row, of its column, or in percent as its header says.

    A header of shares may stand over counts with their shares in brackets: there only a fraction tells which is which.
    """
    is_percent = unit is not None and unit.unit == PERCENT_UNIT
    may_be_share = is_percent or rules.cue_wholes["PERCENT_COLUMN"].fullmatch(header) is not None
    if may_be_share and _HAS_FRACTION.search(text):
        match = _LEADING.match(text) or _BEFORE_FRACTION.match(text) or _BEHIND_FRACTION.fullmatch(text)
        return OwnNumber(*match.span("m"), is_percent=True) if match else None
    is_known = is_percent or (unit is not None and not may_be_share)
    match = _LEADING.match(text) if is_known else None
    return OwnNumber(*match.span("m"), is_percent=is_percent) if match else None


def unit_of_own_number(mention: Mention, end: int, unit: Unit | None) -> UnitReading | None:
    """The unit of its row that a number of a cell is counted in; None of any other."""
    if mention.rule != AMOUNT_RULE or unit is None:
        return None
    factor = mention.magnitude or Decimal(1)
    return UnitReading(base_name(unit), "", end, unit.kind, factor, unit.is_classifier, is_listed=True)


def unit_of_cell(
    cell: TableCell | None, rows: Mapping[tuple[str, int], Unit], columns: Mapping[tuple[str, int], Unit]
) -> Unit | None:
    """The unit of the row of a cell, else of its column."""
    if cell is None or cell.is_header:
        return None
    return rows.get((cell.table_id, cell.row)) or columns.get((cell.table_id, cell.col))
