"""How one writer types numbers: grouping, decimals, padded noughts, and whether shares are cut off, not rounded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

CUTTING_SHARE = 0.1
"""Authors who cut off what they should round (measured on real reports: about one in ten)."""


@dataclass(frozen=True, slots=True)
class Author:
    """The habits of a writer."""

    grouping: str
    is_padded: bool
    cuts_off: bool
    share_decimals: int
    drops_noughts: bool

    def whole(self, value: int) -> str:
        """A count."""
        text = f"{value:,}".replace(",", self.grouping)
        return f"0{text}" if self.is_padded and 0 < value < 10 else text

    def amount(self, value: Fraction, decimals: int) -> str:
        """An amount with its decimals, rounded half up."""
        return self._write(value, decimals, False, False)

    def share(self, value: Fraction) -> str:
        """A share as this writer prints it."""
        return self._write(value, self.share_decimals, self.cuts_off, self.drops_noughts)

    def _write(self, value: Fraction, decimals: int, is_cut: bool, drops: bool) -> str:
        scaled = abs(value) * 10**decimals + (0 if is_cut else Fraction(1, 2))
        digits = f"{scaled.numerator // scaled.denominator:0{decimals + 1}d}"
        front, back = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
        if drops:
            back = back.rstrip("0")
        grouped = f"{int(front):,}".replace(",", self.grouping)
        text = f"{grouped},{back}" if back else grouped
        return f"-{text}" if value < 0 and scaled >= 1 else text


def make_author(dice: random.Random) -> Author:
    """A writer by the dice."""
    decimals = dice.choice((1, 1, 2, 2, 2, 0))
    return Author(
        grouping=dice.choice((".", ".", ".", "")),
        is_padded=dice.random() < 0.3,
        cuts_off=dice.random() < CUTTING_SHARE,
        share_decimals=decimals,
        drops_noughts=decimals == 2 and dice.random() < 0.3,
    )
