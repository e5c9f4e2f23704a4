"""Which indicator of the catalogue a fact states: by its label, its measure and its unit; none where in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from extractors.label_terms import MAX_REMEMBERED, ORDINARY_WEIGHT, TermReader, TermUse, fold, may_be_typo
from schemas.fact import Fact, Measure
from schemas.parcel import Parcel
from schemas.reference import Indicator
from schemas.rules import IndicatorCatalogue, IndicatorRule

# On 494 labels with their truth (2026-11-22) 0.84 to 0.88 link the same 347, all rightly; 0.80 brings four wrong links,
# 0.90 loses the first.
MIN_SCORE = 0.87
# Two indicators this near in score are both possible: without it one link in 347 is wrong at 0.84.
MIN_LEAD = 0.03
# The longest name in the reports has 280 characters; a cell that holds a page of prose names nothing.
MAX_LABEL = 500
_SHARES = (Measure.PERCENT, Measure.RATIO)
# A noun counted that the label says too (số trường: 12 trường) parts it a little from a name without it.
_GRANTED_WEIGHT = 0.2
_NOUN_UNITS = (Measure.COUNT, Measure.RATIO, Measure.SCORE)
_NEVER = (Measure.CHANGE, Measure.RANK)
_MONEY_UNIT = "đồng"
# Stands for words of a label that are in no phrase.
_OTHER_WORD = TermUse("", ORDINARY_WEIGHT)
# Scores are rounded to three decimals.
_ROUNDED = 0.001


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator and how well the label names it, 0 to 1."""

    indicator_id: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to name an indicator, as its terms."""

    rule: IndicatorRule
    weights: Mapping[str, float]


class IndicatorLinker:
    """Links labels to indicators; made once a process, remembers what it was asked."""

    def __init__(self, catalogue: IndicatorCatalogue) -> None:
        self._reader = TermReader(catalogue.terms, catalogue.asides)
        self._rules = [rule for pillar in catalogue.pillars for rule in pillar.indicators]
        self._counted = [(rule, _nouns_counted(rule)) for rule in self._rules]
        self._phrases: dict[str, list[_Phrase]] = {}
        self._known: dict[tuple[str, Measure, str | None], Link | None] = {}
        self._bearers: dict[tuple[Measure, str | None], frozenset[str]] = {}

    def link(self, label: str | None, measure: Measure, unit: str | None) -> Link | None:
        """The indicator a label means, with its score; None where none is near enough or two are."""
        if not label or len(label) > MAX_LABEL or measure in _NEVER:
            return None
        asked = (label, measure, unit)
        if asked not in self._known:
            if len(self._known) >= MAX_REMEMBERED:
                self._known.clear()
            self._known[asked] = self._decide(label, measure, unit)
        return self._known[asked]

    def forget(self) -> None:
        """Forget what was asked before, as a process that begins."""
        self._known.clear()
        self._reader.forget()

    def rank(self, label: str, measure: Measure, unit: str | None) -> list[Link]:
        """Every indicator that a term of the label names and that can bear the unit, the best first.

        A label that is but the noun counted (hồ sơ) names only what is called so and nothing else.
        """
        uses = {use.term: use for use in self._reader.read(label)}
        best = self._score_all(uses, measure, unit)
        ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        is_bare = uses.keys() <= self._unit_terms(measure, unit)
        return [Link(name, Decimal(str(round(score, 3)))) for name, score in ordered if score == 1 or not is_bare]

    def _score_all(
        self, uses: Mapping[str, TermUse], measure: Measure, unit: str | None, possible: frozenset[str] = frozenset()
    ) -> dict[str, float]:
        """The best score of each indicator that shares a term and can bear the unit; of `possible` words it has all."""
        granted = self._unit_terms(measure, unit)
        able = self._able(measure, unit)
        extra = {
            term: min(use.weight, _GRANTED_WEIGHT) if term in granted else use.weight for term, use in uses.items()
        }
        best: dict[str, float] = {}
        for phrase in self._phrases_with((*uses, *possible)):
            name = phrase.rule.indicator_id
            if name in able:
                best[name] = max(_score(phrase, uses, extra, granted, possible), best.get(name, 0.0))
        return best

    def _decide(self, label: str, measure: Measure, unit: str | None) -> Link | None:
        if not self._may_reach(label, measure, unit):
            return None
        ranked = self.rank(label, measure, unit)
        if not ranked or ranked[0].score < MIN_SCORE:
            return None
        is_alone = len(ranked) == 1 or float(ranked[0].score - ranked[1].score) >= MIN_LEAD
        return ranked[0] if is_alone else None

    def _may_reach(self, label: str, measure: Measure, unit: str | None) -> bool:
        """Whether an indicator can be near enough, whatever words the syllables are that are no listed term.

        Nine labels in ten name none, and cutting their other syllables into words is most of the work. At best these
        are the words of the indicator that they hold; where more syllables are left, one word at least parts them.
        """
        parts = list(self._reader.split(label))
        others = [part for part in parts if not isinstance(part, TermUse)]
        if any(may_be_typo(" ".join(run)) for run in others):
            return True
        uses = {part.term: part for part in parts if isinstance(part, TermUse) and part.weight}
        index = self._phrase_index()
        possible = frozenset(words for run in others for words in _runs_within(run) if words in index)
        spoken = set(" ".join((*possible, *self._unit_terms(measure, unit))).split())
        if not all(spoken.issuperset(run) for run in others):
            uses[_OTHER_WORD.term] = _OTHER_WORD
        return max(self._score_all(uses, measure, unit, possible).values(), default=0.0) > MIN_SCORE - _ROUNDED

    def _able(self, measure: Measure, unit: str | None) -> frozenset[str]:
        """The indicators whose figures may be of this measure and unit."""
        if (measure, unit) not in self._bearers:
            if len(self._bearers) >= MAX_REMEMBERED:
                self._bearers.clear()
            parts = _parts(unit) if unit else None
            able = (rule for rule, counted in self._counted if _can_bear(rule, counted, measure, parts))
            self._bearers[measure, unit] = frozenset(rule.indicator_id for rule in able)
        return self._bearers[measure, unit]

    def _unit_terms(self, measure: Measure, unit: str | None) -> frozenset[str]:
        """The noun counted belongs to what is measured, said or not: hồ sơ of 'quá hạn: 12 hồ sơ'."""
        if unit is None or measure not in _NOUN_UNITS:
            return frozenset()
        return frozenset(use.term for use in self._reader.read(unit))

    def _phrases_with(self, terms: Iterable[str]) -> Iterable[_Phrase]:
        index = self._phrase_index()
        seen: set[int] = set()
        for term in terms:
            for phrase in index.get(term, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    yield phrase

    def _phrase_index(self) -> Mapping[str, Sequence[_Phrase]]:
        """The phrases by their terms; made when the first label is read."""
        if not self._phrases:
            self._phrases = _index_phrases(self._rules, self._reader)
        return self._phrases


def link_facts(parcel: Parcel, linker: IndicatorLinker) -> Parcel:
    """The parcel with the indicator of each fact that has one, and its score."""
    return replace(parcel, facts=tuple(_link_fact(fact, linker) for fact in parcel.facts))


def _link_fact(fact: Fact, linker: IndicatorLinker) -> Fact:
    link = linker.link(fact.label, fact.measure, fact.unit)
    return replace(fact, indicator_id=link.indicator_id, indicator_score=link.score) if link else fact


def list_indicators(catalogue: IndicatorCatalogue) -> tuple[Indicator, ...]:
    """The rows of the table `indicators`."""
    return tuple(
        Indicator(
            indicator_id=rule.indicator_id,
            name_vi=rule.name_vi,
            name_en=rule.name_en,
            measure=rule.measure,
            unit=rule.unit,
            pillar=pillar.pillar,
            direction=rule.direction,
            is_additive=rule.is_additive,
        )
        for pillar in catalogue.pillars
        for rule in pillar.indicators
    )


def _index_phrases(rules: Sequence[IndicatorRule], reader: TermReader) -> dict[str, list[_Phrase]]:
    index: dict[str, list[_Phrase]] = defaultdict(list)
    for rule in rules:
        for text in dict.fromkeys((rule.name_vi, *rule.synonyms)):
            uses = reader.read(text)
            phrase = _Phrase(rule, {use.term: use.weight for use in uses})
            for term in phrase.weights:
                index[term].append(phrase)
    return index


def _runs_within(syllables: Sequence[str]) -> Iterator[str]:
    """Every run of syllables in a row."""
    for start in range(len(syllables)):
        yield from accumulate(syllables[start:], "{} {}".format)


def _score(
    phrase: _Phrase,
    uses: Mapping[str, TermUse],
    extra: Mapping[str, float],
    granted: frozenset[str],
    possible: frozenset[str],
) -> float:
    """What phrase and label share against what only one of them says (Dice): 1 where they say the same.

    A term shared counts 1 at most, a term not shared its whole weight (`extra`): a word that turns the meaning parts
    them, but makes nobody alike. What the unit grants is neither asked of the label nor, much, held against it.
    """
    weights = phrase.weights
    shared = parted = 0.0
    for term, use in uses.items():
        if term in weights:
            shared += min(use.weight, ORDINARY_WEIGHT) * use.likeness
        else:
            parted += extra[term]
    for term, weight in weights.items():
        if term not in uses:
            if term in possible:
                shared += ORDINARY_WEIGHT
            elif term not in granted:
                parted += weight
    return 2 * shared / (2 * shared + parted) if shared else 0.0


def _nouns_counted(rule: IndicatorRule) -> frozenset[str]:
    """The units a figure may bear: of a share, what is counted, not %."""
    own = () if rule.measure in _SHARES or rule.unit is None else (rule.unit,)
    return frozenset(fold(unit) for unit in (*own, *rule.counted))


def _can_bear(rule: IndicatorRule, counted: frozenset[str], measure: Measure, unit: frozenset[str] | None) -> bool:
    """Whether a figure of a measure and unit (all that it joins) may be one of an indicator that counts these nouns."""
    if rule.measure in _SHARES:
        return measure is Measure.PERCENT or (measure is Measure.RATIO and _is_share_of(counted, unit))
    return rule.measure is measure and (unit is None or not counted.isdisjoint(unit))


def _is_share_of(counted: frozenset[str], unit: frozenset[str] | None) -> bool:
    if unit is None:
        return _MONEY_UNIT not in counted
    return not counted.isdisjoint(unit) if counted else _MONEY_UNIT not in unit


def _parts(unit: str) -> frozenset[str]:
    """A unit, and the units it joins: xã, thị trấn; thôn/bản."""
    whole = fold(unit)
    return frozenset((whole, *whole.split(", "), *whole.split("/")))
