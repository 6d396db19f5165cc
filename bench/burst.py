"""Ten thousand requests in a minute: whether any is lost or doubled, and how long acks and answers take."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, TCPConnector

from bench.aftermath import Account, Desk, ToDo
from bench.company import Company, questions
from bench.effort import Effort
from bench.load import SIGNING_SECRET, HttpLine, Json, Line, SocketLine, each_at_its_time
from bench.payloads import both
from bench.process import Subject, started
from bench.slack_stub import SlackStub
from bench.subject import Spec
from bench.table import Table, percentile, seconds
from bot.handlers.arrival import read_arrival

WITHIN = 3.0  # seconds that Slack waits for an acknowledgement; then it delivers once more
TRIES = 4
LONGEST = 1_200.0  # seconds until everything must have been done and said
WAYS = {  # the transport, and the seconds between two messages in one conversation
    "Socket Mode": ("socket", 0.0),
    "signed HTTP": ("http", 0.0),
    "Socket Mode, at Slack's pace": ("socket", 1.0),
}


@dataclass(frozen=True)
class Crowd:
    requests: int
    people: int
    within: float  # seconds

    def __str__(self) -> str:
        return f"{self.requests:,} requests of {self.people:,} people in {self.within:g} s"


@dataclass
class Deliveries:
    """What was delivered: when each was sent first, by the id of its receipt, and how long its acknowledgement took."""

    sent: dict[str, float] = field(default_factory=dict)
    acks: list[float] = field(default_factory=list)
    again: int = 0

    async def deliver(self, line: Line, payload: Json) -> None:
        """Once more, as Slack does, whenever no acknowledgement comes in time."""
        arrival = read_arrival(payload)
        assert arrival is not None, "what is delivered asks for something"
        begun = self.sent[arrival.id] = time.monotonic()
        for _ in range(TRIES):
            try:
                async with asyncio.timeout(WITHIN):
                    await line(payload)
                break
            except TimeoutError:
                self.again += 1
        self.acks.append(time.monotonic() - begun)


@dataclass(frozen=True)
class Outcome:
    deliveries: Deliveries
    account: Account
    left: ToDo
    cpu: float  # seconds a request
    memory: float | None  # megabytes, afterwards

    @property
    def waits(self) -> list[float]:
        """Seconds from each request to the first answer to it."""
        return [at - self.deliveries.sent[asked] for asked, at in self.account.answered.items()]

    @property
    def last_answer(self) -> float:
        return max(self.account.answered.values()) - min(self.deliveries.sent.values())


async def run(effort: Effort) -> list[Table]:
    crowd = Crowd(*effort.pick((10_000, 2_000, 60.0), (200, 40, 2.0)))
    outcomes = {name: await _burst(crowd, *way) for name, way in WAYS.items()}
    return [_table(crowd, outcomes)]


async def _burst(crowd: Crowd, transport: str, message: float) -> Outcome:
    company = Company()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with SlackStub(company, keeps_posts=True) as stub:
            spec = Spec("burst", "frontdesk", transport, stub.api_url, SIGNING_SECRET, folder, message=message)
            payload = both(company, stub)
            payloads = [payload(number % crowd.people, text) for number, text in enumerate(questions(crowd.requests))]
            async with started(spec) as subject, _line(stub, subject) as line:
                return await _asked(crowd, payloads, line, stub, subject)


@asynccontextmanager
async def _line(stub: SlackStub, subject: Subject) -> AsyncIterator[Line]:
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        yield HttpLine(session, subject.address) if subject.address else SocketLine(stub, subject.spec.name)


async def _asked(crowd: Crowd, payloads: Sequence[Json], line: Line, stub: SlackStub, subject: Subject) -> Outcome:
    deliveries, desk, before = Deliveries(), Desk(subject.spec.database_url), await subject.used()
    try:
        await each_at_its_time((deliveries.deliver(line, each) for each in payloads), crowd.requests / crowd.within)
        left = await _done(desk, holds_cards=subject.spec.message > 0)
        after = await subject.used()
        cpu = (after.cpu - before.cpu) / crowd.requests
        return Outcome(deliveries, desk.account(deliveries.sent, stub.posts), left, cpu, after.resident)
    finally:
        desk.close()


async def _done(desk: Desk, *, holds_cards: bool) -> ToDo:
    """Once nobody who asked waits for anything; where cards are held back, they may."""
    async with asyncio.timeout(LONGEST):
        while True:
            left = await asyncio.to_thread(desk.to_do)
            if not left.receipts and not left.answers and (holds_cards or not left.cards):
                return left
            await asyncio.sleep(1.0)


def _table(crowd: Crowd, outcomes: dict[str, Outcome]) -> Table:
    lines: dict[str, Callable[[Outcome], str]] = {
        "lost": lambda found: str(found.account.lost),
        "stored or said twice": lambda found: str(found.account.doubled),
        "acknowledged later than 3 s": lambda found: str(sum(ack > WITHIN for ack in found.deliveries.acks)),
        "delivered again": lambda found: str(found.deliveries.again),
        "ack p50": lambda found: seconds(percentile(found.deliveries.acks, 50)),
        "ack p99": lambda found: seconds(percentile(found.deliveries.acks, 99)),
        "slowest ack": lambda found: seconds(max(found.deliveries.acks)),
        "first answer p50": lambda found: seconds(percentile(found.waits, 50)),
        "first answer p99": lambda found: seconds(percentile(found.waits, 99)),
        "last answer, from the first request": lambda found: seconds(found.last_answer),
        "messages said": lambda found: f"{found.account.said:,}",
        "cards that wait for their second": lambda found: f"{sum(found.left.cards.values()):,}",
        "until the last card, at one a second": lambda found: seconds(max(found.left.cards.values(), default=0)),
        "CPU of a request": lambda found: seconds(found.cpu),
        "memory afterwards": lambda found: "–" if found.memory is None else f"{found.memory:.0f} MB",
    }
    rows = [(name, *(line(found) for found in outcomes.values())) for name, line in lines.items()]
    return Table(f"burst: {crowd}", ("", *outcomes), rows)
