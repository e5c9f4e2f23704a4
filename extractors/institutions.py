"""An issuer that governs no territory: what a school, a hospital or a company reports is its own."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.entities import Entity
from extractors.rules_compiled import CompiledRules
from extractors.stops import COLUMNS
from schemas.document import Document

_PLACE_BEHIND = regex.compile(
    r"(?i)\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s(?-i:\p{Lu})[^,;]*$"
)


def read_institution(document: Document, lines: Sequence[str], rules: CompiledRules) -> Entity | None:
    """The issuer as the entity of all it tells of itself, named as its letterhead does; None for other offices.

    `lines`: the first printed lines.
    """
    issuer = document.issuer or ""
    kind = _read_kind(issuer, rules)
    if kind is None:
        return None
    printed = " ".join(" ".join(COLUMNS.split(line.strip())[0].split()) for line in lines).casefold()
    own = _PLACE_BEHIND.sub("", issuer)
    is_whole = issuer.casefold() in printed or own.casefold() not in printed
    return Entity(issuer if is_whole else own, kind)


def read_house(document: Document, rules: CompiledRules) -> Entity | None:
    """The office whose posts, rooms and papers the report tells of beside its territory; None for other issuers."""
    issuer = document.issuer or ""
    return Entity(issuer, "office") if rules.cues["HOUSE_ISSUER"].match(issuer) else None


def _read_kind(issuer: str, rules: CompiledRules) -> str | None:
    if rules.cues["SCHOOL_ISSUER"].match(issuer):
        return "school"
    if rules.cues["COMPANY_ISSUER"].match(issuer):
        return "company"
    return "office" if rules.cues["OWN_ISSUER"].match(issuer) else None
