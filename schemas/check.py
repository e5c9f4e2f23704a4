"""Checks: what was judged, on which numbers, with which verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column


class CheckKind(StrEnum):
    """The relation that was checked."""

    RATIO_PERCENT = "ratio_percent"
    COMPLEMENT = "complement"
    PART_WHOLE = "part_whole"
    BOUND = "bound"
    TABLE_RATIO = "table_ratio"
    TABLE_TOTAL = "table_total"
    SCORE_TOTAL = "score_total"
    WEIGHTED_MEAN = "weighted_mean"
    RANK_ORDER = "rank_order"
    TARGET_STATUS = "target_status"
    CHANGE = "change"
    CONTRADICTION = "contradiction"
    CROSS_DOCUMENT = "cross_document"
    IMPOSSIBLE_VALUE = "impossible_value"
    MISSING_UNIT = "missing_unit"
    DATE_ORDER = "date_order"
    REFERENCE_ORDER = "reference_order"
    INVALID_DATE = "invalid_date"
    NUMBERING = "numbering"
    SPELLING = "spelling"
    OCR_SUSPECT = "ocr_suspect"


class Verdict(StrEnum):
    """Degrees before and including the accusation."""

    CONSISTENT = "consistent"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last_digit"
    INCONSISTENT = "inconsistent"
    UNDECIDABLE = "undecidable"


class Severity(StrEnum):
    """How much a finding matters: by whether the conclusion changes."""

    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


class Review(StrEnum):
    """What a person decided about a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"


class OperandRole(StrEnum):
    """What a printed number, word or date does in a check."""

    WHOLE = "whole"
    PART = "part"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PERCENT = "percent"
    REMAINDER = "remainder"
    TOTAL = "total"
    ADDEND = "addend"
    VALUE = "value"
    ACTUAL = "actual"
    TARGET = "target"
    STATUS = "status"
    RANK = "rank"
    DATE = "date"
    REFERENCE = "reference"
    BASE = "base"
    CHANGE = "change"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Check:
    """One check made, whatever it found."""

    check_id: Annotated[str, Column("Identifier from document, rule and operands.")]
    content_key: Annotated[str, Column("Survives a new run and a new issue: from place, period, kind and operands.")]
    slip_id: Annotated[str, Column("Checks that show one and the same slip share it.")]
    is_primary: Annotated[bool, Column("The check that tells the slip best.")]
    document_id: Annotated[str, Column("The document (documents.document_id).")]
    page: Annotated[int, Column("Page of the quote.")]
    kind: Annotated[CheckKind, Column("The relation that was checked.")]
    rule: Annotated[str, Column("The rule that found the relation.")]
    verdict: Annotated[Verdict, Column("consistent, truncated, last_digit, inconsistent or undecidable.")]
    severity: Annotated[Severity | None, Column("major, minor or note; NULL where there is nothing to say.")]
    stated: Annotated[str | None, Column("What is printed, as a reader would print it.")]
    expected: Annotated[str | None, Column("What follows from the other numbers, as a reader would print it.")]
    stated_value: Annotated[Decimal | None, Column("The printed value.")]
    expected_value: Annotated[Decimal | None, Column("The value that follows.")]
    difference: Annotated[Decimal | None, Column("stated_value - expected_value.")]
    difference_relative: Annotated[Decimal | None, Column("difference / expected_value; NULL where that is 0.")]
    formula: Annotated[str | None, Column("The deciding numbers, recomputable, such as 100 * 31 / 191 = 16.230366.")]
    quote: Annotated[str, Column("The words judged, from the page.")]
    explanation_vi: Annotated[str | None, Column("Why, in Vietnamese an official would accept.")] = None
    explanation_en: Annotated[str | None, Column("Why, in English.")] = None
    suggestion: Annotated[str | None, Column("The smallest change that makes every check on these numbers agree.")] = (
        None
    )
    suggestion_en: Annotated[str | None, Column("The suggestion in English; the same where it is one edit.")] = None
    review: Annotated[Review | None, Column("What a person decided.")] = None
    review_note: Annotated[str | None, Column("Why they decided so.")] = None


@dataclass(frozen=True, slots=True)
class CheckOperand:
    """One thing that decided a check, with its place on the page."""

    check_id: Annotated[str, Column("The check (checks.check_id).")]
    position: Annotated[int, Column("Order among the operands, from 0.")]
    role: Annotated[OperandRole, Column("What it does in the check.")]
    mention_id: Annotated[str | None, Column("The number (mentions.mention_id); NULL for words.")]
    fact_id: Annotated[str | None, Column("The fact it came from (facts.fact_id).")]
    page: Annotated[int, Column("Page it stands on.")]
    char_start: Annotated[int, Column("Start in pages.text.")]
    char_end: Annotated[int, Column("End in pages.text, exclusive.")]
    text: Annotated[str, Column("Exactly what is printed there.")]
    x0: Annotated[Decimal | None, Column("Left edge in points from the page's left.")] = None
    y0: Annotated[Decimal | None, Column("Top edge in points from the page's top.")] = None
    x1: Annotated[Decimal | None, Column("Right edge in points.")] = None
    y1: Annotated[Decimal | None, Column("Bottom edge in points.")] = None


@dataclass(frozen=True, slots=True)
class RuleRun:
    """Proof that a rule ran on a document."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    rule: Annotated[str, Column("The rule.")]
    candidates: Annotated[int, Column("Places where the rule could apply.")]
    checked: Annotated[int, Column("Of these, checks made with a verdict other than undecidable.")]
    flagged: Annotated[int, Column("Of these, inconsistent, or of severity minor and above.")]
