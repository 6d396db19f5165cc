"""Bolt's side of the front door: one listener per kind of payload, which stores what came and acknowledges it."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import Refusal
from bot.handlers.arrival import Arrival, Kind, Payload, read_arrival
from bot.handlers.relevance import carries_intent
from bot.handlers.routes import CHECKS, ROUTES
from bot.handlers.worker import Worker
from bot.views import usage
from bot.views.form import InvalidForm

_ANY = re.compile(".*", re.DOTALL)


def listen(app: AsyncApp, worker: Worker) -> None:
    """Registers the listeners. What they are given has passed Bolt's signature check."""
    door = _Door(worker)
    app.event(_ANY)(door.event)
    app.command(_ANY)(door.command)
    app.action(_ANY)(door.click)
    app.shortcut(_ANY)(door.click)
    app.view(_ANY)(door.submission)
    app.view_closed(_ANY)(door.closed)


def is_for_the_desk(arrival: Arrival) -> bool:
    """Whether an event is one that the desk acts on."""
    return arrival.route in ROUTES and carries_intent(arrival)


class _Door:
    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    async def event(self, body: Payload, ack: AsyncAck) -> None:
        arrival = read_arrival(body)
        if arrival is not None and is_for_the_desk(arrival):
            await self._worker.take_in(arrival)
        await ack()

    async def command(self, body: Payload, ack: AsyncAck) -> None:
        arrival = read_arrival(body)
        if arrival is None or arrival.route not in ROUTES:
            await ack(text=usage.unknown_command(arrival.name if arrival else str(body["command"])).text)
            return
        await self._worker.take_in(arrival)
        await ack()

    async def click(self, body: Payload, ack: AsyncAck) -> None:
        """A button or menu that no route knows is one that only chooses something in a form."""
        arrival = read_arrival(body)
        if arrival is not None and arrival.route in ROUTES:
            await self._worker.take_in(arrival)
        await ack()

    async def submission(self, body: Payload, ack: AsyncAck) -> None:
        """A form with a mistake stays open and says what is wrong; nothing of it is stored yet."""
        arrival = read_arrival(body)
        if arrival is None or arrival.route not in ROUTES:
            await ack()
            return
        errors = _errors(arrival)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await self._worker.take_in(arrival)
        await ack()

    @staticmethod
    async def closed(ack: AsyncAck) -> None:
        await ack()


def _errors(arrival: Arrival) -> dict[str, Any]:
    assert arrival.kind is Kind.SUBMISSION
    try:
        CHECKS[arrival.name](arrival.view)
    except InvalidForm as invalid:
        return dict(invalid.errors)
    except Refusal:
        return {}  # the form is of no use any more: the worker tells why
    return {}
