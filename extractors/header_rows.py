"""The rows that head a table: titles above them, how many there are, and heads that stand over several columns."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.raw_table import begins_header, is_index_row, is_value, is_year, read_roman
from extractors.rules_compiled import CompiledRules

# A title and the line that says the unit.
_MAX_TITLE_ROWS = 3
_MAX_HEADER_ROWS = 4
_MIN_HEADS = 2
_MIN_COLUMNS = 3


def count_title_rows(texts: Sequence[Sequence[str]], rules: CompiledRules) -> int:
    """How many rows from the top only say what a table is about: one cell each, above the header of all columns."""
    count = 0
    for row in texts[:_MAX_TITLE_ROWS]:
        if len(row) < _MIN_COLUMNS or not is_title_row(row, rules):
            break
        count += 1
    if not count or count == len(texts):
        return 0
    below = texts[count]
    is_headed = bool(below[0]) and sum(map(bool, below)) >= _MIN_HEADS
    return count if is_headed and count_header_rows(texts[count:], rules) else 0


def is_title_row(row: Sequence[str], rules: CompiledRules) -> bool:
    """Whether a row is one text in front, no number of a row, or the unit of all figures anywhere."""
    filled = [text for text in row if text]
    if len(filled) != 1 or is_value(filled[0]) or read_roman(filled[0]):
        return False
    return bool(row[0]) or rules.cues["TABLE_UNIT"].search(filled[0]) is not None


def count_header_rows(texts: Sequence[Sequence[str]], rules: CompiledRules) -> int:
    """How many rows from the top are heads of columns, by their words; 0 where nothing stands below them."""
    count, is_named = 0, False
    for index, row in enumerate(texts[:_MAX_HEADER_ROWS]):
        first = row[0]
        has_words = not any(is_value(cell) and not _names_year(texts, index, col) for col, cell in enumerate(row))
        is_first = count == 0 and has_words and not is_value(first)
        is_second = count > 0 and has_words and (not first or (not is_named and begins_header(first)))
        is_index = count > 0 and is_index_row(row)
        starts_rows = first == "1" and not is_index
        if starts_rows or read_roman(first) or not (is_first or is_second or is_index):
            break
        count, is_named = count + 1, is_named or bool(first)
    return count if len(texts) > count else 0


def _names_year(texts: Sequence[Sequence[str]], index: int, col: int) -> bool:
    """Whether a cell is a year over a column of amounts: 2018 above 43,872, not a year above other years."""
    if not is_year(texts[index][col]) or not (texts[0][0] or _is_row_of_years(texts[0])):
        return False
    rows = (row for row in texts[index + 1 :] if col < len(row) and not is_index_row(row))
    below = next((row[col] for row in rows if is_value(row[col])), "")
    return bool(below) and not is_year(below)


def _is_row_of_years(row: Sequence[str]) -> bool:
    """Whether a row heads columns by their years alone, as yearbooks do (2018, 2019, Sơ bộ 2020)."""
    filled = [text for text in row if text]
    return len(filled) >= _MIN_HEADS and all(is_year(text.split()[-1]) for text in filled)


def extend_heads(rows: Sequence[Sequence[int | None]]) -> list[list[int | None]]:
    """The heads over each column, with those of groups that were typed once, in their first column, over all of theirs.

    Rows hold for every column the one in which its head begins, None for none. A head over one column reaches over the
    blank ones behind it as long as they have heads of their own below.
    """
    extended: list[list[int | None]] = []
    below: Sequence[int | None] = ()
    for row in reversed(rows):
        cells = list(row)
        for col in range(1, len(cells) if below and below[0] is None else 0):
            over = cells[col - 1]
            is_blank = cells[col] is None and over is not None and row.count(over) == 1
            if is_blank and below[col] is not None and below[col - 1] is not None:
                cells[col] = over
        extended.append(cells)
        below = cells
    return extended[::-1]
