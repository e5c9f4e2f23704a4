"""What the audit page shows, fetched from the warehouse, and the page itself. Reads no clock, writes no file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import duckdb
import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipeline.audit.excerpts import CellText, Mark, Piece, ProseExcerpt, TableExcerpt, cut_prose, cut_table
from schemas.document import TextSource

MAX_SLIPS = 1000
"""Slips shown on the page; all are in findings.csv. A slip takes 3 to 6 KB, so the page stays below 6 MB."""
MAX_QUESTIONS = 500

NOT_NUMBER_OR_WORD = re.compile(r"^[^\w]+|[^\w]+$")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

FINDING_COLUMNS = (
    "position, check_id, slip_id, severity, verdict, kind, document_id, path, page, place, section, stated, expected, "
    "quote, formula, explanation_vi, explanation_en, suggestion, rule, char_start"
)
OPERANDS = """
WITH operand AS (
  SELECT o.*, coalesce(m.document_id, f.document_id, c.document_id) AS document_id
  FROM check_operands o
  JOIN checks c USING (check_id)
  LEFT JOIN mentions m ON m.mention_id = o.mention_id
  LEFT JOIN facts f ON f.fact_id = o.fact_id
  WHERE o.check_id IN (SELECT check_id FROM findings WHERE position <= $last)
),
cell AS (
  SELECT document_id, page, table_id, row, col, char_start, char_end FROM cell_spans
  UNION
  SELECT document_id, page, table_id, row, col, char_start, char_end FROM table_cells WHERE char_start IS NOT NULL
)
SELECT o.check_id, o.document_id, o.page, o.char_start, o.char_end, o.role, o.text, c.table_id, c.row, c.col
FROM operand o
LEFT JOIN cell c
  ON c.document_id = o.document_id AND c.page = o.page AND c.char_start <= o.char_start AND o.char_end <= c.char_end
ORDER BY o.check_id, o.position
"""
CELLS = """
SELECT table_id, row, col, text, is_header
FROM table_cells
WHERE table_id IN (SELECT unnest($tables)) AND (is_header OR table_id || ' ' || row IN (SELECT unnest($rows)))
ORDER BY table_id, row, col
"""
DOCUMENTS = """
SELECT s.*, d.error_detail FROM document_summary s JOIN documents d USING (document_id) ORDER BY s.path, s.document_id
"""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that decided a check: where it stands, what it does, and its table cell if any."""

    document_id: str
    page: int
    mark: Mark
    text: str
    cell: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, and whether it is a plain text, whose lines have numbers in any editor."""

    text: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A check to show: its row of the view `findings`, its operands, and the words around them."""

    row: Row
    operands: tuple[Operand, ...]
    excerpts: tuple[ProseExcerpt | TableExcerpt, ...]
    line: int | None
    """Line on the page, from 1, where the text is plain: there a page is the whole report."""


@dataclass(frozen=True, slots=True)
class Slip:
    """All findings that show one slip; the first tells it best."""

    number: int
    best: Finding
    others: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AuditData:
    """Everything on the page."""

    documents: Sequence[Row]
    slips: Sequence[Slip]
    slip_total: int
    questions: Sequence[Row]
    question_total: int
    kinds: Sequence[str]
    coverage: Sequence[tuple[Row, Mapping[str, object]]]


def fetch_audit(connection: duckdb.DuckDBPyConnection) -> AuditData:
    """What the page shows of a warehouse."""
    slip_total = _fetch_int(connection, "SELECT count(DISTINCT slip_id) FROM findings")
    questions = _fetch(connection, f"SELECT * FROM questions LIMIT {MAX_QUESTIONS}")
    documents = _fetch(connection, DOCUMENTS)
    kinds, coverage = _fetch_coverage(connection, documents)
    return AuditData(
        documents,
        _fetch_slips(connection),
        slip_total,
        questions,
        _fetch_int(connection, "SELECT count(*) FROM questions"),
        kinds,
        coverage,
    )


# ---------------------------------------------------------------- findings


def _fetch_slips(connection: duckdb.DuckDBPyConnection) -> Sequence[Slip]:
    """Slips in the order of their worst finding."""
    rows = _fetch(connection, f"SELECT {FINDING_COLUMNS} FROM findings ORDER BY position")
    by_slip: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_slip[row["slip_id"]].append(row)
    shown = list(by_slip.values())[:MAX_SLIPS]
    last = max((int(str(row["position"])) for group in shown for row in group), default=0)
    findings = _make_findings(connection, [row for group in shown for row in group], last)
    return [
        Slip(number, findings[str(group[0]["check_id"])], tuple(findings[str(row["check_id"])] for row in group[1:]))
        for number, group in enumerate(shown, 1)
    ]


def _make_findings(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], last: int) -> dict[str, Finding]:
    operands: dict[str, list[Operand]] = defaultdict(list)
    stated = {str(row["check_id"]): str(row["stated"] or "") for row in rows}
    for fetched in _fetch(connection, OPERANDS, last=last):
        check_id = str(fetched["check_id"])
        operands[check_id].append(_make_operand(fetched, stated.get(check_id, "")))
    texts = _fetch_texts(connection, operands)
    cells = _fetch_cells(connection, operands)
    return {
        str(row["check_id"]): Finding(
            row,
            tuple(operands[str(row["check_id"])]),
            tuple(_make_excerpts(row, operands[str(row["check_id"])], texts, cells)),
            _find_line(row, texts),
        )
        for row in rows
    }


def _make_operand(row: Row, stated: str) -> Operand:
    text = str(row["text"])
    cell = None if row["table_id"] is None else (str(row["table_id"]), _int(row["row"]), _int(row["col"]))
    is_accused = _strip_signs(text) == _strip_signs(stated)
    mark = Mark(_int(row["char_start"]), _int(row["char_end"]), str(row["role"]), is_accused)
    return Operand(str(row["document_id"]), _int(row["page"]), mark, text, cell)


def _strip_signs(text: str) -> str:
    """The bare number or words: '> 100%' is '100'."""
    return NOT_NUMBER_OR_WORD.sub("", text)


def _find_line(row: Row, texts: Mapping[tuple[str, int], PageText]) -> int | None:
    page = texts.get((str(row["document_id"]), _int(row["page"])))
    if page is None or not page.is_plain or row["char_start"] is None:
        return None
    return page.text.count("\n", 0, _int(row["char_start"])) + 1


def _fetch_texts(
    connection: duckdb.DuckDBPyConnection, operands: Mapping[str, Iterable[Operand]]
) -> dict[tuple[str, int], PageText]:
    documents = sorted({operand.document_id for group in operands.values() for operand in group})
    query = "SELECT document_id, page, text, text_source FROM pages WHERE document_id IN (SELECT unnest($documents))"
    rows = _fetch(connection, query, documents=documents)
    return {
        (str(row["document_id"]), _int(row["page"])): PageText(str(row["text"]), row["text_source"] == TextSource.PLAIN)
        for row in rows
    }


def _fetch_cells(
    connection: duckdb.DuckDBPyConnection, operands: Mapping[str, Iterable[Operand]]
) -> dict[str, list[Row]]:
    places = [operand.cell for group in operands.values() for operand in group if operand.cell]
    tables = sorted({table_id for table_id, _, _ in places})
    rows = sorted({f"{table_id} {row}" for table_id, row, _ in places})
    cells: dict[str, list[Row]] = defaultdict(list)
    for cell in _fetch(connection, CELLS, tables=tables, rows=rows):
        cells[str(cell["table_id"])].append(cell)
    return cells


def _make_excerpts(
    row: Row, operands: Sequence[Operand], texts: Mapping[tuple[str, int], PageText], cells: Mapping[str, Sequence[Row]]
) -> Iterable[ProseExcerpt | TableExcerpt]:
    """Excerpts in the order in which their first operand decides."""
    by_place: dict[tuple[str, int, str | None], list[Operand]] = defaultdict(list)
    for operand in operands:
        by_place[operand.document_id, operand.page, operand.cell[0] if operand.cell else None].append(operand)
    for (document_id, page, table_id), here in by_place.items():
        if table_id is not None:
            yield cut_table(page, _cells_with_operands(cells[table_id], here))
        else:
            text = texts[document_id, page].text
            yield from cut_prose(page, text, [operand.mark for operand in here], str(row["quote"]))


def _cells_with_operands(cells: Sequence[Row], operands: Sequence[Operand]) -> Iterable[CellText]:
    marked: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for operand in sorted(operands, key=lambda o: o.mark.start):
        if operand.cell:
            marked[operand.cell[1:]].append(Piece(operand.text, operand.mark.role, operand.mark.is_accused))
    rows = {row for row, _ in marked}
    for cell in cells:
        place = (_int(cell["row"]), _int(cell["col"]))
        if cell["is_header"] or place[0] in rows:
            yield CellText(*place, str(cell["text"]), bool(cell["is_header"]), tuple(marked.get(place, ())))


# ---------------------------------------------------------------- coverage


def _fetch_coverage(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Row]
) -> tuple[Sequence[str], Sequence[tuple[Row, Mapping[str, object]]]]:
    """Kinds met anywhere, the commonest first, and for each document its counts by kind."""
    query = "SELECT kind, sum(mentions) AS total FROM coverage GROUP BY kind ORDER BY total DESC, kind"
    kinds = [str(row["kind"]) for row in _fetch(connection, query)]
    counts: dict[str, dict[str, object]] = defaultdict(dict)
    for row in _fetch(connection, "SELECT document_id, kind, mentions, share_classified FROM coverage"):
        document = counts[str(row["document_id"])]
        document[str(row["kind"])] = row["mentions"]
        document["share_classified"] = row["share_classified"]
    return kinds, [(row, counts[str(row["document_id"])]) for row in documents if str(row["document_id"]) in counts]


# ---------------------------------------------------------------- rows


def _fetch(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> Sequence[Row]:
    result = connection.execute(query, parameters) if parameters else connection.execute(query)
    names = [str(column[0]) for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _fetch_int(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return _int((connection.execute(query).fetchone() or (0,))[0])


def _int(value: object) -> int:
    return int(str(value))


# ---------------------------------------------------------------- the page


def render_page(data: AuditData) -> str:
    """The page as one HTML text: styles and script inside, nothing fetched, everything escaped."""
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_read_asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_make_printable,
    )
    environment.filters["group_vi"] = lambda number: f"{int(number):,}".replace(",", ".")
    environment.filters["group_en"] = lambda number: f"{int(number):,}"
    environment.filters["comma"] = lambda number: f"{float(number):.1f}".replace(".", ",")
    style, script = _read_asset("audit.css"), _read_asset("audit.js")
    return environment.get_template("index.html.j2").render(
        data=data,
        words=yaml.safe_load(_read_asset("words.yaml")),
        style=style,
        script=script,
        style_hash=_hash_source(style),
        script_hash=_hash_source(script),
    )


def _make_printable(value: object) -> object:
    """Text without control characters, which HTML cannot hold; they are shown as U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", value) if isinstance(value, str) and type(value) is str else value


def _hash_source(source: str) -> str:
    """What a Content-Security-Policy allows an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _read_asset(name: str) -> str:
    return (files("pipeline") / "audit" / name).read_text(encoding="utf-8")
