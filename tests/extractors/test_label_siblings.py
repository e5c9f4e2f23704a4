"""What stands beside a figure lends it no words: parallel items, the next clause, what leads to the next figure."""

from __future__ import annotations

import pytest

from schemas.fact import Fact
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def label_in(text: str, printed: str) -> str:
    fact: Fact = fact_of(resolve(f"{HEAD}\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed)
    return fact.label or ""


# (text, printed number, label, what is new in the row)
ENDS = [
    ("Tuyển quân 112 đồng chí, quân số huấn luyện đạt 98,2%.", "98,2", "quân số huấn luyện", "nor before a share"),
    (
        "Số hồ sơ đề nghị giải quyết 214 hồ sơ, quyết định chi trả 187 hồ sơ.",
        "187",
        "quyết định chi trả: hồ sơ",
        "nor in the middle of one",
    ),
    (
        "Tỷ lệ trẻ suy dinh dưỡng thể nhẹ cân 7,1%, thể thấp còi 11,4%.",
        "11,4",
        "Tỷ lệ trẻ suy dinh dưỡng thể thấp còi",
        "the same form takes the place of the end",
    ),
    ("Tỷ lệ chuyên cần cấp tiểu học đạt 98,6%, cấp THCS đạt 96,1%.", "96,1", "Tỷ lệ chuyên cần cấp THCS", "a level"),
    ("Tổng đàn dê 2.140 con; đàn thỏ 915 con.", "915", "Tổng đàn thỏ", "below the sum"),
    (
        "Ban Quản lý đã điều động, luân chuyển 14 công chức, luân chuyển lại 02 công chức.",
        "02",
        "Ban Quản lý đã luân chuyển lại: công chức",
        "who did it, not what else was done",
    ),
]

BESIDE = [
    (
        "So với cùng kỳ giảm 09 người chết và tăng 05 người bị thương.",
        "05",
        "người bị thương",
        "a change says itself what changed",
    ),
    ("Nâng cấp 12 trạm bơm trọng điểm và nạo vét 07 tuyến kênh.", "07", "nạo vét: tuyến kênh", "a verb behind 'và'"),
    ("Xây dựng 16,2 km rãnh thoát nước và lắp đặt 27 cống hộp.", "27", "lắp đặt: cống hộp", "of an amount too"),
    (
        "Có 974 hộ đạt danh hiệu gia đình hiếu học. Trong đó: cấp Trung ương 14 hộ, cấp tỉnh 146 hộ.",
        "146",
        "hộ đạt danh hiệu gia đình hiếu học › cấp tỉnh",
        "the next member of a list that opens alike",
    ),
    (
        "Tổ chức 12 buổi tiếp xúc trước và sau kỳ họp với 640 cử tri tham dự.",
        "640",
        "Tổ chức: buổi tiếp xúc trước và sau kỳ họp › cử tri tham dự",
        "no verb behind 'và': it is one thing",
    ),
    (
        "Sốt xuất huyết Dengue ghi nhận 214 ca mắc tại 10 phường, giảm 28 ca so với cùng kỳ.",
        "28",
        "Sốt xuất huyết Dengue ghi nhận: ca mắc",
        "a change is of its unit, not of the places between",
    ),
    ("Ban hành 05 nghị quyết, 04 kế hoạch.", "04", "Ban hành: kế hoạch", "a plan may be what is counted"),
    (
        "Xảy ra 17 vụ xô xát trong trường học, đã hòa giải 15 vụ, xử phạt 02 vụ.",
        "02",
        "vụ xô xát trong trường học › xử phạt: vụ",
        "two deeds of one event stand beside each other",
    ),
]

DRAWN = [
    ("Kiểm tra 13 cơ sở vi phạm, ban hành 12 quyết định xử phạt.", "13", "Kiểm tra: cơ sở vi phạm", "the next verb"),
    ("Đội ngũ có 17 người, trẻ tuổi (dưới 40) 12 người.", "17", "Đội ngũ", "the name of the next figure"),
    (
        "Trong đó nữ 340 người, khối hành chính là 246 người, khối doanh nghiệp là 84 người.",
        "246",
        "khối hành chính",
        "a block of the next figure is no second noun",
    ),
    ("Sạt lở 38 vị trí, khối lượng 4.500 m3.", "38", "Sạt lở: vị trí", "an amount is no second noun"),
    ("Trên địa bàn có 05 tuyến đường liên xã dài 61 km.", "05", "tuyến đường liên xã", "its length"),
    ("Trên địa bàn có 05 tuyến đường liên xã dài 61 km.", "61", "tuyến đường liên xã dài", "the length of what"),
    (
        "Có 96 công trình nước sạch bị hỏng làm 730 hộ thiếu nước.",
        "96",
        "công trình nước sạch bị hỏng",
        "what it caused",
    ),
    ("Có 12 đơn vị trực thuộc; 07 phòng khám tạo việc làm.", "12", "đơn vị trực thuộc", "a word that ends so stays"),
    ("Tỷ lệ thanh toán trực tuyến mới đạt 23,4%.", "23,4", "Tỷ lệ thanh toán trực tuyến", "an adverb of the verb"),
    ("Tỷ lệ xã đạt chuẩn nông thôn mới đạt 70,2%.", "70,2", "Tỷ lệ xã đạt chuẩn nông thôn mới", "part of a name"),
    ("Bình quân mỗi phòng chưa đến 2 công chức.", "2", "Bình quân mỗi phòng: công chức", "a bound is no name"),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), ENDS + BESIDE + DRAWN, ids=lambda row: str(row)[:30])
def test_a_label_has_no_words_of_what_stands_beside(text: str, printed: str, label: str, new: str) -> None:
    own = label_in(text, printed)
    assert own.removeprefix("TÌNH HÌNH CHUNG › ") == label, new


def test_half_a_word_of_the_figure_before_is_no_word() -> None:
    assert label_in("Tảo hôn 49 cặp, hôn nhân cận huyết thống 03 cặp.", "03").endswith(
        "› hôn nhân cận huyết thống: cặp"
    )
