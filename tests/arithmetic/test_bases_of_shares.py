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
