"""Names in rows: where somebody is named, and the row with another name in its place."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, Table, and_, cast, or_, tuple_
from sqlmodel import Session

from bot.storage.personal import PERSONAL, Personal

Row = Mapping[str, Any]
Key = tuple[Any, ...]
_NOWHERE = Personal()


class Naming:
    """Ids and names of somebody, each with what stands in its place. Each is found where it stands for itself: U0ANA is
    not in U0ANAIS.
    """

    def __init__(self, ids: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._ids = ids
        self._all = {**names, **ids}
        self._is_id = _whole(ids)
        self._is_any = _whole(self._all)

    def may_be_in(self, table: Table) -> ColumnElement[bool]:
        """Which rows to look at: a database does not know where a word ends."""
        personal = PERSONAL.get(table.name, _NOWHERE)
        looked_for = [*((name, self._ids) for name in personal.ids), *((name, self._all) for name in personal.words)]
        return or_(False, *(_contains(table, column, one) for column, names in looked_for for one in names))

    def changes(self, table: Table, row: Row) -> dict[str, Any]:
        """The columns of that row that name them, as they are without."""
        personal = PERSONAL.get(table.name, _NOWHERE)
        new = {name: self._without_ids(row[name]) for name in personal.ids}
        for name, keys in personal.words.items():
            new[name] = self._without_names(new.get(name, row[name]), keys, is_words=not keys)
        return {name: value for name, value in new.items() if value != row[name]}

    def _without_ids(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._is_id.sub(lambda found: self._ids[found[0]], value)
        return _inside(value, lambda _, each: self._without_ids(each))

    def _without_names(self, value: Any, keys: Set[str], *, is_words: bool) -> Any:
        if isinstance(value, str):
            return self._is_any.sub(lambda found: self._all[found[0]], value) if is_words else value
        return _inside(value, lambda key, each: self._without_names(each, keys, is_words=key in keys))


def rows_naming(session: Session, table: Table, naming: Naming) -> Iterator[Row]:
    """The rows that name them."""
    for row in map(dict, session.execute(table.select().where(naming.may_be_in(table))).mappings()):
        if naming.changes(table, row):
            yield row


def rename(session: Session, table: Table, keys: Sequence[Key], naming: Naming, leave: str = "") -> None:
    """Puts what is to stand there in the place of each name in these rows; one column may be left as it is."""
    for row in map(dict, session.execute(table.select().where(_have(table, keys))).mappings().all()):
        changed = {name: value for name, value in naming.changes(table, row).items() if name != leave}
        if changed:
            this = and_(*(column == row[column.name] for column in table.primary_key))
            session.execute(table.update().where(this).values(changed))


def key_of(table: Table, row: Row) -> Key:
    return tuple(row[column.name] for column in table.primary_key)


def _have(table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    columns = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key for (key,) in keys])
    return tuple_(*columns).in_(keys)


def _whole(names: Mapping[str, str]) -> re.Pattern[str]:
    """The longest first; a pattern that is nowhere when there are none."""
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in ordered) or r"(?!)")


def _contains(table: Table, column: str, name: str) -> ColumnElement[bool]:
    """JSON is kept with whatever is not ASCII spelled out."""
    kept = table.c[column]
    written = json.dumps(name)[1:-1] if isinstance(kept.type, JSON) else name
    return cast(kept, String).contains(written, autoescape=True)


def _inside(value: Any, change: Any) -> Any:
    """What is in a list stands under no key."""
    if isinstance(value, dict):
        return {key: change(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [change("", each) for each in value]
    return value
