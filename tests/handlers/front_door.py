"""The front door behind Bolt: whatever Slack could deliver, from anybody, whether or not they see the button."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.ask_rating import ask_rating
from bot.desk.desk import Desk
from bot.desk.roles import recognise
from bot.desk.solve import Solution, solve
from bot.gateway.clients import open_clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.act import Slack
from bot.handlers.arrival import Payload, read_arrival
from bot.handlers.failures import TOLD
from bot.handlers.worker import Worker
from bot.storage.deliveries import Delivery
from bot.storage.receipts import Receipt
from bot.storage.records import Records
from bot.storage.store import Store
from bot.storage.tables import TABLES
from bot.tickets.lesson import Lesson
from bot.tickets.offer import Manner, Offer
from bot.tickets.request import Request, Surface
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Ticket
from local_slack import triggers
from local_slack.clock import Clock
from local_slack.server import LocalSlack
from local_slack.state import Message
from tests.journeys.office import MONDAY_10, ROOT, read
from tests.journeys.steps import BADGE_READER

VPN = "my vpn drops every hour"  # an article answers it
CARD_TS = "1700000000."
Rows = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Outcome:
    """What came of a knock: every row that is kept now and was before, and what Slack was asked to show the person."""

    before: Rows
    after: Rows
    calls: Sequence[dict[str, Any]]
    person_id: str
    to_tell: Sequence[str] = ()

    @property
    def told(self) -> list[str]:
        """What only this person sees, at once or in their DM."""
        said = [call["arguments"] for call in self.calls if call["method"] == "chat.postMessage"]
        return [*(each["text"] for each in said if each["channel"] == self.person_id), *self.to_tell]

    @property
    def opened(self) -> bool:
        """Whether a form was shown."""
        return any(call["method"] == "views.open" for call in self.calls)

    @property
    def changed(self) -> bool:
        return self.before != self.after


class FrontDoor:
    """A desk with its policy, its people and its tables; nothing that it says is sent, and no time passes."""

    def __init__(self, server: LocalSlack, slack: Slack, desk: Desk, store: Store) -> None:
        self.server = server
        self.slack = slack
        self.desk = desk
        self.store = store
        self.worker = Worker(desk, store, slack)
        self._numbers = count(1)

    def id(self, name: str) -> str:
        """Of a person, or of a channel with its “#”."""
        state = self.server.state
        if name.startswith("#"):
            return next(each.id for each in state.conversations.values() if each.name == name[1:])
        return next(user.id for user in state.users.values() if user.name == name)

    def unique(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers)}"

    def trigger(self, name: str) -> str:
        self.server.state.modal_stacks.clear()
        return triggers.issue(self.server.state, self.id(name))

    async def asked(self, name: str, text: str = BADGE_READER) -> str:
        """The id of a new request of that person, which became a ticket or an offer."""
        receipt_id, person_id = self.unique("asked-"), self.id(name)
        ask = HelpRequest(receipt_id, person_id, text, Surface.DM, self.desk.now(), person_id, source=receipt_id)
        await ask_for_help(self.desk, ask)
        query = select(Request.id).where(Request.receipt_id == receipt_id)
        return await self.store.read(lambda session: session.exec(query).one())

    async def ticket(self, name: str) -> Ticket:
        """A new ticket of that person, whose card stands in #help-desk."""
        request_id = await self.asked(name)
        card = Thread(
            conversation=self.id("#help-desk"), ts=self.unique(CARD_TS), side=Side.CARD, request_id=request_id
        )
        await self.store.transact(lambda tx: tx.add(card))
        query = select(Ticket).where(Ticket.request_id == request_id)
        return await self.store.read(lambda session: session.exec(query).one())

    async def ticket_number(self, name: str) -> str:
        return str((await self.ticket(name)).number)

    async def survey_number(self, name: str) -> str:
        return str((await self.surveyed(name)).number)

    async def waiting_offer(self, name: str) -> str:
        """The id of a request of that person that was answered with an article."""
        return await self.asked(name, VPN)

    async def asked_whether_same(self, name: str) -> str:
        """The id of a request of that person which may be what somebody else has a ticket for."""
        request_id, other = await self.waiting_offer(name), await self.ticket("chloe")
        await self.store.transact(lambda tx: setattr(tx.request(request_id), "same_as", other.number))
        return request_id

    async def offered(self, name: str) -> str:
        """The id of a request of that person and an article that answers it, as a button carries them."""
        request_id = await self.waiting_offer(name)
        shown = await self.store.read(lambda session: session.get_one(Offer, request_id))
        return f"{request_id}:{shown.articles[0]}"

    async def first_step(self, name: str) -> str:
        """The first step of an article that answers that person, as a button carries it."""
        return f"1:{await self.waiting_offer(name)}"

    async def kept_back(self, name: str) -> str:
        """The number of a ticket of that person with an article that only agents were shown."""
        ticket = await self.ticket(name)
        found = {"articles": ["vpn-connect"], "scores": [0.7], "manner": Manner.SHADOW, "shown_at": self.desk.now()}
        await self.store.transact(lambda tx: tx.add(Offer(request_id=ticket.request_id, **found)))
        return str(ticket.number)

    async def lesson(self, name: str) -> str:
        """The id of what a question of that person taught."""
        request_id = await self.waiting_offer(name)
        taught = Lesson(request_id=request_id, slug="vpn-connect", text=VPN, helped=True, at=self.desk.now())
        await self.store.transact(lambda tx: tx.add(taught))
        return taught.id

    async def card_of(self, ticket: Ticket) -> str:
        """The timestamp of the ticket's card."""
        query = select(Thread.ts).where(Thread.request_id == ticket.request_id, Thread.side == Side.CARD)
        return await self.store.read(lambda session: session.exec(query).one())

    def message(self, channel: str, author: str, text: str = "the coffee is cold") -> str:
        """The timestamp of something new that a person has written there."""
        conversation = self.server.state.conversations[self.id(channel)]
        ts = self.unique("1700000005.")
        conversation.messages[ts] = Message(ts, self.id(author), text)
        return ts

    async def surveyed(self, name: str) -> Ticket:
        """A ticket of that person that was solved and whose rating is asked for."""
        ticket = await self.ticket(name)
        judy = await recognise(self.desk, self.id("judy"))
        await solve(self.desk, judy, Solution(ticket.number, "Done.", self.unique("solved-")))
        await self.store.transact(lambda tx: ask_rating(tx, self.desk, ticket.number))
        return ticket

    async def knock(self, name: str, payload: Payload) -> Outcome:
        """Lets Slack deliver this, and waits until the worker has done what it asks for."""
        arrival = read_arrival(payload)
        assert arrival is not None
        self.server.clock.advance(timedelta(seconds=1))
        before, calls = await self.rows(), len(self.server.state.calls)
        await self.worker.take_in(arrival)
        await self.worker.stop()
        to_tell = await self._refusals(arrival.id, self.id(name))
        return Outcome(before, await self.rows(), self.server.state.calls[calls:], self.id(name), to_tell)

    async def _refusals(self, receipt_id: str, person_id: str) -> list[str]:
        """What that person is yet to be told in their DM."""
        query = select(Delivery).where(Delivery.key == f"{TOLD}:{receipt_id}", Delivery.conversation == person_id)
        found = await self.store.read(lambda session: session.exec(query).all())
        return [each.about["sentence"] for each in found]

    async def rows(self) -> Rows:
        """Everything that is kept, receipts and refusals left out: that something came is kept whatever becomes of it,
        and a refusal is what becomes of it.
        """
        return await self.store.read(_rows)


def _rows(session: Session) -> Rows:
    kept = [table.__tablename__ for table in TABLES if table is not Receipt]
    connection = session.connection()
    rows = (tuple(map(str, row)) for name in kept for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
    return frozenset(row for row in rows if not any(each.startswith(f"{TOLD}:") for each in row))


@asynccontextmanager
async def open_front_door(folder: Path, url: str = "") -> AsyncIterator[FrontDoor]:
    clock, written = Clock(MONDAY_10, frozen=True), read(ROOT / "desk.yml")
    async with (
        LocalSlack(ROOT / "manifest.yml", clock=clock) as server,
        open_clients(server.bot_token, server.api_url) as clients,
    ):
        server.state.trigger_seconds = 60
        directory = SlackDirectory(clients.reading, clock.now)
        await directory.load()
        store = Store(url or f"sqlite:///{folder / 'desk.db'}", clock.now)
        try:
            joins_nobody = written.policy.bursts.model_copy(update={"offer_join": False})  # a ticket is one each time
            desk = Desk(
                written.policy.model_copy(update={"bursts": joins_nobody}),
                clock.now,
                store.transact,
                directory,
                written.library,
                written.classifier,
                Records(store),
            )
            slack = Slack(clients, directory, TicketFiles(desk, store))
            yield FrontDoor(server, slack, desk, store)
        finally:
            store.close()
