"""How long the desk takes its leave."""

import time
from functools import cached_property


class Farewell:
    """The seconds in which what was begun may come to its end. They begin to run when they are first asked for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @property
    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    @cached_property
    def _end(self) -> float:
        return time.monotonic() + self._seconds
