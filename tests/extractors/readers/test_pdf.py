"""PDF pages: lines in reading order, boxes, marks, turned pages, pages for OCR, and bad files."""

from __future__ import annotations

from decimal import Decimal

import pytest
import regex

from extractors.readers.failure import ReadFailure
from extractors.readers.pdf import MAX_PAGES, read_pdf
from extractors.readers.pdf_page import MAX_PAGE_OBJECTS
from extractors.readers.pdf_quality import find_ocr_reason
from extractors.rules_compiled import CompiledRules
from schemas.document import DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel
from tests import reading
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of

PROSE = "Tỷ lệ hồ sơ giải quyết đúng hạn của huyện đạt 98,5%; còn 12 hồ sơ quá hạn."


@pytest.fixture(scope="module")
def rules() -> CompiledRules:
    return reading.rules()


def read(rules: CompiledRules, *pages: PageBuilder, trailer: str = "", catalog: str = "") -> Parcel:
    data = build_pdf(*pages, trailer=trailer, catalog=catalog)
    return read_pdf(data, parcel_of(data), rules)


def lines(parcel: Parcel) -> list[str]:
    return parcel.pages[0].text.split("\n")


def letterhead() -> PageBuilder:
    page = PageBuilder()
    page.text(90, 60, "UBND HUYỆN MƯỜNG A").text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13)
    page.text(100, 78, "PHÒNG NỘI VỤ").text(350, 78, "Độc lập - Tự do - Hạnh phúc")
    page.text(90, 96, "Số:      /BC-NV").text(330, 100, "Mường A, ngày 5 tháng 6 năm 2024")
    return page.text(270, 140, "BÁO CÁO")


def signature() -> PageBuilder:
    page = PageBuilder().text(72, 60, "Trên đây là báo cáo kết quả công tác năm 2024 của huyện Mường A./.")
    page.text(72, 100, "Nơi nhận:").text(330, 100, "TM. ỦY BAN NHÂN DÂN")
    page.text(72, 118, "- Như trên;").text(368, 118, "CHỦ TỊCH")
    return page.text(72, 136, "- Lưu: VT.").text(356, 200, "Nguyễn Văn B")


def columns() -> PageBuilder:
    left = [f"cột trái dòng thứ {n} của trang này" for n in range(1, 9)]
    right = [f"cột phải dòng thứ {n} của trang này" for n in range(1, 9)]
    return PageBuilder().lines(60, 100, left).lines(320, 100, right)


def test_one_printed_line_is_one_line(rules: CompiledRules) -> None:
    page = PageBuilder().text(300, 40, "7").lines(72, 80, ["Kết quả năm 2024:", PROSE, "- Cấp xã: 45 xã."])
    assert lines(read(rules, page)) == ["7", "Kết quả năm 2024:", PROSE, "- Cấp xã: 45 xã."]


def test_left_of_the_letterhead_comes_first(rules: CompiledRules) -> None:
    assert lines(read(rules, letterhead())) == [
        "UBND HUYỆN MƯỜNG A",
        "PHÒNG NỘI VỤ",
        "Số: /BC-NV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mường A, ngày 5 tháng 6 năm 2024",
        "BÁO CÁO",
    ]


def test_list_of_receivers_is_not_mixed_with_the_signature(rules: CompiledRules) -> None:
    text = lines(read(rules, signature()))
    assert text[1:4] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert text[4:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn B"]


def test_columns_one_after_the_other(rules: CompiledRules) -> None:
    text = lines(read(rules, columns()))
    assert [line.split()[1] for line in text] == ["trái"] * 8 + ["phải"] * 8


STAYS_IN_ITS_ROW = [
    # marks that hang before items
    [("1.", "Nội dung thứ nhất của kế hoạch"), ("2.", "Nội dung thứ hai của kế hoạch")],
    # values beside labels
    [("Tổng số máy tính:", "205"), ("Tổng số máy in:", "141"), ("Tỷ lệ:", "98,5%")],
]


@pytest.mark.parametrize("rows", STAYS_IN_ITS_ROW)
def test_a_gap_is_not_always_a_column(rules: CompiledRules, rows: list[tuple[str, str]]) -> None:
    page = PageBuilder()
    for index, (left, right) in enumerate(rows):
        page.text(72, 100 + 18 * index, left).text(330, 100 + 18 * index, right)
    assert lines(read(rules, page)) == [f"{left} {right}" for left, right in rows]


def test_words_have_their_boxes(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder().text(72, 100, PROSE))
    page = parcel.pages[0]
    assert [page.text[w.char_start : w.char_end] for w in parcel.words] == PROSE.split()
    first = parcel.words[0]
    assert (first.x0, first.x1) == (Decimal("72.0"), Decimal("84.0"))
    assert Decimal(84) < first.y0 < Decimal(95) < first.y1 < Decimal(106)
    assert (page.width, page.height) == (Decimal("595.0"), Decimal("842.0"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_shown_upright_reads_upright(rules: CompiledRules, turn: int) -> None:
    width, height = 595.0, 842.0
    places = {0: (100, 200), 90: (100, 300), 180: (500, 200), 270: (300, 200)}
    angle = turn
    page = PageBuilder(width, height, rotate=turn)
    x, y = places[turn]
    page.text(x, y, PROSE[:20], angle=angle)
    parcel = read(rules, page)
    assert parcel.pages[0].text == PROSE[:20]
    word = parcel.words[0]
    assert word.x0 < parcel.words[-1].x0
    assert word.x1 - word.x0 == Decimal("12.0")


def test_a_table_lying_on_its_side_is_read_and_its_boxes_are_where_it_lies(rules: CompiledRules) -> None:
    page = PageBuilder().text(200, 500, PROSE[:30], angle=90)
    parcel = read(rules, page)
    assert parcel.pages[0].text == PROSE[:30].strip()
    assert all(w.y1 - w.y0 > w.x1 - w.x0 for w in parcel.words if w.char_end - w.char_start > 2)
    assert parcel.words[0].y0 > parcel.words[-1].y0


def test_marks_of_footnotes_become_superscripts(rules: CompiledRules) -> None:
    page = PageBuilder().text(72, 100, "theo văn bản").text(144, 95, "12", 7).text(155, 100, "đã ban hành 25 xã")
    page.text(72, 130, "diện tích 120 m").text(162, 125, "2", 7)
    assert lines(read(rules, page)) == ["theo văn bản¹² đã ban hành 25 xã", "diện tích 120 m²"]


def test_small_digits_on_the_line_are_no_marks(rules: CompiledRules) -> None:
    page = PageBuilder().text(72, 100, "có tất cả").text(132, 100, "25", 7).text(145, 100, "xã")
    assert lines(read(rules, page)) == ["có tất cả 25 xã"]


def test_letters_lent_by_another_font_stay_in_their_word(rules: CompiledRules) -> None:
    page = PageBuilder().text(72, 100, "Đ").text(84, 100, "n v").text(78, 100, "ơ").text(102, 100, "ị")
    assert lines(read(rules, page)) == ["Đơn vị"]


def test_hyphen_at_a_line_end_is_printed(rules: CompiledRules) -> None:
    page = PageBuilder().lines(72, 100, ["theo Nghị quyết số 16-NQ/HU giai đoạn 2021-", "2025 của huyện"])
    assert lines(read(rules, page))[0].endswith("2021-")


def test_private_symbols_are_bullets(rules: CompiledRules) -> None:
    assert lines(read(rules, PageBuilder().text(72, 100, "\uf0b7 Cấp xã"))) == ["• Cấp xã"]


def test_decomposed_letters_become_nfc(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder().text(72, 100, "Tu\u031b\u0300 nga\u0300y"))
    assert parcel.pages[0].text == "Từ ngày"


def test_text_off_the_page_is_not_read(rules: CompiledRules) -> None:
    page = PageBuilder().text(72, 100, PROSE).text(72, 2000, "ngoài trang").text(-500, 100, "ngoài")
    assert lines(read(rules, page)) == [PROSE]


def test_legacy_fonts_are_read(rules: CompiledRules) -> None:
    page = PageBuilder(font_name=".VnTime").text(72, 100, "Tû lÖ hå s¬ ®¹t 98,5% trong th¸ng 5 n¨m 2006")
    parcel = read(rules, page)
    assert parcel.pages[0].text == "Tỷ lệ hồ sơ đạt 98,5% trong tháng 5 năm 2006"
    assert parcel.pages[0].encoding == "tcvn3"


def test_a_page_without_text_waits_for_ocr(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder().text(72, 100, PROSE), PageBuilder().image(0, 0, 595, 842))
    assert parcel.document.status is DocumentStatus.PARTIAL
    assert parcel.document.error_code is ErrorCode.OCR_UNAVAILABLE
    assert "trang 2" in (parcel.document.error_detail or "")
    assert [page.status for page in parcel.pages] == [DocumentStatus.OK, DocumentStatus.FAILED]
    assert parcel.pages[0].text_source is TextSource.NATIVE
    assert parcel.pages[1].text == ""


def test_all_pages_without_text_fail_the_document(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder().image(0, 0, 595, 842))
    assert (parcel.document.status, parcel.document.page_count) == (DocumentStatus.FAILED, 1)


def test_hidden_text_under_a_picture_is_an_old_ocr_layer(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder().image(0, 0, 595, 842).text(72, 100, PROSE, mode=3))
    assert parcel.pages[0].status is DocumentStatus.PARTIAL
    assert parcel.pages[0].text == PROSE


def test_letters_without_a_map_are_not_text(rules: CompiledRules) -> None:
    letters = "".join(chr(0xE000 + ord(c) % 200) if c != " " else c for c in PROSE)
    parcel = read(rules, PageBuilder().text(72, 100, letters))
    assert parcel.pages[0].status is DocumentStatus.FAILED
    assert parcel.pages[0].text == ""


def test_letters_read_by_a_wrong_map_are_not_text(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder(is_mapped=False).text(72, 100, PROSE))
    assert parcel.pages[0].status is DocumentStatus.FAILED


PLAIN = "Ủy ban nhân dân huyện báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội. " * 4
LOST = "Uy ban nhan dan huyen bao cao ket qua thuc hien nhiem vu phat trien kinh te xa hoi. " * 4
ENGLISH = "The report of the district shows that results were better than planned in most sectors. " * 4
QUALITY = [
    (PLAIN, {}, False),
    (ENGLISH, {}, False),  # no marks, but no Vietnamese either
    (LOST, {}, True),
    ("12 15 18,5 7\n" * 40, {}, False),  # a page of numbers has no marks to lose
    (PLAIN.replace("ế", "ê \u0301").replace("ệ", "e \u0323"), {}, True),
    ("(cid:12)(cid:7) " * 30, {}, True),
    ("", {"image_share": 0.9}, True),
    ("12", {"image_share": 0.9}, True),  # a page number typed over a scan
    ("", {}, False),  # a blank page
    ("", {"path_count": 5000}, True),
    (PLAIN, {"image_share": 1.0}, False),  # a picture behind the text
    (PLAIN, {"image_share": 1.0, "invisible_share": 1.0}, True),
    (PLAIN, {"unmapped_share": 0.1}, True),
]


@pytest.mark.parametrize(("text", "evidence", "expected"), QUALITY)
def test_pages_that_have_to_be_read_from_their_picture(text: str, evidence: dict[str, float], expected: bool) -> None:
    given = {"image_share": 0.0, "invisible_share": 0.0, "unmapped_share": 0.0} | evidence
    count = int(given.pop("path_count", 0))
    assert (find_ocr_reason(text, path_count=count, **given) is not None) is expected


ENCRYPTED = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">/P -4>>/ID[<00><00>]"
ONE = PageBuilder().text(72, 100, PROSE)
BAD_FILES = [
    ("no PDF", b"hello", ErrorCode.CORRUPT),
    ("nothing but a head", b"%PDF-1.7\n", ErrorCode.CORRUPT),
    ("binary behind a head", b"%PDF-1.7\n" + bytes(range(256)) * 20, ErrorCode.CORRUPT),
    ("no pages", build_pdf(), ErrorCode.EMPTY),
    ("a blank page", build_pdf(PageBuilder()), ErrorCode.EMPTY),
    ("password", build_pdf(ONE, trailer=ENCRYPTED), ErrorCode.ENCRYPTED),
    ("too many pages", build_pdf(*[PageBuilder() for _ in range(MAX_PAGES + 1)]), ErrorCode.TOO_LARGE),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_bad_files_say_why(rules: CompiledRules, name: str, data: bytes, code: ErrorCode) -> None:
    with pytest.raises(ReadFailure) as caught:
        read_pdf(data, parcel_of(data), rules)
    assert caught.value.code is code, name
    assert " — " in caught.value.detail


def test_pages_that_hold_themselves_end(rules: CompiledRules) -> None:
    data = regex.sub(rb"/Kids\[\d+ 0 R\]", b"/Kids[2 0 R]", build_pdf(ONE))
    document = read_pdf(data, parcel_of(data), rules).document
    assert (document.status, document.error_code) == (DocumentStatus.FAILED, ErrorCode.CORRUPT)


def test_a_cut_file_gives_what_is_left(rules: CompiledRules) -> None:
    data = build_pdf(ONE)[:-30]
    parcel = read_pdf(data, parcel_of(data), rules)
    assert (parcel.document.status, parcel.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.CORRUPT)
    assert parcel.pages[0].text == PROSE


@pytest.mark.parametrize("cut", [14, 300, 450, 560, 900, 1700, 1950, 2300])
def test_wherever_a_file_is_cut_the_pages_before_are_read(rules: CompiledRules, cut: int) -> None:
    data = build_pdf(ONE, ONE)[:-cut]
    parcel = read_pdf(data, parcel_of(data), rules)
    assert (parcel.document.status, parcel.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.CORRUPT)
    assert parcel.pages[0].text == PROSE


def test_too_many_objects_are_refused_page_by_page(rules: CompiledRules) -> None:
    crowded = PageBuilder()
    crowded._code("a")
    crowded.raw("BT /F1 5 Tf 72 72 Td <21> Tj ET " * (MAX_PAGE_OBJECTS + 1))
    parcel = read(rules, ONE, crowded)
    assert parcel.pages[1].error_code is ErrorCode.TOO_LARGE
    assert parcel.pages[0].text == PROSE
    assert parcel.document.status is DocumentStatus.PARTIAL


def test_a_page_of_ten_metres_is_read(rules: CompiledRules) -> None:
    parcel = read(rules, PageBuilder(28346, 28346).text(20000, 20000, PROSE))
    assert parcel.pages[0].text == PROSE
    assert parcel.words[0].x0 == Decimal("20000.0")


def test_scripts_and_files_inside_are_ignored(rules: CompiledRules) -> None:
    catalog = (
        "/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)>>]>>>>"
    )
    parcel = read(rules, ONE, catalog=catalog)
    assert (parcel.document.status, parcel.pages[0].text) == (DocumentStatus.OK, PROSE)


@pytest.mark.parametrize("cut", range(20, 1000, 61))
def test_no_cut_raises_anything_else(rules: CompiledRules, cut: int) -> None:
    data = build_pdf(ONE, letterhead())[:cut]
    try:
        parcel = read_pdf(data, parcel_of(data), rules)
    except ReadFailure:
        return
    assert parcel.document.status is not DocumentStatus.OK
