"""The made-up reports as web pages printed to PDF by Chromium, with its own breaks of lines and pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.benchmarks.table_model import HeaderCell, ReportModel, Rules, TableModel

CHROMIUM = "/usr/bin/chromium"
_MARGIN = "80px"
_LINE = "0.5pt solid black"
_STYLE = """
body { font-family: 'Liberation Serif', 'DejaVu Serif', serif; margin: 0 } p { text-align: justify; margin: 6pt 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 12pt } td, th { padding: 2pt 4pt }
th { text-align: center; vertical-align: middle } td { vertical-align: top } .c td { vertical-align: middle }
.n, .p { text-align: right } .o, .u, .r { text-align: center }
"""
_DRAWN = {
    Rules.FULL: f"td, th {{ border: {_LINE} }}",
    Rules.OPEN: f"td, th {{ border: {_LINE} }} td:first-child, th.first {{ border-left: 0 }} "
    "td:last-child, th.last { border-right: 0 }",
    Rules.LEVEL: f"td {{ border-bottom: {_LINE} }} thead {{ border-top: {_LINE}; border-bottom: {_LINE} }}",
    Rules.BOOK: f"& {{ border-bottom: {_LINE} }} thead {{ border-top: {_LINE}; border-bottom: {_LINE} }}",
    Rules.UPRIGHT: f"& {{ border: {_LINE} }} th {{ border: {_LINE} }} td {{ border-left: {_LINE} }}",
    Rules.ZEBRA: "tbody tr:nth-child(odd) { background: #e1e1e1 }",
    Rules.NONE: "",
}


def make_browser(reports: Sequence[ReportModel]) -> list[bytes]:
    """One PDF a report."""
    return print_pages([(_report(report), report.is_landscape) for report in reports])


def print_pages(pages: Sequence[tuple[str, bool]]) -> list[bytes]:
    """Web pages as PDF on A4, upright or turned."""
    from playwright.sync_api import sync_playwright

    made: list[bytes] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        for html, is_landscape in pages:
            tab.set_content(html)
            made.append(
                tab.pdf(
                    format="A4",
                    landscape=is_landscape,
                    print_background=True,
                    margin={"top": _MARGIN, "right": _MARGIN, "bottom": _MARGIN, "left": _MARGIN},
                )
            )
        browser.close()
    return made


def _report(report: ReportModel) -> str:
    rules = "".join(f".{rule.name} {{ {style} }}" for rule, style in _DRAWN.items())
    blocks = "".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else _table(b) for b in report.blocks)
    size = f"body {{ font-size: {report.size}pt }} table {{ font-size: {report.size - 1}pt }}"
    return f"<!DOCTYPE html><meta charset=utf-8><style>{_STYLE}{size}{rules}</style><body>{blocks}"


def _table(table: TableModel) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width: {100 * width / total:.2f}%">' for width in table.widths)
    heads = "".join(
        f"<tr>{''.join(_head(cell, len(table.kinds)) for cell in _in_row(table, row))}</tr>"
        for row in range(table.header_rows)
    )
    rows = "".join(
        f"<tr>{''.join(f'<td class={k}>{escape(t)}</td>' for t, k in zip(texts, table.kinds, strict=True))}</tr>"
        for texts in table.body
    )
    name = f"{table.rules.name}{' c' if table.is_centred else ''}"
    return f'<table class="{name}">{columns}<thead>{heads}</thead><tbody>{rows}</tbody></table>'


def _in_row(table: TableModel, row: int) -> list[HeaderCell]:
    return sorted((cell for cell in table.header if cell.row == row), key=lambda cell: cell.col)


def _head(cell: HeaderCell, width: int) -> str:
    edge = "first" if cell.col == 0 else "last" if cell.col + cell.col_span == width else ""
    return f'<th class="{edge}" rowspan={cell.row_span} colspan={cell.col_span}>{escape(cell.text)}</th>'
