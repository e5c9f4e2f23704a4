"""The tables of a document with scanned pages: those of both kinds of pages, and those that run over both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from extractors.readers.layout_text import LaidOut
from extractors.readers.pdf import read_pieces
from extractors.readers.pdf_layout import Piece
from extractors.readers.prose_tables import add_flat_tables
from extractors.readers.scan import PageParts, Table, join_pieces
from extractors.rules_compiled import CompiledRules
from schemas.document import CellSpan, TableCell
from schemas.parcel import Parcel

_PDF = "application/pdf"


def number_tables(data: bytes, parcel: Parcel, read: Sequence[PageParts], rules: CompiledRules | None) -> LaidOut:
    """All tables in reading order with their ids: those of the native pages, of the pages read, and over both.

    `parcel` has its pages as read, and the cells the native pages gave.
    """
    scanned = {parts.page.page: parts.pieces for parts in read}
    native = _native_pieces(data, parcel, scanned)
    pieces = [piece for number in sorted({*scanned, *native}) for piece in (scanned | native)[number]]
    known = _known_tables(parcel, scanned.keys(), native)
    tables = [*known, *join_pieces(parcel.document.document_id, pieces, native.keys(), rules)]
    cells, spans = _numbered(parcel.document.document_id, tables)
    laid_out = LaidOut(parcel.pages, cells, spans)
    return laid_out if rules is None else add_flat_tables(parcel.document.document_id, laid_out, rules)


def _native_pieces(
    data: bytes, parcel: Parcel, scanned: Mapping[int, tuple[Piece, ...]]
) -> dict[int, tuple[Piece, ...]]:
    """The pieces of the native pages, where one with a table stands beside a scanned page with one."""
    with_cells = {cell.page for cell in parcel.cells} - scanned.keys()
    beside = {number + by for number, pieces in scanned.items() if pieces for by in (-1, 1)}
    if parcel.document.media_type != _PDF or not with_cells & beside:
        return {}
    return {number: pieces for number, pieces in read_pieces(data).items() if number not in scanned and pieces}


def _known_tables(parcel: Parcel, gone: Collection[int], native: Mapping[int, tuple[Piece, ...]]) -> list[Table]:
    """The tables found before, without what stood on pages read anew, and without those that pieces make again."""
    again = {(number, cell.start) for number, pieces in native.items() for piece in pieces for cell in piece.cells}
    kept: list[Table] = []
    for table_id in dict.fromkeys(cell.table_id for cell in parcel.cells):
        cells = tuple(cell for cell in parcel.cells if cell.table_id == table_id and cell.page not in gone)
        spans = tuple(span for span in parcel.cell_spans if span.table_id == table_id and span.page not in gone)
        if cells and not any((span.page, span.char_start) in again for span in spans):
            kept.append((cells, spans))
    return kept


def _numbered(document_id: str, tables: Iterable[Table]) -> Table:
    all_cells: list[TableCell] = []
    all_spans: list[CellSpan] = []
    ordered = sorted(
        (pair for pair in tables if pair[0]),
        key=lambda pair: min((cell.page, cell.char_start or 0) for cell in pair[0]),
    )
    for number, (cells, spans) in enumerate(ordered, start=1):
        table_id = f"{document_id}-t{number:03d}"
        all_cells += [replace(cell, table_id=table_id) for cell in cells]
        all_spans += [replace(span, table_id=table_id) for span in spans]
    return tuple(all_cells), tuple(all_spans)
