"""CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.spreadsheet import BYTE_ORDER_MARK, make_harmless, print_cell, write_csv

CELLS = [
    ("=1+1", "'=1+1"),
    ("+84 912", "+84 912"),  # digits and spaces only: a number or a telephone
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("-0,18", "-0,18"),
    ("-5", "-5"),
    ("- Tổng số 5", "'- Tổng số 5"),
    (" =1", "' =1"),
    ("\u200b=1", "'\u200b=1"),
    ("＝1+1", "'＝1+1"),  # full width, which some programs fold
    ("12 = 12", "12 = 12"),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "harmless"), CELLS)
def test_formulas_become_text(cell: str, harmless: str) -> None:
    assert make_harmless(cell) == harmless


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (True, "true"),
        (Decimal("88.800000"), "88.8"),
        (Decimal("31885.000000"), "31885"),
        (Decimal("100"), "100"),
        (Decimal("1E+10"), "10000000000"),
        (Decimal("0.000000"), "0"),
        ("hai\ndòng\t", "hai dòng"),
        ("a\x00b", "a\ufffdb"),
        (7, "7"),
    ],
)
def test_cells_are_printed(value: object, printed: str) -> None:
    assert print_cell(value) == printed


def test_file_opens_in_excel() -> None:
    text = write_csv(["nhãn", "giá trị"], [['"tổ", xã', Decimal("5.0")], ["=x", None]])
    assert text == BYTE_ORDER_MARK + 'nhãn,giá trị\r\n"""tổ"", xã",5\r\n\'=x,\r\n'


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_cell_starts_a_formula(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(write_csv(["a"] * len(cells), [cells]).removeprefix(BYTE_ORDER_MARK))))
    assert all(not cell.lstrip().startswith(("=", "@")) for cell in rows[1])
