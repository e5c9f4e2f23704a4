"""What the styles of a Word file add to a run: font, capitals, hidden text, numbering, and the borders of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_NO_BORDER = frozenset({"nil", "none"})
_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
# A style based on a style on a style …: a chain longer than this goes in a circle.
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks as far as it changes what is read; None where nothing says so."""

    font: str | None = None
    has_capitals: bool | None = None
    is_hidden: bool | None = None
    is_raised: bool | None = None

    def under(self, over: RunLook) -> RunLook:
        """This look with what the nearer one says instead."""
        return RunLook(
            over.font if over.font is not None else self.font,
            over.has_capitals if over.has_capitals is not None else self.has_capitals,
            over.is_hidden if over.is_hidden is not None else self.is_hidden,
            over.is_raised if over.is_raised is not None else self.is_raised,
        )


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A place in a list: which numbering, which level; None where not said here."""

    num_id: str | None = None
    level: int | None = None
    style_id: str | None = None
    """The style that brought the numbering along; the list may tie a level to it."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself, and the style it is based on."""

    based_on: str | None
    look: RunLook
    place: ListPlace
    has_borders: bool | None


class Styles:
    """The styles of a document, asked by identifier; an unknown one says nothing."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = RunLook()
        self._default_paragraph: str | None = None
        for element in root if root is not None else ():
            if element.tag == W + "style":
                self._add(element)
            elif element.tag == W + "docDefaults":
                self._default = read_look(element.find(f"{W}rPrDefault/{W}rPr"))

    def _add(self, element: Element) -> None:
        style_id = value_of(element, "styleId") or ""
        self._styles[style_id] = Style(
            value_of(element.find(W + "basedOn")),
            read_look(element.find(W + "rPr")),
            read_list_place(element.find(W + "pPr")),
            read_borders(element.find(f"{W}tblPr/{W}tblBorders")),
        )
        if value_of(element, "type") == "paragraph" and is_on(value_of(element, "default")):
            self._default_paragraph = style_id

    def paragraph_look(self, style_id: str | None) -> RunLook:
        """The look of runs in a paragraph of this style."""
        look = self._default
        for _, style in reversed(list(self._chain(style_id or self._default_paragraph))):
            look = look.under(style.look)
        return look

    def run_look(self, style_id: str | None) -> RunLook:
        """The look a character style adds."""
        look = RunLook()
        for _, style in reversed(list(self._chain(style_id))):
            look = look.under(style.look)
        return look

    def list_place(self, style_id: str | None) -> ListPlace:
        """The numbering a paragraph style brings along."""
        place = ListPlace()
        for name, style in self._chain(style_id or self._default_paragraph):
            level = place.level if place.level is not None else style.place.level
            if place.num_id is None and style.place.num_id is not None:
                place = ListPlace(style.place.num_id, level, name)
            else:
                place = replace(place, level=level)
        return place

    def has_borders(self, style_id: str | None) -> bool | None:
        """Whether a table style draws lines."""
        chain = (style.has_borders for _, style in self._chain(style_id))
        return next((has_borders for has_borders in chain if has_borders is not None), None)

    def _chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those it is based on, with their names."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style_id or "", style
            style_id = style.based_on


def value_of(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace, None where it is missing."""
    found = element.get(W + name) if element is not None else None
    return str(found) if found is not None else None


def number_of(element: Element | None, name: str = "val", default: int = 0) -> int:
    """An attribute as a whole number; the default where it is missing or none."""
    text = value_of(element, name) or ""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else default


def is_on(value: str | None) -> bool:
    """Whether an on-off value is on."""
    return value is not None and value.casefold() not in _OFF


def read_look(element: Element | None) -> RunLook:
    """What run properties say."""
    if element is None:
        return RunLook()
    fonts = element.find(W + "rFonts")
    raised = element.find(W + "vertAlign")
    return RunLook(
        value_of(fonts, "ascii") or value_of(fonts, "hAnsi"),
        _read_switch(element, "caps"),
        _read_switch(element, "vanish"),
        value_of(raised) == "superscript" if raised is not None else None,
    )


def _read_switch(element: Element, name: str) -> bool | None:
    found = element.find(W + name)
    return None if found is None else is_on(value_of(found) or "1")


def read_list_place(element: Element | None) -> ListPlace:
    """The numbering that paragraph properties name."""
    found = element.find(W + "numPr") if element is not None else None
    if found is None:
        return ListPlace()
    level = found.find(W + "ilvl")
    return ListPlace(value_of(found.find(W + "numId")), number_of(level) if level is not None else None)


def read_borders(element: Element | None) -> bool | None:
    """Whether borders are drawn; None where nothing is said of them."""
    if element is None:
        return None
    values = [value_of(found) for side in _SIDES if (found := element.find(W + side)) is not None]
    return any(value not in _NO_BORDER for value in values) if values else None
