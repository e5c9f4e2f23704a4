"""Days and times of a spreadsheet, counted from 1900 or 1904, as their number format shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import regex

_TOKEN = regex.compile(
    r'(?<literal>"[^"]*"?)|\\(?<escaped>.)|_(?<gap>.)|\*(?<fill>.)|(?<elapsed>\[(?:h+|m+|s+)\])|(?<bracket>\[[^\]]*\])'
    r"|(?<half>AM/PM|A/P)|(?<date>y+|m+|d+|h+|s+|e+)|(?<split>\.0+)|(?<other>.)",
    regex.IGNORECASE | regex.DOTALL,
)
_NOT_SHOWN = regex.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', regex.IGNORECASE | regex.DOTALL)
_DATE_LETTER = regex.compile(r"[ymdhs]", regex.IGNORECASE)
_DIGIT_PLACE = regex.compile(r"[#?]|(?<![.0])0")
_LAST_DAY = 2_958_466
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@lru_cache(maxsize=512)
def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a time."""
    shown = _NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0])
    return bool(_DATE_LETTER.search(shown)) and not _DIGIT_PLACE.search(shown)


def read_serial(serial: float, is_1904: bool) -> datetime | None:
    """The moment a number stands for, None outside the calendar of spreadsheets (1900 to 9999)."""
    if not 0 <= serial < _LAST_DAY:
        return None
    # The day 29 February 1900, which never was, is number 60.
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 31 if serial < 60 else 30)
    return datetime.combine(first, time()) + timedelta(milliseconds=round(serial * 86_400_000))


def format_date(moment: datetime, serial: float, code: str) -> str:
    """The moment as shown; a format without a year shows none.

    >>> format_date(datetime(2023, 4, 1, 9, 5), 45017.378, "d/m/yy h:mm")
    '1/4/23 9:05'
    """
    tokens = [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(code.split(";", maxsplit=1)[0])]
    has_half = any(kind == "half" for kind, _ in tokens)
    parts: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            parts.append(_print_part(moment, text.lower(), _is_minute(tokens, index), has_half))
        elif kind == "elapsed":
            parts.append(_print_elapsed(serial, text.strip("[]").lower()))
        elif kind == "half":
            parts.append("SA" if moment.hour < 12 else "CH")
        elif kind == "split":
            parts.append("," + f"{moment.microsecond:06d}"[: len(text) - 1])
        elif kind in ("literal", "escaped", "other"):
            parts.append(text.strip('"') if kind == "literal" else text[-1])
    return "".join(parts).replace("@", "").strip()


def _is_minute(tokens: list[tuple[str, str]], index: int) -> bool:
    """Whether an m means minutes: behind hours, or before seconds."""
    if tokens[index][1].lower() not in ("m", "mm"):
        return False
    parts = [(i, text.lower().strip("[]")) for i, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    place = next(p for p, (i, _) in enumerate(parts) if i == index)
    before = parts[place - 1][1] if place else ""
    after = parts[place + 1][1] if place + 1 < len(parts) else ""
    return before.startswith("h") or after.startswith("s")


def _print_part(moment: datetime, letters: str, is_minute: bool, has_half: bool) -> str:
    if letters[0] in "ye":
        return f"{moment.year % 100:02d}" if letters in ("y", "yy") else f"{moment.year:04d}"
    if letters[0] == "d" and len(letters) > 2:
        return (_SHORT_WEEKDAYS if len(letters) == 3 else _WEEKDAYS)[moment.weekday()]
    if letters[0] == "m" and len(letters) > 2:
        return {3: f"Thg{moment.month}", 4: f"Tháng {moment.month}"}.get(len(letters), "T")
    hour = (moment.hour % 12 or 12) if has_half else moment.hour
    month = moment.minute if is_minute else moment.month
    number = {"h": hour, "s": moment.second, "d": moment.day, "m": month}[letters[0]]
    return f"{number:0{min(len(letters), 2)}d}"


def _print_elapsed(serial: float, letters: str) -> str:
    seconds = round(serial * 86_400)
    total = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[letters[0]]
    return f"{total:0{len(letters)}d}"
