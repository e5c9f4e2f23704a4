"""Shares whose whole is named or stands in the heading, changes with their base, balances: never by chance."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit, operand_texts

_SORTED = (
    "Kết quả phân loại: có 1.684 việc có điều kiện giải quyết; 587 việc chưa có điều kiện giải quyết.\n"
    "Trong số việc có điều kiện, đã thi hành xong 1.297 việc, đạt tỷ lệ {percent}."
)
_GRADES = (
    "3. Giáo dục THCS (7.105 học sinh):\n"
    "- Hạnh kiểm: Tốt 6.318 em (88,9%), Khá 722 em ({good}), Trung bình 65 em (0,9%).\n"
    "- Học lực: Giỏi 1.684 em (23,7%); Khá 2.856 em (40,2%); Trung bình 2.271 em (32,0%); Kém 06 em (0,1%)."
)

# (text, (numerator, denominator, percent as it should be) of each share, what is new in the row)
WHOLES = [
    (_SORTED.format(percent="77,02%"), [("1.297", "1.684", "77,02%")], "named ahead, one sentence back"),
    (_SORTED.format(percent="71,02%"), [("1.297", "1.684", "77,02%")], "by one digit wrong"),
    (_SORTED.format(percent="41,36%"), [], "far off: of something else"),
    (
        "Số tiền có điều kiện thi hành là 71.640 triệu đồng. Đã thi hành xong 27.883 triệu đồng, đạt 38,29% trên số có"
        " điều kiện.",
        [("27.883", "71.640", "38,92%")],
        "named behind, two digits swapped",
    ),
    (
        "Có 1.250 hộ nghèo và 2.400 hộ cận nghèo. Trong tổng số hộ nghèo, đã hỗ trợ 450 hộ, đạt 63,0%.",
        [("450", "1.250", "36,0%")],
        "of two counts the one with the name",
    ),
    (
        "Có 1.250 hộ nghèo ở vùng cao, 1.300 hộ nghèo ở vùng thấp. Trong số hộ nghèo, đã hỗ trợ 450 hộ, đạt 63,0%.",
        [],
        "two counts have the name",
    ),
    (
        "Thu nhận 58.412 hồ sơ. Kích hoạt 46.215 tài khoản, đạt 79,1% so với hồ sơ thu nhận.",
        [("46.215", "58.412", "79,1%")],
        "another noun, the name in other words",
    ),
    (
        "Thu nhận 58.412 hồ sơ. Kích hoạt 46.215 tài khoản, đạt 71,9% so với hồ sơ thu nhận.",
        [],
        "so loosely only what agrees",
    ),
    (
        "Tổng chi: 6.120 triệu đồng, gồm thường xuyên 5.998 triệu đồng, dự phòng 122 triệu đồng (bằng 2% tổng chi).",
        [("122", "6.120", "2%")],
        "not of the count beside it, which agrees by chance",
    ),
    (
        _GRADES.format(good="10,2%"),
        [
            *(("6.318", "7.105", "88,9%"), ("722", "7.105", "10,2%"), ("65", "7.105", "0,9%")),
            *(("1.684", "7.105", "23,7%"), ("2.856", "7.105", "40,2%"), ("2.271", "7.105", "32,0%")),
            ("06", "7.105", "0,1%"),
        ],
        "the count of the heading, by another noun",
    ),
    (
        _GRADES.format(good="12,0%"),
        [
            *(("6.318", "7.105", "88,9%"), ("722", "7.105", "10,2%"), ("65", "7.105", "0,9%")),
            *(("1.684", "7.105", "23,7%"), ("2.856", "7.105", "40,2%"), ("2.271", "7.105", "32,0%")),
            ("06", "7.105", "0,1%"),
        ],
        "so that the one that does not fit is found",
    ),
    (
        "Tổng số HS được đánh giá 9.918 em. Hoàn thành: 9.863 em, tỉ lệ 99,4%; chưa hoàn thành 55 em, tỉ lệ 0,6%.",
        [("9.863", "9.918", "99,4%"), ("55", "9.918", "0,6%")],
        "the whole of the list, not the nearest that agrees",
    ),
    (
        "Hạnh kiểm: Tốt 6.318 em (88,9%), Khá 722 em (10,2%), Kém 06 em (0,1%).",
        [],
        "a percent of one digit is of no member of its list, and forces nothing on the others",
    ),
    (
        "Trình độ của 240 viên chức: thạc sĩ 18 người (7,5%), đại học 192 người (80%), cao đẳng 30 người (15,5%).",
        [("18", "240", "7,5%"), ("192", "240", "80%"), ("30", "240", "12,5%")],
        "people by two nouns",
    ),
    (
        "Danh sách có 53.746 cử tri.\nTổng số cử tri đã bỏ phiếu là 53.518, đạt tỷ lệ 99,58%.",
        [("53.518", "53.746", "99,58%")],
        "a number whose noun stands before it",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), WHOLES, ids=[row[-1] for row in WHOLES])
def test_wholes(text: str, expected: list[tuple[str, str, str]], new: str) -> None:
    parcel = audit(text)
    shares = [check for check in parcel.checks if check.kind.value == "ratio_percent"]
    found = [(*(text for role, text in operand_texts(parcel, c) if role != "percent"), c.expected) for c in shares]
    assert sorted(found) == sorted(expected), new
    wrong = [check.stated for check in shares if check.stated != check.expected]
    assert [check.stated for check in accusations(parcel) if check.kind.value != "complement"] == wrong, new


# (text, (rule, stated, expected) of the accusation or None, what is new in the row)
RELATIONS = [
    (
        "Có 742.516 lượt người KCB, giảm 118.204 lượt so với cùng kỳ 2020 (860.720 lượt), tương đương giảm 17,3%.",
        ("base_difference_percent", "17,3%", "13,7%"),
        "the share of a change with its base printed",
    ),
    (
        "Có 742.516 lượt KCB, giảm 118.204 lượt so với cùng kỳ năm 2020 (860.720 lượt), tương đương giảm 13,7%.",
        None,
        "that agrees",
    ),
    (
        "Thụ lý mới 1.476 việc (tăng 118 việc, tương đương tăng 8,96% so với cùng kỳ năm 2018).",
        ("difference_own_percent", "8,96%", "8,69%"),
        "a change in brackets",
    ),
    (
        "Có 11.873 người, đạt 78,2% kế hoạch năm (15.180 người), tăng 3.291 người (33,8%) so với cùng kỳ.",
        ("difference_own_percent", "33,8%", "38,3%"),
        "the plan between result and change",
    ),
    (
        "Số nợ 87,9 tỷ đồng, bằng 2,87% kế hoạch thu, giảm 14,2 tỷ đồng so với cùng kỳ (100,3 tỷ đồng).",
        ("now_difference_base", "14,2", "12,4"),
        "a share of the plan between",
    ),
    ("Thi hành xong đạt 77,02% (chỉ tiêu được giao là 73%), vượt 4,02%.", None, "points above a target"),
    (
        "Thi hành xong đạt 77,02% (chỉ tiêu được giao là 73%), vượt 5,02%.",
        ("points_over_target", "5,02%", "4,02%"),
        "not",
    ),
    (
        "Tổng thu 6.482.500.000 đồng - Tổng chi 6.317.200.000 đồng; kết dư 156.300.000 đồng.",
        ("balance", "6.482.500.000", "6.473.500.000"),
        "a balance, two digits swapped",
    ),
    ("Tổng thu 6.482 triệu đồng, tổng chi 6.317 triệu đồng, kết dư 165 triệu đồng.", None, "a balance that holds"),
    ("Tỷ lệ hộ nghèo 5,2% (kế hoạch 6%), vượt 0,8%.", None, "a target passed from above"),
    ("Sản lượng 8.250 tấn, giảm 250 tấn so với cùng kỳ (8.500 tấn), bằng 97,1%.", None, "a level, not a change"),
    (
        "Năm trước chuyển sang 50 triệu đồng, thu trong năm 400 triệu đồng, chi 420 triệu đồng, kết dư 30 triệu đồng.",
        None,
        "with what was carried over",
    ),
    (
        "Tổng thu trên địa bàn 900 tỷ đồng, tổng chi ngân sách 700 tỷ đồng, kết dư 55 tỷ đồng.",
        None,
        "what the state takes is not what the district spends",
    ),
    (
        "Thu 6.482 triệu đồng; chi 6.317 triệu đồng, chuyển nguồn 100 triệu đồng; kết dư 65 triệu đồng.",
        None,
        "more goes off than the expenses",
    ),
    (
        "Phải giải quyết 9.812 hồ sơ (mới 9.395 hồ sơ); đã giải quyết 9.346 hồ sơ, quá hạn 159 hồ sơ; đang giải quyết"
        " 446 hồ sơ.",
        ("rest_of_work", "9.812", "9.792"),
        "what is done and what is being done",
    ),
    ("Phải giải quyết 9.812 hồ sơ; đã giải quyết 9.346 hồ sơ; đang giải quyết 466 hồ sơ.", None, "work, right"),
    (
        "Phải giải quyết 9.812 hồ sơ; đã giải quyết 9.346 hồ sơ; đang giải quyết 446 hồ sơ, trả lại 20 hồ sơ.",
        None,
        "what is missing was sent back",
    ),
    ("Phải giải quyết 9.812 hồ sơ; đã giải quyết 9.346 hồ sơ; đang giải quyết 321 hồ sơ.", None, "work, far off"),
    (
        "Vốn giao 486,2 tỷ đồng; giải ngân 398,7 tỷ đồng, đạt 82,0%; còn lại 78,5 tỷ đồng chưa giải ngân.",
        ("rest_of_money", "486,2", "477,2"),
        "money left, two digits swapped",
    ),
    (
        "Vốn giao 486,2 tỷ đồng; giải ngân 398,7 tỷ đồng, đạt 82,0%; còn lại 87,5 tỷ đồng chưa giải ngân.",
        None,
        "money left, right",
    ),
    (
        "Vốn giao 486,2 tỷ đồng; giải ngân 398,7 tỷ đồng, đạt 82,0%; còn lại 40,3 tỷ đồng chưa giải ngân.",
        None,
        "money left, far off",
    ),
    (
        "Năm 2015 chuyển sang 14.200.000 đồng; thu trong kỳ 86.500.000 đồng; chi trong kỳ 78.650.000 đồng; tồn quỹ đến"
        " ngày 10/6/2016 là 20.250.000 đồng.",
        ("fund_balance", "20.250.000", "22.050.000"),
        "a fund, two digits swapped",
    ),
    (
        "Năm 2015 chuyển sang 14.200.000 đồng; thu trong kỳ 86.500.000 đồng; chi trong kỳ 78.650.000 đồng; tồn quỹ đến"
        " ngày 10/6/2016 là 22.050.000 đồng.",
        None,
        "a fund, right",
    ),
    (
        "Năm 2015 chuyển sang 14.200.000 đồng; thu trong kỳ 86.500.000 đồng; chi trong kỳ 78.650.000 đồng; tồn quỹ đến"
        " ngày 10/6/2016 là 9.130.000 đồng.",
        None,
        "a fund, far off",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), RELATIONS, ids=[row[-1] for row in RELATIONS])
def test_relations(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    found = [(check.rule, check.stated, check.expected) for check in accusations(audit(text))]
    assert found == ([expected] if expected else []), new


_KEPT = (
    "Phường hiện có 21.340 hộ với 83.226 nhân khẩu.\n\n1. Quản lý\na) Phường quản lý 4.162 người đang hưởng trợ cấp,"
    " chiếm 5,0% dân số, tăng 412 người{change} so với cùng kỳ năm 2025, cụ thể:\n"
    "– Người khuyết tật: 1.735 người, chiếm 41,7%;\n– Người cao tuổi: {old} người, chiếm 58,3%."
)


@pytest.mark.parametrize(
    ("text", "expected", "new"),
    [
        (_KEPT.format(change=" (11,0%)", old="2.427"), set(), "the bracket says how large the change is"),
        (_KEPT.format(change=", tương ứng 11,0%", old="2.427"), set(), "so do words"),
        (_KEPT.format(change=" (12,0%)", old="2.427"), {"12,0%"}, "by which a change is wrong"),
        (_KEPT.format(change=" (11,0%)", old="1.427"), {"58,3%"}, "the list itself is still judged"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_bracket_behind_a_change(text: str, expected: set[str], new: str) -> None:
    assert {check.stated for check in accusations(audit(text))} == expected, new
