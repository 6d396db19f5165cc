"""Socket Mode: up to ten websockets of the app, one of which, picked at random, gets each envelope."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from local_slack.delivering import EVENTS, Attempt, Envelope, Outcome, Timing
from local_slack.state import Happening, Json, State

MOST_SOCKETS = 10
OVERTAKEN_WITHIN = 1.0  # seconds that a reordered event waits for another to pass it


@dataclass
class Socket:
    """One connection. A stalled one stays open and swallows everything, pings included; a muted one answers those, so
    that it looks alive.
    """

    id: str
    ws: web.WebSocketResponse
    line: asyncio.Transport | None
    stalled: bool = False
    muted: bool = False


@dataclass
class SocketFaults:
    """What goes wrong next; each number is how many more times."""

    duplicates: int = 0
    reorders: int = 0
    ignored_acks: int = 0


@dataclass
class _Sent:
    attempt: Attempt
    answered: "asyncio.Future[Json | None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class SocketMode:
    """The server's end of Socket Mode, as a transport."""

    name = "socket"

    def __init__(self, state: State, timing: Timing, seed: int = 7) -> None:
        self.sockets: dict[str, Socket] = {}
        self.faults = SocketFaults()
        self._state = state
        self._timing = timing
        self._chance = random.Random(seed)  # noqa: S311 - which socket gets a payload is no secret
        self._sent: dict[str, _Sent] = {}
        self._connected = asyncio.Event()
        self._overtaken = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/link", self._link), web.get("/link/", self._link)]

    async def attempt(self, envelope: Envelope, attempt: Attempt) -> Outcome:
        """A click without a socket fails at once, as it does in Slack; an event waits for one within the ack window."""
        if envelope.kind == EVENTS:
            await self._wait_for_a_socket()
        socket = self._pick()
        if socket is None:
            return Outcome(error="dispatch_failed", reason="timeout")
        await self._let_another_pass(envelope)
        sent = self._sent[attempt.envelope_id] = _Sent(attempt)
        attempt.socket = socket.id
        attempt.sent()
        await self._write(socket, _frame(envelope, attempt))
        self._overtaken.set()
        try:
            return Outcome(answer=await asyncio.wait_for(asyncio.shield(sent.answered), self._timing.ack_window))
        except TimeoutError:
            return Outcome(error="operation_timeout", reason="timeout")

    async def refresh(self, socket_id: str | None = None) -> None:
        """What Slack does to every connection after some hours: a warning, then the end. What the app opens in between
        stays open.
        """
        warned = self._those(socket_id)
        for socket in warned:
            await self._say_disconnect(socket, "warning")
        await asyncio.sleep(self._timing.refresh_warning)
        for socket in warned:
            await self._end(socket, "refresh_requested")

    async def disconnect(self, reason: str, socket_id: str | None = None) -> None:
        for socket in self._those(socket_id):
            await self._end(socket, reason)

    def drop(self, socket_id: str | None = None) -> None:
        """Cuts the line without a word."""
        for socket in self._those(socket_id):
            self._forget(socket)
            if socket.line:
                socket.line.abort()

    def stall(self, socket_id: str | None = None) -> None:
        for socket in self._those(socket_id):
            socket.stalled = True

    def mute(self, socket_id: str | None = None) -> None:
        for socket in self._those(socket_id):
            socket.muted = True

    def give_up_on_lost_sockets(self) -> None:
        """What was sent on a socket that is gone fails now, and not at the end of the ack window."""
        for sent in self._sent.values():
            if sent.attempt.socket not in self.sockets:
                self._give_up(sent)

    async def close(self) -> None:
        for socket in self._those(None):
            with suppress(ConnectionError):
                await socket.ws.close()

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._state.socket_tickets:
            raise web.HTTPForbidden(text="This ticket is unknown or was used before.")
        self._state.socket_tickets.discard(ticket)
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        socket = Socket(self._state.new_id("SOCK"), ws, request.transport)
        if len(self.sockets) >= MOST_SOCKETS:
            await self._say_disconnect(socket, "too_many_websockets")
            await ws.close()
            return ws
        await self._serve(socket)
        return ws

    async def _serve(self, socket: Socket) -> None:
        self.sockets[socket.id] = socket
        await socket.ws.send_json(self._hello())
        self._connected.set()
        self._state.tell(Happening("sockets_changed"))
        try:
            async for message in socket.ws:
                if message.type is WSMsgType.PING and not socket.stalled:
                    await socket.ws.pong(message.data)
                elif message.type is WSMsgType.TEXT and not socket.stalled:
                    self._receive(message.json())
        finally:
            self._forget(socket)

    def _receive(self, answer: Json) -> None:
        sent = self._sent.get(answer.get("envelope_id", ""))
        if sent is None:
            return
        if self.faults.ignored_acks:
            self.faults.ignored_acks -= 1
            self._give_up(sent)  # nothing else would come: it need not be waited for
            return
        sent.attempt.acknowledged()  # a late one too: that it came, and how late, is worth knowing
        if not sent.answered.done():
            sent.answered.set_result(answer.get("payload"))

    @staticmethod
    def _give_up(sent: _Sent) -> None:
        if not sent.answered.done():
            sent.answered.set_exception(TimeoutError())

    def _forget(self, socket: Socket) -> None:
        self.sockets.pop(socket.id, None)
        if not self.sockets:
            self._connected.clear()
        self._state.tell(Happening("sockets_changed"))

    def _pick(self) -> Socket | None:
        return self._chance.choice(list(self.sockets.values())) if self.sockets else None

    async def _wait_for_a_socket(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._connected.wait(), self._timing.ack_window)

    async def _let_another_pass(self, envelope: Envelope) -> None:
        if not self.faults.reorders or envelope.kind != EVENTS:
            return
        self.faults.reorders -= 1
        self._overtaken.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._overtaken.wait(), OVERTAKEN_WITHIN)

    async def _write(self, socket: Socket, frame: Json) -> None:
        copies = 1
        if self.faults.duplicates and frame["type"] == EVENTS:
            self.faults.duplicates -= 1
            copies = 2
        for _ in range(0 if socket.stalled or socket.muted else copies):
            with suppress(ConnectionError):
                await socket.ws.send_json(frame)

    async def _end(self, socket: Socket, reason: str) -> None:
        self._forget(socket)  # nothing is sent on it any more
        await self._say_disconnect(socket, reason)
        await socket.ws.close()

    async def _say_disconnect(self, socket: Socket, reason: str) -> None:
        with suppress(ConnectionError):
            await socket.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": _DEBUG_INFO})

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "connection_info": {"app_id": self._state.app["app_id"]},
            "debug_info": {**_DEBUG_INFO, "approximate_connection_time": 18060},
        }

    def _those(self, socket_id: str | None) -> list[Socket]:
        return [socket for socket in list(self.sockets.values()) if socket_id in (None, socket.id)]


_DEBUG_INFO = {"host": "local-slack"}


def _frame(envelope: Envelope, attempt: Attempt) -> Json:
    frame = {
        "envelope_id": attempt.envelope_id,
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.kind != EVENTS,
    }
    if envelope.kind == EVENTS:
        frame |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
    return frame
