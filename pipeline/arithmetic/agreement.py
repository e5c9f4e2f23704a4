"""Whether two printed numbers can be one value: rounded, cut off, or rounded to tens or hundreds without a word."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pipeline.arithmetic.intervals import Interval, count_interval, cut_off, printed
from schemas.fact import Qualifier
from schemas.mention import Mention


def printed_interval(mention: Mention, qualifier: Qualifier, *, is_share: bool) -> Interval:
    """What a printed number stands for; a share has no magnitude and its last decimal rounds."""
    if is_share:
        unit = Decimal(1).scaleb(-(mention.decimals or 0))
        return printed(mention.value or Decimal(0), unit, qualifier)
    return count_interval(mention, qualifier)


def can_be_one(one: tuple[Mention, Interval], other: tuple[Mention, Interval]) -> bool:
    """Whether two numbers, each with what it stands for, can be one value."""
    if one[1].meets(other[1]) or one[0].value == other[0].value:
        return True
    coarse, fine = sorted((one[0], other[0]), key=_step, reverse=True)
    step = _step(coarse)
    return step > _step(fine) and (
        cut_off(coarse.value or Decimal(0), step).meets(_point(fine))
        or printed(coarse.value or Decimal(0), step).meets(_point(fine))
    )


def _step(mention: Mention) -> Decimal:
    """The place of the last digit that says something: 1.200 may be rounded to hundreds, 12,50 is not."""
    unit = (mention.magnitude or Decimal(1)).scaleb(-(mention.decimals or 0))
    digits = mention.text.rstrip("0") if not mention.decimals else mention.text
    zeros = len(mention.text.replace(".", "")) - len(digits.replace(".", ""))
    return unit.scaleb(zeros) if zeros >= 2 else unit


def _point(mention: Mention) -> Interval:
    value = Fraction(mention.value or 0)
    return Interval(value, value)
