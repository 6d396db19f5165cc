"""Names and words in rows: where somebody is named, and the row with another name in its place."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, String, Table, and_, cast, or_
from sqlmodel import Session
from sqlmodel.sql.sqltypes import AutoString

Row = Mapping[str, Any]


def rows_naming(session: Session, table: Table, names: Iterable[str]) -> Iterator[Row]:
    """The rows in which one of the names stands for itself somewhere: U0ANA is not in U0ANAIS."""
    names = list(names)
    whole = re.compile("|".join(_whole(name) for name in names))
    may_be = or_(*(_contains(column, name) for column in _columns(table) for name in names))
    for row in session.execute(table.select().where(may_be)).mappings():
        if any(whole.search(word) for word in _words(list(row.values()))):
            yield dict(row)


def rename(session: Session, table: Table, row: Row, names: Mapping[str, str]) -> None:
    """Puts the new name in the place of each old one, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    whole = re.compile("|".join(_whole(name) for name in ordered))
    new = {column.name: _renamed(row[column.name], whole, names) for column in _columns(table)}
    changed = {name: value for name, value in new.items() if value != row[name]}
    if changed:
        this = and_(*(column == row[column.name] for column in table.primary_key))
        session.execute(table.update().where(this).values(changed))


def _columns(table: Table) -> list[Column[Any]]:
    """Those in which words may stand."""
    return [column for column in table.columns if isinstance(column.type, (AutoString, String, JSON))]


def _contains(column: Column[Any], name: str) -> ColumnElement[bool]:
    """JSON is kept with whatever is not ASCII spelled out."""
    written = json.dumps(name)[1:-1] if isinstance(column.type, JSON) else name
    return cast(column, String).contains(written, autoescape=True)


def _whole(name: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"


def _words(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _words([*value.keys(), *value.values()])
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def _renamed(value: Any, whole: re.Pattern[str], names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return whole.sub(lambda found: names[found[0]], value)
    if isinstance(value, dict):
        return {_renamed(key, whole, names): _renamed(each, whole, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, whole, names) for each in value]
    return value
