"""Lists and chains: a later measure keeps its item, an extreme what is measured, a share what it is about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def label_in(text: str, printed: str) -> str:
    return fact_of(resolve(f"{HEAD}\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed).label or ""


# (text, printed number, label, what is new in the row)
MEASURES = [
    ("Cho vay hộ nghèo 21.390 triệu đồng/562 hộ, hộ cận nghèo 815 triệu đồng/79 hộ.", "79", "hộ cận nghèo: hộ", "/"),
    (
        "Hội Phụ nữ 4.365 triệu đồng với 31 tổ, 912 hộ; Hội Nông dân 1.430 triệu đồng, 16 tổ, 694 hộ.",
        "694",
        "Hội Nông dân: hộ",
        "the third measure of a named item",
    ),
    (
        "Gồm: 04 lớp may, 140 học viên; 03 lớp thú y, 105 học viên.",
        "105",
        "lớp thú y › học viên",
        "an item named behind",
    ),
    (
        "Mầm non 12 trường, 340 cháu; tiểu học 9 trường, 980 học sinh; THCS 7 trường, 710 học sinh.",
        "980",
        "tiểu học",
        "",
    ),
    (
        "Kiểm tra 12 tổ chức đảng, 45 đảng viên; giám sát 5 tổ chức đảng, 20 đảng viên.",
        "45",
        "Kiểm tra: đảng viên",
        "two things one deed was done with",
    ),
    ("So với cùng kỳ 30 lượt, 41 người; kỳ trước 20 lượt, 35 người.", "41", "người", "a time is no item"),
    ("Có 25 trường, 9.150 học sinh, tăng 01 trường, 36 học sinh.", "9.150", "học sinh", "nor a change another item"),
]

EXTREMES = [
    (
        "Hồ sơ nộp trực tuyến đạt 49,3%, cao nhất là lĩnh vực đất đai (73,9%), thấp nhất là quy hoạch (33,3%).",
        "33,3",
        "Hồ sơ nộp trực tuyến › thấp nhất là quy hoạch",
        "below what is measured",
    ),
    (
        "Năng suất lúa bình quân đạt 52 tạ/ha, cao nhất là xã Hòa Bình 61 tạ/ha.",
        "61",
        "Năng suất lúa bình quân › cao nhất là xã Hòa Bình",
        "of an amount",
    ),
    (
        "Thí sinh có điểm thi cao nhất đạt 28 điểm, thấp nhất đạt 11 điểm.",
        "11",
        "Thí sinh có điểm thi thấp nhất",
        "in the place of the other one",
    ),
    ("Điểm môn Toán cao nhất là 9,5 điểm.", "9,5", "Điểm môn Toán cao nhất", "alone it stays"),
]

BESIDE = [
    (
        "Đơn vị có 10 biên chế gồm 09 công chức và 01 kế toán, ngoài ra có 02 hợp đồng lao động.",
        "02",
        "hợp đồng lao động",
        "what is counted besides is no part",
    ),
    (
        "Xét nghiệm máu 4.300 lượt, chụp phim 742 lượt, nội soi dạ dày 120 lượt.",
        "742",
        "chụp phim",
        "a noun beside one",
    ),
    ("Cử thực hiện 30 lượt, nội soi dạ dày 12 lượt.", "12", "nội soi dạ dày", "nor the first of two"),
    ("Phẫu thuật 614 ca, phẫu thuật nội soi 102 ca.", "102", "phẫu thuật nội soi", "nor a kind of it"),
    ("Tổng đàn gia súc 612 con, trâu kéo 41 con.", "41", "Tổng đàn gia súc › trâu kéo", "and a part of a sum"),
    (
        "Tuyển dụng 08 Thẩm tra viên và 21 Thư ký.",
        "08",
        "Tuyển dụng: Thẩm tra viên",
        "a half of the next noun is no verb",
    ),
    ("Có 12 trường và 5 trạm y tế ký cam kết.", "12", "trường ký cam kết", "but with its object it is one"),
]

SHARED = [
    (
        "Đề nghị UBND tỉnh tặng Bằng khen cho 03 tập thể, 05 cá nhân.",
        "05",
        "Đề nghị UBND tỉnh tặng Bằng khen: cá nhân",
        "the whole deed with who did it",
    ),
    (
        "Phối hợp với Đoàn xã trồng 300 cây bàng, 120 cây phượng.",
        "120",
        "Phối hợp với Đoàn xã trồng: cây phượng",
        "with whom",
    ),
    (
        "Có 21 điểm cầu (huyện 02 điểm cầu, xã 19 điểm cầu).",
        "19",
        "xã: điểm cầu",
        "a level in brackets is whose it is",
    ),
    ("Năm qua huyện 12 công trình hoàn thành.", "12", "công trình hoàn thành", "elsewhere it is the report's own"),
    (
        "Số vụ phải thi hành 214 việc với số tiền 486 triệu đồng, chiếm 2,35% về việc và 40,57% về tiền.",
        "40,57",
        "số tiền",
        "a share of what it says it is about",
    ),
    ("Thụ lý 42 vụ với 60 đối tượng, tăng 12% về số vụ và giảm 5% về số đối tượng.", "5", "đối tượng", "a change too"),
]


# One of a class alone, or one of a list that opens like the first.
CLASSES = [
    (
        "Tỷ lệ hộ dùng nước sạch ở thành thị đạt 95%, nông thôn 62%.",
        "62",
        "Tỷ lệ hộ dùng nước sạch ở nông thôn",
        "area",
    ),
    ("Tỷ lệ ký số của cấp tỉnh đạt 98%, cấp xã 86,5%.", "86,5", "Tỷ lệ ký số của cấp xã", "a level keeps 'của'"),
    (
        "Phấn đấu tỷ lệ hồ sơ số hóa của huyện đạt 60%, của cấp xã đạt 55%.",
        "55",
        "hồ sơ số hóa của cấp xã",
        "of two forms",
    ),
    ("Huy động nhà trẻ ra lớp đạt 31%, mẫu giáo 97,5%.", "97,5", "Huy động mẫu giáo ra lớp", "in the middle"),
    (
        "Số giáo viên mầm non đạt chuẩn 120 người, tiểu học 214 người.",
        "214",
        "Số giáo viên tiểu học đạt chuẩn",
        "of counts",
    ),
    (
        "Trẻ suy dinh dưỡng thể nhẹ cân còn 4,1%, giảm 0,6% so với đầu năm; thấp còi 4,9%.",
        "4,9",
        "Trẻ suy dinh dưỡng thể thấp còi",
        "past a change, with the word for the class",
    ),
    ("Tiêm vắc xin mũi 1 đạt 99%, mũi 2 đạt 97%, mũi 3 đạt 60%.", "60", "Tiêm vắc xin mũi 3", "the third"),
    (
        "Diện tích lúa vụ đông xuân 1.200 ha, vụ mùa 915 ha.",
        "915",
        "Diện tích lúa vụ mùa",
        "not below the first season",
    ),
    (
        "Lĩnh vực hộ tịch có tỷ lệ trực tuyến đạt 63,4%, lĩnh vực đất đai đạt 76,9%.",
        "76,9",
        "lĩnh vực đất đai có tỷ lệ trực tuyến",
        "what is said of the first",
    ),
    (
        "Án dân sự thụ lý và giải quyết 96/41 vụ; án hành chính 25/18 vụ.",
        "25",
        "án hành chính thụ lý và giải quyết: vụ",
        "two deeds of one a/b",
    ),
]

APART = [
    ("Hộ hưởng từ 25 đến 40 tuổi 540 người, trên 40 tuổi 269 người.", "269", "đến trên", "a span of ages is none"),
    ("Xây dựng nông thôn mới đạt 62%, đô thị 41%.", "41", "Xây dựng đô thị mới", "a name holds no class"),
    (
        "Án dân sự thụ lý và giải quyết 96/41 vụ; án hình sự thụ lý và giải quyết 25/18 vụ.",
        "25",
        "giải quyết thụ lý",
        "what says its own takes nothing",
    ),
    ("Xã Lộc có tỷ lệ nợ 2,1%, đường Bắc dài 36 km.", "36", "tỷ lệ nợ", "nor another thing"),
]


@pytest.mark.parametrize(("text", "printed", "foreign", "new"), APART)
def test_what_is_of_no_class_stays_apart(text: str, printed: str, foreign: str, new: str) -> None:
    assert foreign not in label_in(text, printed), new


def test_of_what_was_taken_and_done_the_first_number_is_the_whole() -> None:
    facts = resolve(f"{HEAD}\nÁn dân sự thụ lý và giải quyết 96/41 vụ; án hành chính 25/18 vụ.\n").facts
    assert [(fact.numerator, fact.denominator) for fact in facts] == [
        (Decimal(41), Decimal(96)),
        (Decimal(18), Decimal(25)),
    ]
    facts = resolve(f"{HEAD}\nĐã giải quyết 96/41 đơn theo kế hoạch.\n").facts
    assert [(fact.numerator, fact.denominator) for fact in facts] == [(Decimal(96), Decimal(41))]


@pytest.mark.parametrize(("text", "printed", "label", "new"), [*MEASURES, *EXTREMES, *BESIDE, *SHARED, *CLASSES])
def test_members_of_a_list_keep_what_is_theirs(text: str, printed: str, label: str, new: str) -> None:
    assert label in label_in(text, printed), new


@pytest.mark.parametrize(
    ("text", "printed", "foreign", "new"),
    [
        (*MEASURES[4][:2], "tổ chức đảng", "the other thing the deed was done with"),
        (*MEASURES[5][:2], "cùng kỳ", "a time"),
        (*MEASURES[6][:2], "trường", "what stands beside in no list of items"),
        (*EXTREMES[2][:2], "cao nhất", "the other extreme"),
        (*BESIDE[0][:2], "biên chế", "the whole it is no part of"),
        (*BESIDE[1][:2], "Xét nghiệm", "the first of a list of nouns"),
    ],
)
def test_members_of_a_list_have_no_words_of_the_others(text: str, printed: str, foreign: str, new: str) -> None:
    assert foreign not in label_in(text, printed), new


@pytest.mark.parametrize(
    ("text", "percent", "ratio"),
    [
        (
            "Thụ lý 68 vụ/121 bị can, đã truy tố 65 vụ/114 bị can (đạt 95,59% về số vụ và 94,21% về bị can).",
            "94,21",
            (114, 121),
        ),
        (
            "Thụ lý 163 vụ/275 bị cáo; đã xét xử 150 vụ/249 bị cáo, đạt 92,02% về vụ và 90,55% về bị cáo.",
            "90,55",
            (249, 275),
        ),
    ],
)
def test_a_share_about_one_of_two_measures_is_of_that_one(text: str, percent: str, ratio: tuple[int, int]) -> None:
    facts = resolve(f"{HEAD}\n{text}\n").facts
    value = percent.replace(",", ".")
    fact = next(fact for fact in facts if str(fact.percent) == value)
    assert (fact.numerator, fact.denominator) == (Decimal(ratio[0]), Decimal(ratio[1]))
