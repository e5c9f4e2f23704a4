"""Which way up a page lies, told from the shapes of its letters before anything is read."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Box
from pipeline.tools.ocr_digits import DigitReader
from pipeline.tools.ocr_image import Image

# Words at half size with the room their tones need.
_WORD_HEIGHT = (8, 30)
# Ink below over ink above: .25 to .8 upright on pages of prose, 1.25 to 4.2 turned (36 pages of 7 fonts each way).
# Pages of few words with letters say little: tables .5 to 1.85 upright, .58 to 2.1 turned.
_SURELY_UPRIGHT = 0.42
_SURELY_TURNED = 2.2
_HEAD_DOWN = 1.9
_MANY_WORDS = 50
# Words shown to the digit reader both ways up, and how long they are in heights: 6 take 60 ms. It was surer of the
# right way by .8 to 4.9 over 8 words, on all of those pages.
_SHOWN = 5
_SHOWN_LENGTHS = (2.0, 4.5)
_SHOWN_MARGIN = 4


def is_sideways(ink: Image) -> bool:
    """Whether the lines of text run from top to bottom: a letter's nearest neighbour stands above or below it."""
    boxes = _letter_boxes(_halved(ink))
    if len(boxes) < 40:
        return False
    centres = boxes[:, :2] + boxes[:, 2:4] / 2
    picked = centres[:: max(1, len(centres) // 120)]
    away = centres[None, :, :] - picked[:, None, :]
    distance = np.abs(away).max(axis=2)
    distance[distance == 0] = np.inf
    nearest = away[np.arange(len(picked)), distance.argmin(axis=1)]
    is_upright = np.abs(nearest[:, 0]) > np.abs(nearest[:, 1])
    return bool(is_upright.mean() < 0.5)


def is_upside_down(white: Image, ink: Image, reader: DigitReader | None) -> bool:
    """Whether a page whose lines run across stands on its head; False where its words do not say.

    Vietnamese words have more ink above their short letters (tones, tall letters, capitals) than below them. Tables
    and dark photographs do not say so clearly: some of their words are read both ways up.
    """
    mask = _halved(ink)
    words = _word_boxes(mask)
    lean = _lean(mask, words)
    shown = _shown(words)
    if reader is None or not shown:
        return lean > _HEAD_DOWN
    if len(words) >= _MANY_WORDS and not _SURELY_UPRIGHT < lean < _SURELY_TURNED:
        return lean >= _SURELY_TURNED
    crops = [white[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] for box in shown]
    readings = reader.read([*crops, *(np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops)])
    sure = [reading.confidence for reading in readings]
    return sum(sure[len(crops) :]) > sum(sure[: len(crops)])


def _halved(ink: Image) -> Image:
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray((half > 127) * 255, np.uint8)


def _letter_boxes(ink: Image) -> NDArray[np.float64]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    longest = np.maximum(widths, heights)
    keep = (longest >= 6) & (longest <= 30) & (np.minimum(widths, heights) >= 2)
    return stats[keep][:, :4].astype(np.float64)


def _word_boxes(mask: Image) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the words of a page at half size."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, np.ones((3, 9), np.uint8)), connectivity=8)
    boxes = [(x, y, width, height) for x, y, width, height, _ in stats[1:].tolist()]
    return [box for box in boxes if box[2] >= 2 * box[3] and _WORD_HEIGHT[0] <= box[3] <= _WORD_HEIGHT[1]]


def _lean(mask: Image, words: Iterable[tuple[int, int, int, int]]) -> float:
    """Ink below the short letters of all words over the ink above them."""
    above = below = 0
    for x, y, width, height in words:
        rows = (mask[y : y + height, x : x + width] > 0).sum(axis=1)
        dense = np.flatnonzero(rows >= 0.5 * rows.max())
        above += int(rows[: dense[0]].sum())
        below += int(rows[dense[-1] + 1 :].sum())
    return below / max(1, above)


def _shown(words: Iterable[tuple[int, int, int, int]]) -> list[Box]:
    """Some words from all over the page, in its pixels."""
    fewest, most = _SHOWN_LENGTHS
    fit = [(x, y, width, height) for x, y, width, height in words if fewest * height <= width <= most * height]
    boxes = [Box(2 * x, 2 * y, 2 * (x + width), 2 * (y + height)) for x, y, width, height in fit]
    picked = boxes[:: max(1, len(boxes) // _SHOWN)][:_SHOWN]
    air = _SHOWN_MARGIN
    return [Box(max(0, box.x0 - air), max(0, box.y0 - air), box.x1 + air, box.y1 + air) for box in picked]
