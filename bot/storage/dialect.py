"""What SQLite and PostgreSQL say differently. Everything else in here is the same for both."""

import sqlite3
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import SQLModel

from bot.storage.rows import given, table_of

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_WRITERS = {"sqlite": 1, "postgresql": 4}  # SQLite lets one write at a time; four keep PostgreSQL's disk busy
_BUSY = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, a lock that is not free
_PRIMARY = 0xFF  # of a code of SQLite: the rest says in what way


class Turn(IntEnum):
    """What one replica does at a time. The number of an advisory lock is free to choose; these spell "front"."""

    MIGRATING = 0x66726F6E74
    CATCHING_UP = MIGRATING + 1


def takes_replicas(engine: Engine) -> bool:
    """Whether several processes may use the database at once."""
    return engine.dialect.name != "sqlite"


def writers(engine: Engine) -> int:
    """How many threads may write beside each other."""
    return _WRITERS[engine.dialect.name]


def wait_for_turn(connection: Connection, turn: Turn) -> None:
    """The others wait until the transaction of the one that has it is over."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(turn)))


def try_turn(connection: Connection, turn: Turn) -> bool:
    """The same without waiting; False while another one has it. Where one process has the database, it is its turn."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(turn))).scalar_one())


def insert_once(connection: Connection, kind: type[SQLModel], /, **values: Any) -> bool:
    """Stores a row unless one with its key is there; False then. Another transaction that is just storing the same
    key is waited for.
    """
    return connection.execute(_insert_once(connection.dialect.name, kind), given(values)).first() is not None


def insert_or_change(connection: Connection, kind: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores rows, each in the place of the one that has its key; no two of them may have the same."""
    dialect = connection.dialect.name
    connection.execute(_insert_or_change(dialect, kind), _together(rows) if dialect == "postgresql" else rows)


@cache
def _insert_once(dialect: str, kind: type[SQLModel]) -> Any:
    table = table_of(kind)
    return _INSERT[dialect](table).on_conflict_do_nothing().returning(*table.primary_key)


@cache
def _insert_or_change(dialect: str, kind: type[SQLModel]) -> Any:
    table = table_of(kind)
    new = _insert_arrays(table) if dialect == "postgresql" else _INSERT[dialect](table)
    changed = {column.name: new.excluded[column.name] for column in table.columns if not column.primary_key}
    return new.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def _insert_arrays(table: Table) -> Any:
    """Takes the values of each column as one array: a single statement, however many rows there are."""
    columns = {column.name: bindparam(column.name, type_=postgresql.ARRAY(column.type)) for column in table.columns}
    rows = func.unnest(*columns.values()).table_valued(*columns).render_derived()
    return postgresql.insert(table).from_select([*columns], select(*rows.columns))


def _together(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Sequence[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def is_busy(error: BaseException | None) -> bool:
    """Whether somebody else had what the work needed."""
    return is_locked(error) or (isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _BUSY)


def is_locked(error: BaseException | None) -> bool:
    """Whether another process, such as `frontdesk erase`, held the file of SQLite: nobody else could write at all."""
    code = getattr(error.orig, "sqlite_errorcode", 0) if isinstance(error, DBAPIError) else 0
    return code & _PRIMARY == sqlite3.SQLITE_BUSY


def is_trouble(error: BaseException) -> bool:
    """Whether the database itself was in trouble: its disk, or the way to it."""
    return isinstance(error, OperationalError)


def is_collision(error: BaseException | None) -> bool:
    """Whether work may have failed because of somebody else's at the same time: run again, it sees what they did."""
    return isinstance(error, IntegrityError) or is_busy(error)
