"""Scanned pages: the parts that need no engine, then whole pages where Tesseract and RapidOCR are installed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from extractors.readers.scan_shapes import Box, Reading, ScannedWord
from pipeline.tools import ocr, ocr_image, ocr_merge, ocr_shapes
from pipeline.tools.ocr_cache import load_page, page_key, save_page
from pipeline.tools.ocr_digits import load_digit_reader
from pipeline.tools.ocr_image import Image
from pipeline.tools.ocr_pieces import join_pieces, split_glued
from pipeline.tools.ocr_seal import find_seals
from pipeline.tools.ocr_shapes import Blots, Shape
from pipeline.tools.ocr_tesseract import find_tesseract, parse_tsv
from pipeline.tools.ocr_upright import is_sideways
from schemas.document import Document, DocumentStatus, ErrorCode, Page, TextSource
from schemas.parcel import Parcel

needs_engines = pytest.mark.skipif(
    find_tesseract() is None or load_digit_reader() is None, reason="tesseract vie or rapidocr is not installed"
)
FONT_SIZE = 34
HEADER = ("STT", "Tong so", "Ty le", "Ghi chu")
ROWS = (
    ("1", "12.345", "97,57", "7"),
    ("2", "906", "80,4%", "0"),
    ("3", "1.170", "21,7", "44"),
    ("4", "55", "100%", "12/177"),
)


def blots(*boxes: tuple[float, float, float, float]) -> Blots:
    return Blots(np.array(boxes, np.float64).reshape(-1, 4))


DIGIT, COMMA = (20.0, 29.0), 6.0


def ink_of(number: str, y: float = 100) -> Blots:
    """Blots as a number in 14 pt has them: digits 16 by 26, commas below the line."""
    boxes, x = [], 10.0
    for sign in number:
        low = sign in ".,"
        boxes.append((x, y + 21, x + 4, y + (31 if sign == "," else 26)) if low else (x, y, x + 16, y + 26))
        x += 8 if low else 20
    return blots(*boxes)


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("97,57", "97,57", True),
        ("9757", "97,57", False),  # the lost comma
        ("70", "170", False),  # a digit lost at a rule
        ("12.345", "12.345", True),
        ("abc", "97,57", True),  # letters: the ink says nothing
    ],
)
def test_a_reading_fits_the_ink_or_not(text: str, printed: str, expected: bool) -> None:
    assert ocr_shapes.fits(text, ocr_shapes.shape_of_ink(ink_of(printed).boxes)) is expected


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [("9757", "97,57", "97,57"), ("1234", "1.234", "1.234"), ("97", "97", None), ("97,5", "97,5", None)],
)
def test_a_mark_both_readers_lost_is_put_where_its_ink_is(text: str, printed: str, expected: str | None) -> None:
    assert ocr_shapes.put_lost_mark(text, ink_of(printed).boxes) == expected


@pytest.mark.parametrize(
    ("first", "sure", "second", "second_sure", "printed", "text", "left"),
    [
        ("97,57", 0.9, "97,57", 0.99, "97,57", "97,57", None),
        ("9757", 0.9, "97,57", 0.95, "97,57", "97,57", "9757"),  # the ink has a comma
        ("79,84", 0.9, "7984", 0.99, "79,84", "79,84", "7984"),  # the second reader may lose it too
        ("42", 0.7, "44", 0.99, "44", "44", "42"),  # the ink fits both: the second, if sure
        ("42", 0.7, "44", 0.5, "44", "42", "44"),
        ("vú", 0.3, "7", 0.99, "7", "7", "vú"),
        ("1H", 0.8, "III", 0.99, "111", "III", "1H"),
        ("1IHỰC", 0.1, "TH'C", 0.64, "11111", "THỰC", "1IHỰC"),  # letters taken for a digit
        ("(4%)", 0.3, "(%)", 0.97, "11", "(%)", "(4%)"),
        ("(3.395/3601", 0.8, "(3.395/3.601", 0.99, "13.39513.601", "(3.395/3.601", "(3.395/3601"),
        ("huyện", 0.7, "huyen", 0.99, "11111", "huyện", None),  # words are the first reader's
        ("3G,", 0.8, "3G,", 0.99, "11,", "3G,", None),
    ],
)
def test_disagreement_is_settled_by_ink_then_by_confidence_and_kept(
    first: str, sure: float, second: str, second_sure: float, printed: str, text: str, left: str | None
) -> None:
    ink = ink_of(printed)
    word = ScannedWord(first, Box(0, 100, 400, 126), sure, 0)
    settled = ocr_merge.settle(word, Reading(second, second_sure), ocr_shapes.shape_of_ink(ink.boxes), ink)
    assert settled.text == text
    assert [reading.text for reading in settled.alternatives] == ([left] if left else [])


def test_a_comma_neither_reader_saw_is_an_alternative() -> None:
    ink = ink_of("97,57")
    word = ScannedWord("9757", Box(8, 100, 110, 131), 0.9, 0)
    settled = ocr_merge.settle(word, Reading("9757", 0.9), Shape(4, ","), ink)
    assert (settled.text, settled.alternatives) == ("9757", (Reading("97,57", 0.5),))


def test_ink_in_no_word_is_found() -> None:
    ink = blots((10, 10, 26, 36), (30, 10, 46, 36), (200, 10, 216, 36))
    assert ocr_shapes.loose_boxes(ink, [Box(8, 8, 50, 38)], 26) == [Box(200, 10, 216, 36)]


def test_tesseract_tables_are_parsed() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = (
        "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tÐạt\n"
        "4\t1\t1\t1\t2\t0\t0\t0\t0\t0\t-1\t\n"
        "5\t1\t1\t1\t2\t1\t1\t2\t3\t4\t0\t \n"
    )
    (word,) = parse_tsv(head + rows)
    assert word == ScannedWord("Đạt", Box(10, 20, 40, 60), 0.965, 0)


def test_red_ink_becomes_paper_and_black_ink_under_it_stays() -> None:
    picture = np.full((40, 40, 3), 255, np.uint8)
    picture[5:15] = (220, 30, 40)
    picture[8:10, 10:30] = (20, 15, 15)
    grey = ocr_image.drop_red(picture)
    assert grey[12, 5] > 200
    assert grey[9, 20] < 40


def test_shadow_is_lifted() -> None:
    shade = np.tile(np.linspace(90, 250, 800).astype(np.uint8), (600, 1))
    shade[300:306, 100:700] = 20
    white = ocr_image.whiten(shade)
    assert np.median(white) > 235
    assert white[303, 400] < 60


@pytest.mark.parametrize("degrees", [-3.0, -0.5, 0.0, 1.5, 4.0])
def test_skew_is_measured(degrees: float) -> None:
    grey = turned(draw_table(), degrees)
    assert ocr_image.find_skew(ocr_image.find_ink(grey)) == pytest.approx(degrees, abs=0.08)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_pixels_of_a_turned_page_find_back(turns: int) -> None:
    page = np.zeros((30, 50), np.uint8)
    page[4, 7] = 255
    ((y, x),) = np.argwhere(ocr_image.turn(page, turns)).tolist()
    way = ocr_image.turned_back(50, 30, turns)
    assert way.apply(x + 0.5, y + 0.5) == (7.5, 4.5)


@pytest.mark.parametrize("darkness", [255, 90])
@pytest.mark.parametrize("noise", [0, 12])
def test_rules_are_found_however_faint_and_wiped_without_the_letters(darkness: int, noise: int) -> None:
    grey = noisy(draw_table(255 - darkness), noise)
    sheet = ocr_image.prepare(ocr_image.whiten(grey), 0)
    assert sum(rule.is_across for rule in sheet.rules) == len(ROWS) + 2
    assert sum(not rule.is_across for rule in sheet.rules) == len(HEADER) + 1
    assert sheet.clean[120:190, 95:106].mean() > 235


def test_letters_are_no_rules() -> None:
    page = draw_lines(["TTTTTT HHHHHH EEEEEE IIIIII", "LLLLLL ______ TTTTTT FFFFFF"] * 6)
    assert ocr_image.prepare(ocr_image.whiten(page), 0).rules == ()


def test_an_empty_page_has_no_skew_no_rules_no_sides() -> None:
    empty = np.full((600, 400), 255, np.uint8)
    sheet = ocr_image.prepare(ocr_image.whiten(empty), 0)
    assert (sheet.rules, is_sideways(sheet.ink)) == ((), False)


def font() -> PIL.ImageFont.FreeTypeFont | PIL.ImageFont.ImageFont:
    return PIL.ImageFont.load_default(FONT_SIZE)


def draw_table(rule: int = 0) -> Image:
    """ROWS below HEADER in a ruled table of 240 by 70 pixels a cell, from (100, 120)."""
    image = PIL.Image.new("L", (1300, 800), 255)
    draw = PIL.ImageDraw.Draw(image)
    for row, texts in enumerate((HEADER, *ROWS)):
        for col, text in enumerate(texts):
            draw.text((130 + 260 * col, 135 + 70 * row), text, fill=0, font=font())
    for row in range(len(ROWS) + 2):
        draw.line((100, 120 + 70 * row, 1140, 120 + 70 * row), fill=rule, width=2)
    for col in range(len(HEADER) + 1):
        draw.line((100 + 260 * col, 120, 100 + 260 * col, 120 + 70 * (len(ROWS) + 1)), fill=rule, width=2)
    return np.array(image, np.uint8)


def draw_lines(lines: Sequence[str]) -> Image:
    image = PIL.Image.new("L", (1300, 60 * len(lines) + 120), 255)
    draw = PIL.ImageDraw.Draw(image)
    for row, text in enumerate(lines):
        draw.text((100, 60 + 60 * row), text, fill=0, font=font())
    return np.array(image, np.uint8)


def turned(grey: Image, degrees: float) -> Image:
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(grey, matrix, (width, height), borderValue=255, flags=cv2.INTER_CUBIC), np.uint8)


def noisy(grey: Image, sigma: float) -> Image:
    noise = np.random.default_rng(1).normal(0, sigma, grey.shape)
    return np.clip(grey.astype(np.float64) + noise, 0, 255).astype(np.uint8)


def as_tiff(*pages: Image) -> bytes:
    out = io.BytesIO()
    first, *others = [PIL.Image.fromarray(page) for page in pages]
    first.save(out, "tiff", save_all=True, append_images=others, dpi=(200, 200))
    return out.getvalue()


def unread(*texts: str | None) -> Parcel:
    """A parcel whose pages without a text are to be read from an image."""
    document = Document("d", "scan.tiff", "", "image/tiff", DocumentStatus.FAILED, ErrorCode.OCR_UNAVAILABLE, "?")
    pages = [
        Page("d", n, text, text_source=TextSource.NATIVE)
        if text is not None
        else Page("d", n, "", status=DocumentStatus.FAILED, error_code=ErrorCode.OCR_UNAVAILABLE)
        for n, text in enumerate(texts, start=1)
    ]
    return Parcel(document, pages=tuple(pages))


@needs_engines
@pytest.mark.parametrize(("degrees", "noise"), [(0.0, 0), (1.5, 8)])
def test_every_cell_of_a_ruled_table_is_read(degrees: float, noise: int) -> None:
    parcel = ocr.fill_scanned_pages(as_tiff(noisy(turned(draw_table(), degrees), noise)), unread(None))
    got = {(cell.row, cell.col): cell.text for cell in parcel.cells}
    assert [tuple(got.get((row + 1, col)) for col in range(len(HEADER))) for row in range(len(ROWS))] == list(ROWS)
    assert parcel.document.status is DocumentStatus.OK
    assert parcel.document.text_source is TextSource.OCR
    text = parcel.pages[0].text
    assert all(text[span.char_start : span.char_end] for span in parcel.cell_spans)
    assert all(text[word.char_start : word.char_end].split() for word in parcel.words)


@needs_engines
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned_pages_are_read_and_boxes_lie_on_the_page_as_given(turns: int) -> None:
    upright = draw_lines([f"Nam {2010 + n} co {n}.{n}{n}{n} ho, dat {n}{n},{n}% ke hoach" for n in range(1, 9)])
    page = ocr_image.turn(upright, turns)
    parcel = ocr.fill_scanned_pages(as_tiff(page), unread(None))
    assert "dat 33,3%" in parcel.pages[0].text
    place = parcel.pages[0].text.index("3.333")
    (word,) = (word for word in parcel.words if word.char_start == place)
    x, y = (float(word.x0 + word.x1) / 2 / 0.36, float(word.y0 + word.y1) / 2 / 0.36)
    assert ocr_image.find_ink(page)[int(y) - 12 : int(y) + 12, int(x) - 12 : int(x) + 12].any()


@needs_engines
def test_only_marked_pages_are_read_and_the_others_stay() -> None:
    parcel = ocr.fill_scanned_pages(as_tiff(draw_table(), draw_table()), unread("Trang có chữ", None))
    assert parcel.pages[0].text == "Trang có chữ"
    assert "97,57" in parcel.pages[1].text
    assert parcel.document.text_source is TextSource.MIXED
    assert {cell.table_id for cell in parcel.cells} == {"d-t001"}
    assert {cell.page for cell in parcel.cells} == {2}


@needs_engines
def test_what_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_tiff(draw_table())
    first = ocr.fill_scanned_pages(data, unread(None), tmp_path)
    monkeypatch.setattr(ocr, "scan_page", lambda _: pytest.fail("read again"))
    assert ocr.fill_scanned_pages(data, unread(None), tmp_path) == first


@needs_engines
def test_a_damaged_cache_entry_is_read_anew(tmp_path: Path) -> None:
    page = ocr.scan_page(ocr.PageImage(1, draw_table(), 468, 288))
    save_page(tmp_path, "ab12", page)
    assert load_page(tmp_path, "ab12") == page
    (entry,) = tmp_path.rglob("*.json")
    entry.write_text("{}", encoding="utf-8")
    assert load_page(tmp_path, "ab12") is None


def test_keys_tell_pages_apart() -> None:
    assert page_key(draw_table()) != page_key(draw_table(1))
    assert page_key(np.zeros((2, 8), np.uint8)) != page_key(np.zeros((8, 2), np.uint8))


def test_without_tesseract_the_page_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", lambda: None)
    parcel = ocr.fill_scanned_pages(as_tiff(draw_table()), unread(None))
    assert parcel.pages[0].error_code is ErrorCode.OCR_UNAVAILABLE
    assert "apt-get install -y tesseract-ocr tesseract-ocr-vie" in (parcel.pages[0].error_detail or "")
    assert parcel.document.error_code is ErrorCode.OCR_UNAVAILABLE


@needs_engines
def test_a_frame_that_is_not_there_leaves_the_others_read() -> None:
    parcel = ocr.fill_scanned_pages(as_tiff(draw_table()), unread(None, None))
    assert parcel.pages[0].status is DocumentStatus.OK
    assert parcel.pages[1].status is DocumentStatus.FAILED
    assert parcel.document.status is DocumentStatus.PARTIAL


def test_a_seal_on_a_grey_page_is_lifted_and_the_letters_under_it_stay() -> None:
    page = draw_lines(["Nam 2023 co 12.345 ho, dat 97,57% ke hoach"] * 6)
    sealed = cv2.circle(page.copy(), (420, 230), 120, 100, 5)
    sealed = np.minimum(page, sealed).astype(np.uint8)
    grey: ocr_image.Image = np.asarray(sealed, dtype=np.uint8)
    clean = ocr_image.prepare(ocr_image.whiten(grey), 0).clean
    assert ((clean < 140) != (page < 140)).mean() < 0.002
    assert ((sealed < 140) != (page < 140)).mean() > 0.004


def test_a_page_without_a_seal_is_left_alone() -> None:
    page = noisy(draw_lines(["Nam 2023 co 12.345 ho, dat 97,57% ke hoach", "NNN MMM //// 12/77 VVV WWW"] * 4), 9)
    assert find_seals(ocr_image.whiten(page)) == []


def test_faint_print_is_darkened_and_empty_paper_is_not() -> None:
    faint = noisy(np.asarray(255 - (255 - draw_table().astype(np.float64)) * 0.3, np.uint8), 3)
    assert ocr_image.whiten(faint)[120:400].min() > 130
    assert ocr_image.darken(ocr_image.whiten(faint))[120:400].min() < 60
    empty = noisy(np.full((600, 400), 235, np.uint8), 3)
    assert ocr_image.darken(ocr_image.whiten(empty)).mean() > 240


@pytest.mark.parametrize(
    ("first", "joined"),
    [
        ([("Kkat", 1059, 1120, 0.0), ("Kì", 1106, 1124, 0.42)], ["KkatKì"]),  # one ink read twice: "33,13" and "13"
        ([("90,", 260, 362, 0.93), ("I", 306, 317, 0.56), ("%).", 322, 362, 0.79)], ["90,I"]),
        ([("(1", 100, 126, 0.88), ("1,4%).", 137, 230, 0.88)], ["(11,4%)."]),  # nearer than a blank
        ([("năm", 100, 160, 0.96), ("2023", 172, 240, 0.96)], ["năm", "2023"]),
        ([("5280", 100, 168, 0.97), ("577", 180, 230, 0.97)], ["5280", "577"]),  # a blank, and both read well
        ([("9.363/", 100, 190, 0.93), ("9.569", 201, 280, 0.96)], ["9.363/", "9.569"]),
        ([("hạn", 100, 160, 0.97), ("3", 130, 150, 0.97)], ["hạn", "3"]),  # the box of the 3 is wrong
        ([("1", 100, 110, 0.97), ("1%.", 120, 150, 0.97)], ["11%."]),  # a 1 has white on both sides
        ([("51", 100, 130, 0.97), ("%.", 135, 150, 0.97)], ["51%."]),
        ([("48.39.1", 100, 180, 0.97), ("1.20", 190, 230, 0.97)], ["48.39.11.20"]),
        ([("2.", 100, 118, 0.96), ("299", 132, 170, 0.96)], ["2.", "299"]),
        ([("2023", 100, 168, 0.96), ("11", 190, 220, 0.96)], ["2023", "11"]),
        ([("hộ", 100, 140, 0.96), ("_", 110, 120, 0.5)], ["hộ"]),  # a sign on a word
        ([("1", 100, 110, 0.96), ("_", 200, 216, 0.51), ("xã", 300, 330, 0.96)], ["1", "xã"]),  # there is no ink
    ],
)
def test_pieces_of_one_number_are_joined_to_be_read_again(
    first: list[tuple[str, float, float, float]], joined: list[str]
) -> None:
    words = [ScannedWord(text, Box(x0, 689, x1, 720), sure, 0) for text, x0, x1, sure in first]
    assert [one.word.text for one in join_pieces(words, (), blots(), 24)] == joined


@needs_engines
def test_pieces_that_are_no_number_stay_apart() -> None:
    page = draw_lines(["Nam 2023 co ho"])
    sheet = ocr_image.prepare(ocr_image.whiten(page), 0)
    reader = load_digit_reader()
    assert reader is not None
    words = [ScannedWord("2023", Box(178, 60, 256, 95), 0.5, 0), ScannedWord("co", Box(262, 60, 300, 95), 0.5, 0)]
    read = ocr_merge.reread_numbers(sheet, words, (), reader)
    assert [word.text for word in read][:2] == ["2023", "co"]


@pytest.mark.parametrize(
    ("text", "printed", "other"),
    [("44.4", "44,4", "44,4"), ("1.234", "1.234", None), ("1,234", "1.234", "1.234"), ("4,4", "44", None)],
)
def test_commas_and_points_are_told_by_their_ink(text: str, printed: str, other: str | None) -> None:
    assert ocr_shapes.with_marks_of_ink(text, ocr_shapes.shape_of_ink(ink_of(printed).boxes)) == other


@pytest.mark.parametrize(
    ("text", "gaps", "parts"),
    [
        ("xaYen", (3, 12, 3, 3), ["xa", "Yen"]),
        ("xaYen", (3, 3, 3, 3), ["xaYen"]),
        ("xaYenn", (3, 12, 3, 3), ["xaYenn"]),  # two letters touch: nobody knows where
        ("12.345", (3, 12, 3, 3, 3), ["12.345"]),
    ],
)
def test_glued_words_are_cut_where_their_ink_has_room(text: str, gaps: tuple[int, ...], parts: list[str]) -> None:
    x, boxes = 10.0, [(10.0, 100.0, 22.0, 124.0)]
    for gap in gaps:
        x += 12 + gap
        boxes.append((x, 100.0, x + 12, 124.0))
    word = ScannedWord(text, Box(8, 96, x + 14, 128), 0.9, 0)
    assert [part.text for part in split_glued(word, blots(*boxes), 24)] == parts
