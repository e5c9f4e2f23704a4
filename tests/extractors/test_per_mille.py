"""A rate is in ‰: no percent, and no a/b is held against it. Names that end in a number hold none."""

from __future__ import annotations

import pytest

from schemas.fact import Measure
from tests.reading import accusations, audit, resolve

TABLE = """Biểu 1: Dân số năm 2022

| TT | Xã | Dân số | Số sinh | {header} | Tỷ lệ hộ nghèo (%) |
|---|---|---|---|---|---|
| 1 | Thượng | 4.120 | 61 | 14,81{sign} | 5,2 |
| 2 | Trung | 3.890 | 50 | 12,85{sign} | 4,1 |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ suất sinh thô 14,25‰, giảm 0,3‰ so với năm 2021.", [("14.25", "‰", "percent"), ("0.3", "‰", "change")]),
        ("Tỷ lệ tăng dân số tự nhiên 8-9‰.", [("8", "‰", "percent"), ("9", "‰", "percent")]),
        ("Tỷ lệ hộ nghèo 14,25%, giảm 0,3%.", [("14.25", "%", "percent"), ("0.3", "%", "change")]),
    ],
)
def test_a_rate_keeps_its_sign(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(fact.value), fact.unit, fact.measure.value) for fact in resolve(text).facts] == expected


@pytest.mark.parametrize(
    ("header", "sign"), [("Tỷ suất sinh (‰)", ""), ("Tỷ lệ tăng tự nhiên (‰)", ""), ("Tỷ suất sinh", "‰")]
)
def test_a_column_of_rates(header: str, sign: str) -> None:
    facts = resolve(TABLE.format(header=header, sign=sign)).facts
    shares = [(str(fact.value), fact.unit) for fact in facts if fact.measure is Measure.PERCENT]
    assert shares == [("14.81", "‰"), ("5.2", "%"), ("12.85", "‰"), ("4.1", "%")]


def test_a_row_of_rates() -> None:
    table = "| TT | Chỉ tiêu | ĐVT | KH |\n|---|---|---|---|\n| 1 | Mức sinh | ‰ | 0,2 |\n| 2 | Hộ nghèo | % | 5,5 |\n"
    assert [(str(fact.value), fact.unit) for fact in resolve(table).facts] == [("0.2", "‰"), ("5.5", "%")]


def test_no_ratio_is_held_against_a_rate() -> None:
    text = "Có 45/3.000 trẻ tử vong, đạt {share}."
    assert not accusations(audit(text.format(share="15‰")))
    assert accusations(audit(text.format(share="15%")))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Khởi công Đường huyện 11 (đoạn qua trung tâm).", []),
        ("Đường huyện 11 km.", ["11"]),
        ("Mỗi xã 3 thôn.", ["3"]),
        (
            "| TT | Công trình | Kế hoạch (triệu đồng) |\n|---|---|---|\n| 1 | Trạm Y tế xã Đại Ân 1 | 640 |\n"
            "| 2 | Đường huyện 11 (giai đoạn 2) | 215 |\n| 3 | Trường Tiểu học Thạnh Thới An 2 | 98 |\n",
            ["640000000", "215000000", "98000000"],
        ),
    ],
)
def test_the_number_of_a_name_is_no_figure(text: str, values: list[str]) -> None:
    assert [str(fact.value) for fact in resolve(text).facts] == values
