"""Shares whose whole no word names: read only where the arithmetic agrees, or where the rest of their list agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import islice, pairwise

import regex

from extractors.bullet_shares import read_bullet_lists
from extractors.items import FigureBlock, Item, is_change
from extractors.named_bases import is_one_digit_off, is_pair
from extractors.own_rates import has_own_noun, is_of_range
from extractors.ratios import HUNDRED, Operand, Ratio, Taken, are_people, is_compared, is_telling, shares_unit, take
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.text import find_close
from schemas.fact import Qualifier
from schemas.mention import Mention

# How far back the whole of a share is looked for, in blocks.
_MAX_BLOCKS_BACK = 8
# How many figures back in one block: farther ones agree by chance.
_MAX_ITEMS_BACK = 30
# How far a percent may stand behind its count, in characters.
_MAX_GAP = 100
# Behind a percent of one plan stands that of another (68,1% kế hoạch vốn điều chỉnh và 72,3% kế hoạch giao đầu năm).
_SECOND = regex.compile(r"[^\d.;:()]{3,60}(?:,|\svà)\s[^\d.;:()]{0,20}")
_WORTH = regex.compile(
    r"(?i)[^.;:()\d]{0,60}?,?\s(?:với )?(?:tổng )?(?:số tiền|trị giá|kinh phí)(?: là| trên| gần| hơn)?\s+"
)
# What the things of an a/b turned out to be: the a of them.
_OUTCOME = regex.compile(r"(?i)[.;]\s(?:kết quả|(?:được )?(?:xếp|phân) loại|qua (?:đánh giá|kiểm tra))\b[^.;\d]*:?\s")
_REST_BEFORE = regex.compile(r"(?ir)\bcòn(?: lại)?\s*$")
# Two members of a list with one whole say that the others have it too.
_MIN_SIBLINGS = 2


def read_shares(
    blocks: Sequence[FigureBlock], found: Sequence[Ratio], taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    """Ratios by arithmetic, then those their lists force."""
    by_index = {block.index: block for block in blocks}
    agreed = list(_read_agreeing(blocks, found, by_index, taken, rules))
    yield from agreed
    yield from _read_second_bases([*found, *agreed], by_index, taken, rules)
    yield from read_bullet_lists(blocks, by_index, taken, rules)
    yield from _read_rests(blocks, [*found, *agreed], taken, rules)
    yield from _read_forced(blocks, [*found, *agreed], by_index, taken, rules)


def unread_pairs(block: FigureBlock, taken: Taken, rules: CompiledRules) -> Iterator[tuple[Item, Item]]:
    """Counts with the percent that stands right behind them or behind a bracket about them, neither used yet."""
    for before, percent in pairwise(block.items):
        if before.symbol != COUNT or percent.symbol != PERCENT or percent.mentions[0].mention_id in taken.percents:
            continue
        number, gap = _before_bracket(block, before, percent)
        if (
            len(gap) > _MAX_GAP
            or is_of_range(block, percent)
            or any(mark in gap for mark in ";.")
            or number.mentions[0].mention_id in taken.numerators
        ):
            continue
        after = rules.cue_starts["COMPARED"].match(block.text, percent.end)
        is_moved = is_change(block.text, number, rules) is not None
        is_growth = is_moved and (
            gap.rstrip().endswith("(") or is_compared(block, number.start, percent.quote_start, rules)
        )
        if not after and not is_growth and is_change(block.text, percent, rules) is None:
            yield number, percent


def _before_bracket(block: FigureBlock, before: Item, percent: Item) -> tuple[Item, str]:
    """The count that a percent is of, and what stands between: '2.511 hồ sơ (toàn trình 1.934, một phần 577), đạt'."""
    close = find_close(block.text, before.end, percent.quote_start)
    opening = block.text.rfind("(", 0, before.start)
    whole = next((item for item in reversed(block.items) if item.unit_end <= opening), None)
    is_aside = opening >= 0 and close < percent.quote_start and ")" not in block.text[opening : before.start]
    if not is_aside or whole is None or whole.symbol != COUNT:
        return before, block.text[before.end : percent.quote_start]
    return whole, block.text[whole.end : opening] + block.text[close + 1 : percent.quote_start]


@dataclass(frozen=True, slots=True)
class _Share:
    """A count with its percent, and every count of which it is that share, nearest first."""

    block: FigureBlock
    number: Item
    percent: Item
    wholes: tuple[Operand, ...]

    @property
    def is_telling(self) -> bool:
        """Whether the percent says which whole it is of."""
        return is_telling(self.percent.mentions[0])


def _read_agreeing(
    blocks: Sequence[FigureBlock],
    found: Sequence[Ratio],
    by_index: dict[int, FigureBlock],
    taken: Taken,
    rules: CompiledRules,
) -> Iterator[Ratio]:
    """Shares by arithmetic: of the whole of the shares before them, or that most of their list agree on, or nearest."""
    near: dict[int, list[Ratio]] = {}
    for ratio in found:
        near.setdefault(ratio.block, []).append(ratio)
    pairs = [(block, *pair) for block in blocks for pair in unread_pairs(block, taken, rules)]
    shares = [share for pair in pairs for share in _read_share(*pair, near, by_index, rules)]
    listed = Counter(
        (block.index, _noun(number)) for block, number, percent in pairs if is_telling(percent.mentions[0])
    )
    votes = Counter(
        (_list_of(share.block), whole.mention.mention_id)
        for share in shares
        if share.is_telling
        for whole in share.wholes
    )
    for share in shares:
        if share.wholes:
            place = _list_of(share.block)
            whole = max(share.wholes, key=lambda operand: votes[place, operand.mention.mention_id])
            if listed[share.block.index, _noun(share.number)] >= _MIN_SIBLINGS and not _is_backed(
                share, whole, votes, near
            ):
                continue
            ratio = _build("share_by_arithmetic", share.block, share.number, share.percent, whole, is_forced=False)
            take(ratio, taken)
            yield ratio


def _noun(item: Item) -> str | None:
    return item.unit.unit if item.unit else None


def _is_backed(share: _Share, whole: Operand, votes: Counter[tuple[int, str]], near: dict[int, list[Ratio]]) -> bool:
    """Whether a share of one digit (kém 14 em, 0,1%) has the whole of others of its list: one in ten fits by chance."""
    told = {ratio.denominator.mention.mention_id for ratio in near.get(share.block.index, ())}
    wanted = whole.mention.mention_id
    return share.is_telling or wanted in told or votes[_list_of(share.block), wanted] > 0


def _read_share(
    block: FigureBlock,
    number: Item,
    percent: Item,
    near: dict[int, list[Ratio]],
    by_index: dict[int, FigureBlock],
    rules: CompiledRules,
) -> Iterator[_Share]:
    """The share with its wholes; of two measures side by side (68 vụ với 121 bị can, đạt 90,7%) the one with any."""
    first = block.neighbour(number, -1)
    is_one = first is not None and (is_pair(block, first, number) or _is_worth(block, first, number))
    measures = (number, first) if first is not None and is_one else (number,)
    found = (
        _Share(block, one, percent, tuple(find_wholes(block, (one, percent), near, by_index, rules)))
        for one in measures
    )
    yield from islice((share for share in found if share.wholes), 1)


def _is_worth(block: FigureBlock, first: Item, amount: Item) -> bool:
    """Whether an amount only says what the things before it cost: 1.974 địa chỉ được trợ giúp với số tiền 9 tỷ."""
    is_money = amount.unit is not None and amount.unit.kind == "money" and first.symbol == COUNT
    return is_money and _WORTH.fullmatch(block.text, first.unit_end, amount.quote_start) is not None


def _list_of(block: FigureBlock) -> int:
    """What the shares of one list have in common: the parent of a bullet, else the block itself."""
    parent = block.block.parent
    return -1 - parent if block.block.marker is not None and parent is not None else block.index


def find_wholes(
    block: FigureBlock,
    share: tuple[Item, Item],
    near: dict[int, list[Ratio]],
    by_index: dict[int, FigureBlock],
    rules: CompiledRules,
) -> list[Operand]:
    """The counts of which the number is that share when rounded, nearest first; else when cut off.

    A percent without decimals is cut off of one count or another by chance.
    """
    number, percent = share[0], share[1].mentions[0]
    is_own = has_own_noun(block, number, share[1], rules)
    candidates = [*_wholes_before(block, number, near), *_wholes(block, number, by_index, rules)]
    if rules.cues["COMPARED_PLAN"].match(block.text, share[1].end) and number.unit and number.unit.kind == "count":
        candidates = [one for one in candidates if _tells_plan(block, number, by_index.get(one[0]), rules)]
    for rounding in (ROUND_HALF_UP, ROUND_DOWN) if percent.decimals else (ROUND_HALF_UP,):
        found = [
            Operand(place, mention)
            for place, mention, is_alike in candidates
            if (is_alike or (place == block.index and (percent.decimals or 0) > 0))
            and (place == block.index or not is_own)
            and mention is not number.mentions[0]
            and _fits(number.value, mention, percent, rounding)
        ]
        if found:
            return found
    return []


def _tells_plan(block: FigureBlock, number: Item, place: FigureBlock | None, rules: CompiledRules) -> bool:
    """Whether a paragraph speaks of a plan: what a percent of the plan is of is no count of what is there."""
    text = place.text[: number.start] if place is block else place.text if place else ""
    return place is None or rules.cues["PLAN_WORDS"].search(text) is not None


def _wholes_before(
    block: FigureBlock, number: Item, near: dict[int, list[Ratio]]
) -> Iterator[tuple[int, Mention, bool]]:
    """The wholes of the shares of the same unit that the block says before a number."""
    for ratio in near.get(block.index, ()):
        if ratio.percent and ratio.end <= number.start and shares_unit(ratio.unit_item, number):
            yield ratio.denominator.block, ratio.denominator.mention, True


def _wholes(
    block: FigureBlock, number: Item, by_index: dict[int, FigureBlock], rules: CompiledRules
) -> Iterator[tuple[int, Mention, bool]]:
    """Counts that may be the whole, nearest first: in the block, then in the blocks above it."""
    here = block.position_of(number)
    for item in reversed(block.items[max(0, here - _MAX_ITEMS_BACK) : here]):
        is_alike = shares_unit(item, number) or are_people(item, number, rules)
        if item.symbol == RATIO and _leads_to_parts(block, item, number, rules):
            yield (
                block.index,
                item.mentions[0],
                is_alike or number.unit is None,
            )  # đã bầu được 25/26 đại biểu, trong đó nữ 08 (32%)
        yield from _as_wholes(block.index, item, is_alike=is_alike)
    headings = _headings(block, by_index)
    for index in range(block.index - 1, max(-1, block.index - 1 - _MAX_BLOCKS_BACK), -1):
        above = by_index.get(index)
        if above is None or above.block.cell is not None:
            continue
        for item in reversed(above.items[-_MAX_ITEMS_BACK:]):
            is_heading = index in headings and are_people(item, number, rules)
            if shares_unit(item, number) or is_heading or _counts_in_words(block, number, item):
                yield from _as_wholes(index, item, is_alike=True)


def _leads_to_parts(block: FigureBlock, slash: Item, number: Item, rules: CompiledRules) -> bool:
    """Whether the words behind an a/b lead to the parts of its a: trong đó; '... được đánh giá. Kết quả: 318'."""
    is_of_which = rules.cues["OF_WHICH"].search(block.text, slash.end, number.start) is not None
    return is_of_which or _OUTCOME.search(block.text, slash.end, number.start) is not None


def _counts_in_words(block: FigureBlock, number: Item, whole: Item) -> bool:
    """Whether a number without a noun is said to count what the whole counts (số cử tri đã bầu là 53.518)."""
    noun = whole.unit.unit if whole.unit and whole.unit.kind == "count" else None
    if number.unit is not None or not noun or " " not in noun:
        return False
    before = regex.split(r"[.;](?=\s)", block.text[: number.start])[-1]
    return f" {noun} " in f"{before} ".casefold()


def _headings(block: FigureBlock, by_index: dict[int, FigureBlock]) -> set[int]:
    """The blocks a block stands under: a figure in them is of the whole list (Giáo dục THCS (7.105 học sinh):)."""
    found: set[int] = set()
    parent = block.block.parent
    while parent is not None and parent not in found:
        found.add(parent)
        above = by_index.get(parent)
        parent = above.block.parent if above else None
    return found


def _as_wholes(index: int, item: Item, *, is_alike: bool) -> Iterator[tuple[int, Mention, bool]]:
    if item.symbol == COUNT:
        yield index, item.mentions[0], is_alike
    elif item.symbol == RATIO:
        yield index, item.mentions[1], is_alike


def _fits(part: Decimal, whole: Mention, percent: Mention, rounding: str) -> bool:
    """Whether the percent is the quotient at its printed decimals."""
    if not whole.value or whole.value < part or percent.value is None:
        return False
    exact = HUNDRED * part / whole.value
    step = Decimal(1).scaleb(-(percent.decimals or 0))
    return percent.value == exact.quantize(step, rounding)


def _build(rule: str, block: FigureBlock, number: Item, percent: Item, whole: Operand, *, is_forced: bool) -> Ratio:
    return Ratio(
        rule=rule,
        block=block.index,
        start=number.quote_start,
        end=percent.end,
        numerator=Operand(block.index, number.mentions[0]),
        denominator=whole,
        percent=Operand(block.index, percent.mentions[0]),
        remainder=None,
        unit_item=number,
        is_forced=is_forced,
    )


def _read_rests(
    blocks: Sequence[FigureBlock], found: Sequence[Ratio], taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    """'..., còn c chưa (chiếm q%)' behind a share of the same sentence has the whole of that share."""
    for block in blocks:
        for number, percent in unread_pairs(block, taken, rules):
            before = [r for r in found if r.block == block.index and r.percent and r.end <= number.start]
            if not before or not _REST_BEFORE.search(block.text[: number.quote_start]):
                continue
            share = max(before, key=lambda ratio: ratio.end)
            if shares_unit(share.unit_item, number) and "." not in block.skeleton_between(share.end, number.start):
                ratio = _build("rest_in_words", block, number, percent, share.denominator, is_forced=True)
                take(ratio, taken)
                yield ratio


def _read_forced(
    blocks: Sequence[FigureBlock],
    found: Sequence[Ratio],
    by_index: dict[int, FigureBlock],
    taken: Taken,
    rules: CompiledRules,
) -> Iterator[Ratio]:
    """Shares in a list of which at least two others have the same whole."""
    near: dict[int, list[Ratio]] = {}
    for ratio in found:
        near.setdefault(ratio.block, []).append(ratio)
    for block in blocks:
        for number, percent in unread_pairs(block, taken, rules):
            if not is_plain_share(block, number, percent, rules):
                continue
            around = range(block.index - _MAX_BLOCKS_BACK, block.index + _MAX_BLOCKS_BACK + 1)
            siblings = [r for index in around for r in near.get(index, ()) if _is_sibling(r, block, number, by_index)]
            wholes = Counter(ratio.denominator.mention.mention_id for ratio in siblings)
            best = wholes.most_common(1)
            if not best or best[0][1] < _MIN_SIBLINGS or len(wholes) > 1:
                continue
            whole = next(r.denominator for r in siblings if r.denominator.mention.mention_id == best[0][0])
            if number.value <= (whole.mention.value or Decimal(0)) and whole.mention is not number.mentions[0]:
                ratio = _build("share_in_list", block, number, percent, whole, is_forced=True)
                if whole.block in by_index or is_one_digit_off(ratio):
                    take(ratio, taken)
                    yield ratio


def _read_second_bases(
    found: Sequence[Ratio], by_index: dict[int, FigureBlock], taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    """'b, đạt p% kế hoạch điều chỉnh và q% kế hoạch giao đầu năm': the second is of another count before it."""
    for ratio in found:
        block = by_index[ratio.block]
        percent = next((i for i in block.items if i.start >= ratio.end), None) if ratio.percent else None
        if percent is None or percent.symbol != PERCENT or ratio.numerator is None:
            continue
        is_free = percent.mentions[0].mention_id not in taken.percents and bool(percent.mentions[0].decimals)
        is_next = _SECOND.fullmatch(block.text, ratio.end, percent.quote_start)
        if not is_free or not is_next or not rules.cues["COMPARED_PLAN"].match(block.text, percent.end):
            continue
        before = (i for i in block.items if i.end <= ratio.start and i.symbol == COUNT)
        wholes = [i for i in before if shares_unit(i, ratio.unit_item) and _is_quotient(ratio, i, percent)]
        if wholes:
            whole = Operand(block.index, wholes[-1].mentions[0])
            second = _build("share_of_second_base", block, ratio.unit_item, percent, whole, is_forced=False)
            take(second, taken)
            yield second


def _is_quotient(ratio: Ratio, whole: Item, percent: Item) -> bool:
    return _fits(ratio.numerator_value, whole.mentions[0], percent.mentions[0], ROUND_HALF_UP)


def is_plain_share(block: FigureBlock, number: Item, percent: Item, rules: CompiledRules) -> bool:
    """'n người (p%)' or 'n người, chiếm p%': the percent says of the count what part it is, not a bound it passes.

    The bracket behind a change (tăng 412 người (11,0%)) says how large the change is.
    """
    gap = block.text[number.end : percent.start]
    words = list(rules.cues["ATTAIN"].finditer(gap))
    is_stated = bool(words) and not gap[words[-1].end() :].strip(" :(")
    is_bracket = gap.rstrip().endswith("(") and "," not in gap and is_change(block.text, number, rules) is None
    return percent.qualifier is Qualifier.EXACT and (is_stated or is_bracket)


def _counts_anew(block: FigureBlock, number: Item, start: int, end: int) -> bool:
    """Whether between two shares another count of their noun stands, of which the second may be."""
    between = (item for item in block.items if start < item.start < end and item is not number)
    alone = (item for item in between if (behind := block.neighbour(item, 1)) is None or behind.symbol != PERCENT)
    return any(item.symbol != PERCENT for item in alone)


def _is_sibling(ratio: Ratio, block: FigureBlock, number: Item, by_index: dict[int, FigureBlock]) -> bool:
    """Whether a ratio stands in the same list: the same sentence, or a bullet beside this one."""
    if ratio.percent is None or ratio.numerator is None or not shares_unit(ratio.unit_item, number):
        return False
    if not is_telling(ratio.percent.mention):
        return False
    if ratio.block == block.index:
        start, end = min(ratio.start, number.start), max(ratio.end, number.end)
        return "." not in block.skeleton_between(start, end) or not _counts_anew(block, number, start, end)
    other = by_index.get(ratio.block) if ratio.denominator.block in by_index else None
    if other is None or other.block.cell is not None or abs(other.index - block.index) > _MAX_BLOCKS_BACK:
        return False
    return (
        other.block.parent == block.block.parent
        and other.block.level == block.block.level
        and other.block.marker is not None
    )
