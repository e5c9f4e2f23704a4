"""Mentions become facts: value, unit, qualifier, role, scope, label, and the numbers that serve them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Direction, Fact, FactMentionRole, Measure, Qualifier, Role, Scope, ValueSource
from schemas.parcel import Parcel
from tests.reading import fact_of, numbers_of, resolve

COUNT, MONEY, PERCENT, SCORE = Measure.COUNT, Measure.MONEY, Measure.PERCENT, Measure.SCORE
NUMERATOR, DENOMINATOR = FactMentionRole.NUMERATOR, FactMentionRole.DENOMINATOR

# (text, printed number, measure, value, unit, what is new in the row)
SINGLES = [
    ("Trong kỳ đã tiếp nhận 1.250 hồ sơ.", "1.250", COUNT, "1250", "hồ sơ", "a count"),
    ("Đã gửi 24.089 VB qua mạng.", "24.089", COUNT, "24089", "văn bản", "an abbreviation is written out"),
    ("Thu ngân sách đạt 13,57 tỷ đồng.", "13,57", MONEY, "13570000000", "đồng", "an amount in full"),
    ("Chi hỗ trợ 120 triệu cho hộ nghèo.", "120", MONEY, "120000000", "đồng", "a magnitude alone is money"),
    ("Khám cho 2 vạn lượt người.", "2", COUNT, "20000", "lượt người", "a magnitude before a noun"),
    ("Quỹ đã thu 1,2 triệu USD.", "1,2", MONEY, "1200000", "USD", "another currency"),
    ("Thu nhập 45 triệu đồng/người/năm.", "45", MONEY, "45000000", "đồng/người/năm", "an amount per head and year"),
    ("Diện tích trồng mới 25,5 ha.", "25,5", COUNT, "25.5", "ha", "a measure of land"),
    ("Năng suất lúa 52,4 tạ/ha.", "52,4", COUNT, "52.4", "tạ/ha", "a yield"),
    ("Máy tính được cấp là 205 chiếc.", "205", COUNT, "205", "chiếc", "a classifier, the noun stands before"),
    ("Tỷ lệ hộ nghèo còn 4,2%.", "4,2", PERCENT, "4.2", "%", "a share"),
    ("Độ che phủ đạt 47 phần trăm.", "47", PERCENT, "47", "%", "percent in words"),
    ("Chỉ số hài lòng đạt 86,5/100 điểm.", "86,5", SCORE, "86.5", "điểm", "a score out of a maximum: no ratio"),
    ("Vườn có 45 gốc đào.", "45", COUNT, "45", "gốc", "a noun that no rule lists"),
]


@pytest.mark.parametrize(("text", "printed", "measure", "value", "unit", "new"), SINGLES, ids=[r[-1] for r in SINGLES])
def test_single_figures(text: str, printed: str, measure: Measure, value: str, unit: str, new: str) -> None:
    fact = fact_of(resolve(text), printed)
    assert (fact.measure, fact.value, fact.unit) == (measure, Decimal(value), unit), new


# (text, printed number, qualifier, what is new in the row)
QUALIFIED = [
    ("Đạt 95% số hộ.", "95", Qualifier.EXACT, "none"),
    ("Đạt trên 95% số hộ.", "95", Qualifier.MORE_THAN, "a word before"),
    ("Có hơn 700 hội viên.", "700", Qualifier.MORE_THAN, "another word"),
    ("Ít nhất 90% cán bộ dự học.", "90", Qualifier.AT_LEAST, "two words, at the start"),
    ("Có 5 hộ trở lên được chọn.", "5", Qualifier.AT_LEAST, "a word behind the unit"),
    ("Có 90% trở lên hài lòng.", "90", Qualifier.AT_LEAST, "behind the sign"),
    ("Tối đa 5% hồ sơ trễ hạn.", "5", Qualifier.AT_MOST, "an upper bound"),
    ("Không quá 5% hồ sơ trễ hạn.", "5", Qualifier.AT_MOST, "the word for above, denied"),
    ("Chưa đến 3% vốn quá hạn.", "3", Qualifier.LESS_THAN, "under"),
    ("Gần 100 hộ được vay vốn.", "100", Qualifier.APPROXIMATE, "near"),
    ("Thu ước đạt 13,57 tỷ đồng.", "13,57", Qualifier.ESTIMATED, "an estimate"),
    ("Tỷ lệ ≥ 95% số xã.", "95", Qualifier.AT_LEAST, "a sign"),
    ("Tỷ lệ <5% số xã.", "5", Qualifier.LESS_THAN, "a sign without a blank"),
    ("Trên địa bàn có 45 hộ.", "45", Qualifier.EXACT, "the same word, but not before the number"),
]


@pytest.mark.parametrize(("text", "printed", "qualifier", "new"), QUALIFIED, ids=[row[-1] for row in QUALIFIED])
def test_qualifiers(text: str, printed: str, qualifier: Qualifier, new: str) -> None:
    assert fact_of(resolve(text), printed).qualifier is qualifier, new


# (text, printed number, role, what is new in the row)
ROLES = [
    ("Đã trồng 25 ha rừng.", "25", Role.ACTUAL, "a result"),
    ("Phấn đấu trồng 25 ha rừng.", "25", Role.TARGET, "a word of the sentence"),
    ("Kế hoạch vốn năm 2023 là 25 tỷ đồng.", "25", Role.TARGET, "a plan before the number"),
    ("Đã trồng 25 ha (kế hoạch 30 ha).", "30", Role.TARGET, "a plan in brackets"),
    ("Đã trồng 25 ha (kế hoạch 30 ha).", "25", Role.ACTUAL, "and the result beside it"),
    ("III. PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2024\n- Thu ngân sách 30 tỷ đồng.\n", "30", Role.TARGET, "a heading above"),
    ("Sản lượng tăng từ 1.200 tấn lên 1.500 tấn.", "1.200", Role.BASELINE, "what it rose from"),
    ("Sản lượng tăng từ 1.200 tấn lên 1.500 tấn.", "1.500", Role.ACTUAL, "what it rose to"),
    ("Giá bán từ 1.200 đồng đến 1.500 đồng.", "1.200", Role.ACTUAL, "a range has no baseline"),
]


@pytest.mark.parametrize(("text", "printed", "role", "new"), ROLES, ids=[row[-1] for row in ROLES])
def test_roles(text: str, printed: str, role: Role, new: str) -> None:
    assert fact_of(resolve(text), printed).role is role, new


def test_a_running_total_is_no_baseline() -> None:
    assert fact_of(resolve("Lũy kế từ đầu năm 230 đơn."), "230").role is Role.ACTUAL


@pytest.mark.parametrize(
    ("text", "printed", "scope", "new"),
    [
        ("UBND cấp xã tiếp nhận 320 hồ sơ.", "320", Scope.CAP_XA, "communes"),
        ("Bộ phận một cửa cấp huyện trả 320 hồ sơ.", "320", Scope.CAP_HUYEN, "district"),
        ("Toàn huyện có 320 hồ sơ.", "320", Scope.TOAN_DIA_BAN, "all of it"),
        ("1. Kết quả cấp xã\n- Trả 320 hồ sơ.\n", "320", Scope.CAP_XA, "by its heading"),
        ("Đã trả 320 hồ sơ.", "320", None, "none named"),
        ("UBND cấp xã nhận 320 hồ sơ, UBND huyện nhận 150 hồ sơ.", "320", Scope.CAP_XA, "two levels: the one before"),
    ],
)
def test_scopes(text: str, printed: str, scope: Scope | None, new: str) -> None:
    assert fact_of(resolve(text), printed).scope is scope, new


@pytest.mark.parametrize(
    ("text", "printed", "label", "new"),
    [
        ("Tỷ lệ hộ nghèo còn 4,2%.", "4,2", "Tỷ lệ hộ nghèo", "words before a share"),
        ("Đàn bò 4.512 con.", "4.512", "Đàn bò", "words before a count, the unit says no more"),
        ("Diện tích rừng trồng mới 25,5 ha.", "25,5", "Diện tích rừng trồng mới", "several words"),
        ("Có 90% trường học xanh.", "90", "trường học xanh", "words behind a share"),
        pytest.param(
            "Có 90% trường đạt chuẩn.",
            "90",
            "trường đạt chuẩn",
            "a verb that leads no number",
        ),
        ("Số hóa của huyện đạt 94,28%, cấp xã đạt 80,55%.", "80,55", "Số hóa của cấp xã", "a level alone"),
        ("Hóa chất 112 triệu USD tăng 52,4%.", "52,4", "Hóa chất", "a change of the figure before it"),
        ("Doanh thu đạt 13,57 tỷ đồng, tăng 2,3 lần.", "2,3", "Doanh thu", "a change in times"),
        ("Văn bản đi. Cấp xã đạt 80,5%.", "80,5", "Cấp xã", "no figure before it in its sentence"),
        ("100% các xã, thị trấn lập tổ.", "100", "các xã, thị trấn lập tổ", "nouns named together"),
        ("Liên thông (trừ bản mật) đạt 100%.", "100", "Liên thông (trừ bản mật)", "an aside before the verb"),
        ("Khám (tại trạm 50.430 lượt).", "50.430", "Khám › tại trạm", "a figure at the end of an aside"),
        ("Hiện nay, 19 xã có mạng.", "19", "xã có mạng", "the time is no part"),
        ("Đã trả 45 hồ sơ đất đai trong kỳ.", "45", "trả: hồ sơ đất đai trong kỳ", "the unit with what narrows it"),
        ("- Số hồ sơ trực tuyến: 45 hồ sơ.", "45", "Số hồ sơ trực tuyến", "the words of a bullet"),
        (
            "Hồ sơ đã trả, trong đó:\n- Đất đai: 45 hồ sơ.\n",
            "45",
            "Hồ sơ đã trả, trong đó: Đất đai",
            "a bullet under its line",
        ),
        pytest.param(
            "Thu ngân sách ước đạt 13,57 tỷ đồng.",
            "13,57",
            "Thu ngân sách",
            "words before an amount",
        ),
        pytest.param(
            "Tiếp nhận 250 hồ sơ, đúng hạn 240 hồ sơ.",
            "240",
            "đúng hạn: hồ sơ",
            "what tells two counts of one noun apart",
        ),
        pytest.param(
            "Đã phát 58 tin và 04 phóng sự.",
            "58",
            "phát: tin",
            "a list",
        ),
    ],
)
def test_labels(text: str, printed: str, label: str, new: str) -> None:
    assert fact_of(resolve(text), printed).label == label, new


@pytest.mark.parametrize(
    ("text", "printed", "direction", "value", "unit", "new"),
    [
        ("Đàn bò tăng 3,5% so với cùng kỳ.", "3,5", Direction.UP, "3.5", "%", "in percent"),
        ("Số vụ giảm 12 vụ.", "12", Direction.DOWN, "12", "vụ", "in what is counted"),
        ("Thu tăng thêm 1,5 tỷ đồng.", "1,5", Direction.UP, "1500000000", "đồng", "an amount, with a word between"),
        ("Sản lượng gấp 2,3 lần năm trước.", "2,3", Direction.UP, "2.3", "lần", "times"),
        ("Giá lúa cao hơn 5% so với vụ trước.", "5", Direction.UP, "5", "%", "higher than"),
    ],
)
def test_changes(text: str, printed: str, direction: Direction, value: str, unit: str, new: str) -> None:
    fact = fact_of(resolve(text), printed)
    found = (fact.measure, fact.direction, fact.value, fact.unit)
    assert found == (Measure.CHANGE, direction, Decimal(value), unit), new


def ratios_of(parcel: Parcel) -> list[Fact]:
    return [fact for fact in parcel.facts if fact.measure is Measure.RATIO]


# (text, numerator/denominator/percent as printed, what is new in the row)
RATIOS = [
    ("Đã cấp 72/120 giấy phép, đạt 60%.", ["72/120/60"], "a slash"),
    ("Đã cấp 15 hộ/20 hộ, đạt 75%.", ["15/20/75"], "the unit on both sides of the slash"),
    ("Có 60% thôn có nhà văn hóa (72/120 thôn).", ["72/120/60"], "the percent first"),
    ("Có 380 em đã tiêm trên tổng số 400 em, đạt 95%.", ["380/400/95"], "in words, the whole behind"),
    ("Tổng số 400 em, tiêm chủng 380 em đạt 95%.", ["380/400/95"], "the whole first"),
    ("Xã có 500 hộ, trong đó 125 hộ nghèo chiếm 25%.", ["125/500/25"], "a part of a whole"),
    ("Chi 118,4 tỷ đồng, bằng 74% dự toán (160 tỷ đồng).", ["118,4/160/74"], "amounts against a plan in brackets"),
    (
        "Đã làm 90/100 tài khoản (đạt 90%), còn 10 tài khoản chưa làm (chiếm 10%).",
        ["90/100/90", "10/100/10"],
        "a chain: the rest has the same whole",
    ),
    (
        "Tổng số 2.000 lượt khám.\n+ Khám tốt: 1.900 lượt đạt 95%;\n+ Khám lại: 100 lượt, chiếm 5%.\n",
        ["1.900/2.000/95", "100/2.000/5"],
        "the whole stands above the bullets",
    ),
    (
        "Có 200 hộ được xét, gồm 50 hộ nghèo (25%), 30 hộ cận nghèo (15%) và 120 hộ khác (60%).",
        ["50/200/25", "30/200/15", "120/200/60"],
        "shares whose whole only the arithmetic tells",
    ),
    ("Kết nối 19/19 xã.", ["19/19/"], "without a percent"),
    ("Đạt 45/50 điểm, xếp thứ 3/12 huyện.", [], "scores and ranks are none"),
    ("Có 41 vụ/57 bị can.", [], "two nouns are none"),
    ("Có 0/0 hồ sơ quá hạn.", [], "nothing of nothing is none"),
    ("Tổng thu 450 tỷ đồng, chi 300 tỷ đồng đạt 85% dự toán.", [], "measured against something not printed"),
    ("Có 12/15 xã, tăng 20% so với năm trước.", ["12/15/"], "a change is not its percent"),
]


@pytest.mark.parametrize(("text", "ratios", "new"), RATIOS, ids=[row[-1] for row in RATIOS])
def test_ratios(text: str, ratios: list[str], new: str) -> None:
    parcel = resolve(text)
    found = [numbers_of(parcel, fact) for fact in ratios_of(parcel)]
    roles = (NUMERATOR, DENOMINATOR, FactMentionRole.PERCENT)
    assert ["/".join(numbers.get(role, "") for role in roles) for numbers in found] == ratios, new


def test_the_numbers_of_a_ratio_make_no_facts_of_their_own() -> None:
    assert len(resolve("Đã cấp 72/120 giấy phép, đạt 60%.").facts) == 1


def test_a_ratio_with_its_percent() -> None:
    (fact,) = resolve("Đã cấp 31/191 giấy phép, đạt 16,23%.").facts
    assert (fact.value, fact.value_source, fact.percent, fact.decimals) == (
        Decimal("16.23"),
        ValueSource.PRINTED,
        Decimal("16.23"),
        2,
    )
    assert (fact.numerator, fact.denominator, fact.unit, fact.derived) == (
        Decimal(31),
        Decimal(191),
        "giấy phép",
        False,
    )


def test_a_ratio_without_its_percent_is_computed() -> None:
    (fact,) = resolve("Đã cấp 31/191 giấy phép.").facts
    assert (fact.value, fact.value_source) == (Decimal("16.230366"), ValueSource.COMPUTED)
    assert (fact.percent, fact.decimals) == (None, None)


def test_a_complement_has_a_computed_numerator() -> None:
    parcel = resolve("99,5% trường đã có cổng thông tin, còn 01/200 trường chưa có.")
    fact = next(fact for fact in parcel.facts if fact.derived)
    assert (fact.numerator, fact.denominator, fact.percent) == (Decimal(199), Decimal(200), Decimal("99.5"))
    assert numbers_of(parcel, fact) == {
        FactMentionRole.PERCENT: "99,5",
        FactMentionRole.REMAINDER: "01",
        DENOMINATOR: "200",
    }


@pytest.mark.xfail(strict=True, reason="the unit is looked for behind the slash and behind its numerator only")
def test_the_unit_behind_a_ratio_in_brackets() -> None:
    assert ratios_of(resolve("Có 90% (27/30) trường đạt chuẩn."))[0].unit == "trường"


# (text, printed number, period label, what is new in the row); the report is of 2023
PERIODS = [
    ("Trong tháng 11/2023 nhận 25 đơn.", "25", "2023-11", "said before the number"),
    ("Nhận 25 đơn trong quý I/2023.", "25", "2023Q1", "said behind it"),
    ("1. Kết quả quý II năm 2023\n- Nhận 25 đơn.\n", "25", "2023Q2", "by its heading"),
    ("Năm 2022 nhận 20 đơn, năm 2023 nhận 25 đơn.", "20", "2022", "two years in one sentence"),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), PERIODS, ids=[row[-1] for row in PERIODS])
def test_periods(text: str, printed: str, label: str, new: str) -> None:
    assert fact_of(resolve(text), printed).period_label == label, new


def test_one_fact_for_each_thing_of_a_list() -> None:
    parcel = resolve("Đã phát 06 bài, 58 tin và 04 phóng sự.")
    assert [fact.value for fact in parcel.facts] == [6, 58, 4]
    assert [fact.unit for fact in parcel.facts] == ["bài", "tin", "phóng sự"]


def test_parts_without_a_noun_are_counted_in_the_unit_of_their_whole() -> None:
    parcel = resolve("Xử lý 20 vụ, trong đó: trộm cắp 12, đánh bạc 8.")
    assert [fact.value for fact in parcel.facts] == [20, 12, 8]
    assert {fact.unit for fact in parcel.facts} == {"vụ"}


def test_every_mention_knows_the_fact_it_serves() -> None:
    parcel = resolve("Năm 2023 đã cấp 72/120 giấy phép, đạt 60%; còn 5 đơn.")
    ratio, count = parcel.facts
    served = {mention.text: mention.fact_id for mention in parcel.mentions}
    assert served == {
        "2023": None,
        "72": ratio.fact_id,
        "120": ratio.fact_id,
        "60": ratio.fact_id,
        "5": count.fact_id,
    }


def test_a_quote_over_a_page_end_stays_on_the_page_of_its_number() -> None:
    parcel = resolve("Tổng số giấy phép đã cấp cho các hộ là\f72 giấy phép trong cả năm.\n")
    (fact,) = parcel.facts
    assert (fact.page, fact.char_start) == (2, 0)
    assert fact.quote.startswith("72 giấy phép")
