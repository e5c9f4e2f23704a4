"""Checks on the warehouse itself: each file of checks/*.sql selects rows that are wrong.

A row that comes back is a defect of solieu, not of a report; the tests demand that none does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

SAMPLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class SqlCheck:
    """One check: its name, what it demands, and the query for rows that break it."""

    name: str
    demand: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A check that found wrong rows: how many, and the first of them as words."""

    name: str
    demand: str
    rows: int
    sample: str


def load_checks() -> tuple[SqlCheck, ...]:
    """All checks, by name; the comment on the first line of a file says what it demands."""
    folder = files("pipeline") / "warehouse" / "checks"
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".sql")}
    return tuple(
        SqlCheck(name.removesuffix(".sql"), text.partition("\n")[0].removeprefix("--").strip(), text)
        for name, text in sorted(texts.items())
    )


def run_checks(warehouse: Path) -> list[Violation]:
    """What is wrong in a warehouse; empty where all is well. Opens it read-only."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        return list(find_violations(connection))


def find_violations(connection: duckdb.DuckDBPyConnection) -> Iterator[Violation]:
    """The checks that find wrong rows."""
    for check in load_checks():
        rows = connection.execute(check.query)
        names = [str(column[0]) for column in rows.description or ()]
        wrong = rows.fetchall()
        if wrong:
            yield Violation(check.name, check.demand, len(wrong), _describe_row(names, wrong[0]))


def _describe_row(names: list[str], row: tuple[object, ...]) -> str:
    text = ", ".join(f"{name}={' '.join(str(value).split())}" for name, value in zip(names, row, strict=True))
    return text if len(text) <= SAMPLE_CHARACTERS else text[: SAMPLE_CHARACTERS - 1] + "…"
