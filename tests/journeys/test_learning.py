"""The desk learns from what people say of its articles, and Olga, who owns it, has the last word."""

from tests.journeys.office import Office
from tests.journeys.steps import NOTE, anas_ticket

NICKNAME = "the purple tunnel thingy dies on my notebook"
FITTING = "The VPN drops or is slow"


async def test_what_an_agent_solved_with_an_article_finds_it_the_next_time(office: Office) -> None:
    await office.ana.dm(NICKNAME)
    await office.ana.sees("HD-1")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    await office.alex.click("Solve", in_=card)
    await office.alex.submit({NOTE: "That is the VPN.", "Did one of these articles solve it?": FITTING})
    await office.ana.sees("HD-1 is solved")
    await office.reopen_desk()
    await office.ben.dm("the purple tunnel thingy dies again")
    await office.ben.sees(f"This may solve it: {FITTING}")


async def test_olga_sees_what_was_learned_and_takes_it_back(office: Office) -> None:
    await anas_ticket(office)
    await office.olga.slash("/desk", "learned")
    learned = await office.olga.sees("“my vpn drops every hour” is not answered by", in_="#general")
    await office.olga.click("Take back", in_=learned)
    await office.olga.sees("Taken back.", in_="#general")
    await office.olga.slash("/desk", "learned")
    await office.olga.sees("Nothing has been learned yet", in_="#general")


async def test_olga_sees_what_was_learned_of_one_article(office: Office) -> None:
    await anas_ticket(office)
    await office.olga.slash("/desk", "learned change-password")
    await office.olga.sees("Nothing is learned of an article “change-password”.", in_="#general")
    await office.olga.slash("/desk", "learned vpn-keeps-dropping")
    await office.olga.sees("“my vpn drops every hour” is not answered by", in_="#general")


async def test_nina_is_told_that_this_is_the_owners(office: Office) -> None:
    await office.nina.slash("/desk", "learned")
    await office.nina.sees("Only the owner of the desk can do that.", in_="#general")
