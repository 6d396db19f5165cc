"""The main job: from a question to a rating."""

from tests.journeys.office import Office


async def test_an_article_solves_it(office: Office) -> None:
    await office.ana.slash("/support", "I forgot my password and can't sign in")
    offer = await office.ana.sees("This solved it")
    await office.ana.click("This solved it", in_=offer)
    await office.ana.sees("Solved")


async def test_a_question_becomes_a_ticket_is_answered_solved_and_rated(office: Office) -> None:
    await office.ana.slash("/support", "my vpn drops every hour")
    offer = await office.ana.sees("I still need help")
    await office.ana.click("I still need help", in_=offer)
    status = await office.ana.sees("HD-1")

    card = await office.nina.sees("HD-1", in_="#help-network")
    await office.nina.click("Claim", in_=card)
    await office.ana.sees("Nina Kowalski is working on *HD-1*")

    await office.nina.click("Reply", in_=card)
    await office.nina.submit({"Your answer (goes to the requester)": "Which router do you have at home?"})
    question = await office.ana.sees("Which router do you have at home?", thread=status)
    await office.ana.dm("A FritzBox 7590", thread=question)
    await office.nina.sees("A FritzBox 7590", thread=card)

    await office.nina.click("Solve", in_=card)
    await office.nina.submit({"What solved it? (goes to the requester)": "I moved you to the TCP profile."})
    await office.ana.sees("I moved you to the TCP profile.", thread=status)

    await office.pass_time(hours=24)
    survey = await office.ana.sees("Very good", thread=status)
    await office.ana.click("5 · Very good", in_=survey)
    await office.ana.sees("Thank you", thread=status)


async def test_a_lead_is_warned_before_the_promise_is_broken_and_takes_it(office: Office) -> None:
    await office.tomas.dm("the door badge reader at the trading floor rejects me")
    await office.tomas.sees("HD-1")
    await office.pass_time(minutes=46)
    warning = await office.dana.sees("HD-1")
    await office.dana.click("Take", in_=warning)
    await office.dana.sees("took it")
    await office.theo.sees("took it")
