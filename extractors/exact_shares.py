"""Of which numbers a count is exactly the printed percent: rounded half up at its decimals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from schemas.mention import Mention

_HUNDRED = Decimal(100)
_MAX = Decimal("1e30")
T = TypeVar("T")


def is_exact(part: Decimal, whole: Decimal, percent: Mention) -> bool:
    """Whether a percent is the quotient, rounded half up."""
    if not whole or percent.value is None:
        return False
    step = Decimal(1).scaleb(-(percent.decimals or 0))
    return percent.value == (_HUNDRED * part / whole).quantize(step, ROUND_HALF_UP)


def count_digits(percent: Mention) -> int:
    """How many digits of a percent say something: 0,10 has two."""
    return len((percent.value or Decimal(0)).as_tuple().digits)


class ByValue(Generic[T]):
    """Things by their number, so that those of which a count is some share need not be looked for one by one."""

    def __init__(self, things: Iterable[T], value_of: Callable[[T], Decimal]) -> None:
        self._things = sorted(things, key=value_of)
        self._values = [value_of(thing) for thing in self._things]
        self._value_of = value_of

    def wholes(self, part: Decimal, percent: Mention) -> list[T]:
        """Those of which the count is exactly that percent, the smallest first."""
        share, half = percent.value or Decimal(0), Decimal(5).scaleb(-1 - (percent.decimals or 0))
        low = _HUNDRED * part / (share + half)
        high = _HUNDRED * part / (share - half) if share > half else _MAX
        near = self._things[bisect_left(self._values, low) : bisect_right(self._values, high)]
        return [thing for thing in near if is_exact(part, self._value_of(thing), percent)]
