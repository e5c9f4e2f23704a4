"""What is said of the things counted behind a bracket, or by a word of change behind an a/b."""

from __future__ import annotations

import pytest

from tests.reading import resolve


def _first(text: str) -> str | None:
    return resolve(text).facts[0].label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Tiếp nhận 221 đơn (196 khiếu nại, 25 tố cáo) thuộc thẩm quyền giải quyết.",
            "Tiếp nhận: đơn thuộc thẩm quyền giải quyết",
        ),
        ("Có 46 hộ (12 hộ nghèo, 34 hộ cận nghèo) được hỗ trợ nhà ở.", "hộ được hỗ trợ nhà ở"),
        ("Có 17/22 ngành sản xuất tăng so với cùng kỳ.", "ngành sản xuất tăng so với cùng kỳ"),
        ("Có 05/22 ngành công nghiệp giảm so cùng kỳ.", "ngành công nghiệp giảm so cùng kỳ"),
    ],
)
def test_a_predicate_belongs_to_its_things(text: str, label: str) -> None:
    assert _first(text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tiếp nhận 221 đơn (196 khiếu nại, 25 tố cáo), giải quyết 180 đơn.", "Tiếp nhận: đơn"),
        ("Tiếp nhận 221 đơn (196 khiếu nại) tăng so với cùng kỳ.", "Tiếp nhận: đơn"),
        ("Có 46 hộ (12 hộ nghèo) được vay 500 triệu đồng.", "hộ"),
        ("Có 118 doanh nghiệp thành lập mới tăng so với cùng kỳ.", "doanh nghiệp thành lập mới"),
        ("Có 17/22 xã hoàn thành tăng 5 xã so với cùng kỳ.", "xã hoàn thành"),
    ],
)
def test_other_statements_do_not(text: str, label: str) -> None:
    assert _first(text) == label
