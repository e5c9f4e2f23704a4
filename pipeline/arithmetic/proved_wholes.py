"""Of which wholes the printed shares of parts prove them to be, so that they are held against no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractors.ratios import HUNDRED, Ratio
from pipeline.arithmetic.part_lists import Candidate
from schemas.mention import Mention

ProvedWholes = Mapping[str, Mention]
"""By the id of a part the whole that its printed percent is of."""


def prove_wholes(ratios: Iterable[Ratio]) -> ProvedWholes:
    """Of ratios whose percent is what the two numbers make: 118 thủ tục (37,8%) is of 312, not of 141.

    Only of a whole that stands before its parts: what is printed with a part (830/964 hồ sơ) is of that part alone.
    """
    proved: dict[str, Mention] = {}
    for ratio in ratios:
        part, whole, percent = ratio.numerator, ratio.denominator.mention, ratio.percent
        if part is None or percent is None or not whole.value or part.mention.value is None:
            continue
        if (part.mention.page, part.mention.char_start) < (whole.page, whole.char_start):
            continue
        stated, decimals = percent.mention.value, percent.mention.decimals or 0
        share = HUNDRED * part.mention.value / whole.value
        if stated is not None and abs(share - stated) <= Decimal(1).scaleb(-decimals) / 2:
            proved[part.mention.mention_id] = whole
    return proved


def is_of_another(candidate: Candidate, proved: ProvedWholes) -> bool:
    """Whether a part is proved to be of a whole that is not the one of its list, nor as large."""
    wholes = (proved.get(part.mention.mention_id) for part in candidate.parts)
    return any(whole is not None and whole.value != candidate.whole.value for whole in wholes)
