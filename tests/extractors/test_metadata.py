"""What a document says of itself: type, symbol, title, issuer, date, period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractors.find import find_mentions
from extractors.issue_dates import read_issue_date
from extractors.readers.workbook import read_workbook
from extractors.resolve import resolve_facts
from schemas.document import DocType
from schemas.fact import Role
from tests.extractors.readers.office_files import parcel, row, xlsx
from tests.reading import resolve, rules

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BODY = (
    "Thực hiện văn bản của cấp trên về chế độ thông tin, đơn vị đã chỉ đạo các bộ phận rà soát số liệu và tổng hợp\n"
    "kết quả theo đúng thời gian, cụ thể như sau. Công tác phối hợp giữa các bộ phận được duy trì nền nếp, kịp thời.\n"
)


def report(
    issuer: str = "ỦY BAN NHÂN DÂN\nHUYỆN SÔNG LAM",
    symbol: str = "Số: 125/BC-UBND",
    day: str = "Sông Lam, ngày 5 tháng 12 năm 2023",
    kind: str = "BÁO CÁO",
    title: str = "Kết quả công tác dân số năm 2023",
    body: str = BODY,
) -> str:
    """A report by the layout of Decree 30/2020."""
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    return "\n\n".join((issuer, symbol, motto, day, f"{kind}\n{title}", body))


def test_a_report() -> None:
    document = resolve(report()).document
    assert document.doc_type is DocType.BAO_CAO
    assert document.symbol == "125/BC-UBND"
    assert document.title == "Kết quả công tác dân số năm 2023"
    assert document.issuer == "ỦY BAN NHÂN DÂN HUYỆN SÔNG LAM"
    assert (document.issued_on, document.issued_year, document.issued_month) == (date(2023, 12, 5), 2023, 12)
    assert (document.period_start, document.period_end) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("kind", "doc_type"),
    [
        ("BÁO CÁO", DocType.BAO_CAO),
        ("KẾ HOẠCH", DocType.KE_HOACH),
        ("QUYẾT ĐỊNH", DocType.QUYET_DINH),
        ("NGHỊ QUYẾT", DocType.NGHI_QUYET),
        ("THÔNG BÁO", DocType.THONG_BAO),
        ("TỜ TRÌNH", DocType.TO_TRINH),
        ("CHỈ THỊ", DocType.CHI_THI),
        ("BIÊN BẢN", DocType.KHAC),
    ],
)
def test_types(kind: str, doc_type: DocType) -> None:
    assert resolve(report(kind=kind)).document.doc_type is doc_type


def test_a_letter_is_known_by_whom_it_is_for() -> None:
    text = f"PHÒNG Y TẾ\n\nV/v báo cáo dịch bệnh\n\nKính gửi: Sở Y tế.\n\n{BODY}"
    document = resolve(text).document
    assert (document.doc_type, document.title) == (DocType.CONG_VAN, "báo cáo dịch bệnh")


@pytest.mark.parametrize(
    ("symbol", "found", "new"),
    [
        ("Số: 15 /BC-PNV", "15/BC-PNV", "a blank before the slash"),
        ("Số:    /BC-UBND", "/BC-UBND", "a blank number stays blank"),
        ("Số: 13/2019/QĐ-UBND", "13/2019/QĐ-UBND", "with its year"),
        ("Số 41-KH/HU", "41-KH/HU", "the Party's form"),
        ("Không có dòng nào", None, "none printed"),
    ],
)
def test_symbols(symbol: str, found: str | None, new: str) -> None:
    text = report(symbol=symbol.replace("Số 41", "Số: 41"))
    assert resolve(text).document.symbol == found, new


@pytest.mark.parametrize(
    ("day", "issued_on", "year", "month", "new"),
    [
        ("Sông Lam, ngày 05 tháng 9 năm 2022", date(2022, 9, 5), 2022, 9, "a zero before the day"),
        ("Sông Lam, ngày    tháng 12 năm 2023", None, 2023, 12, "the day left blank"),
        ("Sông Lam, ngày ... tháng ... năm 2023", None, 2023, None, "day and month dotted"),
        ("Sông Lam, ngày 31 tháng 2 năm 2023", None, 2023, 2, "a day that does not exist"),
        ("Không ghi ngày", None, None, None, "none printed"),
    ],
)
def test_dates(day: str, issued_on: date | None, year: int | None, month: int | None, new: str) -> None:
    document = resolve(report(day=day)).document
    assert (document.issued_on, document.issued_year, document.issued_month) == (issued_on, year, month), new


@pytest.mark.parametrize(
    ("title", "start", "end", "new"),
    [
        ("Công tác quý I năm 2024", date(2024, 1, 1), date(2024, 3, 31), "a quarter"),
        ("Tình hình 6 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 6, 30), "a half year"),
        ("Đề án giai đoạn 2021-2025", date(2021, 1, 1), date(2025, 12, 31), "several years"),
        ("Kết quả công tác cán bộ", date(2023, 1, 1), date(2023, 12, 31), "none: the year of issue"),
    ],
)
def test_periods_of_titles(title: str, start: date, end: date, new: str) -> None:
    document = resolve(report(title=title)).document
    assert (document.period_start, document.period_end) == (start, end), new


def test_the_period_is_the_year_the_body_speaks_of_most() -> None:
    body = f"{BODY}Trong năm 2022 thu khá. Kết quả năm 2022 cao. Chi của năm 2022 giảm. Việc của năm 2023 nặng nề.\n"
    document = resolve(report(title="Kết quả công tác cán bộ", body=body)).document
    assert document.period_end == date(2022, 12, 31)


def test_nothing_said_is_nothing_known() -> None:
    document = resolve("Một đoạn văn bản bất kỳ.\n").document
    unknown = (document.symbol, document.title, document.issuer, document.issued_year, document.period_end)
    assert (document.doc_type, unknown) == (DocType.KHAC, (None,) * 5)


@pytest.mark.parametrize(
    ("letterhead", "new"),
    [
        (
            "UBND HUYỆN SÔNG LAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 15/BC-PNV\tSông Lam, ngày 3 tháng 4 năm 2024",
            "tabs between",
        ),
        (
            "UBND HUYỆN SÔNG LAM      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "PHÒNG NỘI VỤ             Độc lập - Tự do - Hạnh phúc\n"
            "Số: 15/BC-PNV            Sông Lam, ngày 3 tháng 4 năm 2024",
            "blanks between",
        ),
    ],
)
def test_a_letterhead_in_two_columns(letterhead: str, new: str) -> None:
    document = resolve(f"{letterhead}\n\nBÁO CÁO\nCông tác quý I năm 2024\n\n{BODY}").document
    found = (document.issuer, document.symbol, document.issued_on)
    assert found == ("PHÒNG NỘI VỤ HUYỆN SÔNG LAM", "15/BC-PNV", date(2024, 4, 3)), new


def test_a_letterhead_above_the_papers_own_does_not_speak_for_it() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nSố: /BC-UBND\nỦY BAN NHÂN DÂN\nHUYỆN AN LÃO\nSố: 12/QĐ-UBND\n"
        "An Lão, ngày 05 tháng 12 năm 2023\nQUYẾT ĐỊNH\nPhê duyệt kết quả xếp hạng\n"
        "Theo đề nghị của UBND tỉnh Bình Định.\n"
    )
    document = resolve(text).document
    assert (document.issuer, document.symbol) == ("ỦY BAN NHÂN DÂN HUYỆN AN LÃO", "12/QĐ-UBND")


def test_the_title_ends_where_the_body_runs_on() -> None:
    text = (
        "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nBÁO CÁO\nKết quả chuyển đổi số năm 2023 "
        "Thực hiện Văn bản số 53/UBND-KT, ngày 21/11/2023 của UBND tỉnh\n"
    )
    assert resolve(text).document.title == "Kết quả chuyển đổi số năm 2023"


@pytest.mark.parametrize(
    ("title", "day", "start", "end", "new"),
    [
        (
            "Tình hình 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2014",
            "",
            date(2014, 1, 1),
            date(2014, 6, 30),
            "no date: the year the title ends with",
        ),
        (
            "Sơ kết học kỳ I và phương hướng học kỳ II năm học 2018-2019",
            "Đak Đoa, ngày 08 tháng 01 năm 2019",
            date(2018, 9, 1),
            date(2019, 1, 8),
            "a term up to the day of the report",
        ),
        (
            "Kết quả học kỳ II và cả năm học 2021-2022",
            "Nà Hỳ, ngày 28 tháng 5 năm 2022",
            date(2021, 9, 1),
            date(2022, 5, 31),
            "the whole school year",
        ),
        (
            "Tình hình đầu năm học 2021 - 2022",
            "Nà Tấu, ngày 22 tháng 9 năm 2021",
            date(2021, 9, 1),
            date(2021, 9, 22),
            "no report tells of months after its own day",
        ),
        (
            "Kế hoạch năm học 2021 - 2022",
            "Nà Tấu, ngày 22 tháng 9 năm 2021",
            date(2021, 9, 1),
            date(2022, 5, 31),
            "but for one on a plan",
        ),
        (
            "Sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ XX, nhiệm kỳ 2015 - 2020",
            "Hồng Thái, ngày 20 tháng 3 năm 2018",
            date(2015, 1, 1),
            date(2018, 3, 20),
            "half a term of office",
        ),
        (
            "Tình hình kinh tế - xã hội tuần 32",
            "Mai Sơn, ngày 09 tháng 8 năm 2019",
            date(2019, 8, 5),
            date(2019, 8, 11),
            "a week by its number",
        ),
        (
            "Nhanh tình hình mưa đá ngày 23/4/2020",
            "Mai Sơn, ngày 24 tháng 4 năm 2020",
            date(2020, 4, 23),
            date(2020, 4, 23),
            "what happened on a day",
        ),
        (
            "Kết quả công tác tháng 3 (từ ngày 15 - 30/3/2018)",
            "Mai Sơn, ngày 02 tháng 4 năm 2018",
            date(2018, 3, 15),
            date(2018, 3, 30),
            "days of one month",
        ),
    ],
)
def test_periods_by_title_and_day(title: str, day: str, start: date, end: date, new: str) -> None:
    document = resolve(report(title=title, day=day)).document
    assert (document.period_start, document.period_end) == (start, end), new


@pytest.mark.parametrize(
    ("day", "closing", "new"),
    [
        ("Sông Lam, ngày 5/12/2023", "", "written by hand"),
        ("Sông Lam, ngày 05.12.2023", "", "with stops"),
        ("", "Sông Lam, ngày 5 tháng 12 năm 2023\nTM. ỦY BAN NHÂN DÂN", "where it is signed"),
    ],
)
def test_days_of_issue(day: str, closing: str, new: str) -> None:
    document = resolve(report(day=day, body=BODY * 8 + "\n" + closing)).document
    assert document.issued_on == date(2023, 12, 5), new


@pytest.mark.parametrize(
    ("printed", "symbol", "new"),
    [
        ("Số: 02/BC-THCS LHP", "02/BC-THCS LHP", "an office of two words"),
        ("Số: 24/ BC -THCS", "24/BC-THCS", "spaces around its strokes"),
        ("Số 125-BC/ĐU", "125-BC/ĐU", "a committee of the Party"),
    ],
)
def test_symbols_with_spaces(printed: str, symbol: str, new: str) -> None:
    assert resolve(report(symbol=printed)).document.symbol == symbol, new


def test_the_title_ends_before_the_stretch_of_the_report_and_before_bullets() -> None:
    text = report(title="Kết quả công tác dân số năm 2023\n(Kỳ báo cáo: từ ngày 16/12/2022 đến ngày 10/12/2023)")
    document = resolve(text.replace(BODY, "- Tổng số dân 1.204 người.\n")).document
    assert document.title == "Kết quả công tác dân số năm 2023"
    assert (document.period_start, document.period_end) == (date(2022, 12, 16), date(2023, 12, 10))


def test_the_title_ends_at_an_annex() -> None:
    text = "BÁO CÁO\nKết quả chuyển đổi số năm 2023\nPHỤ LỤC\nMỘT SỐ CHỈ TIÊU CHỦ YẾU\n"
    assert resolve(text).document.title == "Kết quả chuyển đổi số năm 2023"


@pytest.mark.parametrize(
    ("lines", "title", "issuer", "new"),
    [
        (
            ("CHI CỤC THUẾ KHU VỰC PHONG THỔ", "THU NGÂN SÁCH 11 THÁNG NĂM 2019", "ĐVT: triệu đồng"),
            "THU NGÂN SÁCH 11 THÁNG NĂM 2019",
            "CHI CỤC THUẾ KHU VỰC PHONG THỔ",
            "a title that is no word for a sheet",
        ),
        (
            ("Diện tích lúa đông xuân", "Đơn vị tính: Ha"),
            "Diện tích lúa đông xuân",
            None,
            "a yearbook, in small letters",
        ),
        (("UBND HUYỆN MỸ LỘC", "Số: 5/BC-UBND"), None, "ỦY BAN NHÂN DÂN HUYỆN MỸ LỘC", "no title"),
    ],
)
def test_a_sheet_without_a_word_for_its_kind(
    lines: tuple[str, ...], title: str | None, issuer: str | None, new: str
) -> None:
    cells = [row(number, line) for number, line in enumerate(lines, start=1)]
    below = len(lines) + 2
    cells += [row(below, "TT", "Xã", "2019", style=1), row(below + 1, 1, "Xã A", 12, style=1)]
    data = xlsx({"Biểu": "".join(cells) + "</sheetData>"})
    unread = replace(parcel(), document=replace(parcel().document, media_type=SHEET))
    document = resolve_facts(find_mentions(read_workbook(data, unread, rules()), rules()), rules()).document
    assert (document.title, document.issuer) == (title, issuer), new


@pytest.mark.parametrize(
    ("below", "title", "new"),
    [
        (
            "Kết quả công tác năm 2019\nThực hiện chương trình công tác, Chi cục báo cáo như sau:\nĐã làm 12 tờ khai.",
            "Kết quả công tác năm 2019",
            "no blank line between title and body",
        ),
        (
            "Kết quả giảm nghèo giai đoạn 2011 - 2015\nGiai đoạn 2011 - 2015, được sự quan tâm của các cấp",
            "Kết quả giảm nghèo giai đoạn 2011 - 2015",
            "the body begins with its time and ends nowhere",
        ),
        (
            "Tình hình thực hiện nhiệm vụ 6 tháng đầu năm và phương hướng nhiệm vụ\n6 tháng cuối năm 2012\n"
            "Toàn huyện có 5 xã.",
            "Tình hình thực hiện nhiệm vụ 6 tháng đầu năm và phương hướng nhiệm vụ 6 tháng cuối năm 2012",
            "a title over two lines",
        ),
        (
            "Kết quả thực hiện Nghị quyết của\nHuyện ủy năm 2012\nDoanh thu đạt 12 tỷ đồng.",
            "Kết quả thực hiện Nghị quyết của Huyện ủy năm 2012",
            "the second line begins with a capital",
        ),
        (
            "SƠ KẾT CÔNG TÁC ĐOÀN\nNĂM 2019\nToàn huyện có 1.246 đoàn viên.",
            "SƠ KẾT CÔNG TÁC ĐOÀN NĂM 2019",
            "capitals go on with capitals",
        ),
        (
            "QUYẾT TOÁN THU NGÂN SÁCH NĂM 2019\n\n(Đơn vị tính: nghìn đồng)\n\nTT\tNội dung\tSố thu\n1\tPhí\t12.500",
            "QUYẾT TOÁN THU NGÂN SÁCH NĂM 2019",
            "the unit of the table below is none of it",
        ),
    ],
)
def test_the_title_ends_where_the_body_begins(below: str, title: str, new: str) -> None:
    text = f"UBND HUYỆN TUẦN GIÁO\nSố: 12/BC-UBND\nTuần Giáo, ngày 05 tháng 7 năm 2020\n\nBÁO CÁO\n{below}\n"
    assert resolve(text).document.title == title, new


def test_a_sheet_may_print_its_type_before_its_title() -> None:
    lines = "CHI NHÁNH TRẢNG BOM", "BÁO CÁO KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2023", "TT\tLoại\tSố hồ sơ", "1\tCấp mới\t12"
    document = resolve("\n".join(lines)).document
    assert (document.title, document.issuer) == ("KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2023", "CHI NHÁNH TRẢNG BOM")


@pytest.mark.parametrize(
    ("place", "found", "new"),
    [
        ("Cao Bằng", "04", "a province"),
        ("Hà Nội", None, "where central bodies are"),
        ("Quy Nhơn", "52", "a town: its province"),
        ("Châu Thành", None, "a town of many provinces"),
    ],
)
def test_the_place_of_an_office_that_names_none_is_its_date_lines(place: str, found: str | None, new: str) -> None:
    day = f"{place}, ngày 18 tháng 3 năm 2020"
    text = report("TỔNG CỤC HẢI QUAN\nHẢI QUAN CỬA KHẨU", "Số: 13/BC-HQ", day, body="Đã làm 12 tờ khai.")
    assert resolve(text).document.place_id == found, new


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuần Giáo, ngày 30/10/2023", date(2023, 10, 30)),
        ("Thành phố Bà Rịa, ngày 03 tháng 4 năm 2019", date(2019, 4, 3)),
        ("TP. Hồ Chí Minh, 5/6/2024", date(2024, 6, 5)),
        ("Số liệu từ 15/12/2022 đến 14/12/2023", None),
        ("Đến ngày 14/12/2023", None),
    ],
)
def test_a_line_of_its_own_is_a_date_only_behind_a_name(line: str, day: date | None) -> None:
    assert read_issue_date([], [line], []).day == day


@pytest.mark.parametrize(
    ("title", "day", "start", "end", "new"),
    [
        (
            "Tình hình thực hiện nhiệm vụ tháng 11 và 11 tháng, nhiệm vụ trọng tâm tháng 12/2022",
            "Mai Châu, ngày 22 tháng 11 năm 2022",
            date(2022, 1, 1),
            date(2022, 11, 30),
            "tasks that were carried out are not ahead",
        ),
        (
            "Kết quả công tác tư pháp quý IV và năm 2013, phương hướng năm 2014",
            "Bắc Kạn, ngày 09 tháng 12 năm 2013",
            date(2013, 1, 1),
            date(2013, 12, 31),
            "the last quarter and all of the year",
        ),
        (
            "Tổng kết công tác Hội năm 2008 - Phương hướng nhiệm vụ năm 2009",
            "Hà Quảng, ngày 15 tháng 12 năm 2008",
            date(2008, 1, 1),
            date(2008, 12, 31),
            "a dash before what is ahead",
        ),
        (
            "Kết quả dịch vụ vụ mùa 2017",
            "Đồng Tiến, ngày 30 tháng 10 năm 2017",
            date(2017, 1, 1),
            date(2017, 10, 30),
            "a crop up to the day of the report",
        ),
    ],
)
def test_titles_of_two_times(title: str, day: str, start: date, end: date, new: str) -> None:
    document = resolve(report(title=title, day=day)).document
    assert (document.period_start, document.period_end) == (start, end), new


def test_a_letterhead_without_blank_lines_and_colons() -> None:
    text = "BỆNH VIỆN ĐA KHOA ĐỊNH QUÁN\nSố 145/BC-BV\nBÁO CÁO\nKHÁM BỆNH QUÝ 3 NĂM 2015\n1. Khám bệnh: 61.204 lượt.\n"
    document = resolve(text).document
    assert (document.doc_type, document.symbol) == (DocType.BAO_CAO, "145/BC-BV")
    assert (document.title, document.period_end) == ("KHÁM BỆNH QUÝ 3 NĂM 2015", date(2015, 9, 30))


@pytest.mark.parametrize(
    ("title", "heading", "start", "end", "new"),
    [
        ("năm 2023, kế hoạch năm 2024", "II. Kế hoạch", date(2024, 1, 1), date(2024, 12, 31), "as the title"),
        ("năm 2023", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ", date(2024, 1, 1), date(2024, 12, 31), "the year that follows"),
        ("9 tháng năm 2023", "II. NHIỆM VỤ TRỌNG TÂM", date(2023, 10, 1), date(2023, 12, 31), "the rest of the year"),
        ("quý I năm 2023", "II. KẾ HOẠCH QUÝ II", date(2023, 4, 1), date(2023, 6, 30), "a heading's own time"),
        ("tháng 12 năm 2023", "II. NHIỆM VỤ THÁNG 01", date(2024, 1, 1), date(2024, 1, 31), "over the year's end"),
        ("quý I năm 2023", "II. CÔNG TÁC THÁNG TỚI", date(2023, 4, 1), date(2023, 4, 30), "the month that follows"),
    ],
)
def test_times_of_coming_tasks(title: str, heading: str, start: date, end: date, new: str) -> None:
    text = report(title=f"Kết quả công tác {title}", body=f"I. KẾT QUẢ\nTổ chức 56 lớp.\n{heading}\nTổ chức 60 lớp.\n")
    first, second = (fact for fact in resolve(text).facts if fact.value in (56, 60))
    assert (first.role, second.role) == (Role.ACTUAL, Role.TARGET), new
    assert second.period_start in (None, start), new
    assert second.period_end == end, new
