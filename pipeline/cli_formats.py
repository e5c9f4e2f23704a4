"""`solieu audit --format json|sarif|github`: findings for other programs, in the shapes those expect."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

import duckdb

from pipeline import messages
from pipeline.audit.findings import Finding, documents_with_checks, fetch_findings, prepare
from pipeline.audit.masking import Mask
from pipeline.audit.rows import Json, fetch
from pipeline.cache import solieu_version
from pipeline.cli_reading import read_lines
from schemas.check import Review
from schemas.document import TextSource

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"major": "error", "minor": "warning", "note": "note"}
_GITHUB = {"major": "error", "minor": "warning", "note": "notice"}
_TEXTS = """
SELECT document_id, text FROM pages JOIN documents d USING (document_id)
WHERE d.page_count = 1 AND pages.text_source = $plain AND document_id IN (SELECT document_id FROM desk_check)
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a plain text something stands: line and column, both from 1."""

    line: int
    column: int


def print_findings(warehouse: duckdb.DuckDBPyConnection, form: str, mask: Mask) -> str:
    """All findings in one of the formats; questions are only in the JSON."""
    prepare(warehouse)
    findings = [
        finding
        for document_id in documents_with_checks(warehouse)
        for finding in fetch_findings(warehouse, document_id, mask)
    ]
    texts = {str(row["document_id"]): str(row["text"]) for row in fetch(warehouse, _TEXTS, plain=TextSource.PLAIN)}
    if form == "json":
        return _dump(_to_json(warehouse, findings, texts, mask))
    accused = [finding for finding in findings if not finding.is_question]
    if form == "sarif":
        return _dump(_to_sarif(accused, texts))
    return "".join(f"{line}\n" for line in _to_github(accused, texts))


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def find_spot(finding: Finding, texts: Mapping[str, str]) -> Spot | None:
    """The first number that decided, where the document is a text of one page: there lines are those of the file."""
    text = texts.get(finding.document_id)
    starts = [operand.start for operand in finding.operands if operand.document_id == finding.document_id]
    if text is None or not starts:
        return None
    start = min(starts)
    return Spot(text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1)


def _to_json(
    warehouse: duckdb.DuckDBPyConnection, findings: Sequence[Finding], texts: Mapping[str, str], mask: Mask
) -> Mapping[str, Json]:
    return {
        "solieu": solieu_version(),
        "documents": [asdict(line) for line in read_lines(warehouse, mask)],
        "findings": [_finding_json(finding, texts) for finding in findings],
    }


def _finding_json(finding: Finding, texts: Mapping[str, str]) -> Mapping[str, Json]:
    spot = find_spot(finding, texts)
    return {**asdict(finding), "line": spot.line if spot else None, "column": spot.column if spot else None}


def _to_sarif(findings: Sequence[Finding], texts: Mapping[str, str]) -> Mapping[str, Json]:
    rules = sorted({(finding.rule, finding.kind) for finding in findings})
    driver: dict[str, Json] = {
        "name": "solieu",
        "version": solieu_version(),
        "rules": [{"id": rule, "shortDescription": {"text": messages.check_kind(kind)}} for rule, kind in rules],
    }
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, texts) for finding in findings],
    }
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_result(finding: Finding, texts: Mapping[str, str]) -> Mapping[str, Json]:
    spot = find_spot(finding, texts)
    region: dict[str, Json] = {"startLine": spot.line, "startColumn": spot.column} if spot else {}
    place: dict[str, Json] = {"artifactLocation": {"uri": quote(finding.path)}}
    if region:
        place["region"] = region
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"contentKey/v1": finding.content_key},
        "properties": {
            "page": finding.page,
            "kind": finding.kind,
            "verdict": finding.verdict,
            "stated": finding.stated,
            "expected": finding.expected,
            "suggestion": finding.suggestion,
            "suggestion_en": finding.suggestion_en,
            "quote": finding.quote,
        },
    }
    if finding.review == Review.DISMISSED:
        result["suppressions"] = [{"kind": "external", "justification": finding.review_note or ""}]
    return result


def _to_github(findings: Sequence[Finding], texts: Mapping[str, str]) -> Iterator[str]:
    for finding in findings:
        if finding.review == Review.DISMISSED:
            continue
        spot = find_spot(finding, texts)
        where = f",line={spot.line},col={spot.column}" if spot else ""
        title = escape_property(f"{messages.check_kind(finding.kind)}, trang {finding.page}")
        command = _GITHUB[finding.severity]
        yield f"::{command} file={escape_property(finding.path)}{where},title={title}::{escape_data(_message(finding))}"


def _message(finding: Finding) -> str:
    parts = [finding.explanation_vi or finding.quote, finding.explanation_en or ""]
    if finding.suggestion:
        parts.append(messages.suggestion(finding.suggestion, finding.suggestion_en))
    return "\n".join(part for part in parts if part)


def escape_data(text: str) -> str:
    """Text as a workflow command of GitHub takes it: it can end no command and begin none."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property of a workflow command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
