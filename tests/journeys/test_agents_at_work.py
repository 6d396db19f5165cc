"""Nina and her colleagues: they claim, ask back, note, send, hand on and look things up."""

from tests.journeys.office import Office
from tests.journeys.steps import (
    ANSWER,
    BADGE_READER,
    anas_ticket,
    ask_back,
    reclassify,
    reply,
    solve,
    tomas_ticket,
    transfer,
)


async def test_a_claim_names_who_is_working_on_it_to_everybody(office: Office) -> None:
    status, card = await anas_ticket(office)
    await office.nina.click("Claim", in_=card)
    await office.ana.sees("Nina Kowalski is working on HD-1. You will hear from them by 2:00 PM today.")
    await office.omar.sees("Claimed · @Nina Kowalski", in_="#help-network")
    assert "Claim" not in (await office.omar.now_sees(card)).buttons
    assert (await office.ana.now_sees(status)).text.count("HD-1") == 1


async def test_an_answer_reaches_the_requester_and_the_requesters_answer_the_card(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Which router do you have at home?")
    question = await office.ana.sees("@Nina Kowalski answers: > Which router do you have at home?", thread=status)
    await office.omar.sees("@Nina Kowalski answered the requester: > Which router", in_="#help-network", thread=card)
    await office.ana.dm("A FritzBox 7590", thread=question)
    await office.nina.sees("@Ana Duarte wrote to @Nina Kowalski: > A FritzBox 7590", in_="#help-network", thread=card)


async def test_whoever_answers_first_owns_the_ticket_and_has_kept_the_first_promise(office: Office) -> None:
    _, card = await anas_ticket(office)
    await reply(office.omar, card, "I am looking at it.")
    card = await office.nina.sees("Claimed · @Omar Haddad", in_="#help-network")
    assert "first response" not in card.text


async def test_while_the_ticket_waits_for_ana_the_clock_stands_and_her_answer_starts_it_again(office: Office) -> None:
    status, card = await anas_ticket(office)
    await office.nina.sees("resolution due 10:00 AM", in_="#help-network")
    await ask_back(office.nina, card, "Does it also drop on the phone's hotspot?")
    await office.ana.sees("HD-1 is waiting for your answer. Write it in this thread, then @Nina Kowalski goes on.")
    await office.nina.sees("resolution: paused", in_="#help-network")

    await office.pass_time(hours=2)
    await office.ana.dm("No, only on the router", thread=status)
    await office.nina.sees("Claimed · @Nina Kowalski", in_="#help-network")
    await office.nina.slash("/desk", "why HD-1")
    why = await office.nina.sees("Why HD-1", in_="#general")
    assert "Mon 2 Mar 10:00–12:00 paused (2 h)" in why.text


async def test_the_button_lets_a_ticket_wait_without_a_word(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.nina.click("Wait for requester", in_=card)
    await office.nina.sees("Waiting for the requester · @Nina Kowalski", in_="#help-network")
    await office.ana.sees("HD-1 is waiting for your answer")


async def test_what_agents_say_to_each_other_stays_with_them(office: Office) -> None:
    status, card = await anas_ticket(office)
    await office.nina.say("#help-network", "she said the same in January, wasn't it the firmware?", thread=card)
    await office.settle()
    await office.ana.does_not_see("firmware", thread=status)
    await office.ana.does_not_see("firmware")


async def test_a_note_is_sent_to_the_requester_on_purpose(office: Office) -> None:
    status, card = await anas_ticket(office)
    note = await office.nina.say("#help-network", "Please update the router's firmware to 7.57", thread=card)
    await office.nina.shortcut("Send to requester", message=note)
    form = await office.nina.modal("This goes to the requester of HD-1")
    assert form.blocks[1]["element"]["initial_value"] == "Please update the router's firmware to 7.57"
    await office.nina.submit({ANSWER: "Please update the router's firmware to 7.57, then tell me."})
    await office.ana.sees("firmware to 7.57, then tell me.", thread=status)


async def test_only_what_stands_below_a_card_can_be_sent_to_a_requester(office: Office) -> None:
    chat = await office.nina.say("#help-network", "who takes the late shift?")
    await office.nina.shortcut("Send to requester", message=chat)
    await office.nina.sees("That message is not in the thread of a ticket’s card", in_="#help-network")


async def test_a_ticket_moves_to_another_team_with_everything_that_was_said(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Does the tunnel ask for your password each time?")
    await office.ana.dm("Yes, every single time", thread=status)
    await office.nina.say("#help-network", "smells like an expired certificate", thread=card)
    await office.settle()
    await transfer(office.nina, card, "Identity team", "her certificate has expired")

    await office.ana.sees("HD-1 has moved to the Identity team.")
    left = await office.omar.sees("HD-1 has moved to the Identity team.", in_="#help-network")
    assert left.ts == card.ts
    assert left.buttons == []
    new = await office.grace.sees("HD-1", in_="#help-identity")
    assert "Open · nobody has it yet" in new.text
    history = await office.grace.sees("Why it moved: her certificate has expired.", in_="#help-identity", thread=new)
    for words in ("my vpn drops every hour", "Does the tunnel ask", "Yes, every single time", "expired certificate"):
        assert words in history.text


async def test_after_a_move_the_talk_goes_on_at_the_new_card(office: Office) -> None:
    status, card = await anas_ticket(office)
    await transfer(office.nina, card, "Identity team", "her certificate has expired")
    new = await office.grace.sees("HD-1", in_="#help-identity")
    await office.ana.dm("is anybody there?", thread=status)
    await office.grace.sees("is anybody there?", in_="#help-identity", thread=new)
    await solve(office.grace, new, "You have a new certificate.")
    await office.ana.sees("You have a new certificate.", thread=status)


async def test_a_move_changes_no_promise(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.pass_time(hours=1)
    await transfer(office.nina, card, "Identity team", "her certificate has expired")
    await office.ana.sees("HD-1 has moved to the Identity team. You will hear from them by 2:00 PM today.")


async def test_an_agents_home_shows_the_queue_and_opens_a_card(office: Office) -> None:
    await anas_ticket(office)
    await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-2")
    await office.nina.open_home()
    home = await office.nina.home("Queue, the first due first HD-1")
    assert "HD-2" not in home.text  # the help desk's
    await office.nina.click("Open", in_="home")
    card = await office.nina.modal("my vpn drops every hour")
    assert "NW-4002 Latitude 5440" in card.text
    await office.nina.close()
    await office.nina.click("Claim", in_="home")
    await office.nina.home("Claimed · @Nina Kowalski")
    await office.ana.sees("Nina Kowalski is working on HD-1")


async def test_the_queue_of_a_lead_has_the_tickets_of_all_teams_in_order(office: Office) -> None:
    await anas_ticket(office)
    await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-2")
    await office.dana.slash("/desk", "queue")
    queue = await office.dana.sees("2 open, the first due first", in_="#general")
    assert queue.text.index("HD-2") < queue.text.index("HD-1")


async def test_why_tells_segment_team_and_clocks(office: Office) -> None:
    await anas_ticket(office)
    await office.dana.slash("/desk", "why HD-1")
    why = await office.dana.sees("Why HD-1", in_="#general")
    for line in (
        "Segment: standard",
        "User groups: none.",
        "About vpn, which needs the skill “network”.",
        "Priority P3: medium impact × medium urgency.",
        "Target 4 h on the calendar “office”, promised to standard.",
        "Nobody was warned.",
    ):
        assert line in why.text


async def test_alex_puts_tomas_where_he_belongs_and_the_promise_follows(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await reclassify(office.alex, card, "Executive", "he stands in for the CEO")
    changed = await office.alex.sees("Executive (tier 1)", in_="#help-desk")
    assert "Executive, set by" in changed.text
    assert "he stands in for the CEO" in changed.text
    await office.tomas.sees("You will hear from them by 10:15 AM today")
    await office.alex.slash("/desk", "why HD-1")
    why = await office.alex.sees("Why HD-1", in_="#general")
    assert "changed from revenue to executive by" in why.text
