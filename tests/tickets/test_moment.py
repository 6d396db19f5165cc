"""Points in time come back from a table as they went in: aware, UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError

from bot.tickets.moment import Moment
from tests.builders import BERLIN, NOON

DIARY = Table("diary", MetaData(), Column("page", Integer, primary_key=True), Column("at", Moment))


@pytest.fixture
def engine() -> Engine:
    engine = create_engine("sqlite://")
    DIARY.create(engine)
    return engine


def kept(engine: Engine, at: datetime | None) -> datetime | None:
    with engine.begin() as connection:
        connection.execute(insert(DIARY).values(at=at))
        return connection.execute(select(DIARY.c.at)).scalar_one()


def test_a_moment_comes_back_as_aware_utc(engine: Engine) -> None:
    back = kept(engine, NOON)
    assert back == NOON
    assert back.tzinfo is UTC


def test_a_moment_of_another_zone_is_the_same_moment(engine: Engine) -> None:
    assert kept(engine, NOON.astimezone(BERLIN)) == NOON


def test_microseconds_are_kept(engine: Engine) -> None:
    at = NOON + timedelta(microseconds=123_456)
    assert kept(engine, at) == at


def test_no_moment_is_kept_as_none(engine: Engine) -> None:
    assert kept(engine, None) is None


def test_a_naive_datetime_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="a naive datetime cannot be stored"):
        kept(engine, NOON.replace(tzinfo=None))


def test_a_moment_can_be_compared_in_a_query(engine: Engine) -> None:
    kept(engine, NOON)
    with engine.begin() as connection:
        found = connection.execute(select(DIARY.c.at).where(DIARY.c.at <= NOON.astimezone(BERLIN))).all()
    assert len(found) == 1


def test_an_engine_that_answers_in_its_own_zone_is_read_as_utc() -> None:
    at = NOON.astimezone(timezone(timedelta(hours=-5)))
    back = Moment().process_result_value(at, postgresql.dialect())
    assert (back, back and back.tzinfo) == (NOON, UTC)
