"""Where people ask and answer without Slack, and where a test looks at what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import SQLModel, col, select

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.claim import claim
from bot.desk.desk import Desk
from bot.desk.hear import Words, hear
from bot.desk.keep_promises import keep_promise
from bot.desk.roles import Actor
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.sla.clock import Clock
from bot.sla.target import Metric
from bot.storage.deliveries import Delivery
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.request import Request, Surface
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import Timer, TimerKind
from tests.builders import DANA, NOON, PRIYA
from tests.desks import Watch, Workplace, acting, changed_policy

MORNING = NOON + timedelta(hours=3)  # ten o'clock in New York
KNOWN = "broken vpn"  # an article answers it
UNKNOWN = "the badge reader rejects me"  # none does


class Counter:
    """A desk, its store, its time and its staff."""

    def __init__(self, desk: Desk, store: Store, watch: Watch, staff: Workplace) -> None:
        self.desk = desk
        self.store = store
        self.watch = watch
        self.staff = staff
        self._asked = 0

    def under(self, **changes: Any) -> "Counter":
        """The same desk under a policy with other parts."""
        changed = replace(self.desk, policy=changed_policy(**changes))
        return Counter(changed, self.store, self.watch, self.staff)

    def be(self, person_id: str) -> Actor:
        return acting(self.desk, person_id)

    async def ask(self, text: str = KNOWN, by: str = PRIYA, **how: Any) -> Request:
        """By direct message, unless said otherwise."""
        self._asked += 1
        name = f"{by}:{self._asked}"
        usual = {"surface": Surface.DM, "conversation": by, "source": name, "root": f"{self._asked}.0"}
        ask = HelpRequest(receipt_id=name, requester_id=by, text=text, asked_at=self.watch.now(), **usual | how)
        await ask_for_help(self.desk, ask)
        return (await self.all(Request))[-1]

    async def ticket(self, text: str = UNKNOWN, by: str = PRIYA, **how: Any) -> Ticket:
        """A ticket that was opened at once."""
        await self.ask(text, by, **how)
        return await self.now()

    async def claimed(self, by: str = DANA) -> Ticket:
        ticket = await self.ticket()
        await claim(self.desk, self.be(by), ticket.number)
        return await self.now()

    async def solved(self, by: str = DANA) -> Ticket:
        ticket = await self.ticket()
        await solve(self.desk, self.be(by), Solution(ticket.number, "I let it learn your badge.", "solution"))
        return await self.now()

    async def hear(self, text: str, by: str = PRIYA, **how: Any) -> None:
        """In the thread of the last request, unless said otherwise."""
        self._asked += 1
        thread = await self.thread(Side.REQUESTER)
        usual = {"conversation": thread.conversation, "thread_ts": thread.ts, "ts": f"{self._asked}.0"}
        words = Words(receipt_id=f"heard {self._asked}", text=text, at=self.watch.now(), **usual | how)
        await hear(self.desk, self.be(by), words)

    async def thread(self, side: Side) -> Thread:
        return [thread for thread in await self.all(Thread) if thread.side is side][-1]

    async def post_card(self) -> Thread:
        """The card of the last ticket stands in its channel."""
        ticket = await self.now()
        card = Thread(conversation="#help-desk", ts="card", side=Side.CARD, request_id=ticket.request_id)
        await self.store.transact(lambda tx: tx.add(card))
        return card

    async def now(self, number: int | None = None) -> Ticket:
        """A ticket as it stands now, the last one unless said otherwise."""
        tickets = await self.all(Ticket)
        return tickets[-1] if number is None else next(each for each in tickets if each.number == number)

    async def due(self, what: Any, subject: str) -> None:
        """Does what falls due at this moment."""
        await self.store.transact(lambda tx: what(tx, self.desk, subject))

    async def wake(self, clock_id: str) -> None:
        """Does all that is due about a clock at this moment, each in a transaction of its own."""
        while await self.store.transact(lambda tx: keep_promise(tx, self.desk, clock_id)):
            pass

    async def clock(self, metric: Metric = Metric.FIRST_RESPONSE) -> Clock:
        return next(clock for clock in await self.all(Clock) if clock.metric is metric)

    async def timers(self) -> dict[TimerKind, Any]:
        return {timer.kind: timer.due_at for timer in await self.all(Timer)}

    async def events(self) -> list[EventKind]:
        return [event.kind for event in await self.all(TicketEvent)]

    async def event(self, kind: EventKind) -> TicketEvent:
        return [event for event in await self.all(TicketEvent) if event.kind is kind][-1]

    async def said(self, say: Say, *, edits: bool = False) -> list[Delivery]:
        """What was written down to be said, in its order."""
        query = select(Delivery).where(col(Delivery.edits).is_not(None) if edits else col(Delivery.edits).is_(None))
        query = query.where(Delivery.say == say).order_by(col(Delivery.id))
        return await self.store.read(lambda session: list(session.exec(query)))

    async def told(self, say: Say) -> list[str]:
        """To whom it is said."""
        return [delivery.conversation for delivery in await self.said(say)]

    async def all(self, kind: type[SQLModel]) -> Sequence[Any]:
        return await self.store.read(lambda session: list(session.exec(select(kind))))

    async def change(self, work: Any) -> None:
        def whole(tx: SqlTx) -> None:
            work(tx)

        await self.store.transact(whole)
