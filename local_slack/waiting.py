"""Waits until something is so, looking again whenever the workspace changes."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from local_slack.state import Happening, State

Found = TypeVar("Found")


class Waiting:
    """Wakes those who wait with every happening."""

    def __init__(self, state: State) -> None:
        self._changed = asyncio.Event()
        state.subscribe(self._wake)

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """What `look` finds, at once or when something has changed; None when the time is over."""
        deadline = time.monotonic() + seconds
        while (found := look()) is None and (left := deadline - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(self._changed.wait(), left)
            except TimeoutError:
                return look()
        return found

    def _wake(self, _: Happening) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
