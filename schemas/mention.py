"""Every number printed, with its kind."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column


class MentionKind(StrEnum):
    """What a printed number is."""

    FIGURE = "figure"
    LEGAL_REFERENCE = "legal_reference"
    DATE = "date"
    PERIOD = "period"
    HEADING = "heading"
    ROW_NUMBER = "row_number"
    IDENTIFIER = "identifier"
    RANK = "rank"
    FORMULA = "formula"
    FOOTNOTE = "footnote"
    PAGE_NUMBER = "page_number"
    UNCLASSIFIED = "unclassified"


@dataclass(frozen=True, slots=True)
class Mention:
    """One numeral as printed; mentions never overlap and every digit lies in exactly one."""

    mention_id: Annotated[str, Column("Identifier from document, page and offset.")]
    document_id: Annotated[str, Column("The document (documents.document_id).")]
    page: Annotated[int, Column("Page it stands on.")]
    char_start: Annotated[int, Column("Start in pages.text, 0-based code points.")]
    char_end: Annotated[int, Column("End in pages.text, exclusive.")]
    text: Annotated[str, Column("The numeral exactly as printed, without % or unit.")]
    context: Annotated[str, Column("Up to 60 characters of the page on either side.")]
    kind: Annotated[MentionKind, Column("What the number is; unclassified where no rule understands it.")]
    value: Annotated[Decimal | None, Column("The value, magnitude applied; NULL for dates, references and names.")] = (
        None
    )
    decimals: Annotated[int | None, Column("Decimals as printed.")] = None
    magnitude: Annotated[
        Decimal | None, Column("1, or what the following word multiplies by (1000000000 for 'tỷ').")
    ] = None
    x0: Annotated[Decimal | None, Column("Left edge in points from the page's left.")] = None
    y0: Annotated[Decimal | None, Column("Top edge in points from the page's top.")] = None
    x1: Annotated[Decimal | None, Column("Right edge in points.")] = None
    y1: Annotated[Decimal | None, Column("Bottom edge in points.")] = None
    fact_id: Annotated[str | None, Column("The fact whose own value it is, else the first fact it serves.")] = None
    rule: Annotated[str | None, Column("The rule that gave the kind.")] = None
