"""Results against targets against the word for them, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.items import FigureBlock, Item
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.text import last_end
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier

_WINDOW = 160
_MOVED = regex.compile(r"(?i)\b(tăng|giảm)(?:\s+(?:thêm|được|ít nhất|tối thiểu|từ|trên|bình quân))*\s*$")
_AT_MOST = regex.compile(r"(?i)(?:dưới|không quá|không vượt quá|tối đa|thấp hơn|≤|<=?)\s*$")
_SENTENCE_END = regex.compile(r"[.;](?=\s)")
_POINTS = "điểm phần trăm"


def check_attainments(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every result said with its target and whether it is met; undecidable where less may be better."""
    for block in reading.blocks_of(2):
        for rule, pattern in rules.attainments:
            for match in pattern.finditer(block.skeleton):
                items = (block.item_at(match.start("actual")), block.item_at(match.start("target")))
                judged = _judge(items, match["word"], block, reading, rules) if _are_of_one_measure(items) else None
                if judged:
                    yield _check(rule, match, items, block, judged, reading)


def _are_of_one_measure(items: tuple[Item, Item]) -> bool:
    return _measure(items[0]) is not None and _measure(items[0]) == _measure(items[1])


def _measure(item: Item) -> str | None:
    """The sign of a percent or of points; None for what is counted, of which less may be better."""
    if item.symbol == PERCENT:
        return "‰" if item.is_per_mille else "%"
    is_points = item.symbol == COUNT and item.unit is not None and item.unit.unit == _POINTS
    return " điểm %" if is_points else None


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the two numbers say of the target, and what that is worth against the word."""

    is_met: bool
    sign: str
    verdict: Verdict


def _judge(
    items: tuple[Item, Item], word: str, block: FigureBlock, reading: Reading, rules: CompiledRules
) -> _Judged | None:
    """Whether the result meets its target; None where one rose or fell and the other is a level."""
    actual, target = items
    moves = [_MOVED.search(block.text[: item.start]) for item in items]
    said = [move[1].casefold() if move else None for move in moves]
    if said[0] != said[1]:
        return None
    is_bound = _AT_MOST.search(block.text[: target.start]) is not None
    is_met = actual.value <= target.value if is_bound else actual.value >= target.value
    says_met = "không" not in word.casefold() and "chưa" not in word.casefold()
    first = min(actual.quote_start, target.quote_start)
    between = block.text[actual.end : target.quote_start].replace(word, " ", 1)
    start = last_end(_SENTENCE_END, block.text, max(0, first - _WINDOW), first)
    before = block.text[start:first]
    done = last_end(rules.cues["DONE_SHARE"], before, 0, len(before))
    around = f"{before[done:]} {between}" if done else f"{_headings(block, reading)} {before} {between}"
    is_less_better = (rules.cues["UNDONE"] if done else rules.cues["LESS_IS_BETTER"]).search(around)
    is_clear = said[0] is not None or is_bound or not is_less_better
    is_plain = actual.qualifier is Qualifier.EXACT and is_clear
    against = Verdict.INCONSISTENT if is_plain else Verdict.UNDECIDABLE
    sign = {(True, True): "<=", (True, False): ">", (False, True): ">=", (False, False): "<"}[is_bound, is_met]
    return _Judged(is_met, sign, Verdict.CONSISTENT if is_met == says_met else against)


def _check(
    rule: str,
    match: regex.Match[str],
    items: tuple[Item, Item],
    block: FigureBlock,
    judged: _Judged,
    reading: Reading,
) -> DraftCheck:
    actual, target = items
    word = match["word"]
    start, end = _place_of_word(match, block)
    numbers = [f"{item.mentions[0].text}{_measure(item)}" for item in items]
    told = explain.target_explanation(numbers[0], numbers[1], word, judged.is_met)
    is_silent = judged.verdict is Verdict.CONSISTENT
    roles = (OperandRole.ACTUAL, OperandRole.TARGET)
    first = min(actual.quote_start, target.quote_start)
    return DraftCheck(
        kind=CheckKind.TARGET_STATUS,
        rule=rule,
        verdict=judged.verdict,
        severity=Severity.MAJOR if judged.verdict is Verdict.INCONSISTENT else None,
        operands=(
            *(
                mention_operand(reading.whole, role, item.mentions[0], item.mentions[0].fact_id)
                for role, item in zip(roles, items, strict=True)
            ),
            DraftOperand(OperandRole.STATUS, block.block.flat.span(start, end)),
        ),
        quote=block.block.flat.span(first, max(end, actual.unit_end, target.unit_end)),
        stated=word,
        expected="Đạt" if judged.is_met else "Không đạt",
        stated_value=actual.value,
        expected_value=target.value,
        formula=f"{numbers[0]} {judged.sign} {numbers[1]}",
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
    )


def _headings(block: FigureBlock, reading: Reading) -> str:
    """The lines that a block stands under, up to the nearest heading: they may name what is measured."""
    texts: list[str] = []
    parent = block.block.parent
    while parent is not None:
        above = reading.blocks[parent]
        texts.append(above.flat.text)
        parent = None if above.is_heading else above.parent
    return " ".join(texts)


def _place_of_word(match: regex.Match[str], block: FigureBlock) -> tuple[int, int]:
    """Where the word stands in the text; in the skeleton each figure is one character."""
    places = [match.start("actual"), match.start("target")]
    before = max((place for place in places if place < match.start("word")), default=None)
    if before is None:
        start = block.text_position(match.start("word"))
    else:
        start = block.item_at(before).end + match.start("word") - (before + 1)
    return start, start + len(match["word"])
