"""What happened to a ticket and to its clocks can be added to, and in no other way be changed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.sla.clock import ClockEvent, ClockEventKind
from bot.storage.data_requests import DataRequest, DataRequestKind, Erasing
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from bot.tickets.correction import Correction, CorrectionSource
from bot.tickets.event import EventKind
from bot.tickets.ledger import Entry, EntryKind
from bot.tickets.offer import Offer
from tests.builders import DANA, NOON, NUMBER, PRIYA, make_clock, make_event, make_request, make_ticket

HISTORIES = ["ticket_event", "clock_event", "offer_entry", "data_request", "category_correction"]
WHAT = {"category_correction": "source"}  # the column that says what happened, where it is not the kind


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    migrate(engine)
    with Session(engine.execution_options(writes=True)) as session:
        session.add(make_request())
        session.flush()
        session.add(make_ticket())
        session.flush()
        session.add(make_clock())
        session.flush()
        session.add(Offer(request_id="request-1", articles=["vpn-drops"], scores=[0.5], shown_at=NOON))
        session.flush()
        session.add(Entry(id="event-1", request_id="request-1", at=NOON, kind=EntryKind.STEP_DONE, details={"step": 1}))
        session.add(make_event(EventKind.OPENED, id="event-1"))
        session.add(ClockEvent(id="event-1", clock_id="clock-1", sequence=0, at=NOON, kind=ClockEventKind.ACTIVATE))
        asked = DataRequest(id="event-1", kind=DataRequestKind.EXPORT, person_id=PRIYA, by="olga", at=NOON, rows={})
        session.add(asked)
        session.add(
            Correction(
                id="event-1",
                ticket_id=NUMBER,
                sequence=1,
                at=NOON,
                actor_id=DANA,
                source=CorrectionSource.CARD,
                was="other",
                category_id="vpn",
            )
        )
        session.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).connect() as connection:
        yield connection


@pytest.mark.parametrize("table", HISTORIES)
def test_a_row_cannot_be_removed(connection: Connection, table: str) -> None:
    with pytest.raises(DBAPIError, match=f"{table} is a history"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", HISTORIES)
def test_a_row_cannot_be_changed(connection: Connection, table: str) -> None:
    with pytest.raises(DBAPIError, match=f"{table} is a history"):
        connection.exec_driver_sql(f"UPDATE {table} SET at = '2020-01-01 00:00:00'")


@pytest.mark.parametrize("table", HISTORIES)
def test_a_row_cannot_be_replaced(connection: Connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        replace = f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET at = now()"
    else:
        replace = f"REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DBAPIError, match=f"{table} is a history"):
        connection.exec_driver_sql(replace)


@pytest.mark.parametrize("table", HISTORIES)
@pytest.mark.parametrize("change", ["at = '2020-01-01 00:00:00'", "what = 'other'"], ids=["time", "what happened"])
def test_an_erasure_changes_neither_the_time_nor_what_happened(connection: Connection, table: str, change: str) -> None:
    connection.execute(Erasing.__table__.insert().values(person_id=PRIYA))
    with pytest.raises(DBAPIError, match=f"{table} is a history"):
        connection.exec_driver_sql(f"UPDATE {table} SET {change.replace('what', WHAT.get(table, 'kind'))}")


@pytest.mark.parametrize("table", ["ticket_event", "clock_event", "offer_entry"])
def test_an_erasure_takes_out_words_and_names(connection: Connection, table: str) -> None:
    connection.execute(Erasing.__table__.insert().values(person_id=PRIYA))
    assert connection.exec_driver_sql(f"UPDATE {table} SET details = '{{}}'").rowcount == 1


def test_an_erasure_does_not_touch_the_record_of_erasures(connection: Connection) -> None:
    connection.execute(Erasing.__table__.insert().values(person_id=PRIYA))
    with pytest.raises(DBAPIError, match="data_request is a history"):
        connection.exec_driver_sql("UPDATE data_request SET person_id = 'somebody else'")
