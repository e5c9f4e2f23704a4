"""One report in several containers, two issues of one report, and two reports that only look alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.readers.same_content import ContentProfile, Kinship, content_similarity, find_kinship, read_profile
from schemas.document import Page, Word

BODY = "Công tác khác thực hiện tốt. " * 12
TEXT = "Ủy ban nhân dân xã báo cáo kết quả năm {}: có {} hộ, đạt {}% kế hoạch. " + BODY
FIGURES = " ".join(f"Thôn thứ {n} có {1000 + 37 * n} hộ, thu {n},{n % 9 + 1} tỷ đồng." for n in range(1, 60))
ONE = TEXT.format(2023, 120, "98,5") + FIGURES


def pages(*texts: str) -> list[Page]:
    return [Page("0" * 16, number, text) for number, text in enumerate(texts, start=1)]


def profile(text: str) -> ContentProfile:
    return read_profile(pages(text))


SAME, ISSUE, OTHER = Kinship.SAME, Kinship.ISSUE, Kinship.OTHER
ALIKE = [
    (ONE, ONE, SAME, "the same"),
    ("ab xã 12", "12 XÃ\n\nab", SAME, "order, lines and case"),
    ("kế hoạch hà-\nnội", "kế hoạch hànội", SAME, "a word cut at a line end"),
    ("xã 12\n- 3 -\nhộ", "xã 12 hộ", SAME, "a page number"),
    ("hoà 5 m²", "hoà 5 m2", SAME, "raised digits"),
    (ONE, "Năm 2024 " + ONE.replace("120", "0120"), SAME, "a running head's year, a padded number"),
    (ONE, ONE.replace("hộ, thu", "hộ,\n12\nthu"), SAME, "page numbers in between"),
    (ONE + " 7. 8. 9.", ONE, SAME, "row numbers lost"),
    (ONE, ONE.replace("1037", "1073"), ISSUE, "one figure corrected"),
    (ONE, ONE.replace("3,4 tỷ", "4 tỷ"), ISSUE, "a small figure corrected"),
    (ONE, ONE + " Thôn Hạ có 2.150 hộ, thu 3,75 tỷ đồng.", ISSUE, "a line more"),
    (ONE, ONE.replace("Thôn", "Bản").replace("Công tác", "Nhiệm vụ"), ISSUE, "the same figures in other words"),
    ("xã 12 hộ", "xã 13 hộ", OTHER, "another number in a short text"),
    (TEXT.format(2023, 120, "98,5"), TEXT.format(2024, 131, "97,2"), OTHER, "the next year's report"),
    (ONE, ONE.replace("thu ", "thu 1"), OTHER, "half the figures are others"),
    ("", "", OTHER, "nothing"),
]


@pytest.mark.parametrize(("first", "second", "kinship", "_new"), ALIKE, ids=[row[3] for row in ALIKE])
def test_how_documents_stand_to_each_other(first: str, second: str, kinship: Kinship, _new: str) -> None:
    one, other = profile(first), profile(second)
    assert find_kinship(one, other) is find_kinship(other, one) is kinship
    assert content_similarity(one, other) == content_similarity(other, one)


@pytest.mark.parametrize(("alternatives", "kinship"), [("1037", SAME), (None, ISSUE)])
def test_a_number_read_with_doubt_contradicts_nobody(alternatives: str | None, kinship: Kinship) -> None:
    misread = ONE.replace("1037", "1087")
    start = misread.index("1087")
    box = (Decimal(0),) * 4
    word = Word("0" * 16, 1, start, start + 4, *box, Decimal("0.6"), alternatives)
    assert find_kinship(profile(ONE), read_profile(pages(misread), [word])) is kinship


def test_pages_do_not_matter() -> None:
    assert read_profile(pages("một 1 hai 2")) == read_profile(pages("hai 2", "Một 1"))
