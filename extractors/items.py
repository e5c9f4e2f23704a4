"""The figures of a block in order: ratios a/b, percents and counts, with their units and qualifiers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

import regex

from extractors.layout import Block
from extractors.memory import MAX_REMEMBERED
from extractors.numbers import PERCENT_SIGN
from extractors.row_cells import PERCENT_RULE, unit_of_own_number
from extractors.rules_compiled import COUNT, OTHER, PERCENT, RATIO, CompiledRules, Unit
from extractors.stops import SENTENCE_END
from extractors.text import DocumentText, last_end
from extractors.units import UnitReading, read_qualifier, read_unit
from schemas.fact import Qualifier
from schemas.mention import Mention, MentionKind

RANGE = regex.compile(r"\s?(?:-|–|đến|tới)\s?")
_PER_MILLE = regex.compile(r"[\d.,]+(?:\s?(?:-|–|đến|tới)\s?[\d.,]+)?\s?‰")
_AT_LEAST = regex.compile(r"(?i)(?:ít nhất|tối thiểu|chí ít|không dưới)\b")
# A noun with what it is, and no clause of its own, up to the next that shares its qualifier.
_JOINED_NOUN = regex.compile(r"(?:\s\p{Ll}+){1,9}(?:,|\svà)\s")
# How far before a figure the word stands that makes it a change.
CHANGE_LEAD = 40
# What something rose or fell to is a level: tăng lên mức 420, tăng lên 512 xã; tăng lên 5 vụ so với is a change.
_TO_LEVEL = regex.compile(r"(?i)\b(?:mức|thành)\b|\blên\b(?!.*\bthêm\b)")
_COMPARED_BEHIND = regex.compile(r"(?i)[^.;,()]{0,25}?\s(?:so|cùng kỳ)\b")
_CHANGE_TAIL = regex.compile(
    r"(?i)(?:\s+(?:thêm|được|là|lần lượt|khoảng|trên|hơn|gần|bình quân|tới|đến|lên|thu|mức|ước|ước đạt))*\s*[:(]?\s*$"
)
# 3 giảm 3 tăng, 1 phải 5 giảm: not a month or a year before the word.
_COUNTED = regex.compile(r"(?r)(?<![\p{L}\d.,/-])(?<!(?i:năm|tháng|quý|ngày|kỳ|số)\s)\d\s$")
# A second change behind one word (giảm 58 lượt, 41 người so với cùng kỳ): what parts them and what is said around.
_MORE_CHANGED = regex.compile(r"(?r)(?:[,/;]|\b(?:và|với))\s?$")
_JOINED = regex.compile(r"\s?(?:[,/;]|và|với)\s?")
_CHANGED_BEFORE = regex.compile(
    r"(?i)(?:\s+(?:thêm|được|là|khoảng|gần))*(?:\s*\d[\d.,]*(?:\s\p{L}+){1,4}\s?(?:[,/;]|\b(?:và|với))\s?)+$"
)
_SHARED_BEHIND = regex.compile(r"(?i)[^.;()\d]{0,50}?\b(?:so với|so cùng|cùng kỳ)\b")
_COMPARED_AHEAD = regex.compile(r"(?i)\b(?:so với|so cùng|cùng kỳ)\b[^.;]{0,90}$")
_CLAUSE_STOP = regex.compile(r"(?:\s\p{L}+){0,4}\s*(?:[.;)](?!\d)|$)")
_OPENING = regex.compile(r"[:(]")
_SCORE_BESIDE = regex.compile(r"\d\s?/\s?\d[\d.,]*\sđiểm(?=\s?[.,;)]|\s?$)")
SCORE, COUNT_KIND = "điểm", "count"
# No criterion of the rankings read gives more.
_MAX_SCORE = 100
# A noun between a figure and its slash has at most so many syllables.
_MAX_NOUN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One figure of a block, as one object: `symbol` says ratio, percent or count; positions are in the flat text."""

    symbol: str
    start: int
    end: int
    mentions: tuple[Mention, ...]
    unit: UnitReading | None
    qualifier: Qualifier
    quote_start: int
    is_per_mille: bool = False

    @property
    def value(self) -> Decimal:
        """The main value: of a ratio its numerator."""
        return _value(self.mentions[0])

    @property
    def denominator(self) -> Decimal:
        """The denominator of a ratio."""
        return _value(self.mentions[1])

    @property
    def is_share(self) -> bool:
        """Whether it is printed as a percent; one of a thousand is a rate, of which no a/b and no rest is said."""
        return self.symbol == PERCENT and not self.is_per_mille

    @property
    def unit_end(self) -> int:
        """Where the figure with its unit ends."""
        return max(self.end, self.unit.end if self.unit else 0)


@dataclass(frozen=True, slots=True, eq=False)
class FigureBlock:
    """A block with its figures, and the skeleton in which each figure is one private character."""

    index: int
    block: Block
    text: str
    """The flat text of the block."""
    items: tuple[Item, ...]
    skeleton: str
    skeleton_items: tuple[int | None, ...]
    starts: tuple[int, ...]
    """Where each figure begins."""
    known: dict[tuple[str, Item], object] = field(default_factory=dict)
    """What was read of its figures (once_per_figure)."""

    def position_of(self, item: Item) -> int:
        """The index of a figure among the block's figures."""
        return bisect_left(self.starts, item.start)

    def neighbour(self, item: Item, step: int) -> Item | None:
        """The figure so many places before or behind; None at the ends."""
        position = self.position_of(item) + step
        return self.items[position] if 0 <= position < len(self.items) else None

    def skeleton_between(self, start: int, end: int) -> str:
        """The words between two flat positions with all figures taken out, so that a full stop is one."""
        text = self.text[start:end]
        for item in reversed(self.items):
            if start <= item.start and item.end <= end:
                text = text[: item.start - start] + text[item.end - start :]
        return text

    def text_position(self, position: int) -> int:
        """The flat position of a skeleton position: counted back from the figure that follows it."""
        behind = next(
            (i for i in range(position, len(self.skeleton_items)) if self.skeleton_items[i] is not None), None
        )
        return position if behind is None else self.item_at(behind).start - (behind - position)

    def item_at(self, position: int) -> Item:
        """The figure at a skeleton position; raises KeyError where none stands."""
        index = self.skeleton_items[position]
        if index is None:
            raise KeyError(position)
        return self.items[index]


P = ParamSpec("P")
T = TypeVar("T")


def once_per_figure(
    read: Callable[Concatenate[FigureBlock, Item, P], T],
) -> Callable[Concatenate[FigureBlock, Item, P], T]:
    """A reader of one figure that reads it once: its neighbours, its whole and its ratio ask the same again.

    What else it is given (the document's blocks, the rules) is the same for every figure of a document.
    """

    @wraps(read)
    def read_once(block: FigureBlock, item: Item, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (read.__qualname__, item)
        if asked not in block.known:
            block.known[asked] = read(block, item, *args, **kwargs)
        return cast(T, block.known[asked])

    return read_once


def _value(mention: Mention) -> Decimal:
    return mention.value if mention.value is not None else Decimal(0)


class MentionIndex:
    """Mentions by document offset."""

    def __init__(self, whole: DocumentText, mentions: Sequence[Mention]) -> None:
        self._mentions = tuple(mentions)
        self._offsets = [whole.offset_of(m.page, m.char_start) for m in mentions]

    def within(self, block: Block) -> Iterator[tuple[int, int, Mention]]:
        """Mentions of a block with their flat start and end."""
        flat = block.flat
        first = bisect_left(self._offsets, flat.offsets[0])
        for position in range(first, len(self._mentions)):
            offset = self._offsets[position]
            if offset > flat.offsets[-1]:
                return
            start = flat.find(offset)
            if flat.offsets[start] == offset:
                mention = self._mentions[position]
                yield start, flat.find(offset + mention.char_end - mention.char_start), mention


def read_figures(
    index: int, block: Block, mentions: MentionIndex, rules: CompiledRules, row_unit: Unit | None = None
) -> FigureBlock:
    """The figures of one block; `row_unit` is that of the row or column of a cell."""
    found = list(mentions.within(block))
    items: list[Item] = []
    runs: list[tuple[int, int, int | None]] = []
    position = 0
    while position < len(found):
        start, end, mention = found[position]
        if mention.kind is not MentionKind.FIGURE:
            runs.append((start, end, None))
            position += 1
            continue
        own_unit = unit_of_own_number(mention, end, row_unit)
        item, taken = _read_item(block.flat.text, found, position, rules)
        item = replace(item, unit=own_unit) if own_unit else item
        if item.symbol == PERCENT and _PER_MILLE.match(block.flat.text, item.start):
            item = replace(item, is_per_mille=True)
        runs.append((item.start, item.end, len(items)))
        items.append(item)
        position += taken
    items = _inherit_units(block.flat.text, _share_qualifiers(block.flat.text, items), rules)
    text = block.flat.text
    skeleton, skeleton_items = _build_skeleton(text, runs, items)
    return FigureBlock(index, block, text, tuple(items), skeleton, skeleton_items, tuple(item.start for item in items))


def _share_qualifiers(text: str, items: Sequence[Item]) -> list[Item]:
    """The upper end of a range is at most so many (12-14 giải), and 'ít nhất' is said of all that are joined."""
    result: list[Item] = []
    for item in items:
        previous = result[-1] if result and item.qualifier is Qualifier.EXACT else None
        shared = _share_qualifier(text, previous, item) if previous is not None else item.qualifier
        result.append(item if shared is item.qualifier else replace(item, qualifier=shared))
    return result


def _share_qualifier(text: str, previous: Item, item: Item) -> Qualifier:
    if previous.qualifier is not Qualifier.AT_LEAST or previous.symbol != item.symbol:
        return item.qualifier
    if RANGE.fullmatch(text, previous.end, item.start):
        return Qualifier.AT_MOST
    is_said = _AT_LEAST.match(text, previous.quote_start) and previous.symbol == COUNT and item.unit is not None
    is_joined = is_said and _JOINED_NOUN.fullmatch(text, previous.end, item.start)
    return Qualifier.AT_LEAST if is_joined else item.qualifier


def _inherit_units(text: str, items: Sequence[Item], rules: CompiledRules) -> list[Item]:
    """Parts of a list without a noun of their own (đánh bạc 88, gây rối 41) are counted in the unit of their whole."""
    result: list[Item] = []
    for item in items:
        is_bare = item.symbol == COUNT and item.unit is None
        result.append(_inherit_unit(text, item, result, rules) if is_bare else item)
    return result


def _inherit_unit(text: str, item: Item, before: Sequence[Item], rules: CompiledRules) -> Item:
    whole = next((o for o in reversed(before) if o.symbol == COUNT and o.unit and o.unit.printed), None)
    if whole is None or whole.unit is None or whole.unit.kind != "count":
        return item
    between = text[whole.unit_end : item.start]
    is_led = rules.cues["OF_WHICH"].search(between) or _OPENING.search(between.split(";")[0])
    if SENTENCE_END.search(between) or not is_led:
        return item
    return replace(item, unit=replace(whole.unit, printed="", end=item.end, is_listed=False))


def _read_item(
    text: str, found: Sequence[tuple[int, int, Mention]], position: int, rules: CompiledRules
) -> tuple[Item, int]:
    start, end, mention = found[position]
    if mention.rule == PERCENT_RULE:
        qualifier, quote_start = read_qualifier(text, start, end, rules)
        return Item(PERCENT, start, end, (mention,), None, qualifier, quote_start), 1
    percent = PERCENT_SIGN.match(text, end)
    if percent:
        qualifier, quote_start = read_qualifier(text, start, percent.end(), rules)
        return Item(PERCENT, start, percent.end(), (mention,), None, qualifier, quote_start), 1
    ranged = _read_range_end(text, found, position, rules)
    if ranged:
        return ranged, 1
    qualifier, quote_start = read_qualifier(text, start, end, rules)
    if _is_score(text, found, position, rules):
        last = found[position + 1][1]
        points = UnitReading(SCORE, "", last, COUNT_KIND, Decimal(1), False, is_listed=True)
        points = read_unit(text, last, rules) or points
        return Item(COUNT, start, end, (mention,), points, qualifier, quote_start), 2
    if _is_ratio(text, found, position, rules):
        _, last, denominator = found[position + 1]
        unit = read_unit(text, last, rules) or read_unit(text, end, rules)
        return Item(RATIO, start, last, (mention, denominator), unit, qualifier, quote_start), 2
    return Item(COUNT, start, end, (mention,), read_unit(text, end, rules), qualifier, quote_start), 1


def _read_range_end(
    text: str, found: Sequence[tuple[int, int, Mention]], position: int, rules: CompiledRules
) -> Item | None:
    """The first of 'a-b %' or 'từ a đến b u', which shares the sign or unit of the second; None elsewhere."""
    if position + 1 >= len(found) or found[position + 1][2].kind is not MentionKind.FIGURE:
        return None
    start, end, mention = found[position]
    following, last, _ = found[position + 1]
    if not RANGE.fullmatch(text[end:following]) or read_unit(text, end, rules):
        return None
    symbol = PERCENT if PERCENT_SIGN.match(text, last) else COUNT
    unit = None if symbol == PERCENT else read_unit(text, last, rules)
    own = replace(unit, end=end) if unit else None
    return Item(symbol, start, end, (mention,), own, Qualifier.AT_LEAST, start)


def _is_score(text: str, found: Sequence[tuple[int, int, Mention]], position: int, rules: CompiledRules) -> bool:
    """Whether 'a/b điểm' stands here, or a bare a/b beside such: a score out of a maximum."""
    if position + 1 >= len(found) or text[found[position][1] : found[position + 1][0]].strip() != "/":
        return False
    unit = read_unit(text, found[position + 1][1], rules)
    if unit is not None:
        return unit.unit == SCORE
    begin = last_end(SENTENCE_END, text, 0, found[position][0])
    stop = SENTENCE_END.search(text, found[position + 1][1])
    is_beside = _SCORE_BESIDE.search(text, begin, stop.start() if stop else len(text)) is not None
    return is_beside and _CLAUSE_STOP.match(text, found[position + 1][1]) is not None and _is_part(found, position)


def _is_part(found: Sequence[tuple[int, int, Mention]], position: int) -> bool:
    """Whether two figures may be points of so many: not more, and not counted in thousands."""
    points, most = found[position][2].value, found[position + 1][2].value
    return points is not None and most is not None and points <= most <= _MAX_SCORE


def _is_ratio(text: str, found: Sequence[tuple[int, int, Mention]], position: int, rules: CompiledRules) -> bool:
    """Whether a/b stands here: two figures with a slash (and at most the unit) between, and no third."""
    if position + 1 >= len(found):
        return False
    _, end, first = found[position]
    start, last, second = found[position + 1]
    between = text[end:start]
    if "/" not in between:
        return False
    if not _is_slash(text, (end, start, last), rules) and not _is_plan_slash(text, (end, start, last), rules):
        return False
    if second.kind is not MentionKind.FIGURE or not second.value or PERCENT_SIGN.match(text, last):
        return False
    third = found[position + 2] if position + 2 < len(found) else None
    before = position > 0 and text[found[position - 1][1] : found[position][0]].strip() == "/"
    return not before and not (third and text[last : third[0]].strip() == "/") and first.value is not None


def _is_slash(text: str, places: tuple[int, int, int], rules: CompiledRules) -> bool:
    """Whether a slash and at most the noun counted stand between two figures."""
    end, start, last = places
    between = text[end:start]
    if not between.rstrip().endswith("/"):
        return False
    unit = rules.unit_pattern.match(text, end)
    if unit and between.strip() != "/" and not _same_noun(unit, rules.unit_pattern.match(text, last), rules):
        return False
    return (between.strip() == "/" and len(between) <= 3) or bool(unit and text[unit.end() : start].strip() == "/")


def _is_plan_slash(text: str, places: tuple[int, int, int], rules: CompiledRules) -> bool:
    """Whether '962,4 ha/kế hoạch 900 ha' stands here: the plan named behind the slash, of the same noun."""
    end, start, last = places
    slash = rules.cues["PLAN_SLASH"].search(text, end, start)
    if slash is None:
        return False
    noun = text[end : slash.start()].split()
    units = [rules.unit_pattern.match(text, place) for place in (end, last)]
    is_one = units[0] is not None and _same_noun(units[0], units[1], rules)
    is_said_again = bool(noun) and text[last:].lstrip().casefold().startswith(noun[0].casefold())
    is_alone = text[last : last + 1] in (",", ";", ")", "")
    return len(noun) <= _MAX_NOUN and (is_one or is_said_again or is_alone or not noun)


def _same_noun(one: regex.Match[str], other: regex.Match[str] | None, rules: CompiledRules) -> bool:
    """Whether 15 hộ/20 hộ counts one thing; 41 vụ/57 bị can counts two."""
    return other is not None and rules.units[one[1].casefold()] == rules.units[other[1].casefold()]


def _build_skeleton(
    text: str, runs: Sequence[tuple[int, int, int | None]], items: Sequence[Item]
) -> tuple[str, tuple[int | None, ...]]:
    characters: list[str] = []
    origins: list[int | None] = []
    position = 0
    for start, end, item in runs:
        characters.extend(text[position:start])
        origins.extend([None] * (start - position))
        characters.append(OTHER if item is None or items[item].is_per_mille else items[item].symbol)
        origins.append(item)
        position = max(position, end)
    characters.extend(text[position:])
    origins.extend([None] * (len(text) - position))
    return "".join(characters), tuple(origins)


def is_change(text: str, item: Item, rules: CompiledRules) -> regex.Match[str] | None:
    """The word before a figure that makes it a change (tăng 15%), with its match, else None."""
    before = text[max(0, item.quote_start - CHANGE_LEAD) : item.quote_start]
    match = _find_change(before, rules)
    if match is None and item.symbol == COUNT and _goes_on(before):
        return _shared_change(text, item, before, rules)
    if match is None or not _TO_LEVEL.search(match.string, match.end()):
        return match
    return match if _COMPARED_BEHIND.match(text, item.unit_end) else None


@lru_cache(maxsize=MAX_REMEMBERED)
def _goes_on(before: str) -> bool:
    return _MORE_CHANGED.search(before) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _find_change(before: str, rules: CompiledRules) -> regex.Match[str] | None:
    """The last word of change that leads to the end of these words."""
    last = None
    for match in rules.cues["CHANGE"].finditer(before):
        is_named = _COUNTED.search(before, 0, match.start()) is not None
        if not is_named and _CHANGE_TAIL.fullmatch(before, match.end()):
            last = match
    return last


@lru_cache(maxsize=MAX_REMEMBERED)
def _changes_listed(before: str, rules: CompiledRules) -> tuple[regex.Match[str], ...]:
    """The words of change that a list of figures leads from to the end of these words."""
    return tuple(match for match in rules.cues["CHANGE"].finditer(before) if _CHANGED_BEFORE.match(before, match.end()))


def shares_change(block: FigureBlock, previous: Item, item: Item) -> bool:
    """Whether only a comma or 'và' parts a figure that changed from the one before it (giảm 58 lượt, 41 người)."""
    return _JOINED.fullmatch(block.text, previous.unit_end, item.quote_start) is not None


def _shared_change(text: str, item: Item, before: str, rules: CompiledRules) -> regex.Match[str] | None:
    """The word of change that a figure shares with those before it in a list that is compared with another time."""
    found = _changes_listed(before, rules)
    if not found or before.endswith("/"):  # 04 vụ/09 bị can: one change in two measures
        return found[-1] if found else None
    start = max(0, item.quote_start - CHANGE_LEAD) + found[-1].start()
    is_ahead = _COMPARED_AHEAD.search(text, max(0, start - CHANGE_LEAD * 3), start)
    is_last = is_ahead and _CLAUSE_STOP.match(text, item.unit_end)
    return found[-1] if is_last or _SHARED_BEHIND.match(text, item.unit_end) else None
