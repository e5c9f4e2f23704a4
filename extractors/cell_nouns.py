"""What a cell of a table counts that its own unit does not say: livestock, or the things that a share is of."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.drafts import Draft
from extractors.rules_compiled import CompiledRules
from extractors.unit_nouns import name_number_of, name_share_unit
from schemas.fact import Measure

_HEAD = "con"
_PARTS = regex.compile(r"\s[–›]\s|:\s")
# A noun with what it is or does behind it, and no name (Trường đạt chuẩn quốc gia; not Xã Tân Thượng).
_TITLE = regex.compile(r"(?i)(?:kết quả|kế hoạch|chỉ tiêu|nội dung|báo cáo|số liệu|tiêu chí)(?!\p{L})")
_SAID_OF = regex.compile(r"\s\p{Ll}")


def with_noun(draft: Draft, rules: CompiledRules) -> Draft:
    """The draft of a cell with the noun that its header or its row names; any other as it is."""
    if draft.table_id is None or not draft.label:
        return draft
    if draft.unit == _HEAD:
        animals = list(rules.cues["ANIMAL"].finditer(draft.label))
        return replace(draft, unit=animals[-1][0].casefold()) if animals else draft
    if draft.unit is None and draft.measure is Measure.RATIO:
        return replace(draft, unit=_name_shared(draft.label, rules))
    return draft


def _name_shared(label: str, rules: CompiledRules) -> str | None:
    """What a share counts: of the nearest words first what 'số' or 'tỷ lệ' is of, else the noun they begin with."""
    parts = list(reversed(_PARTS.split(label)))
    named = (name_number_of(part, rules) or name_share_unit(part, rules) for part in parts)
    return next((noun for noun in named if noun), None) or next(
        (noun for part in parts if (noun := _first_noun(part, rules))), None
    )


def _first_noun(words: str, rules: CompiledRules) -> str | None:
    found = None if _TITLE.match(words) else rules.unit_word.match(words)
    unit = rules.units[found[1].casefold()] if found else None
    is_said_of = found is not None and _SAID_OF.match(words, found.end()) is not None
    return unit.unit if unit and is_said_of and unit.kind == "count" and not unit.is_classifier else None
