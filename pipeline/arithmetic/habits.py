"""An office's habits, learned from a whole document: what it always does is said, not held against one number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck
from pipeline.arithmetic.intervals import Interval, total
from pipeline.arithmetic.relations import Form, Relation, read_relation
from pipeline.arithmetic.verdicts import cut, judge_sum, round_half_up
from schemas.check import Verdict
from schemas.mention import Mention

# A habit is believed from so many numbers that show it, and this share of those that could.
MIN_SHOWN = 4
MIN_SHARE = Fraction(4, 5)
# Fewer are enough to say how a share that is proposed should be printed.
MIN_CUT = 2
_STEPS = (Decimal(1000), Decimal(100))


@dataclass(frozen=True, slots=True)
class Habit:
    """How an office prints shares: what it prints of an exact share at so many decimals."""

    name: str
    prints: Callable[[Fraction, int], Decimal]


def _round_up(value: Fraction, decimals: int) -> Decimal:
    down = cut(value, decimals)
    return down if Fraction(down) == value else down + Decimal(1).scaleb(-decimals)


def _pad(value: Fraction, decimals: int) -> Decimal:
    """Rounded to one decimal less; the zero behind is worth nothing."""
    return round_half_up(value, max(0, decimals - 1))


CUTS_OFF = Habit("cuts_off", cut)
ROUNDS_UP = Habit("rounds_up", _round_up)
PADS = Habit("pads", _pad)


def allow_habits(drafts: Sequence[DraftCheck]) -> list[DraftCheck]:
    """The checks; what a habit of the document explains is no accusation and says so."""
    relations = [_relation(draft) for draft in drafts]
    shares = [
        (i, share)
        for i, (draft, relation) in enumerate(zip(drafts, relations, strict=True))
        if relation and (share := _read_share(draft, relation))
    ]
    result = list(drafts)
    for habit in (CUTS_OFF, ROUNDS_UP, PADS):
        able = [(i, share) for i, share in shares if habit.prints(*share[1:]) != round_half_up(*share[1:])]
        shown = [i for i, (stated, value, decimals) in able if stated == habit.prints(value, decimals)]
        if len(shown) < MIN_SHOWN or len(shown) < MIN_SHARE * len(able):
            continue
        for i in shown:
            if result[i].verdict is not Verdict.CONSISTENT:
                result[i] = _excuse(result[i], habit, len(shown), len(able))
    return [_widen_counts(draft, relation) for draft, relation in zip(result, relations, strict=True)]


def does_cut_off(drafts: Sequence[DraftCheck]) -> bool:
    """Whether a document cuts its shares off: a few do it, and hardly one that could be is rounded up instead."""
    shares = [share for draft in drafts if (relation := _relation(draft)) and (share := _read_share(draft, relation))]
    able = [(stated, value, n) for stated, value, n in shares if cut(value, n) != round_half_up(value, n)]
    shown = sum(stated == cut(value, n) for stated, value, n in able)
    held = sum(stated in (cut(value, n), round_half_up(value, n)) for stated, value, n in able)
    return shown >= MIN_CUT and shown >= MIN_SHARE * held


def _read_share(draft: DraftCheck, relation: Relation) -> tuple[Decimal, Fraction, int] | None:
    """Printed percent, exact share and decimals of a check of whole counts."""
    if relation.form is not Form.SHARE or draft.verdict is Verdict.UNDECIDABLE:
        return None
    percent, part, whole = relation.numbers
    if percent.value is None or part.value is None or not whole.value or part.decimals or whole.decimals:
        return None
    return percent.value, 100 * Fraction(part.value) / Fraction(whole.value), percent.decimals or 0


def _relation(draft: DraftCheck) -> Relation | None:
    return read_relation(draft.kind, [(op.role, op.mention) for op in draft.operands if op.mention])


def _excuse(draft: DraftCheck, habit: Habit, shown: int, able: int) -> DraftCheck:
    """A misfit that the habit explains, with the habit said; a padded zero is a share of one decimal less."""
    verdict = Verdict.CONSISTENT if habit is PADS else draft.verdict
    told = explain.habit_of_shares(habit.name, shown, able)
    return replace(
        draft,
        verdict=Verdict.LAST_DIGIT if verdict is Verdict.INCONSISTENT else verdict,
        severity=None,
        explanation_vi=" ".join(part for part in (draft.explanation_vi, told.vi) if part),
        explanation_en=" ".join(part for part in (draft.explanation_en, told.en) if part),
        suggestion=None,
    )


def _widen_counts(draft: DraftCheck, relation: Relation | None) -> DraftCheck:
    """A sum of counts that are all printed in hundreds or thousands, against a total that is not."""
    if draft.verdict is not Verdict.INCONSISTENT or relation is None or relation.form is not Form.SUM:
        return draft
    whole, *parts = relation.numbers
    step = next(
        (step for step in _STEPS if len(parts) >= MIN_SHOWN and all(_is_multiple(p, step) for p in parts)), None
    )
    if step is None or whole.value is None or _is_multiple(whole, step):
        return draft
    summed = total(_around(part, step) for part in parts)
    value = Fraction(whole.value)
    if judge_sum(Interval(value, value), summed) is not Verdict.CONSISTENT:
        return draft
    told = explain.habit_of_counts(f"{step:f}", len(parts))
    return replace(
        draft,
        verdict=Verdict.CONSISTENT,
        severity=None,
        explanation_vi=told.vi,
        explanation_en=told.en,
        suggestion=None,
    )


def _is_multiple(mention: Mention, step: Decimal) -> bool:
    return mention.value is not None and not mention.decimals and mention.value % step == 0


def _around(mention: Mention, step: Decimal) -> Interval:
    value, half = Fraction(mention.value or 0), Fraction(step) / 2
    return Interval(value - half, value + half, is_high_open=True) if value else Interval(value, value + half)
