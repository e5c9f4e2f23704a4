"""A fact in the making: its numbers and words, before identifiers and pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.periods import Period
from extractors.text import DocumentText, Span
from schemas.fact import (
    Direction,
    Fact,
    FactMention,
    FactMentionRole,
    Measure,
    Qualifier,
    Role,
    Scope,
    ValueSource,
)
from schemas.mention import Mention

SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a fact says; `numbers` are its mentions with their roles, the main number first."""

    rule: str
    measure: Measure
    numbers: tuple[tuple[FactMentionRole, Mention], ...]
    spans: tuple[Span, ...]
    label: str | None
    unit: str | None
    unit_printed: str | None = None
    value: Decimal | None = None
    value_source: ValueSource = ValueSource.PRINTED
    decimals: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    role: Role = Role.ACTUAL
    scope: Scope | None = None
    place_id: str | None = None
    period: Period | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    percent: Decimal | None = None
    derived: bool = False
    direction: Direction | None = None
    base_value: Decimal | None = None
    base_period: str | None = None
    entity: str | None = None
    entity_kind: str | None = None
    section: str | None = None
    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    confidence: Decimal = Decimal("0.9")


def with_label(draft: Draft, label: str) -> Draft:
    """The draft with a label, itself where it has that already: a draft has 30 fields to copy."""
    return draft if label == draft.label else replace(draft, label=label)


def build_facts(
    document_id: str, whole: DocumentText, drafts: Iterable[Draft]
) -> tuple[tuple[Fact, ...], tuple[FactMention, ...]]:
    """Facts in reading order with their mentions; equal drafts are one."""
    facts: dict[str, Fact] = {}
    links: list[FactMention] = []
    for draft in drafts:
        fact = _build(document_id, whole, draft)
        if fact.fact_id in facts:
            continue
        facts[fact.fact_id] = fact
        for position, (role, mention) in enumerate(draft.numbers):
            links.append(FactMention(fact.fact_id, mention.mention_id, role, position))
    ordered = sorted(facts.values(), key=lambda fact: (fact.page, fact.char_start, fact.fact_id))
    return tuple(ordered), tuple(sorted(links, key=lambda link: (link.fact_id, link.position)))


def _build(document_id: str, whole: DocumentText, draft: Draft) -> Fact:
    period = draft.period
    return Fact(
        _fact_id(document_id, draft),
        document_id,
        *_quote(whole, draft),
        label=draft.label or None,
        measure=draft.measure,
        value=draft.value,
        value_source=draft.value_source,
        unit=draft.unit,
        unit_printed=draft.unit_printed,
        role=draft.role,
        qualifier=draft.qualifier,
        rule=draft.rule,
        decimals=draft.decimals,
        numerator=draft.numerator,
        denominator=draft.denominator,
        percent=draft.percent,
        derived=draft.derived,
        direction=draft.direction,
        base_value=draft.base_value,
        base_period=draft.base_period,
        entity=draft.entity,
        entity_kind=draft.entity_kind,
        place_id=draft.place_id,
        scope=draft.scope,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_kind=period.kind if period else None,
        period_label=period.label if period else None,
        section=draft.section,
        table_id=draft.table_id,
        row=draft.row,
        col=draft.col,
        confidence=draft.confidence,
    )


def _quote(whole: DocumentText, draft: Draft) -> tuple[int, int, int, str]:
    """The run that holds the spans which stand on the main number's page."""
    main = draft.numbers[0][1]
    places = [whole.locate(part) for span in draft.spans for part in whole.split_at_pages(span)]
    kept = [place for place in places if place.page == main.page]
    start = min([place.start for place in kept] + [main.char_start])
    end = max([place.end for place in kept] + [main.char_end])
    offset = whole.offset_of(main.page, 0)
    return main.page, start, end, whole.full[offset + start : offset + end]


def _fact_id(document_id: str, draft: Draft) -> str:
    parts: Sequence[str] = (
        document_id,
        draft.measure.value,
        *(f"{role.value}={mention.mention_id}" for role, mention in draft.numbers),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
