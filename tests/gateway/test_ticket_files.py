"""What is put together about tickets for whoever reads it."""

from zoneinfo import ZoneInfo

import pytest

from bot.desk.ask_rating import ask_rating
from bot.errors import Refusal
from bot.gateway.ticket_files import TicketFiles
from bot.tickets.thread import Side, Thread
from tests.builders import DANA, LENA, PRIYA
from tests.counter import MORNING, Counter
from tests.desks import NINA


@pytest.fixture
def files(counter: Counter) -> TicketFiles:
    return TicketFiles(counter.desk, counter.store)


async def test_a_ticket_is_told_by_the_names_of_the_policy(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    file = await files.ticket(1, DANA)
    names = (file.key, file.segment_name, file.category_name, file.pool_name)
    assert names == ("HD-1", "Standard", "Something else", "Help desk")


async def test_times_are_told_in_the_zone_of_the_reader(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert str((await files.ticket(1, DANA)).zone) == "UTC"


async def test_the_team_reads_times_in_the_zone_of_the_desk(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert (await files.for_team(1)).zone == ZoneInfo("America/New_York")


async def test_the_team_reads_articles_and_the_requester_does_not(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket("broken vpn", conversation="#it-help")
    assert (await files.for_team(1)).articles[0].article.slug == "vpn"
    assert list((await files.for_requester(1)).articles) == []


async def test_a_ticket_comes_with_the_requesters_earlier_ones(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    await counter.ticket()
    assert [recent.key for recent in (await files.ticket(2, DANA)).recent] == ["HD-1"]


async def test_a_solved_ticket_says_until_when_it_reopens(counter: Counter, files: TicketFiles) -> None:
    await counter.solved()
    assert (await files.ticket(1, PRIYA)).reopen_until == MORNING + counter.desk.policy.desk.reopen_window


async def test_an_open_ticket_needs_no_reopening(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert (await files.ticket(1, PRIYA)).reopen_until is None


@pytest.mark.parametrize("ask", ["ticket", "for_team", "explanation"])
async def test_a_ticket_that_is_not_there_is_a_refusal(files: TicketFiles, ask: str) -> None:
    with pytest.raises(Refusal, match=r"There is no ticket HD-99\."):
        await (files.ticket(99, DANA) if ask == "ticket" else getattr(files, ask)(99))


async def test_an_explanation_has_the_clocks_of_the_ticket(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert await files.explanation(1)


async def test_a_queue_holds_the_tickets_of_the_agents_pools(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert [file.key for file in await files.queue("U0ALEX")] == ["HD-1"]
    assert list(await files.queue(NINA)) == []


async def test_a_lead_sees_the_queue_of_every_pool(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    assert [file.key for file in await files.queue(LENA)] == ["HD-1"]


async def test_a_home_is_a_persons_own(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    page = await files.home(PRIYA)
    assert ([file.key for file in page.mine], page.queue) == (["HD-1"], None)


async def test_an_agents_home_has_a_queue(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    page = await files.home(LENA)
    assert (list(page.mine), len(page.queue or [])) == ([], 1)


async def test_a_card_leads_to_its_ticket(counter: Counter, files: TicketFiles) -> None:
    await counter.ticket()
    card = await counter.post_card()
    assert await files.ticket_at(card.conversation, card.ts) == 1


@pytest.mark.parametrize("side", [Side.REQUESTER, None])
async def test_what_is_no_card_leads_to_no_ticket(counter: Counter, files: TicketFiles, side: Side | None) -> None:
    ticket = await counter.ticket(conversation="#it-help")
    if side:
        thread = Thread(conversation="#it-help", ts="9.0", side=side, request_id=ticket.request_id)
        await counter.change(lambda tx: tx.add(thread))
    assert await files.ticket_at("#it-help", "9.0") is None


async def test_a_ticket_can_be_given_to_the_agents_of_its_pool(files: TicketFiles) -> None:
    assert [person for person, _ in await files.agents_of("network")] == [DANA, NINA]


async def test_a_rating_without_a_further_question_asks_nothing_more(counter: Counter, files: TicketFiles) -> None:
    await counter.solved()
    await counter.change(lambda tx: ask_rating(tx, counter.desk, 1))
    with pytest.raises(Refusal, match="not open any more"):
        await files.follow_up(1)


async def test_a_rating_may_ask_for_a_few_words(counter: Counter) -> None:
    asking = counter.under(standard={"csat": {"delay": "0m", "question": "How?", "follow_up": "What else?"}})
    await asking.solved()
    await asking.change(lambda tx: ask_rating(tx, asking.desk, 1))
    assert await TicketFiles(asking.desk, asking.store).follow_up(1) == "What else?"


async def test_what_was_never_asked_has_no_further_question(counter: Counter, files: TicketFiles) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="not open any more"):
        await files.follow_up(1)
