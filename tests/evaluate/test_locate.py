"""Quotes are found whatever the wraps, the case and the place of the tone mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate_locate import Span, fold_text, make_searchable
from schemas.document import Page

LOCATED = [
    # (text, quote, what the place in the text reads)
    ("Tổng số:  12\nhồ sơ", "số: 12 hồ sơ", "số:  12\nhồ sơ"),  # white space collapsed
    ("ĐẠT 98,5%", "đạt 98,5%", "ĐẠT 98,5%"),  # case
    ("khoẻ, hoà, thuỷ", "khỏe, hòa, thủy", "khoẻ, hoà, thuỷ"),  # old and new tone placement
    ("xã Sính Phình, xã Sinh Phình", "xã Sinh Phình", "xã Sinh Phình"),  # another tone is another word
    ("các văn bản¹ chỉ đạo", "văn bản¹ chỉ đạo", "văn bản¹ chỉ đạo"),  # a superscript
    ("<b>Tổng</b> 12 *hồ sơ*", "Tổng 12 hồ sơ", "Tổng</b> 12 *hồ sơ"),  # tags gone in another container
    ("chuyển đổi số đạt 9-\n0%", "chuyển đổi số đạt 90%", "chuyển đổi số đạt 9-\n0%"),  # cut at a line end
]


@pytest.mark.parametrize(("text", "quote", "expected"), LOCATED)
def test_quote_is_located(text: str, quote: str, expected: str) -> None:
    (span,) = make_searchable([Page("d", 1, text)]).locate(quote)
    assert text[span.start : span.end] == expected


def test_tags_count_while_they_are_there() -> None:
    search = make_searchable([Page("d", 1, "*đạt 5%* và đạt 5%")])
    assert search.locate("*đạt 5%*") == (Span(0, 8),)


def test_every_place_of_a_repeated_quote_comes_back() -> None:
    search = make_searchable([Page("d", 1, "đạt 5%, rồi Đạt  5%")])
    assert len(search.locate("đạt 5%")) == 2


def test_quote_over_a_page_end() -> None:
    search = make_searchable([Page("d", 2, "68 xã"), Page("d", 1, "gồm 191 huyện,")])
    (span,) = search.locate("191 huyện, 68 xã")
    assert span == Span(4, 20)
    assert search.span_on_page(2, 0, 2) == Span(15, 17)


def test_quote_that_is_not_there() -> None:
    assert make_searchable([Page("d", 1, "đạt 5%")]).locate("đạt 6%") == ()


@given(st.text(max_size=60), st.integers(0, 2))
def test_folding_keeps_places(text: str, strictness: int) -> None:
    folded = fold_text(text, strictness)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
