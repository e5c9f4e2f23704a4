"""Web pages: what a reader sees, and nothing a reader does not."""

from __future__ import annotations

import pytest

from extractors.readers.failure import ReadFailure
from extractors.readers.html import read_html
from schemas.document import DocumentStatus, Encoding, ErrorCode
from schemas.parcel import Parcel
from tests.extractors.readers.office_files import parcel, rules, texts_of, wrong_offsets


def read(source: str | bytes) -> Parcel:
    data = source.encode() if isinstance(source, str) else source
    found = read_html(data, parcel(), rules())
    assert not wrong_offsets(found)
    return found


TEXTS = [
    ("<p>Năm   2023\n có <b>12</b> xã</p>", "Năm 2023 có 12 xã\n", "blanks are one"),
    ("<h1>I. Kết quả</h1>Chữ<p>mới</p>", "I. Kết quả\nChữ\nmới\n", "blocks are lines"),
    ("a<br>b", "a\nb\n", "line break"),
    ("<pre>a  b\n c</pre>", "a  b\n c\n", "set as typed"),
    ("<script>var a = 12;</script><style>p{}</style><noscript>x</noscript>thấy", "thấy\n", "what is no text"),
    ("<head><title>t 1</title></head><body>thấy</body>", "thấy\n", "the head"),
    (
        "<p hidden>99</p><p style='display:none'>98</p><span style='VISIBILITY : hidden'>97</span>thấy",
        "thấy\n",
        "hidden",
    ),
    ("<p style='mso-hide:all'>9</p><!-- 12 -->thấy", "thấy\n", "hidden by Word, and remarks"),
    ("<del>11</del><ins>12</ins>", "12\n", "changes are accepted"),
    ("km<sup>2</sup> văn bản<sup>a</sup>", "km² văn bảna\n", "raised digits"),
    ("<ol><li>a<li>b</ol><ul><li>c</ul>", "1. a\n2. b\n• c\n", "lists"),
    ("<ol type=I start=3><li>a<li value=7>b</ol>", "III. a\nVII. b\n", "lists that count otherwise"),
    ("<ul style='list-style: none'><li>a</ul>", "a\n", "a list without bullets"),
    ("10&nbsp;754 &lt;5 &amp; &#7841;", "10\u00a0754 <5 & ạ\n", "entities"),
    ("<p>ba\u0301o</p>", "báo\n", "NFD to NFC"),
    ("<p>chưa đóng <b>12", "chưa đóng 12\n", "tags left open"),
    (
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>",
        "x\n",
        "XHTML",
    ),
    ("<o:p>x</o:p>", "x\n", "a tag of Word's"),
    ("<p><font face='VNI-Times'>Soá lieäu naêm</font></p>", "Số liệu năm\n", "an old font"),
    ("<p style='font-family: \"VNI-Times\"'>Soá lieäu naêm</p>", "Số liệu năm\n", "an old font by style"),
]


@pytest.mark.parametrize(("source", "text", "_new"), TEXTS, ids=[row[2] for row in TEXTS])
def test_a_page_as_seen(source: str, text: str, _new: str) -> None:
    assert read(source).pages[0].text == text


def test_the_encoding_of_an_old_font_is_kept() -> None:
    assert read(TEXTS[-2][0]).pages[0].encoding is Encoding.VNI


TABLES = [
    (
        "<table border=1><tr><td>TT<td>Xã<td>Số<tr><td>1<td>A<td>5</table>",
        [["*0:TT", "*1:Xã", "*2:Số"], ["0:1", "1:A", "2:5"]],
        "tags left open",
    ),
    (
        "<table><thead><tr><th rowspan=2>TT<th rowspan=2>Xã<th colspan=2>Năm<tr><th>A<th>B</thead>"
        "<tr><td>1<td>x<td>5<td>6</table>",
        [["*0:TT", "*1:Xã", "*2:Năm", "*3:Năm"], ["*2:A", "*3:B"], ["0:1", "1:x", "2:5", "3:6"]],
        "a header of two rows",
    ),
    (
        "<table border=1><tfoot><tr><td colspan=2>Tổng<td>9</tfoot><tr><td>TT<td>Xã<td>Số<tr><td>1<td>A<td>9</table>",
        [["*0:TT", "*1:Xã", "*2:Số"], ["0:1", "1:A", "2:9"], ["0:Tổng", "2:9"]],
        "the foot stands last",
    ),
    (
        "<table border=1><tr><td>TT<td>Xã<td>Số<tr><td>1<td rowspan=0>A<td>5<tr><td>2<td>6</table>",
        [["*0:TT", "*1:Xã", "*2:Số"], ["0:1", "1:A", "2:5"], ["0:2", "1:A", "2:6"]],
        "a cell down to the end",
    ),
    (
        "<table border=1><tr><td>TT<td colspan=99999999>Xã<tr><td>1<td rowspan=99999>A</table>",
        [["*0:TT", "*1:Xã"], ["0:1", "1:A"]],
        "absurd spans",
    ),
    (
        "<table border=1><tr><td>TT<td>Xã<td style='display:none'>x<tr hidden><td>9<tr><td>1<td>A</table>",
        [["*0:TT", "*1:Xã"], ["0:1", "1:A"]],
        "hidden cells and rows",
    ),
    ("<table><tr><td>UBND<td>CỘNG HÒA<tr><td>Số: 1/BC<td>Độc lập</table>", [], "a letterhead is no table"),
    ("<table border=1><tr><td>Trong khung</table>", [], "a box is no table"),
    (
        "<table><tr><td><table border=1><tr><td>TT<td>Số<tr><td>1<td>5</table><td>Bên cạnh</table>",
        [["*0:TT", "*1:Số"], ["0:1", "1:5"]],
        "a table within a table that only lays out",
    ),
]


@pytest.mark.parametrize(("source", "cells", "_new"), TABLES, ids=[row[2] for row in TABLES])
def test_tables(source: str, cells: list[list[str]], _new: str) -> None:
    assert texts_of(read(source)) == cells


CHARSETS = [
    ("<meta charset=windows-1258><p>Vi\u00eat</p>".encode("cp1258"), "Viêt\n", "named"),
    ("<meta charset=no-such-set><p>Việt</p>".encode(), "Việt\n", "named wrongly"),
    ("<p>Việt</p>".encode("utf-16"), "Việt\n", "by its mark"),
    ("<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>Việt</p>".encode(), "Việt\n", "the old way"),
]


@pytest.mark.parametrize(("data", "text", "_new"), CHARSETS, ids=[row[2] for row in CHARSETS])
def test_character_sets(data: bytes, text: str, _new: str) -> None:
    assert read(data).pages[0].text == text


def test_a_damaged_page_is_read_and_told() -> None:
    found = read(b"<meta charset=utf-8>" + "<p>Báo cáo</p>".encode() * 5 + b"\xff")
    assert (found.document.status, found.document.error_code) == (DocumentStatus.PARTIAL, ErrorCode.CORRUPT)


BAD = [
    (b"<script>1</script>", ErrorCode.EMPTY, "nothing to see"),
    (b"   ", ErrorCode.EMPTY, "blanks"),
    (bytes(range(256)) * 20, ErrorCode.UNSUPPORTED_TYPE, "no text"),
    (b"\xff\xd8\xff\xe0" + bytes(2000), ErrorCode.UNSUPPORTED_TYPE, "a picture"),
]


@pytest.mark.parametrize(("data", "code", "_new"), BAD, ids=[row[2] for row in BAD])
def test_bad_files_say_why(data: bytes, code: ErrorCode, _new: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        read(data)
    assert failure.value.code is code


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li"])
def test_tags_without_end_neither_hang_nor_crash(tag: str) -> None:
    opened = f"<{tag}>" * 5000
    assert read(f"đầu {opened} cuối").pages[0].text.startswith("đầu")
