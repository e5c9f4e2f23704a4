"""The smallest change that makes failing relations hold and breaks none that hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import combinations

from pipeline.arithmetic.edits import Edit, edits_of
from pipeline.arithmetic.relations import Form, Qualifiers, Relation, Trial, allow_ranks, are_ranked
from schemas.check import Verdict
from schemas.mention import Mention

# More ties than this are no help to a reader.
MAX_TIES = 3
_SWAP_COST = 1
# A share that is printed without a comma may have lost one before so many decimals.
_LOST_COMMA = 2
# A number that other relations bear out is not the first to doubt.
_BORNE_OUT_COST = 3
# Sums of more terms than this are not searched for a total that stands in the place of a term.
_MAX_EXCHANGED = 40
FORMS_OF_SHARES = frozenset({Form.SHARE, Form.REST_SHARE, Form.CHANGE_PERCENT, Form.CHANGE_TIMES})
_GOOD = frozenset({Verdict.CONSISTENT})
_ROUNDED = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.LAST_DIGIT})


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation in the web: whether it holds now."""

    relation: Relation
    holds: bool


class Fit(IntEnum):
    """How well relations hold with a number in the place of another."""

    FORGIVEN = 0  # a last digit is off, or a sum adds up only by rounding
    CUT_OFF = 1  # shares are cut off, as elsewhere in the document
    STRICT = 2


@dataclass(frozen=True, slots=True)
class Repair:
    """Numbers and what to print in their places: one, two that changed places, or a word that says up or down."""

    changes: tuple[tuple[Mention, Mention], ...]
    cost: int
    ways: int = 1
    is_stated: bool = False
    grade: Fit = Fit.STRICT
    words: tuple[tuple[str, str], ...] = ()
    remark: str = ""

    def shown(self, suffixes: Mapping[str, str]) -> str:
        """'265 → 365'; `suffixes` are what stands behind a number (%, tỷ)."""
        parts = [(old.text, new.text, suffixes.get(old.mention_id, "")) for old, new in self.changes]
        said = [f"{old}{suffix} → {new}{suffix}" for old, new, suffix in parts]
        said += [f"{old} → {new}" for old, new in self.words]
        return ", ".join(said) + (f" ({self.remark})" if self.remark else "")

    @property
    def order(self) -> tuple[int, bool, int, tuple[int, int], str]:
        """The smallest first; of equals the stated number, then the one with the fewest ways to fit."""
        place = (self.changes[0][0].page, self.changes[0][0].char_start) if self.changes else (0, 0)
        return self.cost, not self.is_stated, self.ways, place, self.changes[0][1].text if self.changes else ""


@dataclass(frozen=True, slots=True)
class Web:
    """The bonds of every number by its mention, what is said of them, and the most decimals any is printed with.

    `cuts_off`: the document cuts its shares off, so that a share which is cut off needs no last digit forgiven.
    """

    bonds: Mapping[str, Sequence[Bond]]
    qualifiers: Qualifiers
    decimals: int
    cuts_off: bool = False

    def touching(self, mention: Mention) -> Sequence[Bond]:
        """The relations a number stands in."""
        return self.bonds.get(mention.mention_id, ())


def keep_best(repairs: Sequence[Repair]) -> list[Repair]:
    """Where one of them needs nothing forgiven, those that do not; else all, for any may be meant."""
    is_strict = any(repair.grade is Fit.STRICT for repair in repairs)
    return [repair for repair in repairs if repair.grade is not Fit.FORGIVEN or not is_strict]


def sort_repairs(repairs: Iterable[Repair]) -> list[Repair]:
    """The smallest first, each once: two exchanged are the same in either order."""
    by_change: dict[object, Repair] = {}
    for repair in repairs:
        changes = frozenset((old.mention_id, new.text) for old, new in repair.changes)
        by_change.setdefault((changes, repair.words), repair)
    return sorted(by_change.values(), key=lambda repair: repair.order)


def find_slips(suspects: Sequence[Mention], web: Web, failing: Sequence[Bond]) -> list[Repair]:
    """Every slip after which the failing relations hold, the smallest first: one key, one word, two exchanged."""
    found: list[Repair] = []
    for mention in suspects:
        touching = web.touching(mention)
        if all(any(bond is other for other in touching) for bond in failing):
            found.extend(_keystrokes(mention, touching, failing, web))
    found.extend(_exchanges(failing, web))
    if len(failing) == 1:
        found.extend(_turned_word(failing[0], web))
    found.extend(_other_ranks(failing))
    return sort_repairs(keep_best(found))


def open_trials(mention: Mention, touching: Sequence[Bond], qualifiers: Qualifiers) -> list[tuple[Trial, bool]]:
    """Each relation with the number open, and whether it fails now."""
    return [
        (Trial(bond.relation, position, qualifiers), not bond.holds)
        for bond in touching
        for position, number in enumerate(bond.relation.numbers)
        if number.mention_id == mention.mention_id
    ]


def _keystrokes(mention: Mention, touching: Sequence[Bond], failing: Sequence[Bond], web: Web) -> list[Repair]:
    """Every slip of a key in one number after which all relations on it hold."""
    trials = open_trials(mention, touching, web.qualifiers)
    extra = _BORNE_OUT_COST if any(bond.holds for bond in touching) else 0
    is_share = _is_share(mention, touching)
    is_whole = not is_share and _counts_things(mention, touching)
    most = 0 if is_whole else max(web.decimals, mention.decimals or (_LOST_COMMA if is_share else 0))

    def may_be(near: float, decimals: int) -> bool:
        return decimals <= most and not any(trial.is_far(near, decimals) for trial, _ in trials)

    edits = edits_of(mention, may_be)
    fitting = _once_a_value(
        [
            (edit, grade)
            for edit in edits
            if (grade := fit(edit.mention, trials, web.cuts_off)) is not None
            and (grade is Fit.STRICT or is_share or not _is_cruder(edit.mention, mention))
        ],
        is_share,
    )
    is_stated = any(bond.relation.numbers[0].mention_id == mention.mention_id for bond in failing)
    return [
        Repair(((mention, edit.mention),), edit.cost + extra, _count_ways(edit, fitting), is_stated, grade)
        for edit, grade in fitting
    ]


def _is_cruder(edited: Mention, printed: Mention) -> bool:
    """Whether a number has fewer decimals than the printed one: rounding is then what makes it fit (9,6 for 9,61)."""
    return (edited.decimals or 0) < (printed.decimals or 0)


def _once_a_value(fitting: Sequence[tuple[Edit, Fit]], is_share: bool) -> list[tuple[Edit, Fit]]:
    """One way to write each value: a share with its decimals (97,0), an amount without a nought behind (2.304)."""
    by_value: dict[object, tuple[Edit, Fit]] = {}
    for edit, grade in sorted(fitting, key=lambda one: (one[0].mention.decimals or 0) * (-1 if is_share else 1)):
        by_value.setdefault(edit.mention.value, (edit, grade))
    return [one for one in fitting if by_value[one[0].mention.value][0] is one[0]]


def _count_ways(edit: Edit, fitting: Sequence[tuple[Edit, Fit]]) -> int:
    return sum(other.cost == edit.cost for other, _ in fitting)


def fit(mention: Mention, trials: Iterable[tuple[Trial, bool]], cuts_off: bool) -> Fit | None:
    """How well the failing relations hold with this number; None where one does not hold at all."""
    grade = Fit.STRICT
    for trial, is_failing in trials:
        verdict = trial.judge(mention)
        if verdict not in _ROUNDED:
            return None
        if is_failing and verdict not in _GOOD and trial.is_scaled:
            return None
        if is_failing and (verdict not in _GOOD or trial.misses(mention)):
            is_habit = cuts_off and verdict is Verdict.TRUNCATED
            grade = min(grade, Fit.CUT_OFF if is_habit else Fit.FORGIVEN)
    return grade


def _counts_things(mention: Mention, touching: Sequence[Bond]) -> bool:
    """Whether a number can only be a whole one: no share, and nothing it is added to or divided by has decimals."""
    if mention.decimals or (mention.magnitude or 1) != 1:
        return False
    levels = [n for bond in touching for n in bond.relation.numbers[bond.relation.form in FORMS_OF_SHARES :]]
    return not any(number.decimals for number in levels)


def _is_share(mention: Mention, touching: Sequence[Bond]) -> bool:
    return any(
        bond.relation.form in FORMS_OF_SHARES and bond.relation.numbers[0].mention_id == mention.mention_id
        for bond in touching
    )


def _exchanges(failing: Sequence[Bond], web: Web) -> Iterator[Repair]:
    """Two numbers of a relation that changed places (numerator and denominator, this year and last)."""
    members = [{m.mention_id for m in bond.relation.numbers} for bond in failing]
    pairs: dict[tuple[str, str], tuple[Mention, Mention]] = {}
    for bond in failing:
        for first, second in _exchangeable(bond.relation):
            ids = first.mention_id, second.mention_id
            if all(ids[0] in found or ids[1] in found for found in members):
                pairs.setdefault((min(ids), max(ids)), (first, second))
    for first, second in pairs.values():
        repair = exchange(first, second, web)
        if repair:
            yield repair


def _exchangeable(relation: Relation) -> Iterator[tuple[Mention, Mention]]:
    """Pairs whose exchange changes anything: not two terms that are both added."""
    if len(relation.numbers) > _MAX_EXCHANGED:
        return
    for (i, first), (j, second) in combinations(enumerate(relation.numbers), 2):
        if relation.form is not Form.SUM or i == 0 or (i in relation.minus) != (j in relation.minus):
            yield first, second


def exchange(first: Mention, second: Mention, web: Web, remark: str = "") -> Repair | None:
    """The repair that puts two numbers in each other's place; None where a relation on either fails then."""
    if not first.value or not second.value or first.value == second.value:
        return None
    put = {
        first.mention_id: _stand_in(first, second),
        second.mention_id: _stand_in(second, first),
    }
    grade = Fit.STRICT
    touching = {id(bond): bond for mention_id in put for bond in web.bonds.get(mention_id, ())}
    for bond in touching.values():
        numbers = tuple(put.get(m.mention_id, m) for m in bond.relation.numbers)
        trial = Trial(replace(bond.relation, numbers=numbers), 0, web.qualifiers)
        held = fit(numbers[0], [(trial, not bond.holds)], web.cuts_off)
        if held is None:
            return None
        grade = min(grade, held)
    return Repair(((first, second), (second, first)), _SWAP_COST, grade=grade, remark=remark)


def _stand_in(place: Mention, number: Mention) -> Mention:
    """A number in the place of another."""
    return replace(place, text=number.text, value=number.value, decimals=number.decimals, magnitude=number.magnitude)


def _turned_word(bond: Bond, web: Web) -> Iterator[Repair]:
    """Tăng for giảm, Đạt for Chưa đạt, where that alone makes the relation hold."""
    relation = bond.relation
    turned = replace(relation, is_down=not relation.is_down)
    if relation.words and Trial(turned, 0, web.qualifiers).judge(relation.numbers[0]) in _GOOD:
        printed, *others = relation.words
        yield from (Repair((), 0, is_stated=True, words=((printed, other),)) for other in others)


def _other_ranks(failing: Sequence[Bond]) -> Iterator[Repair]:
    """One rank that should be another, or two ranks in each other's place, where nothing but ranks fails."""
    relation = failing[0].relation
    if any(bond.relation.ranks != relation.ranks or bond.relation.form is not Form.RANKED for bond in failing):
        return
    values = [m.value or Decimal(0) for m in relation.numbers]
    allowed = allow_ranks([-value for value in values] if relation.is_down else values)
    wrong = [i for i, rank in enumerate(relation.ranks) if rank not in allowed[i]]
    for changed in (*(((i, allowed[i][0]),) for i in wrong), *_crossed(wrong, relation.ranks)):
        ranks = list(relation.ranks)
        for i, rank in changed:
            ranks[i] = rank
        if len(wrong) <= len(changed) and are_ranked(replace(relation, ranks=tuple(ranks))):
            words = tuple((str(relation.ranks[i]), str(rank)) for i, rank in changed)
            yield Repair((), 0, is_stated=True, words=words)


def _crossed(wrong: Sequence[int], ranks: Sequence[int]) -> Iterator[tuple[tuple[int, int], ...]]:
    for i, j in combinations(wrong, 2):
        yield (i, ranks[j]), (j, ranks[i])
