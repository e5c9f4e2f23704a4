"""Two readings of one word: what is taken for a number, and what the word would be by the second reader."""

from __future__ import annotations

import pytest

from extractors.readers.scan_shapes import Box, Reading, ScannedWord
from pipeline.tools.ocr_merge import fit_to_ink, settle
from pipeline.tools.ocr_readings import is_number, looks_like_number, rival_of
from pipeline.tools.ocr_shapes import Shape
from tests.pipeline.test_ocr import blots


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5ó", True),
        ("ó.", True),
        ("(ọ)", True),
        ("35,7ó", True),
        ("63-3I", True),
        ("l6", True),
        ("II/5731", True),
        ("56", False),
        ("có", False),
        ("km2", False),
        ("I", False),  # a Roman numeral
        ("a)", False),
        ("đồng/76,1", False),
        ("", False),
    ],
)
def test_letters_taken_for_digits_are_seen(text: str, expected: bool) -> None:
    assert looks_like_number(text) is expected


@pytest.mark.parametrize(
    ("text", "second", "rival"),
    [
        ("35,7ó", "35,76", "35,76"),
        ("ó", "6", "6"),
        ("63-3I", "63-31", "63-31"),
        ("I/5301", "II/5301", "II/5301"),
        ("34/năm;", "3%/nam;", "3%/năm;"),  # a percent taken for a digit, or lost
        ("6/năm;", "6%/nam;", "6%/năm;"),
        ("9,3%.", "9,3%o.", "9,3‰."),
        ("(4)", "(%)", "(%)"),
        ("(4%)", "(%)", "(%)"),
        ("đồng/46,4", "đöng/46.4", "đồng/46.4"),
        ("77vụ/802", "77 v/802", "77vụ/802"),
        ("văn", "van", None),
        ("1IHỰC", "THUC", "THỰC"),
    ],
)
def test_the_second_reader_gives_the_numbers_and_the_first_the_letters(
    text: str, second: str, rival: str | None
) -> None:
    assert rival_of(text, second) == rival


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (Reading("5ó", 0.97), Reading("56", 0.95), "56"),  # however sure the first reader was
        (Reading("5ó", 0.97), Reading("56", 0.4), "5ó"),
        (Reading("Có", 0.95), Reading("06", 0.9), "Có"),  # a word read well stays a word
        (Reading("S3;:3", 0.37), Reading("33,3", 0.52), "33,3"),
        (Reading("(4)", 0.94), Reading("(%)", 0.6), "(4)"),
        (Reading("(4)", 0.94), Reading("(%)", 0.99), "(%)"),
    ],
)
def test_the_more_credible_reading_stands_and_the_other_is_kept(first: Reading, second: Reading, text: str) -> None:
    word = ScannedWord(first.text, Box(0, 0, 40, 30), first.confidence, 0)
    settled = settle(word, second, Shape(2, ""), blots())
    assert settled.text == text
    assert {settled.text, *(other.text for other in settled.alternatives)} == {first.text, second.text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("97,57%", True), ("(4.023/4.105", True), ("11-16", True), ("4:28.077", False), ("1 2", False), ("5ó", False)],
)
def test_a_number_is_one_number(text: str, expected: bool) -> None:
    assert is_number(text) is expected


@pytest.mark.parametrize(("text", "left"), [("-79", 10), ("79", 24)])
def test_a_minus_lies_in_the_box_of_its_number(text: str, left: float) -> None:
    ink = blots((10, 112, 19, 115), (24, 100, 40, 126), (44, 100, 60, 126))
    fitted = fit_to_ink(ScannedWord(text, Box(8, 96, 66, 130), 0.9, 0), ink, 26)
    assert fitted.box == Box(left, 100, 60, 126)
