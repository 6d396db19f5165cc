"""The database engine: one file of SQLite by default, PostgreSQL for several replicas."""

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.errors import BadInput, Problem

_POSTGRESQL: dict[str, Any] = {
    "connect_args": {
        "connect_timeout": 5,  # seconds
        "keepalives_idle": 10,  # seconds of silence until the other end is asked for a sign of life
        "tcp_user_timeout": 15_000,  # milliseconds until a connection that does not answer counts as broken
    },
}

_WRITING: dict[str, Any] = {"pool_pre_ping": True}  # a connection may have died with its server since it was last used
_READING: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}  # each question sees what is committed: it needs no more

_ENCODING = "SHOW server_encoding"
_ALLOWED = "the address of one that runs, with a user who may make tables in it, and with this desk’s tables or none"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",  # what is erased is overwritten in the file
    "recursive_triggers=ON",  # without it a row of a history could be replaced past its triggers
)


def open_engine(url: str, *, reading: bool = False) -> Engine:
    """An engine for the database at that address; what it has committed is durable. One that only reads does not look
    whether the connection is still there: that costs as much as to ask, and a question can be asked again.
    """
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    kept = (_READING if reading else {} if is_sqlite else _WRITING) | ({} if is_sqlite else _POSTGRESQL)
    engine = create_engine(url, hide_parameters=True, **kept)  # no words in errors, logs
    if is_sqlite:
        event.listen(engine, "connect", _configure_sqlite)
        if not reading:
            event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _configure_postgresql)
        if reading:
            event.listen(engine, "connect", _refuse_to_write)
    return engine


def check_answer(engine: Engine) -> None:
    """Raises BadInput when the database does not let the desk in, or cannot keep every letter that people write."""
    try:
        with engine.connect() as connection:
            encoding = "UTF8" if engine.dialect.name == "sqlite" else connection.exec_driver_sql(_ENCODING).scalar_one()
    except DBAPIError as error:
        raise _refusal(f"a database that does not let the desk in ({_first_line(error)})", _ALLOWED) from None
    if encoding != "UTF8":
        raise _refusal(f"a database with the encoding {encoding}", "one with the encoding UTF8, made anew")


@contextmanager
def telling_what_is_wrong() -> Iterator[None]:
    """Raises BadInput when the tables cannot be made or read: of a newer version, torn, somebody else's."""
    try:
        yield
    except (DBAPIError, CommandError) as error:
        reason = _first_line(error) if isinstance(error, DBAPIError) else str(error)
        raise _refusal(f"a database whose tables cannot be used ({reason})", _ALLOWED) from None


def empty_log(engine: Engine) -> bool:
    """Writes SQLite's log of changes into its file, so that what was overwritten stands nowhere any more. False when
    others that read or write keep it from that.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as connection:
        is_busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0]


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own: savepoints need that
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _configure_postgresql(connection: Any, _record: Any) -> None:
    """What is committed is durable, whatever the server's own settings say. A replica that freezes in the middle of a
    transaction does not keep its rows from the others.
    """
    connection.execute("SET synchronous_commit = on")
    connection.execute("SET idle_in_transaction_session_timeout = '30s'")
    connection.commit()


def _refuse_to_write(connection: Any, _record: Any) -> None:
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def lock_for_one_process(url: str) -> IO[str] | None:
    """SQLite serves one process. Returns the held lock, or None where several processes may share the database.

    Raises BadInput when another process holds it, or when the file cannot be written."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    path = _only_name_of(address.database)
    held = _lock_file(path)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        found = f"{path}, which another running Frontdesk uses"
        raise _refusal(
            found, "one process per SQLite file; stop the other one first, and leave its .lock file"
        ) from None
    return held


def _only_name_of(path: str) -> str:
    """Raises BadInput for a file that could be opened by another name as well: nobody would see that it is in use."""
    if path.startswith("file:"):
        raise _refusal(f"{path}, which is no plain path", "sqlite:/// and the path of the file")
    real = Path(path).resolve()
    if real.exists() and real.stat().st_nlink > 1:
        raise _refusal(f"{path}, a file with more than one name (a hard link)", "a file of its own")
    return str(real)


def _lock_file(path: str) -> IO[str]:
    """Open as long as the process uses the database."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)  # what people write to their support desk is nobody else's on this machine
        return Path(f"{path}.lock").open("w")
    except OSError as error:
        found = f"{path}, which cannot be written ({error.strerror})"
        raise _refusal(found, "a file in a folder that the desk may write to") from None


def _refusal(found: str, allowed: str) -> BadInput:
    return BadInput([Problem("environment", None, "FRONTDESK_DATABASE_URL", found, allowed)])
