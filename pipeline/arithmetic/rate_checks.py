"""Means and yields against what they are of: 1.250 ha x 48 tạ/ha = 6.000 tấn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRate, CompiledRules
from extractors.stops import STATEMENT_END
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.intervals import Interval, printed
from pipeline.arithmetic.verdicts import round_half_up, sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.mention import Mention

_MAGNITUDE = regex.compile(r"^(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+")
_WORD_WINDOW = 60


def check_rates(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every sentence in which the units of three numbers say that two make the third."""
    for block in reading.figures:
        for sentence in _sentences(block):
            levels = [i for i in sentence if i.symbol == COUNT and i.unit and not is_change(block.text, i, rules)]
            for rate in (item for item in levels if "/" in (item.unit.unit or "" if item.unit else "")):
                yield from _check_rate(rate, levels, block, reading, rules)


def _sentences(block: FigureBlock) -> Iterator[list[Item]]:
    """The figures between full stops and semicolons."""
    run: list[Item] = []
    for item in block.items:
        if run and STATEMENT_END.search(block.skeleton_between(run[-1].end, item.start)):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _check_rate(
    rate: Item, levels: Sequence[Item], block: FigureBlock, reading: Reading, rules: CompiledRules
) -> Iterator[DraftCheck]:
    before = block.text[max(0, rate.start - _WORD_WINDOW) : rate.start]
    for rule in rules.rates:
        units = _units(rule, rate)
        if units is None or not rule.word.search(before):
            continue
        counts, totals = ([i for i in levels if i.unit and i.unit.unit == unit] for unit in units)
        if len(counts) == len(totals) == 1 and counts[0] is not totals[0]:
            yield _build(rule, (rate, counts[0], totals[0]), block, reading)
            return


def _units(rule: CompiledRate, rate: Item) -> tuple[str, str] | None:
    """The units of count and total that belong to a rate; None where the rule is of another unit."""
    unit = _MAGNITUDE.sub("", rate.unit.printed.casefold()) if rate.unit else ""
    if rule.rule.rate is None:
        total, _, count = unit.partition("/")
        return (count, total) if count and "/" not in count else None
    return (rule.rule.count or "", rule.rule.total or "") if unit == rule.rule.rate else None


def _build(rule: CompiledRate, items: tuple[Item, Item, Item], block: FigureBlock, reading: Reading) -> DraftCheck:
    rate, count, total = (item.mentions[0] for item in items)
    made = _times(_spread(rate), _spread(count)).scaled(1 / Fraction(rule.rule.factor))
    point = Fraction(rate.value or 0) * Fraction(count.value or 0) / Fraction(rule.rule.factor)
    verdict = Verdict.CONSISTENT if _spread(total).meets(made) else Verdict.INCONSISTENT
    scale = total.magnitude or Decimal(1)
    expected = format_number(round_half_up(point / Fraction(scale), total.decimals or 0), total.decimals or 0)
    shown = [_say(item) for item in items]
    told = explain.rate_explanation(shown[0], shown[1], shown[2], shown[2].replace(total.text, expected, 1))
    is_wrong = verdict is Verdict.INCONSISTENT
    roles = ((OperandRole.TOTAL, total), (OperandRole.VALUE, rate), (OperandRole.BASE, count))
    start, end = min(item.quote_start for item in items), max(item.unit_end for item in items)
    return DraftCheck(
        kind=CheckKind.WEIGHTED_MEAN,
        rule=rule.rule.id,
        verdict=verdict,
        severity=_severity(total, point) if is_wrong else None,
        operands=tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in roles),
        quote=block.block.flat.span(start, min(end, len(block.text))),
        stated=total.text,
        expected=expected,
        stated_value=total.value,
        expected_value=round_half_up(point, 6),
        formula=f"{explain.plain(rate.value or Decimal(0))} * {explain.plain(count.value or Decimal(0))} "
        f"/ {explain.plain(rule.rule.factor)}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
        suggestion=told.suggestion if is_wrong else None,
    )


def _severity(total: Mention, point: Fraction) -> Severity:
    return sum_severity(total.value or Decimal(0), round_half_up(point, 6))


def _say(item: Item) -> str:
    return f"{item.mentions[0].text} {item.unit.printed if item.unit else ''}".strip()


def _spread(mention: Mention) -> Interval:
    """A mean, an area and an amount are rounded to the last digit printed, or cut off there."""
    unit = (mention.magnitude or Decimal(1)) * Decimal(1).scaleb(-(mention.decimals or 0))
    interval = printed(mention.value or Decimal(0), unit)
    high = interval.high if interval.high is not None else Fraction(0)
    return Interval(interval.low, high + Fraction(unit) / 2, is_high_open=True)


def _times(one: Interval, other: Interval) -> Interval:
    """All products of numbers that are not negative."""
    low = max(one.low or Fraction(0), Fraction(0)) * max(other.low or Fraction(0), Fraction(0))
    return Interval(low, (one.high or Fraction(0)) * (other.high or Fraction(0)))
