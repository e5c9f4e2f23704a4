"""One report in several containers, and two reports that only look alike."""

from __future__ import annotations

import pytest

from extractors.readers.same_content import content_fingerprint, content_similarity, is_same_content, read_profile
from schemas.document import Page

TEXT = "Ủy ban nhân dân xã báo cáo kết quả năm {}: có {} hộ, đạt {}% kế hoạch. " + "Công tác khác thực hiện tốt. " * 12


def pages(*texts: str) -> list[Page]:
    return [Page("0" * 16, number, text) for number, text in enumerate(texts, start=1)]


ALIKE = [
    (TEXT.format(2023, 120, "98,5"), TEXT.format(2023, 120, "98,5"), True, "the same"),
    ("ab xã 12", "12 XÃ\n\nab", True, "order, lines and case"),
    ("kế hoạch hà-\nnội", "kế hoạch hànội", True, "a word cut at a line end"),
    ("xã 12\n- 3 -\nhộ", "xã 12 hộ", True, "a page number"),
    ("hoà 5 m²", "hoà 5 m2", True, "raised digits"),
    ("xã 12 hộ", "xã 13 hộ", False, "another number in a short text"),
    (TEXT.format(2023, 120, "98,5"), TEXT.format(2024, 131, "97,2"), False, "the next year's report"),
    (TEXT.format(2023, 120, "98,5") * 5, (TEXT.format(2023, 120, "98,5") * 5)[:-40], True, "a line is missing"),
]


@pytest.mark.parametrize(("first", "second", "is_same", "_new"), ALIKE, ids=[row[3] for row in ALIKE])
def test_documents_that_say_the_same(first: str, second: str, is_same: bool, _new: str) -> None:
    one, other = read_profile(pages(first)), read_profile(pages(second))
    assert is_same_content(one, other) is is_same
    assert content_similarity(one, other) == content_similarity(other, one)


def test_fingerprints_do_not_know_pages() -> None:
    assert content_fingerprint(pages("một 1 hai 2")) == content_fingerprint(pages("hai 2", "Một 1"))
    assert content_fingerprint(pages("một 1")) != content_fingerprint(pages("một 2"))
