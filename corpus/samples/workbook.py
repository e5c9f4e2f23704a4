"""The tables of a report as .xlsx: a sheet a table, numbers as numbers with their Vietnamese look in the format."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

from corpus.samples.model import Report
from corpus.samples.pieces import Grid, pieces_of

COUNT = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
DECIMAL = re.compile(r"\d+(?:\.\d{3})*,(\d+)")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def set_workbook(report: Report) -> bytes:
    """One sheet a table: its title, a blank row, the header, the rows."""
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": report.metadata.title, "created": LONG_AGO})
        ruled = book.add_format({"border": 1, "text_wrap": True})
        header = book.add_format({"border": 1, "bold": True, "text_wrap": True, "align": "center"})
        for number, grid in enumerate(_grids(report), start=1):
            sheet = book.add_worksheet(f"Biểu {number}")
            sheet.merge_range(0, 0, 0, len(grid.header) - 1, grid.title, book.add_format({"bold": True}))
            for column, (title, width) in enumerate(zip(grid.header, grid.widths, strict=True)):
                sheet.set_column(column, column, width + 4)
                sheet.write_string(2, column, title, header)
            for row, texts in enumerate(grid.rows, start=3):
                for column, text in enumerate(texts):
                    value, look = read_cell(text)
                    if look is None:
                        sheet.write_string(row, column, text, ruled)
                    else:
                        sheet.write_number(row, column, value, book.add_format({"border": 1, "num_format": look}))
    return stream.getvalue()


def _grids(report: Report) -> list[Grid]:
    return [piece for piece in pieces_of(report) if isinstance(piece, Grid)]


def read_cell(text: str) -> tuple[float, str | None]:
    """A number and the format that shows it with as many decimals; None where the cell is words."""
    if COUNT.fullmatch(text) and not re.match(r"0\d", text):
        return float(text.replace(".", "")), "#,##0"
    decimal = DECIMAL.fullmatch(text)
    if decimal:
        return float(text.replace(".", "").replace(",", ".")), "#,##0." + "0" * len(decimal[1])
    return 0.0, None
