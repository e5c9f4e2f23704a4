"""`solieu annotate`: every report with findings, marked: PDF and scans as PDF, everything else set as a DOCX."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import messages
from pipeline.audit.findings import Finding, Operand, documents_with_checks, fetch_findings, prepare
from pipeline.audit.folder import fetch_document, write_file
from pipeline.audit.masking import Mask
from pipeline.audit.pictures import IMAGE_TYPES, PDF
from pipeline.audit.rows import fetch, to_points
from pipeline.audit.sheets import fetch_sheet
from pipeline.errors import UserError
from pipeline.handover.pdf_notes import Highlight, annotate_pdf
from pipeline.handover.pdf_update import join_lines
from pipeline.handover.set_page import set_report
from pipeline.stages.ingest import locate
from schemas.check import Review

_SIZES = "SELECT page, width, height FROM pages WHERE document_id = $document AND width IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Written:
    """A file written, and what must be said about it."""

    path: Path
    is_signed: bool = False


def annotate_reports(
    connection: duckdb.DuckDBPyConnection, reports: Path, folder: Path, mask: Mask, *, is_confirmed_only: bool
) -> Iterator[Written]:
    """Write one marked file for each document with findings that nobody has dismissed."""
    prepare(connection)
    for document_id in documents_with_checks(connection):
        findings = select_findings(fetch_findings(connection, document_id, mask), is_confirmed_only=is_confirmed_only)
        if findings:
            yield _annotate(connection, reports, folder, document_id, findings, mask)


def select_findings(findings: Sequence[Finding], *, is_confirmed_only: bool) -> Sequence[Finding]:
    """Findings to pass on: no questions, none dismissed; on demand only what a person confirmed."""
    accused = [finding for finding in findings if not finding.is_question and finding.review != Review.DISMISSED]
    return [finding for finding in accused if finding.review or not is_confirmed_only]


def _annotate(
    connection: duckdb.DuckDBPyConnection,
    reports: Path,
    folder: Path,
    document_id: str,
    findings: Sequence[Finding],
    mask: Mask,
) -> Written:
    document, paths = fetch_document(connection, document_id)
    name = document.path.replace("/", "__")
    if document.media_type == PDF or document.media_type in IMAGE_TYPES:
        try:
            data = locate(reports, document, paths)
        except OSError as error:
            raise UserError(messages.report_gone(document.path, reports)) from error
        if document.media_type in IMAGE_TYPES:
            data = _image_as_pdf(connection, document_id, data)
        marked = annotate_pdf(data, list(find_highlights(document_id, findings)))
        path = folder / (name if name.casefold().endswith(".pdf") else f"{name}.pdf")
        write_file(path, marked.data)
        return Written(path, marked.is_signed)
    path = folder / f"{name}.docx"
    sheets = [fetch_sheet(connection, *key, mask) for key in _pages_of(findings, document_id)]
    write_file(path, set_report(document.path, [sheet for sheet in sheets if sheet], findings))
    return Written(path)


def _pages_of(findings: Sequence[Finding], document_id: str) -> Sequence[tuple[str, int]]:
    keys = {key for finding in findings for key in finding.pages if key[0] == document_id}
    return sorted(keys)


def find_highlights(document_id: str, findings: Sequence[Finding]) -> Iterator[Highlight]:
    """A highlight for every operand with a place on a page of this document; the accused says the finding."""
    for finding in findings:
        here = [operand for operand in finding.operands if operand.document_id == document_id and operand.box]
        accused = next((operand for operand in here if operand.is_accused), here[0] if here else None)
        for operand in here:
            words = describe(finding) if operand is accused else describe_operand(finding, operand)
            yield Highlight(operand.page, operand.box or (), words, operand is accused)


def describe(finding: Finding) -> str:
    """What a note on the accused number says."""
    kind = messages.CHECK_KINDS[finding.kind]
    return join_lines(
        [
            f"{kind[:1].upper()}{kind[1:]}",
            f"Văn bản ghi: {finding.stated}" if finding.stated else "",
            f"Theo các số khác: {finding.expected}" if finding.expected else "",
            finding.explanation_vi or "",
            f"Sửa ít nhất: {finding.correction}" if finding.correction else finding.suggestion or "",
            finding.review_note or "",
        ]
    )


def describe_operand(finding: Finding, operand: Operand) -> str:
    """What a note on another number says: what it decides."""
    return f"Dùng để đối chiếu: {finding.stated or finding.quote} ({operand.text})"


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
