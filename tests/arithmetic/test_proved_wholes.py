"""Parts are held against the whole their own shares prove, changes of a level are no level, and a slip stays found."""

from __future__ import annotations

import pytest

from schemas.check import CheckKind, Verdict
from tests.reading import audit

_TARGETS = {CheckKind.PART_WHOLE, CheckKind.CHANGE, CheckKind.RATIO_PERCENT}

RIGHT = [
    (
        "Có 46 hồ sơ dự tuyển để chọn 30 chỉ tiêu; trong đó nữ 28 hồ sơ (60,87%), dân tộc Thái 20 hồ sơ, chiếm 43,48%, "
        "con thương binh 5 hồ sơ; tốt nghiệp đại học 44 hồ sơ.",
        "attributes of those who applied",
    ),
    (
        "Cấp tỉnh có 240 cuộc, cấp huyện 96 cuộc. Trong đó:\n+ Thanh tra hành chính: cấp tỉnh 90 (37,5%), cấp huyện 40 "
        "(41,7%);\n+ Thanh tra chuyên ngành: cấp tỉnh 150, cấp huyện 56.\n",
        "each level against its own",
    ),
    (
        "Tiếp nhận 25 kiến nghị, trong đó 15 kiến nghị thuộc thẩm quyền, đã trả lời 14 kiến nghị, còn 10 kiến nghị "
        "chuyển cấp trên.",
        "what was done with one part",
    ),
    (
        "Đã thu 5.120 khoản, đạt tỷ lệ 91,20%, tăng 2,10% so với cùng kỳ, vượt 1,20% so với chỉ tiêu giao (90%).",
        "a change between level and target",
    ),
    (
        "Giải ngân 800.000 triệu đồng, đạt 61,5% kế hoạch, gồm:\n- Vốn ngân sách tỉnh: 500.000 triệu đồng;\n"
        "- Vốn vay: 100.000 triệu đồng;\n- Vốn chương trình đạt 50,0% kế hoạch, tương ứng 200.000 triệu đồng.\n",
        "an amount behind its percent",
    ),
    (
        "Đàn bò 20.000 con, đạt 80% kế hoạch năm (25.000 con); bò cái 12.000 con, chiếm 60% tổng đàn.",
        "a plan in a bracket is no whole",
    ),
]

WRONG = [
    (
        "Tiếp nhận 25 kiến nghị, gồm 15 kiến nghị thuộc thẩm quyền và 12 kiến nghị chuyển cấp trên.",
        CheckKind.PART_WHOLE,
    ),
    (
        "Tổng số 1.386/1.611 hồ sơ đạt tỷ lệ 86,0%, trong đó:\n+ Đăng ký khai sinh: 830/964 hồ sơ, đạt 86,1%;\n"
        "+ Đăng ký kết hôn: 552/602 hồ sơ, đạt 91,7%;\n+ Đăng ký khai tử: 271/312 hồ sơ, đạt 86,9%.\n",
        CheckKind.PART_WHOLE,
    ),
    (
        "Đã thu 5.120 khoản, đạt tỷ lệ 91,20%, tăng 2,10% so với cùng kỳ, vượt 1,80% so với chỉ tiêu giao (90%).",
        CheckKind.CHANGE,
    ),
]


@pytest.mark.parametrize(("text", "new"), RIGHT, ids=[row[-1] for row in RIGHT])
def test_nothing_is_accused(text: str, new: str) -> None:
    found = [check for check in audit(text).checks if check.kind in _TARGETS]
    assert found, new
    assert [check.formula for check in found if check.verdict is not Verdict.CONSISTENT] == [], new


@pytest.mark.parametrize(("text", "kind"), WRONG)
def test_a_slip_stays_found(text: str, kind: CheckKind) -> None:
    assert {check.kind for check in audit(text).checks if check.verdict is Verdict.INCONSISTENT} == {kind}
