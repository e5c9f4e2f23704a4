"""Names of places as offices type them, the place a document reports on, and the places of rows and figures."""

from __future__ import annotations

import pytest

from extractors.gazetteer import bare_name, fold_name, split_kind
from extractors.homes import read_home
from extractors.places import Home, PlaceReader
from extractors.rules_compiled import compile_rules
from schemas.fact import Scope
from schemas.reference import PlaceLevel
from tests.reading import fact_of, resolve, rulebook, rules

TUAN_GIAO = "099"
TUA_CHUA = "098"
PAST_PLACES = 774


def home(place_id: str, *, is_old: bool = True, is_new: bool = False) -> Home:
    """A document's own place, by its code."""
    row = rules().gazetteer.rows[place_id]
    province = [above.place_id for above in rules().gazetteer.ancestors(place_id)][-1]
    return Home(row, row.level, province, row.kind, row.proper, is_old, is_new)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thuỷ Nguyên", "THỦY NGUYÊN"),
        ("xã Hoà Bình", "Xã Hòa Bình"),
        ("Mỹ Đức", "Mĩ Đức"),
        ("Phường 01", "phường 1"),
        ("Đắk R’lấp", "Đắk R'Lấp"),
    ],
)
def test_ways_to_type_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("Sính Phình", "Sinh Phình"), ("Tủa Chùa", "Tửa Chùa")])
def test_marks_tell_names_apart_until_they_are_taken_off(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)
    assert bare_name(one) == bare_name(other)


def test_type_and_name() -> None:
    assert split_kind("thị trấn Tủa Chùa") == ("thị trấn", "Tủa Chùa")
    assert split_kind("xã Ta Ma") == ("xã", "Ta Ma")


def test_the_list_is_whole() -> None:
    rows = rules().gazetteer.rows.values()
    levels = [(row.level, row.is_old and not row.is_past, row.is_new) for row in rows]
    old = {level: sum(at is level and is_old for at, is_old, _ in levels) for level in PlaceLevel}
    new = {level: sum(at is level and is_new for at, _, is_new in levels) for level in PlaceLevel}
    assert old == {PlaceLevel.PROVINCE: 63, PlaceLevel.DISTRICT: 696, PlaceLevel.COMMUNE: 10035}
    assert sum(row.is_past for row in rows) == PAST_PLACES
    assert new == {PlaceLevel.PROVINCE: 34, PlaceLevel.DISTRICT: 0, PlaceLevel.COMMUNE: 3321}


NAMES = [
    # text, the document's place, codes found (None: a name the list has not, or more than once), what is new
    ("tại xã Quài Cang", TUAN_GIAO, ["03289"], "a commune of the district"),
    ("UBND XÃ QUÀI CANG", TUAN_GIAO, ["03289"], "capitals"),
    ("X. Quài Cang và TT. Tuần Giáo", TUAN_GIAO, ["03289", "03253"], "abbreviations"),
    ("TT Tuần Giáo", TUAN_GIAO, ["03253"], "an abbreviation without a full stop"),
    ("TT. Y tế huyện", TUAN_GIAO, [], "an abbreviation of another word"),
    ("xã Sinh Phình", TUA_CHUA, ["03241"], "a mark left out"),
    ("HUYỆN TỬA CHÙA", TUA_CHUA, ["098"], "a mark mistyped"),
    ("xã Huổi Sớ", TUA_CHUA, ["03220"], "a mark the list does not have"),
    ("xã Sinh Phình", TUAN_GIAO, [None], "without its marks only at home"),
    ("xã Tân Lập", TUAN_GIAO, [None], "a name that many have"),
    ("xã Mường Báng Tiếp nhận", TUA_CHUA, ["03250"], "a capital behind the name"),
    ("xã Đồng Văn Hạ", TUAN_GIAO, [None], "a longer name than the one in the list"),
    ("chuyển đổi số xã hội và xã Nông thôn mới", TUAN_GIAO, [], "words that are no names"),
    ("các xã, thị trấn trên địa bàn huyện", TUAN_GIAO, [], "type words alone"),
    ("tỉnh Điện Biên", TUAN_GIAO, ["11"], "the province"),
    ("huyện Tuần Giáo", TUAN_GIAO, ["099"], "the document's own place"),
    ("thị xã Mường Lay", TUAN_GIAO, ["095"], "another district of the province"),
    ("huyện Mộc Châu", "14", ["123"], "a huyện that has become a thị xã"),
    ("Phường 5", "14", [None], "a number, and no such place in the province"),
]


@pytest.mark.parametrize(("text", "place", "codes", "new"), NAMES, ids=[row[-1] for row in NAMES])
def test_names(text: str, place: str, codes: list[str | None], new: str) -> None:
    found = PlaceReader(rules(), home(place)).find(text)
    assert [mention.row.place_id if mention.row else None for mention in found] == codes, new


def test_a_name_means_the_place_of_its_days() -> None:
    new = PlaceReader(rules(), home("11", is_old=False, is_new=True))
    assert [mention.row and mention.row.place_id for mention in new.find("xã Sính Phình")] == ["03241-2025"]


def text_of(*head: str, body: str = "Toàn huyện có 120 hộ nghèo.") -> str:
    """A report with a letterhead."""
    return "\n".join([*head, body, ""])


HOMES = [
    # letterhead to title, code, what is new
    (("UBND HUYỆN TUẦN GIÁO", "Tuần Giáo, ngày 5 tháng 12 năm 2023", "BÁO CÁO", "Kết quả"), "099", "the issuer"),
    (("UBND TỈNH SƠN LA", "SỞ Y TẾ", "BÁO CÁO", "Kết quả"), "14", "an office under a province"),
    (("ỦY BAN NHÂN DÂN", "HUYỆN TỬA CHÙA", "BÁO CÁO", "Kết quả"), "098", "a name mistyped"),
    (("UBND HUYỆN TUẦN GIÁO", "UBND XÃ TA MA", "BÁO CÁO", "Kết quả"), "03265", "a commune with its district"),
    (
        ("UBND TỈNH ĐIỆN BIÊN", "UBND XÃ SÍNH PHÌNH", "Sính Phình, ngày 3 tháng 10 năm 2025", "BÁO CÁO", "Kết quả"),
        "03241-2025",
        "a commune of the new system",
    ),
    (
        (
            "UBND TỈNH ĐIỆN BIÊN",
            "Số: 5/BC-UBND",
            "BÁO CÁO",
            "Kết quả kiểm tra trên địa bàn huyện Tủa Chùa",
            "Thực hiện Kế hoạch, kết quả như sau:",
        ),
        "098",
        "the title narrows the issuer's place",
    ),
    (
        ("UBND HUYỆN TUẦN GIÁO", "BÁO CÁO", "Kết quả thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh Điện Biên"),
        "099",
        "a place above the issuer's in the title",
    ),
    (("UBND HUYỆN VĨNH KHÊ", "BÁO CÁO", "Kết quả"), None, "a district no list has"),
    (
        ("UBND TỈNH THANH LỘC", "UBND HUYỆN TUẦN GIÁO", "BÁO CÁO", "Kết quả"),
        None,
        "a province no list has: in doubt none",
    ),
    (("UBND TỈNH ĐIÊN BIÊN", "UBND HUYỆN TUẦN GIÁO", "BÁO CÁO", "Kết quả"), "099", "a province mistyped"),
    (("BỘ CÔNG THƯƠNG", "BÁO CÁO", "Tình hình tại thành phố Hồ Chí Minh và các tỉnh"), None, "an office of the state"),
]


@pytest.mark.parametrize(("head", "code", "new"), HOMES, ids=[row[-1] for row in HOMES])
def test_the_place_a_document_reports_on(head: tuple[str, ...], code: str | None, new: str) -> None:
    assert resolve(text_of(*head)).document.place_id == code, new


HEAD = ("UBND HUYỆN TUẦN GIÁO", "Tuần Giáo, ngày 5 tháng 12 năm 2023", "BÁO CÁO", "Kết quả", "Kết quả như sau:")


def places_of_rows(*rows: str) -> dict[str | None, str | None]:
    """The code of each row by its entity, of a table under a district's letterhead."""
    facts = resolve(text_of(*HEAD, body="\n".join(rows))).facts
    return {fact.entity: fact.place_id for fact in facts if fact.table_id}


def test_rows_named_by_their_commune() -> None:
    rows = places_of_rows(
        "TT\tĐơn vị\tSố hộ\tSố khẩu",
        "1\tXã Quài Cang\t120\t500",
        "2\tThị trấn Tuần Giáo\t130\t600",
        "3\tUBND xã Hồng Phúc Lộc\t99\t400",
        "\tTổng\t349\t1500",
    )
    assert rows == {
        "Xã Quài Cang": "03289",
        "Thị trấn Tuần Giáo": "03253",
        "UBND xã Hồng Phúc Lộc": None,
        None: TUAN_GIAO,
    }


def test_rows_of_bare_names() -> None:
    rows = places_of_rows(
        "TT\tĐơn vị\tSố hộ\tSố khẩu",
        "1\tQuài Cang\t120\t500",
        "2\tQuài Nưa\t130\t600",
        "3\tQuài Tở\t99\t400",
    )
    assert rows == {"Quài Cang": "03289", "Quài Nưa": "03274", "Quài Tở": "03295"}


def test_one_bare_name_among_others_is_no_commune() -> None:
    rows = places_of_rows(
        "TT\tLoại cây\tSố hộ\tSố khẩu",
        "1\tNgô\t120\t500",
        "2\tPú Xi\t130\t600",
        "3\tSắn\t99\t400",
    )
    assert set(rows.values()) == {TUAN_GIAO}


def test_a_fact_of_nowhere_has_no_place() -> None:
    fact = resolve("Có 120 hộ nghèo.").facts[0]
    assert (fact.place_id, fact.scope) == (None, None)


def test_a_person_may_state_the_place() -> None:
    text = text_of("Số: 5/BC-UBND", "BÁO CÁO", "Kết quả")
    days = resolve(text).document
    for stated, code in (("xã Ta Ma, huyện Tuần Giáo", "03265"), ("099", "099"), ("xã Tân Lập", None)):
        row = read_home(days, (), text, rules(), stated).row
        assert (row.place_id if row else None) == code


def test_without_a_list_no_name_is_known() -> None:
    nothing = PlaceReader(compile_rules(rulebook()), Home())
    assert [mention.row for mention in nothing.find("xã Quài Cang, tỉnh Điện Biên")] == [None, None]


CANTEEN = """UBND HUYỆN TUẦN GIÁO
BÁO CÁO
Kết quả năm 2023

"""


@pytest.mark.parametrize(
    ("text", "printed", "place"),
    [
        ("Ca đầu tiên ở xã Mùn Chung. Tổng số ca là 120 ca, trong đó:\n\n- Nặng: 12 ca.", "12", "huyện Tuần Giáo"),
        ("Các xã có nhiều ca: Mùn Chung (31 ca), Pú Nhung (28 ca).", "28", "xã Pú Nhung"),
        ("Người nộp nhiều nhất: Nguyễn Văn Hà (31 hồ sơ).", "31", "huyện Tuần Giáo"),
    ],
)
def test_places_of_bullets_and_lists(text: str, printed: str, place: str) -> None:
    fact = fact_of(resolve(CANTEEN + text), printed)
    assert fact.place_id is not None
    row = rules().gazetteer.rows[fact.place_id]
    assert f"{row.kind} {row.proper}".casefold() == place.casefold()


@pytest.mark.parametrize(
    ("text", "printed", "is_village"),
    [
        ("Chứng thực bản sao 4.215 bản.", "4.215", False),
        ("Có 3.520 kết quả được cấp bản điện tử.", "3.520", False),
        ("Toàn huyện có 164 bản.", "164", True),
    ],
)
def test_copies_are_no_villages(text: str, printed: str, is_village: bool) -> None:
    assert (fact_of(resolve(CANTEEN + text), printed).scope is Scope.THON_BAN) == is_village


def test_a_commune_is_told_from_its_namesakes_by_the_district_the_body_names() -> None:
    text = "UBND XÃ TAM HỢP\nBÁO CÁO\nNgân sách năm 2017\n\nCăn cứ Quyết định của UBND huyện Quỳ Hợp, tỉnh Nghệ An."
    assert resolve(text).document.place_id == "17059"
    assert resolve(text.replace("huyện Quỳ Hợp, ", "")).document.place_id is None


@pytest.mark.parametrize(
    ("letterhead", "place"),
    [
        ("CÔNG TY ĐIỆN LỰC KIÊN GIANG\nĐIỆN LỰC PHÚ QUỐC", "911"),
        ("SỞ LAO ĐỘNG - TB&XH THÁI BÌNH", "34"),
        ("TRƯỜNG THPT HÒA BÌNH", None),
        ("SỞ Y TẾ", None),
    ],
)
def test_offices_named_after_their_place_without_its_kind(letterhead: str, place: str | None) -> None:
    text = f"{letterhead}\n\nBÁO CÁO\nKết quả năm 2018\n\nI. KẾT QUẢ\n\nCó 12 người."
    assert resolve(text).document.place_id == place


DISTRICTS = "TT\tĐịa bàn\tSố hộ\n1\tTủa Chùa\t12\n"


@pytest.mark.parametrize(
    ("head", "table", "entity", "place"),
    [
        ("UBND XÃ QUÀI CANG", "TT\tThôn, bản\tSố hộ\n1\tNa Hối\t12\n2\tHua Sa\t15\n", "Na Hối", "03289"),
        ("UBND XÃ QUÀI CANG", "TT\tLoại cây\tSố hộ\n1\tNa Hối\t12\n2\tHua Sa\t15\n", None, "03289"),
        ("UBND TỈNH ĐIỆN BIÊN", f"{DISTRICTS}2\tMường Ảng\t15\n3\tTuần Giáo\t9\n", "Tủa Chùa", "098"),
    ],
)
def test_bare_names_of_rows_are_what_their_header_says(head: str, table: str, entity: str | None, place: str) -> None:
    days = "Số: 2/BC-UBND\nĐiện Biên, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n\n"
    upper = "UBND HUYỆN TUẦN GIÁO\n" if "XÃ" in head else ""
    fact = fact_of(resolve(f"{upper}{head}\n{days}{table}"), "12")
    assert (fact.entity, fact.place_id) == (entity, place)


def test_provinces_named_bare_in_a_list_of_the_whole_land() -> None:
    text = "BÁO CÁO\nTình hình công nghiệp năm 2007\n\nI. TÌNH HÌNH\n\n"
    text += "Tăng cao gồm: Tp. Hồ Chí Minh tăng 16,4%, Hà Nội tăng 16,3%."
    parcel = resolve(text)
    assert [fact_of(parcel, printed).place_id for printed in ("16,4", "16,3")] == ["79", "01"]


OF_YEN_BAI = "UBND TỈNH YÊN BÁI\nSố: 2/BC-UBND\nYên Bái, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n\n"
OF_THE_LAND = "BÁO CÁO\nTình hình công nghiệp năm 2007\n\nI. TÌNH HÌNH\n\n"


@pytest.mark.parametrize(
    ("head", "text", "printed", "place"),
    [
        (OF_THE_LAND, "Tăng cao gồm: Hà Nội tăng 16%, Hải phòng tăng 18%, Quảng ninh 15%.", "18", "31"),
        (OF_THE_LAND, "Tăng cao gồm: Hà Nội tăng 16%, Hải phòng tăng 18%, Quảng ninh 15%.", "15", "22"),
        (OF_THE_LAND, "Tăng cao gồm: Hà Nội tăng 16%, Bà Rịa – Vũng Tàu tăng 2,1%.", "2,1", "77"),
        (OF_THE_LAND, "Xây mới ở tỉnh Bà Rịa – Vũng Tàu 12 nhà máy.", "12", "77"),
        (OF_THE_LAND, "Sản lượng đạt 80% kế hoạch, Cao bằng 95% năm trước.", "95", None),
        (
            OF_THE_LAND,
            "Sản xuất tăng cao trong tháng hai gồm: Tp.\nHồ Chí Minh tăng 16,4%, Hà Nội tăng 16,3%, Hà Tây 20%.",
            "16,4",
            "79",
        ),
        (OF_THE_LAND, "Tăng cao gồm: Hà Nội tăng 16,3% (chiếm tỷ trọng 6,9%), Hà Tây 20%.", "6,9", "01"),
        (OF_THE_LAND, "Tăng cao gồm: Hà Nội tăng 16,3% (cả nước tăng 6,9%), Hà Tây 20%.", "6,9", None),
        (OF_THE_LAND, "Đã lắp 300 bộ tại Đà Nẵng.", "300", "48"),
        (OF_THE_LAND, "Đã lắp 300 bộ tại Hội Nông dân, 12 bộ tại Trung tâm.", "300", None),
        (OF_YEN_BAI, "Có 54 ca (Lục Yên 15 ca, Yên Bình 8 ca).", "15", "135"),
        (OF_YEN_BAI, "Có 54 ca (Lục Yên 15 ca, Yên Bình 8 ca).", "54", "15"),
        (OF_YEN_BAI, "Có 54 ca (Hội 15 ca, Bình 8 ca).", "15", "15"),
        (OF_YEN_BAI, "Có 54 ca (huyện Lục Yên 15, huyện Yên Bình 8).", "54", "15"),
        (OF_YEN_BAI, "Có 54 ca (huyện Lục Yên 15, huyện Yên Bình 8).", "15", "135"),
        (OF_YEN_BAI, "Có 54 ca (huyện Lục Yên), tăng 9 ca.", "54", "135"),
        (OF_YEN_BAI, "Có 20 ca ở Tp. Yên Bái.", "20", "132"),
        (OF_YEN_BAI, "Ca bệnh: huyện Lục Yên 15 ca, các huyện khác 11 ca.", "11", None),
        (OF_YEN_BAI, "Ca bệnh: huyện Lục Yên 15 ca, các ca khác 11 ca.", "11", "135"),
        (OF_YEN_BAI, "Ca bệnh: huyện Lục Yên 15 ca, Yên Bình 8 ca, nặng 3 ca.", "3", "15"),
        (CANTEEN, "Tỷ lệ hộ dùng Internet toàn tỉnh đạt 55%.", "55", "11"),
        (CANTEEN, "Toàn tỉnh có 12 ca; huyện có 3 ca.", "3", "099"),
        (CANTEEN, "Hộ dùng Internet cao hơn bình quân toàn tỉnh, đạt 55%.", "55", "099"),
        (OF_YEN_BAI, "Khen 4 tổ tại Yên Bình và 3 tổ tại Lục Yên.", "4", "141"),
        (OF_YEN_BAI, "Khen 4 tổ tại Yên Bình, Lục Yên.", "4", "15"),
        (OF_YEN_BAI, "Khen huyện Lục Yên (3 tổ) và Yên Bình 5 tổ.", "5", "141"),
        (CANTEEN, "Tỷ lệ hộ dùng Internet toàn huyện đạt 55%.", "55", "099"),
        (CANTEEN, "Huyện đạt 55 điểm, đứng thứ 3 toàn tỉnh.", "55", "099"),
    ],
)
def test_places_named_in_other_ways(head: str, text: str, printed: str, place: str | None) -> None:
    assert fact_of(resolve(head + text), printed).place_id == place


def test_the_one_town_of_a_district_needs_no_name() -> None:
    table = "TT\tĐơn vị\tSố hộ\n1\tUBND thị trấn\t12\n2\tUBND xã Quài Cang\t15\n3\tUBND xã Ta Ma\t9\n"
    parcel = resolve(CANTEEN + table)
    assert [fact_of(parcel, printed).place_id for printed in ("12", "15")] == ["03253", "03289"]
    assert fact_of(resolve(CANTEEN + table.replace("UBND thị trấn", "Văn phòng")), "12").place_id == "099"
