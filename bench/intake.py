"""What one question costs, from Slack's delivery to the ack and to the answer, beside Bolt as it comes."""

import asyncio
import itertools
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from statistics import median

from aiohttp import ClientSession

from bench.company import Company, questions
from bench.effort import Effort
from bench.load import SIGNING_SECRET, Asking, Crowd, HttpLine, SocketLine, Waited, by_the_clock, in_turn
from bench.payloads import commands
from bench.process import Subject, started
from bench.slack_stub import SlackStub
from bench.subject import Spec
from bench.table import Table, percentile, ratio, seconds

TRANSPORTS = {"socket": "Socket Mode", "http": "signed HTTP"}
AT_ONCE = 16
RATES = {10: 6.0, 50: 4.0}  # questions a second, for so many seconds
REGULARS = 200  # the first of the company: they have asked before


@dataclass
class Cost:
    """One figure a round."""

    label: str
    cpu: list[float] = field(default_factory=list)  # seconds a request
    rate: list[float] = field(default_factory=list)  # requests a second
    calls: list[float] = field(default_factory=list)  # to Slack, a request


@dataclass
class Delay:
    """The waiting of each round."""

    label: str
    rounds: list[list[Waited]] = field(default_factory=list)

    def typical(self, percent: int, of: Callable[[Waited], float | None]) -> str:
        """The median of the rounds' percentiles."""
        waits = ([wait for each in one if (wait := of(each)) is not None] for one in self.rounds)
        return seconds(median(percentile(one, percent) for one in waits))


@dataclass(frozen=True)
class Place:
    """Where the programs of one transport are measured."""

    transport: str
    stub: SlackStub
    crowds: dict[str, Crowd]
    subjects: dict[str, Subject]
    newcomers: "itertools.count[int]"

    def known(self, count: int) -> Sequence[int]:
        return range(count)

    def new(self, count: int) -> Sequence[int]:
        return [next(self.newcomers) for _ in range(count)]


async def run(effort: Effort) -> list[Table]:
    company = Company()
    costs, delays, memory = list[Cost](), list[Delay](), list[str]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for transport in TRANSPORTS:
            async with _place(company, transport, folder) as place:
                memory.append(await _memory(place))
                await _warm_up(place, effort)
                costs += await _costs(place, effort)
                delays += await _delays(place, effort)
    return [_cost_table(costs, memory), _delay_table(delays)]


@asynccontextmanager
async def _place(company: Company, transport: str, folder: str) -> AsyncIterator[Place]:
    """The programs run beside each other, and one at a time is asked."""
    async with AsyncExitStack() as stack:
        stub = await stack.enter_async_context(SlackStub(company))
        session = await stack.enter_async_context(ClientSession())
        specs = [
            Spec(f"{program}-{transport}", program, transport, stub.api_url, SIGNING_SECRET, folder)
            for program in ("bolt", "receiver", "frontdesk", "meaning")
        ]
        subjects = await asyncio.gather(*(stack.enter_async_context(started(spec)) for spec in specs))
        texts, payload = itertools.cycle(questions(5_000)), commands(company, stub)
        crowds = {}
        for subject in subjects:
            line = HttpLine(session, subject.address) if subject.address else SocketLine(stub, subject.spec.name)
            program = subject.spec.program
            crowds[program] = Crowd(stub, line, payload, texts, waits_for_answer=program != "receiver")
        by_name = {subject.spec.program: subject for subject in subjects}
        yield Place(transport, stub, crowds, by_name, itertools.count(REGULARS))


async def _memory(place: Place) -> str:
    at_rest = {program: (await subject.used()).resident for program, subject in place.subjects.items()}
    if None in at_rest.values():
        return "Memory at rest: not measured, since this system does not tell it."
    told = {"frontdesk": "by words", "meaning": "with meaning", "bolt": "Bolt"}
    sizes = "; ".join(f"{words} {at_rest[program]:.0f} MB" for program, words in told.items())
    return f"Memory at rest, {TRANSPORTS[place.transport]}: {sizes}."


async def _warm_up(place: Place, effort: Effort) -> None:
    """Connections are opened, statements compiled, and the regulars known."""
    for program, crowd in place.crowds.items():
        await in_turn(crowd.ask, place.known(effort.pick(REGULARS, 16)), AT_ONCE)
        await place.subjects[program].settled()


async def _costs(place: Place, effort: Effort) -> list[Cost]:
    many, few = effort.pick(400, 60), effort.pick(100, 12)
    peer, ack, whole, encoded, first = (
        Cost(f"{TRANSPORTS[place.transport]}: {label}")
        for label in (
            "Bolt, ack + one post",
            "ack path",
            "whole intake",
            "whole intake, with meaning",
            "whole intake, unknown person",
        )
    )
    for _ in range(effort.rounds):
        await _round(place, "bolt", peer, place.known(many))
        await _round(place, "receiver", ack, place.known(many))
        await _round(place, "frontdesk", whole, place.known(few))
        await _round(place, "meaning", encoded, place.known(few))
        await _round(place, "frontdesk", first, place.new(few))
    return [peer, ack, whole, encoded, first]


async def _round(place: Place, program: str, cost: Cost, people: Sequence[int]) -> None:
    subject = place.subjects[program]
    place.stub.calls.clear()
    clock, before = asyncio.get_running_loop().time(), await subject.used()
    await in_turn(place.crowds[program].ask, people, AT_ONCE)
    after = await subject.settled()
    cost.cpu.append((after.cpu - before.cpu) / len(people))
    cost.rate.append(len(people) / (asyncio.get_running_loop().time() - clock))
    cost.calls.append(place.stub.calls.total() / len(people))


async def _delays(place: Place, effort: Effort) -> list[Delay]:
    programs = {"bolt": "Bolt", "frontdesk": "Frontdesk", "meaning": "Frontdesk, with meaning"}
    rates = effort.pick(RATES, {50: 0.5})
    found = {
        (program, rate): Delay(f"{TRANSPORTS[place.transport]}, {rate}/s: {label}")
        for rate in rates
        for program, label in programs.items()
    }
    for _, ((program, rate), delay) in itertools.product(range(effort.rounds), found.items()):
        people = place.known(min(REGULARS, round(rate * rates[rate])))
        delay.rounds.append(await _open_loop(place, program, people, rate))
    return list(found.values())


async def _open_loop(place: Place, program: str, people: Sequence[int], rate: int) -> list[Waited]:
    ask: Asking = place.crowds[program].ask
    waited = await by_the_clock(ask, people, rate)
    await place.subjects[program].settled()
    return waited


def _cost_table(costs: Sequence[Cost], memory: Sequence[str]) -> Table:
    peers = {cost.label.partition(":")[0]: cost for cost in costs if "Bolt" in cost.label}
    rows = [
        (
            cost.label,
            seconds(median(cost.cpu)),
            ratio(cost.cpu, peers[cost.label.partition(":")[0]].cpu),
            f"{median(cost.rate):.0f}",
            f"{median(cost.calls):.1f}",
        )
        for cost in costs
    ]
    heads = ("One question", "CPU", "× Bolt", "a second", "calls to Slack")
    return Table("intake: what a question costs", heads, rows, memory)


def _delay_table(delays: Sequence[Delay]) -> Table:
    rows = [
        (
            delay.label,
            *(delay.typical(percent, lambda waited: waited.ack) for percent in (50, 99)),
            *(delay.typical(percent, lambda waited: waited.answer) for percent in (50, 99)),
        )
        for delay in delays
    ]
    heads = ("Asked by the clock", "ack p50", "p99", "first answer p50", "p99")
    return Table("intake: how long people wait", heads, rows)
