"""What a fund carried over, took in, spent and has left: the first two less the third are the fourth."""

from __future__ import annotations

from decimal import Decimal

from extractors.items import FigureBlock, Item
from extractors.numbers import format_number
from extractors.ratios import shares_unit
from extractors.resolve import Reading
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.intervals import count_interval
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.verdicts import judge_sum, sum_severity
from schemas.check import CheckKind, OperandRole, Verdict


def check_fund(
    rule: str, block: FigureBlock, carried: Item, numbers: tuple[Item, Item, Item], reading: Reading
) -> DraftCheck | None:
    """The check of a fund; None for unlike units and where more than one digit is amiss (not all may be said)."""
    income, spent, left = numbers
    items = (carried, income, spent, left)
    if not all(shares_unit(item, left) for item in items):
        return None
    mentions = [item.mentions[0] for item in items]
    sides = [count_interval(mention) for mention in mentions]
    verdict = judge_sum(sides[0] + sides[1], sides[2] + sides[3])
    expected = carried.value + income.value - spent.value
    is_wrong = verdict is Verdict.INCONSISTENT
    if is_wrong and not is_one_digit_off(mentions[:2], mentions[2:]):
        return None
    stated = mentions[3]
    text = format_number(expected / (stated.magnitude or Decimal(1)), max(m.decimals or 0 for m in mentions))
    terms = f"{mentions[0].text} + {mentions[1].text} − {mentions[2].text}"
    roles = (OperandRole.REMAINDER, OperandRole.VALUE, OperandRole.VALUE, OperandRole.VALUE)
    told = explain.fund_explanation(terms, text, stated.text)
    return DraftCheck(
        kind=CheckKind.COMPLEMENT,
        rule=rule,
        verdict=verdict,
        severity=sum_severity(left.value, expected) if is_wrong else None,
        operands=tuple(
            mention_operand(reading.whole, role, m, m.fact_id)
            for role, m in zip(roles, (stated, *mentions[:3]), strict=True)
        ),
        quote=block.block.flat.span(carried.quote_start, left.unit_end),
        stated=stated.text,
        expected=text,
        stated_value=left.value,
        expected_value=expected,
        formula=f"{explain.plain(carried.value)} + {explain.plain(income.value)} - {explain.plain(spent.value)}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )
