"""The audit folder: index.html, documents/<id>.html, the workbook and the CSV files, written from a warehouse."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.audit.findings import Finding, documents_with_checks, fetch_findings, prepare
from pipeline.audit.index import MAX_FINDINGS, fetch_documents, make_index, pair_words
from pipeline.audit.masking import Mask
from pipeline.audit.page import load_words, render_document, render_index
from pipeline.audit.pictures import Picture, PictureTask, is_drawable
from pipeline.audit.rows import Row, fetch, to_points
from pipeline.audit.sheets import Sheet, fetch_sheet
from pipeline.paths import Layout
from pipeline.reviews import Decisions
from schemas.document import Document, DocumentPath, DocumentStatus

MAX_QUESTION_PAGES = 20
"""Pages of a document shown for open questions alone."""
DOCUMENTS_FOLDER = "documents"
BATCH = 16
"""Documents drawn at a time: enough to keep the workers busy, few enough to hold their pictures in memory."""

Key = tuple[str, int]
Draw = Callable[[Sequence[PictureTask]], Iterator[tuple[PictureTask, Sequence[Picture]]]]
"""Draws pages somewhere; a document that could not be drawn comes back without pictures."""

_WORDS = """
SELECT x0, y0, x1, y1 FROM words
WHERE document_id = $document AND page = $page AND char_end > $start AND char_start < $end ORDER BY char_start
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to write the pages: the warehouse, where the reports are, what draws, what people decided."""

    connection: duckdb.DuckDBPyConnection
    layout: Layout
    draw: Draw
    decisions: Decisions
    mask: Mask


@dataclass(frozen=True, slots=True)
class Folder:
    """A document's page before its pictures: its row, its findings, the pages it shows."""

    row: Row
    findings: Sequence[Finding]
    sheets: Mapping[Key, Sheet]


def write_pages(desk: Desk, audit: Path) -> frozenset[str]:
    """Write index.html and a page for every document with findings or questions, whose ids come back."""
    prepare(desk.connection)
    documents = fetch_documents(desk.connection)
    rows = {str(row["document_id"]): row for row in documents}
    linked = documents_with_checks(desk.connection)
    listed: list[Finding] = []
    remove_strangers(audit / DOCUMENTS_FOLDER, {f"{document_id}.html" for document_id in linked})
    for start in range(0, len(linked), BATCH):
        batch = [_fetch_folder(desk, rows[document_id]) for document_id in linked[start : start + BATCH]]
        pictures = _draw_sheets(desk, [sheet for folder in batch for sheet in folder.sheets.values()])
        for folder in batch:
            listed += folder.findings
            decisions = desk.decisions.values()
            html = render_document(folder.row, folder.findings, folder.sheets, pictures, decisions, desk.mask)
            write_file(audit / DOCUMENTS_FOLDER / f"{folder.row['document_id']}.html", html.encode())
    index = make_index(desk.connection, documents, worst_first(listed), linked, pair_words(load_words()), desk.mask)
    write_file(audit / "index.html", render_index(index, desk.decisions.values(), desk.mask).encode())
    return index.linked


def _fetch_folder(desk: Desk, row: Row) -> Folder:
    findings = fetch_findings(desk.connection, str(row["document_id"]), desk.mask)
    return Folder(row, findings, _fetch_sheets(desk, findings))


def worst_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings of all documents, the worst first, as many as the index lists; then questions."""
    ranks = {"major": 0, "minor": 1, "note": 2}
    ordered = sorted(findings, key=lambda f: (f.is_question, ranks.get(f.severity, 3)))
    return ordered[:MAX_FINDINGS]


def _fetch_sheets(desk: Desk, findings: Sequence[Finding]) -> Mapping[Key, Sheet]:
    """Pages of all findings, and of the first questions."""
    found = [key for finding in findings if not finding.is_question for key in finding.pages]
    asked = [key for finding in findings if finding.is_question for key in finding.pages if key not in found]
    wanted = dict.fromkeys([*found, *list(dict.fromkeys(asked))[:MAX_QUESTION_PAGES]])
    sheets = {key: fetch_sheet(desk.connection, *key, desk.mask) for key in wanted}
    return {key: sheet for key, sheet in sheets.items() if sheet is not None}


def _draw_sheets(desk: Desk, sheets: Iterable[Sheet]) -> Mapping[Key, Picture]:
    pages: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if is_drawable(sheet.media_type) and sheet.size:
            pages.setdefault(sheet.document_id, []).append(sheet)
    tasks = [_make_task(desk, document_id, found) for document_id, found in pages.items()]
    drawn = desk.draw(tasks) if tasks else iter(())
    return {(task.document.document_id, picture.page): picture for task, pictures in drawn for picture in pictures}


def _make_task(desk: Desk, document_id: str, sheets: Sequence[Sheet]) -> PictureTask:
    hidden = tuple((sheet.page, box) for sheet in sheets for box in _find_hidden(desk, sheet))
    pages = tuple(sorted(sheet.page for sheet in sheets))
    return PictureTask(desk.layout, *fetch_document(desk.connection, document_id), pages, hidden)


def fetch_document(
    connection: duckdb.DuckDBPyConnection, document_id: str
) -> tuple[Document, tuple[DocumentPath, ...]]:
    """What is needed to find a document's bytes again: its identity and all its names."""
    query = "SELECT path, sha256, media_type FROM documents WHERE document_id = $document"
    names = "SELECT path FROM document_paths WHERE document_id = $document ORDER BY path"
    (row,) = fetch(connection, query, document=document_id)
    paths = fetch(connection, names, document=document_id)
    path, sha256, media_type = (str(row[name]) for name in ("path", "sha256", "media_type"))
    document = Document(document_id, path, sha256, media_type, DocumentStatus.OK)
    return document, tuple(DocumentPath(document_id, str(name["path"])) for name in paths)


def _find_hidden(desk: Desk, sheet: Sheet) -> Iterator[tuple[float, ...]]:
    """Boxes of the words that hold a personal number."""
    query = "SELECT text FROM pages WHERE document_id = $document AND page = $page"
    text = str(fetch(desk.connection, query, document=sheet.document_id, page=sheet.page)[0]["text"])
    for start, end in desk.mask.spans(text):
        words = fetch(desk.connection, _WORDS, document=sheet.document_id, page=sheet.page, start=start, end=end)
        for word in words:
            yield tuple(to_points(word[side]) or 0.0 for side in ("x0", "y0", "x1", "y1"))


def remove_strangers(folder: Path, wanted: set[str]) -> None:
    """Remove pages of documents that are no longer there, and halves that a killed run left."""
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.name not in wanted:
            path.unlink()


def write_file(path: Path, data: bytes) -> None:
    """Bytes written aside and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    aside.write_bytes(data)
    os.replace(aside, path)
