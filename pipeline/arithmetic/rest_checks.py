"""What was done and what is left: the two make the whole (45/60 thôn, còn 15 thôn chưa)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractors.items import FigureBlock, Item
from extractors.numbers import format_number
from extractors.ratios import Ratio, shares_unit
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.stops import STATEMENT_END
from extractors.text import Span, last_end
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.fund_checks import check_fund
from pipeline.arithmetic.intervals import count_interval
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.verdicts import judge_sum, sum_severity
from schemas.check import CheckKind, OperandRole, Verdict
from schemas.mention import Mention

_CLAUSE_END = regex.compile(r"[,.;](?=\s|$)|[()]")
_WORD = regex.compile(r"\p{L}+")


def check_rests(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """a of b, còn c: c must be what a leaves of b."""
    figures = {block.index: block for block in reading.figures}
    by_whole: dict[str, list[Ratio]] = {}
    for ratio in reading.ratios:
        earlier = by_whole.setdefault(ratio.denominator.mention.mention_id, [])
        if ratio.rule in ("rest_of_slash", "rest_in_words") and earlier:
            yield from _check_rest(ratio, earlier, figures, reading)
        earlier.append(ratio)


def _check_rest(
    rest: Ratio, earlier: Sequence[Ratio], figures: dict[int, FigureBlock], reading: Reading
) -> Iterator[DraftCheck]:
    whole, left = rest.denominator.mention, rest.numerator
    parts = [ratio.numerator.mention for ratio in earlier if ratio.numerator is not None]
    if left is None or not parts or whole.value is None:
        return
    fitting = [part for part in parts if (part.value or 0) + (left.mention.value or 0) == whole.value]
    part = fitting[-1] if fitting else parts[-1]
    verdict = Verdict.CONSISTENT if fitting else (Verdict.INCONSISTENT if len(parts) == 1 else Verdict.UNDECIDABLE)
    total_value = (part.value or Decimal(0)) + (left.mention.value or Decimal(0))
    block = figures[rest.block]
    quote = block.block.flat.span(rest.start, min(rest.end, len(block.text)))
    yield _rest_check("rest_makes_whole", verdict, (whole, part, left.mention), total_value, quote, reading)


def _rest_check(
    rule: str,
    verdict: Verdict,
    numbers: tuple[Mention, Mention, Mention],
    summed: Decimal,
    quote: Span,
    reading: Reading,
) -> DraftCheck:
    """The check that part and rest make the whole."""
    whole, part, rest = numbers
    magnitude = whole.magnitude or Decimal(1)
    text = format_number(summed / magnitude, max(number.decimals or 0 for number in numbers))
    told = explain.complement_explanation(part.text, rest.text, whole.text, text)
    roles = zip((OperandRole.WHOLE, OperandRole.PART, OperandRole.REMAINDER), numbers, strict=True)
    is_wrong = verdict is Verdict.INCONSISTENT
    return DraftCheck(
        kind=CheckKind.COMPLEMENT,
        rule=rule,
        verdict=verdict,
        severity=sum_severity(whole.value or Decimal(0), summed) if is_wrong else None,
        operands=tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in roles),
        quote=quote,
        stated=whole.text,
        expected=text,
        stated_value=whole.value,
        expected_value=summed,
        formula=explain.sum_formula([part.value or Decimal(0), rest.value or Decimal(0)]),
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )


def check_count_rests(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """a, đã làm b, còn c chưa làm: b and c must make a."""
    for block in reading.blocks_of(2):
        for rule, pattern, needs_near in rules.rests:
            for match in pattern.finditer(block.skeleton):
                found = _read_rest(block, match)
                carried = block.item_at(match.start("carried")) if "carried" in match.groupdict() else None
                if found is None:
                    continue
                if carried:
                    fund = check_fund(rule, block, carried, found[:3], reading)
                    yield from (fund,) if fund else ()
                    continue
                check = _check_count_rest(rule, block, found, reading)
                is_wrong = check.verdict is Verdict.INCONSISTENT
                is_other = _is_far(check, block) if needs_near else not _leaves_undone(block, found, rules)
                if not (is_wrong and is_other):
                    yield check


def _leaves_undone(
    block: FigureBlock, found: tuple[Item, Item, Item, tuple[Mention, ...]], rules: CompiledRules
) -> bool:
    """Whether the rest is what the deed left undone: it denies what the part says, in no other words, and is not split.

    '05/24 doanh nghiệp chưa tổ chức hội nghị; còn 02 doanh nghiệp chưa ký thỏa ước' speaks of two deeds.
    """
    first, _, rest, _ = found
    start = last_end(STATEMENT_END, block.text, 0, first.start)
    done = block.text[start : rest.quote_start]
    end = _CLAUSE_END.search(block.text, rest.unit_end)
    left = block.text[rest.unit_end : end.start() if end else len(block.text)]
    denials = [len(rules.cues["DENIED"].findall(text)) for text in (done, left)]
    said = {word.casefold() for word in _WORD.findall(done)}
    words = [word for word in _WORD.findall(rules.cues["REST_FILLER"].sub(" ", left).casefold()) if word not in said]
    is_denial = (denials[0] > 0) != (denials[1] > 0) or not left.strip()
    return is_denial and not words and not _goes_on(block, rest)


def _goes_on(block: FigureBlock, rest: Item) -> bool:
    """Whether the sentence counts more of the same behind the rest, which may be another part of it."""
    following = block.neighbour(rest, 1)
    if following is None or STATEMENT_END.search(block.text, rest.unit_end, following.start):
        return False
    return following.symbol == rest.symbol and (following.unit is None or _counts_one_thing(following, rest))


def _is_far(check: DraftCheck, block: FigureBlock) -> bool:
    """Whether more than one digit parts the sum, or what parts it stands by (what was carried over)."""
    whole, *parts = (operand.mention for operand in check.operands if operand.mention is not None)
    left = abs((check.stated_value or Decimal(0)) - (check.expected_value or Decimal(0)))
    return not is_one_digit_off([whole], parts) or any(item.value == left for item in block.items)


def _read_rest(block: FigureBlock, match: regex.Match[str]) -> tuple[Item, Item, Item, tuple[Mention, ...]] | None:
    """First and last item of the statement, the rest, and the mentions whole, part, rest; None for unlike units."""
    rest = block.item_at(match.start("rest"))
    if "pair" in match.groupdict():
        pair = block.item_at(match.start("pair"))
        numbers = (pair.mentions[1], pair.mentions[0], rest.mentions[0])
        return (pair, pair, rest, numbers) if shares_unit(pair, rest) else None
    whole, part = block.item_at(match.start("whole")), block.item_at(match.start("part"))
    is_one = _counts_one_thing(whole, rest) and _counts_one_thing(part, rest)
    return (whole, part, rest, (whole.mentions[0], part.mentions[0], rest.mentions[0])) if is_one else None


def _counts_one_thing(one: Item, other: Item) -> bool:
    """Whether two figures count the same, one perhaps by a longer name (46 điểm đen, 31 điểm)."""
    if shares_unit(one, other):
        return True
    names = [item.unit.unit for item in (one, other) if item.unit and item.unit.kind == "count" and item.unit.unit]
    short, *long = sorted(names, key=len) or [""]
    return bool(long) and long[0].startswith(f"{short} ")


def _check_count_rest(
    rule: str, block: FigureBlock, found: tuple[Item, Item, Item, tuple[Mention, ...]], reading: Reading
) -> DraftCheck:
    first, _, last, (whole, part, rest) = found
    total_value = (part.value or Decimal(0)) + (rest.value or Decimal(0))
    verdict = judge_sum(count_interval(whole), count_interval(part) + count_interval(rest))
    return _rest_check(
        rule,
        verdict,
        (whole, part, rest),
        total_value,
        block.block.flat.span(first.quote_start, last.unit_end),
        reading,
    )
