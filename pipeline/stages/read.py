"""Read: pages, table_cells and cell_spans: the text of every document and the tables in it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.sidecar import warn_unapplied
from pipeline.stages import STAGE_OF
from pipeline.stages.ingest import locate
from schemas.correction import CorrectionField
from schemas.document import ErrorCode
from schemas.parcel import Parcel


def run(context: Context) -> None:
    """Write the tables of this stage for every document; a correction that found nothing to correct is said."""
    stage = STAGE_OF["read"]
    run_documents(context, stage, read_document)
    warn_unapplied(context, stage, CorrectionField.FIGURE)


def read_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with the pages and tables of its file. In a worker."""
    from extractors.corrections import correct_figures
    from extractors.readers import fail, read_bytes
    from extractors.readers.failure import ReadFailure

    data = locate(layout.input, parcel.document, parcel.paths)
    try:
        data, media_type = make_new(data, parcel.document.media_type)
    except ReadFailure as failure:
        return fail(parcel, failure)
    opened = replace(parcel, document=replace(parcel.document, media_type=media_type))
    read = correct_figures(read_scans(data, read_bytes(data, opened, compiled_rules()), layout))
    return replace(read, document=replace(read.document, media_type=parcel.document.media_type))


def read_scans(data: bytes, parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with its scanned pages read, where Tesseract and the extra `ocr` are installed."""
    if all(page.error_code is not ErrorCode.OCR_UNAVAILABLE for page in parcel.pages):
        return parcel
    try:
        from pipeline.tools.ocr import fill_scanned_pages
    except ImportError:
        return parcel
    return fill_scanned_pages(data, parcel, layout.cache, compiled_rules())


def make_new(data: bytes, media_type: str) -> tuple[bytes, str]:
    """An old office file as a new one, anything else as it is; raises ReadFailure where that cannot be done."""
    from pipeline.tools.libreoffice import CONVERSIONS, convert_office

    return convert_office(data, media_type) if data and media_type in CONVERSIONS else (data, media_type)
