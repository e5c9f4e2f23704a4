"""Tables for a spreadsheet: CSV that opens in Excel with its marks, and runs nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads a CSV in the office's old code page and the Vietnamese marks are lost."""

FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a byte order mark and CRLF, every cell made harmless."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([make_harmless(print_cell(value)) for value in row] for row in rows)
    return out.getvalue()


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
