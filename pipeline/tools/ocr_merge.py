"""Two readers' words made one: numbers in doubt are read again, the more credible reading stands, the other is kept.

The rule, measured on 857 numbers and short words of 16 scanned pages (first reader right 838, second 850): the
reading that fits the ink (digits and commas counted by blots) stands; if both or neither fit, the second reader's,
if it is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from statistics import median

import regex

from extractors.readers.scan_shapes import Box, Reading, ScannedWord, unite
from pipeline.tools.ocr_digits import DigitReader
from pipeline.tools.ocr_image import Image, Sheet
from pipeline.tools.ocr_shapes import Blots, Shape, fits, loose_boxes, put_lost_mark, shape_of_ink

_NUMBER = regex.compile(r"\d+(?:[.,/:-]\d+)*")
_PIECE = regex.compile(r"[\d.,/%]+")
_NUMERAL = regex.compile(r"[(<>≥≤+\-–]?\d+(?:[.,/]\d+)*[%)]?[%).,;:]*")
_ROMAN = regex.compile(r"[IVX]+\.?")
_ROMAN_LOOKALIKE = regex.compile(r"[1IilLHhTVXÍÌ|!'\]\[]{1,5}\.?")
# Numbers the first reader is surer of, and whose ink fits, were never wrong (of 640).
_SURE = 0.93
# The second reader stands against the first from here on: its wrong readings were at .31 to .73.
_SECOND_IS_SURE = 0.8
# Letters where the first reader saw digits: right at .57 and more.
_LETTERS_ARE_SURE = 0.5
# A sign without letter or digit read with less is a stain or a torn-off mark; if it is as high as a digit, its ink is
# found loose and read again.
_DIRT = 0.05
# A short word in a table cell read with less may be a digit taken for letters ("7" read "vú").
_NO_WORD = 0.8
_SHORT = 5
# Costs stay below those of the first reader: more crops than this a page are not read.
_MAX_CROPS = 160


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word to be read again: its place in the list and its ink."""

    index: int
    box: Box
    ink: Shape


def reread_numbers(
    sheet: Sheet, words: Sequence[ScannedWord], tables: Sequence[Sequence[Box]], blots: Blots, reader: DigitReader
) -> tuple[ScannedWord, ...]:
    """The words, numbers in doubt read again, and numbers the first reader passed over added."""
    words = _joined_pieces(_without_shadows(words), tables, blots)
    height = _letter_height(words)
    doubts = sorted(_find_doubts(words, blots, tables, height), key=lambda doubt: words[doubt.index].confidence)[
        :_MAX_CROPS
    ]
    loose = loose_boxes(blots, [word.box for word in words], height)[: _MAX_CROPS - len(doubts)]
    crops = [cut(sheet.clean, box) for box in (*(doubt.box for doubt in doubts), *loose)]
    readings = reader.read(crops)
    merged = list(words)
    for doubt, second in zip(doubts, readings, strict=False):
        merged[doubt.index] = settle(words[doubt.index], second, doubt.ink, blots)
    merged += _new_words(loose, readings[len(doubts) :], len(words))
    return tuple(merged)


def _without_shadows(words: Sequence[ScannedWord]) -> list[ScannedWord]:
    """The words but for signs on another word (its ink was read twice) and signs read from dirt."""
    readable = [word for word in words if any(sign.isalnum() for sign in word.text)]
    others = [word for word in words if word not in readable and word.confidence >= _DIRT]
    signs = [sign for sign in others if not any(word.box.holds(*sign.box.centre) for word in readable)]
    return [word for word in words if word in readable or word in signs]


def _joined_pieces(words: Sequence[ScannedWord], tables: Sequence[Sequence[Box]], blots: Blots) -> list[ScannedWord]:
    """The words, pieces of one number in a table cell joined: no blank between them, or ink that neither holds."""
    cells = [cell for table in tables for cell in table]
    joined: list[ScannedWord] = []
    for word in words:
        if joined and _is_same_number(joined[-1], word, cells, blots):
            last = joined[-1]
            joined[-1] = replace(last, text=last.text + word.text, box=unite([last.box, word.box]), confidence=0.0)
        else:
            joined.append(word)
    return joined


def _is_same_number(left: ScannedWord, right: ScannedWord, cells: Sequence[Box], blots: Blots) -> bool:
    if left.line != right.line or not (_PIECE.fullmatch(left.text) and _PIECE.fullmatch(right.text)):
        return False
    if not any(cell.holds(*left.box.centre) and cell.holds(*right.box.centre) for cell in cells):
        return False
    gap = Box(left.box.x1 + 1, min(left.box.y0, right.box.y0), right.box.x0 - 1, max(left.box.y1, right.box.y1))
    return gap.width < 0.2 * right.box.height or len(blots.inside(gap)) > 0


def _letter_height(words: Sequence[ScannedWord]) -> float:
    """Height of a digit; a word's box has marks above and tails below."""
    return 0.75 * median([word.box.height for word in words]) if words else 20.0


def _find_doubts(
    words: Sequence[ScannedWord], blots: Blots, tables: Sequence[Sequence[Box]], height: float
) -> Iterable[Doubt]:
    for index, word in enumerate(words):
        has_digit = any(sign.isdigit() for sign in word.text)
        if not has_digit and (word.box.height < 0.6 * height or not _may_be_digit(word, tables)):
            continue
        ink = shape_of_ink(blots.inside(_grown(word.box, 2, 5)))
        if not has_digit or word.confidence < _SURE or not fits(word.text, ink):
            yield Doubt(index, word.box, ink)


def _may_be_digit(word: ScannedWord, tables: Sequence[Sequence[Box]]) -> bool:
    if len(word.text) > _SHORT:
        return False
    is_word = any(sign.isalpha() for sign in word.text) and not _ROMAN_LOOKALIKE.fullmatch(word.text)
    if is_word and word.confidence >= _NO_WORD:
        return False
    return any(cell.holds(*word.box.centre) for table in tables for cell in table)


def _grown(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y)


def cut(image: Image, box: Box) -> Image:
    """The box's part of the page with a margin in which no neighbour stands (a blank is 8 pixels and more)."""
    wide = _grown(box, 6, 4)
    height, width = image.shape
    y0, y1 = max(0, int(wide.y0)), min(height, int(wide.y1) + 1)
    x0, x1 = max(0, int(wide.x0)), min(width, int(wide.x1) + 1)
    return image[y0:y1, x0:x1]


def settle(word: ScannedWord, second: Reading, ink: Shape, blots: Blots) -> ScannedWord:
    """The word after the second reading: agreement makes it surer, disagreement leaves both on record."""
    rival = _rival(word.text, second.text)
    if rival is None:
        return word
    if rival == word.text:
        agreed = replace(word, confidence=max(word.confidence, second.confidence))
        return agreed if fits(word.text, ink) else _with_lost_mark(agreed, blots)
    first, other = Reading(word.text, word.confidence), Reading(rival, second.confidence)
    chosen, left = (other, first) if _prefers_second(first, other, ink) else (first, other)
    return replace(word, text=chosen.text, confidence=chosen.confidence, alternatives=(left,))


def _with_lost_mark(word: ScannedWord, blots: Blots) -> ScannedWord:
    """Both readers saw no comma where the ink has one: the number with it is kept as another reading."""
    marked = put_lost_mark(word.text, blots.inside(_grown(word.box, 2, 5)))
    return replace(word, alternatives=(Reading(marked, 0.5),)) if marked else word


def _rival(text: str, second: str) -> str | None:
    """What the word would be by the second reader, its marks and letters kept; None if that is no number."""
    if _is_roman(text, second):
        return second
    if not any(sign.isdigit() for sign in text):
        return second if _NUMERAL.fullmatch(second) else None
    if not any(sign.isdigit() for sign in second):
        if any(sign.isalpha() for sign in second):
            return _letters_for_digits(text, second)
        return second if second and second == _NUMBER.sub("", text) else None
    runs, others = _NUMBER.findall(text), _NUMBER.findall(second)
    if len(runs) != len(others) or (_NUMERAL.fullmatch(second) and not _NUMERAL.fullmatch(text)):
        return second if _NUMERAL.fullmatch(second) else None
    parts = iter(others)
    return _NUMBER.sub(lambda _: next(parts), text)


def _letters_for_digits(text: str, second: str) -> str | None:
    """A word in which letters were taken for digits ("1IHỰC" for "THỰC"): the second reader's letters in their place.

    The other letters stay the first reader's: the second knows no Vietnamese marks.
    """
    if set(filter(str.isdigit, text)) - {"1", "0"}:
        return None
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, text, second, autojunk=False).get_opcodes():
        has_digit = any(sign.isdigit() for sign in text[a:b])
        parts.append(second[c:d] if has_digit and kind != "equal" else text[a:b])
    joined = "".join(parts)
    return None if any(sign.isdigit() for sign in joined) else joined


def _is_roman(text: str, second: str) -> bool:
    return bool(_ROMAN_LOOKALIKE.fullmatch(text) and _ROMAN.fullmatch(second))


def _prefers_second(first: Reading, second: Reading, ink: Shape) -> bool:
    if not any(sign.isdigit() for sign in second.text):
        return second.confidence >= _LETTERS_ARE_SURE
    fits_first = fits(first.text, ink) and any(sign.isdigit() for sign in first.text)
    if fits_first != fits(second.text, ink):
        return not fits_first
    return second.confidence >= min(_SECOND_IS_SURE, first.confidence)


def _new_words(boxes: Sequence[Box], readings: Sequence[Reading], line: int) -> Iterable[ScannedWord]:
    """Numbers where the first reader saw nothing."""
    for box, reading in zip(boxes, readings, strict=True):
        if _NUMERAL.fullmatch(reading.text) and reading.confidence >= _SECOND_IS_SURE:
            line += 1
            yield ScannedWord(reading.text, box, reading.confidence, line)
