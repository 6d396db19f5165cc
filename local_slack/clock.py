"""The workspace's time: it runs like the wall clock and can be moved forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time.

    A frozen clock stands still until it is moved; a running one follows the wall clock plus what it was moved by.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._offset = (start - datetime.now(UTC)) if start else timedelta()
        self._frozen_at = (start or datetime.now(UTC)) if frozen else None
        self._last_ts = 0
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._frozen_at or datetime.now(UTC) + self._offset

    def ts(self) -> str:
        """A Slack timestamp, seconds with six decimals: unique, and greater than any given before."""
        micros = max(int(self.now().timestamp() * 1_000_000), self._last_ts + 1)
        self._last_ts = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def advance(self, by: timedelta) -> datetime:
        """Moves the time forward and tells whoever waits for time to pass."""
        if self._frozen_at is not None:
            self._frozen_at += by
        else:
            self._offset += by
        for listener in self._listeners:
            listener()
        return self.now()

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)
