"""The small slips of people who type numbers, undone: one digit, two swapped, one lost or added, a separator moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from schemas.mention import Mention

_MAX_DIGITS = 12
_MAX_SHIFT = 3
_GROUP = 3
_SUBSTITUTED, _LOST, _MOVED = 1, 2, 3
_SIGNS = "+-−–"


MayBe: TypeAlias = Callable[[float, int], bool]
"""Whether a number, nearly of this value and printed with so many decimals, is worth writing out."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A number put in the place of the printed one, and how far the two are apart."""

    mention: Mention
    cost: int


def edits_of(mention: Mention, may_be: MayBe = lambda near, decimals: True) -> Iterator[Edit]:
    """Every number one small slip away, each once, the likelier slips first; `may_be` leaves out what is no use."""
    digits = "".join(character for character in mention.text if character.isdecimal())
    is_worded = any(map(str.isalpha, mention.text))  # 68 tỷ 542 triệu 315: its digits are not those of its value
    if mention.value is None or is_worded or not 0 < len(digits) <= _MAX_DIGITS or not digits.isascii():
        return
    decimals = mention.decimals or 0
    scale = float(mention.magnitude or 1) * (-1 if mention.value < 0 else 1)
    seen = {(int(digits), decimals)}
    if mention.text[0] in _SIGNS and mention.value:
        yield Edit(_turn(mention), _SUBSTITUTED)
    for changed, places, cost in _slips(digits, decimals):
        is_padded = changed[0] == "0" and len(changed) - places > 1 and digits[0] != "0"
        if (int(changed), places) in seen or is_padded:
            continue
        seen.add((int(changed), places))
        if may_be(scale * int(changed) / 10**places, places):
            yield Edit(write_like(mention, changed, places), cost)


def _turn(mention: Mention) -> Mention:
    """The number with its sign turned: +25 for -25."""
    is_up = mention.text[0] == "+"
    value = -(mention.value or Decimal(0))
    return replace(mention, text=("-" if is_up else "+") + mention.text[1:], value=value)


def _slips(digits: str, decimals: int) -> Iterator[tuple[str, int, int]]:
    """Digits, decimals and cost of each slip undone; a key lost or struck behind the comma changes the decimals."""
    for i, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield digits[:i] + new + digits[i + 1 :], decimals, _SUBSTITUTED
    for i in range(len(digits) - 1):
        yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], decimals, _SUBSTITUTED
    for shift in (n for k in range(1, _MAX_SHIFT + 1) for n in (k, -k)):
        if 0 <= decimals + shift < len(digits):
            yield digits, decimals + shift, _MOVED if decimals else _SUBSTITUTED
    if decimals == 0:
        yield digits + "0", 0, _LOST
    yield from _lost_and_struck(digits, decimals)


def _lost_and_struck(digits: str, decimals: int) -> Iterator[tuple[str, int, int]]:
    comma = len(digits) - decimals
    for i in range(len(digits)):
        if (decimals > 1) if i >= comma else (len(digits) > 1 and comma > 1):
            yield digits[:i] + digits[i + 1 :], decimals - (i >= comma), _LOST
    for i in range(len(digits) + 1):
        for new in "0123456789":
            if i <= comma:
                yield digits[:i] + new + digits[i:], decimals, _LOST
            if i >= comma:  # with the only digit behind it a comma is lost as well
                yield digits[:i] + new + digits[i:], decimals + 1, _LOST


def write_like(mention: Mention, digits: str, decimals: int) -> Mention:
    """The digits as a number printed in the manner of another: its separators, its magnitude."""
    value = Decimal(int(digits)).scaleb(-decimals) * (mention.magnitude or Decimal(1))
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    whole = whole or "0"
    if mention.value is not None and mention.value < 0:
        value = -value
    text = _group(whole, mention) + (_mark(mention) + part if part else "")
    return replace(mention, text=("-" if value < 0 else "") + text, value=value, decimals=decimals)


def _mark(mention: Mention) -> str:
    """The decimal mark: the printed number's own where it has one."""
    places = mention.decimals or 0
    return mention.text[-places - 1] if places and not mention.text[-places - 1].isdecimal() else ","


def _group(whole: str, mention: Mention) -> str:
    """Thousands grouped unless the printed number is long and has none."""
    printed = mention.text[: len(mention.text) - (mention.decimals or 0) - 1] if mention.decimals else mention.text
    if len(whole) <= _GROUP or (len(printed) > _GROUP and printed.lstrip("-+").isdecimal()):
        return whole
    mark = next((character for character in printed if not character.isdecimal() and character in ". "), ".")
    head = len(whole) % _GROUP
    groups = ([whole[:head]] if head else []) + [whole[i : i + _GROUP] for i in range(head, len(whole), _GROUP)]
    return mark.join(groups)
