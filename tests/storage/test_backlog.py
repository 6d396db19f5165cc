"""What waits, and since when."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.speech import Say, Speech
from bot.storage import deliveries, receipts
from bot.storage.backlog import Backlog, Queue, backlog
from bot.storage.deliveries import Delivery
from bot.storage.receipts import LEASE, Run
from bot.storage.store import Store
from bot.tickets.ticket import Status
from bot.tickets.timer import TimerKind
from tests.builders import NOON, make_request, make_ticket
from tests.desks import Watch

EARLIER = NOON - timedelta(minutes=5)


async def found(store: Store) -> Backlog:
    return await store.read(lambda session: backlog(session, NOON))


def receipt(name: str) -> dict[str, Any]:
    when = {"received_at": EARLIER, "lease_until": EARLIER + LEASE}
    return {"id": name, "route": "event:message", "body": {}, **when}


async def test_where_nothing_waits_nothing_is_old(store: Store) -> None:
    nothing = Queue(0, None)
    assert await found(store) == Backlog({"receipts": nothing, "deliveries": nothing, "timers": nothing}, {})


async def test_unfinished_receipts_wait_since_they_came(store: Store) -> None:
    for name in "ab":
        await store.transact(lambda tx, name=name: receipts.take_in(tx.connection, **receipt(name)))
    await store.transact(lambda tx: tx.finish(Run("a")))
    assert (await found(store)).queues["receipts"] == Queue(1, EARLIER)


async def test_what_was_given_up_waits_no_more_but_is_counted(store: Store, watch: Watch) -> None:
    for name in "ab":
        await store.transact(lambda tx, name=name: tx.say(Speech(name, Say.NOTICE, "C1")))
    delivery = await store.read(lambda session: session.get_one(Delivery, 1))
    claim = await store.transact(lambda tx: deliveries.claim(tx.connection, delivery))
    assert claim is not None
    await store.transact(lambda tx: deliveries.give_up(tx.connection, claim, "is_archived"))
    assert (await found(store)).queues["deliveries"] == Queue(1, NOON, given_up=1)


async def test_a_timer_waits_once_it_is_due(store: Store) -> None:
    await store.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, "due", EARLIER))
    await store.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, "later", NOON + timedelta(seconds=1)))
    assert (await found(store)).queues["timers"] == Queue(1, EARLIER)


@pytest.mark.parametrize("status", [Status.OPEN, Status.CLAIMED, Status.WAITING_ON_REQUESTER])
async def test_open_tickets_are_counted_by_segment(store: Store, status: Status) -> None:
    await store.transact(lambda tx: (tx.add(make_request()), tx.add(make_ticket(status=status))))
    assert (await found(store)).open_tickets == {"revenue": 1}


@pytest.mark.parametrize("status", [Status.SOLVED, Status.CLOSED])
async def test_a_ticket_that_is_over_is_not_counted(store: Store, status: Status) -> None:
    await store.transact(lambda tx: (tx.add(make_request()), tx.add(make_ticket(status=status))))
    assert (await found(store)).open_tickets == {}
