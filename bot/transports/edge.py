"""The desk's own HTTP: how it is doing, and Slack's signed requests where they are the way in."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from errno import EADDRNOTAVAIL
from os import strerror
from socket import gaierror

from aiohttp import web

from bot.errors import BadInput, Problem
from bot.metrics import Metrics
from bot.transports.guard import LARGEST_BODY
from bot.transports.silence import Silence

EVENTS_PATH = "/slack/events"
LONGEST_CHECK = 2.0  # seconds
PARTS = ("database", "slack", "directory")

log = logging.getLogger(__name__)

Take = Callable[[web.Request], Awaitable[web.Response]]
Check = Callable[[], bool | Awaitable[bool]]


class Edge:
    """Serves from the first moment on. `checks` gets one for each of PARTS when that part has been built; the desk is
    ready when all of them pass. `events` takes what Slack sends, once it may; with sockets there is none.
    """

    def __init__(self, metrics: Metrics, *, takes_events: bool, silence: Silence | None = None) -> None:
        self.takes_events = takes_events
        self.checks: dict[str, Check] = {}
        self.events: Take | None = None
        self.before_metrics: Callable[[], Awaitable[None]] | None = None
        self._metrics = metrics
        self._silence = silence or Silence()

    @asynccontextmanager
    async def serving(self, host: str, port: int) -> AsyncIterator[str]:
        """The address. Raises BadInput when the host or its port cannot be had."""
        server = web.Application(client_max_size=LARGEST_BODY, middlewares=[self._silence.middleware])
        server.router.add_get("/healthz", self._healthz)
        server.router.add_get("/readyz", self._readyz)
        server.router.add_get("/metrics", self._show_metrics)
        if self.takes_events:
            server.router.add_post(EVENTS_PATH, self._take)
        runner = web.AppRunner(server, access_log=None, keepalive_timeout=self._silence.rest)
        await runner.setup()
        listening = await self._listen(runner, host, port)
        try:
            bound, free_port = listening.sockets[0].getsockname()[:2]
            yield f"http://{bound}:{free_port}"
        finally:
            listening.close()
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
        assert runner.server is not None, "it was set up"
        try:
            return await asyncio.get_running_loop().create_server(
                self._silence.watching(runner.server), host, port, backlog=128, reuse_address=True
            )
        except (OSError, UnicodeError) as error:
            await runner.cleanup()
            raise BadInput([_not_had(host, port, error)]) from None

    def stop_taking(self) -> None:
        """Slack delivers again what comes from now on."""
        self.events = None

    async def _healthz(self, _: web.Request) -> web.Response:
        """The process lives and its event loop turns: a restart would mend nothing."""
        return web.json_response({"alive": True})

    async def _readyz(self, _: web.Request) -> web.Response:
        passed = dict(zip(PARTS, await asyncio.gather(*(self._passes(part) for part in PARTS)), strict=True))
        return web.json_response(passed, status=200 if all(passed.values()) else 503)

    async def _passes(self, part: str) -> bool:
        check = self.checks.get(part)
        if check is None:
            return False
        try:
            async with asyncio.timeout(LONGEST_CHECK):
                answer = check()
                return answer if isinstance(answer, bool) else await answer
        except Exception:
            return False

    async def _show_metrics(self, _: web.Request) -> web.Response:
        """What is counted in memory is told even while the database does not answer."""
        if self.before_metrics is not None:
            try:
                async with asyncio.timeout(LONGEST_CHECK):
                    await self.before_metrics()
            except Exception as error:
                log.warning("the metrics of what stands in the database are missing (%s)", type(error).__name__)
                self._metrics.forget_tables()
        return web.Response(body=self._metrics.exposition(), headers={"Content-Type": self._metrics.content_type})

    def tell_no_tables(self) -> None:
        """The database closes: what stands in it is not told any more."""
        self.before_metrics = None
        self._metrics.forget_tables()

    async def _take(self, request: web.Request) -> web.Response:
        """Slack tries again what comes before the desk is open, and after it has begun to close."""
        return web.Response(status=503) if self.events is None else await self.events(request)


def _not_had(host: str, port: int, error: OSError | UnicodeError) -> Problem:
    """A name that nobody knows, or of another machine, is no matter of the port."""
    if isinstance(error, (gaierror, UnicodeError)) or error.errno == EADDRNOTAVAIL:
        allowed = "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them"
        return Problem("environment", None, "FRONTDESK_HOST", f"{host}, which is not to be found here", allowed)
    found = f"{port}, which cannot be had ({strerror(error.errno or 0)})"
    return Problem("environment", None, "FRONTDESK_PORT", found, "a free port of this machine")
