"""What a number without a noun counts: as its list says, not as the object in its own words does."""

from __future__ import annotations

import pytest

from tests.reading import resolve

HEAD = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
# (sentence, value, unit, what is new in the row)
LISTED = [
    (
        "- Lập biên bản 905 trường hợp: nồng độ cồn 412, không có giấy đăng ký xe 93, quá tải 400.",
        93,
        "trường hợp",
        "lacks",
    ),
    (
        "- Lập biên bản 905 trường hợp: nồng độ cồn 412, không có giấy đăng ký xe 93, quá tải 400.",
        400,
        "trường hợp",
        "next",
    ),
    (
        "- Lỗi chủ yếu: chạy quá tốc độ 61, không mang GPLX 44, chở quá số người 12.",
        44,
        "lỗi",
        "of the head of the list",
    ),
    ("- Phát hiện 57 vụ: chưa có giấy phép 35, sai nội dung giấy phép 22.", 22, "vụ", "what is used wrongly"),
    ("- Trong đó giáo viên 312, nhân viên 41.", 312, "giáo viên", "what is counted stands at the end"),
    (
        "- Có 24 hợp tác xã với 810 thành viên, trong đó 15 hợp tác xã khá; thành lập mới 03.",
        3,
        "hợp tác xã",
        "of the whole",
    ),
    ("- Mạng lưới có 14 trường, trong đó 02 tư thục.", 2, "trường", "a quality is no noun"),
    ("- Bổ nhiệm 05 phó hiệu trưởng.", 5, "phó hiệu trưởng", "a noun of three syllables"),
    ("- Phát 900 tờ rơi, treo 40 lá cờ, 36 khẩu hiệu.", 900, "tờ rơi", "a compound"),
    ("- Phát 900 tờ rơi, treo 40 lá cờ, 36 khẩu hiệu.", 40, "cờ", "a classifier"),
    ("- Phát 900 tờ rơi, treo 40 lá cờ, 36 khẩu hiệu.", 36, "khẩu hiệu", "not named after what is hung beside it"),
    ("- Tỷ số giới tính khi sinh 109,4 trẻ trai/100 trẻ gái.", "109.4", "trẻ trai/100 trẻ gái", "a rate of a hundred"),
]


@pytest.mark.parametrize(("sentence", "value", "unit", "new"), LISTED)
def test_what_a_number_of_a_list_counts(sentence: str, value: int | str, unit: str, new: str) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if str(fact.value) == str(value)]
    assert [fact.unit for fact in facts] == [unit], new


def test_shares_of_one_whole_count_one_thing() -> None:
    sentence = (
        "- Xếp loại chi bộ hoàn thành xuất sắc nhiệm vụ 11/52, chiếm 21,2%; hoàn thành tốt nhiệm vụ 41/52, chiếm 78,8%."
    )
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.denominator == 52]
    assert {fact.unit for fact in facts} == {"chi bộ"}


def test_columns_name_what_their_cells_count() -> None:
    table = (
        "| Xã | Lợn giống (con) | Bình quân HS/lớp | Trường đạt chuẩn |\n|---|---|---|---|\n"
        "| Mường Mùn | 58 | 31,5 | 2/3 |\n| Pú Nhung | 66 | 29,0 | 1/4 |\n"
    )
    units = {fact.unit for fact in resolve(HEAD + table).facts}
    assert units == {"lợn", "học sinh/lớp", "trường"}
