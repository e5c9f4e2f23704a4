"""Resolve: facts: what each figure is about, where, when and in which unit."""

from __future__ import annotations

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.stages import STAGE_OF
from schemas.parcel import Parcel


def run(context: Context) -> None:
    """Write the tables of this stage for every document."""
    run_documents(context, STAGE_OF["resolve"], resolve_document)


def resolve_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with facts, and what goes with them. In a worker."""
    from extractors.resolve import resolve_facts

    return resolve_facts(parcel, compiled_rules())
