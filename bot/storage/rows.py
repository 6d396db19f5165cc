"""Objects as rows of their tables, for statements that need no session."""

from typing import Any, cast

from sqlalchemy import Table
from sqlmodel import SQLModel


def table_of(kind: type[SQLModel]) -> Table:
    return cast("Table", kind.__table__)  # type: ignore[attr-defined]


def values_of(row: SQLModel) -> dict[str, Any]:
    """By the names of the columns. What is None is left to the table."""
    values = vars(row)
    names = [column.name for column in table_of(type(row)).columns]
    return {name: values[name] for name in names if values.get(name) is not None}
