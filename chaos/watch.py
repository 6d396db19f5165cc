"""Where a desk can be struck: around each commit that changes something, around each call to Slack, and where it needs
room on the disk.
"""

import re
import threading
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from yarl import URL

from chaos.journal import Journal

_MOST_PAGES = 4_294_967_294  # what SQLite allows
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')


class _Written(threading.local):
    """The tables that the transaction of this thread has changed so far."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def take(self) -> str:
        tables, self.tables = self.tables, set()
        return "+".join(sorted(tables))


def watch_commits(journal: Journal) -> None:
    """Notes the points around each commit of this process; one that changes nothing has none."""
    written, commit, rollback = _Written(), DefaultDialect.do_commit, DefaultDialect.do_rollback

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if found := _WRITE.match(statement):
            written.tables.add(found[1])

    def do_commit(dialect: DefaultDialect, connection: Any) -> None:
        tables = written.take()
        if tables:
            journal.passed(f"before commit of {tables}")
        commit(dialect, connection)  # type: ignore[no-untyped-call]
        if tables:
            journal.passed(f"after commit of {tables}")

    def do_rollback(dialect: DefaultDialect, connection: Any) -> None:
        written.take()
        rollback(dialect, connection)  # type: ignore[no-untyped-call]

    event.listen(Engine, "before_cursor_execute", note)
    DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]
    DefaultDialect.do_rollback = do_rollback  # type: ignore[method-assign]


def watch_calls(journal: Journal) -> None:
    """Notes the points around each request of this process: before it is sent, and when it is answered."""
    request = aiohttp.ClientSession._request

    async def watched(session: aiohttp.ClientSession, verb: str, url: str | URL, **how: Any) -> aiohttp.ClientResponse:
        name = called(URL(url))
        journal.passed(f"before {name}")
        answer = await request(session, verb, url, **how)
        journal.passed(f"after {name}")
        return answer

    aiohttp.ClientSession._request = watched  # type: ignore[method-assign,assignment]


def watch_room(full: Path) -> None:
    """While that file is there, no database of SQLite may grow: what needs room is refused as on a full disk."""

    def limit(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA max_page_count = {1 if full.exists() else _MOST_PAGES}")

    event.listen(Engine, "begin", limit)


def called(url: URL) -> str:
    """What the request is called by: the method of the Web API, or what else the address is for."""
    place = url.path.strip("/").split("/")
    return {"api": place[-1], "response": "response_url", "link": "websocket"}.get(place[0], place[0])
