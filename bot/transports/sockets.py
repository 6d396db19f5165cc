"""Socket Mode over several websockets: one that ends, or has grown old, is replaced before it is let go."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp

from bot.gateway.failure import NO_ANSWER, read_failure
from bot.metrics import Metrics
from bot.transports.line import Line

_ANNOUNCED = frozenset({"warning", "refresh_requested", "grown old"})  # ends that leave time for another beginning
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upkeep:
    """Seconds, and how many lines there are."""

    lines: int = 2  # one goes on listening while the other is renewed
    ping: float = 10.0  # a line that answers none for one and a half of these is dead
    lifetime: float = 1_800.0  # one that answers but delivers nothing looks like a quiet one: none is kept for long
    hello: float = 10.0  # for Slack's first word on a new line
    linger: float = 15.0  # for what is still sent on the old line; Slack closes one ten seconds after its warning
    first_wait: float = 1.0  # after connecting failed; each further one is twice as long
    longest_wait: float = 60.0


class Sockets:
    """`on_reconnect` is told after each replacement whether something may have been missed."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        on_reconnect: Callable[[bool], None],
        metrics: Metrics,
        upkeep: Upkeep | None = None,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._on_reconnect = on_reconnect
        self._metrics = metrics
        self._upkeep = upkeep or Upkeep()
        self._lines: dict[int, Line] = {}
        self._keepers: list[asyncio.Task[None]] = []
        self._retiring: dict[Line, asyncio.Task[None]] = {}

    @property
    def connected(self) -> int:
        """How many lines Slack may be delivering on."""
        return sum(not line.ended.done() for line in self._lines.values())

    async def open(self) -> None:
        """Returns once the first line stands; raises what connecting raises. The others follow."""
        self._lines[0] = await self._connect()
        self._keepers = [asyncio.create_task(self._keep(number)) for number in range(self._upkeep.lines)]

    async def close(self) -> None:
        """Acknowledges what came."""
        tasks = [*self._keepers, *self._retiring.values()]
        for task in tasks:
            task.cancel()
        lines = {*self._retiring, *self._lines.values()}
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(line.retire() for line in lines))

    async def _keep(self, number: int) -> None:
        """Keeps one line standing. Lines grow old one after the other, so that no two are renewed together."""
        line = self._lines.get(number) or await self._connect_patiently()
        lifetime = self._upkeep.lifetime * (number + 1) / self._upkeep.lines
        while True:
            self._lines[number] = line
            why = await self._end_of(line, lifetime)
            log.info("a line to Slack is replaced: %s", why)
            line, old = await self._connect_patiently(), line
            self._let_go(old)
            self._metrics.reconnects.labels(why).inc()
            self._on_reconnect(why not in _ANNOUNCED)
            lifetime = self._upkeep.lifetime

    @staticmethod
    async def _end_of(line: Line, lifetime: float) -> str:
        with suppress(TimeoutError):
            async with asyncio.timeout(lifetime):  # asyncio.wait_for would pass over a cancellation that comes with it
                return await asyncio.shield(line.ended)
        return "grown old"

    async def _connect(self) -> Line:
        line = Line(self._app, self._app_token, self._upkeep.ping, self._metrics)
        try:
            await line.open(self._upkeep.hello)
        except BaseException:
            await line.close()  # type: ignore[no-untyped-call]
            raise
        return line

    async def _connect_patiently(self) -> Line:
        """Tries until it succeeds: Slack may be away, or the owner may have switched Socket Mode off."""
        wait = self._upkeep.first_wait
        while True:
            try:
                return await self._connect()
            except Exception as error:  # whatever it is: nobody else would ever try again
                told = None if isinstance(error, NO_ANSWER) else error
                log.warning("no new line to Slack: %s", read_failure(error).reason, exc_info=told)
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311  # spreads the tries, keeps no secret
            wait = min(wait * 2, self._upkeep.longest_wait)

    def _let_go(self, line: Line) -> None:
        task = self._retiring[line] = asyncio.create_task(self._retire(line))
        task.add_done_callback(lambda _: self._retiring.pop(line, None))

    async def _retire(self, line: Line) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._upkeep.linger):
                await line.gone.wait()
        await line.retire()
