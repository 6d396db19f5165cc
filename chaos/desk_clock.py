"""The time on a replica, read from a file: the machine's, which may have jumped, and the desk's, which is elsewhere."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_HANDS = struct.Struct("dd")


class DeskClock:
    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(_HANDS.pack(0.0, 0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _HANDS.size)

    @property
    def hands(self) -> tuple[float, float]:
        """Seconds by which the desk's time is ahead of the real one, and by which the machine's is."""
        desks, machines = _HANDS.unpack(self._memory)
        return desks, machines

    def show(self, time: datetime, jump: timedelta = timedelta()) -> None:
        """It is that time at the desk now, and both clocks go on from there. A `jump` is how wrong they go."""
        ahead = time + jump - datetime.now(UTC)
        self._memory[:] = _HANDS.pack(ahead.total_seconds(), jump.total_seconds())

    def now(self) -> datetime:
        """The desk's time."""
        return datetime.now(UTC) + timedelta(seconds=self.hands[0])

    def machine_time(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.hands[1])
