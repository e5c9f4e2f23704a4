"""What a reader of images hands over: words with boxes and confidences, ruling lines, all in pixels of a level page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

_ALTERNATIVE = regex.compile(r"(?P<text>.+) \((?P<confidence>[01](?:\.\d+)?)\)")
_SEPARATOR = " | "
# Letters a reader of Vietnamese takes digits for: "1ó2" is 162 in a font without feet.
_AS_DIGITS = str.maketrans("óÓọỌlI|!OoSsB§", "66991111005588")


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + b y + c, y' = d x + e y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: Affine) -> Affine:
        """First the other, then this one."""
        c, f = self.apply(first.c, first.f)
        return Affine(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            f,
        )

    def scaled(self, factor: float) -> Affine:
        """This one, then everything multiplied."""
        return Affine(*(value * factor for value in (self.a, self.b, self.c, self.d, self.e, self.f)))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x to the right, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def moved(self, way: Affine) -> Box:
        """The upright box around this one after a transformation."""
        corners = [way.apply(x, y) for x in (self.x0, self.x1) for y in (self.y0, self.y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def unite(boxes: Sequence[Box]) -> Box:
    """The smallest box around all."""
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of a place, and how sure it is (0 to 1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word as chosen, its box, the ordinal of its printed line, and what else it was read as."""

    text: str
    box: Box
    confidence: float
    line: int
    alternatives: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line."""

    box: Box

    @property
    def is_across(self) -> bool:
        """Whether it runs from left to right."""
        return self.box.width >= self.box.height

    @property
    def place(self) -> float:
        """Where it stands on the axis it divides."""
        x, y = self.box.centre
        return y if self.is_across else x

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it runs."""
        return (self.box.x0, self.box.x1) if self.is_across else (self.box.y0, self.box.y1)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One image as read; `to_points` takes its pixels to points of the page as shown, `scale` is points a pixel."""

    words: tuple[ScannedWord, ...]
    rules: tuple[Rule, ...]
    to_points: Affine
    width: float
    height: float
    scale: float


def format_alternatives(readings: Iterable[Reading]) -> str | None:
    """Readings as words.alternatives keeps them, such as "9757 (0.62) | 97.57 (0.41)"; None where there are none."""
    return _SEPARATOR.join(f"{one.text} ({one.confidence:.2f})" for one in readings) or None


def parse_alternatives(text: str | None) -> tuple[Reading, ...]:
    """The readings of a words.alternatives."""
    matches = (_ALTERNATIVE.fullmatch(part) for part in (text or "").split(_SEPARATOR))
    return tuple(Reading(match["text"], float(match["confidence"])) for match in matches if match)


def is_same_number(one: str, other: str) -> bool:
    """Whether two readings are one number, digits taken for letters: "1ó2" and "162"."""
    return one.translate(_AS_DIGITS) == other.translate(_AS_DIGITS)
