"""Questions asked of an app that is being measured: as fast as they are answered, or by the clock."""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from aiohttp import ClientSession

from bench.slack_stub import SlackStub

LONGEST = 60.0  # seconds until an ack or an answer must have come
SIGNING_SECRET = "of a workspace on this machine alone"  # noqa: S105

_FORM = "application/x-www-form-urlencoded"

Json = dict[str, Any]
T = TypeVar("T")


class Line(Protocol):
    """How a payload reaches the app; returns when the app has acknowledged it."""

    async def __call__(self, payload: Json) -> None: ...


class SocketLine:
    def __init__(self, stub: SlackStub, app: str) -> None:
        self._stub = stub
        self._app = app

    async def __call__(self, payload: Json) -> None:
        await self._stub.deliver(self._app, payload)


class HttpLine:
    def __init__(self, session: ClientSession, address: str) -> None:
        self._session = session
        self._address = address

    async def __call__(self, payload: Json) -> None:
        is_event = payload.get("type") == "event_callback"
        body = json.dumps(payload) if is_event else urlencode(payload)
        headers = _signed(body) | {"Content-Type": "application/json" if is_event else _FORM}
        async with self._session.post(self._address, data=body, headers=headers) as response:
            await response.read()
            assert response.status == 200, f"the app answered {response.status}"


def _signed(body: str) -> dict[str, str]:
    timestamp = str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass(frozen=True)
class Waited:
    """Seconds from the moment at which somebody asked; `answer` is None where none was waited for."""

    ack: float
    answer: float | None


Asking = Callable[[int], Awaitable[Waited]]  # by the number of the person


@dataclass
class Crowd:
    """People who ask over one line. Nobody asks the same as somebody else, nor in the name of somebody else."""

    stub: SlackStub
    line: Line
    payload: Callable[[int, str], Json]
    texts: "itertools.cycle[str]"
    waits_for_answer: bool = True

    async def ask(self, person: int) -> Waited:
        payload = self.payload(person, next(self.texts))
        answered = self.stub.answer_to(payload["user_id"]) if self.waits_for_answer else None
        async with asyncio.timeout(LONGEST):
            begun = time.monotonic()
            await self.line(payload)
            ack = time.monotonic() - begun
            return Waited(ack, None if answered is None else await answered - begun)


async def in_turn(ask: Asking, people: Sequence[int], at_once: int) -> list[Waited]:
    """Each of `at_once` places is taken by the next person as soon as the one before has what they wanted."""
    line, waited = iter(people), list[Waited]()

    async def place() -> None:
        for person in line:
            waited.append(await ask(person))

    await asyncio.gather(*(place() for _ in range(at_once)))
    return waited


async def by_the_clock(ask: Asking, people: Sequence[int], per_second: float) -> list[Waited]:
    """Everybody comes at their time, however long the others have to wait."""
    return await each_at_its_time((ask(person) for person in people), per_second)


async def each_at_its_time(works: Iterable[Awaitable[T]], per_second: float) -> list[T]:
    """Begins so many a second, however long those before take."""
    begun, working = time.monotonic(), list[asyncio.Future[T]]()
    for place, work in enumerate(works):
        await asyncio.sleep(max(0.0, begun + place / per_second - time.monotonic()))
        working.append(asyncio.ensure_future(work))
    return await asyncio.gather(*working)
