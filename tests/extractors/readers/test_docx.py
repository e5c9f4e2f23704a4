"""Word files: text as printed, tables with their merged cells, and files that are none."""

from __future__ import annotations

import zipfile

import pytest

from extractors.readers.docx import read_docx
from extractors.readers.failure import ReadFailure
from schemas.document import DocumentStatus, Encoding, ErrorCode, TextSource
from tests.extractors.readers.office_files import (
    docx,
    p,
    parcel,
    r,
    relations,
    rules,
    tbl,
    tc,
    texts_of,
    wrong_offsets,
    zip_of,
)


def read_text_of(data: bytes) -> str:
    read = read_docx(data, parcel(), rules())
    assert not wrong_offsets(read)
    assert read.document.status is DocumentStatus.OK
    return read.pages[0].text


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:r><w:drawing><x><w:txbxContent>{}</w:txbxContent></x></w:drawing></w:r>"

RUNS = [
    # what stands in the paragraph, the text of the page, what is new in the row
    (r("Đạt ") + r("98,5%"), "Đạt 98,5%\n", "runs are joined"),
    (r("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc\n", "tab and line break"),
    ("<w:r><w:tab/></w:r>" + r("1. Mục"), "1. Mục\n", "an indent is no text"),
    (f"<w:ins>{r('mới 12')}</w:ins><w:del>{r('cũ 11')}</w:del>", "mới 12\n", "changes are accepted"),
    ("<w:del><w:r><w:delText>cũ 11</w:delText></w:r></w:del>" + r("còn"), "còn\n", "deleted text"),
    (FIELD.format("REF a", r("Bảng 3")), "Bảng 3\n", "a field shows its result"),
    (r("Trang ") + FIELD.format(" PAGE ", r("7")), "Trang\n", "a page number is no content"),
    (f'<w:fldSimple w:instr="NUMPAGES">{r("9")}</w:fldSimple>' + r("x"), "x\n", "in short form too"),
    (f"<w:hyperlink>{r('cổng')}</w:hyperlink>", "cổng\n", "link"),
    (f"<w:sdt><w:sdtContent>{r('ô nhập')}</w:sdtContent></w:sdt>", "ô nhập\n", "content control"),
    (r("ba\u0301o ca\u0301o"), "báo cáo\n", "NFD to NFC"),
    (r("ca") + r("\u0301o"), "cáo\n", "a mark in a run of its own"),
    (r("tổ\u00adchức") + "<w:r><w:softHyphen/></w:r>", "tổchức\n", "soft hyphens"),
    (r("12") + "<w:r><w:noBreakHyphen/></w:r>" + r("NQ"), "12-NQ\n", "hyphen that does not break"),
    (r("báo cáo", "<w:caps/>"), "BÁO CÁO\n", "capitals by format"),
    (r("ẩn 5", "<w:vanish/>") + r("hiện"), "hiện\n", "hidden text"),
    (r("km") + r("2", '<w:vertAlign w:val="superscript"/>'), "km²\n", "raised digits"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" Đạt"), "✓ Đạt\n", "symbol"),
    (
        "<m:oMath><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>20</m:t></m:r></m:den></m:f></m:oMath>",
        "12/20\n",
        "fraction",
    ),
    (r("thân") + BOX.format(p("trong khung 5")), "thân\ntrong khung 5\n", "a text box follows its paragraph"),
    (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + p("một lần")
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + p("một lần")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "\nmột lần\n",
        "a box in two forms is one",
    ),
    (r("Soá lieäu ñaàu naêm taïi huyeän", '<w:rFonts w:ascii="VNI-Times"/>'), "Số liệu đầu năm tại huyện\n", "VNI"),
]


@pytest.mark.parametrize(("inner", "text", "_new"), RUNS, ids=[row[2] for row in RUNS])
def test_a_paragraph_as_printed(inner: str, text: str, _new: str) -> None:
    assert read_text_of(docx(f"<w:p>{inner}</w:p>" + p("hết"))) == text + "hết\n"


def test_a_deleted_paragraph_end_joins_two() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Tổng số ')}</w:p>" + p("12 xã")
    assert read_text_of(docx(body)) == "Tổng số 12 xã\n"


LEVELS = (
    '<w:abstractNum w:abstractNumId="5">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/><w:isLgl/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>'
    '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%5)"/><w:pStyle w:val="Muc"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/><w:rPr><w:caps/></w:rPr></w:style>'
)


def item(text: str, level: int, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


LISTS = [
    ([item("A", 0), item("B", 0)], "I. A\nII. B\n", "counts"),
    (
        [item("A", 0), item("a", 1), item("b", 1), item("B", 0), item("c", 1)],
        "I. A\n1.1) a\n1.2) b\nII. B\n2.1) c\n",
        "starts again below",
    ),
    ([item("a", 2), item("b", 3)], "• a\n+ b\n", "bullets"),
    ([item("A", 0), item("B", 0, 2)], "I. A\nIV. B\n", "another list of the same form starts where it says"),
    ([item("A", 0), p("giữa"), item("B", 0)], "I. A\ngiữa\nII. B\n", "goes on behind other text"),
    (
        [p("x", '<w:pStyle w:val="Muc"/>'), p("y", '<w:pStyle w:val="Con"/>')],
        "a) x\nb) Y\n",
        "numbering and capitals by style",
    ),
    ([p("x", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')], "x\n", "taken away"),
    ([item("A", 8), item("B", 0, 77)], "A\nB\n", "a level or list that is not there"),
]


@pytest.mark.parametrize(("paragraphs", "text", "_new"), LISTS, ids=[row[2] for row in LISTS])
def test_automatic_numbers_are_printed(paragraphs: list[str], text: str, _new: str) -> None:
    assert read_text_of(docx("".join(paragraphs), numbering=LEVELS, styles=STYLES)) == text


def test_notes_stand_at_the_end_and_their_marks_in_place() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{r('các văn bản')}{reference.format(2)}{r(' và')}{reference.format(3)}</w:p>" + p("hết")
    notes = "".join(f'<w:footnote w:id="{n}">{p(f" chú thích {n}")}</w:footnote>' for n in (0, 2, 3))
    text = "các văn bản¹ và²\nhết\n¹ chú thích 2\n² chú thích 3\n"
    assert read_text_of(docx(body, footnotes=notes)) == text


HEADERS = [
    ("<w:titlePg/>", p("ỦY BAN NHÂN DÂN"), "ỦY BAN NHÂN DÂN\nthân\n", "a letterhead in the first page's header"),
    ("", p("ỦY BAN NHÂN DÂN"), "thân\n", "not shown"),
    ("<w:titlePg/>", p("2"), "thân\n", "a lone page number"),
]


@pytest.mark.parametrize(("switch", "header", "text", "_new"), HEADERS, ids=[row[3] for row in HEADERS])
def test_headers_are_no_content_but_a_letterhead_is(switch: str, header: str, text: str, _new: str) -> None:
    section = f'<w:sectPr><w:headerReference w:type="first" r:id="header1"/>{switch}</w:sectPr>'
    assert read_text_of(docx(p("thân") + section, header1=header)) == text


SPAN = '<w:gridSpan w:val="{}"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = tc("TT") + tc("Tên") + tc("Số")

TABLES = [
    (
        [HEAD, tc("1") + tc("Xã A") + tc("12"), tc("2") + tc("Xã B") + tc("")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:Xã A", "2:12"], ["0:2", "1:Xã B"]],
        "TT\tTên\tSố\n1\tXã A\t12\n2\tXã B\t\n",
        "plain",
    ),
    (
        [
            tc("TT", DOWN) + tc("Tên", DOWN) + tc("Năm 2023", SPAN.format(2)),
            tc("", ON) + tc("", ON) + tc("Số hộ") + tc("Tỷ lệ"),
            tc("1") + tc("Xã A") + tc("12") + tc("50%"),
        ],
        [
            ["*0:TT", "*1:Tên", "*2:Năm 2023", "*3:Năm 2023"],
            ["*2:Số hộ", "*3:Tỷ lệ"],
            ["0:1", "1:Xã A", "2:12", "3:50%"],
        ],
        "TT\tTên\tNăm 2023\t\n\t\tSố hộ\tTỷ lệ\n1\tXã A\t12\t50%\n",
        "a header over two columns is spread",
    ),
    (
        [HEAD, tc("I") + tc("Khối xã", SPAN.format(2)), tc("1") + tc("Xã A") + tc("5")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:I", "1:Khối xã"], ["0:1", "1:Xã A", "2:5"]],
        "TT\tTên\tSố\nI\tKhối xã\t\n1\tXã A\t5\n",
        "a group row is not",
    ),
    (
        [HEAD, tc("1") + tc("Xã A", DOWN) + tc("5", DOWN), tc("2") + tc("", ON) + tc("", ON)],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:Xã A", "2:5"], ["0:2", "1:Xã A"]],
        "TT\tTên\tSố\n1\tXã A\t5\n2\t\t\n",
        "a name merged over rows stands in each, a number once",
    ),
    (
        [HEAD, tc("1") + tc("A") + tc("5"), HEAD, tc("2") + tc("Xã B", DOWN) + tc("6"), tc("3") + tc("", ON) + tc("7")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:A", "2:5"], ["0:2", "1:Xã B", "2:6"], ["0:3", "1:Xã B", "2:7"]],
        "TT\tTên\tSố\n1\tA\t5\nTT\tTên\tSố\n2\tXã B\t6\n3\t\t7\n",
        "a name merged over rows below a header typed again",
    ),
    (
        [HEAD, tc("1") + tc("A") + tc("5"), HEAD, tc("2") + tc("B") + tc("6")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:A", "2:5"], ["0:2", "1:B", "2:6"]],
        "TT\tTên\tSố\n1\tA\t5\nTT\tTên\tSố\n2\tB\t6\n",
        "a header typed again is dropped from the cells",
    ),
    (
        [HEAD, tc("1") + tc("Tỷ lệ (đạt") + tc("5"), tc("") + tc("một phần)") + tc("")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:Tỷ lệ (đạt một phần)", "2:5"]],
        "TT\tTên\tSố\n1\tTỷ lệ (đạt\t5\n\tmột phần)\t\n",
        "a row cut by a page that once was is joined",
    ),
    (
        ["<w:trPr><w:tblHeader/></w:trPr>" + tc("2022") + tc("2023"), tc("12") + tc("15")],
        [["*0:2022", "*1:2023"], ["0:12", "1:15"]],
        "2022\t2023\n12\t15\n",
        "a header by its flag, though it looks like values",
    ),
    (
        [HEAD, "<w:trPr><w:del/></w:trPr>" + tc("1") + tc("bỏ") + tc("5"), tc("1") + tc("A") + tc("6")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:A", "2:6"]],
        "TT\tTên\tSố\n1\tA\t6\n",
        "a deleted row",
    ),
    (
        [HEAD, f"<w:tc>{tbl([tc('1') + tc('a')])}{p('')}</w:tc>" + tc("A") + tc("6")],
        [["*0:TT", "*1:Tên", "*2:Số"], ["0:1 a", "1:A", "2:6"]],
        "TT\tTên\tSố\n1 a\tA\t6\n",
        "a table in a cell",
    ),
]


@pytest.mark.parametrize(("rows", "cells", "text", "_new"), TABLES, ids=[row[3] for row in TABLES])
def test_tables(rows: list[str], cells: list[list[str]], text: str, _new: str) -> None:
    read = read_docx(docx(p("Bảng 1") + tbl(rows) + p("hết")), parcel(), rules())
    assert not wrong_offsets(read)
    assert texts_of(read) == cells
    assert read.pages[0].text == f"Bảng 1\n{text}hết\n"


FLAT = "Thu qua mạng đến 30/9/2023 Thành công Thất bại Chờ xử lý Tổng cộng 822 134 0 956"
PROSE = ["các năm trước là 822 134 0 956", "Xã An Bình: 822; 134; 0; 956", "đạt 822 134 956"]


def test_a_table_flattened_into_a_paragraph_is_found() -> None:
    read = read_docx(docx(p("Kết quả") + p(FLAT) + tbl([HEAD, tc("1") + tc("A") + tc("5")])), parcel(), rules())
    assert not wrong_offsets(read)
    assert texts_of(read) == [
        ["*1:Thành công", "*2:Thất bại", "*3:Chờ xử lý", "*4:Tổng cộng"],
        ["1:822", "2:134", "3:0", "4:956"],
        ["*0:TT", "*1:Tên", "*2:Số"],
        ["0:1", "1:A", "2:5"],
    ]
    assert read.pages[0].text.split("\n")[1] == FLAT


@pytest.mark.parametrize("text", PROSE)
def test_no_table_is_made_of_prose(text: str) -> None:
    assert not read_docx(docx(p("Kết quả") + p(text)), parcel(), rules()).cells


def test_slivers_between_columns_are_no_columns() -> None:
    rows = [
        tc("TT") + tc("Tên", SPAN.format(2)) + tc("Số"),
        tc("1", SPAN.format(2)) + tc("Xã A") + tc("12"),
        tc("2") + tc("Xã B", SPAN.format(2)) + tc("13"),
    ]
    read = read_docx(docx(tbl(rows, grid=(800, 20, 3000, 1500))), parcel(), rules())
    assert texts_of(read) == [["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:Xã A", "2:12"], ["0:2", "1:Xã B", "2:13"]]


def test_a_letterhead_is_read_down_its_columns() -> None:
    head = tbl([tc("UBND HUYỆN A") + tc("CỘNG HÒA"), tc("Số: 1/BC") + tc("Độc lập")], ruled=False)
    read = read_docx(docx(head + p("BÁO CÁO")), parcel(), rules())
    assert read.pages[0].text == "UBND HUYỆN A\nSố: 1/BC\nCỘNG HÒA\nĐộc lập\nBÁO CÁO\n"
    assert not read.cells


@pytest.mark.parametrize(("between", "tables"), [("", 1), (p(""), 1), (p("Bảng 2"), 2)])
def test_a_table_that_goes_on_under_its_header_is_one(between: str, tables: int) -> None:
    first, second = (tbl([HEAD, tc(n) + tc(f"Xã {n}") + tc("5")]) for n in ("1", "2"))
    read = read_docx(docx(first + between + second), parcel(), rules())
    assert not wrong_offsets(read)
    assert len({cell.table_id for cell in read.cells}) == tables
    assert {cell.table_id[-4:] for cell in read.cells} == {f"t{n:03d}" for n in range(1, tables + 1)}


def test_what_is_known_of_the_document() -> None:
    read = read_docx(docx(p("Báo cáo")), parcel(), rules())
    document, page = read.document, read.pages[0]
    assert (document.page_count, document.text_source, document.error_code) == (1, TextSource.NATIVE, None)
    assert (page.page, page.text_source, page.encoding) == (1, TextSource.NATIVE, Encoding.UNICODE)


GOOD = docx(p("x" * 5000))
BOMB = zip_of({"word/document.xml": b"<w:x>" + b" " * 60_000_000})
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
MAIN = {"_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")})}
BAD = [
    (b"MZ" + bytes(500), ErrorCode.UNSUPPORTED_TYPE, "a program by the name of a report"),
    (b"\x7fELF" + bytes(500), ErrorCode.UNSUPPORTED_TYPE, "another"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        ErrorCode.ENCRYPTED,
        "password",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ErrorCode.UNSUPPORTED_TYPE, "an old file by a new name"),
    (GOOD[: len(GOOD) // 2], ErrorCode.CORRUPT, "truncated"),
    (b"PK\x03\x04", ErrorCode.CORRUPT, "four bytes"),
    (zip_of({"a.txt": "x"}), ErrorCode.CORRUPT, "an archive without a document"),
    (zip_of({**MAIN, "word/document.xml": "<w:x"}), ErrorCode.CORRUPT, "no XML"),
    (zip_of({**MAIN, "word/document.xml": ENTITY}), ErrorCode.CORRUPT, "entities"),
    (zip_of({**MAIN, "word/document.xml": "<a>" * 3000}), ErrorCode.CORRUPT, "three thousand levels deep"),
    (BOMB, ErrorCode.TOO_LARGE, "a bomb"),
    (docx(p("")), ErrorCode.EMPTY, "nothing in it"),
]


@pytest.mark.parametrize(("data", "code", "_new"), BAD, ids=[row[2] for row in BAD])
def test_bad_files_say_why(data: bytes, code: ErrorCode, _new: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        read_docx(data, parcel(), rules())
    assert failure.value.code is code


def test_every_cut_of_a_file_is_refused_or_read() -> None:
    data = docx(p("Báo cáo 12 xã"), numbering=LEVELS)
    for end in range(0, len(data), 37):
        with pytest.raises(ReadFailure):
            read_docx(data[:end], parcel(), rules())


def test_every_flipped_byte_is_refused_or_read() -> None:
    data = docx(p("Báo cáo 12 xã") + tbl([HEAD, HEAD]), numbering=LEVELS)
    refused = 0
    for place in range(0, len(data), 11):
        try:
            read_docx(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :], parcel(), rules())
        except ReadFailure:
            refused += 1
    assert refused


def test_tables_in_tables_without_end_are_cut_off() -> None:
    deep = p("đáy 7")
    for _ in range(60):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    assert read_text_of(docx(p("mặt") + deep)) == "mặt\n"


def test_stored_without_compression_is_read_too() -> None:
    parts = {
        **MAIN,
        "word/document.xml": f'<w:document xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}"><w:body>{p("x")}</w:body></w:document>',
    }
    assert read_text_of(zip_of(parts, zipfile.ZIP_STORED)) == "x\n"


def test_strict_word_files_are_read() -> None:
    body = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>'
    assert read_text_of(zip_of({**MAIN, "word/document.xml": body})) == "x\n"


@pytest.mark.parametrize(("between", "count"), [("Biểu 2 (tiếp theo)", 1), ("Biểu 3", 2), ("", 1)])
def test_a_table_typed_in_parts_is_one_where_it_says_so(between: str, count: int) -> None:
    parts = [tbl([HEAD, tc(str(n)) + tc("Xã A") + tc("12")]) for n in (1, 2)]
    read = read_docx(docx(parts[0] + p(between) + parts[1]), parcel(), rules())
    assert len({cell.table_id for cell in read.cells}) == count
