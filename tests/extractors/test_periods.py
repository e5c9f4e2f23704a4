"""Periods as phrases name them."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.periods import read_period, year_period
from schemas.fact import PeriodKind, Role
from tests.reading import fact_of, resolve

FLOW, STOCK, RUNNING = PeriodKind.FLOW, PeriodKind.STOCK, PeriodKind.CUMULATIVE

# (text, first day, last day, kind, label, what is new in the row); the report's own year is 2023
PERIODS = [
    ("năm 2022", "2022-01-01", "2022-12-31", FLOW, "2022", "a year"),
    ("kế hoạch năm 2024", "2024-01-01", "2024-12-31", FLOW, "2024", "the year of a plan"),
    ("tháng 5/2023", "2023-05-01", "2023-05-31", FLOW, "2023-05", "a month"),
    ("trong tháng 02 năm 2024", "2024-02-01", "2024-02-29", FLOW, "2024-02", "in words, in a leap year"),
    ("quý III/2023", "2023-07-01", "2023-09-30", FLOW, "2023Q3", "a quarter in Roman numerals"),
    ("quý I năm 2024", "2024-01-01", "2024-03-31", FLOW, "2024Q1", "with the word for year"),
    ("quý 2", "2023-04-01", "2023-06-30", FLOW, "2023Q2", "in figures, the year is the report's"),
    ("6 tháng đầu năm 2022", "2022-01-01", "2022-06-30", FLOW, "2022-06T", "the first half"),
    ("sáu tháng đầu năm", "2023-01-01", "2023-06-30", FLOW, "2023-06T", "in words, the report's year"),
    ("9 tháng đầu năm 2022", "2022-01-01", "2022-09-30", FLOW, "2022-09T", "three quarters"),
    ("6 tháng cuối năm", "2023-07-01", "2023-12-31", FLOW, "2023-07..2023-12", "the second half"),
    ("từ ngày 01/01 đến ngày 30/11/2023", "2023-01-01", "2023-11-30", FLOW, "2023-11T", "the year stands once"),
    ("từ 01/01/2023 đến 31/12/2023", "2023-01-01", "2023-12-31", FLOW, "2023", "a whole year by its days"),
    (
        "từ ngày 15/12/2022 đến hết ngày 14/12/2023",
        "2022-12-15",
        "2023-12-14",
        FLOW,
        "2022-12-15..2023-12-14",
        "the reporting year of many offices: no round label",
    ),
    ("từ tháng 01 đến tháng 6/2023", "2023-01-01", "2023-06-30", FLOW, "2023-06T", "months"),
    ("từ tháng 12/2022 đến hết tháng 11/2023", "2022-12-01", "2023-11-30", FLOW, "2022-12..2023-11", "over a new year"),
    ("năm học 2023 – 2024", "2023-09-01", "2024-05-31", FLOW, "2023-2024", "a school year"),
    ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31", FLOW, "2021-2025", "several years"),
    ("tính đến ngày 30/6/2023", None, "2023-06-30", STOCK, "2023-06-30", "a stock on a day"),
    ("đến hết ngày 31 tháng 12 năm 2023", None, "2023-12-31", STOCK, "2023-12-31", "the day in words"),
    ("đến 15/9/2023", None, "2023-09-15", STOCK, "2023-09-15", "the day alone"),
    ("đến cuối năm 2023", None, "2023-12-31", STOCK, "2023", "the end of a year"),
    ("đến hết tháng 11 năm 2022", "2022-01-01", "2022-11-30", RUNNING, "2022-11T", "a running total"),
    ("tính đến tháng 11", "2023-01-01", "2023-11-30", RUNNING, "2023-11T", "of the report's year"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind", "label", "new"), PERIODS)
def test_periods(text: str, start: str | None, end: str, kind: PeriodKind, label: str, new: str) -> None:
    period = read_period(f"Công việc {text} có kết quả", 2023)
    assert period is not None, new
    found = (period.start.isoformat() if period.start else None, period.end.isoformat() if period.end else None)
    assert (*found, period.kind, period.label) == (start, end, kind, label), new


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        pytest.param(
            "11 tháng đầu năm 2023",
            "2023-01-01",
            "2023-11-30",
            "2023-11T",
        ),
        pytest.param(
            "từ ngày 15/12 đến ngày 14/12/2023",
            "2022-12-15",
            "2023-12-14",
            "2022-12-15..2023-12-14",
        ),
    ],
)
def test_periods_of_part_years_and_over_new_year(text: str, start: str, end: str, label: str) -> None:
    period = read_period(text, 2023)
    assert period is not None
    assert (str(period.start), str(period.end), period.label) == (start, end, label)


@pytest.mark.parametrize(
    ("text", "year", "new"),
    [
        ("không nói thời gian", 2023, "no period named"),
        ("trong năm", 2023, "a year without its number is the document's, not the phrase's"),
        ("tính đến tháng 11", None, "a month of an unknown year"),
        ("quý IV", None, "a quarter of an unknown year"),
        ("tháng 13/2023", None, "a month that does not exist"),
        ("ngày 30/02/2023", None, "a day alone is no period"),
        ("so với năm 2022", None, "what is compared with"),
        ("so với cùng kỳ năm 2022", None, "the same in full"),
        ("đến năm 2025", None, "a horizon"),
        ("từ năm 2020", None, "a beginning"),
    ],
)
def test_no_period(text: str, year: int | None, new: str) -> None:
    assert read_period(text, year) is None, new


def test_a_whole_year() -> None:
    period = year_period(2024)
    assert (str(period.start), str(period.end), period.kind, period.label) == ("2024-01-01", "2024-12-31", FLOW, "2024")


HEAD = "BÁO CÁO\nKết quả công tác năm 2015\n\n"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            HEAD + "Phòng báo cáo như sau (số liệu tính từ ngày 01/11/2014 đến ngày 31/10/2015):",
            date(2014, 11, 1),
            date(2015, 10, 31),
        ),
        (HEAD + "Số liệu tính đến ngày 30/11/2015.", date(2015, 1, 1), date(2015, 11, 30)),
        (
            HEAD + "Ủy ban nhân dân xã báo cáo kết quả từ ngày 01/01/2015 đến ngày 30/11/2015 như sau:",
            date(2015, 1, 1),
            date(2015, 11, 30),
        ),
        (
            HEAD + "Thực hiện đợt cao điểm từ ngày 01/3/2015 đến ngày 31/5/2015.",
            date(2015, 1, 1),
            date(2015, 12, 31),
        ),
        (
            "An Phú, ngày 15 tháng 11 năm 2023\n\nBÁO CÁO\nKết quả 10 tháng triển khai Đề án 06\n\nI. KẾT QUẢ",
            date(2023, 1, 1),
            date(2023, 10, 31),
        ),
    ],
    ids=["data of", "data to", "opening sentence", "a campaign", "months of a title"],
)
def test_the_stretch_a_report_states(text: str, start: date, end: date) -> None:
    document = resolve(text).document
    assert (document.period_start, document.period_end) == (start, end)


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("Trung tâm có 218 viên chức.", "218", PeriodKind.STOCK),
        ("Khen thưởng 12 viên chức.", "12", PeriodKind.FLOW),
        ("Quy mô 128 giường bệnh.", "128", PeriodKind.STOCK),
        ("Kiểm soát giết mổ 14.230 con lợn.", "14.230", PeriodKind.FLOW),
        ("Tổng đàn lợn 9.412 con.", "9.412", PeriodKind.STOCK),
        ("Tỷ lệ hộ dân chưa có điện thoại là 19,64%.", "19,64", PeriodKind.STOCK),
        ("Tỷ lệ hồ sơ trả đúng hạn đạt 98,2%.", "98,2", PeriodKind.FLOW),
        ("Tiếp 64 lượt công chức.", "64", PeriodKind.FLOW),
        ("Hiện còn 15 hồ sơ.", "15", PeriodKind.STOCK),
        ("Toàn xã có 49 chữ ký số được cấp cho tổ chức; 112 chữ ký số được cấp cho cá nhân.", "112", PeriodKind.STOCK),
        ("100% các đại lý, cửa hàng có thiết bị thanh toán.", "100", PeriodKind.STOCK),
        ("Đang dùng 908 tài khoản, trong đó: 152 tài khoản của tổ chức.", "152", PeriodKind.STOCK),
        ("Tính đến tháng 11, tỷ lệ hộ có điện thoại thông minh đạt 80,4%.", "80,4", PeriodKind.STOCK),
        ("Tính đến tháng 11, tỷ lệ hộ nghèo được vay vốn đã giải ngân đạt 80,4%.", "80,4", PeriodKind.CUMULATIVE),
        ("Cấp 1.940 sổ, 8.615 thẻ BHYT.", "8.615", PeriodKind.FLOW),
        ("Lũy kế tạo việc làm cho 268 lao động, trong đó xuất khẩu 31 người.", "31", PeriodKind.CUMULATIVE),
        ("Đến nay đã xây dựng 14 nhà.", "14", PeriodKind.CUMULATIVE),
        ("Đã thu hồi 982 triệu đồng, còn phải thu hồi 264 triệu đồng.", "264", PeriodKind.STOCK),
        ("Bị tạm giữ 92 người, hiện còn tạm giữ 12 người.", "12", PeriodKind.STOCK),
        ("Số dư tiền gửi tiết kiệm 28 triệu đồng.", "28", PeriodKind.STOCK),
        ("Số hộ nghèo giảm còn 62 hộ.", "62", PeriodKind.STOCK),
        ("Nhà máy công suất 12 MW.", "12", PeriodKind.STOCK),
        ("Tổng số cử tri 4.286 người.", "4.286", PeriodKind.STOCK),
        ("Có 27 cán bộ được chuyển đổi vị trí công tác.", "27", PeriodKind.FLOW),
        ("Toàn huyện có 12 vụ cháy.", "12", PeriodKind.FLOW),
        ("Toàn huyện có 126 hộ thoát nghèo.", "126", PeriodKind.FLOW),
        ("Khám chữa bệnh: Trung tâm có 160 giường bệnh.", "160", PeriodKind.STOCK),
        ("Trong số công dân nhập ngũ có 13 đảng viên (41,9%), 16 đảng viên dự bị.", "16", PeriodKind.FLOW),
        ("Toàn huyện có 43 trường công lập, gồm 16 trường mầm non.", "43", PeriodKind.STOCK),
        ("Xi măng Hải Phòng (1,4 triệu tấn/năm).", "1,4", PeriodKind.STOCK),
        ("Chưa giải quyết 12 hồ sơ.", "12", PeriodKind.STOCK),
        ("Số người chết giảm xuống còn 18 người.", "18", PeriodKind.FLOW),
        ("Chứng thực 8.420 bản.", "8.420", PeriodKind.FLOW),
        ("Từ đầu năm đến nay có 3.412 ca mắc (cuối năm 2014 là 4.870 ca).", "3.412", PeriodKind.CUMULATIVE),
    ],
)
def test_stock_and_flow(text: str, printed: str, kind: PeriodKind) -> None:
    fact = fact_of(resolve(HEAD + text), printed)
    assert fact.period_kind is kind
    assert fact.period_end is not None
    assert fact.period_end.year == 2015


def test_what_is_below_the_day_of_an_election_is_of_that_day() -> None:
    text = HEAD + "II. KẾT QUẢ BẦU CỬ NGÀY 15/3/2015\n\nSố cử tri đi bầu là 7.820 người."
    fact = fact_of(resolve(text), "7.820")
    assert (fact.period_start, fact.period_end) == (date(2015, 3, 15), date(2015, 3, 15))


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("Đến ngày 30/11/2015 đã thu 1.286 triệu đồng.", "1.286", PeriodKind.CUMULATIVE),
        ("Dư nợ đến ngày 30/11/2015 là 1.286 triệu đồng.", "1.286", PeriodKind.STOCK),
        ("Tính đến ngày 30/11/2015 toàn xã có 120 hộ nghèo.", "120", PeriodKind.STOCK),
    ],
)
def test_what_came_together_up_to_a_day_runs_from_the_beginning_of_the_year(
    text: str, printed: str, kind: PeriodKind
) -> None:
    fact = fact_of(resolve(HEAD + text), printed)
    assert (fact.period_kind, fact.period_end) == (kind, date(2015, 11, 30))
    assert fact.period_start == (date(2015, 1, 1) if kind is PeriodKind.CUMULATIVE else None)


def test_what_is_to_happen_after_the_day_of_issue_is_a_target() -> None:
    text = "An Phú, ngày 15 tháng 11 năm 2023\n\nBÁO CÁO\nKết quả năm 2023\n\nNăm {year} xã trồng 120 ha rừng."
    roles = [fact_of(resolve(text.format(year=year)), "120").role for year in (2022, 2023, 2024)]
    assert roles == [Role.ACTUAL, Role.ACTUAL, Role.TARGET]


def test_headers_that_compare_periods_give_the_others_the_last() -> None:
    table = "TT\tTiêu chí\tQuý I/2014\tQuý I/2015\tTăng, giảm\n1\tSố vụ\t144\t132\t-12\n"
    text = HEAD + "V. CHỈ TIÊU QUÝ II NĂM 2016\n\n" + table
    fact = fact_of(resolve(text), "-12")
    assert (fact.period_start, fact.period_end) == (date(2015, 1, 1), date(2015, 3, 31))


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("Từ ngày 16/11/2014 đến ngày 15/11/2015 xảy ra 41 vụ. Làm chết 12 người.", "12", "2014-11-16..2015-11-15"),
        ("Năm 2013 chuyển sang 14 triệu đồng; thu trong kỳ 86 triệu đồng.", "86", "2015"),
        ("Trong hai tháng đầu năm 2014 trồng 16 ha.", "16", "2014-02T"),
        ("III. PHƯƠNG HƯỚNG NĂM 2016\n\nTrồng 16 ha rừng.", "16", "2016"),
        ("Trong tháng xảy ra 16 vụ.", "16", "2015-12"),
        ("Xảy ra 16 vụ (cùng kỳ 21 vụ).", "21", "2014"),
        ("Trong tháng 8 xảy ra 16 vụ (cùng kỳ 21 vụ, làm chết 12 người), xử phạt 30 vụ.", "12", "2014-08"),
        ("Trong tháng 8 xảy ra 16 vụ (cùng kỳ 21 vụ, làm chết 12 người), xử phạt 30 vụ.", "30", "2015-08"),
        (
            "Tháng 8 thu 16 triệu đồng. Lũy kế từ đầu năm đến nay thu 486 triệu đồng, thuế 120 triệu đồng.",
            "120",
            "2015",
        ),
        ("Từ năm 2012 đến nay xây dựng 16 nhà.", "16", "2012-2015"),
        ("Sau 3 năm thực hiện, xây dựng 16 nhà.", "16", "2013-2015"),
        ("Giai đoạn 2011-2015 xây dựng 16 nhà.", "16", "2011-2015"),
        ("Tỷ lệ nữ đại biểu HĐND xã nhiệm kỳ 2011-2016 là 16%.", "16", "2015"),
        ("Nhiệm kỳ 2005-2010 kết nạp 16 đảng viên.", "16", "2005-2010"),
        ("Tỷ lệ hộ nghèo từ 20% năm 2010 giảm xuống còn 16%.", "16", "2015"),
        ("Đã giao quân năm 2016 cho đơn vị 16 người.", "16", "2015"),
        ("III. PHƯƠNG HƯỚNG\n\nĐến năm 2020 thành lập 16 tổ.", "16", "2020"),
        ("Thu nhập là 2,45 triệu đồng (năm 2014 là 2,10 triệu đồng).", "2,45", "2015"),
        ("Thu nhập năm 2014 là 2,10 triệu đồng.\n\nTT\tXã\tSố hộ\n1\tAn Phú\t120\n2\tCẩm Hà\t96", "120", "2015"),
    ],
)
def test_times_said_before(text: str, printed: str, label: str) -> None:
    assert fact_of(resolve(HEAD + text), printed).period_label == label


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("D. KẾ HOẠCH 2016", Role.TARGET),
        ("III/- CHỈ TIÊU NĂM 2016", Role.TARGET),
        ("V. DỰ KIẾN CẢ NĂM", Role.TARGET),
        ("D. KẾT QUẢ KẾ HOẠCH 2015", Role.ACTUAL),
        ("II/- KẾT QUẢ NĂM 2015", Role.ACTUAL),
    ],
)
def test_headings_of_plans(heading: str, role: Role) -> None:
    assert fact_of(resolve(f"{HEAD}{heading}\n\nTrồng 16 ha rừng."), "16").role is role
