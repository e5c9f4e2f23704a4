"""Results against targets against the word for them, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.items import FigureBlock, Item
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Qualifier

_WINDOW = 160
_MOVED = regex.compile(r"(?i)\b(tăng|giảm)(?:\s+(?:thêm|được|ít nhất|tối thiểu|từ|trên|bình quân))*\s*$")
_AT_MOST = regex.compile(r"(?i)(?:dưới|không quá|không vượt quá|tối đa|thấp hơn|≤|<=?)\s*$")
_POINTS = "điểm phần trăm"


def check_attainments(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every result said with its target and whether it is met; undecidable where less may be better."""
    for block in reading.figures:
        for rule, pattern in rules.attainments:
            for match in pattern.finditer(block.skeleton):
                actual, target = block.item_at(match.start("actual")), block.item_at(match.start("target"))
                if _measure(actual) is not None and _measure(actual) == _measure(target):
                    check = _check(rule, match, (actual, target), block, reading, rules)
                    yield from (check,) if check else ()


def _measure(item: Item) -> str | None:
    """The sign of a percent or of points; None for what is counted, of which less may be better."""
    if item.symbol == PERCENT:
        return "%"
    is_points = item.symbol == COUNT and item.unit is not None and item.unit.unit == _POINTS
    return " điểm %" if is_points else None


def _check(
    rule: str,
    match: regex.Match[str],
    items: tuple[Item, Item],
    block: FigureBlock,
    reading: Reading,
    rules: CompiledRules,
) -> DraftCheck | None:
    actual, target = items
    word = match["word"]
    word_start, word_end = _place_of_word(match, block)
    first = min(actual.quote_start, target.quote_start)
    says_met = "không" not in word.casefold() and "chưa" not in word.casefold()
    moves = [_MOVED.search(block.text[: item.start]) for item in items]
    said = [move[1].casefold() if move else None for move in moves]
    is_bound = _AT_MOST.search(block.text[: target.start]) is not None
    if said[0] != said[1]:
        return None
    is_met = actual.value <= target.value if is_bound else actual.value >= target.value
    verdict = Verdict.CONSISTENT if is_met == says_met else Verdict.INCONSISTENT
    between = block.text[actual.end : target.quote_start].replace(word, " ", 1)
    around = f"{_headings(block, reading)} {block.text[max(0, first - _WINDOW) : first]} {between}"
    is_clear = said[0] is not None or is_bound or not rules.cues["LESS_IS_BETTER"].search(around)
    if verdict is Verdict.INCONSISTENT and not (actual.qualifier is Qualifier.EXACT and is_clear):
        verdict = Verdict.UNDECIDABLE
    is_wrong = verdict is Verdict.INCONSISTENT
    numbers = tuple(f"{item.mentions[0].text}{_measure(item)}" for item in items)
    told = explain.target_explanation(numbers[0], numbers[1], word, is_met)
    sign = {(True, True): "<=", (True, False): ">", (False, True): ">=", (False, False): "<"}[is_bound, is_met]
    return DraftCheck(
        kind=CheckKind.TARGET_STATUS,
        rule=rule,
        verdict=verdict,
        severity=Severity.MAJOR if is_wrong else None,
        operands=(
            mention_operand(reading.whole, OperandRole.ACTUAL, actual.mentions[0], actual.mentions[0].fact_id),
            mention_operand(reading.whole, OperandRole.TARGET, target.mentions[0], target.mentions[0].fact_id),
            DraftOperand(OperandRole.STATUS, block.block.flat.span(word_start, word_end)),
        ),
        quote=block.block.flat.span(first, max(word_end, actual.unit_end, target.unit_end)),
        stated=word,
        expected="Đạt" if is_met else "Không đạt",
        stated_value=actual.value,
        expected_value=target.value,
        formula=f"{numbers[0]} {sign} {numbers[1]}",
        explanation_vi=told.vi if verdict is not Verdict.CONSISTENT else None,
        explanation_en=told.en if verdict is not Verdict.CONSISTENT else None,
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
