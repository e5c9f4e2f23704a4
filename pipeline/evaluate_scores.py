"""The figures an evaluation comes down to: found, missed, extra, and attributes that are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to look at: which answer or fact, its words, and what is wrong with it."""

    document: str
    id: str
    quote: str
    detail: str


@dataclass(frozen=True, slots=True)
class Score:
    """A list of gold answers against what was read.

    `found` counts gold answers, `right` counts the facts that answer one; they differ where one fact
    carries several answers.
    """

    name: str
    found: int
    right: int
    missed: tuple[Note, ...] = ()
    extra: tuple[Note, ...] = ()

    @property
    def recall(self) -> Fraction | None:
        """Share of the gold answers found; None where there are none."""
        return _share(self.found, self.found + len(self.missed))

    @property
    def precision(self) -> Fraction | None:
        """Share of the facts that answer one; None where there are none."""
        return _share(self.right, self.right + len(self.extra))

    @property
    def f1(self) -> Fraction | None:
        """Harmonic mean of precision and recall."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else Fraction(0)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often an attribute of a matched fact is the one in gold."""

    name: str
    right: int
    wrong: tuple[Note, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """Share right; None where nothing was compared."""
        return _share(self.right, self.right + len(self.wrong))


def sum_scores(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Scores of several documents added up by name, names in the order they first appear."""
    totals: dict[str, Score] = {}
    for score in scores:
        old = totals.get(score.name, Score(score.name, 0, 0))
        totals[score.name] = Score(
            score.name,
            old.found + score.found,
            old.right + score.right,
            old.missed + score.missed,
            old.extra + score.extra,
        )
    return tuple(totals.values())


def sum_accuracies(accuracies: Iterable[Accuracy]) -> tuple[Accuracy, ...]:
    """Accuracies of several documents added up by name."""
    totals: dict[str, Accuracy] = {}
    for accuracy in accuracies:
        old = totals.get(accuracy.name, Accuracy(accuracy.name, 0))
        totals[accuracy.name] = Accuracy(accuracy.name, old.right + accuracy.right, old.wrong + accuracy.wrong)
    return tuple(totals.values())


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
