"""Shares whose whole stands in a table, in a bracket or far away: joined where words name it, and not by arithmetic."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from schemas.fact import FactMentionRole, Measure
from tests.reading import audit, numbers_of, resolve
from tests.tables import table

N, D, P = FactMentionRole.NUMERATOR, FactMentionRole.DENOMINATOR, FactMentionRole.PERCENT


def pairs(text: str) -> set[tuple[str, str, str]]:
    """Every ratio with a printed percent: numerator, denominator, percent as printed."""
    parcel = resolve(text)
    ratios = [numbers_of(parcel, fact) for fact in parcel.facts if fact.measure is Measure.RATIO]
    return {(found.get(N, ""), found[D], found[P]) for found in ratios if P in found}


SCHOOLS = table(
    "Cấp học|Số trường|Số lớp|Số học sinh",
    "Mầm non|12|95|2.640",
    "Tiểu học|15|288|7.410",
    "THCS|9|154|5.320",
    "Cộng|36|537|15.370",
    above="1. Quy mô trường, lớp",
)
WARDS = table(
    "Phường|Tổng số hộ|Hộ phân loại rác",
    "Phường Đông|1.420|1.136",
    "Phường Tây|1.875|1.275",
    "Phường Nam|960|768",
)
LEVELS = table(
    "Nội dung|Tiểu học|THCS|THPT",
    "Số trường|15|9|3",
    "Số lớp|288|154|66",
    "Số học sinh|7.410|5.320|2.600",
    above="1. Mạng lưới trường, lớp",
)
BUDGET = table(
    "TT|Nội dung|Dự toán năm (triệu đồng)|Thực hiện (triệu đồng)",
    "1|Thuế, phí|18.400|12.144",
    "2|Thu khác|6.200|4.030",
    "3|Đấu giá đất|15.400|9.702",
    "|Tổng cộng|40.000|25.876",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"{SCHOOLS}a) Giáo dục tiểu học\nHọc sinh được khen thưởng 4.224 em, chiếm 57,0%.",
            ("4.224", "7.410", "57,0"),
        ),
        (
            f"{SCHOOLS}2. Chất lượng giáo dục trung học cơ sở\n- Học lực: giỏi 1.224 em (23,0%), khá 2.181 em (41,0%).",
            ("1.224", "5.320", "23,0"),
        ),
        (f"{SCHOOLS}Học sinh bỏ học: tiểu học 04 em, chiếm 0,05%; THCS 33 em, chiếm 0,62%.", ("04", "7.410", "0,05")),
        (f"{SCHOOLS}Huy động 2.323 trẻ mầm non bán trú, đạt 88,0%.", ("2.323", "2.640", "88,0")),
        (f"{SCHOOLS}Đến nay có 29 trường đạt chuẩn quốc gia, tỷ lệ 80,6%.", ("29", "36", "80,6")),
        (f"{WARDS}Riêng phường Tây có 1.275 hộ phân loại rác, đạt 68,0%.", ("1.275", "1.875", "68,0")),
        (f"{BUDGET}Số nợ thuế là 1.320 triệu đồng, chiếm 3,3% dự toán thu cả năm.", ("1.320", "40.000", "3,3")),
        (f"{BUDGET}Nguồn thu từ đấu giá là 9.702 triệu đồng, đạt 63,0% dự toán.", ("9.702", "15.400", "63,0")),
        (
            f"{LEVELS}b) Giáo dục THPT\nHọc sinh giỏi 546 em, chiếm 21,0%.",
            ("546", "2.600", "21,0"),
        ),
        (f"{BUDGET}Đấu giá đất thu được 9.702 triệu đồng, đạt 63,0% dự toán.", ("9.702", "15.400", "63,0")),
    ],
)
def test_a_share_of_the_prose_is_of_the_cell_that_words_name(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        # Fits a cell that nothing names.
        f"{SCHOOLS}a) Giáo dục mầm non\nSố trẻ ăn bán trú là 4.224 em, chiếm 57,0%.",
        # Another noun.
        f"{SCHOOLS}Toàn ngành có 29 đảng viên được khen, tỷ lệ 80,6%.",
        # A plan is no whole of a share, nor what was done the base of a plan.
        f"{BUDGET}Số nợ thuế là 1.320 triệu đồng, chiếm 3,3% số thu.",
        f"{BUDGET}Thu khác 2.015 triệu đồng, đạt 50,0% dự toán.",
        # A number of a row told again with no word of its name.
        f"{BUDGET}Chi thường xuyên 9.702 triệu đồng, đạt 63,0% dự toán.",
        # Growth, and what another time is.
        f"{WARDS}Phường Tây tăng 75 hộ (4,0%) so với năm trước.",
        f"{SCHOOLS}a) Giáo dục tiểu học\nCó 7.558 học sinh, đạt 102,0% so với năm học trước.",
    ],
)
def test_a_cell_that_only_the_arithmetic_fits_is_no_whole(text: str) -> None:
    assert not pairs(text)


def test_the_whole_in_a_cell_makes_no_count_fact_of_its_own() -> None:
    parcel = resolve(f"{SCHOOLS}a) Giáo dục tiểu học\nHọc sinh được khen thưởng 4.224 em, chiếm 57,0%.")
    values = [fact.value for fact in parcel.facts if fact.measure is Measure.COUNT]
    assert 7410 not in values
    assert 5320 in values


def test_a_neighbour_that_is_a_part_itself_gives_way_to_the_cell_the_heading_names() -> None:
    text = f"{SCHOOLS}a) Giáo dục tiểu học\nCó 7.380 học sinh lên lớp, đạt 99,6%; khen thưởng 4.076 em, chiếm 55%."
    assert pairs(text) == {("7.380", "7.410", "99,6"), ("4.076", "7.410", "55")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tổ chức 9 hội thi, đạt 112,5% chỉ tiêu (chỉ tiêu Bộ Tư lệnh giao 08 hội thi).", ("9", "08", "112,5")),
        ("Thả 318 nghìn con giống, đạt 106% kế hoạch (KH tỉnh giao: 300 nghìn con giống).", ("318", "300", "106")),
        ("Phát triển 210 đoàn viên, đạt 105,0% (chỉ tiêu được giao 200 đoàn viên).", ("210", "200", "105,0")),
        ("Hội có 4.410 hội viên, chiếm 63,0% so với 7.000 phụ nữ toàn xã.", ("4.410", "7.000", "63,0")),
        (
            "Toàn thành phố có 88.704 người tham gia BHYT; tỷ lệ bao phủ đạt 92,4% dân số (96.000 người).",
            ("88.704", "96.000", "92,4"),
        ),
        (
            "Số người có thẻ là 41.625 người, tăng 312 người; bao phủ 92,5% dân số (dân số trung bình 45.000 người).",
            ("41.625", "45.000", "92,5"),
        ),
        ("Mở 26 lớp tập huấn (chỉ tiêu Sở giao: 25 lớp), đạt 104%.", ("26", "25", "104")),
        (
            "Số hộ dùng nước máy là 5.184 hộ, trong đó hộ nghèo 81 hộ; tỷ lệ đạt 86,4% tổng số hộ (6.000 hộ).",
            ("5.184", "6.000", "86,4"),
        ),
        (
            "Có 45/48 trưởng ban công tác Mặt trận được bồi dưỡng kiến thức quản lý nhà nước hằng năm (93,8%).",
            ("45", "48", "93,8"),
        ),
    ],
)
def test_plans_and_bases_behind_a_percent(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phát triển 210 đoàn viên, đạt 98,0% (chỉ tiêu được giao 200 đoàn viên).",
        "Kiểm tra 46 cơ sở, đạt 115% kế hoạch (kế hoạch tăng 06 cơ sở so với đầu năm).",
        "Có 512 lượt khám, bao phủ đạt 92,4% dân số (96.000 người).",
        "Có 88.704 người tham gia BHYT; tăng 92,4% so với cùng kỳ (96.000 người).",
    ],
)
def test_a_bracket_behind_that_is_not_of_the_count(text: str) -> None:
    assert not pairs(text)


# More paragraphs than a whole is looked for without its name.
FAR = "".join(f"{n}. Công tác khác\nCác ngành, đoàn thể tiếp tục phối hợp.\n" for n in range(1, 7))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"Toàn xã có 11 bản với 1.640 hộ, 7.318 khẩu.\n{FAR}"
            "Cuối năm còn 123 hộ nghèo, chiếm 7,5% tổng số hộ; hộ cận nghèo 187 hộ, chiếm 11,4%.",
            {("123", "1.640", "7,5"), ("187", "1.640", "11,4")},
        ),
        (
            "Phân loại câu lạc bộ: mạnh 33 câu lạc bộ (47,1%), khá 30 câu lạc bộ (42,9%). "
            "Toàn huyện có 70 câu lạc bộ thể thao.",
            {("33", "70", "47,1"), ("30", "70", "42,9")},
        ),
        (
            f"Trên địa bàn quận xảy ra 64 vụ cháy.\n{FAR}Khu nhà trọ xảy ra 37 vụ, chiếm 57,8% số vụ toàn quận.",
            {("37", "64", "57,8")},
        ),
    ],
)
def test_a_whole_told_once_for_all_of_the_place(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert pairs(text) >= wanted


@pytest.mark.parametrize(
    "text",
    [
        # Two counts of the noun fit.
        f"Toàn xã có 1.640 hộ.\nHội Nông dân quản lý 1.641 hộ vay vốn.\n{FAR}Còn 123 hộ nghèo, chiếm 7,50%.",
        # What is said of some is no whole of all.
        f"Đã cấp giống cho 1.640 hộ.\n{FAR}Còn 187 hộ nghèo, chiếm 11,4%.",
        # The percent is of something else, by its words.
        f"Toàn xã có 1.640 hộ.\n{FAR}Có 187 hộ tham gia, đạt 11,4% kế hoạch.",
        f"Toàn xã có 1.640 hộ.\n{FAR}Có 187 hộ vay vốn, chiếm 11,4% số hộ hội viên.",
        # A percent of the plan is of no count of what is there, however near.
        "Toàn xã có 1.640 hộ.\nCó 187 hộ đăng ký mô hình, đạt 11,4% kế hoạch.",
        # Two digits fit by chance.
        f"Toàn xã có 1.640 hộ.\n{FAR}Có 197 hộ vay vốn, chiếm 12%.",
        # Growth.
        f"Toàn xã có 1.640 hộ.\n{FAR}Số hộ vay tăng 187 hộ (11,4%).",
    ],
)
def test_a_count_that_is_not_all_is_no_standing_whole(text: str) -> None:
    assert not pairs(text)


def test_the_percent_of_a_movement_is_growth_and_no_share() -> None:
    for text in (
        "Tiếp nhận 318 đơn; so với cùng kỳ (290 đơn) tăng 28 đơn, bằng 9,7%.",
        "Khởi tố 96 vụ, so với năm trước (120 vụ) giảm 24 vụ, bằng 20,0%.",
        "Thu phí 512 triệu đồng. So với năm 2019 (470 triệu đồng) tăng 42 triệu đồng, bằng 8,9%.",
    ):
        facts = [fact for fact in resolve(text).facts if fact.unit == "%"]
        assert not pairs(text)
        assert [fact.measure for fact in facts] == [Measure.CHANGE]
    assert not pairs("Khởi tố 96 vụ, so với năm trước (120 vụ) giảm 24 vụ, bằng 80,0%.")


def test_a_share_of_one_digit_needs_a_sister_with_its_whole() -> None:
    text = (
        "- Hạnh kiểm: tốt 6.120 em (tỷ lệ 81,6%), khá 1.230 em (tỷ lệ 16,4%).\n"
        "- Học lực: giỏi 2.100 em (28,0%); khá 2.850 em (38,0%); kém 06 em (0,1%).\n"
    )
    assert not pairs(text)
    assert ("06", "7.500", "0,1") in pairs(f"Toàn huyện có 7.500 em.\n{text}")


def test_the_parts_of_those_who_were_rated_are_of_them_and_not_of_all() -> None:
    lead = "Có 1.450/1.600 hội viên được đánh giá, đạt 90,6%."
    text = f"{lead} Kết quả: xuất sắc 290 hội viên (20,0%); tốt 1.015 hội viên (70,0%)."
    assert pairs(text) >= {("290", "1.450", "20,0"), ("1.015", "1.450", "70,0")}


def test_what_is_newly_there_is_no_part_of_what_the_total_was_brought_to() -> None:
    for text in (
        "Khu phố có 20 tổ dân phố. Năm qua công nhận thêm 02 tổ, đưa tổng số tổ kiểu mẫu lên 15 tổ, chiếm 75,0%.",
        "Thành lập mới 03 đội bóng, nâng tổng số đội lên 18 đội, đạt 45,0%.",
        "Cấp thêm 04 mã vùng trồng, tổng số mã đã tăng lên 37 mã, đạt 61,7%.",
    ):
        assert not [check for check in audit(text).checks if check.verdict is Verdict.INCONSISTENT]


def test_a_list_is_of_the_number_told_behind_it_that_it_adds_up_to() -> None:
    text = "Xếp loại: tốt 93 tổ (88,6%), khá 09 tổ (8,6%), yếu 03 tổ (2,9%). Toàn quận có 105 tổ hòa giải."
    assert pairs(text) == {("93", "105", "88,6"), ("09", "105", "8,6"), ("03", "105", "2,9")}


def test_a_slip_of_plain_operands_is_found() -> None:
    for text, stated in (
        ("Kiểm tra 36 cơ sở, đạt 112,5% chỉ tiêu (chỉ tiêu Chi cục giao 30 cơ sở).", "112,5%"),
        ("Hội có 4.410 hội viên, chiếm 53,0% so với 7.000 phụ nữ toàn xã.", "53,0%"),
        ("Có 45/48 trưởng ban công tác Mặt trận được bồi dưỡng kiến thức quản lý nhà nước hằng năm (83,8%).", "83,8%"),
    ):
        assert [check.stated for check in audit(text).checks if check.verdict is Verdict.INCONSISTENT] == [stated]
