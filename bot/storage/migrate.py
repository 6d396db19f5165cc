"""Brings the tables of a database up to date."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from bot.errors import BadInput, Problem
from bot.storage.dialect import Turn, wait_for_turn

_SCRIPTS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps what it is at in a place that all threads share


def check_there(engine: Engine) -> None:
    """Raises BadInput when there is no file: SQLite would make one as soon as it is opened."""
    path = engine.url.database
    if engine.dialect.name == "sqlite" and not (path and Path(path).exists()):
        raise _unusable(f"{path}, which does not exist")


def check_version(engine: Engine) -> None:
    """Raises BadInput when it is the database of no desk, or of another version."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest_version():
        raise _unusable(f"tables of version {found or 'none'}")


def newest_version() -> str | None:
    return ScriptDirectory(str(_SCRIPTS)).get_current_head()


def _unusable(found: str) -> BadInput:
    allowed = "the database of a desk that has been started with this version"
    return BadInput([Problem("environment", None, "FRONTDESK_DATABASE_URL", found, allowed)])


def migrate(engine: Engine) -> None:
    """Applies every migration that is missing, in one transaction. Replicas that start together wait for each other."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine.execution_options(writes=True).begin() as connection:
        wait_for_turn(connection, Turn.MIGRATING)
        config.attributes["connection"] = connection
        with _ONE_AT_A_TIME:
            command.upgrade(config, "head")
