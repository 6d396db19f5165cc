"""A desk that is told to stop ends in time, whatever keeps it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = """
import asyncio, time
from bot.commands import serving

async def serve(stopped):
    kept = asyncio.create_task(asyncio.to_thread(time.sleep, 60))
    print("begun", flush=True)
    await kept

serving.GRACE = 0.1
serving.until_stopped(serve, within=0.1)
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_database_that_hangs_does_not_keep_the_process(how: signal.Signals) -> None:
    command = (sys.executable, "-c", KEPT)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(how)
        assert process.wait(timeout=10) == 1
