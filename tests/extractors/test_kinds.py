"""Whether a figure happened or is there, when it holds and whose it is: offices of several branches and years."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.fact import PeriodKind, Scope
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN MỘC CHÂU\nBÁO CÁO\nKết quả công tác 6 tháng đầu năm 2022\n\nI. KẾT QUẢ\n"
FLOW, STOCK = PeriodKind.FLOW, PeriodKind.STOCK

# (text, printed number, kind, what is new in the row)
KINDS = [
    ("- Xã có 14 thôn, tổ dân phố với 3.125 hộ, 12.907 khẩu.", "14", STOCK, "places named together"),
    ("- Xã có 14 thôn, tổ dân phố với 3.125 hộ, 12.907 khẩu.", "12.907", STOCK, "people by the short word"),
    ("- Giá trị hàng xuất khẩu: 45 mặt hàng.", "45", FLOW, "not what is exported"),
    ("- Hòa giải ở cơ sở: 25 tổ hòa giải.", "25", STOCK, "the name of a field is no deed"),
    ("- Thành lập 25 tổ hòa giải.", "25", FLOW, "what was founded"),
    ("- Hòa giải thành 41 vụ.", "41", FLOW, "the deed itself"),
    ("- Có 03 nhà mạng phủ sóng 4G.", "03", STOCK, "bodies that serve a place"),
    ("- Phụ nữ giúp nhau 420 ngày công và 215 con giống.", "215", FLOW, "what was given, with what it is listed with"),
    ("- Toàn xã có 2.150 con bò.", "2.150", STOCK, "herds"),
    ("- Về trình độ: đại học 31 người, trung cấp 04 người.", "31", STOCK, "what people have learnt"),
    ("- Về trình độ: đại học 31 người, trung cấp 04 người.", "04", STOCK, "and its sibling: 'trung cấp' gives nothing"),
    ("- Đào tạo nâng cao trình độ cho 31 người.", "31", FLOW, "what was taught"),
    ("- Thủ tục thuộc thẩm quyền giải quyết của Chi cục là 37 thủ tục.", "37", STOCK, "procedures an office has"),
    ("- Đã bãi bỏ 06 thủ tục.", "06", FLOW, "procedures done away with"),
    ("- Dân số - KHHGĐ: sinh con thứ 3 là 27 trẻ.", "27", FLOW, "births, under the name of a field"),
    ("- Hỗ trợ học sinh con hộ nghèo.\n- Toàn trường có 312 học sinh.", "312", STOCK, "no birth"),
    ("- BHXH: 5.120 người; BHTN: 4.870 người.", "4.870", STOCK, "the insured"),
    ("- Chi trả BHTN: 487 người.", "487", FLOW, "the paid"),
    ("- Nhận 500 hồ sơ, còn 60 hồ sơ tiếp nhận trực tiếp.", "60", FLOW, "the rest that came in too"),
    ("- Nhận 500 hồ sơ, còn 60 hồ sơ đang giải quyết.", "60", STOCK, "the rest that is still there"),
    ("- Tỷ lệ xã được trang bị máy tính phục vụ công tác là 96%.", "96", STOCK, "what they have it for is no deed"),
]


@pytest.mark.parametrize(("text", "printed", "kind", "new"), KINDS, ids=[row[-1] for row in KINDS])
def test_what_is_there_and_what_happened(text: str, printed: str, kind: PeriodKind, new: str) -> None:
    assert fact_of(resolve(f"{HEAD}{text}\n"), printed).period_kind is kind, new


# (text, printed number, kind, what is new in the row): the figures a figure belongs to, the verb of its clause
BELONGING = [
    ("- Tổng số 640 học viên, tăng 12 em so với năm trước, nữ 305 em.", "305", STOCK, "behind a change in its list"),
    ("- Trường có 28 đồng chí (nữ 19, dân tộc 04).", "19", STOCK, "parts in a bracket"),
    ("- Trường có 28 đồng chí (nữ 19, dân tộc 04).", "04", STOCK, "each of them"),
    ("- Công an xã đang quản lý 42 người, trong đó điều trị Methadone 17 người.", "17", STOCK, "a category is no deed"),
    ("- Toàn xã có 15 hợp tác xã, trong đó thành lập mới 02.", "02", FLOW, "a part that became one in the time"),
    ("- Bồi dưỡng 05 lớp cho 210 cán bộ, 64 viên chức.", "64", FLOW, "of a deed before the list"),
    ("- Bồi dưỡng công chức xã 12 lớp với 340 cán bộ.", "340", FLOW, "the deed stands before another number"),
    ("- Xảy ra 31 vụ cháy, do điện 19 vụ, còn lại 12 vụ do nguyên nhân khác.", "12", FLOW, "the rest of a split"),
    ("- Thăm hỏi 44 hội viên ốm đau.", "44", FLOW, "the clause begins with the deed"),
    ("- Khảo sát ý kiến đối với 120 doanh nghiệp.", "120", FLOW, "not right before the number"),
    ("- Đã sơ tán 88 hộ với 301 nhân khẩu.", "301", FLOW, "what goes with it"),
    ("- Hội Nông dân đã hiến trên 900 m2 đất.", "900", FLOW, "behind its subject"),
    ("- Quản lý phương tiện kỹ thuật 06 tàu.", "06", STOCK, "what one keeps is there"),
    ("- Sử dụng 210 lít hóa chất.", "210", FLOW, "used up"),
    ("- Biên chế được giao 57 biên chế, hiện có 55 người.", "57", STOCK, "posts given"),
    ("- Tinh giản 03 biên chế.", "03", FLOW, "posts done away with"),
    ("- Tổng số lao động 412 người (nữ 187 người).", "412", STOCK, "a number of people without a verb"),
    ("- Số người tham gia thi là 77 người.", "77", FLOW, "with one"),
    ("- Số cử tri đi bầu là 6.120 người.", "6.120", FLOW, "what voters did"),
    ("- Hiện còn lưu giữ 61 bộ chiêng; 14 nghệ nhân đánh chiêng.", "14", STOCK, "the verb of the first member"),
    ("- Dư nợ ủy thác qua 3 tổ chức hội là 81 tỷ đồng.", "81", STOCK, "a number within the name"),
    ("- Tỷ lệ người trên 15 tuổi có tài khoản giao dịch ngân hàng đạt 41%.", "41", STOCK, "what they have for deeds"),
    ("- 98% văn bản được trao đổi qua phần mềm quản lý.", "98", FLOW, "what happened with what is there"),
    ("- Tỷ lệ người dân được hỗ trợ sử dụng dịch vụ công đạt 62%.", "62", FLOW, "the first verb decides"),
    ("- 84% bản có điện.", "84", STOCK, "villages, no copies"),
    ("- Huyện có 26 máy in phục vụ chuyên môn.", "26", STOCK, "what they are for"),
    ("- Ngô gieo trồng 80 ha, trong đó lấy hạt 50 ha, còn 30 ha ngô sinh khối.", "30", FLOW, "the rest of an area"),
    ("- Diện tích lúa bị ngập là 312 ha.", "312", FLOW, "damage"),
    ("- Khen thưởng 250 phiếu (41,7%).", "41,7", FLOW, "a share in a bracket holds as its count"),
    ("- Toàn xã có 9 trường đạt chuẩn, đạt 75%.", "75", STOCK, "a bare share of what is there"),
    ("- Đang quản lý và chi trả trợ cấp cho 508 đối tượng.", "508", STOCK, "joined to what goes on"),
    ("- Vẫn thiếu khoảng 18 giáo viên.", "18", STOCK, "what is missing"),
    ("- Công suất sử dụng theo giường kế hoạch đạt 91%.", "91", FLOW, "how much beds were used"),
]


@pytest.mark.parametrize(("text", "printed", "kind", "new"), BELONGING, ids=[row[-1] for row in BELONGING])
def test_what_a_figure_belongs_to_tells_its_kind(text: str, printed: str, kind: PeriodKind, new: str) -> None:
    assert fact_of(resolve(f"{HEAD}{text}\n"), printed).period_kind is kind, new


# (heading, text, printed number, kind, what is new in the row)
HEADED = [
    ("II. TÌNH HÌNH THIỆT HẠI", "- Về giáo dục: 17 điểm trường.", "17", FLOW, "all below damage"),
    ("II. TÌNH HÌNH THIỆT HẠI", "- Rừng hiện có 910 ha.", "910", STOCK, "but what is said to be there"),
    ("II. GIÁO DỤC", "- Toàn huyện có 17 điểm trường.", "17", STOCK, "another heading"),
]


@pytest.mark.parametrize(("heading", "text", "printed", "kind", "new"), HEADED, ids=[row[-1] for row in HEADED])
def test_headings_of_what_happened(heading: str, text: str, printed: str, kind: PeriodKind, new: str) -> None:
    assert fact_of(resolve(f"{HEAD}- Chung.\n\n{heading}\n\n{text}\n"), printed).period_kind is kind, new


# (text, printed number, first and last day, what is new in the row)
DAYS = [
    ("- HIV: lũy tích 150 người nhiễm.", "150", None, "since the first case"),
    ("- Sốt rét: lũy tích từ đầu năm 48 ca.", "48", date(2022, 1, 1), "since new year where that is said"),
    ("- Lũy kế thu ngân sách 12,5 tỷ đồng.", "12,5", date(2022, 1, 1), "money of the year"),
    ("- Khám 900 lượt, tăng 2% so với cùng kỳ (năm 2021: 882 lượt).", "882", date(2021, 1, 1), "a year in its bracket"),
    ("- Khám 900 lượt, tăng 2% so với cùng kỳ (năm 2021: 882 lượt). Mổ 12 ca.", "12", date(2022, 1, 1), "no further"),
]


@pytest.mark.parametrize(("text", "printed", "start", "new"), DAYS, ids=[row[-1] for row in DAYS])
def test_first_days(text: str, printed: str, start: date | None, new: str) -> None:
    assert fact_of(resolve(f"{HEAD}{text}\n"), printed).period_start == start, new


TABLE = "\n\nTT\tĐơn vị\tKH 2022\tTH 6 tháng\n1\tXã Tà Lại\t210\t124\n2\tXã Hua Păng\t180\t97\n"


def test_a_year_in_brackets_above_a_table_is_not_its_time() -> None:
    above = "- Khám 900 lượt, tăng 2% so với cùng kỳ (năm 2021: 882 lượt)."
    assert fact_of(resolve(f"{HEAD}{above}{TABLE}"), "124").period_end == date(2022, 6, 30)


def test_a_table_of_the_quarter_has_the_days_the_report_states() -> None:
    title = "BÁO CÁO\nCải cách hành chính quý III năm 2021\n(Số liệu từ ngày 16/6/2021 đến ngày 15/9/2021)\n"
    head = f"UBND HUYỆN MỘC CHÂU\n{title}"
    table = "\nI. KẾT QUẢ\nBảng 1. Hồ sơ {}\n\nTT\tLĩnh vực\tTiếp nhận\n1\tĐất đai\t412\n2\tHộ tịch\t186\n"
    own, other = (resolve(head + table.format(named)) for named in ("quý III/2021", "quý I/2021"))
    assert fact_of(own, "412").period_start == date(2021, 6, 16)
    assert fact_of(other, "412").period_start == date(2021, 1, 1)


OFFICE = "UBND TỈNH SƠN LA\nSỞ CÔNG THƯƠNG\nBÁO CÁO\nKết quả công tác năm 2022\n\nI. KẾT QUẢ\n"


@pytest.mark.parametrize(
    ("text", "printed", "is_own", "scope"),
    [
        ("- Biên chế được giao: 52 biên chế.", "52", True, Scope.TOAN_DIA_BAN),
        ("- Có 08 phòng chuyên môn có mạng LAN.", "08", True, Scope.TOAN_DIA_BAN),
        ("- Toàn tỉnh có 412 biên chế ngành.", "412", False, Scope.TOAN_DIA_BAN),
        ("- Cấp huyện có 96 công chức.", "96", False, Scope.CAP_HUYEN),
        ("- Xây dựng 27 chợ hạng III.", "27", False, Scope.TOAN_DIA_BAN),
    ],
)
def test_posts_and_rooms_of_an_office_are_its_own(text: str, printed: str, is_own: bool, scope: Scope) -> None:
    fact = fact_of(resolve(f"{OFFICE}{text}\n"), printed)
    assert (fact.entity is not None, fact.scope) == (is_own, scope)


def test_rooms_of_a_district_are_of_its_level() -> None:
    assert fact_of(resolve(f"{HEAD}- Có 12/12 phòng chuyên môn kết nối.\n"), "12").scope is Scope.CAP_HUYEN


def test_what_families_add_is_not_of_the_level_named_before() -> None:
    parcel = resolve(
        f"{HEAD}- Xây nhà 175 triệu đồng, gồm: cấp huyện vận động 85 triệu đồng, gia đình đối ứng 90 triệu đồng.\n"
    )
    assert (fact_of(parcel, "85").scope, fact_of(parcel, "90").scope) == (Scope.CAP_HUYEN, Scope.TOAN_DIA_BAN)
