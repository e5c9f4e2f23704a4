"""Sums that one slip of a digit parts: where words do not force a sum, only such a misfit is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.arithmetic.edits import edits_of
from schemas.mention import Mention


def is_one_digit_off(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether one digit changed, or two swapped, in the whole or in one part makes the parts the whole."""
    left = (whole.value or Decimal(0)) - sum((part.value or Decimal(0) for part in parts), Decimal(0))
    return any(
        edit.cost == 1 and (edit.mention.value or Decimal(0)) - (mention.value or Decimal(0)) == gap
        for mention, gap in ((whole, -left), *((part, left) for part in parts))
        for edit in edits_of(mention)
    )
