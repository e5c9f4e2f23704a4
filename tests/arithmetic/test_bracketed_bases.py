"""Percents whose base stands in brackets behind the noun of the base; numbers between an a/b and its percent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.check import Verdict
from schemas.fact import Fact, Measure, Role
from tests.reading import audit, resolve

RATIOS = (
    ("Đàn dê có 4.218 con, bằng 96,2% cùng kỳ (4.385 con).", 4218, 4385, "96.2"),
    ("Xuống giống 7.910 ha, bằng 101,4% so với vụ Hè Thu 2021 (7.800 ha).", 7910, 7800, "101.4"),
    ("Bao phủ bảo hiểm 58.210 người, đạt 91,3% dân số toàn thị xã (63.757 người).", 58210, 63757, "91.3"),
    ("Tuyển quân 182 thanh niên, so với chỉ tiêu giao (180 thanh niên) đạt 101,1%.", 182, 180, "101.1"),
    ("Trồng 312 ha rừng, đạt 104% kế hoạch, bằng 96% cùng kỳ (325 ha).", 312, 325, "96"),
    ("Có 1.846/2.210 đoàn viên đạt 3 tiêu chí, chiếm 83,53%.", 1846, 2210, "83.53"),
    ("Xử lý 27/32 vụ, 41 đối tượng, đạt 84,4%.", 27, 32, "84.4"),
    ("Có 21/23 Chủ tịch Hội cơ sở đạt chuẩn chức danh, đạt 91,3%.", 21, 23, "91.3"),
    ("Hiện 9/12 Trưởng thôn là đảng viên, đạt 75%.", 9, 12, "75"),
)
SILENT = (
    "Đàn gia cầm 412.000 con, bằng 101% cùng kỳ (tăng 4.100 con).",
    "Thu ngân sách 62,4 tỷ đồng, bằng 96% cùng kỳ (thu nội địa 50 tỷ đồng).",
    "Có 12/15 xã đạt 19 tiêu chí, đạt 100%.",
    "Có 18/21 chi hội hoàn thành 5 chỉ tiêu, đạt 100% kế hoạch.",
    "Có 27/32 vụ, 41 đối tượng, đạt 96,2%.",
)
ROLES = (
    ("Nợ quá hạn chiếm 0,21%, thấp hơn mức Hội Nông dân tỉnh giao (0,3%).", "0.3", Role.TARGET),
    ("Tỷ lệ nợ xấu 1,2%, thấp hơn mức Ngân hàng Nhà nước cho phép (3%).", "3", Role.TARGET),
    ("Tỷ lệ hồ sơ trực tuyến đạt 37,4%, vượt chỉ tiêu tỉnh giao năm 2019 là 30%.", "30", Role.TARGET),
    ("Tăng trưởng đạt 18%, cao hơn kế hoạch toàn ngành (16%).", "16", Role.TARGET),
    ("Tỷ lệ hộ nghèo 4,1%, thấp hơn mức bình quân của tỉnh (5,2%).", "5.2", Role.ACTUAL),
    ("Công suất sử dụng giường bệnh đạt 84,6% (kế hoạch giao 90 giường).", "84.6", Role.ACTUAL),
    ("Công suất sử dụng giường bệnh đạt 84,6% (kế hoạch giao 90 giường).", "90", Role.TARGET),
)


def _valued(text: str, value: str) -> Fact:
    return next(fact for fact in resolve(text).facts if str(fact.value) == value)


@pytest.mark.parametrize(("text", "numerator", "denominator", "percent"), RATIOS)
def test_a_ratio_has_its_base_and_is_checked(text: str, numerator: int, denominator: int, percent: str) -> None:
    fact = _valued(text, percent)
    assert fact.measure is Measure.RATIO
    assert (fact.numerator, fact.denominator) == (Decimal(numerator), Decimal(denominator))
    assert [check.verdict for check in audit(text).checks] == [Verdict.CONSISTENT]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_accused_where_the_words_leave_it_open(text: str) -> None:
    assert not [check for check in audit(text).checks if check.verdict is Verdict.INCONSISTENT]


def test_a_level_that_misfits_its_bracket_is_found() -> None:
    checks = audit("Tổng đàn lợn 67.240 con, bằng 79,3% cùng kỳ (69.105 con).").checks
    assert [check.verdict for check in checks] == [Verdict.INCONSISTENT]


@pytest.mark.parametrize(("text", "value", "role"), ROLES)
def test_the_amount_in_the_bracket_of_a_target_is_the_target(text: str, value: str, role: Role) -> None:
    assert _valued(text, value).role is role


def test_a_post_is_a_unit_of_two_syllables() -> None:
    assert _valued("Có 21/23 Chủ tịch Hội cơ sở đạt chuẩn chức danh, đạt 91,3%.", "91.3").unit == "chủ tịch"
