"""The processes of one desk. Each that dies is started again, as whatever watches over services would do."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from chaos.desk import Place, run

AGAIN = 0.1  # seconds until a process that has died is started again

# A process that has imported everything forks them all: a start costs what a fork costs.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
_FORGE = get_context("forkserver")
_FORGE.set_forkserver_preload(["chaos.desk", "chaos.written"])


async def get_ready() -> None:
    """Returns once a start costs no more than a fork."""
    process = _FORGE.Process(target=os.getpid)
    process.start()
    await asyncio.to_thread(process.join)


class Crew:
    """`on_death` is called for each process that died by itself, before another takes its place."""

    def __init__(self, place: Place, size: int, on_death: Callable[[], None]) -> None:
        self._place = place
        self.size = size
        self._on_death = on_death
        self._open: set[int] = set()
        self._pids: dict[int, int] = {}
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def is_open(self) -> bool:
        """Whether every process is there and ready."""
        return len(self._open) == self.size

    @property
    def pids(self) -> list[int]:
        return [self._pids[number] for number in self._open]

    @property
    def last_words(self) -> str:
        """The end of their log."""
        return (self._place.folder / "desk.log").read_text()[-1500:]

    def start(self) -> None:
        self._keepers = [asyncio.create_task(self._keep(number)) for number in range(self.size)]

    async def stop(self) -> None:
        """Kills them: what is left behind is left as it is."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._open.clear()

    async def _keep(self, number: int) -> None:
        while True:
            ours, theirs = _FORGE.Pipe(duplex=False)
            process = _FORGE.Process(target=run, args=(self._place, number, theirs), daemon=True)
            process.start()
            theirs.close()
            self._pids[number] = process.pid or 0
            try:
                await self._live_through(number, ours)
            finally:
                process.kill()
                process.join()
                process.close()
                ours.close()
            await asyncio.sleep(AGAIN)
            self._on_death()

    async def _live_through(self, number: int, line: Connection) -> None:
        """Returns when the process at the other end of the line has died."""
        with suppress(EOFError):
            while True:
                await _readable(line)
                line.recv()
                self._open.add(number)
        self._open.discard(number)


async def _readable(line: Connection) -> None:
    loop, said = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(line.fileno(), said.set)
    try:
        await said.wait()
    finally:
        loop.remove_reader(line.fileno())
