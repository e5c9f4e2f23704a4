"""A text taken through the stages in memory: what tests of extractors and arithmetic read from."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache

from extractors.find import find_mentions
from extractors.readers.plain_text import read_text
from extractors.resolve import resolve_facts
from extractors.rules_compiled import CompiledRules, compile_rules
from pipeline.arithmetic.judge import judge
from pipeline.rulebook import load_rulebook, read_places
from schemas.check import Check, Verdict
from schemas.document import Document, DocumentStatus
from schemas.fact import Fact, FactMentionRole
from schemas.mention import Mention
from schemas.parcel import Parcel
from schemas.rules import Rulebook


@cache
def rulebook() -> Rulebook:
    """The rules as people wrote them."""
    return load_rulebook()


@cache
def rules() -> CompiledRules:
    """The rules compiled, once a process."""
    return compile_rules(rulebook(), read_places())


def empty_parcel(data: bytes) -> Parcel:
    """A document of which only the bytes are known."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Parcel(Document(sha256[:16], "bao_cao.txt", sha256, "text/plain", DocumentStatus.OK))


def read(data: str | bytes) -> Parcel:
    """Pages and cells of a plain text."""
    raw = data.encode() if isinstance(data, str) else data
    return read_text(raw, empty_parcel(raw), rules())


def extract(text: str) -> Parcel:
    """Pages, cells and mentions."""
    return find_mentions(read(text), rules())


@lru_cache(maxsize=2048)
def resolve(text: str) -> Parcel:
    """Up to facts."""
    return resolve_facts(extract(text), rules())


@lru_cache(maxsize=2048)
def audit(text: str) -> Parcel:
    """Up to checks."""
    return judge(resolve(text), rules())


def numbers_of(parcel: Parcel, fact: Fact) -> dict[FactMentionRole, str]:
    """The printed numbers of a fact by what they do in it."""
    mentions = mentions_by_id(parcel)
    return {link.role: mentions[link.mention_id].text for link in parcel.fact_mentions if link.fact_id == fact.fact_id}


def mentions_by_id(parcel: Parcel) -> dict[str, Mention]:
    """Every mention by its identifier."""
    return {mention.mention_id: mention for mention in parcel.mentions}


def fact_of(parcel: Parcel, printed: str) -> Fact:
    """The one fact in which a number printed so serves; fails with what there is where it is not one."""
    found = [fact for fact in parcel.facts if printed in numbers_of(parcel, fact).values()]
    assert len(found) == 1, [(fact.rule, numbers_of(parcel, fact)) for fact in parcel.facts]
    return found[0]


def operand_texts(parcel: Parcel, check: Check) -> list[tuple[str, str]]:
    """Role and text of everything that decided a check, in order."""
    return [(row.role.value, row.text) for row in parcel.check_operands if row.check_id == check.check_id]


def told(parcel: Parcel) -> list[tuple[str, str, str | None, str | None]]:
    """(kind, verdict, stated, expected) of all checks, in reading order of their quotes."""
    ordered = sorted(parcel.checks, key=lambda check: (check.page, _first_place(parcel, check), check.kind))
    return [(c.kind.value, c.verdict.value, c.stated, c.expected) for c in ordered]


def _first_place(parcel: Parcel, check: Check) -> int:
    return min(row.char_start for row in parcel.check_operands if row.check_id == check.check_id)


def accusations(parcel: Parcel) -> list[Check]:
    """Checks that accuse: inconsistent, or of severity minor and above."""
    return [c for c in parcel.checks if c.verdict is Verdict.INCONSISTENT or (c.severity or "note") != "note"]
