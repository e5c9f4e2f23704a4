"""What a percent is a share of: the whole stands in the line above, in another sentence or beside another count."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from schemas.fact import Measure
from tests.reading import audit, numbers_of, resolve


def _accused(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.stated, c.expected) for c in audit(text).checks if c.verdict is Verdict.INCONSISTENT]


def _ratios(text: str) -> set[tuple[str, ...]]:
    parcel = resolve(text)
    return {tuple(numbers_of(parcel, fact).values()) for fact in parcel.facts if fact.measure is Measure.RATIO}


@pytest.mark.parametrize(
    ("text", "ratios"),
    [
        # of two measures side by side the percent names its own
        (
            "Thụ lý 163 vụ/275 bị can. Đã kết thúc điều tra 161 vụ/272 bị can, đạt 98,8% số vụ.",
            {("161", "163", "98,8")},
        ),
        (
            "Thụ lý 312 vụ với 508 bị cáo; giải quyết 297 vụ với 481 bị cáo, đạt 95,2% về số vụ và 94,7% về số bị cáo.",
            {("297", "312", "95,2"), ("481", "508", "94,7")},
        ),
        # of several counts that fit the one of which the name says most
        (
            "VKS thụ lý 163 vụ; đã giải quyết 161 vụ. Tòa án trả hồ sơ 02 vụ, chiếm 1,2% số vụ VKS thụ lý.",
            {("02", "163", "1,2")},
        ),
        ("Có 12/45 khu vực bỏ phiếu có 100% cử tri đi bầu (chiếm 26,7%).", {("12", "45", "26,7")}),
        ("Tổng số dân quân 215 đ/c, đạt 1,12% so với dân số (19.180 khẩu).", {("215", "19.180", "1,12")}),
        # one result against two plans
        (
            "Thu 438,72 tỷ đồng, đạt 87,74% chỉ tiêu pháp lệnh (500 tỷ đồng), 79,77% chỉ tiêu phấn đấu (550 tỷ đồng).",
            {("438,72", "500", "87,74"), ("438,72", "550", "79,77")},
        ),
        (
            "Giao đầu năm 76.500 triệu đồng, bổ sung thành 81.200 triệu đồng; giải ngân 55.300 triệu đồng, đạt 68,1% "
            "kế hoạch vốn điều chỉnh và 72,3% kế hoạch giao đầu năm.",
            {("55.300", "81.200", "68,1"), ("55.300", "76.500", "72,3")},
        ),
        # a/b in two nouns of people
        (
            "Có 132 hội viên/168 phụ nữ, tỷ lệ thu hút 78,6%; mở 12 lớp/480 học viên.",
            {("132", "168", "78,6")},
        ),
        # a percent without words is of the measure that has a whole
        (
            "Kết thúc 75 vụ án; truy tố 68 vụ với 121 bị can, đạt 90,7%.",
            {("68", "75", "90,7")},
        ),
        (
            "Có 736 em đỗ tốt nghiệp, 214 em đạt từ 24 điểm trở lên (chiếm 29,08% số em đỗ).",
            {("214", "736", "29,08")},
        ),
        (
            "Có 214 hộ nghèo (tỷ lệ 4,44%) và 301 hộ cận nghèo (tỷ lệ 6,24%) trên tổng số 4.820 hộ.",
            {("214", "4.820", "4,44"), ("301", "4.820", "6,24")},
        ),
    ],
)
def test_the_base_is_found(text: str, ratios: set[tuple[str, ...]]) -> None:
    assert _ratios(text) == ratios
    assert _accused(text) == []


_ELECTED = """1. Đại biểu HĐND huyện: số người ứng cử 50 người; trúng cử 30/30, đạt 100%. Cơ cấu:
+ Nữ: 11 đại biểu, chiếm {women}%
+ Dân tộc thiểu số: 19 đại biểu, chiếm 63,33%
+ Ngoài Đảng: 03 đại biểu, chiếm {others}%
+ Tái cử: 12 đại biểu, chiếm 40%
"""


@pytest.mark.parametrize(
    ("women", "others", "accused"),
    [
        ("36,67", "10", []),
        ("33,67", "10", [("33,67%", "36,67%")]),
        ("33,67", "15", []),  # two that are not of it: perhaps the whole is another
    ],
)
def test_bullets_of_the_number_above(women: str, others: str, accused: list[tuple[str, str]]) -> None:
    text = _ELECTED.format(women=women, others=others)
    assert _accused(text) == accused
    assert {("12", "30", "40"), ("19", "30", "63,33")} <= _ratios(text) or women == "33,67"


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Thụ lý 312 vụ/508 bị cáo. Đã giải quyết 297 vụ/481 bị cáo, đạt 97,4% số bị cáo.", [("97,4%", "94,7%")]),
        (
            "Kế hoạch vốn năm 2024 là 52.400 triệu đồng. Đến 30/9 đã giải ngân 30.916 triệu đồng, đạt 69% kế hoạch.",
            [("69%", "59%")],
        ),
        ("Kế hoạch vốn là 52.400 triệu đồng. Năm 2023 đã giải ngân 30.916 triệu đồng, đạt 98% kế hoạch.", []),
        (
            "Tổng số trẻ sinh ra 612 trẻ, tăng 14 trẻ so với năm trước; con thứ 3 trở lên 87 trẻ, chiếm 16,2%.",
            [("16,2%", "14,2%")],
        ),
        ("Tổng số phụ nữ 3.126 người, trong đó hội viên 2.407 người, đạt tỷ lệ tập hợp 71%.", [("71%", "77%")]),
        # sums of money beside another count, and more than their whole
        (
            "Tổng số tiền phạt 11.350.000 đồng, gồm: buôn bán thuốc 06 vụ, số tiền 3.200.000đ; vận chuyển 07 vụ, "
            "số tiền 6.450.000đ; giết mổ 02 vụ, số tiền 1.200.000đ.",
            [("11.350.000", "10.850.000")],
        ),
        (
            "Kinh phí 312 triệu đồng, trong đó: chương trình mục tiêu 95 triệu đồng, ngân sách tỉnh 187 triệu đồng, "
            "sách biếu tặng trị giá 40 triệu đồng.",
            [("312", "322")],
        ),
        # one part lies within another: nothing is paid twice
        (
            "Tổng chi 420 triệu đồng, trong đó chi thường xuyên 380 triệu đồng, chi lương 40 triệu đồng, "
            "chi đầu tư 40 triệu đồng.",
            [],
        ),
        ("Áp dụng thủ tục rút gọn 09/163 vụ, đạt 5,5%, chưa đạt chỉ tiêu (chỉ tiêu 5%).", [("chưa đạt", "Đạt")]),
        ("Tỷ lệ án hủy 1,7% (chỉ tiêu không quá 1,5%, đạt chỉ tiêu).", [("đạt", "Không đạt")]),
        ("Thụ lý 486 vụ việc, giải quyết 431 vụ việc, đạt 86,88%.", [("86,88%", "88,68%")]),
        ("Tiếp nhận 120 đơn, giải quyết 35 đơn, đạt 100%.", []),
        (
            "Có điều kiện 51.640 triệu đồng. Thi hành xong 25.872 triệu đồng, đạt 51,1% số tiền có điều kiện.",
            [("51,1%", "50,1%")],
        ),
        (
            "Kỷ luật 14 đảng viên, hình thức: khiển trách 9 đồng chí, cảnh cáo 4 đồng chí, khai trừ 2 đồng chí.",
            [("14", "15")],
        ),
        ("Tổng số 1.142 hội viên, trong đó xuất sắc 214, tốt 806, khá 132.", [("1.142", "1.152")]),
        ("Tỷ lệ hộ nghèo còn 4,2%, chưa đạt chỉ tiêu (chỉ tiêu 3,8%).", []),
    ],
)
def test_slips_against_a_base(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Số thu đạt 79,77% chỉ tiêu phấn đấu.", "actual"),
        ("Phấn đấu số thu đạt 79,77% chỉ tiêu.", "target"),
    ],
)
def test_a_share_of_what_is_striven_for_is_a_result(text: str, role: str) -> None:
    assert [fact.role.value for fact in resolve(text).facts] == [role]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "1. HĐND xã: trúng cử 30/30. Cơ cấu:\n+ Nữ: 11 đại biểu, chiếm 36,67%;\n+ Tái cử: 12 đại biểu, chiếm 40%.",
            "HĐND xã: trúng cử › Cơ cấu: Nữ: đại biểu",
        ),
        ("Cơ cấu: 11 người trúng cử là phụ nữ, chiếm 34,38% tổng số 32 người.", "người trúng cử là phụ nữ"),
        (
            "Thu 214,3 tỷ đồng, đạt 60% dự toán tỉnh giao, 58% dự toán HĐND huyện giao.",
            "Thu trên dự toán HĐND huyện giao",
        ),
    ],
)
def test_the_label_says_what_of_what(text: str, label: str) -> None:
    assert label in "\n".join(fact.label or "" for fact in resolve(text).facts)
