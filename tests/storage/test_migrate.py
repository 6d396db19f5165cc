"""The migrations make exactly the tables that the nouns describe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from bot.storage import migrate as migrations
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from bot.storage.tables import METADATA, TABLES

ALEMBIC = "alembic_version"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def schema(engine: Engine) -> dict[str, set[tuple[str, str, bool, int]]]:
    """Name, type, nullability and place in the key of every column, by table."""
    look = inspect(engine)
    return {
        table: {(each["name"], str(each["type"]), each["nullable"], each["primary_key"]) for each in columns}
        for table in look.get_table_names()
        if table != ALEMBIC
        for columns in [look.get_columns(table)]
    }


def test_a_fresh_database_has_the_tables_and_columns_of_the_nouns(engine: Engine) -> None:
    migrate(engine)
    described = open_engine("sqlite://")
    METADATA.create_all(described)
    assert schema(engine) == schema(described)


def test_a_fresh_database_has_the_indexes_and_rules_of_the_nouns(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_table_of_a_noun_is_known_to_the_store() -> None:
    assert {table.__tablename__ for table in TABLES} == set(METADATA.tables)


def test_bringing_up_to_date_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    before = schema(engine)
    migrate(engine)
    assert schema(engine) == before


def test_what_is_stored_outlives_bringing_up_to_date(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO opened_home VALUES ('U1', '2026-03-04 12:00:00')")
    migrate(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT person_id FROM opened_home").scalar_one() == "U1"


def test_the_first_tables_can_be_taken_back(engine: Engine) -> None:
    migrate(engine)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert schema(engine) == {}


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE thread (mine)")
    with pytest.raises(Exception, match="table thread already exists"):
        migrate(engine)
    assert set(schema(engine)) == {"thread"}
