"""What people do, step by step: the life of a ticket, each part of which is a scenario of its own."""

from dataclasses import dataclass

from chaos.world import Step, World
from local_slack.on_screen import SeenMessage
from local_slack.person import NotSeenError, Person

ANSWER = "Your answer (goes to the requester)"
NOTE = "What solved it? (goes to the requester)"
NETWORK, HELP_DESK = "#help-network", "#help-desk"
BADGE = "the badge reader at the trading floor rejects me"


@dataclass(frozen=True)
class Scenario:
    """What happens `before` is not disturbed; each point of the `steps` is."""

    name: str
    before: tuple[Step, ...]
    steps: tuple[Step, ...]
    is_urgent: bool = False  # something is due within an hour


async def _sees(person: Person, text: str, in_: str | None = None, thread: SeenMessage | None = None) -> SeenMessage:
    """At once, or not at all."""
    return await person.sees(text, in_=in_, thread=thread, within=0)


async def _card(world: World) -> SeenMessage:
    return await _sees(world.nina, "HD-", NETWORK)


async def _press(world: World, button: str) -> None:
    await world.nina.click(button, in_=await _card(world))


async def _fill_in(world: World, field: str, words: str) -> None:
    await world.nina.modal(within=0)
    await world.nina.submit({field: words})


async def _warned(world: World) -> None:
    for lead in (world.dana, world.theo):
        await _sees(lead, ": the first response is due by 11:00 AM today")


async def _told_in_one(world: World) -> None:
    for lead in (world.dana, world.theo):
        notice = await _sees(lead, "2 promises ran out, or are about to")
        for key in ("HD-1", "HD-2"):
            await _sees(lead, f"{key}: the first response is overdue", thread=notice)


async def _reads(world: World, words: str) -> SeenMessage:
    """Ana, in the thread of her request."""
    return await _sees(world.ana, words, thread=await _sees(world.ana, "HD-"))


async def _surveyed(world: World) -> SeenMessage:
    return await _reads(world, "How happy are you with the help you got?")


ASK = Step(
    do=lambda world: world.ana.dm("my vpn drops every hour"),
    seen=lambda world: _sees(world.ana, "I still need help"),
)


async def _ask_and_start(world: World) -> None:
    await world.crew.stop()
    await world.tomas.dm("my vpn drops every hour")
    world.crew.start()


START = Step(do=_ask_and_start, seen=lambda world: _sees(world.tomas, " is with the Network team"))


async def _still_need_help(world: World) -> None:
    await world.ana.click("I still need help", in_=await _sees(world.ana, "I still need help"))


HAND_OVER = Step(do=_still_need_help, seen=lambda world: _sees(world.ana, " is with the Network team"))
COMMAND = Step(
    do=lambda world: world.victoria.slash("/support", "my vpn drops every hour"),
    seen=lambda world: _sees(world.victoria, " is with"),
)
MENTION = Step(
    do=lambda world: world.dmitri.say("#eng-platform", "@frontdesk our registry answers in 20 seconds"),
    seen=lambda world: _sees(world.ivan, "HD-", "#help-senior"),
)
CLAIM = Step(
    do=lambda world: _press(world, "Claim"),
    seen=lambda world: _sees(world.ana, "Nina Kowalski is working on HD-"),
)
BEGIN_REPLY = Step(do=lambda world: _press(world, "Reply"), seen=lambda world: world.nina.modal(within=0))
REPLY = Step(
    do=lambda world: _fill_in(world, ANSWER, "Which router do you have at home?"),
    seen=lambda world: _reads(world, "Which router do you have at home?"),
)
ANSWERED = Step(
    do=lambda world: _answer(world, "A FritzBox 7590"),
    seen=lambda world: _heard(world, "A FritzBox 7590"),
)
BEGIN_SOLVE = Step(do=lambda world: _press(world, "Solve"), seen=lambda world: world.nina.modal(within=0))
SOLVE = Step(
    do=lambda world: _fill_in(world, NOTE, "I moved you to the TCP profile."),
    seen=lambda world: _reads(world, "I moved you to the TCP profile."),
)
URGENT = Step(
    do=lambda world: world.tomas.dm("my vpn drops every hour"),
    seen=lambda world: _sees(world.tomas, " is with the Network team"),
)
ALMOST_DUE = Step(do=lambda world: world.slack.advance(minutes=46), seen=_warned)
OVERDUE = Step(do=lambda world: world.slack.advance(minutes=75), seen=lambda world: _told_in_one(world))
A_DAY_LATER = Step(do=lambda world: world.slack.advance(hours=24), seen=_surveyed)


async def _answer(world: World, words: str) -> None:
    await world.ana.dm(words, thread=await _sees(world.ana, "HD-"))


async def _heard(world: World, words: str) -> SeenMessage:
    return await _sees(world.nina, words, NETWORK, await _card(world))


async def _rate(world: World) -> None:
    await world.ana.click("5 · Very good", in_=await _surveyed(world))


async def _keep_card(world: World) -> None:
    world.kept["card"] = await _sees(world.omar, "HD-", NETWORK)


LEAVE_OPEN = Step(do=_keep_card, seen=_card)


async def _told(person: Person, words: str, in_: str) -> SeenMessage:
    """There, for nobody else to see, or in their DM."""
    try:
        return await _sees(person, words, in_)
    except NotSeenError:
        return await _sees(person, words)


CLAIM_TOO_LATE = Step(
    do=lambda world: world.omar.click("Claim", in_=world.kept["card"], stale=True),
    seen=lambda world: _told(world.omar, "already. A lead can reassign it.", NETWORK),
)


async def _begin_solve(world: World) -> None:
    await world.omar.click("Solve", in_=await _card(world))


async def _solve_too_late(world: World) -> None:
    await world.omar.modal(within=0)
    await world.omar.submit({NOTE: "I restarted the gateway."})


BEGIN_SOLVE_TOO = Step(do=_begin_solve, seen=lambda world: world.omar.modal(within=0))
SOLVE_TOO_LATE = Step(do=_solve_too_late, seen=lambda world: _sees(world.omar, "It is already solved."))


async def _begin_join(world: World) -> None:
    await world.alex.choose("card_menu", "Join to a ticket", in_=await _sees(world.alex, "HD-2", HELP_DESK))


async def _join(world: World) -> None:
    await world.alex.modal(within=0)
    await world.alex.submit({"It is the same as": f"HD-1 {BADGE}"})


async def _say_same(world: World) -> None:
    await world.chloe.click("Yes, it is the same", in_=await _sees(world.chloe, "Is it the same for you?"))


async def _begin_solve_shared(world: World) -> None:
    await world.alex.click("Solve", in_=await _sees(world.alex, "is joined to this one", HELP_DESK))


async def _solve_shared(world: World) -> None:
    await world.alex.modal(within=0)
    await world.alex.submit({NOTE: "The badge server runs again."})


async def _reads_with_others(world: World) -> SeenMessage:
    question = await _sees(world.chloe, "It was solved, as you read below.")
    return await _sees(world.chloe, "The badge server runs again.", thread=question)


REPORT = Step(do=lambda world: world.tomas.dm(BADGE), seen=lambda world: _sees(world.tomas, " is with the Help desk"))
REPORT_TOO = Step(do=lambda world: world.ben.dm(BADGE), seen=lambda world: _sees(world.ben, " is with the Help desk"))
BEGIN_JOIN = Step(do=_begin_join, seen=lambda world: world.alex.modal(within=0))
JOIN = Step(do=_join, seen=lambda world: _sees(world.alex, "is joined to this one", HELP_DESK))
ASK_SAME = Step(
    do=lambda world: world.chloe.dm(BADGE), seen=lambda world: _sees(world.chloe, "Is it the same for you?")
)
SAY_SAME = Step(do=_say_same, seen=lambda world: _sees(world.alex, "said that it is the same", HELP_DESK))
BEGIN_SOLVE_SHARED = Step(do=_begin_solve_shared, seen=lambda world: world.alex.modal(within=0))
SOLVE_SHARED = Step(do=_solve_shared, seen=_reads_with_others)
WAITED = (ASK_SAME, SAY_SAME, BEGIN_SOLVE_SHARED, SOLVE_SHARED)
RATE = Step(do=_rate, seen=lambda world: _reads(world, "5 of 5: very good"))

SCENARIOS = {
    each.name: each
    for each in (
        Scenario("start", (), (START,), is_urgent=True),
        Scenario("intake", (), (ASK, HAND_OVER)),
        Scenario("command", (), (COMMAND,), is_urgent=True),
        Scenario("mention", (), (MENTION,), is_urgent=True),
        Scenario("claim", (ASK, HAND_OVER), (CLAIM,)),
        Scenario("reply", (ASK, HAND_OVER), (BEGIN_REPLY, REPLY, ANSWERED)),
        Scenario("solve", (ASK, HAND_OVER, CLAIM), (BEGIN_SOLVE, SOLVE)),
        Scenario("refuse-click", (ASK, HAND_OVER, LEAVE_OPEN, CLAIM), (CLAIM_TOO_LATE,)),
        Scenario("refuse-form", (ASK, HAND_OVER, BEGIN_SOLVE_TOO, BEGIN_SOLVE, SOLVE), (SOLVE_TOO_LATE,)),
        Scenario("wait", (REPORT, REPORT_TOO, BEGIN_JOIN, JOIN), WAITED, is_urgent=True),
        Scenario("warn", (URGENT,), (ALMOST_DUE,), is_urgent=True),
        Scenario("late", (URGENT, REPORT), (OVERDUE,), is_urgent=True),
        Scenario("survey", (ASK, HAND_OVER, CLAIM, BEGIN_SOLVE, SOLVE), (A_DAY_LATER, RATE)),
    )
}
