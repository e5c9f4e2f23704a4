"""Structure: paragraphs re-joined from hard wraps, bullets under what introduces them, headings above their text."""

from __future__ import annotations

import pytest

from extractors.layout import Block, Level, read_blocks, section_path
from extractors.lines import read_lines
from extractors.text import DocumentText
from tests.reading import read

LONG = "Cán bộ, công chức trong toàn huyện đã chấp hành tốt quy định về giờ làm việc, không có trường hợp vi phạm."


def blocks_of(text: str) -> tuple[Block, ...]:
    parcel = read(text)
    whole = DocumentText.from_pages([(page.page, page.text) for page in parcel.pages])
    return read_blocks(whole, parcel.cells, parcel.cell_spans)


# (text, paragraphs, what is new in the row)
JOINED = [
    (
        "Trong kỳ, các đơn vị đã tiếp nhận\ntổng số 1.250 hồ sơ của tổ chức.\nKết quả đạt khá so với yêu cầu.\n",
        ["Trong kỳ, các đơn vị đã tiếp nhận tổng số 1.250 hồ sơ của tổ chức.", "Kết quả đạt khá so với yêu cầu."],
        "a line that begins small goes on, one behind a full stop does not",
    ),
    (
        "Trong kỳ báo cáo, hội đã vận động được các\nMạnh thường quân giúp 45 suất quà.\n",
        ["Trong kỳ báo cáo, hội đã vận động được các Mạnh thường quân giúp 45 suất quà."],
        "a full line goes on although the next begins with a capital",
    ),
    (
        f"{LONG}\nNgắn gọn\nVà hết\n{LONG}\n",
        [LONG, "Ngắn gọn", "Và hết", LONG],
        "lines that end early and begin with a capital stand alone",
    ),
    (
        "Toàn huyện có 45 trường, trong đó có\f12 trường đạt chuẩn.\n",
        ["Toàn huyện có 45 trường, trong đó có 12 trường đạt chuẩn."],
        "a page ends in the middle of a sentence",
    ),
    (
        "Hạn kê khai của các đơn vị là ngày\n5. Riêng xã A chưa làm.\n",
        ["Hạn kê khai của các đơn vị là ngày 5. Riêng xã A chưa làm."],
        "a wrapped day is no heading",
    ),
    ("- Nhận 25 đơn\n\nvà trả 20 đơn.\n", ["- Nhận 25 đơn và trả 20 đơn."], "a blank line inside a sentence"),
    ("¹ Số liệu tạm tính.\n[2] Nguồn: thống kê.\n", ["¹ Số liệu tạm tính.", "[2] Nguồn: thống kê."], "footnotes"),
    (
        f"{LONG}\nỦY BAN NHÂN DÂN\nHUYỆN SÔNG LAM\n\nBÁO CÁO\n{LONG}\n",
        [LONG, "ỦY BAN NHÂN DÂN HUYỆN SÔNG LAM", "BÁO CÁO", LONG],
        "capitals go on in capitals, but not over a blank line",
    ),
]


@pytest.mark.parametrize(("text", "texts", "new"), JOINED, ids=[row[-1] for row in JOINED])
def test_lines_become_paragraphs(text: str, texts: list[str], new: str) -> None:
    assert [block.flat.text for block in blocks_of(text)] == texts, new


# (line, level, number or bullet it begins with, what is new in the row)
MARKS = [
    ("PHẦN I", Level.PART, "PHẦN I", "a part by its word"),
    ("II. KẾT QUẢ THỰC HIỆN", Level.PART, "II.", "a Roman numeral"),
    ("B. NHIỆM VỤ CHUNG", Level.PART, "B.", "a capital letter before capitals"),
    ("3. Công tác thu", Level.NUMBER, "3.", "a number"),
    ("Điều 12. Hiệu lực", Level.NUMBER, "Điều 12.", "an article"),
    ("2.1. Thu nội địa", Level.SUBNUMBER, "2.1.", "a number with its level"),
    ("2.1.3 Thu phí", Level.SUBNUMBER, "2.1.3 ", "without the last full stop"),
    ("b) Thu phí", Level.LETTER, "b)", "a letter"),
    ("đ) Thu khác", Level.LETTER, "đ)", "the Vietnamese letter"),
    ("* Kết quả cụ thể", Level.STAR, "* ", "a star"),
    ("**4. Công tác chi**", Level.NUMBER, "**4.", "bold in Markdown"),
    ("- Thu phí", Level.DASH, "- ", "a dash"),
    ("– Thu phí", Level.DASH, "– ", "a long dash"),
    ("+ Thu lệ phí", Level.PLUS, "+ ", "a plus"),
    ("PHỤ LỤC 2", Level.ANNEX, "PHỤ LỤC", "an annex"),
]


@pytest.mark.parametrize(("line", "level", "mark", "new"), MARKS, ids=[row[0] for row in MARKS])
def test_marks(line: str, level: Level, mark: str, new: str) -> None:
    (block,) = blocks_of(line)
    assert block.level is level, new
    assert block.marker is not None
    assert line[block.marker.start : block.marker.end] == mark


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("1.250 hồ sơ đã trả.", "a number with thousands"),
        ("12,5% số hộ có nước sạch.", "a percent"),
        ("-5 độ C vào buổi sáng.", "a minus sign"),
        ("Phụ lục kèm theo báo cáo này.", "an annex spoken of"),
        ("**Ghi chú** ở cuối trang.", "bold words"),
        ("I và II là hai phần.", "a Roman numeral in a sentence"),
    ],
)
def test_what_is_no_mark(line: str, new: str) -> None:
    (block,) = blocks_of(line)
    assert (block.level, block.marker) == (Level.PARAGRAPH, None), new


TREE = f"""{LONG}
{LONG}
{LONG}
I. KẾT QUẢ
1. Thu ngân sách
a) Thu nội địa
Tổng thu đạt khá.
- Thuế đã thu như sau:
+ Thuế môn bài.
+ Thuế nhà đất.
- Phí đã thu.
2. Chi ngân sách
* Chi thường xuyên
Đã chi đủ.
II. NHIỆM VỤ
Tiếp tục thu.
PHỤ LỤC
Bảng số liệu.
"""
# (words of the block, its section, what is new in the row)
SECTIONS = [
    ("I. KẾT QUẢ", None, "nothing stands above the first heading"),
    ("1. Thu ngân sách", "I. KẾT QUẢ", "a heading under a heading"),
    ("Tổng thu đạt khá.", "I. KẾT QUẢ > 1. Thu ngân sách > a) Thu nội địa", "a paragraph under three"),
    (
        "+ Thuế nhà đất.",
        "I. KẾT QUẢ > 1. Thu ngân sách > a) Thu nội địa > Thuế đã thu như sau",
        "a bullet under the bullet that introduces it",
    ),
    ("- Phí đã thu.", "I. KẾT QUẢ > 1. Thu ngân sách > a) Thu nội địa", "back to the outer list"),
    ("2. Chi ngân sách", "I. KẾT QUẢ", "back to the chapter"),
    ("Đã chi đủ.", "I. KẾT QUẢ > 2. Chi ngân sách > Chi thường xuyên", "a starred heading"),
    ("Tiếp tục thu.", "II. NHIỆM VỤ", "the next chapter"),
    ("Bảng số liệu.", "PHỤ LỤC", "an annex ends the chapters"),
]


@pytest.mark.parametrize(("words", "section", "new"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_sections(words: str, section: str | None, new: str) -> None:
    blocks = blocks_of(TREE)
    index = next(i for i, block in enumerate(blocks) if block.flat.text == words)
    assert section_path(blocks, index) == section, new


def test_a_heading_with_text_behind_it_names_the_section_by_its_title() -> None:
    text = f"1. Công tác cán bộ: {LONG} {LONG}\n- Đã cử 45 người đi học.\n"
    blocks = blocks_of(text)
    assert section_path(blocks, 1) == "1. Công tác cán bộ"


def test_cells_are_blocks_of_their_own() -> None:
    blocks = blocks_of("Bảng thu như sau:\nTên xã\tSố thu\nAn Phú\t45\nBình Yên\t12\nHết bảng.\n")
    levels = [block.level for block in blocks]
    assert levels == [Level.PARAGRAPH, *[Level.CELL] * 6, Level.PARAGRAPH]
    assert [block.flat.text for block in blocks[1:7]] == ["Tên xã", "Số thu", "An Phú", "45", "Bình Yên", "12"]


def test_lines_know_what_they_begin() -> None:
    lines = list(read_lines(DocumentText.from_pages([(1, "  một \n\thai\t\n\n"), (2, "ba\nbốn")])))
    found = [(line.text, line.starts_page) for line in lines]
    assert found == [("một", True), ("\thai", False), ("ba", True), ("bốn", False)]


def test_blank_lines_are_counted() -> None:
    lines = read_lines(DocumentText.from_pages([(1, "một\nhai\n\nba\n\n\nbốn")]))
    assert [line.blank_before for line in lines] == [0, 0, 1, 2]


def test_a_short_document_has_headings_too() -> None:
    texts = [
        block.flat.text for block in blocks_of("1. Thu ngân sách\nTổng thu đạt khá.\n2. Chi ngân sách\nĐã chi đủ.\n")
    ]
    assert texts == ["1. Thu ngân sách", "Tổng thu đạt khá.", "2. Chi ngân sách", "Đã chi đủ."]


def test_a_blank_line_ends_a_paragraph() -> None:
    text = "Kết quả công tác dân số năm 2023\n\nThực hiện công văn của tỉnh, xã báo cáo.\n"
    assert blocks_of(text)[0].flat.text == "Kết quả công tác dân số năm 2023"


def test_the_number_of_a_document_is_no_part_of_its_type() -> None:
    texts = [block.flat.text for block in blocks_of("SỞ XÂY DỰNG\nSố: 45/QĐ-SXD\nQUYẾT ĐỊNH\nVề việc giao đất\n")]
    assert "QUYẾT ĐỊNH" in texts


def test_parts_nest_by_how_they_are_numbered() -> None:
    text = (
        "Phần thứ nhất\nKẾT QUẢ NĂM 2020\nI. KINH TẾ\nThu 12 tỷ đồng.\nPhần thứ hai\nPHƯƠNG HƯỚNG NĂM 2021\n"
        "I. KINH TẾ\n1. Thu ngân sách\nThu 13 tỷ đồng.\n"
    )
    blocks = blocks_of(text)
    paths = [section_path(blocks, i) for i, block in enumerate(blocks) if block.flat.text.startswith("Thu 1")]
    assert paths == [
        "Phần thứ nhất KẾT QUẢ NĂM 2020 > I. KINH TẾ",
        "Phần thứ hai PHƯƠNG HƯỚNG NĂM 2021 > I. KINH TẾ > 1. Thu ngân sách",
    ]


def test_a_number_behind_a_title_that_ends_with_a_year_is_a_mark() -> None:
    blocks = blocks_of("NHIỆM VỤ 6 THÁNG CUỐI NĂM\n1. Gieo cấy 385 ha lúa mùa.\n")
    assert blocks[1].marker is not None
