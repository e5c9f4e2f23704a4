"""Facts against gold: ratios one to one, percentages and counts by the number carried over the quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pipeline.evaluate_gold import Gold, GoldNumber, GoldRatio
from pipeline.evaluate_locate import Span
from pipeline.evaluate_reading import PlacedFact, Reading
from pipeline.evaluate_scores import Note, Score
from schemas.fact import FactMentionRole, Measure

PERCENT_UNIT = "%"
COUNTED = frozenset({Measure.COUNT, Measure.MONEY, Measure.SCORE, Measure.CHANGE})
_Known = dict[Decimal, list[Span]]
SLASH_BETWEEN = re.compile(r"\d\s*/\s*\d")


class RatioForm(StrEnum):
    """How a ratio is printed, as far as scores are kept apart."""

    SLASH = "slash"
    WORDS = "words"
    COLUMNS = "columns"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class Match:
    """A gold answer and the fact that gives it."""

    gold: GoldRatio | GoldNumber
    placed: PlacedFact


@dataclass(frozen=True, slots=True)
class FactScores:
    """Scores of one document's facts, and the pairs to compare attributes on."""

    scores: tuple[Score, ...]
    ratio_matches: tuple[Match, ...]
    number_matches: tuple[Match, ...]


def score_facts(gold: Gold, reading: Reading) -> FactScores:
    """Ratios (all, then by form), percentages and counts of one document."""
    ratio_scores, ratio_matches = _score_ratios(gold, reading)
    percents, percent_matches = _score_percents(gold, reading)
    counts, count_matches = _score_counts(gold, reading)
    return FactScores((*ratio_scores, percents, counts), ratio_matches, percent_matches + count_matches)


# ---------------------------------------------------------------- ratios


def _score_ratios(gold: Gold, reading: Reading) -> tuple[tuple[Score, ...], tuple[Match, ...]]:
    facts = [placed for placed in reading.facts if placed.fact.measure is Measure.RATIO]
    answers = sorted(gold.ratios, key=lambda ratio: not ratio.is_required)
    fact_of = _pair_up([_facts_saying(ratio, facts, reading) for ratio in answers])
    matches = tuple(Match(ratio, facts[fact_of[i]]) for i, ratio in enumerate(answers) if i in fact_of)
    missed = [ratio for i, ratio in enumerate(answers) if i not in fact_of and ratio.is_required]
    extra = [placed for j, placed in enumerate(facts) if j not in set(fact_of.values())]
    forms = (None, *RatioForm)
    return tuple(_ratio_score(form, matches, missed, extra, gold, reading) for form in forms), matches


def _facts_saying(ratio: GoldRatio, facts: Sequence[PlacedFact], reading: Reading) -> list[int]:
    places = reading.search.locate(ratio.quote)
    return [j for j, placed in enumerate(facts) if _says(placed, ratio) and placed.touches(places)]


def _says(placed: PlacedFact, ratio: GoldRatio) -> bool:
    """Numerator, denominator and printed percent agree; 88,80 and 88,8 are two different percents."""
    fact = placed.fact
    if (fact.numerator, fact.denominator, fact.percent) != (ratio.numerator, ratio.denominator, ratio.percent):
        return False
    return ratio.decimals is None or fact.decimals == ratio.decimals


def _pair_up(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """A largest one-to-one pairing of answers with facts (augmenting paths); earlier answers keep theirs."""
    answer_of: dict[int, int] = {}

    def claim(answer: int, tried: set[int]) -> bool:
        for fact in choices[answer]:
            if fact in tried:
                continue
            tried.add(fact)
            if fact not in answer_of or claim(answer_of[fact], tried):
                answer_of[fact] = answer
                return True
        return False

    for answer in range(len(choices)):
        claim(answer, set())
    return {answer: fact for fact, answer in answer_of.items()}


def _ratio_score(
    form: RatioForm | None,
    matches: Iterable[Match],
    missed: Iterable[GoldRatio],
    extra: Iterable[PlacedFact],
    gold: Gold,
    reading: Reading,
) -> Score:
    required = [m for m in matches if m.gold.is_required and isinstance(m.gold, GoldRatio)]
    found = sum(1 for m in required if isinstance(m.gold, GoldRatio) and form in (None, _form_of_gold(m.gold)))
    return Score(
        "ratios" if form is None else f"ratios: {form}",
        found,
        found,
        tuple(_note_gold(gold, r, _print_ratio(r)) for r in missed if form in (None, _form_of_gold(r))),
        tuple(_note_fact(gold, p) for p in extra if form in (None, _form_of_fact(p, reading))),
    )


def _form_of_gold(ratio: GoldRatio) -> RatioForm:
    if ratio.form == RatioForm.COMPLEMENT:
        return RatioForm.COMPLEMENT
    if ratio.form == RatioForm.SLASH or SLASH_BETWEEN.search(ratio.quote):
        return RatioForm.SLASH
    return RatioForm.COLUMNS if ratio.form == "table" else RatioForm.WORDS


def _form_of_fact(placed: PlacedFact, reading: Reading) -> RatioForm:
    spans = {number.role: number.span for number in placed.numbers}
    top, bottom = spans.get(FactMentionRole.NUMERATOR), spans.get(FactMentionRole.DENOMINATOR)
    if top and bottom and reading.search.text[top.end : bottom.start].strip() == "/":
        return RatioForm.SLASH
    if placed.fact.derived:
        return RatioForm.COMPLEMENT
    return RatioForm.WORDS if placed.fact.table_id is None else RatioForm.COLUMNS


# ---------------------------------------------------------------- percentages and counts


def _score_percents(gold: Gold, reading: Reading) -> tuple[Score, tuple[Match, ...]]:
    facts = [placed for placed in reading.facts if _is_percent(placed)]
    score, matches = _score_numbers("percents", gold, gold.percents, reading)
    return _with_precision(score, gold, facts, _known_numbers(gold, reading)), matches


def _score_counts(gold: Gold, reading: Reading) -> tuple[Score, tuple[Match, ...]]:
    tables = _table_places(gold, reading)
    facts = [
        placed
        for placed in reading.facts
        if placed.fact.measure in COUNTED and not _is_percent(placed) and not _is_in_table(placed, tables)
    ]
    score, matches = _score_numbers("counts", gold, gold.counts, reading)
    return _with_precision(score, gold, facts, _known_numbers(gold, reading)), matches


def _is_percent(placed: PlacedFact) -> bool:
    fact = placed.fact
    return fact.measure is Measure.PERCENT or (fact.measure is Measure.CHANGE and fact.unit == PERCENT_UNIT)


def _score_numbers(
    name: str, gold: Gold, answers: Iterable[GoldNumber], reading: Reading
) -> tuple[Score, tuple[Match, ...]]:
    found, missed, matches = 0, [], []
    for answer in answers:
        places = reading.search.locate(answer.quote)
        candidates = [placed for placed in reading.facts if placed.carries(answer.value, places)]
        matches += [Match(answer, placed) for placed in candidates]
        if candidates:
            found += answer.is_required
        elif answer.is_required:
            missed.append(_note_gold(gold, answer, f"{answer.value} {answer.unit or PERCENT_UNIT}"))
    return Score(name, found, 0, tuple(missed)), tuple(matches)


def _with_precision(score: Score, gold: Gold, facts: Sequence[PlacedFact], known: _Known) -> Score:
    extra = [placed for placed in facts if not _is_known(placed, known)]
    return replace(score, right=len(facts) - len(extra), extra=tuple(_note_fact(gold, placed) for placed in extra))


def _is_known(placed: PlacedFact, known: _Known) -> bool:
    values = {number.value for number in placed.numbers if number.value is not None}
    return any(placed.carries(value, tuple(known[value])) for value in values if value in known)


def _known_numbers(gold: Gold, reading: Reading) -> _Known:
    """Every number gold gives anywhere, with its places: a fact that carries one is no invention."""
    stated: list[tuple[str, Iterable[Decimal | None]]] = [
        *((n.quote, (n.value,)) for n in (*gold.percents, *gold.counts)),
        *((r.quote, (r.numerator, r.denominator, r.percent)) for r in gold.ratios),
        *((w.quote, (w.whole, *w.parts)) for w in gold.part_whole),
        *((t.quote, (t.actual, t.target)) for t in gold.targets),
    ]
    known: _Known = defaultdict(list)
    for quote, values in stated:
        places = reading.search.locate(quote)
        for value in values:
            if value is not None:
                known[value] += places
    return known


def _table_places(gold: Gold, reading: Reading) -> tuple[Span, ...]:
    """Rows gold scores by their cells and checks, not as counts."""
    quotes = [r.quote for r in gold.ratios if _form_of_gold(r) is RatioForm.COLUMNS]
    quotes += [target.quote for target in gold.targets]
    return tuple(span for quote in quotes for span in reading.search.locate(quote))


def _is_in_table(placed: PlacedFact, tables: tuple[Span, ...]) -> bool:
    return placed.fact.table_id is not None or placed.touches(tables)


# ---------------------------------------------------------------- words for the lists


def _print_ratio(ratio: GoldRatio) -> str:
    percent = "" if ratio.stated_percent_text is None else f" = {ratio.stated_percent_text}%"
    return f"{ratio.numerator}/{ratio.denominator}{percent}"


def _note_gold(gold: Gold, answer: GoldRatio | GoldNumber, detail: str) -> Note:
    return Note(gold.document, answer.id, answer.quote, detail)


def _note_fact(gold: Gold, placed: PlacedFact) -> Note:
    fact = placed.fact
    operands = "" if fact.numerator is None else f"{fact.numerator}/{fact.denominator}, percent {fact.percent}, "
    detail = f"{fact.measure} {operands}value {fact.value}, unit {fact.unit}, rule {fact.rule}"
    return Note(gold.document, fact.fact_id, " ".join(fact.quote.split()), detail)
