"""A label as its terms: spaCy finds them, underthesea cuts the rest into words, rapidfuzz mends typos.

Importing this module costs nothing; the first label read imports spaCy (1.4 s) and underthesea (0.6 s).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.syllables import fold_tones, is_syllable
from schemas.rules import AsideRule, LabelTerm

_STOP = "|"
_TOKEN = regex.compile(r"[\p{L}\p{M}\d]+|\|")
# A typo is what no syllable is spelt like (doanh nghiêp): công nhân is none of công nhận. One wrong letter in nine
# leaves a likeness of 89; in shorter words it makes too many neighbours.
_MIN_TYPO_LENGTH = 9
_MIN_TYPO_SCORE = 88
ORDINARY_WEIGHT = 1.0
# Distinct labels a process remembers; a report of 100 pages has some 2,000.
MAX_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term in a label: how much it tells, and how surely it is the term (1; less for a form with a typo)."""

    term: str
    weight: float
    likeness: float = 1.0


Segmenter = Callable[[str], Sequence[str]]
"""Cuts a text into words."""
TermFinder = Callable[[Sequence[str]], Sequence[tuple[int, int, str]]]
"""Finds forms of terms in a row of syllables: (start, end, form), the longest where they overlap."""


class TermReader:
    """Reads labels into terms. What it was asked before it remembers: a report has few distinct labels."""

    def __init__(self, terms: Sequence[LabelTerm], asides: Sequence[AsideRule]) -> None:
        self._asides = [regex.compile(rule.pattern) for rule in asides]
        self._term_of = {fold(form): term for term in terms for form in term.forms}
        self._typo_forms = [form for form in self._term_of if len(form) >= _MIN_TYPO_LENGTH]
        self._known: dict[str, tuple[TermUse, ...]] = {}
        self._find: TermFinder | None = None
        self._segment: Segmenter | None = None

    def read(self, label: str) -> tuple[TermUse, ...]:
        """The terms of a label that tell something, each once, sorted."""
        if label not in self._known:
            if len(self._known) >= MAX_REMEMBERED:
                self._known.clear()
            self._known[label] = self._read(label)
        return self._known[label]

    def forget(self) -> None:
        """Forget the labels read so far."""
        self._known.clear()

    def cut_asides(self, label: str) -> str:
        """The label in small letters, tones in one place, with | for what does not belong to what is measured."""
        text = fold(label)
        for pattern in self._asides:
            text = pattern.sub(_STOP, text)
        return text

    def split(self, label: str) -> Iterator[TermUse | Sequence[str]]:
        """The terms of a label in order, and the runs of other syllables between them."""
        syllables = _TOKEN.findall(self.cut_asides(label))
        position = 0
        for start, end, form in [*self._finder()(syllables), (len(syllables), len(syllables), "")]:
            yield from _split_at_stops(syllables[position:start])
            position = end
            if form:
                yield _use(self._term_of[form])

    def _read(self, label: str) -> tuple[TermUse, ...]:
        uses: dict[str, TermUse] = {}
        for use in self._uses(label):
            if use.weight and (use.term not in uses or uses[use.term].likeness < use.likeness):
                uses[use.term] = use
        return tuple(uses[term] for term in sorted(uses))

    def _uses(self, label: str) -> Iterator[TermUse]:
        for part in self.split(label):
            if isinstance(part, TermUse):
                yield part
            else:
                yield from self._unknown_uses(part)

    def _unknown_uses(self, run: Sequence[str]) -> Iterator[TermUse]:
        """Words that are no term: a term with a typo, else each word for itself."""
        whole = " ".join(run)
        mended = self._mend(whole)
        if mended:
            yield mended
            return
        for word in self._segmenter()(whole) if len(run) > 1 else run:
            yield self._mend(word) or TermUse(word, ORDINARY_WEIGHT)

    def _mend(self, word: str) -> TermUse | None:
        if not may_be_typo(word):
            return None
        from rapidfuzz import fuzz, process

        found = process.extractOne(word, self._typo_forms, scorer=fuzz.ratio, score_cutoff=_MIN_TYPO_SCORE)
        return _use(self._term_of[found[0]], found[1] / 100) if found else None

    def _finder(self) -> TermFinder:
        if self._find is None:
            self._find = open_term_finder(list(self._term_of))
        return self._find

    def _segmenter(self) -> Segmenter:
        if self._segment is None:
            self._segment = open_segmenter()
        return self._segment


def may_be_typo(words: str) -> bool:
    """Whether words are long enough to be a term with a typo, and one of them no syllable."""
    return len(words) >= _MIN_TYPO_LENGTH and not all(is_syllable(syllable) for syllable in words.split())


def fold(text: str) -> str:
    """Small letters, NFC, every tone mark where one spelling has it: for matching only."""
    return " ".join(map(_fold_word, text.split(" ")))


@lru_cache(maxsize=MAX_REMEMBERED)
def _fold_word(word: str) -> str:
    return fold_tones(unicodedata.normalize("NFC", word).casefold())


def open_term_finder(forms: Sequence[str]) -> TermFinder:
    """A spaCy PhraseMatcher for forms; imports spaCy."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

    vocabulary = Vocab()
    matcher = PhraseMatcher(vocabulary)
    matcher.add("term", [Doc(vocabulary, words=form.split()) for form in forms])

    def find(syllables: Sequence[str]) -> Sequence[tuple[int, int, str]]:
        document = Doc(vocabulary, words=list(syllables))
        spans = filter_spans(matcher(document, as_spans=True))
        return [(span.start, span.end, " ".join(syllables[span.start : span.end])) for span in spans]

    return find


def open_segmenter() -> Segmenter:
    """Underthesea's word segmentation; imports underthesea."""
    from underthesea import word_tokenize

    def segment(text: str) -> Sequence[str]:
        return [str(word) for word in word_tokenize(text)]

    return segment


def _use(term: LabelTerm, likeness: float = 1.0) -> TermUse:
    return TermUse(term.term, float(Decimal(term.weight)), likeness)


def _split_at_stops(syllables: Sequence[str]) -> Iterator[Sequence[str]]:
    run: list[str] = []
    for syllable in (*syllables, _STOP):
        if syllable != _STOP:
            run.append(syllable)
        elif run:
            yield run
            run = []
