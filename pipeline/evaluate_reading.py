"""What the pipeline read of one report, with everything placed in one text so that gold can meet it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from pipeline.evaluate_locate import SearchableText, Span, make_searchable
from pipeline.media import SNIFF_BYTES, sniff_media_type
from schemas.check import Check, CheckOperand, Severity, Verdict
from schemas.document import Document, DocumentStatus
from schemas.fact import Fact, FactMention, FactMentionRole
from schemas.mention import Mention
from schemas.parcel import Parcel


@dataclass(frozen=True, slots=True)
class CarriedNumber:
    """A printed number a fact rests on: what it does there, its value, where it stands."""

    role: FactMentionRole
    value: Decimal | None
    span: Span


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact with its quote and its numbers placed in the document's text."""

    fact: Fact
    quote: Span
    numbers: tuple[CarriedNumber, ...]

    def carries(self, value: Decimal, places: tuple[Span, ...]) -> bool:
        """True where a number of the fact, standing inside one of the places, has this value."""
        return any(
            number.value == value and number.role is not FactMentionRole.REMAINDER
            for number in self.numbers
            if any(place.overlaps(number.span) for place in places)
        )

    def touches(self, places: tuple[Span, ...]) -> bool:
        """True where the quote or one of the numbers lies over one of the places."""
        spans = (self.quote, *(number.span for number in self.numbers))
        return any(place.overlaps(span) for place in places for span in spans)


@dataclass(frozen=True, slots=True)
class PlacedCheck:
    """A check with its operands placed in the document's text."""

    check: Check
    operands: tuple[tuple[CheckOperand, Span], ...]

    @property
    def is_accusation(self) -> bool:
        """`inconsistent`, or any severity of minor and above (warehouse.md)."""
        return self.check.verdict is Verdict.INCONSISTENT or self.check.severity in (Severity.MINOR, Severity.MAJOR)


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as read: text to search, mentions, facts and checks in place."""

    parcel: Parcel
    search: SearchableText
    mentions: tuple[tuple[Mention, Span], ...]
    facts: tuple[PlacedFact, ...]
    checks: tuple[PlacedCheck, ...]


def start_parcel(data: bytes, path: str) -> Parcel:
    """The parcel ingest would make of these bytes under this name."""
    sha256 = hashlib.sha256(data).hexdigest()
    media_type = sniff_media_type(path, data[:SNIFF_BYTES], data[-SNIFF_BYTES:])
    return Parcel(Document(sha256[:16], path, sha256, media_type, DocumentStatus.OK))


def place_parcel(parcel: Parcel) -> Reading:
    """A finished parcel with every span turned into one of the joined text."""
    search = make_searchable(parcel.pages)
    mentions = tuple((m, search.span_on_page(m.page, m.char_start, m.char_end)) for m in parcel.mentions)
    return Reading(parcel, search, mentions, _place_facts(parcel, search, mentions), _place_checks(parcel, search))


def _place_facts(
    parcel: Parcel, search: SearchableText, mentions: tuple[tuple[Mention, Span], ...]
) -> tuple[PlacedFact, ...]:
    place_of = {mention.mention_id: (mention, span) for mention, span in mentions}
    links: dict[str, list[FactMention]] = defaultdict(list)
    for link in parcel.fact_mentions:
        links[link.fact_id].append(link)
    return tuple(
        PlacedFact(
            fact,
            search.span_on_page(fact.page, fact.char_start, fact.char_end),
            tuple(_carry(fact, link, *place_of[link.mention_id]) for link in links[fact.fact_id]),
        )
        for fact in parcel.facts
    )


def _carry(fact: Fact, link: FactMention, mention: Mention, span: Span) -> CarriedNumber:
    values = {
        FactMentionRole.VALUE: fact.value,
        FactMentionRole.NUMERATOR: fact.numerator,
        FactMentionRole.DENOMINATOR: fact.denominator,
        FactMentionRole.PERCENT: fact.percent,
        FactMentionRole.BASE: fact.base_value,
        FactMentionRole.REMAINDER: mention.value,
    }
    return CarriedNumber(link.role, values[link.role], span)


def _place_checks(parcel: Parcel, search: SearchableText) -> tuple[PlacedCheck, ...]:
    operands: dict[str, list[tuple[CheckOperand, Span]]] = defaultdict(list)
    for operand in parcel.check_operands:
        span = search.span_on_page(operand.page, operand.char_start, operand.char_end)
        operands[operand.check_id].append((operand, span))
    return tuple(PlacedCheck(check, tuple(operands[check.check_id])) for check in parcel.checks)
