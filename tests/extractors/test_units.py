"""Every unit of units.yaml, in every form, behind a number in a sentence: read as a figure of that noun, expanded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Measure
from schemas.rules import UnitRule
from tests.reading import fact_of, resolve, rulebook

SENTENCE = "Trong năm, toàn huyện có 1.234 {form} tại các xã."
PUPILS = {"em": "học sinh"}
"""What the words around may make of a form: em are pupils unless something small is spoken of."""
MULTIPLES = ("nghìn ", "triệu ", "tỷ ")


def expected(rule: UnitRule, form: str) -> tuple[str, Decimal]:
    """The noun, and by what a number before it is multiplied: amounts are in đồng or USD, not in millions of them."""
    noun = rule.unit
    if rule.kind == "money":
        noun = next((noun.removeprefix(multiple) for multiple in MULTIPLES if noun.startswith(multiple)), noun)
    return ("đồng" if rule.kind == "magnitude" else PUPILS.get(form, noun)), rule.factor


def says_a_number_itself(form: str) -> bool:
    """'1000 đồng' as a unit stands in headers of tables, not behind a number; behind ‰ a point is a decimal one."""
    return form[0].isdigit() or form == "‰"


@pytest.mark.parametrize("rule", rulebook().units, ids=lambda rule: rule.unit)
def test_a_sentence_with_each_form(rule: UnitRule) -> None:
    for form in (rule.unit, *rule.forms):
        if says_a_number_itself(form):
            continue
        facts = resolve(SENTENCE.format(form=form)).facts
        noun, factor = expected(rule, form)
        assert [(fact.unit, fact.value) for fact in facts] == [(noun, 1234 * factor)], form
        assert facts[0].unit_printed is None or facts[0].unit_printed in form, form
        assert facts[0].measure is not Measure.CHANGE


PER = [
    ("128 triệu đồng/ha/năm", "đồng/ha/năm", "128000000"),
    ("42,4 triệu đồng/hộ", "đồng/hộ", "42400000"),
    ("6,5 triệu đồng/tháng", "đồng/tháng", "6500000"),
    ("52,3 triệu đồng/người/năm", "đồng/người/năm", "52300000"),
    ("48 triệu/người/năm", "đồng/người/năm", "48000000"),
]


@pytest.mark.parametrize(("printed", "unit", "value"), PER)
def test_what_an_amount_is_per(printed: str, unit: str, value: str) -> None:
    """An amount a hectare is none a head: all of these were once read as đồng/người/năm."""
    (fact,) = resolve(f"Giá trị đạt {printed}.").facts
    assert (fact.unit, fact.value) == (unit, Decimal(value))


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Đoàn giành 31 huy chương (07 vàng, 09 bạc, 16 đồng).", "16", "huy chương"),
        ("Phạt 3 vụ đánh bạc, thu 16 đồng.", "16", "đồng"),
        ("Thu giữ 01 khẩu súng.", "01", "súng"),
        ("Toàn xã có 120 hộ với 512 khẩu.", "512", "người"),
        ("Tổng tỷ suất sinh là 2,12 con/phụ nữ.", "2,12", "con/phụ nữ"),
        ("Doanh nghiệp góp 9.750 triệu đồng, nhân dân đóng góp 16.650 triệu đồng.", "9.750", "đồng"),
        ("Tỷ lệ hộ nghèo còn 3,2% (120/3.750).", "3,2", "hộ"),
        ("Tỷ lệ giải ngân đạt 80% (8/10).", "80", None),
    ],
)
def test_what_a_figure_counts(text: str, printed: str, unit: str | None) -> None:
    assert fact_of(resolve(text), printed).unit == unit


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Khai tử: 417 trường hợp (đúng hạn 352; quá hạn 48; đăng ký lại 17).", "48", "trường hợp"),
        ("Tổng số 1.648 người; trong đó CBQL 118, giáo viên 1.246.", "118", "người"),
        ("Lập hồ sơ 38 đối tượng, Tòa án quyết định 35/38.", "35", "đối tượng"),
        ("Sản lượng trứng là 31,5 triệu quả.", "31,5", "quả"),
        ("Đã thu nhận 54.630 hs căn cước.", "54.630", "hồ sơ"),
        ("Khen thưởng 12 hs giỏi.", "12", "học sinh"),
    ],
)
def test_units_of_lists_and_short_forms(text: str, printed: str, unit: str | None) -> None:
    assert fact_of(resolve(text), printed).unit == unit


TABLE = (
    "Lĩnh vực\tTổng số\tTrước hạn\tQuá hạn\nHộ tịch\t2.117\t2.006\t11\nĐất đai\t648\t384\t15\nCộng\t2.765\t2.390\t26\n"
)


@pytest.mark.parametrize(
    ("prose", "unit"),
    [
        ("Đã giải quyết 2.765 hồ sơ, trước hạn 2.390 hồ sơ.", "hồ sơ"),
        ("Đã giải quyết 2.765 hồ sơ.", None),
        ("Đã giải quyết 2.765 hồ sơ cho 2.390 người.", None),
    ],
    ids=["two columns", "one may be chance", "two units"],
)
def test_the_prose_says_what_the_columns_count(prose: str, unit: str | None) -> None:
    parcel = resolve(f"{prose}\n\n{TABLE}")
    assert fact_of(parcel, "648").unit == unit
    assert fact_of(parcel, "15").unit == unit


CHAINS = [
    # the noun stands before
    ("Công an nhận 21 tin báo (09 tin trộm cắp, 12 tin lừa đảo), đủ cơ sở khởi tố 06, tạm đình chỉ 4.", "4", "tin"),
    ("Kiểm tra 36 cơ sở (phố cổ 21, ven sông 15), nhắc nhở 5.", "21", "cơ sở"),
    ("Kết luận vi phạm: an toàn lao động 7 trường hợp, khai man lý lịch 3, nội dung khác 02.", "3", "trường hợp"),
    ("Thi hành kỷ luật 19 đảng viên (tăng 4 trường hợp so với cùng kỳ), hình thức: khiển trách 11.", "11", "đảng viên"),
    ("Đã bầu được 28/29 đại biểu, trong đó nữ 09, ngoài Đảng 04.", "04", "đại biểu"),
    ("Khoa có 31 người, trong đó: bác sĩ 12 (02 chuyên khoa II), y sĩ 8, hộ sinh 5.", "5", "người"),
    ("Phường có 5 phường đội viên, thụ lý 16 đơn của 20 người, chuyển cơ quan khác 3.", "3", "đơn"),  # no companion
    ("Chi trả cho 18 đồng chí với số tiền 4.120.000 đồng (nghỉ hưu 12, thôi việc 6).", "12", "đồng chí"),
    ("Giải quyết chế độ đối với 14 trường hợp (11 nghỉ hưu trước tuổi, 03 thôi việc).", "11", "trường hợp"),
    ("Số hội quán ra mắt mới là 14 đơn vị, tự chủ một phần 9.", "9", "đơn vị"),
    # the noun stands behind
    ("Trong tháng điều động 17, luân chuyển 06, kỷ luật 02 công chức.", "17", "công chức"),
    ("Đề nghị bãi bỏ 05, sửa đổi 02 nghị quyết.", "05", "nghị quyết"),
    # no chain: another measure, another sentence, a share
    ("Trồng 14 vườn mẫu, dân số 3.120.", "3.120", None),
    ("Mở 14 lớp, chỉ số hài lòng 82.", "82", None),
    # levels and classes of people are no units
    ("Giáo viên dạy giỏi: cấp trường 22 đồng chí, cấp huyện 09, cấp tỉnh 03.", "09", "đồng chí"),
    ("Trúng cử 22 đại biểu, trong đó nữ 6, trẻ dưới 35 tuổi 7.", "7", "đại biểu"),
]


@pytest.mark.parametrize(("text", "printed", "unit"), CHAINS)
def test_a_bare_number_counts_what_its_chain_does(text: str, printed: str, unit: str | None) -> None:
    assert fact_of(resolve(text), printed).unit == unit


COMPOUNDS = [
    ("Toàn huyện có 214 thôn, làng, tổ dân phố.", "214", "thôn, làng, tổ dân phố"),
    ("Thôn, bản, khu phố văn hóa: 88/96, đạt 91,7%.", "91,7", "thôn, bản, khu phố"),
    ("Tặng huyện Ba Tri 210 phần quà, huyện Bình Đại 160 phần.", "210", "phần quà"),  # a name begins the next item
    ("Sạt lở 36 vị trí, khối lượng 4.120 m3.", "36", "vị trí"),
    ("Xây 12 cây cầu.", "12", "cầu"),
    ("Thu hút 9.120 lượt khách hàng.", "9.120", "lượt khách hàng"),
    ("Vận chuyển 1,4 triệu hành khách.", "1,4", "hành khách"),  # no money
    ("Huyện có 9 điểm trường lẻ.", "9", "điểm trường"),
    ("Mổ tim bẩm sinh cho 16 em.", "16", "trẻ"),
    ("Trao học bổng cho 16 em.", "16", "học sinh"),
    ("Bình quân 31,5 em/lớp.", "31,5", "học sinh/lớp"),
    ("Kết nạp mới 31 hội viên/chỉ tiêu 45.", "31", "hội viên"),  # a plan behind the slash, no rate
    ("Tỷ số giới tính khi sinh 113,4 nam/100 nữ.", "113,4", "nam/100 nữ"),
    ("Đàn gia cầm 2,3 triệu con.", "2,3", "gia cầm"),
]


@pytest.mark.parametrize(("text", "printed", "unit"), COMPOUNDS)
def test_compounds_stay_whole(text: str, printed: str, unit: str) -> None:
    assert fact_of(resolve(text), printed).unit == unit


POINTS = [
    ("Mưa làm sạt lở đường xã 24 điểm.", "24", Measure.COUNT, "điểm"),  # places
    ("Có 71 điểm Bưu điện văn hóa xã.", "71", Measure.COUNT, "điểm"),
    ("Chỉ số chuyển đổi số đạt 71 điểm.", "71", Measure.SCORE, "điểm"),
    ("Minh bạch 14,2/16 điểm; tiến độ 11,5/14; số hóa hồ sơ 9/10.", "11,5", Measure.SCORE, "điểm"),
    ("Minh bạch 14,2/16 điểm; tiến độ 11,5/14; số hóa hồ sơ 9/10.", "9", Measure.SCORE, "điểm"),
    ("Minh bạch 14,2/16 điểm. Có 9/10 xã đạt chuẩn.", "9", Measure.RATIO, "xã"),
]


@pytest.mark.parametrize(("text", "printed", "measure", "unit"), POINTS)
def test_points_are_scores_or_places(text: str, printed: str, measure: Measure, unit: str) -> None:
    fact = fact_of(resolve(text), printed)
    assert (fact.measure, fact.unit) == (measure, unit)


NAMED = [
    ("Đã cấp 214 thẻ (35 cho tổ chức, 179 cho cá nhân).", "179", "thẻ"),
    ("Đưa 44 lao động đi nước ngoài, gồm Nhật Bản 26, Hàn Quốc 18.", "26", "lao động"),
    ('Bàn giao 04 "Ngôi nhà nghĩa tình" cho hội viên.', "04", "Ngôi nhà nghĩa tình"),
    ("Trao 912 phần quà, trong đó Huyện hội 310 phần, trị giá 93 triệu đồng.", "310", "phần quà"),
    ("Thu 1.512 đơn vị máu, vượt 212 đơn vị so với năm trước.", "212", "đơn vị máu"),
    ("Kết nạp mới 31 hội viên/chỉ tiêu 62, đạt 50%.", "31", "hội viên"),
]


@pytest.mark.parametrize(("text", "printed", "unit"), NAMED)
def test_a_number_behind_a_name_is_a_figure(text: str, printed: str, unit: str) -> None:
    assert fact_of(resolve(text), printed).unit == unit
