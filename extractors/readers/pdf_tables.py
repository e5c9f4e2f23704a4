"""Ruled tables: from ruling lines to a grid, from the grid to cells with their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.readers.pdf_chunks import completes_group
from extractors.readers.pdf_shapes import Box, PdfWord, Rule, unite
from extractors.readers.pdf_text import Line, make_line, shares_line
from extractors.syllables import is_syllable

# Rules nearer than this are one (double borders, borders drawn cell by cell).
_SAME_RULE = 3.0
# Pieces of one rule may be this far apart (dashes, borders drawn short of the corner).
_MAX_RULE_GAP = 4.0
_TOUCH = 3.0
# A side of a cell is there if this much of it is drawn.
_MIN_EDGE_SHARE = 0.6
_MIN_FILLED_SHARE = 0.15
_MIN_FILLED = 3
# More rules than this after joining are a drawing.
_MAX_JOINED_RULES = 2_000
_MAX_ELEMENTS = 100_000
_GLUED_END = regex.compile(r"[\p{L}\d][-/]$")
_GLUED_START = regex.compile(r"^[\p{L}\d]")
_NUMBER_END = regex.compile(r"\d{2}[.,/]?$|\d[.,/]\d?$")
_NUMBER_START = regex.compile(r"[.,/]?\d")
# The blank border inside a cell is 1.9 mm in Word and LibreOffice, 2 mm at most in what was seen.
_MAX_MARGIN = 6.0
# Digits are wider than the dots and slashes a number's mean width counts too.
_DIGIT_WIDTHS = 1.3


@dataclass(frozen=True, slots=True)
class Region:
    """A cell, possibly over several rows and columns (ends are exclusive)."""

    row: int
    col: int
    row_end: int
    col_end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: where its columns and rows are divided, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_of(self, region: Region) -> Box:
        """The box of a cell."""
        return Box(self.xs[region.col], self.ys[region.row], self.xs[region.col_end], self.ys[region.row_end])


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell and its lines of words."""

    region: Region
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FilledGrid:
    """A table with its words; cells in reading order, blank ones too; `lines` are its header's, where unruled."""

    grid: Grid
    cells: tuple[FilledCell, ...]
    lines: tuple[str, ...] = ()


def find_grids(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Grid]:
    """Every ruled grid of two columns or more, from the top; a grid inside a cell of another belongs to the other."""
    rows, columns = join_rules(horizontal), join_rules(vertical)
    if not rows or not columns or len(rows) + len(columns) > _MAX_JOINED_RULES:
        return []
    grids = [grid for part in _find_components(rows, columns) if (grid := _build_grid(*part))]
    outer = [g for g in grids if not any(h is not g and _contains(h.box, g.box) for h in grids)]
    return sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _contains(outer: Box, inner: Box) -> bool:
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and outer.x1 >= inner.x1 and outer.y1 >= inner.y1


def join_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line and (nearly) end to end as one."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= _SAME_RULE and rule.at - groups[-1][0].at <= 2 * _SAME_RULE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [joined for group in groups for joined in _join_group(group)]


def _join_group(group: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    start, end = None, 0.0
    for rule in sorted(group, key=lambda r: r.start):
        if start is None:
            start, end = rule.start, rule.end
        elif rule.start - end <= _MAX_RULE_GAP:
            end = max(end, rule.end)
        else:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
    if start is not None:
        yield Rule(at, start, end)


def _find_components(rows: Sequence[Rule], columns: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together by touching one another."""
    groups = _Groups(len(rows) + len(columns))
    starts = [column.at for column in columns]
    for index, row in enumerate(rows):
        first, last = bisect_right(starts, row.start - _TOUCH), bisect_right(starts, row.end + _TOUCH)
        for order in range(first, last):
            if columns[order].start - _TOUCH <= row.at <= columns[order].end + _TOUCH:
                groups.unite(index, len(rows) + order)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*rows, *columns)):
        part = parts.setdefault(groups.find(index), ([], []))
        part[0 if index < len(rows) else 1].append(rule)
    return (part for part in parts.values() if part[0] and part[1])


class _Groups:
    """Union-find over the first `count` integers."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def find(self, item: int) -> int:
        """The member that stands for the item's group."""
        parents = self._parents
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    def unite(self, first: int, second: int) -> None:
        """Put two items in one group, which the smaller stands for."""
        a, b = sorted((self.find(first), self.find(second)))
        self._parents[b] = a


def _build_grid(rows: Sequence[Rule], columns: Sequence[Rule]) -> Grid | None:
    xs = _divide([rule.at for rule in columns], [edge for rule in rows for edge in (rule.start, rule.end)])
    ys = _divide([rule.at for rule in rows], [edge for rule in columns for edge in (rule.start, rule.end)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_ELEMENTS:
        return None
    regions = _merge_cells(xs, ys, _edges(columns, xs, ys), _edges(rows, ys, xs))
    return _drop_unused(xs, ys, regions)


def _divide(places: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where the rules are, and where the rules across them end beyond the outermost."""
    merged: list[list[float]] = []
    for place in sorted(places):
        if merged and place - merged[-1][-1] <= _SAME_RULE:
            merged[-1].append(place)
        else:
            merged.append([place])
    divided = [sum(group) / len(group) for group in merged]
    outside = _MAX_RULE_GAP + _SAME_RULE
    low = [min(ends)] if min(ends) < divided[0] - outside else []
    high = [max(ends)] if max(ends) > divided[-1] + outside else []
    return [*low, *divided, *high]


def _edges(rules: Sequence[Rule], places: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For every place of a rule and every step across it, whether the rule is drawn there."""
    drawn = [[0.0] * (len(across) - 1) for _ in places]
    for rule in rules:
        index = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        for step, (low, high) in enumerate(pairwise(across)):
            drawn[index][step] += max(0.0, min(rule.end, high) - max(rule.start, low))
    steps = [_MIN_EDGE_SHARE * (high - low) for low, high in pairwise(across)]
    return [[have >= need for have, need in zip(line, steps, strict=True)] for line in drawn]


def _merge_cells(
    xs: Sequence[float], ys: Sequence[float], upright: list[list[bool]], level: list[list[bool]]
) -> list[Region]:
    """Elements with no rule between them as one cell."""
    width, height = len(xs) - 1, len(ys) - 1
    groups = _Groups(width * height)
    for row in range(height):
        for col in range(width):
            if col + 1 < width and not upright[col + 1][row]:
                groups.unite(row * width + col, row * width + col + 1)
            if row + 1 < height and not level[row + 1][col]:
                groups.unite(row * width + col, (row + 1) * width + col)
    members: dict[int, list[int]] = {}
    for item in range(width * height):
        members.setdefault(groups.find(item), []).append(item)
    return [region for items in members.values() for region in _rectangles(items, width)]


def _rectangles(items: Sequence[int], width: int) -> Iterator[Region]:
    """A group of elements as one cell if it is a rectangle, else as a cell a row."""
    rows, cols = [item // width for item in items], [item % width for item in items]
    region = Region(min(rows), min(cols), max(rows) + 1, max(cols) + 1)
    if (region.row_end - region.row) * (region.col_end - region.col) == len(items):
        yield region
        return
    for row in sorted(set(rows)):
        found = sorted(col for r, col in zip(rows, cols, strict=True) if r == row)
        cuts = [i for i in range(len(found)) if i == 0 or found[i] != found[i - 1] + 1]
        for start, end in pairwise([*cuts, len(found)]):
            yield Region(row, found[start], row + 1, found[end - 1] + 1)


def _drop_unused(xs: Sequence[float], ys: Sequence[float], regions: Sequence[Region]) -> Grid | None:
    """The grid without divisions at which no cell begins; None where it has fewer than two columns."""
    cols, rows = sorted({region.col for region in regions}), sorted({region.row for region in regions})
    if len(cols) < 2:
        return None
    col_of = {col: index for index, col in enumerate(cols)} | {len(xs) - 1: len(cols)}
    row_of = {row: index for index, row in enumerate(rows)} | {len(ys) - 1: len(rows)}
    kept = [
        Region(row_of[r.row], col_of[r.col], _end(r.row_end, rows, row_of), _end(r.col_end, cols, col_of))
        for r in regions
    ]
    return Grid(
        (*tuple(xs[col] for col in cols), xs[-1]),
        (*tuple(ys[row] for row in rows), ys[-1]),
        tuple(sorted(kept, key=lambda region: (region.row, region.col))),
    )


def _end(place: int, kept: Sequence[int], index_of: dict[int, int]) -> int:
    return index_of[place] if place in index_of else bisect_right(kept, place - 1)


def fill_grid(grid: Grid, words: Sequence[PdfWord]) -> FilledGrid:
    """The grid with each word in the cell its middle lies in; rows too low for a letter are dropped."""
    owner: dict[tuple[int, int], Region] = {
        (row, col): region
        for region in grid.regions
        for row in range(region.row, region.row_end)
        for col in range(region.col, region.col_end)
    }
    found: dict[Region, list[PdfWord]] = {region: [] for region in grid.regions}
    for word in words:
        row = _index(grid.ys, (word.y0 + word.y1) / 2)
        col = _index(grid.xs, (word.x0 + word.x1) / 2)
        found[owner[row, col]].append(word)
    cells = tuple(FilledCell(r, grid.box_of(r), tuple(read_cell(found[r]))) for r in grid.regions)
    return FilledGrid(grid, cells)


def _index(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def is_table(filled: FilledGrid, continues: bool) -> bool:
    """Whether a grid with words is a table: two rows or three columns, and enough of its cells filled."""
    grid = filled.grid
    rows, cols = len(grid.ys) - 1, len(grid.xs) - 1
    with_words = sum(bool(cell.lines) for cell in filled.cells)
    if continues:
        return with_words > 0
    is_wide = rows >= 2 or cols >= 3
    return is_wide and with_words >= _MIN_FILLED and with_words >= _MIN_FILLED_SHARE * len(filled.cells)


def read_cell(words: Sequence[PdfWord]) -> list[Line]:
    """The words of a cell as lines; words written up the page are read from the bottom."""
    if not words:
        return []
    if _run_upwards(words):
        return [Line(tuple(sorted(words, key=lambda w: (round(w.x0), -w.y0))), unite(*(w.box for w in words)))]
    lines: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        if lines and shares_line(lines[-1][0].box, word.box):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [make_line(sorted(line, key=lambda w: w.x0)) for line in lines]


def _run_upwards(words: Sequence[PdfWord]) -> bool:
    """Whether words are written up the page: most letters are, or each stands above the one before it in the file."""
    if sum(len(word.text) for word in words if _is_upward(word)) * 2 > sum(len(word.text) for word in words):
        return True
    pairs = list(pairwise(sorted(words, key=lambda word: word.char)))
    stacked = [a.x0 == b.x0 and a.x1 == b.x1 and b.y1 < a.y0 for a, b in pairs]
    return any(stacked) and all(above or b.x0 > a.x0 for (a, b), above in zip(pairs, stacked, strict=True))


def _is_upward(word: PdfWord) -> bool:
    return len(word.text) >= 2 and word.y1 - word.y0 > 1.5 * (word.x1 - word.x0)


def needs_blank(above: Line, below: Line, cell: Box) -> bool:
    """Whether a blank stands between two lines of a cell.

    None stands after a hyphen or slash inside a word, before a lone % sign, nor in a number or syllable that was broken
    because the cell was too narrow.
    """
    last, first = above.words[-1].text, below.words[0].text
    if _GLUED_END.search(last) and _GLUED_START.search(first):
        return False
    if first == "%" and last[-1].isdigit():
        return False
    if not _NUMBER_START.match(first) or not _NUMBER_END.search(last):
        return not (first[0].isalpha() and _is_full(above, cell) and _breaks_syllable(last, first))
    return not (is_broken_number(above, cell) or _breaks_group(above, below, cell))


def is_broken_number(line: Line, cell: Box) -> bool:
    """Whether a line is one word that ends like a number and leaves no room for another digit."""
    return len(line.words) == 1 and bool(_NUMBER_END.search(line.words[0].text)) and _is_full(line, cell)


def _is_full(line: Line, cell: Box) -> bool:
    word, width = line.words[-1], line.box.x1 - line.box.x0
    margin = min(line.box.x0 - cell.x0, cell.x1 - line.box.x1, _MAX_MARGIN)
    return cell.x1 - cell.x0 - width - 2 * margin < _DIGIT_WIDTHS * (word.x1 - word.x0) / len(word.text)


def _breaks_syllable(last: str, first: str) -> bool:
    """Whether two pieces are one word: a syllable together and not both alone, or capitals with a rest that is none."""
    if last[-1].isupper() and first.isupper() and not is_syllable(first):
        return True
    return is_syllable(last + first) and not (is_syllable(last) and is_syllable(first))


def _breaks_group(above: Line, below: Line, cell: Box) -> bool:
    """Whether a full line of several words ends inside a group of three digits that the next line completes."""
    return _is_full(above, cell) and completes_group(above.words[-1].text, below.words[0].text)
