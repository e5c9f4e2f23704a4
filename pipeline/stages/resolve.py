"""Resolve: facts: what each figure is about, where, when, in which unit, and which indicator it states."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pipeline.paths import Layout
from pipeline.runner import Context, compiled_rules, run_documents
from pipeline.sidecar import warn_unapplied
from pipeline.stages import STAGE_OF
from schemas.correction import CorrectionField
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from extractors.indicators import IndicatorLinker


def run(context: Context) -> None:
    """Write the tables of this stage for every document; a place that is stated and not to be found is said."""
    stage = STAGE_OF["resolve"]
    run_documents(context, stage, resolve_document)
    warn_unapplied(context, stage, CorrectionField.PLACE)


def resolve_document(parcel: Parcel, layout: Layout) -> Parcel:
    """The parcel with facts, and what goes with them. In a worker."""
    from extractors.indicators import link_facts
    from extractors.resolve import resolve_facts

    return link_facts(resolve_facts(parcel, compiled_rules()), indicator_linker())


@functools.cache
def indicator_linker() -> IndicatorLinker:
    """The linker of the catalogue, made once a process."""
    from extractors.indicators import IndicatorLinker
    from pipeline.rulebook import load_catalogue

    return IndicatorLinker(load_catalogue())
