"""The tables places and place_successors, from the reference data that comes with the program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import duckdb

from extractors.gazetteer import PlaceRow, parse_places
from pipeline.rulebook import read_places
from schemas.reference import Place, PlaceSuccessor
from schemas.tables import TABLE_OF

CHANGE = date(2025, 7, 1)
"""Provinces merged, districts ended, communes formed anew (Resolution 202/2025/QH15, Law 72/2025/QH15)."""
ENDED_BEFORE = date(2025, 1, 1)
"""The day by which what was merged from 2023 on had ended: the sources do not tell each one's own."""


def read_place_rows() -> list[Place]:
    """Every place with its days: what ended, ended on that day; what was formed, is there from it."""
    return [_dated(row) for row in parse_places(read_places().splitlines())]


def _dated(row: PlaceRow) -> Place:
    valid_from = None if row.is_old else CHANGE
    valid_to = None if row.is_new else ENDED_BEFORE if row.is_past else CHANGE
    return Place(row.place_id, row.name, row.level, row.parent_id, valid_from, valid_to)


def read_successor_rows() -> Iterator[PlaceSuccessor]:
    """What became of the places that ended."""
    for name in ("place_successors.csv", "place_successors_2023.csv"):
        text = (files("pipeline") / "reference" / name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            yield PlaceSuccessor(row["place_id"], row["successor_id"], row["note"])


def _text(value: str | date | None) -> str | None:
    """The value as DuckDB casts it to its column: a day as 2025-07-01, a member of an enum as its word."""
    return value.isoformat() if isinstance(value, date) else str(value) if value is not None else None


def fill_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Insert both tables, as lists: Arrow would import pandas first, where that is installed (2 s)."""
    for row_class, rows in ((Place, read_place_rows()), (PlaceSuccessor, list(read_successor_rows()))):
        table = TABLE_OF[row_class]
        names = [field.name for field in table.fields]
        columns = [[_text(getattr(row, name)) for row in rows] for name in names]
        values = ", ".join("unnest(CAST(? AS VARCHAR[]))" for _ in names)
        connection.execute(f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {values}", columns)
