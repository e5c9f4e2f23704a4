"""Tables in .csv and .tsv: whatever stands between the cells, and what is no table at all."""

from __future__ import annotations

import pytest

from extractors.readers.delimited import read_delimited
from extractors.readers.failure import ReadFailure
from schemas.document import DocumentStatus, ErrorCode, TextSource
from tests.extractors.readers.office_files import parcel, rules, texts_of, wrong_offsets

HEADER = ["*0:STT", "*1:Đơn vị", "*2:Tổng số hộ", "*3:Tỷ lệ (%)"]
ONE, TWO = ["0:1", "1:Xã A", "2:1.250", "3:96,0"], ["0:2", "1:Xã B", "2:840", "3:95,2"]
SEMICOLONS = "STT;Đơn vị;Tổng số hộ;Tỷ lệ (%)\n1;Xã A;1.250;96,0\n2;Xã B;840;95,2\n"
TABLES = [
    (SEMICOLONS, [HEADER, ONE, TWO], "as Excel saves it in Vietnam"),
    (SEMICOLONS.replace(";", "\t"), [HEADER, ONE, TWO], "tabs; decimal commas divide nothing"),
    (
        'STT,Đơn vị,Tổng số hộ,Tỷ lệ (%)\n1,Xã A,1.250,"96,0"\n2,Xã B,840,"95,2"\n',
        [HEADER, ONE, TWO],
        "commas; what has one is quoted",
    ),
    ("sep=|\n" + SEMICOLONS.replace(";", "|"), [HEADER, ONE, TWO], "the mark is named"),
    (
        'STT;Đơn vị;Tổng số hộ;Tỷ lệ (%)\r\n1;"Xã\nA";1.250;96,0\r\n2;Xã B;840;95,2',
        [HEADER, ONE, TWO],
        "a line end in a cell",
    ),
    ("BIỂU SỐ 1\n\n" + SEMICOLONS, [HEADER, ONE, TWO], "a title above"),
    (SEMICOLONS.replace("840", ""), [HEADER, ONE, ["0:2", "1:Xã B", "3:95,2"]], "a blank cell"),
    ("Đạt 45/50 hồ sơ; tăng 5%.\n", [], "a sentence"),
    ("Đạt 45 hồ sơ, 3 đơn.\nCòn lại thì chưa.\nHết.\nKhông có bảng.\n", [], "lines of prose"),
]


@pytest.mark.parametrize(("text", "cells", "_new"), TABLES, ids=[row[2] for row in TABLES])
def test_cells(text: str, cells: list[list[str]], _new: str) -> None:
    read = read_delimited(text.encode(), parcel(), rules())
    assert texts_of(read) == cells
    assert not wrong_offsets(read)
    assert (read.document.status, read.document.text_source) == (DocumentStatus.OK, TextSource.PLAIN)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert texts_of(read_delimited(SEMICOLONS.encode(encoding), parcel(), rules())) == [HEADER, ONE, TWO]


def test_a_damaged_end_is_told() -> None:
    read = read_delimited(SEMICOLONS.encode() + "đ".encode()[:1], parcel(), rules())
    assert (read.document.status, read.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.CORRUPT)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" \n", ErrorCode.EMPTY),
        (b"\x01\x02\x03" * 99, ErrorCode.UNSUPPORTED_TYPE),
        (b"sep=;\na;b\n" + b"x" * 200_000 + b";1\n", ErrorCode.CORRUPT),
    ],
)
def test_bad_files_say_why(data: bytes, code: ErrorCode) -> None:
    with pytest.raises(ReadFailure) as failure:
        read_delimited(data, parcel(), rules())
    assert failure.value.code is code
