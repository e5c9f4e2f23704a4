"""A report as PDF in TCVN3 letters, as offices printed until about 2010: fonts .VnTime and .VnTimeH, nothing embedded.

The codes are Latin-1 letters as far as any reader knows; only the fonts' names say what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, zip_longest

from corpus.samples.model import Report
from corpus.samples.pieces import Grid, NewPage, Pair, pieces_of, words_of
from extractors.legacy import encode_text
from schemas.document import Encoding

FONTS = {"F1": ".VnTime", "F2": ".VnTimeH"}
WIDTH, HEIGHT = 595, 842
LEFT, TOP, SIZE, LEADING = 60.0, 790.0, 12, 17
LETTERS_ON_A_LINE = 84
LINES_ON_A_PAGE = 42
LETTER_WIDTH = 500
# Letters left free between columns.
BLANK_BETWEEN = 2

# Texts of a printed line with how many letters from the left they begin.
PlacedTexts = tuple[tuple[int, str], ...]


def set_old_letters(report: Report) -> bytes:
    """The report with every paragraph wrapped to the page; tables stand in columns without lines, as tabs set them."""
    pages: list[list[PlacedTexts]] = [[]]
    for block in _blocks(report):
        if len(pages[-1]) + len(block) > LINES_ON_A_PAGE:
            pages.append([])
        pages[-1].extend(block)
    return _write(_content(page) for page in pages)


def _blocks(report: Report) -> Iterator[Sequence[PlacedTexts]]:
    """Lines that stay on one page: those of prose alone, those of a table's row together, its header with the first."""
    for piece in pieces_of(report):
        if isinstance(piece, Pair):
            yield from ([((0, words_of(runs)),)] for runs in (*piece.left, *piece.right))
        elif isinstance(piece, Grid):
            header, *rows = _grid_rows(piece)
            yield [*header, *rows[0]]
            yield from rows[1:]
        elif not isinstance(piece, NewPage):
            yield from ([((0, line),)] for line in _wrap(words_of(piece.runs), LETTERS_ON_A_LINE))


def _grid_rows(grid: Grid) -> Iterator[Sequence[PlacedTexts]]:
    """The lines of each row of a table, each cell wrapped in its column."""
    total = sum(grid.widths)
    ends = [round(LETTERS_ON_A_LINE * end / total) for end in accumulate(grid.widths)]
    starts = [0, *ends[:-1]]
    for row in (grid.header, *grid.rows):
        cells = [
            list(_wrap(text, end - start - BLANK_BETWEEN)) for text, start, end in zip(row, starts, ends, strict=True)
        ]
        yield [
            tuple((start, line) for start, line in zip(starts, lines, strict=True) if line)
            for lines in zip_longest(*cells, fillvalue="")
        ]


def _wrap(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _content(lines: Iterable[PlacedTexts]) -> bytes:
    operators = [b"BT"]
    for number, line in enumerate(lines):
        for start, text in line:
            place = (LEFT + start * SIZE * LETTER_WIDTH / 1000, TOP - number * LEADING)
            operators += [b"1 0 0 1 %.2f %.2f Tm" % place, *_runs(text)]
    return b"\n".join([*operators, b"ET"])


def _runs(line: str) -> Iterator[bytes]:
    """Words in capitals in the H font, which shows small codes as capitals; all others in the plain one."""
    words = line.split(" ")
    for index, word in enumerate(words):
        is_capital = word.isupper() and any(letter.isalpha() for letter in word)
        codes = encode_text(word.lower() if is_capital else word, Encoding.TCVN3).encode("latin-1")
        blank = b" " if index + 1 < len(words) else b""
        escaped = (codes + blank).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        yield b"/%s %d Tf (%s) Tj" % (b"F2" if is_capital else b"F1", SIZE, escaped)


def _write(contents: Iterable[bytes]) -> bytes:
    widths = b" ".join([b"%d" % LETTER_WIDTH] * 224)
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]>>"
    faces = [font % (name.encode(), widths) for name in FONTS.values()]
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *faces]
    fonts = b"".join(b"/%s %d 0 R" % (name.encode(), number) for number, name in enumerate(FONTS, start=3))
    kids: list[int] = []
    for content in contents:
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        box = b"/MediaBox[0 0 %d %d]" % (WIDTH, HEIGHT)
        objects.append(
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<<%s>>>>/Contents %d 0 R>>" % (box, fonts, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        data
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    )
