"""A table as found in text, before its cells get numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from extractors.memory import MAX_REMEMBERED
from extractors.text import Span

_VALUE = regex.compile(r"[<>≥≤]?\s?[-–+]?\d+(?:[.,]\d+)*\s?(?:%|‰|đ)?")
_YEAR = regex.compile(r"(?:19|20)\d{2}")
# A, B, (1), 3=1+2: what numbers the columns.
_INDEX_CELL = regex.compile(r"\(?(?:\d{1,2}|[A-ZĐ]|[a-zđ])\)?(?:\s*=.*)?")
_MIN_INDEX_CELLS = 3
# A header repeated with a slip or a word more has this share of its cells in common with the first.
_SAME_HEADER_SHARE = 0.75
_ORDINAL_HEADER = regex.compile(r"(?:STT|TT|S\.?T\.?T|Số TT)\b(?![.,:])", regex.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell: the runs of text it is made of, none where it is empty."""

    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row; None where the row has no such cell."""

    cells: tuple[RawCell | None, ...]
    is_header: bool


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows in order, the header once."""

    rows: tuple[RawRow, ...]

    @property
    def start(self) -> int:
        """Where the table begins in the document."""
        return min(part.start for row in self.rows for cell in row.cells if cell for part in cell.parts)


@lru_cache(maxsize=MAX_REMEMBERED)
def is_value(text: str) -> bool:
    """Whether a cell or token is nothing but a number, with its sign, comparator, % or ‰ sign."""
    return bool(_VALUE.fullmatch(text.strip()))


def is_year(text: str) -> bool:
    """Whether a cell or token is a bare year, which names a column where amounts stand below it."""
    return bool(_YEAR.fullmatch(text.strip()))


def read_roman(text: str) -> int | None:
    """The value of a Roman numeral up to 50 as headings use it (with or without a full stop), else None."""
    letters = text.strip().rstrip(".)")
    if not letters or any(letter not in _ROMAN for letter in letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def is_index_row(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns (A, B, 1, 2, 3=1+2): its numbers go up by one; empty cells do not count."""
    filled = [text for text in texts if text]
    if len(filled) < _MIN_INDEX_CELLS or not all(_INDEX_CELL.fullmatch(text) for text in filled):
        return False
    numbers = [int(match[0]) for text in filled if (match := regex.search(r"\d{1,2}", text))]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def begins_header(text: str) -> bool:
    """Whether a text begins with the header of the column that numbers the rows (STT, TT, Số TT)."""
    return bool(_ORDINAL_HEADER.match(text))


def begins_another(texts: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a row behind a break is the header of another table, not the header or a row of the one above.

    A header has words in every cell and rows with values behind it. It is another one where its words differ from the
    first row's, unless the rows' numbers go on; where nearly all are the same, only if the numbers begin again.
    """
    row, first, following = texts[index], texts[0], texts[index + 1]
    if not all(row) or any(map(is_value, row)) or not any(map(is_value, following)) or list(row) == list(first):
        return False
    if len(row) < len(following):
        return False
    above = [texts[n] for n in range(1, index)]
    if not begins_header(row[0]) and not all(any(map(is_value, other)) for other in above):
        return False
    numbers = [int(other[0]) for other in above if other[0].isdigit()]
    if numbers and following[0].isdigit() and int(following[0]) == numbers[-1] + 1:
        return False
    same = sum(a == b for a, b in zip(row, first, strict=False))
    return same < _SAME_HEADER_SHARE * max(len(row), len(first)) or following[0] == "1"
