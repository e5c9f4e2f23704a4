"""What a change is measured against: the period it names, and the value its bracket gives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Fact, Measure
from tests.reading import resolve

_HEAD = "BÁO CÁO\nKết quả công tác 9 tháng đầu năm 2023\n\n"


def _changes(text: str) -> list[Fact]:
    return [fact for fact in resolve(_HEAD + text).facts if fact.measure is Measure.CHANGE]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Số vụ giảm 12% so với cùng kỳ năm trước.", "2022-09T"),
        ("Số vụ giảm 12% so cùng kỳ.", "2022-09T"),
        ("Số vụ giảm 12% so với cùng kỳ năm 2021.", "2021-09T"),
        ("Thu ngân sách tăng 8,5% so với năm 2022.", "2022"),
        ("So với năm trước, số hộ nghèo giảm 96 hộ.", "2022"),
        ("Số hồ sơ tăng 15 hồ sơ so với tháng trước.", "2023-08"),
        ("Số hồ sơ tăng 15 hồ sơ so với quý trước.", "2023Q2"),
        ("Số hồ sơ tăng 15 hồ sơ so với quý I năm 2023.", "2023Q1"),
        ("Dư nợ tăng 396 triệu đồng so với đầu năm.", "2022-12-31"),
        ("Dư nợ tăng 396 triệu đồng so với 31/12/2021.", "2021-12-31"),
        ("Tổng đàn tăng 3,1% so với tháng 8/2023.", "2023-08"),
        ("Số vụ giảm 9 vụ, số người chết giảm 2 người so với cùng kỳ.", "2022-09T"),
    ],
)
def test_a_change_says_against_what(text: str, label: str) -> None:
    assert {fact.base_period for fact in _changes(text)} == {label}


@pytest.mark.parametrize(
    "text", ["Tỷ lệ vượt 3,4% so với kế hoạch.", "Số thu tăng 12 tỷ đồng.", "Số vụ tăng 5 vụ so với toàn tỉnh."]
)
def test_plans_and_places_are_no_periods(text: str) -> None:
    assert [fact.base_period for fact in _changes(text)] == [None]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Số vụ giảm 12 vụ so với cùng kỳ (53 vụ).", "53"),
        ("Tỷ lệ tăng 3,4 điểm phần trăm so với năm 2022 (89,1%).", "89.1"),
        ("Lập biên bản tăng 1.027 trường hợp so với cùng kỳ (14,3%).", None),
        (
            "Toàn huyện có 11.873 người tham gia, tăng 3.291 người so với cùng kỳ, đạt 78,2% kế hoạch (15.180 người).",
            None,
        ),
        ("Khu vực ngoài nhà nước tăng 11,7% so cùng kỳ (trong đó dầu khí tăng 8,5%).", None),
    ],
)
def test_the_value_a_change_starts_from(text: str, base: str | None) -> None:
    assert _changes(text)[0].base_value == (Decimal(base) if base else None)
