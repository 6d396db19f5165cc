"""Buttons and tickets of other people: whoever presses them is told why not, and nothing happens."""

from bot.desk.roles import Role, recognise
from local_slack.on_screen import SeenMessage
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, anas_ticket, solve, tomas_ticket


async def test_a_requester_who_finds_the_card_cannot_work_on_it(office: Office) -> None:
    _, card = await anas_ticket(office)
    for button in ("Claim", "Reply", "Wait for requester", "Solve", "Transfer"):
        before = (await office.ana.messages("#help-network"))[-1]
        await office.ana.click(button, in_=card)
        await office.ana.sees("Only the support team can do that.", in_="#help-network", after=before)
    await office.ana.has_no_modal()
    assert "nobody has it yet" in (await office.nina.now_sees(card)).text


async def test_the_desks_commands_are_for_the_team(office: Office) -> None:
    await anas_ticket(office)
    for words in ("why HD-1", "queue", ""):
        await office.ana.slash("/desk", words, channel="#it-help")
        await office.ana.sees("Only the support team can do that.", in_="#it-help")
    await office.ana.does_not_see("Segment", in_="#it-help")


async def test_somebody_elses_request_cannot_be_handed_over_or_settled(office: Office) -> None:
    await office.ana.dm("my vpn drops every hour")
    anas = await office.ana.sees("I still need help")
    await office.ben.dm("my vpn drops every hour")
    bens = await office.ben.sees("I still need help")
    for action_id in ("offer_still_need_help", "offer_solved"):
        before = (await office.ben.messages(thread=bens))[-1]
        await _press_with_value_of(office, "ben", action_id, bens, anas)
        await office.ben.sees("That request is somebody else's", thread=bens, after=before)
    assert (await office.ana.now_sees(anas)).buttons == ["Read it all", "This solved it", "I still need help"]


async def test_colleagues_who_read_along_cannot_rate_for_dmitri(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the merge queue is blocked")
    await solve(office.ivan, await office.ivan.sees("HD-1", in_="#help-senior"), "A stuck job is gone.")
    survey = await office.lena.sees("Did we fix the cause, or only the symptom?", thread=asked)
    await office.lena.click("1 · Very poor", in_=survey)
    await office.lena.sees("That request is somebody else's, so only they can answer here.", thread=asked)
    await office.dmitri.click("5 · Very good", in_=survey)
    await office.dmitri.sees("You rated HD-1 5 of 5", thread=asked)


async def test_a_colleague_who_adds_something_is_heard_but_sets_nothing_in_motion(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the merge queue is blocked")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.lena.say("#eng-platform", "same for me since nine", thread=asked)
    await office.ivan.sees("@Lena Fischer wrote: > same for me since nine", in_="#help-senior", thread=card)
    await office.settle()
    assert "Open · nobody has it yet" in (await office.ivan.now_sees(card)).text


async def test_agents_do_not_work_on_their_own_requests(office: Office) -> None:
    await office.alex.dm(BADGE_READER)
    card = await office.sam.sees("HD-1", in_="#help-desk")
    for button in ("Claim", "Reply", "Solve"):
        before = (await office.alex.messages("#help-desk"))[-1]
        await office.alex.click(button, in_=card)
        await office.alex.sees("This is your own request.", in_="#help-desk", after=before)
    await office.alex.has_no_modal()
    await office.sam.click("Claim", in_=card)
    await office.alex.sees("Sam Whitaker is working on HD-1")


async def test_a_lead_is_not_warned_of_their_own_request_nor_can_take_it(office: Office) -> None:
    await office.dana.dm(BADGE_READER)
    await office.dana.sees("HD-1 is with")
    await office.pass_time(hours=3, minutes=46)
    await office.theo.sees("HD-1: the first response is due")
    await office.dana.does_not_see("the first response is due")


async def test_a_warning_that_an_agent_gets_hold_of_moves_nothing(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await office.pass_time(minutes=46)
    warning = await office.dana.sees("HD-1")
    for button in ("Reassign", "Snooze"):
        before = (await office.alex.messages("#help-desk"))[-1]
        _, element = warning.find(button) or ({}, {})
        await office.slack.post(
            "action",
            **{"as": "alex", "container": card.container, "block_id": "forged", "action_id": element["action_id"]},
            element=element,
        )
        await office.alex.sees("Only a support lead can do that.", in_="#help-desk", after=before)


async def _press_with_value_of(office: Office, who: str, action_id: str, own: SeenMessage, other: SeenMessage) -> None:
    """Presses a button of the person's own message, with what another's carries."""
    element = next(element for _, element in other.elements() if element["action_id"] == action_id)
    forged = {"as": who, "container": own.container, "block_id": "forged", "action_id": action_id}
    await office.slack.post("action", **forged, element=element)


async def test_erin_is_warned_of_nothing_though_she_was_put_among_the_leads(office: Office) -> None:
    await office.slack.change_group("it-leads", add=("erin",))
    await office.tomas.dm(BADGE_READER)
    await office.pass_time(hours=2)
    await office.dana.sees("HD-1")
    assert await office.erin.messages() == []


async def test_erin_is_no_lead_while_slack_does_not_tell_who_she_is(office: Office) -> None:
    await office.slack.fault("users.info", error="fatal_error", times=99)
    await office.slack.change_group("it-leads", add=("erin",))
    await office.settle()
    erin = next(user.id for user in office.server.state.users.values() if user.name == "erin")
    assert (await recognise(office.frontdesk.desk, erin)).roles == {Role.REQUESTER}
