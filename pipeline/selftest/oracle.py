"""What arithmetic can decide, by brute force over what the maker of the document meant; knows nothing of our rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from pipeline.selftest.model import Claim, ClaimKind, Plant, Section, Slot, SlotKind

UP_WORDS = ("tăng", "vượt")


def is_decided(section: Section, plant: Plant) -> bool:
    """Whether the numbers printed with the plant contradict a claim of the section beyond any rounding."""
    slots = print_slots(section, plant)
    return any(is_contradicted(claim, slots) for claim in section.claims)


def print_slots(section: Section, plant: Plant) -> dict[int, Slot]:
    """The slots as they stand on the page with a plant."""
    gone = {slot.key for slot in section.chunks[plant.dropped].slots} if plant.dropped is not None else set()
    return {
        key: replace(slot, text=plant.changed.get(key, slot.text))
        for key, slot in section.slots.items()
        if key not in gone
    }


def is_contradicted(claim: Claim, slots: Mapping[int, Slot], leeway: int = 1, adds_exactly: bool = False) -> bool:
    """Whether no reading of the printed numbers makes the claim true.

    `leeway`: shares may be so many of their last digit off. `adds_exactly`: sums must add up as printed.
    """
    if claim.kind is ClaimKind.RANKS:
        return _ranks_contradict([(slots[a], slots[b]) for a, b in _in_pairs(claim.keys) if a in slots and b in slots])
    if claim.kind is ClaimKind.SUM:
        return claim.keys[0] in slots and _sum_contradicts(claim, slots, adds_exactly)
    if any(key not in slots for key in claim.keys):
        return False
    if claim.kind is ClaimKind.STATUS:
        return _status_contradicts(*(slots[key] for key in claim.keys))
    return _value_contradicts(claim, [slots[key] for key in claim.keys], leeway)


def read_number(text: str) -> Fraction:
    """The value of a printed number: '.' groups, ',' is the decimal mark."""
    plain = text.strip().rstrip("%").replace(".", "").replace(",", ".").replace("−", "-").replace("+", "")
    return Fraction(plain)


def unit_of(slot: Slot) -> Fraction | None:
    """What a number is rounded to: a share that lost a decimal can only be read as one of fewer decimals."""
    if slot.unit is None:
        return None
    return max(slot.unit, Fraction(1, 10 ** len(slot.text.removesuffix("%").partition(",")[2])))


def _reach(slot: Slot, is_full: bool = False) -> tuple[Fraction, Fraction]:
    """The least and the most a printed number can stand for; `is_full`: it is always printed to its last decimal."""
    value = read_number(slot.text)
    half = ((slot.unit if is_full else unit_of(slot)) or Fraction(0)) / 2
    return value - half, value + half


def _sum_contradicts(claim: Claim, slots: Mapping[int, Slot], adds_exactly: bool) -> bool:
    """Whether a sum cannot be; among numbers that all have one decimal, one that has none has lost it."""
    signs = claim.signs or (1,) * (len(claim.keys) - 1)
    terms = [(slots[key], sign) for key, sign in zip(claim.keys[1:], signs, strict=True) if key in slots]
    if adds_exactly:
        return read_number(slots[claim.keys[0]].text) != sum(sign * read_number(slot.text) for slot, sign in terms)
    whole = slots[claim.keys[0]]
    is_full = {slot.unit for slot, _ in terms} == {whole.unit}
    low, high = _reach(whole, is_full)
    least = sum((min(s * end for end in _reach(slot, is_full)) for slot, s in terms), Fraction(0))
    most = sum((max(s * end for end in _reach(slot, is_full)) for slot, s in terms), Fraction(0))
    return high < least or low > most


def _value_contradicts(claim: Claim, slots: Sequence[Slot], leeway: int) -> bool:
    """Whether the first number is further than that from everything that follows from the others."""
    ends = _ends(claim, slots)
    if not ends:
        return True
    stated = read_number(slots[0].text) * _direction(slots)
    if claim.kind is ClaimKind.WITHIN:
        return stated > max(ends)
    low, high = _around(claim, slots[0], ends, leeway)
    return not low <= stated <= high and not (claim.kind is ClaimKind.PRODUCT and _is_quotient(claim, slots, leeway))


def _is_quotient(claim: Claim, slots: Sequence[Slot], leeway: int) -> bool:
    """Whether the second factor is the product over the first, rounded: nobody says which of the three was reckoned."""
    product_, one, other = slots
    if read_number(one.text) <= 0:
        return False
    quotient = Claim(ClaimKind.SHARE, (other.key, product_.key, one.key), scale=1 / claim.scale)
    return not _value_contradicts(quotient, (other, product_, one), leeway)


def _ends(claim: Claim, slots: Sequence[Slot]) -> list[Fraction]:
    """What follows from the others at the ends of what they can stand for."""
    numbers = [slot for slot in slots[1:] if slot.kind is SlotKind.NUMBER]
    return [value for values in product(*map(_reach, numbers)) if (value := _follow(claim, values)) is not None]


def _direction(slots: Sequence[Slot]) -> int:
    """-1 where a word says that the number goes down."""
    words = [slot.text.lower() for slot in slots[1:] if slot.kind is SlotKind.DIRECTION]
    return -1 if words and not words[0].startswith(UP_WORDS) else 1


def _around(claim: Claim, first: Slot, ends: Sequence[Fraction], leeway: int) -> tuple[Fraction, Fraction]:
    """From where to where the first number may be printed: a difference is exact, a quotient rounded half up."""
    if claim.kind in (ClaimKind.CHANGE, ClaimKind.RUNNING):
        half = (unit_of(first) or Fraction(0)) / 2
        return min(ends) - half, max(ends) + half
    unit = unit_of(first) or Fraction(1)
    return _half_up(min(ends), unit) - leeway * unit, _half_up(max(ends), unit) + leeway * unit


def _follow(claim: Claim, values: Sequence[Fraction]) -> Fraction | None:
    """What follows from one reading of the other numbers; None where they are divided by nothing."""
    if claim.kind in (ClaimKind.SHARE, ClaimKind.GROWTH) and values[-1] <= 0:
        return None
    ways = {
        ClaimKind.WITHIN: lambda: values[0],
        ClaimKind.CHANGE: lambda: values[0] - values[1],
        ClaimKind.RUNNING: lambda: values[0] + values[1],
        ClaimKind.PRODUCT: lambda: claim.scale * values[0] * values[1],
        ClaimKind.GROWTH: lambda: 100 * (values[0] - values[1]) / values[1],
        ClaimKind.SHARE: lambda: claim.scale * sum(values[:-1], Fraction(0)) / values[-1],
    }
    return ways[claim.kind]()


def _half_up(value: Fraction, unit: Fraction) -> Fraction:
    steps = abs(value) / unit + Fraction(1, 2)
    rounded = (steps.numerator // steps.denominator) * unit
    return rounded if value >= 0 else -rounded


def _ranks_contradict(rows: Sequence[tuple[Slot, Slot]]) -> bool:
    values = [read_number(value.text) for _, value in rows]
    for (rank, _), value in zip(rows, values, strict=True):
        above, equal = sum(other > value for other in values), values.count(value)
        if not above < read_number(rank.text) <= above + equal:
            return True
    return False


def _status_contradicts(word: Slot, result: Slot, target: Slot) -> bool:
    one, other = read_number(result.text), read_number(target.text)
    said = word.text.lower()
    if said.startswith(("không", "chưa")):
        return one >= other
    return one <= other if said.startswith("vượt") else one < other


def _in_pairs(keys: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(keys[::2], keys[1::2], strict=True))
