"""What is said shows how things stand when it is sent."""

from dataclasses import replace

import pytest

from bot.desk.ask_rating import ask_rating
from bot.desk.confirm_solved import confirm_solved
from bot.desk.lapse import lapse
from bot.desk.reply import Reply, reply
from bot.desk.speech import Say, Speech
from bot.desk.still_need_help import still_need_help
from bot.desk.transfer import Transfer, transfer
from bot.desk.warn_leads import snooze
from bot.gateway.render import Renderer
from bot.gateway.ticket_files import TicketFiles
from bot.kb.library import Library
from bot.tickets.request import Surface
from bot.views.shown import Shown
from tests.builders import DANA, LENA, PRIYA
from tests.counter import Counter
from tests.desks import VICTORIA


class Easel:
    """Shows what a counter has to say."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        files = TicketFiles(counter.desk, counter.store)
        self.renderer = Renderer(counter.desk, counter.store, files)

    async def show(self, say: Say, *, edits: bool = False) -> Shown:
        """The last of its kind, as it is said now."""
        return await self.renderer.message((await self.counter.said(say, edits=edits))[-1])

    async def text(self, say: Say, *, edits: bool = False) -> str:
        return (await self.show(say, edits=edits)).text


@pytest.fixture
def easel(counter: Counter) -> Easel:
    return Easel(counter)


async def test_an_offer_shows_its_article(easel: Easel) -> None:
    await easel.counter.ask()
    assert "The vpn does not work" in await easel.text(Say.OFFER)


async def test_an_offer_that_was_settled_shows_what_became_of_it(easel: Easel) -> None:
    request = await easel.counter.ask()
    await confirm_solved(easel.counter.desk, easel.counter.be(PRIYA), request.id)
    assert "you said that this helped" in str((await easel.show(Say.OFFER, edits=True)).blocks)


async def test_an_offer_that_is_sent_late_shows_how_it_stands_by_then(easel: Easel) -> None:
    request = await easel.counter.ask()
    await easel.counter.due(lapse, request.id)
    assert "I did not hear whether this helped" in str((await easel.show(Say.OFFER)).blocks)


async def test_an_article_that_was_taken_back_is_not_shown(counter: Counter) -> None:
    await counter.ask()
    emptied = replace(counter.desk, library=Library(()))
    easel = Easel(Counter(emptied, counter.store, counter.watch, counter.staff))
    assert "has been taken back" in await easel.text(Say.OFFER)


async def test_the_first_answer_to_a_command_says_what_it_answers(easel: Easel) -> None:
    await easel.counter.ask(surface=Surface.COMMAND, root=None)
    assert "broken vpn" in (await easel.text(Say.OFFER)).splitlines()[0]


async def test_the_answer_to_a_message_does_not_repeat_it(easel: Easel) -> None:
    await easel.counter.ask()
    assert "broken vpn" not in (await easel.text(Say.OFFER)).splitlines()[0]


async def test_the_second_answer_to_a_command_does_not_repeat_it(easel: Easel) -> None:
    request = await easel.counter.ask(surface=Surface.COMMAND, root=None)
    await still_need_help(easel.counter.desk, easel.counter.be(PRIYA), request.id)
    assert "broken vpn" not in (await easel.text(Say.TICKET)).splitlines()[0]


async def test_beside_a_ticket_the_ticket_is_the_first_answer(easel: Easel) -> None:
    await easel.counter.ask(by=VICTORIA, surface=Surface.COMMAND, root=None)
    assert "broken vpn" in (await easel.text(Say.TICKET)).splitlines()[0]
    assert "broken vpn" not in (await easel.text(Say.OFFER)).splitlines()[0]


async def test_a_status_shows_number_and_promise(easel: Easel) -> None:
    await easel.counter.ticket()
    assert "HD-1" in await easel.text(Say.TICKET)


async def test_a_card_shows_what_was_asked(easel: Easel) -> None:
    await easel.counter.ticket()
    assert "the badge reader rejects me" in await easel.text(Say.CARD)


async def test_a_card_that_is_sent_late_shows_who_has_the_ticket_by_then(easel: Easel) -> None:
    await easel.counter.claimed()
    assert f"<@{DANA}>" in str((await easel.show(Say.CARD)).blocks)


async def test_a_card_that_stays_behind_says_where_the_ticket_went(easel: Easel) -> None:
    await easel.counter.ticket()
    await transfer(easel.counter.desk, easel.counter.be(DANA), Transfer(1, "network", "cables"))
    retired = (await easel.counter.said(Say.CARD, edits=True))[0]
    assert "moved to the Network team" in (await easel.renderer.message(retired)).text


async def test_a_new_team_reads_the_history_and_the_reason(easel: Easel) -> None:
    await easel.counter.ticket()
    await transfer(easel.counter.desk, easel.counter.be(DANA), Transfer(1, "network", "cables"))
    shown = await easel.show(Say.HISTORY)
    assert "cables" in shown.text
    assert "the badge reader rejects me" in str(shown.blocks)


async def test_an_answer_is_shown_to_the_requester_with_its_author(easel: Easel) -> None:
    await easel.counter.ticket()
    await reply(easel.counter.desk, easel.counter.be(DANA), Reply(1, "Which badge?", "form"))
    to_requester, to_team = await easel.counter.said(Say.REPLY)
    assert (await easel.renderer.message(to_requester)).text == f"<@{DANA}> answers: Which badge?"
    assert "answered the requester" in (await easel.renderer.message(to_team)).text


async def test_the_team_reads_what_the_requester_answers(easel: Easel) -> None:
    await easel.counter.claimed()
    await easel.counter.hear("The blue one.")
    assert "The blue one." in await easel.text(Say.ANSWER)


async def test_a_solve_is_said_with_the_way_back(easel: Easel) -> None:
    await easel.counter.solved()
    assert "HD-1" in await easel.text(Say.SOLVED)


async def test_a_question_is_that_of_the_segment(easel: Easel) -> None:
    await easel.counter.solved()
    await easel.counter.change(lambda tx: ask_rating(tx, easel.counter.desk, 1))
    assert "How was it?" in await easel.text(Say.SURVEY)


async def test_a_warning_that_was_acted_on_says_how(easel: Easel) -> None:
    await warned(easel.counter)
    await snooze(easel.counter.desk, easel.counter.be(LENA), 1, (await easel.counter.clock()).id)
    assert f"<@{LENA}> snoozed this for 8 min." in await easel.text(Say.WARNING, edits=True)


async def test_a_notice_is_a_sentence(easel: Easel) -> None:
    await easel.counter.change(lambda tx: tx.say(Speech("a", Say.NOTICE, LENA, {"sentence": "Look at <@U0DANA>."})))
    assert await easel.text(Say.NOTICE) == "Look at <@U0DANA>."


async def test_a_requesters_home_shows_their_tickets_and_no_queue(easel: Easel) -> None:
    await easel.counter.ticket()
    view = str(await easel.renderer.home(PRIYA))
    assert "HD-1" in view
    assert "Queue" not in view


async def test_an_agents_home_shows_the_queue(easel: Easel) -> None:
    await easel.counter.ticket()
    view = str(await easel.renderer.home(LENA))
    assert "Queue, the first due first" in view
    assert "HD-1" in view


async def warned(counter: Counter) -> None:
    await counter.ticket()
    counter.watch.move(minutes=45)
    await counter.wake((await counter.clock()).id)
