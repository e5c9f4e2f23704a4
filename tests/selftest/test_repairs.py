"""The oracle of repairs by hand-made sections, and what a suggestion says against it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.selftest.model import Chunk, Claim, ClaimKind, Plant, Section, Slot, SlotKind
from pipeline.selftest.repairs import find_repairs, name_truth
from pipeline.selftest.suggestions import read_proposal, score_repair

HUNDREDTH = Fraction(1, 100)


def section(slots: list[Slot], *claims: Claim, columns: tuple[tuple[int, ...], ...] = ()) -> Section:
    return Section((Chunk(tuple(slots)),), claims, columns=columns)


RATIO = section(
    [Slot(0, "16,23", unit=HUNDREDTH), Slot(1, "31"), Slot(2, "191")],
    Claim(ClaimKind.SHARE, (0, 1, 2), scale=Fraction(100)),
)
SUM = section([Slot(0, "300"), Slot(1, "200"), Slot(2, "100")], Claim(ClaimKind.SUM, (0, 1, 2)))
CROSSED = section(
    [Slot(0, "300"), Slot(1, "217"), Slot(2, "83"), Slot(3, "250"), Slot(4, "33")],
    Claim(ClaimKind.SUM, (0, 1, 2)),
    Claim(ClaimKind.SUM, (3, 1, 4)),
)
PLAN = section(
    [Slot(0, "65,34", unit=HUNDREDTH), Slot(1, "3399", unit=Fraction(1)), Slot(2, "5202", unit=Fraction(1))],
    Claim(ClaimKind.SHARE, (0, 1, 2), scale=Fraction(100)),
)
GROWTH = section(
    [Slot(0, "20"), Slot(1, "120"), Slot(2, "100"), Slot(3, "tăng", SlotKind.DIRECTION)],
    Claim(ClaimKind.CHANGE, (0, 1, 2, 3)),
)

RUN = section([Slot(0, "946"), Slot(1, "897"), Slot(2, "49")], Claim(ClaimKind.RUNNING, (0, 1, 2)))
SHARES = section(
    [
        *(Slot(n, text, unit=HUNDREDTH) for n, text in enumerate(("100", "16,67", "16,67", "66,67"))),
        *(Slot(4, "1"), Slot(5, "6")),
    ],
    Claim(ClaimKind.SUM, (0, 1, 2, 3)),
    Claim(ClaimKind.SHARE, (1, 4, 5), scale=Fraction(100)),
)

# (section, what is typed, whether the truth is unique, among several or none, what is new in the row)
CASES = [
    (RATIO, {0: "26,23"}, "unique", "one digit of a share that is printed finely"),
    (SUM, {2: "110"}, "several", "a sum of two: any of the three"),
    (CROSSED, {1: "271"}, "unique", "two relations leave one number"),
    (CROSSED, {1: "402"}, "unique", "no key, but two relations want one number"),
    (SUM, {0: "457"}, "several", "no key: any of the three typed anew"),
    (RATIO, {0: "98,15"}, "unique", "no key: no whole number of 191 is that share"),
    (RATIO, {1: "191", 2: "31"}, "unique", "exchanged"),
    (PLAN, {2: "5212"}, "unique", "65,34 triệu and 5212% would agree as well, but no share is a plan"),
    (GROWTH, {3: "giảm"}, "several", "the word, or the years exchanged"),
    (RUN, {0: "897"}, "several", "the total copied from above, or nothing in the month"),
    (SUM, {0: "5"}, "unique", "the parts would be below nothing, and no sign is printed"),
    (SHARES, {1: "41,64"}, "unique", "its own share, though rounded shares make 100,01"),
    (RATIO, {0: "16,24"}, "none", "within the last digit nothing is contradicted"),
]


@pytest.mark.parametrize(("made", "typed", "expected", "new"), CASES, ids=[case[-1] for case in CASES])
def test_smallest_changes(made: Section, typed: dict[int, str], expected: str, new: str) -> None:
    plant = Plant("by hand", typed)
    ways = find_repairs(made, plant)
    assert (name_truth(made, plant) in ways) == (expected != "none"), new
    assert {"unique": len(ways) == 1, "several": len(ways) > 1, "none": not ways}[expected], ways


def test_a_word_of_the_table_itself() -> None:
    """Where other rows say 'Vượt' of what lies above its target, no other word is meant."""
    made = section(
        [
            *(Slot(0, "Vượt", SlotKind.STATUS), Slot(1, "12"), Slot(2, "10")),
            *(Slot(3, "Vượt", SlotKind.STATUS), Slot(4, "940"), Slot(5, "100")),
        ],
        Claim(ClaimKind.STATUS, (0, 1, 2)),
        Claim(ClaimKind.STATUS, (3, 4, 5)),
    )
    assert ((3, "vượt"),) in find_repairs(made, Plant("status", {3: "Chưa đạt"}))
    assert ((3, "đạt"),) not in find_repairs(made, Plant("status", {3: "Chưa đạt"}))


# (suggestion, options, certain, conditional)
PROPOSALS = [
    ("26,23% → 16,23%", 1, True, False),
    ("31 → 191, 191 → 31", 1, True, False),
    ("24 → 42 (chép lại số của dòng trên)", 1, True, False),
    ("300 → 310 hoặc 110 → 100", 2, False, False),
    ("43 → 42 hoặc 16 → 17 hoặc 14 → 15 hoặc 1 cách khác", 3, False, False),
    ("Không có sửa đổi nhỏ nào làm mọi số khớp nhau", 0, False, False),
    ("Không có sửa đổi nhỏ nào làm mọi số khớp nhau; nếu các số khác đúng thì 98% → 97%", 1, False, True),
    ("Không có sửa đổi nhỏ nào làm mọi số khớp nhau; phải đổi một số: 9 → 8 hoặc 2 → 1 hoặc 5 → 4", 3, False, False),
    ("Không có sửa đổi nhỏ nào làm mọi số khớp nhau; phải đổi một số hoặc thêm số còn thiếu: 9 → 8", 1, False, False),
    ("Nếu các số khác đúng thì Đạt → Chưa đạt", 1, False, True),
    (None, 0, False, False),
]


@pytest.mark.parametrize(("text", "options", "is_certain", "is_conditional"), PROPOSALS)
def test_suggestions_are_read(text: str | None, options: int, is_certain: bool, is_conditional: bool) -> None:
    read = read_proposal(text)
    assert (len(read.options), read.is_certain, read.is_conditional) == (options, is_certain, is_conditional)


def test_what_is_scored() -> None:
    plant = Plant("digit", {0: "26,23"})
    right = score_repair(RATIO, plant, ["26,23% → 16,23%"])
    assert (right.ways, right.is_first_right, right.is_certain, right.is_listed) == (1, True, True, True)
    wrong = score_repair(RATIO, plant, ["26,23% → 26,24% hoặc 26,23% → 16,23%"])
    assert (wrong.is_first_right, wrong.is_certain, wrong.is_listed) == (False, False, True)
    silent = score_repair(RATIO, plant, ["Nếu các số khác đúng thì 26,23% → 16,23%"])
    assert (silent.is_said, silent.is_followed) == (False, True)
    ranged = score_repair(
        RATIO, plant, ["Không có sửa đổi nhỏ; phải đổi một số: 31 → 50 hoặc 26,23% → 16,2% (từ 16 đến 17)"]
    )
    assert (ranged.is_first_right, ranged.is_certain, ranged.is_listed) == (False, False, True)
    beside = score_repair(RATIO, plant, ["Không có sửa đổi nhỏ; phải đổi một số: 26,23% → 17,2% (từ 17 đến 18)"])
    assert (beside.is_certain, beside.is_listed) == (False, False)
