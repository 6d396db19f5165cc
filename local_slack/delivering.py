"""What the workspace sends the app: every envelope, each attempt to deliver it, and what the app answered."""

import asyncio
import copy
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from local_slack.state import Happening, Json, State

EVENTS, INTERACTIVE, COMMANDS = "events_api", "interactive", "slash_commands"


@dataclass
class Timing:
    """Seconds of real time. The delays are what Slack documents for HTTP; it publishes none for sockets."""

    ack_window: float = 3.0
    retry_delays: tuple[float, ...] = (1.0, 60.0, 300.0)
    refresh_warning: float = 10.0


@dataclass
class Attempt:
    """One try. `reason` says why there was need of it and is empty on the first."""

    number: int
    at: datetime
    reason: str = ""
    envelope_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    socket: str = ""
    acked_ms: int | None = None
    sent_at: float = field(default_factory=time.monotonic)

    def sent(self) -> None:
        self.sent_at = time.monotonic()

    def acknowledged(self) -> None:
        if self.acked_ms is None:
            self.acked_ms = int((time.monotonic() - self.sent_at) * 1000)

    def as_json(self) -> Json:
        return {"at": self.at.isoformat(), "acked_ms": self.acked_ms, "reason": self.reason, "socket": self.socket}


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: the app's `answer`, or the `error` that a person sees and the `reason` of a retry."""

    error: str = ""
    reason: str = ""
    answer: Json | None = None
    final: bool = False  # the app asked not to be tried again


@dataclass
class Envelope:
    """One thing for the app; an event may need several attempts, a click has one."""

    number: int
    kind: str
    payload: Json
    summary: str
    at: datetime
    transport: str
    attempts: list[Attempt] = field(default_factory=list)
    answer: Json | None = None
    error: str = ""
    problems: list[str] = field(default_factory=list)
    done: bool = False

    @property
    def in_time(self) -> bool:
        return self.done and not self.error

    def as_json(self) -> Json:
        last = self.attempts[-1] if self.attempts else None
        return {
            "n": self.number,
            "id": self.attempts[0].envelope_id if self.attempts else "",
            "kind": self.kind,
            "summary": self.summary,
            "at": self.at.isoformat(),
            "transport": self.transport,
            "socket": last.socket if last else "",
            "attempts": [attempt.as_json() for attempt in self.attempts],
            "payload": self.payload,
            "ack": self.answer,
            "done": self.done,
            "error": self.error,
            "problems": self.problems,
        }


class Transport(Protocol):
    """A way to reach the app, within the timing that it has."""

    timing: Timing

    @property
    def name(self) -> str: ...

    async def attempt(self, envelope: Envelope, attempt: Attempt) -> Outcome:
        """Sends it once and waits at most the ack window."""
        ...


class Deliveries:
    """Sends envelopes by the transport in use, repeats events that were not acknowledged, and remembers all of it."""

    def __init__(self, state: State, transport: Transport) -> None:
        self.envelopes: list[Envelope] = []
        self._transport = transport
        self._state = state
        self._tasks: set[asyncio.Task[Envelope]] = set()

    @property
    def in_flight(self) -> list[Envelope]:
        """Those that are not over. Whoever waits for none is woken by the last: it is over when it tells of its end."""
        return [envelope for envelope in self.envelopes if not envelope.done]

    def send(self, kind: str, payload: Json, summary: str) -> "asyncio.Task[Envelope]":
        """Starts the delivery of the payload as it is now; the task ends with the last attempt, however it went."""
        number, at = len(self.envelopes) + 1, self._state.clock.now()
        envelope = Envelope(number, kind, copy.deepcopy(payload), summary, at, self._transport.name)
        self.envelopes.append(envelope)
        task = asyncio.create_task(self._deliver(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, envelope: Envelope) -> Envelope:
        outcome = await self._attempt(envelope, "")
        retries = self._transport.timing.retry_delays if envelope.kind == EVENTS else ()
        for delay in retries:
            if not outcome.error or outcome.final:
                break
            await asyncio.sleep(delay)
            outcome = await self._attempt(envelope, outcome.reason)
        envelope.answer, envelope.error, envelope.done = outcome.answer, outcome.error, True
        self._tell(envelope)
        return envelope

    async def _attempt(self, envelope: Envelope, reason: str) -> Outcome:
        attempt = Attempt(len(envelope.attempts), self._state.clock.now(), reason)
        envelope.attempts.append(attempt)
        self._tell(envelope)
        outcome = await self._transport.attempt(envelope, attempt)
        self._tell(envelope)
        return outcome

    def _tell(self, envelope: Envelope) -> None:
        self._state.tell(Happening("envelope_changed", details={"n": envelope.number}))
