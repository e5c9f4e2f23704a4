"""What the rows of a table are called: groups, joined cells, parts of parts; and the units they hand down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Fact, Measure, Scope
from tests.reading import resolve
from tests.tables import table

DEEP = table(
    "TT|Loại án|Thụ lý (vụ)|Còn lại (vụ)",
    "I|Hình sự|120|10",
    "1|Sơ thẩm|90|7",
    "a|Cấp tỉnh|20|2",
    "b|Cấp huyện|70|5",
    "2|Phúc thẩm|30|3",
    "II|Dân sự|80|12",
    "1|Sơ thẩm|60|9",
    "|Tổng cộng|200|22",
    above="Kết quả giải quyết án",
)
CROPS = table(
    "STT|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện",
    "1|Lạc|Ha|120|118",
    "|Năng suất|tạ/ha|21|22,5",
    "2|Khoai lang|Ha|60|61",
    "|Năng suất|tạ/ha|80|79",
    "|Tr.đó: giống mới|″|30|31",
    "|Tổng cộng|Ha|180|179",
    above="Sản xuất vụ đông",
)
SCHOOLS = table(
    "Cấp học|Tên trường|Số lớp|Số học sinh",
    "Tiểu học|Tiểu học Kim Đồng|12|340",
    "|Tiểu học Lê Lợi|10|295",
    "|Tiểu học Hòa Bình|9|240",
    "THCS|THCS Chu Văn An|16|610",
    "|THCS Trần Phú|14|505",
    "Cộng||61|1990",
    above="Quy mô trường lớp",
)
DELEGATES = table(
    "Cấp|Chỉ tiêu|Số lượng|Ghi chú",
    "Huyện|Số đại biểu được bầu|30|x",
    "Huyện|- Nữ|9|y",
    "Huyện|- Kinh phí hỗ trợ|45|z",
    "Xã|Số đại biểu được bầu|420|x",
    "Xã|- Nữ|130|y",
    above="Cơ cấu đại biểu",
)
SEPARATE = table(
    "TT|Tên công trình|Địa điểm|Vốn (triệu đồng)",
    "1|Đường trục chính|Khu trung tâm|900",
    "2|Kênh mương|Khu trung tâm|750",
    "3|Nhà văn hóa|Khu trung tâm|400",
)


def cell(text: str, row: int, col: int) -> Fact:
    """The one fact of a cell."""
    (fact,) = [fact for fact in resolve(text).facts if (fact.row, fact.col) == (row, col)]
    return fact


# (text, row, column, what the label holds in this order, what it does not hold, what is new in the row)
LABELS = [
    (DEEP, 3, 2, ["Hình sự", "Sơ thẩm", "Cấp tỉnh"], "Dân sự", "three levels of numbers"),
    (DEEP, 5, 2, ["Hình sự", "Phúc thẩm"], "Cấp huyện", "the next number ends what the letters part"),
    (DEEP, 7, 2, ["Dân sự", "Sơ thẩm"], "Hình sự", "a name that another group has too"),
    (DEEP, 8, 2, ["Tổng cộng"], "Dân sự", "a total is of no group"),
    (CROPS, 2, 4, ["Lạc", "Năng suất"], "Khoai", "a row without a number below a numbered one"),
    (CROPS, 4, 4, ["Khoai lang", "Năng suất"], "Lạc", "the one above"),
    (CROPS, 5, 4, ["Khoai lang", "giống mới"], "Tr.đó", "an abbreviated lead"),
    (CROPS, 6, 4, ["Tổng cộng"], "Khoai", "a total is no part of the last row"),
    (DELEGATES, 1, 2, ["Cấp huyện", "Số đại biểu được bầu"], "Cấp xã", "a level said by the head of its column"),
    (DELEGATES, 5, 2, ["Cấp xã", "Số đại biểu được bầu", "Nữ"], "huyện", "a part below a joined cell"),
    (SEPARATE, 2, 3, ["Kênh mương"], "Khu trung tâm", "a second column that tells of the first is no name"),
]


@pytest.mark.parametrize(("text", "row", "col", "said", "unsaid", "new"), LABELS)
def test_what_a_row_stands_below(text: str, row: int, col: int, said: list[str], unsaid: str, new: str) -> None:
    label = cell(text, row, col).label or ""
    places = [label.find(words) for words in said]
    assert places == sorted(places), (new, label)
    assert -1 not in places, (new, label)
    assert unsaid not in label, (new, label)


@pytest.mark.parametrize(("row", "name"), [(1, "Tiểu học Kim Đồng"), (2, "Tiểu học Lê Lợi"), (5, "THCS Trần Phú")])
def test_the_second_of_two_columns_names_the_row(row: int, name: str) -> None:
    fact = cell(SCHOOLS, row, 3)
    assert (fact.entity, fact.unit) == (name, "học sinh")


def test_a_total_of_joined_rows_is_no_entity() -> None:
    assert cell(SCHOOLS, 6, 3).entity is None


@pytest.mark.parametrize(("row", "scope"), [(1, Scope.CAP_HUYEN), (2, Scope.CAP_HUYEN), (5, Scope.CAP_XA)])
def test_a_joined_cell_says_the_level(row: int, scope: Scope) -> None:
    assert cell(DELEGATES, row, 2).scope is scope


@pytest.mark.parametrize(
    ("text", "row", "col", "unit", "new"),
    [
        (DELEGATES, 2, 2, "đại biểu", "a part counts what its whole does"),
        (DELEGATES, 3, 2, None, "another measure does not"),
        (CROPS, 5, 4, "tạ/ha", "the unit of the row above, once more"),
    ],
)
def test_units_from_the_row_above(text: str, row: int, col: int, unit: str | None, new: str) -> None:
    assert cell(text, row, col).unit == unit, new


BUDGET = table(
    "TT|Nội dung|Tỉnh giao|Huyện giao|Ước thực hiện|Số xã",
    "1|Thu phí|100|120|130|4",
    "2|Thu khác|20|25|21|6",
    above="Đơn vị tính: triệu đồng",
)
LOANS = table(
    "TT|Chương trình|Kế hoạch|Đầu năm|Số khách hàng",
    "1|Hộ nghèo|900|850|70",
    "2|Việc làm|400|390|31",
    above="Đơn vị: triệu đồng, khách hàng",
)


@pytest.mark.parametrize(
    ("text", "col", "measure", "value", "unit", "new"),
    [
        (BUDGET, 2, Measure.MONEY, "100000000", "đồng", "who sets a plan is not what it is of"),
        (BUDGET, 3, Measure.MONEY, "120000000", "đồng", "nor this one"),
        (BUDGET, 5, Measure.COUNT, "4", "xã", "what a header counts"),
        (LOANS, 2, Measure.MONEY, "900000000", "đồng", "the unit that no header names is that of the others"),
        (LOANS, 4, Measure.COUNT, "70", "khách hàng", "the one named"),
    ],
)
def test_units_above_several_columns(text: str, col: int, measure: Measure, value: str, unit: str, new: str) -> None:
    fact = cell(text, 1, col)
    assert (fact.measure, fact.value, fact.unit) == (measure, Decimal(value), unit), new


INDICATORS = table(
    "TT|Chỉ tiêu|ĐVT|Thực hiện",
    "1|Trường đạt chuẩn quốc gia|Trường|12",
    "2|Xã đạt chuẩn nông thôn mới|Xã|5",
    "3|Trạm y tế có bác sĩ|Trạm|9",
    "4|Phòng Tư pháp|Người|6",
)


@pytest.mark.parametrize(("row", "entity"), [(1, None), (2, None), (3, None), (4, "Phòng Tư pháp")])
def test_an_indicator_that_begins_like_an_office_is_none(row: int, entity: str | None) -> None:
    fact = cell(INDICATORS, row, 3)
    assert fact.entity == entity
    assert (fact.label or "").startswith(("Trường đạt", "Xã đạt", "Trạm y tế có")) is (entity is None)


def test_two_rates_that_nobody_compares_are_no_ratio() -> None:
    text = table(
        "TT|Chỉ tiêu|ĐVT|Năm 2021|Năm 2022|Tỷ lệ (%)",
        "1|Giá trị sản xuất|Tỷ đồng|100|110|110",
        "2|Diện tích gieo trồng|Ha|200|190|95",
        "3|Sản lượng thịt|Tấn|40|50|125",
        "4|Đàn trâu|Con|80|60|75",
        "5|Tỷ lệ hộ nghèo|%|8,1|7,2|",
    )
    rates = [fact for fact in resolve(text).facts if fact.row == 5]
    assert [(fact.measure, fact.value) for fact in rates] == [
        (Measure.PERCENT, Decimal("8.1")),
        (Measure.PERCENT, Decimal("7.2")),
    ]


def test_a_signed_column_is_of_changes() -> None:
    text = table(
        "TT|Chỉ tiêu|Năm 2023|Năm 2024|+, -",
        "1|Đàn trâu (con)|80|95|15",
        "2|Đàn bò (con)|60|48|-12",
        "3|Đàn dê (con)|30|37|7",
    )
    fact = cell(text, 2, 4)
    assert (fact.measure, fact.value, fact.base_value) == (Measure.CHANGE, Decimal(-12), Decimal(60))


def test_a_place_of_the_note_above_a_heading_is_not_of_the_next_table() -> None:
    text = (
        "UBND HUYỆN YÊN LẬP\nBÁO CÁO\nKết quả năm 2023\n1. Chăn nuôi\n"
        + table("TT|Xã|Số hộ", "1|Mỹ Lung|120", "2|Mỹ Lương|80", "3|Xuân An|70")
        + "Ghi chú: xã Lương Sơn chưa tiêm phòng.\n2. Tiêu chí\nKết quả thực hiện một số tiêu chí như sau:\n"
        + table("TT|Tiêu chí|Số công trình", "1|Giao thông|12", "2|Thủy lợi|9")
    )
    places = {
        fact.place_id for fact in resolve(text).facts if (fact.label or "").startswith(("Kết quả", "Giao", "Thủy"))
    }
    assert places == {"234"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TAND huyện Tân Sơn", "office"),
        ("Đơn vị bầu cử số 1 (xã Mỹ Lung, xã Mỹ Lương)", "constituency"),
    ],
)
def test_offices_of_rows(name: str, kind: str) -> None:
    text = "UBND HUYỆN YÊN LẬP\nBÁO CÁO\nNăm 2021\n" + table("Đơn vị|Số phiếu", f"{name}|812", "Khác|5")
    fact = next(fact for fact in resolve(text).facts if fact.value == 812)
    assert (fact.entity, fact.entity_kind) == (name, kind)
    assert fact.place_id == "234"
