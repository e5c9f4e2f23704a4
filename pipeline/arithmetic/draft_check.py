"""A check in the making, and how it becomes rows with identifiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.boxes import BoxIndex
from extractors.text import DocumentText, Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.relations import Relation
from schemas.check import Check, CheckKind, CheckOperand, OperandRole, Severity, Verdict
from schemas.document import Document, Word
from schemas.mention import Mention

_SIX_PLACES = Decimal("0.000001")
_LIMIT = Decimal(10) ** 22
_NUMBER_ABOVE = regex.compile(r"^\W*\d{1,4}\W*\n")
_NUMBER_BELOW = regex.compile(r"\n\W*\d{1,4}\W*$")


@dataclass(frozen=True, slots=True)
class DraftOperand:
    """A number, word or date that decided, by its place in the document."""

    role: OperandRole
    span: Span
    mention: Mention | None = None
    fact_id: str | None = None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What was judged and what came out; the stated number is the first operand."""

    kind: CheckKind
    rule: str
    verdict: Verdict
    severity: Severity | None
    operands: tuple[DraftOperand, ...]
    quote: Span
    stated: str | None = None
    expected: str | None = None
    stated_value: Decimal | None = None
    expected_value: Decimal | None = None
    formula: str | None = None
    explanation_vi: str | None = None
    explanation_en: str | None = None
    suggestion: str | None = None
    relation: Relation | None = None
    slip: str | None = None


def mention_operand(
    whole: DocumentText, role: OperandRole, mention: Mention, fact_id: str | None = None
) -> DraftOperand:
    """The operand of a printed number."""
    start = whole.offset_of(mention.page, mention.char_start)
    return DraftOperand(role, Span(start, start + mention.char_end - mention.char_start), mention, fact_id)


def build_checks(
    document: Document, whole: DocumentText, words: Sequence[Word], drafts: Iterable[DraftCheck]
) -> tuple[tuple[Check, ...], tuple[CheckOperand, ...]]:
    """Checks and operands; checks that show one slip share it, the worst is primary."""
    unique: dict[str, DraftCheck] = {}
    for draft in drafts:
        unique.setdefault(_check_id(document.document_id, draft, whole), draft)
    slips = _group_slips(unique)
    primary = _choose_primary(unique, slips)
    checks = [
        _build_check(document, whole, check_id, draft, slips[check_id], check_id in primary)
        for check_id, draft in unique.items()
    ]
    boxes = BoxIndex(words)
    operands = [op for check_id, draft in unique.items() for op in _build_operands(whole, boxes, check_id, draft)]
    checks.sort(key=lambda check: (check.page, check.check_id))
    operands.sort(key=lambda operand: (operand.check_id, operand.position))
    return tuple(checks), tuple(operands)


def is_flagged(draft: DraftCheck) -> bool:
    """Whether the check accuses: inconsistent, or of severity minor and above."""
    return draft.verdict is Verdict.INCONSISTENT or draft.severity in (Severity.MINOR, Severity.MAJOR)


def _check_id(document_id: str, draft: DraftCheck, whole: DocumentText) -> str:
    places = (f"{op.role.value}@{op.span.start}-{op.span.end}" for op in draft.operands)
    return digest(document_id, draft.kind.value, draft.rule, *places)


def digest(*parts: str) -> str:
    """An identifier from what makes it one."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _group_slips(drafts: dict[str, DraftCheck]) -> dict[str, str]:
    """Check -> slip: the first of the checks that the web says are one slip; every other check is its own."""
    first: dict[str, str] = {}
    for check_id, draft in drafts.items():
        if draft.slip is not None:
            first[draft.slip] = min(first.get(draft.slip, check_id), check_id)
    return {check_id: first[draft.slip] if draft.slip else check_id for check_id, draft in drafts.items()}


def _choose_primary(drafts: dict[str, DraftCheck], slips: dict[str, str]) -> frozenset[str]:
    order = {Severity.MAJOR: 0, Severity.MINOR: 1, Severity.NOTE: 2, None: 3}
    best: dict[str, tuple[int, int, str]] = {}
    for check_id, draft in drafts.items():
        rank = (order[draft.severity], draft.quote.start, check_id)
        slip = slips[check_id]
        best[slip] = min(best.get(slip, rank), rank)
    return frozenset(rank[2] for rank in best.values())


def _build_check(
    document: Document, whole: DocumentText, check_id: str, draft: DraftCheck, slip: str, is_primary: bool
) -> Check:
    place = whole.locate(draft.quote)
    difference = _difference(draft)
    return Check(
        check_id=check_id,
        content_key=_content_key(document, whole, draft),
        slip_id=slip,
        is_primary=is_primary,
        document_id=document.document_id,
        page=place.page,
        kind=draft.kind,
        rule=draft.rule,
        verdict=draft.verdict,
        severity=draft.severity,
        stated=draft.stated,
        expected=draft.expected,
        stated_value=fit_value(draft.stated_value),
        expected_value=fit_value(draft.expected_value),
        difference=fit_value(difference),
        difference_relative=fit_value(difference / draft.expected_value)
        if difference is not None and draft.expected_value
        else None,
        formula=draft.formula,
        quote=_read_quote(whole, draft.quote),
        explanation_vi=draft.explanation_vi,
        explanation_en=draft.explanation_en,
        suggestion=draft.suggestion,
        suggestion_en=None if draft.suggestion is None else explain.say_suggestion_in_english(draft.suggestion),
    )


def _read_quote(whole: DocumentText, span: Span) -> str:
    """The words with white space collapsed, without the page numbers between pages."""
    parts = [whole.text_of(part) for part in whole.split_at_pages(span)]
    parts = [_NUMBER_BELOW.sub("", part) for part in parts[:-1]] + parts[-1:]
    parts = parts[:1] + [_NUMBER_ABOVE.sub("", part) for part in parts[1:]]
    return " ".join(" ".join(parts).split())


def _difference(draft: DraftCheck) -> Decimal | None:
    if draft.stated_value is None or draft.expected_value is None:
        return None
    return draft.stated_value - draft.expected_value


def fit_value(value: Decimal | None) -> Decimal | None:
    """The value at the six decimals of the warehouse; None where it cannot be held."""
    return None if value is None or abs(value) >= _LIMIT else value.quantize(_SIX_PLACES)


def _content_key(document: Document, whole: DocumentText, draft: DraftCheck) -> str:
    place = document.place_id or document.issuer or ""
    period = document.period_end.isoformat() if document.period_end else ""
    operands = (f"{op.role.value}={' '.join(whole.text_of(op.span).split())}" for op in draft.operands)
    return digest(place, period, draft.kind.value, *operands)


def _build_operands(whole: DocumentText, boxes: BoxIndex, check_id: str, draft: DraftCheck) -> Sequence[CheckOperand]:
    rows: list[CheckOperand] = []
    for operand in draft.operands:
        for part in whole.split_at_pages(operand.span):
            place = whole.locate(part)
            box = boxes.find(place.page, place.start, place.end)
            row = CheckOperand(
                check_id=check_id,
                position=len(rows),
                role=operand.role,
                mention_id=operand.mention.mention_id if operand.mention else None,
                fact_id=operand.fact_id,
                page=place.page,
                char_start=place.start,
                char_end=place.end,
                text=whole.text_of(part),
                x0=box.x0 if box else None,
                y0=box.y0 if box else None,
                x1=box.x1 if box else None,
                y1=box.y1 if box else None,
            )
            rows.append(row)
    return rows
