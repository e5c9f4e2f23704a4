"""What a cell of a table says: its row and its header, below the row or the title that they need to stand alone."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.grid import ColumnRole
from extractors.label_words import count_telling, put_below
from extractors.memory import MAX_REMEMBERED
from extractors.rules_compiled import CompiledRules
from extractors.table_views import TableView

# A header that names no indicator: which share it is, the column of its numerator says.
_GENERIC_SHARE = regex.compile(
    r"(?i)(?:(?:tỷ|tỉ) (?:lệ|trọng)|cơ cấu|%)(?:\s+(?:đạt|HTKH|hoàn thành(?: kế hoạch)?))?\s*\(?%?\)?"
    r"|đạt(?: tỷ lệ)?\s*\(?%\)?"
)
# Columns set against each other, without saying which (So sánh (%), 2011/2010 (%)).
_BARE_COMPARISON = regex.compile(r"(?i)so sánh\s*\(?%?\)?|(?:năm\s+)?\d{4}\s?/\s?(?:năm\s+)?\d{4}\s*\(?%?\)?")
_COMPARISON = regex.compile(r"(?i)(?:(?:tỷ|tỉ) lệ\s+)?(?:\(?%\)?\s*)?so\s")
_SHARE_OF = regex.compile(r"(?i)^(?:tỷ|tỉ) lệ\s+(?:\(?%\)?\s*)?|\s*\(\s*%\s*\)\s*$")
_NUMBER_OF = regex.compile(r"(?i)^(?:tổng\s+)?số\s+(?:lượng\s+)?(?=\p{L})")
# A head over counts that does not say of what (Giỏi: SL, %).
_BARE_NUMBER = regex.compile(r"(?i)SL|TS|số lượng|số|tổng(?: số)?|(?:kết quả )?thực hiện")
# What a title says of all its cells: the season or the round that they are of, in so many words.
_SEASON = regex.compile(r"(?i)\b(?:vụ|đợt|học kỳ|mùa|niên vụ|vòng)\s\p{L}|\b(?:đợt|học kỳ|vòng)\s\d")
_SHORT_TITLE = 12
_WORD = regex.compile(r"[\p{L}\d]+")
# A header of so many syllables that name something says what is measured.
_TELLING_HEADER = 5
_TELLING_MEASURE = 2
# A header that names a measure needs so many to say of what (Số thửa chưa cấp: of which papers? Số hộ vay: for what?).
_TELLING_ALONE = 4


def label_cell(table: TableView, row: int, header: str, rules: CompiledRules) -> str:
    """What a cell says: its row, unless that is an entity, and its header; below what, where these do not tell.

    That is the row whose part it is (Trong đó: nữ), the group of rows, and the caption of the table.
    """
    name = table.leaves.get(row, "")
    if table.names.get(row, "") in table.entities and not rules.cues["SHARE_OR_NUMBER"].search(name):
        name = ""
    elif name:
        name = rules.cues["LABEL_LEAD"].sub("", name).strip(" ≥≤<>") or name
    own = " – ".join(part for part in (name, header) if part)
    telling = "" if row in table.totals else name
    if not table.is_score and _names_measure(own, telling, header, rules):
        alone = put_below(table.joined.get(row, "") if name else "", own)
        is_of_part = name and _SEASON.search(table.caption) and len(table.caption.split()) <= _SHORT_TITLE
        return put_below(table.caption, alone) if is_of_part else alone
    below = own
    for above in reversed(table.paths.get(row, ()) if name else ()):
        below = put_below(above, below)
    tells = count_telling(header, rules) >= _TELLING_HEADER and not table.is_score
    return below if tells else put_below(table.caption, below)


@lru_cache(maxsize=MAX_REMEMBERED)
def _names_measure(own: str, name: str, header: str, rules: CompiledRules) -> bool:
    """Whether a row or a header is the name of a measure (Tỷ lệ hộ nghèo), so that it needs no title of its table."""
    is_measure = rules.cues["SHARE_OR_NUMBER"].search
    if is_measure(header) and count_telling(header, rules) >= _TELLING_ALONE:
        return True
    if not name:
        return False
    is_share = is_measure(name) is not None and count_telling(name, rules) >= _TELLING_MEASURE
    found = rules.cues["WHOLE_MEASURE"].search(own)
    is_counted = found is not None and found.start() >= len(name) and is_measure(found[0]) is not None
    is_named = found is not None and not is_counted and count_telling(name, rules) > 0
    return is_share or is_named


def name_value(table: TableView, col: int) -> str:
    """The header of a lone value; a share that does not say of what is named by the counts beside it."""
    header = table.heads[col]
    if table.roles[col] is not ColumnRole.PERCENT or not _is_generic(table, col):
        return header
    counts = (other for other in range(col - 1, -1, -1) if table.roles.get(other) is not ColumnRole.PERCENT)
    counted = next((other for other in counts if table.roles.get(other) is not ColumnRole.SCORE), None)
    is_counted = counted is not None and table.roles.get(counted) in (ColumnRole.COUNT, ColumnRole.TOTAL)
    return _share_of(table, counted, col) if counted is not None and is_counted else header


def name_share(table: TableView, columns: tuple[int, int, int], rules: CompiledRules) -> str:
    """The header of a share, with what it is of where it does not say (Tỷ lệ (%) đã xác thực; Thực hiện so KH (%)).

    `columns`: those of numerator, denominator and percent.
    """
    numerator, _, percent = columns
    part, whole, share = (table.heads[col] for col in columns)
    if _is_generic(table, percent):
        return _share_of(table, numerator, percent)
    if _BARE_COMPARISON.fullmatch(share):
        return f"{part} so với {lower(whole)} (%)"
    if _COMPARISON.match(share):
        return f"{part} {lower(share)}"
    return f"Tỷ lệ (%) {lower(_NUMBER_OF.sub('', part))}" if _says_less(share, part, rules) else share


def _share_of(table: TableView, numerator: int, percent: int) -> str:
    """A header that only says that it is a share (Tỷ lệ (%)), with the head of its group or the column it is of."""
    share, part = table.columns[percent].heads, table.columns[numerator].heads
    if len(share) <= 1 or _GENERIC_SHARE.fullmatch(table.heads[percent]):
        return f"{table.heads[percent]} {lower(table.heads[numerator])}"
    if share[:-1] != part[:-1]:
        return table.heads[percent]
    group = " ".join(share[:-1])
    return (
        f"{group} – tỷ lệ (%)"
        if _BARE_NUMBER.fullmatch(part[-1])
        else f"{group} – {lower(share[-1])} {lower(part[-1])}"
    )


def _says_less(share: str, part: str, rules: CompiledRules) -> bool:
    """Whether the name of a share says only some of what that of its counts says (ra lớp, of Số trẻ 5 tuổi ra lớp)."""
    words, whole = _SHARE_OF.sub("", share), _NUMBER_OF.sub("", part)
    said, known = _words_of(words), _words_of(whole)
    is_more = count_telling(whole, rules) > count_telling(words, rules)
    return bool(said) and words != share and said < known and is_more and not _SHARE_OF.match(part)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _is_generic(table: TableView, col: int) -> bool:
    """Whether a header, or what stands right above the values without the heads of groups, names no share."""
    own = table.columns[col].heads[-1:]
    return any(_GENERIC_SHARE.fullmatch(head) for head in (table.heads[col], *own))


def lower(header: str) -> str:
    """A header to stand behind other words: without its capital, unless it begins with an abbreviation."""
    return header[:1].lower() + header[1:] if header[1:2].islower() else header
