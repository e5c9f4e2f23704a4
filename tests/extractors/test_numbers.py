"""What a printed numeral says, by its separators and its use; and how a number is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.numbers import Form, Use, format_number, parse_numeral

# (text, use, value, decimals, form, what is new in the row)
NUMERALS = [
    ("0", Use.OTHER, "0", 0, Form.PLAIN, "nothing counted"),
    ("07", Use.OTHER, "7", 0, Form.PLAIN, "offices print a zero before one digit"),
    ("34144", Use.COUNT, "34144", 0, Form.PLAIN, "no separator at all"),
    ("4.023", Use.OTHER, "4023", 0, Form.VIETNAMESE, "one group of thousands"),
    ("1.234.567", Use.OTHER, "1234567", 0, Form.VIETNAMESE, "two groups"),
    ("13,57", Use.OTHER, "13.57", 2, Form.VIETNAMESE, "decimal comma"),
    ("10,00", Use.OTHER, "10.00", 2, Form.VIETNAMESE, "zeros behind the comma are decimals as printed"),
    ("1.234.567,89", Use.OTHER, "1234567.89", 2, Form.VIETNAMESE, "groups and decimals"),
    ("80.36", Use.PERCENT, "80.36", 2, Form.ENGLISH, "slip: decimal point"),
    ("100.0", Use.PERCENT, "100.0", 1, Form.ENGLISH, "slip: decimal point and one zero"),
    ("4.023", Use.PERCENT, "4.023", 3, Form.ENGLISH, "a percent above 1000 is none: the point is decimal"),
    ("0.125", Use.COUNT, "0.125", 3, Form.ENGLISH, "nothing groups behind a lone zero"),
    ("1.2345", Use.OTHER, "1.2345", 4, Form.ENGLISH, "four digits are no group"),
    ("1234.567", Use.OTHER, "1234.567", 3, Form.ENGLISH, "four digits before the point are no group either"),
    ("1,234", Use.COUNT, "1234", 0, Form.ENGLISH, "slip: comma groups where things are counted"),
    ("1,234", Use.OTHER, "1.234", 3, Form.VIETNAMESE, "the same comma is decimal where nothing is counted"),
    ("1,234,567", Use.OTHER, "1234567", 0, Form.ENGLISH, "two commas can only group"),
    ("1,234.5", Use.OTHER, "1234.5", 1, Form.ENGLISH, "comma groups and point marks decimals"),
]
BROKEN = ["12.34.56", "1.23,4", "12,345,67", "1,5,2", "12.345,678.9", "9" * 23]


@pytest.mark.parametrize(("text", "use", "value", "decimals", "form", "new"), NUMERALS)
def test_numerals(text: str, use: Use, value: str, decimals: int, form: Form, new: str) -> None:
    numeral = parse_numeral(text, use)
    assert (numeral.value, numeral.decimals, numeral.form) == (Decimal(value), decimals, form), new


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("use", list(Use))
def test_what_has_no_sound_reading_has_no_value(text: str, use: Use) -> None:
    assert parse_numeral(text, use).value is None


@pytest.mark.parametrize(
    ("value", "decimals", "printed", "new"),
    [
        ("0", 0, "0", "nothing"),
        ("999", 0, "999", "no group"),
        ("1234567.5", 2, "1.234.567,50", "groups, comma, filled decimals"),
        ("-1234.5", 1, "-1.234,5", "a fall"),
        ("999.995", 2, "1.000,00", "carried into a new group"),
        ("16.2304", 4, "16,2304", "as an explanation prints a quotient"),
    ],
)
def test_formatting(value: str, decimals: int, printed: str, new: str) -> None:
    assert format_number(Decimal(value), decimals) == printed, new
