"""An amount against the same amount in words behind it: 12.500.000 đồng (mười hai triệu năm trăm nghìn đồng)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from extractors.items import FigureBlock, Item
from extractors.number_words import WordNumber, find_word_numbers, may_have_word_number
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict

_AGAIN = regex.compile(
    r"[\s.,;:]*(?:\(\s*|\[\s*)?"
    r"(?:(?i:(?:số tiền )?(?:được )?(?:viết |ghi |đọc )?(?:bằng chữ|là))\s*:?\s*)?[“\"]?(?=\p{L})"
)
_SPELLED = regex.compile(r"(?i)bằng chữ|\(\s*[“\"]?$")
_REACH = 300


def check_spelled(reading: Reading) -> Iterator[DraftCheck]:
    """Every amount said again in words, where the words are read to their end."""
    for block in reading.figures:
        if may_have_word_number(block.text):
            for item in block.items:
                words = _said_again(block, item) if item.symbol == COUNT else None
                if words is not None:
                    yield _check(block, item, words, reading)


def _said_again(block: FigureBlock, item: Item) -> WordNumber | None:
    """The number in words right behind an amount, in brackets or behind 'bằng chữ', up to its unit."""
    lead = _AGAIN.match(block.text, item.unit_end)
    if lead is None or not _SPELLED.search(lead[0]):
        return None
    text = block.text[lead.end() : lead.end() + _REACH]
    words = next(find_word_numbers(text), None)
    unit = item.unit.unit if item.unit else None
    if words is None or words.start != 0 or unit is None:
        return None
    is_whole = regex.match(rf"\s+(?:{regex.escape(unit)})(?!\p{{L}})", text, flags=regex.IGNORECASE, pos=words.end)
    if is_whole is None:
        return None
    return WordNumber(lead.end(), lead.end() + words.end, words.value, words.decimals, words.magnitude)


def _check(block: FigureBlock, item: Item, words: WordNumber, reading: Reading) -> DraftCheck:
    mention = item.mentions[0]
    value = mention.value or Decimal(0)
    is_wrong = value != words.value
    spelled = block.text[words.start : words.end]
    shown = format_number(words.value, 0 if words.value == words.value.to_integral_value() else words.decimals)
    told = explain.spelled_explanation(mention.text, spelled, shown)
    return DraftCheck(
        kind=CheckKind.CONTRADICTION,
        rule="amount_in_words",
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            mention_operand(reading.whole, OperandRole.VALUE, mention, mention.fact_id),
            DraftOperand(OperandRole.WORD, block.block.flat.span(words.start, words.end)),
        ),
        quote=block.block.flat.span(item.quote_start, words.end),
        stated=mention.text,
        expected=spelled,
        stated_value=value,
        expected_value=words.value,
        formula=f"{explain.plain(value)} {'!=' if is_wrong else '='} {explain.plain(words.value)}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )
