"""`python -m local_slack`: the workspace as a process of its own."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from ruamel.yaml import YAML

from tests.local_slack.conftest import described


@pytest.fixture
def manifest_file(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.yml"
    YAML(typ="safe").dump(described().model_dump(mode="json", by_alias=True, exclude_none=True), path)
    return path


async def started(*arguments: str | Path) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "local_slack", *map(str, arguments)]
    return await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)


@pytest.fixture
async def settings(manifest_file: Path) -> AsyncIterator[dict[str, str]]:
    """What the process prints for the app, by name."""
    process = await started("--manifest", manifest_file, "--port", "0")
    assert process.stdout
    await process.stdout.readline()
    lines = [(await process.stdout.readline()).decode().strip() for _ in range(4)]
    yield dict(line.split("=", 1) for line in lines)
    process.terminate()
    await process.wait()


async def test_it_prints_what_an_app_needs_and_serves_it(settings: dict[str, str]) -> None:
    assert list(settings) == ["SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]
    headers = {"Authorization": f"Bearer {settings['SLACK_BOT_TOKEN']}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{settings['SLACK_API_URL']}auth.test") as answer,
    ):
        assert (await answer.json())["ok"] is True


@pytest.fixture
def broken_file(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yml"
    path.write_text("display_information:\n  name: Echo\n  colour: blue\n")
    return path


async def test_a_broken_manifest_stops_the_start_with_its_line(broken_file: Path) -> None:
    process = await started("--manifest", broken_file, "--port", "0")
    _, error = await process.communicate()
    assert process.returncode == 1
    assert "line 3" in error.decode()
    assert "colour" in error.decode()


async def test_a_taken_port_stops_the_start_with_a_sentence(manifest_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await started("--manifest", manifest_file, "--port", str(taken.getsockname()[1]))
        _, error = await process.communicate()
    assert process.returncode == 1
    assert error.decode().strip().endswith("cannot be had (Address already in use). --port 0 takes any free port.")
