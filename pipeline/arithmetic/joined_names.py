"""Wholes called after all their parts: 'tổng đàn trâu, bò 1.846 con, trong đó trâu 1.120 con, bò 706 con'.

Names joined to a noun (đàn trâu bò, diện tích lúa và ngô, đơn khiếu nại, tố cáo) leave nothing out and share nothing.
Joined deeds (khám, chữa bệnh; thẩm định, phê duyệt) are done to one thing one after the other and say nothing of it.
"""

from __future__ import annotations

import regex

from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.part_lists import Candidate

_MAX_WORDS = 4
_EDGES = ' :;,.+*–-()“”"'
_JOINT = r"\s*(?:,|/|-|–|và|với)?\s*"
# Before the first name no other may stand, and behind the last none may follow.
_MORE_AHEAD = regex.compile(r"(?i)(?:[,/]|\b(?:và|với))\s*$")
_MORE_BEHIND = r"(?!\s*(?:,|/|-|–|và\b|với\b)\s*\p{L})(?![\p{L}])"


def is_named_by_parts(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether the whole's own name is that of its parts, in their order, joined to a noun."""
    names = [_name_of(part.words, part.unit, rules) for part in candidate.parts]
    title = f"{candidate.before} {candidate.behind}".casefold()
    if len(names) < 2 or len(set(names)) < len(names) or not all(name and name in title for name in names):
        return False
    if any(len(name.split()) > _MAX_WORDS or _is_no_kind(name, rules) for name in names):
        return False
    joined = regex.compile(_JOINT.join(map(regex.escape, names)) + _MORE_BEHIND)
    return any(_is_headed(title[: match.start()], candidate.unit, rules) for match in joined.finditer(title))


def _name_of(words: str, unit: str | None, rules: CompiledRules) -> str:
    """What a part is called, without its unit and the words that lead to it."""
    text = words.casefold()
    if unit:
        text = text.replace(unit.casefold(), " ", 1)
    return rules.cues["PART_LEAD"].sub("", text.strip(_EDGES)).strip(_EDGES)


def _is_no_kind(name: str, rules: CompiledRules) -> bool:
    """Whether a name is a deed, or an attribute that may go with the other."""
    is_deed = rules.cues["DEED"].match(name) or rules.cue_starts["JOINED_DEED"].match(name)
    return bool(is_deed or rules.cues["CROSSING"].search(name))


def _is_headed(before: str, unit: str | None, rules: CompiledRules) -> bool:
    """Whether the noun of the whole, and no other name, stands before the names."""
    if _MORE_AHEAD.search(before):
        return False
    words = before.rstrip()
    return bool(rules.cues["JOINED_HEAD"].search(words)) or (bool(unit) and words.endswith(f" {unit}"))
