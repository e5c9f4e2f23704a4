"""Findings and open questions with everything that decided them, fetched document by document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import duckdb

from pipeline.audit.masking import Mask
from pipeline.audit.rows import Json, Row, fetch, to_int, to_points, to_text

NOT_NUMBER_OR_WORD = re.compile(r"^[^\w]+|[^\w]+$")
_EDIT = re.compile(r"[^;→]{1,80} → [^;→]{1,80}")
MAX_TEXT = 2_000
"""Characters of a quote or title that are shown; a real one has at most some hundred."""

_SHOWN = (
    "check_id, slip_id, is_primary, severity, verdict, kind, document_id, path, page, {place}, {section}, stated, "
    "expected, quote, formula, explanation_vi, explanation_en, suggestion, suggestion_en, rule, content_key, "
    "char_start, review, review_note"
)
# Where no place is known, the office that wrote the report says whose figures these are.
_FINDINGS = (
    f"SELECT position, {_SHOWN.format(place='coalesce(place, d.issuer) AS place', section='section')} "
    "FROM findings JOIN (SELECT document_id, issuer FROM documents) d USING (document_id)"
)
_QUESTIONS = (
    f"SELECT NULL AS position, {_SHOWN.format(place='coalesce(p.name, d.issuer) AS place', section='NULL AS section')} "
    "FROM questions JOIN (SELECT document_id, place_id, issuer FROM documents) d USING (document_id) "
    "LEFT JOIN (SELECT place_id, name FROM places) p USING (place_id)"
)
_PREPARE = f"""
CREATE OR REPLACE TEMP TABLE desk_check AS {_FINDINGS} UNION ALL {_QUESTIONS};
CREATE OR REPLACE TEMP TABLE desk_operand AS
SELECT c.document_id AS home_id, o.*, coalesce(m.document_id, f.document_id, c.document_id) AS document_id
FROM check_operands o
JOIN desk_check c USING (check_id)
LEFT JOIN (SELECT mention_id, document_id FROM mentions) m ON m.mention_id = o.mention_id
LEFT JOIN (SELECT fact_id, document_id FROM facts) f ON f.fact_id = o.fact_id
"""
_CHECKS = """
SELECT * FROM desk_check WHERE document_id = $document
ORDER BY position NULLS LAST, page, char_start NULLS LAST, check_id
"""
_OPERANDS = "SELECT * FROM desk_operand WHERE home_id = $document ORDER BY check_id, position"


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that decided a check: where it stands, what it does, and whether it is the number accused."""

    document_id: str
    page: int
    start: int
    end: int
    role: str
    text: str
    is_accused: bool
    box: tuple[float, ...] | None
    """x0, y0, x1, y1 in points from the page's top left."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A check to show, as the views `findings` and `questions` have it, with its operands."""

    check_id: str
    content_key: str
    slip_id: str
    is_primary: bool
    is_question: bool
    document_id: str
    path: str
    page: int
    kind: str
    rule: str
    verdict: str
    severity: str
    place: str | None
    section: str | None
    stated: str | None
    expected: str | None
    quote: str
    formula: str | None
    explanation_vi: str | None
    explanation_en: str | None
    suggestion: str | None
    suggestion_en: str | None
    review: str | None
    review_note: str | None
    operands: tuple[Operand, ...]

    @property
    def correction(self) -> str | None:
        """The suggestion where it is one edit, such as "265 → 365"; None where a sentence says that there is none."""
        return self.suggestion if self.suggestion and _EDIT.fullmatch(self.suggestion) else None

    @property
    def pages(self) -> tuple[tuple[str, int], ...]:
        """Document and page of every operand, in the order in which they decide; of the quote where there is none."""
        places = [(operand.document_id, operand.page) for operand in self.operands]
        return tuple(dict.fromkeys(places)) or ((self.document_id, self.page),)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep findings and questions aside in the connection: the views are computed once, not once a document."""
    connection.execute(_PREPARE)


def documents_with_checks(connection: duckdb.DuckDBPyConnection) -> Sequence[str]:
    """Documents that have findings or questions, in the order of their names."""
    query = "SELECT DISTINCT path, document_id FROM desk_check ORDER BY path, document_id"
    return [str(row["document_id"]) for row in fetch(connection, query)]


def fetch_findings(connection: duckdb.DuckDBPyConnection, document_id: str, mask: Mask) -> tuple[Finding, ...]:
    """Findings of a document, the worst first, then its questions; after `prepare`."""
    rows = fetch(connection, _CHECKS, document=document_id)
    stated = {str(row["check_id"]): _strip_signs(str(row["stated"] or "")) for row in rows}
    operands: dict[str, list[Operand]] = defaultdict(list)
    for row in fetch(connection, _OPERANDS, document=document_id):
        check_id = str(row["check_id"])
        operands[check_id].append(_make_operand(row, stated[check_id], mask))
    return tuple(_make_finding(row, _accuse_one(operands[str(row["check_id"])]), mask) for row in rows)


def _accuse_one(operands: Sequence[Operand]) -> Sequence[Operand]:
    """The operands; one of them is accused: where none says what is `stated` in the same words, the first."""
    if not operands or any(operand.is_accused for operand in operands):
        return operands
    return [replace(operands[0], is_accused=True), *operands[1:]]


def _make_operand(row: Row, stated: str, mask: Mask) -> Operand:
    box = tuple(to_points(row[side]) for side in ("x0", "y0", "x1", "y1"))
    text = str(row["text"])
    return Operand(
        str(row["document_id"]),
        to_int(row["page"]),
        to_int(row["char_start"]),
        to_int(row["char_end"]),
        str(row["role"]),
        _shorten(mask.hide(to_text(text) or "")) or "",
        _strip_signs(text) == stated,
        None if None in box else tuple(side for side in box if side is not None),
    )


def _make_finding(row: Row, operands: Iterable[Operand], mask: Mask) -> Finding:
    def words(column: str) -> str | None:
        text = to_text(row[column])
        return None if text is None else _shorten(mask.hide(text))

    return Finding(
        check_id=str(row["check_id"]),
        content_key=str(row["content_key"]),
        slip_id=str(row["slip_id"]),
        is_primary=bool(row["is_primary"]),
        is_question=row["position"] is None,
        document_id=str(row["document_id"]),
        path=to_text(row["path"]) or "",
        page=to_int(row["page"]),
        kind=str(row["kind"]),
        rule=str(row["rule"]),
        verdict=str(row["verdict"]),
        severity=str(row["severity"] or "note"),
        place=words("place"),
        section=words("section"),
        stated=words("stated"),
        expected=words("expected"),
        quote=words("quote") or "",
        formula=words("formula"),
        explanation_vi=words("explanation_vi"),
        explanation_en=words("explanation_en"),
        suggestion=words("suggestion"),
        suggestion_en=words("suggestion_en"),
        review=to_text(row["review"]),
        review_note=words("review_note"),
        operands=tuple(operands),
    )


def finding_json(finding: Finding, line: int | None = None, *, is_short: bool = False) -> dict[str, Json]:
    """A finding as the page's script reads it; the short form, for the index, leaves out what only its page shows."""
    short: dict[str, Json] = {
        "id": finding.check_id,
        "key": finding.content_key,
        "slip": finding.slip_id,
        "primary": finding.is_primary,
        "question": finding.is_question,
        "document": finding.document_id,
        "page": finding.page,
        "kind": finding.kind,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "place": finding.place,
        "stated": finding.stated,
        "expected": finding.expected,
        "quote": finding.quote,
        "vi": finding.explanation_vi,
        "en": finding.explanation_en,
        "suggestion": finding.suggestion,
        "suggestion_en": finding.suggestion_en,
        "review": finding.review,
        "note": finding.review_note,
    }
    if is_short:
        return short
    operands = [operand_json(operand, finding.document_id) for operand in finding.operands]
    return {**short, "section": finding.section, "formula": finding.formula, "line": line, "operands": operands}


def operand_json(operand: Operand, home_id: str) -> dict[str, Json]:
    """An operand as the page's script reads it."""
    place: dict[str, Json] = {} if operand.document_id == home_id else {"document": operand.document_id}
    return {
        **place,
        "page": operand.page,
        "start": operand.start,
        "end": operand.end,
        "role": operand.role,
        "text": operand.text,
        "accused": operand.is_accused,
        "box": operand.box,
    }


def _strip_signs(text: str) -> str:
    """The bare number or words: '> 100%' is '100'."""
    return NOT_NUMBER_OR_WORD.sub("", text)


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} … ({len(text)} ký tự)"
