"""Parts, shares and extremes of a sentence stand below what its earlier clause counted; others keep their own words."""

from __future__ import annotations

import pytest

from tests.extractors.test_label_antecedents import label_in

BELOW = [
    # (sentence, number, what it stands below, what is new in the row)
    (
        "Tổng số tiền quỹ khuyến học huy động 820 triệu đồng, trong đó đóng góp qua cổng thanh toán điện tử của xã 95 "
        "triệu đồng.",
        "95",
        "quỹ khuyến học",
        "a part of many words",
    ),
    (
        "Tổng số thuyền viên toàn cảng cá là 640 người, trong đó có chứng chỉ máy trưởng và thợ máy tàu cá hạng ba "
        "215 người, còn lại 425 người làm nghề khác.",
        "425",
        "thuyền viên",
        "what is left of it",
    ),
    (
        "Tỷ lệ hộ dùng điện lưới đạt 99%, trong đó hộ ở các cụm dân cư vùng đệm đạt 91%.",
        "91",
        "dùng điện lưới",
        "a share",
    ),
    ("Toàn xã có 58 nhà vườn, trong đó 100% ký cam kết.", "100", "nhà vườn", "a share of what was counted"),
    ("Xã quản lý 310 bể chứa, trong đó sử dụng tốt đạt 88%.", "88", "bể chứa", "a deed as a share"),
    (
        "Bài nộp qua phần mềm chiếm 61,2%, cao nhất là khối các trường nội trú (84%), thấp nhất là khối mầm non (20%).",
        "20",
        "bài nộp qua phần mềm",
        "the lowest behind the highest",
    ),
    (
        "Sản lượng hồ tiêu đạt 4.120 tấn, nhiều nhất là xã Đăk Búk So 1.310 tấn.",
        "1.310",
        "hồ tiêu",
        "of an amount",
    ),
    (
        "Huyện có 84 thanh niên nhập ngũ; sức khỏe loại một 21 thanh niên, chiếm 25%.",
        "25",
        "nhập ngũ",
        "the whole of a pair, behind a semicolon",
    ),
    (
        "Trạm tiếp nhận 520 mẫu, trong đó mẫu gửi tự nguyện 60 mẫu; đã phân tích 500 mẫu, đạt chuẩn 480 mẫu (96%), "
        "không đạt 20 mẫu (4%).",
        "480",
        "phân tích",
        "the nearest deed, not the first",
    ),
    (
        "Các bếp ăn bán trú (05 bếp) được giao 640 triệu đồng, đã giải ngân 310 triệu đồng.",
        "310",
        "bếp ăn bán trú",
        "a subject with a bracket",
    ),
    ("Phấn đấu sản lượng muối đạt 9.200 tấn, tăng trưởng tối thiểu 6%.", "6", "sản lượng muối", "growth, at the least"),
    (
        "Trạm thụ lý 61 đơn đăng ký, đã cấp phép 50 đơn, còn lại 11 đơn chưa đủ giấy tờ.",
        "11",
        "thụ lý",
        "with what was done it makes the whole",
    ),
    ("Đã đo đạc 905 thửa: tranh chấp 12, đủ điều kiện 893.", "893", "đo đạc: thửa", "bare numbers that make the whole"),
    (
        "Thu thuế đất ở đạt 3.150 triệu đồng, tăng 210 triệu đồng so với năm trước, hoàn thành 105% kế hoạch giao.",
        "105",
        "thu thuế đất ở trên kế hoạch",
        "a share of a plan and no more",
    ),
    (
        "Sản lượng chè búp đạt 840 tấn, bằng 96% kế hoạch huyện giao, đạt 99% kế hoạch xã giao và bằng 104,5% so với "
        "năm 2021.",
        "104,5",
        "sản lượng chè búp",
        "a share of the year before behind one of a plan",
    ),
    ("Rà soát 210 hộ kinh doanh karaoke, đình chỉ 14 hộ.", "14", "hộ kinh doanh karaoke", "the head of a noun"),
    ("Cấp 77 thẻ thư viện, thu hồi 9 thẻ.", "9", "thẻ thư viện", "a shorter one"),
    (
        "Tổ chức 04 hội thảo đầu bờ giống lúa mới cho 215 nông dân, thành viên hợp tác xã và cán bộ khuyến nông xã.",
        "215",
        "hội thảo đầu bờ",
        "for whom, in many words",
    ),
    ("Hội nghị lập danh sách 24 người ứng cử trưởng thôn để bầu 12 trưởng thôn.", "12", "ứng cử", "to what end"),
    ("Lượng hàng qua cảng đạt 84.000 tấn, gấp 1,4 lần so với năm trước.", "1,4", "hàng qua cảng", "so many times"),
]
ALONE = [
    # (sentence, number, words of another, what is new in the row)
    (
        "Bão làm hỏng 120 công trình (trong đó 33 công trình kè); 41 công trình chống úng nội đồng bị bồi lấp nặng "
        "phải dừng vận hành.",
        "41",
        "công trình kè",
        "a noun of its own behind a semicolon",
    ),
    (
        "Phủ sóng đến 97% số ấp, còn 9 ấp lõm sóng, trong đó 4 ấp chưa có điện; cáp quang đến 100% trụ sở.",
        "100",
        "số ấp",
        "a share behind a semicolon",
    ),
    (
        "Doanh số bán hàng đạt 900 triệu đồng. Doanh số thu nợ 720 triệu đồng, bằng 80% doanh số bán hàng.",
        "80",
        "bán hàng ›",
        "what it is held against",
    ),
    (
        "Huyện có 40 nhà văn hóa, 25 sân bóng, 15 sân khấu ngoài trời.",
        "15",
        "nhà văn hóa",
        "other things that add up",
    ),
    (
        "Ngân sách xã: tổng thu 71.500 triệu đồng, tổng chi 68.900 triệu đồng, kết dư 2.600 triệu đồng.",
        "68.900",
        "tổng thu",
        "amounts that add up",
    ),
    (
        "Các tuyến xảy ra sụt lún gồm quốc lộ 58 điểm, tỉnh lộ 37 điểm, đường liên xã 16 điểm, đường thôn 21 điểm.",
        "16",
        "tỉnh lộ",
        "members that add up to the one before",
    ),
    ("Kết nạp 31 hội viên mới, cho ra khỏi hội 2 hội viên.", "2", "ra khỏi hội: hội viên mới", "how new they are"),
    (
        "Phát hiện 16 trường hợp vi phạm, nhắc nhở 9 trường hợp; kiểm tra 30 trường hợp.",
        "30",
        "vi phạm",
        "more than were counted",
    ),
    ("Thu hút 350 lượt khách, vượt 18% kế hoạch.", "18", "trên kế hoạch", "what is above the plan"),
]


@pytest.mark.parametrize(("text", "number", "words", "new"), BELOW, ids=[row[-1] for row in BELOW])
def test_a_clause_stands_below_what_was_counted(text: str, number: str, words: str, new: str) -> None:
    assert words in label_in(text, number), new


@pytest.mark.parametrize(("text", "number", "words", "new"), ALONE, ids=[row[-1] for row in ALONE])
def test_a_clause_with_its_own_subject_does_not(text: str, number: str, words: str, new: str) -> None:
    assert words not in label_in(text, number), new
