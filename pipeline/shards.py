"""Parquet shards: the rows of one table of one document, as `<stage>/<table>/<document_id>.parquet`.

A shard is a pure function of its rows: sorted by the table's key, one row group, written aside and renamed.
A table without rows has no file; the documents shard is written last and says that the stage is done.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.columns import Field
from schemas.tables import TABLE_OF, TABLES, Table

Row = TypeVar("Row")

DECIMAL_PLACES = 6
DECIMAL_DIGITS = 28
_QUANTUM = Decimal(1).scaleb(-DECIMAL_PLACES)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_EXACT = Context(prec=DECIMAL_DIGITS, rounding=ROUND_HALF_EVEN)

ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    bool: pa.bool_(),
    Decimal: pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
}

PARCEL_TABLES: dict[str, str] = {
    "document_paths": "paths",
    "pages": "pages",
    "table_cells": "cells",
    "cell_spans": "cell_spans",
    "words": "words",
    "mentions": "mentions",
    "facts": "facts",
    "fact_mentions": "fact_mentions",
    "checks": "checks",
    "check_operands": "check_operands",
    "rule_runs": "rule_runs",
    "corrections": "corrections",
}
"""Table name -> field of Parcel; the document itself stands apart."""

_TABLE_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def table_named(name: str) -> Table:
    """The table of that name; KeyError where there is none."""
    return _TABLE_BY_NAME[name]


_FIELDS: dict[type, tuple[Field, ...]] = {table.row_class: table.fields for table in TABLES}
"""The columns of each row class; taking its annotations apart costs 0.7 ms, more than reading a shard."""


@cache
def arrow_schema(row_class: type) -> pa.Schema:
    """The Arrow schema of a row class: names, types and nullability of its columns."""
    return pa.schema(
        [pa.field(f.name, _arrow_type(f), nullable=f.is_nullable) for f in _FIELDS[row_class]],
    )


def _arrow_type(field: Field) -> pa.DataType:
    return pa.string() if field.enum else ARROW_TYPES[field.python_type]


@cache
def spare_pandas() -> None:
    """Keep pyarrow from importing pandas in this process, where nothing else has yet.

    pa.array() does so, for 1.1 s, to ask whether a list is a Series; once it has found none it never asks again.
    """
    if "pandas" in sys.modules:
        return
    too_old = ModuleType("pandas")
    too_old.__version__ = "0.0"  # type: ignore[attr-defined]  # a version that pyarrow does without, with a warning
    sys.modules["pandas"] = too_old
    try:
        with warnings.catch_warnings(action="ignore"):
            pa.array([None], pa.string())
    finally:
        del sys.modules["pandas"]


def to_arrow(row_class: type, rows: Iterable[object]) -> pa.Table:
    """Rows as an Arrow table, sorted by the table's key."""
    table = TABLE_OF[row_class]
    ordered = sorted(rows, key=attrgetter(*table.key))
    columns = [_to_array([getattr(row, f.name) for row in ordered], _arrow_type(f)) for f in _FIELDS[row_class]]
    return pa.Table.from_arrays(columns, schema=arrow_schema(row_class))


def _to_array(values: list[object], arrow_type: pa.DataType) -> pa.Array[pa.Scalar[pa.DataType]]:
    """A column; what Arrow cannot hold is made to fit (see fit_decimal, fit_text), the slow way."""
    try:
        return pa.array(values, arrow_type)
    except (pa.ArrowInvalid, UnicodeEncodeError):
        return pa.array([_fit(value) for value in values], arrow_type)


def _fit(value: object) -> object:
    if isinstance(value, Decimal):
        return fit_decimal(value)
    return fit_text(value) if isinstance(value, str) else value


def fit_decimal(value: Decimal) -> Decimal | None:
    """The value to 6 decimals, half-even; None where more than 22 digits stand before the mark, or it is no number.

    >>> fit_decimal(Decimal("16.2303664"))
    Decimal('16.230366')
    """
    try:
        return value.quantize(_QUANTUM, context=_EXACT) if value.is_finite() else None
    except InvalidOperation:
        return None


def fit_text(text: str) -> str:
    """The text with each lone surrogate as U+FFFD: one for one, so that offsets into it stay right."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def from_arrow(row_class: type[Row], data: pa.Table) -> tuple[Row, ...]:
    """Rows of an Arrow table as row objects, enums restored."""
    columns = data.to_pydict()
    return tuple(map(row_class, *(_restore_enum(columns[f.name], f) for f in _FIELDS[row_class])))


def _restore_enum(values: list[object], field: Field) -> list[object]:
    if field.enum is None:
        return values
    members: dict[object, object] = {member.value: member for member in field.enum}
    return [None if value is None else members[value] for value in values]


def write_rows(folder: Path, document_id: str, row_class: type, rows: Sequence[object]) -> None:
    """Write one shard, or remove it where there are no rows."""
    path = shard_path(folder, row_class, document_id)
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    # of small tables with many columns, lz4 without statistics is written 3 times and read 4 times as fast as zstd
    pq.write_table(to_arrow(row_class, rows), aside, compression="lz4", write_statistics=False)
    os.replace(aside, path)


def read_rows(folder: Path, document_id: str, row_class: type[Row]) -> tuple[Row, ...]:
    """The rows of one shard; none where there is no file."""
    path = shard_path(folder, row_class, document_id)
    if not path.exists():
        return ()
    with pq.ParquetFile(path) as file:  # pq.read_table would import pyarrow.dataset and with it pandas, 1 s
        return from_arrow(row_class, file.read(use_threads=False))


def shard_path(folder: Path, row_class: type, document_id: str) -> Path:
    """The file of one document's rows of one table, in a stage's folder."""
    return folder / TABLE_OF[row_class].name / f"{document_id}.parquet"


def list_shards(table_folder: Path) -> tuple[Path, ...]:
    """The finished shards of a table's folder, sorted; none where the folder is missing."""
    return tuple(sorted(table_folder.glob("[!.]*.parquet")))


def list_documents(stage_folder: Path) -> tuple[str, ...]:
    """The identifiers of the documents a stage has finished, sorted."""
    return tuple(path.stem for path in list_shards(stage_folder / "documents"))
