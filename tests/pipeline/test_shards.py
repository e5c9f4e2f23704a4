"""Shards give back the rows that went in, whatever is in them, and the same bytes for the same rows."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.shards import fit_decimal, fit_text, from_arrow, list_shards, read_rows, to_arrow, write_rows
from schemas.columns import Field
from schemas.document import Document, DocumentStatus, ErrorCode, Page
from schemas.tables import TABLES, Table

INT32 = 2**31 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DECIMALS = st.decimals(-(10**22) + 1, 10**22 - 1, allow_nan=False, allow_infinity=False, places=6)
DATES = st.dates(date(1900, 1, 1))
VALUES: dict[type, st.SearchStrategy[object]] = {
    str: TEXTS,
    int: st.integers(-INT32, INT32),
    bool: st.booleans(),
    Decimal: DECIMALS,
    date: DATES,
}
DOCUMENT_TABLES = [table for table in TABLES if table.name != "runs"]


def values_of(field: Field) -> st.SearchStrategy[object]:
    values = st.sampled_from(list(field.enum)) if field.enum else VALUES[field.python_type]
    return st.none() | values if field.is_nullable else values


def rows_of(table: Table) -> st.SearchStrategy[list[object]]:
    row = st.builds(table.row_class, **{field.name: values_of(field) for field in table.fields})
    return st.lists(row, max_size=4, unique_by=lambda r: tuple(getattr(r, name) for name in table.key))


@pytest.mark.parametrize("table", DOCUMENT_TABLES, ids=lambda table: table.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_rows_come_back_sorted_by_key(table: Table, data: st.DataObject) -> None:
    rows = data.draw(rows_of(table))
    back: tuple[object, ...] = from_arrow(table.row_class, to_arrow(table.row_class, rows))
    assert list(back) == sorted(rows, key=lambda row: [getattr(row, name) for name in table.key])
    for row in back:
        for field in table.fields:
            value = getattr(row, field.name)
            assert value is None or type(value) is field.python_type or isinstance(value, Enum)


def document(**changes: object) -> Document:
    made = Document("0" * 16, "báo cáo.txt", "0" * 64, "text/plain", DocumentStatus.OK)
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


HARD_TEXTS = [
    ("plain", "plain"),
    ("a\ud800b", "a\ufffdb"),  # half of a surrogate pair: no UTF-8 can hold it
    ("\ud83d\ude00", "\ufffd\ufffd"),  # both halves, unjoined: two code points stay two, offsets stay right
    ("nul\x00here", "nul\x00here"),
    ("", ""),
    ("e\u0301", "e\u0301"),  # not composed here: that is the reader's work
]


@pytest.mark.parametrize(("text", "expected"), HARD_TEXTS)
def test_hard_texts_do_not_stop_a_shard(tmp_path: Path, text: str, expected: str) -> None:
    write_rows(tmp_path, "d", Page, [Page("d", 1, text)])
    (page,) = read_rows(tmp_path, "d", Page)
    assert page.text == expected
    assert len(fit_text(text)) == len(text)


HARD_DECIMALS = [
    ("1.5", "1.5"),
    ("16.2303664", "16.230366"),  # more decimals than the warehouse keeps
    ("0.0000005", "0.000000"),  # half to even
    ("0.0000015", "0.000002"),
    ("9999999999999999999999.999999", "9999999999999999999999.999999"),  # the largest: 22 digits before the mark
    ("9999999999999999999999.9999999", None),  # rounds to one more
    ("1E+22", None),
    ("-1E+30", None),
    ("NaN", None),
    ("Infinity", None),
    ("1E+3", "1000"),
]


@pytest.mark.parametrize(("value", "expected"), HARD_DECIMALS)
def test_decimals_fit_or_are_unknown(tmp_path: Path, value: str, expected: str | None) -> None:
    wanted = None if expected is None else Decimal(expected)
    assert fit_decimal(Decimal(value)) == wanted
    write_rows(tmp_path, "d", Page, [Page("d", 1, "", width=Decimal(value))])
    assert read_rows(tmp_path, "d", Page)[0].width == wanted


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    pages = [Page("d", number, f"trang {number}") for number in (3, 1, 2)]
    write_rows(tmp_path / "a", "d", Page, pages)
    write_rows(tmp_path / "b", "d", Page, pages[::-1])
    first, second = ((tmp_path / name / "pages" / "d.parquet").read_bytes() for name in "ab")
    assert first == second


def test_enums_come_back_as_enums(tmp_path: Path) -> None:
    row = document(status=DocumentStatus.FAILED, error_code=ErrorCode.TOO_LARGE)
    write_rows(tmp_path, row.document_id, Document, [row])
    (back,) = read_rows(tmp_path, row.document_id, Document)
    assert back == row
    assert back.error_code is ErrorCode.TOO_LARGE


def test_no_rows_no_file(tmp_path: Path) -> None:
    write_rows(tmp_path, "d", Page, [Page("d", 1, "")])
    write_rows(tmp_path, "d", Page, [])
    assert list_shards(tmp_path / "pages") == ()
    assert read_rows(tmp_path, "d", Page) == ()


def test_a_half_written_shard_is_not_listed(tmp_path: Path) -> None:
    write_rows(tmp_path, "d", Page, [Page("d", 1, "")])
    (tmp_path / "pages" / ".e.parquet.17.tmp").write_bytes(b"PAR1")
    assert [path.name for path in list_shards(tmp_path / "pages")] == ["d.parquet"]
