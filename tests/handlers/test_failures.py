"""A person hears what to do, or that the desk is sorry; the log hears the rest."""

import pytest

from bot.errors import Refusal
from bot.handlers import failures
from bot.handlers.act import Act
from bot.handlers.arrival import Payload
from bot.handlers.failures import SORRY
from bot.storage.deliveries import Delivery
from tests.desks import acting
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import arrival, command, event

REFUSAL = Refusal("Only a support lead can do that.")


NOWHERE = "http://127.0.0.1:9/"  # takes no answer


def act_of(office: BackOffice, by: str = "ana", *, again: bool = False, response_url: str | None = None) -> Act:
    person = office.people.get(by, "")
    asked = {**command("secret words", by=person, id="a"), "response_url": response_url}
    found = arrival(asked if person else event("subteam_updated", by=None))
    return Act(office.desk, acting(office.desk, person), found, office.surroundings, again)


async def test_a_refusal_where_slack_takes_no_answer_is_written_down_to_be_said_once(office: BackOffice) -> None:
    await failures.tell(act_of(office), REFUSAL)
    assert await office.told("ana") == [REFUSAL.sentence]
    assert await office.slack.calls("chat.postMessage") == []


async def test_a_refusal_settles_the_matter(office: BackOffice) -> None:
    assert await failures.tell(act_of(office), REFUSAL)


async def test_a_refusal_at_a_later_try_is_written_down_to_be_said_once(office: BackOffice) -> None:
    for _ in range(2):
        await failures.tell(act_of(office, again=True), REFUSAL)
    (delivery,) = await office.all(Delivery)
    assert (delivery.conversation, delivery.about) == (office.people["ana"], {"sentence": REFUSAL.sentence})


async def test_a_refusal_that_slack_would_not_show_is_written_down(office: BackOffice) -> None:
    await failures.tell(act_of(office, response_url=NOWHERE), REFUSAL)
    assert len(await office.all(Delivery)) == 1


async def test_a_refusal_is_no_matter_for_the_log(office: BackOffice, caplog: pytest.LogCaptureFixture) -> None:
    await failures.tell(act_of(office), REFUSAL)
    assert "receipt" not in caplog.text


async def test_a_surprise_says_sorry(office: BackOffice) -> None:
    await failures.tell(act_of(office), ZeroDivisionError())
    assert await office.told("ana") == [SORRY]


async def test_a_surprise_settles_nothing(office: BackOffice) -> None:
    assert not await failures.tell(act_of(office), ZeroDivisionError())


async def test_a_surprise_at_a_later_try_is_not_said_again(office: BackOffice) -> None:
    await failures.tell(act_of(office, again=True), ZeroDivisionError())
    assert await office.told("ana") == []


async def test_a_surprise_reaches_the_log_with_its_receipt(
    office: BackOffice, caplog: pytest.LogCaptureFixture
) -> None:
    await failures.tell(act_of(office), ZeroDivisionError())
    assert "receipt a failed" in caplog.text


async def test_what_a_person_wrote_stays_out_of_the_log(office: BackOffice, caplog: pytest.LogCaptureFixture) -> None:
    await failures.tell(act_of(office), ZeroDivisionError())
    assert "secret words" not in caplog.text


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"drop": "before"}, {"body": "malformed"}, {"error": "fatal_error"}]
)
async def test_somebody_who_cannot_be_told_stops_nothing(
    office: BackOffice, fault: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await office.fault("chat.postMessage", **fault)
    assert not await failures.tell(act_of(office), ZeroDivisionError())
    assert "receipt a: the person could not be told" in caplog.text


async def test_what_nobody_in_person_did_is_said_to_nobody(office: BackOffice) -> None:
    await failures.tell(act_of(office, by="nobody"), ZeroDivisionError())
    assert await office.slack.calls("chat.postMessage") == []


@pytest.mark.parametrize(
    ("payload", "what"),
    [(command("help", id="a"), "command:/support"), (event("subteam_updated", by=None), "event:subteam_updated")],
    ids=["somebody", "the workspace"],
)
async def test_the_owners_hear_what_was_given_up_whoever_it_came_from(
    office: BackOffice, payload: Payload, what: str
) -> None:
    await office.store.transact(lambda tx: failures.give_up(tx, office.desk, arrival(payload)))
    told = {delivery.conversation: delivery.about["sentence"] for delivery in await office.all(Delivery)}
    assert told[office.people["olga"]].startswith(f"I gave up something that Slack delivered ({what}), because")
