"""What serves until it is stopped."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from bot.errors import BadInput

GRACE = 5.0  # seconds


def until_stopped(serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]], within: float) -> None:
    """Runs until Ctrl+C or SIGTERM; from then on it has so many seconds, and a few more to end by itself."""

    async def whole() -> None:
        stopped = asyncio.Event()

        def stop() -> None:
            stopped.set()
            _end_at_last(within + GRACE)

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop)
        await serve(stopped)

    with in_sentences():
        asyncio.run(whole())


def _end_at_last(seconds: float) -> None:
    """A database or a start that hangs must not keep the process: what it had begun is done by the next one."""
    last = threading.Timer(seconds, os._exit, [1])
    last.daemon = True
    last.start()


@contextmanager
def in_sentences() -> Iterator[None]:
    """What cannot be used ends in its sentences, not in a stack trace."""
    try:
        yield
    except BadInput as bad:
        sys.exit(str(bad))
