"""A way from parcels built by hand to a warehouse, without running the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from pipeline.shards import PARCEL_TABLES, table_named, write_rows
from pipeline.stages import last_writer
from pipeline.stages.load import load_warehouse
from schemas.document import Document
from schemas.parcel import Parcel
from schemas.reference import Run

RUN = Run("run-1", datetime.fromisoformat("2031-01-02T03:04:05"), "0.0", "code", 0, 0, 0, 0, 0, 0)
BuildWarehouse = Callable[..., Path]


def write_shards(build_dir: Path, parcel: Parcel) -> None:
    """Each table into the folder of the stage that writes it last."""
    document_id = parcel.document.document_id
    write_rows(build_dir / last_writer("documents"), document_id, Document, (parcel.document,))
    for table, field in PARCEL_TABLES.items():
        write_rows(build_dir / last_writer(table), document_id, table_named(table).row_class, getattr(parcel, field))


@pytest.fixture
def build_warehouse(tmp_path: Path) -> BuildWarehouse:
    """Parcels in, path of a warehouse out."""

    def build(*parcels: Parcel) -> Path:
        build_dir = tmp_path / "build [1]"
        for parcel in parcels:
            write_shards(build_dir, parcel)
        warehouse = tmp_path / "warehouse.duckdb"
        load_warehouse(build_dir, warehouse, RUN)
        return warehouse

    return build


@pytest.fixture
def connect() -> Iterator[Callable[[Path], duckdb.DuckDBPyConnection]]:
    """Read-only connections that close at the end of the test."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def open_one(path: Path) -> duckdb.DuckDBPyConnection:
        opened.append(duckdb.connect(path, read_only=True))
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()
