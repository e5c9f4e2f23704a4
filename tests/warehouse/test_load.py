"""Shards become one DuckDB file, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from extractors.indicators import list_indicators
from pipeline.rulebook import load_catalogue
from pipeline.stages.load import escape_glob, load_warehouse
from schemas.tables import TABLES
from tests.builders import ReportBuilder
from tests.warehouse.conftest import RUN, BuildWarehouse, write_shards

Connect = Callable[[Path], duckdb.DuckDBPyConnection]


def make_report(text: str = "Có 120 tổ và 30 xã.", name: str = "a.txt") -> ReportBuilder:
    report = ReportBuilder(text, name)
    report.count("120", "tổ")
    report.count("30", "xã")
    return report


def test_every_table_is_there_even_with_no_shard(build_warehouse: BuildWarehouse, connect: Connect) -> None:
    connection = connect(build_warehouse())
    for table in TABLES:
        (count,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone() or (None,)
        expected = {"runs": 1, "places": 14791, "place_successors": 14500}
        expected["indicators"] = len(list_indicators(load_catalogue()))
        assert count == expected.get(table.name, 0), table.name


def test_rows_come_sorted_by_key_whatever_the_order_of_shards(
    build_warehouse: BuildWarehouse, connect: Connect
) -> None:
    reports = [make_report(f"Có 120 tổ và 30 xã, thôn {letter}.", f"{letter}.txt") for letter in "abcdef"]
    connection = connect(build_warehouse(*(report.parcel() for report in reports)))
    for table in TABLES:
        keys = connection.execute(f"SELECT {', '.join(table.key)} FROM {table.name}").fetchall()
        assert keys == sorted(keys), table.name


def test_counts_of_the_run(build_warehouse: BuildWarehouse, connect: Connect) -> None:
    connection = connect(build_warehouse(make_report().parcel()))
    assert connection.execute("SELECT run_id, documents, mentions, facts FROM runs").fetchall() == [("run-1", 1, 2, 2)]


def test_old_warehouse_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    load_warehouse(tmp_path / "build", warehouse, RUN)
    before = warehouse.read_bytes()

    def fail() -> str:
        raise RuntimeError("killed here")

    monkeypatch.setattr("pipeline.stages.load.read_views", fail)
    with pytest.raises(RuntimeError):
        load_warehouse(tmp_path / "build", warehouse, RUN)
    assert warehouse.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    leftover = tmp_path / ".warehouse.duckdb.99999.tmp"
    leftover.write_bytes(b"half")
    load_warehouse(tmp_path / "build", tmp_path / "warehouse.duckdb", RUN)
    assert not leftover.exists()


def test_reader_does_not_stop_a_new_warehouse(build_warehouse: BuildWarehouse, connect: Connect) -> None:
    warehouse = build_warehouse()
    reader = connect(warehouse)
    build_warehouse(make_report().parcel())
    assert reader.execute("SELECT count(*) FROM documents").fetchone() == (0,)


@pytest.mark.parametrize("folder", ["[2031] báo cáo", "a*b?c", "it's", "thư mục “mới”"])
def test_folders_with_odd_names(tmp_path: Path, folder: str) -> None:
    write_shards(tmp_path / folder / "build", make_report().parcel())
    warehouse = tmp_path / folder / "warehouse.duckdb"
    load_warehouse(tmp_path / folder / "build", warehouse, RUN)
    with duckdb.connect(warehouse, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (2,)


def test_escape_glob() -> None:
    assert escape_glob("a[1]*?") == "a[[]1][*][?]"


def test_every_table_view_and_column_has_a_comment(build_warehouse: BuildWarehouse, connect: Connect) -> None:
    connection = connect(build_warehouse())
    missing = connection.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        """
    ).fetchall()
    assert missing == []


def test_numbers_of_views_are_never_floats(build_warehouse: BuildWarehouse, connect: Connect) -> None:
    connection = connect(build_warehouse())
    types = connection.execute("SELECT DISTINCT data_type FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert {name for (name,) in types} == {"VARCHAR", "INTEGER", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL(28,6)"}
