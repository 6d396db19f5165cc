"""What is to be said waits in its conversation's line, once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.speech import InThread, Say, Speech, Under
from bot.storage import deliveries
from bot.storage.deliveries import Claim, Delivery, DeliveryState, LostClaim
from bot.storage.store import Store
from bot.tickets.thread import Side, Thread
from tests.builders import NOON, make_request

MINUTE = timedelta(minutes=1)
THREAD = InThread(Side.CARD, "request-1", 2)


class Line:
    """What a store has to say."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def say(self, *keys: str, to: str = "C1", **how: Any) -> None:
        for key in keys:
            await self.store.transact(lambda tx, key=key: tx.say(Speech(key, Say.NOTICE, to, **how)))

    async def next(self, *busy: str, at: Any = NOON, limit: int = 10) -> list[str]:
        found = await self.store.read(lambda session: deliveries.look(session, at, busy, limit))
        return [each.key for each in found.due]

    async def next_try(self, *busy: str, at: datetime = NOON) -> Any:
        return (await self.store.read(lambda session: deliveries.look(session, at, busy, limit=10))).next_try

    async def find(self, key: str) -> Delivery:
        found = await self.store.read(lambda session: deliveries.by_key(session, key))
        assert found is not None
        return found

    async def claim(self, key: str) -> Claim | None:
        delivery = await self.find(key)
        return await self.store.transact(lambda tx: deliveries.claim(tx.connection, delivery))

    async def mark(self, key: str, mark: Any, *what: Any) -> Delivery:
        """As whoever sends it."""
        claim = await self.claim(key)
        await self.store.transact(lambda tx: mark(tx.connection, claim, *what))
        return await self.find(key)

    async def thread_of(self, key: str) -> str | None:
        delivery = await self.find(key)
        return await self.store.read(lambda session: deliveries.thread_ts(session, delivery))

    async def send(self, key: str, standing: tuple[str, str] | None = ("C1", "1.0")) -> Delivery:
        return await self.mark(key, deliveries.mark_sent, standing, NOON)


@pytest.fixture
def line(store: Store) -> Line:
    return Line(store)


async def test_what_was_said_first_comes_first(line: Line) -> None:
    await line.say("b", "a")
    assert await line.next() == ["b"]


async def test_conversations_do_not_wait_for_each_other(line: Line) -> None:
    await line.say("a", "b")
    await line.say("c", to="C2")
    assert await line.next() == ["a", "c"]


async def test_the_next_comes_when_the_one_before_was_sent(line: Line) -> None:
    await line.say("a", "b")
    await line.send("a")
    assert await line.next() == ["b"]


async def test_the_next_comes_when_the_one_before_was_given_up(line: Line) -> None:
    await line.say("a", "b")
    given_up = await line.mark("a", deliveries.give_up, "is_archived")
    assert (given_up.state, given_up.error) == (DeliveryState.FAILED, "is_archived")
    assert await line.next() == ["b"]


async def test_nothing_overtakes_what_was_left_on_its_way(line: Line) -> None:
    await line.say("a", "b")
    await line.claim("a")
    assert await line.next() == ["a"]


async def test_nothing_overtakes_what_was_postponed(line: Line) -> None:
    await line.say("a", "b")
    await line.mark("a", deliveries.postpone, NOON + timedelta(seconds=5))
    assert await line.next() == []


async def test_what_was_postponed_comes_at_its_time(line: Line) -> None:
    await line.say("a")
    at = NOON + timedelta(seconds=5)
    await line.mark("a", deliveries.postpone, at)
    assert await line.next(at=at) == ["a"]


async def test_each_try_is_counted(line: Line) -> None:
    await line.say("a")
    await line.mark("a", deliveries.postpone, NOON)
    assert (await line.mark("a", deliveries.postpone, NOON)).attempts == 2


async def test_a_conversation_in_which_something_is_said_is_left_alone(line: Line) -> None:
    await line.say("a")
    await line.say("b", to="C2")
    assert await line.next("C1") == ["b"]


async def test_of_a_crowd_those_are_next_who_have_waited_longest(line: Line) -> None:
    for name in "abc":
        await line.say(name, to=f"C{name}")
    assert await line.next(limit=2) == ["a", "b"]


async def test_whoever_may_not_be_tried_yet_takes_nobodys_place(line: Line) -> None:
    for name in "abc":
        await line.say(name, to=f"C{name}")
    await line.mark("a", deliveries.postpone, NOON + MINUTE)
    assert await line.next(limit=2) == ["b", "c"]


async def test_the_next_try_is_the_earliest_of_those_postponed(line: Line) -> None:
    for seconds, name in enumerate(["a", "b"], start=1):
        await line.say(name, to=name)
        await line.mark(name, deliveries.postpone, NOON + timedelta(seconds=seconds))
    assert await line.next_try() == NOON + timedelta(seconds=1)
    assert await line.next_try("a") == NOON + timedelta(seconds=2)


async def test_a_try_whose_time_has_come_is_no_next_one(line: Line) -> None:
    await line.say("a")
    await line.mark("a", deliveries.postpone, NOON + timedelta(seconds=1))
    assert await line.next_try(at=NOON + timedelta(seconds=1)) is None


async def test_there_is_no_next_try_when_nothing_was_postponed(line: Line) -> None:
    await line.say("a")
    assert await line.next_try() is None


async def test_a_key_is_said_once(line: Line) -> None:
    await line.say("a", about={"sentence": "first"})
    await line.say("a", about={"sentence": "second"})
    assert (await line.find("a")).about == {"sentence": "first"}


async def test_a_key_that_was_sent_is_not_said_again(line: Line) -> None:
    await line.say("a")
    await line.send("a")
    await line.say("a")
    assert await line.next() == []


async def test_a_key_is_said_once_in_the_transaction_that_says_it_twice(line: Line) -> None:
    def twice(tx: Any) -> None:
        for _ in range(2):
            tx.say(Speech("a", Say.NOTICE, "C1"))

    await line.store.transact(twice)
    await line.send("a")
    assert await line.next() == []


async def test_a_sent_message_says_where_it_stands_and_since_when(line: Line) -> None:
    await line.say("a")
    sent = await line.send("a", ("D9", "7.5"))
    assert (sent.state, sent.channel, sent.ts, sent.sent_at) == (DeliveryState.SENT, "D9", "7.5", NOON)


async def test_what_is_no_message_stands_nowhere(line: Line) -> None:
    await line.say("a")
    sent = await line.send("a", None)
    assert (sent.state, sent.channel, sent.ts) == (DeliveryState.SENT, None, None)


@pytest.mark.parametrize("left_by_another", [False, True])
async def test_of_senders_that_try_together_one_has_it(line: Line, left_by_another: bool) -> None:
    await line.say("a")
    if left_by_another:
        await line.claim("a")
    delivery = await line.find("a")
    tries = (line.store.transact(lambda tx: deliveries.claim(tx.connection, delivery)) for _ in range(5))
    assert len([claim for claim in await asyncio.gather(*tries) if claim]) == 1


async def test_a_delivery_that_was_sent_meanwhile_is_nobodys(line: Line) -> None:
    await line.say("a")
    delivery = await line.find("a")
    await line.send("a")
    assert await line.store.transact(lambda tx: deliveries.claim(tx.connection, delivery)) is None


async def test_a_first_claim_is_in_no_doubt(line: Line) -> None:
    await line.say("a")
    claim = await line.claim("a")
    assert claim
    assert not claim.doubtful


async def test_what_a_sender_that_died_had_claimed_is_in_doubt(line: Line) -> None:
    await line.say("a")
    await line.claim("a")
    claim = await line.claim("a")
    assert claim
    assert claim.doubtful


@pytest.mark.parametrize("doubtful", [True, False])
async def test_a_doubt_outlives_the_try(line: Line, doubtful: bool) -> None:
    await line.say("a")
    claim = await line.claim("a")
    assert claim
    claim.doubtful = doubtful
    await line.store.transact(lambda tx: deliveries.postpone(tx.connection, claim, NOON + MINUTE))
    again = await line.claim("a")
    assert again
    assert again.doubtful == doubtful


@pytest.mark.parametrize(
    "outcome",
    [
        lambda tx, claim: deliveries.mark_sent(tx.connection, claim, ("C1", "1.0"), NOON),
        lambda tx, claim: deliveries.postpone(tx.connection, claim, NOON),
        lambda tx, claim: deliveries.release(tx.connection, claim, NOON),
        lambda tx, claim: deliveries.give_up(tx.connection, claim, "is_archived"),
    ],
)
async def test_whoever_lost_a_claim_changes_nothing(line: Line, outcome: Any) -> None:
    await line.say("a")
    lost = await line.claim("a")
    await line.claim("a")
    with pytest.raises(LostClaim):
        await line.store.transact(lambda tx: outcome(tx, lost))
    found = await line.find("a")
    assert (found.state, found.claims, found.not_before, found.attempts) == (DeliveryState.SENDING, 2, None, 0)


async def test_what_was_released_is_no_failed_try(line: Line) -> None:
    await line.say("a")
    assert (await line.mark("a", deliveries.release, NOON)).attempts == 0
    assert await line.next() == ["a"]


async def test_a_sent_message_opens_its_thread(line: Line) -> None:
    await line.store.transact(lambda tx: tx.add(make_request()))
    await line.say("card", opens=THREAD)
    await line.send("card", ("C1", "7.5"))
    thread = await line.store.read(lambda session: session.get_one(Thread, ("C1", "7.5")))
    assert (thread.side, thread.request_id, thread.number) == (Side.CARD, "request-1", 2)


async def test_a_dm_is_known_by_the_person(line: Line) -> None:
    """Its thread is found by the person's id, whatever id Slack gave the conversation."""
    await line.store.transact(lambda tx: tx.add(make_request()))
    await line.say("status", to="U1", opens=THREAD)
    await line.send("status", ("D9", "7.5"))
    assert await line.store.read(lambda session: session.get(Thread, ("U1", "7.5")))


async def test_a_thread_is_known_once_its_first_message_was_sent(line: Line) -> None:
    await line.store.transact(lambda tx: tx.add(make_request()))
    await line.say("card", opens=THREAD)
    await line.say("answer", thread=THREAD)
    assert await line.thread_of("answer") is None
    await line.send("card", ("C1", "7.5"))
    assert await line.thread_of("answer") == "7.5"


async def test_what_is_said_under_a_message_hangs_on_it(line: Line) -> None:
    await line.say("notice")
    await line.say("detail", thread=Under("notice"))
    assert await line.thread_of("detail") is None
    await line.send("notice", ("C1", "7.5"))
    assert await line.thread_of("detail") == "7.5"


async def test_what_hangs_on_nothing_has_no_thread(line: Line) -> None:
    await line.say("notice")
    assert await line.thread_of("notice") is None
