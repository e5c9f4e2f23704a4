"""Tables of made-up reports by two programs, cell for cell; the large run is tests/benchmarks/bench_tables.py."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.readers.pdf import read_pdf
from schemas.parcel import Parcel
from tests.benchmarks.bench_tables import Score, score_report
from tests.benchmarks.prose_pages import make_prose
from tests.benchmarks.table_model import Rules, make_report
from tests.benchmarks.table_producers import FONT, make_reportlab, make_typst
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of
from tests.reading import rules

PRODUCERS = {"typst": make_typst, "reportlab": make_reportlab}
STYLES = {Rules.FULL: 4, Rules.LEVEL: 1, Rules.BOOK: 9, Rules.UPRIGHT: 2, Rules.ZEBRA: 5, Rules.NONE: 5}


def read(data: bytes) -> Parcel:
    return read_pdf(data, parcel_of(data), rules())


@cache
def need(producer: str) -> None:
    pytest.importorskip(producer)
    if producer == "reportlab" and not FONT.is_file():
        pytest.skip("ReportLab brings no font with Vietnamese letters")


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_cell_is_read_as_it_was_set(producer: str, style: Rules) -> None:
    need(producer)
    report = make_report(STYLES[style], [style], rows=(12, 34))
    (data,) = PRODUCERS[producer]([report])
    score = sum(score_report(report, read(data)).values(), Score())
    assert not score.wrong[:3]
    assert score.tables == score.whole > 0


@pytest.mark.parametrize("seed", range(3))
def test_prose_holds_no_table(seed: int) -> None:
    need("typst")
    assert not read(make_prose(seed)).cells


# rows of texts with their left edges
NO_TABLES = [
    [[(72, "Mở đầu"), (500, "1")], [(72, "Kết quả"), (500, "3")], [(72, "Kiến nghị"), (500, "9")]],
    [
        [(72, "1."), (100, "Kết quả"), (500, "3")],
        [(72, "2."), (100, "Tồn tại"), (500, "5")],
        [(72, "3."), (100, "Nhiệm vụ"), (500, "8")],
    ],
    [[(72, "1. Thu"), (200, "đạt 98%"), (330, "và tăng 3%")], [(72, "Ủy ban nhân dân huyện đề nghị các xã báo cáo.")]],
    [
        [(72, "Nơi nhận:"), (350, "TM. ỦY BAN")],
        [(72, "- Như trên;"), (350, "CHỦ TỊCH")],
        [(72, "- Lưu: VT."), (350, "Lê A")],
    ],
]


@pytest.mark.parametrize("lines", NO_TABLES)
def test_lines_side_by_side_are_no_table(lines: list[list[tuple[float, str]]]) -> None:
    page = PageBuilder(font_name="Report")
    for number, line in enumerate(lines):
        for x, words in line:
            page.text(x, 80 + 18 * number, words)
    assert not read(build_pdf(page)).cells


def test_three_rows_of_values_are_a_table() -> None:
    page = PageBuilder(font_name="Report")
    table = [
        ["STT", "Tên xã", "Số hộ", "Tỷ lệ"],
        ["1", "An", "1.250", "9%"],
        ["2", "Bình", "80", "1,5%"],
        ["3", "Cao", "7", "100%"],
    ]
    for number, row in enumerate(table):
        for x, words in zip((72, 110, 250, 350), row, strict=True):
            page.text(x, 80 + 18 * number, words)
    cells = read(build_pdf(page)).cells
    assert [[c.text for c in cells if c.row == n] for n in range(4)] == table
    assert {c.row for c in cells if c.is_header} == {0}


NEAR = [
    (3, "the third row's name touches its number, before three rows say where columns are"),
    (1, "the first row's does"),
]


@pytest.mark.parametrize(("at", "_new"), NEAR, ids=[row[1] for row in NEAR])
def test_cells_that_touch_are_parted_by_the_rows_that_are_whole(at: int, _new: str) -> None:
    page = PageBuilder(font_name="Report")
    page.text(72, 62, "TT").text(110, 62, "Đơn vị").text(190, 62, "Kế hoạch").text(245, 62, "Thực hiện").text(
        306, 62, "Tỷ lệ"
    )
    names = ["Xã An", "Xã Bình", "Xã Cao", "Xã Du", "Xã Giang", "Xã Hòa"]
    names[at - 1] = "Thị trấn Mộc"
    for n, name in enumerate(names, 1):
        for x, words in ((72, str(n)), (110, name), (188, f"{n}.250"), (245, "7.777"), (306, "9%")):
            page.text(x, 62 + 24 * n, words)
    rows = [[str(n), name, f"{n}.250", "7.777", "9%"] for n, name in enumerate(names, 1)]
    cells = read(build_pdf(page)).cells
    assert [[c.text for c in cells if c.row == n] for n in range(1, 7)] == rows
    assert [c.text for c in cells if c.is_header] == ["TT", "Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ"]
