"""Pages as an office would print them, with every word's place known: prose, ruled tables, unruled tables, both."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import regex
import yaml

from extractors.readers.scan_shapes import Box, unite
from pipeline.tools.ocr_image import DPI, Image

# Set this many times finer than scanned, so that letters fall between the pixels as they do on a scanner's glass.
FINER = 3
_LEAST_SIZE = 8.0
PRINT_DPI = DPI * FINER
A4 = (1654, 2339)
KINDS = ("prose", "ruled", "unruled", "mixed")
_SENTENCES = Path("corpus/gold/sentences/other_offices.yaml")
FOLDERS = ("/usr/share/fonts", "/usr/share/texmf/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_UNITS = (
    "xã Tân Hòa;xã Phú Lộc;xã Yên Sở;thị trấn Đồi Ngô;xã Quảng Lưu;xã Hưng Đạo;xã Vĩnh Thịnh;phường Ngọc Xuyên;"
    "xã Cẩm Mỹ;xã Sủng Trái;xã Đạ Long;xã Ea Kênh;xã Ia Dreh;xã Lũng Cú;xã Mỹ Thạnh Tây;Phòng Nội vụ;"
    "Phòng Tài nguyên và Môi trường;Trung tâm Y tế;Chi cục Thuế;Hội Liên hiệp Phụ nữ;Ban Quản lý dự án;"
    "xã Thổ Bình;xã Nghĩa Thắng;xã Kỳ Xuân"
)
_HEADERS = (
    "Tổng số;Đã giải quyết;Trước hạn;Tỷ lệ (%);Kế hoạch;Thực hiện;So với cùng kỳ (%);Số hộ;Số khẩu;"
    "Diện tích (ha);Sản lượng (tấn);Đạt (%);Năm trước;Quá hạn;Kinh phí"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and its box in pixels at 200 dpi."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page in grey, its words, its printed lines (a line of a cell is one), the cells of its tables."""

    grey: Image
    words: tuple[Placed, ...]
    lines: tuple[Placed, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Style:
    """The font files of a page, and sizes in points."""

    regular: Path
    bold: Path
    prose_size: float
    table_size: float


@cache
def find_font(name: str, folders: Sequence[str]) -> Path | None:
    """The font file of this name, None where the machine has it not."""
    found = (path for folder in folders if Path(folder).is_dir() for path in sorted(Path(folder).rglob(name)))
    return next(found, None)


# The fonts must have the letters of Vietnamese: Debian's Liberation fonts lack half of them.
_FAMILIES: dict[str, tuple[tuple[str, str], ...]] = {
    "development": (
        ("texgyretermes-regular.otf", "texgyretermes-bold.otf"),
        ("texgyreheros-regular.otf", "texgyreheros-bold.otf"),
        ("DejaVuSerifCondensed.ttf", "DejaVuSerifCondensed-Bold.ttf"),
    ),
    "test": (
        ("FreeSerif.ttf", "FreeSerifBold.ttf"),
        ("STIX-Regular.otf", "STIX-Bold.otf"),
        ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
        ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
        ("LinLibertine_R.otf", "LinLibertine_RB.otf"),
        ("FreeSans.ttf", "FreeSansBold.ttf"),
    ),
    "other": (
        ("texgyrepagella-regular.otf", "texgyrepagella-bold.otf"),
        ("texgyreschola-regular.otf", "texgyreschola-bold.otf"),
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ),
}
SETS = tuple(_FAMILIES)
PACKAGES = "fonts-texgyre fonts-freefont-ttf fonts-stix fonts-noto-core fonts-crosextra-carlito fonts-linuxlibertine"


def find_styles(set_name: str, folders: Sequence[str] = FOLDERS) -> list[tuple[Path, Path]]:
    """The font families of a set that the machine has, regular and bold."""
    pairs = ((find_font(regular, folders), find_font(bold, folders)) for regular, bold in _FAMILIES[set_name])
    return [(regular, bold) for regular, bold in pairs if regular and bold]


def set_page(set_name: str, kind: str, seed: int, families: Sequence[tuple[Path, Path]]) -> SetPage:
    """A page of this kind in one of the families; the two sets share no sentence, no seed and no font."""
    dice = random.Random(f"{set_name} {kind} {seed}")
    regular, bold = families[seed % len(families)]
    style = Style(regular, bold, dice.choice((12, 13, 13.5, 14)), dice.choice((10, 11, 12, 13)))
    sheet = BlankSheet(style, dice)
    if kind in {"prose", "mixed"}:
        sheet.add_prose(_sentences(set_name), 0.95 if kind == "prose" else 0.4)
    if kind in {"ruled", "mixed"}:
        sheet.add_ruled_table()
    if kind == "unruled":
        sheet.add_prose(_sentences(set_name), 0.2)
        sheet.add_unruled_table()
        sheet.add_prose(_sentences(set_name), 0.95)
    return sheet.finish()


@cache
def _sentences(set_name: str) -> tuple[str, ...]:
    rows = yaml.safe_load(_SENTENCES.read_text(encoding="utf-8"))
    texts = [" ".join(row["text"].split()) for row in rows if "\t" not in row["text"]]
    return tuple(text for text in texts[min(1, SETS.index(set_name)) :: 2] if len(text) > 60)


def shuffle_digits(text: str, dice: random.Random) -> str:
    """The text with other digits: as many, and no number begins with another zero than before."""

    def other(match: regex.Match[str]) -> str:
        digit = match.group()
        is_first = match.start() == 0 or not text[match.start() - 1].isdigit()
        return digit if digit == "0" and is_first else str(dice.randint(1 if is_first else 0, 9))

    return regex.sub(r"\d", other, text)


def make_number(dice: random.Random) -> str:
    """A figure as tables have them: small counts, thousands, percents with one or two decimals, a/b."""
    kind = dice.random()
    if kind < 0.45:
        return _vietnamese(dice.choice((dice.randint(0, 9), dice.randint(10, 999), dice.randint(1000, 99999))), 0)
    if kind < 0.85:
        return _vietnamese(dice.uniform(0, dice.choice((100, 5000))), dice.choice((1, 2)))
    return (
        _vietnamese(dice.uniform(0, 100), 1) + "%" if kind < 0.93 else f"{dice.randint(1, 99)}/{dice.randint(99, 999)}"
    )


def _vietnamese(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


@dataclass(slots=True)
class BlankSheet:
    """A page being set from the top; lengths in pixels of the print."""

    style: Style
    dice: random.Random
    words: list[Placed] = field(default_factory=list)
    lines: list[Placed] = field(default_factory=list)
    cells: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    y: float = 0.07 * A4[1] * FINER
    image: PIL.Image.Image = field(default_factory=lambda: PIL.Image.new("L", (A4[0] * FINER, A4[1] * FINER), 255))

    @property
    def left(self) -> float:
        return 0.12 * self.image.width

    @property
    def right(self) -> float:
        return 0.92 * self.image.width

    def finish(self) -> SetPage:
        fine = np.asarray(self.image, np.uint8)
        grey = np.asarray(cv2.resize(fine, A4, interpolation=cv2.INTER_AREA), np.uint8)
        return SetPage(grey, tuple(self.words), tuple(self.lines), tuple(self.cells))

    def write(self, x: float, y: float, words: Sequence[str], font: PIL.ImageFont.FreeTypeFont, gap: float) -> None:
        """A line of words from a place on."""
        draw = PIL.ImageDraw.Draw(self.image)
        boxes = []
        for word in words:
            draw.text((x, y), word, fill=0, font=font)
            x0, y0, x1, y1 = (edge / FINER for edge in draw.textbbox((x, y), word, font=font))
            boxes.append(Box(x0, y0, x1, y1))
            x += font.getlength(word) + gap
        self.words += [Placed(word, box) for word, box in zip(words, boxes, strict=True)]
        self.lines.append(Placed(" ".join(words), unite(boxes)))

    def add_prose(self, sentences: Sequence[str], until: float) -> None:
        """Justified paragraphs, a heading in bold now and then, down to this share of the page."""
        while True:
            text = shuffle_digits(self.dice.choice(sentences), self.dice)
            is_heading = self.dice.random() < 0.15
            text = f"{self.dice.randint(1, 9)}. {text[:60].rsplit(' ', 1)[0]}" if is_heading else text
            if not self.add_paragraph(text, until, is_bold=is_heading):
                return

    def add_paragraph(self, text: str, until: float, *, is_bold: bool = False) -> bool:
        """One justified paragraph; False, and nothing set, where it would reach below this share of the page."""
        size = self.style.prose_size
        font = _font(self.style.bold if is_bold else self.style.regular, size)
        lines = list(_broken(text.split(), font, self.right - self.left, _pixels(size) * 2))
        if self.y + len(lines) * 1.35 * _pixels(size) > until * self.image.height:
            return False
        for number, line in enumerate(lines):
            indent = 0.0 if number else _pixels(size) * 2
            blank = font.getlength(" ")
            spare = self.right - self.left - indent - _width(line, font, blank)
            more = spare / (len(line) - 1) if number < len(lines) - 1 and len(line) > 1 else 0.0
            self.write(self.left + indent, self.y, line, font, blank + more)
            self.y += 1.35 * _pixels(size)
        self.y += 0.4 * _pixels(size)
        return True

    def add_ruled_table(self) -> None:
        """A table with all its rules, down to the foot of the page or less."""
        widths, head = self._columns(self.dice.randint(3, 6), 0.07)
        self.add_rows([head, *self._rows(len(head), self.dice.randint(8, 24), has_number=True)], widths)

    def add_rows(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
        """These rows ruled, the first as header; how many there was room for."""
        self.style = replace(self.style, table_size=self._size_that_fits(rows, widths))
        places = [self.left + sum(widths[:n]) for n in range(len(widths) + 1)]
        top, lines, kept = self.y + 30, [self.y + 30], []
        for number, row in enumerate(rows):
            font = _font(self.style.regular if number else self.style.bold, self.style.table_size)
            height = self._fill_row(row, lines[-1], places, font, is_head=number == 0)
            if height is None:
                break
            kept.append(tuple(row))
            lines.append(lines[-1] + height)
        draw, thick = PIL.ImageDraw.Draw(self.image), self.dice.choice((3, 4, 6))
        for y in lines:
            draw.line((places[0], y, places[-1], y), fill=0, width=thick)
        for x in places:
            draw.line((x, top, x, lines[-1]), fill=0, width=thick)
        self.cells.append(tuple(kept))
        self.y = lines[-1] + 60
        return len(kept)

    def _size_that_fits(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> float:
        """The table's size in points, less where a word would run over the rules: no office prints that."""
        size = self.style.table_size
        while size > _LEAST_SIZE and any(
            _font(self.style.bold, size).getlength(word) > width - 0.7 * _pixels(size)
            for row in rows
            for text, width in zip(row, widths, strict=False)
            for word in text.split(" ")
        ):
            size -= 0.5
        return size

    def _columns(self, count: int, number_share: float) -> tuple[list[float], list[str]]:
        """Widths and headers: running number, unit, figures."""
        whole = self.right - self.left
        name_share = 0.28
        rest = (1 - number_share - name_share) / count
        widths = [whole * share for share in (number_share, name_share, *[rest] * count)]
        return widths, ["STT", "Đơn vị", *self.dice.sample(_HEADERS.split(";"), count)]

    def _rows(self, width: int, count: int, *, has_number: bool) -> Iterable[list[str]]:
        units = _UNITS.split(";")
        names = self.dice.sample(units, min(count, len(units)))
        for number, name in enumerate(names, start=1):
            figures = [make_number(self.dice) for _ in range(width - 2)]
            yield [str(number) if has_number else "", name, *figures]

    def _fill_row(
        self, row: Sequence[str], y: float, xs: Sequence[float], font: PIL.ImageFont.FreeTypeFont, *, is_head: bool
    ) -> float | None:
        """The cells' lines written; the row's height, or None where the page has no room for it."""
        size, pad = _pixels(self.style.table_size), 0.35 * _pixels(self.style.table_size)
        broken = [
            list(_broken(text.split(), font, x1 - x0 - 2 * pad, 0.0))
            for text, x0, x1 in zip(row, xs, xs[1:], strict=False)
        ]
        height = max(len(lines) for lines in broken) * 1.2 * size + 2 * pad
        if y + height > 0.94 * self.image.height:
            return None
        for lines, x0, x1, is_name in zip(broken, xs, xs[1:], [n == 1 for n in range(len(row))], strict=False):
            for number, line in enumerate(lines):
                blank = font.getlength(" ")
                spare = x1 - x0 - 2 * pad - _width(line, font, blank)
                x = x0 + pad + (0.0 if is_name and not is_head else max(0.0, spare / 2))
                self.write(x, y + pad + number * 1.2 * size, line, font, blank)
        return height

    def add_unruled_table(self) -> None:
        """Columns kept apart by white alone, figures set to the right."""
        widths, head = self._columns(self.dice.randint(2, 4), 0.05)
        ends = [self.left + sum(widths[: n + 1]) for n in range(len(widths))]
        rows = [head, *self._rows(len(head), self.dice.randint(6, 12), has_number=True)]
        whole_texts = [[text.replace(" ", "\u00a0") for text in row] for row in rows]
        size = self._size_that_fits(whole_texts, widths)
        self.cells.append(tuple(tuple(row) for row in rows))
        for number, row in enumerate(rows):
            font = _font(self.style.regular if number else self.style.bold, size)
            blank = font.getlength(" ")
            for col, text in enumerate(row):
                width = _width(text.split(), font, blank)
                x = ends[col] - widths[col] if col < 2 else ends[col] - width - 20
                self.write(x, self.y + 40, text.split(), font, blank)
            self.y += 1.5 * _pixels(size)
        self.y += 120


@cache
def _font(path: Path, size: float) -> PIL.ImageFont.FreeTypeFont:
    return PIL.ImageFont.truetype(str(path), round(_pixels(size)))


def _pixels(points: float) -> float:
    return points * PRINT_DPI / 72


def _width(words: Sequence[str], font: PIL.ImageFont.FreeTypeFont, blank: float) -> float:
    return sum(font.getlength(word) for word in words) + blank * (len(words) - 1)


def _broken(words: Sequence[str], font: PIL.ImageFont.FreeTypeFont, width: float, indent: float) -> Iterable[list[str]]:
    """The words in lines of this width, the first one shorter by the indent."""
    line: list[str] = []
    room = width - indent
    for word in words:
        if line and _width([*line, word], font, font.getlength(" ")) > room:
            yield line
            line, room = [], width
        line.append(word)
    if line:
        yield line
