"""Numbers in words: the whole grammar against its own writer, and what looks like one and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.number_words import find_word_numbers
from tests.reading import resolve

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")


def _say_group(number: int, is_first: bool) -> list[str]:
    """A number below a thousand as a school book writes it; behind another group with its noughts."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not is_first else []
    if not rest:
        return words
    if tens == 0:
        return [*words, *(["linh"] if words else []), _DIGITS[ones]]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    last = {0: [], 1: ["mốt" if tens > 1 else "một"], 4: ["tư" if tens > 1 else "bốn"], 5: ["lăm"]}
    return words + last.get(ones, [_DIGITS[ones]])


def say(number: int) -> str:
    """The number in words."""
    words: list[str] = []
    for power in (3, 2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _say_group(group, is_first=not words)
            words += [_SCALES[power]] if power else []
    return " ".join(words)


@given(st.integers(min_value=10, max_value=999_999_999_999))
def test_reads_what_was_written(number: int) -> None:
    text = f"tổng cộng {say(number)} đồng"
    found = list(find_word_numbers(text))
    assert [(n.value, text[n.start : n.end]) for n in found] == [(Decimal(number), say(number))]


def test_reads_every_number_up_to_ten_thousand() -> None:
    wrong = [n for n in range(10, 10_000) if [f.value for f in find_word_numbers(say(n))] != [Decimal(n)]]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("một tỷ rưỡi", "1500000000", 1),
        ("ba phẩy năm phần trăm", "3.5", 1),
        ("chín mươi chín phẩy bảy mươi lăm", "99.75", 2),
        ("một phẩy hai triệu", "1200000", 1),
        ("mười nghìn tỷ đồng", "10000000000000", 0),
        ("một nghìn lẻ năm", "1005", 0),
        ("Một triệu, hai trăm năm mươi nghìn đồng chẵn", "1250000", 0),
    ],
)
def test_other_forms(text: str, value: str, decimals: int) -> None:
    assert [(n.value, n.decimals) for n in find_word_numbers(text)] == [(Decimal(value), decimals)]


@pytest.mark.parametrize(
    "text", ["một số hộ", "hai bên", "ba không", "năm học", "phần trăm", "hàng nghìn", "một hai ba"]
)
def test_ordinary_words_are_no_numbers(text: str) -> None:
    assert list(find_word_numbers(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Đại hội đại biểu lần thứ mười hai",
        "Hôm nay, ngày hai mươi tháng ba năm hai nghìn không trăm hai mươi ba",
        "Kéo dài hai mươi năm, từ mười hai tuổi",
        "Hàng trăm hộ dân được cấp nước",
    ],
)
def test_orders_dates_and_ages_are_no_figures(text: str) -> None:
    assert resolve(text).facts == ()


def test_a_number_in_words_is_a_figure_with_its_unit() -> None:
    facts = resolve("Toàn xã có một trăm hai mươi mốt hộ nghèo.").facts
    assert [(f.value, f.unit) for f in facts] == [(Decimal(121), "hộ")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đã thi hành xong 68 tỷ 542 triệu 315 nghìn đồng.", "68542315000", "đồng"),
        ("Thiệt hại ước tính 2 tỷ 47 triệu đồng.", "2047000000", "đồng"),
        ("Dân số toàn tỉnh là 1 triệu 234 nghìn người.", "1234000", "người"),
        ("Mỗi hộ được hỗ trợ 2 triệu rưỡi đồng.", "2500000", "đồng"),
        ("Đàn gia cầm có 3 nghìn 200 con.", "3200", "gia cầm"),
    ],
)
def test_an_amount_in_pieces_is_one_number(text: str, value: str, unit: str) -> None:
    facts = resolve(text).facts
    assert [(f.value, f.unit) for f in facts] == [(Decimal(value), unit)]


@pytest.mark.parametrize("text", ["Thu 5 tỷ, 120 triệu, 30 nghìn đồng từ ba nguồn", "Hỗ trợ 4 tỷ đồng cho 300 hộ"])
def test_amounts_of_a_list_are_not_joined_where_nothing_says_so(text: str) -> None:
    assert len(resolve(text).facts) == (2 if "hộ" in text else 1)
