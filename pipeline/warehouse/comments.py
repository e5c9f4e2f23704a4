"""Comments on the columns of views: a column taken over from a table keeps the table's comment."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from schemas.tables import TABLES, quote_sql

VIEW_SOURCES: dict[str, tuple[str, ...]] = {
    "findings": ("checks", "documents"),
    "questions": ("checks", "documents"),
    "quantities": ("facts", "mentions"),
    "comparison": ("facts", "documents"),
    "target_attainment": ("facts",),
    "coverage": ("mentions", "documents"),
    "decidability": ("facts",),
    "document_summary": ("documents",),
}
"""View -> the tables its columns come from, the first that has the name decides."""

_FIELDS = {table.name: {field.name: field.comment for field in table.fields} for table in TABLES}


def comment_view_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Comments every column of a view that views.sql has left without one."""
    for view, column in list(_uncommented_columns(connection)):
        comment = next((_FIELDS[t][column] for t in VIEW_SOURCES.get(view, ()) if column in _FIELDS[t]), None)
        if comment is not None:
            connection.execute(f'COMMENT ON COLUMN "{view}"."{column}" IS {quote_sql(comment)}')


def _uncommented_columns(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_views() ON table_name = view_name "
        "WHERE NOT duckdb_views.internal AND duckdb_columns.comment IS NULL"
    ).fetchall()
    return ((str(view), str(column)) for view, column in rows)
