"""Rosa on site, Carl and Vera on contract, Erin from another company: each sees what is meant for them and no more."""

from tests.journeys.office import Office
from tests.journeys.steps import reply


async def test_rosa_has_a_ticket_at_once_and_the_steps_for_her_tablet(office: Office) -> None:
    await office.rosa.dm("my field tablet does not sync")
    await office.rosa.sees("HD-1 is with the Remote support team. You will hear from them by 11:00 AM today.")
    await office.rosa.sees("While you wait, this may help: The field tablet does not sync")
    card = await office.lars.sees(
        "HD-1 · P3 · Remote and field (tier 5) · Field tablets and scanners", in_="#help-remote"
    )
    for fact in ("Remote – field", "NW-6003 Toughbook 55", "09:00 (America/Chicago)"):
        assert fact in card.text


async def test_carl_gets_articles_for_contractors_and_a_day_until_an_answer(office: Office) -> None:
    await office.carl.dm("my account expires, how do i extend it")
    offer = await office.carl.sees("This may solve it: Contractors: extend an account that ends")
    await office.carl.click("I still need help", in_=offer)
    await office.carl.sees("HD-1 is with the Help desk. You will hear from them by 10:00 AM tomorrow.")
    card = await office.sam.sees("HD-1 · P3 · Contractor or vendor (tier 5)", in_="#help-desk")
    assert "Carl Novak (guest)" in card.text


async def test_vera_who_is_in_one_channel_only_can_still_write_to_the_desk(office: Office) -> None:
    await office.vera.dm("the lift panel in the lobby shows an error")
    await office.vera.sees("HD-1 is with the Help desk")


async def test_no_internal_article_reaches_erin(office: Office) -> None:
    asked = await office.erin.say("#vendor-partner", "@frontdesk i forgot my password")  # employees have an article
    await office.erin.sees("HD-1 is with Northwind IT", thread=asked)
    await office.settle()
    await office.erin.does_not_see("forgotten password", in_="#vendor-partner", thread=asked)
    card = await office.alex.sees("HD-1", in_="#help-desk")
    assert "Erin Walsh (from another company)" in card.text


async def test_erin_is_answered_where_she_asked(office: Office) -> None:
    asked = await office.erin.say("#vendor-partner", "@frontdesk the api returns 500 for our orders")
    await office.erin.sees("HD-1", thread=asked)
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await reply(office.ivan, card, "Please try again, we restarted it.")
    await office.erin.sees("Please try again, we restarted it.", thread=asked)


async def test_erin_hears_neither_which_team_has_her_request_nor_who_works_on_it(office: Office) -> None:
    asked = await office.erin.say("#vendor-partner", "@frontdesk the api returns 500 for our orders")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.ivan.click("Claim", in_=card)
    await office.erin.sees("Northwind IT is working on HD-1", thread=asked)
    await reply(office.ivan, card, "Please try again, we restarted it.")
    await office.erin.sees("Northwind IT answers:", thread=asked)
    await office.erin.does_not_see("Ivan Petrov", in_="#vendor-partner", thread=asked)
    await office.erin.does_not_see("Senior support", in_="#vendor-partner", thread=asked)


async def test_ivan_is_told_that_another_company_reads_his_answer(office: Office) -> None:
    await office.priya.say("#vendor-partner", "@frontdesk the api returns 500 for their orders")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    assert "#vendor-partner, where everybody reads the answers, people of another company too" in card.text
