"""Bare numbers of a first column name their rows where its header says what they number (Khối: 6, 7, 8)."""

from __future__ import annotations

import pytest

from schemas.mention import MentionKind
from tests.reading import fact_of, resolve


@pytest.mark.parametrize(
    ("table", "number", "said", "new"),
    [
        ("Khối\tSĩ số\tGiỏi\n6\t1.342\t318\n7\t1.268\t287\n8\t1.200\t300\n", "287", "Khối 7", "grades of a school"),
        ("Lớp\tSĩ số\tNữ\n1\t112\t50\n2\t98\t47\n3\t105\t52\n", "47", "Lớp 2", "classes that begin with one"),
        ("Tháng\tSố ca mắc\tTử vong\n4\t31\t0\n5\t45\t1\n6\t28\t0\n", "45", "Tháng 5", "months"),
        ("STT\tĐợt\tLiều tiêm\n1\t3\t4.120\n2\t4\t5.230\n", "5.230", "Đợt 4", "behind the numbers of the rows"),
    ],
)
def test_numbers_of_a_first_column_name_the_rows(table: str, number: str, said: str, new: str) -> None:
    parcel = resolve(f"BÁO CÁO\nKết quả năm 2023\n\nBảng 1. Số liệu tổng hợp\n\n{table}")
    assert said in (fact_of(parcel, number).label or ""), new
    assert not [m for m in parcel.mentions if m.rule == "value_cell" and m.text == said.rsplit(" ", 1)[-1]], new
    named = [m for m in parcel.mentions if m.rule == "class_column"]
    assert named, new
    assert {m.kind for m in named} == {MentionKind.IDENTIFIER}, new


@pytest.mark.parametrize(
    ("table", "number", "new"),
    [
        (
            "Trường\tLớp\tHọc sinh\nTHCS Sơn Hà\t16\t520\nTHCS Sơn Ba\t17\t610\n",
            "16",
            "classes counted, a school names",
        ),
        ("Lớp\tHọc sinh\n16\t520\n12\t610\n14\t480\n", "16", "numbers that go up and down count"),
        ("Số lớp\tHọc sinh\n16\t520\n17\t610\n", "16", "a header that counts"),
    ],
)
def test_counts_of_a_column_stay_figures(table: str, number: str, new: str) -> None:
    parcel = resolve(f"BÁO CÁO\nKết quả năm 2023\n\nBảng 1. Số liệu tổng hợp\n\n{table}")
    assert fact_of(parcel, number).value == int(number), new


@pytest.mark.parametrize(
    ("title", "is_said"),
    [("Diện tích, sản lượng cây trồng vụ Đông Xuân", True), ("Diện tích, sản lượng cây trồng", False)],
)
def test_the_season_of_a_title_stands_in_every_label(title: str, is_said: bool) -> None:
    table = "Cây trồng\tDiện tích (ha)\tNăng suất (tạ/ha)\tSản lượng (tấn)\nLạc\t120\t20,5\t246\nKhoai\t85\t61,2\t520\n"
    parcel = resolve(f"BÁO CÁO\nKết quả năm 2023\n\nBảng 1. {title}\n\n{table}")
    assert ("vụ Đông Xuân" in (fact_of(parcel, "20,5").label or "")) is is_said
    assert ("vụ Đông Xuân" in (fact_of(parcel, "246").label or "")) is is_said
