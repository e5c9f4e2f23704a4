"""A scanned page as text in reading order, with words, cells and boxes.

Words and rules of an image are laid out, and its tables stitched over page ends, by the code that does it for a PDF:
what a report says does not depend on its container.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from statistics import median

import regex

from extractors.readers.pdf_drawing import Drawing
from extractors.readers.pdf_layout import PageLayout, Piece, PlacedCell, lay_out, same_columns
from extractors.readers.pdf_page import RawPage
from extractors.readers.pdf_shapes import Box as PdfBox
from extractors.readers.pdf_shapes import Frame, PdfWord
from extractors.readers.pdf_shapes import Rule as PdfRule
from extractors.readers.pdf_stitch import StitchedCell, spread, stitch
from extractors.readers.pdf_tables import find_grids
from extractors.readers.scan_shapes import Affine, Box, Rule, ScannedPage, ScannedWord, format_alternatives
from extractors.rules_compiled import CompiledRules
from schemas.document import CellSpan, Encoding, Page, TableCell, TextSource, Word

_TENTH = Decimal("0.1")
_THOUSANDTH = Decimal("0.001")
# Two readings of one header shared at least nine letters in ten; a header and a row of values share three.
_SAME_WORDS = 0.8
_MAX_HEADER_ROWS = 5
# Points a column may stand aside on the next sheet; a sheet scanned by itself lies up to a finger's breadth away and
# comes out up to a twentieth larger, but its columns keep their shares of the width.
_SHEET_SLACK = 8.0
_MAX_SHIFT = 40.0
_MAX_SCALE = 0.06
_SAME_SHARE = 0.012
_MIN_EDGES = 4
# A word up to this many times as high as its line stands in the line; what is higher is two lines read as one.
_LINE_HEIGHT = 1.5

Table = tuple[tuple[TableCell, ...], tuple[CellSpan, ...]]


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page with its words, and its tables as far as they lie on it."""

    page: Page
    words: tuple[Word, ...]
    pieces: tuple[Piece, ...]


def read_page(document_id: str, number: int, scanned: ScannedPage, previous: Piece | None = None) -> PageParts:
    """The page as text; `previous` is the last table piece of the page before, where that was scanned too."""
    layout = lay_out(_raw_page(scanned), number, previous)
    words = tuple(_place(document_id, number, start, scanned, scanned.words[word.char]) for start, word in layout.words)
    return PageParts(_page(document_id, number, scanned, layout), words, _turned(layout.pieces, scanned))


def find_cells(rules: Sequence[Rule]) -> tuple[tuple[Box, ...], ...]:
    """The cells of every ruled table, in the units of the rules (pixels at 200 dpi), row by row."""
    horizontal, vertical = _pdf_rules(rules, _POINTS_A_PIXEL)
    grids = find_grids(horizontal, vertical)
    return tuple(tuple(_scaled(grid.box_of(region), 1 / _POINTS_A_PIXEL) for region in grid.regions) for grid in grids)


_POINTS_A_PIXEL = 72 / 200


def _scaled(box: PdfBox, factor: float) -> Box:
    return Box(box.x0 * factor, box.y0 * factor, box.x1 * factor, box.y1 * factor)


def _pdf_rules(rules: Iterable[Rule], scale: float) -> tuple[tuple[PdfRule, ...], tuple[PdfRule, ...]]:
    found: tuple[list[PdfRule], list[PdfRule]] = ([], [])
    for rule in rules:
        start, end = rule.reach
        found[0 if rule.is_across else 1].append(PdfRule(rule.place * scale, start * scale, end * scale))
    return tuple(found[0]), tuple(found[1])


def _raw_page(scanned: ScannedPage) -> RawPage:
    """The page as the PDF reader's layout wants it: level, in points; `char` is the word's place in scanned.words."""
    horizontal, vertical = _pdf_rules(scanned.rules, scanned.scale)
    drawing = Drawing(horizontal, vertical, image_share=1.0, path_count=0, invisible_share=0.0)
    level = Frame(0.0, 0.0, *_level_size(scanned), turn=0)
    return RawPage(_pdf_words(scanned), (), drawing, level, level, unmapped_share=0.0)


def _level_size(scanned: ScannedPage) -> tuple[float, float]:
    """Width and height of the page turned upright."""
    is_sideways = abs(scanned.to_points.b) > abs(scanned.to_points.a)
    return (scanned.height, scanned.width) if is_sideways else (scanned.width, scanned.height)


def _pdf_words(scanned: ScannedPage) -> tuple[PdfWord, ...]:
    """Words line by line, each as high as its line: ink boxes are as high as their letters."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(scanned.words):
        lines.setdefault(word.line, []).append(index)
    found = []
    for number, line in sorted(lines.items()):
        y0, y1 = (median(edges) for edges in zip(*((b.y0, b.y1) for b in _boxes(scanned, line)), strict=True))
        for index in sorted(line, key=lambda index: scanned.words[index].box.x0):
            word, scale = scanned.words[index], scanned.scale
            is_in_line = y0 <= word.box.centre[1] <= y1 and word.box.height <= _LINE_HEIGHT * (y1 - y0)
            top, bottom = (y0, y1) if is_in_line else (word.box.y0, word.box.y1)
            text = unicodedata.normalize("NFC", word.text)
            found.append(
                PdfWord(text, word.box.x0 * scale, top * scale, word.box.x1 * scale, bottom * scale, number, index)
            )
    return tuple(found)


def _boxes(scanned: ScannedPage, indices: Iterable[int]) -> list[Box]:
    return [scanned.words[index].box for index in indices]


def _page(document_id: str, number: int, scanned: ScannedPage, layout: PageLayout) -> Page:
    return Page(
        document_id,
        number,
        layout.text,
        _tenth(scanned.width),
        _tenth(scanned.height),
        TextSource.OCR,
        Encoding.UNICODE,
        _mean_confidence(scanned.words),
    )


def _mean_confidence(words: Sequence[ScannedWord]) -> Decimal | None:
    """By letters; None on an empty page."""
    letters = sum(len(word.text) for word in words)
    if not letters:
        return None
    mean = sum(len(word.text) * word.confidence for word in words) / letters
    return Decimal(str(mean)).quantize(_THOUSANDTH)


def _place(document_id: str, number: int, start: int, scanned: ScannedPage, word: ScannedWord) -> Word:
    end = start + len(unicodedata.normalize("NFC", word.text))
    confidence = Decimal(str(word.confidence)).quantize(_THOUSANDTH)
    box = word.box.moved(scanned.to_points)
    edges = (_tenth(box.x0), _tenth(box.y0), _tenth(box.x1), _tenth(box.y1))
    return Word(document_id, number, start, end, *edges, confidence, format_alternatives(word.alternatives))


def _tenth(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_TENTH)


def _turned(pieces: Iterable[Piece], scanned: ScannedPage) -> tuple[Piece, ...]:
    """The pieces with the boxes of their cells on the page as shown."""
    back = scanned.to_points.after(Affine(1 / scanned.scale, 0, 0, 0, 1 / scanned.scale, 0))
    return tuple(replace(piece, cells=tuple(_moved(cell, back) for cell in piece.cells)) for piece in pieces)


def _moved(cell: PlacedCell, way: Affine) -> PlacedCell:
    box = Box(*cell.box).moved(way)
    return replace(cell, box=PdfBox(box.x0, box.y0, box.x1, box.y1))


def join_pieces(
    document_id: str,
    pieces: Sequence[Piece],
    native: Collection[int] = frozenset(),
    rules: CompiledRules | None = None,
) -> list[Table]:
    """The tables of pieces in reading order, some of them on pages that were not scanned (`native`)."""
    agreed = _agree_on_headers(pieces, native)
    return [_emit(document_id, table.cells) for table in stitch(agreed, rules) if table.cells]


def _agree_on_headers(pieces: Sequence[Piece], native: Collection[int]) -> list[Piece]:
    """The pieces; one that has the columns of the piece before, where one of the two was scanned, gets its places.

    A repeated header is spelt as on the page before: two readings of it differ by a letter or two.
    """
    agreed: list[Piece] = []
    for piece in pieces:
        before = agreed[-1] if agreed else None
        if before and not {piece.page, before.page} <= set(native) and _goes_on(before, piece):
            agreed.append(_with_header(replace(piece, xs=before.xs), before))
        else:
            agreed.append(piece)
    return agreed


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a piece on the next page is divided into the same columns: sheets lie otherwise, and another size."""
    if piece.page != before.page + 1:
        return False
    return same_columns(before.xs, piece.xs, slack=_SHEET_SLACK) or _same_proportions(before.xs, piece.xs)


def _same_proportions(first: Sequence[float], second: Sequence[float]) -> bool:
    if len(first) != len(second) or len(first) < _MIN_EDGES:
        return False
    wide, other = first[-1] - first[0], second[-1] - second[0]
    if not 1 - _MAX_SCALE < wide / max(1.0, other) < 1 + _MAX_SCALE or abs(first[0] - second[0]) > _MAX_SHIFT:
        return False
    shares = ([(x - xs[0]) / max(1.0, xs[-1] - xs[0]) for x in xs] for xs in (first, second))
    return all(abs(a - b) <= _SAME_SHARE for a, b in zip(*shares, strict=True))


def _with_header(piece: Piece, before: Piece) -> Piece:
    known = {(cell.row, cell.col): cell.text for cell in before.cells}
    same = 0
    while same < min(_MAX_HEADER_ROWS, piece.row_count) and _is_alike(_row(piece, same), _row(before, same)):
        same += 1
    cells = tuple(
        replace(cell, text=known.get((cell.row, cell.col), "")) if cell.row < same else cell for cell in piece.cells
    )
    return replace(piece, cells=cells)


def _row(piece: Piece, row: int) -> str:
    texts = (cell.text for cell in piece.cells if cell.row == row)
    return regex.sub(r"\s", "", "".join(texts)).casefold()


def _is_alike(one: str, other: str) -> bool:
    return bool(one) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_WORDS


def _emit(document_id: str, found: Iterable[StitchedCell]) -> Table:
    cells: list[TableCell] = []
    spans: list[CellSpan] = []
    for cell in found:
        first, box = cell.parts[0], cell.placed.box
        edges = (_tenth(box.x0), _tenth(box.y0), _tenth(box.x1), _tenth(box.y1))
        cells += [
            TableCell(
                document_id, "", first.page, cell.row, col, cell.text, cell.is_header, first.start, first.end, *edges
            )
            for col in spread(cell)
        ]
        spans += [CellSpan(document_id, "", cell.row, cell.col, part.page, part.start, part.end) for part in cell.parts]
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))), tuple(spans)
