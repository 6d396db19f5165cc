"""The desk's time, which all its processes read from one file: the machine's, moved by some seconds."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SECONDS = struct.Struct("d")


class DeskClock:
    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(_SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SECONDS.size)

    @property
    def ahead(self) -> float:
        """Seconds by which it is ahead of the machine's."""
        seconds: float = _SECONDS.unpack(self._memory)[0]
        return seconds

    def show(self, time: datetime, jump: timedelta = timedelta()) -> None:
        """It is that time now, and the clock goes on from there. A `jump` is how wrong it goes."""
        self._memory[:] = _SECONDS.pack((time + jump - datetime.now(UTC)).total_seconds())

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)
