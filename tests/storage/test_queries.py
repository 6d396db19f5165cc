"""Questions that are asked beside the writer."""

from datetime import timedelta

import pytest
from sqlmodel import SQLModel

from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.storage import queries
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.offer import Offer
from bot.tickets.ticket import Status
from tests.builders import DANA, LENA, NOON, NUMBER, PRIYA, make_clock, make_message, make_request, make_ticket

HOUR = timedelta(hours=1)


async def keep(store: Store, *rows: SQLModel) -> None:
    def work(tx: SqlTx) -> None:
        for row in rows:
            tx.add(row)

    await store.transact(work)


async def open_ticket(store: Store, number: int, due_in: int | None = None, **values: object) -> None:
    """A ticket with a request of its own, and a clock if it is due."""
    name = f"request-{number}"
    requester = values.get("requester_id", PRIYA)
    await keep(
        store,
        make_request(id=name, receipt_id=name, requester_id=requester),
        make_ticket(id=number, request_id=name, **values),
    )
    if due_in is not None:
        await keep(store, make_clock(id=f"clock-{number}", ticket_id=number, due_at=NOON + due_in * HOUR))


async def test_a_ticket_comes_with_its_request_and_clocks(store: Store) -> None:
    await open_ticket(store, NUMBER, due_in=2)
    await keep(store, make_clock(id="second", metric=Metric.RESOLUTION, due_at=NOON + HOUR))
    rows = await store.read(lambda session: queries.ticket_rows(session, NUMBER, recent=0))
    assert rows is not None
    assert (rows.ticket.number, rows.request.id) == (NUMBER, "request-12")
    assert [clock.id for clock in rows.clocks] == ["second", "clock-12"]


async def test_a_ticket_comes_with_the_last_ones_before_it_of_the_same_person(store: Store) -> None:
    for number in (1, 2, 3, 4, 6):
        await open_ticket(store, number)
    await open_ticket(store, 5, requester_id=DANA)
    rows = await store.read(lambda session: queries.ticket_rows(session, 4, recent=2))
    assert rows is not None
    assert [ticket.number for ticket in rows.recent] == [3, 2]


async def test_a_ticket_that_is_not_there_has_no_rows(store: Store) -> None:
    assert await store.read(lambda session: queries.ticket_rows(session, 99, recent=0)) is None


async def test_an_offer_comes_with_its_request(store: Store) -> None:
    await keep(store, make_request(), Offer(request_id="request-1", articles=[], scores=[], shown_at=NOON))
    found = await store.read(lambda session: queries.offer_rows(session, "request-1"))
    assert found is not None
    assert (found.request.id, found.offer.request_id, found.ledger) == ("request-1", "request-1", [])


async def test_a_request_without_an_offer_is_not_found_as_one(store: Store) -> None:
    await keep(store, make_request())
    assert await store.read(lambda session: queries.offer_rows(session, "request-1")) is None


async def test_the_number_of_a_request_is_that_of_its_ticket(store: Store) -> None:
    await open_ticket(store, NUMBER)
    numbers = await store.read(lambda session: [queries.number_of(session, name) for name in ("request-12", "other")])
    assert numbers == [NUMBER, None]


async def test_messages_are_told_as_they_were_written(store: Store) -> None:
    await keep(store, make_request(), make_message(text="second", at=NOON + HOUR, source="b"))
    await keep(store, make_message(text="first", source="a"))
    messages = await store.read(lambda session: queries.messages_of(session, "request-1"))
    assert [message.text for message in messages] == ["first", "second"]


async def test_a_persons_open_tickets_come_first_and_then_the_newest(store: Store) -> None:
    for number, status in enumerate([Status.OPEN, Status.CLOSED, Status.CLAIMED, Status.SOLVED], start=1):
        await open_ticket(store, number, status=status)
    assert await store.read(lambda session: queries.tickets_of(session, PRIYA)) == [3, 1, 4, 2]


async def test_of_a_persons_tickets_no_more_than_asked_for_are_told(store: Store) -> None:
    for number in (1, 2, 3):
        await open_ticket(store, number)
    assert await store.read(lambda session: queries.tickets_of(session, PRIYA, limit=2)) == [3, 2]


@pytest.fixture
async def queue(store: Store) -> Store:
    """Due in three hours, in one, not at all; in another pool with and without Dana as owner; solved."""
    await open_ticket(store, 1, due_in=3, pool_id="network")
    await open_ticket(store, 2, due_in=1, pool_id="network")
    await open_ticket(store, 3, pool_id="network")
    await open_ticket(store, 4, due_in=2, pool_id="senior", assignee_id=DANA)
    await open_ticket(store, 5, due_in=1, pool_id="senior", assignee_id=LENA)
    await open_ticket(store, 6, due_in=1, pool_id="network", status=Status.SOLVED)
    return store


async def test_a_queue_holds_what_is_open_in_the_pools_and_what_is_the_agents_own(queue: Store) -> None:
    assert set(await queue.read(lambda session: queries.queue_of(session, ["network"], DANA))) == {1, 2, 3, 4}


async def test_what_is_due_next_stands_first_in_a_queue(queue: Store) -> None:
    numbers = await queue.read(lambda session: queries.queue_of(session, ["network"], DANA))
    assert [number for number in numbers if number != 3] == [2, 4, 1]


async def test_what_is_due_at_no_time_stands_last_in_a_queue(queue: Store) -> None:
    assert (await queue.read(lambda session: queries.queue_of(session, ["network"], DANA)))[-1] == 3


@pytest.mark.parametrize("kept", [{"state": Phase.MET, "fulfilled_at": NOON}, {"state": Phase.CANCELLED}])
async def test_a_promise_that_is_over_brings_nothing_forward(queue: Store, kept: dict[str, object]) -> None:
    await keep(queue, make_clock(id="over", ticket_id=1, due_at=NOON, **kept))
    assert (await queue.read(lambda session: queries.queue_of(session, ["network"], DANA)))[0] == 2


async def test_a_broken_promise_stands_first_in_a_queue(queue: Store) -> None:
    await keep(queue, make_clock(id="broken", ticket_id=1, due_at=NOON, state=Phase.BREACHED))
    assert (await queue.read(lambda session: queries.queue_of(session, ["network"], DANA)))[0] == 1


async def test_of_a_long_queue_its_beginning_is_told(queue: Store) -> None:
    assert await queue.read(lambda session: queries.queue_of(session, ["network"], DANA, limit=2)) == [2, 4]
