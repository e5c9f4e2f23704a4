"""Flattened text remembers where every character stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.text import DocumentText, Span, flatten
from tests.properties.texts import reports

quickly = settings(deadline=None, derandomize=True)


@st.composite
def spans_of(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and runs of it in order that do not overlap."""
    text = draw(reports())
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True)))
    return text, [Span(a, b) for a, b in pairwise(cuts)][::2]


@given(spans_of())
@quickly
def test_offsets_rise_and_point_at_the_same_characters(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    flat = flatten(text, spans)
    assert len(flat.text) == len(flat.offsets)
    assert all(a < b for a, b in pairwise(flat.offsets))
    for character, offset in zip(flat.text, flat.offsets, strict=True):
        is_join = character == " " and any(offset == span.end for span in spans)
        assert text[offset : offset + 1] == character or (character == " " and text[offset].isspace()) or is_join


@given(spans_of())
@quickly
def test_blanks_are_single_and_inside(case: tuple[str, list[Span]]) -> None:
    flat = flatten(*case)
    assert "  " not in flat.text
    assert not any(character.isspace() and character != " " for character in flat.text)
    assert flat.text == flat.text.strip()


@given(spans_of())
@quickly
def test_spans_and_finding_are_inverse(case: tuple[str, list[Span]]) -> None:
    flat = flatten(*case)
    for position in range(len(flat.text)):
        span = flat.span(position, position + 1)
        assert flat.find(span.start) == position


@given(st.lists(reports(), min_size=1, max_size=4), st.data())
@quickly
def test_places_on_pages_are_places_in_the_document(texts: list[str], data: st.DataObject) -> None:
    pages = [(number, text.replace("\f", " ")) for number, text in enumerate(texts, start=1)]
    whole = DocumentText.from_pages(pages)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole.full))] * 2)))
    assume(whole.full[start : start + 1] != "\f")  # tests/extractors/test_text.py: a span that begins on a page end
    parts = whole.split_at_pages(Span(start, end))
    assert "".join(whole.text_of(part) for part in parts) == whole.full[start:end].replace("\f", "")
    for part in parts:
        place = whole.locate(part)
        assert dict(pages)[place.page][place.start : place.end] == whole.text_of(part)
        assert whole.offset_of(place.page, place.start) == part.start
