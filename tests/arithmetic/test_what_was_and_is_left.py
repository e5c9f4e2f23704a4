"""What there was, what came and went and what is left, in sentences and columns; thresholds that a header names."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from tests.reading import audit


def _accused(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.stated, c.expected) for c in audit(text).checks if c.verdict is Verdict.INCONSISTENT]


@pytest.mark.parametrize(
    ("text", "is_accused"),
    [
        ("Đầu năm có 187 hộ nghèo/1.245 hộ; 6 tháng giảm được 23 hộ, hiện còn 174 hộ nghèo.", True),
        ("Năm 2022 xã có 156 hộ cận nghèo, đến cuối năm 2023 giảm 29 hộ, hiện còn 137 hộ cận nghèo.", True),
        ("Đầu năm có 214 hộ nghèo; trong năm thoát nghèo 38 hộ, phát sinh 05 hộ; cuối năm còn 191 hộ nghèo.", True),
        ("Đầu năm có 187 hộ nghèo; 6 tháng giảm được 23 hộ, hiện còn 164 hộ nghèo.", False),
        ("Đầu năm có 214 hộ nghèo; trong năm thoát nghèo 38 hộ, phát sinh 05 hộ; cuối năm còn 181 hộ nghèo.", False),
        # others of the like may have come or gone, or the same is not counted
        ("Đầu năm có 187 hộ nghèo; 6 tháng giảm được 23 hộ, hiện còn 112 hộ nghèo.", False),
        ("Đầu năm có 156 hộ cận nghèo; giảm 29 hộ nghèo, hiện còn 137 hộ cận nghèo.", False),
        ("Đầu năm có 187 hộ nghèo; phấn đấu giảm 23 hộ, hiện còn 174 hộ nghèo.", False),
        ("Đầu năm có 187 hộ nghèo, 10 hộ chuyển đến; giảm 23 hộ, hiện còn 174 hộ nghèo.", False),
        ("Đầu năm có 312 hội viên, kết nạp 14 hội viên, xóa tên 06 hội viên, đến nay có 418 hội viên.", False),
    ],
)
def test_levels_in_sentences(text: str, is_accused: bool) -> None:
    assert bool(_accused(text)) is is_accused


def _table(header: str, *rows: str) -> str:
    lines = (header, *rows)
    return "TỔNG HỢP\n" + "\n".join(line.replace(" | ", "\t") for line in lines) + "\n"


_POOR = "TT | Xã | Hộ nghèo đầu năm | Số hộ thoát nghèo | Số hộ tái nghèo | Số hộ phát sinh | Hộ nghèo cuối năm"


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (
            _table(_POOR, "1 | Tân Lập | 312 | 41 | 3 | 8 | 282", "2 | Tân Hòa | 208 | 25 | | 4 | 187")
            + "3\tTân Mỹ\t156\t18\t1\t6\t155\n",
            [("155", "145")],
        ),
        (
            _table(_POOR, "1 | Tân Lập | 312 | 41 | 3 | 8 | 282", "2 | Tân Hòa | 208 | 25 | 0 | 4 | 187")
            + "3\tTân Mỹ\t156\t18\t1\t6\t145\n",
            [],
        ),
        # no row holds: not all that moved is listed
        (
            _table("TT | Xã | Đầu năm | Tăng | Giảm | Cuối năm", "1 | A | 42 | 3 | 2 | 44", "2 | B | 38 | 2 | 1 | 41")
            + "3\tC\t51\t4\t3\t55\n",
            [],
        ),
        # a column between that neither came nor went
        (
            _table(
                "TT | Xã | Đầu năm | Tăng | Giảm | Số khẩu | Cuối năm",
                "1 | A | 142 | 13 | 12 | 44 | 143",
                "2 | B | 138 | 12 | 11 | 41 | 139",
                "3 | C | 151 | 14 | 13 | 55 | 162",
            ),
            [],
        ),
        (
            _table(
                "TT | Xã | Có đầu kỳ | Đầu kỳ nữ | Tăng | Giảm | Cuối kỳ",
                "1 | A | 142 | 51 | 13 | 12 | 143",
                "2 | B | 138 | 49 | 12 | 11 | 139",
                "3 | C | 151 | 50 | 14 | 13 | 162",
            ),
            [],
        ),
    ],
)
def test_levels_in_columns(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


_RESULT = "TT | Xã | Tỷ lệ tốt nghiệp (từ 90% trở lên) | Kết quả"


@pytest.mark.parametrize(
    ("header", "second", "accused"),
    [
        (_RESULT, "88,1 | Đạt", ["Đạt"]),
        (_RESULT, "90,0 | Đạt", []),
        (_RESULT, "91,2 | Chưa đạt", []),
        (_RESULT, "88,1 | Chưa đạt", []),
        ("TT | Xã | Tỷ lệ tốt nghiệp (%) | Kết quả (từ 90% trở lên)", "88,1 | Đạt", ["Đạt"]),
        ("TT | Xã | Tỷ lệ bỏ học (dưới 90%) | Kết quả", "88,1 | Đạt", []),
        ("TT | Xã | Tỷ lệ tốt nghiệp (năm trước 90%) | Kết quả", "88,1 | Đạt", []),
    ],
)
def test_thresholds_of_headers(header: str, second: str, accused: list[str]) -> None:
    rows = ("1 | A Mú | 92,4 | Đạt", f"2 | B Sung | {second}", "3 | C Lin | 95,0 | Đạt", "4 | D Han | 94,2 | Đạt")
    text = _table(header, *rows, "5 | E Tòng | 93,3 | Đạt")
    assert [stated for stated, _ in _accused(text)] == accused


def test_a_threshold_of_what_most_miss_is_none() -> None:
    rows = ("1 | A Mú | 82,4 | Đạt", "2 | B Sung | 88,1 | Đạt", "3 | C Lin | 95,0 | Đạt", "4 | D Han | 84,2 | Đạt")
    assert _accused(_table(_RESULT, *rows)) == []
