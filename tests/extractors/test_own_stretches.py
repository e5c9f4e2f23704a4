"""What days a report is on, and which words of it mean those days: titles, its own definition, times of day, terms."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import fact_of, resolve

LETTERHEAD = "UBND XÃ CHIỀNG SƠ\nSố: 41/BC-UBND\nChiềng Sơ, ngày {}\n\nBÁO CÁO\n{}\n\nI. KẾT QUẢ\n\n"


def report(title: str, day: str, body: str = "Xã trồng 16 ha rừng.") -> str:
    return LETTERHEAD.format(day, title) + body


@pytest.mark.parametrize(
    ("title", "day", "start", "end", "new"),
    [
        (
            "Kết quả 03 tháng vận hành mô hình mới",
            "06 tháng 10 năm 2025",
            date(2025, 7, 1),
            date(2025, 9, 30),
            "months since a beginning end at the issue",
        ),
        (
            "Sơ kết 6 tháng thí điểm hẹn giờ trả kết quả",
            "28 tháng 11 năm 2022",
            date(2022, 6, 1),
            date(2022, 11, 30),
            "with the month that ends in a few days",
        ),
        (
            "Kết quả 4 tháng đầu triển khai thu phí không dừng",
            "12 tháng 02 năm 2023",
            date(2022, 10, 1),
            date(2023, 1, 31),
            "over the new year",
        ),
        (
            "Kết quả 9 tháng thực hiện nhiệm vụ",
            "25 tháng 9 năm 2024",
            date(2024, 1, 1),
            date(2024, 9, 30),
            "the months of the year where the issue is at their end",
        ),
        (
            "Kết quả 6 tháng thực hiện kế hoạch năm 2024",
            "12 tháng 7 năm 2024",
            date(2024, 1, 1),
            date(2024, 6, 30),
            "of a year that is named",
        ),
        (
            "Thiệt hại do bão số 5 gây ra (tính đến 16h00' ngày 26/9/2021)",
            "27 tháng 9 năm 2021",
            date(2021, 1, 1),
            date(2021, 9, 26),
            "the day behind a time of day",
        ),
    ],
)
def test_titles_by_the_day_of_issue(title: str, day: str, start: date, end: date, new: str) -> None:
    document = resolve(report(title, day)).document
    assert (document.period_start, document.period_end) == (start, end), new


def test_what_befell_a_place_begins_with_the_days_first_told() -> None:
    body = "Do mưa lớn kéo dài từ ngày 19/9 đến ngày 22/9, nhiều tuyến đường sạt lở.\n\nCó 12 nhà bị sập."
    text = report(
        "Tình hình mưa lũ và công tác khắc phục (tính đến 17 giờ ngày 26/9/2021)", "27 tháng 9 năm 2021", body
    )
    assert fact_of(resolve(text), "12").period_start == date(2021, 9, 19)
    calm = report("Kết quả thu ngân sách (tính đến 17 giờ ngày 26/9/2021)", "27 tháng 9 năm 2021", body)
    assert fact_of(resolve(calm), "12").period_start == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("told", "end"),
    [
        ("Tính đến 19 giờ 00 phút ngày 23/5/2021, đã có 612 người đi bầu.", date(2021, 5, 23)),
        ("Đến 17h30 ngày 22/5/2021 đã có 612 người đi bầu.", date(2021, 5, 22)),
        ("Tính đến 7 giờ sáng ngày 21/5/2021, đã có 612 người đi bầu.", date(2021, 5, 21)),
        ("Đến 11 giờ 20/5/2021 đã có 612 người đi bầu.", date(2021, 5, 20)),
        ("Từ 5 giờ ngày 18/5/2021 đến 20 giờ ngày 19/5/2021 có 612 người đi bầu.", date(2021, 5, 19)),
        ("Mỗi tổ trực đến 22 giờ, có 612 người đi bầu.", date(2021, 12, 31)),
    ],
)
def test_a_day_with_its_time_of_day(told: str, end: date) -> None:
    text = report("Kết quả công tác năm 2021", "06 tháng 12 năm 2021", told)
    assert fact_of(resolve(text), "612").period_end == end


COURT = LETTERHEAD.replace("I. KẾT QUẢ", "(Số liệu từ ngày {} đến ngày {})\n\nI. KẾT QUẢ")


@pytest.mark.parametrize(
    ("stated", "body", "start", "end", "new"),
    [
        (("01/10/2021", "30/9/2022"), "Năm 2022, thụ lý 612 vụ.", date(2021, 10, 1), date(2022, 9, 30), "its year"),
        (
            ("01/12/2021", "31/5/2022"),
            "Sáu tháng đầu năm 2022, thụ lý 612 vụ.",
            date(2021, 12, 1),
            date(2022, 5, 31),
            "its half-year, which the title does not name",
        ),
        (
            ("01/10/2021", "30/9/2022"),
            "Bảng 1. Kết quả thụ lý năm 2022\nTT\tĐơn vị\tThụ lý\tĐã giải quyết\n1\tTòa A\t612\t598\n2\tTòa B\t87\t80",
            date(2021, 10, 1),
            date(2022, 9, 30),
            "in the caption of a table",
        ),
        (("01/10/2021", "30/9/2022"), "Năm 2019, thụ lý 612 vụ.", date(2019, 1, 1), date(2019, 12, 31), "another year"),
        (
            ("01/12/2021", "31/5/2022"),
            "Năm 2022 giao 612 chỉ tiêu.",
            date(2022, 1, 1),
            date(2022, 12, 31),
            "a year is longer than the half-year reported on",
        ),
    ],
)
def test_what_a_report_calls_its_own_days(stated: tuple[str, str], body: str, start: date, end: date, new: str) -> None:
    text = COURT.format("20 tháng 10 năm 2022", "Công tác của ngành trình kỳ họp thứ 9", *stated) + body
    fact = fact_of(resolve(text), "612")
    assert (fact.period_start, fact.period_end) == (start, end), new


@pytest.mark.parametrize(
    ("heading", "end"),
    [
        ("II. BẦU CỬ ĐẠI BIỂU HĐND CÁC CẤP NHIỆM KỲ 2021 - 2026", date(2021, 12, 31)),
        ("II. Kiện toàn Ban Chấp hành Hội Nông dân xã nhiệm kỳ 2018 - 2023", date(2021, 12, 31)),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ NHIỆM KỲ 2021 - 2026", date(2026, 12, 31)),
    ],
)
def test_a_term_in_a_heading_names_a_body_unless_it_is_looked_out_on(heading: str, end: date) -> None:
    text = report("Kết quả công tác năm 2021", "06 tháng 12 năm 2021", f"Trồng 16 ha.\n\n{heading}\n\nThành lập 07 tổ.")
    assert fact_of(resolve(text), "07").period_end == end


def test_the_day_of_a_party_letterhead_is_no_heading() -> None:
    head = "HUYỆN ỦY SÔNG MÃ\tĐẢNG CỘNG SẢN VIỆT NAM\nBAN DÂN VẬN\t\n*\tSông Mã, ngày 16 tháng 9 năm 2022\nSố 11-BC/BDV"
    text = head + "\n\nBÁO CÁO\nkết quả công tác dân vận 9 tháng đầu năm 2022\n\nToàn huyện xây dựng 12 mô hình.\n"
    fact = fact_of(resolve(text), "12")
    assert (fact.section, fact.period_start) == (None, date(2022, 1, 1))
