"""Printed percents against their fractions, and two shares that make all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import regex

from extractors.complements import denies, is_rest_of_share
from extractors.items import FigureBlock, Item
from extractors.numbers import format_number
from extractors.ratios import Ratio
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.stops import STATEMENT_END
from extractors.text import Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.intervals import Interval, exact, printed, quotient_percent
from pipeline.arithmetic.intervals import count_interval as count_interval  # noqa: PLC0414 (read from here by others)
from pipeline.arithmetic.verdicts import judge_percent, judge_sum, percent_severity, round_half_up
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier
from schemas.mention import Mention

_HUNDRED = Fraction(100)
_SHARE_REST = regex.compile(
    r"[,;(]?\s*(?:\p{L}+\s){0,2}còn(?: lại)?\s*(?:lại\s*)?(?:khoảng\s*|trên\s*|gần\s*)?$", regex.IGNORECASE
)


def check_ratios(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every ratio with a printed percent."""
    figures = {block.index: block for block in reading.figures}
    for ratio in reading.ratios:
        if ratio.percent is not None and ratio.denominator.mention.value:
            yield _check_ratio(ratio, figures, reading)


def _check_ratio(ratio: Ratio, figures: dict[int, FigureBlock], reading: Reading) -> DraftCheck:
    assert ratio.percent is not None
    percent = ratio.percent.mention
    whole = count_interval(ratio.denominator.mention)
    part = count_interval(ratio.numerator.mention) if ratio.numerator else whole - count_interval(_remainder(ratio))
    qualifier = _qualifier(figures[ratio.block], percent)
    kind = CheckKind.COMPLEMENT if ratio.numerator is None else CheckKind.RATIO_PERCENT
    roles = [(OperandRole.PERCENT, percent)]
    if ratio.numerator:
        roles.append((OperandRole.NUMERATOR, ratio.numerator.mention))
    if ratio.remainder:
        roles.append((OperandRole.REMAINDER, ratio.remainder.mention))
    roles.append((OperandRole.DENOMINATOR, ratio.denominator.mention))
    operands = tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in roles)
    quote = figures[ratio.block].block.flat.span(ratio.start, min(ratio.end, len(figures[ratio.block].text)))
    words = _say_operands(ratio)
    return judge_share(kind, ratio.rule, percent, qualifier, (part, whole), words, operands, quote)


def _remainder(ratio: Ratio) -> Mention:
    return ratio.remainder.mention if ratio.remainder else ratio.denominator.mention


def _say_operands(ratio: Ratio) -> tuple[str, str]:
    """Numerator and denominator as printed; a complement's numerator as the difference it is."""
    if ratio.numerator:
        part, whole = explain.say_numbers([ratio.numerator.mention, ratio.denominator.mention])
        return part, whole
    whole, rest = explain.say_numbers([ratio.denominator.mention, _remainder(ratio)])
    return f"({whole} − {rest})", whole


def _qualifier(block: FigureBlock, mention: Mention) -> Qualifier:
    return next((item.qualifier for item in block.items if mention in item.mentions), Qualifier.EXACT)


def judge_share(
    kind: CheckKind,
    rule: str,
    percent: Mention,
    qualifier: Qualifier,
    counts: tuple[Interval, Interval],
    words: tuple[str, str],
    operands: tuple[DraftOperand, ...],
    quote: Span,
) -> DraftCheck:
    """The check of one printed percent; `counts` and `words` are numerator and denominator."""
    stated, decimals = percent.value or Decimal(0), percent.decimals or 0
    part, whole = (_middle(interval) for interval in counts)
    value = _HUNDRED * part / whole
    verdict = judge_percent(stated, decimals, quotient_percent(*counts), qualifier)
    severity = percent_severity(verdict, stated, decimals, value)
    expected = round_half_up(value, decimals)
    precise = round_half_up(value, 6)
    expected_text = format_number(expected, decimals)
    told = explain.percent_explanation(words[0], words[1], percent.text, expected_text, precise, verdict)
    is_nearly_all = stated == _HUNDRED > value and verdict is Verdict.CONSISTENT and qualifier is Qualifier.EXACT
    if is_nearly_all:
        severity, told = Severity.NOTE, explain.nearly_all_explanation(words[0], words[1], _plain(whole - part))
    is_silent = verdict is Verdict.CONSISTENT and not is_nearly_all
    return DraftCheck(
        kind=kind,
        rule=rule,
        verdict=verdict,
        severity=severity,
        operands=operands,
        quote=quote,
        stated=f"{percent.text}%",
        expected=f"{expected_text}%",
        stated_value=stated,
        expected_value=precise,
        formula=f"100 * {_plain(part)} / {_plain(whole)} = {precise}",
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
        suggestion=None if is_silent else told.suggestion,
    )


def _middle(interval: Interval) -> Fraction:
    low = interval.low if interval.low is not None else interval.high
    high = interval.high if interval.high is not None else interval.low
    return ((low or Fraction(0)) + (high or Fraction(0))) / 2


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")


def check_percent_rests(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """p % ..., còn q % chưa: the two make 100 %. Where the sentence lists more shares before, it says nothing alone."""
    for block in reading.figures:
        percents = [item for item in block.items if item.is_share]
        for before, first, second in zip([None, *percents], percents, percents[1:], strict=False):
            is_listed = before is not None and not STATEMENT_END.search(block.skeleton_between(before.end, first.start))
            if not is_listed and _is_percent_rest(block, first, second):
                check = _check_percent_rest(block, first, second, reading)
                is_wrong = check.verdict is Verdict.INCONSISTENT
                if not (is_wrong and denies(block, second) and not is_rest_of_share(block, first, second, rules)):
                    yield check


def _is_percent_rest(block: FigureBlock, first: Item, second: Item) -> bool:
    between = block.text[first.end : second.start]
    if regex.search(r"[.;](?=\s)", between) or not _SHARE_REST.search(between):
        return False
    if any(item.symbol == COUNT for item in block.items if first.end <= item.start < second.start):
        return False
    return bool(
        regex.match(
            r"\s*(?:\p{L}+\s+){0,6}?(?:chưa|không|cần|phải|nghỉ|bỏ|vắng|kém|yếu|là\b|số|quá hạn|trễ)",
            block.text[second.end :],
        )
    )


def _check_percent_rest(block: FigureBlock, first: Item, second: Item, reading: Reading) -> DraftCheck:
    a, b = first.mentions[0], second.mentions[0]
    units = [Decimal(1).scaleb(-(m.decimals or 0)) for m in (a, b)]
    parts = printed(first.value, units[0], first.qualifier) + printed(second.value, units[1], second.qualifier)
    verdict = judge_sum(exact(100), parts)
    total = first.value + second.value
    total_text = format_number(total, max(a.decimals or 0, b.decimals or 0))
    told = explain.complement_explanation(a.text, b.text, "100", total_text, "%")
    is_wrong = verdict is Verdict.INCONSISTENT
    severity = Severity.MAJOR if abs(total - 100) >= 1 else Severity.MINOR
    return DraftCheck(
        kind=CheckKind.COMPLEMENT,
        rule="percent_rest",
        verdict=verdict,
        severity=severity if is_wrong else None,
        operands=tuple(
            mention_operand(reading.whole, role, m, m.fact_id)
            for role, m in ((OperandRole.PERCENT, a), (OperandRole.REMAINDER, b))
        ),
        quote=block.block.flat.span(first.quote_start, second.end),
        stated=f"{a.text}% + {b.text}%",
        expected="100%",
        stated_value=total,
        expected_value=Decimal(100),
        formula=explain.sum_formula([first.value, second.value]),
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )
