"""Every sample report, in the order of the README."""

from __future__ import annotations

from corpus.samples import (
    commune_budget,
    digital_district,
    farming_clean,
    insurance,
    judgments_clean,
    procedures,
    school_year,
)
from corpus.samples.model import Report


def all_reports() -> tuple[Report, ...]:
    """The sample reports."""
    return (
        digital_district.build(),
        commune_budget.build(),
        school_year.build(),
        farming_clean.build(),
        insurance.build(),
        procedures.build(),
        judgments_clean.build(),
    )
