"""Which words before a figure head it: no neighbour's, none of a bracket that has closed or a list that has ended."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve


def label_in(text: str, number: str) -> str:
    """The label of a number of a report, in small letters."""
    label = fact_of(resolve(f"UBND XÃ AN HÒA\nBÁO CÁO\nNăm 2023\n\n{text}\n"), number).label
    return (label or "").casefold()


TIMBER = "Tịch thu 21,4 m3 gỗ (gỗ tròn 9,1 m3; gỗ xẻ 12,3 m3), 05 xe kéo, 02 máy cưa."
LOANS = "Chi trả cho 27 cán bộ với số tiền 4.310 triệu đồng (nghỉ hưu trước tuổi 19, thôi việc ngay 08)."
PENSIONS = (
    "Đang trợ cấp cho 640 người có công với số tiền 1,1 tỷ đồng/tháng; trong đó: thương binh 210 người, bệnh binh 95 "
    "người."
)
CLASSES = "Mở 06 lớp nghề với 182 học viên (04 lớp may với 121 học viên, 02 lớp hàn với 61 học viên)."
BEDS = "Ngày điều trị trung bình 5,8 ngày, công suất giường bệnh 104% (giường kế hoạch 90, giường thực kê 118)."
SURGERY = "Phẫu thuật 402 ca, trong đó nội soi 77 ca; tổng số xét nghiệm 9.814 mẫu, X quang 3.206 lần."
HERDS = "Đàn lợn 41.200 con, trong đó lợn nái 5.300 con; gia cầm 918.000 con."
GROWTH = "Khu vực ngoài nhà nước tăng 14,2% (trong đó dệt may tăng 9,7%, ngành khác tăng 16,1%)."
ABROAD = "Giải quyết việc làm cho 512 lao động (đưa 44 lao động ra nước ngoài, gồm Hàn Quốc 27, Đài Loan 17)."
TEACHERS = "- Giáo viên dạy giỏi: cấp trường 23 đ/c, cấp huyện 09, cấp tỉnh 02."
ROOMS = "Có 24 phòng học, trong đó 19 phòng kiên cố, 5 phòng cấp 4; thiếu 03 phòng bộ môn."
LETTERS = "Tiếp nhận 61 đơn, đã trả lời 54 đơn, còn 07 đơn đang xác minh."
BANNERS = "Thực hiện 90 băng rôn, 210 cờ; 34 buổi xe loa tuyên truyền về bầu cử."
MACHINES = "Số lượng máy in là 58 máy, 14 máy quét."
MEMBERS = "Tổng số hội viên 940 người, nữ 512 người."


@pytest.mark.parametrize(
    ("text", "number", "end", "new"),
    [
        (TIMBER, "9,1", "Tịch thu gỗ › gỗ tròn", "in the bracket the words before it"),
        (TIMBER, "05", "Tịch thu: xe kéo", "behind the bracket the deed of the clause"),
        (TIMBER, "02", "Tịch thu: máy cưa", "and of the next"),
        (LOANS, "19", "Chi trả: cán bộ › nghỉ hưu trước tuổi", "what the bare numbers add up to is their whole"),
        (PENSIONS, "210", "người có công › thương binh", "people are no part of money"),
        (CLASSES, "04", "lớp nghề › lớp may", "a bracket parts what is counted in its unit"),
        (CLASSES, "121", "học viên", "its second count the second thing"),
        (BEDS, "118", "công suất giường bệnh › giường thực kê", "a share with its own name is the bracket's subject"),
        (SURGERY, "77", "nội soi: ca", "before the semicolon the part"),
        (SURGERY, "3.206", "X quang", "behind it another thing is counted"),
        (HERDS, "5.300", "đàn lợn: lợn nái", "a part"),
        (HERDS, "918.000", "gia cầm", "more than the whole is no part of it"),
        (GROWTH, "16,1", "Khu vực ngoài nhà nước: ngành khác", "growths part a growth"),
        (ABROAD, "27", "lao động ra nước ngoài › Hàn Quốc", "a list inside a bracket parts what it stands behind"),
        (TEACHERS, "09", "Giáo viên dạy giỏi: cấp huyện", "beside 'cấp trường', not below it"),
        (ROOMS, "03", "thiếu: phòng bộ môn", "another room is wanting"),
        (LETTERS, "07", "đơn đang xác minh", "what is left was not answered"),
        (BANNERS, "210", "Thực hiện: cờ", "the tail of another list is not borrowed"),
        (MACHINES, "14", "máy quét", "another machine"),
        (MEMBERS, "512", "nữ", "a quality keeps its whole"),
    ],
)
def test_a_head_is_of_its_own_list(text: str, number: str, end: str, new: str) -> None:
    assert label_in(text, number).endswith(end.casefold()), new


@pytest.mark.parametrize(
    ("text", "number", "not_in", "new"),
    [
        (TIMBER, "05", "gỗ", "words of the closed bracket"),
        (LOANS, "08", "số tiền", "the amount"),
        (PENSIONS, "95", "số tiền", "the amount beside the people"),
        (CLASSES, "02", "học viên", "the learners"),
        (BEDS, "90", "Ngày điều trị", "the measure before the share"),
        (SURGERY, "9.814", "Phẫu thuật", "the list before the semicolon"),
        (HERDS, "918.000", "lợn", "the herd before"),
        (TEACHERS, "02", "đ/c", "the unit of the first"),
        (ROOMS, "03", "cấp 4", "the part before"),
        (LETTERS, "07", "trả lời", "what was done with the others"),
        (BANNERS, "90", "bầu cử", "the tail behind the semicolon"),
        (MACHINES, "14", "máy in", "its neighbour's name"),
    ],
)
def test_words_of_a_neighbour_are_no_head(text: str, number: str, not_in: str, new: str) -> None:
    assert not_in.casefold() not in label_in(text, number), new


REVENUE = "2. Thu tiền thuê đất: 8.150 triệu đồng; lệ phí môn bài 940 triệu đồng; đã nộp 7.300 triệu đồng."
BORDER = "Hàng hóa qua cửa khẩu: 61.400 tấn; phương tiện qua cửa khẩu 9.120 lượt."
SPENDING = "Tổng chi: 9.400 triệu đồng; chi thường xuyên 7.100 triệu đồng."
PUPILS = "- Tổng số lớp: 21 lớp, với 604 học sinh, nữ 298 em."
HOUSEHOLDS = "- Số hộ nghèo: 84 hộ, 312 khẩu."
IDEAS = "- Giáo viên giỏi: cấp trường 23 đ/c, cấp huyện 09. Sáng kiến kinh nghiệm được công nhận: 6 SKKN."
WINTER = "- Vụ Đông: trồng 310 ha ngô. Các địa phương có tiến độ trồng nhanh: An Hòa 120 ha."
DRUGS = "Bắt giữ 8 vụ, thu giữ 36 gam heroin, 04 xe mô tô và 19 triệu đồng."
OVERDUE = "Có 7/12 xã không có nợ quá hạn; đơn vị có tỷ lệ nợ quá hạn cao là xã An Bình (0,52%), xã An Phú (0,44%)."
OFFICES = (
    "Tổng số hồ sơ tiếp nhận 4.310 hồ sơ. Số hồ sơ đã giải quyết 4.102 hồ sơ. Số hồ sơ đang giải quyết: 208 hồ sơ. Cụ "
    "thể:\n- Bộ phận một cửa huyện: tiếp nhận 1.244 hồ sơ.\n- UBND các xã: tiếp nhận 3.066 hồ sơ."
)
CRIMES = "Khởi tố 310 vụ. Cụ thể: về trật tự xã hội 205 vụ/390 bị can; về ma túy 105 vụ/160 bị can (tăng 14 vụ)."
LENDING = "Tổng kinh phí hỗ trợ 91 tỷ đồng, tăng 4%. Cụ thể:\n- Hộ nghèo: 30 tỷ đồng.\n- Học sinh: 61 tỷ đồng."


@pytest.mark.parametrize(
    ("text", "number", "in_label", "words", "new"),
    [
        (REVENUE, "940", False, "thuê đất", "a sum beside the head's own"),
        (REVENUE, "7.300", True, "thuê đất", "what was done with it is no thing beside it"),
        (SPENDING, "7.100", True, "tổng chi", "a total has parts"),
        (BORDER, "9.120", False, "hàng hóa", "a thing of the same words"),
        (PUPILS, "604", False, "tổng số lớp: ", "a head that only counts"),
        (PUPILS, "298", False, "lớp", "nor of those that are counted behind it"),
        (HOUSEHOLDS, "312", True, "hộ nghèo", "a head that says more than it counts"),
        (IDEAS, "09", True, "giáo viên giỏi", "the head of its sentence"),
        (IDEAS, "6", False, "giáo viên", "a later sentence with its own head"),
        (WINTER, "120", True, "vụ đông", "a list in a later sentence keeps the topic"),
        (DRUGS, "19", False, "xe", "money is none of the things before it"),
        (DRUGS, "19", True, "thu giữ", "it has their deed"),
        (OVERDUE, "0,44", False, "không có", "what is denied of others"),
        (OFFICES, "3.066", False, "đang giải quyết", "of several sums the last is not the whole of the bullets"),
        (CRIMES, "14", True, "ma túy", "a bracket speaks of its own member"),
        (CRIMES, "14", False, "trật tự", "not of the first"),
        (LENDING, "30", True, "kinh phí", "the only sum is"),
    ],
)
def test_a_head_ends_where_another_thing_is_said(text: str, number: str, in_label: bool, words: str, new: str) -> None:
    assert (words in label_in(text, number)) is in_label, new


# (text, printed number, words its label has, words it has not, what is new in the row)
HOLDERS = [
    (
        "Tổng chi hội phí 920 triệu đồng, đạt 98% dự toán, gồm: kinh phí thăm hỏi 410 triệu, chi khác 510 triệu đồng.",
        "410",
        "Tổng chi hội phí",
        "dự toán",
        "an amount is a part of the sum",
    ),
    (
        "Đoàn kiểm tra 35 bếp ăn tập thể, trong đó có 12 bếp ăn tập thể của trường mầm non.",
        "12",
        "kiểm tra",
        "Tổng",
        "longer words of a part",
    ),
    (
        "Kiểm tra 14 chợ; tiêu hủy 35 kg thịt, trong đó có 20 kg thịt lợn.",
        "35",
        "tiêu hủy",
        "thịt lợn",
        "a whole is no part",
    ),
    (
        "Về độ tuổi: dưới 30 có 12 người, trên 30 có 40 người. Về giới tính: nữ 21 người, nam 31 người.",
        "21",
        "Về giới tính",
        "Về độ tuổi",
        "a head ends at one that begins alike",
    ),
]


@pytest.mark.parametrize(("text", "printed", "has", "has_not", "new"), HOLDERS, ids=[row[-1] for row in HOLDERS])
def test_wholes_and_ends_of_heads(text: str, printed: str, has: str, has_not: str, new: str) -> None:
    label = fact_of(resolve(f"BÁO CÁO\nKết quả năm 2023\n\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed).label or ""
    assert has in label, new
    assert has_not not in label, new
