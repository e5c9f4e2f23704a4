"""What is drawn on a page: ruling lines, pictures, and text that is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.readers.pdf_shapes import Box, Frame, Rule

if TYPE_CHECKING:
    import pypdfium2.raw as raw_types

# Thinner than this a filled box is a ruling line (Word draws borders as boxes of 0.5 to 2.25 points, double ones 4.5).
_MAX_RULE_WIDTH = 4.5
_MIN_RULE_LENGTH = 4.0
_MIN_SHADE_WIDTH = 12.0
# A table page of 2,000 cells has 8,000 edges; a map has 100,000 and no table.
_MAX_RULES = 20_000
_MAX_PATH_SEGMENTS = 20_000
_MAX_FORM_DEPTH = 6
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE = 3
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page beside text; shares are of the page's area and of its text objects.

    `shades` are the upper and lower edges of filled boxes, which part the rows of a table that has no lines.
    """

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    image_share: float
    path_count: int
    invisible_share: float
    shades: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What the walk over the page's objects has met so far."""

    frame: Frame
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    shades: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    texts: list[bool] = field(default_factory=list)
    paths: list[int] = field(default_factory=list)


def read_drawing(page: raw_types.FPDF_PAGE, frame: Frame) -> Drawing:
    """The rules, pictures and hidden text of a page, forms inside it included."""
    import pypdfium2.raw as pdfium

    found = _Found(frame)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _read_object(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, found, 0)
    is_drawing = len(found.horizontal) + len(found.vertical) > _MAX_RULES
    width, height = frame.size
    area = sum(_clip(box.x0, box.x1, width) * _clip(box.y0, box.y1, height) for box in found.images)
    return Drawing(
        () if is_drawing else tuple(found.horizontal),
        () if is_drawing else tuple(found.vertical),
        min(1.0, area / (width * height)) if width * height > 0 else 0.0,
        len(found.paths),
        sum(found.texts) / len(found.texts) if found.texts else 0.0,
        () if is_drawing else tuple(found.shades),
    )


def _clip(start: float, end: float, limit: float) -> float:
    return max(0.0, min(end, limit) - max(start, 0.0))


def _read_object(item: raw_types.FPDF_PAGEOBJECT, matrix: Matrix, found: _Found, depth: int) -> None:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == _TEXT:
        if len(found.texts) < _MAX_RULES:
            found.texts.append(pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE)
    elif kind == _PATH:
        found.paths.append(1)
        if len(found.paths) <= _MAX_RULES:
            _read_path(item, _combine(_read_matrix(item), matrix), found)
    elif kind == _IMAGE:
        corners = [_apply(_combine(_read_matrix(item), matrix), x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        found.images.append(_box_of(corners, found.frame))
    elif kind == _FORM and depth < _MAX_FORM_DEPTH:
        inner = _combine(_read_matrix(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _read_object(pdfium.FPDFFormObj_GetObject(item, index), inner, found, depth + 1)


def _read_matrix(item: raw_types.FPDF_PAGEOBJECT) -> Matrix:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return (float(m.a), float(m.b), float(m.c), float(m.d), float(m.e), float(m.f))


def _combine(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806 (the letters of the PDF reference)
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _box_of(points: list[Point], frame: Frame) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return frame.place(min(xs), min(ys), max(xs), max(ys))


def _read_path(item: raw_types.FPDF_PAGEOBJECT, matrix: Matrix, found: _Found) -> None:
    """Ruling lines of a path: its straight strokes, and its filled boxes that are thin."""
    import pypdfium2.raw as pdfium

    fill, stroke = pdfium.c_int(), pdfium.c_int()
    if pdfium.FPDFPath_CountSegments(item) > _MAX_PATH_SEGMENTS:
        return
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    for points, is_closed in _read_subpaths(item, matrix):
        box = _box_of(points, found.frame)
        width, height = box.x1 - box.x0, box.height
        if min(width, height) <= _MAX_RULE_WIDTH and (fill.value or stroke.value):
            _add_rule(box, found)
        elif stroke.value:
            corners = [*points, points[0]] if is_closed else points
            for start, end in pairwise(corners):
                _add_rule(_box_of([start, end], found.frame), found)
        elif fill.value and width > _MIN_SHADE_WIDTH and len(found.shades) < _MAX_RULES:
            found.shades.extend((Rule(box.y0, box.x0, box.x1), Rule(box.y1, box.x0, box.x1)))


def _read_subpaths(item: raw_types.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """Points of every part of a path that has straight lines only, and whether it is closed."""
    import pypdfium2.raw as pdfium

    x, y = pdfium.c_float(), pdfium.c_float()
    points: list[Point] = []
    is_closed, is_straight = False, True
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _MOVE_TO:
            if len(points) > 1 and is_straight:
                yield points, is_closed
            points, is_closed, is_straight = [], False, True
        is_straight = is_straight and kind != _BEZIER_TO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_apply(matrix, float(x.value), float(y.value)))
        is_closed = is_closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(points) > 1 and is_straight:
        yield points, is_closed


def _add_rule(box: Box, found: _Found) -> None:
    width, height = box.x1 - box.x0, box.height
    if height <= _MAX_RULE_WIDTH and width >= _MIN_RULE_LENGTH and width > 2 * height:
        found.horizontal.append(Rule((box.y0 + box.y1) / 2, box.x0, box.x1))
    elif width <= _MAX_RULE_WIDTH and height >= _MIN_RULE_LENGTH and height > 2 * width:
        found.vertical.append(Rule((box.x0 + box.x1) / 2, box.y0, box.y1))
