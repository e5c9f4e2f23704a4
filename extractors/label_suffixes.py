"""Of words that go on like those of the figure before only the end is new (THCS mức độ 2, mức độ 3)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.rules_compiled import CompiledRules

_ACTOR = regex.compile(r"\p{L}+(?:\s\p{L}+)*?\sđã\s")
# What is measured of one thing and another (thể nhẹ cân, thể thấp còi).
_MAX_NEW = 2
_IS, _EXTREME = "là", "nhất"
_MEASURE = regex.compile(r"(?i)(?<!\p{L})(?:tổng|tỷ lệ|tỉ lệ)\s(?=\p{L})")


def replace_end(before: str, words: str) -> str:
    """The earlier words with the new ones for the end that has their form; empty where none has.

    They have the first word in common and differ in the last one or two, or in a name or level (THCS). A first word
    alone says nothing, as it may be half of another one: hôn nhân cận huyết thống is no tảo hôn, giá trị no giá thành.
    """
    said, own = before.split(), words.split()
    begin = next((i for i in range(len(said) - 1, 0, -1) if said[i] == own[0]), 0)
    if not begin or (said[begin - 1] == _IS and _EXTREME in said[:begin]):
        return ""  # thấp nhất là xã Ea Tân 99,4%, xã Phú Xuân 99,5%: one of them has it
    return " ".join([*said[:begin], *own]) if _is_of_one_form(said[begin:], own) else ""


def under_measure(before: str, words: str, rules: CompiledRules) -> str:
    """The words with the measure that the earlier ones begin with (Tổng đàn trâu 5.140 con; đàn bò 158 con)."""
    own = words.split()
    if rules.cues["MEASURE_HEAD"].match(words):
        return ""
    found = (m for m in _MEASURE.finditer(before) if before[m.end() :].split(maxsplit=1)[0] == own[0])
    measured = next(found, None)
    is_beside = measured is not None and len(own) > 1 and before[measured.end() :] != words
    return f"{before[: measured.end()]}{words}" if measured is not None and is_beside else ""


def of_actor(before: str, words: str, rules: CompiledRules) -> str:
    """The words of a deed with who did the one before that begins alike (Ban đã bổ nhiệm 14, bổ nhiệm lại 9)."""
    actor = _ACTOR.match(before)
    if actor is None or rules.cues["DEED"].match(words) is None:
        return ""
    deeds = rules.cues["DEED"].finditer(before, actor.end())
    is_alike = any(match[0].split()[0] == words.split(maxsplit=1)[0] for match in deeds)
    return f"{actor[0]}{words}" if is_alike else ""


def _is_of_one_form(said: Sequence[str], own: Sequence[str]) -> bool:
    common = next((i for i, (one, other) in enumerate(zip(said, own, strict=False)) if one != other), 0)
    new, old = own[common:], said[common:]
    is_name = bool(new and old) and all(word[:1].isupper() for word in (*new, *old))
    is_level = len(new) == 1 and new[0].isupper() and len(old) == _MAX_NEW
    is_short = is_level or (len(new) == len(old) and len(new) <= _MAX_NEW)
    return common > 0 and (is_short or is_name)
