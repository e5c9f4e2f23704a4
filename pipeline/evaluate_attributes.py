"""Attributes of matched facts: role, unit, qualifier, scope; and numbers that are no facts at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluate_facts import Match
from pipeline.evaluate_gold import Gold, GoldNotFact, GoldNumber
from pipeline.evaluate_locate import FoldedText, Span, fold_text
from pipeline.evaluate_reading import PlacedFact, Reading
from pipeline.evaluate_scores import Accuracy, Note
from schemas.fact import Fact, Qualifier, Scope
from schemas.mention import MentionKind

QUALIFIER_CLASSES: dict[str | None, str] = {
    Qualifier.AT_LEAST: "lower bound",
    Qualifier.MORE_THAN: "lower bound",
    Qualifier.AT_MOST: "upper bound",
    Qualifier.LESS_THAN: "upper bound",
    Qualifier.APPROXIMATE: "about",
    Qualifier.ESTIMATED: "about",
    "approx": "about",
    Qualifier.EXACT: "exact",
    None: "exact",
}
"""Qualifiers are scored in classes (README.md of the gold); gold writes `approx` for approximate."""

SCOPE_LEVELS = {
    "cấp tỉnh": Scope.CAP_TINH,
    "toàn tỉnh": Scope.CAP_TINH,
    "cấp huyện": Scope.CAP_HUYEN,
    "cấp xã": Scope.CAP_XA,
    "cấp thôn": Scope.THON_BAN,
    "cấp bản": Scope.THON_BAN,
    "toàn huyện": Scope.TOAN_DIA_BAN,
    "toàn xã": Scope.TOAN_DIA_BAN,
    "toàn thị xã": Scope.TOAN_DIA_BAN,
    "toàn thành phố": Scope.TOAN_DIA_BAN,
}
"""How gold names the levels; other scopes (an office, a row of an annex) are not scored."""

ATTRIBUTES = ("role", "unit", "qualifier", "scope")


def score_attributes(gold: Gold, matches: Iterable[Match]) -> tuple[Accuracy, ...]:
    """For each attribute, how many matched answers have it right; of several facts the best counts."""
    pairs = list(_best_matches(matches))
    return tuple(_score_attribute(name, gold, pairs) for name in ATTRIBUTES)


def _best_matches(matches: Iterable[Match]) -> Iterator[Match]:
    best: dict[str, tuple[int, Match]] = {}
    for match in matches:
        agreeing = sum(_agrees(name, match) is True for name in ATTRIBUTES)
        if match.gold.id not in best or agreeing > best[match.gold.id][0]:
            best[match.gold.id] = (agreeing, match)
    return (match for _, match in best.values())


def _score_attribute(name: str, gold: Gold, matches: Iterable[Match]) -> Accuracy:
    verdicts = [(match, _agrees(name, match)) for match in matches]
    wrong = tuple(
        Note(gold.document, m.gold.id, m.gold.quote, f"{name}: gold {_wanted(name, m)}, read {_read(name, m)}")
        for m, agrees in verdicts
        if agrees is False
    )
    return Accuracy(name, sum(agrees is True for _, agrees in verdicts), wrong)


def _agrees(name: str, match: Match) -> bool | None:
    """Whether gold and fact agree; None where gold does not say."""
    fact, gold = match.placed.fact, match.gold
    if name == "unit":
        return None if gold.unit is None else is_same_unit(gold.unit, fact)
    if name == "scope":
        level = SCOPE_LEVELS.get(fold_scope(gold.scope or ""))
        return None if level is None else fact.scope is level
    if not isinstance(gold, GoldNumber):
        return None
    if name == "qualifier":
        return QUALIFIER_CLASSES.get(gold.qualifier) == QUALIFIER_CLASSES[fact.qualifier]
    return None if gold.role is None else fact.role == gold.role


def fold_scope(scope: str) -> str:
    """Gold's scope without its remarks: 'toàn tỉnh (sic)' is 'toàn tỉnh'."""
    return re.sub(r"\(.*?\)", "", scope).strip().casefold()


def is_same_unit(wanted: str, fact: Fact) -> bool:
    """The unit as gold has it, or what its abbreviations stand for: DVC is dịch vụ công."""
    units = [fold_text(unit).text for unit in (fact.unit, fact.unit_printed) if unit]
    return any(_is_same_noun(fold_text(wanted).text, unit) for unit in units)


def _is_same_noun(wanted: str, read: str) -> bool:
    ours, theirs = read.split(", "), wanted.split(", ")
    return len(ours) == len(theirs) and all(b in (a, initials(a)) for a, b in zip(ours, theirs, strict=True))


def initials(words: str) -> str:
    """First letters of the words, folded: 'thủ tục hành chính' gives 'tthc'."""
    return "".join(word[0] for word in fold_text(words).text.split())


def _wanted(name: str, match: Match) -> str:
    return str(getattr(match.gold, name, None))


def _read(name: str, match: Match) -> str:
    return str(getattr(match.placed.fact, name))


# ---------------------------------------------------------------- numbers that are no facts


@dataclass(frozen=True, slots=True)
class NotFactScore:
    """Numbers gold keeps out of the facts: how many it could place, which are inside one, their kinds."""

    placed: int
    violations: tuple[Note, ...]
    unplaced: tuple[Note, ...]
    kinds: tuple[tuple[str, int], ...]


def score_not_facts(gold: Gold, reading: Reading) -> NotFactScore:
    """Checks every number of `not_facts` against the numbers facts rest on."""
    violations: list[Note] = []
    unplaced: list[Note] = []
    kinds: dict[str, int] = {}
    for item in gold.not_facts:
        spans = tuple(_number_spans(item, reading))
        if not spans:
            unplaced.append(Note(gold.document, item.number, item.quote, "the number is not in its quote"))
        violations += [_note_violation(gold, item, placed) for placed in _facts_resting_on(spans, reading)]
        for kind in _kinds_of(spans, reading):
            kinds[kind] = kinds.get(kind, 0) + 1
    placed_count = len(gold.not_facts) - len(unplaced)
    return NotFactScore(placed_count, tuple(violations), tuple(unplaced), tuple(sorted(kinds.items())))


def _number_spans(item: GoldNotFact, reading: Reading) -> Iterator[Span]:
    """Where a number stands inside its quote: '2, 3, 4' are three, '31/7' one after another, 'một (1)' a word."""
    for place in reading.search.locate(item.quote):
        folded = fold_text(reading.search.text[place.start : place.end])
        runs = re.findall(r"\d+", item.number)
        spans = list(_spans_in_order(folded, runs)) or list(_spans_in_order(folded, _words_of(item.number)))
        yield from (Span(place.start + span.start, place.start + span.end) for span in spans)


def _spans_in_order(folded: FoldedText, tokens: Iterable[str]) -> Iterator[Span]:
    cursor = 0
    for token in tokens:
        edge = r"\d" if token.isdigit() else r"\w"
        match = re.compile(rf"(?<!{edge}){re.escape(token)}(?!{edge})").search(folded.text, cursor)
        if match is None:
            break
        cursor = match.end()
        yield Span(folded.starts[match.start()], folded.ends[match.end() - 1])


def _words_of(number: str) -> list[str]:
    return [fold_text(word).text for word in re.findall(r"[^\W\d_]+", number)]


def _facts_resting_on(spans: tuple[Span, ...], reading: Reading) -> Iterator[PlacedFact]:
    for placed in reading.facts:
        if any(span.overlaps(number.span) for span in spans for number in placed.numbers):
            yield placed


def _kinds_of(spans: tuple[Span, ...], reading: Reading) -> Iterator[MentionKind]:
    for mention, place in reading.mentions:
        if any(span.overlaps(place) for span in spans):
            yield mention.kind


def _note_violation(gold: Gold, item: GoldNotFact, placed: PlacedFact) -> Note:
    fact = placed.fact
    detail = f"{item.what_it_is}; fact {fact.fact_id} {fact.measure} {fact.value} {fact.unit} ({fact.rule})"
    return Note(gold.document, item.number, item.quote, detail)
