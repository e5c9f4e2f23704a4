"""Numbers written in words: một trăm hai mươi lăm, hai nghìn không trăm linh bốn, một tỷ rưỡi, ba phẩy năm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
# The digit behind mươi, mười and linh has forms of its own; a plain "năm" there is years (hai mươi năm) but for linh.
_FIVES = {"lăm": 5, "nhăm": 5}
_BEHIND_TEN = {word: digit for word, digit in _DIGITS.items() if word not in ("không", "năm")} | _FIVES
_BEHIND_TENS = _BEHIND_TEN | {"mốt": 1, "tư": 4}
_BEHIND_GAP = _DIGITS | {"tư": 4}
_SCALES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6}
_BILLION = ("tỷ", "tỉ")
_BILLION_ZEROS = 9
_GAPS = ("linh", "lẻ")
_TEN, _TENS, _HUNDRED, _HALF, _POINT = "mười", "mươi", "trăm", "rưỡi", "phẩy"

_VOCABULARY = sorted({*_DIGITS, *_BEHIND_TENS, *_SCALES, *_BILLION, *_GAPS, _TEN, _TENS, _HUNDRED, _HALF, _POINT})
# A comma may stand behind a magnitude: một triệu, hai trăm năm mươi nghìn đồng.
_COMMA = rf"(?<=\b(?:{'|'.join((*_SCALES, *_BILLION))})),\s"
_RUN = regex.compile(
    rf"(?<![\p{{L}}\d])(?:(?:{'|'.join(_VOCABULARY)})(?![\p{{L}}\d])(?:{_COMMA}|\s)?)+", regex.IGNORECASE
)
_WORD = regex.compile(r"\p{L}+")
# Most text has none of the words without which a number is too small to be told from ordinary words (một, hai).
_MAY_BE = regex.compile(r"(?i)mười|mươi|trăm|nghìn|ngàn|vạn|triệu|t[ỷỉ](?!\p{L})|phẩy")


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words at start:end of a text: its value, the decimals of what the magnitude multiplies, and that."""

    start: int
    end: int
    value: Decimal
    decimals: int
    magnitude: Decimal


def find_word_numbers(text: str) -> Iterator[WordNumber]:
    """Every number in words with a ten, a hundred, a larger one or a decimal in it; the longest at each place.

    >>> [(str(number.value), number.start, number.end) for number in find_word_numbers("có hai mươi mốt hộ")]
    [('21', 3, 15)]
    """
    if not may_have_word_number(text):
        return
    for run in _RUN.finditer(text):
        matches = list(_WORD.finditer(text, run.start(), run.end()))
        words = [match[0].casefold() for match in matches]
        position = 0
        while position < len(words):
            reader = _Reader(words, position)
            if reader.read():
                start, end = matches[position].start(), matches[reader.position - 1].end()
                yield WordNumber(start, end, reader.value, reader.decimals, reader.magnitude)
            position = max(position + 1, reader.position if reader.is_number else 0)


def may_have_word_number(text: str) -> bool:
    """Whether a text has one of the words without which no number in words is read."""
    return _MAY_BE.search(text) is not None


class _Reader:
    """Reads the longest number that begins at a word."""

    def __init__(self, words: Sequence[str], position: int) -> None:
        self._words = words
        self._first = position
        self.position = position
        self.value = Decimal(0)
        self.decimals = 0
        self.magnitude = Decimal(1)
        self.is_number = False

    def read(self) -> bool:
        """Whether a number of two words or more stands here that is more than a digit."""
        billions, scale = Decimal(0), 99
        below = Decimal(0)
        while (group := self._read_group(is_first=self.position == self._first)) is not None:
            number, taken = group
            following = self._word(taken)
            if following in _BILLION and scale > 0 and not billions:
                billions, below, scale, taken = below + number, Decimal(0), _BILLION_ZEROS, taken + 1
            elif _SCALES.get(following, 0) >= scale:
                break
            else:
                scale = _SCALES.get(following, 0)
                below += number * 10**scale
                taken += scale > 0
            self.position += taken
            if scale == 0:
                break
            if self._word(0) in _BILLION and not billions:  # mười nghìn tỷ
                billions, below, scale = below, Decimal(0), _BILLION_ZEROS
                self.position += 1
        self.value = billions * 10**_BILLION_ZEROS + below
        self.magnitude = Decimal(10) ** (scale if scale < 99 else 0)
        self._read_fraction(scale)
        taken = self.position - self._first
        self.is_number = taken > 1 or (taken == 1 and self._words[self._first] == _TEN)
        return self.is_number and self.value > 0

    def _word(self, ahead: int) -> str:
        place = self.position + ahead
        return self._words[place] if place < len(self._words) else ""

    def _read_group(self, is_first: bool) -> tuple[int, int] | None:
        """A number below a thousand, and how many words it takes; behind another group never a lone digit."""
        first, second = self._word(0), self._word(1)
        if first in _DIGITS and second == _HUNDRED:
            number, taken = self._read_tens(2) or (0, 0)
            return 100 * _DIGITS[first] + number, 2 + taken
        if first in _GAPS:
            return None if is_first or second not in _BEHIND_GAP else (_BEHIND_GAP[second], 2)
        if first in _DIGITS and second != _TENS:
            is_scaled = second in _SCALES or second in _BILLION
            return (_DIGITS[first], 1) if is_first or is_scaled else None
        return self._read_tens(0)

    def _read_tens(self, ahead: int) -> tuple[int, int] | None:
        """Ten to ninety-nine, or a digit behind 'linh', so many words ahead."""
        first, second, third = (self._word(ahead + i) for i in range(3))
        if first in _GAPS and second in _BEHIND_GAP and ahead:
            return _BEHIND_GAP[second], 2
        if first == _TEN:
            return (10 + _BEHIND_TEN[second], 2) if self._ends(second, third, _BEHIND_TEN) else (10, 1)
        if first not in _DIGITS or second != _TENS:
            return None
        tens = 10 * _DIGITS[first]
        is_more = self._ends(third, self._word(ahead + 3), _BEHIND_TENS)
        return (tens + _BEHIND_TENS[third], 3) if is_more else (tens, 2)

    @staticmethod
    def _ends(word: str, following: str, digits: dict[str, int]) -> bool:
        """Whether a word is the last digit of a number, and not the first of another (hai mươi | ba trăm)."""
        return word in digits and following not in (_HUNDRED, _TENS)

    def _read_fraction(self, scale: int) -> None:
        """'rưỡi' behind a magnitude; 'phẩy' and the decimals, with the magnitude behind them."""
        if self._word(0) == _HALF and 0 < scale < 99:
            self.value += self.magnitude / 2
            self.decimals = 1
            self.position += 1
        elif self._word(0) == _POINT and scale == 0 and self.position > self._first:
            digits = self._read_decimals()
            self.value += Decimal(digits or 0).scaleb(-len(digits))
            self.decimals = len(digits)
            zeros = _BILLION_ZEROS if self._word(0) in _BILLION else _SCALES.get(self._word(0), 0)
            if digits and zeros:
                self.magnitude = Decimal(10) ** zeros
                self.value *= self.magnitude
                self.position += 1

    def _read_decimals(self) -> str:
        """The digits behind 'phẩy': one by one (không năm) or as a number below a hundred (hai mươi lăm)."""
        tens = self._read_tens_after_point()
        if tens is not None:
            return tens
        digits, taken = "", 1
        while self._word(taken) in _DIGITS:
            digits += str(_DIGITS[self._word(taken)])
            taken += 1
        self.position += taken if digits else 0
        return digits

    def _read_tens_after_point(self) -> str | None:
        found = self._read_tens(1) if self._word(1) not in _GAPS else None
        if found is None:
            return None
        self.position += 1 + found[1]
        return str(found[0])
