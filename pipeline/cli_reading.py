"""What the commands read of a finished run: lines and findings of a warehouse, or whole documents from shards."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipeline.audit.masking import Mask
from pipeline.paths import Layout
from pipeline.runner import load_parcel
from pipeline.shards import list_documents
from pipeline.stages import last_writer
from schemas.parcel import Parcel

_LINES_SQL = """
SELECT s.path, s.status, d.error_code, d.error_detail, s.figures, s.checked, s.wrong, s.open_questions,
  s.not_understood, s.pages_not_read, s.same_as_path, s.supersedes_path
FROM document_summary s JOIN documents d USING (document_id) ORDER BY s.path, s.document_id
"""
_FINDINGS_SQL = """
SELECT f.check_id, f.slip_id, f.is_primary, f.path, f.document_id, f.page, f.kind, f.rule, f.verdict, f.severity,
  f.quote, f.explanation_vi, f.explanation_en, f.suggestion, f.suggestion_en, f.review
FROM findings f ORDER BY f.position
"""
_OPERANDS_SQL = """
SELECT o.check_id, o.char_start, o.char_end FROM check_operands o JOIN findings f USING (check_id)
WHERE o.page = f.page AND (f.kind <> 'cross_document' OR o.position = 0) ORDER BY o.check_id, o.position
"""
_PAGES_SQL = """
SELECT document_id, page, text FROM pages WHERE (document_id, page) IN (SELECT (document_id, page) FROM findings)
"""
_AT_LEAST = {"major": ("major",), "minor": ("major", "minor")}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """What there is to say of a document on one line."""

    path: str
    status: str
    error_code: str | None
    error_detail: str | None
    figures: int
    checked: int
    wrong: int
    open_questions: int
    not_understood: int
    pages_not_read: int
    same_as: str | None
    supersedes: str | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, as the warehouse's view has it."""

    check_id: str
    slip_id: str
    is_primary: bool
    path: str
    document_id: str
    page: int
    kind: str
    rule: str
    verdict: str
    severity: str | None
    quote: str
    explanation_vi: str | None
    explanation_en: str | None
    suggestion: str | None
    suggestion_en: str | None
    review: str | None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with what is needed to show it: the page's text and its numbers' places there."""

    row: FindingRow
    page_text: str
    numbers: tuple[tuple[int, int], ...]


@contextlib.contextmanager
def open_warehouse(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, for reading."""
    connection = duckdb.connect(path, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def read_lines(warehouse: duckdb.DuckDBPyConnection, mask: Mask) -> tuple[DocumentLine, ...]:
    """One line a document, by path."""
    lines = (DocumentLine(*row) for row in warehouse.execute(_LINES_SQL).fetchall())
    return tuple(replace(line, error_detail=line.error_detail and mask.hide(line.error_detail)) for line in lines)


def read_findings(warehouse: duckdb.DuckDBPyConnection) -> tuple[ShownFinding, ...]:
    """All findings, the worst first."""
    rows = [FindingRow(*row) for row in warehouse.execute(_FINDINGS_SQL).fetchall()]
    texts = {(document, page): text for document, page, text in warehouse.execute(_PAGES_SQL).fetchall()}
    numbers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for check_id, start, end in warehouse.execute(_OPERANDS_SQL).fetchall():
        numbers[check_id].append((start, end))
    return tuple(ShownFinding(r, texts.get((r.document_id, r.page), ""), tuple(numbers[r.check_id])) for r in rows)


def count_accusations(warehouse: duckdb.DuckDBPyConnection, fail_on: str | None) -> int:
    """Findings of a severity or above that nobody has dismissed; 0 where none is asked for."""
    severities = _AT_LEAST.get(fail_on or "", ())
    query = """
    SELECT count(*) FROM checks JOIN documents USING (document_id)
    WHERE list_contains(?, severity) AND review IS DISTINCT FROM 'dismissed' AND same_as IS NULL
    """
    row = warehouse.execute(query, [severities]).fetchone()
    return int(row[0]) if row and severities else 0


def read_parcels(layout: Layout) -> tuple[Parcel, ...]:
    """Every document of a run as the last stage left it."""
    folder = layout.stage_folder(last_writer("documents"))
    return tuple(load_parcel(layout, document_id) for document_id in list_documents(folder))
