"""Physical lines of a document and the marks they begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.text import PAGE_BREAK, DocumentText, Span

_LINE = regex.compile(r"(?<![^\n\f\v])[^\n\f\v]*")
_BLANKS = " \u00a0\u200b\ufeff"
_MIN_BARS = 2
_INNER_BAR = regex.compile(r"(?:^|(?<=\s))\|(?=\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its blank edges (leading tabs are kept: they are empty cells)."""

    span: Span
    text: str
    blank_before: int
    starts_page: bool

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of cells, parted by tabs or by the bars of a Markdown table."""
        return "\t" in self.text or self.is_barred

    @property
    def is_barred(self) -> bool:
        """Whether the line is a row of cells between bars: a Markdown table, with its outer bars or without."""
        return self.is_closed or _INNER_BAR.search(self.text) is not None

    @property
    def is_closed(self) -> bool:
        """Whether a row of cells between bars has its outer bars too."""
        return self.text.startswith("|") and self.text.rstrip().endswith("|") and self.text.count("|") > _MIN_BARS


def read_lines(whole: DocumentText) -> Iterator[Line]:
    """All lines with something on them, in order, with the number of blank lines before each."""
    blanks, starts_page = 0, True
    for match in _LINE.finditer(whole.full):
        line = match[0].lstrip(_BLANKS)
        text = line.rstrip(_BLANKS + "\t")
        starts_page = starts_page or whole.full[match.start() - 1 : match.start()] == PAGE_BREAK
        if not text.strip():
            blanks += 1
            continue
        start = match.end() - len(line)
        yield Line(Span(start, start + len(text)), text, blanks, starts_page)
        blanks, starts_page = 0, False
