"""Results against targets against the word for them, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.items import FigureBlock
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier

_WINDOW = 160


def check_attainments(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every result said with its target and whether it is met; undecidable where less may be better."""
    for block in reading.figures:
        for rule, pattern in rules.attainments:
            for match in pattern.finditer(block.skeleton):
                yield _check(rule, match, block, reading, rules)


def _check(
    rule: str, match: regex.Match[str], block: FigureBlock, reading: Reading, rules: CompiledRules
) -> DraftCheck:
    actual, target = block.item_at(match.start("actual")), block.item_at(match.start("target"))
    word = match["word"]
    says_met = "không" not in word.casefold() and "chưa" not in word.casefold()
    is_met = actual.value >= target.value
    first = min(actual.quote_start, target.quote_start)
    around = block.text[max(0, first - _WINDOW) : first] + block.text[actual.end : target.quote_start]
    is_plain = actual.qualifier is Qualifier.EXACT and not rules.cues["LESS_IS_BETTER"].search(around)
    verdict = Verdict.CONSISTENT if is_met == says_met else Verdict.INCONSISTENT
    if verdict is Verdict.INCONSISTENT and not is_plain:
        verdict = Verdict.UNDECIDABLE
    is_wrong = verdict is Verdict.INCONSISTENT
    numbers = (f"{actual.mentions[0].text}%", f"{target.mentions[0].text}%")
    told = explain.target_explanation(numbers[0], numbers[1], word, is_met)
    end = _place_of_word(match, block)
    return DraftCheck(
        kind=CheckKind.TARGET_STATUS,
        rule=rule,
        verdict=verdict,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            mention_operand(reading.whole, OperandRole.ACTUAL, actual.mentions[0], actual.mentions[0].fact_id),
            mention_operand(reading.whole, OperandRole.TARGET, target.mentions[0], target.mentions[0].fact_id),
            DraftOperand(OperandRole.STATUS, block.block.flat.span(end - len(word), end)),
        ),
        quote=block.block.flat.span(first, end),
        stated=word,
        expected="Đạt" if is_met else "Không đạt",
        stated_value=actual.value,
        expected_value=target.value,
        formula=f"{numbers[0]} {'>=' if is_met else '<'} {numbers[1]}",
        explanation_vi=told.vi if verdict is not Verdict.CONSISTENT else None,
        explanation_en=told.en if verdict is not Verdict.CONSISTENT else None,
    )


def _place_of_word(match: regex.Match[str], block: FigureBlock) -> int:
    """Where the word ends in the text; in the skeleton each figure is one character."""
    last = max(match.start("actual"), match.start("target"))
    item = block.item_at(last)
    return item.end + match.end("word") - (last + 1)
