"""`solieu letter`: the confirmed findings as a request for explanation, one DOCX an office, ready to sign."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import yaml
from pydantic import BaseModel, ConfigDict

from pipeline.audit.findings import Finding, documents_with_checks, fetch_findings, prepare
from pipeline.audit.folder import write_file
from pipeline.audit.masking import Mask
from pipeline.audit.pictures import is_drawable
from pipeline.audit.rows import Row, fetch
from schemas.check import Review

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
WIDTHS_CM = (1.3, 2.7, 3.9, 2.0, 2.0, 4.1)
MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date: the same rows give the same bytes
_DOCUMENT = """
SELECT d.document_id, d.path, d.media_type, d.symbol, d.title, d.issuer, d.issued_on, d.doc_type, p.name AS place
FROM documents d LEFT JOIN places p ON p.place_id = d.place_id WHERE d.document_id = $document
"""


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that asks; blank where a person will fill it in."""

    name: str = ""
    above: str = ""
    town: str = ""


class LetterWords(BaseModel):
    """letter.yaml: what stands in every letter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: str
    motto: str
    above_blank: str
    sender_blank: str
    town_blank: str
    number: str
    subject: str
    date: str
    to: str
    opening: str
    sender_in_text_blank: str
    columns: tuple[str, ...]
    place: str
    page: str
    section: str
    request: str
    request_suggestion: str
    note: str
    closing: tuple[str, ...]
    recipients: str
    recipient_lines: tuple[str, ...]
    signer: str
    signature: str
    signer_name: str
    lower_words: frozenset[str]
    types: dict[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report asked about: how it is called in a letter, and its confirmed findings."""

    office: str
    name: str
    has_pages: bool
    findings: tuple[Finding, ...]


@cache
def load_words() -> LetterWords:
    """The words of letter.yaml."""
    text = (files("pipeline") / "handover" / "letter.yaml").read_text(encoding="utf-8")
    return LetterWords.model_validate(yaml.safe_load(text))


def write_letters(connection: duckdb.DuckDBPyConnection, folder: Path, sender: Sender, mask: Mask) -> Iterator[Path]:
    """Write one letter for each office that has confirmed findings."""
    prepare(connection)
    offices: dict[str, list[Report]] = defaultdict(list)
    for document_id in documents_with_checks(connection):
        confirmed = select_confirmed(fetch_findings(connection, document_id, mask))
        if confirmed:
            (row,) = fetch(connection, _DOCUMENT, document=document_id)
            report = Report(mask.hide(name_office(row)), name_report(row, mask), has_pages(row), tuple(confirmed))
            offices[report.office].append(report)
    for office, reports in sorted(offices.items()):
        path = folder / f"{make_file_name(office)}.docx"
        write_file(path, make_letter(office, reports, sender))
        yield path


def select_confirmed(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings that a person confirmed or corrected, one for each slip, in the order of the pages."""
    first: dict[str, Finding] = {}
    for finding in findings:
        if finding.review in (Review.CONFIRMED, Review.CORRECTED) and not finding.is_question:
            kept = first.setdefault(finding.slip_id, finding)
            if finding.is_primary and not kept.is_primary:
                first[finding.slip_id] = finding
    return sorted(first.values(), key=lambda f: (f.page, min((o.start for o in f.operands), default=0)))


def has_pages(row: Row) -> bool:
    """Whether its pages are those of the paper: a Word file or a text is one page here, however long it prints."""
    return is_drawable(str(row["media_type"]))


def name_office(row: Row) -> str:
    """Whom to ask: the office that issued the report, else that of the place it is about."""
    if row["issuer"]:
        return soften_capitals(str(row["issuer"]))
    return f"Ủy ban nhân dân {row['place']}" if row["place"] else "………………………………"


def soften_capitals(name: str) -> str:
    """A name printed in capitals as it stands in running text.

    >>> soften_capitals("ỦY BAN NHÂN DÂN HUYỆN VĨNH KHÊ")
    'Ủy ban nhân dân huyện Vĩnh Khê'
    """
    if not name.isupper():
        return name
    words = [word if word in load_words().lower_words else word.capitalize() for word in name.lower().split()]
    softened = " ".join(words)
    return softened[:1].upper() + softened[1:]


def name_report(row: Row, mask: Mask) -> str:
    """How a letter calls a report: kind, symbol, date, title; else its file."""
    parts = [load_words().types.get(str(row["doc_type"]), "văn bản")]
    if row["symbol"]:
        symbol = str(row["symbol"])
        parts.append(f"số {'……' if symbol.startswith('/') else ''}{symbol}")
    if row["issued_on"]:
        parts.append(f"ngày {row['issued_on']:%d/%m/%Y}")
    if row["title"]:
        title = str(row["title"])[:300]
        parts.append(f"về {title[:1].lower()}{title[1:]}")
    return mask.hide(" ".join(parts) if len(parts) > 1 else f"{parts[0]} ({row['path']})")


def make_file_name(office: str) -> str:
    """A file name of plain letters.

    >>> make_file_name("Ủy ban nhân dân huyện Vĩnh Khê")
    'uy-ban-nhan-dan-huyen-vinh-khe'
    """
    plain = unicodedata.normalize("NFD", office.lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "cong-van"


def make_letter(office: str, reports: Sequence[Report], sender: Sender) -> bytes:
    """The .docx of one letter."""
    import docx
    from docx.shared import Cm, Pt

    words = load_words()
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "solieu", words.subject
    document.core_properties.created = document.core_properties.modified = MADE_ON
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(docx.oxml.ns.qn("w:eastAsia"), FONT)
    _write_head(document, words, sender)
    _write_body(document, words, office, reports, sender)
    _write_foot(document, words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write_head(document: Document, words: LetterWords, sender: Sender) -> None:
    """Two columns: the offices and the number; the state, its motto and the date."""
    left, right = _add_pair(document, 6.2, 9.8)
    _line(left, (sender.above or words.above_blank).upper(), size=13)
    _line(left, (sender.name or words.sender_blank).upper(), size=13, is_bold=True, has_rule=True)
    _line(left, words.number, size=13)
    _line(left, words.subject, size=12)
    _line(right, words.state, size=12.5, is_bold=True)
    _line(right, words.motto, size=14, is_bold=True, has_rule=True)
    _line(right, words.date.format(town=sender.town or words.town_blank), size=14, is_italic=True)


def _write_body(document: Document, words: LetterWords, office: str, reports: Sequence[Report], sender: Sender) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    who = sender.name or words.sender_in_text_blank
    to = document.add_paragraph(words.to.format(office=office))
    to.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
    names = number_names([report.name for report in reports])
    count = sum(len(report.findings) for report in reports)
    _paragraph(document, words.opening.format(reports=names, sender=who, count=f"{count:02d}"))
    _write_table(document, words, reports)
    for line in words.closing:
        _paragraph(
            document,
            line.format(sender=who[:1].upper() + who[1:] if line.startswith("{sender}") else who, office=office),
        )


def number_names(names: Sequence[str]) -> str:
    """One name as it is; several with numbers, by which the table calls them."""
    return names[0] if len(names) == 1 else "; ".join(f"({place}) {name}" for place, name in enumerate(names, 1))


def _write_table(document: Document, words: LetterWords, reports: Sequence[Report]) -> None:
    table = document.add_table(rows=1, cols=len(words.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, words.columns, strict=True):
        _fill(cell, name, is_bold=True)
    _mark_row(table.rows[0], "w:tblHeader")
    number = 0
    for report in reports:
        for finding in report.findings:
            number += 1
            for cell, text in zip(table.add_row().cells, _cells(words, number, report, finding, reports), strict=True):
                _fill(cell, text)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
    _set_widths(table, WIDTHS_CM)


def _cells(
    words: LetterWords, number: int, report: Report, finding: Finding, reports: Sequence[Report]
) -> tuple[str, ...]:
    number_of = f" ({reports.index(report) + 1})" if len(reports) > 1 else ""
    places = [words.place.format(number=number_of)]
    if report.has_pages or finding.page > 1:
        places.append(words.page.format(page=finding.page))
    if finding.section:
        places.append(words.section.format(section=finding.section.rpartition(" > ")[2]))
    return (
        str(number),
        ", ".join(places),
        f"“{finding.quote}”",
        finding.stated or "",
        finding.expected or "",
        _ask(words, finding),
    )


def _ask(words: LetterWords, finding: Finding) -> str:
    why = finding.explanation_vi or ""
    form = words.request_suggestion if finding.correction else words.request
    asked = form.format(why=why, suggestion=finding.correction).strip()
    return f"{asked} {words.note.format(note=finding.review_note)}" if finding.review_note else asked


def _write_foot(document: Document, words: LetterWords) -> None:
    document.add_paragraph()
    left, right = _add_pair(document, 7.6, 8.4)
    _line(left, words.recipients, size=12, is_bold=True, is_italic=True, is_left=True)
    for line in words.recipient_lines:
        _line(left, line, size=11, is_left=True)
    _line(right, words.signer, size=14, is_bold=True)
    _line(right, words.signature, size=14, is_italic=True)
    for _ in range(3):
        right.add_paragraph()
    _line(right, words.signer_name, size=14, is_bold=True)


def _add_pair(document: Document, left_cm: float, right_cm: float) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (left_cm, right_cm))
    left, right = table.rows[0].cells
    return left, right


def _set_widths(table: Table, widths_cm: Sequence[float]) -> None:
    """Widths of the columns, of the table and of every cell: Word reads the cells, LibreOffice the columns."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _line(
    cell: _Cell,
    text: str,
    *,
    size: float,
    is_bold: bool = False,
    is_italic: bool = False,
    is_left: bool = False,
    has_rule: bool = False,
) -> None:
    """A line of a cell, centred; the first takes the paragraph that is there."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    empty = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if empty.runs or len(cell.paragraphs) > 1 else empty
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_left else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = is_bold, is_italic, Pt(size)
    if has_rule:  # the rule under the name and the motto, as long as a third to all of the words
        below = cell.add_paragraph("⸻")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below.paragraph_format.space_after, below.paragraph_format.line_spacing = Pt(2), Pt(7)


def _paragraph(document: Document, text: str) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    return paragraph


def _fill(cell: _Cell, text: str, *, is_bold: bool = False) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, Pt(12)


def _mark_row(row: _Row, mark: str) -> None:
    """Say of a row that it comes again on every page, or that no page end may cut it."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001  # python-docx has no way of its own
