"""What changes in the workspace is known to the desk at once."""

import pytest

from bot.desk.speech import Say
from bot.storage.deliveries import Delivery
from local_slack import conversations
from local_slack.server import LocalSlack
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import event


async def said(office: BackOffice, say: Say) -> list[str]:
    return [each.conversation for each in await office.all(Delivery) if each.say == say]


async def test_whoever_looks_at_the_home_is_shown_it(office: BackOffice) -> None:
    ana = office.people["ana"]
    await office.take_in(event("app_home_opened", by=ana, tab="home"))
    assert await said(office, Say.HOME) == [ana]


async def test_whoever_looks_at_the_messages_is_shown_no_home(office: BackOffice) -> None:
    await office.take_in(event("app_home_opened", by=office.people["ana"], tab="messages"))
    assert await said(office, Say.HOME) == []


@pytest.mark.parametrize("kind", ["subteam_created", "subteam_updated", "subteam_members_changed"])
async def test_a_change_of_a_user_group_is_known_at_once(office: BackOffice, kind: str) -> None:
    await office.slack.change_group("it-network", add=("ana",))
    await office.take_in(event(kind, by=None))
    assert office.people["ana"] in office.directory.members("it-network")


async def test_a_change_of_a_user_group_is_asked_for_again_when_slack_is_down(office: BackOffice) -> None:
    await office.slack.change_group("it-network", add=("ana",))
    await office.fault("usergroups.list", status=503)
    await office.take_in(event("subteam_updated", by=None))
    office.watch.move(minutes=2)
    await office.take_over()
    assert office.people["ana"] in office.directory.members("it-network")


async def test_a_channel_that_the_desk_joins_is_known_at_once(office: BackOffice, server: LocalSlack) -> None:
    bot = server.state.users[office.directory.bot_user_id]
    channel = conversations.create(server.state, bot, "help-moon")
    await office.take_in(event("member_joined_channel", by=bot.id, channel=channel.id))
    assert office.directory.channel_id("#help-moon") == channel.id


async def test_a_channel_that_somebody_else_joins_is_not_asked_for(office: BackOffice) -> None:
    before = len(await office.slack.calls("conversations.list"))
    await office.take_in(event("member_joined_channel", by=office.people["ana"], channel="C1"))
    assert len(await office.slack.calls("conversations.list")) == before


@pytest.mark.parametrize("kind", ["channel_archive", "group_archive"])
async def test_owners_hear_of_an_archived_channel(office: BackOffice, kind: str) -> None:
    await office.take_in(event(kind, channel=office.directory.channel_id("#help-network")))
    assert await said(office, Say.NOTICE) == [office.people["olga"]]


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_lost_access_is_in_the_log(office: BackOffice, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    await office.take_in(event(kind, by=None))
    assert f"Slack took back the desk's access ({kind})" in caplog.text
