"""What agents correct is learned; what many report is answered once."""

from bot.desk.notice_bursts import notice_bursts
from local_slack.on_screen import SeenMessage
from local_slack.person import Person
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, solve, tomas_ticket

LIKE_IT = "trading floor door badge reader rejects my badge"
NETWORK = "Wi-Fi and office network"


async def from_menu(agent: Person, card: SeenMessage, choice: str) -> None:
    await agent.choose("card_menu", choice, in_=card)


async def correct(agent: Person, card: SeenMessage, category: str) -> None:
    await from_menu(agent, card, "Change the category")
    await agent.submit({"What is it really about?": category})


async def join(agent: Person, card: SeenMessage, to: str) -> None:
    await from_menu(agent, card, "Join to a ticket")
    await agent.submit({"It is the same as": f"{to} {BADGE_READER}"})


async def three_reports(office: Office) -> dict[str, SeenMessage]:
    """Tomas, Ben and Chloe ask the same within an hour, at a desk that has been open for nine weeks: their status
    messages by their tickets.
    """
    await office.ana.dm("the coffee machine is cold")
    await office.pass_time(weeks=9)
    threads = {}
    for number, name in enumerate(("tomas", "ben", "chloe"), 2):
        await office.person(name).dm(BADGE_READER)
        threads[f"HD-{number}"] = await office.person(name).sees(f"HD-{number} is with the Help desk")
        await office.settle()
    return threads


async def test_a_correction_decides_where_the_next_request_of_its_kind_goes(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await correct(office.alex, card, NETWORK)
    await office.alex.sees(f"{NETWORK} (corrected by @Alex Romero)", in_="#help-desk")
    await office.frontdesk.relearning.look()
    await office.chloe.dm(LIKE_IT)
    await office.nina.sees("HD-2", in_="#help-network")


async def test_what_was_taught_is_seen_and_taken_back(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await correct(office.alex, card, NETWORK)
    await office.settle()
    await office.alex.slash("/desk", "corrections")
    taught = await office.alex.sees(f"is {NETWORK}, not Something else", in_="#general")
    await office.alex.click("Take back", in_=taught)
    await office.alex.sees("Something else (unsure", in_="#help-desk")


async def test_a_ticket_is_moved_with_what_it_is_really_about(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await office.alex.click("Transfer", in_=card)
    reason = {"Move it to": "Network team", "Why? (the new team reads this)": "the readers are on their network"}
    await office.alex.submit({**reason, "What is it really about? (I learn from it)": NETWORK})
    await office.nina.sees(f"{NETWORK} (corrected by @Alex Romero)", in_="#help-network")


async def test_three_reports_are_told_to_the_requester_and_to_the_lead_with_the_figures(office: Office) -> None:
    threads = await three_reports(office)
    assert "3 people have reported the same, and we are on it." in threads["HD-4"].text
    await office.alex.sees("Looks like HD-2", in_="#help-desk")
    for _ in range(2):
        await notice_bursts(office.frontdesk.desk)
    await office.settle()
    await office.dana.sees("3 people asked in much the same words within 1 hour.")
    news = [each for each in await office.dana.messages() if "in much the same words" in each.text]
    assert len(news) == 1
    assert "in the same hours of the last 8 weeks: 0, 0, 0, 0, 0, 0, 0, 0" in news[0].text
    assert "HD-2, HD-3, HD-4" in news[0].text


async def test_one_solution_answers_everybody_who_reported_the_same(office: Office) -> None:
    threads = await three_reports(office)
    for key in ("HD-3", "HD-4"):
        await join(office.alex, await office.alex.sees(f"{key} ·", in_="#help-desk"), "HD-2")
        await office.settle()
    await office.chloe.sees("is working on HD-4, together with other reports of the same.", thread=threads["HD-4"])
    main = await office.alex.sees("2 tickets are joined to this one", in_="#help-desk")
    await solve(office.alex, main, "The badge server runs again.")
    for name, key in (("tomas", "HD-2"), ("ben", "HD-3"), ("chloe", "HD-4")):
        await office.person(name).sees("The badge server runs again.", thread=threads[key])
        await office.person(name).sees(f"{key} is solved.", thread=threads[key])


async def joined_for_all(office: Office) -> None:
    await three_reports(office)
    for key in ("HD-3", "HD-4"):
        await join(office.alex, await office.alex.sees(f"{key} ·", in_="#help-desk"), "HD-2")
        await office.settle()


async def test_whoever_asks_the_same_waits_with_the_others_instead_of_opening_a_ticket(office: Office) -> None:
    await joined_for_all(office)
    asked = await office.ana.dm(BADGE_READER)
    question = await office.ana.sees("3 others have reported the same since", thread=asked)
    await office.ana.click("Yes, it is the same", in_=question)
    await office.ana.sees("You will hear here as soon as it is solved, like the others.", thread=asked)
    main = await office.alex.sees("@Ana Duarte said that it is the same, and waits for the solution", in_="#help-desk")
    await solve(office.alex, main, "The badge server runs again.")
    await office.ana.sees("The badge server runs again.", thread=asked)
    await office.ana.sees("It was solved, as you read below.", thread=asked)
    await office.settle()
    await office.alex.does_not_see("HD-5", in_="#help-desk")


async def test_whose_trouble_is_another_gets_a_ticket_at_once(office: Office) -> None:
    await joined_for_all(office)
    await office.ana.slash("/support", BADGE_READER)
    await office.ana.click("No, mine is different", in_=await office.ana.sees("Is it the same for you?"))
    await office.ana.sees("HD-5 is with the Help desk")
    await office.alex.sees("HD-5 ·", in_="#help-desk")


async def test_whoever_says_nothing_gets_a_ticket_after_ten_minutes(office: Office) -> None:
    await joined_for_all(office)
    asked = await office.ana.dm(BADGE_READER)
    await office.ana.sees("If I hear nothing within 10 minutes, I open a ticket for you.", thread=asked)
    await office.pass_time(minutes=10)
    await office.ana.sees("HD-5 is with the Help desk", thread=asked)


async def test_a_join_is_undone(office: Office) -> None:
    threads = await three_reports(office)
    await join(office.alex, await office.alex.sees("HD-3 ·", in_="#help-desk"), "HD-2")
    card = await office.alex.sees("Joined to HD-2", in_="#help-desk")
    await from_menu(office.alex, card, "Take it out of HD-2")
    await office.settle()
    await solve(office.alex, await office.alex.sees("HD-2 ·", in_="#help-desk"), "The badge server runs again.")
    await office.settle()
    await office.ben.does_not_see("The badge server runs again.", thread=threads["HD-3"])
    await office.alex.slash("/desk", "why HD-3")
    await office.alex.sees("parted from number 2 by @Alex Romero", in_="#general")
