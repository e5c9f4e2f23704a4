"""A column is an annotated dataclass field: its type and its comment stand in one place.

>>> @dataclass(frozen=True, slots=True)
... class Thing:
...     thing_id: Annotated[str, Column("Identifier, from content.")]
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, for the COMMENT in the warehouse and the data dictionary."""

    comment: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a row class, with its Python type taken apart."""

    name: str
    python_type: type
    is_nullable: bool
    comment: str

    @property
    def enum(self) -> type[Enum] | None:
        """The closed set of values, or None where any value of the type may stand."""
        return self.python_type if issubclass(self.python_type, Enum) else None


SQL_TYPES: dict[type, str] = {
    str: "VARCHAR",
    int: "INTEGER",
    bool: "BOOLEAN",
    Decimal: "DECIMAL(28,6)",
    date: "DATE",
    datetime: "TIMESTAMP",
}


def read_fields(row_class: type) -> tuple[Field, ...]:
    """The columns of a row class, in the order they are declared.

    Raises TypeError for a field without a Column or with a type the warehouse cannot hold.
    """
    hints = typing.get_type_hints(row_class, include_extras=True)
    return tuple(_read_field(row_class, f.name, hints[f.name]) for f in dataclasses.fields(row_class))


def _read_field(row_class: type, name: str, hint: object) -> Field:
    comments = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Column)]
    if len(comments) != 1:
        raise TypeError(f"{row_class.__name__}.{name} needs exactly one Column(...)")
    bare = typing.get_args(hint)[0]
    options = typing.get_args(bare) if isinstance(bare, types.UnionType) else (bare,)
    kept = [option for option in options if option is not type(None)]
    if len(kept) != 1 or not isinstance(kept[0], type):
        raise TypeError(f"{row_class.__name__}.{name}: one type, or one type and None")
    python_type = kept[0]
    if python_type not in SQL_TYPES and not issubclass(python_type, Enum):
        raise TypeError(f"{row_class.__name__}.{name}: {python_type} has no warehouse type")
    return Field(name, python_type, len(options) > 1, comments[0].comment)
