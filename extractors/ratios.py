"""Ratios: a/b with their percent, and ratios said in words, by the rules of ratios.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import regex

from extractors.asides import without_changes
from extractors.complements import is_rest_of_share, may_be_rest_of_share
from extractors.items import CHANGE_LEAD, FigureBlock, Item, is_change
from extractors.own_rates import has_own_noun
from extractors.row_cells import PERCENT_RULE
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRatio, CompiledRules
from extractors.stops import SENTENCE_END
from extractors.text import find_close, last_end
from schemas.mention import Mention

# How far above a bullet its whole is looked for.
_MAX_BLOCKS_BACK = 6
HUNDRED = Decimal(100)
# A percent of fewer digits agrees by chance with one count in ten.
_MIN_DIGITS = 2
# Rules whose 100 % may be of something else: of what was due, of the criteria named between.
_MAY_BE_OF_DUE = ("settled_of_taken", "slash_of_those_reaching")
# What parts an a/b from its percent; the comma of 'xã, thị trấn đạt 100%' does not.
_APART, _ADVERB = regex.compile(r"[,:(=]"), regex.compile(r"^\s*(?:đã |cũng |và |đều |với )?")
# A bracket with counts and no percent or ratio is an aside (cùng kỳ 3.916 đơn): the sentence goes on as if without it.
_ASIDE = regex.compile(rf"\([^(){RATIO}{PERCENT}]*{COUNT}[^(){RATIO}{PERCENT}]*\)")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number in a ratio and the block it stands in."""

    block: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numbers joined by words; a complement has the remainder instead of the numerator."""

    rule: str
    block: int
    start: int
    end: int
    numerator: Operand | None
    denominator: Operand
    percent: Operand | None
    remainder: Operand | None
    unit_item: Item
    is_forced: bool

    @property
    def numerator_value(self) -> Decimal:
        """The numerator, computed for a complement."""
        if self.numerator is not None:
            return _value(self.numerator)
        return _value(self.denominator) - (_value(self.remainder) if self.remainder else Decimal(0))


@dataclass(frozen=True, slots=True)
class Taken:
    """Which mentions already serve a ratio, so that none is read twice."""

    percents: set[str]
    ratios: set[str]
    numerators: set[str]
    denominators: set[str]


def _value(operand: Operand) -> Decimal:
    return operand.mention.value if operand.mention.value is not None else Decimal(0)


def read_ratios(blocks: Sequence[FigureBlock], taken: Taken, rules: CompiledRules) -> list[Ratio]:
    """Ratios that words join; a percent and a numerator serve one ratio only."""
    found: list[Ratio] = []
    for block in blocks:
        if any(item.symbol == PERCENT for item in block.items) and len(block.items) > 1:
            for rule in rules.ratios:
                found.extend(_apply(rule, block, block.skeleton, taken, rules))
            plain = _ASIDE.sub(_blank, block.skeleton)
            if plain != block.skeleton:
                for rule in rules.ratios:
                    found.extend(_apply(rule, block, plain, taken, rules))
            level = without_changes(block, rules)
            if level is not block:
                for rule in (rule for rule in rules.ratios if rule.rule.skips_changes):
                    found.extend(_apply(rule, level, level.skeleton, taken, rules))
    by_index = {block.index: block for block in blocks}
    for block in blocks:
        found.extend(_read_cell_share(block, taken))
        found.extend(_read_bullet_shares(block, by_index, taken, rules))
        found.extend(_read_bare(block, taken, rules))
    return found


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match[0])


def _apply(
    compiled: CompiledRatio, block: FigureBlock, skeleton: str, taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    if not compiled.may_match(skeleton):
        return
    matches = sorted(
        compiled.pattern.finditer(skeleton, overlapped=True),
        key=lambda match: (match.start("percent"), -match.start()),
    )
    for match in matches:
        ratio = _read_match(compiled, match, block)
        is_sound = _is_sound_rest if compiled.rule.is_complement else _is_sound
        if ratio and _is_free(ratio, compiled, taken) and is_sound(ratio, compiled, block, match, rules):
            take(ratio, taken)
            yield ratio


def _read_match(compiled: CompiledRatio, match: regex.Match[str], block: FigureBlock) -> Ratio | None:
    groups = {
        name: block.item_at(match.start(name)) for name in match.groupdict() if match[name] in (RATIO, PERCENT, COUNT)
    }
    percent, slash, base = groups["percent"], groups.get("ratio"), groups.get("base")
    number, whole = groups.get("num"), groups.get("den")
    if slash is not None:
        numerator, denominator, unit_item = slash.mentions[0], slash.mentions[1], slash
    elif number is not None and (base or whole):
        numerator, unit_item = number.mentions[0], number
        denominator = base.mentions[1] if base else (whole or number).mentions[0]
    else:
        return None
    is_complement = compiled.rule.is_complement
    first = min(item.quote_start for name, item in groups.items() if name != "base")
    return Ratio(
        rule=compiled.rule.id,
        block=block.index,
        start=first,
        end=max(item.unit_end for item in groups.values()),
        numerator=None if is_complement else Operand(block.index, numerator),
        denominator=Operand(block.index, denominator),
        percent=Operand(block.index, percent.mentions[0]),
        remainder=Operand(block.index, numerator) if is_complement else None,
        unit_item=unit_item,
        is_forced=compiled.rule.is_forced,
    )


def _is_free(ratio: Ratio, compiled: CompiledRatio, taken: Taken) -> bool:
    if ratio.percent and ratio.percent.mention.mention_id in taken.percents:
        return False
    if ratio.numerator is None or compiled.rule.shares_numerator:
        return True
    number = ratio.numerator.mention.mention_id
    return number not in taken.ratios and number not in taken.numerators


def _is_sound(
    ratio: Ratio, compiled: CompiledRatio, block: FigureBlock, match: regex.Match[str], rules: CompiledRules
) -> bool:
    """Whether numerator and whole count the same thing; without words that force it, whether they agree too."""
    if _value(ratio.denominator) == 0 or ratio.denominator.mention is (
        ratio.numerator.mention if ratio.numerator else None
    ):
        return False
    is_part = not _changes_a_level(block, ratio.unit_item, rules)
    if not is_part and is_compared(block, ratio.unit_item.start, _percent_start(ratio, block), rules):
        return False
    if (
        not compiled.rule.is_forced
        and "den" in match.groupdict()
        and not is_telling(block.item_at(match.start("percent")).mentions[0])
    ):
        return False
    is_open = (
        not is_part
        or not compiled.rule.is_forced
        or _attains_all(ratio, block, rules)
        or _leaves_bracket(match, block)
        or has_own_noun(block, ratio.unit_item, block.item_at(match.start("percent")), rules)
    )
    if is_open:
        return agrees(ratio) and ("den" not in match.groupdict() or not _is_of_other(ratio, block, rules))
    return "den" not in match.groupdict() or _has_whole(ratio, block, match, rules)


def _has_whole(ratio: Ratio, block: FigureBlock, match: regex.Match[str], rules: CompiledRules) -> bool:
    """Whether a share is of the count that its words name: of one noun and no other fits better, or it fits."""
    if _is_of_other(ratio, block, rules):
        return False
    whole = block.item_at(match.start("den"))
    is_one = counts_alike(whole, ratio.unit_item) or are_people(whole, ratio.unit_item, rules)
    return (is_one and not _is_movement(block, whole, rules)) or agrees(ratio)


def _is_sound_rest(
    ratio: Ratio, compiled: CompiledRatio, block: FigureBlock, match: regex.Match[str], rules: CompiledRules
) -> bool:
    """Whether a ratio is the rest of its percent, by the words, or by some of them and the arithmetic."""
    if _value(ratio.denominator) == 0:
        return False
    percent = block.item_at(match.start("percent"))
    if is_rest_of_share(block, percent, ratio.unit_item, rules):
        return True
    return agrees(ratio) and may_be_rest_of_share(block, percent, ratio.unit_item, rules)


def is_compared(block: FigureBlock, start: int, end: int, rules: CompiledRules) -> bool:
    """Whether the sentence of a movement says against what: its percent is then how large the movement is.

    'so với cùng kỳ (468 vụ) tăng 44 vụ, bằng 9,4%' is no share of the 468.
    """
    begin = last_end(SENTENCE_END, block.text, 0, start)
    return rules.cues["COMPARED"].search(block.text, begin, end) is not None


def _percent_start(ratio: Ratio, block: FigureBlock) -> int:
    return next(item.start for item in block.items if ratio.percent and ratio.percent.mention in item.mentions)


def _is_movement(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a count is how much something rose or fell (tăng 312 con): a whole only where the percent fits."""
    change = is_change(block.text, item, rules)
    if change is None:
        return False
    start = max(0, item.quote_start - CHANGE_LEAD) + change.start()
    return not rules.cues["CHANGE_TO"].search(block.text, start, item.start)


def _changes_a_level(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a count is how much another count of its sentence rose or fell, not a level (giảm còn 12 hộ)."""
    if item.symbol != COUNT:
        return False
    position = block.position_of(item)
    before = [other for other in block.items[:position] if other.symbol in (COUNT, RATIO)]
    is_led = bool(before) and "." not in block.skeleton_between(before[-1].end, item.start)
    return is_led and _is_movement(block, item, rules)


def counts_alike(whole: Item, part: Item) -> bool:
    """Whether two figures count the same thing, one noun perhaps longer (lượt, lượt người)."""
    if whole.unit is None or part.unit is None or not whole.unit.unit or not part.unit.unit:
        return False
    short, long = sorted((whole.unit.unit, part.unit.unit), key=len)
    return shares_unit(whole, part) or (long.startswith(f"{short} ") and short != "tổ")


def _leaves_bracket(match: regex.Match[str], block: FigureBlock) -> bool:
    """Whether a bracket closes between two numbers of the match: what stood inside is an aside, not the subject."""
    names = [name for name in ("base", "den", "num", "ratio", "percent") if name in match.groupdict()]
    places = sorted(match.start(name) for name in names)
    runs = (block.skeleton[a:b] for a, b in pairwise(places))
    return any(find_close(run, 0, len(run)) < len(run) for run in runs)


def are_people(whole: Item, part: Item, rules: CompiledRules) -> bool:
    """Whether both count people, by whatever noun."""
    person = rules.cue_wholes["PERSON"]
    nouns = [item.unit.unit for item in (whole, part) if item.unit]
    return len(nouns) == 2 and all(person.fullmatch(noun or "") for noun in nouns)


def _attains_all(ratio: Ratio, block: FigureBlock, rules: CompiledRules) -> bool:
    """'41/47 khu vực bỏ phiếu đạt 100%': without a stop between, the districts reach 100 % of something else.

    So does '8/12 đơn vị được kiểm tra, đạt 100% kế hoạch': the plan was of eight; and of what came in all that was due
    may be settled (tiếp nhận 120 đơn, giải quyết 35 đơn, đạt 100%).
    """
    if ratio.percent is None or ratio.percent.mention.value != HUNDRED:
        return False
    if ratio.rule != "slash_attains":
        return ratio.rule in _MAY_BE_OF_DUE
    percent = next(item for item in block.items if ratio.percent.mention in item.mentions)
    is_of_plan = rules.cue_starts["PLAN_WORDS"].match(block.text, percent.end) is not None
    *before, tail = _APART.split(block.text[ratio.unit_item.end : percent.start])
    is_apart = bool(before) and (not tail.strip() or rules.cues["ATTAIN"].match(_ADVERB.sub("", tail)) is not None)
    return is_of_plan or not is_apart


def shares_unit(whole: Item, part: Item) -> bool:
    """Whether two figures count the same thing."""
    if whole.unit is None or part.unit is None:
        return False
    return whole.unit.unit == part.unit.unit and whole.unit.kind == part.unit.kind


def agrees(ratio: Ratio) -> bool:
    """Whether the printed percent is the quotient, rounded, cut off or within one unit of the last digit."""
    if ratio.percent is None or _value(ratio.denominator) == 0:
        return False
    exact = Fraction(HUNDRED * ratio.numerator_value) / Fraction(_value(ratio.denominator))
    step = Fraction(1, 10 ** (ratio.percent.mention.decimals or 0))
    return abs(Fraction(_value(ratio.percent)) - exact) <= step * Fraction(3, 2)


def _fits(ratio: Ratio) -> bool:
    """Whether the printed percent is the quotient, rounded half up."""
    if ratio.percent is None or not ratio.denominator.mention.value:
        return False
    percent = ratio.percent.mention
    exact = HUNDRED * ratio.numerator_value / ratio.denominator.mention.value
    return percent.value == exact.quantize(Decimal(1).scaleb(-(percent.decimals or 0)), ROUND_HALF_UP)


def _is_of_other(ratio: Ratio, block: FigureBlock, rules: CompiledRules) -> bool:
    """Whether another count before the share is the whole that its percent fits: the words then name the wrong one.

    'thụ lý 13.208 việc, trong đó có điều kiện 8.436 việc; xong 4.958 việc (58,77%)' is of 8.436.
    """
    if ratio.numerator is None or ratio.percent is None or not is_telling(ratio.percent.mention) or _fits(ratio):
        return False
    part = ratio.unit_item
    others = (item for item in block.items if item.end <= part.start and item.symbol in (COUNT, RATIO))
    return any(
        _fits(replace(ratio, denominator=Operand(block.index, mention)))
        for item in others
        if item.unit is None or part.unit is None or counts_alike(item, part) or are_people(item, part, rules)
        for mention in item.mentions
        if mention.value and mention.value >= ratio.numerator_value
    )


def is_telling(percent: Mention) -> bool:
    """Whether a percent has two digits or more that say something: 0,1% is a tenth of one of many counts."""
    return len((percent.value or Decimal(0)).as_tuple().digits) >= _MIN_DIGITS


def take(ratio: Ratio, taken: Taken) -> None:
    """Mark the numbers of a ratio as used."""
    if ratio.percent:
        taken.percents.add(ratio.percent.mention.mention_id)
    if ratio.numerator:
        taken.numerators.add(ratio.numerator.mention.mention_id)
        taken.ratios.add(ratio.numerator.mention.mention_id)
    taken.denominators.add(ratio.denominator.mention.mention_id)


def _read_bare(block: FigureBlock, taken: Taken, rules: CompiledRules) -> Iterator[Ratio]:
    """Printed a/b whose percent is nowhere; b of a where two deeds are told so (thụ lý và giải quyết 96/41 vụ)."""
    for item in block.items:
        if item.symbol != RATIO or item.mentions[0].mention_id in taken.ratios:
            continue
        numerator, denominator = (Operand(block.index, mention) for mention in item.mentions)
        if item.value > item.denominator and _is_taken_first(block, item, rules):
            numerator, denominator = denominator, numerator
        yield Ratio(
            "slash", block.index, item.quote_start, item.unit_end, numerator, denominator, None, None, item, True
        )
        taken.ratios.add(item.mentions[0].mention_id)
        taken.denominators.add(item.mentions[1].mention_id)


def _is_taken_first(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the sentence up to an a/b says what came in and what of it was done."""
    floor = last_end(SENTENCE_END, block.text, 0, item.start)
    return rules.cues["TWO_DEEDS"].search(block.text, floor, item.end) is not None


def _read_cell_share(block: FigureBlock, taken: Taken) -> Iterator[Ratio]:
    """A cell of a row in percent that holds one share and its fraction, in either order: (13/16) 81,25."""
    if sorted(item.symbol for item in block.items) != sorted((PERCENT, RATIO)):
        return
    slash, percent = sorted(block.items, key=lambda item: item.symbol != RATIO)
    is_read = slash.mentions[0].mention_id in taken.ratios or percent.mentions[0].mention_id in taken.percents
    if percent.mentions[0].rule != PERCENT_RULE or is_read or not slash.denominator:
        return
    numerator, denominator, share = (Operand(block.index, m) for m in (*slash.mentions, *percent.mentions))
    first, last = min(slash.quote_start, percent.quote_start), max(slash.unit_end, percent.end)
    ratio = Ratio(PERCENT_RULE, block.index, first, last, numerator, denominator, share, None, slash, True)
    take(ratio, taken)
    yield ratio


def _read_bullet_shares(
    block: FigureBlock, by_index: dict[int, FigureBlock], taken: Taken, rules: CompiledRules
) -> Iterator[Ratio]:
    """A bullet "b lượt đạt p%" whose whole is the total in the bullet above."""
    if PERCENT not in block.skeleton:
        return
    pattern = next(rule.pattern for rule in rules.ratios if rule.rule.id == "share_of_block_above")
    for match in pattern.finditer(block.skeleton):
        number, percent = block.item_at(match.start("num")), block.item_at(match.start("percent"))
        if percent.mentions[0].mention_id in taken.percents or number.mentions[0].mention_id in taken.ratios:
            continue
        for whole, is_parent in _totals_above(block, by_index, number, rules):
            ratio = Ratio(
                "share_of_block_above",
                block.index,
                number.quote_start,
                percent.end,
                Operand(block.index, number.mentions[0]),
                Operand(whole[0], whole[1].mentions[0]),
                Operand(block.index, percent.mentions[0]),
                None,
                number,
                is_parent,
            )
            if whole[1].value > 0 and (is_parent or agrees(ratio)):
                take(ratio, taken)
                yield ratio
                break


def _totals_above(
    block: FigureBlock, by_index: dict[int, FigureBlock], number: Item, rules: CompiledRules
) -> Iterator[tuple[tuple[int, Item], bool]]:
    """Lone counts with the same unit in the blocks just above, nearest first; a parent with a total word forces."""
    for index in range(block.index - 1, max(-1, block.index - 1 - _MAX_BLOCKS_BACK), -1):
        above = by_index.get(index)
        if above is None or above.block.cell is not None:
            continue
        counts = [item for item in above.items if item.symbol == COUNT]
        if len(counts) == 1 and len(above.items) == 1 and shares_unit(counts[0], number):
            is_total = bool(rules.cues["TOTAL"].search(above.text))
            yield (index, counts[0]), is_total and block.block.parent == index
        if above.block.level < block.block.level:
            return
