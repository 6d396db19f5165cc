"""A store on a file of its own, whose time stands still at NOON."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.store import Store
from tests.builders import NOON


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store(url, lambda: NOON)
    yield store
    store.close()
