"""Objects as rows of their tables, written with plain statements: they cost a fifth of what a session's flush does."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Row, Table
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, SQLModel


def table_of(kind: type[SQLModel]) -> Table:
    return cast("Table", kind.__table__)  # type: ignore[attr-defined]


def values_of(row: SQLModel) -> dict[str, Any]:
    """By the names of the columns."""
    return {column.name: getattr(row, column.name) for column in table_of(type(row)).columns}


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is None is left to the table: in a column of JSON it would be a value."""
    return {name: value for name, value in values.items() if value is not None}


def insert(session: Session, row: SQLModel) -> None:
    """Stores a new row at once. From then on the session keeps it: what is changed in it is stored too."""
    stored = session.connection().execute(_insert(type(row)), given(values_of(row)))
    for name, value in cast("Row[Any]", stored.inserted_primary_key)._mapping.items():
        setattr(row, name, value)
    make_transient_to_detached(row)
    session.add(row)


@cache
def _insert(kind: type[SQLModel]) -> Insert:
    return insert_into(table_of(kind))
