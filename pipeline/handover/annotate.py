"""`solieu annotate`: every report with findings, marked: PDF and scans as they are, all else set again as a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import messages
from pipeline.audit.findings import Finding, documents_with_checks, fetch_findings, prepare
from pipeline.audit.folder import fetch_document, write_file
from pipeline.audit.masking import Mask
from pipeline.audit.pictures import IMAGE_TYPES, PDF
from pipeline.audit.rows import fetch, to_points
from pipeline.audit.sheets import Sheet, fetch_sheet
from pipeline.errors import UserError
from pipeline.handover.notes import note_on
from pipeline.handover.pdf_notes import Highlight, annotate_pdf
from pipeline.handover.set_page import set_report
from pipeline.handover.set_pdf import set_report_as_pdf
from pipeline.stages.ingest import locate
from schemas.check import Review
from schemas.document import Document, DocumentPath

WORD_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
)
_SIZES = "SELECT page, width, height FROM pages WHERE document_id = $document AND width IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Written:
    """A file written, and what must be said about it."""

    path: Path
    is_signed: bool = False


def annotate_reports(
    connection: duckdb.DuckDBPyConnection, reports: Path, folder: Path, mask: Mask, *, is_confirmed_only: bool
) -> Iterator[Written]:
    """Write the marked copies of each document with findings that nobody has dismissed."""
    prepare(connection)
    for document_id in documents_with_checks(connection):
        findings = select_findings(fetch_findings(connection, document_id, mask), is_confirmed_only=is_confirmed_only)
        if findings:
            document, paths = fetch_document(connection, document_id)
            if document.media_type == PDF or document.media_type in IMAGE_TYPES:
                data = _read_original(connection, reports, document, paths)
                yield _mark_original(folder, document, data, findings)
            else:
                sheets = [fetch_sheet(connection, *key, mask) for key in _pages_of(findings, document_id)]
                yield from _set_again(folder, document, [sheet for sheet in sheets if sheet], findings, mask)


def select_findings(findings: Sequence[Finding], *, is_confirmed_only: bool) -> Sequence[Finding]:
    """Findings to pass on: no questions, none dismissed; on demand only what a person confirmed."""
    accused = [finding for finding in findings if not finding.is_question and finding.review != Review.DISMISSED]
    return [finding for finding in accused if finding.review or not is_confirmed_only]


def _read_original(
    connection: duckdb.DuckDBPyConnection, reports: Path, document: Document, paths: Sequence[DocumentPath]
) -> bytes:
    """The bytes of a PDF; an image as one."""
    try:
        data = locate(reports, document, tuple(paths))
    except OSError as error:
        raise UserError(messages.report_gone(document.path, reports)) from error
    return _image_as_pdf(connection, document.document_id, data) if document.media_type in IMAGE_TYPES else data


def _mark_original(folder: Path, document: Document, data: bytes, findings: Sequence[Finding]) -> Written:
    marked = annotate_pdf(data, list(find_highlights(document.document_id, findings)))
    path = folder / name_file(document.path, ".pdf")
    write_file(path, marked.data)
    return Written(path, marked.is_signed)


def _set_again(
    folder: Path, document: Document, sheets: Sequence[Sheet], findings: Sequence[Finding], mask: Mask
) -> Iterator[Written]:
    """A set page as PDF; for what an office writes in Word, also as a Word file with comments."""
    pdf, title = folder / name_file(document.path, ".pdf"), mask.hide(document.path)
    write_file(pdf, set_report_as_pdf(title, sheets, findings))
    yield Written(pdf)
    if document.media_type in WORD_TYPES:
        word = folder / name_file(document.path, ".docx")
        write_file(word, set_report(title, sheets, findings))
        yield Written(word)


def name_file(path: str, ending: str) -> str:
    """The name of a marked copy: that of the report, with its folders, and the ending.

    >>> name_file("2023/a.pdf", ".pdf"), name_file("a.txt", ".pdf")
    ('2023__a.pdf', 'a.txt.pdf')
    """
    name = path.replace("/", "__")
    return name if name.casefold().endswith(ending) else f"{name}{ending}"


def _pages_of(findings: Sequence[Finding], document_id: str) -> Sequence[tuple[str, int]]:
    keys = {key for finding in findings for key in finding.pages if key[0] == document_id}
    return sorted(keys)


def find_highlights(document_id: str, findings: Sequence[Finding]) -> Iterator[Highlight]:
    """A highlight for every operand with a place on a page of this document; the accused says the finding."""
    for finding in findings:
        here = [operand for operand in finding.operands if operand.document_id == document_id and operand.box]
        for operand, words, is_accused in note_on(finding, here):
            yield Highlight(operand.page, operand.box or (), words, is_accused)


def _image_as_pdf(connection: duckdb.DuckDBPyConnection, document_id: str, data: bytes) -> bytes:
    """An image file as a PDF whose pages are as large as the warehouse says."""
    import pikepdf
    import PIL.Image
    import PIL.ImageOps
    import PIL.ImageSequence

    sizes = {row["page"]: row for row in fetch(connection, _SIZES, document=document_id)}
    out = pikepdf.new()
    with PIL.Image.open(io.BytesIO(data)) as file:
        for number, frame in enumerate(PIL.ImageSequence.Iterator(file), 1):
            picture = PIL.ImageOps.exif_transpose(frame).convert("RGB")
            width = to_points(sizes[number]["width"]) if number in sizes else None
            one = io.BytesIO()
            picture.save(one, "PDF", resolution=picture.width * 72 / (width or 595.0))
            with pikepdf.open(one) as page:
                out.pages.extend(page.pages)
    whole = io.BytesIO()
    out.save(whole, deterministic_id=True)
    return whole.getvalue()
