"""Report: from the warehouse to what people read: the audit page, tables for a spreadsheet, metrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from pipeline.audit.folder import Desk, Draw, write_file, write_pages
from pipeline.audit.index import pair_words
from pipeline.audit.masking import Mask
from pipeline.audit.metrics import count_metrics, print_metrics
from pipeline.audit.page import load_words
from pipeline.audit.picture_cache import PictureCache
from pipeline.audit.pictures import Picture, PictureTask, draw_pages
from pipeline.audit.spreadsheet import write_csv
from pipeline.audit.workbook import write_workbook
from pipeline.executors import Executor, Failure
from pipeline.paths import Layout
from pipeline.reviews import read_reviews
from pipeline.runner import Context
from pipeline.stages import STAGE_OF

FINDINGS_TABLE = """
SELECT position, severity, verdict, kind, path, page, place, section, stated, expected, quote, operands, formula,
  explanation_vi, explanation_en, suggestion, suggestion_en, slip_id, is_primary, document_id, check_id, review,
  review_note, content_key
FROM findings ORDER BY position
"""
FACTS_TABLE = """
SELECT d.path, f.page, f.label, f.measure, f.value, f.unit, f.qualifier, f.numerator, f.denominator, f.percent, f.role,
  f.scope, f.entity, f.entity_kind, f.place_id, f.indicator_id, f.period_label, f.period_start, f.period_end,
  f.period_kind, f.direction, f.base_value, f.base_period, f.derived, f.value_source, f.section, f.quote, f.table_id,
  f.row, f.col, f.rule, f.confidence, f.document_id, f.char_start, f.char_end, f.fact_id
FROM facts f JOIN documents d USING (document_id)
WHERE d.same_as IS NULL  -- a report in several containers is listed once, as everywhere else
ORDER BY d.path, f.document_id, f.page, f.char_start, f.fact_id
"""


def run(context: Context) -> None:
    """Write the audit folder and the metrics from the warehouse of this run."""
    with context.reporter.stage(STAGE_OF["report"]):
        mask = Mask(is_on=not context.params.show_personal_data)
        write_report(context.layout, draw_with(context.executor), mask)


def draw_with(executor: Executor) -> Draw:
    """Draws pages in worker processes; a document that cannot be drawn is shown as text."""

    def draw(tasks: Sequence[PictureTask]) -> Iterator[tuple[PictureTask, Sequence[Picture]]]:
        for task, pictures in executor.run(draw_pages, tasks):
            yield task, () if isinstance(pictures, Failure) else pictures

    return draw


def write_report(layout: Layout, draw: Draw, mask: Mask) -> None:
    """Writes the pages, audit.xlsx, findings.csv and facts.csv into the audit folder, and the metrics file.

    All are pure functions of warehouse, reports and decisions: the same rows give the same bytes, whatever the run.
    """
    audit, pictures = layout.audit, PictureCache(layout.cache)
    with duckdb.connect(layout.warehouse, read_only=True) as connection:
        desk = Desk(connection, layout, pictures.wrap(draw), read_reviews(layout.reviews), mask)
        linked = write_pages(desk, audit)
        write_file(audit / "audit.xlsx", write_workbook(connection, pair_words(load_words()), linked, mask))
        write_file(audit / "findings.csv", _query_csv(connection, FINDINGS_TABLE, mask))
        write_file(audit / "facts.csv", _query_csv(connection, FACTS_TABLE, mask))
        write_file(layout.metrics, print_metrics(count_metrics(connection)).encode())
    pictures.forget_others()


def _query_csv(connection: duckdb.DuckDBPyConnection, query: str, mask: Mask) -> bytes:
    result = connection.execute(query)
    columns = [str(column[0]) for column in result.description or ()]
    return write_csv(columns, result.fetchall(), mask.hide).encode()
