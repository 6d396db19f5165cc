"""A desk that is open, reached by each of the two transports: both where all is checked, and otherwise one for each
story, half of them by either.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from tests.journeys.office import Office, Setting, open_office

TRANSPORTS = ("socket", "http")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Hypothesis is told with the same option whether all is checked. A story that was asked for by name is told."""
    is_named = any("[" in argument for argument in config.args)
    if not is_named and config.getoption("--hypothesis-profile") != "whole":
        spared = [item for item in items if HERE in item.path.parents and _is_told_otherwise(item)]
        config.hook.pytest_deselected(items=spared)
        items[:] = [item for item in items if item not in set(spared)]


def _is_told_otherwise(item: pytest.Item) -> bool:
    """Whether this is the transport that is not its story's own."""
    callspec = getattr(item, "callspec", None)
    transport = callspec and callspec.params.get("transport")
    if transport is None:
        return False
    story = item.nodeid.replace(transport, "")
    return bool(transport != TRANSPORTS[crc32(story.encode()) % len(TRANSPORTS)])


@pytest.fixture(params=TRANSPORTS)
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
