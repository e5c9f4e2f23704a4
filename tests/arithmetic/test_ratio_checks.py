"""Printed percents against their fractions, shares and rests: a text, then what was judged."""

from __future__ import annotations

import pytest

from schemas.check import Severity
from tests.reading import audit, operand_texts, told

SHARE, REST = "ratio_percent", "complement"
Told = tuple[str, str, str | None, str | None]

# (text, (kind, verdict, stated, expected) of every check in reading order, what is new in the row)
CHECKS: list[tuple[str, list[Told], str]] = [
    ("Đã cấp 72/120 thẻ, đạt 60%.", [(SHARE, "consistent", "60%", "60%")], "exact"),
    ("Đã cấp 31/191 thẻ, đạt 16,23%.", [(SHARE, "consistent", "16,23%", "16,23%")], "rounded at the printed decimals"),
    ("Đã cấp 31/191 thẻ, đạt 16,2%.", [(SHARE, "consistent", "16,2%", "16,2%")], "fewer decimals"),
    ("Đã cấp 2/3 số thẻ, đạt 66,66%.", [(SHARE, "truncated", "66,66%", "66,67%")], "cut off"),
    ("Đã cấp 31/191 thẻ, đạt 16,24%.", [(SHARE, "last_digit", "16,24%", "16,23%")], "one unit off"),
    ("Đã cấp 31/191 thẻ, đạt 26,23%.", [(SHARE, "inconsistent", "26,23%", "16,23%")], "another digit"),
    ("Đã cấp 97/117 thẻ, đạt trên 80%.", [(SHARE, "consistent", "80%", "83%")], "a word that widens"),
    ("Đã cấp 97/117 thẻ, đạt trên 85%.", [(SHARE, "inconsistent", "85%", "83%")], "which it does not reach"),
    ("Chi 45,2 tỷ đồng/50 tỷ đồng, đạt 90%.", [(SHARE, "consistent", "90%", "90%")], "rounded amounts"),
    ("Chi 45,2 tỷ đồng/50 tỷ đồng, đạt 95%.", [(SHARE, "inconsistent", "95%", "90%")], "which rounding cannot explain"),
    ("Kết nối 19/19 xã.", [], "no percent, nothing to check"),
    ("Có 12/15 xã, tăng 20% so với năm trước.", [], "a change is not its percent"),
    (
        "99,5% trường đã có cổng, còn 01/200 trường chưa có.",
        [(REST, "consistent", "99,5%", "99,5%")],
        "the numerator is computed",
    ),
    (
        "99,4% trường đã có cổng, còn 02/200 trường chưa có.",
        [(REST, "inconsistent", "99,4%", "99,0%")],
        "and does not fit",
    ),
    (
        "Tỷ lệ hộ có điện lưới đạt 98,2%, còn 29/612 hộ chưa có điện.",
        [(REST, "inconsistent", "98,2%", "95,3%")],
        "the share's noun stands before its percent",
    ),
    (
        "100% cơ quan, đơn vị và UBND các xã kết nối mạng; còn 09/211 xóm, tổ dân phố chưa có sóng 4G.",
        [],
        "no rest: other things",
    ),
    ("100% xóm có nhà văn hóa; còn 02/18 xóm chưa có sân thể thao.", [], "no rest: another deed"),
    (
        "Tỷ lệ hộ dùng nước sạch đạt 96,5%; còn 12/640 hộ nghèo chưa có nhà tiêu.",
        [],
        "no rest: a smaller set, another deed",
    ),
    ("98,5% hộ dân có điện, còn 12/310 hộ nghèo chưa có điện.", [], "no rest: a smaller set in the rest"),
    ("94% hộ nghèo có thẻ BHYT, còn 45/2.640 hộ chưa có thẻ BHYT.", [], "no rest: a smaller set in the share"),
    ("100% trường học có bếp ăn; còn 03/24 trường chưa có nhân viên y tế.", [], "no rest: staff is no kitchen"),
    (
        "Đã có 95% đảng viên học nghị quyết, còn 4/31 chi bộ chưa tổ chức sinh hoạt chuyên đề.",
        [],
        "no rest: members and cells",
    ),
    (
        "100% doanh nghiệp kê khai thuế điện tử, còn 18/240 doanh nghiệp chưa nộp báo cáo.",
        [],
        "no rest: filing and reporting",
    ),
    ("98% tàu cá đã đăng ký, còn 11/142 tàu cá chưa lắp thiết bị.", [], "no rest: registered and equipped"),
    ("100% thôn có tổ hòa giải; còn 3/27 thôn chưa đạt chuẩn.", [], "no rest: there, but not of standard"),
    ("92% cơ sở đã ký cam kết, còn 21% cơ sở chưa được tập huấn.", [], "no rest: two shares, two deeds"),
    ("Tỷ lệ hộ dùng nước sạch đạt 96,5%, còn 12% hộ nghèo chưa có nhà tiêu.", [], "no rest: two shares, two sets"),
    (
        "Số hộ có hố xí 14.256/18.310 hộ, đạt 77,86%, còn lại 23,14% số hộ chưa có.",
        [(SHARE, "consistent", "77,86%", "77,86%"), (REST, "inconsistent", "77,86% + 23,14%", "100%")],
        "the noun of both shares stands at the head",
    ),
    ("Có 93% hộ đã nộp, còn 7% chưa nộp.", [(REST, "consistent", "93% + 7%", "100%")], "two shares of all"),
    ("Có 93% hộ đã nộp, còn 8% chưa nộp.", [(REST, "consistent", "93% + 8%", "100%")], "92,5 and 7,5 round so"),
    ("Có 93% hộ đã nộp, còn 9% chưa nộp.", [(REST, "inconsistent", "93% + 9%", "100%")], "nothing rounds so"),
    ("Đã xong 90/100 thẻ, còn 10 thẻ chưa làm.", [(REST, "consistent", "100", "100")], "counts and their rest"),
    ("Đã xong 90/100 thẻ, còn 12 thẻ chưa làm.", [(REST, "inconsistent", "100", "102")], "too much is left"),
    (
        "Trong 46 điểm đã xử lý 31 điểm, còn 25 điểm chưa xử lý.",
        [(REST, "inconsistent", "46", "56")],
        "in words",
    ),
    (
        "Đã làm 90/100 thẻ (đạt 90%), còn 10 thẻ chưa làm (chiếm 10%).",
        [
            (REST, "consistent", "100", "100"),
            (REST, "consistent", "100", "100"),
            (SHARE, "consistent", "90%", "90%"),
            (SHARE, "consistent", "10%", "10%"),
        ],
        "a chain: both shares and the rest",
    ),
    (
        "- Tổng số 2.000 lượt khám.\n+ Khám tốt: 1.900 lượt đạt 95%;\n+ Khám lại: 100 lượt, chiếm 8%.\n",
        [(SHARE, "inconsistent", "8%", "5%"), (SHARE, "consistent", "95%", "95%")],
        "the whole stands above the bullets",
    ),
]


@pytest.mark.parametrize(("text", "checks", "new"), CHECKS, ids=[row[-1] for row in CHECKS])
def test_checks(text: str, checks: list[Told], new: str) -> None:
    assert sorted(map(str, told(audit(text)))) == sorted(map(str, checks)), new


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Đã cấp 31/191 thẻ, đạt 26,23%.", [("percent", "26,23"), ("numerator", "31"), ("denominator", "191")]),
        (
            "99,4% trường đã có cổng, còn 02/200 trường chưa có.",
            [("percent", "99,4"), ("remainder", "02"), ("denominator", "200")],
        ),
        ("Đã xong 90/100 thẻ, còn 12 thẻ chưa làm.", [("whole", "100"), ("part", "90"), ("remainder", "12")]),
        ("Có 93% hộ đã nộp, còn 9% chưa nộp.", [("percent", "93"), ("remainder", "9")]),
    ],
)
def test_operands(text: str, roles: list[tuple[str, str]]) -> None:
    parcel = audit(text)
    (check,) = parcel.checks
    assert operand_texts(parcel, check) == roles


@pytest.mark.parametrize(
    ("text", "formula", "severity"),
    [
        ("Đã cấp 31/191 thẻ, đạt 26,23%.", "100 * 31 / 191 = 16.230366", Severity.MAJOR),
        ("Đã cấp 31/191 thẻ, đạt 16,93%.", "100 * 31 / 191 = 16.230366", Severity.MINOR),
        ("Đã cấp 2/3 số thẻ, đạt 66,66%.", "100 * 2 / 3 = 66.666667", Severity.NOTE),
        ("Đã cấp 72/120 thẻ, đạt 60%.", "100 * 72 / 120 = 60.000000", None),
        ("Chi 45,2 tỷ đồng/50 tỷ đồng, đạt 95%.", "100 * 45200000000 / 50000000000 = 90.400000", Severity.MAJOR),
        ("Đã xong 90/100 thẻ, còn 12 thẻ chưa làm.", "90 + 12 = 102", Severity.MAJOR),
    ],
)
def test_formulas_and_severities(text: str, formula: str, severity: Severity | None) -> None:
    (check,) = audit(text).checks
    assert (check.formula, check.severity) == (formula, severity)
