"""Units that rows of a table say: in a column of units (ĐVT), or in their names (Thu phí (triệu đồng), Số hộ)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.grid import group_tables, read_columns
from extractors.memory import MAX_REMEMBERED
from extractors.row_cells import PERCENT_UNIT
from extractors.rules_compiled import CompiledRules, Unit
from extractors.units import read_unit
from schemas.document import TableCell

_BRACKETS = regex.compile(r"\(([^()]*)\)\s*$")
_COUNTED = regex.compile(r"(?i)^(?:[-+*]\s*)?(?:tổng\s+)?số(?:\s+lượng)?\s+")
_MULTIPLE = regex.compile(r"(?i)(?:1\.?000|nghìn|ngàn)\s(?=\p{L})")
_THOUSAND = 1000
_PERCENT = regex.compile(r"(?i)%|phần trăm")
# The unit of the row above, once more.
_DITTO = regex.compile(r"(?i)\s*(?:[\"”“″']{1,2}|[-–]?\s*(?:nt|như trên)\s*[-–]?|//)\s*")
# A noun that no rule lists, alone in a column of units (Xóm, Mô hình).
# What begins the name of a row that is a part of the one above it, and words of another measure than that one's.
_SIGN = regex.compile(r"(?i)\s*(?:[-+*–•]\s*|(?:trong đó|tr\.?\s?đó)\s*:?\s*)+")
_MEASURE = regex.compile(
    r"(?i)\b(?:số|tỷ lệ|tỉ lệ|tổng|diện tích|sản lượng|năng suất|giá trị|kinh phí|tiền|vốn|bình quân|mức|thu|chi)\b"
    r"|%|\("
)
_BODIES = regex.compile(r"(?i)\s*đơn vị\s*")
_NOUN = regex.compile(r"\p{L}\p{Ll}+(?:\s\p{Ll}+){0,2}")


def read_row_units(cells: Iterable[TableCell], rules: CompiledRules) -> Mapping[tuple[str, int], Unit]:
    """The unit of each row that names one, by table and row.

    A table of indicators counts another thing in each row; what its column says of units is that of no row.
    """
    units: dict[tuple[str, int], Unit] = {}
    for table_id, found in group_tables(cells).items():
        unit_column = find_unit_column(found, rules)
        cells_of_rows = [cell for cell in found if not cell.is_header]
        units.update(_read_unit_column([cell for cell in found if cell.col == unit_column], rules))
        for cell in cells_of_rows:
            unit = _read_name(cell.text, rules) if (table_id, cell.row) not in units else None
            if unit is not None:
                units[table_id, cell.row] = unit
    return units


def _read_unit_column(column: Sequence[TableCell], rules: CompiledRules) -> Iterator[tuple[tuple[str, int], Unit]]:
    """The units that a column says; nouns that no rule lists too, unless its rows may be bodies (Đơn vị)."""
    named: list[tuple[TableCell, Unit | None]] = []
    for cell in column:
        if not cell.is_header:
            is_same = bool(named) and _DITTO.fullmatch(cell.text) is not None
            named.append((cell, named[-1][1] if is_same else _read_whole(cell.text, rules)))
    is_of_bodies = any(_BODIES.fullmatch(cell.text) for cell in column if cell.is_header)
    may_be_any = not is_of_bodies or sum(unit is not None for _, unit in named) * 2 > len(named)
    for cell, unit in named:
        known = unit or (_read_noun(cell.text) if may_be_any else None)
        if known is not None:
            yield (cell.table_id, cell.row), known


def inherit_units(
    names: Mapping[int, str], parents: Mapping[int, int], units: Mapping[int, Unit], rules: CompiledRules
) -> dict[int, Unit]:
    """The units, with those of rows that only say which part of the row above they are (Số đại biểu: - Nữ)."""
    found = dict(units)
    for row, above in sorted(parents.items()):
        name = names.get(row, "")
        part = _SIGN.sub("", name)
        is_group = rules.cue_wholes["PEOPLE_GROUP"].fullmatch(part) is not None
        is_other = not is_group and (_MEASURE.search(part) is not None or rules.unit_word.match(part) is not None)
        if row not in found and above in found and part != name and not is_other:
            found[row] = found[above]
    return found


def find_unit_column(cells: Iterable[TableCell], rules: CompiledRules) -> int | None:
    """The column that holds the units of the rows, None where there is none."""
    for col, column in read_columns(tuple(cells)).items():
        if rules.cue_wholes["UNIT_COLUMN"].fullmatch(column.header.strip()):
            return col
    return None


@lru_cache(maxsize=MAX_REMEMBERED)
def _read_name(text: str, rules: CompiledRules) -> Unit | None:
    """The unit in brackets at the end of a row's name, else the noun it counts."""
    in_brackets = _BRACKETS.search(text)
    unit = _read_whole(in_brackets[1], rules) if in_brackets else None
    counted = _COUNTED.match(text)
    if unit is None and counted:
        match = rules.unit_word.match(text, counted.end())
        unit = rules.units[match[1].casefold()] if match else None
    return unit


def _read_noun(text: str) -> Unit | None:
    """What a cell of a column of units says is counted, by a noun that no rule lists."""
    noun = text.strip(" .:")
    if not _NOUN.fullmatch(noun):
        return None
    return Unit(noun.casefold(), "count", is_classifier=False, factor=Decimal(1))


def _read_whole(text: str, rules: CompiledRules) -> Unit | None:
    """The unit a text is, None where it says more."""
    text = text.strip(" .:")
    multiple = _MULTIPLE.match(text)
    if _PERCENT.fullmatch(text):
        return Unit(PERCENT_UNIT, "percent", is_classifier=False, factor=rules.units["đồng"].factor)
    multiple = multiple if text.casefold() not in rules.units else None
    text = text[multiple.end() :] if multiple else text
    reading = read_unit(f" {text}", 0, rules)
    if reading is None or reading.unit is None or not reading.is_listed or reading.end < len(text) + 1:
        return None
    return Unit(
        reading.unit,
        reading.kind,
        is_classifier=reading.is_classifier,
        factor=reading.factor * (_THOUSAND if multiple else 1),
    )
