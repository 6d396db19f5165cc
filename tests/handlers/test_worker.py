"""What was stored is worked on once, in order for each person, and again when it was left behind."""

import asyncio
from typing import Any

import pytest

from bot.handlers.failures import GIVEN_UP, SORRY
from bot.handlers.worker import HANDS
from bot.storage import receipts
from bot.storage.deliveries import Delivery
from bot.storage.receipts import LEASE, MOST_ATTEMPTS, ReceiptState, Run
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket
from bot.views import usage
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import arrival, click, command, event, message

LATER = LEASE.total_seconds() + 1
MODAL, ANSWER = "views.open", "chat.postMessage"


def asked(office: BackOffice, text: str = "my vpn drops every hour", by: str = "ana", **values: Any) -> dict[str, Any]:
    return command(text, by=office.people[by], **values)


async def test_what_arrives_is_done(office: BackOffice) -> None:
    await office.take_in(asked(office))
    assert [request.text for request in await office.all(Request)] == ["my vpn drops every hour"]


async def test_what_was_done_is_finished(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"))
    assert (await office.receipt("a")).state is ReceiptState.FINISHED


async def test_what_arrives_twice_is_done_once(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"), asked(office, id="a"))
    assert len(await office.all(Request)) == 1


async def test_what_arrives_again_after_it_was_done_is_not_done_again(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"))
    await office.take_in(asked(office, id="a"))
    assert len(await office.all(Request)) == 1


async def test_what_is_started_twice_is_done_once(office: BackOffice) -> None:
    """Its lease may be over while it still waits for its turn."""
    again = arrival(asked(office, id="a"))
    await office.worker.take_in(again)
    office.worker.start(again, Run("a"))
    await office.worker.stop()
    assert len(await office.all(Request)) == 1


async def test_what_another_process_has_done_meanwhile_is_not_done_again(office: BackOffice) -> None:
    await office.fault("users.info", delay=0.1)
    await office.worker.take_in(arrival(asked(office, id="a")))
    await office.slack.call("users.info")
    await office.store.transact(lambda tx: tx.finish(Run("a")))
    await office.worker.stop()
    assert await office.all(Request) == []


async def test_one_persons_arrivals_are_done_in_their_order(office: BackOffice) -> None:
    await office.fault("users.info", delay=0.1)
    await office.take_in(*(asked(office, f"vpn drops, part {part}", id=str(part)) for part in range(5)))
    assert [request.text[-1] for request in await office.all(Request)] == list("01234")


async def test_nobody_waits_for_somebody_else(office: BackOffice) -> None:
    await office.fault("users.info", match={"user": office.people["ana"]}, delay=0.1)
    await office.take_in(asked(office, "vpn drops for ana"), asked(office, "vpn drops for ben", by="ben", id="b"))
    done = await office.store.read(
        lambda session: session.connection().exec_driver_sql("SELECT text FROM ticket ORDER BY id").scalars().all()
    )
    assert done == ["vpn drops for ben", "vpn drops for ana"]


async def crowd_that_asks(office: BackOffice) -> None:
    """More people than the worker has hands, each of whom Slack lets wait."""
    await office.fault(ANSWER, delay=5, times=99)
    people = [name for name in office.people if name != "frontdesk"][: HANDS + 2]
    await office.take_in_only(*(asked(office, "help", by=name, id=name) for name in people))


async def test_of_a_crowd_a_few_are_worked_on_at_once(office: BackOffice) -> None:
    await crowd_that_asks(office)
    while len(await office.slack.calls(ANSWER)) < HANDS:  # noqa: ASYNC110  # a call to Slack tells nobody here
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    assert len(await office.slack.calls(ANSWER)) == HANDS
    await office.worker.stop(0.0)


async def test_whoever_wants_a_form_does_not_wait_behind_a_crowd(office: BackOffice) -> None:
    await crowd_that_asks(office)
    await office.take_in_only(asked(office, "", by="dana", id="form"))
    async with asyncio.timeout(4):
        await office.slack.call(MODAL)
    await office.worker.stop(0.0)


async def test_what_a_crash_left_behind_is_done_at_the_next_start(office: BackOffice) -> None:
    await office.leave_behind(asked(office, id="a"))
    await office.take_over(everything=True)
    assert len(await office.all(Request)) == 1


async def test_what_another_process_is_doing_is_left_to_it(office: BackOffice) -> None:
    await office.leave_behind(asked(office, id="a"))
    await office.take_over()
    assert await office.all(Request) == []


async def test_what_nobody_finished_is_done_when_its_lease_is_over(office: BackOffice) -> None:
    await office.leave_behind(asked(office, id="a"))
    office.watch.move(seconds=LATER)
    await office.take_over()
    assert len(await office.all(Request)) == 1


async def test_what_waits_here_for_long_is_left_to_it(office: BackOffice) -> None:
    await office.fault("users.info", delay=0.1)
    await office.worker.take_in(arrival(asked(office, id="a")))
    await office.slack.call("users.info")
    office.watch.move(seconds=LATER)
    await office.take_over()
    assert (await office.receipt("a")).attempts == 1
    assert len(await office.all(Request)) == 1


async def test_whoever_was_too_slow_leaves_it_to_the_next(office: BackOffice) -> None:
    await office.fault("users.info", delay=0.1)
    await office.worker.take_in(arrival(asked(office, id="a")))
    await office.slack.call("users.info")
    at = office.watch.now() + LEASE
    await office.store.transact(lambda tx: receipts.take_over(tx.session, at))
    await office.worker.stop()
    assert await office.all(Request) == []
    assert (await office.receipt("a")).state is ReceiptState.TAKEN


async def test_what_does_not_come_to_its_end_in_time_is_left_to_others(office: BackOffice) -> None:
    await office.fault("users.info", delay=5)
    await office.take_in_only(asked(office, "first", id="a"), asked(office, "second", id="b"))
    await office.worker.stop(0.05)
    assert await office.all(Request) == []
    left = await office.store.transact(lambda tx: receipts.take_over(tx.session, office.watch.now()))
    assert [receipt.id for receipt in left] == ["a", "b"]


async def test_what_failed_is_left_unfinished(office: BackOffice) -> None:
    await office.fault(MODAL, error="internal_error")
    await office.take_in(asked(office, "", id="a"))
    assert (await office.receipt("a")).state is ReceiptState.TAKEN


async def test_what_failed_is_tried_again(office: BackOffice) -> None:
    await office.fault(ANSWER, error="internal_error")
    await office.take_in(asked(office, "help", id="a"))
    office.watch.move(seconds=LATER)
    await office.take_over()
    assert (await office.told("ana"))[-1] == usage.support().text


async def test_one_apology_is_enough(office: BackOffice) -> None:
    await office.fault(ANSWER, match={"text": usage.support().text}, error="internal_error", times=2)
    await office.take_in(asked(office, "help", id="a"))
    office.watch.move(seconds=LATER)
    await office.take_over()
    assert await office.told("ana") == [SORRY]


async def try_again(office: BackOffice, times: int) -> None:
    for _ in range(times):
        office.watch.move(seconds=LATER)
        await office.take_over()


async def mark_in_an_outage(office: BackOffice) -> None:
    """Somebody marks what ana said; only Slack knows what that was."""
    said = await office.slack.person("ana").say("#it-help", "my vpn drops")
    item = {"type": "message", "channel": said.channel, "ts": said.ts}
    await office.fault("conversations.replies", status=503, times=99_999)
    await office.take_in(event("reaction_added", by=office.people["ben"], reaction="ticket", item=item, id="a"))


@pytest.fixture
def asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No call is repeated within a run: there are many runs."""
    monkeypatch.setattr("bot.gateway.clients.PAUSES", ())


@pytest.mark.usefixtures("asks_once")
async def test_what_was_taken_in_outlives_an_outage_of_slack(office: BackOffice) -> None:
    await mark_in_an_outage(office)
    await try_again(office, 4 * MOST_ATTEMPTS)
    await office.slack.heal()
    await try_again(office, 1)
    assert [request.text for request in await office.all(Request)] == ["my vpn drops"]


@pytest.mark.usefixtures("asks_once")
async def test_what_fails_on_our_side_after_an_outage_is_given_up(
    office: BackOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mark_in_an_outage(office)
    await try_again(office, MOST_ATTEMPTS)
    await office.slack.heal()
    monkeypatch.setattr("bot.handlers.messages.at", lambda _ts: 1 / 0)
    await try_again(office, MOST_ATTEMPTS - 1)
    assert (await office.receipt("a")).state is ReceiptState.TAKEN
    await try_again(office, 1)
    assert (await office.receipt("a")).state is ReceiptState.FAILED


@pytest.mark.usefixtures("asks_once")
async def test_what_slack_does_not_answer_for_more_than_a_day_is_given_up(office: BackOffice) -> None:
    await mark_in_an_outage(office)
    office.watch.move(days=1)
    await try_again(office, MOST_ATTEMPTS)
    assert (await office.receipt("a")).state is ReceiptState.FAILED


@pytest.mark.usefixtures("asks_once")
async def test_waiting_for_slack_is_one_line_in_the_log(office: BackOffice, caplog: pytest.LogCaptureFixture) -> None:
    await mark_in_an_outage(office)
    assert "receipt a waits for Slack (internal_error)" in caplog.text
    assert "Traceback" not in caplog.text


async def test_what_fails_every_time_is_given_up_and_logged(
    office: BackOffice, caplog: pytest.LogCaptureFixture
) -> None:
    await office.fault(ANSWER, error="invalid_blocks", times=99)
    await office.take_in(asked(office, "help", id="a"))
    await try_again(office, MOST_ATTEMPTS)
    assert (await office.receipt("a")).state is ReceiptState.FAILED
    assert f"receipt a was given up after {MOST_ATTEMPTS} attempts" in caplog.text
    told = {delivery.conversation: delivery.about["sentence"] for delivery in await office.all(Delivery)}
    assert told[office.people["ana"]] == GIVEN_UP
    assert "at receipt a" in told[office.people["olga"]]


async def test_a_question_outlives_any_number_of_processes_that_die_before_its_turn(office: BackOffice) -> None:
    await office.leave_behind(asked(office, id="a"))
    for _ in range(2 * MOST_ATTEMPTS):
        await office.store.transact(
            lambda tx: receipts.take_over(tx.session, office.watch.now(), everything=True) and None
        )
    await office.take_over(everything=True)
    assert (await office.receipt("a")).state is ReceiptState.FINISHED


async def test_a_question_outlives_any_number_of_orderly_stops(office: BackOffice) -> None:
    await office.fault("users.info", delay=5, times=99)
    await office.take_in_only(asked(office, id="a"))
    for _ in range(2 * MOST_ATTEMPTS):
        await office.worker.stop(0.0)
        await office.worker.take_over(everything=True)
    await office.worker.stop(0.0)
    await office.slack.heal()
    await office.take_over(everything=True)
    assert (await office.receipt("a")).state is ReceiptState.FINISHED


async def test_a_receipt_that_nobody_can_read_any_more_is_logged(
    office: BackOffice, caplog: pytest.LogCaptureFixture
) -> None:
    await office.leave_behind(asked(office, id="a"), body={"type": "of old"})
    await office.take_over(everything=True)
    assert "receipt a was given up" in caplog.text


async def test_what_has_no_route_any_more_stops_nobody_else(office: BackOffice) -> None:
    ana = office.people["ana"]
    await office.leave_behind(click("of_old", by=ana, id="a"))
    await office.take_over(everything=True)
    await office.take_in(asked(office))
    assert len(await office.all(Request)) == 1


async def test_a_refusal_settles_what_was_asked(office: BackOffice) -> None:
    await office.take_in(click("card_claim", by=office.people["ana"], id="a"))
    assert (await office.receipt("a")).state is ReceiptState.FINISHED


async def test_slacks_old_token_is_not_kept(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"))
    assert "token" not in (await office.receipt("a")).body


async def test_the_receipt_says_what_it_is_of(office: BackOffice) -> None:
    await office.take_in(message(by=office.people["ana"]))
    assert (await office.receipt(arrival(message()).id)).route == "event:message"


async def test_a_form_that_slack_would_not_show_any_more_is_not_asked_for(office: BackOffice) -> None:
    await office.leave_behind(asked(office, "", id="a"))
    await office.take_over(everything=True)
    assert await office.slack.calls(MODAL) == []
    assert (await office.receipt("a")).state is ReceiptState.FINISHED


async def test_who_waits_for_such_a_form_is_told_once(office: BackOffice) -> None:
    await office.leave_behind(asked(office, "", id="a"))
    await office.take_over(everything=True)
    (delivery,) = await office.all(Delivery)
    assert delivery.conversation == office.people["ana"]
    assert "Please press it again" in delivery.about["sentence"]


async def test_what_was_stored_under_another_id_is_taken_over_under_that(office: BackOffice) -> None:
    await office.leave_behind(message(by=office.people["ana"]), id="Ev1")
    await office.take_over(everything=True)
    assert (await office.receipt("Ev1")).state is ReceiptState.FINISHED
    assert len(await office.all(Request)) == 1


async def test_what_is_said_knows_the_receipt_that_caused_it(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"))
    assert {delivery.cause for delivery in await office.all(Delivery)} == {"a"}


async def test_a_double_click_opens_one_ticket(office: BackOffice) -> None:
    await office.take_in(asked(office))
    request = (await office.all(Request))[0]
    presses = [click("offer_still_need_help", request.id, office.people["ana"], id=name) for name in "ab"]
    await office.take_in(*presses)
    assert len(await office.all(Ticket)) == 1


async def test_owners_hear_that_a_channel_with_cards_is_shared_with_another_company(office: BackOffice) -> None:
    await office.take_in(event("channel_shared", channel=office.directory.channel_id("#help-network")))
    told = [each for each in await office.all(Delivery) if each.key.startswith("shared:")]
    assert [each.conversation for each in told] == [office.people["olga"]]
    assert "#help-network is shared with another company" in told[0].about["sentence"]


@pytest.mark.usefixtures("asks_once")
async def test_owners_hear_of_a_shared_channel_while_slack_does_not_tell_of_channels(office: BackOffice) -> None:
    channel = office.directory.channel_id("#help-network")
    await office.fault("conversations.list", status=503, times=99)
    await office.take_in(event("channel_shared", channel=channel))
    assert [each.conversation for each in await office.all(Delivery)] == [office.people["olga"]]
    assert office.directory.is_shared(channel)


async def test_a_channel_without_cards_may_be_shared(office: BackOffice) -> None:
    await office.take_in(event("channel_shared", channel="C0ELSEWHERE"))
    assert await office.all(Delivery) == []


async def test_a_change_of_profile_is_known_at_once(office: BackOffice) -> None:
    ana = office.people["ana"]
    await office.directory.facts(ana)
    await office.slack.change_profile("ana", title="Counsel")
    await office.take_in(event("user_change", by={"id": ana}))
    assert (await office.directory.facts(ana)).value("title") == "Counsel"


async def test_what_was_asked_is_stored_while_slack_does_not_say_who_asks(office: BackOffice) -> None:
    """Only then it is acknowledged: the directory is never in the way of that."""
    await office.fault("users.info", delay=5)
    async with asyncio.timeout(1):
        assert await office.worker.take_in(arrival(asked(office, id="a")))
    assert (await office.receipt("a")).state is ReceiptState.TAKEN
    await office.worker.stop(0.01)


async def test_a_person_is_looked_up_once_on_the_way_in(office: BackOffice) -> None:
    await office.take_in(asked(office, id="a"))
    assert len(await office.slack.calls("users.info")) == len(await office.slack.calls("users.profile.get")) == 1
