"""The place a person states in metadata.csv, in place of what the letterhead says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.homes import read_home
from extractors.places import Home
from extractors.rules_compiled import CompiledRules
from schemas.correction import Correction, CorrectionField, CorrectionStatus
from schemas.document import Document


def state_home(
    document: Document, home: Home, corrections: Sequence[Correction], rules: CompiledRules
) -> tuple[Home, tuple[Correction, ...]]:
    """The home as stated (a code, or a name with what it lies in), and the corrections with what became of them."""
    done: list[Correction] = []
    for correction in corrections:
        if correction.field is not CorrectionField.PLACE:
            done.append(correction)
            continue
        stated = read_home(document, (), "", rules, correction.value)
        home = stated if stated.row else home
        done.append(_tell(correction, is_found=stated.row is not None))
    return home, tuple(done)


def _tell(correction: Correction, is_found: bool) -> Correction:
    if is_found:
        return replace(correction, status=CorrectionStatus.APPLIED)
    detail = (
        f"không xác định được địa danh '{correction.value}'; hãy ghi thêm huyện, tỉnh hoặc ghi mã"
        " — no one place of that name; add what it lies in, or write its code"
    )
    return replace(correction, status=CorrectionStatus.NOT_FOUND, detail=detail)
