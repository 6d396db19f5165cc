"""What cannot be understood, comes twice, late or far too long: a sentence to that person, nothing lost or doubled."""

import asyncio

from sqlmodel import select

from bot.tickets.request import Request
from tests.journeys.office import Office
from tests.journeys.steps import ANSWER, anas_ticket, reply, solve, tomas_ticket

LOG = "\n".join(f"line {number}: the reader at the trading floor rejects my badge" for number in range(1, 800))[:40_000]


async def test_an_unknown_word_after_the_command_is_named_with_a_way_out(office: Office) -> None:
    await office.nina.slash("/desk", "frobnicate HD-1")
    await office.nina.sees("I do not know /desk frobnicate. Try /desk help.", in_="#general")
    await office.nina.slash("/desk", "help")
    await office.nina.sees("/desk why HD-12", in_="#general")


async def test_why_needs_a_ticket_that_there_is(office: Office) -> None:
    await office.nina.slash("/desk", "why HD-99")
    await office.nina.sees("There is no ticket HD-99.", in_="#general")
    await office.nina.slash("/desk", "why banana")
    await office.nina.sees("Which ticket? Write its number", in_="#general")


async def test_a_mention_without_a_question_is_asked_for_one(office: Office) -> None:
    await office.dmitri.say("#eng-platform", "@frontdesk")
    await office.dmitri.sees("Tell me in the same message what you need")


async def test_a_message_that_no_person_wrote_is_nobodys_request(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.nina.shortcut("Open a ticket", message=card)
    await office.nina.sees("That message was not written by a person", in_="#help-network")
    await office.nina.react("ticket", card)
    await office.settle()
    await office.nina.does_not_see("HD-2", in_="#help-network")


async def test_forty_thousand_characters_are_kept_and_reach_the_team_whole(office: Office) -> None:
    await office.tomas.dm(LOG)
    await office.tomas.sees("HD-1")
    assert await _texts(office) == [LOG]
    card = await office.alex.sees("HD-1", in_="#help-desk")
    assert "line 1: the reader" in card.text
    assert "Shortened: 40,000 characters were written." in card.text
    await office.settle()
    _, *parts = await office.alex.messages("#help-desk", thread=card)
    assert "@Tomas Lindqvist wrote (part 1 of " in parts[0].text
    told = "\n".join(part.text for part in parts)
    assert all(f"> {line}\n" in f"{told}\n" for line in LOG.split("\n")[:-1])


async def test_a_command_of_forty_thousand_characters_is_kept_too(office: Office) -> None:
    await office.tomas.slash("/support", LOG)
    await office.tomas.sees("You asked: > line 1: the reader at the trading floor")
    assert await _texts(office) == [LOG]


async def test_a_long_answer_reaches_the_card_whole_also_after_a_move(office: Office) -> None:
    status, card = await anas_ticket(office)
    await office.ana.dm(LOG[:15_000], thread=status)
    await office.nina.sees("@Ana Duarte wrote (part 2 of 2)", in_="#help-network", thread=card)


async def test_a_double_click_opens_one_ticket(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    offer = await office.ana.sees("I still need help")
    await asyncio.gather(*(office.ana.click("I still need help", in_=offer, stale=True) for _ in range(2)))
    await office.ana.sees("HD-1 is open for this already. Write in its thread to add something.", thread=offer)
    await office.settle()
    await office.nina.does_not_see("HD-2", in_="#help-network")


async def test_two_agents_claim_at_once_and_one_of_them_has_it(office: Office) -> None:
    _, card = await anas_ticket(office)
    agents = (office.nina, office.omar)
    await asyncio.gather(*(agent.click("Claim", in_=card, stale=True) for agent in agents))
    await office.settle()
    card = await office.nina.now_sees(card)
    first, second = agents if "@Nina Kowalski" in card.text else agents[::-1]
    await second.sees("has HD-1 already. A lead can reassign it.", in_="#help-network")
    await first.does_not_see("has HD-1 already", in_="#help-network")


async def test_claiming_twice_changes_nothing(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.nina.click("Claim", in_=card)
    await office.nina.sees("Claimed", in_="#help-network")
    await office.nina.click("Claim", in_=card, stale=True)
    await office.settle()
    assert len(await office.nina.messages("#help-network")) == 1


async def test_the_article_that_seemed_to_help_is_pressed_after_the_ticket_was_opened(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    offer = await office.ana.sees("I still need help")
    await office.ana.click("I still need help", in_=offer)
    await office.ana.sees("HD-1")
    await office.ana.click("This solved it", in_=offer, stale=True)
    await office.ana.sees("HD-1 is open for this now. Tell the team in its thread that it is solved.", thread=offer)


async def test_buttons_of_a_card_from_before_the_solve_say_that_it_is_solved(office: Office) -> None:
    _, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.nina.sees("Solved", in_="#help-network")
    for button in ("Claim", "Reply", "Wait for requester", "Solve", "Transfer"):
        before = (await office.omar.messages("#help-network"))[-1]
        await office.omar.click(button, in_=card, stale=True)
        await office.omar.sees("It is already solved.", in_="#help-network", after=before)
    await office.omar.has_no_modal()


async def test_an_answer_that_comes_after_the_solve_is_not_sent_and_its_agent_hears_of_it(office: Office) -> None:
    status, card = await anas_ticket(office)
    await office.omar.click("Reply", in_=card)
    await office.omar.modal("Reply to HD-1")
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)
    await office.omar.submit({ANSWER: "Have you tried another cable?"})
    notice = await office.omar.sees("It is already solved.")
    await office.ana.does_not_see("another cable", thread=status)
    await office.omar.dm("then please look at my own laptop, it squeaks", thread=notice)  # nobody knows that thread
    await office.omar.sees("HD-2", thread=notice)


async def test_a_warning_from_before_the_answer_has_nothing_to_snooze(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await office.pass_time(minutes=46)
    warning = await office.dana.sees("HD-1")
    await reply(office.alex, card, "On my way.")
    await office.dana.sees("HD-1: @Alex Romero answered.")
    await office.dana.click("Snooze", in_=warning, stale=True)
    await office.dana.sees("There is nothing to snooze: HD-1 was answered in the meantime.")


async def test_a_click_that_took_too_long_asks_to_be_repeated(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.slack.fault("views.open", error="expired_trigger_id")
    await office.nina.click("Reply", in_=card)
    await office.nina.sees("That took too long, so Slack would not show the form.", in_="#help-network")
    await reply(office.nina, card, "I am looking at it.")


async def test_a_button_without_a_ticket_says_that_it_is_old(office: Office) -> None:
    _, card = await anas_ticket(office)
    _, claim = next((block, element) for block, element in card.elements() if element["action_id"] == "card_claim")
    await office.slack.post(
        "action",
        **{"as": "nina", "container": card.container, "block_id": "gone", "action_id": "card_claim"},
        element={**claim, "value": "nonsense"},
    )
    await office.nina.sees("That button is from an older message", in_="#help-network")


async def _texts(office: Office) -> list[str]:
    return await office.frontdesk.store.read(lambda session: list(session.exec(select(Request.text))))
