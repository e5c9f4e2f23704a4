"""The text of a document as one string, and flattened views of it that remember every offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from extractors.memory import MAX_REMEMBERED

PAGE_BREAK = "\f"
_DROPPED = regex.compile(r"</?(?:b|i|u|strong|em|sup|sub|p|br|span)\s*/?>|\*+|\\(?=[_*.\-+()])", regex.IGNORECASE)
_SPACE = regex.compile(r"\s+")


@lru_cache(maxsize=MAX_REMEMBERED)
def last_end(stops: regex.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match within start:end ends: what is behind it goes on to `end`. Without a match, `start`."""
    return max((match.end() for match in stops.finditer(text, start, end)), default=start)


def find_close(text: str, start: int, end: int) -> int:
    """Where within start:end a bracket closes that was opened before it; `end` where none does."""
    depth = 0
    for position in range(start, end):
        depth += (text[position] == "(") - (text[position] == ")")
        if depth < 0:
            return position
    return end


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open run of the document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A half-open run of one page's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentText:
    """All pages joined by form feeds; offsets into `full` are document offsets."""

    full: str
    page_numbers: tuple[int, ...]
    page_starts: tuple[int, ...]

    @classmethod
    def from_pages(cls, pages: Sequence[tuple[int, str]]) -> DocumentText:
        """Join (page number, text) pairs in order."""
        starts, position = [], 0
        for _, text in pages:
            starts.append(position)
            position += len(text) + 1
        return cls(PAGE_BREAK.join(text for _, text in pages), tuple(n for n, _ in pages), tuple(starts))

    def locate(self, span: Span) -> PageSpan:
        """The part of a span that lies on the page it starts on."""
        index = self._index_of(span.start)
        start = self.page_starts[index]
        last = self.page_starts[index + 1] - 1 if index + 1 < len(self.page_starts) else len(self.full)
        return PageSpan(self.page_numbers[index], span.start - start, min(span.end, last) - start)

    def offset_of(self, page: int, char: int) -> int:
        """The document offset of a page's offset."""
        place = page - self.page_numbers[0]
        if not (0 <= place < len(self.page_numbers) and self.page_numbers[place] == page):
            place = self.page_numbers.index(page)
        return self.page_starts[place] + char

    def split_at_pages(self, span: Span) -> tuple[Span, ...]:
        """The span cut at page ends, so that each part lies on one page."""
        following = self._index_of(span.start) + 1
        if following == len(self.page_starts) or span.end < self.page_starts[following]:
            return (span,) if span.start < span.end else ()
        cuts = [start - 1 for start in self.page_starts[1:] if span.start <= start - 1 < span.end]
        edges = [span.start, *cuts, span.end]
        parts = (Span(a + (a in cuts), b) for a, b in pairwise(edges))
        return tuple(part for part in parts if len(part) > 0)

    def text_of(self, span: Span) -> str:
        """The words of a span as printed."""
        return self.full[span.start : span.end]

    def _index_of(self, offset: int) -> int:
        return max(0, bisect_right(self.page_starts, offset) - 1)


@dataclass(frozen=True, slots=True)
class Flat:
    """A run of text with white space collapsed and conversion marks dropped, one document offset a character."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The document span of flat characters start to end (at least one)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def find(self, offset: int) -> int:
        """The first flat position at or after a document offset."""
        position = bisect_right(self.offsets, offset)
        return position - 1 if position and self.offsets[position - 1] == offset else position


def flatten(full: str, spans: Iterable[Span]) -> Flat:
    """The spans' text joined by single blanks; a space takes the offset of the white space it stands for."""
    parts: list[str] = []
    offsets: list[int] = []
    for span in spans:
        text = full[span.start : span.end]
        if parts and parts[-1][-1] != " ":
            parts.append(" ")
            offsets.append(offsets[-1] + 1)
        if not text or _is_even(text):
            parts.extend((text,) if text else ())
            offsets.extend(range(span.start, span.end))
            continue
        for start, end in _kept_runs(full, span):
            _append_run(parts, offsets, full, start, end)
    text = "".join(parts).rstrip(" ")
    return Flat(text, tuple(offsets[: len(text)]))


def _is_even(text: str) -> bool:
    """Whether a run has only single blanks between its words, and no marks of a conversion."""
    has_marks = "<" in text or "*" in text or "\\" in text
    return not has_marks and " ".join(text.split()) == text


def _kept_runs(full: str, span: Span) -> Iterable[tuple[int, int]]:
    position = span.start
    for match in _DROPPED.finditer(full, span.start, span.end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < span.end:
        yield position, span.end


def _append_run(parts: list[str], offsets: list[int], full: str, start: int, end: int) -> None:
    position = start
    for match in _SPACE.finditer(full, start, end):
        if position < match.start():
            parts.append(full[position : match.start()])
            offsets.extend(range(position, match.start()))
        if parts and parts[-1][-1] != " ":
            parts.append(" ")
            offsets.append(match.start())
        position = match.end()
    if position < end:
        parts.append(full[position:end])
        offsets.extend(range(position, end))
