"""What a PostgreSQL is busy with: the processor that it uses, and what its sessions wait for."""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

EVERY = 0.02  # seconds
ON_CPU = "CPU"
_WAITS = text(
    """
    SELECT coalesce(wait_event_type || ':' || wait_event, :on_cpu) FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
    """
)


class Sessions:
    """Of one database; `waits` counts what its active sessions were found at."""

    def __init__(self, url: str) -> None:
        self.waits: Counter[str] = Counter()
        self._engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with self._engine.connect() as connection:
            self._folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        stopped = threading.Event()
        watching = asyncio.create_task(asyncio.to_thread(self._watch, stopped))
        try:
            yield
        finally:
            stopped.set()
            await watching

    def _watch(self, stopped: threading.Event) -> None:
        """In a thread of its own: it must not hold up those who ask."""
        with self._engine.connect() as connection:
            while not stopped.wait(EVERY):
                self.waits.update(connection.execute(_WAITS, {"on_cpu": ON_CPU}).scalars())

    def cpu(self) -> float:
        """Seconds of the server's processes that are alive, user and system; 0.0 where the system does not tell."""
        with suppress(OSError):
            server = (self._folder / "postmaster.pid").read_text().split()[0]
            return sum(_cpu(stat) for stat in _stats() if server in (stat[0], stat[1]))
        return 0.0

    def told(self, most: int = 4) -> str:
        found = [f"{share / self.waits.total():.0%} {name}" for name, share in self.waits.most_common(most)]
        return ", ".join(found) or "nothing"


def _stats() -> list[tuple[str, str, int]]:
    """Process, parent, and clock ticks used, of everything that runs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, _, rest = path.read_text().partition(" (")
            fields = rest.rpartition(") ")[2].split()
            found.append((pid, fields[1], int(fields[11]) + int(fields[12])))
    return found


def _cpu(stat: tuple[str, str, int]) -> float:
    return stat[2] / os.sysconf("SC_CLK_TCK")
