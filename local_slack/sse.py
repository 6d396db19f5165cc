"""Server-Sent Events: tells the page of one person what changed, and the page fetches it anew."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress

from aiohttp import web

from local_slack import addressing, conversations
from local_slack.state import Happening, Json, State, User

KEEP_ALIVE = 15.0  # seconds
_OF_MESSAGES = ("message_posted", "message_changed", "message_deleted", "reaction_added", "reaction_removed")
_OF_VIEWS = ("view_opened", "view_updated", "view_closed")
_OF_THE_REST = (
    "member_joined",
    "member_left",
    "channel_created",
    "channel_renamed",
    "channel_archived",
    "channel_unarchived",
    "user_changed",
    "profile_fields_changed",
    "team_joined",
    "usergroup_changed",
    "status_set",
    "tokens_revoked",
    "sockets_changed",
    "restored",
)


class LiveUpdates:
    """The open pages."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pages: dict[asyncio.Queue[bytes | None], User] = {}
        state.subscribe(self._hear)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        viewer = addressing.person(self._state, request.query.get("as", ""))
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(b": hello\n\n")
        lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._pages[lines] = viewer
        try:
            with suppress(ConnectionError):  # the page was closed
                await _pour(lines, response)
        finally:
            del self._pages[lines]
        return response

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for lines in self._pages:
            lines.put_nowait(None)

    def _hear(self, happening: Happening) -> None:
        for lines, viewer in self._pages.items():
            for name, data in _news(self._state, happening, viewer):
                lines.put_nowait(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())


async def _pour(lines: "asyncio.Queue[bytes | None]", response: web.StreamResponse) -> None:
    while True:
        try:
            line = await asyncio.wait_for(lines.get(), KEEP_ALIVE)
        except TimeoutError:
            line = b": still here\n\n"
        if line is None:
            return
        await response.write(line)


def _news(state: State, happening: Happening, viewer: User) -> Iterator[tuple[str, Json]]:
    """What the happening means to this person, by the names that the page listens to."""
    kind, conversation, message = happening.kind, happening.conversation, happening.message
    left = kind == "member_left" and happening.user == viewer.id  # and may not see it any more
    if conversation and not left and not conversations.can_see(state, conversation, viewer):
        return
    if kind in _OF_MESSAGES and conversation and message:
        yield "message", {"channel": conversation.id, "ts": message.ts, "thread_ts": message.thread_ts}
    elif kind == "ephemeral_posted" and conversation and message and message.ephemeral_to == viewer.id:
        yield "ephemeral", {"channel": conversation.id, "ts": message.ts, "thread_ts": message.thread_ts}
    elif kind in _OF_VIEWS and happening.user == viewer.id:
        yield "view", {"user": viewer.id}
    elif kind == "home_published" and happening.user == viewer.id:
        yield "home", {"user": viewer.id}
    elif kind == "envelope_changed":
        yield "envelope", {"n": happening.details["n"]}
    elif kind == "call_made":
        yield "call", {"n": len(state.calls)}
    elif kind == "clock_moved":
        yield "clock", {"now": state.clock.now().isoformat()}
    elif kind in _OF_THE_REST:
        yield "state", {}
