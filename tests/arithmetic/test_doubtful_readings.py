"""What is read from an image with doubt accuses nobody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.arithmetic.judge import judge
from schemas.check import Verdict
from schemas.document import Word
from tests.reading import resolve, rules

TEXT = "Đã cấp 31/191 thẻ, đạt 26,23%."


def word(text: str, start: int, confidence: str | None, other: str | None = None) -> Word:
    document = resolve(TEXT).document.document_id
    box = (Decimal(start), Decimal(0), Decimal(start + len(text)), Decimal(10))
    return Word(document, 1, start, start + len(text), *box, Decimal(confidence) if confidence else None, other)


@pytest.mark.parametrize(
    ("words", "verdict", "new"),
    [
        ((), Verdict.INCONSISTENT, "no image"),
        ((word("26,23%.", 23, "0.97"),), Verdict.INCONSISTENT, "read for sure"),
        ((word("26,23%.", 23, None),), Verdict.INCONSISTENT, "printed, not read"),
        ((word("26,23%.", 23, "0.70"),), Verdict.UNDECIDABLE, "read with little confidence"),
        ((word("26,23%.", 23, "0.97", "16,23 (0.6)"),), Verdict.UNDECIDABLE, "another reading"),
        ((word("26,", 23, "0.97"), word("23%.", 26, "0.97")), Verdict.UNDECIDABLE, "glued from two words"),
    ],
)
def test_doubt_holds_back(words: tuple[Word, ...], verdict: Verdict, new: str) -> None:
    (check,) = judge(replace(resolve(TEXT), words=words), rules()).checks
    assert check.verdict is verdict, new
    assert (check.severity is None) is (verdict is Verdict.UNDECIDABLE), new
