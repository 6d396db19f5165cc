from datetime import UTC, datetime

import pytest

from local_slack.clock import Clock
from local_slack.company import COMPANIES, found, read_company
from local_slack.documents import BrokenDocumentError
from local_slack.manifest import Manifest
from local_slack.state import State

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
MANIFEST = Manifest.read({"display_information": {"name": "Frontdesk"}})
SMALL = """
team: {name: Small, domain: small}
external_team: {name: Other, domain: other}
profile_fields: [{label: Department}]
people:
  - {name: ana, real_name: Ana, owner: true%s}
groups: [{handle: all-staff, name: Staff, members: [%s]}]
channels: [{name: general, members: [%s]}]
"""


@pytest.fixture(params=["northwind", "hospital"])
def state(request):
    state = State(Clock(NOON, frozen=True))
    found(state, read_company(COMPANIES / f"{request.param}.yml"), MANIFEST)
    return state


def northwind():
    state = State(Clock(NOON, frozen=True))
    found(state, read_company(COMPANIES / "northwind.yml"), MANIFEST)
    return state


def person(state, name):
    return next(user for user in state.users.values() if user.name == name)


def field(state, user, label):
    field_id = next(field["id"] for field in state.profile_fields if field["label"] == label)
    return user.fields[field_id]


def channel(state, name):
    return next(conversation for conversation in state.conversations.values() if conversation.name == name)


def broken(tmp_path, *parts):
    path = tmp_path / "company.yml"
    path.write_text(SMALL % parts)
    with pytest.raises(BrokenDocumentError) as caught:
        read_company(path)
    return str(caught.value)


def test_a_company_has_some_thirty_people(state):
    assert 28 <= len(state.users) <= 35


def test_a_company_has_guests_and_somebody_of_another_company(state):
    assert any(user.is_ultra_restricted for user in state.users.values())
    assert any(user.is_restricted and not user.is_ultra_restricted for user in state.users.values())
    assert [user.team_id for user in state.users.values()].count(state.external_team["id"]) == 1


def test_the_other_company_is_in_the_shared_channel_only(state):
    outsider = next(user for user in state.users.values() if user.team_id == state.external_team["id"])
    theirs = [conversation for conversation in state.conversations.values() if outsider.id in conversation.members]
    assert [conversation.is_ext_shared for conversation in theirs] == [True]


def test_the_app_is_installed_with_tokens_and_a_secret(state):
    assert state.users[state.app["bot_user"]].is_bot
    assert state.app["bot_token"].startswith("xoxb-")
    assert state.app["app_token"].startswith("xapp-")
    assert len(state.app["signing_secret"]) == 32
    assert {token.kind for token in state.tokens.values()} == {"bot", "app"}


def test_founding_gives_the_same_ids_each_time():
    assert list(northwind().users) == list(northwind().users)
    assert northwind().app == northwind().app


def test_a_new_hire_started_the_same_number_of_days_ago_on_any_day():
    state = northwind()
    assert field(state, person(state, "noah"), "Start date") == "2026-02-10"
    assert field(state, person(state, "mei"), "Start date") == "2026-02-20"


def test_a_date_is_a_date():
    state = northwind()
    assert field(state, person(state, "ana"), "Start date") == "2018-05-07"


def test_a_manager_is_a_person():
    state = northwind()
    assert field(state, person(state, "marcus"), "Manager") == person(state, "victoria").id


def test_the_bot_sits_in_the_agents_channels_but_not_in_random():
    state = northwind()
    bot = state.app["bot_user"]
    assert bot in channel(state, "help-desk").members
    assert bot in channel(state, "eng-platform").members
    assert bot not in channel(state, "random").members


def test_a_group_may_be_a_channels_member():
    state = northwind()
    assert {person(state, "alex").id, person(state, "dana").id} <= channel(state, "help-desk").members


def test_everybody_is_who_is_no_guest_and_of_no_other_company():
    state = northwind()
    members = channel(state, "general").members
    assert person(state, "ana").id in members
    assert not {person(state, name).id for name in ("carl", "vera", "erin")} & members


def test_time_zones_vary():
    assert len({user.tz for user in northwind().users.values()}) >= 5


def test_an_unknown_member_is_named(tmp_path):
    assert "no person is named bob" in broken(tmp_path, "", "bob", "ana")


def test_an_unknown_channel_member_is_named(tmp_path):
    assert "no person is named @nobody" in broken(tmp_path, "", "ana", '"@nobody"')


def test_an_unknown_profile_field_is_named(tmp_path):
    assert "no profile field is named Shoe size" in broken(tmp_path, ", fields: {Shoe size: '42'}", "ana", "ana")


def test_a_misspelt_key_is_named_with_its_line(tmp_path):
    message = broken(tmp_path, ", titel: CEO", "ana", "ana")
    assert "company.yml: line 6: people.0.titel: Extra inputs are not permitted" in message
