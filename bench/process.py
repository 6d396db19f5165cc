"""The other end of a subject: starts its process, asks what it used, and ends it."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

from bench.effort import NotMeasured
from bench.subject import Spec, Used

START = 60.0  # seconds until a program must be ready
SETTLE = 90.0
STOP = 20.0


@dataclass(frozen=True)
class Subject:
    spec: Spec
    address: str | None
    process: Process

    async def used(self) -> Used:
        return Used(**await _asked(self.process, "used"))

    async def settled(self) -> Used:
        """Once everything that it was asked is done and said."""
        return Used(**await _asked(self.process, "settle"))


@asynccontextmanager
async def started(spec: Spec) -> AsyncIterator[Subject]:
    """Raises NotMeasured when the program cannot start."""
    arguments = (sys.executable, "-m", "bench.subject", json.dumps(asdict(spec)))
    process = await asyncio.create_subprocess_exec(*arguments, stdin=PIPE, stdout=PIPE)
    try:
        ready = await _told(process, START)
        yield Subject(spec, ready["address"], process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await _ended(process)


async def _ended(process: Process) -> None:
    """One that was left in the middle of something may not hear that it is over."""
    try:
        async with asyncio.timeout(STOP):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _asked(process: Process, what: str) -> dict[str, Any]:
    assert process.stdin is not None
    process.stdin.write(f"{what}\n".encode())
    return await _told(process, SETTLE)


async def _told(process: Process, longest: float) -> dict[str, Any]:
    assert process.stdout is not None
    async with asyncio.timeout(longest):
        line = await process.stdout.readline()
    if not line:
        raise NotMeasured("a program ended that was to be measured; its last words stand above")
    answer: dict[str, Any] = json.loads(line)
    return answer
