"""Changes against the levels they lie between."""

from __future__ import annotations

import pytest

from tests.reading import audit

# (text, (verdict, stated, expected), what is new in the row)
CHANGES = [
    ("Đàn bò 1.100 con, tăng 10% so với cùng kỳ (1.000 con).", ("consistent", "10%", "10%"), "a rise in percent"),
    ("Đàn bò 1.100 con, tăng 12% so với cùng kỳ (1.000 con).", ("inconsistent", "12%", "10%"), "that does not fit"),
    ("Đàn bò 900 con, giảm 10% so với cùng kỳ (1.000 con).", ("consistent", "10%", "10%"), "a fall"),
    ("Đàn bò 1.100 con, giảm 10% so với cùng kỳ (1.000 con).", ("inconsistent", "10%", "-10%"), "the wrong way"),
    ("Đàn bò 1.100 con, tăng 100 con so với cùng kỳ (1.000 con).", ("consistent", "100", "100"), "a difference"),
    ("Đàn bò 1.100 con, tăng 90 con so với cùng kỳ (1.000 con).", ("inconsistent", "90", "100"), "that does not fit"),
    ("Đàn bò tăng từ 1.200 con lên 1.500 con (tăng 25%).", ("consistent", "25%", "25%"), "from one level to another"),
    ("Số đơn giảm 40% (từ 35 đơn còn 21 đơn).", ("consistent", "40%", "40%"), "the change first"),
    ("Khách đến 62.000 lượt, gấp 3,1 lần cùng kỳ (20.000 lượt).", ("consistent", "3,1 lần", "3,1 lần"), "times"),
    (
        "Khách đến 62.000 lượt, gấp 4,1 lần cùng kỳ (20.000 lượt).",
        ("inconsistent", "4,1 lần", "3,1 lần"),
        "not so many",
    ),
    (
        "Sản lượng lúa ước đạt 50.940 tấn, tăng 8,6% so với cùng kỳ (47.697 tấn).",
        ("inconsistent", "8,6%", "6,8%"),
        "an estimate as printed is what the office reckoned with",
    ),
    (
        "Sản lượng lúa ước đạt 51.000 tấn, tăng 6,8% so với cùng kỳ (47.697 tấn).",
        ("consistent", "6,8%", "6,9%"),
        "an estimate in thousands is known to the thousand",
    ),
    (
        "Sản lượng lúa đạt khoảng 51.000 tấn, tăng 8,6% so với cùng kỳ (47.697 tấn).",
        ("consistent", "8,6%", "6,9%"),
        "'khoảng' says nothing so near",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), CHANGES, ids=[row[0] for row in CHANGES])
def test_changes(text: str, expected: tuple[str, str, str], new: str) -> None:
    found = [(c.verdict.value, c.stated, c.expected) for c in audit(text).checks if c.kind.value == "change"]
    assert found == [expected], new


@pytest.mark.parametrize(
    "text",
    [
        "Đàn bò 1.100 con, tăng 10% so với cùng kỳ.",
        "Đàn bò 1.100 con, tăng 10% so với cùng kỳ (1.000 hộ).",
        "Đàn bò 1.100 con, đạt 110% so với cùng kỳ (1.000 con).",
    ],
)
def test_without_two_levels_of_one_unit_there_is_no_check(text: str) -> None:
    assert [check for check in audit(text).checks if check.kind.value == "change"] == []


def test_rounded_levels_allow_more() -> None:
    (check,) = audit("Thu 1,1 tỷ đồng, tăng 12% so với cùng kỳ (1 tỷ đồng).").checks
    assert check.verdict.value == "consistent"


def test_what_is_expected_follows_from_the_printed_levels() -> None:
    (check,) = audit("Thu 1,1 tỷ đồng, tăng 12% so với cùng kỳ (1 tỷ đồng).").checks
    assert check.expected == "10%"


def test_the_base_in_brackets_is_no_part() -> None:
    kinds = [check.kind.value for check in audit("Có 90 vụ, giảm 10 vụ so với cùng kỳ (100 vụ).").checks]
    assert kinds == ["change"]
