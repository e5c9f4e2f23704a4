"""What a printed numeral says: value, decimals, and why it was read so.

Vietnamese groups thousands with '.' and marks decimals with ',', but writers slip (80.36%, 1,234 người,
34144): the separators decide first, then what the number is used for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED

NUMERAL = r"\d+(?:[.,]\d+)*"
# The sign behind a share or a rate of a thousand.
PERCENT_SIGN = regex.compile(r"\s?(?:%|‰|(?i:phần trăm)\b)")

_VIETNAMESE = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = regex.compile(r"\d+")
_COMMA_DECIMAL = regex.compile(r"\d+,\d+")
_DOT_DECIMAL = regex.compile(r"\d+\.\d+")

_PIECE = regex.compile(
    r"(\d{1,3}(?:\.\d{3})*)\s?(tỷ|tỉ|triệu|nghìn|ngàn)(?:,?\s)(?=\d{1,3}(?!\d|\.\d))", regex.IGNORECASE
)
_LAST_PIECE = regex.compile(r"(\d{1,3}(?:,\d+)?)(?=\s?(?:(triệu|nghìn|ngàn)|đồng)(?!\p{L}))", regex.IGNORECASE)
_LAST_HUNDREDS = regex.compile(r"\d{3}(?=\s\p{Ll})")
_HALF = regex.compile(r"\s?(?:tỷ|tỉ|triệu|nghìn|ngàn|vạn)\s+rưỡi(?!\p{L})", regex.IGNORECASE)
_ZEROS = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3}

# Magnitudes above this cannot be kept in DECIMAL(28,6).
MAX_VALUE = Decimal(10) ** 22


class Use(Enum):
    """What the words around say the number is, where its separators leave a choice."""

    COUNT = "count"
    PERCENT = "percent"
    OTHER = "other"


class Form(Enum):
    """How the numeral was typed."""

    PLAIN = "plain"
    VIETNAMESE = "vietnamese"
    ENGLISH = "english"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral as printed; value is None where no reading is sound."""

    value: Decimal | None
    decimals: int
    form: Form


def parse_numeral(text: str, use: Use = Use.OTHER) -> Numeral:
    """The value of a numeral such as 4.023, 13,57 or 80.36, with its printed decimals.

    One group of three digits is ambiguous: 1.234 is 1234 unless it is a percent; 1,234 is 1.234 unless it counts.
    """
    if _PLAIN.fullmatch(text):
        return _numeral(text, 0, Form.PLAIN)
    if _VIETNAMESE.fullmatch(text) and not _is_dot_decimal(text, use):
        return _split_numeral(text, ".", ",", Form.VIETNAMESE)
    if _ENGLISH.fullmatch(text) and (use is Use.COUNT or text.count(",") > 1 or "." in text):
        return _split_numeral(text, ",", ".", Form.ENGLISH)
    if _COMMA_DECIMAL.fullmatch(text):
        return _split_numeral(text, ".", ",", Form.VIETNAMESE)
    if _DOT_DECIMAL.fullmatch(text):
        return _split_numeral(text, ",", ".", Form.ENGLISH)
    return Numeral(None, 0, Form.BROKEN)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The larger pieces of 68 tỷ 542 triệu 315 nghìn: what they make, and where the numeral of the last begins."""

    value: Decimal
    last: int
    end: int


@lru_cache(maxsize=MAX_REMEMBERED)
def read_pieces(text: str, start: int) -> Pieces | None:
    """The pieces of an amount, each with a smaller magnitude than the one before; None where there are not two.

    >>> read_pieces("68 tỷ 542 triệu 315 nghìn đồng", 0)
    Pieces(value=Decimal('68542000000'), last=18, end=21)
    """
    value, position, zeros = Decimal(0), start, max(_ZEROS.values()) + 1
    while (piece := _PIECE.match(text, position)) and _ZEROS[piece[2].casefold()] < zeros:
        zeros = _ZEROS[piece[2].casefold()]
        value += Decimal(piece[1].replace(".", "")).scaleb(zeros)
        position = piece.end()
    last = _LAST_PIECE.match(text, position)
    if last is None and zeros == _ZEROS["nghìn"] and (hundreds := _LAST_HUNDREDS.match(text, position)):
        return Pieces(value, position, hundreds.end())
    if position == start or last is None or _ZEROS.get((last[2] or "").casefold(), 0) >= zeros:
        return None
    return Pieces(value, position, last.end())


def has_half(text: str, end: int) -> bool:
    """Whether 'rưỡi' stands behind the magnitude of a number: 2 triệu rưỡi is 2,5 triệu."""
    return _HALF.match(text, end) is not None


def _is_dot_decimal(text: str, use: Use) -> bool:
    """Whether 98.125 stands for ninety-eight and an eighth: a share above 1000 % is no share."""
    if text.count(".") != 1 or "," in text:
        return False
    return use is Use.PERCENT or text.startswith("0")


def _split_numeral(text: str, group: str, mark: str, form: Form) -> Numeral:
    whole, _, fraction = text.replace(group, "").partition(mark)
    return _numeral(f"{whole}.{fraction}" if fraction else whole, len(fraction), form)


def _numeral(digits: str, decimals: int, form: Form) -> Numeral:
    value = Decimal(digits)
    return Numeral(value if value < MAX_VALUE else None, decimals, form)


def format_number(value: Decimal, decimals: int) -> str:
    """The number as a Vietnamese report prints it: 1234567.5 with 2 decimals is 1.234.567,50."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
