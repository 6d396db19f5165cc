"""What a piece of work takes: of the processor, and of the time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Spent:
    """Seconds for each of the things done; `cpu` is that of all threads of the process, user and system."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def stopwatch(count: int) -> Iterator[Spent]:
    """Filled in at the end of the block, in which so many things are done."""
    spent = Spent()
    cpu, wall = time.process_time(), time.perf_counter()
    yield spent
    spent.cpu, spent.wall = (time.process_time() - cpu) / count, (time.perf_counter() - wall) / count
