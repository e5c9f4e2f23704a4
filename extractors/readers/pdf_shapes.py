"""Boxes, words and ruling lines of a page.

All are in points from the top left corner of the page *as read*: turned so that most of its text stands upright.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """Left, top, right, bottom in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.y1 - self.y0


class PdfWord(NamedTuple):
    """A run without a blank and its box; `run` counts PDFium's own lines, `char` its first index in its text."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    run: int
    char: int

    @property
    def box(self) -> Box:
        """The word's box."""
        return Box(self.x0, self.y0, self.x1, self.y1)


class Rule(NamedTuple):
    """A ruling line: at `at`, from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates become those of the page as read and as shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def placer(self) -> Callable[[float, float, float, float], Box]:
        """`place`, made ready for many boxes."""
        if self.turn:
            return self.place
        x, y = self.left, self.top
        return lambda left, bottom, right, top: Box(left - x, y - top, right - x, y - bottom)

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box of a box in the page's own coordinates."""
        if self.turn == 90:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.turn == 180:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if self.turn == 270:
            return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def unplace(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in the page's own coordinates: the inverse of `place`."""
        if self.turn == 90:
            return (self.left + box.y0, self.bottom + box.x0, self.left + box.y1, self.bottom + box.x1)
        if self.turn == 180:
            return (self.right - box.x1, self.bottom + box.y0, self.right - box.x0, self.bottom + box.y1)
        if self.turn == 270:
            return (self.right - box.y1, self.top - box.x1, self.right - box.y0, self.top - box.x0)
        return (self.left + box.x0, self.top - box.y1, self.left + box.x1, self.top - box.y0)


def unite(*boxes: Box) -> Box:
    """The smallest box around all."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
