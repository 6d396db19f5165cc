"""The two ways to the app, one of which is in use: its websockets, or its request URL."""

from local_slack.delivering import Attempt, Envelope, Outcome, Timing
from local_slack.http_delivery import HttpDelivery
from local_slack.socket_mode import SocketMode
from local_slack.state import State


class Transports:
    """A transport itself; sockets are in use until a URL is given."""

    def __init__(self, state: State, timing: Timing) -> None:
        self.timing = timing
        self.sockets = SocketMode(state, timing)
        self.http: HttpDelivery | None = None
        self._state = state

    @property
    def name(self) -> str:
        return self._in_use.name

    def deliver_to(self, url: str | None) -> None:
        """HTTP to the app at this URL, or sockets for None."""
        self.http = HttpDelivery(self._state, self.timing, url) if url else None

    async def attempt(self, envelope: Envelope, attempt: Attempt) -> Outcome:
        return await self._in_use.attempt(envelope, attempt)

    async def close(self) -> None:
        await self.sockets.close()

    @property
    def _in_use(self) -> SocketMode | HttpDelivery:
        return self.http or self.sockets
