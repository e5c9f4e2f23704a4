"""Numbers that Word prints before paragraphs but does not keep in their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from extractors.readers.docx_styles import ListPlace, W, is_on, number_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SLOT = regex.compile(r"%([1-9])")
_LEVELS = 9
_MAX_NUMBER = 30_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLETS = {
    "\u00b7": "•",
    "\u00a7": "▪",
    "\u00d8": "➢",
    "\u00fc": "✓",
    "\u00a8": "□",
    "\u006e": "■",
    "\u0076": "❖",
    "\u0071": "□",
    "\u00e0": "→",
}
"""What Symbol and Wingdings show for a code; other fonts show the letter itself."""
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


@dataclass(frozen=True, slots=True)
class Level:
    """How the number of one level of a list is printed."""

    start: int
    form: str
    text: str
    restarts_after: int
    """A number of a level before this one starts it again; 0: nothing does."""
    is_legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list: the counters it shares with others, its levels, the levels that start anew in it."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts as Word does; `next_label` is called once for every numbered paragraph, in reading order."""

    def __init__(self, root: Element | None) -> None:
        abstract: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        self._forms: dict[str, ListForm] = {}
        for element in root.iterfind(W + "abstractNum") if root is not None else ():
            name = value_of(element, "abstractNumId") or ""
            abstract[name] = {number_of(lvl, "ilvl"): _read_level(lvl) for lvl in element.iterfind(W + "lvl")}
            for tag, key in (("styleLink", "by"), ("numStyleLink", "to")):
                if (style := value_of(element.find(W + tag))) is not None:
                    links[f"{key}:{style}" if key == "by" else f"{key}:{name}"] = name if key == "by" else style
        for element in root.iterfind(W + "num") if root is not None else ():
            name = value_of(element.find(W + "abstractNumId")) or ""
            name = links.get(f"by:{links.get(f'to:{name}')}", name)
            self._forms[value_of(element, "numId") or ""] = _read_form(element, name, abstract.get(name, {}))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_label(self, place: ListPlace) -> str:
        """The number or bullet printed before the next paragraph of a list; '' where there is none."""
        form = self._forms.get(place.num_id or "0")
        if form is None or place.num_id is None or place.num_id == "0":
            return ""
        by_style = next((i for i, level in form.levels.items() if place.style_id and level.style == place.style_id), 0)
        index = min(place.level if place.level is not None else by_style, _LEVELS - 1)
        if index not in form.levels:
            return ""
        counts = self._count(place.num_id, form, index)
        return _print_label(form, form.levels[index], counts)

    def _count(self, num_id: str, form: ListForm, index: int) -> dict[int, int]:
        counts = self._counts.setdefault(form.counters, {})
        if num_id not in self._begun:
            self._begun.add(num_id)
            counts.update({level: start - 1 for level, start in form.starts.items()})
        for above in range(index):
            counts.setdefault(above, form.levels[above].start if above in form.levels else 1)
        counts[index] = counts.get(index, form.levels[index].start - 1) + 1
        for below in [known for known in counts if known > index]:
            if below not in form.levels or index < form.levels[below].restarts_after:
                del counts[below]
        return counts


def _read_level(element: Element) -> Level:
    restart = element.find(W + "lvlRestart")
    form = value_of(element.find(W + "numFmt")) or "decimal"
    text = value_of(element.find(W + "lvlText")) or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    if form == "bullet":
        text = read_symbol(text, value_of(fonts, "ascii") or value_of(fonts, "hAnsi"))
    legal = element.find(W + "isLgl")
    return Level(
        number_of(element.find(W + "start"), default=1),
        form,
        text,
        number_of(restart) if restart is not None else number_of(element, "ilvl"),
        legal is not None and is_on(value_of(legal) or "1"),
        value_of(element.find(W + "pStyle")),
    )


def _read_form(element: Element, counters: str, levels: dict[int, Level]) -> ListForm:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        index = number_of(override, "ilvl")
        if (level := override.find(W + "lvl")) is not None:
            own[index] = _read_level(level)
        if (start := override.find(W + "startOverride")) is not None:
            starts[index] = number_of(start, default=1)
    return ListForm(counters, own, starts)


def _print_label(form: ListForm, level: Level, counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return level.text

    def print_slot(match: regex.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = form.levels.get(index)
        if shown is None:
            return ""
        return format_number(counts.get(index, shown.start), "decimal" if level.is_legal else shown.form)

    return _SLOT.sub(print_slot, level.text)


def format_number(number: int, form: str) -> str:
    """A counter as a list prints it: 3 is '3', '03', 'c', 'C', 'iii', 'III'.

    >>> format_number(28, "lowerLetter"), format_number(4, "upperRoman"), format_number(3, "decimalZero")
    ('bb', 'IV', '03')
    """
    if form == "none" or number < 0 or number > _MAX_NUMBER:
        return ""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _format_roman(number).upper() if form == "upperRoman" else _format_roman(number)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _format_roman(number: int) -> str:
    letters = ""
    for value, text in (*_ROMAN, *_ROMAN_ONES):
        letters += text * (number // value)
        number %= value
    return letters


def read_symbol(text: str, font: str | None) -> str:
    """What is seen where a symbol font shows these codes (private ones, U+F0xx, name the same places)."""
    codes = "".join(chr(ord(c) - 0xF000) if "\uf000" <= c <= "\uf0ff" else c for c in text)
    is_symbol = (font or "").casefold().startswith(_SYMBOL_FONTS) or codes != text
    if not is_symbol:
        return codes
    return "".join(_BULLETS.get(c, "•" if c > "\x7f" else c) for c in codes)
