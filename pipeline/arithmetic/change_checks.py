"""Changes against the levels they lie between: a, tăng p% so với cùng kỳ (b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

import regex

from extractors.asides import without_brackets
from extractors.compared_lists import ComparedList, read_compared_lists
from extractors.growth import direction_of
from extractors.items import CHANGE_LEAD, FigureBlock, Item, is_change
from extractors.numbers import format_number
from extractors.ratios import counts_alike
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, CompiledChange, CompiledRules
from extractors.stops import SENTENCE_STOP
from extractors.text import Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.intervals import Interval, exact, level_interval, quotient_percent
from pipeline.arithmetic.rate_falls import is_fall_of_rate
from pipeline.arithmetic.relations import Form, Relation
from pipeline.arithmetic.verdicts import judge_percent, percent_severity, round_half_up
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Direction
from schemas.mention import Mention

_DOWN_WORDS = frozenset(("giảm", "thấp hơn", "thiếu", "hụt", "kém"))
_FORMS = {
    "percent": Form.CHANGE_PERCENT,
    "times": Form.CHANGE_TIMES,
    "difference": Form.CHANGE_DIFFERENCE,
    "points": Form.CHANGE_DIFFERENCE,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What the words say: now, base, the change, its measure and direction."""

    rule: str
    measure: str
    now: Item
    base: Item
    change: Item
    is_down: bool
    word: tuple[int, int]
    """Where the word that says up or down stands in the block."""
    level: Item | None = None

    @property
    def passes_target(self) -> bool:
        """Whether a target is passed (vượt): from below or, where less is better, from above."""
        return self.rule in ("points_over_target", "points_against_target")


def check_changes(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for every change whose two levels are printed."""
    for block in reading.blocks_of(3):
        if rules.cues["CHANGE"].search(block.text):
            for change in _read_changes(block, rules):
                check = _check(change, block, reading)
                is_wrong = check.verdict is Verdict.INCONSISTENT and change.measure in ("percent", "own_percent")
                numbers = (change.now, change.base, change.change)
                if not (is_wrong and is_fall_of_rate(numbers, check.expected_value, block, rules)):
                    yield check


def _read_changes(block: FigureBlock, rules: CompiledRules) -> Iterator[Change]:
    """The changes of a block; then, read past brackets and other figures, those that were not found at once."""
    told: set[str] = set()
    is_sure = partial(_is_of_this, block=block)
    plain = without_brackets(block, rules)
    for view in (block,) if plain is block else (block, plain):
        for rule in rules.changes:
            is_second = rule.is_far or view is not block
            found = list(_apply(rule, view, rules))
            for change in _only_one(found) if rule.is_far else filter(is_sure, found):
                key = change.change.mentions[0].mention_id
                if not (is_second and key in told):
                    yield change
                told.add(key)
    yield from (change for change in _read_lists(block, rules) if change.change.mentions[0].mention_id not in told)


def _read_lists(block: FigureBlock, rules: CompiledRules) -> Iterator[Change]:
    """The changes of several levels compared at once; those that fit no level, only beside some that do."""
    for found in read_compared_lists(block, rules):
        tried = [list(_read_window(block, found, levels, rules)) for levels in found.levels]
        best = max(tried, key=lambda changes: sum(map(_fits, changes)), default=[])
        elsewhere = {c.change.start for changes in tried if changes is not best for c in changes if _fits(c)}
        fitting = [change for change in best if _fits(change)]
        yield from fitting
        if fitting:
            yield from (c for c in best if not _fits(c) and c.change.start not in elsewhere)


def _read_window(
    block: FigureBlock, found: ComparedList, levels: Sequence[Item], rules: CompiledRules
) -> Iterator[Change]:
    """Each level with what it was and how much it changed."""
    for now, base, change in zip(levels, found.bases, found.changes, strict=True):
        said = is_change(block.text, change, rules)
        if said is not None:
            start = max(0, change.quote_start - CHANGE_LEAD) + said.start()
            is_down = direction_of(said[0]) is Direction.DOWN
            yield Change("change_in_list", "difference", now, base, change, is_down, (start, start + len(said[0])))


def _apply(rule: CompiledChange, block: FigureBlock, rules: CompiledRules) -> Iterator[Change]:
    for match in rule.pattern.finditer(block.skeleton, overlapped=rule.is_far):
        change = _read_change(rule, match, block, rules)
        if change and not (rule.is_far and is_change(block.text, change.now, rules)):
            yield change


def _is_of_this(change: Change, block: FigureBlock) -> bool:
    """Whether a change fits its level, or no other level before it: 'thu 120 tỷ, trong đó thuế 45 tỷ, tăng 12%'."""
    if _fits(change) or change.measure == "points":
        return True
    first = min(change.base.start, change.change.start)
    others = (item for item in block.items if item.symbol == COUNT and item.end <= first and item is not change.now)
    return not any(_fits(replace(change, now=item)) for item in others if counts_alike(item, change.now))


def _only_one(found: Sequence[Change]) -> Iterator[Change]:
    """Of several levels that may have changed, the one that there is of its unit; else the nearest that fits."""
    by_change: dict[str, list[Change]] = {}
    for change in found:
        by_change.setdefault(change.change.mentions[0].mention_id, []).append(change)
    for changes in by_change.values():
        fitting = changes if len(changes) == 1 else [change for change in changes if _fits(change)]
        yield from fitting[-1:]


def _fits(change: Change) -> bool:
    levels = (level_interval(item.mentions[0], item.qualifier) for item in (change.now, change.base))
    stated = change.change.mentions[0]
    scale = stated.magnitude or Decimal(1)
    allowed = _allowed(change, (next(levels), next(levels))).scaled(1 / Fraction(scale))
    printed = (stated.value or Decimal(0)) / scale
    return judge_percent(printed, stated.decimals or 0, allowed, change.change.qualifier) is not Verdict.INCONSISTENT


def _level_behind_changes(now: Item, block: FigureBlock, rules: CompiledRules) -> Item:
    """The level itself, or the nearest before it in its sentence where it says how much that changed.

    'đạt 78,44%, tăng 1,20% so với cùng kỳ, vượt 2,94% so với chỉ tiêu (75,50%)': 78,44 is set against 75,50.
    """
    item: Item | None = now
    while item is not None and item.symbol == now.symbol and is_change(block.text, item, rules):
        previous = block.neighbour(item, -1)
        is_same = previous is not None and not SENTENCE_STOP.search(block.text, previous.end, item.start)
        item = previous if is_same else None
    return item if item is not None and item.symbol == now.symbol else now


def _read_change(
    rule: CompiledChange, match: regex.Match[str], block: FigureBlock, rules: CompiledRules
) -> Change | None:
    now, base, change = (block.item_at(match.start(name)) for name in ("now", "base", "change"))
    if rule.measure == "points":
        now = _level_behind_changes(now, block, rules)
    if base.value <= 0 or (rule.measure != "points" and not counts_alike(base, now)):
        return None
    if rule.measure == "difference" and not counts_alike(change, now):
        return None
    level = block.item_at(match.start("level")) if match.groupdict().get("level") else None
    start = block.text_position(match.start("word"))
    word = (start, start + len(match["word"]))
    return Change(rule.id, rule.measure, now, base, change, match["word"].casefold() in _DOWN_WORDS, word, level)


def _check(change: Change, block: FigureBlock, reading: Reading) -> DraftCheck:
    now, base, stated = change.now.mentions[0], change.base.mentions[0], change.change.mentions[0]
    levels = (level_interval(now, change.now.qualifier), level_interval(base, change.base.qualifier))
    allowed = _allowed(change, levels)
    value = _point(_allowed(change, (exact(now.value or 0), exact(base.value or 0))))
    scale = stated.magnitude or Decimal(1)
    decimals = stated.decimals or 0
    printed = (stated.value or Decimal(0)) / scale
    printed = abs(printed) if change.measure == "own_percent" else printed
    verdict = judge_percent(printed, decimals, allowed.scaled(1 / Fraction(scale)), change.change.qualifier)
    if change.measure == "points" and verdict is not Verdict.CONSISTENT:
        others = (_relative(change, levels), *((levels[1] - levels[0],) if change.passes_target else ()))
        verdicts = [judge_percent(printed, decimals, other, change.change.qualifier) for other in others]
        verdict = Verdict.CONSISTENT if Verdict.CONSISTENT in verdicts else verdict
    severity = _severity(change, verdict, printed, decimals, value / Fraction(scale))
    sign = {"percent": "%", "points": "%", "own_percent": "%", "times": " lần", "difference": ""}[change.measure]
    expected = format_number(round_half_up(value / Fraction(scale), decimals), decimals)
    told = _tell(change, (now, base), f"{stated.text}{sign}", f"{expected}{sign}", value)
    roles = _roles(change)
    is_silent = verdict is Verdict.CONSISTENT
    return DraftCheck(
        kind=CheckKind.CHANGE,
        rule=change.rule,
        verdict=verdict,
        severity=severity,
        operands=(
            *(mention_operand(reading.whole, role, m, m.fact_id) for role, m in roles),
            DraftOperand(OperandRole.WORD, block.block.flat.span(*change.word)),
        ),
        quote=_quote(change, block),
        stated=f"{stated.text}{sign}",
        expected=f"{expected}{sign}",
        stated_value=stated.value,
        expected_value=round_half_up(value, 6),
        formula=_formula(change, now, base),
        explanation_vi=None if is_silent else told.vi,
        explanation_en=None if is_silent else told.en,
        suggestion=None if is_silent or verdict is Verdict.TRUNCATED else told.suggestion,
        relation=_relation(change, (stated, now, base), block.text[slice(*change.word)]),
    )


def _relation(change: Change, numbers: tuple[Mention, ...], word: str) -> Relation | None:
    form = _FORMS.get(change.measure)
    words = (word, "tăng" if change.is_down else "giảm")
    return Relation(form, numbers, change.is_down, words=words) if form else None


def _quote(change: Change, block: FigureBlock) -> Span:
    items = (change.now, change.base, change.change)
    end = max(item.unit_end for item in items)
    return block.block.flat.span(min(item.quote_start for item in items), min(end, len(block.text)))


def _roles(change: Change) -> list[tuple[OperandRole, Mention]]:
    """Change, now and base; and the level before where a difference stands for the base and it is printed as well."""
    items = (change.change, change.now, change.base, change.level)
    roles = (OperandRole.CHANGE, OperandRole.VALUE, OperandRole.BASE, OperandRole.BASE)
    return [(role, item.mentions[0]) for role, item in zip(roles, items, strict=True) if item]


def _tell(
    change: Change, levels: tuple[Mention, Mention], stated: str, expected: str, value: Fraction
) -> explain.Explanation:
    """Why, in words: a wrong direction is said as such."""
    now, base = levels
    if change.measure == "own_percent":
        return explain.own_percent_explanation(now.text, base.text, stated, expected, change.is_down)
    if value < 0:
        return explain.direction_explanation(now.text, base.text, change.is_down)
    return explain.change_explanation(now.text, base.text, stated, expected, change.is_down)


def _allowed(change: Change, levels: tuple[Interval, Interval]) -> Interval:
    """What the change can be, in its own measure."""
    if change.measure == "own_percent":
        return quotient_percent(levels[1], levels[0] + levels[1] if change.is_down else levels[0] - levels[1])
    if change.measure in ("difference", "points"):
        return levels[1] - levels[0] if change.is_down else levels[0] - levels[1]
    if change.measure == "times":
        return quotient_percent(*levels).scaled(Fraction(1, 100))
    return _relative(change, levels)


def _relative(change: Change, levels: tuple[Interval, Interval]) -> Interval:
    """The change as a percent of the base."""
    share = quotient_percent(*levels)
    return exact(100) - share if change.is_down else share - exact(100)


def _point(interval: Interval) -> Fraction:
    low = interval.low if interval.low is not None else interval.high
    high = interval.high if interval.high is not None else interval.low
    return ((low or Fraction(0)) + (high or Fraction(0))) / 2


def _severity(change: Change, verdict: Verdict, printed: Decimal, decimals: int, value: Fraction) -> Severity | None:
    """A wrong direction changes the conclusion; else as for percents."""
    if verdict is Verdict.INCONSISTENT and value < 0:
        return Severity.MAJOR
    if change.measure == "difference" and verdict in (Verdict.TRUNCATED, Verdict.LAST_DIGIT):
        return Severity.MINOR
    return percent_severity(verdict, printed, decimals, value)


def _formula(change: Change, now: Mention, base: Mention) -> str:
    a, b = explain.plain(now.value or Decimal(0)), explain.plain(base.value or Decimal(0))
    formulas = {"percent": f"100 * ({a} - {b}) / {b}", "times": f"{a} / {b}"}
    formulas["own_percent"] = f"100 * {b} / ({a} {'+' if change.is_down else '-'} {b})"
    return formulas.get(change.measure, f"{a} - {b}")
