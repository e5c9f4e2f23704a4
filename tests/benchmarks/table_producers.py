"""The made-up reports as PDF by four programs: Typst, ReportLab, LibreOffice and Chromium."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pipeline.tools.libreoffice import find_soffice
from tests.benchmarks.table_browser import make_browser
from tests.benchmarks.table_model import HeaderCell, ReportModel, Rules, TableModel
from tests.extractors.readers.office_files import W, relations, zip_of

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Producer = Callable[[Sequence[ReportModel]], list[bytes]]
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
_SIDES = ("top", "left", "bottom", "right")
_PAGE, _MARGIN = (595.0, 842.0), 60.0
# Which edges each style draws: around, under rows, between columns, under the header.
_DRAWN = {
    Rules.FULL: "orch",
    Rules.OPEN: "tbrch",
    Rules.LEVEL: "tbrh",
    Rules.BOOK: "tbh",
    Rules.UPRIGHT: "och",
    Rules.ZEBRA: "",
    Rules.NONE: "",
}


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)
# --- Typst


def make_typst(reports: Sequence[ReportModel]) -> list[bytes]:
    """One PDF a report."""
    import typst

    return [bytes(typst.compile(_typst_report(report).encode())) for report in reports]


def _typst_report(report: ReportModel) -> str:
    flipped = "true" if report.is_landscape else "false"
    head = (
        f'#set page(paper: "a4", margin: {_MARGIN}pt, flipped: {flipped}, numbering: "1")\n'
        f'#set text(size: {report.size}pt, lang: "vi", hyphenate: false)\n#set par(justify: true)\n'
        "#show table: set par(justify: false)\n"
    )
    return head + "\n\n".join(
        _typst_text(block) if isinstance(block, str) else _typst_table(block) for block in report.blocks
    )


def _typst_text(text: str) -> str:
    return '#("' + text.replace("\\", "\\\\").replace('"', '\\"') + '")'


def _typst_table(table: TableModel) -> str:
    drawn, last = _DRAWN[table.rules], table.header_rows + len(table.body)
    level, upright, head = "0.5pt", "0.5pt", table.header_rows
    stroke = (
        "(x, y) => ("
        f"top: if {_typst_test('y == 0', 'o' in drawn or 't' in drawn)}"
        f" or {_typst_test('y > 0', 'r' in drawn)} or {_typst_test(f'y < {head}', 'c' in drawn)} {{ {level} }},"
        f" bottom: if {_typst_test(f'y == {last - 1}', 'o' in drawn or 'b' in drawn)} {{ {level} }},"
        f" left: if {_typst_test('x == 0', 'o' in drawn)} or {_typst_test('x > 0', 'c' in drawn)} {{ {upright} }},"
        f" right: if {_typst_test(f'x == {len(table.kinds) - 1}', 'o' in drawn)} {{ {upright} }})"
    )
    fill = "(x, y) => if calc.odd(y) { luma(225) }" if table.rules is Rules.ZEBRA else "none"
    align = "(" + ", ".join(_typst_align(kind, table.is_centred) for kind in table.kinds) + ")"
    columns = "(" + ", ".join(f"{width}fr" for width in table.widths) + ")"
    heads = [_typst_header(cell) for cell in sorted(table.header, key=lambda c: (c.row, c.col))]
    header = ",\n".join([*heads, f"table.hline(y: {table.header_rows}, stroke: 0.5pt)"] if "h" in drawn else heads)
    body = ",\n".join(f"[{_typst_text(text)}]" for row in table.body for text in row)
    return (
        f"#table(columns: {columns}, stroke: {stroke}, fill: {fill}, align: {align},\ntable.header({header}),\n{body})"
    )


def _typst_test(condition: str, is_drawn: bool) -> str:
    return f"({condition})" if is_drawn else "false"


def _typst_align(kind: str, is_centred: bool) -> str:
    vertical = "horizon" if is_centred else "top"
    return f"{ {'a': 'left', 't': 'left', 'n': 'right', 'p': 'right'}.get(kind, 'center') } + {vertical}"


def _typst_header(cell: HeaderCell) -> str:
    place = f"x: {cell.col}, y: {cell.row}, rowspan: {cell.row_span}, colspan: {cell.col_span}"
    return f"table.cell({place}, align: center + horizon)[*{_typst_text(cell.text)}*]"


# --- ReportLab


def make_reportlab(reports: Sequence[ReportModel]) -> list[bytes]:
    """One PDF a report; needs the DejaVu fonts, for ReportLab brings none with Vietnamese letters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    return [_reportlab_report(report) for report in reports]


def _reportlab_report(report: ReportModel) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

    width, height = _PAGE[::-1] if report.is_landscape else _PAGE
    prose = ParagraphStyle("prose", fontName="Serif", fontSize=report.size, leading=1.3 * report.size, spaceAfter=6)
    prose.alignment = 4
    out, story = BytesIO(), list[Flowable]()
    for block in report.blocks:
        if isinstance(block, str):
            story.append(Paragraph(escape(block), prose))
        else:
            story += [_reportlab_table(block, report.size, width - 2 * _MARGIN), Spacer(1, 12)]
    SimpleDocTemplate(
        out, pagesize=(width, height), leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, invariant=1
    ).build(story)
    return out.getvalue()


def _reportlab_table(table: TableModel, size: float, width: float) -> Flowable:
    from reportlab.platypus import Table, TableStyle

    rows: list[list[object]] = [["" for _ in table.kinds] for _ in range(table.header_rows)]
    for head in table.header:
        rows[head.row][head.col] = _reportlab_cell(head.text, "o", size)
    rows += [[_reportlab_cell(t, kind, size) for t, kind in zip(row, table.kinds, strict=True)] for row in table.body]
    total = sum(table.widths)
    made = Table(rows, colWidths=[width * w / total for w in table.widths], repeatRows=table.header_rows)
    made.setStyle(TableStyle(_reportlab_style(table)))
    return made


def _reportlab_cell(text: str, kind: str, size: float) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    place = {"a": 0, "t": 0, "n": 2, "p": 2}.get(kind, 1)
    style = ParagraphStyle("c", fontName="Serif", fontSize=size - 1, leading=1.2 * size, alignment=place)
    style.splitLongWords = 0
    return Paragraph(escape(text), style) if text else ""


def _reportlab_style(table: TableModel) -> list[tuple[object, ...]]:
    drawn, head, line = _DRAWN[table.rules], table.header_rows, (0.5, "black")
    whole, body = ((0, 0), (-1, -1)), ((0, head), (-1, -1))
    style: list[tuple[object, ...]] = [("VALIGN", *whole, "MIDDLE" if table.is_centred else "TOP")]
    style += [
        ("SPAN", (c.col, c.row), (c.col + c.col_span - 1, c.row + c.row_span - 1))
        for c in table.header
        if c.row_span > 1 or c.col_span > 1
    ]
    commands = {
        "o": [("BOX", *whole, *line)],
        "t": [("LINEABOVE", (0, 0), (-1, 0), *line)],
        "b": [("LINEBELOW", (0, -1), (-1, -1), *line)],
        "r": [("LINEBELOW", *body, *line)],
        "c": [("LINEAFTER", (0, 0), (-2, -1), *line), ("INNERGRID", (0, 0), (-1, head - 1), *line)],
        "h": [("LINEBELOW", (0, head - 1), (-1, head - 1), *line)],
    }
    style += [command for letter in drawn for command in commands[letter]]
    if table.rules is Rules.ZEBRA:
        style.append(("ROWBACKGROUNDS", *body, ["#e4e4e4", None]))
    return style


# --- LibreOffice


def make_office(reports: Sequence[ReportModel]) -> list[bytes]:
    """One PDF a report, all converted from Word files in one go."""
    program = find_soffice()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"r{number:03d}.docx" for number in range(len(reports))]
        for name, report in zip(names, reports, strict=True):
            name.write_bytes(_office_report(report))
        arguments = ["--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        command = [program, *arguments, "--outdir", folder, *map(str, names)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return [name.with_suffix(".pdf").read_bytes() for name in names]


def _office_report(report: ReportModel) -> bytes:
    width, height = _PAGE[::-1] if report.is_landscape else _PAGE
    cell = _Words(report.size - 1, report.font, report.spacing)
    body = "".join(
        _office_paragraph(block, "both", _Words(report.size, report.font))
        if isinstance(block, str)
        else _office_table(block, cell, width - 2 * _MARGIN)
        for block in report.blocks
    )
    margin = round(_MARGIN * 20)
    page = (
        f'<w:sectPr><w:pgSz w:w="{round(width * 20)}" w:h="{round(height * 20)}"/><w:pgMar w:top="{margin}" '
        f'w:bottom="{margin}" w:left="{margin}" w:right="{margin}"/></w:sectPr>'
    )
    return zip_of(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": f"<w:document {W}><w:body>{body}{page}</w:body></w:document>",
        }
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """How words are set: size in points, font, points above and below a paragraph."""

    size: float
    font: str
    spacing: int = 0


def _office_paragraph(text: str, align: str, words: _Words) -> str:
    font = f'<w:rFonts w:ascii="{words.font}" w:hAnsi="{words.font}" w:cs="{words.font}"/>' if words.font else ""
    face = f'<w:rPr>{font}<w:sz w:val="{round(2 * words.size)}"/></w:rPr>'
    run = f'<w:r>{face}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    gap = f'<w:spacing w:before="{20 * words.spacing}" w:after="{20 * words.spacing}"/>'
    return f'<w:p><w:pPr>{gap}<w:jc w:val="{align}"/></w:pPr>{run if text else ""}</w:p>'


def _office_table(table: TableModel, words: _Words, width: float) -> str:
    total = sum(table.widths)
    widths = [round(20 * width * w / total) for w in table.widths]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    drawn = _DRAWN[table.rules]
    sides = {"top": "ot", "bottom": "ob", "left": "o", "right": "o", "insideH": "r", "insideV": "c"}
    borders = "".join(
        f'<w:{side} w:val="{"single" if set(letters) & set(drawn) else "nil"}" w:sz="4"/>'
        for side, letters in sides.items()
    )
    head = "".join(_office_header_row(table, row, widths, words) for row in range(table.header_rows))
    body = "".join(_office_row(table, number, row, widths, words) for number, row in enumerate(table.body))
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}"
        "</w:tbl>"
    )


def _office_header_row(table: TableModel, row: int, widths: Sequence[int], words: _Words) -> str:
    starts, cells = list(accumulate(widths, initial=0)), []
    last = 'single" w:sz="4' if "h" in _DRAWN[table.rules] else "nil"
    for cell in sorted(table.header, key=lambda c: c.col):
        if not cell.row <= row < cell.row + cell.row_span:
            continue
        merge = "" if cell.row_span == 1 else f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
        is_last = row == table.header_rows - 1
        line = f'<w:tcBorders><w:bottom w:val="{last}"/></w:tcBorders>' if is_last else ""
        if "c" in _DRAWN[table.rules]:
            line = "<w:tcBorders>" + "".join(f'<w:{s} w:val="single" w:sz="4"/>' for s in _SIDES) + "</w:tcBorders>"
        width = starts[cell.col + cell.col_span] - starts[cell.col]
        given = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.col_span}"/>{merge}{line}'
        text = _office_paragraph(cell.text if row == cell.row else "", "center", words)
        cells.append(f'<w:tc><w:tcPr>{given}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>')
    return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _office_row(table: TableModel, number: int, row: Sequence[str], widths: Sequence[int], words: _Words) -> str:
    shade = '<w:shd w:val="clear" w:fill="E4E4E4"/>' if table.rules is Rules.ZEBRA and number % 2 == 0 else ""
    align = '<w:vAlign w:val="center"/>' if table.is_centred else ""
    places = {"a": "left", "t": "left", "n": "right", "p": "right"}
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{align}</w:tcPr>'
        f"{_office_paragraph(text, places.get(kind, 'center'), words)}</w:tc>"
        for text, kind, width in zip(row, table.kinds, widths, strict=True)
    )
    return f"<w:tr>{cells}</w:tr>"


PRODUCERS: dict[str, Producer] = {
    "typst": make_typst,
    "reportlab": make_reportlab,
    "libreoffice": make_office,
    "chromium": make_browser,
}
