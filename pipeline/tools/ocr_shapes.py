"""The blots of ink of a page: how many digits and commas a number can have, and what no reader has seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Box, unite

# A blot of fewer pixels is dirt: the point of a 9 pt decimal mark has 9.
MIN_AREA = 6
# Heights as shares of the highest blot of the word.
_TALL = 0.72
_LOW = 0.45
# A digit of Times is 0.5 em wide and 0.68 em high; two that touch make a blot twice as wide.
_DIGIT_WIDTH = 0.72
# A comma goes this far below the line (.13 to .2 of a digit's height in nine fonts), a point does not (.05).
_COMMA_TAIL = 0.08
_SURE_COMMA_TAIL = 0.12
_SURE_POINT_TAIL = 0.04


@dataclass(frozen=True, slots=True)
class Blots:
    """Boxes of the connected blots of ink, one a row: x0 y0 x1 y1."""

    boxes: NDArray[np.float64]

    def inside(self, box: Box) -> NDArray[np.float64]:
        """The blots whose middle lies in the box."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        keep = (x >= box.x0) & (x < box.x1) & (y >= box.y0) & (y < box.y1)
        return np.asarray(self.boxes[keep])


@dataclass(frozen=True, slots=True)
class Shape:
    """How many digits wide a word is, and its low blots: "," and "." where that is clear, "?" where not."""

    tall: int
    marks: str

    @property
    def low(self) -> int:
        """How many low blots it has."""
        return len(self.marks)


def shape_of_ink(blots: NDArray[np.float64]) -> Shape:
    """The shape of the blots of one word; a blot as wide as two digits counts as two that touch."""
    if not len(blots):
        return Shape(0, "")
    heights = blots[:, 3] - blots[:, 1]
    highest = float(np.median(heights[heights >= _TALL * heights.max()]))
    is_tall = heights >= _TALL * highest
    widths = blots[is_tall][:, 2] - blots[is_tall][:, 0]
    digits = np.maximum(1, np.round(widths / (_DIGIT_WIDTH * highest)))
    return Shape(int(digits.sum()), _marks(blots, highest))


def _marks(blots: NDArray[np.float64], highest: float) -> str:
    """The low blots from left to right: a comma has a tail below the line, a point has none."""
    tall = blots[(blots[:, 3] - blots[:, 1]) >= _TALL * highest]
    low = blots[_is_low(blots, highest)]
    tails = (low[low[:, 0].argsort()][:, 3] - float(np.median(tall[:, 3]))) / highest
    return "".join("," if tail > _SURE_COMMA_TAIL else "." if tail < _SURE_POINT_TAIL else "?" for tail in tails)


def _is_low(blots: NDArray[np.float64], highest: float) -> NDArray[np.bool_]:
    heights = blots[:, 3] - blots[:, 1]
    base = float(np.median(blots[heights >= _TALL * highest][:, 3]))
    is_small = heights < _LOW * highest
    return np.asarray(is_small & (blots[:, 1] > base - 0.5 * highest) & (blots[:, 3] > base - 0.12 * highest))


def fits(text: str, ink: Shape) -> bool:
    """Whether a number so written can have this ink; True for a word with letters, whose shape says nothing."""
    digits = sum(sign.isdigit() or sign in "/()" for sign in text)
    low = sum(sign in ".," for sign in text)
    signs = sum(sign in "%‰-–" for sign in text)
    if not digits or digits + low + signs != len(text):
        return True
    if not marks_agree(text, ink):
        return False
    if "%" in text or "‰" in text:  # its two rings and its stroke come as one to three blots
        return abs(digits + 1 - ink.tall) <= 1
    return digits == ink.tall


def marks_agree(text: str, ink: Shape) -> bool:
    """Whether the commas and points of a number are those of its ink, as far as the ink is clear."""
    marks = [sign for sign in text if sign in ".,"]
    return len(marks) == ink.low and all(other in (one, "?") for one, other in zip(marks, ink.marks, strict=True))


def with_marks_of_ink(text: str, ink: Shape) -> str | None:
    """The number with the commas and points its ink clearly has; None where the ink is not clear or says the same."""
    places = [place for place, sign in enumerate(text) if sign in ".,"]
    if len(places) != ink.low or "?" in ink.marks or marks_agree(text, ink):
        return None
    signs = list(text)
    for place, mark in zip(places, ink.marks, strict=True):
        signs[place] = mark
    return "".join(signs)


def put_lost_mark(text: str, blots: NDArray[np.float64]) -> str | None:
    """The number with the one comma its ink has and its text has not; None where the ink does not say so clearly."""
    ink = shape_of_ink(blots)
    if not text.isdigit() or ink.low != 1 or ink.tall != len(text):
        return None
    heights = blots[:, 3] - blots[:, 1]
    highest = float(np.median(heights[heights >= _TALL * heights.max()]))
    mark = blots[_is_low(blots, highest)][0]
    tall = blots[heights >= _TALL * highest]
    before = tall[tall[:, 0] < mark[0]]
    place = int(np.maximum(1, np.round((before[:, 2] - before[:, 0]) / (_DIGIT_WIDTH * highest))).sum())
    is_comma = mark[3] > float(np.median(tall[:, 3])) + _COMMA_TAIL * highest
    return f"{text[:place]}{',' if is_comma else '.'}{text[place:]}" if 0 < place < len(text) else None


def loose_boxes(blots: Blots, words: Sequence[Box], height: float) -> list[Box]:
    """Boxes around ink of the height of letters that lies in no word, near blots taken together."""
    middles_x = (blots.boxes[:, 0] + blots.boxes[:, 2]) / 2
    middles_y = (blots.boxes[:, 1] + blots.boxes[:, 3]) / 2
    free = np.ones(len(blots.boxes), np.bool_)
    for box in words:
        inside = (middles_x >= box.x0 - 3) & (middles_x <= box.x1 + 3)
        free &= ~(inside & (middles_y >= box.y0 - 0.4 * height) & (middles_y <= box.y1 + 0.4 * height))
    heights = blots.boxes[:, 3] - blots.boxes[:, 1]
    widths = blots.boxes[:, 2] - blots.boxes[:, 0]
    seeds = free & (heights >= 0.55 * height) & (heights <= 1.8 * height) & (widths <= 3 * height) & (widths >= 2)
    boxes = [Box(*row) for row in blots.boxes[seeds].tolist()]
    low = [Box(*row) for row in blots.boxes[free & ~seeds & (heights < 0.55 * height)].tolist()]
    return [_with_marks(box, low, height) for box in _join_near(boxes, height)]


def _join_near(boxes: Iterable[Box], height: float) -> list[Box]:
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        for index, other in enumerate(joined):
            is_near = box.x0 - other.x1 < 0.6 * height
            if is_near and abs(box.centre[1] - other.centre[1]) < 0.5 * height:
                joined[index] = unite([other, box])
                break
        else:
            joined.append(box)
    return joined


def _with_marks(box: Box, marks: Iterable[Box], height: float) -> Box:
    """The box with the commas and points inside and beside it."""
    reach = Box(box.x0 - 0.1 * height, box.y0 - 0.3 * height, box.x1 + 0.3 * height, box.y1 + 0.3 * height)
    return unite([box, *(mark for mark in marks if reach.holds(*mark.centre))])
