"""The oracle of the self-test: what printed numbers can and cannot be, against every whole number there is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.selftest.model import Claim, ClaimKind, Slot, SlotKind
from pipeline.selftest.oracle import is_contradicted, read_number

TENTH = Fraction(1, 10)


def contradicted(claim: Claim, *slots: Slot) -> bool:
    return is_contradicted(claim, {slot.key: slot for slot in slots})


def number(key: int, text: str, unit: Fraction | None = None) -> Slot:
    return Slot(key, text, unit=unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234", 1234), ("97,5%", Fraction(195, 2)), ("-25,0", -25), ("+3", 3), ("05", 5), ("0", 0)],
)
def test_numbers_are_read(text: str, value: Fraction) -> None:
    assert read_number(text) == value


def test_shares_of_every_small_whole() -> None:
    """A share is contradicted exactly where it is more than its last digit from the rounded quotient."""
    claim = Claim(ClaimKind.SHARE, (0, 1, 2), scale=Fraction(100))
    for whole in range(1, 40):
        for part in range(whole + 1):
            right = int(Fraction(100 * part, whole) + Fraction(1, 2))
            for stated in range(101):
                slots = number(0, str(stated), Fraction(1)), number(1, str(part)), number(2, str(whole))
                assert contradicted(claim, *slots) == (abs(stated - right) > 1), (stated, part, whole)


# (claim, slots, contradicted, what is new in the row)
CASES = [
    (Claim(ClaimKind.SUM, (0, 1, 2)), ["10", "4", "6"], False, "a sum"),
    (Claim(ClaimKind.SUM, (0, 1, 2)), ["10", "4", "7"], True, "a sum that is off by one"),
    (Claim(ClaimKind.SUM, (0, 1, 2, 3)), ["10", "4", "6"], False, "a part left out that was nothing"),
    (Claim(ClaimKind.CHANGE, (0, 1, 2)), ["-6", "18", "24"], False, "a signed difference"),
    (Claim(ClaimKind.CHANGE, (0, 1, 2)), ["+6", "18", "24"], True, "the sign flipped"),
    (Claim(ClaimKind.WITHIN, (0, 1)), ["5", "5"], False, "a part that is the whole"),
    (Claim(ClaimKind.WITHIN, (0, 1)), ["6", "5"], True, "a part above its whole"),
    (Claim(ClaimKind.RUNNING, (0, 1, 2)), ["30", "10", "20"], False, "a running total"),
    (Claim(ClaimKind.RANKS, (0, 1, 2, 3)), ["1", "90", "2", "80"], False, "ranks"),
    (Claim(ClaimKind.RANKS, (0, 1, 2, 3)), ["2", "90", "1", "80"], True, "ranks exchanged"),
    (Claim(ClaimKind.RANKS, (0, 1, 2, 3)), ["1", "90", "2", "90"], False, "a tie"),
]


@pytest.mark.parametrize(("claim", "texts", "expected", "new"), CASES, ids=[case[-1] for case in CASES])
def test_claims(claim: Claim, texts: list[str], expected: bool, new: str) -> None:
    assert contradicted(claim, *(number(key, text) for key, text in enumerate(texts))) == expected, new


def test_rounded_parts_may_miss_their_sum_by_their_halves() -> None:
    claim = Claim(ClaimKind.SUM, (0, 1, 2))
    assert not contradicted(claim, *(number(k, t, TENTH) for k, t in enumerate(["2,5", "1,2", "1,2"])))
    assert contradicted(claim, *(number(k, t, TENTH) for k, t in enumerate(["2,6", "1,2", "1,2"])))


@pytest.mark.parametrize(
    ("word", "result", "target", "expected"),
    [
        ("Đạt", "5", "5", False),
        ("Đạt", "4", "5", True),
        ("Vượt", "5", "5", True),
        ("Chưa đạt", "4", "5", False),
        ("Không đạt", "5", "5", True),
    ],
)
def test_status_words(word: str, result: str, target: str, expected: bool) -> None:
    claim = Claim(ClaimKind.STATUS, (0, 1, 2))
    assert contradicted(claim, Slot(0, word, SlotKind.STATUS), number(1, result), number(2, target)) == expected


def test_the_direction_word_signs_the_change() -> None:
    claim = Claim(ClaimKind.GROWTH, (0, 1, 2, 3))
    numbers = number(0, "25,0", TENTH), number(1, "75"), number(2, "100")
    assert not contradicted(claim, *numbers, Slot(3, "giảm", SlotKind.DIRECTION))
    assert contradicted(claim, *numbers, Slot(3, "tăng", SlotKind.DIRECTION))
