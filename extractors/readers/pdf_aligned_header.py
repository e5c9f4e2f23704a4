"""The header above an aligned table: the lines of a column are one cell, unless one stands over several columns.

That it does is told by a line below it as long as they are wide; else by where things stand: the middle of a head over
several columns is theirs, and what is below it stands lower than the heads of other columns, centred or at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf_aligned_columns import Column
from extractors.readers.pdf_chunks import Chunk, ChunkRow
from extractors.readers.pdf_shapes import Box, Rule, unite

_SAME_CENTRE = 3.0
# A head is centred over its columns to this share of the way from the first to the last (their widths differ a little).
_MAX_OFF_CENTRE = 0.16
_SAME_LEVEL = 0.5
# Ends of a drawn line from the ends of the columns below it.
_RULE_SLACK = 14.0
_MIN_GAIN = 0.4
_RULED_GAIN = 4.0
_CROSSED = 1.5
_SET_ASIDE = 1.5
_HEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the header (ends are exclusive) with its chunks."""

    row: int
    col: int
    row_end: int
    col_end: int
    chunks: tuple[Chunk, ...]

    @property
    def box(self) -> Box:
        """Where its words stand."""
        return unite(*(chunk.box for chunk in self.chunks))


@dataclass(frozen=True, slots=True)
class _Head:
    """Lines that may stand over the columns `first` to `last`."""

    first: int
    last: int
    chunks: tuple[Chunk, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns with their lines from the top, where columns end, how high lines are, and lines drawn below some."""

    stacks: tuple[tuple[Chunk, ...], ...]
    xs: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]
    pitch: float
    rules: tuple[Rule, ...]


def read_header(
    rows: Sequence[ChunkRow], columns: Sequence[Column], xs: Sequence[float], rules: Sequence[Rule]
) -> list[HeaderCell]:
    """The cells of the header in one or two rows; `xs` has the columns' edges, `rules` the lines drawn in it."""
    if not rows:
        return []
    header = _read(rows, columns, xs, rules)
    heads = list(_choose(_find_heads(header)))
    above = {id(chunk) for head in heads for chunk in head.chunks}
    covered = {col for head in heads for col in range(head.first, head.last + 1)}
    cells = [HeaderCell(0, head.first, 1, head.last + 1, head.chunks) for head in heads]
    depth = 2 if heads else 1
    for col, stack in enumerate(header.stacks):
        own = tuple(chunk for chunk in stack if id(chunk) not in above)
        if own:
            cells.append(HeaderCell(1 if col in covered else 0, col, depth, col + 1, own))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))


def _read(rows: Sequence[ChunkRow], columns: Sequence[Column], xs: Sequence[float], rules: Sequence[Rule]) -> _Header:
    stacks: list[list[Chunk]] = [[] for _ in columns]
    for row in rows:
        for chunk, col in zip(row.chunks, _places(row, columns), strict=True):
            stacks[col].append(chunk)
    steps = [b.box.y1 - a.box.y1 for stack in stacks for a, b in pairwise(stack) if b.box.y1 > a.box.y1 + 1]
    height = min(row.box.height for row in rows)
    spans = tuple((column.x0, column.x1) for column in columns)
    return _Header(tuple(map(tuple, stacks)), tuple(xs), spans, min(steps, default=height), tuple(rules))


def _places(row: ChunkRow, columns: Sequence[Column]) -> list[int]:
    """The column each chunk of a header line stands in; one for each where there are as many."""
    if len(row.chunks) == len(columns):
        return list(range(len(columns)))
    return [_place(chunk, columns) for chunk in row.chunks]


def _place(chunk: Chunk, columns: Sequence[Column]) -> int:
    middle = (chunk.box.x0 + chunk.box.x1) / 2
    return min(range(len(columns)), key=lambda n: max(columns[n].x0 - middle, middle - columns[n].x1))


def _find_heads(header: _Header) -> Iterator[_Head]:
    """Everything that may stand over several columns, with how much more likely it is to than not to."""
    width = len(header.stacks)
    for col, stack in enumerate(header.stacks):
        for count in range(1, len(stack) + 1):
            head = stack[:count]
            if count > 1 and abs(_middle(head[-1]) - _middle(head[-2])) > _SAME_CENTRE:
                break
            for first in range(col + 1):
                for last in range(max(first + 1, col), width):
                    gain = _gain(header, head, col, first, last)
                    if gain >= _MIN_GAIN:
                        yield _Head(first, last, head, gain)


def _choose(heads: Iterator[_Head]) -> Iterator[_Head]:
    """The most likely ones that share no column."""
    taken: set[int] = set()
    for head in sorted(heads, key=lambda head: -head.gain):
        span = set(range(head.first, head.last + 1))
        if taken.isdisjoint(span):
            taken |= span
            yield head


def _gain(header: _Header, head: tuple[Chunk, ...], col: int, first: int, last: int) -> float:
    """How much less odd a header is with a head over some columns; negative where it cannot be."""
    below = [stack[len(head) :] if n == col else stack for n, stack in enumerate(header.stacks)]
    foot = max(chunk.box.y1 for chunk in head)
    under = below[first : last + 1]
    if not all(under) or any(stack[0].box.y1 < foot + _SAME_LEVEL * header.pitch for stack in under):
        return -1.0
    box = unite(*(chunk.box for chunk in head))
    middles = [_middle_of(stack) for stack in under]
    off = abs((middles[0] + middles[-1]) / 2 - (box.x0 + box.x1) / 2) / (middles[-1] - middles[0])
    is_drawn = any(_is_below(rule, head, under, header, first, last) for rule in header.rules)
    if off > _MAX_OFF_CENTRE and not is_drawn:
        return -1.0
    others = [stack for n, stack in enumerate(below) if not first <= n <= last and stack]
    crossed = sum(min(x1, box.x1) - max(x0, box.x0) > 1 for x0, x1 in header.spans)
    gain = _RULED_GAIN if is_drawn else 0.0
    gain += _CROSSED if crossed > 1 else 0.0
    gain += _aside(head[-1], under[col - first][0]) - 2 * off - 0.1 * (last - first)
    return gain + _HEIGHT * _height_gain(header, under, others, foot, col - first)


def _aside(head: Chunk, below: Chunk) -> float:
    """How odd it would be for two lines to be of one cell: those have their middles, or their starts, in one line."""
    if abs(_middle(head) - _middle(below)) <= _SAME_CENTRE:
        return 0.0
    return _SET_ASIDE if abs(head.box.x0 - below.box.x0) > 1 else _SET_ASIDE / 3


def _height_gain(
    header: _Header, under: Sequence[Sequence[Chunk]], others: Sequence[Sequence[Chunk]], foot: float, at: int
) -> float:
    """How much better the heights of columns fit below a head that ends at `foot` than with it in column `at`."""
    every = [chunk for stack in header.stacks for chunk in stack]
    top, bottom = min(chunk.box.y1 for chunk in every), max(chunk.box.y1 for chunk in every)
    low = foot + header.pitch
    is_centred = _off(others, top, bottom) <= _off_top(others, top)
    whole = [stack for n, stack in enumerate(under) if n != at]
    if is_centred:
        before, after = _off(whole, top, bottom), _off(under, min(low, bottom), bottom)
    else:
        before, after = _off_top(whole, top), _off_top(under, low)
    return (before - after) / header.pitch


def _off(stacks: Sequence[Sequence[Chunk]], top: float, bottom: float) -> float:
    return sum(abs(stack[0].box.y1 + stack[-1].box.y1 - top - bottom) / 2 for stack in stacks)


def _off_top(stacks: Sequence[Sequence[Chunk]], top: float) -> float:
    return sum(abs(stack[0].box.y1 - top) for stack in stacks)


def _is_below(
    rule: Rule, head: Sequence[Chunk], under: Sequence[Sequence[Chunk]], header: _Header, first: int, last: int
) -> bool:
    """Whether a line is drawn between a head and what is below it, as long as these columns and no longer."""
    foot, top = max(chunk.box.y1 for chunk in head), min(stack[0].box.y0 for stack in under)
    if not foot - header.pitch / 2 < rule.at < top + header.pitch / 2 or (first, last) == (0, len(header.stacks) - 1):
        return False
    return abs(rule.start - header.xs[first]) < _RULE_SLACK and abs(rule.end - header.xs[last + 1]) < _RULE_SLACK


def _middle(chunk: Chunk) -> float:
    return (chunk.box.x0 + chunk.box.x1) / 2


def _middle_of(stack: Sequence[Chunk]) -> float:
    return _middle(max(stack, key=lambda chunk: chunk.box.x1 - chunk.box.x0))
