"""The last part of a list, parts that were not seen, and results with their change between them and the plan."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit, operand_texts

# (text, (verdict, whole, sum) of the one part-whole check or None, what is new in the row)
LISTS = [
    (
        "Tổng chi 6.120 triệu đồng, gồm chi đầu tư 600 triệu đồng; chi thường xuyên 5.398 triệu đồng; dự phòng 122"
        " triệu đồng.",
        ("consistent", "6.120", "6.120"),
        "the last part has no verb",
    ),
    (
        "Tổng thu 4.310 triệu đồng, trong đó thu cân đối 3.900 triệu đồng; thu quản lý qua ngân sách 300 triệu đồng;"
        " kết dư 110 triệu đồng.",
        ("consistent", "4.310", "4.310"),
        "behind 'trong đó'",
    ),
    (
        "Diện tích gieo trồng 4.850 ha, gồm lúa 3.200 ha; ngô 1.150 ha; khoai, sắn 500 ha.",
        ("consistent", "4.850", "4.850"),
        "no part begins as another",
    ),
    (
        "Diện tích gieo trồng 4.850 ha, gồm lúa 3.200 ha; ngô 1.150 ha; khoai, sắn 520 ha.",
        ("inconsistent", "4.850", "4.870"),
        "nor add up, by one digit",
    ),
    (
        "Diện tích gieo trồng 4.850 ha, gồm lúa 3.200 ha, ngô 1.150 ha; khoai, sắn 500 ha; sản lượng 20.000 tấn.",
        ("consistent", "4.850", "4.850"),
        "comma and semicolon, then the next statement",
    ),
    (
        "Tổng vốn 820 tỷ đồng, gồm vốn trung ương 400 tỷ đồng; vốn tỉnh 300 tỷ đồng; giải ngân 650 tỷ đồng.",
        None,
        "what follows is another statement, and the parts are not all there",
    ),
    (
        "Toàn huyện có 52 trường, gồm 18 trường mầm non; 20 trường tiểu học; trung học cơ sở 14 trường.",
        ("consistent", "52", "52"),
        "the words of the last part stand before its number",
    ),
    (
        "Tiếp nhận 300 hồ sơ, gồm 200 hồ sơ đất và 80 hồ sơ thuế, còn lại 20 văn bản đề nghị.",
        None,
        "what is missing stands by with another noun",
    ),
    (
        "Tiếp nhận 300 hồ sơ, gồm 200 hồ sơ đất và 80 hồ sơ thuế, còn lại 30 văn bản đề nghị.",
        ("inconsistent", "300", "280"),
        "what stands by is not what is missing",
    ),
    (
        "Tổng chi 9,86 tỷ đồng, gồm đầu tư 3,42 tỷ đồng, thường xuyên 5,94 tỷ đồng và dự phòng 250 triệu đồng; bình"
        " quân mỗi tháng chi 1,1 tỷ đồng.",
        ("inconsistent", "9,86", "9,61"),
        "a semicolon ends a list of commas",
    ),
    (
        "Tiếp nhận 390 hồ sơ, gồm 290 hồ sơ đất, 100 hồ sơ thuế, 40 hồ sơ đất nộp tại xã và 60 hồ sơ thuế nộp tại xã.",
        ("undecidable", "390", "490"),
        "what is too much is a part itself",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), LISTS, ids=[row[-1] for row in LISTS])
def test_lists(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    found = [(c.verdict.value, c.stated, c.expected) for c in audit(text).checks if c.kind.value == "part_whole"]
    assert found == ([expected] if expected else []), new


# (text, (numerator, denominator, percent as it should be) or None, what is new in the row)
RESULTS = [
    (
        "Tham gia BHXH tự nguyện: 11.873 người, tăng 3.291 người so với cùng kỳ, đạt 78,2% kế hoạch (15.180 người).",
        ("11.873", "15.180", "78,2%"),
        "the change stands between",
    ),
    (
        "Phát triển 11.873 người, đạt 78,2% kế hoạch năm (15.180 người), tăng 3.291 người (38,3%) so với cùng kỳ.",
        ("11.873", "15.180", "78,2%"),
        "the change stands behind",
    ),
    (
        "Có 11.873 người (tăng 3.291 người so với cùng kỳ), bằng 78,2% KH (15.180 người).",
        ("11.873", "15.180", "78,2%"),
        "the change stands in brackets",
    ),
    (
        "Thu ngân sách 118,4 tỷ đồng, giảm 12,3 tỷ đồng (9,4%) so với cùng kỳ, bằng 74% so với dự toán (160 tỷ đồng).",
        ("118,4", "160", "74%"),
        "two figures of change",
    ),
    (
        "Gieo trồng 532 ha, tăng 20 ha so với vụ trước (512 ha), đạt 106,4% kế hoạch giao (500 ha).",
        ("532", "500", "106,4%"),
        "the level before, too",
    ),
    (
        "Gieo trồng 532 ha, tăng 20 ha so với vụ trước (512 ha), đạt 160,4% kế hoạch giao (500 ha).",
        ("532", "500", "106,4%"),
        "two digits swapped",
    ),
    (
        "Sản lượng 8.250 tấn, tăng 5,2% so với cùng kỳ, đạt 82,5% kế hoạch (10.000 tấn).",
        ("8.250", "10.000", "82,5%"),
        "%",
    ),
    (
        "Trồng mới 420 ha rừng, vượt 20 ha và đạt 105% kế hoạch (400 ha).",
        ("420", "400", "105%"),
        "'vượt', joined by 'và'",
    ),
    (
        "Kế hoạch năm 15.180 người, đã thực hiện 11.873 người, tăng 3.291 người so với cùng kỳ, đạt 78,2% kế hoạch.",
        ("11.873", "15.180", "78,2%"),
        "the plan first",
    ),
    ("Đã giảm được 312 hộ nghèo so với đầu năm, đạt 104% kế hoạch (300 hộ).", ("312", "300", "104%"), "is the result"),
    ("Số hộ nghèo giảm còn 1.326 hộ, chiếm 6,31% tổng số 21.014 hộ.", ("1.326", "21.014", "6,31%"), "what it fell to"),
    (
        "Có 813.452 người, trong đó tự nguyện tăng 3.291 người so với cùng kỳ, đạt 78,2% kế hoạch (15.180 người).",
        None,
        "the result is not said",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), RESULTS, ids=[row[-1] for row in RESULTS])
def test_results(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    parcel = audit(text)
    shares = [check for check in parcel.checks if check.kind.value == "ratio_percent"]
    found = [([text for role, text in operand_texts(parcel, c) if role != "percent"], c.expected) for c in shares]
    assert found == ([([expected[0], expected[1]], expected[2])] if expected else []), new
    is_slip = expected is not None and any(check.stated != expected[2] for check in shares)
    assert bool(accusations(parcel)) is is_slip, new


def test_the_word_of_a_change_is_the_word() -> None:
    parcel = audit("BHXH tự nguyện 11.873 người, tăng 3.291 người (38,3%) so với cùng kỳ năm 2020.")
    (check,) = parcel.checks
    assert operand_texts(parcel, check)[-1] == ("word", "tăng")
