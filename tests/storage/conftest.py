"""A database of each kind for whoever opens it in more than one way; the store is on it too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.store import Store
from tests.builders import NOON
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return postgres.empty_desk()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store(url, lambda: NOON)
    yield store
    store.close()
