"""What is known of people, user groups and channels, and what is said of the rest."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.errors import BadInput
from bot.gateway.clients import Clients
from bot.gateway.directory import FRESH, SlackDirectory
from bot.gateway.history import PAGE
from bot.segments.facts import Facts
from local_slack import conversations
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.builders import NOON
from tests.desks import Watch

LABELS = "team.profile.get"
PROFILE = "users.profile.get"


class Reception:
    """A directory that has read the workspace, and asks for people by their names."""

    def __init__(self, server: LocalSlack, clients: Clients, *inner: str) -> None:
        self.watch = Watch()
        self.directory = SlackDirectory(clients.reading, self.watch.now, inner)
        self.state = server.state

    def id_of(self, name: str) -> str:
        return next(user.id for user in self.state.users.values() if user.name == name)

    def add_field(self, name: str, field_id: str, label: str, value: str) -> None:
        self.state.profile_fields.append({"id": field_id, "label": label})
        self.state.users[self.id_of(name)].fields[field_id] = value

    async def facts(self, name: str) -> Facts:
        return await self.directory.facts(self.id_of(name))


@pytest.fixture
async def reception(server: LocalSlack, clients: Clients) -> Reception:
    reception = Reception(server, clients)
    await reception.directory.load()
    return reception


@pytest.fixture
async def inner(server: LocalSlack, clients: Clients, slack: Slack) -> AsyncIterator[Reception]:
    """What is internal is told to the network team, which somebody of another company was put into by mistake."""
    await slack.change_group("it-network", add=("erin",))
    reception = Reception(server, clients, "it-network")
    yield reception
    reception.directory.close()


async def test_a_person_is_known_by_name_and_zone(reception: Reception) -> None:
    facts = await reception.facts("priya")
    assert (facts.name, facts.real_name, facts.tz) == ("priya", "Priya Raman", "Asia/Kolkata")


async def test_a_person_is_known_by_the_fields_of_their_profile(reception: Reception) -> None:
    facts = await reception.facts("priya")
    known = [facts.value(name) for name in ("title", "department", "location", "start_date", "device")]
    assert known == ["Account Executive", "Sales", "Bengaluru", "2021-06-14", "NW-2107 ThinkPad T14"]


async def test_a_fact_says_where_it_comes_from_and_since_when(reception: Reception) -> None:
    fact = (await reception.facts("priya")).fact("department")
    assert fact is not None
    assert (fact.source, fact.as_of) == ("Slack profile", reception.watch.time)


async def test_what_a_profile_does_not_say_is_unknown(reception: Reception) -> None:
    facts = await reception.facts("vera")
    assert (facts.value("department"), facts.value("location")) == (None, None)


async def test_a_person_is_known_by_their_user_groups(reception: Reception) -> None:
    assert (await reception.facts("nina")).groups == {"it-network", "it-agents"}


async def test_who_is_in_no_group_is_known_to_be_in_none(reception: Reception) -> None:
    assert (await reception.facts("ana")).in_group("executives") is False


@pytest.mark.parametrize(
    ("name", "guest", "single_channel", "external"),
    [
        ("ana", False, False, False),
        ("carl", True, False, False),
        ("vera", True, True, False),
        ("erin", False, False, True),
    ],
)
async def test_guests_and_people_of_other_companies_are_told_apart(
    reception: Reception, name: str, guest: bool, single_channel: bool, external: bool
) -> None:
    facts = await reception.facts(name)
    found = (facts.is_guest, facts.is_single_channel_guest, facts.is_external)
    assert found == (guest, single_channel, external)


async def test_a_person_is_asked_for_once_while_it_is_fresh(reception: Reception, slack: Slack) -> None:
    await reception.facts("ana")
    reception.watch.time += FRESH
    await reception.facts("ana")
    assert len(await slack.calls(PROFILE)) == 1


async def test_a_person_is_asked_for_again_when_it_is_no_longer_fresh(reception: Reception, slack: Slack) -> None:
    await reception.facts("ana")
    await slack.change_profile("ana", {"Department": "Legal"})
    reception.watch.move(minutes=11)
    assert (await reception.facts("ana")).value("department") == "Legal"


async def test_a_title_is_kept_whatever_its_characters(reception: Reception) -> None:
    """No database takes half a character, or the one that ends a text."""
    reception.state.users[reception.id_of("ana")].title = "Coun\ud83dsel\x00"
    assert (await reception.facts("ana")).value("title") == "Counsel"


async def test_a_person_whose_profile_changed_is_asked_for_again(reception: Reception, slack: Slack) -> None:
    await reception.facts("ana")
    await slack.change_profile("ana", title="Counsel")
    reception.directory.outdate(reception.id_of("ana"))
    assert (await reception.facts("ana")).value("title") == "Counsel"


async def test_a_change_of_somebody_who_was_never_asked_for_is_no_news(reception: Reception) -> None:
    reception.directory.outdate("U0NOBODY")
    assert (await reception.facts("ana")).name == "ana"


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"drop": "before", "times": 2}, {"body": "malformed"}, {"error": "fatal_error"}]
)
async def test_old_facts_are_better_than_none_when_slack_is_down(
    reception: Reception, slack: Slack, fault: dict[str, object]
) -> None:
    before = await reception.facts("priya")
    reception.watch.move(hours=1)
    await slack.fault(PROFILE, **fault)
    after = await reception.facts("priya")
    assert after == before.model_copy(update={"stale_since": NOON})


async def test_facts_are_not_called_stale_once_slack_has_answered_again(reception: Reception, slack: Slack) -> None:
    await reception.facts("priya")
    reception.watch.move(hours=1)
    await slack.fault(PROFILE, status=500)
    await reception.facts("priya")
    assert (await reception.facts("priya")).stale_since is None


async def test_whoever_is_known_is_not_waited_for_long(
    reception: Reception, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.directory.QUICK", 0.02)
    await reception.facts("priya")
    await slack.change_profile("priya", {"Department": "Legal"})
    reception.watch.move(hours=1)
    await slack.fault(PROFILE, delay=0.1)
    stale = await reception.facts("priya")
    assert (stale.value("department"), stale.stale_since) == ("Sales", NOON)


async def test_an_answer_that_came_too_late_is_there_for_the_next_question(
    reception: Reception, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reception.facts("priya")
    await slack.change_profile("priya", {"Department": "Legal"})
    reception.watch.move(hours=1)
    await slack.fault(PROFILE, delay=0.1)
    with monkeypatch.context() as patched:
        patched.setattr("bot.gateway.directory.QUICK", 0.02)
        await reception.facts("priya")
    assert (await reception.facts("priya")).value("department") == "Legal"
    assert len(await slack.calls(PROFILE)) == 2


async def test_many_who_want_to_know_at_once_ask_slack_once(reception: Reception, slack: Slack) -> None:
    await asyncio.gather(*(reception.facts("priya") for _ in range(5)))
    assert len(await slack.calls(PROFILE)) == 1


async def test_a_changed_profile_is_still_known_while_slack_is_down(reception: Reception, slack: Slack) -> None:
    await reception.facts("priya")
    reception.directory.outdate(reception.id_of("priya"))
    await slack.fault("users.info", status=503)
    facts = await reception.facts("priya")
    assert (facts.value("department"), facts.stale_since) == ("Sales", NOON)


async def test_user_groups_stay_known_when_slack_does_not_tell_them_again(reception: Reception, slack: Slack) -> None:
    await slack.fault("usergroups.list", status=503)
    await reception.directory.refresh_groups_and_labels()
    assert reception.directory.members("it-network")


async def test_user_groups_are_as_old_as_their_last_reading(reception: Reception, slack: Slack) -> None:
    reception.watch.move(hours=72)
    await slack.fault("usergroups.list", status=503)
    await reception.directory.refresh_groups_and_labels()
    facts = await reception.facts("victoria")
    assert (facts.groups_as_of, facts.profile_as_of) == (NOON, reception.watch.time)


async def test_user_groups_that_were_read_again_are_new(reception: Reception) -> None:
    reception.watch.move(hours=72)
    await reception.directory.refresh_groups_and_labels()
    assert (await reception.facts("victoria")).groups_as_of == reception.watch.time


async def test_a_field_that_was_added_since_is_known_by_its_name(reception: Reception) -> None:
    reception.add_field("ana", "XfNEW", "Cost centre", "4711")
    reception.watch.move(minutes=1)
    assert (await reception.facts("ana")).value("cost_centre") == "4711"


async def test_a_field_that_slack_does_not_name_is_asked_for_once_a_minute(reception: Reception, slack: Slack) -> None:
    reception.state.users[reception.id_of("ana")].fields["XfHIDDEN"] = "4711"
    reception.state.users[reception.id_of("priya")].fields["XfHIDDEN"] = "4712"
    before = len(await slack.calls(LABELS))
    reception.watch.move(minutes=1)
    for name in ("ana", "priya"):
        await reception.facts(name)
    assert len(await slack.calls(LABELS)) == before + 1


async def test_a_profile_is_known_also_when_slack_does_not_name_its_new_field(
    reception: Reception, slack: Slack
) -> None:
    reception.add_field("ana", "XfNEW", "Cost centre", "4711")
    reception.watch.move(minutes=1)
    await slack.fault(LABELS, status=503)
    assert (await reception.facts("ana")).value("title") is not None


async def test_a_field_that_was_renamed_has_its_new_name_with_the_next_groups(reception: Reception) -> None:
    next(field for field in reception.state.profile_fields if field["label"] == "Department")["label"] = "Division"
    await reception.directory.refresh_groups_and_labels()
    assert (await reception.facts("priya")).value("division") == "Sales"


async def test_a_stranger_is_known_by_their_id_alone_when_slack_is_down(reception: Reception, slack: Slack) -> None:
    await slack.fault("users.info", status=503)
    facts = await reception.facts("priya")
    assert (facts.name, facts.real_name, dict(facts.named)) == (facts.person_id, "", {})


async def test_user_groups_are_known_also_when_slack_is_down(reception: Reception, slack: Slack) -> None:
    await slack.fault("users.info", status=503)
    assert (await reception.facts("victoria")).in_group("executives") is True


async def test_what_was_not_answered_is_asked_again_the_next_time(reception: Reception, slack: Slack) -> None:
    await slack.fault("users.info", status=503)
    await reception.facts("priya")
    assert (await reception.facts("priya")).value("department") == "Sales"


async def test_somebody_whom_slack_does_not_know_is_known_by_their_id(reception: Reception) -> None:
    assert (await reception.directory.facts("U0NOBODY")).name == "U0NOBODY"


async def test_a_user_group_has_members(reception: Reception) -> None:
    assert reception.directory.members("it-network") == [reception.id_of("nina"), reception.id_of("omar")]


async def test_somebody_of_another_company_is_no_member_of_a_user_group(reception: Reception, slack: Slack) -> None:
    await slack.change_group("it-network", add=("erin",))
    await reception.directory.load_groups()
    await reception.directory.facts(reception.id_of("erin"))
    assert reception.id_of("erin") not in reception.directory.members("it-network")


async def test_of_whom_the_desk_tells_it_knows_at_the_start_that_they_are_of_the_house(inner: Reception) -> None:
    await inner.directory.load()
    assert inner.directory.members("it-network") == [inner.id_of("nina"), inner.id_of("omar")]


async def test_who_was_met_has_named_facts(inner: Reception) -> None:
    await inner.directory.load()
    assert (await inner.facts("nina")).value("department") == "IT"


async def test_who_is_known_is_not_met_again(inner: Reception, slack: Slack) -> None:
    await inner.directory.load()
    asked = len(await slack.calls(PROFILE))
    await inner.directory.refresh_groups_and_labels()
    assert len(await slack.calls(PROFILE)) == asked


async def test_who_is_not_known_is_told_nothing_while_somebody_of_the_house_is(inner: Reception, slack: Slack) -> None:
    await slack.fault("users.info", match={"user": inner.id_of("erin")}, error="fatal_error", times=99)
    await inner.directory.load()
    assert inner.id_of("erin") not in inner.directory.members("it-network")


async def test_a_group_of_whom_nobody_is_known_is_told_all_the_same(inner: Reception, slack: Slack) -> None:
    await slack.fault("users.info", error="fatal_error", times=99)
    await inner.directory.load()
    assert inner.id_of("nina") in inner.directory.members("it-network")


async def test_who_was_not_known_is_asked_for_with_the_next_reading(inner: Reception, slack: Slack) -> None:
    await slack.fault("users.info", error="fatal_error", times=99)
    await inner.directory.load()
    await slack.heal()
    await inner.directory.refresh_groups_and_labels()
    assert inner.id_of("erin") not in inner.directory.members("it-network")


async def test_a_slow_slack_does_not_keep_the_desk_from_starting(
    inner: Reception, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.directory.MEETING", 0.02)
    await slack.fault("users.info", delay=5, times=99)
    async with asyncio.timeout(3):
        await inner.directory.load()


async def test_a_user_group_that_does_not_exist_has_none(reception: Reception) -> None:
    assert reception.directory.members("it-moon") == []


async def test_who_joins_a_group_is_known_once_it_is_read_anew(reception: Reception, slack: Slack) -> None:
    await slack.change_group("it-network", add=("ana",))
    await reception.directory.load_groups()
    assert reception.id_of("ana") in reception.directory.members("it-network")


@pytest.mark.parametrize("name", ["#help-network", "help-network"])
async def test_a_channel_has_an_id(reception: Reception, name: str) -> None:
    found = reception.state.conversations[reception.directory.channel_id(name)]
    assert found.name == "help-network"


async def test_a_private_channel_with_the_desk_in_it_is_known(reception: Reception) -> None:
    assert reception.directory.channel_id("#it-leads-room")


async def test_every_page_of_channels_is_read(reception: Reception) -> None:
    bot = reception.state.users[reception.state.app["bot_user"]]
    for number in range(PAGE + 1):
        conversations.create(reception.state, bot, f"zz-{number}")
    await reception.directory.load_channels()
    assert reception.directory.channel_id(f"#zz-{PAGE}")


async def test_a_channel_that_was_archived_is_still_known(reception: Reception) -> None:
    """A ticket that goes there is opened all the same: only its card cannot be shown."""
    channel = reception.directory.channel_id("#help-network")
    reception.state.conversations[channel].is_archived = True
    await reception.directory.load_channels()
    assert reception.directory.channel_id("#help-network") == channel


async def test_the_desk_knows_itself_and_its_team(reception: Reception) -> None:
    known = (reception.directory.bot_user_id, reception.directory.team_id)
    assert known == (reception.state.app["bot_user"], reception.state.team["id"])


async def test_a_workspace_that_has_everything_is_accepted(reception: Reception) -> None:
    reception.directory.check_places({"#help-network", "#it-leads-room"}, {"it-network"})


async def test_everything_that_a_workspace_has_not_is_named(reception: Reception) -> None:
    with pytest.raises(BadInput) as refused:
        reception.directory.check_places(["#help-network", "#moon"], ["it-moon", "it-network"])
    assert [problem.found for problem in refused.value.problems] == ["#moon", "@it-moon"]


async def test_a_channel_without_the_desk_is_named(reception: Reception) -> None:
    with pytest.raises(BadInput, match="found #general; allowed: a channel that exists and that the desk was invited"):
        reception.directory.check_places(["#general"], [])


async def test_a_channel_with_people_of_another_company_is_shared(reception: Reception) -> None:
    assert reception.directory.is_shared(reception.directory.channel_id("#vendor-partner"))


async def test_a_channel_of_our_own_is_not_shared(reception: Reception) -> None:
    assert not reception.directory.is_shared(reception.directory.channel_id("#help-network"))


async def test_a_channel_that_is_not_known_counts_as_shared(reception: Reception) -> None:
    assert reception.directory.is_shared("C0ELSEWHERE")


async def test_that_a_channel_is_shared_by_now_is_known_once_it_is_read_anew(reception: Reception) -> None:
    channel = reception.directory.channel_id("#help-network")
    reception.state.conversations[channel].is_ext_shared = True
    await reception.directory.load_channels()
    assert reception.directory.is_shared(channel)


async def test_cards_are_not_shown_to_another_company(reception: Reception) -> None:
    with pytest.raises(BadInput, match="found #vendor-partner; allowed: a channel that is not shared with another"):
        reception.directory.check_places(["#vendor-partner"], [], within=["#vendor-partner"])


async def test_another_company_may_ask_in_a_channel(reception: Reception) -> None:
    reception.directory.check_places(["#vendor-partner", "#help-network"], [], within=["#help-network"])


async def test_facts_are_asked_for_by_the_time_of_the_desk(server: LocalSlack, clients: Clients) -> None:
    directory = SlackDirectory(clients.reading, lambda: datetime(2030, 1, 1, tzinfo=UTC))
    await directory.load()
    person = next(user.id for user in server.state.users.values() if user.name == "ana")
    fact = (await directory.facts(person)).fact("title")
    assert fact is not None
    assert fact.as_of.year == 2030
