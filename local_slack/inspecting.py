"""What can be looked at from outside: the workspace with one person's eyes, and what passed between it and the app."""

from collections.abc import Callable
from typing import Any

from local_slack import addressing, invariants, seeing
from local_slack.addressing import ImpossibleError
from local_slack.asked import Asked
from local_slack.delivering import Deliveries
from local_slack.reading import plain
from local_slack.state import Json, State, User
from local_slack.transports import Transports
from local_slack.waiting import Waiting

LONGEST_WAIT = 60.0
Glance = Callable[[Asked], Json]
# what can be looked at -> what one asks for it
GLANCES = {
    "state": "",
    "messages": "channel",
    "thread": "channel ts",
    "views": "",
    "envelopes": "since",
    "calls": "since method",
    "clock": "",
    "invariants": "",
}


class Inspecting:
    """Reads, and waits for what is to be read. Nothing changes, save that a conversation that is looked at is read."""

    def __init__(self, state: State, transports: Transports, deliveries: Deliveries, waiting: Waiting) -> None:
        self._state = state
        self._transports = transports
        self._deliveries = deliveries
        self._waiting = waiting

    def glances(self) -> dict[str, Glance]:
        return {
            "state": self.overview,
            "messages": self.messages,
            "thread": self.thread,
            "views": self.views,
            "envelopes": self.envelopes,
            "calls": self.calls,
            "clock": self.clock,
            "invariants": self.invariants,
        }

    def overview(self, asked: Asked) -> Json:
        """With the eyes of whoever asks; of the first person of the company, if nobody is named."""
        viewer = self._viewer(asked) if asked.get("as") else next(iter(self._state.users.values()))
        overview = seeing.overview(self._state, viewer)
        return {**overview, "transport": self._transports.name, "sockets": len(self._transports.sockets.sockets)}

    def messages(self, asked: Asked) -> Json:
        viewer = self._viewer(asked)
        conversation = addressing.place(self._state, asked["channel"], viewer)
        seeing.mark_read(conversation, viewer)
        return {"channel": conversation.id, "messages": seeing.top_level(self._state, conversation, viewer)}

    def thread(self, asked: Asked) -> Json:
        viewer = self._viewer(asked)
        conversation = addressing.place(self._state, asked["channel"], viewer)
        return {"channel": conversation.id, "messages": seeing.thread(self._state, conversation, asked["ts"], viewer)}

    def views(self, asked: Asked) -> Json:
        return seeing.open_views(self._state, self._viewer(asked))

    def envelopes(self, asked: Asked) -> Json:
        since = int(asked.get("since", 0))
        return {"envelopes": [envelope.as_json() for envelope in self._deliveries.envelopes if envelope.number > since]}

    def calls(self, asked: Asked) -> Json:
        since, method = int(asked.get("since", 0)), asked.get("method")
        calls = [call for call in self._state.calls if call["n"] > since and method in (None, call["method"])]
        return {"calls": calls}

    def clock(self, _: Asked) -> Json:
        return {"now": self._state.clock.now().isoformat()}

    def invariants(self, _: Asked) -> Json:
        return {"broken": invariants.broken(self._state, self._deliveries.envelopes)}

    async def wait(self, asked: Asked) -> tuple[Json | None, list[Any]]:
        """What was found, if it came within `timeout` seconds, and otherwise what there is instead."""
        asked.only("for match timeout")
        look, show = self._search(asked["for"], Asked(asked.get("match", {})))
        seconds = min(float(asked.get("timeout", 3.0)), LONGEST_WAIT)
        found = await self._waiting.until(look, seconds)
        return found, [] if found is not None else show()

    def _search(self, what: str, match: Asked) -> tuple[Callable[[], Json | None], Callable[[], list[Any]]]:
        """How to look for the thing, and how to show what is there in its place."""
        if what == "quiet":
            return self._quiet, self._in_flight
        if what == "message":
            return lambda: self._newest(match), lambda: [m["readable"] for m in self._visible(match)]
        if what == "view":
            return lambda: self._open(match), lambda: [view["readable"] for view in self._opened(match)]
        if what == "call":
            return lambda: _last(self.calls(match)["calls"], match), lambda: self.calls(Asked())["calls"][-20:]
        if what == "envelope":
            return lambda: _last(self.envelopes(match)["envelopes"], match), lambda: self.envelopes(Asked())[
                "envelopes"
            ]
        raise ImpossibleError(f"One can wait for a message, view, call, envelope or quiet, not for {what!r}.")

    def _quiet(self) -> Json | None:
        return None if self._deliveries.in_flight else {"quiet": True}

    def _in_flight(self) -> list[str]:
        return [f"in flight: {each.summary}, tried {len(each.attempts)} ×" for each in self._deliveries.in_flight]

    def _visible(self, match: Asked) -> list[Json]:
        viewer = self._viewer(match)
        conversation = addressing.place(self._state, match["channel"], viewer)
        if match.get("thread_ts"):
            return seeing.thread(self._state, conversation, match["thread_ts"], viewer)
        return seeing.top_level(self._state, conversation, viewer)

    def _newest(self, match: Asked) -> Json | None:
        """The latest message that reads so, and is newer than `after` if that is given."""
        wanted, after = plain(match.get("text", "")), match.get("after", "")
        candidates = [m for m in self._visible(match) if m["ts"] > after and wanted in plain(m["readable"])]
        return candidates[-1] if candidates else None

    def _opened(self, match: Asked) -> list[Json]:
        shown = seeing.open_views(self._state, self._viewer(match))
        if match.get("type") == "home":
            return [shown["home"]] if shown["home"] else []
        modals: list[Json] = shown["modals"]
        return modals[-1:]

    def _open(self, match: Asked) -> Json | None:
        wanted = plain(match.get("text", ""))
        found = [
            v for v in self._opened(match) if wanted in plain(v["readable"]) and v["hash"] != match.get("not_hash")
        ]
        return found[-1] if found else None

    def _viewer(self, asked: Asked) -> User:
        return addressing.person(self._state, asked["as"])


def _last(entries: list[Json], match: Json) -> Json | None:
    """The latest entry that has every key of the match with that value; a `text` may stand anywhere in it."""
    wanted = {key: value for key, value in match.items() if key not in ("since", "text")}
    found = [e for e in entries if all(e.get(k) == v for k, v in wanted.items()) and match.get("text", "") in str(e)]
    return found[-1] if found else None
