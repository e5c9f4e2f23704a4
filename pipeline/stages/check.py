"""Check: checks: whether the figures of a document agree."""

from __future__ import annotations

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.stages import STAGE_OF
from schemas.parcel import Parcel


def run(context: Context) -> None:
    """Write the tables of this stage for every document."""
    run_documents(context, STAGE_OF["check"], check_document)


def check_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with checks, and what goes with them. In a worker."""
    from pipeline.arithmetic.judge import judge

    return judge(parcel, compiled_rules())
