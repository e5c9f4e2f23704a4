"""Changes that a bracket, a slash or what they are against says; places that are no scores; numbers inside names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Measure, Role
from tests.reading import fact_of, resolve

CHANGES = [
    ("Sản lượng cá 3.120 tấn, tăng 4,2% (+126 tấn) so với năm trước.", "+126", "up"),
    ("Đàn trâu 915 con, giảm 2,1% (-20 con).", "-20", "down"),
    ("Tỷ lệ đỗ đạt 97,3%, cao hơn năm học 2021 - 2022 (95,1%) là 2,2%.", "2,2", "up"),
    ("Quý I tiếp 214 lượt, ít hơn cùng kỳ năm 2023 là 36 lượt.", "36", "down"),
    ("Điểm chỉ số đạt 81%, thấp hơn mức trung bình của tỉnh 3,4 điểm phần trăm.", "3,4", "down"),
    ("Phấn đấu giảm tỷ lệ trẻ suy dinh dưỡng từ 1% đến 2%.", "2", "down"),
    ("Thụ lý 61 vụ/90 bị cáo, giảm 08 vụ/13 bị cáo.", "13", "down"),
]
LEVELS = [
    ("Đo nhiệt độ kho (+4 độ C), nhập 126 tấn.", "126"),
    ("Tỷ lệ đạt 62%, thấp hơn bình quân chung là 71%.", "71"),
    ("Chi thu nhập tăng thêm 310 triệu đồng.", "310"),
    ("Tỷ lệ hộ nghèo giảm từ 12% đến 9%.", "9"),
    ("Truy tố 61 vụ/90 bị cáo, xét xử 08 vụ/13 bị cáo.", "13"),
]
PLACES = ["Rà soát 14 điểm sạt lở, đã gia cố 09 điểm."]
NAMES = [
    ("Xã có 2 làng nghề (thôn Cẩm Tú 1, Cẩm Tú 2 và thôn Hạ).", {"1"}),
    ("Vận hành thủy điện Bản Chát 2 với 2 tổ máy; hồ Núi Cốc 3 tích nước.", {"3"}),
    ("Điểm trung bình 4 môn của khối đạt 7,15 điểm.", {"4"}),
    ("Phụ nữ trong độ tuổi 20 - 49 khám sàng lọc 812 người.", {"20", "49"}),
    ("Huấn luyện bắn súng bài 1, bài 2 cho 60 đồng chí.", {"1", "2"}),
]
FIGURES = [
    ("Đội kiểm tra thôn Đông 12, thôn Đoài 15 hộ.", "15"),
    ("Họp định kỳ 6 kỳ, với 41 ý kiến.", "6"),
    ("Hỗ trợ cho 17 hộ 340 triệu đồng.", "17"),
    ("Đã đăng bài 12 tin.", "12"),
]


@pytest.mark.parametrize(("text", "printed", "direction"), CHANGES)
def test_what_says_by_how_much_is_a_change(text: str, printed: str, direction: str) -> None:
    fact = fact_of(resolve(text), printed)
    assert (fact.measure, fact.direction.value if fact.direction else None) == (Measure.CHANGE, direction)


@pytest.mark.parametrize(("text", "printed"), LEVELS)
def test_levels_stay_levels(text: str, printed: str) -> None:
    assert fact_of(resolve(text), printed).measure is not Measure.CHANGE


def test_what_is_aimed_at_is_a_target_also_as_a_change() -> None:
    assert fact_of(resolve("Phấn đấu giảm tỷ lệ trẻ suy dinh dưỡng từ 1% đến 2%."), "1").role is Role.TARGET


@pytest.mark.parametrize("text", PLACES)
def test_points_counted_before_as_places_are_no_scores(text: str) -> None:
    assert {fact.measure for fact in resolve(text).facts} == {Measure.COUNT}


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_numbers_of_names_are_no_figures(text: str, names: set[str]) -> None:
    kinds = {(mention.text, mention.kind.value) for mention in resolve(text).mentions}
    assert names <= {number for number, kind in kinds if kind == "identifier"}


@pytest.mark.parametrize(("text", "printed"), FIGURES)
def test_counts_beside_such_words_are_figures(text: str, printed: str) -> None:
    assert fact_of(resolve(text), printed).value is not None


def test_every_one_of_24_places_is_a_ratio() -> None:
    found = [(f.numerator, f.denominator) for f in resolve("Họp dân tại 24/24 khu dân cư; trực 24/24 giờ.").facts]
    assert found == [(Decimal(24), Decimal(24))]
