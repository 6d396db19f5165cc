"""The points that a desk passes, in one file for all its processes. Whichever comes to the deadly one dies there."""

import fcntl
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path


class Journal:
    """A point is "what #n": the n-th time since the beginning that any process does this. "@n" is the n-th of all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._one_at_a_time = threading.Lock()

    def begin(self, deadly: str = "") -> None:
        """From here on points are noted."""
        self._path.write_text(f"{deadly}\n")

    def end(self) -> list[str]:
        """The points so far. From here on none are noted, and none is deadly."""
        try:
            points = self._path.read_text().splitlines()[1:]
        except FileNotFoundError:
            return []
        self._path.unlink()
        return points

    def passed(self, what: str) -> None:
        """Called by the desk. Does not return at the deadly point."""
        with self._one_at_a_time, suppress(FileNotFoundError), self._path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            deadly, *before = file.read().splitlines()
            point = f"{what} #{1 + sum(each.rpartition(' #')[0] == what for each in before)}"
            file.write(f"{point}\n")
            file.flush()
            if deadly in (point, f"@{len(before) + 1}"):
                os.kill(os.getpid(), signal.SIGKILL)
