"""Rows of the warehouse as the audit reads them, and values as JSON can hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import duckdb

Row = Mapping[str, object]
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, which HTML and Excel cannot hold; they are shown as U+FFFD."""
_CLOSES_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def fetch(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> Sequence[Row]:
    """All rows of a query, by column name."""
    result = connection.execute(query, parameters) if parameters else connection.execute(query)
    names = [str(column[0]) for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def to_int(value: object) -> int:
    """A count of the warehouse."""
    return int(str(value))


def to_text(value: object) -> str | None:
    """Text as it may be shown; None for NULL."""
    return None if value is None else UNPRINTABLE.sub("\ufffd", str(value))


def to_points(value: object) -> float | None:
    """A length in points, to a hundredth."""
    return None if value is None else round(float(str(value)), 2)


def print_json(value: Json) -> str:
    """JSON that may stand inside a script element: nothing in it can close the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_CLOSES_SCRIPT)
