"""Small .docx and .xlsx files built by hand, part by part, for tests of their readers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from extractors.rules_compiled import CompiledRules
from schemas.document import Document, DocumentStatus
from schemas.parcel import Parcel
from tests import reading

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT_ID = "0123456789abcdef"


def rules() -> CompiledRules:
    """The project's rules."""
    return reading.rules()


def parcel(path: str = "report") -> Parcel:
    """An unread document."""
    return Parcel(Document(DOCUMENT_ID, path, DOCUMENT_ID * 4, "x", DocumentStatus.OK))


def zip_of(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return stream.getvalue()


def relations(targets: dict[str, tuple[str, str]]) -> str:
    """A part of relations: identifier -> (kind, target)."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"/>' for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file: the body, and other parts by name (styles, numbering, footnotes, header1 …) with their inner XML."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f'<w:document {W} {_MC} {_M} xmlns:r="{_R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations({name: (name, f"{name}.xml") for name in parts}),
    }
    for name, inner in parts.items():
        root = roots.get(name, "hdr")
        files[f"word/{name}.xml"] = f"<w:{root} {W}>{inner}</w:{root}>"
    return zip_of(files)


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(rows: Iterable[str], ruled: bool = True, grid: Sequence[int] = ()) -> str:
    """A table of rows of cells."""
    line = '<w:insideV w:val="single"/>' if ruled else '<w:insideV w:val="nil"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{line}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def xlsx(sheets: dict[str, str], strings: Sequence[str] = (), formats: Sequence[str] = (), states: str = "") -> bytes:
    """A workbook: rows (and what follows them) of each sheet; style n + 1 has the n-th number format and lines around.

    `states` has a letter a sheet: 'h' for a hidden one.
    """
    hidden = {n for n, letter in enumerate(states, start=1) if letter == "h"}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="s{n}" state="{"hidden" if n in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{"".join(f"<si>{item}</si>" for item in strings)}</sst>',
        "xl/styles.xml": _styles(formats),
    }
    for n, inner in enumerate(sheets.values(), start=1):
        files[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_S}"><sheetData>{inner}</worksheet>'
    return zip_of(files)


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    looks = "".join(f'<xf numFmtId="{170 + n}" fontId="0" borderId="1"/>' for n in range(len(formats)))
    line = '<left style="thin"/><right style="thin"/>'
    return (
        f'<styleSheet xmlns="{_S}"><numFmts>{codes}</numFmts><fonts><font><name val="Arial"/></font></fonts>'
        f"<borders><border/><border>{line}</border></borders>"
        f'<cellXfs><xf numFmtId="0" fontId="0" borderId="0"/>{looks}</cellXfs></styleSheet>'
    )


def row(number: int, *cells: str | float | None, style: int = 0) -> str:
    """A row of texts and numbers; None leaves a cell out."""
    return f'<row r="{number}">{"".join(_cell(number, col, cell, style) for col, cell in enumerate(cells))}</row>'


def _cell(number: int, col: int, cell: str | float | None, style: int) -> str:
    place = f"{chr(ord('A') + col)}{number}"
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{cell!r}</v></c>'


def texts_of(read: Parcel) -> list[list[str]]:
    """The cells by row, as 'column:text', with a star on those of the header."""
    found: dict[tuple[str, int], list[str]] = {}
    for cell in read.cells:
        found.setdefault((cell.table_id, cell.row), []).append(f"{'*' if cell.is_header else ''}{cell.col}:{cell.text}")
    return [cells for _, cells in sorted(found.items())]


def wrong_offsets(read: Parcel) -> list[str]:
    """Cells whose spans do not hold their text; none where all is well."""
    pages = {page.page: page.text for page in read.pages}
    parts: dict[tuple[str, int, int], list[str]] = {}
    for span in read.cell_spans:
        text = pages[span.page][span.char_start : span.char_end]
        parts.setdefault((span.table_id, span.row, span.col), []).append(text)
    wrong = [key for key in parts if key not in {(cell.table_id, cell.row, cell.col) for cell in read.cells}]
    for cell in read.cells:
        first = pages[cell.page][cell.char_start : cell.char_end]
        whole = " ".join(parts.get((cell.table_id, cell.row, cell.col), [first]))
        if whole.split() != cell.text.split() or not cell.text.startswith(" ".join(first.split())):
            wrong.append((cell.table_id, cell.row, cell.col))
    return [str(key) for key in wrong]
