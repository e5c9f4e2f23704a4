"""Counts for `dvc metrics show`: by document and by rule, and whether the warehouse itself is sound."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import duckdb

from pipeline.warehouse.sql_checks import find_violations

Counts = Mapping[str, int]
Metrics = Mapping[str, "int | Counts | Mapping[str, Counts]"]

TOTALS = """
SELECT
  (SELECT count(*) FROM documents) AS documents,
  (SELECT count(*) FROM documents WHERE status = 'failed') AS documents_failed,
  (SELECT count(*) FROM pages) AS pages,
  (SELECT count(*) FROM mentions) AS numbers,
  (SELECT count(*) FROM facts) AS facts,
  (SELECT count(*) FROM checks) AS checks,
  (SELECT count(*) FROM findings) AS findings,
  (SELECT count(DISTINCT slip_id) FROM findings
   WHERE verdict = 'inconsistent' OR severity IN ('minor', 'major')) AS slips,
  (SELECT count(*) FROM questions) AS questions
"""
GROUPS = {
    "numbers_by_kind": "SELECT kind, count(*) FROM mentions GROUP BY kind",
    "facts_by_measure": "SELECT measure, count(*) FROM facts GROUP BY measure",
    "checks_by_verdict": "SELECT verdict, count(*) FROM checks GROUP BY verdict",
    "slips_by_severity": (
        "SELECT severity, count(DISTINCT slip_id) FROM findings WHERE severity IS NOT NULL GROUP BY severity"
    ),
}
BY_RULE = "SELECT rule, sum(candidates), sum(checked), sum(flagged) FROM rule_runs GROUP BY rule"
BY_DOCUMENT = """
SELECT path, numbers, figures, not_understood, facts, checked, wrong, open_questions, pages_not_read
FROM document_summary ORDER BY path
"""


def count_metrics(connection: duckdb.DuckDBPyConnection) -> Metrics:
    """All counts of a warehouse, and the rows that its own checks find wrong."""
    return {
        **{name: _to_int(count) for name, count in _fetch_rows(connection, TOTALS)[0].items()},
        **{name: _fetch_counts(connection, query) for name, query in GROUPS.items()},
        "by_rule": {
            str(rule): dict(zip(("candidates", "checked", "flagged"), map(_to_int, counts), strict=True))
            for rule, *counts in connection.execute(BY_RULE).fetchall()
        },
        "by_document": _count_documents(connection),
        "warehouse_defects": {violation.name: violation.rows for violation in find_violations(connection)},
    }


def print_metrics(metrics: Metrics) -> str:
    """The counts as stable JSON."""
    return json.dumps(metrics, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def make_keys(paths: Iterable[str]) -> list[str]:
    """A key for each path that holds no character metrics tools divide at; alike ones get a number.

    >>> make_keys(["Báo cáo 2031.txt", "a/b.txt", "a b.txt"])
    ['Bao-cao-2031-txt', 'a-b-txt', 'a-b-txt-2']
    """
    keys: dict[str, None] = {}
    for path in paths:
        base = _make_key(path)
        numbered = (base if count == 1 else f"{base}-{count}" for count in itertools.count(1))
        keys[next(key for key in numbered if key not in keys)] = None
    return list(keys)


def _make_key(path: str) -> str:
    plain = unicodedata.normalize("NFD", path.replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9_]+", "-", ascii_only).strip("-") or "document"


def _count_documents(connection: duckdb.DuckDBPyConnection) -> dict[str, Counts]:
    rows = _fetch_rows(connection, BY_DOCUMENT)
    keys = make_keys(str(row["path"]) for row in rows)
    return {
        key: {name: _to_int(value) for name, value in row.items() if name != "path"}
        for key, row in zip(keys, rows, strict=True)
    }


def _fetch_counts(connection: duckdb.DuckDBPyConnection, query: str) -> Counts:
    return {str(name): _to_int(count) for name, count in connection.execute(query).fetchall()}


def _fetch_rows(connection: duckdb.DuckDBPyConnection, query: str) -> Sequence[dict[str, object]]:
    result = connection.execute(query)
    names = [str(column[0]) for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _to_int(value: object) -> int:
    return int(str(value))
