"""Accusations that rest on a number read from an image with doubt are held back: the misreading may be ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.arithmetic.draft_check import DraftCheck, is_flagged
from schemas.check import Verdict
from schemas.document import Word
from schemas.mention import Mention

# The second reader is asked below .93; what it then leaves below this nobody is sure of.
_SURE = Decimal("0.8")
_VI = "Con số đọc từ ảnh chưa chắc chắn, cần nhìn lại bản quét: "
_EN = "A number read from the image is in doubt, look at the scan: "


def hold_back(drafts: Iterable[DraftCheck], words: Sequence[Word]) -> list[DraftCheck]:
    """The checks; an accusation with a doubtful operand becomes undecidable and says so."""
    by_page: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.confidence is not None:
            by_page[word.page].append(word)
    if not by_page:
        return list(drafts)
    return [_undecided(draft) if is_flagged(draft) and _rests_on_doubt(draft, by_page) else draft for draft in drafts]


def _rests_on_doubt(draft: DraftCheck, by_page: dict[int, list[Word]]) -> bool:
    return any(operand.mention and _is_doubtful(operand.mention, by_page) for operand in draft.operands)


def _is_doubtful(mention: Mention, by_page: dict[int, list[Word]]) -> bool:
    """Whether a number was glued from several words, has another reading, or was read with little confidence."""
    under = [
        word
        for word in by_page.get(mention.page, ())
        if word.char_start < mention.char_end and word.char_end > mention.char_start
    ]
    unsure = any(word.alternatives or (word.confidence or Decimal(0)) < _SURE for word in under)
    return len(under) > 1 or unsure


def _undecided(draft: DraftCheck) -> DraftCheck:
    return replace(
        draft,
        verdict=Verdict.UNDECIDABLE,
        severity=None,
        explanation_vi=_VI + (draft.explanation_vi or ""),
        explanation_en=_EN + (draft.explanation_en or ""),
        suggestion=None,
    )
