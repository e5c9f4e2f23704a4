"""Rows of a table without lines between them: the printed lines cut into rows so that as little as possible is odd.

Office programs set rows as near as lines, so that no blank tells them apart. What does: a row has one number of its own
and one value a column, its cells begin (or are centred, or end) on one height, rows lie on each other like tiles, and a
line only ends early where the next word would not have fitted. Each breach has a cost, and the cheapest cut is taken
(shortest path over the lines, once for each way to align cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import regex

from extractors.readers.pdf_aligned_columns import Column
from extractors.readers.pdf_chunks import Chunk, ChunkRow, completes_group

# Lines whose feet are nearer than this share of the pitch stand side by side (centred cells are half a pitch apart).
_SAME_LEVEL = 0.3
_MAX_ROW_PITCHES = 16
_IMPOSSIBLE = 1e6
# What a breach costs; measured on made-up tables (tests/benchmarks/bench_tables.py), only their order matters.
_OFF_HEIGHT = 2.0
_ODD_PITCH = 3.0
_NO_VALUE = 1.5
_NO_MARK = 0.8
_NO_NAME = 0.8
_WOULD_FIT = 2.5
_GOES_ON = 1.5
_STACKED_VALUE = 4.0
_CUT_REST = 0.3
# Ways to align cells, the usual ones first: what a less usual one costs a table.
_MODES = {"top": 0.0, "middle": 0.2, "bottom": 1.0}
_HEAD_SHARE = 0.2
# A row cut by a page end has its lines at the top; LibreOffice forgets to centre some cells of a row.
_CUT_ROW = 0.1
_UNEVEN = 1.0
_SLACK = 0.08
_LOWER_START = regex.compile(r"[\p{Ll}(,;.)%/–&+-]")
_OPEN_END = regex.compile(r"[,(/–-]$|\([^)]*$")
_VALUE_REST = regex.compile(r"[(/]")
_WORD_WIDTH_SLACK = 0.5
_BLANK = 0.25
_MIN_MARKS = 3
# Of fewer rows each may have two lines: a pitch so much greater than the lines' tells nothing.
_MIN_ANCHORS, _FEW_ROWS_PITCH = 6, 1.6
# Digits are wider than the dots and commas a number's mean width counts too.
_DIGIT_WIDTHS = 1.3
_CUT_DIGIT_WIDTHS = 2.0
# The blank border inside a cell is 1.9 mm in Word and LibreOffice, 2 mm at most in what was seen.
_MAX_MARGIN = 6.0


class BodyRow:
    """A row of the body: its chunks by column; it grows line by line."""

    __slots__ = ("bottom", "cells", "top")

    def __init__(self, top: float, bottom: float) -> None:
        self.top, self.bottom = top, bottom
        self.cells: dict[int, list[Chunk]] = {}

    def add(self, col: int, chunk: Chunk) -> None:
        """Put a chunk into one of its cells."""
        self.cells.setdefault(col, []).append(chunk)
        self.top, self.bottom = min(self.top, chunk.box.y0), max(self.bottom, chunk.box.y1)


def column_for(chunk: Chunk, columns: Sequence[Column]) -> int:
    """The column of a chunk: the first it stands in, a value's the one it stands in most, else the nearest."""
    shares = [min(column.x1, chunk.box.x1) - max(column.x0, chunk.box.x0) for column in columns]
    found = next((n for n, column in enumerate(columns) if column.overlaps(chunk)), None)
    if found is None or chunk.is_data:
        return max(range(len(columns)), key=lambda n: shares[n])
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """A chunk with its column and the height of its foot (its head is as high as its letters)."""

    col: int
    chunk: Chunk
    y: float
    goes_on: bool = False
    """Whether it seems to go on from the line above in its column: that has no room for its first word, or is open."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How a table sets its rows: pitch of lines, pitch of rows of one line, what its columns hold, their widths."""

    line: float
    row: float
    is_numbered: bool
    values: frozenset[int]
    name: int
    widths: tuple[float, ...]
    may_begin_cut: bool
    are_cells: bool
    head: int = 0
    """How many lines, heights of middles, come before the first that must be the body's."""


_Level = tuple[_Item, ...]


def tile_rows(
    rows: Sequence[ChunkRow], columns: Sequence[Column], *, may_begin_cut: bool, are_cells: bool = False
) -> list[BodyRow]:
    """The rows of a body.

    `may_begin_cut` where its first lines may be the rest of a row on the page before; `are_cells` where the columns
    are those of ruled cells, else they are as wide as what stands in them.
    """
    if rows[0].is_index:
        first = [_Item(column_for(chunk, columns), chunk, 0.0) for chunk in rows[0].chunks]
        rest = tile_rows(rows[1:], columns, may_begin_cut=may_begin_cut, are_cells=are_cells) if rows[1:] else []
        return [_make_row([tuple(first)]), *rest]
    items = [_Item(column_for(c, columns), c, c.box.y1) for row in rows for c in row.chunks]
    style = _read_style(items, columns, may_begin_cut=may_begin_cut, are_cells=are_cells)
    if style.line <= 0:
        return [_make_row(_read_levels(items, 1.0))]
    levels = _read_levels(_mark_rests(items, style), style.line)
    cuts = _find_best_cuts(levels, style)
    return [_make_row(levels[start:end]) for start, end in pairwise(cuts)]


def find_body(rows: Sequence[ChunkRow], columns: Sequence[Column]) -> int:
    """The first of some lines that belongs to a row with a value or number of its own: what is above is the header."""
    items = [_Item(column_for(c, columns), c, c.box.y1) for row in rows for c in row.chunks]
    style = _read_style(items, columns, may_begin_cut=False, are_cells=False)
    if style.line <= 0:
        return 0
    levels = _read_levels(_mark_rests(items, style), style.line)
    first = next((n for n, level in enumerate(levels) if any(_tells_row(item, style) for item in level)), 0)
    style = replace(style, head=first)
    cuts = _find_best_cuts(levels, style)
    begin = max(cut for cut in cuts if cut <= first)
    body = {id(item.chunk) for level in levels[begin:] for item in level}
    return next(n for n, row in enumerate(rows) if any(id(chunk) in body for chunk in row.chunks))


def _tells_row(item: _Item, style: _Style) -> bool:
    """Whether a line shows that its row is one of the body: a value, no year (Năm 2023), or a number in front."""
    is_value = item.chunk.is_data and item.col in style.values and not item.chunk.is_year
    return is_value or (item.col == 0 and item.chunk.is_mark)


def _mark_rests(items: Sequence[_Item], style: _Style) -> Iterator[_Item]:
    """The items, with those marked that seem to go on from the line above."""
    above: dict[int, _Item] = {}
    for item in sorted(items, key=lambda item: item.y):
        before = above.get(item.col)
        is_near = before is not None and item.y - before.y < (1 + 2 * _SLACK) * style.line
        above[item.col] = replace(item, goes_on=_goes_on(before, item, style)) if before and is_near else item
        yield above[item.col]


def _goes_on(above: _Item, below: _Item, style: _Style) -> bool:
    """Whether a line seems to go on with the one above it: a number cut in two, words for which there was no room."""
    if below.col in style.values:
        return above.chunk.is_data and below.chunk.is_data and _is_broken(above, below, style)
    is_open = bool(_LOWER_START.match(below.chunk.text) or _OPEN_END.search(above.chunk.text))
    return is_open and not _would_fit(above, below, style)


def _room(above: _Item, style: _Style) -> float:
    """The blank behind a line in its cell."""
    return style.widths[above.col] - (above.chunk.box.x1 - above.chunk.box.x0)


def _would_fit(above: _Item, below: _Item, style: _Style) -> bool:
    """Whether the first word of a line would have fitted behind the line above."""
    word = below.chunk.words[0]
    height = word.y1 - word.y0
    return word.x1 - word.x0 + _BLANK * height < _room(above, style) - _WORD_WIDTH_SLACK * height


def _make_row(levels: Sequence[_Level]) -> BodyRow:
    row = BodyRow(levels[0][0].chunk.box.y0, levels[0][0].chunk.box.y1)
    for level in levels:
        for item in level:
            row.add(item.col, item.chunk)
    return row


def _read_style(items: Sequence[_Item], columns: Sequence[Column], *, may_begin_cut: bool, are_cells: bool) -> _Style:
    by_column: list[list[_Item]] = [[] for _ in columns]
    for item in sorted(items, key=lambda item: item.y):
        by_column[item.col].append(item)
    height = median(item.chunk.box.height for item in items)
    marked = [item.y for item in by_column[0] if item.chunk.is_mark]
    values = frozenset(n for n, found in enumerate(by_column) if _are_values(found) and (n or not marked))
    texts = [n for n in range(len(columns)) if n not in values and (n or not marked)]
    name = max(texts, key=lambda n: len(by_column[n]), default=0)
    line = _least(step for found in by_column for step in _steps(found, height))
    most = max((by_column[n] for n in values), key=len, default=[])
    anchors = [item.y for item in most] if len(marked) < _MIN_MARKS else marked
    apart = [step for step in _steps(by_column[name], height) if step > (1 + _SLACK) * line]
    rows = [step for step in (_least(b - a for a, b in pairwise(anchors)), _least(apart)) if step]
    if len(anchors) < _MIN_ANCHORS:
        rows = [step for step in rows if step < _FEW_ROWS_PITCH * line]
    return _Style(
        line,
        max(min(rows, default=line), line),
        2 * len(marked) > len(most) > 0,
        values,
        name,
        tuple(_width(found, column, are_cells) for found, column in zip(by_column, columns, strict=True)),
        may_begin_cut,
        are_cells,
    )


def _steps(items: Sequence[_Item], height: float) -> list[float]:
    """How far lines of a column stand below each other."""
    return [b.y - a.y for a, b in pairwise(items) if b.y - a.y > _SAME_LEVEL * height]


def _are_values(items: Sequence[_Item]) -> bool:
    return 2 * sum(item.chunk.is_data for item in items) > len(items)


def _least(steps: Iterable[float]) -> float:
    """The middle of the smallest steps that are alike; 0 for none."""
    known = sorted(steps)
    return median(step for step in known if step <= (1 + _SLACK) * known[0]) if known else 0.0


def _width(items: Sequence[_Item], column: Column, is_cell: bool) -> float:
    """The width a line may take: what its cell has between its margins, else the widest line of the column."""
    boxes = [item.chunk.box for item in items]
    if not boxes or not is_cell:
        return max((box.x1 - box.x0 for box in boxes), default=0.0)
    margin = min(*(box.x0 - column.x0 for box in boxes), *(column.x1 - box.x1 for box in boxes), _MAX_MARGIN)
    return column.x1 - column.x0 - 2 * max(margin, 0.0)


def _read_levels(items: Iterable[_Item], line: float) -> list[_Level]:
    levels: list[list[_Item]] = []
    for item in sorted(items, key=lambda item: item.y):
        if levels and item.y - levels[-1][0].y < _SAME_LEVEL * line:
            levels[-1].append(item)
        else:
            levels.append([item])
    return [tuple(sorted(level, key=lambda item: item.chunk.box.x0)) for level in levels]


def _find_best_cuts(levels: Sequence[_Level], style: _Style) -> list[int]:
    """Where the cheapest rows begin, of those with cells at the top, in the middle and at the bottom."""
    found = {mode: _find_cuts(levels, style, mode) for mode in _MODES}
    return min((cost + _MODES[mode], cuts) for mode, (cost, cuts) in found.items())[1]


def _find_cuts(levels: Sequence[_Level], style: _Style, mode: str) -> tuple[float, list[int]]:
    """The least cost of cutting the lines into rows, and where: before which lines, the end last."""
    best: list[tuple[float, int]] = [(0.0, 0)] + [(_IMPOSSIBLE, 0)] * len(levels)
    for start in range(len(levels)):
        before = best[start][0] + (_boundary_cost(levels[start - 1], levels[start], style) if start else 0.0)
        for end, cost in _rows_from(levels, start, style, mode):
            if before + cost < best[end][0]:
                best[end] = (before + cost, start)
    cuts = [len(levels)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return best[-1][0], cuts[::-1]


def _boundary_cost(above: _Level, below: _Level, style: _Style) -> float:
    """What it costs to end a row between two lines: rows stand no nearer than lines of their own."""
    step = (below[0].y - above[0].y - style.row) / style.line
    off = max(0.0, abs(step) - _SLACK)
    return _ODD_PITCH * min(1.0, 3 * off) if step < 0 else 0.2 * min(1.0, off)


def _rows_from(levels: Sequence[_Level], start: int, style: _Style, mode: str) -> Iterator[tuple[int, float]]:
    """Where a row that begins with a line may end, and what it costs."""
    cells: dict[int, list[_Item]] = {}
    inner = 0.0
    for end in range(start + 1, len(levels) + 1):
        level = levels[end - 1]
        if level[0].y - levels[start][0].y > _MAX_ROW_PITCHES * style.line:
            return
        for item in level:
            cell = cells.setdefault(item.col, [])
            inner += _join_cost(cell[-1], item, style) if cell else 0.0
            cell.append(item)
        if inner >= _IMPOSSIBLE:
            return
        if end <= style.head:
            yield end, _HEAD_SHARE * (inner + min(_height_cost(cells, style, m) for m in ("top", "middle")))
            continue
        off = _height_cost(cells, style, mode)
        if mode != "top" and (start == 0 or end == len(levels)):
            off = min(off, _height_cost(cells, style, "top") + _CUT_ROW)
        if mode == "middle" and off > _UNEVEN:
            off = min(off, _height_cost(cells, style, "uneven") + _UNEVEN)
        yield end, inner + off + _content_cost(cells, style, is_first=start == 0)


def _join_cost(above: _Item, below: _Item, style: _Style) -> float:
    """What it costs to have two lines in one cell."""
    if above.col == 0 and style.is_numbered and above.chunk.is_mark and below.chunk.is_mark:
        return _IMPOSSIBLE
    if below.y - above.y < _SAME_LEVEL * style.line:
        return 0.0
    step = (below.y - above.y - style.line) / style.line
    cost = _ODD_PITCH * min(1.0, 3 * max(0.0, abs(step) - _SLACK))
    if above.chunk.is_data and below.chunk.is_data and above.col in style.values:
        is_rest = bool(_VALUE_REST.match(below.chunk.text) or _OPEN_END.search(above.chunk.text))
        is_rest = is_rest or _is_broken(above, below, style)
        return cost + (0.0 if is_rest else _STACKED_VALUE)
    if _tells_row(below, style) and not above.chunk.is_data:
        return cost + _STACKED_VALUE
    if _OPEN_END.search(above.chunk.text):
        return cost
    return cost + (_WOULD_FIT if _would_fit(above, below, style) else 0.0)


def _is_broken(above: _Item, below: _Item, style: _Style) -> bool:
    """Whether a number goes on in the next line, for there was no room for another digit or it cannot end so."""
    text, rest, room = above.chunk.text, below.chunk.text, _room(above, style)
    if len(above.chunk.words) > 1 or rest[0] not in "0123456789.,%":
        return False
    digit = (above.chunk.box.x1 - above.chunk.box.x0) / len(text)
    if completes_group(text, rest):
        return room < _CUT_DIGIT_WIDTHS * digit or text[-1] == "."
    return style.are_cells and room < _DIGIT_WIDTHS * digit


def _height_cost(cells: dict[int, list[_Item]], style: _Style, mode: str) -> float:
    """What it costs that cells do not begin, or end, or have their middles, on one height."""
    spans = [(cell[0].y, cell[-1].y) for cell in cells.values()]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    if mode == "top":
        offs = [a - first for a, _ in spans]
    elif mode == "bottom":
        offs = [last - b for _, b in spans]
    elif mode == "middle":
        offs = [abs(a + b - first - last) / 2 for a, b in spans]
    else:
        offs = [min(a - first, abs(a + b - first - last) / 2) for a, b in spans]
    return sum(_OFF_HEIGHT * min(1.0, 2 * max(0.0, off / style.line - _SLACK)) for off in offs)


def _content_cost(cells: dict[int, list[_Item]], style: _Style, *, is_first: bool) -> float:
    """What it costs that a row has no value, number or name, or begins in the middle of a sentence."""
    has_mark = style.is_numbered and any(item.chunk.is_mark for item in cells.get(0, ()))
    has_value = any(item.chunk.is_data for col in cells if col in style.values for item in cells[col])
    name = cells.get(style.name)
    if is_first and style.may_begin_cut and not has_mark and not has_value:
        return _CUT_REST
    cost = 0.0 if has_value or has_mark else _NO_VALUE
    cost += 0.0 if has_mark or not style.is_numbered else _NO_MARK
    cost += 0.0 if name else _NO_NAME
    return cost + _GOES_ON * sum(cell[0].goes_on for cell in cells.values())
