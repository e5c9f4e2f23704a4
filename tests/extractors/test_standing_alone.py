"""What makes a figure readable alone: its label, what it counts and when, in the words of several kinds of office."""

from __future__ import annotations

import pytest

from schemas.fact import Fact, PeriodKind
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def fact_in(text: str, printed: str) -> Fact:
    return fact_of(resolve(f"{HEAD}\nI. KẾT QUẢ\n\n{text}\n"), printed)


# (text, printed number, label, what is new in the row)
LABELS = [
    ("- Biên chế: hiện có 17 người; thiếu 02 giáo viên.", "02", "Biên chế: thiếu: giáo viên", "the head of its bullet"),
    ("+ Án ma túy: xong 41 việc.", "41", "Án ma túy: xong: việc", "the head before a bare verb"),
    ("Vốn giai đoạn 2021-2022: tổng 48 tỷ đồng.", "48", "Vốn giai đoạn 2021-2022: tổng", "a head with years"),
    ("Huyện có 43 trường công lập, gồm 16 trường mầm non.", "16", "trường công lập: trường mầm non", "its whole"),
    ("Tổng số bò 150 con, trong đó bò sữa 40 con.", "40", "Tổng số bò: bò sữa", "a part with words of its own"),
    ("Đã phát 06 bài, 58 tin và 04 phóng sự về rừng.", "58", "phát: tin về rừng", "a list shares its ends"),
    ("Trường đạt chuẩn: 27 trường, tăng 03 trường.", "03", "Trường đạt chuẩn", "a change is of what changed"),
    ("Năng suất từ 52 - 56 tạ/ha.", "56", "Năng suất", "the other end of a range"),
    ("Thu phí 2,5 tỷ đồng, so với cùng kỳ 2,1 tỷ đồng.", "2,1", "Thu phí", "a base is of what is compared"),
    ("Nợ thuế 8,4 tỷ đồng, chiếm 2,3% số phải thu.", "2,3", "Nợ thuế trên số phải thu", "a share of a base"),
    ("Có 6 xã đạt chuẩn nông thôn mới.", "6", "xã đạt chuẩn nông thôn mới", "a verb that leads to no number"),
    ("Đàn trâu 460 con; đàn lợn 375 con.", "375", "đàn lợn", "a member with a subject owes nothing to the first"),
    ("Thụ lý cũ 97 vụ và thụ lý mới 49 vụ.", "97", "Thụ lý cũ: vụ", "'and' begins the next"),
    ("Hòa giải thành 171 vụ, không thành 27 vụ.", "27", "Hòa giải không thành: vụ", "not what the one before did"),
    ("Cây thể nhẹ cân 8,1%, thể thấp còi 16,4%.", "16,4", "Cây thể thấp còi", "it goes on like the one before"),
    ("Kiểm tra 22 văn bản (HĐND ban hành 09).", "09", "Kiểm tra: văn bản › HĐND ban hành", "its bracket's whole"),
    ("Tổng số sinh 356 (nam 184, nữ 172).", "356", "Tổng số sinh", "an open bracket holds the words of the next"),
    ("- Án nợ: xong 5 việc, số tiền 7 tỷ đồng.", "7", "Án nợ: số tiền", "an amount below its bullet"),
    ("Xử phạt chợ cóc 05 cơ sở, số tiền 7 tỷ đồng.", "7", "Xử phạt chợ cóc: cơ sở › số tiền", "of the nearest"),
    (
        "Toàn xã bình yên. Tiêm phòng đợt 1: tụ huyết trùng 55 liều, dại chó 74 liều.",
        "74",
        "Tiêm phòng đợt 1: dại chó: liều",
        "the head of a sentence",
    ),
    (
        "- Hội: có 31 chi hội. Xếp loại chi hội: tốt 18 chi hội.",
        "18",
        "Xếp loại chi hội: tốt: chi hội",
        "a head in a bullet",
    ),
    (
        "- Ma túy: thu giữ 12 gam heroin, 85 viên hồng phiến.",
        "85",
        "Ma túy: thu giữ: viên hồng phiến",
        "a row shares its verb",
    ),
    ("Cấp học mầm non 16 trường, 248 nhóm lớp.", "248", "Cấp học mầm non: nhóm lớp", "a row shares a name"),
    (
        "- Phá rừng: xử phạt 13 vụ, số tiền 118 triệu đồng.",
        "118",
        "Phá rừng: xử phạt: vụ › số tiền",
        "an amount is of the deed before it, not of the head",
    ),
    ("- Ngô: 214 ha; lạc 86 ha.", "86", "lạc", "a thing beside the head's own"),
    (
        "Bình xét hội viên: cấp cơ sở 214 người, cấp huyện 86 người.",
        "86",
        "Bình xét hội viên: cấp huyện",
        "a level is not below its sibling",
    ),
    ("Cấp 906 thẻ BHYT, trong đó người nghèo 498.", "498", "Cấp: thẻ BHYT: người nghèo", "the noun that stands once"),
    (
        "Có 22.318/25.012 hộ đạt gia đình văn hóa (89,2%), tăng 412 hộ.",
        "412",
        "hộ đạt gia đình văn hóa",
        "what a noun attained",
    ),
    ("Có 812 lớp, 24.316 học sinh (tăng 318 học sinh).", "318", "học sinh", "a change in a bracket says its noun"),
    (
        "Thư viện cấp 862 thẻ; luân chuyển 150 quyển sách về 12 điểm.",
        "12",
        "luân chuyển: quyển sách › điểm",
        "where to",
    ),
    (
        "Huấn luyện dân quân cơ động 31 đồng chí, còn thiếu 04 đồng chí.",
        "04",
        "Huấn luyện dân quân cơ động: đồng chí: thiếu: đồng chí",
        "wanting to what",
    ),
    ("Còn 287 hộ nghèo và 341 hộ cận nghèo, giảm 96 hộ nghèo.", "96", "hộ nghèo", "a change names its own"),
    (
        "Thụ lý 486 việc; có điều kiện thi hành 391 việc, còn phải nộp 116 triệu đồng.",
        "116",
        "còn phải nộp",
        "what is still to be done",
    ),
    (
        "Chất lượng: xếp loại tốt 06 chi bộ, khá 09 chi bộ.",
        "09",
        "Chất lượng: xếp loại khá: chi bộ",
        "a class keeps what it is a class of",
    ),
    (
        "Sinh 46 trẻ, trong đó nam 25 trẻ, nữ 21 trẻ; đã tiêm 40 trẻ.",
        "40",
        "tiêm: trẻ",
        "a list with commas ends at its semicolon",
    ),
    (
        "Trang bị 12 máy tính, 05 máy in, kinh phí 240 triệu đồng.",
        "240",
        "Trang bị › kinh phí",
        "money is of the whole row",
    ),
    ("Thụ lý 126 vụ; đã xét xử 119 vụ, còn 05 vụ/11 bị cáo.", "05", "còn lại: vụ", "what is left says so"),
    ("Thụ lý 126 vụ; đã xét xử 119 vụ, còn 05 vụ/11 bị cáo.", "11", "còn lại: bị cáo", "also behind a slash"),
    (
        "Có 190 nhân viên; so với định mức còn thiếu 142 giáo viên.",
        "142",
        "còn thiếu: giáo viên",
        "not what it is held against",
    ),
    (
        "Củng cố 36 đội dân phòng, 288 người.",
        "288",
        "Củng cố: đội dân phòng › người",
        "people of what stands before them",
    ),
    ("Tỷ lệ hộ nghèo còn 4,2% (124 hộ).", "124", "hộ nghèo", "the count of a share"),
    (
        "Phát hiện 29 trường hợp lấn chiếm đất.",
        "29",
        "Phát hiện: trường hợp lấn chiếm đất",
        "a word that ends in 'chiếm'",
    ),
    ("Bị phạt 31 lượt (tổ chức 12, cá nhân 19).", "12", "Bị phạt › tổ chức", "no noun of the next figure"),
    ("Đến nay số người tham gia là 306 người.", "306", "số người tham gia", "the time is no part"),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), LABELS, ids=[row[-1] for row in LABELS])
def test_labels(text: str, printed: str, label: str, new: str) -> None:
    assert fact_in(text, printed).label == label, new


# (text, printed number, unit, what is new in the row)
UNITS = [
    ("Tổng số máy tính tại các xã là 205 chiếc.", "205", "máy tính", "a classifier"),
    ("Số lượng máy in là 41 máy.", "41", "máy in", "half a noun"),
    ("Tổng số thư điện tử được cấp là 822.", "822", "thư điện tử", "no noun behind the number"),
    ("Chứng thư số đã cấp: tổng số chứng thư số 548, trong đó 96 tổ chức.", "96", "chứng thư số", "by its holders"),
    ("Sửa 9 công trình, gồm 2 nhà văn hóa.", "2", "nhà văn hóa", "no holder: a noun of its own"),
    ("Có 150 cán bộ, công chức dự họp.", "150", "người", "a list of staff is people"),
    ("Thiếu 02 chấp hành viên.", "02", "chấp hành viên", "a noun of three syllables no rule lists"),
    ("Cấp thẻ cho 12 hướng dẫn viên nội địa.", "12", "hướng dẫn viên", "without what narrows it"),
    ("Khen 24 em học giỏi.", "24", "học sinh", "pupils"),
    ("Trẻ mầm non: 24 em ra lớp.", "24", "trẻ", "small ones"),
    ("Đạt 16 xã, thị trấn có chợ.", "16", "xã, thị trấn", "a verb without a number behind two nouns"),
]


@pytest.mark.parametrize(("text", "printed", "unit", "new"), UNITS, ids=[row[-1] for row in UNITS])
def test_units(text: str, printed: str, unit: str, new: str) -> None:
    assert fact_in(text, printed).unit == unit, new


FLOW, STOCK, RUNNING = PeriodKind.FLOW, PeriodKind.STOCK, PeriodKind.CUMULATIVE

# (text, printed number, label of the period, kind, what is new in the row)
PERIODS = [
    ("Năm 2021 cấp 45 giấy phép, năm 2022 cấp 52 giấy phép.", "52", "2022", FLOW, "the nearest, not the first"),
    ("Cấp 45 giấy phép (năm 2021 cấp 40), thu 12 tờ trình.", "12", "2023", FLOW, "an aside is closed"),
    ("Cấp 45 giấy phép, tăng 5% so với năm 2021.", "45", "2023", FLOW, "the base's year is not the figure's"),
    ("Thu 25 tỷ đồng (cùng kỳ năm trước 20 tỷ đồng).", "20", "2022", FLOW, "a base of the year before"),
    ("Thu 25 tỷ đồng (cùng kỳ năm 2020 là 20 tỷ đồng).", "20", "2020", FLOW, "a base of a named year"),
    ("Theo Nghị quyết về đất đai giai đoạn 2021-2025, giao 12 ha.", "12", "2023", FLOW, "years in a name"),
    ("Trong tháng 11 tiếp 45 lượt người.", "45", "2023-11", FLOW, "a month without its year"),
    ("Lũy kế 11 tháng giải ngân 45 tỷ đồng.", "45", "2023-11T", RUNNING, "a running total of months"),
    ("Từ đầu năm đã giải ngân 45 tỷ đồng.", "45", "2023", RUNNING, "since the year began"),
    ("Toàn huyện hiện có 19 xã.", "19", "2023", STOCK, "what is there"),
    ("Đã tiếp nhận 45 hồ sơ.", "45", "2023", FLOW, "what happened"),
]


@pytest.mark.parametrize(("text", "printed", "label", "kind", "new"), PERIODS, ids=[row[-1] for row in PERIODS])
def test_periods(text: str, printed: str, label: str, kind: PeriodKind, new: str) -> None:
    fact = fact_in(text, printed)
    assert (fact.period_label, fact.period_kind) == (label, kind), new


def test_the_base_of_a_part_of_a_year_is_the_same_part() -> None:
    text = "Sáu tháng đầu năm 2023 thu 25 tỷ đồng, so với cùng kỳ năm 2022 (20 tỷ đồng) tăng 25%."
    fact = fact_in(text, "20")
    assert (str(fact.period_start), str(fact.period_end)) == ("2022-01-01", "2022-06-30")


@pytest.mark.parametrize(
    ("text", "section"),
    [
        (
            "* Bảo hiểm tự nguyện: 84/120 người, đạt 70% kế hoạch năm.\n+ Nợ đóng 36 triệu đồng.",
            "I. KẾT QUẢ > Bảo hiểm tự nguyện",
        ),
        ("- Đã trả 45 hồ sơ đất đai.\n+ Trễ 2 hồ sơ.", "I. KẾT QUẢ"),
    ],
)
def test_a_bullet_names_a_section_only_by_its_head(text: str, section: str) -> None:
    facts = resolve(f"{HEAD}\nI. KẾT QUẢ\n\n{text}\n").facts
    assert facts[-1].section == section


def test_a_tagged_heading_ends_the_section_before() -> None:
    facts = resolve(f"{HEAD}\nI. <b>KẾT QUẢ</b>\n- Trồng 25 ha.\nII. <b>KẾ HOẠCH NĂM 2024</b>\nTrồng 30 ha.\n").facts
    assert [(fact.section, fact.role.value) for fact in facts] == [
        ("I. KẾT QUẢ", "actual"),
        ("II. KẾ HOẠCH NĂM 2024", "target"),
    ]


GOODS = (
    "Hàng nhập gồm: phân bón 471 tấn, tăng 38% (trong đó urê 68 tấn, giảm 8%); thép các loại 937 tấn; "
    "sợi các loại 65 tấn."
)


@pytest.mark.parametrize(
    ("number", "end", "new"),
    [
        ("68", "phân bón › urê", "in the bracket it is a part of what stands before it"),
        ("937", "Hàng nhập: thép các loại", "behind the bracket it stands beside it"),
        ("65", "Hàng nhập: sợi các loại", "as does the next"),
    ],
)
def test_what_a_bracket_parts_ends_with_it(number: str, end: str, new: str) -> None:
    label = fact_in(GOODS, number).label or ""
    assert label.endswith(end), new
    assert ("›" in label) is ("›" in end), new
