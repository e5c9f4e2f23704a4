"""The header above an aligned table: lines of one cell together, cells over several columns above theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.pdf_aligned import Column
from extractors.readers.pdf_chunks import Chunk, ChunkRow, pitch
from extractors.readers.pdf_shapes import Box, unite

# Lines of one header cell stand nearer than this, in letter heights.
_MAX_LINE_PITCH = 1.45
_ALIGNED = 3.0
# A head is centred over its columns to this share of the way from the first to the last (their widths differ a little).
_MAX_OFF_CENTRE = 0.08
_SAME_OFFSET = 0.02


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


@dataclass(slots=True)
class _Stack:
    """Lines that stand close above each other over the same columns."""

    first: int
    last: int
    chunks: list[Chunk]

    @property
    def box(self) -> Box:
        return unite(*(chunk.box for chunk in self.chunks))

    @property
    def middle(self) -> float:
        return (self.box.x0 + self.box.x1) / 2


def read_header(rows: Sequence[ChunkRow], columns: Sequence[Column], line_gap: float | None) -> list[HeaderCell]:
    """The cells of the header in one or two rows; lines of a cell stand nearer than `line_gap`, where that is known."""
    stacks = list(_stack(rows, columns, line_gap))
    over = _find_spans(stacks, len(columns))
    if not over:
        return [HeaderCell(0, col, 1, col + 1, tuple(chunks)) for col, chunks in _by_column(stacks, columns)]
    cells: list[HeaderCell] = []
    covered: set[int] = set()
    for stack, (first, last) in over:
        cells.append(HeaderCell(0, first, 1, last + 1, tuple(stack.chunks)))
        covered.update(range(first, last + 1))
    above = [stack for stack, _ in over]
    rest = [stack for stack in stacks if stack not in above]
    for col, chunks in _by_column(rest, columns):
        cells.append(HeaderCell(1 if col in covered else 0, col, 2, col + 1, tuple(chunks)))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))


def _by_column(stacks: Sequence[_Stack], columns: Sequence[Column]) -> Iterator[tuple[int, list[Chunk]]]:
    for col in range(len(columns)):
        chunks = [chunk for stack in stacks if stack.first == col for chunk in stack.chunks]
        if chunks:
            yield col, chunks


def _stack(rows: Sequence[ChunkRow], columns: Sequence[Column], line_gap: float | None) -> Iterator[_Stack]:
    """The lines of the header put together where they stand close, from the top."""
    stacks: list[_Stack] = []
    for row in rows:
        for chunk, (first, last) in zip(row.chunks, _places(row, columns), strict=True):
            near = next((s for s in reversed(stacks) if _is_near(s, chunk, first, last, line_gap)), None)
            if near:
                near.chunks.append(chunk)
                near.first, near.last = min(near.first, first), max(near.last, last)
            else:
                stacks.append(_Stack(first, last, [chunk]))
    return iter(stacks)


def _is_near(stack: _Stack, chunk: Chunk, first: int, last: int, line_gap: float | None) -> bool:
    below = stack.chunks[-1].box
    meets = stack.first <= last and first <= stack.last
    shares = _is_below(below, chunk.box)
    widest = line_gap if line_gap is not None else _MAX_LINE_PITCH * chunk.box.height
    return meets and shares and pitch(below, chunk.box) <= widest


def _is_below(above: Box, below: Box) -> bool:
    """Whether two lines are centred or begin under each other, as those of one cell do."""
    off_centre = abs(above.x0 + above.x1 - below.x0 - below.x1) / 2
    return off_centre <= _ALIGNED or abs(above.x0 - below.x0) <= _ALIGNED


def _places(row: ChunkRow, columns: Sequence[Column]) -> list[tuple[int, int]]:
    """The columns each chunk of a header line stands over; one for each where there are as many."""
    if len(row.chunks) == len(columns):
        return [(col, col) for col in range(len(columns))]
    return [_place(chunk, columns) for chunk in row.chunks]


def _place(chunk: Chunk, columns: Sequence[Column]) -> tuple[int, int]:
    found = [col for col, column in enumerate(columns) if column.overlaps(chunk)]
    if found:
        return found[0], found[-1]
    middle = (chunk.box.x0 + chunk.box.x1) / 2
    col = min(range(len(columns)), key=lambda n: max(columns[n].x0 - middle, middle - columns[n].x1))
    return col, col


def _find_spans(stacks: Sequence[_Stack], width: int) -> list[tuple[_Stack, tuple[int, int]]]:
    """The stacks that head several columns, with these: others stand below them side by side."""
    found: list[tuple[_Stack, tuple[int, int]]] = []
    for stack in stacks:
        below = [s for s in stacks if s.box.y0 >= stack.box.y1 - 1 and s is not stack]
        members = _members(stack, below, stacks, width)
        if members and members[0] < members[1]:
            found.append((stack, members))
        elif stack.last > stack.first and not below:
            stack.last = stack.first
    return _without_overlaps(found)


def _members(stack: _Stack, below: Sequence[_Stack], stacks: Sequence[_Stack], width: int) -> tuple[int, int] | None:
    """The columns around a stack whose own cells stand below it, as far as it is their middle."""
    under = {s.first: s for s in below if s.first == s.last}
    level = next((under[col] for col in range(stack.first, stack.last + 1) if col in under), None)
    if level is None:
        level = min(below, key=lambda s: abs(s.middle - stack.middle), default=None)
    if level is None or (stack.first == stack.last and stack.first not in under):
        return None
    beside = {s.first for s in stacks if s is not stack and s.box.y0 < stack.box.y1 and s.box.y1 > stack.box.y0}
    same = {col for col, s in under.items() if _shares_level(s, level) and col not in beside}
    best: tuple[int, int, tuple[int, int]] | None = None
    for first in range(width):
        for last in range(first + 1, width):
            if not set(range(first, last + 1)) <= same or not first <= stack.first <= stack.last <= last:
                continue
            centre = (under[first].middle + under[last].middle) / 2
            off = abs(centre - stack.middle) / (under[last].middle - under[first].middle)
            if off <= _MAX_OFF_CENTRE and (best is None or (round(off / _SAME_OFFSET), first - last) < best[:2]):
                best = (round(off / _SAME_OFFSET), first - last, (first, last))
    return best[2] if best else None


def _shares_level(first: _Stack, second: _Stack) -> bool:
    overlap = min(first.box.y1, second.box.y1) - max(first.box.y0, second.box.y0)
    return overlap > 0.5 * min(first.box.height, second.box.height)


def _without_overlaps(found: Sequence[tuple[_Stack, tuple[int, int]]]) -> list[tuple[_Stack, tuple[int, int]]]:
    """Each column under one head at most: the first that claims it."""
    taken: set[int] = set()
    kept = []
    for stack, (first, last) in found:
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            kept.append((stack, (first, last)))
    return kept
