"""Seals and signatures lifted off a grey page: their strokes are longer than those of letters.

Ink over toner darkens by a factor. The layer of long strokes is what stays when every stroke shorter than a letter's is
closed (a morphological opening by lines in all directions); the page divided by it is the page without them, and the
letters under them stay as they are. Red seals never come here: the red channel leaves them out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

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


def lift_seals(page: Image) -> Image:
    """A whitened page without its long slanted strokes and what else is as pale near them."""
    boxes = _find_seals(page)
    if not boxes:
        return page
    lifted = page.copy()
    for x0, y0, x1, y1 in boxes:
        lifted[y0:y1, x0:x1] = _lift(page[y0:y1, x0:x1])
    return lifted


def _find_seals(page: Image) -> list[tuple[int, int, int, int]]:
    """Boxes around slanted strokes that are longer than a letter's, those near one another taken together."""
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
    """Blots of ink with no pixel darker than the seal is."""
    ink = (clean < 255 - _INK).astype(np.uint8)
    count, labels = cv2.connectedComponents(ink, connectivity=8)
    smooth = np.asarray(cv2.GaussianBlur(clean, (3, 3), 0), np.uint8)
    darkest = np.full(count, 255, np.uint8)
    np.minimum.at(darkest, np.asarray(labels, np.intp).ravel(), smooth.ravel())
    is_pale = darkest >= level - _NOISE
    is_pale[0] = False
    return np.asarray(cv2.dilate(is_pale[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & (labels >= 0)
