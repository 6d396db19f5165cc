"""A database for each run, with the desk's tables in it, made by copying."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import NullPool, create_engine, make_url, text

from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from tests.postgres import PostgresServer, running_postgres


class Databases(Protocol):
    """`replicas` is how many processes share each of them."""

    replicas: int

    def new(self, folder: Path, /) -> str:
        """The address of one more."""
        ...

    def forget(self, url: str) -> None:
        """Nobody needs it any more."""
        ...

    def crash(self) -> bool:
        """The server dies and is started again. False where there is no server that could."""
        ...


class SqliteFiles:
    replicas = 1

    def __init__(self, folder: Path) -> None:
        self._original = folder / "original.db"
        _make_small_pages(self._original)
        _make_tables(f"sqlite:///{self._original}")

    def new(self, folder: Path) -> str:
        shutil.copy(self._original, folder / "desk.db")
        return f"sqlite:///{folder / 'desk.db'}"

    def forget(self, url: str) -> None:
        """The file goes with its folder."""

    def crash(self) -> bool:
        return False


class PostgresDatabases:
    replicas = 3

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        self._original = make_url(server.new_database())
        _make_tables(self._original.render_as_string())
        postgres = self._original.set(database="postgres")
        self._admin = create_engine(postgres, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def new(self, _: Path) -> str:
        name = f"chaos_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._original.database}")
        return self._original.set(database=name).render_as_string()

    def forget(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def crash(self) -> bool:
        self._server.crash_and_restart()
        return True

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[Databases]:
    """Raises NoPostgres where there can be none."""
    if engine == "sqlite":
        yield SqliteFiles(folder)
    else:
        with running_postgres() as server:
            yield PostgresDatabases(server)


def _make_small_pages(path: Path) -> None:
    """Whatever is stored needs a new one: on a full disk nothing fits into what is left of the last."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")


def _make_tables(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
