"""Fractions of one indicator told twice: a text, what is accused, and what is new in the row."""

import pytest

from tests.reading import audit

_SAID = (
    "BÁO CÁO\nKết quả công tác năm 2023\n\nI. KẾT QUẢ\n"
    "- Toàn xã có 1.986/2.214 hộ gia đình có internet cáp quang, đạt 89,70%.\n"
)
TOLD = [
    ("- Tỷ lệ hộ gia đình có internet cáp quang đạt 85,64% (1.896/2.214 hộ).", ["1.896"], "two digits swapped"),
    (
        "\nII. HẠ TẦNG VIỄN THÔNG\n- Tỷ lệ hộ gia đình có internet cáp quang đạt 85,64% (1.896/2.214 hộ).",
        ["1.896"],
        "below two headings",
    ),
    ("- Tỷ lệ hộ gia đình có internet cáp quang đạt 89,70% (1.986/2.214 hộ).", [], "the same twice"),
    ("- Năm 2022, tỷ lệ hộ gia đình có internet cáp quang đạt 85,64% (1.896/2.214 hộ).", [], "another year"),
    ("- Tỷ lệ hộ gia đình có tivi kết nối mạng đạt 85,64% (1.896/2.214 hộ).", [], "another indicator"),
    ("- Tỷ lệ hộ gia đình có internet cáp quang đạt 85,28% (1.896/2.223 hộ).", [], "another base"),
    ("- Tỷ lệ hộ gia đình có internet cáp quang đạt 67,57% (1.496/2.214 hộ).", [], "no slip of one digit"),
]


@pytest.mark.parametrize(("again", "wrong", "new"), TOLD, ids=[row[-1] for row in TOLD])
def test_fractions_told_twice(again: str, wrong: list[str], new: str) -> None:
    checks = [check for check in audit(_SAID + again).checks if check.rule == "ratio_told_twice"]
    assert [check.stated for check in checks if check.verdict.value == "inconsistent"] == wrong, new


def test_a_part_above_its_set_is_accused() -> None:
    checks = [
        c for c in audit("Trong 182 chi hội có 187 chi hội xếp loại vững mạnh.").checks if c.rule == "part_in_set"
    ]
    assert [(check.stated, check.verdict.value) for check in checks] == [("187", "inconsistent")]
