"""Pieces of text for the terminal: quotes with their numbers marked, places, consoles."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from pipeline import messages

NUMBER_STYLE = "bold underline"
PIPE_WIDTH = 160
"""Columns where the output is no terminal: a reader's file or pager wraps by itself."""


def open_console(stream: TextIO) -> Console:
    """A console that never breaks words of ours by rules of its own."""
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=width)


def print_indented(console: Console, text: Text | str, columns: int) -> None:
    """Print a paragraph, moved to the right on all its lines, without blanks at their ends."""
    paragraph = Text(text) if isinstance(text, str) else text
    for line in paragraph.wrap(console, console.width - columns):
        line.rstrip()
        console.print(Text(" " * columns) + line, soft_wrap=True)


def mark_quote(quote: str, page_text: str, spans: tuple[tuple[int, int], ...]) -> Text:
    """A quote on one line, its numbers marked; spans are offsets into the page it comes from."""
    shown = Text(messages.printable(quote))
    start = locate_quote(quote, page_text, spans)
    if start is not None:
        for span_start, span_end in spans:
            shown.stylize(NUMBER_STYLE, max(0, span_start - start), max(0, span_end - start))
    return shown


def locate_quote(quote: str, page_text: str, spans: tuple[tuple[int, int], ...]) -> int | None:
    """Where on the page a quote stands: where it holds most of the spans; None where it does not stand there."""
    best, best_held = None, -1
    start = page_text.find(quote)
    while start >= 0:
        held = sum(start <= begin and end <= start + len(quote) for begin, end in spans)
        if held > best_held:
            best, best_held = start, held
        start = page_text.find(quote, start + 1)
    return best


def line_number(page_text: str, offset: int) -> int:
    """Line of an offset, from 1."""
    return page_text.count("\n", 0, offset) + 1
