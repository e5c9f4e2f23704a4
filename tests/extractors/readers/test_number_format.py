"""Stored numbers under their formats, as Excel in Việt Nam shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.number_format import format_value

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
SHOWN = [
    ("0.9823", "0.00%", "98,23%", "percent"),
    ("0.98229999999999995", "0.00%", "98,23%", "as the file stores it"),
    ("0.9823", "0%", "98%", "rounded"),
    ("0.985", "0%", "99%", "half goes up"),
    ("1.005", "0.00", "1,01", "half of what fifteen digits say"),
    ("1", "0.0%", "100,0%", "trailing zeros stay"),
    ("12", "General", "12", "a whole number"),
    ("12.0", "General", "12", "without .0"),
    ("0.30000000000000004", "General", "0,3", "without the noise of binary"),
    ("88.129343891234", "General", "88,12934389", "as wide as a column"),
    ("123456789012", "General", "1,23457E+11", "too wide"),
    ("0", "General", "0", "nought"),
    ("1234567.5", "#,##0", "1.234.568", "thousands"),
    ("1234567.5", "#,##0.00", "1.234.567,50", "with decimals"),
    ("999", "#,##0", "999", "below a thousand"),
    ("1234567", "#,##0,", "1.235", "in thousands"),
    ("1500000", '#,##0\\ "₫"', "1.500.000 ₫", "currency"),
    ("1500000", "#,##0 [$₫-42A]", "1.500.000 ₫", "currency of a country"),
    ("-5", "#,##0", "-5", "negative"),
    ("-1234.5", ACCOUNTING, "(1.234,50)", "negative of an account"),
    ("0", ACCOUNTING, "-", "nought of an account"),
    ("5", "00", "05", "leading nought"),
    ("912345678", "0000 000 000", "0912 345 678", "telephone"),
    ("98.25", '0.0"%"', "98,3%", "a percent sign that is a word"),
    ("150", '[>=100]"trên "0;0', "trên 150", "condition"),
    ("50", '[>=100]"trên "0;0', "50", "condition not met"),
    ("0.3333333", "# ?/?", "1/3", "fraction"),
    ("12345", "0.00E+00", "1,23E+04", "powers of ten"),
    ("45017", "dd/mm/yyyy", "01/04/2023", "date"),
    ("45017.378", "d/m/yy h:mm", "1/4/23 9:04", "minutes are no months"),
    ("60", "dd/mm/yyyy", "28/02/1900", "the day that never was"),
    ("45017", '"ngày "dd" tháng "mm" năm "yyyy', "ngày 01 tháng 04 năm 2023", "date in words"),
    ("45017", "mmm-yy", "Thg4-23", "month by name"),
    ("3.5", "[h]:mm", "84:00", "hours that go on"),
    ("99999999", "dd/mm/yyyy", "99999999", "no day of the calendar"),
    ("7", "@", "7", "as text"),
    ("abc", "0.00", "abc", "no number"),
    ("5", ";;;", "", "shown as nothing"),
    ("5", "0" * 400, "5", "a format without end"),
]


@pytest.mark.parametrize(("stored", "code", "shown", "_new"), SHOWN, ids=[row[3] for row in SHOWN])
def test_numbers_as_shown(stored: str, code: str, shown: str, _new: str) -> None:
    assert format_value(stored, code) == shown


def test_the_calendar_that_starts_in_1904() -> None:
    assert format_value("0", "dd/mm/yyyy", is_1904=True) == "01/01/1904"


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_grouped_numbers_read_back(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    shown = format_value(str(value), "#,##0." + "0" * places if places else "#,##0")
    assert Decimal(shown.replace(".", "").replace(",", ".")) == value


@given(st.text(alphabet='0#?.,%;[]"\\_*/E+-dmyhs@ Gab$<>=', max_size=20), st.floats(allow_nan=False))
def test_no_format_is_too_strange(code: str, value: float) -> None:
    assert isinstance(format_value(repr(value), code), str)
