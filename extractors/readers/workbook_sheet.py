"""A sheet as read, before it is laid out: filled cells as shown, merged ranges, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from schemas.document import ErrorCode

# The largest report seen has 4,000 filled cells; a register of all communes with 40 columns has 440,000.
MAX_FILLED_CELLS = 500_000
MAX_MERGES = 50_000


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell as shown; rows and columns from 0."""

    row: int
    col: int
    segments: tuple[FontText, ...]
    is_ruled: bool


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, both ends inside."""

    first_row: int
    first_col: int
    last_row: int
    last_col: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet shows; `missing` counts formulas that were saved without their value."""

    name: str
    cells: tuple[SheetCell, ...]
    merges: tuple[Range, ...]
    missing: int = 0


@dataclass(frozen=True, slots=True)
class FailedSheet:
    """A sheet that could not be read, and why."""

    name: str
    code: ErrorCode
    detail: str


class CellCounter:
    """Counts filled cells over all sheets; raises ReadFailure beyond the limit."""

    def __init__(self) -> None:
        self.count = 0

    def add(self) -> None:
        """One more."""
        self.count += 1
        if self.count > MAX_FILLED_CELLS:
            detail = f"hơn {MAX_FILLED_CELLS:,} ô có dữ liệu — more filled cells than {MAX_FILLED_CELLS:,}"
            raise ReadFailure(ErrorCode.TOO_LARGE, detail)


Sheets = Iterator[Sheet | FailedSheet]
