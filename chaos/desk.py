"""One process of the desk, as it runs for a company, with points at which it can die and shorter waits."""

import asyncio
import logging
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot import __main__ as house
from bot import due_work, jobs
from bot.__main__ import Frontdesk, Tempo, running
from bot.gateway import clients, sender
from bot.gateway.pace import Rhythm
from bot.gateway.sender import Patience
from bot.handlers import worker
from bot.handlers.read_back import ReadBack
from bot.settings import read_settings
from bot.storage import receipts
from bot.transports.sockets import Upkeep
from chaos.desk_clock import DeskClock
from chaos.journal import Journal
from chaos.watch import watch_calls, watch_commits, watch_room

TEMPO = Tempo(
    Rhythm(message=0.0, careful=0.1, careful_for=1.0, first_pause=0.2, longest_pause=0.5),
    Patience(settle=0.2, first=0.1, slowest=0.5, attempt=3.5, look=0.2),
    Upkeep(hello=5.0, linger=0.1, first_wait=0.1, longest_wait=0.5),
)
LONGEST_CALL = 3  # seconds
LOOK = 0.02  # seconds between two looks at the clock's hands


@dataclass(frozen=True)
class Place:
    """Where a desk lives: what differs from one to the next in its environment, and the folder of its files."""

    environ: dict[str, str]
    folder: Path

    @property
    def journal(self) -> Journal:
        return Journal(self.folder / "journal")

    @property
    def full(self) -> Path:
        """A file that is there while the disk has no room."""
        return self.folder / "full"

    def clock(self, replica: int) -> DeskClock:
        return DeskClock(self.folder / f"clock-{replica}")


def run(place: Place, replica: int, line: Connection) -> None:
    """Runs until it is killed. Says so on the line when the desk is open."""
    with (place.folder / "desk.log").open("a") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
    logging.basicConfig(level=logging.INFO, force=True)
    journal = place.journal
    watch_commits(journal)
    watch_calls(journal)
    watch_room(place.full)
    _hurry()
    clock = place.clock(replica)
    sender.machine_time = clock.machine_time
    asyncio.run(_live(place, clock, line))


async def _live(place: Place, clock: DeskClock, line: Connection) -> None:
    from chaos.written import WRITTEN  # which the process that forks has imported

    async with running(read_settings(place.environ), WRITTEN, clock.now, TEMPO) as frontdesk:
        while not frontdesk.read_back.is_idle:  # noqa: ASYNC110  # it tells nobody when it is
            await asyncio.sleep(LOOK)
        line.send("open")
        await _follow(clock, frontdesk)


async def _follow(clock: DeskClock, frontdesk: Frontdesk) -> None:
    hands = clock.hands
    while True:
        await asyncio.sleep(LOOK)
        if clock.hands != hands:
            hands = clock.hands
            frontdesk.jobs.rearm()


def _hurry() -> None:
    """Minutes that somebody has to wait for after a crash become moments; what is waited for stays the same."""
    receipts.LEASE = worker.LEASE = timedelta(seconds=3)  # type: ignore[attr-defined]
    jobs.LOOK = house.LOOK = 0.3  # type: ignore[attr-defined]
    due_work.LATER = timedelta(seconds=1)
    clients.LONGEST_CALL = LONGEST_CALL
    ReadBack.again_after = 0.5
