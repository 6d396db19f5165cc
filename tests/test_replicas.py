"""Three replicas on one PostgreSQL: everything is done once, and what one leaves behind another goes on with."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from bot import due_work
from bot.desk.claim import claim
from bot.desk.speech import Say, Speech
from bot.errors import Refusal
from bot.gateway import sender
from bot.gateway.clients import Clients
from bot.gateway.directory import SlackDirectory
from bot.handlers.arrival import Payload
from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.receipts import LEASE, Receipt, ReceiptState
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.desks import Watch, acting
from tests.handlers.payloads import command, event
from tests.postgres import PostgresServer
from tests.replicas import Replica

POST = "chat.postMessage"
CHANNELS = ("#help-desk", "#help-network")


class Company:
    """Three replicas, and the workspace that they serve."""

    def __init__(self, replicas: list[Replica], server: LocalSlack, slack: Slack, watch: Watch) -> None:
        self.replicas = replicas
        self.server = server
        self.slack = slack
        self.watch = watch

    def person(self, name: str) -> str:
        return next(user.id for user in self.server.state.users.values() if user.name == name)

    def channel(self, name: str) -> str:
        return next(each.id for each in self.server.state.conversations.values() if each.name == name[1:])

    def question(self, number: int) -> Payload:
        return command("my vpn drops every hour", by=self.person("ana"), id=f"{number}.command")

    async def tickets(self, count: int) -> list[int]:
        """The numbers of new tickets."""
        await self.replicas[0].take_in(*(self.question(number) for number in range(count)))
        await self.replicas[0].worker.stop()
        return [ticket.number for ticket in await self.all(Ticket)]

    async def all(self, kind: type[SQLModel]) -> list[Any]:
        return await self.replicas[-1].store.read(lambda session: list(session.exec(select(kind))))

    async def say(self, replica: Replica, sentence: str, to: str) -> None:
        speech = Speech(sentence, Say.NOTICE, self.channel(to), {"sentence": sentence})
        await replica.store.transact(lambda tx: tx.say(speech))

    async def everything_is_said(self) -> list[Delivery]:
        """Every delivery, in the order in which they were written down."""
        query = select(Delivery).order_by(col(Delivery.id))
        async with asyncio.timeout(10):
            while True:
                found = await self.replicas[-1].store.read(lambda session: list(session.exec(query)))
                if all(each.state is DeliveryState.SENT for each in found):
                    return found
                await asyncio.sleep(0.02)

    async def is_on_its_way(self, key: str) -> None:
        query = select(Delivery.state).where(Delivery.key == key)
        async with asyncio.timeout(5):
            while await self.replicas[-1].store.read(lambda session: session.exec(query).one()) != "sending":  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def heard(self, channel: str) -> list[str]:
        return [message["text"] for message in await self.slack.person("nina").messages(channel)]


@pytest.fixture
async def company(
    postgres: PostgresServer, server: LocalSlack, slack: Slack, clients: Clients, watch: Watch
) -> AsyncIterator[Company]:
    directory = SlackDirectory(clients.reading, watch.now)
    await directory.load()
    url = postgres.empty_desk()
    replicas = [Replica(url, watch, clients, directory) for _ in range(3)]
    yield Company(replicas, server, slack, watch)
    for each in replicas:
        await each.close()


async def test_what_reaches_every_replica_is_done_once(company: Company) -> None:
    questions = [company.question(number) for number in range(10)]
    await asyncio.gather(*(replica.take_in(*questions) for replica in company.replicas))
    for replica in company.replicas:
        await replica.worker.stop()
    assert sorted(ticket.number for ticket in await company.all(Ticket)) == list(range(1, 11))
    assert {receipt.state for receipt in await company.all(Receipt)} == {ReceiptState.FINISHED}


async def test_a_mention_and_its_message_are_one_question_on_whichever_replica_they_arrive(company: Company) -> None:
    ana, place = company.person("ana"), company.channel("#help-desk")
    said = {"text": "my vpn drops", "channel": place, "channel_type": "channel", "ts": "1.000001"}
    one, other, _ = company.replicas
    await asyncio.gather(
        one.take_in(event("app_mention", by=ana, id="Ev1", **said)),
        other.take_in(event("app_mention", by=ana, id="Ev2", **said)),
    )
    await asyncio.gather(one.worker.stop(), other.worker.stop())
    assert len(await company.all(Request)) == 1
    assert {receipt.state for receipt in await company.all(Receipt)} == {ReceiptState.FINISHED}


async def test_of_two_agents_who_claim_at_once_one_has_the_ticket(company: Company) -> None:
    one, other, _ = company.replicas
    agents = [acting(one.desk, company.person("nina")), acting(other.desk, company.person("dana"))]
    for number in await company.tickets(5):
        claims = (claim(replica.desk, agent, number) for replica, agent in zip((one, other), agents, strict=False))
        outcomes = await asyncio.gather(*claims, return_exceptions=True)
        assert Counter(type(outcome) for outcome in outcomes) == {type(None): 1, Refusal: 1}


async def test_what_a_dead_replica_has_begun_is_done_by_one_of_the_others(company: Company) -> None:
    dying, *others = company.replicas
    await company.slack.fault("users.info", delay=0.5)
    await dying.take_in(*(company.question(number) for number in range(5)))
    await dying.die()
    await asyncio.gather(*(each.worker.take_over() for each in others))
    assert await company.all(Request) == []

    company.watch.time += LEASE
    await asyncio.gather(*(each.worker.take_over() for each in others))
    await asyncio.gather(*(each.worker.stop() for each in others))
    assert len(await company.all(Request)) == 5
    assert {receipt.attempts for receipt in await company.all(Receipt)} == {2}


async def test_what_a_replica_has_given_back_is_gone_on_with_at_once(company: Company) -> None:
    closing, other, _ = company.replicas
    await company.slack.fault("users.info", delay=0.5)
    await closing.take_in(company.question(1))
    await closing.worker.stop(0.01)
    await other.worker.take_over()
    await other.worker.stop()
    assert len(await company.all(Request)) == 1


async def test_what_is_due_is_done_once(company: Company) -> None:
    numbers = await company.tickets(8)
    for hours in (2.8, 1):  # to the warnings, and past the deadlines
        company.watch.move(hours=hours)
        await asyncio.gather(*(each.jobs.do_what_is_due() for each in company.replicas))
    done = Counter((change.ticket_id, change.kind) for change in await company.all(TicketEvent))
    assert {done[number, kind] for number in numbers for kind in (EventKind.WARNED, EventKind.BREACHED)} == {1}


async def test_what_is_due_can_be_answered_at_the_same_time(company: Company) -> None:
    """Whoever answers holds the ticket and wants its timers; whatever is due holds a timer and wants the ticket."""
    one, other, _ = company.replicas
    numbers = await company.tickets(8)
    nina = acting(one.desk, company.person("nina"))
    company.watch.move(hours=7)
    async with asyncio.timeout(5):
        await asyncio.gather(other.jobs.do_what_is_due(), *(claim(one.desk, nina, number) for number in numbers))
        await other.jobs.do_what_is_due()
    done = Counter((change.ticket_id, change.kind) for change in await company.all(TicketEvent))
    assert {done[number, kind] for number in numbers for kind in (EventKind.CLAIMED, EventKind.BREACHED)} == {1}


async def test_everything_is_said_once_and_in_order_in_each_conversation(company: Company) -> None:
    for replica in company.replicas:
        replica.begin_to_send()
    await company.slack.fault(POST, drop="after", times=3)
    for number in range(6):
        for name, replica in zip("abc", company.replicas, strict=True):
            for channel in CHANNELS:
                await company.say(replica, f"{name}{number} for {channel}", channel)
    written = await company.everything_is_said()
    for channel in CHANNELS:
        assert await company.heard(channel) == [each.key for each in written if each.key.endswith(channel)]


async def test_one_replica_at_a_time_speaks_in_a_conversation(company: Company) -> None:
    await company.slack.fault(POST, match={"text": "slow"}, delay=0.2)
    await company.say(company.replicas[0], "slow", "#help-desk")
    await company.say(company.replicas[1], "quick", "#help-desk")
    for replica in company.replicas:
        replica.begin_to_send()
    await company.everything_is_said()
    assert await company.heard("#help-desk") == ["slow", "quick"]


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_what_a_dead_replica_was_saying_is_looked_for_and_said_once(company: Company, drop: str) -> None:
    dying, *others = company.replicas
    await company.slack.fault(POST, drop=drop, delay=0.1)
    await company.say(dying, "hello", "#help-desk")
    await company.say(dying, "and more", "#help-desk")
    dying.begin_to_send()
    await company.is_on_its_way("hello")
    await dying.die()
    for replica in others:
        replica.begin_to_send()
    await company.everything_is_said()
    assert await company.heard("#help-desk") == ["hello", "and more"]


@pytest.mark.parametrize(("when_claimed", "when_looked_at"), [(0, 1), (-1, 0)])
async def test_what_is_on_its_way_while_the_clock_jumps_an_hour_ahead_is_said_once(
    company: Company, monkeypatch: pytest.MonkeyPatch, when_claimed: int, when_looked_at: int
) -> None:
    one, other, _ = company.replicas
    await company.slack.fault(POST, delay=0.5)
    await company.say(one, "hello", "#help-desk")
    monkeypatch.setattr(sender, "machine_time", lambda: datetime.now(UTC) + timedelta(hours=when_claimed))
    one.begin_to_send()
    await company.is_on_its_way("hello")
    monkeypatch.setattr(sender, "machine_time", lambda: datetime.now(UTC) + timedelta(hours=when_looked_at))
    other.begin_to_send()
    await company.everything_is_said()
    await asyncio.sleep(0.1)  # in which a second one would come
    assert await company.heard("#help-desk") == ["hello"]


async def test_replicas_hear_of_what_a_dead_one_had_not_begun_to_say(company: Company) -> None:
    dying, other, _ = company.replicas
    other.begin_to_send()
    await company.say(dying, "hello", "#help-desk")
    await dying.die()
    await company.everything_is_said()
    assert await company.heard("#help-desk") == ["hello"]


@pytest.mark.parametrize("at_once", [7, 500])
async def test_replicas_that_wake_up_together_tell_of_what_is_late_in_one_notice(
    company: Company, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_work, "AT_ONCE", at_once)
    await company.tickets(10)
    company.watch.time += timedelta(hours=30)
    await asyncio.gather(*(replica.jobs.do_what_is_due() for replica in company.replicas))
    said = await company.all(Delivery)
    notices = Counter(each.conversation for each in said if each.say == Say.LATE and each.edits is None)
    warnings = [each for each in said if each.say == Say.WARNING and each.edits is None]
    assert set(notices.values()) == {1}
    assert all(each.thread for each in warnings)
