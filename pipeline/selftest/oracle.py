"""What arithmetic can decide, by brute force over what the maker of the document meant; knows nothing of our rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from pipeline.selftest.model import Claim, ClaimKind, Plant, Section, Slot, SlotKind

UP_WORDS = ("tăng", "vượt")


def is_decided(section: Section, plant: Plant) -> bool:
    """Whether the numbers printed with the plant contradict a claim of the section beyond any rounding."""
    gone = {slot.key for slot in section.chunks[plant.dropped].slots} if plant.dropped is not None else set()
    slots = {
        key: Slot(key, plant.changed.get(key, slot.text), slot.kind, slot.unit)
        for key, slot in section.slots.items()
        if key not in gone
    }
    return any(is_contradicted(claim, slots) for claim in section.claims)


def is_contradicted(claim: Claim, slots: Mapping[int, Slot]) -> bool:
    """Whether no reading of the printed numbers makes the claim true."""
    if claim.kind is ClaimKind.RANKS:
        return _ranks_contradict([(slots[a], slots[b]) for a, b in _in_pairs(claim.keys) if a in slots and b in slots])
    if claim.kind is ClaimKind.SUM:
        return claim.keys[0] in slots and _sum_contradicts(claim, slots)
    if any(key not in slots for key in claim.keys):
        return False
    if claim.kind is ClaimKind.STATUS:
        return _status_contradicts(*(slots[key] for key in claim.keys))
    return _value_contradicts(claim, [slots[key] for key in claim.keys])


def read_number(text: str) -> Fraction:
    """The value of a printed number: '.' groups, ',' is the decimal mark."""
    plain = text.strip().rstrip("%").replace(".", "").replace(",", ".").replace("−", "-").replace("+", "")
    return Fraction(plain)


def _reach(slot: Slot) -> tuple[Fraction, Fraction]:
    """The least and the most a printed number can stand for."""
    value = read_number(slot.text)
    half = (slot.unit or Fraction(0)) / 2
    return value - half, value + half


def _sum_contradicts(claim: Claim, slots: Mapping[int, Slot]) -> bool:
    signs = claim.signs or (1,) * (len(claim.keys) - 1)
    terms = [(slots[key], sign) for key, sign in zip(claim.keys[1:], signs, strict=True) if key in slots]
    low, high = _reach(slots[claim.keys[0]])
    least = sum((min(s * end for end in _reach(slot)) for slot, s in terms), Fraction(0))
    most = sum((max(s * end for end in _reach(slot)) for slot, s in terms), Fraction(0))
    return high < least or low > most


def _value_contradicts(claim: Claim, slots: Sequence[Slot]) -> bool:
    """Whether the first number is further than its last digit from everything that follows from the others."""
    numbers = [slot for slot in slots[1:] if slot.kind is SlotKind.NUMBER]
    ends = [value for values in product(*map(_reach, numbers)) if (value := _follow(claim, values)) is not None]
    if not ends:
        return False
    stated = read_number(slots[0].text)
    words = [slot.text.lower() for slot in slots[1:] if slot.kind is SlotKind.DIRECTION]
    if words:
        stated = stated if words[0].startswith(UP_WORDS) else -stated
    if claim.kind is ClaimKind.WITHIN:
        return stated > max(ends)
    if claim.kind is ClaimKind.CHANGE:
        half = (slots[0].unit or Fraction(0)) / 2
        return not min(ends) - half <= stated <= max(ends) + half
    unit = slots[0].unit or Fraction(1)
    return not _half_up(min(ends), unit) - unit <= stated <= _half_up(max(ends), unit) + unit


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
