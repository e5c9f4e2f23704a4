"""Read: pages, table_cells and cell_spans: the text of every document and the tables in it."""

from __future__ import annotations

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.stages import STAGE_OF
from pipeline.stages.ingest import locate
from schemas.parcel import Parcel


def run(context: Context) -> None:
    """Write the tables of this stage for every document."""
    run_documents(context, STAGE_OF["read"], read_document)


def read_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with the pages and tables of its file. In a worker."""
    from extractors.readers import read_bytes

    return read_bytes(locate(layout.input, parcel.document, parcel.paths), parcel, compiled_rules())
