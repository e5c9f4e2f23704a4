"""One page through PDFium: words with boxes and fonts, ruling lines, and what speaks for a scan."""

from __future__ import annotations

import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from struct import iter_unpack
from typing import TYPE_CHECKING

import regex

from extractors.readers.pdf_drawing import Drawing, read_drawing
from extractors.readers.pdf_heights import even_out
from extractors.readers.pdf_shapes import Box, Frame, PdfWord, Rule, unite
from extractors.readers.pdf_sideways import join_sideways

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# Blanks are listed, not \s: legacy fonts put letters on U+0085 and U+001C-U+001F.
_TOKEN = regex.compile(r"[^ \t\r\n\u00a0]+|\n")
# PDFium gives a hyphen at a line's end as one of these, and often no line's end behind it.
_END_HYPHEN = regex.compile(r"[\x02\ufffe]|\u00ad(?=[ \r\n]|$)")
# Bullets of the symbol fonts of Word, which sit in the private use area.
_SYMBOLS = str.maketrans(
    {"\uf0b7": "•", "\uf02d": "-", "\uf0d8": "➢", "\uf076": "❖", "\uf0a7": "▪", "\uf0fc": "✓", "\x00": "\ufffd"}
)
_PRIVATE = regex.compile(r"[\x00\uf000-\uf0ff]")
_INVISIBLE = regex.compile(r"[\u00ad\u200b\ufeff]")
_UNMAPPED = regex.compile(
    r"[\p{Co}\p{Cn}\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufffd]",
    regex.VERSION1,
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGIT = regex.compile(r"\d")
_DIGITS = frozenset("0123456789")
# Words a footnote's mark may hang on: "bản1", "98%2;", "1Báo", "12.3454".
_MAYBE_MARKED = regex.compile(r"(?<=\D)(\d{1,3})[.,;:)”\"]*$|^(\d{1,3})(?=\p{L})|(\d{3})$")
# Latin-1 letters and controls that Unicode Vietnamese never uses: only then fonts are asked for their names.
_MAYBE_LEGACY = regex.compile(
    r"[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x80-\x9f¡-¦¨-ª¬®¯´-¶¸-º¼¾-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]"
)
# A mark is set at 58-70 % of the size of its word; 80 % leaves room for small capitals.
_RAISED_SIZE = 0.8
_RAISED_SHIFT = 0.12
_ANGLE_SAMPLES = 24
_SUBSET_TAG = regex.compile(r"^[A-Z]{6}\+")
# A page this full of objects is a map or an attack; the fullest report page seen has 9,000.
MAX_PAGE_OBJECTS = 250_000
MAX_PAGE_CHARS = 250_000


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as PDFium gives it; `fonts` has one name a word where the letters may be legacy ones, else nothing."""

    words: tuple[PdfWord, ...]
    fonts: tuple[str | None, ...]
    drawing: Drawing
    read_frame: Frame
    shown_frame: Frame
    unmapped_share: float

    @property
    def is_as_shown(self) -> bool:
        """Whether the page is read as it is shown: its text does not lie on its side."""
        return self.read_frame == self.shown_frame

    def shown_box(self, box: Box) -> Box:
        """A box on the page as shown."""
        return self.shown_frame.place(*self.read_frame.unplace(box))

    def shown_word(self, word: PdfWord) -> PdfWord:
        """A word on the page as shown."""
        x0, y0, x1, y1 = self.shown_box(word.box)
        return word._replace(x0=x0, y0=y0, x1=x1, y1=y1)


class PageTooLarge(Exception):
    """A page with more objects or characters than a report can have."""


def read_raw_page(page: PdfPage) -> RawPage:
    """The page's words, rules and evidence. Raises PageTooLarge."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPage_CountObjects(page.raw) > MAX_PAGE_OBJECTS:
        raise PageTooLarge(f"> {MAX_PAGE_OBJECTS} objects")
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_PAGE_CHARS:
            raise PageTooLarge(f"> {MAX_PAGE_CHARS} characters")
        return _read(page, textpage)
    finally:
        textpage.close()


def _read(page: PdfPage, textpage: PdfTextPage) -> RawPage:
    text = _read_text(textpage)
    shown = _read_frame(page)
    frame = _turn(shown, _read_angle(textpage, len(text)))
    drawing = read_drawing(page.raw, frame)
    reader = _WordReader(textpage, text, frame, drawing.vertical)
    words = tuple(even_out(textpage, reader.read(), frame))
    if reader.has_sideways:
        words = tuple(join_sideways(textpage, text, words, frame))
    fonts = tuple(_read_fonts(textpage, words)) if _MAYBE_LEGACY.search(text) else ()
    return RawPage(words, fonts, drawing, frame, shown, count_unmapped(text))


def _read_text(textpage: PdfTextPage) -> str:
    """PDFium's text, one code point a character index."""
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    text = str(textpage.get_text_range()) if count else ""
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
        text = "".join("\ufffd" if code == 0 or 0xD800 <= code < 0xE000 else chr(code) for code in codes)
    text = _END_HYPHEN.sub("-", text)
    return text.translate(_SYMBOLS) if _PRIVATE.search(text) else text


def count_unmapped(text: str) -> float:
    """Share of characters that stand for no letter: replacement, private use, control, unassigned."""
    unmapped = len(_UNMAPPED.findall(text))
    return unmapped / sum(map(len, text.split())) if unmapped else 0.0


def _read_frame(page: PdfPage) -> Frame:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, box)
    return Frame(float(box.left), float(box.bottom), float(box.right), float(box.top), int(page.get_rotation()))


def _turn(frame: Frame, turn: int) -> Frame:
    return frame if turn == frame.turn else Frame(frame.left, frame.bottom, frame.right, frame.top, turn)


def _read_angle(textpage: PdfTextPage, count: int) -> int:
    """The turn, clockwise in degrees, after which most of the text stands upright."""
    import pypdfium2.raw as pdfium

    step = max(1, count // _ANGLE_SAMPLES)
    angles = [pdfium.FPDFText_GetCharAngle(textpage.raw, index) for index in range(0, count, step)]
    quarters = Counter(-round(angle / 1.5707963) % 4 for angle in angles if angle >= 0)
    return quarters.most_common(1)[0][0] * 90 if quarters else 0


def _read_fonts(textpage: PdfTextPage, words: Sequence[PdfWord]) -> Iterator[str | None]:
    """The name of the font each word begins in, without the tag of an embedded subset."""
    import pypdfium2.raw as pdfium

    size, flags = 128, pdfium.c_int()
    buffer = pdfium.ctypes.create_string_buffer(size)
    for word in words:
        length = pdfium.FPDFText_GetFontInfo(textpage.raw, word.char, buffer, size, flags)
        name = buffer.value.decode("utf-8", errors="replace") if 1 < length <= size else ""
        yield _SUBSET_TAG.sub("", name) or None


class _WordReader:
    """Cuts PDFium's text into words and asks for the boxes of their first and last characters."""

    def __init__(self, textpage: PdfTextPage, text: str, frame: Frame, vertical: Sequence[Rule]) -> None:
        import pypdfium2.raw as pdfium

        self._raw = textpage.raw
        self._text = text
        self._is_plain = not _INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text)
        self._frame = frame
        self._place = frame.placer
        self._vertical = vertical
        self._rect = pdfium.FS_RECTF()
        self._get = pdfium.FPDFText_GetLooseCharBox
        self._get_origin = pdfium.FPDFText_GetCharOrigin
        self._origin = (pdfium.c_double(), pdfium.c_double())
        self._get_object, self._cast, self._pointer = pdfium.FPDFText_GetTextObject, pdfium.cast, pdfium.c_void_p
        self._get_size = pdfium.FPDFText_GetFontSize
        self.has_sideways = False

    def read(self) -> list[PdfWord]:
        """Words in PDFium's order; what lies wholly off the page is not read."""
        width, height = self._frame.size
        words = self._read_upright() if self._frame.turn == 0 else self._read_turned()
        return [w for w in words if w.x1 > 0 and w.y1 > 0 and w.x0 < width and w.y0 < height and w.text]

    def _read_upright(self) -> list[PdfWord]:
        """The usual page, in one loop over numbers: the boxes of words are most of the time a page takes."""
        tokens, starts, runs = self._read_tokens()
        rects = self._read_ends(tokens, starts)
        x, y, is_plain, vertical = self._frame.left, self._frame.top, self._is_plain, self._vertical
        words: list[PdfWord] = []
        for token, start, run, (left, top, _, bottom), (left2, top2, right2, bottom2) in zip(
            tokens, starts, runs, rects[::2], rects[1::2], strict=True
        ):
            is_odd = left2 < left or top2 < bottom or bottom2 > top or (not token.isalpha() and _DIGIT.search(token))
            if is_odd or (vertical and self._is_crossed(left - x, right2 - x, y - (top + bottom) / 2)):
                words.extend(self._read_odd(token, start, run))
                continue
            text = token if is_plain else _clean(token)
            y0, y1 = y - (top if top > top2 else top2), y - (bottom if bottom < bottom2 else bottom2)
            words.append(PdfWord(text, left - x, y0, right2 - x, y1, run, start))
        return words

    def _read_turned(self) -> list[PdfWord]:
        tokens, starts, runs = self._read_tokens()
        items = zip(tokens, starts, runs, strict=True)
        return [word for token, start, run in items for word in self._read_odd(token, start, run)]

    def _read_tokens(self) -> tuple[list[str], list[int], list[int]]:
        """Runs without blanks, where they start, and PDFium's line each is in."""
        tokens: list[str] = []
        starts: list[int] = []
        runs: list[int] = []
        run = 0
        for match in _TOKEN.finditer(self._text):
            token = match[0]
            if token == "\n":
                run += 1
            else:
                tokens.append(token)
                starts.append(match.start())
                runs.append(run)
        return tokens, starts, runs

    def _read_ends(self, tokens: Sequence[str], starts: Sequence[int]) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of the first and the last character of each run, by turns.

        Asked for in one go, which halves the time of 900 calls a page.
        """
        import pypdfium2.raw as pdfium

        indexes = [i for token, start in zip(tokens, starts, strict=True) for i in (start, start + len(token) - 1)]
        rects = (pdfium.FS_RECTF * len(indexes))()
        deque(map(self._get, repeat(self._raw), indexes, rects), maxlen=0)
        return list(iter_unpack("4f", rects))

    def _read_odd(self, token: str, start: int, run: int) -> Sequence[PdfWord]:
        """A run with digits, which may be a footnote's, or one that is more than a word."""
        end = start + len(token)
        first, last = self._box(start), self._box(end - 1)
        is_upright = last.x0 >= first.x0 and last.y0 <= first.y1 and last.y1 >= first.y0
        if not is_upright or self._is_crossed(first.x0, last.x1, (first.y0 + first.y1) / 2):
            self.has_sideways |= not is_upright and 2 * abs(first.x0 - last.x0) < first.x1 - first.x0
            if not self._is_sideways(first, last):
                return self._split(token, start, run)
        elif len(token) <= 2 and token.isdigit():
            token = token.translate(_RAISED) if self._is_lone_mark(start, end) else token
        elif len(token) > 1 and (found := _MAYBE_MARKED.search(token)):
            sizes = {
                round(float(self._get_size(self._raw, i)), 2)
                for i in (start, end - 1, start + found.end(found.lastindex or 0) - 1)
            }
            if len(sizes) > 1 or not found.start():
                return [self._word(text, at, len(text), run) for text, at in self._mark_raised(token, start)]
        return [PdfWord(_clean(token), *unite(first, last), run, start)]

    def _is_crossed(self, x0: float, x1: float, middle: float) -> bool:
        return any(x0 + 1 < rule.at < x1 - 1 and rule.start < middle < rule.end for rule in self._vertical)

    def _is_sideways(self, first: Box, last: Box) -> bool:
        """Whether a word is written up or down the page."""
        return abs(first.x0 - last.x0) < 1 and unite(first, last).height > 1.3 * (first.x1 - first.x0)

    def _split(self, token: str, start: int, run: int) -> list[PdfWord]:
        """A run cut where it leaves its line, leaps, or another of the file's text objects begins.

        A number that sticks out of its cell is one object and stays whole; what two cells hold is two.
        """
        boxes = [self._box(start + index) for index in range(len(token))]
        objects = [self._object(start + index) for index in range(len(token))]
        cuts = [
            index
            for index in range(1, len(token))
            if objects[index] != objects[index - 1] or self._leaps(boxes[index - 1], boxes[index])
        ]
        pairs = pairwise([0, *cuts, len(token)])
        return [PdfWord(_clean(token[a:b]), *unite(*boxes[a:b]), run, start + a) for a, b in pairs]

    def _object(self, index: int) -> int:
        """The file's text object a character belongs to."""
        return int(self._cast(self._get_object(self._raw, index), self._pointer).value or 0)

    def _leaps(self, before: Box, after: Box) -> bool:
        middle = (before.y0 + before.y1) / 2
        if not after.y0 < middle < after.y1 and not before.y0 < (after.y0 + after.y1) / 2 < before.y1:
            return True
        return after.x0 < before.x0 - 1 or after.x0 > before.x1 + 0.5 * before.height

    def _mark_raised(self, token: str, start: int) -> list[tuple[str, int]]:
        """The token with its raised digits as superscripts; a mark before a word is a word of its own."""
        sizes = [float(self._get_size(self._raw, start + index)) for index in range(len(token))]
        limit = _RAISED_SIZE * max(sizes)
        normal = [index for index, size in enumerate(sizes) if size >= limit]
        raised = [
            index
            for index, size in enumerate(sizes)
            if size < limit and token[index] in _DIGITS and self._is_up(start + index, start + normal[0])
        ]
        if not raised:
            return [(token, start)]
        text = "".join(c.translate(_RAISED) if index in raised else c for index, c in enumerate(token))
        if raised[0] == 0 and normal and token[normal[0]].isalpha():
            return [(text[: normal[0]], start), (text[normal[0] :], start + normal[0])]
        return [(text, start)]

    def _is_lone_mark(self, start: int, end: int) -> bool:
        """Whether digits that stand alone are smaller and higher than the word before or after them."""
        for other in (start - 2, end + 1):
            if 0 <= other < len(self._text) and self._text[other].isalpha():
                sizes = [float(self._get_size(self._raw, index)) for index in (start, other)]
                return sizes[0] < _RAISED_SIZE * sizes[1] and self._is_up(start, other)
        return False

    def _is_up(self, index: int, other: int) -> bool:
        """Whether a small character stands on a higher line than its neighbour."""
        return self._baseline(other) - self._baseline(index) > _RAISED_SHIFT * float(self._get_size(self._raw, other))

    def _word(self, text: str, start: int, size: int, run: int) -> PdfWord:
        return PdfWord(_clean(text), *unite(*(self._box(start + index) for index in range(size))), run, start)

    def _baseline(self, index: int) -> float:
        x, y = self._origin
        self._get_origin(self._raw, index, x, y)
        return self._frame.place(x.value, y.value, x.value, y.value).y0

    def _box(self, index: int) -> Box:
        rect = self._rect
        self._get(self._raw, index, rect)
        return self._place(rect.left, rect.bottom, rect.right, rect.top)


def _clean(token: str) -> str:
    """The token in NFC without characters that print nothing."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", token))
