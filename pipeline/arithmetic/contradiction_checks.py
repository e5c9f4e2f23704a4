"""One thing, two values: the same indicator, period and area printed twice in one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import regex

from extractors.items import FigureBlock, Item
from extractors.label_words import without_context, without_heading
from extractors.resolve import Reading
from extractors.row_cells import PER_MILLE_UNIT
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.statements import Statement, read_statements, words_of
from extractors.text import Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.agreement import can_be_one, printed_interval
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.intervals import Interval, count_interval
from pipeline.arithmetic.near_sums import is_one_digit_off
from pipeline.arithmetic.restated import read_restated, read_restated_shares
from pipeline.arithmetic.told_ratios import read_ratios_told_twice
from pipeline.arithmetic.verdicts import MAJOR_POINTS, sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Fact, FactMention, Measure, Qualifier, Role
from schemas.mention import Mention
from schemas.parcel import Parcel

# More statements of one wording than this are a list of many things, not one thing said often.
_MAX_STATEMENTS = 6
_LOOSE = frozenset({Qualifier.APPROXIMATE, Qualifier.ESTIMATED})
# Words two labels must share, and the share of the shorter one, for a value that one proves and the other prints.
_MIN_SHARED, _MIN_SHARED_SHARE = 4, Fraction(7, 10)
_MIN_DIGITS = 3
_WINDOW = 400
_CLAUSE_STOP = regex.compile(r"[.;](?=\s)")


def check_contradictions(
    parcel: Parcel, reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules
) -> Iterator[DraftCheck]:
    """Statements of one thing compared; a failing figure against the place that prints what it should be."""
    statements = read_statements(reading, parcel.document, parcel.facts, rules)
    yield from _check_stated_twice(statements, reading)
    yield from _check_restated(parcel, reading, rules)
    yield from _check_named_above(reading, rules)
    yield from _check_expected_elsewhere(parcel, reading, drafts, rules)


def _check_stated_twice(statements: Iterable[Statement], reading: Reading) -> Iterator[DraftCheck]:
    groups: dict[object, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.key].append(statement)
    for group in groups.values():
        if not 2 <= len(group) <= _MAX_STATEMENTS:
            continue
        finest = max(group, key=_precision)
        others = [one for one in group if one is not finest and _are_comparable(finest, one)]
        for other in others:
            check = _statement_check(finest, other, reading)
            if check.verdict is Verdict.CONSISTENT or not _may_count_less(finest, other):
                yield check


def _may_count_less(one: Statement, other: Statement) -> bool:
    """Whether one is the total of a table, which may list some of what the prose counts, and no slip of a digit."""
    return (one.is_total_row or other.is_total_row) and not is_slip_between(one.mention, other.mention)


def is_slip_between(one: Mention, other: Mention) -> bool:
    """Whether two numbers are so large that they are alike by no chance, and one digit apart."""
    return is_large(one) and is_large(other) and is_one_digit_off((one,), (other,))


def is_large(mention: Mention) -> bool:
    """Whether a number has so many digits that another is like it by no chance."""
    return sum(character.isdecimal() for character in mention.text) >= _MIN_DIGITS


def _precision(statement: Statement) -> tuple[bool, Decimal, int]:
    """Exact before loose, finer before coarser, earlier before later."""
    unit = (statement.mention.magnitude or Decimal(1)).scaleb(-(statement.mention.decimals or 0))
    return statement.fact.qualifier is Qualifier.EXACT, -unit, -statement.span.start


def _are_comparable(one: Statement, other: Statement) -> bool:
    """Not of one table, one sentence, or two neighbouring headings that may each name their own subject."""
    if one.table_id is not None and other.table_id is not None:
        return False
    if one.sentence is not None and one.sentence == other.sentence:
        return False
    if one.table_id or other.table_id or one.headings == other.headings:
        return one.block != other.block or one.block is None
    above, beside = one.headings[1:2], other.headings[1:2]
    return above != beside or not above


def _printed(statement: Statement) -> tuple[Mention, Interval]:
    mention, qualifier = statement.mention, statement.fact.qualifier
    return mention, printed_interval(mention, qualifier, is_share=_is_share(statement))


def _is_share(statement: Statement) -> bool:
    """Whether the number that states it is a percent: the counts of a ratio are none."""
    fact = statement.fact
    is_printed = fact.measure is Measure.RATIO and statement.mention.value == fact.percent
    return fact.measure is Measure.PERCENT or is_printed


def _statement_check(one: Statement, other: Statement, reading: Reading) -> DraftCheck:
    first, second = sorted((one, other), key=lambda s: s.span.start)
    is_loose = first.fact.qualifier in _LOOSE or second.fact.qualifier in _LOOSE
    misfit = Verdict.UNDECIDABLE if is_loose else Verdict.INCONSISTENT
    verdict = Verdict.CONSISTENT if can_be_one(_printed(one), _printed(other)) else misfit
    return build_contradiction(
        "stated_twice", verdict, (first.mention, second.mention), second.label, second.span, _is_share(one), reading
    )


def build_contradiction(
    rule: str,
    verdict: Verdict,
    numbers: tuple[Mention, Mention],
    label: str,
    quote: Span,
    is_percent: bool,
    reading: Reading,
    word: DraftOperand | None = None,
) -> DraftCheck:
    """The check that two numbers are one; the second, which is stated, is judged by the first."""
    first, second = numbers
    sign = "%" if is_percent else ""
    values = [number.value or Decimal(0) for number in numbers]
    severity = None
    if verdict is Verdict.INCONSISTENT:
        off = Severity.MAJOR if abs(values[0] - values[1]) >= MAJOR_POINTS else Severity.MINOR
        severity = off if is_percent else sum_severity(values[1], values[0])
    shown = (f"{first.text}{sign}", f"{second.text}{sign}")
    told = explain.contradiction_explanation(label, shown, (first.page, second.page))
    operands = [mention_operand(reading.whole, OperandRole.VALUE, m, m.fact_id) for m in (second, first)]
    is_silent = verdict is Verdict.CONSISTENT
    return DraftCheck(
        kind=CheckKind.CONTRADICTION,
        rule=rule,
        verdict=verdict,
        severity=severity,
        operands=(*operands, word) if word else tuple(operands),
        quote=quote,
        stated=f"{second.text}{sign}",
        expected=f"{first.text}{sign}",
        stated_value=values[1],
        expected_value=values[0],
        formula=f"{explain.plain(values[1])} = {explain.plain(values[0])}",
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
    )


def _check_restated(parcel: Parcel, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Runs of figures and shares told again where the report sums up, fractions anywhere.

    Of shares and fractions only one slip of a digit is one.
    """
    for said, again, label in read_ratios_told_twice(parcel, reading, rules):
        yield from _slip_check("ratio_told_twice", (said, again), label, False, reading)
    for above, here, label in read_restated_shares(parcel, reading, rules):
        yield from _slip_check("told_again", (above, here), label, True, reading)
    for earlier, later, place in read_restated(reading, rules):
        verdict = Verdict.CONSISTENT if place < 0 else Verdict.INCONSISTENT
        first, second = (run.items[max(place, 0)] for run in (earlier, later))
        flat = later.block.block.flat
        quote = flat.span(later.items[0].quote_start, later.items[-1].unit_end)
        label = " ".join(later.block.text[later.items[0].quote_start : later.items[-1].unit_end].split())
        yield build_contradiction(
            "told_again", verdict, (first.mentions[0], second.mentions[0]), label, quote, False, reading
        )


def _slip_check(
    rule: str, numbers: tuple[Mention, Mention], label: str, is_percent: bool, reading: Reading
) -> Iterator[DraftCheck]:
    """The check of two numbers that are one or a slip of a digit apart; others may be two things."""
    above, here = numbers
    is_one = above.value == here.value
    if is_one or is_slip_between(above, here):
        verdict = Verdict.CONSISTENT if is_one else Verdict.INCONSISTENT
        start = reading.whole.offset_of(here.page, here.char_start)
        quote = Span(start, start + len(here.text))
        yield build_contradiction(rule, verdict, numbers, label, quote, is_percent, reading)


def _check_named_above(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """'trong số 12 xã ... nêu trên': the number that was printed above for the same words."""
    earlier: list[tuple[FigureBlock, Item]] = []
    for block in reading.figures:
        for item in block.items:
            named = _name_above(block, item, rules)
            if named is not None:
                words, mark = named
                same = [e for e in earlier if _says(e[0], e[1], words, rules)]
                if len({e[1].value for e in same}) == 1:
                    yield _above_check(same[-1], (block, item), mark, reading)
            if item.symbol == COUNT:
                earlier.append((block, item))
        earlier = [e for e in earlier if block.index - e[0].index <= 3]


def _name_above(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[frozenset[str], tuple[int, int]] | None:
    """The words between a number that takes up another and 'nêu trên', with the place of those."""
    if item.symbol != COUNT or not rules.cues["ALL_OF_THEM"].search(block.text, max(0, item.start - 20), item.start):
        return None
    following = block.neighbour(item, 1)
    limit = following.start if following else len(block.text)
    match = rules.cues["NAMED_ABOVE"].search(block.text, item.end, limit)
    if match is None or regex.search(r"[.;]", block.text[item.end : match.start()]):
        return None
    words = words_of(block.text[item.end : match.start()], rules)
    return (words, (match.start(), match.end())) if words else None


def _says(block: FigureBlock, item: Item, words: frozenset[str], rules: CompiledRules) -> bool:
    """Whether the words right behind a number are those words."""
    following = block.neighbour(item, 1)
    limit = following.start if following else len(block.text)
    text = regex.split(r"[.;,:()](?=\s|$)", block.text[item.end : limit])[0]
    return words_of(text, rules) == words


def _above_check(
    first: tuple[FigureBlock, Item], second: tuple[FigureBlock, Item], mark: tuple[int, int], reading: Reading
) -> DraftCheck:
    is_one = count_interval(first[1].mentions[0], first[1].qualifier).meets(
        count_interval(second[1].mentions[0], second[1].qualifier)
    )
    verdict = Verdict.CONSISTENT if is_one else Verdict.INCONSISTENT
    flat = second[0].block.flat
    word = DraftOperand(OperandRole.WORD, flat.span(*mark))
    label = " ".join(second[0].text[second[1].end : mark[0]].split())
    quote = flat.span(second[1].quote_start, mark[1])
    numbers = (first[1].mentions[0], second[1].mentions[0])
    return build_contradiction("named_above", verdict, numbers, label, quote, False, reading, word)


def _check_expected_elsewhere(
    parcel: Parcel, reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules
) -> Iterator[DraftCheck]:
    """A figure that its own numbers refute, where the value they prove is printed elsewhere for the same thing."""
    by_text: dict[tuple[str, bool], list[tuple[Fact, Mention]]] = defaultdict(list)
    facts = {fact.fact_id: fact for fact in parcel.facts}
    clauses = {} if all(draft.verdict is not Verdict.INCONSISTENT for draft in drafts) else _read_clauses(reading)
    mentions = {mention.mention_id: mention for mention in parcel.mentions}
    for link in parcel.fact_mentions:
        fact, mention = facts[link.fact_id], mentions[link.mention_id]
        if _is_main_value(fact, mention, link):
            is_percent = fact.measure in (Measure.PERCENT, Measure.RATIO) or fact.unit is None
            by_text[mention.text, is_percent].append((fact, mention))
            if fact.unit is None:
                by_text[mention.text, False].append((fact, mention))
    for draft in drafts:
        stated = draft.operands[0].mention
        own = facts.get(stated.fact_id or "") if stated else None
        if draft.verdict is not Verdict.INCONSISTENT or stated is None or own is None or draft.expected is None:
            continue
        is_percent = draft.expected.endswith("%")
        expected = draft.expected.rstrip("%")
        if sum(character.isdigit() for character in expected) < _MIN_DIGITS:
            continue
        said = {operand.mention for operand in draft.operands}
        for fact, mention in by_text.get((expected, is_percent), ()):
            if (
                mention not in said
                and not _share_table(fact, own)
                and _are_alike(own, fact, clauses.get(mention.mention_id, ""), rules)
            ):
                quote = Span(
                    reading.whole.offset_of(fact.page, fact.char_start),
                    reading.whole.offset_of(fact.page, fact.char_end),
                )
                label = max((without_heading(f.label or "", f.section) for f in (fact, own)), key=len)
                yield build_contradiction(
                    "expected_elsewhere", Verdict.INCONSISTENT, (mention, stated), label, quote, is_percent, reading
                )


def _share_table(one: Fact, other: Fact) -> bool:
    """Whether both stand in one table: its other rows and columns are other things."""
    return one is other or (one.table_id is not None and one.table_id == other.table_id)


def _is_main_value(fact: Fact, mention: Mention, link: FactMention) -> bool:
    value = fact.percent if fact.measure is Measure.RATIO else fact.value
    return fact.role is Role.ACTUAL and fact.measure is not Measure.CHANGE and mention.value == value


def _read_clauses(reading: Reading) -> dict[str, str]:
    """The words of its clause before each figure of the prose, for labels that do not say all of them."""
    return {
        item.mentions[0].mention_id: _CLAUSE_STOP.split(block.text[max(0, item.start - _WINDOW) : item.start])[-1]
        for block in reading.figures
        for item in block.items
        if block.block.cell is None
    }


def _are_alike(one: Fact, other: Fact, clause: str, rules: CompiledRules) -> bool:
    """Whether two labels share nearly all words of the shorter, or the clause of one holds the words of the other."""
    is_free = one.measure in (Measure.PERCENT, Measure.RATIO) and PER_MILLE_UNIT not in (one.unit, other.unit)
    if not is_free and one.unit != other.unit:
        return False
    a, b = (words_of(without_context(fact.label or ""), rules) for fact in (one, other))
    shared, said = len(a & b), len(a & (b | words_of(clause, rules)))
    is_alike = shared >= _MIN_SHARED and shared >= _MIN_SHARED_SHARE * min(len(a), len(b))
    return is_alike or (said >= 2 * _MIN_SHARED and said >= _MIN_SHARED_SHARE * len(a))
