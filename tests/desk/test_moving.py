"""A ticket moves to another pool, or to another agent."""

import pytest

from bot.desk.claim import claim
from bot.desk.reassign import reassign, take
from bot.desk.speech import Say
from bot.desk.transfer import Transfer, transfer
from bot.desk.wait import wait
from bot.errors import Refusal
from bot.tickets.event import EventKind
from bot.tickets.ticket import Status
from tests.builders import DANA, LENA, PRIYA
from tests.counter import Counter
from tests.desks import NINA

ALEX = "U0ALEX"


async def move(counter: Counter, pool: str = "network", by: str = DANA) -> None:
    number = (await counter.now()).number
    await transfer(counter.desk, counter.be(by), Transfer(number, pool, "it is the network"))


async def give(counter: Counter, to: str = NINA, by: str = LENA) -> None:
    await reassign(counter.desk, counter.be(by), (await counter.now()).number, to)


async def test_a_moved_ticket_is_open_in_its_new_pool(counter: Counter) -> None:
    await counter.claimed()
    await move(counter)
    ticket = await counter.now()
    assert (ticket.pool_id, ticket.status, ticket.assignee_id) == ("network", Status.OPEN, None)


async def test_a_moved_ticket_has_a_card_in_each_channel(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    assert await counter.told(Say.CARD) == ["#help-desk", "#help-network"]


async def test_the_card_that_stays_says_where_the_ticket_went(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    retired = (await counter.said(Say.CARD, edits=True))[0]
    assert (retired.conversation, retired.about["moved"]) == ("#help-desk", True)


async def test_the_new_team_reads_what_was_said_and_why_it_came(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    history = (await counter.said(Say.HISTORY))[0]
    assert (history.conversation, history.about["reason"]) == ("#help-network", "it is the network")


async def test_a_ticket_says_why_it_is_in_its_pool(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    assert (await counter.now()).routing["pool"] == "transferred from Help desk: it is the network"


async def test_a_ticket_does_not_move_to_where_it_is(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="HD-1 is with Help desk already"):
        await move(counter, "frontline")


async def test_a_ticket_does_not_move_to_a_pool_that_is_gone(counter: Counter) -> None:
    """The form may be older than the policy: the first pool stands for one that there is not."""
    await counter.ticket()
    await move(counter)
    await move(counter, "of old")
    assert (await counter.now()).pool_id == "frontline"


async def test_a_solved_ticket_does_not_move(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await move(counter)


async def test_only_the_team_moves_tickets(counter: Counter) -> None:
    await counter.ticket(by=LENA)
    with pytest.raises(Refusal, match="Only the support team"):
        await move(counter, by=PRIYA)


async def test_nobody_moves_their_own_request(counter: Counter) -> None:
    await counter.ticket(by=DANA)
    with pytest.raises(Refusal, match="your own request"):
        await move(counter)


async def test_a_pool_that_shares_its_work_gives_a_ticket_to_whoever_has_fewest(counter: Counter) -> None:
    sharing = counter.under(network={"assign": "least_loaded"})
    for expected in (DANA, NINA, DANA):
        await sharing.ask("vpn drops", conversation="#it-help")
        ticket = await sharing.now()
        assert (ticket.assignee_id, ticket.status) == (expected, Status.CLAIMED)


async def test_a_pool_that_shares_its_work_gives_nobody_their_own_request(counter: Counter) -> None:
    sharing = counter.under(network={"assign": "least_loaded"})
    await sharing.ask("vpn drops", by=DANA, conversation="#it-help")
    assert (await sharing.now()).assignee_id == NINA


async def test_a_pool_that_has_nobody_else_leaves_the_ticket_open(counter: Counter) -> None:
    counter.staff.groups["it-network"] = [DANA]
    sharing = counter.under(network={"assign": "least_loaded"})
    await sharing.ask("vpn drops", by=DANA, conversation="#it-help")
    assert (await sharing.now()).status is Status.OPEN


async def test_a_moved_ticket_is_given_to_somebody_where_work_is_shared(counter: Counter) -> None:
    sharing = counter.under(network={"assign": "least_loaded"})
    await sharing.ticket()
    await move(sharing, by=ALEX)
    assert (await sharing.now()).assignee_id == DANA


async def test_a_lead_gives_a_ticket_to_an_agent(counter: Counter) -> None:
    await counter.claimed()
    await give(counter)
    assert (await counter.now()).assignee_id == NINA


async def test_whoever_is_given_a_ticket_is_told(counter: Counter) -> None:
    await counter.claimed()
    await give(counter)
    assert (await counter.said(Say.NOTICE))[0].about["sentence"] == "<@U0NINA>, <@U0LENA> gave you HD-1."


async def test_a_lead_who_takes_a_ticket_is_told_nothing(counter: Counter) -> None:
    await counter.claimed()
    await give(counter, to=LENA)
    assert await counter.said(Say.NOTICE) == []


async def test_a_ticket_that_waits_goes_on_waiting_with_its_new_owner(counter: Counter) -> None:
    await counter.claimed()
    await wait(counter.desk, counter.be(DANA), 1)
    await give(counter)
    ticket = await counter.now()
    assert (ticket.status, ticket.assignee_id) == (Status.WAITING_ON_REQUESTER, NINA)


async def test_giving_a_ticket_to_whoever_has_it_changes_nothing(counter: Counter) -> None:
    await counter.claimed()
    await give(counter, to=DANA)
    assert EventKind.REASSIGNED not in await counter.events()


async def test_a_ticket_is_given_to_the_team_alone(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="is not on the support team"):
        await give(counter, to="U0SOMEBODY")


async def test_a_ticket_is_not_given_to_whoever_asked(counter: Counter) -> None:
    await counter.ticket(by=NINA)
    with pytest.raises(Refusal, match="your own request"):
        await give(counter)


async def test_only_leads_give_tickets_to_others(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="Only a support lead"):
        await give(counter, by=DANA)


async def test_a_solved_ticket_is_given_to_nobody(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await give(counter)


async def test_a_lead_takes_a_ticket_from_whoever_has_it(counter: Counter) -> None:
    await counter.claimed()
    await take(counter.desk, counter.be(LENA), 1)
    assert (await counter.now()).assignee_id == LENA


async def test_an_agent_takes_a_ticket_that_nobody_has(counter: Counter) -> None:
    await counter.ticket()
    await take(counter.desk, counter.be(NINA), 1)
    assert (await counter.now()).assignee_id == NINA


async def test_an_agent_takes_no_ticket_from_another(counter: Counter) -> None:
    await counter.ticket()
    await claim(counter.desk, counter.be(DANA), 1)
    with pytest.raises(Refusal, match="has HD-1 already"):
        await take(counter.desk, counter.be(NINA), 1)
