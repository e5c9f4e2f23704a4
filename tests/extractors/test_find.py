"""Every number printed, with its kind: a figure only where words say so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.mention import MentionKind as K
from tests.reading import extract

F, LAW, DATE, SPAN, HEAD = K.FIGURE, K.LEGAL_REFERENCE, K.DATE, K.PERIOD, K.HEADING
NAME, RANK, FORMULA, NOTE, PAGE, NONE = (
    K.IDENTIFIER,
    K.RANK,
    K.FORMULA,
    K.FOOTNOTE,
    K.PAGE_NUMBER,
    K.UNCLASSIFIED,
)

# (text, numerals with their kinds, what is new in the row)
KINDS = [
    ("Đã xử lý 4.023/4.105 hồ sơ, đạt 98%.", [("4.023", F), ("4.105", F), ("98", F)], "a ratio is two numerals"),
    ("Kết nối 25/11 xã", [("25", F), ("11", F)], "a unit makes a ratio of what could be a day"),
    ("Ngày 20/11 toàn trường có 45 lớp", [("20/11", DATE), ("45", F)], "a day is one numeral"),
    ("Thu 13,57 tỷ đồng, tăng 2,3 lần.", [("13,57", F), ("2,3", F)], "amounts and times"),
    ("Khám cho 1,5 triệu lượt khách", [("1,5", F)], "a magnitude before the noun"),
    ("tiếp 1 234 lượt người", [("1 234", F)], "blanks between groups of thousands"),
    ("tăng từ 5-7%/năm", [("5", F), ("7", F)], "a range shares the sign"),
    ("từ 2.000 đến 5.000 đồng", [("2.000", F), ("5.000", F)], "a range shares the unit"),
    ("≥ 95% và < 5%", [("95", F), ("5", F)], "signs of comparison"),
    ("đạt khoảng 95 phần trăm", [("95", F)], "percent in words"),
    ("nhiệt độ -5 độ C", [("-5", F)], "a sign belongs to the numeral"),
    ("40 km đường, 5ha rừng, 30kg gạo", [("40", F), ("5", F), ("30", F)], "units glued to the number"),
    ("cộng 45", [("45", NONE)], "one word of a sum is not enough"),
    ("tổng cộng 45", [("45", F)], "words that state, and the end of the clause"),
    ("chuyển sang nhóm theo 45 mới", [("45", NONE)], "no rule understands it: said aloud, never a figure"),
    ("*12*/15 xã", [("12", F), ("15", F)], "marks of Markdown lie outside the numeral"),
    ("<b>45</b> hộ", [("45", F)], "marks of HTML too"),
    ("Quyết định số 13/2019/QĐ-UBND ngày 05/4/2019", [("13/2019/QĐ-UBND", LAW), ("05/4/2019", DATE)], "one each"),
    ("Kế hoạch 41-KH/HU và Công văn 1927/ UBND-VH&TT", [("41-KH/HU", LAW), ("1927/ UBND-VH&TT", LAW)], "blanks inside"),
    ("khoản 2 Điều 5 Luật số 64/2010/QH12", [("2", LAW), ("5", LAW), ("64/2010/QH12", LAW)], "articles of a law"),
    ("TCVN 9001:2015 cho 8 đơn vị", [("9001:2015", LAW), ("8", F)], "a standard"),
    ("ngày 5 tháng 9 năm 2023 khai giảng", [("5 tháng 9 năm 2023", DATE)], "a day in words is one numeral"),
    ("từ ngày 01/01/2023 đến ngày 30/11/2023", [("01/01/2023", DATE), ("30/11/2023", DATE)], "two days"),
    ("12/2023 đạt 35%", [("12/2023", DATE), ("35", F)], "a month"),
    ("Lúc 7h30 ngày 12/3", [("7h30", DATE), ("12/3", DATE)], "a time of day"),
    ("Giai đoạn 2021-2025 và năm 2023", [("2021-2025", SPAN), ("2023", SPAN)], "years"),
    ("2023 hồ sơ", [("2023", F)], "a unit makes a count of what could be a year"),
    ("quý III/2023 thu 12 tỷ", [("III/2023", SPAN), ("12", F)], "a quarter, its Roman numeral with it"),
    ("6 tháng đầu năm đạt 51%", [("6", SPAN), ("51", F)], "a half year"),
    ("tháng 11 có 25 vụ", [("11", SPAN), ("25", F)], "a month without its year"),
    ("năm học 2023-2024 có 15 trường", [("2023-2024", SPAN), ("15", F)], "a school year"),
    ("II. KẾT QUẢ", [("II", HEAD)], "a Roman heading"),
    ("2.1. Công tác chỉ đạo", [("2.1", HEAD)], "an Arabic one with its level"),
    ("1. Kết quả thực hiện 12 nhiệm vụ", [("1", HEAD), ("12", F)], "a heading with a figure"),
    ("a) Thu 25 tỷ đồng", [("25", F)], "a lettered heading has no number"),
    ("gồm (1) hồ sơ đất đai; (2) hồ sơ hộ tịch", [("1", HEAD), ("2", HEAD)], "items inside a sentence"),
    ("Biểu số 01 và phụ lục 3 kèm theo", [("01", HEAD), ("3", HEAD)], "annexes"),
    ("Đề án 06 được triển khai tại 12 xã", [("06", NAME), ("12", F)], "a scheme"),
    ("phủ sóng 4G tới 98,5% thôn", [("4G", NAME), ("98,5", F)], "a word with a digit"),
    ("dịch vụ công mức độ 3, 4 đạt 62%", [("3", NAME), ("4", NAME), ("62", F)], "two levels at once"),
    ("cấp 117 chữ ký số, cấp độ 3", [("117", F), ("3", NAME)], "to issue and a level"),
    ("ĐT: 0212.3847.555; https://lop9.vn/2023", [("0212.3847.555", NAME), ("https://lop9.vn/2023", NAME)], "addresses"),
    ("Mã số thuế: 0101234567", [("0101234567", NAME)], "a tax number"),
    ("Trường Tiểu học Số 2 có 20 lớp", [("2", NAME), ("20", F)], "a school with a number"),
    ("thửa đất số 125, tờ bản đồ số 8", [("125", NAME), ("8", NAME)], "a plot on its map"),
    ("lớp 9A1 có 40 học sinh", [("9A1", NAME), ("40", F)], "a class"),
    ("thôn 3, xã Mường Lầm", [("3", NAME)], "a village"),
    ("trẻ từ 6 đến 11 tuổi: 1.250 em", [("6", NAME), ("11", NAME), ("1.250", F)], "ages bound a group"),
    ("tuổi thọ 73,6 tuổi", [("73,6", F)], "a life expectancy is no bound"),
    ("diện tích 25,5 m2", [("25,5", F), ("m2", NAME)], "the digit of a unit"),
    ("xếp thứ 4/12 huyện", [("4", RANK), ("12", RANK)], "a place out of how many"),
    ("tỷ suất 12,5/1.000 dân", [("12,5", F), ("1.000", FORMULA)], "the base of a rate"),
    ("a/b x 100%", [("100", FORMULA)], "a constant of a formula"),
    ("văn bản¹ của 2 sở", [("¹", NOTE), ("2", F)], "the mark of a footnote"),
    ("Trang 3/12", [("3", PAGE), ("12", PAGE)], "a page out of how many"),
    ("5", [("5", PAGE)], "a number alone on its line"),
    ("báo cáo tình hình 6 tháng đầu năm", [("6", SPAN)], "no figure of a drawing"),
    ("rộng 30 m²", [("30", F), ("²", NAME)], "the raised digit of a unit"),
    ("cột (3=4+5)", [("3", FORMULA), ("4", FORMULA), ("5", FORMULA)], "columns computed from others"),
]


@pytest.mark.parametrize(("text", "found", "new"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds(text: str, found: list[tuple[str, K]], new: str) -> None:
    assert [(mention.text, mention.kind) for mention in extract(text).mentions] == found, new


# (text, numerals with their right kinds, why it is read wrong)
WRONG_KINDS = [
    ("theo mô hình 17 mới", [("17", NONE)], "annex_number takes 'hình' of 'mô hình' for a figure's name"),
    ("Chương trình 135 giai đoạn 2", [("135", NAME), ("2", NAME)], "a programme's number is counted in 'giai'"),
    ("bản đồ tỷ lệ 1/500", [("1", NAME), ("500", NAME)], "the scale of a map is read as a ratio"),
    ("Số 15 đường Tô Hiệu", [("15", NAME)], "a house number is counted in 'đường'"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(text, found, marks=pytest.mark.xfail(strict=True, reason=why), id=text)
        for text, found, why in WRONG_KINDS
    ],
)
def test_kinds_that_are_read_wrong(text: str, found: list[tuple[str, K]]) -> None:
    assert [(mention.text, mention.kind) for mention in extract(text).mentions] == found


# (text, numeral, value, decimals, magnitude, what is new in the row)
VALUES = [
    ("có 4.023 hồ sơ", "4.023", "4023", 0, "1", "groups of thousands"),
    ("đạt 80.36%", "80.36", "80.36", 2, "1", "slip: decimal point in a percent"),
    ("có 1,234 người", "1,234", "1234", 0, "1", "slip: comma groups people"),
    ("dài 1,234 km", "1,234", "1.234", 3, "1", "the same comma in a length"),
    ("thu 13,57 tỷ đồng", "13,57", "13570000000", 2, "1000000000", "the magnitude is applied, decimals are as printed"),
    ("chi 250 nghìn đồng", "250", "250000", 0, "1000", "thousands in words"),
    ("2 vạn lượt người", "2", "20000", 0, "10000", "ten thousands"),
    ("lãi -4,5 tỷ đồng", "-4,5", "-4500000000", 1, "1000000000", "below zero"),
    ("nhiệt độ −5 độ C", "−5", "-5", 0, "1", "a typographic minus"),
]


@pytest.mark.parametrize(("text", "printed", "value", "decimals", "magnitude", "new"), VALUES)
def test_values(text: str, printed: str, value: str, decimals: int, magnitude: str, new: str) -> None:
    (mention,) = extract(text).mentions
    assert mention.text == printed
    assert (mention.value, mention.decimals, mention.magnitude) == (Decimal(value), decimals, Decimal(magnitude)), new


def test_places_and_context_are_those_of_the_page() -> None:
    parcel = extract("Trang đầu có 12 hộ.\n\fTrang sau, sau khi rà soát, có 34 hộ nghèo trong tổng số 567 hộ của xã.")
    pages = {page.page: page.text for page in parcel.pages}
    assert [(m.page, m.text) for m in parcel.mentions] == [(1, "12"), (2, "34"), (2, "567")]
    for mention in parcel.mentions:
        text = pages[mention.page]
        assert text[mention.char_start : mention.char_end] == mention.text
        assert mention.context == text[max(0, mention.char_start - 60) : mention.char_end + 60]


# (cells of a small table, column, kinds below the header, what is new in the row)
COLUMNS = [
    ("STT", ["1", "2", "3", "4"], K.ROW_NUMBER, "running numbers"),
    ("Số hộ", ["100", "50", "30", "20"], K.FIGURE, "counts without a unit"),
    ("Xếp hạng", ["1", "2", "3", "4"], K.RANK, "ranks"),
    ("Năm sinh", ["1980", "1991", "2001", "1975"], K.PERIOD, "years"),
    ("Tỷ lệ", ["98,5", "7", "12,25", "100"], K.FIGURE, "shares without a sign"),
]


@pytest.mark.parametrize(("header", "values", "kind", "new"), COLUMNS)
def test_numbers_in_columns(header: str, values: list[str], kind: K, new: str) -> None:
    names = ("An Phú", "Bình Yên", "Cao Lộc", "Du Già")
    table = f"Tên xã\t{header}\n" + "".join(f"{name}\t{value}\n" for name, value in zip(names, values, strict=True))
    assert [(m.text, m.kind) for m in extract(table).mentions] == [(value, kind) for value in values], new


NUMBERED_COLUMNS = "TT\tNội dung\tSố lượng\tTỷ lệ\nA\tB\t1\t2\n1\tĐơn thư\t20\t40%\n2\tKiến nghị\t30\t60%\n"


def test_numbers_of_columns_are_headings() -> None:
    kinds = [(m.text, m.kind) for m in extract(NUMBERED_COLUMNS).mentions]
    assert kinds[:2] == [("1", HEAD), ("2", HEAD)]


def test_running_numbers_under_numbered_columns() -> None:
    kinds = [(m.text, m.kind) for m in extract(NUMBERED_COLUMNS).mentions]
    assert kinds[2:] == [("1", K.ROW_NUMBER), ("20", F), ("40", F), ("2", K.ROW_NUMBER), ("30", F), ("60", F)]
