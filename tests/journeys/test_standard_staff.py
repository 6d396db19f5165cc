"""Ana and Ben: an article first, and an agent as soon as they say that it did not help."""

from sqlmodel import col, select

from bot.tickets.ledger import Entry, EntryKind
from tests.journeys.office import Office
from tests.journeys.steps import anas_ticket, solve


async def test_an_article_solves_what_ana_asks(office: Office) -> None:
    await office.ana.slash("/support", "I forgot my password and can't sign in")
    offer = await office.ana.sees("This may solve it: Reset a forgotten password")
    assert "1. Open account.northwind.example" in offer.text  # what to do, not where to read
    await office.ana.click("This solved it", in_=offer)
    await office.ana.sees("Solved: you said that this helped")
    await office.settle()
    await office.grace.does_not_see("HD-1", in_="#help-identity")


async def test_the_article_does_not_help_and_ana_has_a_filled_ticket_at_once(office: Office) -> None:
    await office.ana.slash("/support", "my vpn drops every hour")
    offer = await office.ana.sees("This may solve it: The VPN drops or is slow")
    assert offer.buttons == ["Read it all", "This solved it", "I still need help"]
    await office.ana.click("I still need help", in_=offer)
    await office.ana.sees("HD-1 is with the Network team. You will hear from them by 2:00 PM today.")
    await office.ana.sees("This was not enough, so your request went to the team.")
    card = await office.nina.sees("HD-1 · P3 · Standard (tier 3) · VPN", in_="#help-network")
    for fact in ("Office Coordinator", "Operations", "NW-4002 Latitude 5440", "my vpn drops every hour"):
        assert fact in card.text


async def test_time_spent_with_the_article_is_part_of_the_promise(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    offer = await office.ana.sees("I still need help")
    await office.pass_time(hours=3)
    await office.ana.click("I still need help", in_=offer)
    await office.ana.sees("You will hear from them by 2:00 PM today")


async def test_ana_answers_the_offer_in_her_own_words_and_that_is_asking_for_help(office: Office) -> None:
    asked = await office.ana.dm("my vpn drops every hour")
    await office.ana.sees("This may solve it")
    await office.ana.dm("I did all that last week, it is the router in the kitchen", thread=asked)
    await office.ana.sees("HD-1 is with the Network team")
    card = await office.nina.sees("HD-1", in_="#help-network")
    await office.nina.sees("it is the router in the kitchen", in_="#help-network", thread=card)


async def test_an_offer_that_nobody_answers_lapses_and_still_leads_to_a_ticket(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    await office.ana.sees("This may solve it")
    await office.pass_time(hours=24)
    lapsed = await office.ana.sees("I did not hear whether this helped")
    await office.ana.click("I still need help", in_=lapsed)
    await office.ana.sees("HD-1 is with the Network team")


async def test_what_seemed_solved_comes_back_and_becomes_a_ticket(office: Office) -> None:
    asked = await office.ana.dm("I forgot my password and can't sign in")
    offer = await office.ana.sees("This solved it")
    await office.ana.click("This solved it", in_=offer)
    await office.ana.sees("Solved: you said that this helped")
    await office.ana.dm("it worked once, now it refuses me again", thread=asked)
    await office.ana.sees("HD-1 is with the Help desk")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    await office.alex.sees("now it refuses me again", in_="#help-desk", thread=card)


async def test_ana_is_asked_for_a_rating_the_next_day(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("I moved you to the TCP profile.", thread=status)
    await office.ana.sees("HD-1 is solved. If it is not, answer in this thread by 9 March", thread=status)
    await office.pass_time(hours=24)
    survey = await office.ana.sees("How happy are you with the help you got?", thread=status)
    await office.ana.click("5 · Very good", in_=survey)
    await office.ana.sees("You rated HD-1 5 of 5: very good.", thread=status)


async def test_ben_in_berlin_reads_his_own_time_and_a_stolen_laptop_waits_for_no_article(office: Office) -> None:
    await office.ben.dm("my laptop was stolen on the train")
    await office.ben.sees("HD-1 is with the Senior support team. You will hear from them by 6:00 PM today.")
    card = await office.ivan.sees("HD-1 · P2 · Standard (tier 3) · Security incidents", in_="#help-senior")
    assert "16:00 (Europe/Berlin)" in card.text


async def test_in_a_channel_where_others_read_along_ben_gets_a_ticket_and_no_article(office: Office) -> None:
    asked = await office.ben.say("#it-help", "@frontdesk how do i book a meeting room")
    await office.ben.sees("HD-1 is with the Help desk", thread=asked)
    await office.settle()
    assert len(await office.ben.messages("#it-help", thread=asked)) == 2
    card = await office.alex.sees("HD-1", in_="#help-desk")
    assert "it was asked in a channel, where others read along" in card.text


async def test_ana_reads_the_whole_article_and_that_is_counted_once(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    offer = await office.ana.sees("This may solve it")
    for _ in range(2):
        await office.ana.click("Read it all", in_=offer)
        await office.ana.modal("If it goes on, choose Help")
        await office.ana.close()
    assert await ledger(office) == [EntryKind.OPENED]


async def test_ana_comes_back_in_a_channel_with_what_an_article_had_solved(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    await office.ana.click("This solved it", in_=await office.ana.sees("This may solve it"))
    await office.ana.sees("Solved: you said that this helped")
    await office.pass_time(days=3)
    asked = await office.ana.say("#it-help", "@frontdesk the vpn drops again every hour")
    await office.ana.sees("HD-1 is with the Network team", thread=asked)
    assert await ledger(office) == [EntryKind.CONFIRMED, EntryKind.RETURNED]


async def ledger(office: Office) -> list[EntryKind]:
    """What became of the offers, in order."""
    await office.settle()
    query = select(Entry.kind).order_by(col(Entry.id))
    return list(await office.frontdesk.store.read(lambda session: session.exec(query).all()))
