"""When the figures of a table hold: its lead and its caption, days of columns, times as rows, words in cells."""

from __future__ import annotations

import pytest

from schemas.fact import Role
from tests.reading import fact_of, resolve

HEAD = (
    "UBND HUYỆN SÔNG MÃ\nSố: 71/BC-UBND\nSông Mã, ngày 05 tháng 12 năm 2021\n\nBÁO CÁO\nKết quả công tác năm 2021\n\n"
)
ROWS = "TT\tXã\tPhải tiêm (con)\tĐã tiêm (con)\n1\tAn Phú\t1.240\t1.105\n2\tCẩm Hà\t2.310\t1.985\n"


@pytest.mark.parametrize(
    ("above", "end", "new"),
    [
        (
            "Kết quả tiêm phòng đến ngày 22/9/2021 như sau:\n\nBiểu 2: Kết quả tiêm phòng\n",
            "2021-09-22",
            "lead and caption",
        ),
        (
            "Kết quả tiêm phòng đến ngày 22/9/2021 như sau:\n\nBiểu 2: Kết quả tiêm phòng năm 2021\n",
            "2021-09-22",
            "the days of the year a caption names",
        ),
        (
            "Kết quả tiêm phòng đến ngày 22/9/2021 như sau:\n\nBiểu 2: Kết quả tiêm phòng năm 2019\n",
            "2019-12-31",
            "another year of a caption is its own",
        ),
        (
            "Tính đến 17 giờ ngày 20/10/2021, toàn huyện có 96 ổ dịch. Cụ thể theo biểu dưới đây:\n",
            "2021-10-20",
            "the sentence that a table details",
        ),
        (
            "Đến 20/10/2021 có 96 ổ dịch, do thời tiết diễn biến phức tạp, mưa nhiều và việc vận chuyển gia súc "
            "giữa các vùng chưa được kiểm soát chặt chẽ. Công tác tiêm phòng của các xã:\n",
            "2021-12-31",
            "a new sentence is its own",
        ),
    ],
)
def test_the_lead_of_a_table(above: str, end: str, new: str) -> None:
    assert str(fact_of(resolve(HEAD + "I. KẾT QUẢ\n\n" + above + ROWS), "1.240").period_end) == end, new


@pytest.mark.parametrize(
    ("header", "end"),
    [
        ("Dư nợ 31/12/2020", "2020-12-31"),
        ("Dư nợ 30/6/2021 (triệu đồng)", "2021-06-30"),
        ("Vốn theo QĐ 12/QĐ-UBND ngày 31/12/2020", "2021-12-31"),
        ("Dư nợ", "2021-12-31"),
    ],
)
def test_a_day_in_a_header(header: str, end: str) -> None:
    table = f"TT\tChương trình\t{header}\tSố hộ\n1\tHộ nghèo\t1.240\t96\n2\tHộ cận nghèo\t2.310\t87\n"
    assert str(fact_of(resolve(HEAD + "I. KẾT QUẢ\n\n" + table), "1.240").period_end) == end


@pytest.mark.parametrize(
    ("head", "rows", "printed", "start", "end"),
    [
        ("Năm", ("2019", "2020"), "203", "2019-01-01", "2019-12-31"),
        ("Năm", ("Năm 2019", "Năm 2020"), "203", "2019-01-01", "2019-12-31"),
        ("Thời gian", ("Quý I/2021", "Quý II/2021"), "198", "2021-04-01", "2021-06-30"),
        ("Tháng", ("Tháng 3", "Tháng 4"), "203", "2021-03-01", "2021-03-31"),
        ("Đơn vị", ("Xã 2", "Đội 3"), "203", "2021-01-01", "2021-12-31"),
        ("Nội dung", ("Vụ việc năm 2019 chuyển sang", "Mới"), "203", "2021-01-01", "2021-12-31"),
    ],
)
def test_rows_called_by_their_time(head: str, rows: tuple[str, str], printed: str, start: str, end: str) -> None:
    table = f"{head}\tSố vụ xử lý\tSố vụ xảy ra\n{rows[0]}\t203\t210\n{rows[1]}\t198\t205\n"
    fact = fact_of(resolve(HEAD + "I. KẾT QUẢ\n\nSố vụ qua các thời kỳ:\n" + table), printed)
    assert (str(fact.period_start), str(fact.period_end)) == (start, end)


@pytest.mark.parametrize(
    ("printed", "role", "end"),
    [("74", Role.ACTUAL, "2021-12-31"), ("68", Role.ACTUAL, "2021-12-31"), ("95", Role.TARGET, "2021-12-31")],
)
def test_words_in_cells_are_of_their_column(printed: str, role: Role, end: str) -> None:
    table = (
        "TT\tNội dung\tYêu cầu\tKết quả\n"
        "1\tPhiên tòa rút kinh nghiệm\ttừ 95 phiên trở lên\t74 phiên của 68 Thẩm phán\n"
        "2\tPhiên tòa trực tuyến\ttừ 10 phiên trở lên\t25 phiên (chưa đạt)\n"
    )
    fact = fact_of(resolve(HEAD + "III. MỘT SỐ CHỈ TIÊU CHỦ YẾU\n\n" + table), printed)
    assert (fact.role, str(fact.period_end)) == (role, end)
