"""Quotes on the terminal: the numbers marked are those that were judged, and no text plays tricks."""

from __future__ import annotations

import io

import pytest
from rich.text import Text

from pipeline.cli_text import NUMBER_STYLE, line_number, locate_quote, mark_quote, open_console, print_indented
from pipeline.messages import printable

PAGE = "Xã A: 12 hộ.\nXã B: 12 hộ\nnghèo, 7 hộ thoát nghèo.\n"


def marked(text: Text) -> list[str]:
    return [text.plain[span.start : span.end] for span in text.spans if span.style == NUMBER_STYLE]


def spans_of(page: str, *words: str, after: int = 0) -> tuple[tuple[int, int], ...]:
    starts = [page.index(word, after) for word in words]
    return tuple((start, start + len(word)) for start, word in zip(starts, words, strict=True))


def test_the_second_of_two_equal_quotes_is_marked() -> None:
    spans = spans_of(PAGE, "12", after=15)
    assert locate_quote("12 hộ", PAGE, spans) == PAGE.rindex("12 hộ")
    assert marked(mark_quote("12 hộ", PAGE, spans)) == ["12"]


def test_a_quote_over_a_line_end_is_one_line_with_its_numbers() -> None:
    shown = mark_quote("12 hộ\nnghèo, 7 hộ", PAGE, spans_of(PAGE, "12", "7", after=15))
    assert (shown.plain, marked(shown)) == ("12 hộ nghèo, 7 hộ", ["12", "7"])


def test_a_quote_that_is_not_on_the_page_is_shown_plain() -> None:
    assert marked(mark_quote("khác", PAGE, spans_of(PAGE, "12"))) == []


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (PAGE.index("\n"), 1), (PAGE.index("Xã B"), 2), (len(PAGE), 4)])
def test_line_number(offset: int, line: int) -> None:
    assert line_number(PAGE, offset) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb\tc", "a b c"), ("\x1b[2J", "\ufffd[2J"), ("\u202egnp.exe", "\ufffdgnp.exe"), ("Tuần Giáo", "Tuần Giáo")],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert len(shown) == len(text)


def test_paragraphs_are_moved_on_every_line_and_end_clean() -> None:
    stream = io.StringIO()
    print_indented(open_console(stream), "chữ " * 100, 4)
    lines = stream.getvalue().splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    chữ") and line == line.rstrip() for line in lines)
