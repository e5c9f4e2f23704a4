"""What is said of a figure, and to which figures it belongs: its whole, and those it is listed with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from extractors.items import FigureBlock, Item, is_change, once_per_figure
from extractors.kinds import Other, Said, is_event, tell_any, tell_before_it
from extractors.label_wholes import counts_the_same, find_list_whole, find_parted
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.text import last_end
from schemas.fact import PeriodKind

# Words farther from a figure than this do not tell whether it happened or is there.
NEAR = 160
# No sentence of the reports read is longer on either side of a figure; without a bound, one long line is quadratic.
WINDOW = 700
_MAX_LIST = 5
# Parts of parts of parts: no deeper in the reports read.
_MAX_NESTED = 3
_CLOSES = regex.compile(r"[^()]*\)")
# A share of the figure before it is as that is; one with a name of its own (công suất phòng 48%) is not told by it.
_BARE_SHARE = regex.compile(r"(?i)[^,;.()]{0,40}[\s,(]*(?:chiếm|đạt|bằng|=|tương đương)?\s*(?:tỷ lệ|tỉ lệ)?\s*")
# What has a verb or a subject of its own is not told by that of the figure before.
_OWN_SUBJECT = regex.compile(r"(?i)\b(?:tổng|toàn|cả|số|là|có|gồm|hiện|còn)\b")
# What goes with the figure before it is of its kind (05 khu dân cư với diện tích 61,35 ha; 06 chi bộ và 12 đảng viên).
_GOES_WITH = regex.compile(
    r"(?i)[^;.,]{0,40}?\s"
    r"(?:(?:với|tương ứng|có)?\s*(?:tổng )?(?:diện tích|chiều dài|khối lượng|(?:số )?vốn(?: đăng ký| điều lệ)?)"
    r"\s*(?:là |đạt )?|với(?: (?:tổng số|trên|hơn|gần|khoảng))*|và|cùng)\s*$"
    r"|[^;.,]{0,40}?,\s(?:với |có )?(?:tổng (?:diện tích|chiều dài|khối lượng|dung tích)|dài)\s*(?:là |đạt |khoảng )?$"
)
_MEMBER = regex.compile(r";(?=\s)|[.!?](?=\s+[\p{Lu}\-+*])")
# A number inside the name of what is counted (Dư nợ qua 4 tổ chức là 521 tỷ đồng, số tàu dài từ 15 m trở lên là 1.364).
_NAME_GOES_ON = regex.compile(r"(?i)\s?\p{L}[^,;:.()]*\s(?:là|đạt|:)(?:\s(?:trên|hơn|khoảng|gần))*\s*$")
# What a semicolon parts from a figure of another sort is no part of it, unless it says so.
_OTHER_CLAUSE = regex.compile(r"(?i);(?!\s*(?:trong đó|bao gồm|gồm|cụ thể|chia ra)\b)")
_BARE_BEHIND = regex.compile(r"(?i)\s*[,(]?\s*(?:(?:chiếm|đạt|bằng|=|tương đương)\s*)?(?:(?:tỷ|tỉ) lệ\s*)?")
_FOLLOWS = regex.compile(r"(?i)\s?%?\s*(?:[,.;)]|(?:so với )?(?:kế hoạch|KH|chỉ tiêu|dự toán)\b|$)")
_STOPS = regex.compile(r"\s*[,:.\-+]\s")
# Behind a figure a comma begins what is said of the next.
_NEXT_OWN = regex.compile(
    r"(?i)[;(),]|[.!?](?=\s+(?-i:[\p{Lu}\-+*]))|\b(?:tăng|giảm|đạt|chiếm|bằng|so với|trong đó|gồm)\b"
)
_OWN_CLAUSE = regex.compile(r"[;)]|[.!?](?=\s+[\p{Lu}\-+*])")


@once_per_figure
def find_others(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[Other, ...]:
    """The whole of which a figure is a part, then those it is listed with, nearest first."""
    return tuple(_read_others(block, item, rules))


def _read_others(block: FigureBlock, item: Item, rules: CompiledRules) -> Iterator[Other]:
    whole = _find_whole(block, item, rules)
    if whole:
        is_part = (
            item.unit is None
            or item.symbol == PERCENT
            or counts_the_same(item, whole)
            or _are_people(item, whole, rules)
        )
        if is_part or not _OTHER_CLAUSE.search(block.text, whole.unit_end, item.start):
            yield Other(_said_alone(block, whole, rules).before, _tell_nested(block, whole, rules), is_part)
    listed = tuple(_listed_before(block, item, rules))
    for other in (*listed, *_in_lines_before(block, listed[-1] if listed else item)):
        said = _said_alone(block, other, rules)
        yield Other(said.before, tell_before_it(said, rules))


def _are_people(item: Item, whole: Item, rules: CompiledRules) -> bool:
    """Whether both count people, whatever they are called (162 đảng viên mới (nữ 88 đồng chí))."""
    is_person = rules.cue_wholes["PERSON"].fullmatch
    return all(one.unit is not None and is_person(one.unit.unit or "") is not None for one in (item, whole))


def _find_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    if not block.position_of(item):
        return None
    return find_list_whole(block, item, rules) or find_parted(block, item, rules)


def _tell_nested(block: FigureBlock, item: Item, rules: CompiledRules) -> PeriodKind | None:
    """The kind of a whole, else of that of which it is a part itself, else as what it counts tells."""
    whole: Item | None = item
    for _ in range(_MAX_NESTED):
        told = _tell_whole(block, whole, rules) if whole else None
        if whole is None or told:
            return told or tell_any(_said_alone(block, item, rules), rules)
        whole = _find_whole(block, whole, rules)
    return tell_any(_said_alone(block, item, rules), rules)


@once_per_figure
def _tell_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> PeriodKind | None:
    """The kind of a whole by its own words, else by those of its list."""
    listed = _listed_before(block, item, rules)
    told = (tell_before_it(_said_alone(block, other, rules), rules) for other in (item, *listed))
    return next((kind for kind in told if kind), None)


@once_per_figure
def _said_alone(block: FigureBlock, item: Item, rules: CompiledRules) -> Said:
    """What is said of a figure beside its name."""
    return own_words(block, item, "", is_change(block.text, item, rules) is not None)


def _listed_before(block: FigureBlock, item: Item, rules: CompiledRules) -> Iterator[Item]:
    """The figures that share their clause with one behind them, nearest first: 'cấp 1.940 sổ (98%), 8.615 thẻ'.

    What happens goes with its like only, and what has a subject of its own stands for itself.
    """
    text, unit = block.text, item.unit.unit if item.unit else None
    happens = is_event(unit, rules)
    cursor, gap_end, behind = item, item.start, ""
    for _ in range(_MAX_LIST):
        before = block.neighbour(cursor, -1)
        if before is None:
            return
        gap = text[before.unit_end : gap_end] + behind
        is_aside = _CLOSES.match(gap)
        cursor, gap_end, behind = before, before.start, ""
        if is_aside:
            gap_end, behind = max(0, text.rfind("(", 0, before.start)), gap[is_aside.end() :]
            continue
        has_own_name = item.symbol == PERCENT and not _BARE_SHARE.fullmatch(gap)
        if has_own_name or _OWN_CLAUSE.search(gap) or _OWN_SUBJECT.search(gap):
            return
        is_alike = before.unit is not None and before.unit.unit == unit
        if is_alike or not (happens or is_change(text, before, rules)):
            yield before


def _in_lines_before(block: FigureBlock, item: Item) -> Iterator[Item]:
    """The first figures of the members before it of a list with semicolons, nearest first: of one that is only named.

    'Hội Nông dân 168 triệu đồng, 94 tổ; Hội Phụ nữ 201 triệu đồng' goes by the unit, '163 bộ chiêng; 41 nghệ nhân'
    has the verb of the first.
    """
    text, begin = block.text, _member_start(block.text, item.start)
    if begin <= 0 or text[begin - 1] != ";" or item.symbol == PERCENT:
        return
    is_bare, position = not text[begin : item.start].strip(), bisect_left(block.starts, begin)
    if block.items[position] is not item:
        return
    for _ in range(_MAX_LIST):
        begin = _member_start(text, begin - 1)
        position, end = bisect_left(block.starts, begin), position
        if position >= end:
            return
        first = block.items[position]
        if is_bare or counts_the_same(item, first) or item.unit is first.unit is None:
            yield first
        if begin <= 0 or text[begin - 1] != ";":
            return


def _member_start(text: str, position: int) -> int:
    """Where the member of a list begins that a place lies in: behind a semicolon, or the sentence."""
    return last_end(_MEMBER, text, max(0, position - WINDOW), position)


def counted_by_share(block: FigureBlock, item: Item) -> Item:
    """The count that a bare percent behind it is a share of, with which it holds (7.904 phiếu (97,62%), đạt 91%)."""
    previous = block.neighbour(item, -1)
    if item.symbol != PERCENT or previous is None or previous.symbol == PERCENT:
        return item
    is_bare = _BARE_BEHIND.fullmatch(block.text, previous.unit_end, item.start) is not None
    return previous if is_bare and _FOLLOWS.match(block.text, item.end) else item


def own_words(block: FigureBlock, item: Item, label: str, is_change: bool) -> Said:
    """A figure's own words: from the figure before it to the next, within its clause."""
    text, previous, following = block.text, block.neighbour(item, -1), block.neighbour(item, 1)
    start = max(previous.unit_end if previous else 0, item.start - WINDOW)
    before = text[start : item.start]
    if previous and _GOES_WITH.match(before):
        earlier = block.neighbour(previous, -1)
        before = text[max(earlier.unit_end if earlier else 0, start - WINDOW) : previous.start]
    if previous and previous.symbol == COUNT and _NAME_GOES_ON.match(before):
        earlier = block.neighbour(previous, -1)
        start = max(earlier.unit_end if earlier else 0, item.start - WINDOW)
        before = text[start : item.start]
        previous = earlier
    cut = last_end(_OWN_CLAUSE, before, 0, len(before))
    opens = cut > 0 or previous is None or _STOPS.match(before) is not None
    before = before[cut:]
    opens, before = opens and len(before) <= NEAR, before[-NEAR:]
    end = min(following.start if following else len(text), item.end + NEAR)
    stop = (_NEXT_OWN if following else _OWN_CLAUSE).search(text, item.end, end)
    after = text[item.end : stop.start() if stop else end]
    unit = item.unit.unit if item.unit and item.symbol != PERCENT else None
    return Said(before, after, label, unit, is_share=item.symbol != COUNT, is_change=is_change, opens=opens)
