"""What a person says of a document beside its text: the rows of metadata.csv."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column


class CorrectionField(StrEnum):
    """What a correction is about."""

    PLACE = "place"
    PERIOD = "period"
    DOC_TYPE = "doc_type"
    FIGURE = "figure"


class CorrectionStatus(StrEnum):
    """What became of a correction."""

    WAITING = "waiting"
    APPLIED = "applied"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a metadata.csv that names this document."""

    document_id: Annotated[str, Column("The document (documents.document_id).")]
    source: Annotated[str, Column("The metadata.csv, relative to the input folder.")]
    line: Annotated[int, Column("Line in that file, from 1.")]
    field: Annotated[CorrectionField, Column("What is stated or corrected.")]
    value: Annotated[str, Column("What it is, as written there; of a figure, the words as they should read.")]
    page: Annotated[int | None, Column("Page of a figure.")] = None
    expected: Annotated[str | None, Column("The words of a figure as they were read, to be replaced.")] = None
    reason: Annotated[str | None, Column("Why the value is stated or corrected, as the row says.")] = None
    status: Annotated[CorrectionStatus, Column("Whether it was applied, or why not.")] = CorrectionStatus.WAITING
    detail: Annotated[str | None, Column("What happened, in words, where it was not applied.")] = None
