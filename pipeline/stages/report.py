"""Report: from the warehouse to what people read: the audit page, tables for a spreadsheet, metrics."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from pipeline.audit.metrics import count_metrics, print_metrics
from pipeline.audit.page import fetch_audit, render_page
from pipeline.audit.spreadsheet import write_csv
from pipeline.runner import Context
from pipeline.stages import STAGE_OF

FINDINGS_TABLE = """
SELECT position, severity, verdict, kind, path, page, place, section, stated, expected, quote, operands, formula,
  explanation_vi, explanation_en, suggestion, slip_id, is_primary, document_id, check_id, review, review_note
FROM findings ORDER BY position
"""
FACTS_TABLE = """
SELECT d.path, f.page, f.label, f.measure, f.value, f.unit, f.qualifier, f.numerator, f.denominator, f.percent, f.role,
  f.scope, f.entity, f.entity_kind, f.place_id, f.indicator_id, f.period_label, f.period_start, f.period_end,
  f.period_kind, f.direction, f.base_value, f.base_period, f.derived, f.value_source, f.section, f.quote, f.table_id,
  f.row, f.col, f.rule, f.confidence, f.document_id, f.char_start, f.char_end, f.fact_id
FROM facts f JOIN documents d USING (document_id)
ORDER BY d.path, f.document_id, f.page, f.char_start, f.fact_id
"""


def run(context: Context) -> None:
    """Write the audit folder and the metrics from the warehouse of this run."""
    layout = context.layout
    with context.reporter.stage(STAGE_OF["report"]):
        write_report(layout.warehouse, layout.audit, layout.metrics)


def write_report(warehouse: Path, audit: Path, metrics: Path) -> None:
    """Writes index.html, findings.csv and facts.csv into the audit folder, and the metrics file.

    All are pure functions of the warehouse: the same rows give the same bytes, whatever the run.
    """
    with duckdb.connect(warehouse, read_only=True) as connection:
        write_file(audit / "index.html", render_page(fetch_audit(connection)))
        write_file(audit / "findings.csv", _query_csv(connection, FINDINGS_TABLE))
        write_file(audit / "facts.csv", _query_csv(connection, FACTS_TABLE))
        write_file(metrics, print_metrics(count_metrics(connection)))


def write_file(path: Path, text: str) -> None:
    """Text as UTF-8 with its own line ends, written aside and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    aside.write_bytes(text.encode())
    os.replace(aside, path)


def _query_csv(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    result = connection.execute(query)
    columns = [str(column[0]) for column in result.description or ()]
    return write_csv(columns, result.fetchall())
