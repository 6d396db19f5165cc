"""The migrations make exactly the tables that the nouns describe."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import Session, select

from bot.sla.clock import Clock
from bot.storage import migrate as migrations
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from bot.storage.tables import METADATA, TABLES
from tests.builders import NOON, make_clock, make_request, make_ticket

ALEMBIC = "alembic_version"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address at which nothing is yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


Schema = dict[str, tuple[set[tuple[str, str, bool]], list[str]]]


def schema(engine: Engine) -> Schema:
    """Name, type and nullability of every column, and the primary key, by table."""
    look = inspect(engine)
    return {
        table: (
            {(each["name"], str(each["type"]), each["nullable"]) for each in look.get_columns(table)},
            look.get_pk_constraint(table)["constrained_columns"],
        )
        for table in look.get_table_names()
        if table != ALEMBIC
    }


def take_back(engine: Engine, version: str) -> None:
    """To the tables as they were at that version."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, version)


def test_a_fresh_database_has_the_tables_and_columns_of_the_nouns(engine: Engine) -> None:
    METADATA.create_all(engine)
    described = schema(engine)
    METADATA.drop_all(engine)
    migrate(engine)
    assert schema(engine) == described


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
    take_back(engine, "base")
    assert schema(engine) == {}


@pytest.fixture
def clocked(engine: Engine) -> Engine:
    """A clock that wakes up at noon, and one that sleeps."""
    migrate(engine)
    with Session(engine) as session:
        for row in (make_request(), make_ticket(), make_clock(wakes_at=NOON), make_clock(id="asleep")):
            session.add(row)
            session.flush()
        session.commit()
    return engine


TIMERS = "SELECT kind, subject FROM timer ORDER BY kind"


def test_before_clocks_woke_up_by_themselves_timers_did_it(clocked: Engine) -> None:
    take_back(clocked, "0010")
    with clocked.connect() as connection:
        found = connection.exec_driver_sql(TIMERS).all()
    assert [tuple(each) for each in found] == [(kind, "clock-1") for kind in ("breach", "escalate", "warn")]


def test_the_timers_of_clocks_become_their_own(clocked: Engine) -> None:
    take_back(clocked, "0010")
    migrate(clocked)
    with Session(clocked) as session:
        woken = session.exec(select(Clock.id, Clock.wakes_at).order_by(Clock.id)).all()
    assert [tuple(each) for each in woken] == [("asleep", None), ("clock-1", NOON)]
    with clocked.connect() as connection:
        assert connection.exec_driver_sql(TIMERS).all() == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE thread (mine INTEGER)")
    with pytest.raises(Exception, match=r'(table|relation) "?thread"? already exists'):
        migrate(engine)
    assert set(schema(engine)) == {"thread"}


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_replicas_that_start_together_bring_the_database_up_to_date_once(url: str) -> None:
    replicas = [open_engine(url) for _ in range(3)]
    with ThreadPoolExecutor() as starting:
        list(starting.map(migrate, replicas))
    assert set(schema(replicas[0])) == set(METADATA.tables)
    for each in replicas:
        each.dispose()
