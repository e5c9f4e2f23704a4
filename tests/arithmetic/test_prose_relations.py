"""Means, yields, targets, running totals, registers and '100 %' in sentences: accused only where words force it."""

from __future__ import annotations

import pytest

from schemas.check import Severity
from tests.reading import accusations, audit

# (text, (kind, stated, expected) of the accusation or None, what is new in the row)
RELATIONS = [
    (
        "Diện tích ngô đông 1.250 ha, năng suất 48 tạ/ha, sản lượng 8.000 tấn.",
        ("weighted_mean", "8.000", "6.000"),
        "area x yield",
    ),
    ("Diện tích ngô đông 1.250 ha, năng suất 48,2 tạ/ha, sản lượng 6.030 tấn.", None, "within the yield's rounding"),
    ("Diện tích lúa 1.250 ha, năng suất 48 tạ/ha, sản lượng 6.100 tấn.", None, "48 may be 48,9 cut off"),
    ("Diện tích lúa 1.250 ha, ngô 300 ha, năng suất 48 tạ/ha, sản lượng 8.000 tấn.", None, "of which area is not said"),
    ("Diện tích lúa 1.250 ha; năng suất ngô 48 tạ/ha, sản lượng 8.000 tấn.", None, "not in one clause"),
    (
        "Hỗ trợ 300 hộ với tổng kinh phí 1.200 triệu đồng, bình quân 5 triệu đồng/hộ.",
        ("weighted_mean", "1.200", "1.500"),
        "an amount and its mean",
    ),
    ("Hỗ trợ 300 hộ với tổng kinh phí 1,2 tỷ đồng, bình quân 4 triệu đồng/hộ.", None, "in another magnitude"),
    (
        "Hỗ trợ 300 hộ với tổng kinh phí 1.200 triệu đồng, mức vay tối đa 50 triệu đồng/hộ.",
        None,
        "a ceiling is no mean",
    ),
    ("Có 850 lớp với 24.500 học sinh, bình quân 28,8 học sinh/lớp.", None, "a mean that holds"),
    ("Có 850 lớp với 24.500 học sinh, bình quân 32,8 học sinh/lớp.", ("weighted_mean", "24.500", "27.880"), "not"),
    (
        "Tỷ lệ hộ dùng nước sạch đạt 97,4% (chỉ tiêu 98%), vượt chỉ tiêu.",
        ("target_status", "vượt", "Không đạt"),
        "below and 'vượt'",
    ),
    ("Tỷ lệ hộ dùng nước sạch đạt 98,4% (chỉ tiêu 98%), vượt chỉ tiêu.", None, "above and 'vượt'"),
    ("Tỷ lệ hộ nghèo còn 12,5% (chỉ tiêu 13%), vượt chỉ tiêu.", None, "less is better: no accusation"),
    (
        "Tỷ lệ tiêm chủng đạt 95%, chỉ tiêu đề ra là 90%, không đạt.",
        ("target_status", "không đạt", "Đạt"),
        "above and 'không đạt'",
    ),
    (
        "Chỉ tiêu năm: 98% hộ dùng nước hợp vệ sinh. Thực hiện: 97,4%. Đánh giá: Đạt.",
        ("target_status", "Đạt", "Không đạt"),
        "in three sentences",
    ),
    (
        "Trong tháng cấp 1.250 tài khoản, lũy kế đến nay 1.150 tài khoản.",
        ("bound", "1.250", "≤ 1.150"),
        "more in the month than since the beginning",
    ),
    ("Trong tháng cấp 150 tài khoản, lũy kế đến nay 1.150 tài khoản.", None, "a running total that holds"),
    ("Trong tháng cấp 1.250 tài khoản, lũy kế đến nay 1.150 hồ sơ.", None, "of something else"),
    (
        "Dân số toàn huyện 85.420 người, trong đó có 92.100 người sử dụng Internet.",
        ("bound", "92.100", "≤ 85.420"),
        "more users than people",
    ),
    (
        "Số người chết 18 người, giảm 06 người (-20%) so với cùng kỳ năm trước.",
        ("change", "-20%", "25%"),
        "a change as number and share",
    ),
    ("Số người chết 18 người, giảm 06 người (-25%) so với cùng kỳ năm trước.", None, "that agree"),
    ("Tổng đàn lợn 1.200 con, tăng 200 con (tương ứng 20%) so với cùng kỳ.", None, "upwards"),
    (
        "Tổng đàn lợn 1.200 con, tăng 200 con (tương ứng 16,7%) so với cùng kỳ.",
        ("change", "16,7%", "20,0%"),
        "of the wrong base",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), RELATIONS, ids=[row[-1] for row in RELATIONS])
def test_relations(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    wanted = "bound" if expected and expected[0] == "bound" else None
    found = [c for c in accusations(audit(text)) if wanted is None or c.kind.value == wanted]
    assert [(c.kind.value, c.stated, c.expected) for c in found] == ([expected] if expected else []), new
    assert all(c.explanation_vi and c.explanation_en for c in found)


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        (RELATIONS[0][0], "48 tạ/ha × 1.250 ha = 6.000 tấn, nhưng báo cáo ghi 8.000 tấn."),
        (RELATIONS[10][0], "Kết quả 97,4% so với chỉ tiêu 98% là chưa đạt, nhưng báo cáo ghi “vượt”."),
        (RELATIONS[15][0], "Số trong kỳ 1.250 lớn hơn số lũy kế 1.150, mà lũy kế đã gồm số trong kỳ."),
        (
            RELATIONS[19][0],
            "Nay 18, giảm 06 tức kỳ trước là 18 + 06: giảm 25%, nhưng báo cáo ghi -20%.",
        ),
        (
            "Đàn bò 1.100 con, giảm 10% so với cùng kỳ (1.000 con).",
            "Từ 1.000 đến 1.100 là tăng, nhưng báo cáo ghi giảm.",
        ),
        ("Có 300 hồ sơ, trong đó 350 hồ sơ đất.", "Phần 350 lớn hơn tổng 300 mà nó thuộc về."),
    ],
)
def test_what_they_say(text: str, vi: str) -> None:
    assert vi in {check.explanation_vi for check in accusations(audit(text))}


@pytest.mark.parametrize(
    ("text", "severity", "said"),
    [
        (
            "Đã giải quyết 24.999/25.000 hồ sơ, đạt 100%.",
            Severity.NOTE,
            "24.999/25.000 làm tròn thành 100%, nhưng vẫn còn 1 chưa có.",
        ),
        ("Đã giải quyết 25.000/25.000 hồ sơ, đạt 100%.", None, None),
        ("Đã giải quyết 24.999/25.000 hồ sơ, đạt 99,99%.", Severity.NOTE, None),
    ],
)
def test_nearly_all(text: str, severity: Severity | None, said: str | None) -> None:
    (check,) = [c for c in audit(text).checks if c.kind.value == "ratio_percent"]
    assert (check.severity, check.verdict.value != "inconsistent") == (severity, True)
    assert said is None or check.explanation_vi == said


REGISTER = (
    "Căn cứ Quyết định số 120/QĐ-UBND ngày 05/4/2023 của UBND huyện Na Lang; Quyết định số {n}/QĐ-UBND ngày 10/3/2023 "
    "của {who}; thực hiện."
)


@pytest.mark.parametrize(
    ("n", "who", "verdicts"),
    [
        ("95", "UBND huyện Na Lang", ["consistent"]),
        ("150", "UBND huyện Na Lang", ["undecidable"]),
        ("150", "UBND tỉnh Sơn La", []),
    ],
)
def test_registers(n: str, who: str, verdicts: list[str]) -> None:
    parcel = audit(REGISTER.format(n=n, who=who))
    assert [c.verdict.value for c in parcel.checks if c.kind.value == "reference_order"] == verdicts
    assert accusations(parcel) == []
