"""Workbooks: a page per sheet, numbers as shown, tables apart from what stands around them, bombs and empty giants."""

from __future__ import annotations

import pytest

from extractors.readers import workbook_sheet
from extractors.readers.failure import ReadFailure
from extractors.readers.workbook import read_workbook
from extractors.readers.workbook_sheet import Sheet
from extractors.readers.workbook_xlsx import read_place, read_range, read_xlsx
from schemas.document import DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel
from tests.extractors.readers.office_files import parcel, row, rules, texts_of, wrong_offsets, xlsx, zip_of

END = "</sheetData>"


def read(data: bytes) -> Parcel:
    found = read_workbook(data, parcel(), rules())
    assert not wrong_offsets(found)
    return found


def merged(*ranges: str) -> str:
    return f"{END}<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{r}{chr(34)}/>' for r in ranges)}</mergeCells>"


def test_a_sheet_with_letterhead_header_of_two_rows_and_signatures() -> None:
    rows = (
        row(1, "UBND XÃ A", None, None, "CỘNG HÒA")
        + row(2, "Số: 5/BC", None, None, "Độc lập")
        + row(4, "BIỂU TỔNG HỢP NĂM 2024")
        + row(5, "TT", "Đơn vị", "Năm 2024", None, style=1)
        + row(6, None, None, "Kế hoạch", "Tỷ lệ", style=1)
        + row(7, "I", "Khối phòng", style=1)
        + row(8, 1, "Phòng A", 12000, 0.9823, style=1)
        + row(9, None, "Tổng", 12000.5, 1, style=1)
        + row(11, "Người lập", None, None, "CHỦ TỊCH")
    ) + merged("A4:D4", "A5:A6", "B5:B6", "C5:D5")
    found = read(xlsx({"Biểu": rows}, formats=["#,##0.0"]))
    assert texts_of(found) == [
        ["*0:TT", "*1:Đơn vị", "*2:Năm 2024", "*3:Năm 2024"],
        ["*2:Kế hoạch", "*3:Tỷ lệ"],
        ["0:I", "1:Khối phòng"],
        ["0:1,0", "1:Phòng A", "2:12.000,0", "3:1,0"],
        ["1:Tổng", "2:12.000,5", "3:1,0"],
    ]
    lines = found.pages[0].text.split("\n")
    assert lines[:5] == ["UBND XÃ A", "Số: 5/BC", "CỘNG HÒA", "Độc lập", "BIỂU TỔNG HỢP NĂM 2024"]
    assert lines[5:7] == ["TT\tĐơn vị\tNăm 2024\t", "\t\tKế hoạch\tTỷ lệ"]
    assert lines[-3:] == ["Người lập", "CHỦ TỊCH", ""]


BODY = row(1, "TT", "Xã", "Số hộ") + row(2, 1, "Xã A", 1200) + row(3, 2, "Xã B", 800)
LAYOUTS = [
    (
        BODY + END,
        [["*0:TT", "*1:Xã", "*2:Số hộ"], ["0:1", "1:Xã A", "2:1200"], ["0:2", "1:Xã B", "2:800"]],
        "without lines",
    ),
    (
        row(1, "BẢNG 1")
        + row(3, "TT", "Xã", "Số hộ")
        + row(4, 1, "Xã A", 5)
        + row(5, "Người lập", None, "Chủ tịch")
        + END,
        [["*0:TT", "*1:Xã", "*2:Số hộ"], ["0:1", "1:Xã A", "2:5"]],
        "title and signatures are no rows",
    ),
    (
        BODY + row(6, "TT", "Xóm", "Số hộ") + row(7, 1, "Xóm C", 7) + END,
        [
            ["*0:TT", "*1:Xã", "*2:Số hộ"],
            ["0:1", "1:Xã A", "2:1200"],
            ["0:2", "1:Xã B", "2:800"],
            ["*0:TT", "*1:Xóm", "*2:Số hộ"],
            ["0:1", "1:Xóm C", "2:7"],
        ],
        "a gap and a header begin another table",
    ),
    (
        BODY + row(5, 3, "Xã C", 9) + END,
        [
            ["*0:TT", "*1:Xã", "*2:Số hộ"],
            ["0:1", "1:Xã A", "2:1200"],
            ["0:2", "1:Xã B", "2:800"],
            ["0:3", "1:Xã C", "2:9"],
        ],
        "a gap alone does not",
    ),
    (
        row(1, "TT", None, None, "Xã", "Số hộ") + row(2, 1, None, None, "Xã A", 5) + END,
        [["*0:TT", "*1:Xã", "*2:Số hộ"], ["0:1", "1:Xã A", "2:5"]],
        "columns without cells are no columns",
    ),
    (
        BODY + merged("A1:XFD1048576"),
        [["*0:TT", "*1:Xã", "*2:Số hộ"], ["0:1", "1:Xã A", "2:1200"], ["0:2", "1:Xã B", "2:800"]],
        "an absurd merged range ends where the cells do",
    ),
]


@pytest.mark.parametrize(("rows", "cells", "_new"), LAYOUTS, ids=[row[2] for row in LAYOUTS])
def test_tables_of_a_sheet(rows: str, cells: list[list[str]], _new: str) -> None:
    found = read(xlsx({"Biểu": rows}))
    assert texts_of(found)[: len(cells)] == cells
    assert len(texts_of(found)) == len(cells)


CELLS = [
    ('<c r="A1" t="s"><v>0</v></c>', "chung", "shared string"),
    ('<c r="A1" t="s"><v>1</v></c>', "đậm thường", "runs of a string"),
    ('<c r="A1" t="s"><v>9</v></c>', "", "a string that is not there"),
    ('<c r="A1" t="b"><v>1</v></c>', "TRUE", "truth"),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!", "error"),
    ('<c r="A1" t="str"><f>A2</f><v>chữ</v></c>', "chữ", "a formula's text"),
    ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", "a formula's number"),
    ('<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\nb", "an escaped character"),
    ("<c><v>5</v></c>", "5", "a cell without a place"),
    ('<c r="A1" s="99"><v>0.5</v></c>', "0,5", "a style that is not there"),
]


@pytest.mark.parametrize(("cell", "text", "_new"), CELLS, ids=[row[2] for row in CELLS])
def test_cells_as_shown(cell: str, text: str, _new: str) -> None:
    strings = ["<t>chung</t>", "<r><t>đậm</t></r><r><t> thường</t></r><rPh><t>x</t></rPh>"]
    found = read(xlsx({"A": f'<row r="1">{cell}</row><row r="2"><c r="A2" t="b"><v>0</v></c></row>{END}'}, strings))
    assert found.pages[0].text == (f"{text}\n" if text else "") + "FALSE\n"


def test_a_page_for_every_sheet_that_is_seen() -> None:
    found = read(
        xlsx({"1": BODY + END, "ẩn": row(1, "macro 99") + END, "2": END, "3": row(1, "x") + END}, states="vhvv")
    )
    assert [page.text for page in found.pages][1:] == ["", "x\n"]
    assert (found.document.page_count, found.document.text_source) == (3, TextSource.NATIVE)
    assert {cell.page for cell in found.cells} == {1}


def test_formulas_without_a_value_are_told() -> None:
    found = read(xlsx({"Biểu 1": row(1, "Tổng") + '<row r="2"><c r="A2"><f>SUM(B1)</f></c></row>' + END}))
    assert (found.document.status, found.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.EMPTY)
    assert "Biểu 1" in str(found.document.error_detail)


def test_a_damaged_sheet_does_not_stop_the_others() -> None:
    found = read(xlsx({"A": BODY + "<row", "B": row(1, "còn đây") + END}))
    assert (found.document.status, found.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.CORRUPT)
    assert [page.status for page in found.pages] == [DocumentStatus.FAILED, DocumentStatus.OK]
    assert found.pages[1].text == "còn đây\n"


BLANKS = [
    ('<c r="A1" s="1"/><c r="B1"><v>5</v></c><c r="C1"/>', [(0, 1, "5"), (2, 1, "6")], "every cell says its place"),
    ('<c r="A1" s="1"/><c><v>5</v></c><c r="C1"><v>7</v></c>', [(0, 1, "5"), (0, 2, "7"), (2, 1, "6")], "one does not"),
    ('<c s="1"/><c><v>5</v></c>', [(0, 1, "5"), (2, 1, "6")], "none does"),
]


@pytest.mark.parametrize(("cells", "places", "_new"), BLANKS, ids=[row[2] for row in BLANKS])
def test_blank_cells_move_no_others(cells: str, places: list[tuple[int, int, str]], _new: str) -> None:
    more = '<row r="2" ht="9"/><row r="3"><c r="A3" s="1"/><c r="B3"><v>6</v></c></row>'
    (sheet,) = read_xlsx(xlsx({"A": f'<row r="1">{cells}</row>{more}{END}'}))
    assert isinstance(sheet, Sheet)
    assert [(cell.row, cell.col, cell.segments[0].text) for cell in sheet.cells] == places


def test_a_million_empty_rows_are_nothing() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 60_000))
    found = read(xlsx({"A": row(1, "một") + empty + row(1_048_576, "cuối") + END}))
    assert found.pages[0].text == "một\ncuối\n"


def test_a_table_mostly_of_air_is_too_large() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="{_letters(n * 5)}{n}"><v>2</v></c></row>' for n in range(1, 3000)
    )
    with pytest.raises(ReadFailure) as failure:
        read(xlsx({"A": rows + END}))
    assert failure.value.code is ErrorCode.TOO_LARGE


def _letters(number: int) -> str:
    return _letters((number - 1) // 26) + chr(ord("A") + (number - 1) % 26) if number else ""


def test_too_many_filled_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_sheet, "MAX_FILLED_CELLS", 5)
    with pytest.raises(ReadFailure) as failure:
        read(xlsx({"A": BODY + END}))
    assert failure.value.code is ErrorCode.TOO_LARGE


GOOD = xlsx({"A": BODY + END})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = [
    (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ErrorCode.ENCRYPTED, "password"),
    (OLE + bytes(3000), ErrorCode.CORRUPT, "an old workbook that is none"),
    (b"\x09\x08\x10\x00" + bytes(50), ErrorCode.CORRUPT, "an older one"),
    (b"MZ" + bytes(500), ErrorCode.UNSUPPORTED_TYPE, "a program"),
    (GOOD[:-100], ErrorCode.CORRUPT, "truncated"),
    (zip_of({"xl/workbook.bin": b"x"}), ErrorCode.UNSUPPORTED_TYPE, "another kind of workbook"),
    (xlsx({"A": END}), ErrorCode.EMPTY, "nothing in it"),
    (xlsx({"A": "<row" + " " * 60_000_000 + "/>" + END}), ErrorCode.TOO_LARGE, "a bomb"),
]


@pytest.mark.parametrize(("data", "code", "_new"), BAD, ids=[row[2] for row in BAD])
def test_bad_files_say_why(data: bytes, code: ErrorCode, _new: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        read(data)
    assert failure.value.code is code


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = zip_of({"xl/workbook.xml": laughs + "<workbook>&b;</workbook>"})
    with pytest.raises(ReadFailure) as failure:
        read(data)
    assert failure.value.code is ErrorCode.CORRUPT


PLACES = [
    ("A1", (0, 0)),
    ("$AB$12", (11, 27)),
    ("XFD1048576", (1048575, 16383)),
    ("1A", None),
    ("", None),
    ("A0", None),
]


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_names_of_cells(name: str, place: tuple[int, int] | None) -> None:
    assert read_place(name) == place


@pytest.mark.parametrize(("name", "is_range"), [("A1:B2", True), ("B2:A1", False), ("A1", False), ("A1:", False)])
def test_names_of_ranges(name: str, is_range: bool) -> None:
    assert (read_range(name) is not None) is is_range
