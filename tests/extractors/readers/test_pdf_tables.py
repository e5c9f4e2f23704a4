"""Ruled tables of PDFs: cells, merged headers, rows cut by page ends, and drawings that are no tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.pdf import read_pdf
from extractors.readers.pdf_shapes import Rule
from extractors.readers.pdf_tables import find_grids, join_rules
from extractors.rules_compiled import CompiledRules
from schemas.parcel import Parcel
from tests import reading
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of

HEADER = ["STT", "Tên xã", "Số hồ sơ", "Tỷ lệ"]
ROWS = [["1", "Mường A", "1.250", "98,5%"], ["2", "Mường B", "840", "97,25%"], ["3", "Mường C", "", "100%"]]
WIDTHS = [40, 120, 80, 80]
SMALL = [["STT", "Tên", "Số"], ["1", "A", "5"], ["2", "B", "7"], ["3", "C", "9"]]


@pytest.fixture(scope="module")
def rules() -> CompiledRules:
    return reading.rules()


def read(rules: CompiledRules, *pages: PageBuilder) -> Parcel:
    data = build_pdf(*pages)
    return read_pdf(data, parcel_of(data), rules)


def table_of(parcel: Parcel, number: int = 1) -> list[list[str]]:
    """The texts of a table's cells, an empty string where there is none."""
    cells = [cell for cell in parcel.cells if cell.table_id.endswith(f"-t{number:03d}")]
    rows = [[""] * (1 + max(c.col for c in cells)) for _ in range(1 + max(c.row for c in cells))]
    for cell in cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def headers_of(parcel: Parcel) -> set[int]:
    return {cell.row for cell in parcel.cells if cell.is_header}


def assert_spans_hold(parcel: Parcel) -> None:
    """Every cell's text is what its spans say."""
    texts = {page.page: page.text for page in parcel.pages}
    parts: dict[tuple[str, int, int], list[str]] = {}
    for span in parcel.cell_spans:
        words = texts[span.page][span.char_start : span.char_end]
        parts.setdefault((span.table_id, span.row, span.col), []).append(words)
    own = {(c.table_id, c.row, c.col): c for c in parcel.cells}
    for key, words_of in parts.items():
        assert "".join(own[key].text.split()) == "".join("".join(words_of).split())
        assert texts[own[key].page][own[key].char_start : own[key].char_end] == words_of[0]


def test_a_table_is_written_cell_by_cell(rules: CompiledRules) -> None:
    page = PageBuilder().text(72, 80, "Biểu 1")
    end = page.table(72, 100, WIDTHS, [HEADER, *ROWS])
    page.text(72, end + 30, "Ghi chú: số liệu đến tháng 6.")
    parcel = read(rules, page)
    assert parcel.pages[0].text.split("\n") == [
        "Biểu 1",
        "STT\tTên xã\tSố hồ sơ\tTỷ lệ",
        "1\tMường A\t1.250\t98,5%",
        "2\tMường B\t840\t97,25%",
        "3\tMường C\t\t100%",
        "Ghi chú: số liệu đến tháng 6.",
    ]
    assert table_of(parcel) == [HEADER, *ROWS]
    assert headers_of(parcel) == {0}
    assert_spans_hold(parcel)


def test_a_cell_has_the_box_of_its_rules(rules: CompiledRules) -> None:
    page = PageBuilder()
    page.table(72, 100, WIDTHS, [HEADER, *ROWS])
    cell = next(c for c in read(rules, page).cells if c.text == "840")
    assert [float(side or 0) for side in (cell.x0, cell.y0, cell.x1, cell.y1)] == [232, 140, 312, 160]


def merged_page() -> PageBuilder:
    """Two header rows: STT and the name over both, 2022 and 2023 over two columns each."""
    page, xs, ys = PageBuilder(), [72, 112, 232, 292, 352, 412, 472], [100, 120, 140, 160, 180]
    for y in (100, 140, 160, 180):
        page.rule(xs[0], y, xs[-1], y)
    page.rule(xs[2], 120, xs[-1], 120)
    for x in (xs[0], xs[1], xs[2], xs[4], xs[6]):
        page.rule(x, ys[0], x, ys[-1])
    for x in (xs[3], xs[5]):
        page.rule(x, 120, x, ys[-1])
    page.text(76, 125, "STT", 10).text(116, 125, "Đơn vị", 10).text(260, 114, "Năm 2022", 10).text(
        380, 114, "Năm 2023", 10
    )
    for x in (xs[2], xs[4]):
        page.text(x + 4, 134, "Số", 10).text(x + 64, 134, "Tỷ lệ", 10)
    for y, row in ((154, ["1", "Xã A", "5", "50%", "6", "60%"]), (174, ["2", "Xã B", "7", "70%", "8", "80%"])):
        for x, words in zip(xs, row, strict=False):
            page.text(x + 4, y, words, 10)
    return page


def test_merged_headers_are_spread(rules: CompiledRules) -> None:
    parcel = read(rules, merged_page())
    assert table_of(parcel)[:3] == [
        ["STT", "Đơn vị", "Năm 2022", "Năm 2022", "Năm 2023", "Năm 2023"],
        ["", "", "Số", "Tỷ lệ", "Số", "Tỷ lệ"],
        ["1", "Xã A", "5", "50%", "6", "60%"],
    ]
    assert headers_of(parcel) == {0, 1}
    assert_spans_hold(parcel)
    assert len({(s.page, s.char_start) for s in parcel.cell_spans}) == len(parcel.cell_spans)


def test_borders_drawn_as_boxes(rules: CompiledRules) -> None:
    page, xs, ys = PageBuilder(), [72, 112, 172, 232], [100, 120, 140, 160, 180]
    for y in ys:
        for left, right in pairwise(xs):
            page.bar(left, y - 0.25, right, y + 0.25)
    for x in xs:
        for top, bottom in pairwise(ys):
            page.bar(x - 0.25, top, x + 0.25, bottom)
    for row, y in zip(SMALL, ys, strict=False):
        for words, x in zip(row, xs, strict=False):
            page.text(x + 4, y + 14, words, 10)
    assert table_of(read(rules, page)) == SMALL


BORDERS = [
    ("dashed", "[3 2] 0 d"),
    ("in a form, moved", "1 0 0 1 10 5 cm"),
]


@pytest.mark.parametrize(("name", "operators"), BORDERS, ids=[name for name, _ in BORDERS])
def test_other_borders(rules: CompiledRules, name: str, operators: str) -> None:
    page = PageBuilder().raw(operators)
    page.table(72, 100, [40, 60, 60], SMALL)
    assert table_of(read(rules, page)) == SMALL, name


def test_heads_written_up_the_page(rules: CompiledRules) -> None:
    page = PageBuilder()
    page.table(72, 100, [40, 120, 40, 60], [["STT", "Tên xã", "", ""], *[r[:2] for r in ROWS]], height=80)
    page.text(138 + 100, 175, "Số hộ nghèo", 10, angle=90)
    for number, line in enumerate(["Tỷ lệ hộ", "nghèo (%)"]):
        page.text(290 + 14 * number, 175, line, 10, angle=90)
    for number, row in enumerate(ROWS, start=1):
        page.text(236, 170 + 80 * number, row[3], 10).text(280, 170 + 80 * number, row[3], 10)
    first, *rows = table_of(read(rules, page))
    assert first == ["STT", "Tên xã", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)"]
    assert [row[2:] for row in rows] == [[row[3]] * 2 for row in ROWS]


def test_words_up_the_page_are_put_together_from_their_letters(rules: CompiledRules) -> None:
    page = PageBuilder().lines(72, 72, ["Kết quả thực hiện"] * 4)
    for x, y, letters in ((302, 300, "h"), (300, 295, "ộ"), (300, 286, "ng"), (301, 276, "hèo")):
        page.text(x, y, letters, 10, angle=90)
    assert {"hộ", "nghèo"} <= set(read(rules, page).pages[0].text.split())


def test_open_sides(rules: CompiledRules) -> None:
    page, xs, ys = PageBuilder(), [72, 112, 172, 232], [100, 120, 140, 160, 180]
    for y in ys[:-1]:
        page.rule(xs[0], y, xs[-1], y)
    for x in xs[1:-1]:
        page.rule(x, ys[0], x, ys[-1])
    for row, y in zip(SMALL, ys, strict=False):
        for words, x in zip(row, xs, strict=False):
            page.text(x + 4, y + 14, words, 10)
    assert table_of(read(rules, page)) == SMALL


def header_page(rows: Sequence[Sequence[str]], number: str, y: float = 72) -> PageBuilder:
    page = PageBuilder().text(295, 40, number)
    page.table(72, y, WIDTHS, rows)
    return page


def test_a_table_over_pages_is_one(rules: CompiledRules) -> None:
    parcel = read(rules, header_page([HEADER, *ROWS[:2]], "1"), header_page([HEADER, ROWS[2]], "2"))
    assert table_of(parcel) == [HEADER, *ROWS]
    assert {cell.table_id for cell in parcel.cells} == {parcel.document.document_id + "-t001"}
    assert next(cell.page for cell in parcel.cells if cell.text == "Mường C") == 2
    assert_spans_hold(parcel)


def test_without_a_repeated_header_too(rules: CompiledRules) -> None:
    parcel = read(rules, header_page([HEADER, *ROWS[:2]], "1"), header_page([ROWS[2]], "2"))
    assert table_of(parcel) == [HEADER, *ROWS]


def test_a_row_cut_by_a_page_end_is_joined(rules: CompiledRules) -> None:
    cut = ["4", "Trường Tiểu học", "15", "20%"]
    parcel = read(
        rules,
        header_page([HEADER, *ROWS, cut], "1"),
        header_page([HEADER, ["", "số 2 Mường D", "", ""], ["5", "Xã E", "1", "2%"]], "2"),
    )
    assert table_of(parcel)[4:] == [["4", "Trường Tiểu học số 2 Mường D", "15", "20%"], ["5", "Xã E", "1", "2%"]]
    spans = [(s.page, s.row) for s in parcel.cell_spans if (s.row, s.col) == (4, 1)]
    assert spans == [(1, 4), (2, 4)]
    assert next(cell.page for cell in parcel.cells if (cell.row, cell.col) == (4, 1)) == 1
    assert_spans_hold(parcel)


NOT_CUT = [
    ["", "trong đó: cấp xã", "7", ""],  # has a value of its own
    ["4", "Mường D", "", ""],  # has a number of its own
]


@pytest.mark.parametrize("row", NOT_CUT)
def test_a_row_that_stands_alone_is_not_joined(rules: CompiledRules, row: list[str]) -> None:
    parcel = read(rules, header_page([HEADER, *ROWS], "1"), header_page([HEADER, row], "2"))
    assert len(table_of(parcel)) == 5


def test_a_period_cut_behind_its_hyphen_is_joined(rules: CompiledRules) -> None:
    first, second = ["4", "Việc làm giai đoạn 2021-", "15", "20%"], ["", "2025", "", ""]
    parcel = read(rules, header_page([HEADER, *ROWS, first], "1"), header_page([HEADER, second], "2"))
    assert table_of(parcel)[4] == ["4", "Việc làm giai đoạn 2021-2025", "15", "20%"]


def test_a_value_and_its_parenthesis_are_joined(rules: CompiledRules) -> None:
    first, second = ["4", "Mường D", "94,89%", "100%"], ["", "", "(95/100 hs)", ""]
    parcel = read(rules, header_page([HEADER, *ROWS, first], "1"), header_page([HEADER, second], "2"))
    assert table_of(parcel)[4][2] == "94,89% (95/100 hs)"


def test_two_tables_with_words_between_are_two(rules: CompiledRules) -> None:
    second = PageBuilder().text(72, 120, "Biểu 2. Kết quả của các xã còn lại trong huyện")
    second.table(72, 140, WIDTHS, [HEADER, *ROWS])
    parcel = read(rules, header_page([HEADER, *ROWS], "1"), second)
    assert len({cell.table_id for cell in parcel.cells}) == 2


TITLES = [
    (("Biểu 1. Thu", "Biểu 2. Thu"), 50, 2, "titles in the margin are no running header"),
    (("Báo cáo, trang 1", "Báo cáo, trang 2"), 50, 1, "a running header"),
    (("Biểu 1. Thu", "Biểu 1. Thu"), 50, 1, "the same title again"),
    (("Phụ lục 2, trang 1", "Phụ lục 2, trang 2"), 50, 1, "a running header with the title's number and the page's"),
    (("Biểu 1. Thu", "Biểu 1. Thu (tiếp theo)"), 150, 1, "a title that says that it goes on"),
    (("Biểu 1. Thu", "Kết quả như sau:"), 150, 2, "words"),
]


@pytest.mark.parametrize(("lines", "top", "count", "_new"), TITLES, ids=[row[3] for row in TITLES])
def test_what_stands_between_the_parts_of_a_table(
    rules: CompiledRules, lines: tuple[str, str], top: float, count: int, _new: str
) -> None:
    pages = [PageBuilder().text(72, top, line) for line in lines]
    for number, page in enumerate(pages):
        page.table(72, top + 30, WIDTHS, [HEADER, *([str(3 * number + n), *row[1:]] for n, row in enumerate(ROWS, 1))])
    assert len({cell.table_id for cell in read(rules, *pages).cells}) == count


def test_a_footnote_between_the_pages_does_not_part_a_table(rules: CompiledRules) -> None:
    first = header_page([HEADER, *ROWS[:2]], "1").text(72, 780, "¹ Số liệu do Công an huyện cung cấp.", 9)
    assert len(table_of(read(rules, first, header_page([HEADER, ROWS[2]], "2")))) == 4


def test_numbers_broken_for_want_of_room_are_whole(rules: CompiledRules) -> None:
    page, xs = PageBuilder(), [72.0, 112.0, 152.0]
    page.grid(xs, [100, 120, 160, 200])
    for x, words in zip(xs, ("STT", "Tiền"), strict=False):
        page.text(x + 4, 114, words, 10)
    page.text(76, 134, "1", 10).text(116, 134, "6.402.", 10).text(116, 150, "461", 10)
    page.text(76, 174, "2", 10).text(116, 174, "12", 10).text(116, 190, "34", 10)
    assert table_of(read(rules, page))[1:] == [["1", "6.402.461"], ["2", "12 34"]]


def test_a_word_across_two_lines_of_a_cell_keeps_its_hyphen(rules: CompiledRules) -> None:
    page, xs = PageBuilder(), [72.0, 112.0, 192.0]
    page.grid(xs, [100, 120, 160])
    page.text(76, 114, "STT", 10).text(116, 114, "Tên", 10).text(76, 134, "1", 10)
    page.text(116, 134, "13/2019/QĐ-", 10).text(116, 150, "UBND cũ", 10)
    assert table_of(read(rules, page))[1] == ["1", "13/2019/QĐ-UBND cũ"]


def test_a_number_that_sticks_out_of_its_cell_is_whole(rules: CompiledRules) -> None:
    page = PageBuilder()
    page.table(72, 100, [40, 40, 60], [["STT", "Tiền", "Xã"], ["1", "12.345.678", "    A"], ["2", "5", "B"]])
    assert [row[1] for row in table_of(read(rules, page))] == ["Tiền", "12.345.678", "5"]


def boxes_in_a_chart() -> PageBuilder:
    page = PageBuilder()
    for x in (72, 250, 430):
        page.grid([x, x + 120], [100, 150])
        page.text(x + 10, 130, "Phòng A")
    return page


def underlined() -> PageBuilder:
    page = PageBuilder().text(72, 100, "BÁO CÁO KẾT QUẢ").rule(72, 103, 160, 103)
    return page.text(72, 130, "Độc lập - Tự do - Hạnh phúc").rule(72, 133, 230, 133)


def framed() -> PageBuilder:
    return PageBuilder().grid([40, 555], [40, 800]).lines(72, 100, ["Trong khung có 5 dòng chữ"] * 5)


NO_TABLES = [("boxes of a chart", boxes_in_a_chart()), ("underlines", underlined()), ("a frame", framed())]


@pytest.mark.parametrize(("name", "page"), NO_TABLES, ids=[name for name, _ in NO_TABLES])
def test_drawings_are_no_tables(rules: CompiledRules, name: str, page: PageBuilder) -> None:
    parcel = read(rules, page)
    assert not parcel.cells, name
    assert parcel.pages[0].text


def test_pieces_of_a_rule_are_one() -> None:
    assert join_rules([Rule(10, 0, 5), Rule(10.5, 6, 20), Rule(10, 40, 50)]) == [
        Rule(10 + 0.5 / 3, 0, 20),
        Rule(10 + 0.5 / 3, 40, 50),
    ]


def test_graph_paper_is_refused() -> None:
    lines = [Rule(float(4 * n), 0, 10_000) for n in range(1_500)]
    assert find_grids(lines, lines) == []


TEXT = st.text("aăâbcđeêghiklmnoôơpqrstuưvxy0123456789.,%", min_size=1, max_size=6).filter(lambda t: t.strip(".,%"))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=3, max_size=12), st.integers(1, 11))
def test_cells_come_back_whatever_they_hold(rows: list[list[str]], cut: int) -> None:
    """Every text stands in its row and column, on one page or over two."""
    rows = [[str(index + 1), *row] for index, row in enumerate(rows)]
    pages = [header_page([HEADER, *part], "1") for part in (rows[:cut], rows[cut:]) if part]
    parcel = read(reading.rules(), *pages)
    assert table_of(parcel)[1:] == rows
    assert_spans_hold(parcel)


def test_a_row_of_values_in_a_paragraph_is_a_table(rules: CompiledRules) -> None:
    page = PageBuilder().lines(
        72,
        80,
        [
            "Kết quả giao dịch đến 30/9/2023 Tổng số",
            "tiền Thành công Thất bại Chờ xử lý Tổng cộng 822 134",
            "0 956",
            "Các xã tiếp tục thực hiện.",
        ],
    )
    parcel = read(rules, page)
    assert table_of(parcel) == [
        ["Tổng số tiền", "Thành công", "Thất bại", "Chờ xử lý", "Tổng cộng"],
        ["", "822", "134", "0", "956"],
    ]
    assert_spans_hold(parcel)


@pytest.mark.parametrize(
    "lines",
    [
        ["Năm học 2022 2023 2024 2025", "đạt kế hoạch."],
        ["Trong Quý Một Hai Ba Bốn.", "Xử lý được 12 15 18 20", "hồ sơ."],
    ],
)
def test_numbers_in_a_paragraph_are_no_table(rules: CompiledRules, lines: list[str]) -> None:
    assert read(rules, PageBuilder().lines(72, 80, lines)).cells == ()


def test_values_behind_a_page_end_go_to_the_row_that_lacks_them(rules: CompiledRules) -> None:
    first, second = ["4", "Trường Tiểu học", "", ""], ["", "số 2 Mường D", "15", "20%"]
    rows = [["1", "Mường A", "1.250", "98,5%"], ["2", "Mường B", "840", "97,25%"], ["3", "Mường C", "9", "100%"]]
    parcel = read(rules, header_page([HEADER, *rows, first], "1"), header_page([HEADER, second], "2"))
    assert table_of(parcel)[4] == ["4", "Trường Tiểu học số 2 Mường D", "15", "20%"]
    assert next(cell.page for cell in parcel.cells if cell.text == "15") == 2
    assert_spans_hold(parcel)


def test_a_blank_rest_of_a_cut_row_is_no_row(rules: CompiledRules) -> None:
    rows = [["1", "Mường A", "1.250", "98,5%"], ["2", "Mường B", "840", "97,25%"]]
    parcel = read(rules, header_page([HEADER, rows[0]], "1"), header_page([HEADER, ["", "", "", ""], rows[1]], "2"))
    assert table_of(parcel) == [HEADER, *rows]


def tall_page(rows: list[list[str]], value_width: int = 80) -> PageBuilder:
    """A ruled table with no line between the rows of its body."""
    xs = [72, 112, 232, 232 + value_width, 312 + value_width]
    page = PageBuilder().grid(xs, [100, 120, 120 + 18 * len(rows)])
    for number, row in enumerate([HEADER, *rows]):
        for x, words in zip(xs, row, strict=False):
            if words:
                page.text(x + 4, 114 + 18 * number, words, 10)
    return page


def test_a_row_without_lines_is_cut_at_its_numbers(rules: CompiledRules) -> None:
    rows = [["1", "Mường A", "1.250", "98,5%"], ["2", "Mường B", "840", "97,25%"], ["3", "Mường C", "9", "100%"]]
    assert table_of(read(rules, tall_page(rows))) == [HEADER, *rows]


def test_a_number_broken_over_lines_begins_no_row(rules: CompiledRules) -> None:
    rows = [["1", "Trường Tiểu học bán trú", "1.25", "98,5%"], ["", "Mường A", "3", ""], ["2", "Mường B", "840", "9%"]]
    found = table_of(read(rules, tall_page(rows, value_width=30)))
    assert [row[:3] for row in found[1:]] == [
        ["1", "Trường Tiểu học bán trú Mường A", "1.253"],
        ["2", "Mường B", "840"],
    ]


def test_lines_of_one_ruled_cell_stay_one_row(rules: CompiledRules) -> None:
    rows = [["1", "Số tiền thu", "520.716.", "189.326."], ["", "năm 2023", "601", "284"]]
    assert len(table_of(read(rules, tall_page(rows)))) == 2
