"""Shares of what the sentence before counted: 'Tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết 1.297, đạt 71,02%'.

Where the share is right, it is found by arithmetic. Where it is not, 'trong số đó' at the head of a sentence still says
its base: the last count of the sentence before, in the same unit. It is accused only where one slip of a digit in the
percent makes it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.items import FigureBlock, Item
from extractors.ratios import shares_unit
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.edits import edits_of
from pipeline.arithmetic.intervals import Interval, count_interval, quotient_percent
from pipeline.arithmetic.ratio_checks import judge_share
from pipeline.arithmetic.verdicts import judge_percent
from schemas.check import CheckKind, OperandRole, Verdict
from schemas.fact import Qualifier
from schemas.mention import Mention

SHARE_OF_THOSE = "share_of_those"

_STOP = regex.compile(r"[.;](?=\s)")
# How far behind a percent it is said to be of a plan, or of another time.
_BEHIND = 40
_LINK = regex.compile(r"[^.;:\d]{0,40}")


def check_implied_bases(reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules) -> Iterator[DraftCheck]:
    """Percents that no other check holds against anything, with the base their sentence names."""
    known: set[str] | None = None
    for block in reading.figures:
        for end, start in _find_leads(block, rules):
            if known is None:
                known = {op.mention.mention_id for d in drafts for op in d.operands if op.mention}
            found = _find_share(block, start, rules)
            base = _find_base(block, end, found[0]) if found else None
            if found and base and found[1].mentions[0].mention_id not in known:
                yield from _judge(block, found, base, reading)


def _find_leads(block: FigureBlock, rules: CompiledRules) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and one begins that speaks of what it counted: by its words, or of all it counted."""
    if not any(item.symbol == PERCENT for item in block.items):
        return
    for match in rules.cues["OF_THOSE"].finditer(block.text):
        yield match.start(), match.end()
    first = 0
    for stop in _STOP.finditer(block.text):
        counted = [item for item in block.items if first <= item.start < stop.start()]
        is_all = len(counted) == 1 and rules.cues["TOTAL"].search(block.text, first, counted[0].start)
        if is_all and not rules.cues["OF_THOSE"].match(block.text, stop.start()):
            yield stop.start(), stop.end()
        first = stop.end()


def _find_share(block: FigureBlock, start: int, rules: CompiledRules) -> tuple[Item, Item] | None:
    """The first count behind the words and the percent right behind it, joined as a share is."""
    items = [item for item in block.items if item.start >= start][:2]
    if len(items) < 2 or items[0].symbol != COUNT or not items[1].is_share:
        return None
    between = block.text[items[0].unit_end : items[1].quote_start]
    is_head = not _STOP.search(block.text, start, items[0].start)
    is_share = rules.cues["ATTAIN"].search(block.text, items[0].unit_end, items[1].start) and _LINK.fullmatch(between)
    behind = block.text[items[1].end : items[1].end + _BEHIND]
    is_planned = any(rules.cues[cue].search(between + " " + behind) for cue in ("COMPARED", "PLAN_WORDS"))
    is_other = is_planned or rules.cues["CHANGE"].search(between)
    is_exact = items[0].qualifier is items[1].qualifier is Qualifier.EXACT
    return (items[0], items[1]) if is_head and is_share and not is_other and is_exact else None


def _find_base(block: FigureBlock, end: int, number: Item) -> Item | None:
    """The last count of the sentence before, if it is in the same unit and not smaller."""
    before = [item for item in block.items if item.unit_end <= end + 1]
    if not before or _STOP.search(block.text, before[-1].unit_end, end):
        return None
    base = before[-1]
    is_whole = base.symbol == COUNT and shares_unit(base, number) and base.value > number.value
    return base if is_whole and base.qualifier is Qualifier.EXACT else None


def _judge(block: FigureBlock, found: tuple[Item, Item], base: Item, reading: Reading) -> Iterator[DraftCheck]:
    number, percent = (item.mentions[0] for item in found)
    counts = count_interval(number), count_interval(base.mentions[0])
    numbers = [
        (OperandRole.PERCENT, percent),
        (OperandRole.NUMERATOR, number),
        (OperandRole.DENOMINATOR, base.mentions[0]),
    ]
    operands = tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers)
    part, whole = explain.say_numbers([number, base.mentions[0]])
    quote = block.block.flat.span(base.quote_start, found[1].end)
    check = judge_share(
        CheckKind.RATIO_PERCENT, SHARE_OF_THOSE, percent, Qualifier.EXACT, counts, (part, whole), operands, quote
    )
    if check.verdict is not Verdict.INCONSISTENT or _is_slip(percent, quotient_percent(*counts)):
        yield check


def _is_slip(percent: Mention, quotient: Interval) -> bool:
    """Whether one digit changed, or two swapped, makes a percent of some decimals right."""
    decimals = percent.decimals or 0
    near = [edit.mention for edit in edits_of(percent) if edit.cost == 1 and edit.mention.decimals == decimals]
    verdicts = (judge_percent(m.value, decimals, quotient, Qualifier.EXACT) for m in near if m.value is not None)
    return decimals > 0 and Verdict.CONSISTENT in verdicts
