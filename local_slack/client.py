"""The local Slack for tests: people who say, click and fill in, and who see what comes of it.

    slack = Slack(url)
    ana = slack.person("ana")
    await ana.slash("/support", "my printer jams")
    offer = await ana.sees("Clear a paper jam", in_="#general")
    await ana.click("I still need help", in_=offer)

Whatever is not so fails as an `AssertionError` that shows what is there instead.
"""

from datetime import timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp

from local_slack.person import PATIENCE, NotPossibleError, NotSeenError, Person
from local_slack.state import Json

ACK_LIMIT_MS = 3000


class Slack:
    """A workspace, reached by its address. Use it as a context, or `close` it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession | None = None
        self._people: dict[str, Person] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    def person(self, name: str) -> Person:
        """Somebody who works here, by their short name."""
        return self._people.setdefault(name, Person(name, self.post, self.get))

    async def calls(self, method: str | None = None, since: int = 0) -> list[Json]:
        """The Web API calls that the app made, oldest first: method, arguments, answer, ms, problems."""
        asked: dict[str, Any] = {"since": since} | ({"method": method} if method else {})
        return list((await self.get("calls", **asked))["calls"])

    async def envelopes(self, kind: str | None = None, since: int = 0) -> list[Json]:
        """What the app was sent, oldest first: payload, attempts with `acked_ms`, ack."""
        envelopes = (await self.get("envelopes", since=since))["envelopes"]
        return [envelope for envelope in envelopes if kind in (None, envelope["kind"])]

    async def call(self, method: str, within: float = PATIENCE, **match: Any) -> Json:
        """Waits for a call of this method."""
        return await self.wait("call", within, method=method, **match)

    async def problems(self) -> list[str]:
        """Every mistake of the app: calls refused for its fault, envelopes acked late or never, broken invariants."""
        found: list[str] = (await self.get("invariants"))["broken"]
        found += [problem for call in await self.calls() for problem in call["problems"]]
        for envelope in await self.envelopes():
            found += [f"{envelope['summary']}: {problem}" for problem in envelope["problems"]]
            if envelope["done"] and not _acked_in_time(envelope):
                found.append(f"{envelope['summary']}: not acknowledged in time ({envelope['attempts']})")
        return found

    async def quiet(self, within: float = PATIENCE) -> None:
        """Waits until everything sent to the app is acknowledged."""
        await self.wait("quiet", within)

    async def wait(self, what: str, within: float, **match: Any) -> Json:
        return await self.post("wait", **{"for": what, "match": match, "timeout": within})

    async def advance(self, **by: float) -> None:
        """Moves the workspace's clock: `advance(hours=1)`."""
        await self.post("clock", advance_minutes=timedelta(**by).total_seconds() / 60)

    async def next_morning(self) -> None:
        """Moves the workspace's clock to nine o'clock of the next working day in New York."""
        await self.post("clock", to="next_morning")

    async def fault(self, method: str = "*", **how: Any) -> None:
        """Makes the next call of this method fail: `fault("chat.postMessage", drop="after")`."""
        await self.post("faults", method=method, **how)

    async def heal(self) -> None:
        """Takes back the faults that have not struck yet."""
        await self._request("DELETE", "faults")

    async def sockets(self, do: str, **which: Any) -> None:
        """refresh, drop, stall, mute, link_disabled, duplicate_next, reorder_next or ignore_acks."""
        await self.post("sockets", do=do, **which)

    async def deliver_to(self, url: str | None, **how: Any) -> Json:
        """Signed HTTP to the app at this URL; sockets for None."""
        return await self.post("transport", url=url, **how)

    async def change_group(self, handle: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        await self.post("group", handle=handle, add=add, remove=remove)

    async def change_profile(self, name: str, fields: dict[str, str] | None = None, **attributes: Any) -> None:
        """Custom fields by label, and attributes such as `title`."""
        await self.post("profile", user=name, fields=fields or {}, **attributes)

    async def post(self, route: str, /, **asked: Any) -> Json:
        return await self._request("POST", route, **_content(asked))

    async def get(self, route: str, /, **asked: Any) -> Json:
        return await self._request("GET", route, params={key: str(value) for key, value in asked.items()})

    async def _request(self, verb: str, route: str, **content: Any) -> Json:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.request(verb, f"{self.url}/local/{route}", **content) as response:
            answer: Json = await response.json()
        if response.status == 408:
            raise NotSeenError(answer["error"], answer["seen"])
        if response.status != 200:
            raise NotPossibleError(answer["error"])
        return answer


def _content(asked: Json) -> dict[str, Any]:
    """JSON; a form, when there are bytes to send."""
    if not any(isinstance(value, bytes) for value in asked.values()):
        return {"json": asked}
    form = aiohttp.FormData()
    for name, value in asked.items():
        if value is not None:
            form.add_field(name, value, filename=name if isinstance(value, bytes) else None)
    return {"data": form}


def _acked_in_time(envelope: Json) -> bool:
    last = envelope["attempts"][-1]["acked_ms"]
    return not envelope["error"] and last is not None and last <= ACK_LIMIT_MS
