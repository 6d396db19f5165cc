"""What people do in many stories."""

from local_slack.on_screen import SeenMessage
from local_slack.person import Person
from tests.journeys.office import Office

ANSWER = "Your answer (goes to the requester)"
NOTE = "What solved it? (goes to the requester)"
NEED = "What do you need?"
BADGE_READER = "the door badge reader at the trading floor rejects me"  # no article and no category fits it


async def reply(agent: Person, card: SeenMessage, words: str) -> None:
    await agent.click("Reply", in_=card)
    await agent.submit({ANSWER: words})


async def ask_back(agent: Person, card: SeenMessage, words: str) -> None:
    """Answers with a question, and lets the ticket wait for its requester."""
    await agent.click("Reply", in_=card)
    await agent.submit({ANSWER: words, "Afterwards": ["Pause the clock until they answer"]})


async def solve(agent: Person, card: SeenMessage, words: str) -> None:
    await agent.click("Solve", in_=card)
    await agent.submit({NOTE: words})


async def transfer(agent: Person, card: SeenMessage, to: str, why: str) -> None:
    await agent.click("Transfer", in_=card)
    await agent.submit({"Move it to": to, "Why? (the new team reads this)": why})


async def reclassify(agent: Person, card: SeenMessage, to: str, why: str) -> None:
    await agent.choose("card_menu", "Change the segment", in_=card)
    await agent.submit({"It belongs to": to, "Why? (stands in the ticket's history)": why})


async def anas_ticket(office: Office) -> tuple[SeenMessage, SeenMessage]:
    """Ana's VPN drops and the article does not help: her status message, and the card of the network team."""
    await office.ana.dm("my vpn drops every hour")
    await office.ana.click("I still need help", in_=await office.ana.sees("I still need help"))
    status = await office.ana.sees("HD-1 is with the Network team")
    return status, await office.nina.sees("HD-1", in_="#help-network")


async def tomas_ticket(office: Office) -> tuple[SeenMessage, SeenMessage]:
    """Nothing answers what Tomas asks at ten on a Monday: his status message, and the card of the help desk."""
    await office.tomas.dm(BADGE_READER)
    status = await office.tomas.sees("HD-1 is with the Help desk")
    return status, await office.alex.sees("HD-1", in_="#help-desk")


async def whole_story(office: Office, why_transferred: str, score: str) -> tuple[SeenMessage, SeenMessage]:
    """Ana's status message and the last card, after everything that a person can leave behind: an offer, a ticket,
    answers, notes, a transfer and a rating.
    """
    status, card = await anas_ticket(office)
    await ask_back(office.nina, card, "Which router do you have?")
    await office.ana.dm("It is a FritzBox", thread=status)
    await office.nina.say("#help-network", "Ana is on the third floor", thread=card)
    await transfer(office.nina, card, "Senior support", why_transferred)
    moved = await office.ivan.sees("HD-1", in_="#help-senior")
    await solve(office.ivan, moved, "I moved you to the TCP profile")
    await office.pass_time(hours=24)
    survey = await office.ana.sees("Very good", thread=status)
    await office.ana.click(score, in_=survey)
    await office.settle()
    return status, moved
