"""The workbook: opened again by openpyxl; text stays text, numbers are numbers."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.audit.masking import Mask
from pipeline.audit.workbook import count_decimals
from pipeline.tools.libreoffice import find_soffice
from schemas.parcel import Parcel
from tests.audit.writing import make_report, write_audit

HOSTILE = ["=HYPERLINK(1)", "@SUM(1)", "+1+1", "-1-1", "http://x.example", "{=1}", "\x07\u202e<script>"]


def open_book(folder: Path, parcel: Parcel, mask: Mask | None = None) -> Workbook:
    layout = write_audit(folder, parcel, mask=mask or Mask())
    return openpyxl.load_workbook(io.BytesIO((layout.audit / "audit.xlsx").read_bytes()))


def test_sheets_filters_frozen_headers(tmp_path: Path) -> None:
    book = open_book(tmp_path, make_report().parcel())
    assert book.sheetnames == ["Findings", "Facts", "Coverage", "Documents"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref == sheet.dimensions
    heads = [str(cell.value).split("\n")[0] for cell in book["Findings"][1]]
    assert heads[:4] == ["STT", "Mức độ", "Loại", "Tài liệu (mở trang)"]
    assert [cell.value for cell in book["Findings"][2]][:3] == [1, "Nghiêm trọng", "Tổng và các thành phần"]


def test_findings_lead_to_their_page(tmp_path: Path) -> None:
    report = make_report()
    sheet = open_book(tmp_path, report.parcel())["Findings"]
    link = sheet["D2"].hyperlink
    assert link
    assert link.target == "index.html"
    assert link.location == f"finding={report.checks[0].check_id}&document={report.document_id}"


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_never_a_formula(tmp_path: Path, words: str) -> None:
    report = make_report()
    report.checks[0] = replace(report.checks[0], stated=words, expected=words, quote=words)
    report.facts[0] = replace(report.facts[0], label=words, unit=words)
    report.document_changes = {"title": words, "symbol": words}
    book = open_book(tmp_path, report.parcel())
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    shown = words.replace("\x07", "\ufffd")
    assert sum(cell.value == shown for cell in cells) >= 6


def test_numbers_are_numbers_in_vietnamese(tmp_path: Path) -> None:
    report = make_report()
    report.facts[0] = replace(report.facts[0], value=Decimal("31885.250000"))
    report.facts[1] = replace(report.facts[1], value=Decimal("1234567890123456789"))
    sheet = open_book(tmp_path, report.parcel())["Facts"]
    column = {str(cell.value).split("\n")[1]: place for place, cell in enumerate(sheet[1], 1)}["Value"]
    values = {sheet.cell(line, column).value: sheet.cell(line, column).number_format for line in (2, 3, 4)}
    assert values[31885.25] == "[$-42A]#,##0.00"
    assert values[95] == "[$-42A]#,##0"
    assert "1234567890123456789.000000" in values or "1234567890123456789" in values, "no digit is lost"


@pytest.mark.parametrize(("value", "decimals"), [("98.480000", 2), ("100", 0), ("1E+3", 0), ("0.123456", 6)])
def test_decimals(value: str, decimals: int) -> None:
    assert count_decimals(Decimal(value)) == decimals


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_cells_and_computes_none(tmp_path: Path) -> None:
    layout = write_audit(tmp_path, make_report("báo cáo.txt", "=HYPERLINK(1) tổ").parcel(), mask=Mask())
    path = layout.audit / "audit.xlsx"
    profile = (tmp_path / "profile").as_uri()
    command = [str(find_soffice()), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "shown"), str(path)], check=True, capture_output=True, timeout=120
    )
    shown = openpyxl.load_workbook(tmp_path / "shown" / "audit.xlsx")
    book = openpyxl.load_workbook(path)
    assert shown.sheetnames == book.sheetnames
    for sheet in book.worksheets:
        assert _words(shown[sheet.title]) == _words(sheet)


def _words(sheet: Worksheet) -> set[str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    formulas = {cell.value for cell in cells if cell.data_type == "f"}
    assert formulas <= {"=TRUE()", "=FALSE()"}, "what LibreOffice writes for a truth value"
    words = (cell.value for cell in cells if isinstance(cell.value, str) and cell.data_type != "f")
    return {" ".join(text.split()) for text in words}
