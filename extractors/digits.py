"""Slips of the typing hand: whether one printed number becomes another by one small change."""

from __future__ import annotations

from decimal import Decimal


def digits_of(value: Decimal, decimals: int) -> str:
    """The digits a number is typed with, without separators: 2.002,3 -> '20023'."""
    return f"{abs(value):.{decimals}f}".replace(".", "").lstrip("0") or "0"


def is_one_slip(printed: Decimal, meant: Decimal, decimals: int) -> bool:
    """One digit changed, lost, added or doubled, two neighbours swapped, or a comma lost or moved by one place."""
    if meant < 0 or printed == meant or Decimal(round(meant, decimals)) != meant:
        return False
    one, other = digits_of(printed, decimals), digits_of(meant, decimals)
    if one == other:
        return False
    return is_one_edit(one, other) or one.rstrip("0") == other.rstrip("0")


def is_one_edit(one: str, other: str) -> bool:
    """Whether one digit of a row of them changed, lost or added, or two neighbours swapped, makes the other."""
    if len(one) == len(other):
        places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(places) == 1:
            return True
        is_pair = len(places) == 2 and places[1] == places[0] + 1
        return is_pair and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
