"""Markdown: the text as it is, pipe tables as tables."""

from __future__ import annotations

import pytest

from extractors.readers.markdown import read_markdown
from schemas.document import TextSource
from tests.extractors.readers.office_files import parcel, rules, texts_of, wrong_offsets

HEAD = "| TT | Xã | Số hộ |\n|:---|----|---:|\n"
CELLS = [["*0:TT", "*1:Xã", "*2:Số hộ"], ["0:1", "1:Xã A", "2:1.200"]]
SOURCES = [
    (HEAD + "| 1 | Xã A | 1.200 |", CELLS, "plain"),
    ("TT | Xã | Số hộ\n---|---|---\n1 | Xã A | 1.200", CELLS, "without pipes at the edges"),
    (HEAD + "| 1 | **Xã A** | `1.200` |", CELLS, "marks around a cell are not in it"),
    (HEAD + "|1|Xã A|1.200|\n| | Tổng", [*CELLS, ["1:Tổng"]], "a short row"),
    (HEAD + "| 1 | Xã A | 1.200 | thừa |", CELLS, "a cell too many"),
    (HEAD + "| 1 | Xã A \\| B | 1.200 |", [CELLS[0], ["0:1", "1:Xã A \\| B", "2:1.200"]], "an escaped pipe"),
    (HEAD + "| 1 | Xã A | 1.200 |\n\na | b", CELLS, "a gap ends it"),
    ("```\n" + HEAD + "```\n", [], "in a block of code"),
    ("a | b\nc | d", [], "no rule, no table"),
    ("x | y\n- một\n- hai", [], "a list is no rule"),
    (
        HEAD + "| 1 | Xã A | 1.200 |\n\nTT\tTên\tSố\n1\tB\t5\n2\tC\t6",
        [*CELLS, ["*0:TT", "*1:Tên", "*2:Số"], ["0:1", "1:B", "2:5"], ["0:2", "1:C", "2:6"]],
        "tabs make tables too, as in plain text",
    ),
]


@pytest.mark.parametrize(("source", "cells", "_new"), SOURCES, ids=[row[2] for row in SOURCES])
def test_tables(source: str, cells: list[list[str]], _new: str) -> None:
    read = read_markdown(f"# Báo cáo\n\n{source}\n".encode(), parcel(), rules())
    assert texts_of(read) == cells
    assert not wrong_offsets(read)


def test_the_text_is_kept_with_its_marks() -> None:
    source = "# Báo cáo\r\n\r\n- **12** xã\r\n" + HEAD.replace("\n", "\r\n")
    read = read_markdown(source.encode(), parcel(), rules())
    assert read.pages[0].text == source.replace("\r\n", "\n")
    assert read.document.text_source is TextSource.PLAIN
