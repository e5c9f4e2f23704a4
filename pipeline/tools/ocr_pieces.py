"""The first reader's words put right before numbers are read again: ink read twice, numbers in pieces, dirt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Box, ScannedWord, unite
from pipeline.tools.ocr_shapes import Blots

NUMERAL = regex.compile(r"[(<>≥≤+\-–]?\d+(?:[.,/]\d+)*[%‰)]?[%).,;:]*")
_PIECE = regex.compile(r"[\d.,/%]+")
# A sign without letter or digit read with less is a stain or a torn-off mark; if it is as high as a digit, its ink is
# found loose and read again.
_DIRT = 0.05
# Tesseract reads "_" from the white between columns (.44, .51) and "." from specks (.16 to .68); of a dash of the text
# it is sure (.93).
_STAIN = regex.compile(r"[._,:;'`‘’\"~\-–—|*^°·]+")
_SURE_SIGN = 0.75
_SPECK = 0.35
# Two words that share more than this of the narrower one's width are one ink read twice ("Kkat" and "Kì" on "33,13").
_SAME_INK = 0.5
# Pieces of one number are nearer than this share of a digit's height (.37 to .458), and one of them is not read well
# (.03 to .88); of 40 blanks between two numbers those below .48 stood between numbers read well (.93 and more).
_NEAR = 0.47
# Nearer than this they are one number however well they were read: a blank is .35 of a digit's height and more, beside
# the white its digits have themselves (a 1 has .16 on either side: "1 1" is 11).
_TIGHT = 0.28
_BESIDE_ONE = 0.13
_ONE = regex.compile(r"^[Il|]$")
_TIGHT_PIECE = regex.compile(r"[(\d.,/%);:]+")
_WELL_READ = 0.9
_UNSURE = 0.6
# Words of letters with room for a blank between two of them: letters of a word are nearer than .25 of a digit's height.
_GLUED = regex.compile(r"(?=.*\p{L})[\p{L}\d]{3,16}")
_BLANK = 0.34
# A short letter is as high as this share of a digit, its tone apart.
_LETTER_SHARE = 0.55
_SHORT = 8
# The first reader's box of a lone letter or digit stands up to this many pixels beside it.
LONE_OFF = 14


@dataclass(frozen=True, slots=True)
class Joined:
    """A word, and the pieces the first reader made of it (none where it read one word)."""

    word: ScannedWord
    pieces: tuple[ScannedWord, ...] = ()


def join_pieces(
    words: Sequence[ScannedWord], tables: Sequence[Sequence[Box]], blots: Blots, height: float
) -> list[Joined]:
    """The words without dirt; what may be pieces of one number joined, for the second reader to say.

    Pieces are words whose boxes overlap, numerals that stand close in a table cell, and numerals that stand close
    anywhere; `height` is that of a digit.
    """
    cells = [cell for table in tables for cell in table]
    joined: list[Joined] = []
    for word in _without_dirt(words, blots, height):
        last = joined[-1] if joined else None
        if last and _is_same_number(last.word, word, cells, blots, height):
            pieces = (*(last.pieces or (last.word,)), word)
            whole = replace(word, text=last.word.text + word.text, box=unite([p.box for p in pieces]), confidence=0.0)
            joined[-1] = Joined(whole, pieces)
        else:
            joined.append(Joined(word))
    return joined


def _without_dirt(words: Sequence[ScannedWord], blots: Blots, height: float) -> list[ScannedWord]:
    """The words but for signs on another word (its ink was read twice) and signs read from dirt or from white paper."""
    readable = [word for word in words if _is_readable(word)]
    return [word for word in words if _is_readable(word) or not _is_dirt(word, readable, blots, height)]


def _is_readable(word: ScannedWord) -> bool:
    return any(sign.isalnum() for sign in word.text)


def _is_dirt(word: ScannedWord, readable: Iterable[ScannedWord], blots: Blots, height: float) -> bool:
    if word.confidence < _DIRT or any(other.box.holds(*word.box.centre) for other in readable):
        return True
    box = word.box
    ink = blots.inside(Box(box.x0 - 2, box.y0 - 2, box.x1 + 2, box.y1 + 2))
    is_specks = _STAIN.fullmatch(word.text) is not None and bool(((ink[:, 2:] - ink[:, :2]) < _SPECK * height).all())
    return is_specks and (not len(ink) or word.confidence < _SURE_SIGN)


def _is_same_number(left: ScannedWord, right: ScannedWord, cells: Sequence[Box], blots: Blots, height: float) -> bool:
    if left.line != right.line or len(left.text) + len(right.text) > 2 * _SHORT:
        return False
    least_sure = min(left.confidence, right.confidence)
    if _shared(left.box, right.box) > _SAME_INK:  # where both were read well, a box is wrong
        return least_sure < _WELL_READ and (_may_be_number(left) or _may_be_number(right))
    gap = Box(left.box.x1 + 1, min(left.box.y0, right.box.y0), right.box.x0 - 1, max(left.box.y1, right.box.y1))
    if _is_tight(left, right, gap.width / height):
        return True
    if _PIECE.fullmatch(left.text) and _PIECE.fullmatch(right.text) and _is_one_cell(left, right, cells):
        return gap.width < 0.2 * right.box.height or len(blots.inside(gap)) > 0
    has_digit = [_has_digit(left), _has_digit(right)]
    if not any(has_digit) or least_sure >= (_WELL_READ if all(has_digit) else _UNSURE):
        return False
    return gap.width < _NEAR * height and _may_be_number(left) and _may_be_number(right)


def _is_tight(left: ScannedWord, right: ScannedWord, gap: float) -> bool:
    """Whether two pieces of numbers are nearer than a blank; the gap is a share of a digit's height."""
    one, other = (_ONE.sub("1", word.text) for word in (left, right))
    if not (_TIGHT_PIECE.fullmatch(one) and _TIGHT_PIECE.fullmatch(other)) or not any(map(str.isdigit, one)):
        return False
    ones = (one[-1] == "1") + (other[0] == "1")
    return 0 <= gap < _TIGHT + _BESIDE_ONE * ones and (_has_digit(left) or _has_digit(right))


def _is_one_cell(left: ScannedWord, right: ScannedWord, cells: Iterable[Box]) -> bool:
    return any(cell.holds(*left.box.centre) and cell.holds(*right.box.centre) for cell in cells)


def _shared(one: Box, other: Box) -> float:
    """The share of the narrower box's width that lies in the other."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    return width / max(1.0, min(one.width, other.width))


def _has_digit(word: ScannedWord) -> bool:
    return any(sign.isdigit() for sign in word.text)


def _may_be_number(word: ScannedWord) -> bool:
    return _has_digit(word) or (word.confidence < _UNSURE and len(word.text) <= _SHORT)


def place_lone_letters(words: Sequence[ScannedWord], blots: Blots, height: float) -> Iterable[ScannedWord]:
    """The words, those of one letter with the box of their ink: the first reader's stands beside it.

    So "Trung tâm Y tế" is no two cells.
    """
    for index, word in enumerate(words):
        if len(word.text) != 1 or not word.text.isalpha():
            yield word
            continue
        beside = [other.box for other in words[max(0, index - 1) : index + 2] if other.line == word.line]
        start = max((box.x1 for box in beside if box.x0 < word.box.x0), default=0.0)
        end = min((box.x0 for box in beside if box.x0 > word.box.x0), default=float("inf"))
        reach = Box(max(start, word.box.x0 - LONE_OFF), word.box.y0, min(end, word.box.x1 + LONE_OFF), word.box.y1)
        ink = blots.inside(reach)
        tall = ink[ink[:, 3] - ink[:, 1] >= _LETTER_SHARE * height]
        yield replace(word, box=Box(*tall[0].tolist())) if len(tall) == 1 else word


def split_glued(word: ScannedWord, blots: Blots, height: float) -> list[ScannedWord]:
    """The word cut where its ink leaves room for a blank, if every letter is a blot of its own: "xãYên" is two words.

    Tesseract glues words beside the wide gaps of a table.
    """
    if not _GLUED.fullmatch(word.text):
        return [word]
    ink = blots.inside(word.box)
    letters = ink[(ink[:, 3] - ink[:, 1] >= _LETTER_SHARE * height) & (ink[:, 3] > word.box.centre[1])]
    letters = letters[letters[:, 0].argsort()]
    if len(letters) != len(word.text):
        return [word]
    cuts = [n for n in range(1, len(letters)) if letters[n, 0] - letters[n - 1, 2] >= _BLANK * height]
    edges = list(pairwise([0, *cuts, len(word.text)]))
    return [_part_of(word, start, end, letters) for start, end in edges] if cuts else [word]


def _part_of(word: ScannedWord, start: int, end: int, letters: NDArray[np.float64]) -> ScannedWord:
    box = Box(float(letters[start, 0]), word.box.y0, float(letters[end - 1, 2]), word.box.y1)
    return replace(word, text=word.text[start:end], box=box)
