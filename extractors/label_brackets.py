"""Brackets in running text: what stands in one that has closed is no neighbour of what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.items import FigureBlock, Item
from extractors.stops import ASIDE


def figure_before(block: FigureBlock, item: Item) -> Item | None:
    """The figure before a figure, past those of a bracket that closes between them (38 m3 (tròn 12 m3), 02 xe: 38)."""
    before = block.neighbour(item, -1)
    if before is None or ")" not in block.text[before.unit_end : item.start]:
        return before
    closed = block.text.index(")", before.unit_end)
    opened = block.text.rfind("(", 0, closed)
    while before is not None and opened < before.start < closed:
        before = block.neighbour(before, -1)
    return before


def is_stopped(stops: regex.Pattern[str], block: FigureBlock, start: int, end: int) -> bool:
    """Whether a stop stands between two places outside the brackets that open and close between them."""
    return any(stops.search(text) for text in _outside(block.text, start, end))


def _outside(text: str, start: int, end: int) -> Iterator[str]:
    """The text between two places without its whole brackets, each piece with the character behind it."""
    position = start
    for aside in ASIDE.finditer(text, start, end):
        yield text[position : aside.start() + 1]
        position = aside.end()
    yield text[position : end + 1]
