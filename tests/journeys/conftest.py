"""A desk that is open, reached by each of the two transports."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.office import Office, Setting, open_office


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    """Both ways in which Slack reaches the desk."""
    return str(request.param)


@pytest.fixture
def setting() -> Setting:
    """The default policy in its company; a file of stories about another one overrides it."""
    return Setting()


@pytest.fixture
async def office(tmp_path: Path, transport: str, setting: Setting, url: str) -> AsyncIterator[Office]:
    async with open_office(tmp_path, replace(setting, transport=transport, database_url=url)) as opened:
        yield opened
