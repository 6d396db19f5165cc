"""The pace at which Slack takes calls."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

POST = "chat.postMessage"
_ALL = ""
_MANY = 1_000  # remembered times; those that have passed are then forgotten


@dataclass(frozen=True)
class Rhythm:
    """Seconds of real time, and a number of calls."""

    message: float = 1.0  # between two messages in one conversation: Slack's rule
    careful: float = 1.0  # between two calls of a method that was refused for its rate: what Slack has apps design for
    careful_for: float = 60.0  # Slack counts by the minute
    failures: int = 3  # in a row: Slack is away, and one call at a time asks whether it is back
    first_pause: float = 0.5  # each further one is twice as long
    longest_pause: float = 60.0


class Pace:
    """One for all calls of a process: Slack limits a method for the whole workspace, whoever is written to."""

    def __init__(self, rhythm: Rhythm | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._rhythm = rhythm or Rhythm()
        self._now = now
        self._free_at: dict[str, float] = {}
        self._careful_until: dict[str, float] = {}
        self._failures = 0

    def take(self, method: str, conversation: str) -> float:
        """0.0 when the desk may speak now, which then counts as done; else the seconds to wait."""
        wait = max(self._left(key) for key in (_ALL, method, _key(method, conversation)))
        if wait > 0:
            return wait
        self._began(method)
        if self._failures >= self._rhythm.failures:
            self._hold(_ALL, self._pause)  # until this one has been answered
        return 0.0

    def spoke(self, method: str, conversation: str) -> None:
        """Slack has taken it. The next message waits from here on: the call itself takes longer or shorter."""
        self.answered()
        if method == POST:
            self._hold(_key(method, conversation), self._rhythm.message)

    async def turn(self, method: str) -> None:
        """Returns when the method may be called to read."""
        while (wait := self._left(method)) > 0:  # noqa: ASYNC110  # a time that passes tells nobody
            await asyncio.sleep(wait)
        self._began(method)

    def refused(self, method: str, retry_after: float) -> None:
        """Slack has had too many calls of that method."""
        self._hold(method, retry_after)
        self._careful_until[method] = self._now() + retry_after + self._rhythm.careful_for

    def answered(self) -> None:
        """Slack is there."""
        self._failures = 0
        self._free_at.pop(_ALL, None)

    def unanswered(self) -> None:
        """Slack, or the way to it, is broken."""
        self._failures += 1
        if self._failures >= self._rhythm.failures:
            self._hold(_ALL, self._pause)

    @property
    def _pause(self) -> float:
        longest = self._rhythm.first_pause * 2.0 ** min(self._failures - self._rhythm.failures, 30)
        return min(longest, self._rhythm.longest_pause)

    def _began(self, method: str) -> None:
        if self._careful_until.get(method, 0.0) > self._now():
            self._hold(method, self._rhythm.careful)

    def _left(self, key: str) -> float:
        return self._free_at.get(key, 0.0) - self._now()

    def _hold(self, key: str, seconds: float) -> None:
        now = self._now()
        if len(self._free_at) > _MANY:
            self._free_at = {each: until for each, until in self._free_at.items() if until > now}
        self._free_at[key] = max(self._free_at.get(key, 0.0), now + seconds)


def _key(method: str, conversation: str) -> str:
    return f"{method} {conversation}"
