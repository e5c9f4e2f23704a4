"""Numbers as a spreadsheet shows them: the stored value under its number format, with Vietnamese separators.

A workbook keeps formats without a country (`#,##0.00`) and shows them by the settings of the machine; offices in
Việt Nam see 1.234,50. After ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

import regex

from extractors.readers.date_format import format_date, is_date_format, read_serial

GENERAL = "General"
_TOKEN = regex.compile(
    r'(?<literal>"[^"]*"?)|\\(?<escaped>.)|_(?<gap>.)|\*(?<fill>.)|\[(?<bracket>[^\]]*)\]|(?<exponent>E[+-])'
    r"|(?<general>General)|(?<digit>[0#?])|(?<point>\.)|(?<comma>,)|(?<percent>%)|(?<slash>/)|(?<at>@)|(?<other>.)",
    regex.DOTALL,
)
_CONDITION = regex.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = regex.compile(r"\$([^-]*)(?:-.*)?")
# What a column of common width shows of a number without a format: 11 characters, 6 digits in powers of ten.
_GENERAL_WIDTH = 11
_GENERAL_LIMIT = Decimal(10) ** 11
_SMALLEST = Decimal("0.000000001")
_MAX_DECIMALS = 30
_MAX_CODE = 255
# A double goes up to 1.8E+308; with percent signs and decimals none needs more digits than this.
_PRECISION = 1_200
_TESTS = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


def format_value(stored: str, code: str, is_1904: bool = False) -> str:
    """A stored number as shown; as stored where it is none.

    >>> format_value("0.9823", "0.00%"), format_value("1234567.5", "#,##0"), format_value("45017", "dd/mm/yyyy")
    ('98,23%', '1.234.568', '01/04/2023')
    """
    if (
        code == GENERAL
        and stored.isdecimal()
        and stored.isascii()
        and len(stored) < _GENERAL_WIDTH
        and stored[0] != "0"
    ):
        return stored
    try:
        value = Decimal(repr(float(stored)))
    except ValueError:
        return stored
    if not value.is_finite():
        return stored
    with localcontext(prec=_PRECISION):
        return _format(value, code if code and len(code) <= _MAX_CODE else GENERAL, is_1904)


def _format(value: Decimal, code: str, is_1904: bool) -> str:
    if is_date_format(code):
        moment = read_serial(float(value), is_1904)
        return format_date(moment, float(value), code) if moment else format_general(value)
    section, is_signed = _choose_section(value, _read_sections(code))
    return _print_section(value if is_signed else abs(value), section)


def format_general(value: Decimal) -> str:
    """A number without a format: as many digits as it has, up to the width of a column."""
    if value and (abs(value) >= _GENERAL_LIMIT or abs(value) < _SMALLEST):
        return _print_power(value, 5, strip=True)
    whole = len(str(int(abs(value))))
    places = max(0, _GENERAL_WIDTH - 1 - whole)
    text = f"{_round(value, places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace(".", ",")


@lru_cache(maxsize=512)
def _read_sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[0]
        if kind == "other" and text == ";":
            sections.append([])
        elif kind in ("literal", "escaped"):
            sections[-1].append(_Token("text", text.strip('"') if kind == "literal" else match["escaped"]))
        elif kind not in ("gap", "fill"):
            sections[-1].append(_Token(kind, match["bracket"] if kind == "bracket" else text))
    return tuple(_build_section(tokens) for tokens in sections)


def _build_section(tokens: list[_Token]) -> _Section:
    kept: list[_Token] = []
    condition = None
    for token in tokens:
        if token.kind != "bracket":
            kept.append(_Token("text", token.text) if token.kind == "other" else token)
        elif found := _CONDITION.fullmatch(token.text):
            condition = (found[1], Decimal(found[2]))
        elif currency := _CURRENCY.fullmatch(token.text):
            kept.append(_Token("text", currency[1]))
    return _Section(tuple(kept), condition)


def _choose_section(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section for a value, and whether it prints the sign itself (a section for negatives alone does not)."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition and _TESTS[section.condition[0]](value, section.condition[1]):
                return section, value < 0 and section.condition[0] not in ("<", "<=")
        plain = [section for section in numeric if not section.condition]
        return (plain[-1] if plain else numeric[-1]), True
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], True
    return numeric[0], True


def _print_section(value: Decimal, section: _Section) -> str:
    if section.has("general"):
        number = format_general(value)
        return "".join(number if token.kind == "general" else token.text for token in section.tokens).strip()
    if not section.has("digit"):
        words = "".join(token.text for token in section.tokens if token.kind != "at").strip()
        return format_general(value) if section.has("at") else words
    if section.has("exponent"):
        return _print_power(value, _count_places(section), strip=False)
    if section.has("slash"):
        return _print_fraction(value, section)
    return _print_digits(value, section)


def _print_digits(value: Decimal, section: _Section) -> str:
    tokens = section.tokens
    value = value * 100 ** sum(token.kind == "percent" for token in tokens)
    scale, is_grouped = _read_commas(tokens)
    places = _count_places(section)
    rounded = _round(value / 1000**scale, places)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    sign = "-" if value < 0 else ""
    return (sign + _place_digits(tokens, whole, fraction, is_grouped)).strip()


def _place_digits(tokens: tuple[_Token, ...], whole: str, fraction: str, is_grouped: bool) -> str:
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    slots = [i for i, token in enumerate(tokens) if token.kind == "digit" and i < point]
    shown = _fill_whole(whole, [tokens[i].text for i in slots], is_grouped)
    parts: list[str] = []
    position = 0
    for index, token in enumerate(tokens):
        if token.kind == "digit" and index < point:
            parts.append(shown[slots.index(index)])
        elif token.kind == "digit":
            is_last = not fraction[position:].strip("0")
            parts.append("" if is_last and token.text == "#" else fraction[position : position + 1])
            position += 1
        elif token.kind == "point":
            parts.append(("" if slots else whole) + ",")
        elif token.kind in ("text", "percent", "slash"):
            parts.append(token.text)
    return "".join(parts)


def _fill_whole(whole: str, places: list[str], is_grouped: bool) -> list[str]:
    """What each placeholder before the decimal mark shows: one digit from the right; the first all that is left."""
    digits = whole.lstrip("0")
    required = len(places) - next((i for i, place in enumerate(places) if place == "0"), len(places))
    digits = digits.rjust(required, "0")
    shown: list[str] = []
    for index in range(len(places)):
        behind = len(places) - 1 - index
        start = 0 if index == 0 else max(0, len(digits) - behind - 1)
        piece = digits[start : max(0, len(digits) - behind)]
        shown.append(_group(piece, behind) if is_grouped else piece)
    return shown


def _group(digits: str, behind: int) -> str:
    """Digits with a full stop wherever three more, or six, stand behind."""
    total = len(digits)
    return "".join(
        digit + ("." if (total - 1 - i + behind) % 3 == 0 and total - 1 - i + behind > 0 else "")
        for i, digit in enumerate(digits)
    )


def _read_commas(tokens: tuple[_Token, ...]) -> tuple[int, bool]:
    """How often to divide by a thousand, and whether thousands are grouped."""
    kinds = [token.kind for token in tokens]
    digits = [i for i, kind in enumerate(kinds) if kind == "digit"]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole = [i for i in digits if i < point] or digits
    scale = 0
    for last in {whole[-1], digits[-1]}:
        follow = last + 1
        while follow < len(kinds) and kinds[follow] == "comma":
            scale += 1
            follow += 1
    grouped = any(kinds[i] == "comma" and whole[0] < i < whole[-1] for i in range(len(kinds)))
    return scale, grouped


def _count_places(section: _Section) -> int:
    is_behind, places = False, 0
    for token in section.tokens:
        if token.kind == "exponent":
            break
        is_behind = is_behind or token.kind == "point"
        places += is_behind and token.kind == "digit"
    return min(places, _MAX_DECIMALS)


def _print_power(value: Decimal, places: int, strip: bool) -> str:
    mantissa, _, power = f"{value:.{places}e}".partition("e")
    if strip and "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    sign, digits = power[0], power[1:].rjust(2, "0")
    return f"{mantissa.replace('.', ',')}E{sign}{digits}"


def _print_fraction(value: Decimal, section: _Section) -> str:
    kinds = [token.kind for token in section.tokens]
    below = sum(kind == "digit" for kind in kinds[kinds.index("slash") :])
    fraction = Fraction(abs(value)).limit_denominator(10 ** max(1, min(below, 3)) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    parts = [str(whole)] if whole or not rest else []
    if rest:
        parts.append(f"{rest}/{fraction.denominator}")
    return ("-" if value < 0 else "") + " ".join(parts)


def _round(value: Decimal, places: int) -> Decimal:
    """Half up, of the fifteen digits a spreadsheet keeps."""
    if value:
        value = value.quantize(Decimal(1).scaleb(max(value.adjusted() - 14, -300)), ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
