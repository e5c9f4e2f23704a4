"""Commas and words that end no phrase: lists of like words, verbs with one object, terms with a verb in them."""

from __future__ import annotations

import pytest

from extractors.label_words import MAX_LABEL, fit_label
from schemas.fact import Measure
from tests.extractors.test_standing_alone import fact_in

# (text, printed number, label, what is new in the row)
GOES_ON = [
    ("Đoàn đã tiến hành 26 cuộc kiểm tra, giám sát (14 cuộc đột xuất).", "26", "cuộc kiểm tra, giám sát", "two deeds"),
    ("Đoàn tiến hành 26 cuộc kiểm tra, giám sát (14 cuộc đột xuất).", "14", "giám sát › cuộc đột xuất", "not the next"),
    ("Toàn huyện có 38 cống, đập bị xói lở; 12 cầu treo.", "38", "cống, đập bị xói lở", "a noun and what befell it"),
    ("Tiếp 120 lượt người đến khiếu nại, tố cáo; nhận 45 đơn.", "120", "đến khiếu nại, tố cáo", "verbs behind a verb"),
    ("Cấp phát 60 tấn giống ngô, khoai và 3.000 liều vắc xin.", "60", "giống ngô, khoai", "'and' ends the list"),
    (
        "Cấp phát 60 tấn giống ngô, khoai và 3.000 liều vắc xin.",
        "3.000",
        "Cấp phát: liều vắc xin",
        "not its head",
    ),
    ("100% số hộ được phủ sóng 3G, 4G với 25 trạm thu phát.", "100", "phủ sóng 3G, 4G", "levels"),
    ("Có 45 thủ tục mức độ 3, mức độ 4, đạt chỉ tiêu.", "45", "mức độ 3, mức độ 4", "levels with their word"),
    ("Hỗ trợ 25 hộ nghèo, cận nghèo sửa nhà.", "25", "hộ nghèo, cận nghèo sửa nhà", "adjectives of one noun"),
    ("Mở 15 lớp tuyên truyền, giáo dục pháp luật cho 620 hộ dân.", "15", "tuyên truyền, giáo dục", "up to 'for'"),
    ("Có 80% hộ chưa có nước sạch, không có nhà tiêu.", "80", "hộ chưa có nước sạch, không có nhà tiêu", "two denials"),
    ("Công an xã đã bắt giữ, khởi tố 9 vụ trộm cắp.", "9", "bắt giữ, khởi tố: vụ trộm cắp", "verbs before a number"),
    ("Tu sửa, nâng cấp 14 km đường liên thôn.", "14", "Tu sửa, nâng cấp đường liên thôn", "verbs before a length"),
    ("HĐND, UBND huyện ban hành 31 nghị quyết.", "31", "HĐND, UBND huyện ban hành: nghị quyết", "offices together"),
]
# (text, printed number, label, what is new in the row)
SHARED = [
    ("Khai sinh 41 việc, cấp đổi, cấp lại thẻ 26 việc.", "26", "cấp đổi, cấp lại thẻ: việc", "two deeds, one number"),
    (
        "Sửa 3 chợ, tường rào phía bắc, tường rào phía nam 18 đoạn.",
        "18",
        "rào phía bắc, tường rào phía nam: đoạn",
        "two nouns",
    ),
    (
        "Nữ 12 người, trong rừng phòng hộ, rừng đặc dụng 9 người.",
        "9",
        "trong rừng phòng hộ, rừng đặc dụng",
        "same noun",
    ),
    ("Có 4 tổ, đúng tuyến, trái tuyến 30 ca.", "30", "đúng tuyến, trái tuyến: ca", "opposites"),
    ("Đường liên thôn 6 km, cứng hóa, nhựa hóa đạt 90%.", "90", "cứng hóa, nhựa hóa", "of a share"),
    ("Tặng 9 xe, phong trào “Dạy tốt, học tốt” có 310 cô giáo.", "310", "phong trào “Dạy tốt, học tốt”", "a name"),
    ("Tư vấn nghề, giới thiệu việc làm cho 87 thanh niên.", "87", "Tư vấn nghề, giới thiệu việc làm", "a first figure"),
    ("Có 17 đền, miếu mạo đã tu bổ; 3 chùa.", "17", "đền, miếu mạo đã tu bổ", "a noun of no list"),
    ("Có 22 bếp ăn, cũ nát; 3 kho.", "22", "bếp ăn, cũ nát", "a quality"),
    ("Mở 7 phiên chợ, hội hoa với 45 gian hàng.", "7", "phiên chợ, hội hoa", "before what came with it"),
    ("Mở 7 phiên chợ, hội hoa với 45 gian hàng.", "45", "gian hàng", "which has its own words"),
    ("Thăm 8 cụ già ốm yếu, neo đơn với tổng số tiền 4 triệu đồng.", "8", "cụ già ốm yếu, neo đơn", "before a sum"),
    ("Trao 5 suất cho hộ nghèo, gia đình có công với tổng trị giá 6 triệu đồng.", "5", "gia đình có công", "no verb"),
]
# (text, printed number, label, what is new in the row)
NAMES = [
    ("Phòng Văn hóa và Truyền thông giám sát 14 lễ hội.", "14", "Phòng Văn hóa và Truyền thông giám sát", "a capital"),
    ("Ban Dân vận, Tuyên truyền và Vận động tổ chức 9 hội nghị.", "9", "Ban Dân vận, Tuyên truyền", "with a comma"),
    ("Họp 6 cuộc trước và sau mùa mưa với 310 người dự.", "6", "cuộc trước và sau mùa mưa", "'and' before 'with'"),
    ("Cho vay 45 triệu đồng/3 nhóm góp vốn và quay vòng với 28 chị.", "3", "góp vốn và quay vòng", "a name with 'and'"),
    ("Hội có 25 đội “Sạch nhà, đẹp ngõ” và 7 tổ.", "25", "“Sạch nhà, đẹp ngõ”", "quotation marks behind a number"),
    (
        "Kinh phí làm mới 6 cầu treo dân sinh là 2,4 tỷ đồng.",
        "2,4",
        "Kinh phí làm mới 6 cầu treo dân sinh",
        "a number in it",
    ),
    ("Tổng doanh thu của 31 tổ hợp tác ước 9 tỷ đồng.", "9", "Tổng doanh thu của 31 tổ hợp tác", "whose it is"),
    ("Dư nợ qua 3 hội đoàn thể xã 51 tỷ đồng.", "51", "Dư nợ qua 3 hội đoàn thể xã", "no verb"),
    ("Có 84 em học khối 6, 7, 8.", "84", "khối 6, 7, 8", "three levels"),
]
# (text, printed number, words that are none of its label, what is new in the row)
APART = [
    ("Nộp 5 triệu đồng. Một là, chủ động theo 03 tình huống.", "03", "Một là", "an ordinal"),
    ("Cháy 2 vụ, không thiệt hại về người, thiệt hại tài sản 80 triệu đồng.", "80", "về người", "a denial"),
    ("Nhận 46 việc, tương ứng với số tiền 3 tỷ đồng.", "46", "tương ứng", "what leads to a sum"),
    ("Sân cỏ 3 cái (có 2 cái mới), bể bơi 9 cái.", "9", "mới", "the end of a bracket"),
    ("Đạt 80% trở lên, ươm 9 cây.", "9", "trở lên", "the end of a bound"),
    ("Tổ họp 4 kỳ, ban hành 6 thông báo.", "4", "ban hành", "a deed is no board"),
    ("Có 9 trạm thú y, đơn vị sự nghiệp 4 người.", "9", "đơn vị", "a noun with its own number"),
    ("Sửa 6 cầu dân sinh, kinh phí 2,4 tỷ đồng.", "2,4", "kinh phí 6", "an amount behind a count"),
    ("Có 12 xóm và 30 tổ tự quản.", "12", "tổ tự quản", "'and' before a number"),
    ("Gửi 21 thư, cộng tác với Đài tỉnh 5 bài.", "21", "cộng tác", "a deed with whom it was done"),
]
# (text, printed number, label, what is new in the row)
TOPICS = [
    ("1. Về người: 54 người chết (Mường La 15 người), 02 người mất tích.", "54", "Về người: người chết", "a topic"),
    (
        "2. Về nhà ở: 534 nhà bị ảnh hưởng, trong đó 32 nhà bị sập.",
        "534",
        "Về nhà ở: nhà bị ảnh hưởng",
        "what befell it",
    ),
    ("- Về thu ngân sách: 12 tỷ đồng, đạt 80% dự toán.", "12", "Về thu ngân sách", "nothing behind it"),
    ("- Tổng số hộ nghèo: 124 hộ trên toàn xã.", "124", "Tổng số hộ nghèo", "a measure is no topic"),
]
# (text, printed number, label, what is no part of it)
ENDS = [
    ("Giải quyết 95 hồ sơ, đảm bảo đúng thời hạn.", "95", "Giải quyết: hồ sơ", "how it was done"),
    ("Xử lý 12 vụ, phạt tiền 35 triệu đồng.", "12", "Xử lý: vụ", "a verb with a number of its own"),
    ("Mở 6 lớp tập huấn, cấp chứng chỉ cho 180 học viên.", "6", "Mở: lớp tập huấn", "another deed"),
    ("Mở 6 lớp tập huấn, cấp chứng chỉ cho 180 học viên.", "180", "cấp chứng chỉ: học viên", "its own deed"),
    ("Tổ chức 15 buổi tuyên truyền, vận động 620 hộ dân.", "620", "vận động: hộ dân", "a pair parted by its number"),
    ("Qua kiểm tra, phát hiện 12 vụ vi phạm.", "12", "phát hiện: vụ vi phạm", "how it was found"),
    ("Huyện có 5 hồ chứa, dung tích 3,2 triệu m3.", "5", "hồ chứa", "a measure of it"),
    ("Xảy ra 3 vụ cháy nhà, không có thiệt hại về người.", "3", "vụ cháy nhà", "a denial of another thing"),
    ("Tỷ lệ số hóa đạt 80% trở lên, tái sử dụng dữ liệu đạt 50%.", "50", "tái sử dụng dữ liệu", "words of a bound"),
    ("Có 13 kiện tướng, 28 cấp I.", "13", "kiện tướng", "the next number"),
]
# (text, printed number, label, measure, what is new in the row)
TERMS = [
    ("Khiếu nại về giải phóng mặt bằng 129 lượt.", "129", "giải phóng mặt bằng", "count", "bằng of a noun"),
    ("Có 14 dự án vướng giải phóng mặt bằng.", "14", "dự án vướng giải phóng mặt bằng", "count", "behind a number"),
    ("Điều khám 72 thanh niên, có mặt 70 người.", "70", "có mặt", "count", "'there is' of a term"),
    ("Thuế giá trị gia tăng 15 triệu đồng.", "15", "Thuế giá trị gia tăng", "money", "no growth"),
    ("Công suất tiết giảm 92,5 MW.", "92,5", "Công suất tiết giảm", "count", "no fall"),
    ("Lắp 31 gờ giảm tốc, 4 biển.", "31", "gờ giảm tốc", "count", "no fall of a noun"),
    ("Có 14 xưởng phải cắt giảm giờ làm.", "14", "cắt giảm giờ làm", "count", "no fall of a number"),
    ("Thừa kế 8 hồ sơ, tặng cho 46 hồ sơ.", "46", "tặng cho: hồ sơ", "count", "no preposition"),
    ("Đối thoại trực tiếp với Nhân dân 5 cuộc.", "5", "trực tiếp với Nhân dân: cuộc", "count", "no deed in a word"),
    ("Thi vào trường công lập có 74 em dự.", "74", "công lập: em dự", "count", "nor here"),
    ("Thu ngân sách tăng 15%.", "15", "Thu ngân sách", "change", "a growth still"),
    (
        "Kiểm tra an toàn đối với 118 lượt cơ sở.",
        "118",
        "Kiểm tra an toàn đối với: lượt cơ sở",
        "count",
        "kept whole",
    ),
    ("Tinh giản biên chế đối với 09 trường hợp.", "09", "Tinh giản biên chế", "count", "nothing left to reach for"),
    (
        "Bảo hiểm không bao gồm 54 lượt khám.",
        "54",
        "Bảo hiểm không bao gồm: lượt khám",
        "count",
        "a denied verb",
    ),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), GOES_ON)
def test_a_comma_between_like_words_ends_no_phrase(text: str, printed: str, label: str, new: str) -> None:
    assert label in (fact_in(text, printed).label or ""), new


@pytest.mark.parametrize(("text", "printed", "label", "new"), SHARED)
def test_words_without_a_figure_share_the_next_one(text: str, printed: str, label: str, new: str) -> None:
    assert label in (fact_in(text, printed).label or ""), new


@pytest.mark.parametrize(("text", "printed", "label", "new"), NAMES)
def test_names_are_not_cut(text: str, printed: str, label: str, new: str) -> None:
    assert label in (fact_in(text, printed).label or ""), new


@pytest.mark.parametrize(("text", "printed", "other", "new"), APART)
def test_words_of_another_clause_share_no_figure(text: str, printed: str, other: str, new: str) -> None:
    assert other not in (fact_in(text, printed).label or ""), new


@pytest.mark.parametrize(("text", "printed", "label", "new"), TOPICS)
def test_a_topic_takes_no_predicate_away(text: str, printed: str, label: str, new: str) -> None:
    assert fact_in(text, printed).label == label, new


@pytest.mark.parametrize(("text", "printed", "label", "new"), ENDS)
def test_a_comma_before_a_clause_ends_the_phrase(text: str, printed: str, label: str, new: str) -> None:
    found = fact_in(text, printed).label or ""
    assert found.rpartition(" › ")[2].endswith(label), new
    assert "," not in found, new


@pytest.mark.parametrize(("text", "printed", "label", "measure", "new"), TERMS)
def test_a_term_keeps_all_its_words(text: str, printed: str, label: str, measure: str, new: str) -> None:
    fact = fact_in(text, printed)
    assert (fact.label or "").endswith(label), new
    assert fact.measure is Measure(measure), new


LONG = "rừng sản xuất của các hộ được giao đất trên địa bàn các xã vùng hồ và vùng đệm của khu bảo tồn thiên nhiên"


# (label, as kept, what is new in the row)
FITTING = [
    ("Trồng rừng: ha", "Trồng rừng: ha", "a short one"),
    (f"Phương hướng › {LONG}: {LONG}: ha", f"{LONG}: ha", "what is far above goes first"),
    (f"{LONG} › {LONG}", LONG, "its own words stay"),
    (f"{LONG} và {LONG}", f"{LONG} và {LONG}"[: MAX_LABEL + 1].rpartition(" ")[0], "no word is torn"),
]


@pytest.mark.parametrize(("label", "kept", "new"), FITTING)
def test_a_long_label_loses_what_stands_above_it(label: str, kept: str, new: str) -> None:
    assert fit_label(label) == kept, new
