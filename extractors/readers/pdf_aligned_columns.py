"""Columns of a table without upright lines: stretches that its cells take, and those known by their header alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.readers.pdf_chunks import Chunk, ChunkRow
from extractors.readers.pdf_shapes import Box, unite
from extractors.readers.pdf_text import make_line

_ALIGNED = 3.0
_MIN_ALIGNED_SHARE = 0.6
_OVERLAP = 1.0
_MIN_DATA_SHARE = 0.5


class Column:
    """The widest stretch the cells of a column take, and the cells of its rows with values; it grows row by row."""

    __slots__ = ("cells", "x0", "x1")

    def __init__(self, x0: float, x1: float, cells: Iterable[Chunk] = ()) -> None:
        self.x0, self.x1 = x0, x1
        self.cells = list(cells)

    def overlaps(self, chunk: Chunk) -> bool:
        """Whether a chunk stands in the column's stretch."""
        return min(self.x1, chunk.box.x1) - max(self.x0, chunk.box.x0) > _OVERLAP

    def add(self, chunk: Chunk) -> None:
        """Widen the column by a cell."""
        self.x0, self.x1 = min(self.x0, chunk.box.x0), max(self.x1, chunk.box.x1)
        self.cells.append(chunk)

    @property
    def data_share(self) -> float:
        """How many of its cells are values."""
        return sum(cell.is_data for cell in self.cells) / len(self.cells) if self.cells else 0.0

    @property
    def is_aligned(self) -> bool:
        """Whether most cells begin, end or are centred below each other."""
        boxes = [cell.box for cell in self.cells]
        places = ([b.x0 for b in boxes], [b.x1 for b in boxes], [(b.x0 + b.x1) / 2 for b in boxes])
        return any(_count_near(sorted(values)) >= _MIN_ALIGNED_SHARE * len(boxes) for values in places)


def _count_near(values: Sequence[float]) -> int:
    best = start = 0
    for end, value in enumerate(values):
        while value - values[start] > _ALIGNED:
            start += 1
        best = max(best, end - start + 1)
    return best


def add_blank_columns(header: Sequence[ChunkRow], columns: list[Column]) -> None:
    """Add columns without a value on this page, which their heads tell.

    They do where a line of the header has a cell for each column, or where each column has a head and one is left.
    """
    whole = max(header, key=lambda row: len(row.chunks), default=None)
    missing = len(whole.chunks) - len(columns) if whole else 0
    if whole is not None and missing > 0:
        apart = sorted(whole.chunks, key=lambda chunk: -min(_distance(chunk, column) for column in columns))
        columns.extend(Column(chunk.box.x0, chunk.box.x1) for chunk in apart[:missing])
    else:
        columns.extend(Column(box.x0, box.x1) for box in _find_heads_left(header, columns))
    columns.sort(key=lambda column: column.x0)


def cut_chunk(chunk: Chunk, columns: Sequence[Column], *, is_head: bool = False) -> list[Chunk]:
    """A chunk cut between the columns that its words stand in: behind or before a value, else at the widest blank."""
    places = [_column_of(word.x0, word.x1, columns) for word in chunk.words]
    known = [(index, place) for index, place in enumerate(places) if place is not None]
    cuts = [
        _find_cut(chunk, first, second, None if is_head else columns[left], columns[right])
        for (first, left), (second, right) in pairwise(known)
        if left != right
    ]
    edges = pairwise([0, *cuts, len(places)])
    return [Chunk.of(make_line(chunk.words[a:b])) for a, b in edges] if cuts else [chunk]


def _find_cut(chunk: Chunk, first: int, second: int, left: Column | None, right: Column) -> int:
    """Before which word a chunk is cut, of those behind the `first` up to the `second`."""
    if left is not None and left.data_share >= _MIN_DATA_SHARE:
        return first + 1
    if left is not None and right.data_share >= _MIN_DATA_SHARE:
        return second
    words = chunk.words
    return max(range(first + 1, second + 1), key=lambda n: (round(words[n].x0 - words[n - 1].x1, 1), n))


def _column_of(x0: float, x1: float, columns: Sequence[Column]) -> int | None:
    """The one column a word stands in, by its middle, else None."""
    middle = (x0 + x1) / 2
    return next((n for n, column in enumerate(columns) if column.x0 <= middle <= column.x1), None)


def _distance(chunk: Chunk, column: Column) -> float:
    return max(column.x0 - chunk.box.x1, chunk.box.x0 - column.x1, 0.0)


def _find_heads_left(header: Sequence[ChunkRow], columns: Sequence[Column]) -> list[Box]:
    """Heads behind the last column, if every column has one; none that stand low, below a head over several."""
    heads = list(_stack([chunk.box for row in header for chunk in row.chunks]))
    over = [[n for n, column in enumerate(columns) if _shares(head, column)] for head in heads]
    if sorted(n for found in over for n in found) != list(range(len(columns))):
        return []
    middle = (min(head.y0 for head in heads) + max(head.y1 for head in heads)) / 2
    is_high = [(head.y0 + head.y1) / 2 <= middle + _ALIGNED for head in heads]
    return [head for head, high in zip(heads, is_high, strict=True) if high and head.x0 > columns[-1].x1]


def _shares(head: Box, column: Column) -> bool:
    return min(head.x1, column.x1) - max(head.x0, column.x0) > _OVERLAP


def _stack(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, with those that stand above each other as one."""
    found: list[Box] = []
    for box in sorted(boxes):
        if found and box.x0 < found[-1].x1 - _OVERLAP:
            found[-1] = unite(found[-1], box)
        else:
            found.append(box)
    return iter(found)
