"""Every table of the warehouse, from the row classes: DDL, COMMENT and data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from schemas.check import Check, CheckOperand, RuleRun
from schemas.columns import SQL_TYPES, Field, read_fields
from schemas.correction import Correction
from schemas.document import CellSpan, Document, DocumentPath, Page, TableCell, Word
from schemas.fact import Fact, FactMention
from schemas.mention import Mention
from schemas.reference import Indicator, Place, PlaceSuccessor, Run

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its row class, its key (unique, and the order rows are written in) and what it is for."""

    name: str
    row_class: type
    key: tuple[str, ...]
    comment: str

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns in order."""
        return read_fields(self.row_class)


TABLES: tuple[Table, ...] = (
    Table("documents", Document, ("document_id",), "One row a document: what it is, how far it was read."),
    Table("document_paths", DocumentPath, ("document_id", "path"), "Every name of every document."),
    Table(
        "corrections",
        Correction,
        ("document_id", "source", "line"),
        "What metadata.csv beside the reports states or corrects, and what became of it.",
    ),
    Table("pages", Page, ("document_id", "page"), "Text of each page; all offsets point into it."),
    Table("table_cells", TableCell, ("table_id", "row", "col"), "Cells of tables, stitched over page ends."),
    Table(
        "cell_spans", CellSpan, ("table_id", "row", "col", "page", "char_start"), "The parts of each cell on its pages."
    ),
    Table("words", Word, ("document_id", "page", "char_start"), "Boxes of words, where pages have geometry."),
    Table(
        "mentions",
        Mention,
        ("document_id", "page", "char_start"),
        "Every number printed, in reading order, with its kind.",
    ),
    Table(
        "facts",
        Fact,
        ("document_id", "page", "char_start", "fact_id"),
        "Figures as facts: what, where, when, unit, role, source.",
    ),
    Table("fact_mentions", FactMention, ("fact_id", "position"), "Which printed numbers serve which fact."),
    Table("checks", Check, ("document_id", "page", "check_id"), "Every check made, with its verdict."),
    Table("check_operands", CheckOperand, ("check_id", "position"), "Everything that decided a check, with its place."),
    Table("rule_runs", RuleRun, ("document_id", "rule"), "Proof that each rule ran on each document."),
    Table("places", Place, ("place_id",), "Administrative units."),
    Table("place_successors", PlaceSuccessor, ("place_id", "successor_id"), "What became of former units."),
    Table("indicators", Indicator, ("indicator_id",), "Indicators that many offices report."),
    Table("runs", Run, ("run_id",), "The run that made this warehouse."),
)

TABLE_OF: dict[type, Table] = {table.row_class: table for table in TABLES}


def sql_type(field: Field) -> str:
    """The DuckDB type of a column; closed sets are text with a CHECK."""
    return "VARCHAR" if field.enum else SQL_TYPES[field.python_type]


def create_statements(table: Table) -> tuple[str, ...]:
    """CREATE TABLE and COMMENT statements for one table."""
    columns = ",\n  ".join(_column_definition(field) for field in table.fields)
    comments = (
        f"COMMENT ON COLUMN {table.name}.{_name(field)} IS {quote_sql(field.comment)}" for field in table.fields
    )
    return (
        f"CREATE TABLE {table.name} (\n  {columns}\n)",
        f"COMMENT ON TABLE {table.name} IS {quote_sql(table.comment)}",
        *comments,
    )


def quote_sql(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def _name(field: Field) -> str:
    return f'"{field.name}"'


def _column_definition(field: Field) -> str:
    parts = [_name(field), sql_type(field)]
    if not field.is_nullable:
        parts.append("NOT NULL")
    if field.enum:
        parts.append(f"CHECK ({_name(field)} IN ({_enum_values(field.enum)}))")
    return " ".join(parts)


def _enum_values(enum: type[Enum]) -> str:
    return ", ".join(quote_sql(str(member.value)) for member in enum)
