"""Heights of words where a font does not tell how deep its letters reach: LibreOffice's, and fonts made of drawings.

PDFium then gives each letter's own box: “ăn” ends above “ngự”, a hyphen is a third as high as a digit, and lines of one
height look uneven, on which everything rests that tells rows from lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.readers.pdf_shapes import Frame, PdfWord

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

# Of the letters' size: how far capitals with marks reach up, and g and a dot below reach down (Times New Roman's).
_UP, _DOWN = 0.89, 0.23
_SAMPLES = 5
# A font of 10 points reaches 2.1 to 2.6 below the line; LibreOffice's say 0 or 0.09.
_MIN_DEPTH = 1.0
_MIN_SIZE = 4.0


def even_out(textpage: PdfTextPage, words: Sequence[PdfWord], frame: Frame) -> Sequence[PdfWord]:
    """The words, those of one line and size as high as each other; as they are where the fonts are complete."""
    if frame.turn or not _is_bare(textpage, words):
        return words
    return list(map(_Measure(textpage, frame).even, words))


def _is_bare(textpage: PdfTextPage, words: Sequence[PdfWord]) -> bool:
    """Whether one of the fonts of some words has no depth to speak of."""
    import pypdfium2.raw as pdfium

    depth = pdfium.c_float()
    for word in words[:: max(1, len(words) // _SAMPLES)]:
        item = pdfium.FPDFText_GetTextObject(textpage.raw, word.char)
        font = pdfium.FPDFTextObj_GetFont(item) if item else None
        if font and pdfium.FPDFFont_GetDescent(font, 10.0, depth) and depth.value > -_MIN_DEPTH:
            return True
    return False


class _Measure:
    """Asks for the foot and the size of words."""

    def __init__(self, textpage: PdfTextPage, frame: Frame) -> None:
        import pypdfium2.raw as pdfium

        self._raw, self._top = textpage.raw, frame.top
        self._get_size, self._get_origin = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetCharOrigin
        self._x, self._y = pdfium.c_double(), pdfium.c_double()

    def even(self, word: PdfWord) -> PdfWord:
        """The word from its line's foot down and up by its size; as it is where that is not to be had."""
        text, x0, y0, x1, y1, run, char = word
        size = self._get_size(self._raw, char)
        if size < _MIN_SIZE or y1 - y0 > 1.5 * size or not self._get_origin(self._raw, char, self._x, self._y):
            return word
        foot = self._top - self._y.value
        if not y0 - size < foot < y1 + size:
            return word
        top = foot - _UP * size
        return PdfWord(text, x0, top if top < y0 else y0, x1, foot + _DOWN * size, run, char)
