"""The tables places and place_successors, from the reference data that comes with the program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import duckdb

from extractors.gazetteer import PlaceRow, parse_places
from pipeline.rulebook import read_places
from pipeline.warehouse.insert import insert_rows
from schemas.reference import Place, PlaceSuccessor

CHANGE = date(2025, 7, 1)
"""Provinces merged, districts ended, communes formed anew (Resolution 202/2025/QH15, Law 72/2025/QH15)."""
ENDED_BEFORE = date(2025, 1, 1)
"""The day by which what was merged from 2023 on had ended: the sources do not tell each one's own."""


def read_place_rows() -> list[Place]:
    """Every place with its days: what ended, ended on that day; what was formed, is there from it."""
    return sorted(map(_dated, parse_places(read_places().splitlines())), key=lambda place: place.place_id)


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


def fill_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Insert both tables."""
    insert_rows(connection, Place, read_place_rows())
    links = sorted(read_successor_rows(), key=lambda link: (link.place_id, link.successor_id))
    insert_rows(connection, PlaceSuccessor, links)
