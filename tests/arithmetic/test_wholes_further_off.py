"""Wholes that do not stand beside their parts: a paragraph above, a sentence before; balances named in tables."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit, operand_texts

Row = tuple[str, tuple[str, str] | None, str]

TOTAL = "Trong năm, tổng số hồ sơ tiếp nhận là {} hồ sơ."
FIELDS = "- Lĩnh vực đất đai: 234 hồ sơ.\n- Lĩnh vực tư pháp: 300 hồ sơ.\n- Lĩnh vực xây dựng: 710 hồ sơ.\n"
LISTS: list[Row] = [
    (TOTAL.format("1.234") + "\nKết quả cụ thể như sau:\n" + FIELDS, ("1.234", "1.244"), "a line between"),
    (
        TOTAL.format("1.234") + "\nCông tác tiếp nhận đúng quy định.\nKết quả cụ thể theo lĩnh vực:\n" + FIELDS,
        ("1.234", "1.244"),
        "two lines between",
    ),
    (
        "1. Tổng số hồ sơ tiếp nhận trong năm: 1.234 hồ sơ\na) Lĩnh vực đất đai: 234 hồ sơ;\n"
        "b) Lĩnh vực tư pháp: 300 hồ sơ;\nc) Lĩnh vực xây dựng: 710 hồ sơ.\n",
        ("1.234", "1.244"),
        "the heading of the list",
    ),
    (TOTAL.format("1.244") + "\nKết quả cụ thể như sau:\n" + FIELDS, None, "the sum holds"),
    (TOTAL.format("1.254") + "\nKết quả cụ thể như sau:\n" + FIELDS, None, "a field may be left out"),
    (TOTAL.format("1.134") + "\nKết quả cụ thể như sau:\n" + FIELDS, None, "more than one digit amiss"),
    (
        "Trong năm đã tiếp nhận 1.234 hồ sơ.\nKết quả cụ thể như sau:\n" + FIELDS,
        None,
        "not said to be a total",
    ),
    (
        TOTAL.format("1.234") + "\n2. Công tác giải quyết\nKết quả cụ thể như sau:\n" + FIELDS,
        None,
        "another heading between",
    ),
    (
        TOTAL.format("1.234") + "\nĐã giải quyết 1.190 hồ sơ.\nKết quả cụ thể như sau:\n" + FIELDS,
        None,
        "another figure between",
    ),
    (
        "Tổng số cán bộ, công chức là 1.234 người.\nCơ cấu như sau:\n- Cán bộ nữ: 534 người.\n"
        "- Cán bộ dân tộc thiểu số: 300 người.\n- Cán bộ trẻ dưới 30 tuổi: 410 người.\n",
        None,
        "attributes that one person may have together",
    ),
]
BASES: list[Row] = [
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết đúng hạn 1.297 hồ sơ, đạt tỷ lệ 71,30%.",
        ("71,30%", "71,03%"),
        "trong số đó",
    ),
    (
        "Tổng số việc phải thi hành là 2.013 việc, trong đó có điều kiện thi hành là 1.826 việc. "
        "Trong số này, đã thi hành xong 1.297 việc, đạt tỷ lệ 71,30%.",
        ("71,30%", "71,03%"),
        "what was counted last",
    ),
    (
        "Tổng số cử tri của xã là 14.262 người. Số cử tri đã đi bỏ phiếu: 14.191 người, đạt tỷ lệ 99,05%.",
        ("99,05%", "99,50%"),
        "a total alone in its sentence",
    ),
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết 1.297 hồ sơ, đạt tỷ lệ 71,03%.",
        None,
        "right",
    ),
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết 1.297 hồ sơ, đạt tỷ lệ 95,2%.",
        None,
        "of something else, by more than a digit",
    ),
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết 1.297 hồ sơ, đạt 71,30% kế hoạch.",
        None,
        "of a plan",
    ),
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã giải quyết 1.297 hồ sơ, tăng 71,30% so với cùng kỳ.",
        None,
        "a change",
    ),
    (
        "Trong kỳ tiếp nhận 1.826 hồ sơ. Trong số đó, đã mời 1.297 người, đạt tỷ lệ 71,30%.",
        None,
        "another unit",
    ),
]
HEAD = "TT\tĐơn vị\tTồn đầu kỳ\tTiếp nhận mới\tĐã giải quyết\tTồn cuối kỳ\n"
FUND = "TT\tNội dung\tSố tiền (đồng)\n1\tTồn đầu năm\t12.500.000\n2\tThu trong năm\t45.300.000\n"
BALANCES: list[Row] = [
    (
        HEAD + "1\tXã A\t12\t120\t118\t14\n2\tXã B\t7\t85\t80\t12\n3\tXã C\t5\t64\t60\t15\n",
        ("15", "9"),
        "three rows, of which two hold",
    ),
    (HEAD + "1\tXã A\t12\t120\t118\t14\n2\tXã B\t7\t85\t80\t12\n", None, "two rows that hold"),
    (HEAD + "1\tXã A\t12\t120\t118\t51\n2\tXã B\t7\t85\t80\t40\n", None, "no row holds, no digit mends them"),
    (FUND + "3\tChi trong năm\t38.200.000\n4\tTồn cuối năm\t19.500.000\n", ("19.500.000", "19.600.000"), "in rows"),
    (FUND + "3\tChi trong năm\t38.200.000\n4\tTồn cuối năm\t19.600.000\n", None, "in rows, and right"),
    (
        FUND + "3\tĐiều chuyển\t1.000.000\n4\tChi trong năm\t38.200.000\n5\tTồn cuối năm\t19.500.000\n",
        None,
        "a fifth row",
    ),
    (
        "TT\tNội dung\tSố việc\n1\tSố cũ chuyển sang\t125\n2\tThụ lý mới\t453\n3\tĐã thi hành xong\t382\n"
        "4\tChuyển kỳ sau\t197\n",
        ("197", "196"),
        "cases carried over",
    ),
]


@pytest.mark.parametrize(("text", "found", "new"), [*LISTS, *BASES, *BALANCES], ids=lambda value: str(value)[:60])
def test_what_is_accused(text: str, found: tuple[str, str] | None, new: str) -> None:
    checks = [(check.stated, check.expected) for check in accusations(audit(text))]
    assert checks == ([found] if found else []), new


def test_they_say_why_and_show_what_decided() -> None:
    parcel = audit(BALANCES[3][0])
    (check,) = accusations(parcel)
    assert check.rule == "table_balance"
    assert check.explanation_vi == (
        "“Số tiền (đồng)”: 12.500.000 + 45.300.000 − 38.200.000 = 19.600.000, nhưng số tồn cuối ghi 19.500.000."
    )
    assert check.explanation_en == (
        "“Số tiền (đồng)”: 12.500.000 + 45.300.000 − 38.200.000 = 19.600.000, "
        "but what is left is printed as 19.500.000."
    )
    assert operand_texts(parcel, check) == [
        ("remainder", "19.500.000"),
        ("base", "12.500.000"),
        ("addend", "45.300.000"),
        ("addend", "38.200.000"),
    ]
    (share,) = accusations(audit(BASES[0][0]))
    assert (share.rule, share.suggestion) == ("share_of_those", "71,30% → 71,03% hoặc 71,30% → 71,0%")
