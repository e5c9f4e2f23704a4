"""Times and roles that a name, an opening, a lead, a head or a heading tells, in the wording of many offices."""

from __future__ import annotations

import pytest

from schemas.fact import Role
from tests.reading import fact_of, resolve


def report(body: str, title: str = "Kết quả công tác 9 tháng năm 2022", issued: str = "28 tháng 9 năm 2022") -> str:
    return f"UBND HUYỆN ĐÔNG SƠN\nSố: 71/BC-UBND\nĐông Sơn, ngày {issued}\n\nBÁO CÁO\n{title}\n\n{body}"


@pytest.mark.parametrize(
    ("place", "title", "new"),
    [
        ("Hội LHPN xã Tân Kỳ", "Kết quả công tác Hội xã Tân Kỳ năm 2025, phương hướng năm 2026", "a commune"),
        ("UBND thành phố Tam Kỳ", "Kết quả thu ngân sách thành phố Tam Kỳ năm 2025, nhiệm vụ năm 2026", "a city"),
        ("UBND XÃ BÌNH KỲ", "TỔNG KẾT CÔNG TÁC TƯ PHÁP XÃ BÌNH KỲ NĂM 2025, KẾ HOẠCH NĂM 2026", "in capitals"),
    ],
)
def test_the_last_syllable_of_a_name_is_no_period_word(place: str, title: str, new: str) -> None:
    text = f"{place}\n\nngày 15 tháng 12 năm 2025\n\nBÁO CÁO\n{title}\n\nI. KẾT QUẢ\n\nĐã tổ chức 28 cuộc họp.\n"
    fact = fact_of(resolve(text), "28")
    assert (str(fact.period_start), str(fact.period_end)) == ("2025-01-01", "2025-12-31"), new
    assert fact.role is Role.ACTUAL, new


def test_the_same_time_of_a_year_is_a_base_still() -> None:
    text = report("I. KẾT QUẢ\n\nCùng kỳ năm 2021 xảy ra 25 vụ cháy.\n")
    assert fact_of(resolve(text), "25").role is Role.BASELINE


@pytest.mark.parametrize(
    ("title", "issued", "said", "start", "end", "new"),
    [
        (
            "Kết quả công tác xét xử 6 tháng đầu năm 2023",
            "12 tháng 6 năm 2023",
            "6 tháng đầu năm 2023 (từ ngày 01/12/2022 đến ngày 31/5/2023)",
            "2022-12-01",
            "2023-05-31",
            "half a year of courts",
        ),
        (
            "Công tác thi hành án 9 tháng năm 2021",
            "06 tháng 7 năm 2021",
            "9 tháng (từ ngày 01/10/2020 đến ngày 30/6/2021)",
            "2020-10-01",
            "2021-06-30",
            "nine months from October on",
        ),
        (
            "Kết quả công tác 6 tháng đầu năm 2023",
            "12 tháng 6 năm 2023",
            "đợt cao điểm từ ngày 15/3/2023 đến ngày 30/4/2023",
            "2023-01-01",
            "2023-06-30",
            "a campaign is not what the title calls so",
        ),
    ],
)
def test_the_opening_gives_the_days_of_what_the_title_calls(
    title: str, issued: str, said: str, start: str, end: str, new: str
) -> None:
    body = f"Ban Chỉ đạo huyện báo cáo kết quả {said} như sau:\n\nI. KẾT QUẢ\n\nĐã giải quyết 37 đơn.\n"
    document = resolve(report(body, title, issued)).document
    assert (str(document.period_start), str(document.period_end)) == (start, end), new


ACCIDENTS = "I. TAI NẠN\n\nTừ ngày 15/12/2021 đến ngày 14/9/2022, xảy ra 29 vụ, bị thương 31 người. Trong đó:\n\n"


@pytest.mark.parametrize(
    ("body", "printed", "start", "new"),
    [
        (f"{ACCIDENTS}- Nghiêm trọng 17 vụ;\n- Ít nghiêm trọng 12 vụ.\n", "17", "2021-12-15", "the parts of a lead"),
        (
            f"{ACCIDENTS}- Nghiêm trọng 17 vụ.\n\nVề tuyến đường: quốc lộ 11 vụ, đường xã 18 vụ.\n",
            "18",
            "2021-12-15",
            "a paragraph that splits the same",
        ),
        (
            f"{ACCIDENTS}- Nghiêm trọng 17 vụ.\n\nĐội Cảnh sát tuần tra xử phạt 214 trường hợp.\n",
            "214",
            "2022-01-01",
            "another deed",
        ),
        (
            "I. KẾT QUẢ\n\n- Kết quả xếp loại năm 2021: Đơn vị tốt 12/15. Xếp loại được 340 trường hợp.\n",
            "340",
            "2021-01-01",
            "the head of a bullet holds behind its full stop",
        ),
        (
            "I. KẾT QUẢ\n\n- Tuyển quân năm 2022: Giao quân đạt 100%. Tiễn 31 lượt thanh niên.\n",
            "31",
            "2022-01-01",
            "a head with the report's own year names a campaign",
        ),
        (
            "I. KẾT QUẢ\n\nKhi bắt đầu thực hiện (năm 2019), xã thu 4 tỷ đồng.\n",
            "4",
            "2019-01-01",
            "a bracket ends the words that say when",
        ),
        (
            "I. KẾT QUẢ\n\nTrường học mới (năm 2019), xã thu 4 tỷ đồng.\n",
            "4",
            "2022-01-01",
            "but is of another noun elsewhere",
        ),
        ("I. KẾT QUẢ\n\nTrong Tháng Nhân đạo đã tặng 45 suất quà.\n", "45", "2022-01-01", "a month that is a name"),
        ("I. KẾT QUẢ\n\nTrong tháng công nhân đã tặng 45 suất quà.\n", "45", "2022-01-01", "in small letters"),
    ],
)
def test_times_told_above(body: str, printed: str, start: str, new: str) -> None:
    assert str(fact_of(resolve(report(body)), printed).period_start) == start, new


@pytest.mark.parametrize(
    ("heading", "end", "new"),
    [
        ("NHIỆM VỤ NHỮNG THÁNG CUỐI NĂM", "2022-12-31", "without a number of months"),
        ("MỘT SỐ NHIỆM VỤ CÁC THÁNG CÒN LẠI CỦA NĂM 2022", "2022-12-31", "the rest of a named year"),
        ("THỜI GIAN TỚI", "2022-12-31", "the time to come"),
        ("CÔNG TÁC TRỌNG TÂM NHỮNG THÁNG TỚI", "2022-12-31", "the months to come"),
    ],
)
def test_headings_of_what_is_to_come(heading: str, end: str, new: str) -> None:
    fact = fact_of(resolve(report(f"I. KẾT QUẢ\n\nMở 3 lớp.\n\nII. {heading}\n\n- Hỗ trợ 320 hộ.\n")), "320")
    assert (fact.role, str(fact.period_start), str(fact.period_end)) == (Role.TARGET, "2022-10-01", end), new


@pytest.mark.parametrize(
    ("text", "printed", "role", "new"),
    [
        ("Kế hoạch năm 2022 hỗ trợ 1.150 hộ, đến nay hỗ trợ 830 hộ.", "1.150", Role.TARGET, "a plan and its verb"),
        ("Kế hoạch năm 2022 hỗ trợ 1.150 hộ, đến nay hỗ trợ 830 hộ.", "830", Role.ACTUAL, "what came of it"),
        ("Chỉ tiêu cả năm trồng mới 300 ha rừng.", "300", Role.TARGET, "of all the year"),
        ("Kế hoạch năm 2022 được giao sớm, hỗ trợ 45 hộ.", "45", Role.ACTUAL, "what became of a plan"),
        ("Tỷ lệ điều tra đạt 88%, vượt chỉ tiêu 80% Công an tỉnh giao.", "80", Role.TARGET, "a number that was set"),
        ("Thu ngân sách chưa đạt mục tiêu 12 tỷ đồng đề ra.", "12", Role.TARGET, "set by nobody named"),
        ("Số thu đạt 95%, vượt chỉ tiêu 5%.", "5", Role.ACTUAL, "how much above it"),
        ("Thời gian tới, huyện xây 45 nhà.", "45", Role.TARGET, "a sentence on what is to come"),
        ("Thời gian tới cần xử lý dứt điểm 45 hồ sơ hiện còn tồn.", "45", Role.ACTUAL, "how things are"),
    ],
)
def test_roles_of_plans(text: str, printed: str, role: Role, new: str) -> None:
    assert fact_of(resolve(report(f"I. KẾT QUẢ\n\n{text}\n")), printed).role is role, new


@pytest.mark.parametrize(
    ("text", "printed", "start", "end", "new"),
    [
        ("Đầu năm toàn xã có 305 hộ nghèo, đến cuối năm còn 241 hộ.", "305", None, "2021-12-31", "its own"),
        ("Đầu năm toàn xã có 305 hộ nghèo, đến cuối năm còn 241 hộ.", "241", None, "2022-12-31", "a time told"),
        ("Đầu năm toàn xã có 305 hộ nghèo, đến cuối năm còn 241 hộ (2,4%).", "2,4", None, "2022-12-31", "its share"),
        (
            "Đầu năm toàn xã có 305 hộ nghèo, đến cuối năm còn 241 hộ, giảm 64 hộ.",
            "64",
            "2022-01-01",
            "2022-12-31",
            "what went is of the year",
        ),
        ("Đầu năm có 930 hộ đăng ký; qua bình xét có 812 hộ đạt.", "812", "2022-01-01", "2022-12-31", "a result"),
        ("Đầu năm có 305 hộ nghèo, giảm còn 241 hộ.", "241", None, "2022-12-31", "what is left"),
        ("Đầu năm 2021 xã có 305 hộ nghèo, đến cuối năm còn 241 hộ.", "241", None, "2021-12-31", "of the year named"),
        ("Đầu năm có 305 hộ nghèo, 412 hộ cận nghèo.", "412", None, "2021-12-31", "a list goes on"),
        ("Đầu năm có 305 hộ nghèo, còn hộ cận nghèo là 412 hộ.", "412", None, "2021-12-31", "'còn' for another"),
        (
            "Đầu năm có 305 hộ nghèo, trong đó 120 hộ đã đăng ký, còn lại 185 hộ chưa đăng ký.",
            "185",
            None,
            "2021-12-31",
            "parts of what was there",
        ),
        (
            "Đầu năm có 930 hộ đăng ký; qua bình xét có 812 hộ đạt. Trong đó: cấp huyện 95 hộ, cấp xã 717 hộ.",
            "717",
            "2022-01-01",
            "2022-12-31",
            "nor for the parts of a result",
        ),
    ],
)
def test_new_year_holds_up_to_what_is_told_of_later(
    text: str, printed: str, start: str | None, end: str, new: str
) -> None:
    body = report(f"I. KẾT QUẢ\n\n{text}", "Kết quả công tác năm 2022", "20 tháng 12 năm 2022")
    fact = fact_of(resolve(body), printed)
    assert (str(fact.period_start) if fact.period_start else None, str(fact.period_end)) == (start, end), new


@pytest.mark.parametrize(
    ("heading", "text", "role", "end"),
    [
        ("2. Kế hoạch hóa gia đình", "Số người đặt vòng 318 người.", Role.ACTUAL, "2022-12-31"),
        ("2. Công tác kế hoạch hoá gia đình", "Số người đặt vòng 318 người.", Role.ACTUAL, "2022-12-31"),
        ("2. Kế hoạch và Đầu tư", "Đã thẩm định 318 hồ sơ.", Role.ACTUAL, "2022-12-31"),
        ("2. Kế hoạch - Tài chính", "Đã thẩm định 318 hồ sơ.", Role.ACTUAL, "2022-12-31"),
        ("2. Thẩm định", "Phòng Tài chính - Kế hoạch: 318 hồ sơ.", Role.ACTUAL, "2022-12-31"),
        ("2. Kế hoạch công tác", "Mở 318 lớp.", Role.TARGET, "2023-12-31"),
        ("2. Kế hoạch đầu tư công", "Sửa 318 phòng học.", Role.TARGET, "2023-12-31"),
        ("2. Thẩm định", "Kế hoạch: 318 hồ sơ.", Role.TARGET, "2022-12-31"),
    ],
)
def test_a_name_is_no_plan(heading: str, text: str, role: Role, end: str) -> None:
    title = "Kết quả thực hiện công tác năm 2022, phương hướng nhiệm vụ năm 2023"
    body = report(f"I. KẾT QUẢ NĂM 2022\n\n{heading}\n\n{text}", title, "20 tháng 12 năm 2022")
    fact = fact_of(resolve(body), "318")
    assert (fact.role, str(fact.period_end)) == (role, end)
