"""The audit as an Excel workbook: Findings, Facts, Coverage, Documents; text stays text, numbers are numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from pipeline.audit.index import Names
from pipeline.audit.masking import Mask
from pipeline.audit.rows import UNPRINTABLE
from pipeline.audit.workbook_columns import SHEETS, Column, SheetPlan

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 100_000
"""Rows of a sheet; all facts are in facts.csv. XlsxWriter needs 90 s and 1 GB for a million."""
MAX_CELL = 32_000
EXACT = Decimal(10) ** 15
"""A spreadsheet keeps 15 digits; larger numbers are written as text."""
VIETNAMESE = "[$-42A]"
"""Locale of a number format: 1.234,5 whatever the language of the machine."""
MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date: the same rows give the same bytes


@dataclass(frozen=True, slots=True)
class _Styles:
    head: Format
    text: Format
    link: Format
    date: Format
    numbers: Sequence[Format]
    severities: Mapping[str, Format]


def write_workbook(
    connection: duckdb.DuckDBPyConnection, words: Mapping[str, Names], linked: frozenset[str], mask: Mask
) -> bytes:
    """The bytes of the .xlsx; `linked` are the documents that have a page to link to."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "Rà soát số liệu — solieu", "created": MADE_ON})
        styles = _make_styles(book)
        for plan in SHEETS:
            result = connection.execute(plan.query)
            names = [str(column[0]) for column in result.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in result.fetchmany(MAX_ROWS)]
            _write_sheet(book.add_worksheet(plan.name), plan, rows, _Writer(styles, words, linked, mask))
    return out.getvalue()


def _make_styles(book: Workbook) -> _Styles:
    top = {"valign": "top"}
    numbers = ["#,##0", *(f"#,##0.{'0' * decimals}" for decimals in range(1, 7))]
    colours = {"major": "#B3261E", "minor": "#8A5200", "note": "#47515F"}
    return _Styles(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EFEDE6", "bottom": 1}),
        text=book.add_format({**top, "text_wrap": True}),
        link=book.add_format({**top, "font_color": "#14539A", "underline": 1}),
        date=book.add_format({**top, "num_format": "dd/mm/yyyy"}),
        numbers=[book.add_format({**top, "num_format": VIETNAMESE + shape}) for shape in numbers],
        severities={key: book.add_format({**top, "bold": True, "font_color": c}) for key, c in colours.items()},
    )


def _write_sheet(sheet: Worksheet, plan: SheetPlan, rows: Sequence[Mapping[str, object]], writer: _Writer) -> None:
    for place, column in enumerate(plan.columns):
        sheet.write_string(0, place, f"{column.vi}\n{column.en}", writer.styles.head)
        sheet.set_column(place, place, column.width)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, plan.frozen)
    sheet.autofilter(0, 0, max(len(rows), 1), len(plan.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(plan.columns):
            writer.write(sheet, line, place, column, row)


@dataclass(frozen=True, slots=True)
class _Writer:
    styles: _Styles
    words: Mapping[str, Names]
    linked: frozenset[str]
    mask: Mask

    def write(self, sheet: Worksheet, line: int, place: int, column: Column, row: Mapping[str, object]) -> None:
        """Write one cell by what it holds; a formula never."""
        value = row[column.field]
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)
        elif isinstance(value, int | Decimal) and Decimal(value).copy_abs() < EXACT:
            sheet.write_number(line, place, float(value), self.styles.numbers[count_decimals(value)])
        elif isinstance(value, date):
            sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), self.styles.date)  # noqa: DTZ001
        elif column.is_link and str(row["document_id"]) in self.linked:
            self._write_link(sheet, line, place, column, row)
        else:
            style = self.styles.severities.get(str(value), self.styles.text)
            sheet.write_string(line, place, self.read(column, value), style)

    def read(self, column: Column, value: object) -> str:
        """The words of a cell: names of enumerations in Vietnamese, personal numbers masked."""
        text = UNPRINTABLE.sub("\ufffd", str(value))[:MAX_CELL]
        if column.group:
            return self.words[column.group].get(text, (text, text))[0]
        return text if column.field.endswith(("_id", "_key")) else self.mask.hide(text)

    def _write_link(self, sheet: Worksheet, line: int, place: int, column: Column, row: Mapping[str, object]) -> None:
        finding = f"finding={row['check_id']}&" if "check_id" in row else ""
        address = f"external:index.html#{finding}document={row['document_id']}"  # a folder in it would get a backslash
        sheet.write_url(line, place, address, self.styles.link, self.read(column, row[column.field]))


def count_decimals(value: int | Decimal) -> int:
    """Decimals a number needs, at most 6: 98.480000 needs 2."""
    if isinstance(value, int):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return min(6, max(0, -exponent)) if isinstance(exponent, int) else 0
