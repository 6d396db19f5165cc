"""A word out of a fixed list is kept as its plain word."""

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.exc import StatementError

from bot.tickets.named import Named
from bot.tickets.ticket import Status

WORDS = Table("words", MetaData(), Column("id", Integer, primary_key=True), Column("status", Named(Status)))


@pytest.fixture
def connection() -> Connection:
    connection = create_engine("sqlite://").connect()
    WORDS.create(connection)
    return connection


def test_a_word_comes_back_as_a_member_of_its_list(connection: Connection) -> None:
    connection.execute(insert(WORDS).values(status=Status.CLAIMED))
    assert connection.execute(select(WORDS.c.status)).scalar_one() is Status.CLAIMED


def test_a_word_is_kept_as_plain_text(connection: Connection) -> None:
    connection.execute(insert(WORDS).values(status=Status.CLAIMED))
    assert connection.execute(text("SELECT status FROM words")).scalar_one() == "claimed"


def test_no_word_is_kept_as_none(connection: Connection) -> None:
    connection.execute(insert(WORDS).values(status=None))
    assert connection.execute(select(WORDS.c.status)).scalar_one() is None


def test_a_word_of_no_list_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="'lost' is not a valid Status"):
        connection.execute(insert(WORDS).values(status="lost"))


def test_a_word_that_the_list_has_no_more_is_not_read_as_another(connection: Connection) -> None:
    connection.execute(text("INSERT INTO words (status) VALUES ('lost')"))
    with pytest.raises(ValueError, match="'lost' is not a valid Status"):
        connection.execute(select(WORDS.c.status)).scalar_one()
