"""A clock that wakes up is seen to at its time, whatever else fails, changes or is of an older version."""

from datetime import timedelta

import pytest

from bot.desk.speech import Say
from bot.desk.warn_leads import snooze
from bot.due_work import LATER
from bot.jobs import Jobs
from bot.storage import queries
from bot.storage.transaction import SqlTx
from bot.tickets.event import EventKind
from bot.tickets.timer import TimerKind
from tests.builders import LENA
from tests.counter import MORNING, Counter
from tests.policies import TARGETS

BROKEN = {"standard": {"escalation": [{"before": "30m", "to": "#gone"}, {"after": "1h", "to": "@it-leads"}]}}


async def pass_time(counter: Counter, **time: float) -> None:
    """Whatever comes due is done at its time."""
    jobs, until = Jobs(counter.desk, counter.store, ()), counter.watch.time + timedelta(**time)
    while (due_at := await counter.store.read(queries.next_due)) is not None and due_at <= until:
        counter.watch.time = max(due_at, counter.watch.time)
        await jobs.do_what_is_due()
    counter.watch.time = until


async def clock_events(counter: Counter) -> list[EventKind]:
    return [
        kind for kind in await counter.events() if kind in {EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED}
    ]


@pytest.fixture
def failing(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """A step of the ladder fails each time that it is tried."""
    counter = counter.under(**BROKEN)
    monkeypatch.setattr(counter.staff, "channel_id", {"#help-desk": "#help-desk"}.__getitem__)
    return counter


async def test_a_step_that_fails_holds_up_neither_the_warning_nor_the_breach(failing: Counter) -> None:
    await failing.ticket()
    await pass_time(failing, hours=1, minutes=1)
    assert await clock_events(failing) == [EventKind.WARNED, EventKind.BREACHED]
    assert (await failing.clock()).breached_at == MORNING + timedelta(hours=1)


async def test_a_breach_is_told_at_its_time_while_a_step_fails(failing: Counter) -> None:
    await failing.ticket()
    await pass_time(failing, hours=1, seconds=1)
    assert [(await failing.event(kind)).at - MORNING for kind in (EventKind.WARNED, EventKind.BREACHED)] == [
        timedelta(minutes=45),
        timedelta(hours=1, microseconds=1),
    ]


async def test_what_failed_of_a_clock_is_tried_again(failing: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    await failing.ticket()
    await pass_time(failing, minutes=31)
    monkeypatch.setattr(failing.staff, "channel_id", lambda name: name)
    await pass_time(failing, minutes=LATER.total_seconds() / 60)
    assert await clock_events(failing) == [EventKind.ESCALATED]
    assert await failing.told(Say.WARNING) == ["#gone"]


async def test_it_is_said_what_failed(failing: Counter, caplog: pytest.LogCaptureFixture) -> None:
    await failing.ticket()
    await pass_time(failing, minutes=31)
    assert f"escalate is what failed of {(await failing.clock()).id}" in caplog.text


@pytest.mark.parametrize("kind", [TimerKind.WARN, TimerKind.BREACH, TimerKind.ESCALATE])
async def test_the_timers_of_a_replica_of_an_older_version_are_heeded(counter: Counter, kind: TimerKind) -> None:
    await counter.ticket()
    clock_id = (await counter.clock()).id

    def as_an_older_version_leaves_it(tx: SqlTx) -> None:
        clock = tx.clock(clock_id)
        assert clock is not None
        tx.wake(clock, None)
        tx.set_timer(kind, clock_id, MORNING + timedelta(minutes=45))

    await counter.store.transact(as_an_older_version_leaves_it)
    await pass_time(counter, hours=2)
    assert await clock_events(counter) == [EventKind.WARNED, EventKind.BREACHED]


async def test_longer_hours_of_the_leads_hold_for_a_warning_that_was_snoozed_into_the_night(counter: Counter) -> None:
    long = {"calendar": "office", "targets": {priority: {"first_response": "3h"} for priority in TARGETS}}
    counter.watch.move(hours=5)
    today = counter.under(desk={"snooze": "15m"}, standard=long)
    await today.ticket()
    await pass_time(today, minutes=115)
    await snooze(today.desk, today.be(LENA), 1, (await today.clock()).id)
    await pass_time(today, minutes=10)
    await pass_time(counter.under(desk={"snooze": "15m", "calendar": "late"}, standard=long), minutes=15)
    assert await counter.told(Say.WARNING) == [LENA]
