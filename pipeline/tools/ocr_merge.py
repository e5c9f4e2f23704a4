"""Two readers' words made one: numbers in doubt are read again, the more credible reading stands, the other is kept.

The rule, measured on 857 numbers and short words of 16 scanned pages (first reader right 838, second 850): the
reading that fits the ink (digits and commas counted by blots) stands; if both or neither fit, the second reader's,
if it is sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import regex

from extractors.readers.scan_shapes import Box, Reading, ScannedWord, unite
from pipeline.tools.ocr_digits import DigitReader
from pipeline.tools.ocr_image import Image, Sheet
from pipeline.tools.ocr_pieces import LONE_OFF, NUMERAL, join_pieces, place_lone_letters, split_glued
from pipeline.tools.ocr_readings import ODD_POINT, is_number, looks_like_number, looks_like_roman, rival_of
from pipeline.tools.ocr_sealed import is_sealed, settle_sealed, split_sealed
from pipeline.tools.ocr_shapes import (
    Blots,
    Shape,
    fits,
    loose_boxes,
    put_lost_mark,
    shape_of_ink,
    with_marks_of_ink,
)

# What digits outside tables are taken for: "1" for "l", "11" for "II", "8" for "§".
_DIGIT_LOOKALIKE = regex.compile(r"[1Iil|!§ˆ_'¿]{1,3}[.,;:]?")
# Of 5,400 numbers the first reader had 17 wrong between .93 and .965, and above only letters for digits ("1ó" for 16).
_SURE = 0.965
# A digit alone was wrong at up to .96 (a 2 read as 3).
_SURE_ALONE = 0.97
# The second reader stands against the first from here on: its wrong readings were at .31 to .73.
_SECOND_IS_SURE = 0.8
# A comma where the other has a point that groups nothing.
_COMMA_IS_SURE = 0.5
# Letters where the first reader saw digits: right at .57 and more.
_LETTERS_ARE_SURE = 0.5
# A short word in a table cell read with less may be a digit taken for letters ("7" read "vú").
_NO_WORD = 0.8
_SHORT = 5
_VERY_SHORT = 3
_NO_CONFIDENCE = 0.02
_HARDLY_READ = 0.6
# Signs no Vietnamese word has: a digit, or dirt.
_FOREIGN = regex.compile(
    r"[^\p{P}\p{N}a-zA-Zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]|§", regex.I
)
# A minus begins so many digits' heights before its number.
_SIGN_BEFORE = 0.8
# Costs stay below those of the first reader: more crops than this a page are not read.
_MAX_CROPS = 160


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word to be read again: its place in the list, its ink, and whether a seal was lifted off it."""

    index: int
    box: Box
    ink: Shape
    is_sealed: bool = False


def reread_numbers(
    sheet: Sheet, words: Sequence[ScannedWord], tables: Sequence[Sequence[Box]], reader: DigitReader
) -> tuple[ScannedWord, ...]:
    """The words, numbers in doubt read again, and numbers the first reader passed over added."""
    blots = sheet.blots
    words = [part for word in words for part in (split_sealed(word) if is_sealed(sheet, word.box) else [word])]
    joined = join_pieces(words, tables, blots, _letter_height(words))
    words = [one.word for one in joined]
    height = _letter_height(words)
    doubts = sorted(_find_doubts(words, sheet, tables, height), key=lambda doubt: words[doubt.index].confidence)[
        :_MAX_CROPS
    ]
    loose = loose_boxes(blots, [word.box for word in words], height)[: _MAX_CROPS - len(doubts)]
    crops = [cut(sheet.clean, box) for box in (*(doubt.box for doubt in doubts), *loose)]
    under = [cut(sheet.under, doubt.box) for doubt in doubts if doubt.is_sealed and sheet.under is not None]
    readings = reader.read([*crops, *under])
    third = iter(readings[len(crops) :])
    merged: list[tuple[ScannedWord, ...]] = [one.pieces or (one.word,) for one in joined]
    for doubt, second in zip(doubts, readings, strict=False):
        word = words[doubt.index]
        by_three = settle_sealed(word, second, next(third), doubt.ink) if doubt.is_sealed else None
        settled = by_three or settle(word, second, doubt.ink, blots)
        if not joined[doubt.index].pieces or is_number(settled.text):
            merged[doubt.index] = (fit_to_ink(settled, blots, height),)
    found = _new_words(loose, readings[len(doubts) : len(crops)], max((word.line for word in words), default=0))
    kept = place_lone_letters([word for row in merged for word in row if not _is_nothing(word)], blots, height)
    return (*(part for word in kept for part in split_glued(word, blots, height)), *found)


def _is_nothing(word: ScannedWord) -> bool:
    """Whether it is a letter or two read without any confidence: what is left of a rule or a stain."""
    return len(word.text) <= 2 and word.confidence < _NO_CONFIDENCE


def fit_to_ink(word: ScannedWord, blots: Blots, height: float) -> ScannedWord:
    """A number with the box of its ink: the first reader's may reach into the margin or beside a lone digit."""
    near = blots.inside(_grown(word.box, LONE_OFF if len(word.text) == 1 else 2, 2))
    tall = near[(near[:, 3] - near[:, 1] >= 0.6 * height) & (near[:, 3] - near[:, 1] <= 2 * height)]
    if not len(tall) or not NUMERAL.fullmatch(word.text) or (len(word.text) == 1 and len(tall) > 1):
        return word
    box = Box(*tall[:, :2].min(axis=0).tolist(), *tall[:, 2:].max(axis=0).tolist())
    first = box.x0 if word.text[0].isdigit() else box.x0 - _SIGN_BEFORE * height
    low = near[(near[:, 3] - near[:, 1] < 0.6 * height) & (near[:, 0] >= first) & (near[:, 0] <= box.x1 + 0.3 * height)]
    return replace(word, box=unite([box, *(Box(*row) for row in low.tolist())]))


def _letter_height(words: Sequence[ScannedWord]) -> float:
    """Height of a digit; a word's box has marks above and tails below."""
    return 0.75 * median([word.box.height for word in words]) if words else 20.0


def _find_doubts(
    words: Sequence[ScannedWord], sheet: Sheet, tables: Sequence[Sequence[Box]], height: float
) -> Iterable[Doubt]:
    cells = _Cells(words, tables)
    for index, word in enumerate(words):
        has_digit = any(sign.isdigit() for sign in word.text)
        if not has_digit and (word.box.height < 0.6 * height or not _may_be_digit(word, cells)):
            continue
        ink, sealed = shape_of_ink(sheet.blots.inside(_grown(word.box, 2, 5))), is_sealed(sheet, word.box)
        if not has_digit or sealed or not _is_sure(word) or not fits(word.text, ink):
            yield Doubt(index, word.box, ink, sealed)


def _is_sure(word: ScannedWord) -> bool:
    """Whether a number needs no second look: points before three digits only, no sign that stands for a digit."""
    if looks_like_number(word.text) or ODD_POINT.search(word.text):
        return False
    return word.confidence >= (_SURE_ALONE if len(word.text) == 1 else _SURE)


class _Cells:
    """The cells of a page's tables, and how many words each holds."""

    def __init__(self, words: Sequence[ScannedWord], tables: Sequence[Sequence[Box]]) -> None:
        self.boxes = [cell for table in tables for cell in table]
        self.counts = Counter(self._place(word) for word in words) if self.boxes else Counter()

    def _place(self, word: ScannedWord) -> int | None:
        return next((n for n, cell in enumerate(self.boxes) if cell.holds(*word.box.centre)), None)

    def is_in(self, word: ScannedWord) -> bool:
        """Whether it stands in a cell."""
        return self._place(word) is not None

    def is_alone(self, word: ScannedWord) -> bool:
        """Whether it is the only word of its cell."""
        place = self._place(word)
        return place is not None and self.counts[place] == 1


def _may_be_digit(word: ScannedWord, cells: _Cells) -> bool:
    if len(word.text) > _SHORT:
        return False
    if looks_like_number(word.text):
        return True
    if "%" in word.text or (_DIGIT_LOOKALIKE.fullmatch(word.text) and word.confidence < _SURE):
        return True
    if len(word.text) <= _VERY_SHORT and (word.confidence < _HARDLY_READ or _FOREIGN.search(word.text)):
        return True
    is_word = any(sign.isalpha() for sign in word.text) and not looks_like_roman(word.text)
    if is_word and word.confidence >= _NO_WORD:
        return len(word.text) <= _VERY_SHORT and cells.is_alone(word)
    return cells.is_in(word)


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
    rival = rival_of(word.text, second.text)
    if rival is None:
        return word
    if ODD_POINT.search(rival):
        rival = with_marks_of_ink(rival, ink) or rival
    if rival == word.text:
        agreed = replace(word, confidence=max(word.confidence, second.confidence))
        return agreed if fits(word.text, ink) else _with_other_marks(agreed, ink, blots)
    first, other = Reading(word.text, word.confidence), Reading(rival, second.confidence)
    chosen, left = (other, first) if _prefers_second(first, other, ink) else (first, other)
    return replace(word, text=chosen.text, confidence=chosen.confidence, alternatives=(left,))


def _with_other_marks(word: ScannedWord, ink: Shape, blots: Blots) -> ScannedWord:
    """Both readers saw no comma where the ink has one, or a point for a comma: that is kept as another reading."""
    marked = put_lost_mark(word.text, blots.inside(_grown(word.box, 2, 5))) or with_marks_of_ink(word.text, ink)
    return replace(word, alternatives=(Reading(marked, 0.5),)) if marked else word


def _prefers_second(first: Reading, second: Reading, ink: Shape) -> bool:
    has_digit = any(sign.isdigit() for sign in first.text)
    if not any(sign.isdigit() for sign in second.text):
        return second.confidence >= (_SECOND_IS_SURE if NUMERAL.fullmatch(first.text) else _LETTERS_ARE_SURE)
    if not has_digit or not NUMERAL.fullmatch(first.text):
        is_decided = _is_number_after_all(first, second)
        if is_decided is not None:
            return is_decided
    if _without_marks(first.text) == _without_marks(second.text) and second.confidence >= _COMMA_IS_SURE:
        is_odd_first, is_odd_second = (bool(ODD_POINT.search(one.text)) for one in (first, second))
        if is_odd_first != is_odd_second:
            return is_odd_first
    fits_first = has_digit and fits(first.text, ink)
    if fits_first != fits(second.text, ink):
        return not fits_first
    return second.confidence >= min(_SECOND_IS_SURE, first.confidence)


def _is_number_after_all(first: Reading, second: Reading) -> bool | None:
    """Whether a number of the second reader stands where the first read letters; None where that does not decide."""
    if not NUMERAL.fullmatch(second.text):
        return None
    if looks_like_number(first.text):
        return second.confidence >= _LETTERS_ARE_SURE
    if any(sign.isdigit() for sign in first.text):
        return second.confidence >= max(_LETTERS_ARE_SURE, first.confidence)
    return second.confidence >= _SURE if first.confidence >= _NO_WORD else None


def _without_marks(text: str) -> str:
    return text.replace(".", "").replace(",", "")


def _new_words(boxes: Sequence[Box], readings: Sequence[Reading], line: int) -> Iterable[ScannedWord]:
    """Numbers where the first reader saw nothing."""
    for box, reading in zip(boxes, readings, strict=True):
        if NUMERAL.fullmatch(reading.text) and reading.confidence >= _SECOND_IS_SURE:
            line += 1
            yield ScannedWord(reading.text, box, reading.confidence, line)
