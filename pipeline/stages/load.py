"""Load: places, place_successors, indicators, runs; and every table of the stages before, in one DuckDB file."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from extractors.indicators import list_indicators
from pipeline.cache import hash_code, solieu_version
from pipeline.errors import UserError
from pipeline.reviews import NO_DECISIONS, Decisions, apply_reviews, read_reviews
from pipeline.rulebook import load_catalogue
from pipeline.runner import Context, compiled_rules
from pipeline.stages import STAGE_OF, last_writer
from pipeline.warehouse.comments import comment_view_columns
from pipeline.warehouse.cross_documents import check_across_documents
from pipeline.warehouse.places import fill_places
from pipeline.warehouse.same_reports import relate_documents
from pipeline.warehouse.sql_checks import Violation, run_checks
from schemas.reference import Indicator, Run
from schemas.tables import TABLE_OF, TABLES, Table, create_statements

ASIDE_SUFFIX = ".tmp"
GLOB_CHARACTERS = "*?["
UNWRITABLE_CHARACTER = "?"
"""DuckDB (1.4 to 2.0) takes what follows a question mark in a path for options and cannot write its log there."""


def run(context: Context) -> None:
    """Build the warehouse and look it over; what a check finds wrong is said, and stands in the metrics."""
    with context.reporter.stage(STAGE_OF["load"]) as bar:
        decisions = read_reviews(context.layout.reviews)
        load_warehouse(context.layout.stages, context.layout.warehouse, start_run(), decisions)
        violations = run_checks(context.layout.warehouse)
        bar.note = f"{len(violations)} phép kiểm kho có lỗi (checks violated)" if violations else ""
    for violation in violations:
        context.reporter.say(describe_violation(violation))


def start_run() -> Run:
    """A row for this run, its counts still 0; the only place in the warehouse where a clock is read."""
    started_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    run_id = f"{started_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    return Run(run_id, started_at, solieu_version(), hash_code(), 0, 0, 0, 0, 0, 0)


def describe_violation(violation: Violation) -> str:
    """What is wrong with the warehouse, for the terminal: our defect, not the report's."""
    return (
        f"! kho dữ liệu sai / warehouse defect: {violation.name}: {violation.rows} dòng (rows), "
        f"ví dụ (such as) {violation.sample}. Đây là lỗi của solieu, không phải của báo cáo — a defect of solieu."
    )


def load_warehouse(build_dir: Path, warehouse_path: Path, run: Run, decisions: Decisions = NO_DECISIONS) -> None:
    """Writes one DuckDB file with every table and view, from `build_dir/<stage>/<table>/*.parquet`.

    What people decided (reviews.csv) is joined into checks.review and review_note.
    A table without shards is there and empty. Rows are sorted by the table's key, so that the same shards
    give the same rows in the same order. The file is built beside the old one and renamed over it.
    Raises UserError where another program holds the old file (Windows).
    """
    warehouse_path.parent.mkdir(parents=True, exist_ok=True)
    with _file_aside(warehouse_path) as aside:
        if UNWRITABLE_CHARACTER in str(aside.resolve()):
            with tempfile.TemporaryDirectory() as elsewhere:
                _write_warehouse(Path(elsewhere) / warehouse_path.name, build_dir, run, decisions)
                shutil.copyfile(Path(elsewhere) / warehouse_path.name, aside)
        else:
            _write_warehouse(aside, build_dir, run, decisions)
        try:
            os.replace(aside, warehouse_path)
        except PermissionError as error:
            raise UserError(
                f"{warehouse_path} đang được chương trình khác mở; hãy đóng lại rồi chạy lại — "
                "the warehouse is open in another program; close it and run again"
            ) from error


def _write_warehouse(path: Path, build_dir: Path, run: Run, decisions: Decisions) -> None:
    with duckdb.connect(path) as connection:
        connection.begin()
        for table in TABLES:
            _create_table(connection, table)
            _fill_table(connection, table, build_dir)
        _insert_indicators(connection)
        fill_places(connection)
        relate_documents(connection)
        check_across_documents(connection, compiled_rules)
        apply_reviews(connection, decisions.values())
        _insert_run(connection, run)
        connection.execute(read_views())
        comment_view_columns(connection)
        connection.commit()
        connection.execute("CHECKPOINT")


def read_views() -> str:
    """The statements that make the views and their comments."""
    return (files("pipeline") / "warehouse" / "views.sql").read_text(encoding="utf-8")


@contextmanager
def _file_aside(warehouse_path: Path) -> Iterator[Path]:
    """A name beside the warehouse; what a killed run left there is removed before, what is left now after."""
    aside = warehouse_path.with_name(f".{warehouse_path.name}.{os.getpid()}{ASIDE_SUFFIX}")
    _remove_leftovers(warehouse_path)
    try:
        yield aside
    finally:
        _remove_leftovers(warehouse_path)


def _remove_leftovers(warehouse_path: Path) -> None:
    prefix = f".{warehouse_path.name}."
    for path in warehouse_path.parent.iterdir():
        if path.name.startswith(prefix) and ASIDE_SUFFIX in path.name:
            with suppress(OSError):
                path.unlink()


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    for statement in create_statements(table):
        connection.execute(statement)


def _fill_table(connection: duckdb.DuckDBPyConnection, table: Table, build_dir: Path) -> None:
    folder = build_dir / last_writer(table.name) / table.name
    if not any(folder.glob("[!.]*.parquet")):
        return
    columns = ", ".join(f'"{field.name}"' for field in table.fields)
    order = ", ".join(f'"{column}"' for column in table.key)
    connection.execute(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM read_parquet(?) ORDER BY {order}",
        [f"{escape_glob(folder.resolve().as_posix())}/*.parquet"],
    )


def escape_glob(path: str) -> str:
    """A path in which DuckDB sees no pattern: folders may be named '[2023] báo cáo'."""
    return "".join(f"[{character}]" if character in GLOB_CHARACTERS else character for character in path)


def _insert_indicators(connection: duckdb.DuckDBPyConnection) -> None:
    """The whole catalogue, named in some report or not: an indicator without facts is an answer too."""
    rows = sorted(list_indicators(load_catalogue()), key=lambda row: row.indicator_id)
    marks = ", ".join("?" for _ in TABLE_OF[Indicator].fields)
    connection.executemany(f"INSERT INTO indicators VALUES ({marks})", [astuple(row) for row in rows])


def _insert_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    counts = connection.execute(
        """
        SELECT
          (SELECT count(*) FROM documents),
          (SELECT count(*) FROM documents WHERE status = 'failed'),
          (SELECT count(*) FROM mentions),
          (SELECT count(*) FROM facts),
          (SELECT count(*) FROM checks),
          (SELECT count(*) FROM checks WHERE verdict = 'inconsistent' OR severity IN ('minor', 'major'))
        """
    ).fetchone()
    assert counts is not None
    names = ("documents", "documents_failed", "mentions", "facts", "checks", "findings")
    counted = replace(run, **dict(zip(names, counts, strict=True)))
    marks = ", ".join("?" for _ in TABLE_OF[Run].fields)
    connection.execute(f"INSERT INTO runs VALUES ({marks})", astuple(counted))
