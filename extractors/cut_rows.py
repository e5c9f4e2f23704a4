"""Whether a row is the rest of the row above it, cut where a page ends or ended."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.raw_table import is_value
from extractors.rules_compiled import CompiledRules

_LIST_MARK = regex.compile(r"[a-zđ]\s?[).]")
_BULLET = regex.compile(r"[-–+•*]\s*\D")
_ENDS = ".;:!?…"


def goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is the rest of the row above, by its words alone: no number, no name of its own.

    Every text goes on a text above: it closes its bracket, or begins with a small letter where no sentence ended.
    """
    filled = [(over, text) for over, text in zip(above, row, strict=True) if text]
    if row[0] or not above[0] or not filled or len(filled) >= max(2, len(row) - 1):
        return False
    return all(over and not is_value(text) and _continues_words(over, text) for over, text in filled)


def _continues_words(over: str, text: str) -> bool:
    closing, opening = text.find(")"), text.find("(")
    if closing >= 0 and not 0 <= opening < closing:
        return True
    return text[0].islower() and over[-1] not in _ENDS and not _LIST_MARK.match(text)


def completes(above: Sequence[str], row: Sequence[str], others: Sequence[Sequence[str]], rules: CompiledRules) -> bool:
    """Whether the first row of a page has the values that the last numbered row before it lacks.

    Values of one row stand on one line, so that row has none; and it is the only one of the `others` without, for a
    table with parents and their sub-rows has more.
    """
    if row[0] or not above[0].rstrip(".").isdecimal() or any(is_value(text) for text in above[1:]):
        return False
    filled = [col for col, text in enumerate(row) if text]
    missing = [col for col in filled if not above[col]]
    if not missing or not all(is_value(row[col]) for col in missing):
        return False
    words = [col for col in filled if above[col]]
    if any(is_value(row[col]) or not _may_go_on(above[col], row[col], rules) for col in words):
        return False
    return all(any(other[col] for col in missing) for other in others if other[0].rstrip(".").isdecimal())


def _may_go_on(over: str, text: str, rules: CompiledRules) -> bool:
    is_own = rules.cue_wholes["TOTAL_ROW"].fullmatch(text) or rules.cue_starts["OF_WHICH"].match(text)
    return over[-1] not in _ENDS and not _BULLET.match(text) and not is_own
