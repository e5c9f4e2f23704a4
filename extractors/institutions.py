"""An issuer that governs no territory: what a school, a hospital or a company reports is its own."""

from __future__ import annotations

from extractors.entities import Entity
from extractors.rules_compiled import CompiledRules
from schemas.document import Document

_KINDS = (("SCHOOL_ISSUER", "school"), ("COMPANY_ISSUER", "company"), ("OWN_ISSUER", "office"))


def read_institution(document: Document, rules: CompiledRules) -> Entity | None:
    """The issuer as the entity of all it tells of itself; None for an office that serves a territory."""
    issuer = document.issuer or ""
    kind = next((kind for cue, kind in _KINDS if rules.cues[cue].match(issuer)), None)
    return Entity(issuer, kind) if kind else None
