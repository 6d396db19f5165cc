"""A program under measurement, in a process of its own: it does what its parent says on stdin, a line at a time."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from bot.settings import Settings

MONDAY_10 = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 10:00 in New York: everybody is at work
PATIENCE = 60.0  # seconds until everything must have been done and said


@dataclass(frozen=True)
class Spec:
    """`program` names one of `PROGRAMS`, `folder` is where its database may lie, unless there is another `database`.
    `message` are the seconds between two messages of the desk in one conversation: what is measured is the desk, not
    Slack's message a second, unless that is the question.
    """

    name: str
    program: str
    transport: str
    api_url: str
    signing_secret: str
    folder: str
    database: str = ""
    message: float = 0.0
    began: float = field(default_factory=time.time)

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{Path(self.folder) / self.name}.db"


@dataclass(frozen=True)
class Used:
    """`cpu` seconds of all threads, user and system, since the start; `resident` megabytes of memory, where known."""

    cpu: float
    resident: float | None


@dataclass(frozen=True)
class Running:
    address: str | None
    settled: Callable[[], Any]


@asynccontextmanager
async def bolt(spec: Spec) -> AsyncIterator[Running]:
    """Bolt as it comes: acknowledges, then posts one message."""
    client = AsyncWebClient(token="xoxb-bolt", base_url=spec.api_url)  # noqa: S106
    app = AsyncApp(client=client, signing_secret=spec.signing_secret)

    @app.command("/support")
    async def support(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=command["user_id"], text=f"You asked: {command['text']}")

    async def settled() -> None:
        await asyncio.sleep(0.05)

    async with AsyncExitStack() as stack:
        if spec.transport == "socket":
            handler = AsyncSocketModeHandler(app, f"xapp-{spec.name}")
            await handler.connect_async()  # type: ignore[no-untyped-call]
            stack.push_async_callback(handler.close_async)
            yield Running(None, settled)
        else:
            runner = web.AppRunner(app.web_app())
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host, port = runner.addresses[0][:2]
            yield Running(f"http://{host}:{port}/slack/events", settled)


@asynccontextmanager
async def frontdesk(spec: Spec) -> AsyncIterator[Running]:
    """The desk on a Monday morning, with search by words alone."""
    async with _desk(spec, with_meaning=False) as running:
        yield running


@asynccontextmanager
async def meaning(spec: Spec) -> AsyncIterator[Running]:
    """The same with sentence encoding."""
    async with _desk(spec, with_meaning=True) as running:
        yield running


@asynccontextmanager
async def _desk(spec: Spec, *, with_meaning: bool) -> AsyncIterator[Running]:
    from bot.__main__ import Tempo, running
    from bot.gateway.pace import Rhythm
    from bot.inputs import read_written

    settings = _settings(spec)
    _write_log_as_shipped(spec)
    written = read_written(settings.config, settings.knowledge, with_meaning=with_meaning)
    tempo = Tempo(Rhythm(message=spec.message))
    async with running(settings, written, _on_monday(spec), tempo) as desk:
        yield Running(desk.address, lambda: _until_done(desk.store))


@asynccontextmanager
async def receiver(spec: Spec) -> AsyncIterator[Running]:
    """The desk up to the ack: nothing is done with what was stored, so it has no articles."""
    from bot.__main__ import running
    from bot.config import read_policy
    from bot.handlers.worker import Worker
    from bot.inputs import Written
    from bot.kb.library import Library

    def leave_it(*_: Any, **__: Any) -> None:
        return None

    Worker.start = leave_it  # type: ignore[method-assign]
    settings, nothing = _settings(spec), cast("Any", None)
    _write_log_as_shipped(spec)
    written = Written(read_policy(settings.config), Library(()), nothing)
    async with running(settings, written, _on_monday(spec)) as desk:
        yield Running(desk.address, lambda: asyncio.sleep(0.05))


PROGRAMS = {"bolt": bolt, "frontdesk": frontdesk, "meaning": meaning, "receiver": receiver}


def _write_log_as_shipped(spec: Spec) -> None:
    """Into a file beside the database, where nobody has to read it."""
    from bot.log_lines import LogForm, write_log

    write_log(LogForm.TEXT, (Path(spec.folder) / f"{spec.name}.log").open("a"))


def _settings(spec: Spec) -> "Settings":
    from bot.settings import read_settings

    return read_settings(
        {
            "SLACK_API_URL": spec.api_url,
            "SLACK_BOT_TOKEN": "xoxb-frontdesk",
            "SLACK_APP_TOKEN": f"xapp-{spec.name}",
            "SLACK_SIGNING_SECRET": spec.signing_secret,
            "FRONTDESK_TRANSPORT": spec.transport,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": spec.database_url,
            "FRONTDESK_VECTORS": str(Path(spec.folder) / f"{spec.name}.npz"),
        }
    )


def _on_monday(spec: Spec) -> Callable[[], datetime]:
    """The same for all processes of a desk: it was Monday morning when it began, by the machine's clock."""
    moved_by = MONDAY_10 - datetime.fromtimestamp(spec.began, UTC)
    return lambda: datetime.now(UTC) + moved_by


async def _until_done(store: Any) -> None:
    """Every receipt is finished, and every message is marked as sent."""
    from sqlmodel import Session, col, select

    from bot.storage.deliveries import Delivery, DeliveryState
    from bot.storage.receipts import Receipt, ReceiptState

    to_do = select(Receipt.id).where(Receipt.state == ReceiptState.TAKEN).limit(1)
    to_say = select(Delivery.id).where(col(Delivery.state).in_((DeliveryState.PENDING, DeliveryState.SENDING))).limit(1)

    def unfinished(session: Session) -> bool:
        return session.exec(to_do).first() is not None or session.exec(to_say).first() is not None

    async with asyncio.timeout(PATIENCE):
        while await store.read(unfinished):  # noqa: ASYNC110  # nothing tells when the last one is done
            await asyncio.sleep(0.05)


def used() -> Used:
    return Used(time.process_time(), _resident())


def _resident() -> float | None:
    """Told by Linux alone."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _serve(spec: Spec) -> None:
    """Answers each line with what was used so far; "settle" first waits until nothing is left to do."""
    async with PROGRAMS[spec.program](spec) as running:
        _tell({"address": running.address})
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip() == "settle":
                await running.settled()
            _tell(asdict(used()))


def _tell(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(Spec(**json.loads(sys.argv[1]))))
