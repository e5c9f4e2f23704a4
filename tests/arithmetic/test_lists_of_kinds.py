"""Lists of kinds, in brackets, behind 'trong đó' and in bullets: accused where the kinds cannot overlap."""

from __future__ import annotations

import pytest

from tests.reading import audit, operand_texts

# (text, (verdict, whole, sum) of the one part-whole check or None, what is new in the row)
KINDS = [
    (
        "Sử dụng 6.480 lít hóa chất (huyện cấp 4.200 lít, tỉnh cấp 1.350 lít, xã mua 750 lít) và 318 tấn vôi bột.",
        ("inconsistent", "6.480", "6.300"),
        "a bracket that says nothing but the parts",
    ),
    (
        "Sử dụng 6.480 lít hóa chất (huyện cấp 4.200 lít, tỉnh cấp 1.530 lít, xã mua 750 lít).",
        ("consistent", "6.480", "6.480"),
        "that add up",
    ),
    (
        "Sử dụng 6.480 lít hóa chất (trong đó huyện cấp 4.200 lít, tỉnh cấp 1.350 lít, xã mua 750 lít).",
        None,
        "'trong đó' need not name all",
    ),
    (
        "Sử dụng 6.480 lít hóa chất (huyện cấp 4.200 lít, tỉnh cấp 1.350 lít, xã mua 750 lít...).",
        None,
        "dots say that there are more",
    ),
    (
        "Có 86 hồ sơ quá hạn (xã Tân An 20 hồ sơ, xã Tân Lập 15 hồ sơ, xã Tân Tiến 11 hồ sơ).",
        None,
        "some places only: far below, though by one digit",
    ),
    ("Trồng 580 ha rừng (rừng phòng hộ 320 ha, rừng sản xuất 200 ha).", None, "two round parts prove nothing"),
    ("Có 58 cơ sở lưu trú (32 nhà nghỉ, 4 khách sạn, 20 nhà trọ).", ("inconsistent", "58", "56"), "kinds by own nouns"),
    (
        "Có 58 cơ sở lưu trú cài phần mềm, đạt 100% (32 nhà nghỉ, 4 khách sạn, 22 nhà trọ).",
        ("consistent", "58", "58"),
        "a percent before the bracket",
    ),
    ("Có 34 dự án (18 dự án chuyển tiếp, 12 dự án khởi công mới, 5 dự án hoàn thành).", None, "stages of work cross"),
    (
        "Xử lý 57 vụ (giao thông 30 vụ, ma túy 20 vụ, trật tự xã hội 9 vụ).",
        ("undecidable", "57", "59"),
        "too much of few: asked, not accused",
    ),
    ("Sản lượng 22.500 tấn (thóc 18.200 tấn, ngô 4.100 tấn).", None, "two round parts may not be all"),
    (
        "Tổng vốn 2.450 tỷ đồng, trong đó vốn đầu tư công 1.900 tỷ đồng, vốn chương trình 400 tỷ đồng, vốn vay 350 tỷ.",
        ("undecidable", "2.450", "2.650"),
        "round amounts of one noun may overlap",
    ),
    (
        "Nhận 650 tin báo, gồm khởi tố 320 vụ, không khởi tố 210 vụ; đình chỉ 70 tin báo, đang xác minh 50 tin báo.",
        None,
        "the first parts are counted otherwise",
    ),
    ("Toàn huyện có 15 xã (12 thôn, 3 bản, 10 tổ).", None, "nouns of something else"),
    ("Có 11.873 người, đạt 78,2% (kế hoạch tỉnh 15.180 người, huyện 15.200 người).", None, "plans are no parts"),
    ("Có 791.604 người, bao phủ 91,75% dân số (dân số trung bình 862.815 người).", None, "nor is the whole behind it"),
    (
        "Khai tử: 417 trường hợp (đúng hạn 352; quá hạn 48; đăng ký lại 17).",
        ("consistent", "417", "417"),
        "numbers without a noun",
    ),
    (
        "Còn 812 trường hợp (vắng mặt 604, già yếu 113, đang chấp hành án 77).",
        ("inconsistent", "812", "794"),
        "two digits swapped",
    ),
    (
        "Cưỡng chế 41 trường hợp, trong đó tự nguyện thi hành 16 trường hợp, cưỡng chế 22 trường hợp, tạm hoãn 05"
        " trường hợp.",
        ("inconsistent", "41", "43"),
        "a case ends in one way",
    ),
    (
        "Tổng kinh phí 2.041,75 triệu đồng, trong đó nguồn NSNN 486,15 triệu đồng, nguồn quỹ 1.465,6 triệu đồng, nguồn"
        " khác 98 triệu đồng.",
        ("inconsistent", "2.041,75", "2.049,75"),
        "kinds by one noun of things, and a rest",
    ),
    (
        "Tổng kinh phí 2.042,75 triệu đồng, gồm nguồn NSNN 486,15 triệu đồng, nguồn quỹ 1.465,6 triệu đồng, nguồn khác"
        " 98 triệu đồng.",
        ("inconsistent", "2.042,75", "2.049,75"),
        "'nguồn khác' with its number leaves none out",
    ),
    (
        "Tổng kinh phí 500 triệu đồng, trong đó nguồn NSNN 450 triệu đồng, nguồn tỉnh 300 triệu đồng, nguồn huyện 150"
        " triệu đồng.",
        ("undecidable", "500", "900"),
        "parts of a part beside it",
    ),
    (
        "Có 1.300 hồ sơ, trong đó 1.020 hồ sơ đất đai, 168 hồ sơ thuế và 102 hồ sơ khác.",
        ("inconsistent", "1.300", "1.290"),
        "a rest takes up all that is left",
    ),
    (
        "Có 300 hồ sơ, trong đó 200 hồ sơ đất, 60 hồ sơ thuế, 30 hồ sơ của các huyện khác chuyển đến.",
        None,
        "'khác' that is no rest",
    ),
    ("Bầu 26 đại biểu, trong đó nữ 10; trẻ tuổi 07; ngoài Đảng 02; đại học 25.", None, "attributes that cross"),
    ("Có 45 cán bộ, gồm 20 nữ, 30 đảng viên, 5 người dân tộc thiểu số.", None, "also behind 'gồm'"),
    ("Khám 2.150 lượt người (người cao tuổi 850 lượt, trẻ em 700 lượt, phụ nữ 620 lượt).", None, "and in a bracket"),
    (
        "Có 813.452 người tham gia. Cụ thể:\n- BHXH 156.208 người.\n- BHTN: 147.315 người.\n- BHYT: 791.604 người.",
        None,
        "one may be insured thrice",
    ),
    (
        "Nhận 198 đơn, trong đó: khiếu nại 37 đơn, tố cáo 11 đơn, kiến nghị và phản ánh 160 đơn.",
        ("undecidable", "198", "208"),
        "a petition may be two things: asked, not accused",
    ),
    (
        "Ban hành 146 văn bản, trong đó còn hiệu lực 121 văn bản, hết hiệu lực 35 văn bản.",
        ("inconsistent", "146", "156"),
        "one thing and its contrary",
    ),
    (
        "Chi 5.232,2 triệu đồng, trong đó:\n+ Chi quốc phòng: 386,4 triệu đồng\n+ Chi văn hóa: 1.092,5 triệu đồng\n+"
        " Chi quản lý: 3.664,3 triệu đồng\n+ Chi khác: 98 triệu đồng",
        ("inconsistent", "5.232,2", "5.241,2"),
        "bullets with a rest",
    ),
    (
        "Hỗ trợ nhà ở cho 186 hộ (xây mới 142 hộ, sửa chữa 54 hộ).",
        ("inconsistent", "186", "196"),
        "a house built anew is not repaired",
    ),
    ("Hỗ trợ nhà ở cho 196 hộ (xây mới 142 hộ, sửa chữa 54 hộ).", ("consistent", "196", "196"), "built and repaired"),
    ("Hỗ trợ nhà ở cho 206 hộ (xây mới 142 hộ, sửa chữa 54 hộ).", None, "some got something else"),
    (
        "Hỗ trợ 186 hộ (trồng trọt 142 hộ, chăn nuôi 54 hộ).",
        ("undecidable", "186", "196"),
        "one household may do both",
    ),
    (
        "Tặng 265 suất quà, gồm: 120 suất cho học sinh nghèo, 85 suất cho phụ nữ và 70 suất cho gia đình chính sách.",
        ("inconsistent", "265", "275"),
        "parts by the head of the whole's noun",
    ),
    (
        "Tặng 275 suất quà, gồm: 120 suất cho học sinh nghèo, 85 suất cho phụ nữ và 70 suất cho gia đình chính sách.",
        ("consistent", "275", "275"),
        "the same, right",
    ),
    (
        "Tặng 265 suất quà, trong đó 120 suất cho học sinh nghèo, 85 suất cho phụ nữ và 40 suất cho gia đình chính"
        " sách.",
        None,
        "chosen ones behind 'trong đó'",
    ),
    (
        "Tặng 265 suất quà, gồm: 120 suất cho học sinh nghèo, 85 suất cho phụ nữ và 9 suất cho gia đình chính sách.",
        None,
        "by more than one digit",
    ),
    (
        "Hỗ trợ 267 hộ, gồm: 121 hộ nghèo, 86 hộ cận nghèo và 71 hộ chính sách.",
        ("undecidable", "267", "278"),
        "a household may be poor and of merit: asked, not accused",
    ),
    (
        "Hỗ trợ 278 hộ, gồm: 121 hộ nghèo, 86 hộ cận nghèo và 71 hộ chính sách.",
        ("consistent", "278", "278"),
        "poor and of merit, right",
    ),
    (
        "Mở 265 lớp, gồm: 120 lớp cho phụ nữ, 85 lớp cho đoàn viên và 70 lớp cho người nghèo.",
        ("undecidable", "265", "275"),
        "a class may be for two groups",
    ),
]


@pytest.mark.parametrize(("text", "expected", "new"), KINDS, ids=[row[-1] for row in KINDS])
def test_kinds(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    found = [(c.verdict.value, c.stated, c.expected) for c in audit(text).checks if c.kind.value == "part_whole"]
    assert found == ([expected] if expected else []), new


_TWO_MEASURES = (
    "Tiêu hủy {whole} con, trọng lượng {weight} kg, trong đó:\n+ Lợn nái: 4.106 con, trọng lượng 615.480 kg;\n"
    "+ Lợn thịt: 11.385 con, trọng lượng 712.940 kg;\n+ Lợn con: 7.175 con, trọng lượng 84.230 kg."
)


@pytest.mark.parametrize(
    ("whole", "weight", "verdicts"),
    [
        ("22.666", "1.412.650", {"22.666": "consistent", "1.412.650": "consistent"}),
        ("22.648", "1.412.650", {"22.648": "inconsistent", "1.412.650": "consistent"}),
        ("22.666", "1.412.560", {"22.666": "consistent", "1.412.560": "inconsistent"}),
    ],
)
def test_each_measure_of_bullets(whole: str, weight: str, verdicts: dict[str, str]) -> None:
    parcel = audit(_TWO_MEASURES.format(whole=whole, weight=weight))
    found = {check.stated: check.verdict.value for check in parcel.checks if check.kind.value == "part_whole"}
    assert found == verdicts


def test_parts_of_a_bracket_are_operands() -> None:
    parcel = audit("Có 58 cơ sở lưu trú (32 nhà nghỉ, 4 khách sạn, 20 nhà trọ).")
    (check,) = parcel.checks
    assert operand_texts(parcel, check) == [("whole", "58"), ("part", "32"), ("part", "4"), ("part", "20")]
