"""Connections on which nobody asks anything are closed: each would keep a place that others need."""

import asyncio
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

LONGEST_SILENCE = 10.0  # seconds until the headers of a first request have to be there
LONGEST_REST = 30.0  # seconds from an answer until the headers of the next request have to be there


class Silence:
    """Watches connections until somebody asks something on them. `longest` and `rest` are in seconds; the server itself
    watches for `rest`.
    """

    def __init__(self, longest: float = LONGEST_SILENCE, rest: float = LONGEST_REST) -> None:
        self.rest = rest
        self._longest = longest
        self._silent: dict[asyncio.BaseProtocol, asyncio.TimerHandle] = {}

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
            if timer := self._silent.pop(request.protocol, None):
                timer.cancel()
            return await handler(request)

        return note

    def watching(self, server: web.Server) -> Callable[[], web.RequestHandler]:
        """Makes the protocol of each new connection."""

        def made() -> web.RequestHandler:
            protocol = server()
            self._silent[protocol] = asyncio.get_running_loop().call_later(self._longest, self._close, protocol)
            return protocol

        return made

    def _close(self, protocol: web.RequestHandler) -> None:
        del self._silent[protocol]
        protocol.force_close()
