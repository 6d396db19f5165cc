"""Victoria, Marcus, Priya and Tomas: a ticket at once, an article beside it, and an early promise."""

from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, reply, solve


async def test_victoria_gets_a_senior_agent_at_once_and_an_article_while_she_waits(office: Office) -> None:
    await office.victoria.slash("/support", "the video call in the board room has no sound")
    status = await office.victoria.sees(
        "HD-1 is with the Senior support team. You will hear from them by 10:15 AM today."
    )
    beside = await office.victoria.sees("While you wait, this may help: Board room and executive calls")
    assert beside.thread == status.ts
    assert beside.buttons == ["Read it all", "This solved it"]

    card = await office.ivan.sees("HD-1 · P3 · Executive (tier 1) · Meeting rooms and calls", in_="#help-senior")
    assert "Segment: Executive, because in the user group @executives" in card.text.replace("*", "")
    assert "NW-1001 MacBook Pro 14" in card.text


async def test_victoria_is_asked_at_once_how_it_went_and_says_what_to_do_better(office: Office) -> None:
    await office.victoria.slash("/support", "the video call in the board room has no sound")
    card = await office.judy.sees("HD-1", in_="#help-senior")
    await solve(office.judy, card, "The microphone was muted on the panel.")

    root = (await office.victoria.messages())[0]
    survey = await office.victoria.sees("How well did we get you back to work?", thread=root)
    await office.victoria.click("2 · Poor", in_=survey)
    thanks = await office.victoria.sees("Thank you. You rated HD-1 2 of 5: poor.", thread=root)
    await office.victoria.click("What should we have done differently?", in_=thanks)
    await office.victoria.submit({"What should we have done differently?": "Test the room before the meeting."})
    await office.victoria.sees("Your words are kept", thread=root)


async def test_what_victoria_reads_beside_her_ticket_may_solve_it(office: Office) -> None:
    await office.victoria.dm("my laptop won't turn on")
    beside = await office.victoria.sees("While you wait, this may help")
    await office.victoria.click("This solved it", in_=beside)
    await office.victoria.sees("HD-1 is solved")
    await office.ivan.sees("Solved", in_="#help-senior")


async def test_marcus_is_served_after_five_because_his_calendar_is_longer(office: Office) -> None:
    await office.pass_time(hours=8)  # 18:00
    await office.marcus.dm(BADGE_READER)
    await office.marcus.sees("You will hear from them by 6:15 PM today")


async def test_priya_reads_in_bengaluru_when_new_york_answers(office: Office) -> None:
    await office.priya.dm("salesforce does not let me log in")
    await office.priya.sees("HD-1 is with the Identity team. You will hear from them by 9:30 PM today.")
    await office.priya.sees("While you wait, this may help: You cannot sign in to Salesforce")
    card = await office.grace.sees("HD-1 · P3 · Revenue and compliance (tier 2)", in_="#help-identity")
    assert "first response due 11:00 AM today" in card.text


async def test_tomas_has_an_hour_promised_and_is_rated_an_hour_after_the_answer(office: Office) -> None:
    await office.tomas.dm(BADGE_READER)
    status = await office.tomas.sees("HD-1 is with the Help desk. You will hear from them by 11:00 AM today.")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    await reply(office.alex, card, "I am on my way to the door.")
    await office.tomas.sees("I am on my way to the door.", thread=status)
    await solve(office.alex, card, "The reader has a new battery.")

    await office.pass_time(minutes=59)
    await office.tomas.does_not_see("How well did we keep you working", thread=status)
    await office.pass_time(minutes=1)
    survey = await office.tomas.sees(
        "How well did we keep you working with your customers and deadlines?", thread=status
    )
    await office.tomas.click("5 · Very good", in_=survey)
    await office.tomas.sees("You rated HD-1 5 of 5", thread=status)
