"""What is read from an image with doubt accuses nobody; where another reading makes the numbers agree, it is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.arithmetic.judge import judge
from schemas.check import Check, CheckKind, Severity, Verdict
from schemas.document import Word
from tests.reading import resolve, rules

TEXT = "Đã cấp 31/191 thẻ, đạt 26,23%."
TABLE = (
    "STT\tĐơn vị\tTổng số\tNam\tNữ\n"
    "1\tXã Tân Hòa\t120\t70\t50\n"
    "2\tXã Phú Lộc\t98\t40\t58\n"
    "3\tXã Yên Sở\t77\t33\t44\n"
    "4\tXã Kỳ Xuân\t55\t25\t30\n"
    "5\tXã Thổ Bình\t64\t39\t29\n"
)


def word(text: str, where: str, confidence: str | None, other: str | None = None, whole: str = TEXT) -> Word:
    """The word at the place of `where` in the text, as an image reader hands it over."""
    parcel = resolve(whole)
    start = parcel.pages[0].text.index(where)
    box = (Decimal(start), Decimal(0), Decimal(start + len(text)), Decimal(10))
    sure = Decimal(confidence) if confidence else None
    return Word(parcel.document.document_id, 1, start, start + len(text), *box, sure, other)


def check(words: Sequence[Word], whole: str = TEXT) -> list[Check]:
    return [one for one in judge(replace(resolve(whole), words=tuple(words)), rules()).checks if one.explanation_vi]


@pytest.mark.parametrize(
    ("words", "verdict", "new"),
    [
        ((), Verdict.INCONSISTENT, "no image"),
        ((word("26,23%.", "26", "0.97"),), Verdict.INCONSISTENT, "read for sure"),
        ((word("26,23%.", "26", None),), Verdict.INCONSISTENT, "printed, not read"),
        ((word("26,23%.", "26", "0.97", "2ó,23%. (0.90)"),), Verdict.INCONSISTENT, "a letter for the same digit"),
        ((word("26,23%.", "26", "0.97", "2ọ,23%. (0.90)"),), Verdict.UNDECIDABLE, "a letter for another digit"),
        ((word("26,23%.", "26", "0.70"),), Verdict.UNDECIDABLE, "read with little confidence"),
        ((word("26,23%.", "26", "0.97", "28,23%. (0.60)"),), Verdict.UNDECIDABLE, "the other reading fits no better"),
        ((word("26,23%.", "26", "0.97", "26.23%. (0.60)"),), Verdict.UNDECIDABLE, "the same number otherwise written"),
        ((word("26,", "26", "0.97"), word("23%.", "23%", "0.97")), Verdict.UNDECIDABLE, "glued from two words"),
    ],
)
def test_doubt_holds_back(words: tuple[Word, ...], verdict: Verdict, new: str) -> None:
    (found,) = check(words)
    assert found.verdict is verdict, new
    assert found.kind is CheckKind.RATIO_PERCENT, new
    assert (found.severity is None) is (verdict is Verdict.UNDECIDABLE), new


@pytest.mark.parametrize(
    ("words", "suggestion", "new"),
    [
        ((word("26,23%.", "26", "0.97", "16,23%. (0.60)"),), "26,23 → 16,23", "the percent"),
        ((word("26,23%.", "26", "0.97", "28,23%. (0.70) | 16,23%. (0.60)"),), "26,23 → 16,23", "the second of two"),
    ],
)
def test_a_kept_reading_that_fits_is_a_misreading_of_ours(words: tuple[Word, ...], suggestion: str, new: str) -> None:
    (found,) = check(words)
    assert (found.kind, found.verdict, found.severity) == (CheckKind.OCR_SUSPECT, Verdict.UNDECIDABLE, Severity.NOTE)
    assert found.suggestion == suggestion, new
    assert "bản quét" in (found.explanation_vi or "")


@pytest.mark.parametrize(
    ("other", "suggestion"), [("31/118 (0.40)", "191 → 118"), ("50/191 (0.40)", "31 → 50"), ("31/1.91 (0.40)", None)]
)
def test_a_number_inside_a_word_is_read_otherwise(other: str, suggestion: str | None) -> None:
    text = "Đã cấp 31/191 thẻ, đạt 26%."
    (found,) = check((word("31/191", "31", "0.90", other, text),), text)
    assert found.suggestion == suggestion


def test_a_table_cell_misread_is_found_by_its_row() -> None:
    (slip,) = check((), TABLE)
    assert slip.verdict is Verdict.INCONSISTENT
    (found,) = check((word("39", "39", "0.9", "35 (0.55)", TABLE),), TABLE)
    assert (found.kind, found.suggestion) == (CheckKind.OCR_SUSPECT, "39 → 35")


def test_a_reading_that_breaks_another_relation_settles_nothing() -> None:
    text = "Đã cấp 31/191 thẻ, đạt 26,23%. Toàn xã có 191 hộ."
    both = "Đã cấp 31/191 thẻ, đạt 16,23%, còn 160 thẻ chưa cấp (83,77%); năm trước đạt 31/191 thẻ, đạt 26,23%."
    assert [found.kind for found in check((word("26,23%.", "26", "0.9", "16,23%. (0.6)", text),), text)] == [
        CheckKind.OCR_SUSPECT
    ]
    start = both.index("31/191")
    doubt = word("31/191", "31/191", "0.9", "50/191 (0.6)", both)
    found = [one for one in check((doubt,), both) if one.quote.startswith(both[start : start + 6])]
    assert all(one.kind is not CheckKind.OCR_SUSPECT for one in found)
