"""What is compared: everything that was said and stored, without what is different each time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.storage.engine import open_engine
from bot.storage.receipts import Receipt, ReceiptState
from bot.tickets.timer import Timer, TimerKind
from chaos.databases import SqliteFiles
from chaos.end_state import facts
from chaos.verdict import Verdict, judge
from local_slack import chatting, messages
from local_slack.server import LocalSlack
from tests.desks import Watch

ROOT = Path(__file__).parents[2]


class Ending:
    """A workspace and a database, as a run may leave them."""

    def __init__(self, engine: Engine) -> None:
        self.state = LocalSlack(ROOT / "manifest.yml").state
        self.engine = engine
        self.general = next(each for each in self.state.conversations.values() if each.name == "general")
        self.bot = self.state.users[self.state.app["bot_user"]]

    def say(self, words: str) -> None:
        messages.post(self.state, self.general, self.bot, words)

    def keep(self, *rows: Receipt | Timer) -> None:
        with Session(self.engine) as session:
            session.add_all(rows)
            session.commit()

    def against(self, other: "Ending") -> Verdict:
        return judge(facts(other.state, other.engine), facts(self.state, self.engine))


@pytest.fixture
async def endings(tmp_path: Path) -> AsyncIterator[tuple[Ending, Ending]]:
    """One that was not disturbed, and one that was."""
    files = SqliteFiles(tmp_path)
    folders = [tmp_path / name for name in ("undisturbed", "disturbed")]
    for folder in folders:
        folder.mkdir()
    one, other = (Ending(open_engine(files.new(folder))) for folder in folders)
    yield one, other
    for ending in (one, other):
        ending.engine.dispose()


async def test_a_message_that_is_missing_is_lost(endings: tuple[Ending, Ending]) -> None:
    undisturbed, disturbed = endings
    undisturbed.say("hello")
    assert disturbed.against(undisturbed).lost == ["#general: frontdesk: hello"]


async def test_a_message_that_is_there_twice_is_doubled(endings: tuple[Ending, Ending]) -> None:
    for ending in (*endings, endings[1]):
        ending.say("hello")
    assert endings[1].against(endings[0]).doubled == ["#general: frontdesk: hello"]


async def test_a_row_that_is_missing_is_lost(endings: tuple[Ending, Ending]) -> None:
    undisturbed, disturbed = endings
    undisturbed.keep(Timer(kind=TimerKind.SURVEY, subject="1", due_at=Watch().now()))
    assert [line.split(":")[0] for line in disturbed.against(undisturbed).lost] == ["Timer"]


async def test_a_receipt_that_is_not_finished_is_a_difference(endings: tuple[Ending, Ending]) -> None:
    undisturbed, disturbed = endings
    now = Watch().now()
    finished = Receipt(
        id="Ev1", route="event:message", body={}, received_at=now, lease_until=now, state=ReceiptState.FINISHED
    )
    disturbed.keep(finished, Receipt(id="Ev2", route="event:message", body={}, received_at=now, lease_until=now))
    assert len(disturbed.against(undisturbed).other) == 1


async def test_when_something_happened_makes_no_difference(endings: tuple[Ending, Ending]) -> None:
    for ending, later in zip(endings, (0, 7), strict=True):
        ending.state.clock.advance(timedelta(seconds=later))
        chatting.say(ending.state, ending.bot, ending.general, "hello")
    assert endings[1].against(endings[0]) == Verdict()
