"""What the rows of a table are called, and what each stands below: a group, a joined cell beside it, a row above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.grid import Column, ColumnRole
from extractors.label_words import count_telling
from extractors.raw_table import is_value, read_roman
from extractors.rules_compiled import CompiledRules
from schemas.document import TableCell

_LETTER = regex.compile(r"[A-EĐ]\.?")
_LOWER = regex.compile(r"[a-zđ][.)]?")
_NUMBERED = regex.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
# How deep a row stands that begins, or is numbered, with a sign.
_SIGNS = {"-": 10, "–": 10, "•": 10, "+": 11, "*": 11}
_SIGN_LEAD = regex.compile(r"([-+*–•])\s*\p{L}")
_GROUP, _LETTERED, _UNMARKED = 0, 8, 9
# A row of fewer syllables that name something tells it only within its group (Thu khác).
_TELLING_NAME = 3
_MIN_JOINED = 2
# A cell that says which level its rows are of, under a header that says so (Cấp: Huyện).
_LEVEL_HEADER = regex.compile(r"(?i)\s*cấp\s*")
_TEXTS = (ColumnRole.NAME, ColumnRole.TEXT)
_NO_VALUES = (ColumnRole.ORDINAL, ColumnRole.CLASS)


@dataclass(frozen=True, slots=True)
class RowNames:
    """The rows by number: `names` with what a joined cell beside them says (Huyện: - Nữ), `leaves` without it.

    `groups` are rows above without values or with a Roman numeral, or that joined cell; `parents` the rows of which a
    row is a part or an attribute; `paths` what a label needs of all these to stand alone, from the top down.
    """

    names: dict[int, str] = field(default_factory=dict)
    leaves: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[int, str] = field(default_factory=dict)
    header: str = ""


def read_row_names(
    cells: Sequence[TableCell], columns: Mapping[int, Column], roles: Mapping[int, ColumnRole], rules: CompiledRules
) -> RowNames:
    """Names, groups and parents of every row that is no header."""
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        if not cell.is_header:
            rows.setdefault(cell.row, []).append(cell)
    stub = _find_joined_column(rows, columns, roles, rules)
    header = next((columns[col].header for col in columns if roles[col] is ColumnRole.NAME), "")
    found = RowNames(header=header if stub is None else columns[stub + 1].header)
    if stub is not None:
        found.joined.update(_read_joined(rows, stub, columns[stub].header))
    for row, name in _read_classes(rows, columns, roles):
        found.names[row] = name
    marks = _name_rows(found, rows, roles, stub)
    _find_parents(found, rows, marks, rules)
    _find_paths(found, marks, rules)
    return found


def _read_classes(
    rows: Mapping[int, Sequence[TableCell]], columns: Mapping[int, Column], roles: Mapping[int, ColumnRole]
) -> Iterator[tuple[int, str]]:
    """For each row the class that its first cell is: 6 below 'Khối' is 'Khối 6', 'Toàn trường' as it stands."""
    for row, cells in rows.items():
        for cell in cells:
            if roles[cell.col] is ColumnRole.CLASS:
                yield row, f"{columns[cell.col].header} {cell.text}" if is_value(cell.text) else cell.text.strip(" *")


# ---------------------------------------------------------------- cells joined over rows


def _read_joined(rows: Mapping[int, Sequence[TableCell]], col: int, header: str) -> Iterator[tuple[int, str]]:
    """For each row what a cell of a column joined over several rows says beside its name (THCS | THCS Sơn Tây)."""
    is_level = _LEVEL_HEADER.fullmatch(header) is not None
    said = ""
    for row, found in sorted(rows.items()):
        texts = {cell.col: cell.text for cell in found}
        said = texts.get(col, said)
        if texts.get(col + 1) and said:
            yield row, f"Cấp {said[:1].lower()}{said[1:]}" if is_level else said


def _find_joined_column(
    rows: Mapping[int, Sequence[TableCell]],
    columns: Mapping[int, Column],
    roles: Mapping[int, ColumnRole],
    rules: CompiledRules,
) -> int | None:
    """The column of text whose cells hold for several rows, each of which the next column names."""
    numeric = next((col for col in sorted(columns) if roles[col] not in (*_TEXTS, *_NO_VALUES)), None)
    texts = [col for col in sorted(columns) if col < (numeric or 0) and roles[col] in _TEXTS]
    unit = rules.cue_wholes["UNIT_COLUMN"]
    for col in texts:
        if col + 1 not in texts or any(unit.fullmatch(columns[of].header.strip()) for of in (col, col + 1)):
            continue
        if _joins(rows, col, roles):
            return col
    return None


def _joins(rows: Mapping[int, Sequence[TableCell]], col: int, roles: Mapping[int, ColumnRole]) -> bool:
    """Whether a column is blank, or says the same again, in rows that the next column names and that have values."""
    held, before, names = 0, "", []
    for _, found in sorted(rows.items()):
        texts = {cell.col: cell.text for cell in found}
        has_values = any(is_value(cell.text) for cell in found if roles[cell.col] not in _NO_VALUES)
        own, name = texts.get(col, ""), texts.get(col + 1, "")
        if not name or not has_values:
            before = own or before
            continue
        names.append((own or before, name))
        held += bool(before) and own in ("", before)
        before = own or before
    return held >= _MIN_JOINED and held * 2 >= len(names) and len(set(names)) == len(names)


# ---------------------------------------------------------------- names, groups, parents


def _name_rows(
    found: RowNames, rows: Mapping[int, Sequence[TableCell]], roles: Mapping[int, ColumnRole], stub: int | None
) -> dict[int, str]:
    """Fills names, leaves and groups; what numbers each row."""
    marks: dict[int, str] = {}
    group, parent = "", ""
    for row, cells in sorted(rows.items()):
        texts = [c for c in cells if roles[c.col] in _TEXTS and not is_value(c.text)]
        own = [c for c in texts if c.col != stub] if row in found.joined else texts
        name = found.names.get(row) or (own[0].text if own else "")
        mark = cells[0].text if roles[cells[0].col] is ColumnRole.ORDINAL else ""
        if not name and mark and not read_roman(mark) and not mark.rstrip(".").isdecimal():
            name, mark = mark, ""
        has_values = any(is_value(c.text) for c in cells if roles[c.col] not in _NO_VALUES)
        if read_roman(mark) or _LETTER.fullmatch(mark):
            group, parent = name, ""
        elif not has_values and len(cells) <= 2 and name:
            parent = name
        elif mark and "." not in mark:
            parent = ""
        leaf = f"{parent}: {name}" if parent and parent != name else name
        joined = found.joined.get(row, "")
        found.leaves[row] = leaf
        found.names[row] = f"{joined}: {leaf}" if joined else leaf
        found.groups[row] = joined or group
        marks[row] = mark
    return marks


def _find_parents(
    found: RowNames,
    rows: Mapping[int, Sequence[TableCell]],
    marks: Mapping[int, str],
    rules: CompiledRules,
) -> None:
    """Fills the rows of which each is a part: by its number, by its sign, or without either below a numbered one."""
    is_numbered = any(_NUMBERED.fullmatch(mark) for mark in marks.values())
    above: list[tuple[int, int]] = []
    for row in sorted(rows):
        name = found.leaves[row]
        if not name:
            continue
        is_total = not marks[row] and rules.cue_starts["TOTAL_NAME"].match(name) is not None
        depth = _GROUP if is_total else _depth_of(name, marks[row], rules, is_numbered=is_numbered)
        while above and (above[-1][0] >= depth or found.joined.get(above[-1][1]) != found.joined.get(row)):
            above.pop()
        if above:
            found.parents[row] = above[-1][1]
        if rules.cue_wholes["TOTAL_ROW"].fullmatch(name) is None:
            above.append((depth, row))


def _depth_of(name: str, mark: str, rules: CompiledRules, *, is_numbered: bool) -> int:
    """How deep a row stands; the rows of a table without numbers, but for signs, all alike."""
    if read_roman(mark) or _LETTER.fullmatch(mark):
        return _GROUP
    if _NUMBERED.fullmatch(mark):
        return mark.rstrip(".").count(".") + 1
    if mark:
        return _LETTERED if _LOWER.fullmatch(mark) else _SIGNS.get(mark, 1)
    sign = _SIGN_LEAD.match(name)
    if sign or rules.cues["OF_WHICH_ROW"].match(name):
        return _SIGNS[sign[1] if sign else "-"]
    return _UNMARKED if is_numbered else 1


def _find_paths(found: RowNames, marks: Mapping[int, str], rules: CompiledRules) -> None:
    """Fills what stands before the name of each row: what it is a part of, and the group of what says too little."""
    counts = Counter(found.names.values())
    lead = rules.cues["LABEL_LEAD"]
    for row, name in found.leaves.items():
        chain: list[str] = []
        at = row
        is_thin = bool(name) and (count_telling(name, rules) < _TELLING_NAME or counts[found.names[row]] > 1)
        while at in found.parents:
            is_part = not (_NUMBERED.fullmatch(marks[at]) or _LOWER.fullmatch(marks[at]))
            at = found.parents[at]
            above = found.leaves[at]
            is_group = above == found.groups.get(at)
            if is_group and (chain or not is_part):
                break
            if is_part or is_thin:
                chain.append(lead.sub("", above).strip() or above)
                is_thin = count_telling(above, rules) < _TELLING_NAME or counts[found.names[at]] > 1
        group = found.groups.get(row, "")
        if group and group not in chain and (is_thin or row in found.joined):
            chain.append(group)
        found.paths[row] = tuple(reversed(chain))
