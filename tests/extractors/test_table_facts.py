"""Facts from cells: the row says who, the header what, the columns how they belong together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Fact, FactMentionRole, Measure, Role
from tests.reading import numbers_of, resolve
from tests.tables import GROUP_TABLE, RATIO_TABLE, table

WORDS = table("TT|Nội dung|Kết quả", "1|Số hóa|95% (76/80 hồ sơ)", "2|Ký số|Đã cấp 12 chữ ký", "3|Họp|5 cuộc")


def fact_at(text: str, row: int, col: int) -> Fact:
    """The one fact of a cell."""
    (fact,) = [fact for fact in resolve(text).facts if (fact.row, fact.col) == (row, col)]
    return fact


def test_shares_of_two_columns_are_ratios() -> None:
    parcel = resolve(RATIO_TABLE)
    assert {fact.measure for fact in parcel.facts} == {Measure.RATIO}
    first = numbers_of(parcel, parcel.facts[0])
    assert first == {
        FactMentionRole.NUMERATOR: "72",
        FactMentionRole.DENOMINATOR: "120",
        FactMentionRole.PERCENT: "60",
    }


def test_a_slip_does_not_hide_the_relation_of_the_columns() -> None:
    fact = fact_at(RATIO_TABLE, 3, 4)
    assert (fact.numerator, fact.denominator, fact.percent) == (Decimal(31), Decimal(191), Decimal("26.23"))


def test_three_rows_that_might_be_chance_are_no_relation() -> None:
    text = table("Tên|Số hộ|Số khẩu|Tỷ lệ %", "Xã A|100|50|50", "Xã B|100|100|100", "Xã C|80|7|31")
    assert Measure.RATIO not in {fact.measure for fact in resolve(text).facts}


def test_shares_of_the_total_row() -> None:
    text = table(
        "STT|Lĩnh vực|Số hồ sơ|Cơ cấu %",
        "1|Đất đai|50|50",
        "2|Hộ tịch|30|30",
        "3|Xây dựng|15|15",
        "4|Khác|5|6",
        "|Tổng|100|100",
    )
    facts = [fact for fact in resolve(text).facts if fact.measure is Measure.RATIO]
    assert [fact.numerator for fact in facts] == [50, 30, 15, 5]
    assert {fact.denominator for fact in facts} == {100}


# (text, row, column, measure, value, unit, role, what is new in the row)
CELLS = [
    (table("TT|Tên xã|Số hộ", "1|A|120", "2|B|50"), 1, 2, Measure.COUNT, "120", "hộ", Role.ACTUAL, "unit of a header"),
    (table("TT|Tên xã|Số VB", "1|A|1.120", "2|B|50"), 1, 2, Measure.COUNT, "1120", "văn bản", Role.ACTUAL, "short"),
    (
        table("TT|Nội dung|Dự toán (triệu đồng)", "1|Phí|100", "2|Thuế|20"),
        1,
        2,
        Measure.MONEY,
        "100000000",
        "đồng",
        Role.TARGET,
        "money in brackets: a plan, in full",
    ),
    (
        table("TT|Nội dung|Thực hiện", "1|Phí|1,5", "2|Thuế|20", above="Đơn vị tính: tỷ đồng"),
        1,
        2,
        Measure.MONEY,
        "1500000000",
        "đồng",
        Role.ACTUAL,
        "the unit stands above the table",
    ),
    (table("TT|Tên|Tỷ lệ %", "1|A|98,5", "2|B|7"), 1, 2, Measure.PERCENT, "98.5", "%", Role.ACTUAL, "a share"),
    (table("TT|Tên|Kết quả", "1|A|98,5%", "2|B|7%"), 1, 2, Measure.PERCENT, "98.5", "%", Role.ACTUAL, "its sign"),
    (table("TT|Tên|Tổng điểm", "1|A|98,5", "2|B|7"), 1, 2, Measure.SCORE, "98.5", "điểm", Role.ACTUAL, "a score"),
    (table("TT|Tên|Điểm tối đa", "1|A|10", "2|B|5"), 1, 2, Measure.SCORE, "10", "điểm", Role.MAXIMUM, "a maximum"),
    (
        table("TT|Chỉ tiêu|Hiện trạng năm 2020", "1|Số xã|10", "2|Số hộ|5"),
        1,
        2,
        Measure.COUNT,
        "10",
        "xã",
        Role.BASELINE,
        "a baseline, of what its row counts",
    ),
    (
        table("TT|Chỉ tiêu|ĐVT|Thực hiện", "1|Thu phí|Triệu đồng|10", "2|Năng suất lúa|Tạ/ha|52"),
        1,
        3,
        Measure.MONEY,
        "10000000",
        "đồng",
        Role.ACTUAL,
        "a column of units",
    ),
    (
        table("TT|Chỉ tiêu|ĐVT|Thực hiện", "1|Thu phí|Triệu đồng|10", "2|Tỷ lệ hộ nghèo|%|7,5"),
        2,
        3,
        Measure.PERCENT,
        "7.5",
        "%",
        Role.ACTUAL,
        "the unit of its row is percent",
    ),
    (
        table("TT|Chỉ tiêu|Thực hiện", "1|Thu phí (triệu đồng)|10", "2|Xã có chợ (gồm cả điểm tạm)|5"),
        1,
        2,
        Measure.MONEY,
        "10000000",
        "đồng",
        Role.ACTUAL,
        "the unit behind the name of its row",
    ),
    (
        table("TT|Chỉ tiêu|Thực hiện", "1|Thu phí (triệu đồng)|10", "2|Xã có chợ (gồm cả điểm tạm)|5"),
        2,
        2,
        Measure.COUNT,
        "5",
        None,
        Role.ACTUAL,
        "an aside is no unit",
    ),
]


@pytest.mark.parametrize(
    ("text", "row", "col", "measure", "value", "unit", "role", "new"), CELLS, ids=[row[-1] for row in CELLS]
)
def test_cells(
    text: str, row: int, col: int, measure: Measure, value: str, unit: str | None, role: Role, new: str
) -> None:
    fact = fact_at(text, row, col)
    assert (fact.measure, fact.value, fact.unit, fact.role) == (measure, Decimal(value), unit, role), new


def test_columns_of_years_give_the_period() -> None:
    text = table("TT|Chỉ tiêu|Năm 2022|Năm 2023", "1|Số hộ nghèo|120|100", "2|Số trẻ em|200|180")
    assert [fact.period_label for fact in resolve(text).facts] == ["2022", "2023", "2022", "2023"]


@pytest.mark.parametrize(
    ("name", "kind", "new"),
    [
        ("Xã An Phú", "commune", "a commune"),
        ("Thị trấn Sông", "commune", "a town is one too"),
        ("Huyện Sông Lam", "district", "a district"),
        ("Thị xã Lam", "district", "a town above communes"),
        ("Phòng Nội vụ", "office", "an office"),
        ("Trường THCS An Phú", "school", "a school that bears a commune's name"),
        ("Bản Nà Lốc", "village", "a village"),
        ("Lĩnh vực đất đai", "sector", "a field"),
    ],
)
def test_entities(name: str, kind: str, new: str) -> None:
    fact = fact_at(table("STT|Tên|Số hộ", f"1|{name}|120", "2|Khác|50"), 1, 2)
    assert (fact.entity, fact.entity_kind) == (name, kind), new


def test_society_is_no_commune() -> None:
    assert fact_at(table("STT|Tên|Số vụ", "1|Xã hội|120", "2|Khác|50"), 1, 2).entity_kind is None


def test_what_is_no_entity_is_in_the_label() -> None:
    fact = fact_at(GROUP_TABLE, 2, 3)
    assert (fact.entity, fact.label) == (None, "Kinh tế › Trồng trọt – Thực hiện")


@pytest.mark.parametrize(("row", "section"), [(1, "Kinh tế"), (2, "Kinh tế"), (5, "Văn hóa")])
def test_groups_are_sections(row: int, section: str) -> None:
    assert fact_at(GROUP_TABLE, row, 3).section == section


def test_the_total_belongs_to_no_group() -> None:
    assert fact_at(GROUP_TABLE, 7, 3).section is None


def test_a_plan_column_counts_no_plans() -> None:
    assert fact_at(GROUP_TABLE, 2, 2).unit is None


def test_words_in_cells_are_read_like_sentences() -> None:
    facts = {(fact.row, fact.col): fact for fact in resolve(WORDS).facts}
    assert (facts[2, 2].label, facts[2, 2].value, facts[2, 2].unit) == ("Ký số – Kết quả", Decimal(12), "chữ ký số")
    assert (facts[3, 2].label, facts[3, 2].value, facts[3, 2].unit) == ("Họp – Kết quả", Decimal(5), "cuộc")


def test_a_ratio_in_a_cell() -> None:
    ratio = next(fact for fact in resolve(WORDS).facts if fact.measure is Measure.RATIO)
    assert (ratio.numerator, ratio.denominator, ratio.percent) == (Decimal(76), Decimal(80), Decimal(95))


def test_a_ratio_in_a_cell_knows_its_row() -> None:
    ratio = next(fact for fact in resolve(WORDS).facts if fact.measure is Measure.RATIO)
    assert (ratio.row, ratio.col, ratio.label) == (1, 2, "Số hóa – Kết quả")


def test_row_numbers_ranks_and_headers_make_no_facts() -> None:
    text = table("STT|Đơn vị|Xếp hạng|Số đơn", "1|Phòng A|2|12", "2|Phòng B|1|15", "3|Phòng C|3|9")
    assert [fact.value for fact in resolve(text).facts] == [12, 15, 9]


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("TIẾP NHẬN HỒ SƠ TẠI CÁC PHÒNG", "hồ sơ"),
        ("Các phòng đã trả hồ sơ cho người dân.", None),  # prose above a table says nothing of its numbers
    ],
)
def test_a_title_says_what_is_counted(above: str, unit: str | None) -> None:
    fact = fact_at(f"{above}\n\n" + table("TT|Tên|Thành công|Thất bại", "1|A|98|5", "2|B|7|3"), 1, 2)
    assert fact.unit == unit


CERTIFIED = "c) Chứng thực\n\n" + table(
    "Đơn vị|Bản sao (bản)|Hợp đồng (việc)", "Phường Hòa An|120|12", "Phường Hòa Phát|80|8", "Cộng|200|20"
)
BY_FIELD = "2. Kết quả giải quyết hồ sơ\nKết quả theo lĩnh vực:\n\n" + table(
    "Lĩnh vực|Tổng số|Đúng hạn", "Đất đai|648|249", "Xây dựng|64|60"
)
BUDGET = (
    "Chi tiết các khoản thu như sau:\nĐơn vị tính: Nghìn đồng\n\nTT\tNội dung\tDự toán\tThực hiện\tSo sánh (%)\n"
    "I\tThu xã hưởng\t200\t150\t75,0\n1\tThu khác\t100\t50\t50,0\n2\tPhí chợ, bến bãi\t100\t100\t100\n"
)
SCHOOLS = table(
    "TT|Đơn vị|Hoàn thành chương trình",
    "1|Trường TH Trà Bắc|98,7% (603/611 HS)",
    "2|Trường TH Trà Nam|98,4% (310/315 HS)",
)


@pytest.mark.parametrize(
    ("text", "row", "col", "label", "new"),
    [
        (CERTIFIED, 2, 2, "Chứng thực › Hợp đồng (việc)", "the row is a place: header below the caption"),
        (CERTIFIED, 3, 1, "Chứng thực › Cộng – Bản sao (bản)", "a total"),
        (
            BY_FIELD,
            1,
            2,
            "Kết quả giải quyết hồ sơ: Kết quả theo lĩnh vực › Đất đai – Đúng hạn",
            "a caption that says only by what the figures are parted",
        ),
        (BUDGET, 3, 4, "các khoản thu › Phí chợ, bến bãi – Thực hiện so với dự toán (%)", "a bare comparison"),
        (
            BUDGET,
            2,
            4,
            "các khoản thu › Thu xã hưởng › Thu khác – Thực hiện so với dự toán (%)",
            "a thin row: its group",
        ),
        (SCHOOLS, 2, 2, "Hoàn thành chương trình", "words in a school's row: the header, not the school"),
    ],
)
def test_a_label_of_a_cell_stands_alone(text: str, row: int, col: int, label: str, new: str) -> None:
    assert fact_at(text, row, col).label == label, new


POINTS = "TT|Xã|Tổng số hộ|Trong đó hộ DTTS|Mức giảm tỷ lệ (điểm %)|Xếp thứ"
SCORED = "TT|Đơn vị|Hồ sơ|Số hộ|Kinh phí (triệu đồng)|Điểm"
SCORED_ROWS = ("1|A|9,5|120|45,5|80", "2|B|8|90|30|75,5")
POINTS_ROWS = ("1|A|1.142|428|7,76|2", "2|B|521|209|7,79|1")


@pytest.mark.parametrize(
    ("header", "rows", "col", "measure", "unit", "new"),
    [
        (
            POINTS,
            POINTS_ROWS,
            3,
            Measure.COUNT,
            "hộ",
            "points of a share are no scores: a part counts what its whole does",
        ),
        (POINTS, POINTS_ROWS, 2, Measure.COUNT, "hộ", "as are those with a noun"),
        (SCORED, SCORED_ROWS, 3, Measure.COUNT, "hộ", "whole numbers of a noun in a scored table"),
        (SCORED, SCORED_ROWS, 2, Measure.SCORE, "điểm", "a criterion: nothing is counted in fractions"),
        (SCORED, SCORED_ROWS, 4, Measure.MONEY, "đồng", "money is no score"),
        (SCORED, SCORED_ROWS, 5, Measure.SCORE, "điểm", "the score"),
        (
            "TT|Tên|Nội dung A|Tổng điểm",
            ("1|A|10|20", "2|B|5|15"),
            2,
            Measure.SCORE,
            "điểm",
            "a criterion: no more than the points in all",
        ),
        ("TT|Tên|Số hộ|Tổng điểm", ("1|A|120|80", "2|B|65|75"), 2, Measure.COUNT, "hộ", "more than the points"),
        ("TT|Tên|Số điểm trường|Khác", ("1|A|10|20", "2|B|5|15"), 3, Measure.COUNT, None, "places are no scores"),
    ],
)
def test_what_is_a_score(
    header: str, rows: tuple[str, ...], col: int, measure: Measure, unit: str | None, new: str
) -> None:
    fact = fact_at(table(header, *rows), 1, col)
    assert (fact.measure, fact.unit) == (measure, unit), new


@pytest.mark.parametrize(
    ("above", "header", "measure", "unit", "new"),
    [
        ("(Đơn vị tính: người; triệu đồng)", "Đầu kỳ", Measure.COUNT, "người", "counts: the first"),
        ("(Đơn vị tính: người; triệu đồng)", "Kinh phí", Measure.MONEY, "đồng", "money: the one of money"),
        ("(ĐVT: triệu đồng, người)", "Đầu kỳ", Measure.COUNT, "người", "in whatever order"),
        ("(ĐVT: tấn; triệu đồng)", "Thu gom", Measure.COUNT, "tấn", "what is gathered is no income"),
        ("(ĐVT: người; triệu đồng)", "Trường hợp", Measure.COUNT, "trường hợp", "a header's own noun"),
        ("ĐVT: người", "Kinh phí", Measure.COUNT, "người", "one unit stands for all"),
    ],
)
def test_units_above_a_table(above: str, header: str, measure: Measure, unit: str, new: str) -> None:
    fact = fact_at(table(f"Nhóm|{header}|Ghi chú", "Hưu trí|120|x", "Khác|50|y", above=above), 1, 1)
    assert (fact.measure, fact.unit) == (measure, unit), new


TWO_LINES = table(
    "Chỉ tiêu|ĐVT|Tháng 12|||Cả năm 2018|",
    "||2017|2018|SS (%)|Kế hoạch|Thực hiện",
    "Điện thương phẩm|kWh|362|438|121,0|4.800|4.917",
    "Nước sạch|m3|82|101|123,2|1.100|1.126",
    "Khách hàng mới|hộ|356|412|115,7|4.500|4.815",
    "Mất điện|phút|416|283|68,0|620|584",
    "Sự cố|vụ|52|41|78,8|85|79",
)
SPACED_YEARS = """Chỉ tiêu              ĐVT         Tháng 12
                              2017     2018
Điện thương phẩm      kWh      362      438
Nước sạch             m3        82      101
Khách hàng mới        hộ       356      412
"""


def test_years_in_the_second_line_of_a_header_are_no_amounts() -> None:
    facts = {fact.col: fact for fact in resolve(TWO_LINES).facts if fact.row == 2}
    assert (facts[4].numerator, facts[4].denominator, facts[4].percent) == (Decimal(438), Decimal(362), Decimal(121))
    assert facts[6].label == "Điện thương phẩm – Cả năm 2018 Thực hiện"
    assert {fact.row for fact in resolve(TWO_LINES).facts} == {2, 3, 4, 5, 6}


def test_a_year_behind_a_month_is_its_year() -> None:
    text = table("Chỉ tiêu|Tháng 12||Ghi chú", "|2017|2018|", "Số hộ|36|43|", "Số vụ|5|6|")
    assert [fact.period_label for fact in resolve(text).facts if fact.row == 2] == ["2017-12", "2018-12"]


def test_years_in_a_header_between_blanks_are_no_amounts() -> None:
    facts = resolve(SPACED_YEARS).facts
    assert [fact.value for fact in facts] == [362, 438, 82, 101, 356, 412]


def test_years_below_years_are_values() -> None:
    text = table("Xã|Năm đạt|Số hộ", "|2017|12", "B|2018|15")
    assert {fact.row for fact in resolve(text).facts} == {1, 2}


def test_a_total_that_others_are_shares_of_makes_no_count_of_its_own() -> None:
    text = (
        "BÁO CÁO\nKết quả năm 2021\n\nXếp loại chi bộ như sau:\n\n| Xếp loại | Số chi bộ | Tỷ lệ (%) |\n|---|---|---|\n"
        "| Xuất sắc | 27 | 65,9 |\n| Tốt | 10 | 24,4 |\n| Khá | 3 | 7,3 |\n| Yếu | 1 | 2,4 |\n| Cộng | 41 | |\n"
    )
    parcel = resolve(text)
    facts = {fact.fact_id: fact for fact in parcel.facts}
    operands = {link.mention_id for link in parcel.fact_mentions if facts[link.fact_id].denominator}
    alone = {link.mention_id for link in parcel.fact_mentions if not facts[link.fact_id].denominator}
    assert len(operands) > 4
    assert not operands & alone
