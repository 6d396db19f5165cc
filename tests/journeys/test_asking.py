"""The ways to ask: a command with words or without, a message, a form from the home, a shortcut, a screenshot."""

from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, NEED


async def test_a_command_with_words_is_answered_in_the_messages_of_the_desk(office: Office) -> None:
    await office.ana.slash("/support", BADGE_READER)
    await office.ana.sees("Got it. I have answered you in @Frontdesk’s messages.", in_="#general")
    await office.ana.sees(f"You asked: > {BADGE_READER} HD-1 is with the Help desk")
    await office.ben.does_not_see("Got it", in_="#general")


async def test_a_command_without_words_opens_a_form(office: Office) -> None:
    await office.ana.slash("/support")
    await office.ana.modal("Ask for help")
    await office.ana.submit({NEED: BADGE_READER})
    await office.ana.has_no_modal()
    await office.ana.sees(f"You asked: > {BADGE_READER} HD-1 is with the Help desk")


async def test_what_the_form_says_of_the_damage_sets_the_priority(office: Office) -> None:
    await office.ana.slash("/support")
    await office.ana.modal("Ask for help")
    damage = {"Who is affected?": "Many people", "How much does it hold you up?": "I can't work"}
    await office.ana.submit({NEED: BADGE_READER, **damage})
    await office.ana.sees("You will hear from them by 11:00 AM today")
    card = await office.alex.sees("HD-1 · P1 · Standard", in_="#help-desk")
    assert "high impact × high urgency" in card.text


async def test_a_form_full_of_blanks_stays_open_and_says_what_is_missing(office: Office) -> None:
    await office.ana.slash("/support")
    await office.ana.modal("Ask for help")
    assert await office.ana.submit_in_vain({NEED: "   "}) == {NEED: "Say in a few words what you need."}
    await office.ana.submit({NEED: BADGE_READER})
    await office.ana.sees("HD-1")


async def test_support_help_says_what_can_be_typed(office: Office) -> None:
    await office.ana.slash("/support", "help")
    await office.ana.sees("/support my VPN drops every hour", in_="#general")


async def test_ana_asks_from_her_home_and_follows_her_request_there(office: Office) -> None:
    await office.ana.open_home()
    await office.ana.home("You have not asked for anything yet.")
    await office.ana.click("Ask for help", in_="home")
    await office.ana.submit({NEED: BADGE_READER})
    await office.ana.home("HD-1 :large_blue_circle: waiting for the team · you will hear by 2:00 PM today")
    await office.alex.click("Claim", in_=await office.alex.sees("HD-1", in_="#help-desk"))
    await office.ana.home("HD-1 :hammer_and_wrench: being worked on")


async def test_the_shortcut_opens_the_form_from_anywhere(office: Office) -> None:
    await office.rosa.shortcut("Ask for help")
    await office.rosa.modal("Ask for help")
    await office.rosa.submit({NEED: "the toughbook lost its connection on site"})
    await office.rosa.sees("HD-1 is with the Remote support team")


async def test_a_screenshot_without_words_is_a_request(office: Office) -> None:
    await office.ana.upload("error.png")
    await office.ana.sees("HD-1 is with the Help desk")
    await office.alex.sees("[file: error.png]", in_="#help-desk")


async def test_two_questions_one_after_the_other_are_two_requests_each_with_its_thread(office: Office) -> None:
    first = await office.tomas.dm(BADGE_READER)
    second = await office.tomas.dm("the light in the vault stays off")
    await office.tomas.sees("HD-1 is with the Help desk", thread=first)
    await office.tomas.sees("HD-2 is with the Help desk", thread=second)
