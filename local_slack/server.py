"""The local Slack as one server: built once here, run by whoever wants a workspace."""

from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from local_slack.acting import Acting
from local_slack.clock import Clock
from local_slack.company import COMPANIES, found, read_company
from local_slack.control import Control
from local_slack.delivering import Deliveries, Timing
from local_slack.events import EventFeed
from local_slack.faults import FaultBook
from local_slack.inspecting import Inspecting
from local_slack.interactions import Interactions
from local_slack.manifest import Manifest
from local_slack.operating import Operating
from local_slack.rate_limits import RateLimits
from local_slack.sse import LiveUpdates
from local_slack.state import Happening, State
from local_slack.transports import Transports
from local_slack.waiting import Waiting
from local_slack.web_api.edge import Edge

PAGE = Path(__file__).parent / "page"
DEFAULT_COMPANY = COMPANIES / "northwind.yml"
HOST = "127.0.0.1"


class LocalSlack:
    """A workspace to run an app against: `async with LocalSlack(manifest) as slack: ...`. Port 0 takes any free one."""

    def __init__(
        self,
        manifest: Path | Manifest,
        company: Path = DEFAULT_COMPANY,
        clock: Clock | None = None,
        timing: Timing | None = None,
        port: int = 0,
    ) -> None:
        self.clock = clock or Clock()
        self.state = State(self.clock)
        described = manifest if isinstance(manifest, Manifest) else Manifest.read(manifest)
        found(self.state, read_company(company), described)
        self.transports = Transports(self.state, timing or Timing())
        self.deliveries = Deliveries(self.state, self.transports)
        self._port = port
        self._updates = LiveUpdates(self.state)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)

    @property
    def url(self) -> str:
        return self.state.base_url

    @property
    def api_url(self) -> str:
        """What the app is given as the base of the Web API."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return str(self.state.app["bot_token"])

    @property
    def app_token(self) -> str:
        return str(self.state.app["app_token"])

    @property
    def signing_secret(self) -> str:
        return str(self.state.app["signing_secret"])

    def deliver_to(self, url: str | None) -> None:
        """Signed HTTP to the app at this URL from now on; sockets for None."""
        self.transports.deliver_to(url)

    async def start(self) -> None:
        """Raises `OSError` when the port is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.state.base_url = f"http://{host}:{port}"

    async def stop(self) -> None:
        self._updates.close()
        await self.deliveries.close()
        await self.transports.close()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _application(self) -> web.Application:
        state, faults, limits = self.state, FaultBook(), RateLimits()
        state.subscribe(EventFeed(state, self.deliveries.send).hear)
        state.clock.on_move(lambda: state.tell(Happening("clock_moved")))
        control = Control(
            Acting(state, Interactions(state, self.deliveries)),
            Operating(state, self.transports, self.deliveries, faults, limits),
            Inspecting(state, self.transports, self.deliveries, Waiting(state)),
            self._updates,
        )
        application = web.Application(client_max_size=64 * 1024**2)
        application.on_response_prepare.append(_ask_again)
        application.add_routes(Edge(state, faults, limits).routes())
        application.add_routes(self.transports.sockets.routes())
        application.add_routes(control.routes())
        application.add_routes([web.get("/", _index), web.static("/page", PAGE)])
        return application


async def _ask_again(request: web.Request, response: web.StreamResponse) -> None:
    """A browser keeps the page's files, but asks each time whether they are still good: versions follow fast."""
    if request.path.startswith("/page/"):
        response.headers["Cache-Control"] = "no-cache"


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})
