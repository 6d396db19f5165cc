"""A local Slack with the company of the demo in it, and a store on a file of its own."""

import gc
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiohttp import ClientSession
from hypothesis import settings
from slack_sdk.web.async_client import AsyncWebClient

from bot.gateway.clients import Clients, WatchedClient
from bot.gateway.pace import Pace, Rhythm
from bot.metrics import Metrics
from bot.storage.store import Store
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.desks import Watch
from tests.postgres import NoPostgres, PostgresServer, running_postgres

ROOT = Path(__file__).parents[1]
settings.register_profile("whole", deadline=None)  # a busy machine takes its time
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("quick")  # unless the command line names the other one
SQLITE, POSTGRESQL = "sqlite", "postgresql"
on_sqlite = pytest.mark.parametrize("url", [SQLITE], indirect=True)  # for a test that breaks the database in its words


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=[SQLITE, POSTGRESQL], default=SQLITE, help="what the tests keep things in")


def pytest_collection_finish() -> None:
    """What stands when the tests begin stays: to look through it for garbage again and again takes long."""
    gc.collect()
    gc.freeze()


@pytest.fixture
async def server() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(ROOT / "manifest.yml") as server:
        yield server


@pytest.fixture
async def slack(server: LocalSlack) -> AsyncIterator[Slack]:
    async with Slack(server.url) as client:
        yield client


@pytest.fixture
async def clients(server: LocalSlack, pace: Pace) -> AsyncIterator[Clients]:
    """Both without second tries of their own, so that each fault is felt."""
    async with ClientSession() as session:
        client = client_of(server, session, pace)
        yield Clients(reading=client, posting=client)


def client_of(server: LocalSlack, session: ClientSession, pace: Pace | None = None) -> AsyncWebClient:
    whose = {"token": server.bot_token, "base_url": server.api_url, "session": session}
    return WatchedClient(pace or Pace(), Metrics(), retry_handlers=[], **whose)


@pytest.fixture
def pace() -> Pace:
    """As many messages a second as one likes."""
    return Pace(Rhythm(message=0.0, careful=0.0, first_pause=0.02))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    try:
        with running_postgres() as server:
            yield server
    except NoPostgres as reason:
        pytest.skip(f"no PostgreSQL runs on this machine: {reason}")


@pytest.fixture
def watch() -> Watch:
    """The desk's time."""
    return Watch()


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_database(request, tmp_path, getattr(request, "param", request.config.getoption("--database")))


def empty_database(request: pytest.FixtureRequest, folder: Path, engine: str) -> str:
    """The address of a database with nothing in its tables."""
    if engine == SQLITE:
        path = folder / "desk.db"
        path.write_bytes(_empty_desk())
        return f"sqlite:///{path}"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return postgres.empty_desk()


@cache
def _empty_desk() -> bytes:
    """The file of a desk that has just been opened for the first time: to make the tables takes longer than a test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        Store(f"sqlite:///{path}", Watch().now).close()
        return path.read_bytes()


@pytest.fixture
async def store(url: str, watch: Watch) -> AsyncIterator[Store]:
    store = Store(url, watch.now)
    yield store
    store.close()
