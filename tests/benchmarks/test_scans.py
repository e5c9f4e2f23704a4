"""Pages of known truth read from their image: a small share of what bench_scans measures (python -m … there)."""

from __future__ import annotations

import pytest

from pipeline.tools.ocr import fill_scanned_pages
from pipeline.tools.ocr_digits import load_digit_reader
from pipeline.tools.ocr_image import find_ink
from pipeline.tools.ocr_tesseract import find_tesseract
from tests.benchmarks.bench_scans import as_png, unread
from tests.benchmarks.scan_pages import FOLDERS, KINDS, SETS, SetPage, find_styles, set_page
from tests.benchmarks.scan_scores import read_tokens, score_page
from tests.benchmarks.scan_variants import make_scan

FAMILIES = [family for name in SETS for family in find_styles(name, FOLDERS)]
needs_fonts = pytest.mark.skipif(not FAMILIES, reason="no font with the letters of Vietnamese is installed")
needs_engines = pytest.mark.skipif(
    find_tesseract() is None or load_digit_reader() is None, reason="tesseract vie or rapidocr is not installed"
)


def page(kind: str, seed: int = 900) -> SetPage:
    return set_page("development", kind, seed, FAMILIES[:1])


@needs_fonts
@pytest.mark.parametrize("kind", KINDS)
def test_truth_lies_on_its_ink(kind: str) -> None:
    made = page(kind)
    ink = find_ink(made.grey)
    boxes = [word.box for word in made.words]
    assert all(ink[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1].any() for box in boxes)
    assert sum(len(word.text) for word in made.words) > 200
    assert bool(made.cells) is (kind != "prose")


@needs_fonts
@pytest.mark.parametrize("variant", ["skew", "photograph", "turned 90", "turned 180"])
def test_truth_goes_where_the_page_goes(variant: str) -> None:
    made = page("prose")
    scan = make_scan(made, variant, 1)
    dark = scan.picture.min(axis=2) < 130
    found = 0
    for word in made.words:
        box = word.box.moved(scan.way)
        found += bool(dark[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1].any())
    assert found > 0.6 * len(made.words)  # a shadow or faint toner hides some from one threshold


@needs_fonts
@needs_engines
@pytest.mark.parametrize(("kind", "variant"), [("mixed", "grey stamp"), ("unruled", "turned 180")])
def test_numbers_letters_and_cells_are_read(kind: str, variant: str) -> None:
    made = page(kind)
    scan = make_scan(made, variant, 900)
    parcel = fill_scanned_pages(as_png([scan.picture]), unread(1))
    score = score_page(made, scan.way, parcel, 1)
    assert score.recall >= 0.97, score.wrong
    assert score.precision >= 0.97, score.wrong
    assert score.error_rate <= 0.01, score.wrong
    assert score.right_cells >= 0.95 * score.cells, score.wrong
    assert len(read_tokens(parcel, 1)) == len(parcel.pages[0].text.split())
