"""A ticket gets another segment: what has elapsed stays, targets are swapped, nothing that happened is rewritten."""

from datetime import timedelta

import pytest

from bot.desk.correct import categorise
from bot.desk.reclassify import Reclassification, reclassify
from bot.desk.reply import Reply, reply
from bot.desk.speech import Say
from bot.errors import Refusal
from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.event import EventKind
from tests.builders import DANA, LENA, PRIYA
from tests.counter import MORNING, Counter
from tests.desks import VICTORIA
from tests.policies import TARGETS

ALEX = "U0ALEX"  # of the help desk, which has the ticket
QUICK = {priority: {"first_response": "15m", "next_response": "15m", "resolution": "2h"} for priority in TARGETS}

SECOND = {"repeated_p1": {"at_least": 2, "within_days": 30}}
URGENT = {"impact": "high", "urgency": "high"}


@pytest.fixture
def counter(counter: Counter) -> Counter:
    """Executives are answered within a quarter of an hour, everybody else within an hour."""
    return counter.under(executive={"targets": QUICK})


async def change(counter: Counter, to: str = "executive", by: str = ALEX) -> None:
    number = (await counter.now()).number
    await reclassify(counter.desk, counter.be(by), Reclassification(number, to, "she is the new CFO"))


async def test_the_ticket_has_the_segment_and_its_tier(counter: Counter) -> None:
    await counter.ticket()
    await change(counter)
    ticket = await counter.now()
    assert (ticket.segment_id, ticket.tier, ticket.pool_id) == ("executive", 1, "frontline")


async def test_the_history_says_who_changed_what_and_why(counter: Counter) -> None:
    await counter.ticket()
    await change(counter)
    event = await counter.event(EventKind.RECLASSIFIED)
    assert event.actor_id == ALEX
    told = {name: event.details[name] for name in ("from_segment", "to_segment", "reason")}
    assert told == {"from_segment": "standard", "to_segment": "executive", "reason": "she is the new CFO"}


async def test_what_has_elapsed_counts_for_the_new_target(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(minutes=10)
    await change(counter)
    assert (await counter.clock()).due_at == MORNING + timedelta(minutes=15)


async def test_a_new_target_that_is_past_already_is_one_breach_marked_so(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(minutes=20)
    await change(counter)
    clock = await counter.clock()
    await counter.wake(clock.id)
    await counter.wake(clock.id)
    clock = await counter.clock()
    assert (clock.state, clock.by_retarget, clock.breached_at) == (Phase.BREACHED, True, counter.watch.now())
    assert (await counter.events()).count(EventKind.BREACHED) == 1


async def test_loosening_erases_no_breach(counter: Counter) -> None:
    await counter.ticket(by=VICTORIA)
    counter.watch.move(minutes=20)
    await change(counter, to="standard")
    await counter.wake((await counter.clock()).id)
    clock = await counter.clock()
    assert (clock.state, clock.breached_at) == (Phase.BREACHED, MORNING + timedelta(minutes=15))


async def test_a_promise_that_was_kept_is_not_rewritten(counter: Counter) -> None:
    ticket = await counter.ticket()
    counter.watch.move(minutes=30)
    await reply(counter.desk, counter.be(ALEX), Reply(ticket.number, "Try it now.", "form"))
    await change(counter)
    assert (await counter.clock()).state is Phase.MET
    assert (await counter.clock(Metric.RESOLUTION)).due_at == MORNING + timedelta(hours=2)


async def test_the_next_answer_is_promised_by_the_new_segment(counter: Counter) -> None:
    ticket = await counter.ticket()
    await change(counter)
    await reply(counter.desk, counter.be(ALEX), Reply(ticket.number, "Try it now.", "form"))
    await counter.hear("It still rejects me")
    assert (await counter.clock(Metric.NEXT_RESPONSE)).segment_id == "executive"


async def test_a_resolution_that_nobody_promised_before_is_promised_from_now_on(counter: Counter) -> None:
    none = {**TARGETS, "P3": {"first_response": "1h"}}
    counter = counter.under(executive={"targets": QUICK}, standard={"targets": none})
    await counter.ticket()
    counter.watch.move(minutes=10)
    await change(counter)
    assert (await counter.clock(Metric.RESOLUTION)).started_at == counter.watch.now()


async def test_a_resolution_that_the_new_segment_does_not_promise_ends(counter: Counter) -> None:
    none = {**TARGETS, "P3": {"first_response": "1h"}}
    counter = counter.under(executive={"targets": none})
    await counter.ticket()
    await change(counter)
    assert (await counter.clock(Metric.RESOLUTION)).state is Phase.CANCELLED


async def test_the_priority_is_at_least_what_the_new_segment_is_owed(counter: Counter) -> None:
    counter = counter.under(executive={"priority_floor": "P2"})
    await counter.ticket()
    await change(counter)
    ticket = await counter.now()
    assert ticket.priority == "P2"
    assert ticket.routing["priority"].endswith("raised to P2 for this segment")


async def test_the_priority_is_that_of_what_the_ticket_is_about_by_now(counter: Counter) -> None:
    counter = counter.under(vpn={"urgency": "high"}, executive={"impact": "high"})
    ticket = await counter.ticket()
    await categorise(counter.desk, counter.be(DANA), ticket.number, "vpn")
    await change(counter)
    assert (await counter.now()).priority == "P1"


async def test_a_ticket_that_becomes_urgent_by_it_can_make_a_pattern(counter: Counter) -> None:
    counter = counter.under(behaviour=SECOND, executive={"priority_floor": "P1"})
    await counter.ticket(**URGENT)
    await counter.ticket()
    assert await counter.told(Say.PATTERN) == []
    await change(counter)
    assert await counter.told(Say.PATTERN) == [PRIYA]


async def test_an_urgent_ticket_of_long_ago_makes_no_pattern_today(counter: Counter) -> None:
    counter = counter.under(behaviour=SECOND, executive={"priority_floor": "P1"})
    old = await counter.ticket()
    counter.watch.move(days=31)
    await counter.ticket(**URGENT)
    order = Reclassification(old.number, "executive", "she is the new CFO")
    await reclassify(counter.desk, counter.be(ALEX), order)
    assert await counter.told(Say.PATTERN) == []


async def test_the_card_is_brought_up_to_date(counter: Counter) -> None:
    await counter.ticket()
    before = len(await counter.said(Say.CARD, edits=True))
    await change(counter)
    assert len(await counter.said(Say.CARD, edits=True)) == before + 1


async def test_a_lead_may_do_it_in_every_team(counter: Counter) -> None:
    await counter.ticket()
    await change(counter, by=LENA)
    assert (await counter.now()).segment_id == "executive"


async def test_an_agent_of_another_team_may_not(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="Only the team that has the ticket"):
        await change(counter, by=DANA)


async def test_a_requester_may_not(counter: Counter) -> None:
    await counter.ticket(by=LENA)
    with pytest.raises(Refusal, match="Only the support team"):
        await change(counter, by=PRIYA)


async def test_nobody_changes_the_segment_of_their_own_request(counter: Counter) -> None:
    await counter.ticket(by=ALEX)
    with pytest.raises(Refusal, match="your own request"):
        await change(counter)


async def test_a_ticket_that_is_there_already_stays(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="HD-1 is in the segment Standard already"):
        await change(counter, to="standard")


async def test_a_solved_ticket_keeps_its_segment(counter: Counter) -> None:
    await counter.solved(by=ALEX)
    with pytest.raises(Refusal, match="solved"):
        await change(counter)
