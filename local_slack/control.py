"""The control API under /local/: JSON in, JSON out; what is not possible is answered with 400 and a sentence."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from local_slack.acting import Acting
from local_slack.addressing import ImpossibleError
from local_slack.asked import Asked, Deed, read
from local_slack.errors import SlackError
from local_slack.inspecting import GLANCES, Glance, Inspecting
from local_slack.operating import Operating
from local_slack.sse import LiveUpdates

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """One route for each thing that can be done, operated or looked at."""

    def __init__(self, acting: Acting, operating: Operating, inspecting: Inspecting, updates: LiveUpdates) -> None:
        self._acting = acting
        self._operating = operating
        self._inspecting = inspecting
        self._updates = updates

    def routes(self) -> list[web.RouteDef]:
        deeds, glances = {**self._acting.deeds(), **self._operating.deeds()}, self._inspecting.glances()
        return [
            *(web.post(f"/local/{name}", _posting(deed)) for name, deed in deeds.items()),
            *(web.get(f"/local/{name}", _getting(look, GLANCES[name])) for name, look in glances.items()),
            web.delete("/local/faults", _posting(self._operating.heal)),
            web.post("/local/wait", _refusing(self._wait)),
            web.get("/local/events", _refusing(self._updates.stream)),
        ]

    async def _wait(self, request: web.Request) -> web.Response:
        asked = await read(request)
        found, seen = await self._inspecting.wait(asked)
        if found is not None:
            return web.json_response(found)
        sentence = f"No such {asked['for']} within {asked.get('timeout', 3.0)} seconds."
        return web.json_response({"error": sentence, "seen": seen}, status=408)


def _posting(deed: Deed) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.json_response(await deed(await read(request)))

    return _refusing(handle)


def _getting(look: Glance, known: str) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.json_response(look(Asked(request.query).only(known)))

    return _refusing(handle)


def _refusing(handle: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handle(request)
        except ImpossibleError as error:
            return web.json_response({"error": str(error)}, status=400)
        except SlackError as error:
            return web.json_response({"error": error.code, **error.extras}, status=400)
        except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
            return web.json_response({"error": f"That cannot be understood: {error}."}, status=400)

    return guarded
