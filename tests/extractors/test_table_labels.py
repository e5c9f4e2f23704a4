"""What cells of tables say when they are read alone: label, unit, period and measure from the title and the heads."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.entities import entity_of_row
from schemas.fact import Fact, Measure, PeriodKind, Role
from tests.reading import resolve, rules
from tests.tables import table

YEARBOOK = (
    "Năng suất lúa đông xuân phân theo xã\nĐơn vị tính: Tạ/ha\n\n"
    "\t2021\tSơ bộ 2022\nXã Ba Chúc\t58,8\t59,3\nXã Vĩnh Gia\t60,1\t61,0\nXã Lê Trì\t59,2\t59,9\n"
)
SIGNED = table("TT|Loại đất|Diện tích (ha)|So với năm 2021 tăng (+), giảm (-) (ha)", "1|Đất ở|12,5|3", "2|Rừng|7|-2")
PARTS = table("TT|Ấp|Người khuyết tật|Trong đó: nặng", "1|Ấp 1|41|12", "2|Ấp 2|36|9")
WRAPPED_TITLE = (
    "Phụ lục 2\nKết quả xếp hạng mức độ chuyển đổi số của UBND các\nxã, thị trấn trên địa bàn huyện\n\n"
    + table("TT|Xã|Nhận thức số|Nhân lực số", "1|Xã A|12|25", "2|Xã B|9|8")
)
LETTERHEAD = "PHÒNG THỐNG KÊ\nDÂN SỐ PHÂN THEO XÃ\n\n" + table(
    "TT|Xã|Năm 2021|Năm 2022", "1|Xã A|412|425", "2|Xã B|9|8"
)


def fact_at(text: str, row: int, col: int) -> Fact:
    """The one fact of a cell."""
    (fact,) = [fact for fact in resolve(text).facts if (fact.row, fact.col) == (row, col)]
    return fact


def shares(header: str) -> str:
    """Four rows in which the last column is the share of the third in the second."""
    rows = ("Xã A|200|190|95,0", "Xã B|120|102|85,0", "Xã C|80|60|75,0", "Xã D|50|46|92,0")
    return table(f"Xã|{header}", *rows)


@pytest.mark.parametrize(
    ("text", "row", "col", "label", "new"),
    [
        (YEARBOOK, 1, 1, "Năng suất lúa đông xuân phân theo xã › 2021", "the title stands above its unit"),
        (
            WRAPPED_TITLE,
            1,
            2,
            "Kết quả xếp hạng mức độ chuyển đổi số của UBND các xã, thị trấn trên địa bàn huyện › Nhận thức số",
            "a title goes on in a second line",
        ),
        (PARTS, 1, 3, "Người khuyết tật – trong đó: nặng", "a part beside its whole"),
        (
            shares("Số trẻ 5 tuổi|Số trẻ 5 tuổi ra lớp|Tỷ lệ ra lớp (%)"),
            1,
            3,
            "Tỷ lệ (%) trẻ 5 tuổi ra lớp",
            "a share named after its counts, which say more",
        ),
        (shares("Số hộ|Số hộ nghèo|Tỷ lệ hộ nghèo (%)"), 1, 3, "Tỷ lệ hộ nghèo (%)", "a share that says as much"),
        (
            table("TT|Chỉ tiêu|TH 2010|TH 2011|2011/2010 (%)", "1|Cá|80|76|95", "2|Tôm|50|60|120", "3|Cua|40|34|85"),
            1,
            4,
            "Cá – TH 2011 so với TH 2010 (%)",
            "years set against each other are no fraction",
        ),
        (
            "Hoạt động ủy thác\n\n" + table("TT|Chương trình|Số hộ vay", "1|Nước sạch|412", "2|Nhà ở|53"),
            1,
            2,
            "Hoạt động ủy thác › Nước sạch – Số hộ vay",
            "a count that does not say for what",
        ),
        (
            "Kết quả phổ cập\n- Huyện Châu Thành A, tỉnh Hậu Giang\n\n"
            + table("TT|Xã|Xe đạp", "1|Xã A|412", "2|Xã B|53"),
            1,
            2,
            "Kết quả phổ cập › Xe đạp",
            "a line that says where is no title",
        ),
    ],
)
def test_labels(text: str, row: int, col: int, label: str, new: str) -> None:
    assert fact_at(text, row, col).label == label, new


@pytest.mark.parametrize(
    ("text", "row", "col", "unit", "measure", "new"),
    [
        (PARTS, 1, 3, "người", Measure.COUNT, "the unit of its whole"),
        (SIGNED, 1, 3, "ha", Measure.CHANGE, "signs and unit in brackets: the last pair is the unit"),
        (SIGNED, 1, 2, "ha", Measure.COUNT, "a level is no change"),
        (
            table("TT|Tội|Năm 2020 Số vụ|Năm 2020 Bị can", "1|Ma túy|12|15", "2|Khác|9|9"),
            1,
            3,
            "bị can",
            Measure.COUNT,
            "a noun behind the year",
        ),
        (
            "Biểu 2. Tình hình giải quyết hồ sơ\n\n" + table("TT|Lĩnh vực|Quá hạn", "1|Đất đai|3", "2|Hộ tịch|1"),
            1,
            2,
            "hồ sơ",
            Measure.COUNT,
            "a numbered title names what is counted, in small letters too",
        ),
    ],
)
def test_units(text: str, row: int, col: int, unit: str, measure: Measure, new: str) -> None:
    fact = fact_at(text, row, col)
    assert (fact.unit, fact.measure) == (unit, measure), new


LEVELS = table("TT|Cấp học|Số lớp|Số học sinh", "I|Mầm non|12|300", "|- Công lập|9|220", "II|THCS Lê Lợi|8|90")
CASUALTIES = table(
    "TT|Tiêu chí|Năm 2022|Năm 2023|Tăng, giảm|Tỷ lệ (%)",
    "1|Số vụ|42|36|-6|-14,3",
    "2|Số người chết|15|13|-2|-13,3",
    "3|Số người bị thương|38|40|2|5,3",
    above="TAI NẠN GIAO THÔNG\n",
)
STAFF = "THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC\n\n" + table("TT|Phòng|Tổng số|Đại học", "1|A|22|16", "2|B|21|13")
GOALS = table(
    "TT|Xã|Số tiêu chí đạt đầu năm|Kế hoạch năm 2022|Số tiêu chí còn thiếu", "1|Xã A|14|17|3", "2|Xã B|12|15|6"
)


@pytest.mark.parametrize(
    ("text", "row", "entity", "new"),
    [(LEVELS, 1, None, "a level of schools is none"), (LEVELS, 3, "THCS Lê Lợi", "a school of that level")],
)
def test_levels_are_no_schools(text: str, row: int, entity: str | None, new: str) -> None:
    fact = fact_at(text, row, 2)
    assert (fact.entity, "Mầm non" in (fact.label or "")) == (entity, entity is None), new


def test_a_public_school_is_not_founded() -> None:
    assert fact_at("Năm học 2021-2022\n\n" + LEVELS, 2, 3).period_kind is PeriodKind.STOCK


def test_the_share_of_a_difference_is_its_growth() -> None:
    fact = fact_at(CASUALTIES, 1, 5)
    label = "TAI NẠN GIAO THÔNG › Số vụ – Năm 2023 so với năm 2022 (%)"
    assert (fact.measure, fact.unit, fact.label) == (Measure.CHANGE, "%", label)
    assert fact.base_value == 42


@pytest.mark.parametrize(
    ("text", "row", "col", "unit", "new"),
    [
        (STAFF, 1, 2, "người", "several sorts of people in the title"),
        (GOALS, 1, 3, "tiêu chí", "a header that names nothing counts what its neighbours do"),
        (table("TT|Xã|Đảng viên|Mới", "1|Xã A|14|7", "2|Xã B|12|5"), 1, 3, None, "one neighbour is too few"),
        (table("TT|Xã|Đảng viên|Nữ", "1|Xã A|14|7", "2|Xã B|12|5"), 1, 3, "người", "women are people"),
    ],
)
def test_units_of_titles_and_neighbours(text: str, row: int, col: int, unit: str | None, new: str) -> None:
    assert fact_at(text, row, col).unit == unit, new


@pytest.mark.parametrize(
    ("header", "role", "end", "new"),
    [
        ("Chỉ tiêu giao (%)", Role.TARGET, date(2023, 12, 31), "a share that is asked for, of the whole year"),
        ("Kế hoạch 6 tháng", Role.TARGET, date(2023, 6, 30), "a plan for less says so"),
        ("Hoàn thành kế hoạch (%)", Role.ACTUAL, date(2023, 6, 30), "a plan fulfilled is none"),
        ("So sánh với cùng kỳ (%)", Role.ACTUAL, date(2023, 6, 30), "a comparison is no base"),
    ],
)
def test_plans_and_comparisons(header: str, role: Role, end: date, new: str) -> None:
    text = "BÁO CÁO\nKết quả 6 tháng đầu năm 2023\n\n" + table(f"TT|Xã|{header}", "1|Xã A|94", "2|Xã B|95")
    fact = fact_at(text, 1, 2)
    assert (fact.role, fact.period_end) == (role, end), new


@pytest.mark.parametrize(
    ("header", "start", "kind", "new"),
    [
        ("Đoàn viên kết nạp mới", date(2021, 1, 1), PeriodKind.FLOW, "new ones came over the year"),
        ("Đoàn viên", None, PeriodKind.STOCK, "the others are there"),
        ("Giải ngân từ đầu năm (triệu đồng)", date(2021, 1, 1), PeriodKind.CUMULATIVE, "since new year"),
    ],
)
def test_columns_of_a_table_of_one_day(header: str, start: date | None, kind: PeriodKind, new: str) -> None:
    text = "Tổ chức Đoàn tính đến 30/6/2021\n\n" + table(f"TT|Xã|{header}", "1|Xã A|94", "2|Xã B|95")
    fact = fact_at(text, 1, 2)
    assert (fact.period_start, fact.period_end, fact.period_kind) == (start, date(2021, 6, 30), kind), new


def test_a_yearbook_has_years_for_a_header() -> None:
    ends = [fact_at(YEARBOOK, 1, col).period_end for col in (1, 2)]
    assert ends == [date(2021, 12, 31), date(2022, 12, 31)]


@pytest.mark.parametrize(
    ("head", "start", "end"),
    [("9T/2024", date(2023, 12, 16), date(2024, 9, 15)), ("9T/2025", date(2024, 12, 16), date(2025, 9, 15))],
)
def test_months_in_short_are_the_stretch_of_the_report(head: str, start: date, end: date) -> None:
    text = "BÁO CÁO\nKết quả 9 tháng năm 2025\n(Số liệu từ ngày 16/12/2024 đến ngày 15/9/2025)\n\n"
    text += table("TT|Chỉ tiêu|9T/2024|9T/2025", "1|Tờ khai|812|694", "2|Hành khách|45|60")
    fact = fact_at(text, 1, 2 if head == "9T/2024" else 3)
    assert (fact.period_start, fact.period_end) == (start, end)


def test_a_column_that_runs_from_new_year() -> None:
    text = "BÁO CÁO\nChi trả tháng 5 năm 2016\n\n"
    text += table("TT|Chế độ|Trong tháng (đồng)|Lũy kế (đồng)|Lũy kế từ đầu dự án (đồng)", "1|A|9|80|99", "2|B|5|40|70")
    starts = [fact_at(text, 1, col).period_start for col in (2, 3, 4)]
    assert starts == [date(2016, 5, 1), date(2016, 1, 1), date(2016, 5, 1)]


def test_what_is_required_is_a_target() -> None:
    text = table("TT|Tiêu chí|Quy định|Kết quả", "1|Điện|98|99", "2|Nước|90|95")
    assert [fact_at(text, 1, col).role for col in (2, 3)] == [Role.TARGET, Role.ACTUAL]


def test_a_numbered_title_begins_anew() -> None:
    rows = table("TT|Sản phẩm|Giá", "1|Gạch|412", "2|Ngói|53")
    text = f"CÔNG TY AN BÌNH\nBÁO CÁO\nTình hình quý I\nBảng 1. Sản xuất (tính đến 31/3/2023)\n\n{rows}"
    assert fact_at(text, 1, 2).label == "Sản xuất › Gạch – Giá"


def test_the_title_tells_the_kind_where_it_names_the_measure() -> None:
    fact = fact_at(LETTERHEAD, 1, 2)
    assert (fact.label, fact.period_kind) == ("DÂN SỐ PHÂN THEO XÃ › Năm 2021", PeriodKind.STOCK)


def test_what_came_over_from_the_year_before_is_of_this_one() -> None:
    text = "Năm 2023\n\n" + table("TT|Đơn vị|Năm trước chuyển sang|Cùng kỳ", "1|Phòng A|12|10", "2|Phòng B|3|4")
    assert [fact_at(text, 1, col).role for col in (2, 3)] == [Role.ACTUAL, Role.BASELINE]


def test_a_month_inside_a_header() -> None:
    text = "Báo cáo năm 2024\n\n" + table("TT|Ấp|Kinh phí chi trả tháng 12 (đồng)", "1|Ấp 1|38.400", "2|Ấp 2|500")
    assert fact_at(text, 1, 2).period_start == date(2024, 12, 1)


@pytest.mark.parametrize(("header", "is_entity"), [("Danh mục dự án", False), ("Đơn vị", True), ("", True)])
def test_projects_are_no_entities(header: str, is_entity: bool) -> None:
    assert (entity_of_row("Trường THCS Tân Phước", rules(), header) is not None) is is_entity


def under_headings(last: str, between: str = "") -> str:
    """A table under a heading, with a section of another subject before it."""
    head = "BỆNH VIỆN AN BÌNH\nBÁO CÁO\nKết quả năm 2015\n\nIII. TỒN TẠI\n\nCòn thiếu 7 bác sĩ.\n\n"
    return f"{head}{last}\n\n{between}" + table("TT|Nội dung|Năm 2014", "1|Giường bệnh|110", "2|Giường cấp cứu|12")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (under_headings("IV. CHỈ TIÊU KẾ HOẠCH VÀ KẾT QUẢ"), "Giường bệnh – Năm 2014"),
        (under_headings("IV. KẾT QUẢ THỰC HIỆN"), "Giường bệnh – Năm 2014"),
        (under_headings("IV. CƠ SỞ VẬT CHẤT"), "CƠ SỞ VẬT CHẤT › Giường bệnh – Năm 2014"),
        (
            under_headings("IV. CƠ SỞ VẬT CHẤT", "1. Kết quả thực hiện\n\n"),
            "CƠ SỞ VẬT CHẤT › Giường bệnh – Năm 2014",
        ),
    ],
)
def test_a_heading_that_names_nothing_gives_no_room_to_the_section_before(text: str, label: str) -> None:
    assert fact_at(text, 1, 2).label == label


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("74 phiên/62 Thẩm phán", "Phiên tòa trực tuyến – Kết quả: Thẩm phán"),
        ("74 phiên, 62 đơn vị", "Phiên tòa trực tuyến – Kết quả: đơn vị"),
        ("74 phiên, 62 phiên", "Phiên tòa trực tuyến – Kết quả"),
    ],
)
def test_the_second_figure_of_a_cell_keeps_its_row(cell: str, label: str) -> None:
    text = "Báo cáo năm 2023\n\nMỘT SỐ CHỈ TIÊU CHỦ YẾU CỦA NGÀNH TƯ PHÁP\n\n"
    text += table("TT|Nội dung|Kết quả", f"1|Phiên tòa trực tuyến|{cell}", "2|Lớp tập huấn nghiệp vụ|5 lớp")
    (fact,) = [fact for fact in resolve(text).facts if fact.value == 62]
    assert (fact.label or "").rpartition(" › ")[2] == label
