"""Words and rules of a scanned page become text, cells and boxes, as those of a PDF do."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import PIL.Image
import pytest

from extractors.readers.failure import ReadFailure
from extractors.readers.scan import PageParts, find_cells, join_pieces, read_page
from extractors.readers.scan_image import dpi_of, read_image
from extractors.readers.scan_shapes import (
    Affine,
    Box,
    Reading,
    Rule,
    ScannedPage,
    ScannedWord,
    format_alternatives,
    parse_alternatives,
)
from extractors.rules_compiled import CompiledRules
from schemas.document import Document, DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel
from tests import reading

LETTER = 14.0
POINTS = 72 / 200


def words_at(x: float, y: float, text: str, line: int) -> list[ScannedWord]:
    """The words of a line set in letters of one width, from a place in pixels."""
    found = []
    for word in text.split():
        found.append(ScannedWord(word, Box(x, y, x + LETTER * len(word), y + 28), 0.9, line))
        x += LETTER * (len(word) + 1)
    return found


def ruled(xs: Sequence[float], ys: Sequence[float]) -> tuple[Rule, ...]:
    """All rules of a grid, three pixels thick."""
    across = [Rule(Box(xs[0], y - 1, xs[-1], y + 2)) for y in ys]
    down = [Rule(Box(x - 1, ys[0], x + 2, ys[-1])) for x in xs]
    return (*across, *down)


def scanned(words: Sequence[ScannedWord], rules: Sequence[Rule] = (), way: Affine | None = None) -> ScannedPage:
    return ScannedPage(
        tuple(words), tuple(rules), way or Affine(POINTS, 0, 0, 0, POINTS, 0), 1654 * POINTS, 2339 * POINTS, POINTS
    )


def table_page(number: int, rows: Sequence[Sequence[str]], top: float = 300) -> PageParts:
    """A page with one table of three columns, rows 60 pixels high."""
    xs = (100.0, 300.0, 900.0, 1400.0)
    ys = [top + 60 * n for n in range(len(rows) + 1)]
    words = [
        word
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        for word in words_at(xs[c] + 20, ys[r] + 15, text, 10 * r + c)
    ]
    return read_page("d", number, scanned(words, ruled(xs, ys)))


def test_a_printed_line_is_a_line_and_words_point_into_it() -> None:
    lines = [*words_at(200, 200, "Toàn xã có 1.234 hộ", 0), *words_at(200, 250, "đạt 98,5%.", 1)]
    parts = read_page("d", 3, scanned(lines))
    text = parts.page.text
    assert text.splitlines() == ["Toàn xã có 1.234 hộ", "đạt 98,5%."]
    assert [text[word.char_start : word.char_end] for word in parts.words] == text.split()
    assert parts.page.text_source is TextSource.OCR
    assert parts.page.ocr_confidence == Decimal("0.900")
    assert (parts.words[0].x0, parts.words[0].y0) == (Decimal("72.0"), Decimal("72.0"))


def test_words_come_in_order_whatever_the_engine_says() -> None:
    words = [*words_at(600, 202, "về đích", 7), *words_at(200, 200, "Xã đã sớm", 4)]
    assert read_page("d", 1, scanned(words)).page.text.splitlines() == ["Xã đã sớm về đích"]


def test_decomposed_letters_are_composed() -> None:
    parts = read_page("d", 1, scanned(words_at(200, 200, "ba\u0309n 5", 0)))
    assert parts.page.text.strip() == "bản 5"
    assert (parts.words[1].char_start, parts.words[1].char_end) == (4, 5)


def test_letterhead_is_read_column_by_column() -> None:
    words = [
        *words_at(150, 100, "UBND HUYỆN MƯỜNG KHAO", 0),
        *words_at(900, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 0),
        *words_at(250, 145, "Số: 12/BC-UBND", 1),
        *words_at(950, 145, "Độc lập - Tự do - Hạnh phúc", 1),
        *words_at(150, 300, "Trong năm huyện đã làm nhiều việc cho dân và cho tỉnh nhà suốt cả năm qua", 2),
    ]
    assert read_page("d", 1, scanned(words)).page.text.splitlines()[:4] == [
        "UBND HUYỆN MƯỜNG KHAO",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_table_rows_are_lines_with_tabs_and_cells_point_into_them() -> None:
    page = table_page(1, [["STT", "Đơn vị", "Tỷ lệ"], ["1", "Mường Chà", "97,5"], ["2", "", "80"]])
    assert page.page.text.splitlines() == ["STT\tĐơn vị\tTỷ lệ", "1\tMường Chà\t97,5", "2\t\t80"]
    ((cells, spans),) = join_pieces("d", page.pieces)
    assert [(c.row, c.col, c.text, c.is_header) for c in cells if c.row < 2] == [
        (0, 0, "STT", True),
        (0, 1, "Đơn vị", True),
        (0, 2, "Tỷ lệ", True),
        (1, 0, "1", False),
        (1, 1, "Mường Chà", False),
        (1, 2, "97,5", False),
    ]
    assert all(page.page.text[s.char_start : s.char_end] == c.text for s, c in zip(spans, cells, strict=True))


def test_table_over_two_pages_is_one_though_its_header_is_read_otherwise() -> None:
    first = table_page(1, [["STT", "Đơn vị", "Tỷ lệ"], ["1", "Mường Chà", "97,5"], ["2", "Nậm Pồ dài", "80"]], 1900)
    second = table_page(2, [["SIT", "Đơn vi", "Tỷ lệ"], ["", "và rộng", ""], ["3", "Pá Khoang", "60"]], 150)
    ((cells, spans),) = join_pieces("d", [*first.pieces, *second.pieces])
    assert [cell.text for cell in cells if cell.col == 1] == ["Đơn vị", "Mường Chà", "Nậm Pồ dài và rộng", "Pá Khoang"]
    assert [span.page for span in spans if (span.row, span.col) == (2, 1)] == [1, 2]


def test_a_page_turned_on_its_side_gives_boxes_as_shown() -> None:
    turned = Affine(0, POINTS, 0, -POINTS, 0, 2339 * POINTS)
    parts = read_page("d", 1, scanned(words_at(300, 200, "bốn", 0), way=turned))
    word = parts.words[0]
    assert (word.x0, word.x1) == (Decimal("72.0"), Decimal("82.1"))
    assert word.y1 == Decimal(str((2339 - 300) * POINTS)).quantize(Decimal("0.1"))


def test_disagreements_are_kept_with_their_confidence() -> None:
    word = replace(words_at(200, 200, "97,57", 0)[0], alternatives=(Reading("9757", 0.62),))
    kept = read_page("d", 1, scanned([word])).words[0].alternatives
    assert kept == "9757 (0.62)"
    assert parse_alternatives(kept) == (Reading("9757", 0.62),)
    assert format_alternatives(()) is None
    assert parse_alternatives(None) == ()


def test_cells_are_found_in_pixels() -> None:
    (cells,) = find_cells(ruled((100, 300, 600), (200, 260, 320)))
    assert len(cells) == 4
    assert (round(cells[0].x0), round(cells[0].y1)) == (100, 260)


def image_bytes(size: tuple[int, int], kind: str, frames: int = 1, dpi: int | None = None) -> bytes:
    out = io.BytesIO()
    image = PIL.Image.new("L", size, 255)
    more = {"save_all": True, "append_images": [image] * (frames - 1)} if frames > 1 else {}
    image.save(out, kind, **more, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def parcel_of(media_type: str) -> Parcel:
    return Parcel(Document("d", "scan", "", media_type, DocumentStatus.OK))


@pytest.mark.parametrize(
    ("size", "kind", "frames", "dpi", "points"),
    [
        ((827, 1169), "png", 1, 100, ("595.4", "841.7")),
        ((1654, 2339), "jpeg", 1, 200, ("595.4", "842.0")),
        ((1200, 1600), "jpeg", 1, None, ("631.3", "841.7")),  # a photograph: as high as A4
        ((827, 1169), "tiff", 3, 100, ("595.4", "841.7")),
    ],
)
def test_images_have_their_pages(
    size: tuple[int, int], kind: str, frames: int, dpi: int | None, points: tuple[str, str], rules: CompiledRules
) -> None:
    parcel = read_image(image_bytes(size, kind, frames, dpi), parcel_of(f"image/{kind}"), rules)
    assert len(parcel.pages) == parcel.document.page_count == frames
    assert {page.error_code for page in parcel.pages} == {ErrorCode.OCR_UNAVAILABLE}
    assert (str(parcel.pages[-1].width), str(parcel.pages[-1].height)) == points


def test_an_image_bomb_is_too_large(rules: CompiledRules) -> None:
    with pytest.raises(ReadFailure) as failure:
        read_image(image_bytes((20_000, 5_000), "png"), parcel_of("image/png"), rules)
    assert failure.value.code is ErrorCode.TOO_LARGE


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"II*\x00\x08\x00\x00\x00", b"nothing", image_bytes((9, 9), "png")[:30]]
)
def test_a_damaged_image_is_corrupt(data: bytes, rules: CompiledRules) -> None:
    with pytest.raises(ReadFailure) as failure:
        read_image(data, parcel_of("image/png"), rules)
    assert failure.value.code is ErrorCode.CORRUPT


def test_screen_resolutions_say_nothing_of_the_paper() -> None:
    image = PIL.Image.new("L", (1000, 1169))
    image.info["dpi"] = (72, 72)
    assert round(dpi_of(image)) == 100


@pytest.fixture(scope="module")
def rules() -> CompiledRules:
    return reading.rules()
