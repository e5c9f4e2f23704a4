"""When a figure holds where its own words do not say: brackets, leads, sentences of parts, plans and comparisons."""

from __future__ import annotations

import pytest

from schemas.fact import Role
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN SÔNG MÃ\nSố: 71/BC-UBND\nSông Mã, ngày 17 tháng 12 năm 2021\n\nBÁO CÁO\nKết quả {} năm 2021\n\n"
YEAR = HEAD.format("công tác") + "I. KẾT QUẢ\n\n"
TEN = HEAD.format("công tác tháng 10 và 10 tháng") + "I. KẾT QUẢ\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "start", "end", "new"),
    [
        (
            "Tai nạn tháng 10 (từ ngày 15/9 đến ngày 14/10) xảy ra 24 vụ, làm chết 15 người.",
            "15",
            "2021-09-15",
            "2021-10-14",
            "a bracket gives a month its days",
        ),
        (
            "Quý III (đến ngày 20/9/2021) thu 612 tỷ đồng.",
            "612",
            "2021-07-01",
            "2021-09-20",
            "or only the last of them",
        ),
        (
            "Tháng 10 xảy ra 24 vụ (từ đầu năm 96 vụ), làm chết 15 người.",
            "15",
            "2021-10-01",
            "2021-10-31",
            "another figure's bracket gives none",
        ),
        (
            "b) Kết quả tiếp nhận (từ ngày 15/12/2020 đến ngày 30/11/2021): Tổng số 612 hồ sơ.",
            "612",
            "2020-12-15",
            "2021-11-30",
            "days in brackets before a colon",
        ),
        (
            "Trong năm, ngành tổ chức 6 tuần thi (từ ngày 31/7/2021 đến hết ngày 10/9/2021) trên mạng.",
            "6",
            "2021-07-31",
            "2021-09-10",
            "days in brackets behind their figure",
        ),
        (
            "Kết quả đến 15/12/2021 thu được 5.213 tỷ đồng, bằng 97% so với cùng kỳ. Cụ thể: thuế 612 tỷ đồng.",
            "612",
            "2021-01-01",
            "2021-12-15",
            "parts are of the time of their whole",
        ),
        (
            "Kết quả đến 15/11/2021 thu được 5.213 tỷ đồng. Trong năm chi 612 tỷ đồng.",
            "612",
            "2021-01-01",
            "2021-12-31",
            "another sentence is not",
        ),
        (
            "Khối lượng thực hiện đến 30/11/2021 ước 196 triệu đồng; giải ngân 612 triệu đồng.",
            "612",
            "2021-01-01",
            "2021-11-30",
            "what was done up to a day goes on behind a semicolon",
        ),
        (
            "Từ đầu năm đến ngày 20/10/2021, thành lập mới 612 doanh nghiệp.",
            "612",
            "2021-01-01",
            "2021-10-20",
            "from new year to a day",
        ),
        ("Đợt cao điểm từ 15/11 đến nay đã bắt 38 vụ.", "38", "2021-11-15", "2021-12-17", "up to the issue"),
        ("Lũy kế từ năm 2015 đến nay đã tinh giản 612 người.", "612", "2015-01-01", "2021-12-31", "since a year"),
        ("Bắt đầu từ tháng 7/2021, đã phát 612 tin.", "612", "2021-07-01", "2021-12-31", "what began goes on"),
        ("Trong tháng 7/2021, đã phát 612 tin.", "612", "2021-07-01", "2021-07-31", "one month does not"),
        (
            "Kết quả từ tháng 1/2021 đến 20/10/2021 như sau:\n- Tiếp nhận 34.144 lượt.\n- Đã trả 612 lượt.",
            "612",
            "2021-01-01",
            "2021-10-20",
            "from a month to a day, for the list below",
        ),
        (
            "Tăng thu 4,6% so với ước thực hiện năm 2019; tổng chi 612 triệu đồng.",
            "612",
            "2021-01-01",
            "2021-12-31",
            "the year of a comparison is not that of the next",
        ),
        (
            "Giá dầu giảm so với mức 65-70 USD năm 2016; giá thép 612 USD.",
            "612",
            "2021-01-01",
            "2021-12-31",
            "nor that of a level",
        ),
        (
            "Giá dầu giảm so với mức 65-70 USD năm 2016; giá thép 612 USD.",
            "65",
            "2016-01-01",
            "2016-12-31",
            "which is the level's own",
        ),
        (
            "Số chi còn lại 612 triệu đồng chuyển nguồn sang năm 2022.",
            "612",
            None,
            "2021-12-31",
            "what goes over into a year",
        ),
    ],
)
def test_times_from_around(text: str, printed: str, start: str | None, end: str, new: str) -> None:
    fact = fact_of(resolve(YEAR + text), printed)
    assert (str(fact.period_start) if fact.period_start else None, str(fact.period_end)) == (start, end), new


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Thu cao hơn kế hoạch cả năm (16%).", "2021-12-31"),
        ("Thu cao hơn kế hoạch toàn ngành (16%).", "2021-12-31"),
        ("Thu cao hơn kế hoạch quý được giao (16%).", "2021-10-31"),
    ],
)
def test_a_plan_beside_a_result_is_of_its_year(text: str, end: str) -> None:
    fact = fact_of(resolve(TEN + text), "16")
    assert (fact.role, str(fact.period_end)) == (Role.TARGET, end)


@pytest.mark.parametrize(
    ("text", "printed", "role"),
    [
        ("II. ĐỀ XUẤT, KIẾN NGHỊ\n\nĐề nghị tỉnh hỗ trợ 612 tỷ đồng.", "612", Role.TARGET),
        ("II. Kiến nghị\n\nBổ sung 12 biên chế cho các xã.", "12", Role.TARGET),
        ("II. KIẾN NGHỊ\n\nHỗ trợ sửa đường; hiện còn 612 hộ chưa có điện.", "612", Role.ACTUAL),
        ("II. KHÓ KHĂN VÀ KIẾN NGHỊ\n\nThiếu 612 biên chế.", "612", Role.ACTUAL),
        ("II. KẾT QUẢ GIẢI QUYẾT KIẾN NGHỊ CỬ TRI\n\nTrả lời 612 kiến nghị.", "612", Role.ACTUAL),
        ("Đề nghị UBND tỉnh hỗ trợ gạo cho 612 hộ.", "612", Role.ACTUAL),
        ("II. CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA\n\nPhê duyệt quyết toán 612 công trình.", "612", Role.ACTUAL),
        ("1. Về kế hoạch cải cách hành chính\n\nĐã ban hành kế hoạch gồm 42 nhiệm vụ.", "42", Role.ACTUAL),
        ("III. KẾ HOẠCH NĂM 2022\n\nTổ chức 42 lớp.", "42", Role.TARGET),
        ("Sản phẩm lên sàn Voso với 1.930 giao dịch.", "1.930", Role.ACTUAL),
        ("Giao dịch giảm so với 1.930 giao dịch.", "1.930", Role.BASELINE),
    ],
)
def test_roles_by_heading_and_words(text: str, printed: str, role: Role) -> None:
    assert fact_of(resolve(YEAR + text), printed).role is role


def test_a_page_number_ends_no_list() -> None:
    pages = (
        "Kết quả từ ngày 01/3/2021 đến ngày 30/6/2021:\n- Tiếp nhận:\n+ Trực tiếp 96 hồ sơ;\n\f2\n+ Qua mạng 612 hồ sơ."
    )
    fact = fact_of(resolve(YEAR.replace("I. KẾT QUẢ\n\n", "") + pages), "612")
    assert str(fact.period_end) == "2021-06-30"
