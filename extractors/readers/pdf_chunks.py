"""Printed rows of a page cut into chunks: words with more than a blank between them, as cells without lines have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, sub

import regex

from extractors.raw_table import is_index_row, is_value, read_roman
from extractors.readers.pdf_shapes import Box, PdfWord, unite
from extractors.readers.pdf_text import Line, make_line, shares_line

# A blank is 0.2 to 0.3 of the letters' height, in a justified line up to 1.3; cells without lines stand 0.6 or more
# apart, but numbers of narrow columns 0.3.
_MIN_CHUNK_GAP = 0.55
_MIN_VALUE_GAP = 0.2
# 1.250; 98,5%; 12/15; -5; 98,5% (12/15 hồ sơ); 150 ha; and the marks of no value.
_DATA = regex.compile(r"[<>≥≤~]?\s?[-–+]?\d[\d.,/]*\s?%?(?:\s?\(.*|(?:\s\p{L}+){1,2})?|[-–—xX…]|\.\.\.")
_MARK = regex.compile(r"\d{1,4}(?:\.\d{1,2})*\.?|[A-EĐ]\.?")
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_GROUP = regex.compile(r"\d{3}")
_CUT_GROUP = regex.compile(r"\d\.(\d{0,2})$")
_GROUP_REST = tuple(regex.compile(rf"\d{{{rest}}}(?!\d)") for rest in (3, 2, 1))
_LEADER = regex.compile(r"\.{4,}|…{2,}|(?:\.\s){4,}|_{4,}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words with no more than a blank between them."""

    words: tuple[PdfWord, ...]
    box: Box
    text: str
    is_data: bool
    """Whether it is a value as cells hold them, or stands for none."""
    is_mark: bool
    """Whether it numbers a row: 1, 1.2, II, A."""

    @property
    def is_year(self) -> bool:
        """Whether it is a year alone, as in the header of a column."""
        return bool(_YEAR.fullmatch(self.text))

    @classmethod
    def of(cls, line: Line) -> Chunk:
        """The words of a line, or of a part of one."""
        text = line.text
        is_mark = bool(_MARK.fullmatch(text)) or read_roman(text) is not None
        return cls(line.words, line.box, text, bool(_DATA.fullmatch(text)), is_mark)


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A printed row of a page, from margin to margin."""

    chunks: tuple[Chunk, ...]
    box: Box

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.box.y0 + self.box.y1) / 2

    @property
    def text(self) -> str:
        """Its words with single blanks."""
        return " ".join(chunk.text for chunk in self.chunks)

    @property
    def has_leader(self) -> bool:
        """Whether dots lead from words to a number, as in a table of contents or a form."""
        return any(_LEADER.search(chunk.text) for chunk in self.chunks)

    @property
    def is_index(self) -> bool:
        """Whether it numbers the columns: (1), (2), (3)."""
        return is_index_row([chunk.text for chunk in self.chunks])

    @property
    def is_anchor(self) -> bool:
        """Whether it may be a row of a table: a value stands apart behind something else."""
        if len(self.chunks) < 2 or not any(c.is_data for c in self.chunks[1:]):
            return False
        data = [chunk for chunk in self.chunks[1:] if chunk.is_data]
        is_header = not self.chunks[0].is_mark and all(chunk.is_year for chunk in data)
        return not (self.has_leader or is_header or self.is_index)


def read_chunk_rows(rows: Sequence[Sequence[Line]]) -> list[ChunkRow]:
    """The printed rows cut up; none where no row could be one of a table without lines."""
    wide = [row for row in rows if len(row) > 1 or _has_gap(row[0])]
    if not any(_read_row(row).is_anchor for row in wide):
        return []
    rows = [level for row in rows for level in _part_levels(row)]
    known = {id(row) for row in rows if len(row) > 1 or _has_gap(row[0])}
    return [_read_row(row) if id(row) in known else ChunkRow((Chunk.of(row[0]),), row[0].box) for row in rows]


def _part_levels(row: Sequence[Line]) -> list[Sequence[Line]]:
    """A row as several where a cell half way down beside it holds two of its lines together."""
    if len(row) < 3:
        return [row]
    levels: list[list[Line]] = []
    for line in sorted(row, key=lambda line: line.box.y0 + line.box.y1):
        if levels and shares_line(levels[-1][0].box, line.box):
            levels[-1].append(line)
        else:
            levels.append([line])
    return [row] if len(levels) == 1 else list(levels)


def _has_gap(line: Line) -> bool:
    if len(line.words) < 2:
        return False
    _, lefts, _, rights, _, _, _ = zip(*line.words, strict=True)
    return bool(max(map(sub, lefts[1:], rights)) >= _MIN_CHUNK_GAP * line.box.height)


def _read_row(row: Sequence[Line]) -> ChunkRow:
    words = row[0].words if len(row) == 1 else sorted((w for part in row for w in part.words), key=attrgetter("x0"))
    chunks = tuple(_cut(words))
    boxes = [chunk.box for chunk in chunks]
    return ChunkRow(chunks, unite(*boxes) if len(boxes) > 1 else boxes[0])


def _cut(words: Sequence[PdfWord]) -> Iterator[Chunk]:
    start = 0
    for index in range(1, len(words) + 1):
        if index < len(words):
            before, after = words[index - 1], words[index]
            height = min(after.y1 - after.y0, before.y1 - before.y0)
            gap = after.x0 - before.x1
            if gap < _MIN_VALUE_GAP * height or (gap < _MIN_CHUNK_GAP * height and not _are_values(before, after)):
                continue
        yield Chunk.of(make_line(words[start:index]))
        start = index


def _are_values(before: PdfWord, after: PdfWord) -> bool:
    """Whether two words are values of two cells: no number follows another but as a group of three digits."""
    return is_value(before.text) and is_value(after.text) and not _GROUP.fullmatch(after.text)


def gap_between(above: Box, below: Box) -> float:
    """The blank height between two rows."""
    return below.y0 - above.y1


def completes_group(above: str, below: str) -> bool:
    """Whether a number ends inside a group of three digits that the next line completes (76.51 and 8)."""
    cut = _CUT_GROUP.search(above)
    return cut is not None and bool(_GROUP_REST[len(cut[1])].match(below))
