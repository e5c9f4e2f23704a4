"""What could have been meant, by brute force: every change of one slip after which no claim is contradicted.

Nothing of the audit's own web is used. A slip is one keystroke in one number (a digit struck for another, two
neighbours swapped, one lost (the only decimal with its comma), one too many, a comma lost, put in or moved, a sign),
one word, or two numbers in each other's place; only where none of these fits, one number typed anew, never below
nothing where no sign is printed. No number has more decimals than its maker prints. A change counts where every claim
on what it changes holds afterwards and every claim that was contradicted is mended; of those that do, the ones that
need no last digit forgiven, and of these the ones that need no rounding in a sum. The repair is *unique* where exactly
one is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeAlias

from pipeline.selftest.model import Claim, ClaimKind, Plant, Section, Slot, SlotKind
from pipeline.selftest.oracle import UP_WORDS, is_contradicted, print_slots, read_number

Change: TypeAlias = tuple[tuple[int, Fraction | str], ...]
"""For each slot that is changed, the value it should have, or the word."""

MAX_SHIFT = 3
_SIGNS = ("+", "-", "−")
_SHARES = (ClaimKind.SHARE, ClaimKind.GROWTH)
_STATUSES = ("Đạt", "Chưa đạt", "Vượt")
_DIRECTIONS = ("tăng", "giảm")
# More values than this that a number typed anew could have are no proposal.
_MANY = 40


def find_repairs(section: Section, plant: Plant) -> tuple[Change, ...]:
    """The smallest changes that would mend a section with its plant; none where no claim is contradicted."""
    slots = print_slots(section, plant)
    failing = [claim for claim in section.claims if is_contradicted(claim, slots)]
    if not failing:
        return ()
    bench = _Bench(section, slots, failing)
    for level in (bench.one_slip, bench.typed_anew):
        found = list(level())
        rounded = [change for change in found if bench.holds(change, leeway=0)]
        strict = [change for change in rounded if bench.holds(change, leeway=0, adds_exactly=True)]
        if found:
            return tuple(dict.fromkeys(_name(change) for change in strict or rounded or found))
    return ()


def name_truth(section: Section, plant: Plant) -> Change:
    """The change that undoes a plant, in the terms of the others."""
    return _name({key: section.slots[key] for key in plant.changed})


def _name(change: Mapping[int, Slot]) -> Change:
    return tuple(sorted((key, name_value(slot)) for key, slot in change.items()))


def name_value(slot: Slot) -> Fraction | str:
    """The value of a number, a word in small letters."""
    return slot.text.lower() if slot.kind in (SlotKind.STATUS, SlotKind.DIRECTION) else read_number(slot.text)


class _Bench:
    """A section as printed, on which changes are tried."""

    def __init__(self, section: Section, slots: Mapping[int, Slot], failing: Sequence[Claim]) -> None:
        self._slots = slots
        self._failing = failing
        self._columns = section.columns
        self._words = _words_used(section, slots)
        self._touching: dict[int, list[Claim]] = {}
        for claim in (*failing, *(claim for claim in section.claims if claim not in failing)):
            for key in dict.fromkeys(claim.keys):
                self._touching.setdefault(key, []).append(claim)
        self._shared = [key for key in dict.fromkeys(failing[0].keys) if all(key in c.keys for c in failing)]
        self._shared = [key for key in self._shared if key in slots]

    def one_slip(self) -> Iterator[Mapping[int, Slot]]:
        """Every change of one slip after which no claim on what is changed is contradicted."""
        tried = [{key: slot} for key in self._shared for slot in self._mistyped(self._slots[key])]
        for change in (*tried, *self._exchanges()):
            if self.holds(change):
                yield change

    def _mistyped(self, slot: Slot) -> Iterator[Slot]:
        """Everything that one keystroke more, less or other, or another word, could have made what is printed."""
        if slot.kind is SlotKind.DIRECTION:
            yield from (replace(slot, text=word) for word in _DIRECTIONS if word != slot.text.lower())
        elif slot.kind is SlotKind.STATUS:
            claim = next(claim for claim in self._touching[slot.key] if claim.kind is ClaimKind.STATUS)
            words = self._words.get(_lies(claim, self._slots)) or _STATUSES
            yield from (replace(slot, text=word) for word in words if word.lower() != slot.text.lower())
        else:
            yield from _mistyped(slot)

    def typed_anew(self) -> Iterator[Mapping[int, Slot]]:
        """Every value of one number after which no claim on it is contradicted."""
        for key in self._shared:
            slot = self._slots[key]
            if slot.kind is not SlotKind.NUMBER:
                continue
            is_signed = slot.text[0] in _SIGNS
            for value in (value for value in self._solve(key) if is_signed or value >= 0):
                change = {key: replace(slot, text=write_value(value, slot.unit or Fraction(1)))}
                if value != read_number(slot.text) and self.holds(change):
                    yield change

    def holds(self, change: Mapping[int, Slot], leeway: int = 1, adds_exactly: bool = False) -> bool:
        """Whether no claim on the changed slots is contradicted, those that were by no last digit forgiven."""
        claims = dict.fromkeys(claim for key in change for claim in self._touching.get(key, ()))
        slots = {**self._slots, **change}
        forgiven = {claim: (leeway, adds_exactly) if claim in self._failing else (1, False) for claim in claims}
        are_kept = all(not is_contradicted(claim, slots, *forgiven[claim]) for claim in claims)
        return are_kept and all(claim in claims for claim in self._failing)

    def _exchanges(self) -> Iterator[Mapping[int, Slot]]:
        """Two numbers of one claim, or next to each other in a column, in each other's place; two ranks likewise."""
        ranks = [key for key, slot in self._slots.items() if slot.kind is SlotKind.RANK]
        likes = [
            claim.keys[claim.kind in _SHARES :] for claim in self._failing
        ]  # no share stands where a number belongs
        pairs = [pair for keys in likes for pair in combinations(dict.fromkeys(keys), 2)]
        pairs += [pair for column in self._columns for pair in pairwise(k for k in column if k in self._slots)]
        pairs += combinations(ranks, 2)
        for a, b in dict.fromkeys((min(pair), max(pair)) for pair in pairs):
            if (
                a not in self._slots
                or b not in self._slots
                or not all(a in c.keys or b in c.keys for c in self._failing)
            ):
                continue
            one, other = self._slots[a], self._slots[b]
            if one.kind is other.kind and one.kind in (SlotKind.NUMBER, SlotKind.RANK) and one.text != other.text:
                yield {a: replace(one, text=other.text), b: replace(other, text=one.text)}

    def _solve(self, key: int) -> list[Fraction]:
        """The values that the claims on a number leave it, in steps of its last digit; of many those in the middle."""
        step = self._slots[key].unit or Fraction(1)
        found = [reach for claim in self._touching[key] if (reach := solve(claim, key, self._slots)) is not None]
        if not found:
            return []
        value, spread = min(found, key=lambda reach: reach[1])
        middle = round(value / step)
        reached = min(_MANY, int(spread / step) + 1)
        return [(middle + n) * step for n in range(-reached, reached + 1)]


def solve(claim: Claim, key: int, slots: Mapping[int, Slot]) -> tuple[Fraction, Fraction] | None:
    """What a claim wants a number to be, and how far from that it may be at most; None where it wants no number."""
    keys = [k for k in claim.keys if k in slots and slots[k].kind is SlotKind.NUMBER]
    values = [read_number(slots[k].text) for k in keys]
    halves = [(slots[k].unit or Fraction(0)) / 2 for k in keys]
    words = [slots[k].text.lower() for k in claim.keys if k in slots and slots[k].kind is SlotKind.DIRECTION]
    sign = -1 if words and not words[0].startswith(UP_WORDS) else 1
    place = keys.index(key)
    if claim.kind in (ClaimKind.SUM, ClaimKind.RUNNING, ClaimKind.CHANGE):
        terms = (sign, -sign) if claim.kind is ClaimKind.CHANGE else (1,) * (len(values) - 1)
        signed = [s * v for s, v in zip((-1, *(claim.signs or terms)), values, strict=False)]
        own = (-1, *(claim.signs or terms))[place]
        return -own * (sum(signed, Fraction(0)) - signed[place]), sum(halves, Fraction(0))
    if claim.kind not in (ClaimKind.SHARE, ClaimKind.PRODUCT, ClaimKind.GROWTH) or len(values) != 3 or not all(values):
        return None
    wanted = _divide(claim, values, place, sign)
    unit = slots[keys[0]].unit or Fraction(1)
    loose = 2 * unit / abs(values[0]) + sum((h / abs(v) for h, v in zip(halves, values, strict=True)), Fraction(0))
    return None if wanted is None else (wanted, abs(wanted) * loose + 2 * (slots[key].unit or Fraction(1)))


def _divide(claim: Claim, values: Sequence[Fraction], place: int, sign: int) -> Fraction | None:
    """One of three numbers of a share, product or growth from the two others."""
    first, one, other = values
    if claim.kind is ClaimKind.PRODUCT:
        return (claim.scale * one * other, first / (claim.scale * other), first / (claim.scale * one))[place]
    if claim.kind is ClaimKind.SHARE:
        return (claim.scale * one / other, first * other / claim.scale, claim.scale * one / first)[place]
    times = 1 + sign * first / 100
    return (sign * 100 * (one / other - 1), other * times, one / times if times else None)[place]


def write_value(value: Fraction, unit: Fraction) -> str:
    """A value with the decimals of its unit (1/100: two)."""
    decimals = len(str(unit.denominator)) - 1
    digits = f"{round(abs(value) * 10**decimals):0{decimals + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-decimals]},{digits[-decimals:]}" if decimals else sign + digits


def _words_used(section: Section, slots: Mapping[int, Slot]) -> dict[int, list[str]]:
    """The words a table itself prints beside results above, at and below their targets."""
    used: dict[int, list[str]] = {}
    for claim in section.claims:
        if claim.kind is ClaimKind.STATUS and not is_contradicted(claim, slots) and all(k in slots for k in claim.keys):
            used.setdefault(_lies(claim, slots), []).append(slots[claim.keys[0]].text)
    return {lies: list(dict.fromkeys(words)) for lies, words in used.items()}


def _lies(claim: Claim, slots: Mapping[int, Slot]) -> int:
    result, target = (read_number(slots[key].text) for key in claim.keys[1:])
    return (result > target) - (result < target)


def _mistyped(slot: Slot) -> Iterator[Slot]:
    """Everything that one keystroke more, less or other could have made of a number that is printed so."""
    seen = {read_number(slot.text)}
    unit = slot.unit or Fraction(1)
    for text in _keystrokes(slot.text):
        value = read_number(text)
        is_fine = len(text.partition(",")[2]) > len(str(unit.denominator)) - 1
        if value not in seen and (value / unit).denominator == 1 and not is_fine:
            seen.add(value)
            yield replace(slot, text=text)


def _keystrokes(printed: str) -> Iterator[str]:
    sign = "-" if printed.strip()[0] in "-−" else ""
    front, _, back = printed.strip().lstrip("+-−").rstrip("%").replace(".", "").partition(",")
    for digits, decimals in _slips(front + back, len(back)):
        whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
        is_padded = whole[:1] == "0" and len(whole) > 1 and front[:1] != "0"
        if digits and not is_padded:
            yield sign + (whole or "0") + (f",{part}" if part else "")
    if printed.strip()[0] in "+-−":
        yield ("" if sign else "-") + front + (f",{back}" if back else "")


def _slips(digits: str, decimals: int) -> Iterator[tuple[str, int]]:
    """Digits and decimals after each slip of a key; a key lost or struck behind the comma changes the decimals."""
    count, comma = len(digits), len(digits) - decimals
    yield from ((digits[:i] + new + digits[i + 1 :], decimals) for i in range(count) for new in "0123456789")
    yield from ((digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], decimals) for i in range(count - 1))
    for i in range(count + 1):
        for new in "0123456789":
            longer = digits[:i] + new + digits[i:]
            yield from ((longer, decimals + n) for n in (0, 1) if (i <= comma, i >= comma)[n])
    if count > 1:
        kept = range(count) if decimals != 1 else range(comma)
        yield from ((digits[:i] + digits[i + 1 :], decimals - (i >= comma)) for i in kept)
    yield from (
        (digits, places) for places in range(max(0, decimals - MAX_SHIFT), min(count - 1, decimals + MAX_SHIFT) + 1)
    )
