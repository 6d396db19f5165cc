"""What the desk keeps things in while it is measured: files of SQLite, and a real PostgreSQL where one runs."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import NullPool, create_engine, make_url, text

from tests.postgres import NoPostgres, PostgresServer, running_postgres


class Databases(Protocol):
    """Each is durable: what is committed is on the disk. They are told by their addresses."""

    name: str

    def new(self) -> str: ...

    def copy(self, url: str) -> str:
        """Of one that nobody is connected to."""


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / f"{number}.db" for number in itertools.count())

    def new(self) -> str:
        return f"sqlite:///{next(self._paths)}"

    def copy(self, url: str) -> str:
        copied = self.new()
        shutil.copy(make_url(url).database or "", make_url(copied).database or "")
        return copied


class Postgresql:
    name = "PostgreSQL"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = itertools.count()

    def new(self) -> str:
        return self._server.new_database()

    def copy(self, url: str) -> str:
        original = make_url(url)
        copied = original.set(database=f"{original.database}_copy_{next(self._numbers)}")
        admin = create_engine(original.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {copied.database} TEMPLATE {original.database}"))
        return copied.render_as_string(hide_password=False)


@contextmanager
def sqlite() -> Iterator[Sqlite]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Sqlite(Path(folder))


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """Raises NoPostgres where there can be none."""
    with running_postgres() as server:
        yield Postgresql(server)


@contextmanager
def engines() -> Iterator[list[Databases]]:
    """All that run on this machine."""
    with ExitStack() as stack:
        found: list[Databases] = [stack.enter_context(sqlite())]
        try:
            found.append(stack.enter_context(postgresql()))
        except NoPostgres as reason:
            print(f"PostgreSQL: not measured: {reason}")
        yield found
