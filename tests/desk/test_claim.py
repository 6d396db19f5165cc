"""An agent takes a ticket, or lets it wait for its requester."""

from collections.abc import Awaitable, Callable

import pytest

from bot.desk.claim import claim
from bot.desk.speech import Say
from bot.desk.wait import wait
from bot.errors import Refusal
from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.event import EventKind
from bot.tickets.ticket import Status
from tests.builders import DANA, LENA, PRIYA
from tests.counter import MORNING, Counter
from tests.desks import NINA

Press = Callable[[Counter, str], Awaitable[None]]


async def take(counter: Counter, by: str = DANA) -> None:
    await claim(counter.desk, counter.be(by), (await counter.now()).number)


async def let_wait(counter: Counter, by: str = DANA) -> None:
    await wait(counter.desk, counter.be(by), (await counter.now()).number)


async def test_whoever_claims_a_ticket_owns_it(counter: Counter) -> None:
    ticket = await counter.claimed()
    assert (ticket.status, ticket.assignee_id, ticket.claimed_at) == (Status.CLAIMED, DANA, MORNING)


async def test_claiming_ones_own_ticket_again_changes_nothing(counter: Counter) -> None:
    await counter.claimed()
    await take(counter)
    assert (await counter.events()).count(EventKind.CLAIMED) == 1


async def test_a_ticket_that_somebody_has_is_not_taken_away(counter: Counter) -> None:
    await counter.claimed()
    with pytest.raises(Refusal, match=r"<@U0DANA> has HD-1 already\. A lead can reassign it\."):
        await take(counter, NINA)


async def test_a_solved_ticket_is_not_claimed(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await take(counter, NINA)


@pytest.mark.parametrize("press", [take, let_wait])
async def test_only_the_team_works_on_a_ticket(counter: Counter, press: Press) -> None:
    await counter.ticket(by=LENA)
    with pytest.raises(Refusal, match="Only the support team"):
        await press(counter, PRIYA)


@pytest.mark.parametrize("press", [take, let_wait])
async def test_nobody_works_on_their_own_ticket(counter: Counter, press: Press) -> None:
    await counter.ticket(by=DANA)
    with pytest.raises(Refusal, match="your own request"):
        await press(counter, DANA)


async def test_a_ticket_that_is_not_there_cannot_be_claimed(counter: Counter) -> None:
    with pytest.raises(Refusal, match="no ticket with the number 99"):
        await claim(counter.desk, counter.be(DANA), 99)


async def test_everybody_sees_who_took_a_ticket(counter: Counter) -> None:
    await counter.claimed()
    assert [len(await counter.said(say, edits=True)) for say in (Say.CARD, Say.TICKET)] == [1, 1]


async def test_a_ticket_that_waits_says_so(counter: Counter) -> None:
    await counter.claimed()
    await let_wait(counter)
    assert (await counter.now()).status is Status.WAITING_ON_REQUESTER


async def test_the_resolution_clock_stands_still_while_a_ticket_waits(counter: Counter) -> None:
    await counter.claimed()
    await let_wait(counter)
    clocks = [(await counter.clock(metric)).state for metric in (Metric.RESOLUTION, Metric.FIRST_RESPONSE)]
    assert clocks == [Phase.PAUSED, Phase.RUNNING]


async def test_whoever_lets_a_ticket_wait_that_nobody_has_takes_it(counter: Counter) -> None:
    await counter.ticket()
    await let_wait(counter)
    assert (await counter.now()).assignee_id == DANA


async def test_the_owner_stays_when_somebody_else_lets_a_ticket_wait(counter: Counter) -> None:
    await counter.claimed()
    await let_wait(counter, NINA)
    assert (await counter.now()).assignee_id == DANA


async def test_letting_a_ticket_wait_twice_changes_nothing(counter: Counter) -> None:
    await counter.claimed()
    await let_wait(counter)
    await let_wait(counter)
    assert (await counter.events()).count(EventKind.WAITED) == 1


async def test_a_solved_ticket_waits_for_nobody(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await let_wait(counter)
