"""Reports that agents have put together are found at every question, so few rows may be looked at."""

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from bot.storage.read_marks import live_threads
from bot.storage.store import Store
from bot.tickets.request import RequestState
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Status
from tests.builders import NOON, make_request, make_ticket
from tests.conftest import SQLITE

DM = "D0UMA"


async def keep(store: Store, number: int, **values: object) -> None:
    name = f"request-{number}"
    await store.transact(lambda tx: tx.add(make_request(id=name, receipt_id=name)))
    await store.transact(lambda tx: tx.add(make_ticket(id=number, request_id=name, opened_at=NOON, **values)))


async def test_the_reports_are_those_that_are_joined_and_the_one_they_are_joined_to(store: Store) -> None:
    await keep(store, 1)
    await keep(store, 2, joined_to=1)
    await keep(store, 3, joined_to=1, status=Status.SOLVED)
    await keep(store, 4)
    found = await store.transact(lambda tx: tx.shared_reports(NOON - timedelta(hours=1)))
    assert [report.main for report in found] == [1, 1]


async def test_what_is_joined_to_a_ticket_that_is_over_is_no_report(store: Store) -> None:
    await keep(store, 1, status=Status.CLOSED)
    await keep(store, 2, joined_to=1)
    assert await store.transact(lambda tx: tx.shared_reports(NOON - timedelta(hours=1))) == []


@pytest.mark.parametrize("url", [SQLITE], indirect=True)
async def test_joins_of_the_past_are_not_looked_at(store: Store) -> None:
    asked: list[str] = []
    event.listen(store.writer._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    await store.transact(lambda tx: tx.shared_reports(NOON))
    query = next(each for each in asked if "joined_to IS NOT NULL" in each).replace("?", "1")
    plan = await store.read(lambda session: session.execute(text(f"EXPLAIN QUERY PLAN {query}")).all())
    assert "USING INDEX ticket_joined" in str(plan)


@pytest.mark.parametrize(("status", "is_read"), [(Status.OPEN, True), (Status.SOLVED, True), (Status.CLOSED, False)])
async def test_the_thread_of_whoever_waits_is_read_back_until_the_ticket_is_closed(
    store: Store, status: Status, is_read: bool
) -> None:
    await keep(store, 1, status=status)
    waits = make_request(id="uma", receipt_id="uma", state=RequestState.JOINED, same_as=1)
    thread = Thread(conversation=DM, ts="1.0", side=Side.REQUESTER, request_id="uma")
    for row in (waits, thread):
        await store.transact(lambda tx, row=row: tx.add(row))
    assert (await store.read(lambda session: live_threads(session, DM)) == {"1.0"}) is is_read
