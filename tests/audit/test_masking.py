"""Every rule of personal.yaml is proved by its own examples, and figures stay figures."""

from __future__ import annotations

import pytest

from pipeline.audit.masking import MASK, Mask, load_personal_rules

RULES = load_personal_rules()


@pytest.mark.parametrize(("rule", "text"), [(rule.id, text) for rule in RULES for text in rule.examples])
def test_examples_are_masked(rule: str, text: str) -> None:
    assert MASK in Mask().hide(text), rule


@pytest.mark.parametrize(("rule", "text"), [(rule.id, text) for rule in RULES for text in rule.counter_examples])
def test_counter_examples_stay(rule: str, text: str) -> None:
    assert Mask().hide(text) == text, rule


FIGURES = [
    "Tổng số 1.866.143/303.787.186 đồng",
    "Từ ngày 01/01/2031 đến 30/11/2031",
    "dân số 0,123456789 triệu",
    "Số: 0123/BC-UBND ngày 02/3/2031",
    "02 xã, 03 thôn, 12.345 người",
    "mã hồ sơ 000.00.12.H19-310209-0001",
]


@pytest.mark.parametrize("text", FIGURES)
def test_figures_stay(text: str) -> None:
    assert Mask().hide(text) == text


def test_offsets_stay_right() -> None:
    text = "ĐT: 0912.345.678, trong đó 30 tổ"
    assert len(Mask().hide(text)) == len(text)
    assert Mask().hide(text).endswith("78, trong đó 30 tổ")
