"""Numbers of one register against their dates: a question, for numbers are kept free and documents dated back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import regex

from extractors.resolve import Reading
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.mention import Mention, MentionKind
from schemas.parcel import Parcel

_NUMBER = regex.compile(r"(\d{1,5})\s*[/-]\s*(\p{L}[\p{L}\p{M}\d&./-]*)")
_DATE = regex.compile(r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})", regex.IGNORECASE)
_BETWEEN = regex.compile(r"[\s,]*(?:ngày)?\s*", regex.IGNORECASE)
_ISSUER = regex.compile(r"[\s,)]*của\s+((?:\p{L}+[\s]?){1,8})", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cited document: its number in its register of one year, and its day."""

    number: int
    day: date
    reference: Mention
    dated: Mention


def check_registers(parcel: Parcel, reading: Reading) -> Iterator[DraftCheck]:
    """Neighbours of each register by number: the later number should not bear the earlier date."""
    pages = {page.page: page.text for page in parcel.pages}
    registers: dict[tuple[str, str, int], dict[int, Entry]] = defaultdict(dict)
    for reference, dated in pairwise(parcel.mentions):
        found = _read_entry(reference, dated, pages)
        if found:
            key, entry = found
            registers[key].setdefault(entry.number, entry)
    for entries in registers.values():
        ordered = [entries[number] for number in sorted(entries)]
        for earlier, later in pairwise(ordered):
            yield _check(earlier, later, reading)


def _read_entry(reference: Mention, dated: Mention, pages: dict[int, str]) -> tuple[tuple[str, str, int], Entry] | None:
    """The register (sign, issuer, year) and the entry; None where number, day or issuer is not printed."""
    if reference.kind is not MentionKind.LEGAL_REFERENCE or dated.kind is not MentionKind.DATE:
        return None
    text = pages[dated.page]
    number, day = _NUMBER.fullmatch(reference.text.strip()), _DATE.fullmatch(" ".join(dated.text.split()))
    issuer = _ISSUER.match(text, dated.char_end)
    is_near = reference.page == dated.page and _BETWEEN.fullmatch(text[reference.char_end : dated.char_start])
    if not number or not day or not issuer or not is_near:
        return None
    try:
        when = date(int(day[3]), int(day[2]), int(day[1]))
    except ValueError:
        return None
    key = (number[2].casefold(), " ".join(issuer[1].casefold().split()[:6]), when.year)
    return key, Entry(int(number[1]), when, reference, dated)


def _check(earlier: Entry, later: Entry, reading: Reading) -> DraftCheck:
    holds = earlier.day <= later.day
    shown = [
        f"{entry.reference.text} ({entry.day.day}/{entry.day.month}/{entry.day.year})" for entry in (earlier, later)
    ]
    told = explain.register_explanation(*shown)
    numbers = ((later, later.reference), (later, later.dated), (earlier, earlier.reference), (earlier, earlier.dated))
    operands = tuple(
        mention_operand(reading.whole, OperandRole.REFERENCE if m is e.reference else OperandRole.DATE, m)
        for e, m in numbers
    )
    return DraftCheck(
        kind=CheckKind.REFERENCE_ORDER,
        rule="register_order",
        verdict=Verdict.CONSISTENT if holds else Verdict.UNDECIDABLE,
        severity=None if holds else Severity.NOTE,
        operands=operands,
        quote=operands[0].span,
        stated=shown[1],
        formula=f"{earlier.day.isoformat()} {'<=' if holds else '>'} {later.day.isoformat()}",
        explanation_vi=None if holds else told.vi,
        explanation_en=None if holds else told.en,
    )
