"""A column is defined once, and everything made from it agrees."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated

import duckdb
import pyarrow as pa
import pytest

from pipeline.shards import PARCEL_TABLES, arrow_schema, to_arrow
from schemas.columns import Column, read_fields
from schemas.parcel import Parcel
from schemas.tables import TABLES, Table, create_statements, quote_sql, sql_type

ARROW_OF_SQL = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DECIMAL(28,6)": pa.decimal128(28, 6),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def create(table: Table) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for statement in create_statements(table):
        connection.execute(statement)
    return connection


@each_table
def test_every_field_is_a_column_with_a_comment(table: Table) -> None:
    assert [field.name for field in table.fields] == [f.name for f in dataclasses.fields(table.row_class)]
    for field in table.fields:
        assert len(field.comment) > 4, field.name
        assert field.comment.endswith((".", "...")), field.name


@each_table
def test_the_ddl_runs_and_carries_every_comment(table: Table) -> None:
    columns = "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ?"
    found = create(table).execute(columns, [table.name]).fetchall()
    assert found == [(f.name, sql_type(f), f.is_nullable, f.comment) for f in table.fields]


@each_table
def test_the_table_carries_its_comment(table: Table) -> None:
    row = create(table).execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table.name]).fetchone()
    assert row == (table.comment,)


@each_table
def test_arrow_and_duckdb_hold_the_same(table: Table) -> None:
    schema = arrow_schema(table.row_class)
    assert [(f.name, f.type, f.nullable) for f in schema] == [
        (f.name, ARROW_OF_SQL[sql_type(f)], f.is_nullable) for f in table.fields
    ]
    connection = create(table)
    connection.register("rows", to_arrow(table.row_class, []))
    connection.execute(f"INSERT INTO {table.name} SELECT * FROM rows")


@each_table
def test_the_key_is_made_of_columns_that_are_never_null(table: Table) -> None:
    nullable = {field.name: field.is_nullable for field in table.fields}
    assert [nullable[name] for name in table.key] == [False] * len(table.key)


@each_table
def test_a_closed_set_is_closed(table: Table) -> None:
    connection = create(table)
    for field in table.fields:
        if field.enum and field.is_nullable:
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(f"INSERT INTO {table.name} (\"{field.name}\") VALUES ('no such value')")
            values = [str(member.value) for member in field.enum]
            assert values == [value.lower() for value in values]


def test_a_parcel_holds_every_table_of_a_document() -> None:
    names = {field.name for field in dataclasses.fields(Parcel)}
    assert names == {"document", *PARCEL_TABLES.values()}
    assert {"documents", *PARCEL_TABLES} < {table.name for table in TABLES}


def test_quotes_are_escaped() -> None:
    assert quote_sql("it's") == "'it''s'"


@dataclass(frozen=True, slots=True)
class _NoColumn:
    bare: str


@dataclass(frozen=True, slots=True)
class _TwoTypes:
    mixed: Annotated[int | str, Column("Two types.")]


@dataclass(frozen=True, slots=True)
class _Float:
    share: Annotated[float, Column("No floats in the warehouse.")]


@pytest.mark.parametrize("row_class", [_NoColumn, _TwoTypes, _Float])
def test_a_wrong_field_is_named(row_class: type) -> None:
    with pytest.raises(TypeError, match=row_class.__name__):
        read_fields(row_class)
