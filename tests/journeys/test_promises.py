"""Dana and Theo: they hear of a promise in time to keep it, and act from the warning."""

from tests.journeys.office import Office
from tests.journeys.steps import anas_ticket, reply, tomas_ticket


async def test_a_lead_is_warned_a_quarter_of_an_hour_before_and_not_a_minute_earlier(office: Office) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=44)
    await office.dana.does_not_see("HD-1")
    await office.pass_time(minutes=1)
    warning = await office.dana.sees("HD-1: the first response is due by 11:00 AM today, in 15 minutes.")
    assert warning.buttons == ["Take", "Reassign", "Snooze"]
    await office.theo.sees("HD-1: the first response is due")


async def test_nobody_is_warned_of_a_promise_that_is_kept(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await office.pass_time(minutes=40)
    await reply(office.alex, card, "On my way.")
    await office.pass_time(minutes=10)
    await office.dana.does_not_see("HD-1")


async def test_a_lead_takes_the_ticket_and_the_other_lead_knows(office: Office) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=46)
    await office.dana.click("Take", in_=await office.dana.sees("HD-1"))
    await office.dana.sees("HD-1: @Dana Brooks took it.")
    settled = await office.theo.sees("HD-1: @Dana Brooks took it.")
    assert settled.buttons == []
    await office.tomas.sees("Dana Brooks is working on HD-1")


async def test_a_lead_gives_the_ticket_to_an_agent_of_the_team(office: Office) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=46)
    await office.dana.click("Reassign", in_=await office.dana.sees("HD-1"))
    await office.dana.submit({"Give it to": "Sam Whitaker"})
    await office.theo.sees("HD-1: @Dana Brooks gave it to @Sam Whitaker.")
    await office.sam.sees("Claimed · @Sam Whitaker", in_="#help-desk")
    await office.tomas.sees("Sam Whitaker is working on HD-1")


async def test_a_snoozed_warning_is_quiet_until_then_and_comes_back(office: Office) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=45)
    await office.dana.click("Snooze", in_=await office.dana.sees("HD-1"))
    snoozed = await office.dana.sees("HD-1: @Dana Brooks snoozed this for 8 min.")
    await office.pass_time(minutes=7)
    assert (await office.dana.messages())[-1].ts == snoozed.ts
    await office.pass_time(minutes=1)
    again = await office.dana.sees("HD-1: the first response is due by 11:00 AM today", after=snoozed)
    assert again.buttons == ["Take", "Reassign", "Snooze"]


async def test_a_warning_becomes_an_overdue_notice_when_nobody_acts(office: Office) -> None:
    status, _ = await tomas_ticket(office)
    await office.pass_time(minutes=46)
    await office.dana.sees("is due by 11:00 AM")
    await office.pass_time(minutes=15)
    warning = await office.dana.sees("HD-1: the first response is overdue since 11:00 AM today.")
    assert warning.buttons[0] == "Take"
    await office.tomas.sees("You should have heard from them by 11:00 AM today. Sorry for the wait")
    await office.alex.sees("first response was due 11:00 AM today", in_="#help-desk")
    assert (await office.tomas.now_sees(status)).ts == status.ts


async def test_an_overdue_ticket_is_answered_and_the_warnings_say_so(office: Office) -> None:
    status, card = await tomas_ticket(office)
    await office.pass_time(minutes=75)
    await reply(office.alex, card, "The reader has a new battery.")
    await office.dana.sees("HD-1: @Alex Romero answered.")
    await office.tomas.sees("Alex Romero is working on HD-1. They mean to have it solved by")
    await office.alex.slash("/desk", "why HD-1")
    await office.alex.sees("breached Mon 2 Mar 11:00, done Mon 2 Mar 11:15", in_="#general")
    assert status.ts


async def test_on_friday_afternoon_the_promise_and_its_warning_fall_on_monday(office: Office) -> None:
    await office.pass_time(days=4, hours=6, minutes=50)  # Friday 16:50
    await office.tomas.dm("the door badge reader at the trading floor rejects me")
    await office.tomas.sees("You will hear from them by 9:50 AM on Monday")
    await office.pass_time(hours=59)  # Monday 4:50, an hour of that night was left out
    await office.dana.does_not_see("HD-1")
    await office.pass_time(hours=4, minutes=45)
    await office.dana.sees("HD-1: the first response is due by 9:50 AM today, in 15 minutes.")


async def test_the_next_answer_is_promised_too(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Please restart the router.")
    await office.ana.dm("I did, and it dropped again", thread=status)
    await office.ana.sees("You will hear from them by 10:00 AM tomorrow")
    await office.nina.sees("next response due 10:00 AM tomorrow", in_="#help-network")


async def test_whoever_is_given_a_ticket_is_called_to_its_card(office: Office) -> None:
    _, card = await tomas_ticket(office)
    await office.pass_time(minutes=46)
    await office.dana.click("Reassign", in_=await office.dana.sees("HD-1"))
    await office.dana.submit({"Give it to": "Sam Whitaker"})
    await office.sam.sees("@Sam Whitaker, @Dana Brooks gave you HD-1.", in_="#help-desk", thread=card)


async def test_what_a_lead_writes_below_a_warning_reaches_the_team_alone(office: Office) -> None:
    status, card = await tomas_ticket(office)
    await office.pass_time(minutes=46)
    await office.dana.dm("Alex, please call him back.", thread=await office.dana.sees("HD-1"))
    await office.alex.sees("Alex, please call him back.", in_="#help-desk", thread=card)
    await office.settle()
    await office.tomas.does_not_see("please call him back", thread=status)
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_below_a_notice_of_several_promises_a_lead_is_told_where_to_write(office: Office) -> None:
    await tomas_ticket(office)
    await office.tomas.dm("the door of the archive rejects my badge")
    await office.tomas.sees("HD-2 is with the Help desk")
    await office.pass_time(hours=24)
    await office.dana.dm("Alex, please call him back.", thread=await office.dana.sees("4 promises ran out"))
    await office.dana.sees("Please write in the thread of the ticket's card.")
    await office.alex.does_not_see("HD-3", in_="#help-desk")
