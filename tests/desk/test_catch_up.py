"""After a time in which nobody was told, each addressee hears of all promises in one notice."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import update

from bot import due_work
from bot.desk.catch_up import OVERSLEPT, catch_up, overslept
from bot.desk.speech import Say
from bot.jobs import Jobs
from bot.sla.clock import Clock, Phase
from bot.storage import queries
from bot.storage.deliveries import Delivery
from bot.tickets.event import EventKind
from bot.tickets.timer import Due, TimerKind
from tests.builders import LENA
from tests.counter import Counter

MOMENT = timedelta(seconds=1)


async def due(counter: Counter) -> Sequence[Due]:
    return await counter.store.read(lambda session: queries.due(session, counter.watch.now(), limit=500))


async def wake_up(counter: Counter) -> None:
    """Everything that is due by now is done."""
    late = await due(counter)
    await counter.store.transact(lambda tx: catch_up(tx, counter.desk, late))


async def test_several_promises_are_one_notice_with_each_of_them_beneath_it(counter: Counter) -> None:
    for _ in range(3):
        await counter.ticket()
    counter.watch.move(hours=2)
    await wake_up(counter)
    (notice,) = await counter.said(Say.LATE)
    assert notice.conversation == LENA
    assert [each["ticket"] for each in notice.about["warnings"]] == [1, 2, 3]
    assert [each.thread for each in await counter.said(Say.WARNING)] == [{"under": notice.key}] * 3


async def test_more_than_one_transaction_holds_are_one_notice_that_is_brought_up_to_date(counter: Counter) -> None:
    for _ in range(5):
        await counter.ticket()
    counter.watch.move(hours=2)
    late = await due(counter)
    for part in (late[:2], late[2:4], late[4:]):
        await counter.store.transact(lambda tx, part=part: catch_up(tx, counter.desk, part))
    (notice,) = await counter.said(Say.LATE)
    edits = await counter.said(Say.LATE, edits=True)
    assert [each.edits for each in edits] == [notice.key] * 2
    assert [each["ticket"] for each in edits[-1].about["warnings"]] == [1, 2, 3, 4, 5]
    assert [each.thread for each in await counter.said(Say.WARNING)] == [{"under": notice.key}] * 5


async def test_another_time_away_is_another_notice(counter: Counter) -> None:
    for _ in range(2):
        for _ in range(2):
            await counter.ticket()
        counter.watch.move(hours=2)
        await wake_up(counter)
    assert len(await counter.said(Say.LATE)) == 2


async def test_a_notice_whose_words_are_forgotten_is_not_added_to(counter: Counter) -> None:
    for _ in range(4):
        await counter.ticket()
    counter.watch.move(hours=2)
    late = await due(counter)
    await counter.store.transact(lambda tx: catch_up(tx, counter.desk, late[:2]))
    await counter.change(lambda tx: tx.session.exec(update(Delivery).values(about={})))
    counter.watch.move(minutes=1)
    await counter.store.transact(lambda tx: catch_up(tx, counter.desk, late[2:]))
    assert len(await counter.said(Say.LATE)) == 2


async def test_what_was_due_before_and_after_the_deadline_is_said_once(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(hours=2)
    await wake_up(counter)
    assert await counter.told(Say.WARNING) == [LENA]
    kinds = await counter.events()
    assert (kinds.count(EventKind.WARNED), kinds.count(EventKind.BREACHED)) == (0, 1)


async def test_a_single_promise_needs_no_notice_around_it(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(minutes=55)
    await wake_up(counter)
    assert await counter.said(Say.LATE) == []
    assert [each.thread for each in await counter.said(Say.WARNING)] == [None]


async def test_the_clocks_know_that_their_promises_are_broken(counter: Counter) -> None:
    for _ in range(2):
        await counter.ticket()
    counter.watch.move(hours=2)
    await wake_up(counter)
    states = [each.state for each in await counter.all(Clock) if each.metric == "first_response"]
    assert states == [Phase.BREACHED, Phase.BREACHED]


async def test_what_is_due_for_a_moment_is_not_late(counter: Counter) -> None:
    for _ in range(2):
        await counter.ticket()
    counter.watch.move(minutes=45)
    warnings = await due(counter)
    assert overslept(warnings, counter.watch.now() + OVERSLEPT) == []
    assert len(overslept(warnings, counter.watch.now() + OVERSLEPT + MOMENT)) == 2


async def test_a_deadline_that_has_just_passed_is_told_with_the_warnings_that_are_late(counter: Counter) -> None:
    for _ in range(2):
        await counter.ticket()
    counter.watch.move(hours=1, seconds=1)
    together = overslept(await due(counter), counter.watch.now())
    assert [each.kind for each in together] == [TimerKind.PROMISE] * 2


async def test_a_question_for_a_rating_is_no_promise(counter: Counter) -> None:
    now = counter.watch.now()
    questions = [Due(TimerKind.SURVEY, subject, now - OVERSLEPT * 2) for subject in "12"]
    assert overslept(questions, now) == []


async def test_several_steps_of_one_promise_are_its_own_business(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(hours=2)
    assert overslept(await due(counter), counter.watch.now()) == []


async def test_a_hundred_and_twenty_promises_are_one_notice_though_fifty_are_done_at_once(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_work, "AT_ONCE", 50)
    for _ in range(120):
        await counter.ticket()
    counter.watch.move(hours=2)
    began = time.monotonic()
    desk = replace(counter.desk, now=lambda: counter.watch.now() + timedelta(seconds=time.monotonic() - began))
    await Jobs(desk, counter.store, ()).do_what_is_due()
    (notice,) = await counter.said(Say.LATE)
    last = [notice, *await counter.said(Say.LATE, edits=True)][-1]
    assert [each["ticket"] for each in last.about["warnings"]] == list(range(1, 121))
