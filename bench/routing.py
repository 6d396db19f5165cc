"""What the number of routes costs each request: the rate with all of them, against the rate with one."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bench.company import Company
from bench.effort import Effort
from bench.slack_stub import SlackStub
from bench.stopwatch import stopwatch
from bench.table import Table, ratio, seconds
from bot.gateway.sender import machine_time
from bot.handlers.arrival import Arrival, Kind, read_arrival
from bot.handlers.listeners import listen
from bot.handlers.routes import CHECKS, ROUTES
from bot.storage import receipts
from bot.storage.receipts import LEASE
from bot.storage.store import Store
from bot.views import card, help_form

Json = dict[str, Any]
Handler = Callable[..., Awaitable[None]]

_numbers = itertools.count()

PERSON: Json = {"id": "U8000000", "username": "person", "name": "person", "team_id": "T8000000"}
COMMON: Json = {"team": {"id": "T8000000", "domain": "northwind"}, "user": PERSON, "api_app_id": "A8000000"}
PAYLOADS: dict[str, Json] = {
    "a command": {
        "command": "/support",
        "text": "my vpn drops every hour",
        "user_id": PERSON["id"],
        "team_id": "T8000000",
        "channel_id": "C8000000",
        "trigger_id": "1.1",
    },
    "a click": {
        **COMMON,
        "type": "block_actions",
        "trigger_id": "1.2",
        "channel": {"id": "C8000000", "name": "help"},
        "container": {"type": "message", "channel_id": "C8000000", "message_ts": "1.000100"},
        "actions": [{"type": "button", "action_id": card.CLAIM, "block_id": "b", "value": "1", "action_ts": "1.1"}],
    },
    "a form": {
        **COMMON,
        "type": "view_submission",
        "trigger_id": "1.3",
        "view": {
            "id": "V8000000",
            "type": "modal",
            "callback_id": help_form.CALLBACK,
            "private_metadata": "",
            "blocks": [],
            "state": {"values": {"text": {"input": {"type": "plain_text_input", "value": "my vpn drops"}}}},
        },
    },
}


async def run(effort: Effort) -> list[Table]:
    async with AsyncExitStack() as stack:
        stub = await stack.enter_async_context(SlackStub(Company()))
        store = Store(f"sqlite:///{stack.enter_context(TemporaryDirectory(prefix='bench-'))}/desk.db", machine_time)
        stack.callback(store.close)
        rows = []
        for name, body in PAYLOADS.items():
            for label, pair in _pairs(stub, store, body).items():
                rows.append((f"{name}, {label}", *await _compared(*pair, body, effort)))
    heads = ("Received and acknowledged", "CPU with all", "CPU with one", "rate with all ÷ with one")
    return [Table(f"routing: {len(ROUTES)} routes against one", heads, rows)]


def _pairs(stub: SlackStub, store: Store, body: Json) -> dict[str, tuple[AsyncApp, AsyncApp]]:
    """For each way: an app with all routes, and one that knows the route of this payload alone."""
    route = _route_of(body)

    def desk(door: Door) -> tuple[AsyncApp, AsyncApp]:
        every = _app(stub)
        listen(every, door)  # type: ignore[arg-type]  # a worker that only takes in
        return every, _with_route(_app(stub), route, _received_by(door))

    return {
        "Frontdesk": desk(_Durable(store)),
        "Frontdesk, nothing stored": desk(_Forgetful()),
        "Bolt with a listener a route, nothing stored": (
            _with_all_routes(_app(stub)),
            _with_route(_app(stub), route, _acknowledge),
        ),
    }


async def _compared(every: AsyncApp, single: AsyncApp, body: Json, effort: Effort) -> tuple[str, str, str]:
    with_all, with_one = list[float](), list[float]()
    count = effort.pick(500, 50)
    await _cost(every, body, 20)
    await _cost(single, body, 20)
    for _ in range(effort.rounds):
        with_all.append(await _cost(every, body, count))
        with_one.append(await _cost(single, body, count))
    return seconds(median(with_all)), seconds(median(with_one)), ratio(with_one, with_all)


async def _cost(app: AsyncApp, body: Json, count: int) -> float:
    """Seconds of CPU for one delivery."""
    with stopwatch(count) as spent:
        for _ in range(count):
            response = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=_another(body)))
            assert response.status == 200, "the app did not acknowledge"
    return spent.cpu


def _another(body: Json) -> Json:
    """The same again, as another delivery: a form is known by its id, everything else by its trigger."""
    number = next(_numbers)
    if "view" in body:
        return {**body, "view": {**body["view"], "id": f"V{number}"}}
    return {**body, "trigger_id": f"1.{number}"}


class Door(Protocol):
    async def take_in(self, arrival: Arrival) -> None: ...


class _Durable:
    """Stores what came as the desk does, and does not work on it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def take_in(self, arrival: Arrival) -> None:
        now = machine_time()
        body, route = arrival.payload, f"{arrival.kind}:{arrival.name}"
        receipt = {"id": arrival.id, "route": route, "body": body, "received_at": now, "lease_until": now + LEASE}
        assert await self._store.transact(lambda tx: receipts.take_in(tx.connection, **receipt))


class _Forgetful:
    async def take_in(self, arrival: Arrival) -> None:
        assert arrival.id


def _app(stub: SlackStub) -> AsyncApp:
    client = AsyncWebClient(token="xoxb-routing", base_url=stub.api_url)  # noqa: S106
    return AsyncApp(client=client, signing_secret="none", process_before_response=True)  # noqa: S106


def _received_by(door: Door) -> Handler:
    async def receive(body: Json, ack: AsyncAck) -> None:
        arrival = read_arrival(body)
        assert arrival is not None
        if arrival.kind is Kind.SUBMISSION:
            CHECKS[arrival.name](arrival.view)
        await door.take_in(arrival)
        await ack()

    return receive


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _with_all_routes(app: AsyncApp) -> AsyncApp:
    for route in ROUTES:
        _with_route(app, route, _acknowledge)
    return app


def _with_route(app: AsyncApp, route: tuple[Kind, str], handler: Handler) -> AsyncApp:
    register: Mapping[Kind, Callable[[str], Callable[[Handler], object]]] = {
        Kind.COMMAND: app.command,
        Kind.EVENT: app.event,
        Kind.ACTION: app.action,
        Kind.SUBMISSION: app.view,
        Kind.SHORTCUT: app.shortcut,
    }
    kind, name = route
    register[kind](name)(handler)
    return app


def _route_of(body: Json) -> tuple[Kind, str]:
    arrival = read_arrival(body)
    assert arrival is not None
    return arrival.route
