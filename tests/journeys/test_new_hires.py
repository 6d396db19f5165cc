"""Noah and Mei in their first weeks: articles for beginners, the onboarding team, and the strictest promise of all."""

from tests.journeys.office import Office
from tests.journeys.steps import reply, solve


async def test_noah_finds_the_article_for_the_first_day(office: Office) -> None:
    await office.noah.dm("it's my first day, what do i do")
    offer = await office.noah.sees("Let us do this together: Your first day: laptop, account and phone")
    await office.noah.click("This solved it", in_=offer)
    await office.noah.sees("Solved: you said that this helped")


async def test_the_onboarding_team_looks_after_noah_and_asks_how_easy_it_was(office: Office) -> None:
    await office.noah.dm("i'm missing half of the tools i need")
    await office.noah.click("Did not work", in_=await office.noah.sees("Step 1 of"))
    status = await office.noah.sees("HD-1 is with the Onboarding team. You will hear from them by 12:00 PM today.")
    card = await office.kofi.sees("HD-1 · P3 · New hire (tier 4)", in_="#help-onboarding")
    assert "start date 20 days ago" in card.text
    await solve(office.kofi, card, "You are in the marketing group now, and all its tools are installing.")
    await office.pass_time(hours=24)
    await office.noah.sees("You are new here. How easy was it to get what you needed from us?", thread=status)


async def test_mei_is_new_and_sells_so_the_onboarding_team_keeps_the_hour_of_revenue(office: Office) -> None:
    await office.mei.dm("i'm missing half of the tools i need")
    await office.mei.click("Did not work", in_=await office.mei.sees("Step 1 of"))
    await office.mei.sees("HD-1 is with the Onboarding team. You will hear from them by 11:00 AM today.")
    card = await office.kofi.sees("HD-1 · P3 · New hire (tier 4)", in_="#help-onboarding")
    assert "also matches revenue" in card.text


async def test_mei_reads_from_the_shelf_of_new_hires_alone(office: Office) -> None:
    await office.mei.dm("salesforce does not let me log in")  # for whom there is an article of revenue's
    await office.mei.sees("HD-1")
    await office.settle()
    await office.mei.does_not_see("You cannot sign in to Salesforce")


async def test_why_names_both_segments_and_whose_hour_it_is(office: Office) -> None:
    await office.mei.dm("i'm missing half of the tools i need")
    await office.mei.click("Did not work", in_=await office.mei.sees("Step 1 of"))
    await office.kofi.sees("HD-1", in_="#help-onboarding")
    await office.kofi.slash("/desk", "why HD-1")
    why = await office.kofi.sees("Why HD-1", in_="#general")
    assert "Segment: onboarding" in why.text
    assert "Also matched revenue" in why.text
    assert "Target 1 h on the calendar “office”, promised to revenue" in why.text


async def test_meis_next_answer_is_promised_by_the_stricter_segment_too(office: Office) -> None:
    asked = await office.mei.dm("i'm missing half of the tools i need")
    await office.mei.click("Did not work", in_=await office.mei.sees("Step 1 of"))
    card = await office.kofi.sees("HD-1", in_="#help-onboarding")
    await reply(office.kofi, card, "Which of them do you need first?")
    await office.mei.dm("the sales dashboard", thread=asked)
    await office.mei.sees("You will hear from them by 12:00 PM today")
