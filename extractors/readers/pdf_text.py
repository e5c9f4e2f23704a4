"""Printed lines from words, in reading order: letterhead and text columns one after the other, all else row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, sub
from statistics import median

import regex

from extractors.readers.pdf_shapes import Box, PdfWord

# Parts of a row stand in one line where they share this much of the lower one's height.
_SAME_LINE_SHARE = 0.5
# Letters may overlap a little (kerning, italics), in points.
_MAX_STEP_BACK = 3.0
# The narrowest blank measured is 0.2 of the letters' height; words nearer than this are one.
_MIN_BLANK_HEIGHTS = 0.08
# A gap between columns is wider than 0.8 of the letters' height and than 2.5 usual gaps of its row: the gaps of a
# justified row are wide but alike (measured: up to 1.3 heights, at most 1.6 times the row's median).
_MIN_GAP_HEIGHTS = 0.8
_MIN_GAP_RATIO = 2.5
_MIN_CORRIDOR = 5.0
# Blank space, in letter heights, after which a column is another one.
_MAX_ROW_SPACE = 2.5
_TRAILING_SPACE = 1.7
_ALIGNED = 6.0
_MAX_DEPTH = 3
# "1.", "a)", "(ii)", "-": what hangs before an item is no column.
_MAX_MARKER = 5
_VALUE = regex.compile(r"[<>≥≤~]?[-–+]?[\d.,/:x%\s]+(?:%|đ|đồng)?|[-–—x]")


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one printed line of one column, left to right."""

    words: tuple[PdfWord, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Half way across."""
        return (self.box.x0 + self.box.x1) / 2


_Row = list[Line]


def read_lines(words: Sequence[PdfWord]) -> list[Line]:
    """The lines of a stretch of a page without tables, in reading order."""
    return order_rows(group_rows(words))


def order_rows(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of printed rows in reading order."""
    return list(_order([list(row) for row in rows], 0))


def group_rows(words: Sequence[PdfWord]) -> list[_Row]:
    """The printed rows from the top, each as runs of words without a gap a column could lie in, from the left."""
    return _group_rows(list(_read_segments(_straighten(words))))


def make_line(words: Sequence[PdfWord]) -> Line:
    """A line of words, which come left to right; those with no room for a blank between them are one."""
    _, lefts, tops, rights, bottoms, _, _ = zip(*words, strict=True)
    box = Box(min(lefts), min(tops), max(rights), max(bottoms))
    if len(words) > 1 and min(map(sub, lefts[1:], rights)) < _MIN_BLANK_HEIGHTS * box.height:
        words = _glue(words)
    return Line(tuple(words), box)


def _glue(words: Sequence[PdfWord]) -> list[PdfWord]:
    """Words that touch as one: letters that another font had to lend stand apart in the file, not on the page."""
    glued = [words[0]]
    for word in words[1:]:
        last = glued[-1]
        if word.x0 - last.x1 < _MIN_BLANK_HEIGHTS * min(word.y1 - word.y0, last.y1 - last.y0):
            box = Box(last.x0, min(last.y0, word.y0), max(last.x1, word.x1), max(last.y1, word.y1))
            glued[-1] = PdfWord(last.text + word.text, *box, last.run, last.char)
        else:
            glued.append(word)
    return glued


def _straighten(words: Sequence[PdfWord]) -> Sequence[PdfWord]:
    """The words with those of one line left to right, where the file writes one font's letters after another's."""
    if not any(b.x0 < a.x0 and a.run == b.run for a, b in pairwise(words)):
        return words
    straight: list[PdfWord] = []
    for _, found in groupby(words, key=attrgetter("run")):
        run = list(found)
        if any(b.x0 < a.x0 for a, b in pairwise(run)) and all(shares_line(run[0].box, w.box) for w in run):
            run.sort(key=attrgetter("x0"))
        straight.extend(run)
    return straight


def shares_line(first: Box, second: Box) -> bool:
    """Whether two boxes stand side by side rather than above each other."""
    overlap = min(first.y1, second.y1) - max(first.y0, second.y0)
    return overlap > _SAME_LINE_SHARE * min(first.y1 - first.y0, second.y1 - second.y0)


def _read_segments(words: Sequence[PdfWord]) -> Iterator[Line]:
    """Runs of words of one line without a gap a column could lie in."""
    if not words:
        return
    start = 0
    _, _, top, right, bottom, run, _ = words[0]
    for index, (_, x0, y0, x1, y1, this_run, _) in enumerate(words):
        overlap = (bottom if bottom < y1 else y1) - (top if top > y0 else y0)
        if index and (
            this_run != run or x0 < right - _MAX_STEP_BACK or overlap <= _SAME_LINE_SHARE * min(bottom - top, y1 - y0)
        ):
            yield from _split_at_gaps(words[start:index])
            start = index
        top, right, bottom, run = y0, x1, y1, this_run
    yield from _split_at_gaps(words[start:])


def _split_at_gaps(words: Sequence[PdfWord]) -> Iterator[Line]:
    line = make_line(words)
    gaps = [after[1] - before[3] for before, after in pairwise(words)]
    least = _MIN_GAP_HEIGHTS * line.box.height
    if not gaps or max(gaps) < least:
        yield line
        return
    least = max(least, _MIN_GAP_RATIO * median(gaps)) if len(gaps) > 2 else least
    cuts = [0, *(index + 1 for index, gap in enumerate(gaps) if gap >= least), len(words)]
    yield from (make_line(words[a:b]) for a, b in pairwise(cuts))


def _group_rows(segments: Sequence[Line]) -> list[_Row]:
    """Segments side by side as rows, from the top, each from the left."""
    rows: list[_Row] = []
    for segment in sorted(segments, key=lambda s: (s.box.y0 + s.box.y1, s.box.x0)):
        if rows and any(shares_line(other.box, segment.box) for other in rows[-1]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda segment: segment.box.x0)
    return rows


def _order(rows: Sequence[_Row], depth: int) -> Iterator[Line]:
    index = 0
    while index < len(rows):
        block = _find_block(rows, index) if len(rows[index]) > 1 and depth < _MAX_DEPTH else None
        if block is None:
            yield _join_row(rows[index])
            index += 1
            continue
        for side in (block.left, block.right):
            yield from _order(_group_rows(side), depth + 1)
        index = block.end


def _join_row(row: _Row) -> Line:
    if len(row) == 1:
        return row[0]
    return make_line(sorted((word for segment in row for word in segment.words), key=attrgetter("x0")))


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows up to `end` that are two columns."""

    left: list[Line]
    right: list[Line]
    end: int


def _find_block(rows: Sequence[_Row], start: int) -> _Block | None:
    """The two columns that begin at a row, tried at each of its gaps, widest first."""
    row = rows[start]
    gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(row)]
    for low, high in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        block = _grow(rows, start, low, high)
        if block:
            return block
    return None


def _grow(rows: Sequence[_Row], start: int, low: float, high: float) -> _Block | None:
    """Both columns as far down as the corridor between them stays free."""
    sides: tuple[list[_Row], list[_Row]] = ([], [])
    both, last_both, index = 0, start, start
    while index < len(rows):
        row = rows[index]
        if index > start and _is_far(rows[index - 1], row):
            break
        cut = _cut(row, low, high)
        if cut is None:
            break
        left, right, low, high = cut
        if left and right:
            both, last_both = both + 1, index
        elif not _goes_on(sides, left, right):
            break
        sides[0].append(left)
        sides[1].append(right)
        index += 1
    if both < 2 and not (both == 1 and _is_staggered(sides)):
        return None
    left_lines = [segment for row in sides[0] for segment in row]
    right_lines = [segment for row in sides[1] for segment in row]
    return _Block(left_lines, right_lines, index) if _are_columns(sides) and last_both >= start else None


def _is_far(above: _Row, below: _Row) -> bool:
    height = max(segment.box.height for segment in below)
    return min(s.box.y0 for s in below) - max(s.box.y1 for s in above) > _MAX_ROW_SPACE * height


def _cut(row: _Row, low: float, high: float) -> tuple[_Row, _Row, float, float] | None:
    """The row's two sides and what is left of the corridor; None where the row crosses it."""
    middle = (low + high) / 2
    left = [segment for segment in row if segment.middle < middle]
    right = [segment for segment in row if segment.middle >= middle]
    low = max([low, *(segment.box.x1 for segment in left)])
    high = min([high, *(segment.box.x0 for segment in right)])
    return (left, right, low, high) if high - low >= _MIN_CORRIDOR else None


def _goes_on(sides: tuple[list[_Row], list[_Row]], left: _Row, right: _Row) -> bool:
    """Whether a row of one side belongs to its column: near the line above and set in line with it."""
    row, column = (left, sides[0]) if left else (right, sides[1])
    above = next((r for r in reversed(column) if r), None)
    if above is None:
        return bool(right)
    box, last = _join_row(row).box, _join_row(above).box
    is_near = box.y0 - last.y1 <= _TRAILING_SPACE * max(box.height, last.height)
    centred = abs(box.x0 + box.x1 - last.x0 - last.x1) / 2 <= _ALIGNED
    return (is_near and (centred or abs(box.x0 - last.x0) <= _ALIGNED)) or (centred and bool(right))


def _is_staggered(sides: tuple[list[_Row], list[_Row]]) -> bool:
    """Whether both columns have lines of their own below a first row they share."""
    return all(sum(bool(row) for row in side) >= 2 for side in sides)


def _are_columns(sides: tuple[list[_Row], list[_Row]]) -> bool:
    """Whether both sides are words: markers before items and values beside labels stay in their rows."""
    pairs = [(_join_row(a).text, _join_row(b).text) for a, b in zip(*sides, strict=True) if a and b]
    odd = sum(
        len(a) <= _MAX_MARKER or len(b) <= 2 or bool(_VALUE.fullmatch(b) or _VALUE.fullmatch(a)) for a, b in pairs
    )
    return odd * 2 < len(pairs)
