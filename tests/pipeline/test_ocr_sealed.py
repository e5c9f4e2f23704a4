"""Numbers under a seal, specks, pages upside down: what is done before and after a page is read."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from extractors.readers.scan_shapes import Box, Reading, ScannedWord
from pipeline.tools import ocr_image
from pipeline.tools.ocr_digits import load_digit_reader
from pipeline.tools.ocr_image import Image
from pipeline.tools.ocr_seal import find_seals, lift_seals
from pipeline.tools.ocr_sealed import settle_sealed, split_sealed
from pipeline.tools.ocr_shapes import Shape
from pipeline.tools.ocr_tesseract import as_bmp
from pipeline.tools.ocr_upright import is_upside_down

needs_reader = pytest.mark.skipif(load_digit_reader() is None, reason="rapidocr is not installed")
BOX = Box(100, 100, 200, 126)


def draw(lines: list[str], size: int = 34) -> Image:
    image = PIL.Image.new("L", (1300, 60 * len(lines) + 120), 255)
    font = PIL.ImageFont.load_default(size)
    for row, text in enumerate(lines):
        PIL.ImageDraw.Draw(image).text((100, 60 + 60 * row), text, fill=0, font=font)
    return np.array(image, np.uint8)


@pytest.mark.parametrize(
    ("first", "lifted", "sealed", "marks", "text", "is_sure"),
    [
        ("59,02", "55,02", "55,02", ",", "55,02", True),  # two of three
        ("16,99", "16,99", "699", ",", "16,99", True),
        ("4.7817", "4.781,47", "4.78|1.47", "?,", "4.781,47", False),  # three readings: in doubt
        ("675U", "675u", "6750|", "", "675", True),  # a letter of the seal beside the number
        ("3.920,2È", "3.920,22", "3.9202", ".?", "3.9202", False),
        ("18,62", "13.6%", "13.6%", "", "13,6%", True),  # no office groups three and six by a point
        ("13.6%", "13.6%", "13.6%", ".", "13.6%", True),  # the ink is clearly a point
        ("88,6", "886", "886", ",", "88,6", True),  # the same digits: by the marks of the ink
        ("‹82,0%", "82,0%", "H82,0%", "?", "82,0%", True),
    ],
)
def test_two_of_three_readings_decide_and_the_others_are_kept(
    first: str, lifted: str, sealed: str, marks: str, text: str, is_sure: bool
) -> None:
    word = ScannedWord(first, BOX, 0.7, 0)
    settled = settle_sealed(word, Reading(lifted, 0.9), Reading(sealed, 0.95), Shape(3, marks))
    assert settled is not None
    assert settled.text == text
    assert (settled.confidence > 0.5) is is_sure
    assert all(other.text != text for other in settled.alternatives)
    assert is_sure or settled.alternatives


def test_a_word_of_letters_under_a_seal_is_not_settled_by_the_digit_reader() -> None:
    word = ScannedWord("huyện", BOX, 0.7, 0)
    assert settle_sealed(word, Reading("huyen", 0.9), Reading("huyn", 0.9), Shape(5, "")) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("trên.72,6", ["trên", "72,6"]),
        ("hóa;;dạt;79%.", ["hóa", "dạt", "79%."]),
        ("29.113;àgười", ["29.113", "àgười"]),
        ("thạuZ70", ["thạu", "70"]),  # a letter of the seal
        ("12.345,6", ["12.345,6"]),
        ("49/KH-UBND", ["49/KH-UBND"]),
        ("TP.HCM", ["TP", "HCM"]),  # only under a seal
        ("4.480", ["4.480"]),
    ],
)
def test_words_glued_by_a_seal_are_cut(text: str, parts: list[str]) -> None:
    words = list(split_sealed(ScannedWord(text, BOX, 0.7, 0)))
    assert [word.text for word in words] == parts
    assert (words[0].box.x0, words[-1].box.x1) == (BOX.x0, BOX.x1)


def test_slashes_and_commas_under_a_seal_stay_and_its_letters_go() -> None:
    page = draw(["Nam 27/932 ho 69/950 xa 4.781,47 dat 97,5%"] * 6, 30)
    ink = np.full_like(page, 255)
    image = PIL.Image.fromarray(ink)
    pen = PIL.ImageDraw.Draw(image)
    pen.ellipse((180, 80, 460, 360), outline=100, width=6)
    pen.text((430, 105), "U", fill=100, font=PIL.ImageFont.load_default(24))
    sealed = np.minimum(page, np.array(image, np.uint8)).astype(np.uint8)
    assert ((sealed < 128) & (page > 200)).sum() > 1000
    lifted = lift_seals(sealed, find_seals(sealed))
    assert ((lifted < 128) & (page > 200)).sum() < 60
    assert ((lifted > 200) & (page < 60)).sum() < 60


def test_specks_are_wiped_and_points_stay() -> None:
    page = draw(["Nam 2023 co 12.345 ho"] * 3)
    page[20:22, 300:302] = 0
    sheet = ocr_image.prepare(page, 0)
    assert sheet.clean[10:30, 290:310].min() == 255
    assert ((sheet.clean < 128) != (ocr_image.prepare(draw(["Nam 2023 co 12.345 ho"] * 3), 0).clean < 128)).sum() == 0


@needs_reader
@pytest.mark.parametrize("turns", [0, 2])
def test_columns_of_digits_upside_down_are_told_by_reading_some(turns: int) -> None:
    page = ocr_image.turn(draw(["STT   4.781,47   2.135   97,57   16.993   44.120"] * 8), turns)
    reader = load_digit_reader()
    assert is_upside_down(page, ocr_image.find_ink(page), reader) is (turns == 2)


def test_a_page_goes_to_tesseract_as_a_bitmap() -> None:
    page = np.arange(35, dtype=np.uint8).reshape(5, 7)
    data = as_bmp(page)
    assert len(data) == 54 + 1024 + 5 * 8
    assert PIL.Image.open(io.BytesIO(data)).size == (7, 5)
