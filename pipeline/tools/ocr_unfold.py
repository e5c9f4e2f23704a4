"""Table cells laid one below another, so that no line is read across columns; words come back to where they stand.

Measured on five table pages, in the same time: words missed or changed in a page read as it stands 9, 24, 6, 26, 20;
unfolded 2, 6, 5, 4, 2. Wide gaps between columns make Tesseract glue words ("Hạtầngsố"), and now and then lose a whole
column of digits. Numbers side by side on one line lose their commas (30 of 132): each cell has lines of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Box, ScannedWord, unite
from pipeline.tools.ocr_image import Image, Sheet
from pipeline.tools.ocr_shapes import Blots

_MARGIN = 5
_GAP_DOWN = 24
_LEFT = 60
# Fewer blots outside of tables than this (three lines) are a title or a page number, laid below the cells: a process of
# its own for them would cost a fifth of a page.
_MIN_BODY_BLOTS = 150


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page and where it stands in the unfolded image."""

    source: Box
    placed: Box

    def back(self, box: Box) -> Box:
        """A box of the unfolded image on the page."""
        x, y = self.source.x0 - self.placed.x0, self.source.y0 - self.placed.y0
        return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The cells below one another, and the page without its tables (None where nothing else stands on it)."""

    cells: Image
    pieces: tuple[Piece, ...]
    body: Image | None


def unfold(sheet: Sheet, tables: Sequence[Sequence[Box]]) -> Unfolded:
    """The page taken apart; `tables` are the boxes of their cells."""
    sources = [found for table in tables for cell in table if (found := _ink_box(cell, sheet.blots))]
    areas = [unite(table) for table in tables]
    outside = _outside(sheet.blots, areas)
    is_text = len(outside) >= _MIN_BODY_BLOTS
    if not is_text:
        sources += _bands(outside)
    pieces = list(_lay(sources))
    return Unfolded(_draw(sheet.clean, pieces), tuple(pieces), _without(sheet.clean, areas) if is_text else None)


def fold_back(words: Iterable[ScannedWord], pieces: Sequence[Piece], line: int) -> Iterable[ScannedWord]:
    """Words of the unfolded image on the page; one that runs over two pieces is left out (its ink is read again)."""
    lines: dict[tuple[int, int], int] = {}
    tops = [piece.placed.y0 for piece in pieces]  # laid below one another: in order
    for word in words:
        first = max(0, bisect_right(tops, word.box.y0) - 1)
        below = range(first, bisect_right(tops, word.box.y1))
        homes = [n for n in below if _overlaps(word.box, pieces[n].placed)]
        if len(homes) == 1:
            number = lines.setdefault((homes[0], word.line), line + len(lines))
            yield replace(word, box=pieces[homes[0]].back(word.box), line=number)


def _overlaps(one: Box, other: Box) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return width > 0.25 * min(one.width, other.width) and height > 0.4 * min(one.height, other.height)


def _ink_box(cell: Box, blots: Blots) -> Box | None:
    inside = blots.inside(cell)
    if not len(inside):
        return None
    box = _bounds(inside)
    clipped = Box(max(box.x0, cell.x0), max(box.y0, cell.y0), min(box.x1, cell.x1), min(box.y1, cell.y1))
    return clipped if clipped.height >= 4 else None


def _bounds(blots: NDArray[np.float64]) -> Box:
    x0, y0 = blots[:, :2].min(axis=0).tolist()
    x1, y1 = blots[:, 2:].max(axis=0).tolist()
    return Box(x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN)


def _bands(blots: NDArray[np.float64]) -> Iterable[Box]:
    """Boxes of blots with white from side to side between them."""
    band: list[int] = []
    lowest = 0.0
    for index in blots[:, 1].argsort().tolist():
        if band and blots[index, 1] - lowest > _GAP_DOWN:
            yield _bounds(blots[band])
            band = []
        lowest = max(lowest, float(blots[index, 3])) if band else float(blots[index, 3])
        band.append(index)
    if band:
        yield _bounds(blots[band])


def _outside(blots: Blots, areas: Iterable[Box]) -> NDArray[np.float64]:
    free = np.ones(len(blots.boxes), np.bool_)
    for area in areas:
        across = (blots.boxes[:, 2] < area.x0) | (blots.boxes[:, 0] > area.x1)
        free &= across | (blots.boxes[:, 3] < area.y0) | (blots.boxes[:, 1] > area.y1)
    heights = blots.boxes[:, 3] - blots.boxes[:, 1]
    return np.asarray(blots.boxes[free & (heights >= 6)])


def _lay(sources: Iterable[Box]) -> Iterable[Piece]:
    """The boxes below one another."""
    y = float(_GAP_DOWN)
    for source in sources:
        yield _piece(source, _LEFT, y)
        y += source.height + _GAP_DOWN


def _piece(source: Box, x: float, y: float) -> Piece:
    whole = Box(int(source.x0), int(source.y0), int(source.x1) + 1, int(source.y1) + 1)
    left, top = int(x), int(y)
    return Piece(whole, Box(left, top, left + whole.width, top + whole.height))


def _draw(page: Image, pieces: Sequence[Piece]) -> Image:
    width = int(max((piece.placed.x1 for piece in pieces), default=0)) + _LEFT
    height = int(max((piece.placed.y1 for piece in pieces), default=0)) + _GAP_DOWN
    canvas = np.full((height, width), 255, np.uint8)
    for piece in pieces:
        part = _part(page, piece.source)
        y, x = int(piece.placed.y0), int(piece.placed.x0)
        canvas[y : y + part.shape[0], x : x + part.shape[1]] = part
    return canvas


def _part(page: Image, box: Box) -> Image:
    return page[max(0, int(box.y0)) : int(box.y1), max(0, int(box.x0)) : int(box.x1)]


def _without(page: Image, areas: Iterable[Box]) -> Image:
    """The page with white where its tables stand."""
    rest = page.copy()
    for area in areas:
        y0, x0 = max(0, int(area.y0) - 4), max(0, int(area.x0) - 4)
        rest[y0 : int(area.y1) + 5, x0 : int(area.x1) + 5] = 255
    return rest
