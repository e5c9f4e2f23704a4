"""What the columns of a table hold, by their headers and their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import regex

from extractors.glossary import spell_out
from extractors.label_words import count_telling
from extractors.layout import Block
from extractors.numbers import Use, parse_numeral
from extractors.raw_table import is_index_row, is_value
from extractors.row_cells import leads_with_value
from extractors.rules_compiled import CompiledRules, Unit
from extractors.units import read_unit
from schemas.document import TableCell


class ColumnRole(Enum):
    """What a column is for."""

    ORDINAL = "ordinal"
    NAME = "name"
    COUNT = "count"
    PERCENT = "percent"
    SCORE = "score"
    TOTAL = "total"
    RANK = "rank"
    YEAR = "year"
    TEXT = "text"
    CLASS = "class"  # whose bare numbers name the rows (Khối: 6, 7, 8)


# The unit of a table stands within this many blocks above it.
_UNIT_BLOCKS = 6
# The head of a group that names a time, before what its columns hold (Năm 2018 Số vụ).
_OF_TIME = regex.compile(r"(?i)^(?:năm|quý|tháng|kỳ)\s+[\dIVX/]+(?:\s+năm\s+\d{4})?\s+(?=\p{L})")
_COUNTED = regex.compile(r"^(?:tổng\s+)?(?:số\s+)?(?:lượng\s+)?", regex.IGNORECASE)
# Between the units of a table that has several (người; triệu đồng).
# In brackets it bounds a group (Trẻ tuổi (dưới 40 tuổi)).
_AGE = "tuổi"
_NEXT_UNIT = regex.compile(r"\s*(?:[;,/–-]|và)\s*")
# What is counted in money, where no header says in which unit.
_OF_MONEY = regex.compile(
    r"(?i)\b(?:kinh phí|tiền|vốn|nợ|dự toán|doanh thu|doanh số|dư nợ|giá trị|giải ngân|trị giá|chi phí|ngân sách"
    r"|thu(?! (?:hoạch|gom|hút|hồi|mua|dung|thập|giữ|đông))|chi(?! (?:bộ|hội|cục|nhánh|đoàn|tiết|đội|trả cho)))\b"
)
_BRACKETS = regex.compile(r"\(([^()]*)\)")
# So many whole numbers of four digits are no shares, whatever the header says.
# One column that names what it counts says nothing of the others.
_MIN_SAME_UNITS = 2
_LARGE = regex.compile(r"\d{4,}|\d{1,3}(?:\.\d{3})+")
_MIN_LARGE = 2
# Behind a level of administration: what it does, so that it is not what is counted (Tỉnh giao, Huyện quản lý).
_AGENT = regex.compile(r"(?i)\s+(?:giao|quản lý|phân bổ|bố trí|(?:phê )?duyệt|hỗ trợ|đầu tư|đóng góp|hưởng|chi|thu)\b")
_RESULTS = regex.compile(r"(?i)(?:ước\s+)?kết quả\b")
_PLANS = regex.compile(r"(?i)chỉ tiêu|kế hoạch|mục tiêu|dự toán")
_OF_WHICH = regex.compile(r"(?i)(?:[-+]\s*)?trong đó\b")
_CLASS = regex.compile(r"\d{1,2}")
_MIN_CLASSES = 2
_COUNTED_ROLES = (ColumnRole.COUNT, ColumnRole.TOTAL)
_ROLE_BY_HEADER = (
    ("RANK_COLUMN", ColumnRole.RANK),
    ("PERCENT_COLUMN", ColumnRole.PERCENT),
    ("TOTAL_COLUMN", ColumnRole.TOTAL),
    ("SCORE_COLUMN", ColumnRole.SCORE),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header in one line, the heads it is made of from the top down, and its cells below."""

    header: str
    cells: tuple[TableCell, ...]
    heads: tuple[str, ...] = ()


def group_tables(cells: Iterable[TableCell]) -> dict[str, tuple[TableCell, ...]]:
    """Cells by table, in order."""
    tables: dict[str, list[TableCell]] = {}
    for cell in cells:
        tables.setdefault(cell.table_id, []).append(cell)
    return {table_id: tuple(found) for table_id, found in tables.items()}


def read_columns(cells: Sequence[TableCell]) -> dict[int, Column]:
    """The columns of one table; a header over several columns stands before the one below it.

    A row of the header that only numbers the columns (A, B, 1, 2) names none.
    """
    index_rows = _find_index_rows(cells)
    headers: dict[int, list[str]] = {}
    bodies: dict[int, list[TableCell]] = {}
    for cell in cells:
        if cell.row in index_rows:
            continue
        if cell.is_header:
            headers.setdefault(cell.col, []).append(cell.text)
        else:
            bodies.setdefault(cell.col, []).append(cell)
    width = 1 + max((cell.col for cell in cells), default=-1)
    heads = {col: tuple(headers.get(col, ())) for col in range(width)}
    return {col: Column(" ".join(heads[col]), tuple(bodies.get(col, ())), heads[col]) for col in range(width)}


def find_wholes_of_columns(columns: Mapping[int, Column], roles: Mapping[int, ColumnRole]) -> dict[int, int]:
    """For each column headed as a part (Trong đó: nữ) that of which it is a part: the counts before all such parts."""
    wholes: dict[int, int] = {}
    whole: int | None = None
    for col, column in sorted(columns.items()):
        if not column.heads or roles.get(col) not in _COUNTED_ROLES:
            continue
        if not _OF_WHICH.match(column.heads[0]):
            whole = col
        elif whole is not None:
            wholes[col] = whole
    return wholes


def _find_index_rows(cells: Sequence[TableCell]) -> frozenset[int]:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.is_header:
            rows.setdefault(cell.row, []).append(cell.text)
    return frozenset(row for row, texts in rows.items() if len(rows) > 1 and is_index_row(texts))


def read_column_roles(cells: Iterable[TableCell], rules: CompiledRules) -> Mapping[tuple[str, int], ColumnRole]:
    """The role of every column of every table."""
    read: dict[tuple[str, int], ColumnRole] = {}
    for table_id, found in group_tables(cells).items():
        columns = read_columns(found)
        roles = {col: _read_role(col, column, rules) for col, column in columns.items()}
        read.update(((table_id, col), role) for col, role in _with_class(roles, columns, rules).items())
    return read


def _with_class(
    roles: dict[int, ColumnRole], columns: Mapping[int, Column], rules: CompiledRules
) -> dict[int, ColumnRole]:
    """The roles, with a first column whose bare numbers name its rows (Khối | Số học sinh: 6 | 1.342).

    Where another column names the rows, those numbers only number them.
    """
    ordinals = [col for col, role in roles.items() if role is ColumnRole.ORDINAL]
    is_numbered = ordinals == [0] and rules.cue_wholes["ORDINAL_COLUMN"].fullmatch(columns[0].header) is not None
    first = int(is_numbered)
    column = columns.get(first)
    if column is None or rules.cue_wholes["CLASS_COLUMN"].fullmatch(" ".join(column.header.split())) is None:
        return roles
    numbers = [int(cell.text) for cell in column.cells if _CLASS.fullmatch(cell.text)]
    others = [cell.text for cell in column.cells if is_value(cell.text) and not _CLASS.fullmatch(cell.text)]
    steps = [b - a for a, b in pairwise(numbers)]
    if others or len(numbers) < _MIN_CLASSES or not (all(s > 0 for s in steps) or all(s < 0 for s in steps)):
        return roles
    is_named = any(role is ColumnRole.NAME for col, role in roles.items() if col != first)
    return {**roles, first: ColumnRole.ORDINAL if is_named else ColumnRole.CLASS}


def read_column_units(
    blocks: Sequence[Block],
    cells: Iterable[TableCell],
    roles: Mapping[tuple[str, int], ColumnRole],
    rules: CompiledRules,
) -> Mapping[tuple[str, int], Unit]:
    """The unit of each column that names one: in its header, else in the line above the table (ĐVT: triệu đồng)."""
    units: dict[tuple[str, int], Unit] = {}
    firsts: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if block.cell is not None:
            firsts.setdefault(block.cell.table_id, index)
    for table_id, found in group_tables(cells).items():
        above = _units_above(blocks, firsts.get(table_id, 0), rules)
        columns = read_columns(found)
        wholes = find_wholes_of_columns(columns, {col: roles[table_id, col] for col in columns})
        headed = {col: _read_column_unit(column, rules, is_said_above=bool(above)) for col, column in columns.items()}
        left = tuple(unit for unit in above if unit not in headed.values()) or above
        for col, column in columns.items():
            unit = headed[col] or _choose_unit(above, left, column.header)
            if unit is None and col in wholes:
                unit = units.get((table_id, wholes[col]))
            if unit is not None:
                units[table_id, col] = unit
        own = {col: units[table_id, col] for col in columns if (table_id, col) in units}
        for col, unit in _borrow_units(own, columns, {col: roles[table_id, col] for col in columns}, rules).items():
            units[table_id, col] = unit
    return units


def _borrow_units(
    units: Mapping[int, Unit],
    columns: Mapping[int, Column],
    roles: Mapping[int, ColumnRole],
    rules: CompiledRules,
) -> dict[int, Unit]:
    """What columns count whose headers name nothing (Kế hoạch, Nữ): what all the others do, if that is one thing."""
    counted = [col for col in columns if roles[col] in _COUNTED_ROLES]
    known = [units[col] for col in counted if col in units and units[col].kind != "money"]
    if len(known) < _MIN_SAME_UNITS or len(set(known)) > 1:
        return {}
    headers = {col: columns[col].header for col in counted if col not in units and columns[col].header}
    compares = rules.cues["DIFFERENCE_COLUMN"].search
    return {col: known[0] for col, header in headers.items() if compares(header) or not count_telling(header, rules)}


def _read_column_unit(column: Column, rules: CompiledRules, *, is_said_above: bool = False) -> Unit | None:
    """The unit its whole header names, else the lowest of its heads that does (Năm 2022 / Thụ lý / Số vụ).

    A level of administration says whose the figures are (Dự toán: Tỉnh | Huyện), where a line above says what they are.
    """
    heads = [
        head for head in (column.header, *reversed(column.heads)) if not (is_said_above and _is_level(head, rules))
    ]
    found = (read_header_unit(head, rules) for head in heads)
    return next((unit for unit in found if unit is not None), None)


def _is_level(head: str, rules: CompiledRules) -> bool:
    return " ".join(head.casefold().split()) in rules.place_kinds


def _units_above(blocks: Sequence[Block], first: int, rules: CompiledRules) -> tuple[Unit, ...]:
    """The units named above a table, in order: mostly one, or one for its counts and one for its money."""
    for block in reversed(blocks[max(0, first - _UNIT_BLOCKS) : first]):
        match = rules.cues["TABLE_UNIT"].search(block.flat.text) if block.cell is None else None
        found: list[Unit] = []
        while match and (unit := rules.unit_pattern.match(block.flat.text, match.end())):
            found.append(rules.units[unit[1].casefold()])
            match = _NEXT_UNIT.match(block.flat.text, unit.end())
        if found:
            return tuple(found)
    return ()


def _choose_unit(units: Sequence[Unit], left: Sequence[Unit], header: str) -> Unit | None:
    """Of the units of a table that of a column: of counts and money the money where its header speaks of money.

    `left`: those that no header names (ĐVT: triệu đồng, khách hàng, over Kế hoạch, Dư nợ, Số khách hàng).
    """
    if {unit.kind == "money" for unit in units} == {True, False}:
        is_money = bool(_OF_MONEY.search(header))
        return next((unit for unit in left if (unit.kind == "money") is is_money), left[0])
    return units[0] if units else None


_MEAN = regex.compile(r"(?i)\b(?:bình quân|trung bình|BQ)\b[^/()]*?(\p{L}+(?:\s\p{L}+)?/\p{L}+(?:\s\p{L}+)?)\s*$")


def read_header_unit(header: str, rules: CompiledRules) -> Unit | None:
    """The unit a header names in brackets or begins with (Dự toán (triệu đồng), VB đã gửi, Số hộ)."""
    header = spell_out(header, rules)
    in_brackets = (rules.unit_word.search(words) for words in reversed(_BRACKETS.findall(header)))
    found = next((unit for unit in in_brackets if unit is not None), None)
    is_target = any(role.id == "target_header" and role.pattern.search(header) for role in rules.roles)
    if found is None:
        counted = _COUNTED.sub("", _OF_TIME.sub("", header))
        found = rules.unit_word.match(counted)
        is_plan = found is not None and is_target and _PLANS.fullmatch(found[1]) is not None
        is_agent = found is not None and _AGENT.match(counted, found.end()) is not None and _is_level(found[1], rules)
        found = None if is_plan or is_agent or _RESULTS.match(header) else found
        if found is None and counted in rules.glossary:
            return rules.glossary[counted]
    unit = rules.units[found[1].casefold()] if found else _read_mean(header, rules)
    return None if unit and unit.unit == _AGE else unit


def _read_mean(header: str, rules: CompiledRules) -> Unit | None:
    """What a mean is given by that a header ends with (Bình quân HS/lớp)."""
    mean = _MEAN.search(header)
    reading = read_unit(f" {mean[1]}", 0, rules) if mean else None
    is_rate = reading is not None and reading.unit is not None and "/" in reading.unit and reading.is_listed
    return (
        Unit(reading.unit or "", reading.kind, is_classifier=False, factor=reading.factor)
        if reading and is_rate
        else None
    )


def _read_role(col: int, column: Column, rules: CompiledRules) -> ColumnRole:
    header, texts = column.header, [cell.text for cell in column.cells]
    values = [text for text in texts if is_value(text)]
    if rules.cue_wholes["ORDINAL_COLUMN"].fullmatch(header) or (col == 0 and _is_sequence(texts)):
        return ColumnRole.ORDINAL
    if not values or sum(map(leads_with_value, texts)) < 0.5 * len(texts):
        return ColumnRole.NAME if col <= 1 else ColumnRole.TEXT
    if all(_is_year(text) for text in values):
        return ColumnRole.YEAR
    if sum("%" in text for text in values) > len(values) / 2:
        return ColumnRole.PERCENT
    if any("‰" in text for text in values):  # a rate: of no two columns a percent
        return ColumnRole.COUNT
    named = (role for cue, role in _ROLE_BY_HEADER if rules.cue_wholes[cue].fullmatch(header))
    role = next(named, ColumnRole.COUNT)
    is_large = sum(bool(_LARGE.fullmatch(text)) for text in values) >= _MIN_LARGE
    return ColumnRole.COUNT if role is ColumnRole.PERCENT and is_large else role


def _is_sequence(texts: Sequence[str]) -> bool:
    """Whether a first column without a header numbers its rows."""
    numbers = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal() and len(text) <= 4]
    steps = [b - a for a, b in pairwise(numbers)]
    return (
        len(numbers) >= 3
        and numbers[0] == 1
        and sum(step == 1 or b == 1 for step, b in zip(steps, numbers[1:], strict=True)) >= 0.9 * len(steps)
    )


def _is_year(text: str) -> bool:
    value = parse_numeral(text, Use.OTHER).value if text.isdecimal() else None
    return value is not None and 1945 <= value <= 2060
