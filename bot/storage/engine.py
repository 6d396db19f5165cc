"""The database engine: one file of SQLite by default."""

import fcntl
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.errors import BadInput, Problem


def open_engine(url: str) -> Engine:
    """An engine for the database at that address; SQLite writes are durable when they are committed."""
    engine = create_engine(url, hide_parameters=True)  # what people wrote stays out of errors and logs
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "recursive_triggers=ON",  # without it a row of a history could be replaced past its triggers
)


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own: savepoints need that
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def lock_for_one_process(url: str) -> IO[str] | None:
    """SQLite serves one process. Returns the held lock, or None where several processes may share the database.

    Raises BadInput when another process holds it, or when the file cannot be written."""
    path = make_url(url).database
    if not url.startswith("sqlite") or not path:
        return None
    held = _lock_file(path)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        found = f"{path}, which another running Frontdesk uses"
        raise _refusal(found, "one process per SQLite file; stop the other one first") from None
    return held


def _lock_file(path: str) -> IO[str]:
    """Open as long as the process uses the database."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return Path(f"{path}.lock").open("w")
    except OSError as error:
        found = f"{path}, which cannot be written ({error.strerror})"
        raise _refusal(found, "a file in a folder that the desk may write to") from None


def _refusal(found: str, allowed: str) -> BadInput:
    return BadInput([Problem("environment", None, "FRONTDESK_DATABASE_URL", found, allowed)])
