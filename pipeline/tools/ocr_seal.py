"""Seals and signatures lifted off a grey page: their strokes are longer than those of letters.

Ink over toner darkens by a factor. The layer of long strokes is what stays when every stroke shorter than a letter's is
closed (a morphological opening by lines in all directions); the page divided by it is the page without them, and the
letters under them stay as they are. Red seals never come here: the red channel leaves them out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

# A slash of 14 pt is 30 pixels long, the diagonal of an N 33.
_STROKE = 35
_DIRECTIONS = 24
# Seals are looked for at half the size by slanted strokes alone: rules are level, letters have none so long.
_SOUGHT_STROKE = 25
_SOUGHT_DEGREES = (25, 35, 45, 55, 65, 115, 125, 135, 145, 155)
_MIN_DARKNESS = 40
_REACH = 12
_MIN_SIDE = 40
# The seal's own small letters: blots no darker than its long strokes, but for so much noise.
_NOISE = 12
_INK = 60
_PAPER_MARGIN = 20
# A letter on the page is as high as this; its comma or tone is lower than this share of it, and this near.
_LETTER = 12
_RING = 8
_MARK = 0.5
_NEAR_LETTER = 0.35
# Places down and across in a slash go together as closely as this; in a letter of the seal they do not.
_SLANT = -0.85


def lift_seals(page: Image, boxes: Sequence[tuple[int, int, int, int]]) -> Image:
    """A whitened page without the long strokes in these boxes and what else is as pale near them."""
    if not boxes:
        return page
    lifted = page.copy()
    for x0, y0, x1, y1 in boxes:
        lifted[y0:y1, x0:x1] = _lift(page[y0:y1, x0:x1])
    return lifted


def find_seals(page: Image) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom) around slanted strokes longer than a letter's, those near one another as one."""
    half = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = np.asarray(cv2.bitwise_not(half), np.uint8)
    strokes = _open_along(dark, _SOUGHT_STROKE, _SOUGHT_DEGREES) > _MIN_DARKNESS
    near = cv2.dilate(strokes.astype(np.uint8), np.ones((2 * _REACH + 1, 2 * _REACH + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    height, width = page.shape
    found = []
    for x, y, w, h, _ in stats[1:].tolist():
        if min(w, h) - 2 * _REACH >= _MIN_SIDE:
            edge = _PAPER_MARGIN
            x0, y0 = max(0, 2 * x - edge), max(0, 2 * y - edge)
            found.append((x0, y0, min(width, 2 * (x + w) + edge), min(height, 2 * (y + h) + edge)))
    return found


def _open_along(dark: Image, length: int, degrees: Iterable[float]) -> Image:
    """How dark each pixel's darkest straight stroke of this length is all along."""
    strokes = np.zeros_like(dark)
    for angle in degrees:
        cv2.max(strokes, cv2.morphologyEx(dark, cv2.MORPH_OPEN, _line(length, angle)), dst=strokes)
    return strokes


def _line(length: int, degrees: float) -> Image:
    kernel = np.zeros((length, length), np.uint8)
    middle, reach = length // 2, (length - 1) / 2
    x, y = reach * math.cos(math.radians(degrees)), reach * math.sin(math.radians(degrees))
    cv2.line(kernel, (round(middle - x), round(middle - y)), (round(middle + x), round(middle + y)), 1)
    return kernel


def _lift(part: Image) -> Image:
    """A part of the page divided by its layer of long strokes; blots as pale as these go too."""
    smooth = np.asarray(cv2.bitwise_not(cv2.GaussianBlur(part, (3, 3), 0)), np.uint8)
    strokes = _open_along(smooth, _STROKE, [180 * n / _DIRECTIONS for n in range(_DIRECTIONS)])
    is_stroke = strokes > _MIN_DARKNESS
    if not is_stroke.any():
        return part
    darkness = float(np.quantile(strokes[is_stroke], 0.8))
    layer = np.minimum(cv2.dilate(strokes, np.ones((3, 3), np.uint8)), np.minimum(smooth, darkness)).astype(np.uint8)
    layer[~_near(is_stroke)] = 0
    clean = np.asarray(cv2.divide(part, np.maximum(255 - layer, 1).astype(np.uint8), scale=255), np.uint8)
    clean[_pale_blots(clean, 255 - darkness)] = 255
    return clean


def _near(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0)


def _pale_blots(clean: Image, level: float) -> NDArray[np.bool_]:
    """Blots of ink with no pixel darker than the seal is, but for the marks and slashes of the letters beside them."""
    ink = (clean < 255 - _INK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    smooth = np.asarray(cv2.GaussianBlur(clean, (3, 3), 0), np.uint8)
    darkest = np.full(count, 255, np.uint8)
    np.minimum.at(darkest, np.asarray(labels, np.intp).ravel(), smooth.ravel())
    is_pale = darkest >= level - _NOISE
    is_pale[0] = False
    boxes = stats[:, :4].astype(np.float64)
    boxes[:, 2:] += boxes[:, :2]
    letters = boxes[1:][~is_pale[1:] & (stats[1:, cv2.CC_STAT_HEIGHT] >= _RING)]
    for index in np.flatnonzero(is_pale).tolist():
        x0, y0, x1, y1 = boxes[index].astype(int).tolist()
        is_mark = _is_mark(boxes[index], letters)
        is_pale[index] = not (is_mark or _is_slash(labels[y0:y1, x0:x1] == index, boxes[index], letters))
    return np.asarray(cv2.dilate(is_pale[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & (labels >= 0)


def _is_mark(blot: NDArray[np.float64], letters: NDArray[np.float64]) -> bool:
    """Whether a blot is the comma or tone of a letter: fine strokes are no darker than a seal."""
    x0, y0, x1, y1 = blot.tolist()
    left, top, right, bottom = letters[letters[:, 3] - letters[:, 1] >= _LETTER].T
    heights = bottom - top
    is_small = (y1 - y0 <= _MARK * heights) & (x1 - x0 <= _MARK * heights)
    is_right = (x0 >= right - 2) & (x0 - right <= _NEAR_LETTER * heights)
    is_low = is_small & is_right & (y0 > bottom - 0.5 * heights) & (abs(y1 - bottom - 0.05 * heights) <= 0.2 * heights)
    is_over = (x0 + x1 > 2 * left) & (x0 + x1 < 2 * right) & (y1 <= top + 2) & (top - y1 <= _NEAR_LETTER * heights)
    is_tone = is_over & (y1 - y0 <= _MARK * heights) & (x1 - x0 <= heights)
    return bool(is_low.any() or is_tone.any())


def _is_slash(ink: NDArray[np.bool_], blot: NDArray[np.float64], letters: NDArray[np.float64]) -> bool:
    """Whether a blot is a slanted stroke as high as the letter before it, with something dark behind it: "/" or "%"."""
    x0, y0, x1, y1 = blot.tolist()
    left, top, right, bottom = letters.T
    heights = bottom - top
    is_as_high = (abs(y0 - top) <= 0.2 * heights) & (abs(y1 - bottom) <= 0.25 * heights)
    is_before = (x0 >= right - _NEAR_LETTER * heights) & (x0 - right <= heights)
    reach = _NEAR_LETTER * (y1 - y0)
    is_behind = (abs(left - x1) <= reach) & (top >= y0 - reach) & (bottom <= y1 + reach)
    if not ((is_as_high & is_before).any() and is_behind.any()):
        return False
    rows, columns = np.nonzero(ink)
    return bool(columns.std() > 0 and np.corrcoef(columns, rows)[0, 1] < _SLANT)
