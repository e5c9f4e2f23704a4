"""The smallest change that makes failing relations hold and breaks none that hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.arithmetic.edits import Edit, edits_of
from pipeline.arithmetic.relations import Form, Qualifiers, Relation, Trial
from schemas.check import Verdict
from schemas.mention import Mention

# More ties than this are no help to a reader.
MAX_TIES = 3
_SWAP_COST = 1
# A number that other relations bear out is not the first to doubt.
_BORNE_OUT_COST = 3
_FORMS_OF_PAIRS = frozenset({Form.SHARE, Form.REST_SHARE})
_FORMS_OF_SHARES = _FORMS_OF_PAIRS | {Form.CHANGE_PERCENT, Form.CHANGE_TIMES}
_GOOD = frozenset({Verdict.CONSISTENT})
_ROUNDED = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.LAST_DIGIT})


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation in the web: whether it holds now."""

    relation: Relation
    holds: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """Numbers and what to print in their places (one, or two that changed places)."""

    changes: tuple[tuple[Mention, Mention], ...]
    cost: int
    ways: int = 1
    is_stated: bool = False

    def shown(self, suffixes: Mapping[str, str]) -> str:
        """'265 → 365'; `suffixes` are what stands behind a number (%, tỷ)."""
        parts = ((old.text, new.text, suffixes.get(old.mention_id, "")) for old, new in self.changes)
        return ", ".join(f"{old}{suffix} → {new}{suffix}" for old, new, suffix in parts)

    @property
    def order(self) -> tuple[int, bool, int, tuple[int, int], str]:
        """The smallest first; of equals the stated number, then the one with the fewest ways to fit."""
        old, new = self.changes[0]
        return self.cost, not self.is_stated, self.ways, (old.page, old.char_start), new.text


def find_repairs(
    suspects: Iterable[Mention], web: Mapping[str, Sequence[Bond]], failing: Sequence[Bond], qualifiers: Qualifiers
) -> list[Repair]:
    """Repairs of one number that make all the failing relations hold, the smallest first; all numbers are tried."""
    found: list[Repair] = []
    for mention in suspects:
        touching = web.get(mention.mention_id, ())
        if all(any(bond is other for other in touching) for bond in failing):
            found.extend(_repairs_of(mention, touching, qualifiers))
    if len(failing) == 1:
        found.extend(_exchanges(failing[0], web, qualifiers))
    return sorted(found, key=lambda repair: repair.order)


def _repairs_of(mention: Mention, touching: Sequence[Bond], qualifiers: Qualifiers) -> list[Repair]:
    trials = [
        (Trial(bond.relation, position, qualifiers), _ROUNDED if bond.holds else _GOOD)
        for bond in touching
        for position, number in enumerate(bond.relation.numbers)
        if number.mention_id == mention.mention_id
    ]
    extra = _BORNE_OUT_COST if any(bond.holds for bond in touching) else 0
    is_whole = _counts_things(mention, touching)

    def may_be(near: float, decimals: int) -> bool:
        return not (is_whole and decimals) and not any(trial.is_far(near, decimals) for trial, _ in trials)

    fitting = [edit for edit in edits_of(mention, may_be) if _fits(edit, trials)]
    least = min((edit.cost for edit in fitting), default=0)
    smallest = [edit for edit in fitting if edit.cost == least]
    nearest = min((_misses(edit, trials) for edit in smallest), default=Fraction(0))
    smallest = [edit for edit in smallest if _misses(edit, trials) == nearest]
    is_stated = any(not b.holds and b.relation.numbers[0].mention_id == mention.mention_id for b in touching)
    return [Repair(((mention, e.mention),), least + extra, len(smallest), is_stated) for e in smallest]


def _misses(edit: Edit, trials: Sequence[tuple[Trial, frozenset[Verdict]]]) -> Fraction:
    """How far the sums are off that this edit makes hold within rounding."""
    return sum((trial.misses(edit.mention) for trial, _ in trials), Fraction(0))


def _counts_things(mention: Mention, touching: Sequence[Bond]) -> bool:
    """Whether a number can only be a whole one: no share, and nothing it is added to or divided by has decimals."""
    if mention.decimals or (mention.magnitude or 1) != 1:
        return False
    levels = [n for bond in touching for n in bond.relation.numbers[bond.relation.form in _FORMS_OF_SHARES :]]
    is_share = any(
        bond.relation.form in _FORMS_OF_SHARES and bond.relation.numbers[0].mention_id == mention.mention_id
        for bond in touching
    )
    return not is_share and not any(number.decimals for number in levels)


def _fits(edit: Edit, trials: Sequence[tuple[Trial, frozenset[Verdict]]]) -> bool:
    return all(trial.judge(edit.mention) in accepted for trial, accepted in trials)


def _exchanges(bond: Bond, web: Mapping[str, Sequence[Bond]], qualifiers: Qualifiers) -> list[Repair]:
    """Numerator and denominator that changed places, where nothing else hangs on them."""
    if bond.relation.form not in _FORMS_OF_PAIRS:
        return []
    percent, first, second = bond.relation.numbers
    if any(len(web.get(m.mention_id, ())) > 1 for m in (first, second)) or not first.value:
        return []
    turned = Relation(bond.relation.form, (percent, second, first), bond.relation.is_down)
    if Trial(turned, 0, qualifiers).judge(percent) is not Verdict.CONSISTENT:
        return []
    return [Repair(((first, second), (second, first)), _SWAP_COST)]
