"""Rows of a table into the warehouse, as lists: Arrow would import pandas first, where that is installed (2 s)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import duckdb

from schemas.tables import TABLE_OF


def insert_rows(connection: duckdb.DuckDBPyConnection, row_class: type, rows: Sequence[object]) -> None:
    """Insert the rows in their order."""
    if not rows:
        return
    table = TABLE_OF[row_class]
    names = [field.name for field in table.fields]
    columns = [[_text(getattr(row, name)) for row in rows] for name in names]
    values = ", ".join("unnest(CAST(? AS VARCHAR[]))" for _ in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"INSERT INTO {table.name} ({quoted}) SELECT {values}", columns)


def _text(value: object) -> str | None:
    """The value as DuckDB casts it to its column: a day as 2025-07-01, a member of an enum as its word."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else str(value)
