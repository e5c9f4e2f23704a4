"""Tables for a spreadsheet: CSV that opens in Excel with its marks, and runs nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads a CSV in the office's old code page and the Vietnamese marks are lost."""

FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
IDENTIFIER_ENDS = ("_id", "_key")
"""Columns of identifiers made of hex digits, which may look like anybody's number."""
NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], hide: Callable[[str], str] = str) -> str:
    """Rows as CSV with a byte order mark and CRLF, every cell made harmless; `hide` masks personal numbers."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    hides = [str if column.endswith(IDENTIFIER_ENDS) else hide for column in columns]
    writer.writerows([make_harmless(_print(value, way)) for value, way in zip(row, hides, strict=True)] for row in rows)
    return out.getvalue()


def _print(value: object, hide: Callable[[str], str]) -> str:
    return hide(print_cell(value)) if isinstance(value, str) else print_cell(value)


def print_cell(value: object) -> str:
    """A value as a spreadsheet reads it: nothing for NULL, no padding zeros, white space collapsed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return print_decimal(value)
    return str(value) if isinstance(value, int) else " ".join(UNPRINTABLE.sub("\ufffd", str(value)).split())


def print_decimal(value: Decimal) -> str:
    """A number without padding zeros and without an exponent.

    >>> print_decimal(Decimal("31885.000000")), print_decimal(Decimal("88.800000"))
    ('31885', '88.8')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def make_harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> make_harmless("=1+1"), make_harmless("-0,18"), make_harmless("- Tổng số")
    ("'=1+1", '-0,18', "'- Tổng số")
    """
    start = text.lstrip(" \n\u00a0\ufeff\u200b")[:1]
    return f"'{text}" if start in FORMULA_STARTS and start and not NUMBER.fullmatch(text) else text
