"""Words written up the page, as in the heads of narrow columns: PDFium breaks them at letters with two marks.

Where letters stand says what belongs together: those of one word touch, words are a quarter of a letter's height apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.readers.pdf_shapes import Box, Frame, PdfWord, unite

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_BLANKS = " \t\r\n\u00a0"
_QUARTER = 1.5707963
# Of the strip's width: letters of one word are nearer, a blank is 0.25.
_MAX_GAP = 0.14
_SAME_STRIP = 0.5

Letter = tuple[int, str, Box]


def join_sideways(textpage: PdfTextPage, text: str, words: Sequence[PdfWord], frame: Frame) -> list[PdfWord]:
    """The words of a page with those that run upwards put together from their letters, in order of the file."""
    import pypdfium2.raw as pdfium

    lying = [word for word in words if _turn_of(pdfium.FPDFText_GetCharAngle(textpage.raw, word.char), frame) == 1]
    starts = {word.char for word in words}
    runs = {index: word.run for word in lying for index in _indexes(word, text, starts)}
    rect = pdfium.FS_RECTF()
    letters: list[Letter] = []
    for index in sorted(runs):
        pdfium.FPDFText_GetLooseCharBox(textpage.raw, index, rect)
        letters.append((index, text[index], frame.place(rect.left, rect.bottom, rect.right, rect.top)))
    known = {word.char for word in lying}
    joined = [word for strip in _strips(letters) for word in _read_strip(strip, runs)]
    return sorted([*(word for word in words if word.char not in known), *joined], key=lambda word: word.char)


def _turn_of(angle: float, frame: Frame) -> int:
    """Quarters of a turn clockwise after which a letter stands upright on the page as read."""
    return (-round(angle / _QUARTER) - frame.turn // 90) % 4 if angle >= 0 else 0


def _indexes(word: PdfWord, text: str, starts: set[int]) -> Iterator[int]:
    """Where the letters of a word stand in PDFium's text: to a blank or the next word."""
    yield word.char
    index = word.char + 1
    while index < len(text) and text[index] not in _BLANKS and index not in starts:
        yield index
        index += 1


def _strips(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters that stand above each other, from the left."""
    strips: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter[2].x0 + letter[2].x1):
        box, first = letter[2], strips[-1][0][2] if strips else None
        if first and (box.x0 + box.x1 - first.x0 - first.x1) / 2 < _SAME_STRIP * (first.x1 - first.x0):
            strips[-1].append(letter)
        else:
            strips.append([letter])
    return strips


def _read_strip(strip: Sequence[Letter], runs: dict[int, int]) -> Iterator[PdfWord]:
    """The words of a strip from the bottom, all as wide as it is."""
    x0, x1 = min(box.x0 for *_, box in strip), max(box.x1 for *_, box in strip)
    word: list[Letter] = []
    for letter in sorted(strip, key=lambda letter: -letter[2].y1):
        if word and word[-1][2].y0 - letter[2].y1 > _MAX_GAP * (x1 - x0):
            yield _make_word(word, x0, x1, runs)
            word = []
        word.append(letter)
    yield _make_word(word, x0, x1, runs)


def _make_word(letters: Sequence[Letter], x0: float, x1: float, runs: dict[int, int]) -> PdfWord:
    box = unite(*(box for *_, box in letters))
    first = min(index for index, *_ in letters)
    return PdfWord("".join(text for _, text, _ in letters), x0, box.y0, x1, box.y1, runs[first], first)
