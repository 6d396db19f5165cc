"""Leads hear in time of a promise that runs out, and can act on it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk import keep_promises
from bot.desk.claim import claim
from bot.desk.reply import Reply, reply
from bot.desk.speech import Say
from bot.desk.warn_leads import snooze
from bot.errors import Refusal
from bot.sla.clock import ClockEventKind, Phase
from bot.tickets.event import EventKind
from bot.tickets.ticket import Ticket
from tests.builders import DANA, LENA
from tests.counter import MORNING, Counter
from tests.desks import NINA, OLGA

HOUR = timedelta(hours=1)  # what a P3 is promised; its warning comes 15 minutes before
LADDER = [
    {"before": "30m", "to": "@it-leads"},
    {"after": "1h", "to": "@desk-owners"},
    {"after": "1h", "to": "#it-leads"},
]


async def promised(counter: Counter, **how: Any) -> Ticket:
    """A ticket at the moment when its warning is due."""
    ticket = await counter.ticket(**how)
    counter.watch.move(minutes=45)
    return ticket


async def warn(counter: Counter) -> str:
    clock = await counter.clock()
    await counter.wake(clock.id)
    return clock.id


async def test_leads_are_warned(counter: Counter) -> None:
    await promised(counter)
    await warn(counter)
    assert await counter.told(Say.WARNING) == [LENA]


async def test_a_warning_is_due_a_quarter_of_an_hour_before_the_promise_runs_out(counter: Counter) -> None:
    await counter.ticket()
    assert (await counter.clock()).wakes_at == MORNING + HOUR - timedelta(minutes=15)


async def test_after_its_warning_a_promise_is_due_once_it_has_run_out(counter: Counter) -> None:
    await promised(counter)
    await warn(counter)
    wakes_at = (await counter.clock()).wakes_at
    assert wakes_at is not None
    assert MORNING + HOUR < wakes_at < MORNING + HOUR + timedelta(seconds=1)


async def test_of_a_promise_that_was_broken_nothing_is_due(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(hours=2)
    await warn(counter)
    assert (await counter.clock()).wakes_at is None


async def test_of_a_promise_that_was_kept_nothing_is_due(counter: Counter) -> None:
    await counter.ticket()
    await reply(counter.desk, counter.be(DANA), Reply(1, "On my way.", "form"))
    assert (await counter.clock()).wakes_at is None


async def test_a_lead_is_not_warned_of_their_own_request(counter: Counter) -> None:
    counter.staff.groups["it-leads"] = [LENA, OLGA]
    await promised(counter, by=LENA)
    await warn(counter)
    assert await counter.told(Say.WARNING) == [OLGA]


async def overslept(counter: Counter) -> None:
    """The warning was due before the office closed, the desk comes to it at night, and the promise ends tomorrow."""
    counter.watch.move(hours=6, minutes=10)
    await counter.ticket()
    counter.watch.move(hours=4)


async def test_nobody_is_warned_at_night_while_the_clock_stands_still(counter: Counter) -> None:
    await overslept(counter)
    await warn(counter)
    assert await counter.said(Say.WARNING) == []


async def test_a_warning_of_the_night_is_due_in_the_morning(counter: Counter) -> None:
    await overslept(counter)
    await warn(counter)
    assert (await counter.clock()).wakes_at == MORNING + timedelta(hours=23)


async def test_a_warning_of_the_night_comes_in_the_morning(counter: Counter) -> None:
    await overslept(counter)
    await warn(counter)
    counter.watch.move(hours=13, minutes=-10)
    await warn(counter)
    assert await counter.told(Say.WARNING) == [LENA]


async def test_a_warning_comes_once(counter: Counter) -> None:
    await promised(counter)
    await warn(counter)
    await warn(counter)
    assert len(await counter.said(Say.WARNING)) == 1


async def test_what_was_answered_needs_no_warning(counter: Counter) -> None:
    await promised(counter)
    await reply(counter.desk, counter.be(DANA), Reply(1, "On my way.", "form"))
    await warn(counter)
    assert await counter.said(Say.WARNING) == []


async def test_a_clock_that_is_gone_is_passed_over(counter: Counter) -> None:
    await counter.wake("gone")
    assert await counter.said(Say.WARNING) == []


async def test_a_clock_that_wakes_up_for_nothing_is_a_mistake_and_does_not_wake_for_ever(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await promised(counter)
    monkeypatch.setitem(keep_promises.DO, ClockEventKind.WARN, lambda *_: False)
    with pytest.raises(RuntimeError, match="warn is due of a clock and changes nothing"):
        await warn(counter)


async def test_a_claim_settles_the_warning(counter: Counter) -> None:
    await promised(counter)
    await warn(counter)
    await claim(counter.desk, counter.be(DANA), 1)
    settled = (await counter.said(Say.WARNING, edits=True))[0]
    assert (settled.conversation, settled.about["settled"]) == (LENA, "<@U0DANA> took it.")


async def test_a_lead_is_warned_again_after_a_snooze(counter: Counter) -> None:
    counter = counter.under(desk={"snooze": "5m"})
    await promised(counter)
    await snooze(counter.desk, counter.be(LENA), 1, await warn(counter))
    counter.watch.move(minutes=5)
    await warn(counter)
    assert len(await counter.said(Say.WARNING)) == 2


async def test_a_snoozed_warning_says_by_whom_and_for_how_long(counter: Counter) -> None:
    counter = counter.under(desk={"snooze": "5m"})
    await promised(counter)
    await snooze(counter.desk, counter.be(LENA), 1, await warn(counter))
    settled = (await counter.said(Say.WARNING, edits=True))[0]
    assert settled.about["settled"] == "<@U0LENA> snoozed this for 5 min."


async def test_only_leads_snooze(counter: Counter) -> None:
    await promised(counter)
    with pytest.raises(Refusal, match="Only a support lead"):
        await snooze(counter.desk, counter.be(DANA), 1, await warn(counter))


async def test_what_was_answered_cannot_be_snoozed(counter: Counter) -> None:
    await promised(counter)
    clock_id = await warn(counter)
    await reply(counter.desk, counter.be(DANA), Reply(1, "On my way.", "form"))
    with pytest.raises(Refusal, match="HD-1 was answered in the meantime"):
        await snooze(counter.desk, counter.be(LENA), 1, clock_id)


async def test_what_is_overdue_cannot_be_snoozed(counter: Counter) -> None:
    await promised(counter)
    clock_id = await warn(counter)
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake(clock_id)
    with pytest.raises(Refusal, match="HD-1 is overdue already"):
        await snooze(counter.desk, counter.be(LENA), 1, clock_id)


async def test_a_warning_belongs_to_its_ticket(counter: Counter) -> None:
    await promised(counter)
    clock_id = await warn(counter)
    await counter.ticket()
    with pytest.raises(Refusal, match="not of this ticket any more"):
        await snooze(counter.desk, counter.be(LENA), 2, clock_id)


async def test_a_promise_is_broken_at_its_deadline(counter: Counter) -> None:
    await promised(counter)
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake((await counter.clock()).id)
    assert (await counter.clock()).state is Phase.BREACHED


async def test_a_promise_is_broken_once(counter: Counter) -> None:
    await promised(counter)
    counter.watch.move(minutes=15, seconds=1)
    for _ in range(2):
        await counter.wake((await counter.clock()).id)
    assert (await counter.events()).count(EventKind.BREACHED) == 1


async def test_a_standing_warning_says_that_the_promise_is_broken(counter: Counter) -> None:
    await promised(counter)
    clock_id = await warn(counter)
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake(clock_id)
    assert [each.key.rsplit(":", 1)[1] for each in await counter.said(Say.WARNING, edits=True)] == ["overdue"]


async def test_leads_hear_of_a_broken_promise_of_which_they_were_not_warned(counter: Counter) -> None:
    await promised(counter)
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake((await counter.clock()).id)
    assert await counter.told(Say.WARNING) == [LENA]


async def test_whoever_has_taken_a_warning_on_is_not_told_of_the_broken_promise(counter: Counter) -> None:
    await promised(counter)
    await claim(counter.desk, counter.be(NINA), 1)
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake((await counter.clock()).id)
    assert await counter.said(Say.WARNING) == []


async def test_a_promise_that_was_kept_is_not_broken(counter: Counter) -> None:
    await promised(counter)
    await reply(counter.desk, counter.be(DANA), Reply(1, "On my way.", "form"))
    counter.watch.move(minutes=15, seconds=1)
    await counter.wake((await counter.clock()).id)
    assert (await counter.clock()).state is Phase.MET


@pytest.fixture
def laddered(counter: Counter) -> Counter:
    return counter.under(standard={"escalation": LADDER})


async def test_a_step_of_the_ladder_reaches_its_people(laddered: Counter) -> None:
    await laddered.ticket()
    laddered.watch.move(minutes=30)
    await laddered.wake((await laddered.clock()).id)
    assert await laddered.told(Say.WARNING) == [LENA]


async def test_each_step_is_taken_once(laddered: Counter) -> None:
    await laddered.ticket()
    laddered.watch.move(minutes=30)
    for _ in range(2):
        await laddered.wake((await laddered.clock()).id)
    assert (await laddered.events()).count(EventKind.ESCALATED) == 1


async def test_steps_after_the_deadline_reach_people_and_channels(laddered: Counter) -> None:
    await laddered.ticket()
    laddered.watch.move(hours=1, seconds=1)
    await laddered.wake((await laddered.clock()).id)
    before = len(await laddered.said(Say.WARNING))
    laddered.watch.move(hours=1)
    await laddered.wake((await laddered.clock()).id)
    assert (await laddered.told(Say.WARNING))[before:] == [OLGA, "#it-leads"]


async def test_after_downtime_everybody_is_told_at_once_and_late(laddered: Counter) -> None:
    await laddered.ticket()
    laddered.watch.move(hours=3)
    await laddered.wake((await laddered.clock()).id)
    escalated = await laddered.event(EventKind.ESCALATED)
    assert escalated.details["late"]
    assert OLGA in await laddered.told(Say.WARNING)


async def test_a_ladder_does_not_reach_whoever_asked(laddered: Counter) -> None:
    await laddered.ticket(by=OLGA)
    laddered.watch.move(hours=3)
    await laddered.wake((await laddered.clock()).id)
    assert OLGA not in await laddered.told(Say.WARNING)


async def test_a_segment_without_a_ladder_climbs_nowhere(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(hours=3)
    await counter.wake((await counter.clock()).id)
    assert EventKind.ESCALATED not in await counter.events()
