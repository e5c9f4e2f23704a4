"""Tables in plain text: tab-separated rows and tables flattened to words; letterheads and prose are none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from schemas.parcel import Parcel
from tests.reading import read

HEADER = "STT\tTên xã\tSố hộ\tĐạt\n"
ROWS = "1\tA\t1\t2\n2\tB\t3\t2\n"
FLAT_HEADER = "STT Tên đơn vị Tổng số Đúng hạn Quá hạn\n"

# (text, rows with None for a missing cell, what is new in the row)
TABLES = [
    (
        HEADER + "1\tAn Phú\t100\t80\n2\tBình Yên\t50\t45\n\tTổng\t150\t125\n",
        ["STT|Tên xã|Số hộ|Đạt", "1|An Phú|100|80", "2|Bình Yên|50|45", "|Tổng|150|125"],
        "a header, rows, a total without a number",
    ),
    (
        HEADER + "1\tAn Phú\t100\t80\n\f" + HEADER + "2\tBình Yên\t50\t45\n3\tCao Lộc\t20\t9\n",
        ["STT|Tên xã|Số hộ|Đạt", "1|An Phú|100|80", "2|Bình Yên|50|45", "3|Cao Lộc|20|9"],
        "the header repeated on the next page is dropped, the table is one",
    ),
    (
        HEADER + "1\tPhường Hòa Bình và\t100\t80\n\f\tvùng lân cận\t\t\n2\tBình Yên\t50\t45\n3\tCao Lộc\t20\t9\n",
        ["STT|Tên xã|Số hộ|Đạt", "1|Phường Hòa Bình và vùng lân cận|100|80", "2|Bình Yên|50|45", "3|Cao Lộc|20|9"],
        "a row cut by the end of the page is joined",
    ),
    (
        HEADER
        + "1\tPhường Hòa Bình và\t100\t80\n\f"
        + HEADER
        + "\tvùng lân cận\t\t\n2\tBình Yên\t50\t45\n3\tCao Lộc\t20\t9\n",
        ["STT|Tên xã|Số hộ|Đạt", "1|Phường Hòa Bình và vùng lân cận|100|80", "2|Bình Yên|50|45", "3|Cao Lộc|20|9"],
        "cut, with the header between the parts",
    ),
    (
        HEADER + "1\tXã An\nPhú\t100\t80\n2\tBình Yên\t50\t45\n",
        ["STT|Tên xã|Số hộ|Đạt", "1|Xã An Phú|100|80", "2|Bình Yên|50|45"],
        "a line break inside a cell",
    ),
    (
        "STT\tĐơn vị\tHồ sơ\t\n\t\tTiếp nhận\tTrả\n1\tXã A\t10\t9\n2\tXã B\t20\t20\n",
        ["STT|Đơn vị|Hồ sơ|Hồ sơ", "||Tiếp nhận|Trả", "1|Xã A|10|9", "2|Xã B|20|20"],
        "a header of two rows",
    ),
    (
        "TT\tNội dung\tSố đơn\t\nA\tB\t1\t2\n1\tĐơn thư\t20\t40%\n2\tKiến nghị\t30\t60%\n",
        ["TT|Nội dung|Số đơn|", "A|B|1|2", "1|Đơn thư|20|40%", "2|Kiến nghị|30|60%"],
        "over a row that numbers the columns no head stands over its neighbour",
    ),
    (
        "TT\tNội dung\tSố lượng\tTỷ lệ\nA\tB\t1\t2\n1\tĐơn thư\t20\t40%\n2\tKiến nghị\t30\t60%\n",
        ["TT|Nội dung|Số lượng|Tỷ lệ", "A|B|1|2", "1|Đơn thư|20|40%", "2|Kiến nghị|30|60%"],
        "a row that numbers the columns belongs to the header",
    ),
    (
        FLAT_HEADER + "1 Xã An Phú 100 95 5\n2 Xã Bình Yên 50 45 5\n3 Xã Cao Lộc 30 30 0\nTổng cộng 180 170 10\n",
        [
            "STT|Tên đơn vị|Tổng số|Đúng hạn|Quá hạn",
            "1|Xã An Phú|100|95|5",
            "2|Xã Bình Yên|50|45|5",
            "3|Xã Cao Lộc|30|30|0",
            "|Tổng cộng|180|170|10",
        ],
        "flattened: values at the end of each row, a total behind",
    ),
    (
        FLAT_HEADER + "1 Xã An Phú 100 95 5\n2 Xã Bình Yên\nThượng 50 45 5\n3 Xã Cao Lộc 30 30 0\n",
        [
            "STT|Tên đơn vị|Tổng số|Đúng hạn|Quá hạn",
            "1|Xã An Phú|100|95|5",
            "2|Xã Bình Yên Thượng|50|45|5",
            "3|Xã Cao Lộc|30|30|0",
        ],
        "flattened: a name over two lines",
    ),
    (
        FLAT_HEADER + "1 Xã An Phú 100 95 5\n2 Xã Bình Yên 50  5\n3 Xã Cao Lộc 30 30 0\n4 Xã Du Già 20 20 0\n",
        [
            "STT|Tên đơn vị|Tổng số|Đúng hạn|Quá hạn",
            "1|Xã An Phú|100|95|5",
            "2|Xã Bình Yên|50||5",
            "3|Xã Cao Lộc|30|30|0",
            "4|Xã Du Già|20|20|0",
        ],
        "flattened: two blanks between values are an empty cell",
    ),
    (
        "TT Chỉ tiêu Kế hoạch Thực hiện\nI KINH TẾ 200 190\n1 Trồng trọt 120 110\n2 Chăn nuôi 80 80\n"
        "II XÃ HỘI 50 55\n1 Y tế 20 25\n2 Giáo dục 30 30\nTổng 250 245\n",
        [
            "TT|Chỉ tiêu|Kế hoạch|Thực hiện",
            "I|KINH TẾ|200|190",
            "1|Trồng trọt|120|110",
            "2|Chăn nuôi|80|80",
            "II|XÃ HỘI|50|55",
            "1|Y tế|20|25",
            "2|Giáo dục|30|30",
            "|Tổng|250|245",
        ],
        "flattened: groups in Roman numerals, each with its own running numbers",
    ),
    (
        "STT\nTên xã\nSố hộ\nHộ nghèo\n1\nXã An Phú\n1.250\n2\n2\nXã Bình Yên\n980\n98\n3\nXã Cao Lộc\n1.100\n55\n"
        "Tổng cộng\n3.330\n155\n12\n",
        [
            "STT|Tên xã|Số hộ|Hộ nghèo",
            "1|Xã An Phú|1.250|2",
            "2|Xã Bình Yên|980|98",
            "3|Xã Cao Lộc|1.100|55",
            "|Tổng cộng|3.330|155",
        ],
        "flattened: a cell a line, also one that could be the next number; a page number behind the total",
    ),
    (
        "STT Nội dung Dự toán Thực hiện\nA TỔNG THU 850 800\nI Thu nội địa 850 800\n1 Thuế 350 340\n2 Lệ phí 500 460\n"
        "B TỔNG CHI 700 650\nI Chi thường xuyên 700 650\n1 Chi giáo dục 400 390\n2 Chi y tế 300 260\n",
        [
            "STT|Nội dung|Dự toán|Thực hiện",
            "A|TỔNG THU|850|800",
            "I|Thu nội địa|850|800",
            "1|Thuế|350|340",
            "2|Lệ phí|500|460",
            "B|TỔNG CHI|700|650",
            "I|Chi thường xuyên|700|650",
            "1|Chi giáo dục|400|390",
            "2|Chi y tế|300|260",
        ],
        "flattened: parts in letters, each with its own groups",
    ),
    (
        "STT Tiêu chí Tối đa Tự chấm\n1 Thể chế 10 9\n1.1 Ban hành 5 4,5\n1.2 Kiểm tra 5 4,5\n2 Thủ tục 20 18\n"
        "2.1 Niêm yết 20 18\n",
        [
            "STT|Tiêu chí|Tối đa|Tự chấm",
            "1|Thể chế|10|9",
            "1.1|Ban hành|5|4,5",
            "1.2|Kiểm tra|5|4,5",
            "2|Thủ tục|20|18",
            "2.1|Niêm yết|20|18",
        ],
        "flattened: rows of the second order",
    ),
    (
        "TT Đơn vị Số hồ sơ Trực tuyến Tỷ lệ\n1 Phòng Nội vụ 120 115 95,8%\n2 Phòng Tài chính - Kế hoạch 80 80 100%\n"
        "3 Phòng Y tế 20 15 75%\n4 Phòng Tư pháp - 0 -\n",
        [
            "TT|Đơn vị|Số hồ sơ|Trực tuyến|Tỷ lệ",
            "1|Phòng Nội vụ|120|115|95,8%",
            "2|Phòng Tài chính - Kế hoạch|80|80|100%",
            "3|Phòng Y tế|20|15|75%",
            "4|Phòng Tư pháp|-|0|-",
        ],
        "flattened: a dash for no value, and one in a name",
    ),
    (
        "Đơn vị Tổng số Đúng Quá hạn\nXã An Phú 100 95 5\nXã Bình Yên 50 45 5\nXã Cao Lộc 30 30 0\nTổng 180 170 9\n",
        [
            "Đơn vị|Tổng số|Đúng|Quá hạn",
            "Xã An Phú|100|95|5",
            "Xã Bình Yên|50|45|5",
            "Xã Cao Lộc|30|30|0",
            "Tổng|180|170|9",
        ],
        "flattened: no running numbers",
    ),
    (
        "Tên đơn vị\nTổng số\nĐúng hạn\nQuá hạn\nChưa giải quyết\n100 80 15 5\n",
        ["Tên đơn vị|Tổng số|Đúng hạn|Quá hạn|Chưa giải quyết", "|100|80|15|5"],
        "values alone under the words of their columns",
    ),
    (
        "TT | Đơn vị | Kế hoạch\n--- | --- | ---\n1 | Xã An Phú | 1.450\n2 | Xã Bình Yên | 980\n  | Cộng | 2.430\n",
        ["TT|Đơn vị|Kế hoạch", "1|Xã An Phú|1.450", "2|Xã Bình Yên|980", "|Cộng|2.430"],
        "bars between the cells and none around them",
    ),
    ("Chỉ tiêu | Số hộ\nNghèo | 120\nCận nghèo | 230\n", ["Chỉ tiêu|Số hộ", "Nghèo|120", "Cận nghèo|230"], "one bar"),
]


def rows_of(parcel: Parcel) -> list[str]:
    """Rows as text, cells between bars; one table is expected."""
    assert len({cell.table_id for cell in parcel.cells}) == 1
    width = 1 + max(cell.col for cell in parcel.cells)
    height = 1 + max(cell.row for cell in parcel.cells)
    texts = {(cell.row, cell.col): cell.text for cell in parcel.cells}
    return ["|".join(texts.get((row, col), "") for col in range(width)) for row in range(height)]


@pytest.mark.parametrize(("text", "rows", "new"), TABLES, ids=[row[-1] for row in TABLES])
def test_tables(text: str, rows: list[str], new: str) -> None:
    assert rows_of(read(text)) == rows, new


@pytest.mark.parametrize(("text", "rows", "new"), TABLES, ids=[row[-1] for row in TABLES])
def test_cells_point_at_their_text(text: str, rows: list[str], new: str) -> None:
    parcel = read(text)
    pages = {page.page: page.text for page in parcel.pages}
    for cell in parcel.cells:
        spans = [s for s in parcel.cell_spans if (s.row, s.col) == (cell.row, cell.col)]
        parts = [pages[s.page][s.char_start : s.char_end] for s in spans]
        if cell.is_header and cell.text and not spans:
            continue  # the head of a group over one more of its columns: its place is that of the first
        assert " ".join(" ".join(part.split()) for part in parts) == cell.text, new
        assert (spans[0].page, spans[0].char_start, spans[0].char_end) == (cell.page, cell.char_start, cell.char_end)


def test_a_cut_row_keeps_both_its_places() -> None:
    parcel = read(HEADER + "1\tHòa Bình và\t100\t80\n\f\tlân cận\t\t\n2\tBình Yên\t50\t45\n3\tCao Lộc\t20\t9\n")
    assert [(s.page, s.row, s.col) for s in parcel.cell_spans if (s.row, s.col) == (1, 1)] == [(1, 1, 1), (2, 1, 1)]


@pytest.mark.parametrize(
    ("text", "count", "new"),
    [
        (HEADER + "1\tA\t1\t2\n\nKết quả như sau:\n\n" + HEADER + "1\tB\t3\t4\n", 2, "prose between two tables"),
        (HEADER + ROWS + "\n" + "STT\tTên trường\tSố lớp\tSố phòng\n1\tA\t5\t4\n2\tB\t7\t7\n", 2, "another header"),
        (HEADER + ROWS + "\n" + "STT\tTên trường\tSố lớp\n1\tA\t5\n2\tB\t7\n", 2, "another, of fewer columns"),
        (
            HEADER + ROWS + "\f" + "STT\tTên xã\tSố hộ\tNghèo\n1\tA\t5\t4\n2\tB\t7\t7\n",
            2,
            "one word else, from 1 again",
        ),
        (HEADER + ROWS + "\n" + "Đơn vị\tThu\tChi\tDư\nXã A\t5\t4\t1\nXã B\t7\t7\t0\n", 2, "another without STT"),
        (HEADER + ROWS + "\n" + HEADER + "3\tC\t3\t3\n", 1, "the same header once more"),
        (HEADER + ROWS + "\n" + "STT\tTên xã\tSố hộ\tĐạt chuẩn\n3\tC\t3\t3\n", 1, "a word more, the numbers go on"),
        (HEADER + ROWS + "\n3\tC\t3\t3\n4\tD\t3\t2\n", 1, "rows cut by a blank line"),
        (HEADER + ROWS + "\n\f3\tC\t3\t3\n4\tD\t3\t2\n", 1, "rows cut by a page end"),
        (HEADER + ROWS + "\nII\tKhối trường học\t\t\n1\tC\t3\t3\n", 1, "a group behind a blank line"),
        (HEADER + ROWS + "\n3\tXã C\tkhông có\tchưa đạt\n4\tD\t3\t2\n", 1, "a row of words behind a blank line"),
        (
            FLAT_HEADER + "1 Xã A 3 2 1\n2 Xã B 4 4 0\n3 Xã C 9 9 0\n\nGhi chú: số liệu tạm tính.\n",
            1,
            "words behind the last row",
        ),
    ],
)
def test_how_many_tables(text: str, count: int, new: str) -> None:
    tables = sorted({cell.table_id for cell in read(text).cells})
    assert [table_id[-5:] for table_id in tables] == [f"-t{n:03d}" for n in range(1, count + 1)], new


# (text, what it is instead)
NO_TABLES = [
    ("1. Kết quả\n1.1. Thu 45 tỷ đồng\nTrong năm đã xử lý 100 95 5.\n2. Nhiệm vụ\n", "numbered headings"),
    ("Số: 12/BC-UBND\tSông Lam, ngày 5 tháng 9 năm 2023\n\nBÁO CÁO\n", "one line of a letterhead"),
    ("Kết quả như sau:\n1. Thu 20 tỷ đồng.\n2. Chi 15 tỷ đồng.\n3. Dư 5 tỷ đồng.\n", "a numbered list"),
    ("STT và họ tên ghi theo mẫu.\nMỗi đơn vị gửi 2 bản.\n", "a sentence that begins like a header"),
    ("Năm 2021 2022 2023 2024\n", "words before the values of a lone line"),
    ("Đã cấp 12 15 18\nĐã thu 11 14 17\nĐã trả 10 13 16\n", "lines of words and values without a header"),
    ("Kết quả\n1. Xã A 20\n1.1. Xã B\n1.2. Xã C\n2. Xã D\n", "headings of two orders"),
    ("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tKT. CHỦ TỊCH\n- Lưu.\tNguyễn Văn A\n", "recipients, signature"),
]


@pytest.mark.parametrize(("text", "new"), NO_TABLES, ids=[row[-1] for row in NO_TABLES])
def test_prose_is_no_table(text: str, new: str) -> None:
    assert read(text).cells == (), new


@pytest.mark.parametrize("mark", [" ; ", " / ", " ¦ "])
def test_no_digit_lies_in_two_cells(mark: str) -> None:
    rows = "TT|Đơn vị|Kế hoạch|Thực hiện", "1|Xã An Phú|1.450|1.512", "2|Xã Bình|980|970", "3|Xã Cao|85|88"
    parcel = read("\n".join(row.replace("|", mark) for row in rows) + "\n")
    spans = sorted({(s.char_start, s.char_end) for s in parcel.cell_spans})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_letterhead_is_no_table() -> None:
    text = (
        "UBND HUYỆN SÔNG LAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 15/BC-NV\tSông Lam, ngày 3 tháng 4 năm 2024\n\nBÁO CÁO\n"
    )
    assert read(text).cells == ()


def test_a_row_of_three_columns_cut_before_its_value_is_joined() -> None:
    parcel = read("STT\tTên xã\tSố hộ\n1\tAn Phú\t100\n2\tBình\t\n\f\tYên Thượng\t50\n3\tCao Lộc\t30\n")
    assert rows_of(parcel) == ["STT|Tên xã|Số hộ", "1|An Phú|100", "2|Bình Yên Thượng|50", "3|Cao Lộc|30"]


@pytest.mark.parametrize(
    ("rest", "new"),
    [
        ("\tTổng\t150", "a total"),
        ("\tTrong đó nữ\t50", "a part"),
        ("\t- Thượng\t50", "a bullet"),
    ],
)
def test_a_row_behind_one_without_a_value_may_be_one_of_its_own(rest: str, new: str) -> None:
    parcel = read(f"STT\tTên xã\tSố hộ\n1\tAn Phú\t100\n2\tBình\t\n\f{rest}\n3\tCao Lộc\t30\n")
    assert len(rows_of(parcel)) == 5, new


def test_a_row_without_a_number_in_the_middle_of_a_page_is_a_row() -> None:
    parcel = read(HEADER + "1\tAn Phú\t100\t80\n\tTrong đó nữ\t\t30\n2\tBình Yên\t50\t45\n3\tCao Lộc\t20\t9\n")
    assert rows_of(parcel)[1:3] == ["1|An Phú|100|80", "|Trong đó nữ||30"]
