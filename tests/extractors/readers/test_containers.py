"""One table in several containers gives the same cells, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.docx import read_docx
from extractors.readers.html import read_html
from extractors.readers.markdown import read_markdown
from extractors.readers.pdf import read_pdf
from extractors.readers.plain_text import read_text
from extractors.readers.workbook import read_workbook
from schemas.parcel import Parcel
from tests.extractors.readers.office_files import docx, p, parcel, row, rules, tbl, tc, texts_of, wrong_offsets, xlsx
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf

WORD = st.sampled_from(["Xã", "Phòng", "Trường", "An", "Bình", "Mường", "vực", "đất đai", "&", "<số>", "hộ"])
NAME = st.lists(WORD, min_size=1, max_size=4).map(lambda words: "Đơn vị " + " ".join(words))
NUMBER = st.integers(0, 10**7).map(lambda n: f"{n:,}".replace(",", "."))
PERCENT = st.decimals(0, 100, places=2).map(lambda value: f"{value}%".replace(".", ","))
BLANK = st.just("")
VALUES = st.tuples(NUMBER | BLANK, NUMBER, PERCENT | BLANK)
TABLE = st.lists(st.tuples(NAME, VALUES), min_size=2, max_size=12).map(
    lambda rows: [
        ["STT", "Đơn vị", "Số hộ", "Hộ nghèo", "Tỷ lệ"],
        *([str(n), name, *values] for n, (name, values) in enumerate(rows, 1)),
    ]
)


def expected(table: list[list[str]]) -> list[list[str]]:
    return [
        [f"{'*' if number == 0 else ''}{col}:{' '.join(text.split())}" for col, text in enumerate(cells) if text]
        for number, cells in enumerate(table)
    ]


def check(read: Parcel, table: list[list[str]]) -> None:
    assert not wrong_offsets(read)
    assert texts_of(read) == expected(table)


@settings(max_examples=60, deadline=None)
@given(TABLE)
def test_cells_do_not_depend_on_the_container(table: list[list[str]]) -> None:
    safe = [[escape(text) for text in cells] for cells in table]
    body = p("Bảng 1") + tbl(["".join(tc(text) for text in cells) for cells in safe]) + p("hết")
    check(read_docx(docx(body), parcel(), rules()), table)
    rows = "".join(row(n, *(text or None for text in cells)) for n, cells in enumerate(safe, start=1))
    check(read_workbook(xlsx({"1": rows + "</sheetData>"}), parcel(), rules()), table)
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>" for cells in safe)
    check(read_html(f"<p>Bảng 1</p><table border=1>{lines}</table>".encode(), parcel(), rules()), table)
    pipes = [f"| {' | '.join(cells)} |" for cells in table]
    check(read_markdown("\n".join([pipes[0], "|---|---|---|---|---|", *pipes[1:]]).encode(), parcel(), rules()), table)
    tabs = "\n".join("\t".join(cells) for cells in table)
    check(read_text(f"Bảng 1\n\n{tabs}\n\nhết\n".encode(), parcel(), rules()), table)


GROUPS = [
    ["TT", "Đơn vị", "Năm 2023", "", "", "Năm 2024", ""],
    ["", "", "Kế hoạch", "Thực hiện", "Tỷ lệ", "Kế hoạch", "Thực hiện"],
    ["1", "Xã An", "10", "9", "90%", "12", "11"],
    ["2", "Xã Bình", "20", "19", "95%", "22", "21"],
]
TITLE = ["Biểu 1", "", "", "", "", "", ""]
UNIT = ["", "", "", "", "", "", "ĐVT: đồng"]


def read_everywhere(table: list[list[str]]) -> Iterator[Parcel]:
    """The table, ruled, as Word, workbook, web page, text and PDF."""
    yield read_docx(docx(tbl(["".join(map(tc, cells)) for cells in table])), parcel(), rules())
    lines = "".join(row(n, *(text or None for text in cells), style=1) for n, cells in enumerate(table, start=1))
    yield read_workbook(xlsx({"1": lines + "</sheetData>"}), parcel(), rules())
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>" for cells in table)
    yield read_html(f"<table border=1>{lines}</table>".encode(), parcel(), rules())
    yield read_text("\n".join("\t".join(cells) for cells in table).encode(), parcel(), rules())
    page = PageBuilder()
    page.table(40, 80, [40, 120, 70, 70, 70, 70, 70], table)
    yield read_pdf(build_pdf(page), parcel(), rules())


@pytest.mark.parametrize("above", [[], [TITLE], [UNIT], [TITLE, UNIT]], ids=["", "title", "unit", "both"])
def test_heads_of_groups_typed_once_and_titles(above: list[list[str]]) -> None:
    for read in read_everywhere([*above, *GROUPS]):
        heads, *rows = texts_of(read)
        assert heads == ["*0:TT", "*1:Đơn vị", *(f"*{col}:Năm {2023 + col // 5}" for col in range(2, 7))]
        assert rows[0] == [f"*{col}:{text}" for col, text in enumerate(GROUPS[1]) if text]
        assert rows[1:] == expected(GROUPS)[2:]
        assert all("".join(line) in read.pages[0].text.replace("\t", "") for line in above)
