"""A text, DOCX or workbook set as a Word document of its own: the words as read, numbers marked, notes as comments."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline import messages
from pipeline.audit.findings import Finding
from pipeline.audit.sheets import Cell, Sheet, Table
from pipeline.handover.notes import describe

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR, INITIALS = "solieu", "SL"
MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date: the same rows give the same bytes
_LINE = re.compile(r"[^\n\f]+")

Mark = tuple[int, int, bool, int]
"""Start, end, whether it is accused, and the number of its finding."""


def set_report(title: str, sheets: Sequence[Sheet], findings: Sequence[Finding]) -> bytes:
    """The .docx: pages in order, every operand highlighted, a comment on the accused of each finding."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.core_properties.author, document.core_properties.title = AUTHOR, title[:200]
    document.core_properties.created = document.core_properties.modified = MADE_ON
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = messages.set_page_note(title[:200])
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for sheet in sheets:
        _set_sheet(document, sheet, findings)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_sheet(document: Document, sheet: Sheet, findings: Sequence[Finding]) -> None:
    marks = sorted(
        (operand.start, operand.end, operand.is_accused, number)
        for number, finding in enumerate(findings)
        for operand in finding.operands
        if (operand.document_id, operand.page) == (sheet.document_id, sheet.page)
    )
    runs: dict[int, Run] = {}
    reached = 0
    for table in sheet.tables:
        _set_lines(document, sheet.text, reached, table.start, marks, runs)
        _set_table(document, sheet.text, table, marks, runs)
        reached = table.end
    _set_lines(document, sheet.text, reached, len(sheet.text), marks, runs)
    for number, run in sorted(runs.items()):
        document.add_comment(run, text=_describe(findings[number]), author=AUTHOR, initials=INITIALS)


def _describe(finding: Finding) -> str:
    return describe(finding).replace("\r", "\n")


def _set_lines(
    document: Document, text: str, start: int, end: int, marks: Sequence[Mark], runs: dict[int, Run]
) -> None:
    for match in _LINE.finditer(text, start, end):
        if match[0].strip():
            _set_run(document.add_paragraph(), text, match.start(), match.end(), marks, runs)


def _set_table(document: Document, text: str, table: Table, marks: Sequence[Mark], runs: dict[int, Run]) -> None:
    rows = sorted({cell.row for cell in table.cells})
    width = max(cell.col for cell in table.cells) + 1
    made = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    grid = [row.cells for row in made.rows]
    for cell in table.cells:
        paragraph = grid[rows.index(cell.row)][cell.col].paragraphs[0]
        _set_run(paragraph, text, cell.start, cell.end, marks, runs)
        _set_header(paragraph.runs, cell)


def _set_header(runs: Iterable[Run], cell: Cell) -> None:
    for run in runs if cell.is_header else ():
        run.bold = True


def _set_run(
    paragraph: Paragraph, text: str, start: int, end: int, marks: Sequence[Mark], runs: dict[int, Run]
) -> None:
    """The words from start to end, cut where a mark begins and ends."""
    from docx.enum.text import WD_COLOR_INDEX

    reached = start
    for first, last, is_accused, number in marks:
        if first < reached or last > end:
            continue
        _add(paragraph, text[reached:first])
        run = _add(paragraph, text[first:last])
        run.font.highlight_color = WD_COLOR_INDEX.PINK if is_accused else WD_COLOR_INDEX.YELLOW
        if is_accused or number not in runs:
            runs[number] = run
        reached = last
    _add(paragraph, text[reached:end])


def _add(paragraph: Paragraph, words: str) -> Run:
    return paragraph.add_run(words.replace("\t", "    "))
