"""Relations between the columns of a table, learned from the rows that hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extractors.grid import ColumnRole
from schemas.mention import Mention

# A relation is never learned from fewer rows, nor from rows that any pair of columns would satisfy.
MIN_ROWS = 4
MIN_SHARE = Decimal("0.8")
# Where the header of a column says that it holds shares, three rows are enough, all but one of them holding.
MIN_NAMED_ROWS = 3
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class RatioColumns:
    """percent = 100 * numerator / denominator, on `holding` of `rows` rows."""

    percent: int
    numerator: int
    denominator: int
    rows: int
    holding: int


def learn_ratio_columns(
    roles: Mapping[int, ColumnRole], numbers: Mapping[tuple[int, int], Mention]
) -> tuple[RatioColumns, ...]:
    """For each column of shares the pair of count columns it follows from, where most rows say so."""
    counts = [col for col, role in roles.items() if role in (ColumnRole.COUNT, ColumnRole.TOTAL)]
    columns: dict[int, dict[int, Mention]] = {col: {} for col in roles}
    for (row, col), mention in numbers.items():
        columns.setdefault(col, {})[row] = mention
    found = []
    for percent in sorted(col for col, role in roles.items() if role is ColumnRole.PERCENT):
        candidates = [
            relation
            for numerator in counts
            for denominator in counts
            if numerator != denominator and (relation := _try(percent, numerator, denominator, columns))
        ]
        if candidates:
            found.append(max(candidates, key=lambda r: (r.holding, -abs(r.percent - r.numerator), -r.denominator)))
    return tuple(found)


def _try(
    percent: int, numerator: int, denominator: int, columns: Mapping[int, Mapping[int, Mention]]
) -> RatioColumns | None:
    rows = holding = telling = 0
    shares, parts, wholes = columns[percent], columns[numerator], columns[denominator]
    allowed = max(Decimal(1), (1 - MIN_SHARE) * len(shares))
    for row, share in shares.items():
        part, whole = parts.get(row), wholes.get(row)
        if part is None or whole is None or not whole.value or part.value is None or share.value is None:
            continue
        rows += 1
        if holds(share, part.value, whole.value):
            holding += 1
            telling += share.value not in (0, _HUNDRED)
        elif rows - holding > allowed:
            return None
    learned = rows >= MIN_ROWS and telling >= MIN_ROWS - 1 and holding >= MIN_SHARE * rows
    named = rows >= MIN_NAMED_ROWS and telling >= MIN_NAMED_ROWS - 1 and holding >= rows - 1
    enough = learned or named
    return RatioColumns(percent, numerator, denominator, rows, holding) if enough else None


def holds(share: Mention, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed share is the quotient within one unit of its last digit."""
    step = Decimal(1).scaleb(-(share.decimals or 0))
    return share.value is not None and abs(_HUNDRED * part / whole - share.value) <= step


@dataclass(frozen=True, slots=True)
class ShareColumns:
    """percent of each row = 100 * its count / the count of the total row."""

    percent: int
    count: int
    total_row: int


def learn_share_columns(
    roles: Mapping[int, ColumnRole], numbers: Mapping[tuple[int, int], Mention], total_rows: tuple[int, ...]
) -> tuple[ShareColumns, ...]:
    """Columns that give each row's share of the total row (cơ cấu), where all rows but one at most say so."""
    percents = (col for col, role in roles.items() if role is ColumnRole.PERCENT)
    counts = [col for col, role in roles.items() if role in (ColumnRole.COUNT, ColumnRole.TOTAL)]
    candidates = (ShareColumns(p, c, total) for p in percents for c in counts for total in total_rows)
    found = (c for c in candidates if _shares_hold(c.percent, c.count, c.total_row, numbers))
    return tuple(islice(found, 1))


def _shares_hold(percent: int, count: int, total: int, numbers: Mapping[tuple[int, int], Mention]) -> bool:
    whole = numbers.get((total, count))
    if whole is None or not whole.value:
        return False
    rows = [row for row, col in numbers if col == percent and row != total and (row, count) in numbers]
    holding = sum(holds(numbers[row, percent], numbers[row, count].value or Decimal(0), whole.value) for row in rows)
    return len(rows) >= MIN_NAMED_ROWS and holding >= len(rows) - 1
