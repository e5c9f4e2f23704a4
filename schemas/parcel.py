"""Everything known of one document, as it flows left to right through the stages."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.check import Check, CheckOperand, RuleRun
from schemas.correction import Correction
from schemas.document import CellSpan, Document, DocumentPath, Page, TableCell, Word
from schemas.fact import Fact, FactMention
from schemas.mention import Mention


@dataclass(frozen=True, slots=True)
class Parcel:
    """One document and its rows; each stage returns it with its own tables filled."""

    document: Document
    paths: tuple[DocumentPath, ...] = ()
    pages: tuple[Page, ...] = ()
    cells: tuple[TableCell, ...] = ()
    cell_spans: tuple[CellSpan, ...] = ()
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    fact_mentions: tuple[FactMention, ...] = ()
    checks: tuple[Check, ...] = ()
    check_operands: tuple[CheckOperand, ...] = ()
    rule_runs: tuple[RuleRun, ...] = ()
    corrections: tuple[Correction, ...] = ()
