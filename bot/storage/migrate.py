"""Brings the tables of a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from bot.storage.dialect import wait_for_turn


def migrate(engine: Engine) -> None:
    """Applies every migration that is missing, in one transaction. Replicas that start together wait for each other."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        wait_for_turn(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
