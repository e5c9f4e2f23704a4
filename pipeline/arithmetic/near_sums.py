"""Sums that one slip of a digit parts: where words do not force a sum, only such a misfit is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.arithmetic.edits import edits_of
from schemas.mention import Mention


def is_one_digit_off(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether one digit changed, or two swapped, in a number of either side makes the sides add up to the same."""
    gap = sum(map(_value, one), Decimal(0)) - sum(map(_value, other), Decimal(0))
    return any(
        edit.cost == 1 and _value(edit.mention) - _value(mention) == needed
        for mention, needed in (*((mention, -gap) for mention in one), *((mention, gap) for mention in other))
        for edit in edits_of(mention)
    )


def _value(mention: Mention) -> Decimal:
    return mention.value or Decimal(0)
