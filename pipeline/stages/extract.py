"""Extract: mentions: every printed number, with its kind."""

from __future__ import annotations

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.stages import STAGE_OF
from schemas.parcel import Parcel


def run(context: Context) -> None:
    """Write the tables of this stage for every document."""
    run_documents(context, STAGE_OF["extract"], extract_document)


def extract_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with mentions, and what goes with them. In a worker."""
    from extractors.find import find_mentions

    return find_mentions(parcel, compiled_rules())
