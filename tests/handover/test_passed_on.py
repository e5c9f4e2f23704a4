"""Everything that leaves the desk, in every form: hostile words stay words, personal numbers are masked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import duckdb
import openpyxl
import pikepdf
import pypdfium2
import pytest
from rich.console import Console

from pipeline.audit.masking import Mask
from pipeline.cli_audit import show_audit
from pipeline.cli_formats import print_findings
from pipeline.handover.annotate import annotate_reports, find_highlights
from pipeline.handover.diff import compare_warehouses, print_json, print_text
from pipeline.handover.letter import Sender, write_letters
from pipeline.paths import Layout
from schemas.parcel import Parcel
from tests.audit.writing import make_report, write_audit

PHONE, CITIZEN = "0912.345.678", "011084001234"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = ("html", "xlsx", "csv", "letter", "set pdf", "set docx", "notes", "json", "sarif", "github", "terminal", "diff")


def make_parcel(words: str, name: str) -> Parcel:
    """A report with the same words wherever words come from a report."""
    report = make_report(name, words)
    report.document_changes = {"title": words, "issuer": words, "symbol": words, "error_detail": words}
    told = dict.fromkeys(("stated", "expected", "formula", "explanation_vi", "explanation_en"), words)
    sentence = f"Không có sửa đổi nhỏ nào làm mọi số khớp nhau; {words}"
    report.checks[0] = replace(report.checks[0], **told, suggestion=sentence, suggestion_en=words)  # type: ignore[arg-type]
    report.facts[:] = [
        replace(fact, label=words, unit=words, entity=words, section=words, quote=words) for fact in report.facts
    ]
    parcel = report.parcel()
    return replace(parcel, document=replace(parcel.document, media_type=DOCX))


def write_all(folder: Path, parcel: Parcel, words: str, mask: Mask) -> Mapping[str, str]:
    """The text of every form of the findings, all of them confirmed with the words as a note."""
    layout = write_audit(folder, parcel, mask=mask)
    with duckdb.connect(layout.warehouse) as connection:
        connection.execute("UPDATE checks SET review = 'confirmed', review_note = ?", [words])
    forms = {"html": _read_html, "xlsx": _read_book, "csv": _read_csv}
    with duckdb.connect(layout.warehouse, read_only=True) as connection:
        found = {name: read(layout) for name, read in forms.items()}
        found |= _hand_over(connection, layout, folder, parcel, mask)
        found |= {form: print_findings(connection, form, mask) for form in ("json", "sarif", "github")}
        console = Console(file=io.StringIO(), width=200, record=True)
        show_audit(connection, console, mask)
        found["terminal"] = console.export_text()
    empty = folder / "empty"
    empty.mkdir()
    comparison = compare_warehouses(write_audit(empty).warehouse, layout.warehouse, mask)
    return {**found, "diff": print_text(comparison) + print_json(comparison)}


def _read_html(layout: Layout) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(layout.audit.rglob("*.html")))


def _read_csv(layout: Layout) -> str:
    return "".join(path.read_text(encoding="utf-8-sig") for path in sorted(layout.audit.rglob("*.csv")))


def _read_book(layout: Layout) -> str:
    cells = [
        cell
        for sheet in openpyxl.load_workbook(layout.audit / "audit.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return "\n".join(str(cell.value) for cell in cells)


def _hand_over(
    connection: duckdb.DuckDBPyConnection, layout: Layout, folder: Path, parcel: Parcel, mask: Mask
) -> Mapping[str, str]:
    (letter,) = write_letters(connection, folder / "letters", Sender(), mask)
    pdf, word = (f.path for f in annotate_reports(connection, layout.input, folder, mask, is_confirmed_only=True))
    for path in (letter, pdf, word):
        assert path.resolve().is_relative_to(folder.resolve())
    from pipeline.audit.findings import fetch_findings

    findings = fetch_findings(connection, parcel.document.document_id, mask)
    boxed = [replace(f, operands=tuple(replace(o, box=(0.0, 0.0, 9.0, 9.0)) for o in f.operands)) for f in findings]
    notes = [highlight.words for highlight in find_highlights(parcel.document.document_id, boxed)]
    return {
        "letter": _read_docx(letter),
        "set pdf": _read_pdf(pdf),
        "set docx": _read_docx(word),
        "notes": "\n".join(notes),
    }


def _read_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    comments = [comment.text for comment in document.comments]
    headers = [paragraph.text for section in document.sections for paragraph in section.header.paragraphs]
    return "\n".join([*cells, *comments, *headers, *(p.text for p in document.paragraphs)])


def _read_pdf(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        said = [str(note.Contents) for page in pdf.pages for note in page.obj.get("/Annots", pikepdf.Array())]
        said.append(str(pdf.docinfo))
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join([*said, *(page.get_textpage().get_text_range() for page in document)])


PERSONAL = f"tổ (ĐT: {PHONE}, CCCD số {CITIZEN})"


@cache
def personal(folder: Path, *, is_on: bool) -> Mapping[str, str]:
    place = folder / str(is_on)
    place.mkdir()
    return write_all(place, make_parcel(PERSONAL, f"báo cáo {PHONE}.docx"), PERSONAL, Mask(is_on=is_on))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("personal")


PATHS_STAY = {"json", "sarif", "github", "terminal", "diff"}
"""There a path is how a program or a person finds the file again."""


@pytest.mark.parametrize("form", FORMS)
def test_personal_numbers_are_masked(place: Path, form: str) -> None:
    masked, shown = personal(place, is_on=True)[form], personal(place, is_on=False)[form]
    words = masked.replace(f"báo cáo {PHONE}.docx", "").replace("b%C3%A1o%20c%C3%A1o%20" + PHONE, "")
    if form not in PATHS_STAY:
        assert words == masked
    assert (PHONE in words, CITIZEN in words) == (False, False)
    assert "••••.•••.•78" in masked
    assert PHONE in shown, "what is masked would have been there"


def as_json(text: str) -> str:
    """Words as they stand inside a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


HOSTILE = '<script>alert(1)</script> \' " & =HYPERLINK("http://x.example") @SUM(1) \u202edesrever %0A::error::x'
NAME = "=cmd|'<img src=x onerror=alert(1)>@.docx"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Everything written from a report whose words are hostile, with a title of 100,000 letters."""
    parcel = make_parcel(HOSTILE, NAME)
    document = replace(parcel.document, title=HOSTILE + "Đ" * 100_000, issuer=HOSTILE)
    return write_all(tmp_path_factory.mktemp("hostile"), replace(parcel, document=document), HOSTILE, Mask())


STAYS: Mapping[str, Callable[[str], bool]] = {
    "html": lambda text: "<script>alert" not in text and "<img" not in text and len(text) < 500_000,
    "xlsx": lambda text: HOSTILE in text and NAME in text,  # and no cell is a formula
    "csv": lambda text: not any(cell.startswith(("=", "@")) for line in text.split("\r\n") for cell in line.split(",")),
    "letter": lambda text: HOSTILE in text and len(text) < 20_000,
    "set pdf": lambda text: "=HYPERLINK(" in text and "<script>alert(1)</script>" in text,
    "set docx": lambda text: HOSTILE in text,
    "notes": lambda text: HOSTILE in text,
    "json": lambda text: json.loads(text)["findings"][0]["stated"] == HOSTILE,
    "sarif": lambda text: HOSTILE in json.loads(text)["runs"][0]["results"][0]["message"]["text"],
    "github": lambda text: len(text.splitlines()) == 1 and text.startswith("::error file=") and "%250A" in text,
    "terminal": lambda text: "\u202e" not in text and "<script>alert(1)" in text,
    "diff": lambda text: as_json(HOSTILE) in text,
}


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_stay_words(hostile: Mapping[str, str], form: str) -> None:
    assert STAYS[form](hostile[form]), hostile[form][:4000]
