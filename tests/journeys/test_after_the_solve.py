"""What happens once a ticket is solved: thanks, second thoughts, ratings, and coming back too late."""

from tests.journeys.office import Office
from tests.journeys.steps import anas_ticket, solve


async def test_thanks_is_passed_on_and_reopens_nothing(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)
    await office.ana.dm("thanks a lot!", thread=status)
    await office.nina.sees("thanks a lot!", in_="#help-network", thread=card)
    await office.settle()
    assert "Solved" in (await office.nina.now_sees(card)).text


async def test_thanks_beside_the_thread_opens_nothing(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)
    await office.ana.dm("Perfect, thank you!")
    await office.settle()
    await office.ana.does_not_see("HD-2")


async def test_an_answer_that_is_news_opens_the_ticket_again_with_its_agent(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)
    await office.pass_time(hours=3)
    await office.ana.dm("it dropped again just now", thread=status)
    await office.nina.sees("Claimed · @Nina Kowalski", in_="#help-network")
    await office.ana.sees("Nina Kowalski is working on HD-1")
    await office.pass_time(hours=48)
    await office.ana.does_not_see("How happy are you", thread=status)


async def test_a_reopened_ticket_is_solved_and_rated_in_the_end(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)
    await office.ana.dm("it dropped again just now", thread=status)
    await office.nina.sees("Claimed", in_="#help-network")
    await solve(office.nina, card, "The router has new firmware.")
    await office.ana.sees("The router has new firmware.", thread=status)
    await office.pass_time(hours=24)
    await office.ana.sees("How happy are you with the help you got?", thread=status)


async def test_after_a_week_the_ticket_closes_and_an_answer_is_a_new_request_that_points_back(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.pass_time(days=7, hours=1)
    await office.ana.sees("HD-1 is closed")
    await office.nina.sees("Closed", in_="#help-network")
    await office.ana.dm("the door badge reader rejects me since you changed my laptop", thread=status)
    new = await office.ana.sees("You asked: > the door badge reader rejects me since you changed my laptop")
    assert "HD-2" in new.text
    assert new.thread != status.thread
    await office.alex.sees("Follows: HD-1.", in_="#help-desk")


async def test_a_rating_can_be_changed_and_explained(office: Office) -> None:
    await office.victoria.dm("my laptop won't turn on")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await solve(office.ivan, card, "A new battery.")
    survey = await office.victoria.sees(
        "How well did we get you back to work?", thread=(await office.victoria.messages())[0]
    )
    await office.victoria.click("1 · Very poor", in_=survey)
    await office.victoria.sees("You rated HD-1 1 of 5", thread=survey)
    await office.victoria.click("4 · Good", in_=survey, stale=True)
    thanks = await office.victoria.sees("You rated HD-1 4 of 5", thread=survey)
    await office.victoria.click("What should we have done differently?", in_=thanks)
    await office.victoria.submit({"What should we have done differently?": "Nothing, it was quick."})
    await office.victoria.sees("Your words are kept for the people who run the desk.", thread=survey)


async def test_what_an_article_solved_and_comes_back_is_promised_an_answer_again(office: Office) -> None:
    await office.victoria.dm("my laptop won't turn on")
    beside = await office.victoria.sees("While you wait, this may help")
    await office.victoria.click("This solved it", in_=beside)
    await office.victoria.sees("HD-1 is solved", thread=beside)
    await office.pass_time(hours=1)
    await office.victoria.dm("it went black again", thread=beside)
    await office.victoria.sees("HD-1 is with the Senior support team. You will hear from them by 11:30 AM today.")
