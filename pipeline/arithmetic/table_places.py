"""Where rows and cells of a table stand in the document."""

from __future__ import annotations

from extractors.table_views import TableView
from extractors.text import DocumentText, Span
from schemas.document import TableCell


def row_quote(table: TableView, row: int, whole: DocumentText) -> Span:
    """The run of the row's cells on its page."""
    cells = [cell for cell in table.rows[row] if cell.char_start is not None]
    page = min(cell.page for cell in cells)
    spans = [cell_span(cell, whole) for cell in cells if cell.page == page]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def cell_span(cell: TableCell, whole: DocumentText) -> Span:
    """The cell's first part."""
    return Span(whole.offset_of(cell.page, cell.char_start or 0), whole.offset_of(cell.page, cell.char_end or 0))
