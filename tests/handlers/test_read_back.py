"""What is read back, how far, and when again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from bot.handlers.read_back import Reach, ReadBack
from bot.metrics import Metrics
from bot.storage import read_marks
from bot.tickets.request import Request
from tests.handlers.conftest import BackOffice

HISTORY, LIST = "conversations.history", "conversations.list"


@pytest.fixture
async def reading(office: BackOffice) -> AsyncIterator[ReadBack]:
    """Of a workspace that delivers nothing."""
    reading = ReadBack(office.desk, office.store, office.worker, office.surroundings, Metrics())
    yield reading
    await reading.stop()


async def requests(office: BackOffice) -> list[str]:
    await office.worker.stop()
    return [request.text for request in await office.all(Request)]


async def test_what_was_written_before_the_desk_first_opened_is_none_of_its_business(
    office: BackOffice, reading: ReadBack
) -> None:
    await office.slack.person("ana").dm("my vpn drops")
    await reading.read(Reach.EVERYWHERE)
    assert await requests(office) == []


async def test_what_was_written_since_is_taken_in(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    await office.slack.person("ana").dm("my vpn drops")
    await reading.read(Reach.EVERYWHERE)
    assert await requests(office) == ["my vpn drops"]


async def test_what_is_read_twice_is_taken_in_once(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    await office.slack.person("ana").dm("my vpn drops")
    for _ in range(2):
        await reading.read(Reach.EVERYWHERE)
    assert await requests(office) == ["my vpn drops"]


async def test_each_conversation_is_read_from_its_own_mark(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    said = await office.slack.person("ana").dm("my vpn drops")
    await mark(office, said.channel, by=timedelta(days=40_000))
    await reading.read(Reach.EVERYWHERE)
    assert await requests(office) == []


async def test_several_wishes_are_one_more_run(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    before = len(await office.slack.calls(LIST))
    await office.fault(LIST, delay=0.1)
    reading.want(Reach.LATELY_USED)
    await asyncio.sleep(0.05)
    for _ in range(5):
        reading.want(Reach.LATELY_USED)
    await office.until(lambda: reading.is_idle)
    assert len(await office.slack.calls(LIST)) == before + 2


async def test_when_slack_does_not_answer_it_is_asked_again(office: BackOffice, reading: ReadBack) -> None:
    reading.again_after = 0.02
    await mark(office, read_marks.ALL)
    await office.slack.person("ana").dm("my vpn drops")
    await office.fault(HISTORY, status=500)
    reading.want(Reach.EVERYWHERE)
    await office.until(lambda: reading.is_idle)
    assert await requests(office) == ["my vpn drops"]


async def test_a_conversation_that_makes_trouble_keeps_no_other_from_being_read(
    office: BackOffice, reading: ReadBack, caplog: pytest.LogCaptureFixture
) -> None:
    await mark(office, read_marks.ALL)
    trouble = await office.slack.person("tomas").dm("secret trouble")
    await office.slack.person("ana").dm("my vpn drops")
    refuse = f"BEFORE INSERT ON receipt WHEN new.id LIKE '%{trouble.ts}' BEGIN SELECT RAISE(ABORT, 'no'); END"
    await office.store.transact(lambda tx: tx.session.connection().exec_driver_sql(f"CREATE TRIGGER refuse {refuse}"))
    await reading.read(Reach.EVERYWHERE)
    assert await requests(office) == ["my vpn drops"]
    assert f"what was missed in {trouble.channel} cannot be read back" in caplog.text

    await office.store.transact(lambda tx: tx.session.connection().exec_driver_sql("DROP TRIGGER refuse"))
    await reading.read(Reach.EVERYWHERE)
    assert sorted(await requests(office)) == ["my vpn drops", "secret trouble"]


async def test_who_joined_a_group_meanwhile_is_in_it(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    await office.slack.change_group("it-network", add=("ana",))
    assert office.people["ana"] not in office.directory.members("it-network")
    await reading.read(Reach.EVERYWHERE)
    assert office.people["ana"] in office.directory.members("it-network")


async def test_a_clock_that_was_ahead_for_a_while_loses_nothing(office: BackOffice, reading: ReadBack) -> None:
    await mark(office, read_marks.ALL)
    await office.slack.person("ana").dm("my vpn drops")
    right = office.watch.now()
    office.watch.move(days=40_000)
    await reading.read(Reach.EVERYWHERE)
    office.watch.time = right
    await office.slack.person("ana").dm("and the printer too")
    await office.slack.person("tomas").dm("the door is locked")
    await reading.read(Reach.EVERYWHERE)
    assert sorted(await requests(office)) == ["and the printer too", "my vpn drops", "the door is locked"]


async def test_marks_go_by_the_clock_of_the_workspace(office: BackOffice, reading: ReadBack) -> None:
    await office.slack.advance(days=3)
    await reading.read(Reach.EVERYWHERE)
    (read_to,) = (await office.store.read(read_marks.marks)).values()
    told = (await office.surroundings.clients.reading.auth_test()).headers["Date"]
    assert abs(parsedate_to_datetime(told) - read_to) < timedelta(minutes=1)


async def mark(office: BackOffice, conversation: str, by: timedelta = timedelta()) -> None:
    """It was read back long ago: the workspace's time is not the desk's in these tests."""
    long_ago = office.watch.now() + by
    await office.store.transact(lambda tx: read_marks.mark(tx.session, conversation, long_ago))
