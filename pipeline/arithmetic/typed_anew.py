"""What one number would have to be, as a whole, for failing relations to hold: where no slip of a key explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TypeAlias

from pipeline.arithmetic import explain
from pipeline.arithmetic.edits import write_like
from pipeline.arithmetic.intervals import Interval
from pipeline.arithmetic.relations import Trial
from pipeline.arithmetic.repair import (
    FORMS_OF_SHARES,
    Bond,
    Fit,
    Repair,
    Web,
    fit,
    keep_best,
    open_trials,
    sort_repairs,
)
from schemas.mention import Mention

_Fits: TypeAlias = Callable[[Mention], "Fit | None"]
"""How well all relations hold with a number; None where one does not."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The numbers that can be printed in the manner of another with so many decimals, counted from nought."""

    like: Mention
    decimals: int

    def write(self, count: int) -> Mention:
        """So many units of the last digit."""
        return write_like(self.like, f"{count:0{self.decimals + 1}d}", self.decimals)

    def count(self, value: Fraction) -> Fraction:
        """How many units of the last digit a value is."""
        return value / Fraction(self.like.magnitude or 1) * Fraction(10) ** self.decimals


def type_anew(suspects: Sequence[Mention], web: Web, failing: Sequence[Bond]) -> list[Repair]:
    """Every number that could be another as a whole, the stated one first; none where one of them cannot be counted.

    Of a number that could be anything from here to there the middle, with both ends in the remark.
    """
    found: list[Repair] = []
    for mention in suspects:
        trials = open_trials(mention, web.touching(mention), web.qualifiers)
        values = _find_values(mention, trials, _most_decimals(mention, failing), web)
        if values is None:
            return []
        is_stated = any(bond.relation.numbers[0].mention_id == mention.mention_id for bond in failing)
        is_copied = _is_copied(mention, failing)
        for number, grade, span in values:
            remark = explain.COPIED[0] if is_copied else span
            found.append(Repair(((mention, number),), 1, 1, is_stated or is_copied, grade, (), remark))
    return sort_repairs(keep_best(found))


def find_certain(suspects: Sequence[Mention], web: Web, failing: Sequence[Bond]) -> list[Repair]:
    """The only number that could be another, with the reason why it must be; none where there are several."""
    found = type_anew(suspects, web, failing)
    if len(found) != 1 or found[0].remark not in ("", explain.COPIED[0]):
        return []
    others = [m for m in suspects if m.mention_id != found[0].changes[0][0].mention_id]
    are_borne_out = all(any(bond.holds for bond in web.touching(m)) for m in others)
    why = explain.AGREED if len(failing) > 1 else explain.ALONE if are_borne_out else explain.NO_OTHER
    return [replace(found[0], remark=found[0].remark or why[0])]


def _find_values(
    mention: Mention, trials: Sequence[tuple[Trial, bool]], decimals: int, web: Web
) -> list[tuple[Mention, Fit, str]] | None:
    """Each value a number may have, how well it fits, and from where to where; None where they cannot be counted."""
    failing = [trial for trial, is_failing in trials if is_failing]
    wanted = {value for trial in failing if (value := trial.wanted(web.cuts_off)) is not None}
    reaches = [trial.reach(is_strict=is_failing) for trial, is_failing in trials]
    is_range = all(trial.reach(is_strict=True) for trial in failing)
    if (mention.value or 0) < 0 or not (wanted or is_range):
        return None

    def fits(number: Mention) -> Fit | None:
        return fit(number, trials, web.cuts_off)

    for places in dict.fromkeys((mention.decimals or 0, decimals)):
        steps = _Steps(mention, places)
        ends = _meet(steps, reaches)
        middle = [] if ends is None else [Fraction(sum(ends) // 2)]
        counts = [steps.count(value) for value in sorted(wanted)] or middle
        numbers = [steps.write(int(count)) for count in counts if count >= 0 and count.denominator == 1]
        tried = [(number, fits(number)) for number in numbers if number.value != mention.value]
        found = [
            (number, grade, _say_span(steps, number, ends, fits) if ends and is_range else "")
            for number, grade in tried
            if grade is not None
        ]
        if found:
            return [one for one in found if one[1] is not Fit.FORGIVEN] or found
    return []


def _most_decimals(mention: Mention, failing: Sequence[Bond]) -> int:
    """The decimals of the numbers of its kind: amounts that are added or divided; shares have their own."""
    kinds = [bond.relation.numbers[bond.relation.form in FORMS_OF_SHARES :] for bond in failing]
    alike = [m.decimals or 0 for kind in kinds if any(m.mention_id == mention.mention_id for m in kind) for m in kind]
    return max(alike, default=mention.decimals or 0)


def _meet(steps: _Steps, reaches: Iterable[Interval | None]) -> tuple[int, int] | None:
    """The first and the last number that can be printed within them all; None where there is none, or no end."""
    known = [reach for reach in reaches if reach is not None]
    lows = [ceil(steps.count(reach.low)) for reach in known if reach.low is not None]
    highs = [floor(steps.count(reach.high)) for reach in known if reach.high is not None]
    ends = (max(0, *lows), min(highs)) if lows and highs else (1, 0)
    return ends if ends[0] <= ends[1] else None


def _say_span(steps: _Steps, number: Mention, ends: tuple[int, int], fits: _Fits) -> str:
    """'từ 6.133 đến 6.151' where not only the number itself would do."""
    inside = int(steps.count(Fraction(number.value or Decimal(0))))
    best = fits(number)
    first, last = (_edge(end, inside, lambda count: fits(steps.write(count)) == best) for end in ends)
    return "" if first == last else explain.RANGE.format(steps.write(first).text, steps.write(last).text)


def _edge(end: int, inside: int, is_good: Callable[[int], bool]) -> int:
    """The number nearest to an end that does, when one inside does and those between them do up to somewhere."""
    if is_good(end):
        return end
    while abs(end - inside) > 1:
        middle = (end + inside) // 2
        end, inside = (end, middle) if is_good(middle) else (middle, inside)
    return inside


def _is_copied(mention: Mention, failing: Sequence[Bond]) -> bool:
    """Whether the number that is printed stands directly above it in its column as well."""
    columns = [bond.relation.numbers[1:] for bond in failing if bond.relation.is_column]
    return any(
        below.mention_id == mention.mention_id and above.text == mention.text
        for column in columns
        for above, below in pairwise(column)
    )
