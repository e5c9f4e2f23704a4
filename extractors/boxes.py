"""Where a run of characters stands on its page, from the boxes of the words it lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from schemas.document import Word

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the page's top left."""

    x0: Decimal
    y0: Decimal
    x1: Decimal
    y1: Decimal


class BoxIndex:
    """Boxes of words by page and offset; a run that is part of a word gets its share of the word's width."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._pages: dict[int, list[Word]] = {}
        for word in words:
            self._pages.setdefault(word.page, []).append(word)
        for found in self._pages.values():
            found.sort(key=lambda word: word.char_start)
        self._starts = {page: [word.char_start for word in found] for page, found in self._pages.items()}

    def find(self, page: int, start: int, end: int) -> Box | None:
        """The smallest box around the run on its first line, None where the page has no geometry there."""
        words = self._pages.get(page)
        if words is None:
            return None
        first = max(0, bisect_right(self._starts[page], start) - 1)
        inside = []
        for word in islice(words, first, None):
            if word.char_start >= end:
                break
            if word.char_end > start:
                inside.append(_cut(word, start, end))
        if not inside:
            return None
        line = [box for box in inside if box.y0 < inside[0].y1]
        xs0, ys0 = min(box.x0 for box in line), min(box.y0 for box in line)
        return Box(xs0, ys0, max(box.x1 for box in line), max(box.y1 for box in line))


def _cut(word: Word, start: int, end: int) -> Box:
    """The part of a word's box that the run covers, its letters taken as equally wide."""
    if start <= word.char_start and word.char_end <= end:
        return Box(word.x0.quantize(_CENT), word.y0, word.x1.quantize(_CENT), word.y1)
    length = Decimal(word.char_end - word.char_start)
    width = word.x1 - word.x0
    left = word.x0 + width * (max(start, word.char_start) - word.char_start) / length
    right = word.x0 + width * (min(end, word.char_end) - word.char_start) / length
    return Box(left.quantize(_CENT), word.y0, right.quantize(_CENT), word.y1)
