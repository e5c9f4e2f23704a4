"""Percents behind a fall that are points of a rate: 621 hộ nghèo (6,21%), giảm 534 hộ, tương đương giảm 5,34%."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from extractors.digits import is_one_slip
from extractors.items import FigureBlock, Item
from extractors.rules_compiled import PERCENT, CompiledRules

# The rate before was of another total: so far its fall may be from what today's total makes of it.
_TOLERANCE = Decimal("0.05")


def is_fall_of_rate(
    numbers: tuple[Item, Item, Item], expected: Decimal | None, block: FigureBlock, rules: CompiledRules
) -> bool:
    """Whether a percent that does not fit as growth may be how much a rate changed, in points.

    Two rates of the block lie so far apart; or the level's rate is printed and makes it; or what changed is always
    spoken of by its rate (hộ nghèo). A percent one digit off the growth is the growth.
    """
    now, base, change = numbers
    printed = change.mentions[0]
    value, decimals = abs(printed.value or Decimal(0)), printed.decimals or 0
    if expected is not None and is_one_slip(value, abs(round(expected, decimals)), decimals):
        return False
    rates = [i.value for i in block.items if i.symbol == PERCENT and i is not change]
    if any(one - other == value for one, other in permutations(rates, 2)):
        return True
    said = block.text[max(0, min(item.start for item in numbers) - 60) : max(item.unit_end for item in numbers) + 20]
    if rules.cues["SPOKEN_OF_BY_RATE"].search(said):
        return True
    moved = base.value if base.value < now.value else abs(now.value - base.value)
    options = {moved, base.value, abs(now.value - base.value)}
    fits = (rate * one / now.value for rate in rates for one in options if now.value)
    return any(abs(fit - value) <= _TOLERANCE * value for fit in fits)
