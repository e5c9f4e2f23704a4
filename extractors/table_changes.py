"""Columns that say by how much one column of a table lies above another (So sánh, Tăng giảm, Chênh lệch)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractors.grid import Column, ColumnRole
from extractors.rules_compiled import CompiledRules
from schemas.fact import Direction
from schemas.mention import Mention

# A column is a change where so many of its rows say so, and at most one says otherwise.
_MIN_ROWS = 2
_HUNDRED = Decimal(100)
_COUNTED = (ColumnRole.COUNT, ColumnRole.TOTAL, ColumnRole.PERCENT)


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """`now` less `base`, in percent of the base if `is_share`; the other way round in a column of decreases."""

    now: int
    base: int
    is_share: bool
    is_decrease: bool


def learn_change_columns(
    columns: Mapping[int, Column],
    roles: Mapping[int, ColumnRole],
    numbers: Mapping[tuple[int, int], Mention],
    rules: CompiledRules,
) -> dict[int, ChangeColumn]:
    """For each column whose header says it compares, the two columns it compares, where its rows bear that out."""
    cells: dict[int, dict[int, Decimal]] = {}
    decimals: dict[int, int] = {}
    for (row, col), number in numbers.items():
        if number.value is not None:
            cells.setdefault(col, {})[row] = number.value
            decimals[col] = max(decimals.get(col, 0), number.decimals or 0)
    found: dict[int, ChangeColumn] = {}
    for col, changes in cells.items():
        if not rules.cues["DIFFERENCE_COLUMN"].search(columns[col].header):
            continue
        levels = [other for other in cells if other != col and roles.get(other) in _COUNTED]
        step = Decimal(1).scaleb(-decimals[col])
        header = columns[col].header
        is_decrease = bool(rules.cues["DECREASE_COLUMN"].search(header))
        for pair in _pairs(levels, is_decrease):
            if _holds(changes, cells[pair.now], cells[pair.base], pair, step):
                found[col] = pair
                break
    return found


def _pairs(levels: list[int], is_decrease: bool) -> Iterator[ChangeColumn]:
    """Two levels each way, those that stand nearest each other first, as a difference before a share."""
    pairs = sorted(((a, b) for a in levels for b in levels if a != b), key=lambda pair: (abs(pair[0] - pair[1]), pair))
    for is_share in (False, True):
        yield from (ChangeColumn(now, base, is_share, is_decrease) for now, base in pairs)


def _holds(
    changes: Mapping[int, Decimal],
    now: Mapping[int, Decimal],
    base: Mapping[int, Decimal],
    pair: ChangeColumn,
    step: Decimal,
) -> bool:
    """Whether the rows bear the change out; a change that is nought in every row could be of any two columns."""
    rows = [row for row in changes if row in now and row in base and (base[row] or not pair.is_share)]
    sign = -1 if pair.is_decrease else 1
    wrong = sum(_differs(sign * changes[row], now[row], base[row], pair.is_share, step) for row in rows)
    telling = sum(bool(changes[row]) and bool(base[row]) for row in rows)
    return wrong <= (len(rows) > _MIN_ROWS) and telling >= _MIN_ROWS


def _differs(change: Decimal, now: Decimal, base: Decimal, is_share: bool, step: Decimal) -> bool:
    if is_share:
        return abs(_HUNDRED * (now - base) / base - change) > step
    return now - base != change


def direction_of_sign(value: Decimal | None, is_decrease: bool) -> Direction | None:
    """Where a change with its sign went; None where nothing changed."""
    if not value:
        return None
    return Direction.UP if (value > 0) != is_decrease else Direction.DOWN
