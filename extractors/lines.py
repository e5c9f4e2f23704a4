"""Physical lines of a document and the marks they begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.text import DocumentText, Span

_LINE_ENDS = "\n\f\v"
_LINE = regex.compile(r"[^\n\f\v]*")
_STRIPPED = regex.compile(r"[ \u00a0\u200b\ufeff]*(.*?)[ \u00a0\u200b\ufeff\t]*", regex.DOTALL)


_MIN_BARS = 2


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
        """Whether the line is a row of a Markdown table."""
        return self.text.startswith("|") and self.text.rstrip().endswith("|") and self.text.count("|") > _MIN_BARS


def read_lines(whole: DocumentText) -> Iterator[Line]:
    """All lines with something on them, in order, with the number of blank lines before each."""
    blanks, starts_page = 0, True
    for match in _LINE.finditer(whole.full):
        before = whole.full[match.start() - 1] if match.start() else "\n"
        if before not in _LINE_ENDS:
            continue  # the end of the line just read
        inner = _STRIPPED.fullmatch(match[0])
        text = inner[1] if inner else ""
        starts_page = starts_page or before == "\f"
        if not text.strip():
            blanks += 1
            continue
        start = match.start() + (inner.start(1) if inner else 0)
        yield Line(Span(start, start + len(text)), text, blanks, starts_page)
        blanks, starts_page = 0, False
