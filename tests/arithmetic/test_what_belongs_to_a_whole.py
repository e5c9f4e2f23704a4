"""Which figures are held against which whole: lists that end, bare wholes, rests in words, rates of their own."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit, resolve

Row = tuple[str, tuple[str, str] | None, str]

LISTS: list[Row] = [
    (
        "b) Biên chế phường được giao 74 chỉ tiêu, hiện có 70 người; khối trường học được giao 1.315, hiện có mặt "
        "1.260 (trong đó tiểu học 1.230 người; mầm non 30 người), còn thiếu 55.",
        None,
        "the bracket of 'b)' opens none: the parts end with their own, and the bare count before it is their whole",
    ),
    (
        "Khối lượng thực hiện ước 96.700 triệu đồng; giải ngân 81.942 triệu đồng. Chia ra:\n"
        "a) Vốn huyện: kế hoạch 51.470 triệu đồng, giải ngân 41.942 triệu đồng;\n"
        "b) Vốn tỉnh: kế hoạch 50.000 triệu đồng, giải ngân 40.000 triệu đồng.",
        None,
        "plans are no parts of what was done",
    ),
    (
        "Toàn xã có 4.215 con lợn, trâu, bò, trong đó đàn trâu 415 con, đàn bò 1.300 con, đàn lợn 2.500 con; "
        "đàn gà 61.000 con.",
        None,
        "behind the semicolon stands the next herd, though worded alike",
    ),
    (
        "Toàn xã có 4.215 con gia súc, bao gồm: trâu 415 con, bò 1.330 con, lợn 2.500 con; đàn gà 61.000 con.",
        ("4.215", "4.245"),
        "the list before it is wrong",
    ),
    (
        "Bệnh viện tiếp nhận 318 bệnh nhân, gồm nội khoa 140 bệnh nhân, ngoại khoa 178 bệnh nhân, "
        "đã điều trị khỏi 290 bệnh nhân.",
        None,
        "what became of them",
    ),
    (
        "Rừng phòng hộ 6.310 ha, gồm rừng thông 4.100 ha, rừng keo 1.900 ha, còn lại là rừng hỗn giao.",
        None,
        "a rest without a figure",
    ),
    (
        "Rừng phòng hộ 6.310 ha, gồm rừng thông 4.100 ha, rừng keo 1.900 ha, còn lại là rừng hỗn giao 320 ha.",
        ("6.310", "6.320"),
        "a rest with one",
    ),
    (
        "Tổng chi 540 triệu đồng, gồm chi lương 310 triệu đồng, chi mua sắm 120 triệu đồng, phần còn lại chi hội họp.",
        None,
        "what is left, in words",
    ),
    (
        "Trong tháng nhập 46 cá thể; hiện vườn nuôi 1.205 (trong đó 1.130 cá thể trưởng thành).",
        None,
        "the bare count before the bracket is the whole",
    ),
    (
        "Đã phát hiện 152 vụ, gồm buôn lậu 60 vụ, gian lận thương mại 92 vụ, trong đó xử phạt 149 vụ, khởi tố 3 vụ.",
        None,
        "both lists make the whole",
    ),
    (
        "Cháy làm chết 9 người, bị thương 14 người. Trong đó:\n- Nhà dân: chết 6 người, bị thương 3 người.\n"
        "- Cơ sở sản xuất: chết 3 người.\n- Phương tiện: bị thương 11 người.\n",
        None,
        "the dead are none of the injured",
    ),
    (
        "Đã nhận 260 phản ánh, cụ thể:\n- Về môi trường: 110 phản ánh.\n- Về trật tự đô thị: 150 phản ánh.\n"
        "- Đã trả lời: 251 phản ánh.\n",
        None,
        "bullets that make the whole before another deed",
    ),
    (
        "Đã nhận 260 phản ánh, cụ thể:\n- Về môi trường: 110 phản ánh.\n- Về trật tự đô thị: 105 phản ánh.\n"
        "- Về đất đai: 45 phản ánh.\n",
        None,
        "all bullets make it",
    ),
    (
        "Đã nhận 260 phản ánh, gồm: 110 phản ánh về môi trường, 106 phản ánh về đô thị, 45 phản ánh về đất đai.",
        ("260", "261"),
        "one too many",
    ),
]
CLUBS = [
    "Ra mắt 18 câu lạc bộ dân vũ gồm 540 thành viên, luyện tập 96 buổi.",
    "Thành lập 7 tổ vay vốn gồm 210 hộ, giải ngân cho 180 lượt hộ.",
    "Có 3 nhóm trẻ gồm 75 cháu, tổ chức 12 buổi ngoại khóa.",
]
RATES: list[Row] = [
    ("Tập huấn nghề cho 240/300 lao động, tỷ lệ có việc làm ổn định 71,4%.", None, "a rate of its own"),
    ("Kiểm tra 36/45 cơ sở, tỷ lệ mẫu thực phẩm đạt yêu cầu chiếm 91,2%.", None, "a rate of its own"),
    ("Đã cấp 515/640 mã số, tỷ lệ cấp đạt 85,5%.", ("85,5%", "80,5%"), "the rate of the deed before"),
    ("Đã cấp 515/640 mã số, đạt tỷ lệ 85,5%.", ("85,5%", "80,5%"), "no noun of its own"),
    (
        "Cuối năm còn 318 hộ nghèo, giảm 107 hộ so với đầu năm (425 hộ), tương đương giảm 2,14%.",
        None,
        "points of the poverty rate",
    ),
    (
        "Cả xã còn 1.204 lao động thiếu việc, chiếm 12,04%, giảm 300 lao động, tương đương giảm 3%.",
        None,
        "the printed rate makes the points",
    ),
    ("Cuối năm còn 318 hộ nghèo, giảm 107 hộ (giảm 25,81%).", ("25,81%", "25,18%"), "one digit off the growth"),
    ("Trong quý có 318 đơn, giảm 107 đơn (giảm 2,14%).", ("2,14%", "25,18%"), "complaints have no rate"),
]


@pytest.mark.parametrize(("text", "expected", "note"), LISTS + RATES)
def test_only_what_words_give_to_a_whole_is_held_against_it(
    text: str, expected: tuple[str, str] | None, note: str
) -> None:
    found = [(check.stated, check.expected) for check in accusations(audit(text))]
    assert found == ([expected] if expected else []), note


@pytest.mark.parametrize("text", CLUBS)
def test_members_and_later_deeds_are_no_parts_of_clubs(text: str) -> None:
    assert not [check for check in audit(text).checks if check.kind.value == "part_whole"]


BASES = [
    ("Số hộ ký cam kết là 780 hộ, đạt 65% (trên tổng số 1.200 hộ).", "780/1200"),
    ("Đăng ký dự thi 1.140 em, đạt 95% so với chỉ tiêu Sở giao là 1.200 em.", "1140/1200"),
    ("Khám tuyển cho 462 thanh niên (đạt 92,4% kế hoạch 500 thanh niên).", "462/500"),
    ("Trồng mới 3,2 km đường hoa, bằng 80% so với kế hoạch xã đề ra là 4 km.", "3.2/4"),
]
STRANGERS = [
    "Lúa mùa 1.600 ha.\n\nSâu cuốn lá gây hại với diện tích nhiễm 80 ha, tỷ lệ hại từ 5 - 12%.",
    "Toàn huyện có 2.400 hộ trồng chè.\n\nĐã hỗ trợ 120 hộ, tỷ lệ sống của cây giống 5%.",
    "Đàn lợn có 3.000 con.\n\nTiêm phòng được 300 con, hiệu lực bảo hộ từ 10% đến 15%.",
]


@pytest.mark.parametrize(("text", "pair"), BASES)
def test_wholes_behind_a_percent_are_found(text: str, pair: str) -> None:
    facts = resolve(text).facts
    assert [
        f"{f.numerator.normalize():f}/{f.denominator.normalize():f}" for f in facts if f.numerator and f.denominator
    ] == [pair]


@pytest.mark.parametrize("text", STRANGERS)
def test_no_ratio_is_built_from_strangers(text: str) -> None:
    assert not [fact for fact in resolve(text).facts if fact.denominator]


def test_a_part_above_its_whole_is_not_its_other_telling() -> None:
    text = "Các trạm y tế phục vụ 132.750 lượt khám chữa bệnh, trong đó nội trú 139.600 lượt khám chữa bệnh."
    assert [check.kind.value for check in audit(text).checks if check.verdict.value == "inconsistent"] == ["part_whole"]


def test_what_is_newly_there_is_no_part_of_the_total_it_raises() -> None:
    text = "Công nhận mới 03 trường đạt chuẩn, nâng tổng số trường đạt chuẩn lên 29 trường, tỷ lệ 33,7%."
    assert not [fact for fact in resolve(text).facts if fact.denominator]
    assert not accusations(audit(text))
