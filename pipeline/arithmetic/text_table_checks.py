"""A figure of the prose against the cell of a table that says the same of it: same words, unit, place and time.

A table may count some of what the prose counts, or to another day: numbers that are not one slip of a digit apart are
let alone, and so are those of few digits, which are alike by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.label_words import count_telling, without_context
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.text import Span
from pipeline.arithmetic.agreement import can_be_one, printed_interval
from pipeline.arithmetic.contradiction_checks import build_contradiction, is_large, is_slip_between
from pipeline.arithmetic.cross_statements import LabelReader
from pipeline.arithmetic.draft_check import DraftCheck
from pipeline.arithmetic.table_places import row_quote
from schemas.check import CheckKind, Verdict
from schemas.fact import Fact, Measure, Qualifier, Role
from schemas.mention import Mention
from schemas.parcel import Parcel

PROSE_AND_CELL = "prose_and_cell"

_MIN_WORDS, _MIN_TELLING = 3, 2
_AMOUNTS = (Measure.COUNT, Measure.MONEY)

_Home = tuple[Measure, str | None, str | None, str | None, str | None]
_Figure = tuple[Fact, Mention]


def check_prose_and_cells(
    parcel: Parcel, reading: Reading, drafts: Sequence[DraftCheck], rules: CompiledRules
) -> Iterator[DraftCheck]:
    """Each pair of a prose figure and a cell that say the same, but those `drafts` hold against each other already."""
    if not reading.tables:
        return
    known = {_pair_of(draft) for draft in drafts if draft.kind is CheckKind.CONTRADICTION}
    labels = LabelReader(rules)
    for home in _find_homes(parcel).values():
        for prose, cells in _group(home, labels, rules):
            if len(prose) == 1 and len(cells) == 1 and _pair(prose[0][1], cells[0][1]) not in known:
                yield from _judge(prose[0], cells[0], reading)


def _find_homes(parcel: Parcel) -> dict[_Home, list[_Figure]]:
    """The large figures by unit, place and time, where both prose and tables have some."""
    numbers = {mention.mention_id: mention for mention in parcel.mentions}
    printed = {link.fact_id: numbers[link.mention_id] for link in parcel.fact_mentions if link.position == 0}
    homes: dict[_Home, list[_Figure]] = defaultdict(list)
    for fact in parcel.facts:
        mention = printed.get(fact.fact_id)
        is_plain = fact.measure in _AMOUNTS and fact.role is Role.ACTUAL and fact.qualifier is Qualifier.EXACT
        if is_plain and fact.label and mention is not None and mention.value == fact.value and is_large(mention):
            home = (fact.measure, fact.unit, fact.place_id, fact.entity, fact.period_label)
            homes[home].append((fact, mention))
    return {home: found for home, found in homes.items() if len({bool(fact.table_id) for fact, _ in found}) == 2}


def _group(
    home: Sequence[_Figure], labels: LabelReader, rules: CompiledRules
) -> Iterator[tuple[list[_Figure], list[_Figure]]]:
    """Figures of the same words: those of the prose, and those of tables."""
    groups: dict[object, tuple[list[_Figure], list[_Figure]]] = defaultdict(lambda: ([], []))
    for fact, mention in _share_words(home):
        words, text, boundary = labels.read(without_context(fact.label or ""))
        is_telling = count_telling(text, rules) >= _MIN_TELLING or len(words) > _MIN_WORDS
        if len(words) >= _MIN_WORDS and is_telling:
            groups[words, boundary][bool(fact.table_id)].append((fact, mention))
    yield from groups.values()


def _share_words(home: Sequence[_Figure]) -> list[_Figure]:
    """The figures of which most words stand on the other side too: cheap to ask, and most have none there."""
    words = [frozenset((fact.label or "").casefold().split()) for fact, _ in home]
    sides: tuple[set[str], set[str]] = (set(), set())
    for (fact, _), said in zip(home, words, strict=True):
        sides[bool(fact.table_id)].update(said)
    return [
        figure
        for figure, said in zip(home, words, strict=True)
        if len(said & sides[not figure[0].table_id]) >= _MIN_WORDS
    ]


def _judge(prose: _Figure, cell: _Figure, reading: Reading) -> Iterator[DraftCheck]:
    first, second = sorted((prose, cell), key=lambda one: (one[1].page, one[1].char_start))
    printed = [(mention, printed_interval(mention, Qualifier.EXACT, is_share=False)) for _, mention in (first, second)]
    is_one = can_be_one(printed[0], printed[1])
    if is_one or is_slip_between(first[1], second[1]):
        verdict = Verdict.CONSISTENT if is_one else Verdict.INCONSISTENT
        quote = _quote(second[0], reading)
        label = without_context(prose[0].label or "")
        yield build_contradiction(PROSE_AND_CELL, verdict, (first[1], second[1]), label, quote, False, reading)


def _quote(fact: Fact, reading: Reading) -> Span:
    """The words of a figure; of a cell its whole row."""
    for table in reading.tables:
        if table.table_id == fact.table_id and fact.row is not None:
            return row_quote(table, fact.row, reading.whole)
    start = reading.whole.offset_of(fact.page, fact.char_start)
    return Span(start, start + fact.char_end - fact.char_start)


def _pair_of(draft: DraftCheck) -> frozenset[str]:
    return frozenset(operand.mention.mention_id for operand in draft.operands if operand.mention)


def _pair(one: Mention, other: Mention) -> frozenset[str]:
    return frozenset((one.mention_id, other.mention_id))
