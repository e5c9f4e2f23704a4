"""What is printed is read back: numbers through their Vietnamese form."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import MAX_VALUE, Use, format_number, parse_numeral

values = st.integers(0, 10**12)
decimals = st.integers(0, 4)


@given(values, decimals, st.sampled_from(Use))
def test_a_formatted_number_is_read_back(digits: int, places: int, use: Use) -> None:
    value = Decimal(digits).scaleb(-places)
    printed = format_number(value, places)
    numeral = parse_numeral(printed, use)
    is_one_group = places == 0 and 1000 <= value < 10**6
    is_counted = use is Use.COUNT and places == 3 and value < 1000
    if is_one_group and use is Use.PERCENT:
        assert numeral.value == value / 1000, "a percent above 1000 is none: the point is decimal"
    elif is_counted:
        assert numeral.value == value * 1000, "a comma before three digits groups what is counted"
    else:
        assert (numeral.value, numeral.decimals) == (value, places)


@given(values, decimals)
def test_digits_are_grouped_by_three(digits: int, places: int) -> None:
    whole, _, fraction = format_number(Decimal(digits).scaleb(-places), places).partition(",")
    assert len(fraction) == places
    assert all(len(group) == 3 for group in whole.split(".")[1:])
    assert 1 <= len(whole.split(".")[0]) <= 3


@given(st.from_regex(r"\d+([.,]\d+){0,4}", fullmatch=True), st.sampled_from(Use))
def test_whatever_looks_like_a_number_is_read_or_refused(text: str, use: Use) -> None:
    numeral = parse_numeral(text, use)
    assert numeral.value is None or 0 <= numeral.value < MAX_VALUE
    assert numeral.decimals <= len(text)
    if numeral.value is not None:
        assert numeral.value.as_tuple().exponent == -numeral.decimals
