"""After a time in which nobody was told, each addressee hears of all promises in one notice."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import update

from bot import due_work
from bot.desk.catch_up import OVERSLEPT, WITH_BUTTONS, catch_up, is_overslept
from bot.desk.desk import Directory
from bot.desk.speech import Say
from bot.jobs import Jobs
from bot.sla.clock import Clock, Phase
from bot.storage import queries
from bot.storage.deliveries import Delivery
from bot.tickets.event import EventKind
from bot.tickets.timer import TimerKind
from tests.builders import LENA, NOON
from tests.counter import Counter
from tests.desks import VICTORIA

MOMENT = timedelta(seconds=1)


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """Five promises are done in one transaction."""
    monkeypatch.setattr(due_work, "AT_ONCE", 5)
    return 5


async def overdue(counter: Counter, count: int) -> None:
    """So many tickets that were due more than an hour ago."""
    for _ in range(count):
        await counter.ticket()
    counter.watch.move(hours=2)


async def wake_up(counter: Counter) -> None:
    """Everything that is due by now is done, while the time goes on."""
    began = time.monotonic()
    desk = replace(counter.desk, now=lambda: counter.watch.now() + timedelta(seconds=time.monotonic() - began))
    await Jobs(desk, counter.store, ()).do_what_is_due()


async def told_in_one(counter: Counter) -> int:
    """Of how many promises the one notice tells that there is."""
    (notice,) = await counter.said(Say.LATE)
    edits = await counter.said(Say.LATE, edits=True)
    assert {each.edits for each in edits} <= {notice.key}
    below = [each for each in await counter.said(Say.WARNING) if each.thread == {"under": notice.key}]
    last = [notice, *edits][-1].about
    assert [each.about for each in below] == last["warnings"]
    return int(last["count"])


async def told_alone(counter: Counter) -> list[int]:
    """The tickets of the warnings that stand outside of any notice."""
    return [each.about["ticket"] for each in await counter.said(Say.WARNING) if each.thread is None]


async def test_several_promises_are_one_notice_with_each_of_them_beneath_it(counter: Counter) -> None:
    await overdue(counter, 3)
    await wake_up(counter)
    (notice,) = await counter.said(Say.LATE)
    assert notice.conversation == LENA
    assert [each["ticket"] for each in notice.about["warnings"]] == [1, 2, 3]
    assert [each.thread for each in await counter.said(Say.WARNING)] == [{"under": notice.key}] * 3


async def test_more_than_one_transaction_holds_are_one_notice(counter: Counter, few_at_once: int) -> None:
    await overdue(counter, 3 * few_at_once)
    await wake_up(counter)
    assert await told_in_one(counter) == 3 * few_at_once


async def test_the_last_one_is_no_message_of_its_own(counter: Counter, few_at_once: int) -> None:
    await overdue(counter, few_at_once + 1)
    await wake_up(counter)
    assert await told_in_one(counter) == few_at_once + 1
    assert await told_alone(counter) == []


async def test_what_is_due_for_a_moment_when_others_are_late_is_told_with_them(
    counter: Counter, few_at_once: int
) -> None:
    for _ in range(few_at_once):
        await counter.ticket()
    counter.watch.move(minutes=57)
    await counter.ticket()
    counter.watch.move(minutes=47)
    await wake_up(counter)
    assert await told_in_one(counter) == few_at_once + 1
    assert await told_alone(counter) == []


async def test_what_else_is_due_between_them_does_not_part_them(counter: Counter, few_at_once: int) -> None:
    for _ in range(4):
        await counter.ticket()
        for _ in range(few_at_once):
            await counter.ask()
        counter.watch.move(minutes=1)
    counter.watch.move(hours=2)
    await wake_up(counter)
    assert await told_in_one(counter) >= 4


async def test_of_a_crowd_the_oldest_have_their_buttons_below_the_notice(counter: Counter) -> None:
    await overdue(counter, WITH_BUTTONS + 10)
    await wake_up(counter)
    assert await told_in_one(counter) == WITH_BUTTONS + 10
    assert [each.about["ticket"] for each in await counter.said(Say.WARNING)] == list(range(1, WITH_BUTTONS + 1))


async def test_one_that_fails_is_parted_from_the_others(counter: Counter) -> None:
    """Its ladder names a channel that is gone, so it is told by itself, as far as it can be."""
    ladder = [{"after": "10m", "to": "#gone"}]
    office = counter.under(executive={"escalation": ladder})
    office.desk = replace(office.desk, directory=_without("#gone", office.desk.directory))
    await office.ticket(by=VICTORIA)
    await overdue(office, 8)
    await wake_up(office)
    assert await told_in_one(office) == 8
    assert await told_alone(office) == [1]


async def test_a_database_in_trouble_for_a_moment_parts_nothing(counter: Counter) -> None:
    await overdue(counter, 4)
    transact, failures = counter.store.transact, [_DISK_FULL]

    async def once_full(work: Callable[[Any], Any]) -> Any:
        if failures:
            raise OperationalError("INSERT", {}, failures.pop())
        return await transact(work)

    counter.store.transact = once_full  # type: ignore[method-assign]
    await wake_up(counter)
    await wake_up(counter)
    assert await told_in_one(counter) == 4


async def test_another_time_away_is_another_notice(counter: Counter) -> None:
    for _ in range(2):
        await overdue(counter, 2)
        await wake_up(counter)
    assert len(await counter.said(Say.LATE)) == 2


async def test_a_notice_whose_words_are_forgotten_is_not_added_to(counter: Counter) -> None:
    await overdue(counter, 4)
    late = await counter.store.read(lambda session: queries.promises_due(session, counter.watch.now(), limit=4))
    await counter.store.transact(lambda tx: catch_up(tx, counter.desk, late[:2]))
    await counter.change(lambda tx: tx.session.exec(update(Delivery).values(about={})))
    counter.watch.move(minutes=1)
    await counter.store.transact(lambda tx: catch_up(tx, counter.desk, late[2:]))
    assert len(await counter.said(Say.LATE)) == 2


async def test_what_was_due_before_and_after_the_deadline_is_said_once(counter: Counter) -> None:
    await overdue(counter, 1)
    await wake_up(counter)
    assert await counter.told(Say.WARNING) == [LENA]
    kinds = await counter.events()
    assert (kinds.count(EventKind.WARNED), kinds.count(EventKind.BREACHED)) == (0, 1)


async def test_a_single_promise_needs_no_notice_around_it(counter: Counter) -> None:
    await overdue(counter, 1)
    await wake_up(counter)
    assert await counter.said(Say.LATE) == []
    assert await told_alone(counter) == [1]


async def test_the_clocks_know_that_their_promises_are_broken(counter: Counter) -> None:
    await overdue(counter, 2)
    await wake_up(counter)
    states = [each.state for each in await counter.all(Clock) if each.metric == "first_response"]
    assert states == [Phase.BREACHED, Phase.BREACHED]


def test_what_is_due_for_a_moment_is_not_late() -> None:
    assert not is_overslept(NOON, NOON + OVERSLEPT)
    assert is_overslept(NOON, NOON + OVERSLEPT + MOMENT)


async def test_a_question_for_a_rating_is_no_promise(counter: Counter) -> None:
    def ask(tx: Any) -> None:
        tx.set_timer(TimerKind.SURVEY, "1", counter.watch.now())

    await counter.solved()
    await counter.change(ask)
    counter.watch.move(hours=2)
    await wake_up(counter)
    assert await counter.said(Say.LATE) == []


@dataclass(frozen=True)
class _Lacking:
    """A directory in which one channel is not known any more."""

    inner: Directory
    gone: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def channel_id(self, name: str) -> str:
        if name == self.gone:
            raise LookupError(f"{name} is gone")
        return self.inner.channel_id(name)


def _without(channel: str, directory: Directory) -> Any:
    return _Lacking(directory, channel)


_DISK_FULL = sqlite3.OperationalError("database or disk is full")
_DISK_FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
