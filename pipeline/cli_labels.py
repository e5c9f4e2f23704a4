"""`solieu labels`: labels that no indicator is linked to, the most frequent first, for whoever keeps the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console
from rich.text import Text

from extractors.indicators import IndicatorLinker, Link
from pipeline import messages
from pipeline.cli_text import print_indented
from pipeline.errors import UserError
from pipeline.rulebook import load_catalogue
from schemas.fact import Measure

WAREHOUSE_NAME = "warehouse.duckdb"
_MAX_QUOTE = 160
_UNLINKED_SQL = """
WITH counted AS (
  SELECT lower(label) AS spelled, measure, unit, count(*) AS facts, count(DISTINCT document_id) AS documents,
    min((d.path, f.page, f.char_start, f.label, f.quote)) AS first
  FROM facts f JOIN documents d USING (document_id)
  WHERE f.indicator_id IS NULL AND f.label IS NOT NULL AND f.measure NOT IN ('change', 'rank') AND d.same_as IS NULL
    AND NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.supersedes = d.document_id)
  GROUP BY ALL
)
SELECT facts, documents, first[4], measure, unit, first[1], first[2], first[5]
FROM counted ORDER BY documents DESC, facts DESC, spelled, measure, unit LIMIT ?
"""
_COUNTS_SQL = """
SELECT count(*), count(indicator_id) FROM facts JOIN documents USING (document_id)
WHERE label IS NOT NULL AND measure NOT IN ('change', 'rank') AND same_as IS NULL
"""


@dataclass(frozen=True, slots=True)
class UnlinkedLabel:
    """A label as it is first printed, how often facts bear it, and where the first stands."""

    facts: int
    documents: int
    label: str
    measure: str
    unit: str | None
    path: str
    page: int
    quote: str


def find_warehouse(place: Path) -> Path:
    """The warehouse a person means: the file itself, or the one in the folder of a run."""
    path = place / WAREHOUSE_NAME if place.is_dir() else place
    if not path.is_file():
        raise UserError(messages.no_warehouse(path))
    return path


def read_unlinked(warehouse: duckdb.DuckDBPyConnection, limit: int) -> tuple[UnlinkedLabel, ...]:
    """The labels without an indicator: those in most documents first, then those of most facts."""
    return tuple(UnlinkedLabel(*row) for row in warehouse.execute(_UNLINKED_SQL, [limit]).fetchall())


def show_labels(warehouse: duckdb.DuckDBPyConnection, limit: int, console: Console) -> None:
    """Print how many facts are linked, then each label with its nearest indicator and an example."""
    row = warehouse.execute(_COUNTS_SQL).fetchone() or (0, 0)
    console.print(messages.labels_counted(int(row[0]), int(row[1])))
    unlinked = read_unlinked(warehouse, limit)
    linker = IndicatorLinker(load_catalogue()) if unlinked else None
    for label in unlinked:
        near = linker.rank(label.label, Measure(label.measure), label.unit)[:1] if linker else []
        _show_label(label, near, console)


def _show_label(label: UnlinkedLabel, near: Sequence[Link], console: Console) -> None:
    title = Text.assemble(
        (f"{label.facts:>5} × ", "bold"),
        (messages.printable(label.label), "bold"),
        f"  [{messages.measure_name(label.measure)}, {messages.printable(label.unit or '-')}]",
    )
    console.print()
    print_indented(console, title, 0)
    quote = messages.printable(label.quote)
    shown = quote if len(quote) <= _MAX_QUOTE else quote[: _MAX_QUOTE - 1] + "…"
    print_indented(console, messages.label_example(label.path, label.page, shown, label.documents), 8)
    if near:
        print_indented(console, Text(messages.nearest_indicator(near[0].indicator_id, near[0].score), "dim"), 8)
