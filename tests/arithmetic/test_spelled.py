"""An amount in digits against the same amount in words."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from tests.reading import audit

_SLIPS = [
    "Phê duyệt kinh phí 12.500.000 đồng (mười hai triệu ba trăm nghìn đồng).",
    "Tổng cộng: 3.450.000 đồng. Bằng chữ: Ba triệu bốn trăm linh năm nghìn đồng.",
]
_SOUND = [
    "Phê duyệt kinh phí 12.500.000 đồng (mười hai triệu năm trăm nghìn đồng).",
    "Hỗ trợ 25 triệu đồng (Bằng chữ: Hai mươi lăm triệu đồng chẵn).",
    "Số tiền 68.542.315 nghìn đồng "
    "(viết bằng chữ: sáu mươi tám tỷ, năm trăm bốn mươi hai triệu, ba trăm mười lăm nghìn đồng).",
]
_SILENT = [
    "Kinh phí 200 triệu đồng (một trăm hộ hưởng lợi).",
    "Kinh phí 200 triệu đồng (hai chăm triệu đồng).",
    "Kinh phí 200 triệu đồng, mua mười hai máy tính.",
]


def _found(text: str) -> list[Verdict]:
    return [c.verdict for c in audit(text).checks if c.rule == "amount_in_words"]


@pytest.mark.parametrize("text", _SLIPS)
def test_a_difference_is_found(text: str) -> None:
    assert _found(text) == [Verdict.INCONSISTENT]


@pytest.mark.parametrize("text", _SOUND)
def test_equal_amounts_agree(text: str) -> None:
    assert _found(text) == [Verdict.CONSISTENT]


@pytest.mark.parametrize("text", _SILENT)
def test_words_that_say_something_else_are_not_held_against_it(text: str) -> None:
    assert _found(text) == []
