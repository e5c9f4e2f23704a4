"""How much of a scanned page was read as it was set: numbers at their places, letters, cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

import regex
from rapidfuzz.distance import Levenshtein

from extractors.readers.scan_shapes import Affine, Box, unite
from schemas.document import Word
from schemas.parcel import Parcel
from tests.benchmarks.scan_pages import Placed, SetPage

_POINTS_A_PIXEL = 72 / 200
_SURE = Decimal("0.8")
_EDGES = "()[]{}.,;:“”\"'!?"


@dataclass(frozen=True, slots=True)
class Token(Placed):
    """What stands between blanks as read, and whether it is in doubt."""

    is_doubted: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a page or several: number tokens set, read and read as set; letters set and wrong; cells.

    Doubted are numbers read with little confidence or with another reading kept: nobody is accused by them.
    """

    set_numbers: int = 0
    read_numbers: int = 0
    right_numbers: int = 0
    letters: int = 0
    wrong_letters: int = 0
    cells: int = 0
    right_cells: int = 0
    wrong: tuple[str, ...] = ()
    doubted_numbers: int = 0
    doubted_wrong: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.set_numbers + other.set_numbers,
            self.read_numbers + other.read_numbers,
            self.right_numbers + other.right_numbers,
            self.letters + other.letters,
            self.wrong_letters + other.wrong_letters,
            self.cells + other.cells,
            self.right_cells + other.right_cells,
            (*self.wrong, *other.wrong),
            self.doubted_numbers + other.doubted_numbers,
            self.doubted_wrong + other.doubted_wrong,
        )

    @property
    def recall(self) -> float:
        """Of the number tokens set."""
        return self.right_numbers / max(1, self.set_numbers)

    @property
    def precision(self) -> float:
        """Of the number tokens read."""
        return self.right_numbers / max(1, self.read_numbers)

    @property
    def sure_precision(self) -> float:
        """Of the number tokens read without doubt."""
        sure = self.read_numbers - self.doubted_numbers
        return (sure - (self.read_numbers - self.right_numbers - self.doubted_wrong)) / max(1, sure)

    @property
    def error_rate(self) -> float:
        """Wrong letters a letter set."""
        return self.wrong_letters / max(1, self.letters)


def score_page(page: SetPage, way: Affine, parcel: Parcel, number: int) -> Score:
    """The page of the parcel against the page as set; `way` takes the pixels set to those scanned."""
    to_points = way.scaled(_POINTS_A_PIXEL)
    read = read_tokens(parcel, number)
    words = [Placed(word.text, word.box.moved(to_points)) for word in page.words]
    lines = [Placed(line.text, line.box.moved(to_points)) for line in page.lines]
    right, missed, extra = _match_numbers(_numbers(words), _numbers(read))
    wrong_letters, wrong_lines = _letters_wrong(lines, read, abs(way.b) > abs(way.a))
    cells = {
        (table, r, c): text
        for table, rows in enumerate(page.cells)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    }
    return Score(
        right + len(missed),
        right + len(extra),
        right,
        sum(len(line.text) for line in lines),
        wrong_letters,
        len(cells),
        _right_cells(page, parcel, number),
        (
            *(f"missed {token.text}" for token in missed),
            *(f"extra {token.text}{' (in doubt)' * token.is_doubted}" for token in extra),
            *wrong_lines,
        ),
        sum(token.is_doubted for token in _numbers(read)),
        sum(token.is_doubted for token in extra),
    )


def read_tokens(parcel: Parcel, number: int) -> list[Token]:
    """What stands between blanks in the page's text, each with the box around its words (points of the page)."""
    text = parcel.pages[number - 1].text
    words = [word for word in parcel.words if word.page == number]
    tokens = []
    for match in regex.finditer(r"\S+", text):
        inside = [word for word in words if match.start() <= word.char_start < match.end()]
        if inside:
            is_doubted = any(_is_doubted(word) for word in inside)
            tokens.append(Token(match.group(), unite([_box_of(word) for word in inside]), is_doubted))
    return tokens


def _is_doubted(word: Word) -> bool:
    return word.alternatives is not None or (word.confidence or 0) < _SURE


def _box_of(word: Word) -> Box:
    x0, y0, x1, y1 = (float(edge or 0) for edge in (word.x0, word.y0, word.x1, word.y1))
    return Box(x0, y0, x1, y1)


_Some = TypeVar("_Some", bound=Placed)


def _numbers(tokens: Iterable[_Some]) -> list[_Some]:
    bare = (replace(token, text=token.text.strip(_EDGES)) for token in tokens)
    return [token for token in bare if regex.search(r"\d", token.text)]


def _match_numbers(truth: Sequence[Placed], read: Sequence[Token]) -> tuple[int, list[Placed], list[Token]]:
    """How many were read as set where they were set, those that were not, and those read besides."""
    left = list(read)
    missed = []
    for token in truth:
        found = next((one for one in left if one.text == token.text and _is_at(one.box, token.box)), None)
        if found is None:
            missed.append(token)
        else:
            left.remove(found)
    return len(truth) - len(missed), missed, left


def _is_at(one: Box, other: Box) -> bool:
    """Whether the middles are nearer than half the token's size and a quarter of its height more.

    Tesseract's box of a digit that stands alone may be 12 pixels off, less than the digit's height.
    """
    (x, y), (u, v) = one.centre, other.centre
    slack = 0.25 * min(other.width, other.height) + 2
    return abs(x - u) <= other.width / 2 + slack and abs(y - v) <= other.height / 2 + slack


def _letters_wrong(lines: Sequence[Placed], read: Sequence[Placed], is_sideways: bool) -> tuple[int, list[str]]:
    """Edit distance of every printed line to the words read in it; words in no line count as they are long."""
    homes: list[list[Placed]] = [[] for _ in lines]
    wrong, told = 0, []
    for token in read:
        near = [n for n, line in enumerate(lines) if line.box.holds(*token.box.centre)]
        best = min(near, key=lambda n: _distance(lines[n].box, token.box), default=None)
        if best is None:
            wrong += len(token.text)
            told.append(f"in no line: {token.text}")
        else:
            homes[best].append(token)
    for line, tokens in zip(lines, homes, strict=True):
        text = " ".join(token.text for token in tokens)
        distance = min(
            Levenshtein.distance(line.text, text),
            Levenshtein.distance(line.text, " ".join(_by_place(tokens, is_sideways))),
        )
        wrong += distance
        if distance:
            told.append(f"{line.text!r} read {text!r}")
    return wrong, told


def _by_place(tokens: Iterable[Placed], is_sideways: bool) -> list[str]:
    return [token.text for token in sorted(tokens, key=lambda token: token.box.centre[1 if is_sideways else 0])]


def _distance(one: Box, other: Box) -> float:
    return abs(one.centre[1] - other.centre[1]) / max(1.0, one.height) + abs(one.centre[0] - other.centre[0]) / max(
        1.0, one.width
    )


def _right_cells(page: SetPage, parcel: Parcel, number: int) -> int:
    """Cells of the tables with their text at their row and column, the tables taken in order."""
    read: dict[str, dict[tuple[int, int], str]] = {}
    for cell in parcel.cells:
        if cell.page == number:
            read.setdefault(cell.table_id, {})[cell.row, cell.col] = " ".join(cell.text.split())
    right = 0
    for rows in page.cells:
        truth = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)}
        scores = (sum(cells.get(place) == text for place, text in truth.items()) for cells in read.values())
        right += max(scores, default=0)
    return right
