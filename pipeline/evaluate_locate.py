"""Find a quote in a document: white space, case and the place of the tone mark do not matter.

Everything here is pure. A located quote comes back as offsets into the document's text, which is its
pages joined by a newline, so a quote may run over the end of a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.document import Page

TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Combining grave, acute, tilde, hook and dot below: the five written tones of Vietnamese."""

WORD_OR_CHARACTER = re.compile(r"[^\W\d_]+|.", re.DOTALL)
MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]*>|\*")
DASHES = frozenset("-‐‑‒–—−\u00ad\u0002")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a document's joined text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text made comparable, with the place in the original of each of its characters."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find_all(self, needle: str) -> tuple[Span, ...]:
        """Every place of a folded needle, as ranges of the original text."""
        return tuple(
            Span(self.starts[m.start()], self.ends[m.end() - 1])
            for m in re.finditer(re.escape(needle), self.text)
            if needle
        )


@dataclass(frozen=True, slots=True)
class SearchableText:
    """A document's pages as one text, folded in three ways from strict to lenient."""

    text: str
    page_starts: dict[int, int]
    foldings: tuple[FoldedText, ...]

    def locate(self, quote: str) -> tuple[Span, ...]:
        """Where a quote stands; the strictest folding that finds it decides. Empty where none does."""
        for strictness, folded in enumerate(self.foldings):
            spans = folded.find_all(fold_text(quote, strictness).text.strip())
            if spans:
                return spans
        return ()

    def span_on_page(self, page: int, char_start: int, char_end: int) -> Span:
        """A range of a page as a range of the joined text."""
        offset = self.page_starts[page]
        return Span(offset + char_start, offset + char_end)


def make_searchable(pages: Iterable[Page]) -> SearchableText:
    """The pages of one document, joined in order and folded for searching."""
    starts: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    for page in sorted(pages, key=lambda p: p.page):
        starts[page.page] = length
        parts.append(page.text)
        length += len(page.text) + 1
    text = "\n".join(parts)
    return SearchableText(text, starts, tuple(fold_text(text, strictness) for strictness in range(3)))


def fold_text(text: str, strictness: int = 0) -> FoldedText:
    """The text with case and tone placement made equal.

    strictness 0 collapses white space (tags and '*' stay); 1 drops tags and '*' as well, for a quote
    taken from another container of the report; 2 drops white space and dashes too, for words cut at a
    line end. Offsets always point into the text given.
    """
    skipped = _markup_offsets(text) if strictness > 0 else frozenset()
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for characters, start, end in _fold_pieces(text, skipped):
        if characters == " " and (strictness == 2 or not folded or folded[-1] == " "):
            continue
        if strictness == 2 and characters in DASHES:
            continue
        for character in characters:
            folded.append(character)
            starts.append(start)
            ends.append(end)
    return FoldedText("".join(folded), tuple(starts), tuple(ends))


def _markup_offsets(text: str) -> frozenset[int]:
    return frozenset(offset for m in MARKUP.finditer(text) for offset in range(m.start(), m.end()))


def _fold_pieces(text: str, skipped: frozenset[int]) -> Iterator[tuple[str, int, int]]:
    for match in WORD_OR_CHARACTER.finditer(text):
        if match.start() in skipped:
            continue
        if match[0].isalpha():
            yield from _fold_word(match[0], match.start())
            continue
        for offset, character in enumerate(match[0], match.start()):
            comparable = " " if character.isspace() else unicodedata.normalize("NFKC", character)
            yield comparable.casefold(), offset, offset + 1


def _fold_word(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The letters without tones, then the tones: hoà and hòa come out alike."""
    tones = ""
    for offset, letter in enumerate(word, start):
        parts = unicodedata.normalize("NFD", letter)
        tones += "".join(mark for mark in parts if mark in TONE_MARKS)
        bare = "".join(mark for mark in parts if mark not in TONE_MARKS)
        yield unicodedata.normalize("NFC", bare).casefold(), offset, offset + 1
    if tones:
        yield tones, start + len(word) - 1, start + len(word)
