"""Facts from sentences, bullets and the words in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractors.abouts import with_about
from extractors.chain_units import find_longer, may_share_unit, own_words, unit_in_chain, unit_of_whole
from extractors.compared_lists import ComparedList, find_counterparts, read_compared_lists
from extractors.context import Context
from extractors.drafts import SIX_PLACES, Draft
from extractors.elided_changes import is_planned_growth
from extractors.growth import find_base, read_direction
from extractors.items import SCORE, FigureBlock, Item, once_per_figure
from extractors.label_bases import name_compared, name_planned
from extractors.label_shares import below_denominator
from extractors.label_wholes import find_whole
from extractors.label_words import count_telling, put_below, without_context
from extractors.labels import read_label
from extractors.layout import Block
from extractors.own_labels import Label, label_of_item
from extractors.ratios import HUNDRED, Ratio
from extractors.row_cells import PER_MILLE_UNIT
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.segmentation import MAX_CHARACTERS
from extractors.stops import SENTENCE_END
from extractors.text import Span, last_end
from extractors.unit_nouns import name_number_of, name_of_words, name_people, name_share_unit, name_unit, says_state
from extractors.units import UnitReading
from schemas.fact import FactMentionRole, Measure, Role, ValueSource
from schemas.mention import Mention

# Between a number of things and the worth or class of each (140 triệu vé loại 10.000 đồng).
_OF_KIND = "loại"
# A rate of two numbers, no share (giáo viên/lớp, bác sĩ/10.000 dân).
_PER = regex.compile(r"(?i)/\s?(?:\d|lớp|trường|vạn|giường|người|dân|hộ)")
# So many syllables that name something say by themselves what a share is of, or what its whole counts.
_TELLING, _TELLING_WHOLE = 5, 2
# Words that begin with whose it is say less than a heading (Xã Yên Thành sau sắp xếp: chi hội).
_AREA = regex.compile(r"(?i)(?:toàn |trên địa bàn )?(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn)\b")
# What is counted has a name of its own (khởi công 03 "Mái ấm công đoàn").
_QUOTED = regex.compile(r"\s?[“\"]([\p{L} ]{3,30})[”\"]")
# The word of what is damaged or served stands so near before its points.
_POINTS_REACH = 90
# Farther above, in blocks, other things are spoken of.
_MAX_BLOCKS_BACK = 5


def read_ratio_fact(
    ratio: Ratio,
    block: FigureBlock,
    above: FigureBlock | None,
    blocks: Sequence[Block],
    context: Context,
    rules: CompiledRules,
) -> Draft:
    """The fact of a ratio; a percent before its fraction in brackets may say more of it than the fraction.

    `above`: the block of its whole, where that is another.
    """
    item = _label_item(ratio, block)
    percent = _percent_item(ratio, block)
    label = read_label(block, item, blocks, rules)
    if percent and percent.start < item.start:
        label = max(
            label, read_label(block, percent, blocks, rules), key=lambda found: len(without_context(found.text))
        )
    if percent and label.text:
        label = replace(
            label, text=name_planned(name_compared(label.text, block, percent, rules), block, percent, rules)
        )
    if above is not None:
        label = replace(label, text=_below_whole(label.text, ratio, above, blocks, rules))
    elif item.symbol != RATIO:
        whole = next((i for i in block.items if ratio.denominator.mention in i.mentions), None)
        label = below_denominator(label, whole, block, item, blocks, rules)
    start = min(ratio.start, label.start)
    end = max(ratio.end, label.end if label.start >= ratio.start else ratio.end)
    draft = _ratio_draft(ratio, percent or item, item, label, block, block.block.flat.span(start, end), context, rules)
    return with_about(draft, context.about(block, item))


def _below_whole(label: str, ratio: Ratio, above: FigureBlock, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Few words of a share below what its whole counts, where another paragraph says it (trúng cử › Nữ: đại biểu)."""
    own = without_context(label)
    item = next((i for i in above.items if ratio.denominator.mention in i.mentions), None)
    is_far = above.block.cell is not None or not 0 < ratio.block - above.index <= _MAX_BLOCKS_BACK
    if item is None or is_far or count_telling(own, rules) >= _TELLING:
        return label
    words = without_context(read_label(above, item, blocks, rules).text)
    says_what = count_telling(words, rules) >= _TELLING_WHOLE and not _AREA.match(words)
    return put_below(words, own) if says_what else label


def _label_item(ratio: Ratio, block: FigureBlock) -> Item:
    """The figure whose words say what the ratio is: its numerator, or the percent of a complement."""
    wanted = ratio.numerator or ratio.percent or ratio.denominator
    return next((i for i in block.items if wanted.mention in i.mentions), ratio.unit_item)


def _percent_item(ratio: Ratio, block: FigureBlock) -> Item | None:
    if ratio.percent is None:
        return None
    percent = ratio.percent.mention
    return next((i for i in block.items if percent in i.mentions), None)


def _ratio_draft(
    ratio: Ratio,
    value: Item,
    item: Item,
    label: Label,
    block: FigureBlock,
    span: Span,
    context: Context,
    rules: CompiledRules,
) -> Draft:
    numerator, denominator = ratio.numerator_value, ratio.denominator.mention.value or Decimal(1)
    percent = ratio.percent.mention if ratio.percent else None
    operands = (i for i in block.items if ratio.denominator.mention in i.mentions or i is item)
    known = ratio.unit_item.unit or next((i.unit for i in operands if i.unit and i.symbol != PERCENT), None)
    known = known or _unit_of_whole(ratio, block)
    words = without_context(label.text)
    behind = block.text[item.end : item.end + MAX_CHARACTERS] if item is ratio.unit_item and is_count(item) else ""
    unit, unit_printed = name_unit(known, words, rules, behind)
    unit = unit or name_share_unit(label.text, rules) or _name_unnamed(block, item, words, rules)
    role = context.role(block, item)
    return Draft(
        rule=ratio.rule,
        measure=Measure.RATIO,
        numbers=_ratio_numbers(ratio),
        spans=(span,),
        label=label.text,
        unit=unit,
        unit_printed=unit_printed,
        value=percent.value if percent else (HUNDRED * numerator / denominator).quantize(SIX_PLACES),
        value_source=ValueSource.PRINTED if percent else ValueSource.COMPUTED,
        decimals=percent.decimals if percent else None,
        qualifier=value.qualifier,
        role=role,
        period=context.period(block, item, role, label.without_event),
        numerator=numerator,
        denominator=denominator,
        percent=percent.value if percent else None,
        derived=ratio.numerator is None,
        section=context.section(block.index),
    )


def _unit_of_whole(ratio: Ratio, block: FigureBlock) -> UnitReading | None:
    """The unit of the number that the denominator repeats (38 đối tượng, ... 35/38)."""
    whole = ratio.denominator.mention.value
    return next((i.unit for i in block.items if i.unit and i.symbol == COUNT and i.mentions[0].value == whole), None)


def _name_unnamed(block: FigureBlock, item: Item, words: str, rules: CompiledRules) -> str | None:
    """What a ratio counts whose words name no noun: as its class, its group of people or its neighbour says."""
    classed = name_classed(block, item, rules) or name_people(words, rules)
    return classed or _unit_of_same_whole(block, item, rules)


def _unit_of_same_whole(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """What a ratio of the same whole before it in its sentence counts (Chi bộ hoàn thành tốt 32/43; yếu 03/43)."""
    floor = last_end(SENTENCE_END, block.text, 0, item.start)
    before = reversed(block.items[: block.position_of(item)])
    like = (i for i in before if i.start >= floor and i.symbol == RATIO and i.denominator == item.denominator)
    return next((unit for i in like if (unit := _noun_of(block, i, rules))), None) if item.symbol == RATIO else None


def _ratio_numbers(ratio: Ratio) -> tuple[tuple[FactMentionRole, Mention], ...]:
    """The operands with their roles, the one first whose place is the fact's."""
    roles: list[tuple[FactMentionRole, Mention]] = []
    if ratio.numerator:
        roles.append((FactMentionRole.NUMERATOR, ratio.numerator.mention))
    if ratio.remainder:
        roles.append((FactMentionRole.REMAINDER, ratio.remainder.mention))
    roles.append((FactMentionRole.DENOMINATOR, ratio.denominator.mention))
    if ratio.percent:
        roles.insert(0 if not ratio.numerator else len(roles), (FactMentionRole.PERCENT, ratio.percent.mention))
    return tuple(roles)


def read_single_facts(
    block: FigureBlock, used: set[str], blocks: Sequence[Block], context: Context, rules: CompiledRules
) -> Iterator[Draft]:
    """Percents, counts, amounts, scores and changes that serve no ratio."""
    compared = list(read_compared_lists(block, rules))
    for position, item in enumerate(block.items):
        mention = item.mentions[0]
        if item.symbol not in (PERCENT, COUNT) or mention.mention_id in used or mention.value is None:
            continue
        if item.symbol == COUNT and not _is_counted(block, position, item, rules):
            continue
        yield with_about(_single_draft(block, item, compared, blocks, context, rules), context.about(block, item))


def _is_counted(block: FigureBlock, position: int, item: Item, rules: CompiledRules) -> bool:
    """Whether a number states a quantity, not a part of the next one's words (29 xã thị trấn 71.881 lượt)."""
    if item.unit is None:
        return item.mentions[0].rule == "stated_figure"
    following = block.items[position + 1] if position + 1 < len(block.items) else None
    if following is None or following.symbol != COUNT or following.start < item.unit_end:
        return True
    between = block.text[item.unit_end : following.start].strip()
    if item.unit.kind == "count" and following.unit is not None and following.unit.kind == "money":
        return True  # trả lại cho 11 công dân 836 triệu đồng
    is_part = between.casefold() in rules.units and between.casefold() != _OF_KIND
    return (bool(between) and not is_part) or item.unit.printed == ""


def _single_draft(
    block: FigureBlock,
    item: Item,
    compared: Sequence[ComparedList],
    blocks: Sequence[Block],
    context: Context,
    rules: CompiledRules,
) -> Draft:
    mention = item.mentions[0]
    level, listed = find_counterparts(compared, item)
    label = read_label(block, item, blocks, rules)
    label = label if level is None else replace(label, text=read_label(block, level, blocks, rules).text)
    words = without_context(label.text)
    change = read_direction(block, item, rules)
    base = (find_base(block, item) or listed) if change else None
    is_share = item.symbol == PERCENT or _is_unsigned_share(block, item, words, rules)
    measure = Measure.CHANGE if change else _measure(block, item, is_share, rules)
    start, end = min(label.start, item.quote_start), max(label.end, item.unit_end)
    role = context.role(block, item) if change is None else _role_of_change(block, item, context, rules)
    unit, printed = _share_unit(item) if is_share else _count_unit(block, item, words, rules)
    period = context.period(block, item, role, label.without_event, is_change=change is not None, unit=unit)
    return Draft(
        rule=f"{measure.value}_in_words",
        measure=measure,
        numbers=((FactMentionRole.VALUE, mention), *(((FactMentionRole.BASE, base.mentions[0]),) if base else ())),
        spans=(block.block.flat.span(start, min(end, len(block.text))),),
        label=label.text,
        unit=unit,
        unit_printed=printed,
        value=mention.value,
        decimals=mention.decimals,
        qualifier=item.qualifier,
        role=role,
        period=period,
        direction=change,
        base_value=base.mentions[0].value if base else None,
        base_period=context.base_period(block, item, period) if change else None,
        section=context.section(block.index),
        confidence=Decimal("0.9") if item.symbol == PERCENT or (item.unit and item.unit.is_listed) else Decimal("0.6"),
    )


def _share_unit(item: Item) -> tuple[str, str | None]:
    if item.is_per_mille:
        return PER_MILLE_UNIT, PER_MILLE_UNIT
    return "%", "%" if item.symbol == PERCENT else None


def _is_unsigned_share(block: FigureBlock, item: Item, words: str, rules: CompiledRules) -> bool:
    """Whether a number is a share whose sign was forgotten, beside one with its sign (huyện 94,28%, xã 80,55)."""
    previous = block.neighbour(item, -1)
    is_bare = item.symbol == COUNT and not (item.unit and item.unit.printed) and 0 <= item.value <= HUNDRED
    is_beside = is_bare and previous is not None and previous.symbol == PERCENT
    return is_beside and not _PER.search(words) and rules.cues["SHARE_NAME"].match(words) is not None


def _role_of_change(block: FigureBlock, item: Item, context: Context, rules: CompiledRules) -> Role:
    """An increase is a result, whatever it is compared with, but for a planned one and under a heading of plans."""
    if is_planned_growth(block, item, rules):
        return context.role(block, item)
    is_aim = context.is_planned(block) or rules.cues["AIM_OPENING"].match(
        block.text, last_end(SENTENCE_END, block.text, 0, item.start), item.start
    )
    return Role.TARGET if is_aim else Role.ACTUAL


def _count_unit(block: FigureBlock, item: Item, label: str, rules: CompiledRules) -> tuple[str | None, str | None]:
    """The unit of a count; of what is given by its holders (822 hộp thư, trong đó 121 tổ chức) that of the whole."""
    whole = find_whole(block, item)
    if item.unit and item.unit.is_classifier:
        things = (i.unit for i in reversed(block.items[: block.position_of(item)]) if i.unit and i.unit.is_listed)
        thing = next((u for u in things if u.kind == "count" and not u.is_classifier), None)
        unit, printed = name_unit(item.unit, label, rules)
        return (thing.unit if thing and unit == item.unit.unit else unit), printed
    if whole and item.unit and rules.cue_wholes["HOLDER"].fullmatch(item.unit.unit or ""):
        held, _ = name_unit(whole.unit, label_of_item(block, whole, rules), rules)
        if held and rules.cue_wholes["HELD"].fullmatch(held):
            return held, item.unit.printed
    following = block.text[item.end : item.end + MAX_CHARACTERS]
    if item.unit is not None and item.unit.unit == SCORE and not item.unit.printed:
        return SCORE, None
    if item.unit is None or not item.unit.printed or says_state(item.unit, following, rules):
        return _name_bare(block, item, rules, label), None
    unit, printed = name_unit(item.unit, label, rules, following)
    is_short = unit is not None and rules.cue_wholes["SHORT_NOUN"].fullmatch(unit)
    return (find_longer(block, item, unit) if is_short and unit else unit), printed


def _name_bare(block: FigureBlock, item: Item, rules: CompiledRules, label: str) -> str | None:
    """What a number without a noun counts, by its own words, those of its list or of what stands above it."""
    known = None if item.unit is None or item.unit.printed else item.unit
    shares = may_share_unit(block, item, rules)
    own = own_words(block, item)
    quoted = _QUOTED.match(block.text, item.end)
    if quoted is not None:
        return quoted[1]
    return (
        (name_number_of(own, rules) if shares else None)
        or (unit_of_whole(block, item, rules, _noun_of) if shares else None)
        or (name_of_words(own, rules) if shares else None)
        or (unit_in_chain(block, item, rules, _noun_of) if shares else None)
        or name_unit(known, label, rules)[0]
        or name_classed(block, item, rules)
        or name_people(label, rules)
    )


@once_per_figure
def _noun_of(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """What another figure of the sentence counts."""
    following = block.text[item.end : item.end + MAX_CHARACTERS]
    label = label_of_item(block, item, rules)
    if item.unit is None or not item.unit.printed or says_state(item.unit, following, rules):
        return _name_bare(block, item, rules, label)
    return name_unit(item.unit, label, rules, block.text[item.unit.end - len(item.unit.printed) :][:MAX_CHARACTERS])[0]


def name_classed(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """What a number without a noun counts in a sentence of classes (Xếp loại: tốt 12): as the sentence before."""
    begin = last_end(SENTENCE_END, block.text, 0, item.start)
    if begin == 0 or item.unit is not None or not rules.cues["CLASSES_AGAIN"].match(block.text, begin):
        return None
    floor = last_end(SENTENCE_END, block.text, 0, begin - 1)
    before = (i for i in block.items if floor <= i.start < begin and i.symbol == COUNT and i.value >= item.value)
    units = (name_unit(i.unit, label_of_item(block, i, rules), rules)[0] for i in before if is_count(i))
    return next((unit for unit in units if unit), None)


def is_count(item: Item) -> bool:
    """Whether a figure counts things, in no measure and no currency."""
    return item.unit is None or item.unit.kind == "count"


def _measure(block: FigureBlock, item: Item, is_share: bool, rules: CompiledRules) -> Measure:
    if is_share:
        return Measure.PERCENT
    if item.unit and item.unit.kind == "money":
        return Measure.MONEY
    is_score = item.unit is not None and item.unit.is_listed and item.unit.unit == SCORE
    return Measure.SCORE if is_score and not _counts_points(block, item, rules) else Measure.COUNT


def _counts_points(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether points are places (đường huyện sạt lở 14 điểm, 86 điểm Bưu điện), and no score."""
    begin = max(last_end(SENTENCE_END, block.text, 0, item.start), item.start - _POINTS_REACH)
    is_whole = item.value == item.value.to_integral_value() and item.unit is not None
    earlier = (other.unit.unit for other in block.items if begin <= other.start < item.start and other.unit)
    if is_whole and any((noun or "").startswith(f"{SCORE} ") for noun in earlier):
        return True  # phát hiện 11 điểm đen, đã khắc phục 08 điểm
    return is_whole and (
        rules.cues["POINT_PLACE"].search(block.text[begin : item.start]) is not None
        or rules.cues["POINT_BEHIND"].match(block.text, item.unit_end) is not None
    )
