"""Scores the second set, corpus/gold/sentences/other_offices.yaml: what is read and judged against its truth.

Numbers are compared as printed. Entries called ambiguous are not counted either way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from schemas.check import Check as MadeCheck
from schemas.fact import FactMentionRole, Measure
from schemas.parcel import Parcel
from tests.corpus.test_sentences_truth import Check, Entry, Ratio, read_entries
from tests.reading import accusations, audit, numbers_of

Printed = tuple[str | None, str | None, str | None]
"""Numerator, denominator and percent."""
_ROLES = (FactMentionRole.NUMERATOR, FactMentionRole.DENOMINATOR, FactMentionRole.PERCENT)


@dataclass(slots=True)
class Score:
    """What was found, missed and said too much, with the entries to look at."""

    hits: int = 0
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the truth that was found."""
        return self.hits / max(1, self.hits + len(self.misses))

    @property
    def precision(self) -> float:
        """Share of what was said that is true."""
        return self.hits / max(1, self.hits + len(self.extras))


@dataclass(slots=True)
class Scores:
    """Of the whole set; accusations' extras are false accusations."""

    ratios: Score = field(default_factory=Score)
    percents: Score = field(default_factory=Score)
    counts: Score = field(default_factory=Score)
    changes: Score = field(default_factory=Score)
    accusations: Score = field(default_factory=Score)


@cache
def score_second_set() -> Scores:
    """The scores, made once."""
    scores = Scores()
    for entry in read_entries():
        if not entry.get("ambiguous"):
            parcel = audit(entry["text"])
            _score_ratios(entry, parcel, scores.ratios)
            _score_figures(entry, parcel, scores)
            _score_accusations(entry, parcel, scores.accusations)
    return scores


def _score_ratios(entry: Entry, parcel: Parcel, score: Score) -> None:
    left = list(_read_ratios(parcel))
    for ratio in entry["ratios"]:
        hit = next((found for found in left if _is_same(found, ratio)), None)
        if hit:
            left.remove(hit)
            score.hits += 1
        elif not ratio.get("optional"):
            score.misses.append(f"{entry['id']}: {ratio['numerator']}/{ratio['denominator']} {ratio['percent']}%")
    score.extras.extend(f"{entry['id']}: {found}" for found in left)


def _read_ratios(parcel: Parcel) -> Iterator[Printed]:
    for fact in parcel.facts:
        if fact.measure is Measure.RATIO:
            numbers = numbers_of(parcel, fact)
            yield numbers.get(_ROLES[0]), numbers.get(_ROLES[1]), numbers.get(_ROLES[2])


def _is_same(found: Printed, ratio: Ratio) -> bool:
    """Equal as printed; of a derived ratio the operand that is computed is not printed."""
    is_derived = ratio.get("derived", False)
    operands = zip(found[:2], (ratio["numerator"], ratio["denominator"]), strict=True)
    return found[2] == ratio["percent"] and (is_derived or all(one == other for one, other in operands))


def _score_figures(entry: Entry, parcel: Parcel, scores: Scores) -> None:
    texts = {mention.mention_id: mention.text for mention in parcel.mentions}
    in_facts = {texts[link.mention_id] for link in parcel.fact_mentions}
    figures: Iterable[tuple[Score, list[str]]] = (
        (scores.percents, [figure["value"] for figure in entry["percents"]]),
        (scores.counts, [figure["value"] for figure in entry["counts"]]),
        (scores.changes, [change["value"] for change in entry["changes"]]),
    )
    for score, values in figures:
        score.hits += sum(value in in_facts for value in values)
        score.misses.extend(f"{entry['id']}: {value}" for value in values if value not in in_facts)


def _score_accusations(entry: Entry, parcel: Parcel, score: Score) -> None:
    """Slips that are provable, and accusations that no slip of the truth explains."""
    operands: dict[str, set[str]] = {check.check_id: set() for check in parcel.checks}
    for operand in parcel.check_operands:
        operands[operand.check_id].add(operand.text)
    made = accusations(parcel)
    slips = [check for check in entry["checks"] if check["verdict"] == "inconsistent"]
    degrees = [check for check in entry["checks"] if check["verdict"] in ("last_digit", "truncated")]
    for slip in slips:
        if any(_is_about(operands[check.check_id], slip) for check in made):
            score.hits += 1
        else:
            score.misses.append(f"{entry['id']}: {slip['kind']} {slip['numbers']}")
    score.extras.extend(_say(entry, check) for check in made if not _is_true(operands[check.check_id], slips, degrees))


def _is_about(numbers: set[str], slip: Check) -> bool:
    """Whether a check shows a slip: at least two of its numbers, or all where it has one."""
    return len(numbers & set(slip["numbers"])) >= min(2, len(slip["numbers"]))


def _is_true(numbers: set[str], slips: Iterable[Check], degrees: Iterable[Check]) -> bool:
    """A minor severity on what the truth calls one digit off is no false accusation."""
    return any(_is_about(numbers, slip) for slip in slips) or any(numbers <= set(d["numbers"]) for d in degrees)


def _say(entry: Entry, check: MadeCheck) -> str:
    return f"{entry['id']}: {check.rule} {check.stated} -> {check.expected}"


def count_kinds() -> Counter[str]:
    """Mentions of the whole set by kind."""
    texts = (entry["text"] for entry in read_entries())
    return Counter(mention.kind.value for text in texts for mention in audit(text).mentions)
