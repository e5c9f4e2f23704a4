"""pdfplumber and camelot read the same pages by other ways: words, boxes and cells must agree with the reader's."""

from __future__ import annotations

from io import BytesIO

import pytest

from extractors.readers.pdf import read_pdf
from schemas.parcel import Parcel
from tests import reading
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of

pytestmark = pytest.mark.filterwarnings("ignore")

ROWS = [
    ["STT", "Tên xã", "Số hồ sơ", "Tỷ lệ", "Ghi chú"],
    ["I", "Vùng thấp", "", "", ""],
    ["1", "Mường A", "1.250", "98,5%", "Đạt"],
    ["2", "Mường B", "840", "97,25%", ""],
    ["3", "Mường C", "12.345.678", "100%", "Vượt"],
    ["", "Tổng cộng", "12.347.768", "", ""],
]
PROSE = "Tỷ lệ hồ sơ giải quyết đúng hạn của huyện đạt 98,5%; còn 12 hồ sơ."


@pytest.fixture(scope="module")
def data() -> bytes:
    page = PageBuilder(font_name="Report").text(72, 60, PROSE)
    page.table(72, 100, [40, 120, 90, 70, 90], ROWS)
    return build_pdf(page)


@pytest.fixture(scope="module")
def parcel(data: bytes) -> Parcel:
    return read_pdf(data, parcel_of(data), reading.rules())


def test_words_stand_where_pdfplumber_sees_them(data: bytes, parcel: Parcel) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(BytesIO(data)) as document:
        theirs = [(w["text"], w["x0"]) for w in document.pages[0].extract_words(x_tolerance=2)]
    text = parcel.pages[0].text
    ours = [(text[w.char_start : w.char_end], float(w.x0)) for w in parcel.words]
    assert [word for word, _ in sorted(ours)] == [word for word, _ in sorted(theirs)]
    # Left edges only: the font is not in the file, and PDFium measures the glyphs of the one it puts in its place.
    for own, other in zip(sorted(ours), sorted(theirs), strict=True):
        assert own[1] == pytest.approx(other[1], abs=1.0), own


def test_cells_are_those_camelot_finds(data: bytes, parcel: Parcel) -> None:
    camelot = pytest.importorskip("camelot.io")
    (table,) = camelot.read_pdf(BytesIO(data), pages="1", flavor="lattice", engine="vector")
    theirs = {
        (row, col): " ".join(words.split())
        for row, line in enumerate(table.df.values.tolist())
        for col, words in enumerate(line)
        if words.strip()
    }
    assert {(cell.row, cell.col): cell.text for cell in parcel.cells} == theirs
