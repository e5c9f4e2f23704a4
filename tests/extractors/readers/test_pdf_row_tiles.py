"""Tables whose rows stand as near as their lines: only what stands in them tells where a row ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.readers.pdf import read_pdf
from schemas.parcel import Parcel
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of
from tests.reading import rules

XS = (72, 100, 220, 280, 340, 430)
SIZE, PITCH = 10, 12
# A cell is its lines.
Row = Sequence[Sequence[str]]
HEADER: Row = [["STT"], ["Chỉ tiêu"], ["Kế hoạch"], ["Thực hiện"], ["Ghi chú"]]
NOTES = (["Chưa có số liệu", "của cấp xã"], ["Đang triển khai", "thực hiện"], ["Đạt"])
ROWS: list[Row] = [
    [["1"], ["Số hộ được dùng nước", "hợp vệ sinh"], ["1.250"], ["98,5%"], ["Đạt"]],
    [["2"], ["Diện tích gieo trồng", "cây hằng năm (lúa,", "ngô, khoai, sắn)"], ["7"], ["9%"], NOTES[0]],
    [["3"], ["Xã Mường An"], ["840"], ["97,25%"], NOTES[1]],
    [["4"], ["Xã Mường Bình"], ["12"], [], NOTES[0]],
    [["5"], ["Kinh phí sự nghiệp -", "đào tạo nghề"], ["96"], ["1%"], NOTES[2]],
    [[], ["Tổng cộng"], ["2.205"], ["8%"], []],
]


def texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


def set_rows(page: PageBuilder, rows: Sequence[Row], top: float, align: str) -> float:
    """Put rows on a page with no blank between them; comes back with the foot of the last."""
    for row in rows:
        height = max(len(lines) for lines in row)
        for x, lines in zip(XS, row, strict=False):
            spare = (height - len(lines)) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[align]
            for number, words in enumerate(lines):
                page.text(x + 4, top + (number + spare + 0.85) * PITCH, words, SIZE)
        top += height * PITCH
    return top


def read(*pages: PageBuilder) -> Parcel:
    data = build_pdf(*pages)
    return read_pdf(data, parcel_of(data), rules())


def table_of(parcel: Parcel) -> list[list[str]]:
    rows = [[""] * 5 for _ in range(1 + max(cell.row for cell in parcel.cells))]
    for cell in parcel.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


@pytest.mark.parametrize("lines", ["none", "under the header", "between columns"])
@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_rows_without_lines_or_blanks_between_them(align: str, lines: str) -> None:
    page = PageBuilder()
    foot = set_rows(page, [HEADER, *ROWS], 100, align)
    if lines == "under the header":
        for y in (100, 100 + PITCH, foot):
            page.rule(72, y, 500, y)
    if lines == "between columns":
        page.grid([*XS, 500], [100, 100 + PITCH])
        for x in (*XS, 500):
            page.rule(x, 100, x, foot)
        page.rule(72, foot, 500, foot)
    assert table_of(read(page)) == texts([HEADER, *ROWS])


@pytest.mark.parametrize("align", ["top", "middle"])
def test_a_row_cut_by_the_page_end_is_one_row(align: str) -> None:
    cut = [["6"], ["Số cơ sở sản xuất"], ["15"], ["20%"], ["Đạt"]]
    rest: Row = [[], ["được kiểm tra"], [], [], []]
    more: list[Row] = [[["7"], ["Xã Mường Cao"], ["9"], ["5%"], ["Đạt"]], *ROWS[-1:]]
    first, second = PageBuilder(), PageBuilder()
    set_rows(first, [HEADER, *ROWS[:-1], cut], 100, align)
    set_rows(second, [HEADER, rest, *more], 60, align)
    whole: Row = [["6"], ["Số cơ sở sản xuất", "được kiểm tra"], ["15"], ["20%"], ["Đạt"]]
    assert table_of(read(first, second)) == texts([HEADER, *ROWS[:-1], whole, *more])


def test_one_row_below_a_header_that_is_repeated_belongs_to_the_table() -> None:
    first, second = PageBuilder(), PageBuilder()
    set_rows(first, [HEADER, *ROWS[:-1]], 100, "top")
    set_rows(second, [HEADER, ROWS[-1]], 60, "top")
    assert table_of(read(first, second)) == texts([HEADER, *ROWS])


def test_a_value_that_touches_the_name_before_it_stands_alone() -> None:
    page = PageBuilder()
    rows: list[Row] = [[[str(n)], [f"Xã Mường {n}"], [f"1.{n}50"], ["8%"], ["Đạt"]] for n in range(1, 6)]
    foot = set_rows(page, [HEADER, *rows], 100, "top")
    page.text(76, foot + 10, "6", SIZE).text(104, foot + 10, "Xã Mường Thị Vân Anh Hoa 17.250", SIZE)
    page.text(284, foot + 10, "9%", SIZE).text(344, foot + 10, "Đạt", SIZE)
    assert table_of(read(page))[-1][:3] == ["6", "Xã Mường Thị Vân Anh Hoa", "17.250"]


def test_a_letter_that_another_font_lent_is_not_left_behind() -> None:
    page = PageBuilder()
    set_rows(page, [HEADER, *ROWS], 100, "top")
    page.text(104 + 11 * SIZE / 2, 100 + 6.85 * PITCH, "h", SIZE)
    parcel = read(page)
    assert table_of(parcel)[3][1] == "Xã Mường Anh"
    assert parcel.pages[0].text.splitlines()[-1].split("\t")[1] == "Tổng cộng"


HEADS: list[tuple[str, Sequence[tuple[float, float, str]], list[str]]] = [
    ("over two columns", [(252.5, 112, "Chia ra")], ["", "", "Chia ra", "Chia ra", ""]),
    ("over three, above the middle one", [(280, 112, "Trong đó")], ["", "", "Trong đó", "Trong đó", "Trong đó"]),
]


@pytest.mark.parametrize(("name", "heads", "top"), HEADS, ids=[name for name, _, _ in HEADS])
def test_a_head_over_columns_is_no_line_of_one(
    name: str, heads: Sequence[tuple[float, float, str]], top: list[str]
) -> None:
    page = PageBuilder()
    below = {2: "Nam", 3: "Nữ", 4: "Trẻ em"}
    for x, y, words in heads:
        page.text(x, y, words, SIZE)
    for col, x in enumerate(XS[:5]):
        is_under = bool(top[col])
        words = below[col] if is_under else ("STT", "Chỉ tiêu", "", "", "Ghi chú")[col]
        page.text(x + 20 - 2.5 * len(words) if is_under else x + 4, 124 if is_under else 118, words, SIZE)
    rows: list[Row] = [[[str(n)], [f"Xã Mường {n}"], [f"1.{n}50"], ["8%"], ["7"]] for n in range(1, 6)]
    set_rows(page, rows, 128, "top")
    cells = {(c.row, c.col): c.text for c in read(page).cells if c.is_header}
    assert [cells.get((0, col), "") if top[col] else "" for col in range(5)] == top, name
    assert [cells[1, col] for col in range(5) if top[col]] == [below[col] for col in range(5) if top[col]]


VALUES: list[Row] = [[[str(n)], [f"Xã Mường {n}"], [f"1.{n}50"], ["8%"], ["Đạt"]] for n in range(1, 6)]
LAST_ROWS: list[tuple[Row, str]] = [
    ([["6"], ["Xã An"], ["95% (97/213", "hồ sơ)"], [], ["Đạt"]], "its only value stands half a line above its number"),
    ([["II"], ["Lĩnh vực văn hóa, thể", "thao"], [], [], []], "a group whose number stands between its two lines"),
]


@pytest.mark.parametrize(("last", "_new"), LAST_ROWS, ids=[row[1] for row in LAST_ROWS])
def test_a_last_row_set_in_the_middle_is_whole(last: Row, _new: str) -> None:
    page = PageBuilder()
    set_rows(page, [HEADER, *VALUES, last], 100, "middle")
    assert table_of(read(page)) == texts([HEADER, *VALUES, last])


def test_a_column_without_a_value_on_a_page_is_told_by_its_head() -> None:
    first, second = PageBuilder(), PageBuilder()
    head: Row = [["STT"], ["Chỉ tiêu"], ["Kế", "hoạch"], ["Thực", "hiện"], ["So với", "kế hoạch"]]
    rows: list[Row] = [[[str(n)], [f"Xã Mường {n}"], [f"1.{n}50"], ["870"], [f"{n}8%"]] for n in range(2, 6)]
    one: Row = [["1"], ["Xã Mường Thanh"], ["47.220"], ["15.900"], []]
    for page, top, body in ((first, 640, [one]), (second, 60, rows)):
        foot = set_rows(page, [head, *body], top, "middle")
        for y in (top, top + 2 * PITCH, foot):
            page.rule(72, y, 500, y)
    assert table_of(read(first, second)) == texts([head, one, *rows])


def test_a_group_of_heads_above_tall_rows_is_read() -> None:
    page = PageBuilder()
    page.text(229, 102 + 0.85 * PITCH, "Hồ sơ tiếp nhận", SIZE)
    head: Row = [["STT"], ["Chỉ tiêu"], ["", "Số", "lượng", "tiếp", "nhận"], ["", "Kế", "hoạch"], ["Ghi chú"]]
    group: Row = [["I"], ["Quốc phòng, an", "ninh"], [], [], []]
    tall: list[Row] = [
        [[str(n)], ["Trường THCS", "Mường Yên"], [f"1.{n}50"], ["8"], ["Chưa có", "số liệu", "của cấp", "xã"]]
        for n in range(1, 5)
    ]
    set_rows(page, [head, group, *tall], 102, "middle")
    assert table_of(read(page))[0][2:4] == ["Hồ sơ tiếp nhận"] * 2
