"""Parts against their whole: 'a ..., trong đó b ... và c ...', bullets under 'trong đó:', parts by their holders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import regex

from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.breakdowns import breakdowns
from pipeline.arithmetic.bullet_parts import bullet_candidates
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.earlier_wholes import earlier_candidates
from pipeline.arithmetic.intervals import Interval, total
from pipeline.arithmetic.joined_names import is_named_by_parts
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.part_lists import (
    MIN_KINDS,
    Candidate,
    inline_candidates,
    same_head,
    same_unit,
)
from pipeline.arithmetic.proved_wholes import is_of_another, prove_wholes
from pipeline.arithmetic.verdicts import sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.mention import Mention

# A whole of so many steps of its finest number: at 99 or fewer most sums are one digit off by chance.
_FEW_STEPS, _MANY_STEPS = 100, 1000
# Kinds that miss the whole by more than this may be chosen ones (below) or overlap (above).
_NEAR_BELOW, _NEAR_ABOVE = Decimal("0.05"), Decimal("0.1")
# Sums of more parts than these fit by chance.
_MAX_SUBSET = 8
_WORD = regex.compile(r"\p{L}+")
_DONE = regex.compile(r"(?i)\s*(?:đã|được)\b")
_CARRIED = regex.compile(r"(?i)\b(?:kỳ|năm|tháng|quý) trước|cũ chuyển|tồn chuyển")


def check_part_whole(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Every whole with parts, in sentences and in bullets."""
    by_index = {block.index: block for block in reading.figures}
    proved = prove_wholes(reading.ratios)
    for block in reading.figures:
        for found in (*inline_candidates(block, rules), *bullet_candidates(block, by_index, reading, rules)):
            candidate = _without_deeds_on_parts(_with_all(found))
            if _makes_whole(candidate) or not is_of_another(candidate, proved):
                yield from _check(candidate, reading, rules)
    for candidate in breakdowns(reading, rules):
        yield from _check(candidate, reading, rules)
    for candidate in earlier_candidates(reading, by_index, rules):
        check = _judge(candidate, reading, rules)
        is_slip = check.verdict is Verdict.INCONSISTENT and _is_one_digit_off(candidate)
        if check.verdict is Verdict.CONSISTENT or (is_slip and not _crosses(candidate, rules)):
            yield check


def _check(candidate: Candidate, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    is_one_above = not candidate.is_direct and _is_above(candidate.parts[0].interval, candidate.interval)
    if is_one_above and _may_be_of_another(candidate, reading):
        return
    if len(candidate.parts) > 1 or is_one_above:
        check = _judge(candidate, reading, rules)
        if check.verdict is not Verdict.UNDECIDABLE or _is_question(check, candidate, rules):
            yield check


def _may_be_of_another(candidate: Candidate, reading: Reading) -> bool:
    """Whether a semicolon parts a part from a number too small for it, and its sentence counts enough of the same.

    'của huyện là 318 thủ tục, của xã là 146; trong đó 241 thủ tục cấp huyện' is of the 318.
    """
    part = candidate.parts[0].mention
    between = reading.whole.full[candidate.quote.start : candidate.quote.end].rpartition(part.text)[0]
    return ";" in between and any(near >= (part.value or Decimal(0)) for near in candidate.nearby)


def _with_all(candidate: Candidate) -> Candidate:
    """The candidate with what may belong to its list, where one slip of a digit then explains all; else as it was."""
    longer = replace(candidate, parts=(*candidate.parts, *candidate.maybe))
    is_better = bool(candidate.maybe) and not _is_one_digit_off(candidate) and _is_one_digit_off(longer)
    return longer if is_better else candidate


def _without_deeds_on_parts(candidate: Candidate) -> Candidate:
    """The candidate without what was done with a part right before it, where the others make the whole.

    '11 đơn, trong đó 02 đơn thuộc thẩm quyền, đã giải quyết 02 đơn, còn 09 đơn' is 2 and 9.
    """
    parts = candidate.parts
    if len(parts) < MIN_KINDS or _makes_whole(candidate):
        return candidate
    on_parts = (
        n
        for n in range(1, len(parts))
        if _DONE.match(parts[n].words) and (parts[n].mention.value or 0) <= (parts[n - 1].mention.value or 0)
    )
    shorter = (replace(candidate, parts=(*parts[:n], *parts[n + 1 :])) for n in on_parts)
    return next((one for one in shorter if _makes_whole(one)), candidate)


def _makes_whole(candidate: Candidate) -> bool:
    parts = candidate.parts
    return len(parts) > 1 and candidate.interval.meets(total(part.interval for part in parts))


def _is_question(check: DraftCheck, candidate: Candidate, rules: CompiledRules) -> bool:
    """Parts within their whole that need not make it up are no question, nor attributes that cross, nor other nouns."""
    is_above = (check.expected_value or Decimal(0)) > (check.stated_value or Decimal(0))
    is_one_noun = not candidate.is_direct or _count_alike(candidate)
    return is_above and is_one_noun and (_repeats_noun(candidate) or not _crosses(candidate, rules))


def _repeats_noun(candidate: Candidate) -> bool:
    """Whether a list behind 'gồm' repeats the noun of the whole in all of three parts or more."""
    is_list = candidate.is_strong and not candidate.is_direct and len(candidate.parts) >= MIN_KINDS
    return is_list and all(same_head(candidate.unit, part.unit) for part in candidate.parts)


def _count_alike(candidate: Candidate) -> bool:
    return all(part.unit and candidate.unit and same_unit(candidate.unit, part.unit) for part in candidate.parts)


def _judge(candidate: Candidate, reading: Reading, rules: CompiledRules) -> DraftCheck:
    whole = candidate.whole.value or Decimal(0)
    summed = sum((part.mention.value or Decimal(0) for part in candidate.parts), Decimal(0))
    verdict, is_part_above = _decide(candidate, whole, summed, rules)
    flagged = verdict is Verdict.INCONSISTENT
    decimals = max(_shown_decimals(m) for m in (candidate.whole, *(part.mention for part in candidate.parts)))
    sum_text = format_number(summed / (candidate.whole.magnitude or Decimal(1)), decimals)
    told = _explain(candidate, is_part_above, summed, decimals)
    numbers = [(OperandRole.WHOLE, candidate.whole), *((OperandRole.PART, part.mention) for part in candidate.parts)]
    operands = [mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers]
    if candidate.cue:
        operands.insert(1, candidate.cue)
    return DraftCheck(
        kind=CheckKind.PART_WHOLE,
        rule="bullets_of_whole" if candidate.is_listed_apart else "parts_of_whole",
        verdict=verdict,
        severity=(Severity.MAJOR if is_part_above else sum_severity(whole, summed)) if flagged else None,
        operands=tuple(operands),
        quote=candidate.quote,
        stated=candidate.whole.text,
        expected=sum_text,
        stated_value=whole,
        expected_value=summed,
        formula=explain.sum_formula([part.mention.value or Decimal(0) for part in candidate.parts]),
        explanation_vi=None if verdict is Verdict.CONSISTENT else told.vi,
        explanation_en=None if verdict is Verdict.CONSISTENT else told.en,
        suggestion=told.suggestion if flagged else None,
    )


def _shown_decimals(mention: Mention) -> int:
    return mention.decimals or 0


def _explain(candidate: Candidate, is_part_above: bool, summed: Decimal, decimals: int) -> explain.Explanation:
    whole, *parts = explain.say_numbers([candidate.whole, *(part.mention for part in candidate.parts)])
    magnitude = candidate.whole.magnitude or Decimal(1)
    word = whole.removeprefix(candidate.whole.text)
    total_text = format_number(summed / magnitude, decimals) + word
    if is_part_above:
        values = [part.mention.value or Decimal(0) for part in candidate.parts]
        return explain.part_above_explanation(whole, parts[values.index(max(values))], parts, total_text)
    value = candidate.whole.value or Decimal(0)
    difference = format_number(abs(summed - value) / magnitude, decimals) + word
    return explain.sum_explanation(whole, parts, total_text, difference, summed > value)


def _decide(candidate: Candidate, whole: Decimal, summed: Decimal, rules: CompiledRules) -> tuple[Verdict, bool]:
    """The verdict, and whether a single part is above the whole."""
    if _makes_whole(candidate):
        return Verdict.CONSISTENT, False
    same = _count_alike(candidate) or _all_people(candidate, rules)
    is_above = summed > whole
    if (
        is_above
        and same
        and not candidate.is_direct
        and any(_is_above(part.interval, candidate.interval) for part in candidate.parts)
    ):
        return Verdict.INCONSISTENT, True
    partition = _partition(candidate, rules)
    is_forced = len(candidate.parts) >= 2 and (
        partition == "closed"
        or (is_named_by_parts(candidate, rules) and _is_one_digit_off(candidate))
        or (partition == "open" and is_above)
        or (candidate.is_strong and same and not candidate.is_direct and not _crosses(candidate, rules))
        or (_repeats_noun(candidate) and not _crosses(candidate, rules) and _is_near(candidate, whole, summed))
        or (is_above and candidate.is_listed_apart and _are_alike(candidate))
        or (is_above and same and _is_money_list(candidate, rules) and _is_near(candidate, whole, summed))
        or (_is_list_of_kinds(candidate, same, is_above, rules) and _is_near(candidate, whole, summed))
    )
    is_exclusive = partition is not None or candidate.is_one_each or is_named_by_parts(candidate, rules)
    is_forced = is_forced and not _explains_itself(candidate, whole, summed, is_exclusive=is_exclusive)
    return (Verdict.INCONSISTENT if is_forced else Verdict.UNDECIDABLE), False


def _is_money_list(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether three sums of money or more, of different names, are listed behind 'trong đó' with nothing between.

    Sums of one name (vốn đầu tư công, vốn chương trình, vốn vay) may overlap, and so may debts by term and by borrower.
    """
    if rules.cues["DEBT"].search(candidate.before):
        return False
    heads = {next(iter(_WORD.findall(part.words)), "").casefold() for part in candidate.parts}
    is_list = candidate.unit == "đồng" and not candidate.is_direct and not candidate.maybe and not candidate.nearby
    return is_list and len(candidate.parts) >= MIN_KINDS and len(heads) > 1 and _has_steps(candidate, _FEW_STEPS)


def _explains_itself(candidate: Candidate, whole: Decimal, summed: Decimal, *, is_exclusive: bool) -> bool:
    """Whether what is missing is a figure that stands by, so a part not seen, or what is too much are parts themselves.

    Where the list may go on, only a single slip of a digit is held against it.
    """
    left = whole - summed
    if abs(left) in candidate.nearby or -left in _carried_over(candidate):
        return True
    if not is_exclusive and -left in _sums_within(candidate):
        return True
    return candidate.goes_on and not _is_one_digit_off(candidate)


def _carried_over(candidate: Candidate) -> set[Decimal]:
    """The parts that came over from before: what was taken in need not hold them (nhận 9.625, kỳ trước chuyển 191)."""
    return {part.mention.value or Decimal(0) for part in candidate.parts if _CARRIED.search(part.words)}


def _sums_within(candidate: Candidate) -> set[Decimal]:
    """The sums of some of the parts, two at least left: parts of parts, listed beside them (vốn NSNN, vốn tỉnh)."""
    values = [part.mention.value or Decimal(0) for part in candidate.parts[:_MAX_SUBSET]]
    counts = range(1, len(values) - 1)
    return {sum(some, Decimal(0)) for count in counts for some in combinations(values, count)}


def _is_near(candidate: Candidate, whole: Decimal, summed: Decimal) -> bool:
    """Whether one digit is all that parts the two sums, and it is a small one: a large rest may be left out."""
    is_close = abs(whole - summed) <= whole * (_NEAR_ABOVE if summed > whole else _NEAR_BELOW)
    return is_close and _is_one_digit_off(candidate)


def _is_one_digit_off(candidate: Candidate) -> bool:
    return is_one_digit_off([candidate.whole], [part.mention for part in candidate.parts])


def _is_list_of_kinds(candidate: Candidate, same: bool, is_above: bool, rules: CompiledRules) -> bool:
    """Whether the parts look like the kinds of the whole: in a bracket of their own, of one noun, or with a rest.

    A list of kinds may still leave one out or name one twice, so it decides only with a slip of one digit.
    """
    if _crosses(candidate, rules):
        return False
    is_enough = len(candidate.parts) >= MIN_KINDS
    if candidate.is_bracket:
        least = _FEW_STEPS if is_enough else _MANY_STEPS
        return (is_enough and not is_above) or (_has_steps(candidate, least) and (same or is_enough))
    sides = regex.split(r"\s{2,}", candidate.parts[-1].words)
    has_rest = any(rules.cue_wholes["REST_KIND"].fullmatch(side.strip(" :+*-–")) for side in sides)
    is_of_one_noun = is_above and _are_of_one_noun(candidate, rules)
    is_exclusive = has_rest or is_of_one_noun
    return same and is_enough and is_exclusive and _has_steps(candidate, _FEW_STEPS if has_rest else _MANY_STEPS)


def _has_steps(candidate: Candidate, least: int) -> bool:
    """Whether the numbers are so fine, counted in the last digit that tells, that one digit off is no chance."""
    numbers = [candidate.whole, *(part.mention for part in candidate.parts)]
    step = min(_step(number.value or Decimal(0)) for number in numbers)
    return (candidate.whole.value or Decimal(0)) / step >= least


def _step(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _are_of_one_noun(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether the parts are kinds by one noun of things (nguồn NSNN, nguồn quỹ), not the noun of the whole itself."""
    heads = {next(iter(_WORD.findall(part.words)), "").casefold() for part in candidate.parts}
    head = next(iter(heads))
    is_people = bool(rules.cue_wholes["PERSON"].fullmatch(candidate.unit or ""))
    is_noun = bool(head) and not rules.cue_wholes["NO_KIND"].fullmatch(head)
    return len(heads) == 1 and is_noun and not is_people and head != (candidate.unit or "").split(" ")[0]


def _crosses(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether parts are attributes that one person or thing may have together (nữ, trẻ tuổi, ngoài Đảng).

    What is counted is no attribute of it: 461 trẻ 2 tuổi.
    """
    units = {part.unit for part in candidate.parts}
    counted = next(iter(units)) if len(units) == 1 else None
    words = [part.words.replace(counted, " ", 1) if counted else part.words for part in candidate.parts]
    if candidate.is_one_each or all(rules.cues["GIVEN_TO_ONE"].search(part.words) for part in candidate.parts):
        return False
    crossing = [text for text in words if rules.cues["CROSSING"].search(text)]
    return candidate.is_count and len(crossing) >= (2 if candidate.is_strong or candidate.is_bracket else 1)


def _all_people(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether whole and parts count people by whatever noun, the parts all by one (23 đảng viên: 15 đồng chí, ...)."""
    units = {part.unit for part in candidate.parts}
    nouns = [unit for unit in (candidate.unit, *units) if unit]
    return len(units) == 1 and len(nouns) == 2 and all(rules.cue_wholes["PERSON"].fullmatch(noun) for noun in nouns)


def _is_above(part: Interval, whole: Interval) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _partition(candidate: Candidate, rules: CompiledRules) -> str | None:
    """closed or open where the parts are each of another class of one partition, else None."""
    for partition in rules.partitions:
        classes = [_class_of(part.words, partition.classes) for part in candidate.parts]
        if None in classes or len(set(classes)) < len(classes):
            continue
        is_whole = partition.whole is None or bool(partition.whole.search(candidate.before))
        return "closed" if partition.is_closed and is_whole and len(classes) == len(partition.classes) else "open"
    return None


def _class_of(words: str, classes: Sequence[regex.Pattern[str]]) -> int | None:
    found = [index for index, pattern in enumerate(classes) if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def _are_alike(candidate: Candidate) -> bool:
    """Whether the parts are items of one list (Đăng ký khai sinh, Đăng ký kết hôn), not crossing classes of the whole.

    Parts named by the noun of the whole (Hộ nghèo dân tộc thiểu số, Hộ nghèo có chủ hộ là nữ) may overlap.
    """
    heads = {tuple(word.casefold() for word in _WORD.findall(part.words)[:2]) for part in candidate.parts}
    head = next(iter(heads))
    noun = (candidate.unit or "").split(" ")[0]
    return len(heads) == 1 and len(head) == 2 and head[0] != noun
