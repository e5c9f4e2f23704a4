"""Documents of one place against each other: one figure in two, a year and its quarters, a district and its communes.

Two documents that say different things are a finding of minor weight: which of them is right, the numbers do not say.
Where a figure may have been revised in between, it takes other figures carried over unchanged to make it a finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.agreement import can_be_one
from pipeline.arithmetic.cross_statements import CrossFigure, CrossStatement, ReportKinds, share_context, share_issuer
from pipeline.arithmetic.intervals import total
from pipeline.arithmetic.verdicts import judge_sum
from schemas.check import OperandRole, Verdict
from schemas.fact import Measure

SAME_FIGURE = "same_figure_elsewhere"
END_AND_START = "end_against_next_start"
PARTS_OF_PLACE = "communes_of_district"
PARTS_OF_PERIOD = "parts_of_period"
CROSS_RULES = (SAME_FIGURE, END_AND_START, PARTS_OF_PLACE, PARTS_OF_PERIOD)

_ADDITIVE = (Measure.COUNT, Measure.MONEY)
_DAY = timedelta(days=1)
_FORMED_ANEW = date(2025, 7, 1)
# A year has twelve months; more reports of one place that follow each other are no year's parts.
_MAX_PARTS = 12
# Of the documents that print one thing, the earliest so many are asked whether a later one may be held against them.
_MAX_ASKED = 20
# A misfit is a finding where so many other figures of the same documents hold. A sum needs one: that its parts are all
# there and counted alike. What was printed before its days had ended may have changed since; that others did not speaks
# against it from two on. Misfits beyond half of what holds are two ways to count, no slips.
_HOLDING, _HOLDING_EARLY = 1, 2
_HOLDING_FOR_EACH_MISFIT = 2


@dataclass(frozen=True, slots=True)
class PlacesBelow:
    """What lies in a place: what must be there for a sum, and what may have been (merged in between)."""

    whole: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CrossDraft:
    """What was judged between documents; `stated` stands in the document that holds the check."""

    rule: str
    verdict: Verdict
    stated: CrossStatement
    others: tuple[CrossStatement, ...]
    role: OperandRole
    """What the others are: the value elsewhere, or addends."""

    @property
    def statements(self) -> tuple[CrossStatement, ...]:
        """All that decided."""
        return self.stated, *self.others

    @property
    def documents(self) -> frozenset[str]:
        """The documents they stand in."""
        return frozenset(statement.figure.document.document_id for statement in self.statements)

    @property
    def expected(self) -> Decimal:
        """What follows from the others."""
        return sum((value_of(other.figure) for other in self.others), Decimal(0))


def value_of(figure: CrossFigure) -> Decimal:
    """The printed value."""
    return figure.mention.value or Decimal(0)


def find_cross_checks(
    statements: Sequence[CrossStatement], below: Mapping[tuple[str, bool], PlacesBelow], rules: CompiledRules
) -> list[CrossDraft]:
    """Every check between the documents of one family; `below`: what lies in a place, before and since 2025-07-01."""
    kinds = ReportKinds(rules)
    same = _check_same(statements, kinds, rules)
    periods = _check_periods(statements, kinds, rules)
    places = _check_places(statements, below, kinds, rules)
    return [draft for found in (same, periods, places) for draft in _hold_back_unproved(list(found))]


def _check_same(statements: Iterable[CrossStatement], kinds: ReportKinds, rules: CompiledRules) -> Iterator[CrossDraft]:
    """One thing, place and time in two documents: each against the first that may be held against it."""
    groups: dict[object, list[CrossStatement]] = defaultdict(list)
    for statement in statements:
        groups[statement.thing, None if _lies_in_one_place(statement, rules) else _office_of(statement)].append(
            statement
        )
    for group in groups.values():
        ordered = sorted(group, key=_issue_order)
        for position, later in enumerate(ordered[1:], start=1):
            before = ordered[: min(position, _MAX_ASKED)]
            earlier = next((one for one in before if _may_be_held(one, later, kinds, rules)), None)
            if earlier is not None:
                yield _judge_same(earlier, later)


def _office_of(statement: CrossStatement) -> str:
    return (statement.figure.document.issuer or "").casefold()


def _issue_order(statement: CrossStatement) -> tuple[date, str]:
    document = statement.figure.document
    return document.issued_by or date.max, document.path


def _may_be_held(one: CrossStatement, other: CrossStatement, kinds: ReportKinds, rules: CompiledRules) -> bool:
    """Of one office and one kind of report, or of what is there whoever counts it; of a place's list and its own."""
    documents = one.figure.document, other.figure.document
    if documents[0].document_id == documents[1].document_id or not share_context(one, other):
        return False
    return _lies_in_one_place(one, rules) or (share_issuer(*documents) and kinds.share_title(*documents))


def _lies_in_one_place(statement: CrossStatement, rules: CompiledRules) -> bool:
    return bool(rules.cue_wholes["LIES_IN_ONE_PLACE"].fullmatch(statement.figure.unit or ""))


def _judge_same(earlier: CrossStatement, later: CrossStatement) -> CrossDraft:
    pair = [(s.figure.mention, s.interval) for s in (earlier, later)]
    rule = END_AND_START if later.is_opening or earlier.is_opening else SAME_FIGURE
    verdict = Verdict.CONSISTENT if can_be_one(pair[0], pair[1]) else Verdict.INCONSISTENT
    return CrossDraft(rule, verdict, later, (earlier,), OperandRole.VALUE)


def _check_periods(
    statements: Iterable[CrossStatement], kinds: ReportKinds, rules: CompiledRules
) -> Iterator[CrossDraft]:
    """A year against its quarters or halves, six months against two quarters, of one office's one kind of report."""
    groups: dict[object, list[CrossStatement]] = defaultdict(list)
    for statement in statements:
        if statement.start is not None and _adds_up(statement, rules):
            groups[statement.subject, statement.place_id, _office_of(statement)].append(statement)
    for group in groups.values():
        starts = _index_by_start(group)
        for whole in group:
            tilings = {_tile(whole, starts, pick, kinds) for pick in (0, -1)}
            drafts = [_judge_sum(PARTS_OF_PERIOD, whole, parts) for parts in sorted(tilings, key=len) if parts]
            holding = [draft for draft in drafts if draft.verdict is Verdict.CONSISTENT]
            # Where the halves hold and the quarters do not, a half is off from its quarters, and is said to be.
            yield from holding or drafts


def _index_by_start(group: Iterable[CrossStatement]) -> dict[date, list[CrossStatement]]:
    """The statements by their first day, the shortest first; of those of the same days the earliest few."""
    starts: dict[date, list[CrossStatement]] = defaultdict(list)
    seen: Counter[tuple[date | None, date]] = Counter()
    for statement in sorted(group, key=lambda s: (s.end, _issue_order(s))):
        days = statement.start, statement.end
        seen[days] += 1
        if seen[days] <= _MAX_ASKED:
            starts[statement.start or statement.end].append(statement)
    return starts


def _adds_up(statement: CrossStatement, rules: CompiledRules) -> bool:
    figure = statement.figure
    words = f"{figure.label} {figure.unit or ''}"
    return (
        figure.measure in _ADDITIVE
        and bool(rules.cues["ADDS_UP_OVER_TIME"].search(words))
        and not rules.cues["NOT_ADDED_UP_OVER_TIME"].search(words)
    )


def _is_part(part: CrossStatement, whole: CrossStatement, kinds: ReportKinds) -> bool:
    documents = part.figure.document, whole.figure.document
    is_within = part.end <= whole.end and (part.start, part.end) != (whole.start, whole.end)
    is_other = documents[0].document_id != documents[1].document_id and share_context(part, whole)
    return is_within and is_other and share_issuer(*documents) and kinds.share_title(*documents)


def _tile(
    whole: CrossStatement, starts: Mapping[date, Sequence[CrossStatement]], pick: int, kinds: ReportKinds
) -> tuple[CrossStatement, ...]:
    """Parts that follow each other from the first day to the last, the shortest (0) or longest (-1) taken each time."""
    parts: list[CrossStatement] = []
    day = whole.start or whole.end
    while day <= whole.end and len(parts) < _MAX_PARTS:
        found = [part for part in starts.get(day, ()) if _is_part(part, whole, kinds)]
        if not found:
            return ()
        parts.append(found[pick])
        day = found[pick].end + _DAY
    return tuple(parts) if day == whole.end + _DAY and len(parts) > 1 else ()


def _check_places(
    statements: Iterable[CrossStatement],
    below: Mapping[tuple[str, bool], PlacesBelow],
    kinds: ReportKinds,
    rules: CompiledRules,
) -> Iterator[CrossDraft]:
    """A district against its communes, where each of them has a report of that kind that says the same of itself."""
    groups: dict[object, dict[str, list[CrossStatement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        is_count = statement.figure.measure is Measure.COUNT
        if is_count and statement.is_whole and _lies_in_one_place(statement, rules):
            groups[statement.subject, statement.start, statement.end][statement.place_id].append(statement)
    for group in groups.values():
        for place in sorted(group):
            for whole in group[place]:
                children = below.get((place, whole.end >= _FORMED_ANEW), PlacesBelow())
                there = sorted(children.whole | (children.merged & group.keys()))
                parts = _one_of_each(whole, [group.get(child, []) for child in there], kinds)
                if len(parts) > 1:
                    yield _judge_sum(PARTS_OF_PLACE, whole, parts)


def _one_of_each(
    whole: CrossStatement, found: Sequence[Sequence[CrossStatement]], kinds: ReportKinds
) -> tuple[CrossStatement, ...]:
    """The statement of each commune; none at all where one has no report of that kind, or two."""
    document = whole.figure.document
    alike = [
        [s for s in one if share_context(s, whole) and kinds.share_title(s.figure.document, document)] for one in found
    ]
    return tuple(one[0] for one in alike) if all(len(one) == 1 for one in alike) else ()


def _judge_sum(rule: str, whole: CrossStatement, parts: tuple[CrossStatement, ...]) -> CrossDraft:
    verdict = judge_sum(whole.interval, total(part.interval for part in parts))
    return CrossDraft(rule, verdict, whole, parts, OperandRole.ADDEND)


def _hold_back_unproved(drafts: Sequence[CrossDraft]) -> list[CrossDraft]:
    """Accusations only where what holds over the same documents speaks for them; else open questions."""
    counts = Counter((draft.documents, draft.verdict) for draft in drafts)

    def is_proved(draft: CrossDraft) -> bool:
        holding, misfits = (counts[draft.documents, v] for v in (Verdict.CONSISTENT, Verdict.INCONSISTENT))
        is_early = any(statement.is_early for statement in draft.statements)
        needed = _HOLDING_EARLY if is_early else _HOLDING if draft.role is OperandRole.ADDEND else 0
        is_slip = needed == 0 or holding >= _HOLDING_FOR_EACH_MISFIT * (misfits - 1)
        return holding >= needed and is_slip and not any(statement.is_loose for statement in draft.statements)

    return [
        replace(draft, verdict=Verdict.UNDECIDABLE)
        if draft.verdict is Verdict.INCONSISTENT and not is_proved(draft)
        else draft
        for draft in drafts
    ]
