"""Rows that head a table: which are titles, which heads, and over which columns a head typed once stands."""

from __future__ import annotations

from typing import Final

import pytest

from extractors.header_rows import count_header_rows, count_title_rows, extend_heads
from tests.reading import rules

HEAD = ["TT", "Đơn vị", "Kế hoạch", "Thực hiện"]
BODY = [["1", "Xã A", "10", "9"], ["2", "Xã B", "20", "19"]]
TITLES = [
    ([["Biểu 1. Thu ngân sách", "", "", ""], HEAD, *BODY], 1, "a title typed into the first cell"),
    ([["", "", "", "ĐVT: triệu đồng"], HEAD, *BODY], 1, "the unit of all amounts"),
    ([["Thu ngân sách", "", "", ""], ["", "", "", "Đơn vị tính: đồng"], HEAD, *BODY], 2, "title and unit"),
    ([HEAD, *BODY], 0, "no title"),
    ([["I", "", "", ""], *BODY], 0, "the number of a group"),
    ([["Khối xã", "", "", ""], *BODY], 0, "a group above rows without a header"),
    ([["Đơn vị", "", "", ""], ["", "Số hộ", "Kế hoạch", "Thực hiện"], *BODY], 0, "the head of the first column"),
    ([["", "", "Năm 2024", ""], HEAD, *BODY], 0, "the head of a group of columns"),
    ([["Đơn vị", ""], ["Xã A", "5"]], 0, "two columns are too few to tell"),
    ([["Biểu 1", "", "", ""]], 0, "nothing below"),
]


@pytest.mark.parametrize(("texts", "count", "_new"), TITLES, ids=[row[2] for row in TITLES])
def test_titles_are_no_header(texts: list[list[str]], count: int, _new: str) -> None:
    assert count_title_rows(texts, rules()) == count


HEADERS = [
    ([["", "", "Năm 2024", ""], HEAD, *BODY], 2, "a group above heads of which the first names the rows"),
    ([HEAD, ["TT", "Đơn vị", "Kế hoạch", "Thực hiện"], *BODY], 1, "typed again it is another row"),
    ([HEAD, ["(1)", "(2)", "(3)", "(4)"], *BODY], 2, "numbers of the columns"),
]


@pytest.mark.parametrize(("texts", "count", "_new"), HEADERS, ids=[row[2] for row in HEADERS])
def test_rows_of_a_header(texts: list[list[str]], count: int, _new: str) -> None:
    assert count_header_rows(texts, rules()) == count


_: Final = None
HEADS: list[tuple[list[list[int | None]], list[int | None], str]] = [
    ([[0, 1, 2, _, _, 5, _], [_, _, 2, 3, 4, 5, 6]], [0, 1, 2, 2, 2, 5, 5], "two groups"),
    (
        [[0, 1, 2, _, _, _], [_, _, 2, _, 4, _], [_, _, 2, 3, 4, 5]],
        [0, 1, 2, 2, 2, 2],
        "over groups spread too",
    ),
    ([[0, 1, 2, 2, _], [_, _, 2, 3, 4]], [0, 1, 2, 2, _], "what was merged stays as it is"),
    ([[0, 1, 2, _, 4], [_, _, 2, _, _]], [0, 1, 2, _, 4], "no head of its own below"),
    ([[0, 1, _, 3], [0, 1, 2, 3]], [0, 1, _, 3], "the rows below are named: no group"),
    ([[0, 1, _, _], [_, _, 2, 3]], [0, 1, _, _], "a column without heads below is no group"),
]


@pytest.mark.parametrize(("rows", "first", "_new"), HEADS, ids=[row[2] for row in HEADS])
def test_heads_typed_once(rows: list[list[int | None]], first: list[int | None], _new: str) -> None:
    assert extend_heads(rows)[0] == first
