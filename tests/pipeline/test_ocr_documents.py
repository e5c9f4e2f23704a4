"""PDFs of native and scanned pages: each page read as it must be, tables that run over both kinds of pages whole."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence

import PIL.Image
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read_pdf
from pipeline.tools.ocr import fill_scanned_pages
from pipeline.tools.ocr_digits import load_digit_reader
from pipeline.tools.ocr_tesseract import find_tesseract
from schemas.document import DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel
from tests.extractors.readers.pdf_builder import A4, parcel_of
from tests.reading import rules

needs_engines = pytest.mark.skipif(
    find_tesseract() is None or load_digit_reader() is None, reason="tesseract vie or rapidocr is not installed"
)
Draw = Callable[[Canvas], None]
WIDTHS = (40, 150, 80, 80, 80)
HEADER = ("STT", "Don vi", "Tong so", "Da xong", "Dat (%)")
NAMES = ("Noi vu", "Y te", "Tu phap", "Thanh tra", "Van hoa", "Kinh te", "Dan toc", "Lao dong")
ROWS = tuple(
    (str(n), f"Phong {NAMES[n - 1]}", f"{n}.{137 + 31 * n}", f"{n * 97}", f"{20 + 3 * n},{n}") for n in range(1, 9)
)


def table(rows: Sequence[Sequence[str]], top: float) -> Draw:
    """A ruled table of one-line cells."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        xs = [70 + sum(WIDTHS[:n]) for n in range(len(WIDTHS) + 1)]
        ys = [A4[1] - top - 24 * n for n in range(len(rows) + 1)]
        canvas.grid(xs, ys)
        for row, y in zip(rows, ys, strict=False):
            for text, x in zip(row, xs, strict=False):
                canvas.drawString(x + 6, y - 17, text)

    return draw


def lines(*texts: str, top: float = 90) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 13)
        for number, text in enumerate(texts):
            canvas.drawString(72, A4[1] - top - 24 * number, text)

    return draw


def pdf_of(*pages: Sequence[Draw]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for draws in pages:
        for draw in draws:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(*draws: Draw, aside: float = 0, size: float = 1.0) -> Draw:
    """The same as pixels of 200 dpi; a sheet may lie aside (points) and come out larger."""
    with pypdfium2.PdfDocument(pdf_of(draws)) as document:
        image = document[0].render(scale=200 / 72).to_pil().convert("L")
    return shown(image, aside, size)


def shown(image: PIL.Image.Image, aside: float = 0, size: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        height = A4[1] * size
        canvas.drawImage(ImageReader(image), aside, A4[1] - height, A4[0] * size, height)

    return draw


def read(data: bytes) -> Parcel:
    return fill_scanned_pages(data, read_pdf(data, parcel_of(data), rules()), None, rules())


def bare(text: str) -> str:
    """Without marks: the font has none, and the reader of Vietnamese may see some."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def cells(parcel: Parcel) -> list[tuple[str, int, int, str, bool]]:
    name = parcel.document.document_id
    return sorted(
        (cell.table_id.removeprefix(name), cell.row, cell.col, bare(cell.text), cell.is_header) for cell in parcel.cells
    )


FIRST, SECOND = table([HEADER, *ROWS[:4]], 650), table([HEADER, *ROWS[4:]], 90)
WHOLE = [
    ("-t001", row, col, text, row == 0) for row, texts in enumerate((HEADER, *ROWS)) for col, text in enumerate(texts)
]


@needs_engines
@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(((FIRST,), (picture(SECOND),)), id="native to scan"),
        pytest.param(((picture(FIRST),), (SECOND,)), id="scan to native"),
        pytest.param(((picture(FIRST),), (picture(SECOND),)), id="scan to scan"),
        pytest.param(((FIRST,), (picture(SECOND, aside=14, size=0.97),)), id="a sheet that lies aside"),
    ],
)
def test_a_table_runs_over_native_and_scanned_pages(pages: Sequence[Sequence[Draw]]) -> None:
    parcel = read(pdf_of(*pages))
    assert cells(parcel) == WHOLE
    texts = {page.page: page.text for page in parcel.pages}
    assert all(texts[span.page][span.char_start : span.char_end] for span in parcel.cell_spans)


@needs_engines
def test_another_table_on_the_next_page_stays_another() -> None:
    other = table([("STT", "Ten duong", "Dai", "Rong", "Nam"), *ROWS[4:]], 90)
    parcel = read(
        pdf_of(
            (table([HEADER, *ROWS[:4]], 300), lines("Bang tren day la so lieu nam 2022", top=600)), (picture(other),)
        )
    )
    assert {cell.table_id[-4:] for cell in parcel.cells} == {"t001", "t002"}


@needs_engines
def test_each_page_is_read_as_it_must_be() -> None:
    data = pdf_of(
        (lines("Nam 2022 co 1.234 ho"),),
        (picture(lines("Nam 2023 co 12.345 ho, dat 97,57% ke hoach giao", "Trong do co 906 ho ngheo")),),
        (lines("Nam 2024 co 5.678 ho"),),
    )
    parcel = read(data)
    assert [page.text_source for page in parcel.pages] == [TextSource.NATIVE, TextSource.OCR, TextSource.NATIVE]
    assert "12.345 ho, dat 97,57%" in parcel.pages[1].text
    assert parcel.document.text_source is TextSource.MIXED
    assert parcel.document.status is DocumentStatus.OK


PRINTED = picture(lines("Nam 2023 co 12.345 ho, dat 97,57% ke hoach giao", "Trong do co 906 ho ngheo, bang 7,3%"))
BAD_LAYERS = {
    "an old OCR layer": ("Nam Z0Z3 co 1Z.34S ho, dat 97.S7% ke hoach glao nam nay cua xa", 3),
    "letters without names": ("(cid:12)(cid:7)(cid:33) " * 4, 0),
    "lone accents": ("Ba \u00b4 o ca \u00b4 o ke \u02c6 t qua \u02c6 thu \u00b4 c hie \u02c6 n nhie \u02dc m vu", 0),
    "lost accents": ("Uy ban nhan dan huyen bao cao ket qua thuc hien nhiem vu phat trien", 0),
}


@needs_engines
@pytest.mark.parametrize("kind", BAD_LAYERS)
def test_a_page_with_a_bad_text_layer_is_read_from_its_picture(kind: str) -> None:
    words, mode = BAD_LAYERS[kind]

    def layer(canvas: Canvas) -> None:
        text = canvas.beginText(40, A4[1] - 60)
        text.setFont("Helvetica", 8)
        text.setTextRenderMode(mode)
        for _ in range(6):
            text.textLine(words)
        canvas.drawText(text)

    data = pdf_of((layer, PRINTED))
    before = read_pdf(data, parcel_of(data), rules())
    assert before.pages[0].error_code is ErrorCode.OCR_UNAVAILABLE
    (page,) = read(data).pages
    assert (page.text_source, page.status, page.error_code) == (TextSource.OCR, DocumentStatus.OK, None)
    assert "12.345 ho, dat 97,57% ke hoach giao" in page.text
    assert "cid" not in page.text


@needs_engines
def test_cells_of_a_page_read_anew_are_the_new_ones() -> None:
    bad = [("STT", "D0n vl", "Tcng s0", "Oa xcng", "Oat (%)"), *ROWS[4:]]

    def layer(canvas: Canvas) -> None:
        text = canvas.beginText(40, A4[1] - 60)
        text.setFont("Helvetica", 8)
        text.setTextRenderMode(3)
        text.textLine("(cid:12)(cid:7) " * 9)
        canvas.drawText(text)
        table(bad, 90)(canvas)

    parcel = read(pdf_of((FIRST,), (layer, picture(SECOND))))
    assert parcel.pages[1].text_source is TextSource.OCR
    assert cells(parcel) == WHOLE


@needs_engines
def test_columns_kept_apart_by_white_are_a_table() -> None:
    starts = (72, 110, 300, 380, 460)

    def unruled(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for number, row in enumerate([HEADER, *ROWS]):
            for x, text in zip(starts, row, strict=True):
                canvas.drawString(x, A4[1] - 200 - 24 * number, text)

    parcel = read(pdf_of((picture(lines("Bang so lieu cac phong nam 2023"), unruled),)))
    read_rows = {row: [bare(cell.text) for cell in parcel.cells if cell.row == row] for row in range(1, len(ROWS) + 1)}
    assert [tuple(read_rows[row]) for row in read_rows] == list(ROWS)
