"""A report as .docx: a letterhead in a table without rules, paragraphs, ruled tables; the same bytes every time."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.samples.model import Report
from corpus.samples.pieces import Grid, Line, NewPage, Pair, Runs, pieces_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def set_word(report: Report) -> bytes:
    """The report as Word would save it."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = report.metadata.title, "", ""
    properties.created = properties.modified = LONG_AGO.replace(tzinfo=None)
    for piece in pieces_of(report):
        if isinstance(piece, Pair):
            _add_pair(document, piece)
        elif isinstance(piece, Grid):
            _add_grid(document, piece)
        elif isinstance(piece, NewPage):
            document.add_page_break()  # type: ignore[no-untyped-call]
        elif isinstance(piece, Line):
            paragraph = document.add_paragraph()
            _add_runs(paragraph, piece.runs)
            if piece.is_centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    stream = BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _add_runs(paragraph: Paragraph, runs: Runs) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.is_bold or None, run.is_italic or None


def _add_pair(document: Document, pair: Pair) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (pair.left, pair.right), strict=True):
        for index, runs in enumerate(lines):
            _add_runs(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), runs)


def _add_grid(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.header))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, (grid.header, *grid.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)


def without_clock(data: bytes) -> bytes:
    """The archive with every part dated alike."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, ZIP_DATE)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            after.writestr(part, before.read(name))
    return stream.getvalue()
