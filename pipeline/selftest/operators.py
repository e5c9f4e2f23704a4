"""The slips of a tired hand, one function each: a section in, what is typed wrong out, None where it cannot be made."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from pipeline.selftest.author import Author
from pipeline.selftest.model import ClaimKind, Plant, Section, Slot, SlotKind
from pipeline.selftest.oracle import read_number

Operator = Callable[[Section, random.Random, Author], "Plant | None"]


def _numbers(section: Section, least_digits: int = 1) -> list[Slot]:
    slots = [slot for slot in section.slots.values() if slot.kind is SlotKind.NUMBER]
    return [slot for slot in slots if len(_digits(slot.text)) >= least_digits]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _put_digits(text: str, digits: str, author: Author) -> str:
    """The printed number with other digits: as many behind the comma, the sign and per cent sign kept."""
    return _print_like(text, digits, _places_behind(text), author)


def _print_like(text: str, digits: str, decimals: int, author: Author) -> str:
    """Digits with a comma before the last so many, grouped as the number that stood there."""
    head = text[0] if text[0] in "+-" else ""
    body = text.removesuffix("%")
    front, back = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouping = "" if len(_digits(body.partition(",")[0])) > 3 and "." not in body else author.grouping
    grouped = f"{int(front or 0):,}".replace(",", grouping)
    return head + grouped + (f",{back}" if back else "") + ("%" if text.endswith("%") else "")


def _places_behind(text: str) -> int:
    return len(text.removesuffix("%").partition(",")[2])


def _change(section: Section, slot: Slot, text: str, operator: str) -> Plant | None:
    is_new = text != slot.text and read_number(text) != read_number(slot.text)
    return Plant(operator, {slot.key: text}) if is_new and slot.key in section.slots else None


def change_digit(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """One digit is another."""
    slot = _pick(_numbers(section), dice)
    if slot is None:
        return None
    digits = _digits(slot.text)
    place = dice.randrange(len(digits))
    others = [d for d in "0123456789" if d != digits[place] and not (place == 0 and d == "0")]
    return _change(section, slot, _swap_in(slot.text, place, dice.choice(others)), "digit")


def _swap_in(text: str, place: int, digit: str) -> str:
    at = [i for i, c in enumerate(text) if c.isdigit()][place]
    return text[:at] + digit + text[at + 1 :]


def swap_digits(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """Two neighbours change places."""
    slot = _pick(_numbers(section, 2), dice)
    if slot is None:
        return None
    digits = _digits(slot.text)
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")]
    if not places:
        return None
    at = dice.choice(places)
    text = _swap_in(_swap_in(slot.text, at, digits[at + 1]), at + 1, digits[at])
    return _change(section, slot, text, "swap")


def lose_digit(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A digit is not struck."""
    slot = _pick(_numbers(section, 3), dice)
    if slot is None:
        return None
    digits = _digits(slot.text)
    at = dice.randrange(len(digits))
    left = digits[:at] + digits[at + 1 :]
    behind = _places_behind(slot.text)
    text = _print_like(slot.text, left, behind - (at >= len(digits) - behind), author)
    return None if left[0] == "0" else _change(section, slot, text, "lost digit")


def add_digit(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A key bounces, or a digit slips in."""
    slot = _pick(_numbers(section, 2), dice)
    if slot is None:
        return None
    digits = _digits(slot.text)
    at = dice.randrange(1, len(digits) + 1)
    new = digits[at - 1] if dice.random() < 0.5 else dice.choice("0123456789")
    behind = _places_behind(slot.text)
    behind += behind > 0 and at > len(digits) - behind
    text = _print_like(slot.text, digits[:at] + new + digits[at:], behind, author)
    return _change(section, slot, text, "added digit")


def lose_comma(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """97,57 becomes 9757."""
    slot = _pick([slot for slot in _numbers(section) if "," in slot.text], dice)
    return _change(section, slot, slot.text.replace(",", ""), "lost comma") if slot else None


def times_ten(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A nought too many."""
    slot = _pick([slot for slot in _numbers(section, 2) if "," not in slot.text], dice)
    return _change(section, slot, _put_digits(slot.text, _digits(slot.text) + "0", author), "x10") if slot else None


def by_ten(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """The comma one place too far left, or a nought too few."""
    slots = [slot for slot in _numbers(section, 2) if "," in slot.text or slot.text.endswith("0")]
    slot = _pick(slots, dice)
    if slot is None:
        return None
    digits, behind = _digits(slot.text), _places_behind(slot.text)
    text = _print_like(slot.text, digits, behind + 1, author) if behind else _put_digits(slot.text, digits[:-1], author)
    return _change(section, slot, text, ":10")


def exchange_operands(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """Numerator and denominator change places."""
    ratios = {claim.keys for claim in section.claims if claim.kind is ClaimKind.SHARE}
    pairs = [pair for pair in section.pairs if any(set(pair) <= set(keys) for keys in ratios)]
    return _exchange(section, dice, pairs, "operands exchanged")


def swap_years(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """This year's number stands under last year, and the other way round."""
    changes = {claim.keys for claim in section.claims if claim.kind in (ClaimKind.GROWTH, ClaimKind.CHANGE)}
    pairs = [pair for pair in section.pairs if any(set(pair) <= set(keys) for keys in changes)]
    return _exchange(section, dice, pairs, "years swapped")


def _exchange(section: Section, dice: random.Random, pairs: list[tuple[int, int]], operator: str) -> Plant | None:
    if not pairs:
        return None
    a, b = (section.slots[key] for key in dice.choice(pairs))
    return Plant(operator, {a.key: b.text, b.key: a.text}) if a.text != b.text else None


def wrong_percent(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A share reckoned of something else."""
    shares = [claim.keys[0] for claim in section.claims if claim.kind in (ClaimKind.SHARE, ClaimKind.GROWTH)]
    if not shares:
        return None
    slot = section.slots[dice.choice(shares)]
    sign = "%" if slot.text.endswith("%") else ""
    head = "-" if slot.text.startswith("-") else ""
    decimals = len(slot.text.removesuffix("%").partition(",")[2])
    text = author.amount(Fraction(dice.randrange(100, 9990), 100), decimals)
    return _change(section, slot, head + text + sign, "wrong percent")


def drop_part(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A part or a row is left out."""
    places = [index for index, chunk in enumerate(section.chunks) if chunk.can_go]
    return Plant("part dropped", dropped=dice.choice(places)) if len(places) > 1 else None


def total_off(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """A total that was not made new when a part changed."""
    totals = [claim.keys[0] for claim in section.claims if claim.kind is ClaimKind.SUM]
    if not totals:
        return None
    slot = section.slots[dice.choice(totals)]
    value = int(_digits(slot.text))
    step = max(1, int(value * dice.uniform(0.005, 0.1)))
    digits = str(max(1, value + dice.choice((-step, step)))).zfill(len(slot.text.partition(",")[2]) + 1)
    return _change(section, slot, _put_digits(slot.text, digits, author), "total off")


def shift_rows(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """Two neighbouring rows of a column change their numbers."""
    column = _pick_column(section, dice)
    if len(column) < 2:
        return None
    at = dice.randrange(len(column) - 1)
    a, b = column[at : at + 2]
    return Plant("row shifted", {a.key: b.text, b.key: a.text}) if a.text != b.text else None


def copy_above(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """The number of the row above is typed again."""
    column = _pick_column(section, dice)
    if len(column) < 2:
        return None
    at = dice.randrange(1, len(column))
    return _change(section, column[at], column[at - 1].text, "copied from above")


def flip_status(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """The word beside a result says the opposite."""
    slot = _pick([slot for slot in section.slots.values() if slot.kind is SlotKind.STATUS], dice)
    if slot is None:
        return None
    is_missed = slot.text.lower().startswith(("không", "chưa"))
    return Plant("status flipped", {slot.key: "Đạt" if is_missed else "Chưa đạt"})


def flip_direction(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """Tăng for giảm, plus for minus."""
    words = [slot for slot in section.slots.values() if slot.kind is SlotKind.DIRECTION]
    signed = [slot for slot in section.slots.values() if slot.text[0] in "+-" and slot.kind is SlotKind.NUMBER]
    slot = _pick([*words, *signed], dice)
    if slot is None:
        return None
    if slot.kind is SlotKind.DIRECTION:
        return Plant("direction flipped", {slot.key: "giảm" if slot.text == "tăng" else "tăng"})
    other = "-" if slot.text[0] == "+" else "+"
    return Plant("direction flipped", {slot.key: other + slot.text[1:]})


def swap_ranks(section: Section, dice: random.Random, author: Author) -> Plant | None:
    """Two units change their ranks."""
    slots = [slot for slot in section.slots.values() if slot.kind is SlotKind.RANK]
    if len(slots) < 4:
        return None
    a, b = dice.sample(slots, 2)
    return Plant("ranks swapped", {a.key: b.text, b.key: a.text}) if a.text != b.text else None


def _pick_column(section: Section, dice: random.Random) -> list[Slot]:
    """The numbers of a column, none where no column has rows enough."""
    columns = [column for column in section.columns if len(column) > 2]
    slots = [section.slots[key] for key in dice.choice(columns)] if columns else []
    return [slot for slot in slots if slot.kind is SlotKind.NUMBER]


def _pick(slots: list[Slot], dice: random.Random) -> Slot | None:
    return dice.choice(slots) if slots else None


MIX: tuple[tuple[Operator, int], ...] = (
    (change_digit, 16),
    (swap_digits, 12),
    (lose_digit, 8),
    (add_digit, 8),
    (lose_comma, 4),
    (times_ten, 4),
    (by_ten, 4),
    (exchange_operands, 6),
    (wrong_percent, 8),
    (drop_part, 6),
    (total_off, 6),
    (shift_rows, 4),
    (copy_above, 4),
    (flip_status, 3),
    (flip_direction, 3),
    (swap_years, 2),
    (swap_ranks, 2),
)
"""Every operator with its share of a hundred plants; fixed, so that figures of two releases can be compared."""
