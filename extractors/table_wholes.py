"""Shares in the prose whose whole stands in a table of the same report: 'THCS: hạnh kiểm tốt 11.873 em (82,0%)'.

The cell must count what the share counts, and words must name it: the row by its name in the clause, the bullet or the
headings above (Giáo dục trung học cơ sở), right behind the percent (tổng số trẻ, kế hoạch thu cả năm), or because the
prose repeats the number of the same row. The arithmetic then has to agree, with no other cell that is named so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.exact_shares import ByValue, count_digits
from extractors.grid import ColumnRole
from extractors.items import FigureBlock, Item, is_change
from extractors.layout import Block
from extractors.ratios import Operand, Ratio, Taken, is_telling, take
from extractors.rules_compiled import PERCENT, CompiledRules, Unit
from extractors.shares import find_wholes, unread_pairs
from extractors.table_views import TableView
from schemas.fact import Qualifier
from schemas.mention import Mention

TABLE_WHOLE = "share_of_cell"
_COUNTS = (ColumnRole.COUNT, ColumnRole.TOTAL)
_EARLIER = regex.compile(r"(?i)cùng kỳ|(?:năm|kỳ|tháng) (?:trước|ngoái)|tăng|giảm|so sánh|so với|còn lại|chênh lệch")
_PLAN = regex.compile(r"(?i)\b(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ|giao|KH|DT)\b")
_OTHER_BASE = regex.compile(
    r"(?i)\s*(?:so với\s+)?(?:cùng kỳ|(?:năm|kỳ|tháng|quý) (?:trước|ngoái|\d)|định mức|nhu cầu)"
)
# What says of a total that it is of all: behind a percent or before its count.
_ALL = regex.compile(r"(?i)\b(?:tổng|toàn|cả năm|dân số|lũy kế|luỹ kế)\b")
_BEHIND_END = regex.compile(r"[,.;()]|\s(?:và|nhưng|tăng|giảm)\s")
# Names of school levels as headers shorten them and headings spell them out.
_SPELT = (
    (regex.compile(r"(?i)\bTHCS\b"), "trung học cơ sở"),
    (regex.compile(r"(?i)\bTHPT\b"), "trung học phổ thông"),
    (regex.compile(r"\bMN\b"), "mầm non"),
    (regex.compile(r"\bTH\b"), "tiểu học"),
)
_LEAD = regex.compile(r"(?i)^(?:[-+*–]|cấp(?: học)?\b|bậc(?: học)?\b|khối\b|trong đó:?|tổng\b|số\b|[\s:])+")
# Heads of columns that say which of the values of a row they hold, not of whom.
_OF_VALUES = regex.compile(
    r"(?i)\b(?:thực hiện|TH|kế hoạch|KH|kết quả|năm|quý|tháng|kỳ|số|ước|tổng|cộng|đơn vị|ĐVT|giao|dự toán|chỉ tiêu"
    r"|đạt|tỷ lệ|tỉ lệ|giải ngân|lũy kế)\b"
)
_WORD = regex.compile(r"\p{L}+")
_STOP = regex.compile(r"[.;](?=\s)")
_FIGURE_OR_STOP = regex.compile(r"[\d;.(]")
# A longer heading or lead tells of many things.
_MAX_LEAD = 160
# A percent of so many digits hardly fits by chance.
_FINE_DIGITS = 3
# A number of fewer digits is repeated by chance.
_MIN_REPEATED, _MIN_UNNAMED = 100, 1000


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of a table that may be a whole."""

    table: TableView
    row: int
    col: int
    mention: Mention
    block: int
    name: str
    is_total: bool
    is_plan: bool


@dataclass(frozen=True, slots=True)
class _Share:
    """A count of the prose with the percent it is of something, and the words that may name what."""

    block: FigureBlock
    number: Item
    percent: Item
    before: str
    behind: str


class CellWholes:
    """The counts of a document's tables, and the shares of its prose that are of them."""

    def __init__(self, blocks: Sequence[Block], tables: Iterable[TableView], rules: CompiledRules) -> None:
        self._blocks = blocks
        self._rules = rules
        places = {
            (block.cell.table_id, block.cell.row, block.cell.col): index
            for index, block in enumerate(blocks)
            if block.cell is not None
        }
        self._cells = tuple(cell for table in tables for cell in _cells_of(table, places))
        self._by_value = ByValue(self._cells, _value_of)
        self._said: dict[int, str] = {}

    def read(self, figures: Sequence[FigureBlock], found: Sequence[Ratio], taken: Taken) -> Iterator[Ratio]:
        """Ratios of the prose with a whole that a table names, in order; those of one digit with their sisters."""
        if not self._cells:
            return
        by_index = {block.index: block for block in figures}
        near: dict[int, list[Ratio]] = {}
        for ratio in found:
            near.setdefault(ratio.block, []).append(ratio)
        weak: list[tuple[_Share, list[_Cell]]] = []
        for block in figures:
            if block.block.cell is not None or PERCENT not in block.skeleton:
                continue
            for number, percent in unread_pairs(block, taken, self._rules):
                share = _read_share(block, number, percent, self._rules)
                cells = self._find(share) if share else []
                if share is None or not cells or self._is_of_prose(share, cells[0], near, by_index, taken):
                    continue
                if not is_telling(percent.mentions[0]) and not _is_named_beside(share, cells):
                    weak.append((share, cells))
                    continue
                ratio = _build(share, cells[0])
                take(ratio, taken)
                near.setdefault(block.index, []).append(ratio)
                yield ratio
        yield from _sisters(weak, near, taken)

    def _find(self, share: _Share) -> list[_Cell]:
        """The cells of one value that the words name and of which the number is that share."""
        exact = self._by_value.wholes(share.number.value, share.percent.mentions[0])
        fitting = {id(cell) for cell in exact if self._counts_alike(cell, share)}
        for named in self._named(share) if fitting else ():
            found = [cell for cell in named if id(cell) in fitting]
            if found:
                return found if len({cell.mention.value for cell in found}) == 1 else []
        return []

    def _named(self, share: _Share) -> Iterator[list[_Cell]]:
        """Cells by what names them, the surest first: words behind the percent, the nearest name, the total of all."""
        alike = [cell for cell in self._cells if self._counts_alike(cell, share)]
        behind = share.behind.casefold()
        if behind:
            yield [
                cell
                for cell in alike
                if not cell.is_total and len(cell.name) > 1 and _find_name(cell.name, behind) >= 0
            ]
        texts = (share.before, *self._above(share.block))
        named = next((found for text in texts if (found := _last_named(alike, text))), [])
        yield named
        yield [cell for cell in alike if cell.is_total and self._repeats(share, cell, named)]
        yield [cell for cell in alike if not cell.is_total and self._tells_row_again(share, cell)]
        if behind and _ALL.search(behind) and (_names_column(behind, alike) or self._names_people(behind)):
            yield [cell for cell in alike if cell.is_total]
        elif not named and count_digits(share.percent.mentions[0]) >= _FINE_DIGITS:
            yield [cell for cell in alike if cell.is_total and _has_noun(cell, share.number)]

    def _names_people(self, behind: str) -> bool:
        """Whether a percent is of all the people of some noun: that of others (tổng số cán bộ, of 1.400 người)."""
        noun = self._rules.unit_word.match(_LEAD.sub("", behind))
        return noun is not None and self._rules.cue_wholes["PERSON"].fullmatch(noun[1]) is not None

    def _above(self, block: FigureBlock) -> Iterator[str]:
        """The headings and leads that a block stands under, nearest first."""
        parent = block.block.parent
        while parent is not None:
            text = self._said.get(parent)
            if text is None:
                text = self._said[parent] = _spell(self._blocks[parent].flat.text)
            if len(text) <= _MAX_LEAD:
                yield text
            parent = self._blocks[parent].parent

    def _counts_alike(self, cell: _Cell, share: _Share) -> bool:
        """Whether a cell counts what the share does, as a plan where its words say plan and only there."""
        unit, own = _unit_of(cell), share.number.unit
        says_plan = _PLAN.search(share.behind) is not None
        if cell.is_plan != says_plan and not (cell.is_plan and not share.behind and self._repeats(share, cell, [])):
            return False
        if unit is None or own is None or not own.unit or (_value_of(cell) < share.number.value and not cell.is_plan):
            return False
        if unit.kind == "money" or own.kind == "money":
            return unit.kind == own.kind
        person = self._rules.cue_wholes["PERSON"].fullmatch
        both = person(unit.unit) is not None and person(own.unit) is not None
        return both or unit.unit == own.unit or unit.unit.startswith(f"{own.unit} ")

    def _repeats(self, share: _Share, cell: _Cell, own: Sequence[_Cell]) -> bool:
        """Whether the number stands in the row of a cell too, or in its column in the row that the words name."""
        value = share.number.value
        if value < _MIN_REPEATED:
            return False
        numbers = cell.table.numbers
        in_row = any(r == cell.row and c != cell.col and m.value == value for (r, c), m in numbers.items())
        in_column = any(o.table is cell.table and o.col == cell.col and o.mention.value == value for o in own)
        return in_row or in_column

    def _tells_row_again(self, share: _Share, cell: _Cell) -> bool:
        """Whether the prose repeats a large number of a row and most words of its name."""
        if share.number.value < _MIN_UNNAMED or not self._repeats(share, cell, []):
            return False
        words = set(_WORD.findall(cell.name))
        said = set(_WORD.findall(_spell(_STOP.split(share.block.text[: share.percent.start])[-1])))
        return bool(words) and 2 * len(words & said) >= len(words)

    def _is_of_prose(
        self,
        share: _Share,
        cell: _Cell,
        near: dict[int, list[Ratio]],
        by_index: dict[int, FigureBlock],
        taken: Taken,
    ) -> bool:
        """Whether the prose near the share says a whole of it too, that is no part with a share of its own."""
        wholes = find_wholes(share.block, (share.number, share.percent), near, by_index, self._rules)
        return any(
            whole.mention.mention_id not in taken.numerators or whole.mention.value == cell.mention.value
            for whole in wholes
        ) and is_telling(share.percent.mentions[0])


def _cells_of(table: TableView, places: Mapping[tuple[str, int, int], int]) -> Iterator[_Cell]:
    for (row, col), mention in table.numbers.items():
        place = places.get((table.table_id, row, col))
        header = table.heads.get(col, "")
        is_count = table.roles.get(col) in _COUNTS and not table.is_score and row in table.names
        if not is_count or place is None or mention.value is None or _EARLIER.search(header):
            continue
        is_plan = _PLAN.search(header) is not None
        leaf = _name(table.leaves.get(row, ""))
        yield _Cell(table, row, col, mention, place, leaf, row in table.totals, is_plan)
        if row in table.row_units and header and not _OF_VALUES.search(header):
            yield _Cell(table, row, col, mention, place, _name(header), is_total=False, is_plan=is_plan)


def _name(text: str) -> str:
    return _LEAD.sub("", _spell(text)).strip(" .:")


def _spell(text: str) -> str:
    """A text in small letters with the shortened names of school levels spelt out."""
    for pattern, words in _SPELT:
        text = pattern.sub(words, text)
    return text.casefold()


def _unit_of(cell: _Cell) -> Unit | None:
    return cell.table.row_units.get(cell.row) or cell.table.units.get(cell.col)


def _value_of(cell: _Cell) -> Decimal:
    return cell.mention.value or Decimal(0)


def _has_noun(cell: _Cell, number: Item) -> bool:
    unit = _unit_of(cell)
    return unit is not None and number.unit is not None and unit.unit == number.unit.unit


def _read_share(block: FigureBlock, number: Item, percent: Item, rules: CompiledRules) -> _Share | None:
    """A count with its percent, where that says what part it is: not a movement, not a bound, not an earlier time."""
    gap = block.text[number.unit_end : percent.quote_start]
    is_stated = gap.rstrip().endswith("(") or rules.cues["ATTAIN"].search(gap) is not None
    if not is_stated or percent.qualifier is not Qualifier.EXACT or is_change(block.text, number, rules):
        return None
    if _OTHER_BASE.match(block.text, percent.end):
        return None
    end = _BEHIND_END.search(block.text, percent.end)
    behind = _spell(block.text[percent.end : end.start() if end else len(block.text)]).strip()
    return _Share(block, number, percent, _spell(block.text[: percent.quote_start]), behind)


def _last_named(cells: Iterable[_Cell], text: str) -> list[_Cell]:
    """The cells of the row whose name a text says last; of two names that end there the longer."""
    best: tuple[int, int] = (-1, 0)
    found: list[_Cell] = []
    for cell in cells:
        if cell.is_total or len(cell.name) < 2:
            continue
        at = _find_name(cell.name, text)
        place = (at + len(cell.name), len(cell.name))
        if at < 0 or place < best:
            continue
        found = [*found, cell] if place == best else [cell]
        best = place
    return found


def _find_name(name: str, text: str) -> int:
    """Where a text says a name last, as words of its own; -1 where it does not."""
    at = text.rfind(name)
    while at >= 0:
        end = at + len(name)
        is_whole = not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum()
        if is_whole:
            return at
        at = text.rfind(name, 0, max(0, end - 1))
    return -1


def _is_named_beside(share: _Share, cells: Sequence[_Cell]) -> bool:
    """Whether the row of a cell is named right before a count, with no other figure between, or right behind it."""
    number = share.number
    before = _FIGURE_OR_STOP.split(share.block.text[: number.start])[-1]
    clause = _spell(f"{before} {share.block.text[number.end : share.percent.quote_start]}")
    return any(cell.name and _find_name(cell.name, clause) >= 0 for cell in cells)


def _names_column(behind: str, cells: Iterable[_Cell]) -> bool:
    """Whether the words behind a percent name what the column counts, or the plan that it is."""
    return any(
        (cell.is_plan and _PLAN.search(behind)) or ((unit := _unit_of(cell)) and unit.unit in behind) for cell in cells
    )


def _sisters(
    weak: Sequence[tuple[_Share, list[_Cell]]], near: Mapping[int, Sequence[Ratio]], taken: Taken
) -> Iterator[Ratio]:
    """Shares of one digit (0,1%), where another of their paragraph is of the same cell."""
    for share, cells in weak:
        told = {ratio.denominator.mention.mention_id for ratio in near.get(share.block.index, ())}
        cell = next((cell for cell in cells if cell.mention.mention_id in told), None)
        if cell is not None:
            ratio = _build(share, cell)
            take(ratio, taken)
            yield ratio


def _build(share: _Share, cell: _Cell) -> Ratio:
    return Ratio(
        rule=TABLE_WHOLE,
        block=share.block.index,
        start=share.number.quote_start,
        end=share.percent.end,
        numerator=Operand(share.block.index, share.number.mentions[0]),
        denominator=Operand(cell.block, cell.mention),
        percent=Operand(share.block.index, share.percent.mentions[0]),
        remainder=None,
        unit_item=share.number,
        is_forced=False,
    )
