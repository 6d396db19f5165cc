import pytest

from local_slack import conversations, messages
from local_slack.clock import Clock
from local_slack.company import COMPANIES, found, read_company
from local_slack.manifest import Manifest
from local_slack.state import State

MANIFEST = Manifest.read({"display_information": {"name": "Frontdesk"}})


@pytest.fixture
def state():
    state = State(Clock())
    found(state, read_company(COMPANIES / "northwind.yml"), MANIFEST)
    return state


@pytest.fixture
def told(state):
    happenings = []
    state.subscribe(happenings.append)
    return happenings


def person(state, name):
    return next(user for user in state.users.values() if user.name == name)


def channel(state, name):
    return next(conversation for conversation in state.conversations.values() if conversation.name == name)


def test_leaving_is_told_and_announced(state, told):
    general, ana = channel(state, "general"), person(state, "ana")
    conversations.leave(state, general, ana)
    assert ana.id not in general.members
    assert [happening.kind for happening in told] == ["message_posted", "member_left"]


def test_leaving_twice_changes_nothing(state, told):
    conversations.leave(state, channel(state, "help-desk"), person(state, "ana"))
    assert told == []


def test_a_private_channel_announces_in_its_own_way(state):
    room, ana = channel(state, "it-leads-room"), person(state, "ana")
    conversations.join(state, room, ana)
    conversations.leave(state, room, ana)
    assert [message.subtype for message in room.messages.values()] == ["group_join", "group_leave"]


def seen_by(state, name):
    viewer = person(state, name)
    return {c.name for c in state.conversations.values() if conversations.can_see(state, c, viewer)}


def test_an_employee_sees_public_channels_and_their_own_private_ones(state):
    assert "help-desk" in seen_by(state, "ana")
    assert "it-leads-room" not in seen_by(state, "ana")
    assert "it-leads-room" in seen_by(state, "dana")


@pytest.mark.parametrize(
    ("outsider", "channels"),
    [
        ("carl", {"it-help"}),  # a multi-channel guest
        ("vera", {"facilities"}),  # a single-channel guest
        ("erin", {"vendor-partner"}),  # of another company
    ],
)
def test_guests_and_people_of_other_companies_see_only_channels_they_are_in(state, outsider, channels):
    assert seen_by(state, outsider) == channels


def test_a_multi_channel_guest_sees_a_channel_once_they_are_in_it(state):
    conversations.join(state, channel(state, "random"), person(state, "carl"))
    assert seen_by(state, "carl") == {"it-help", "random"}


def test_the_app_sees_public_channels_that_it_is_not_in(state):
    assert "general" in seen_by(state, "frontdesk")


def test_a_renamed_channel_remembers_its_old_name_in_what_is_told(state, told):
    conversations.rename(state, channel(state, "random"), person(state, "ana"), "chatter")
    assert channel(state, "chatter")
    assert told[0].details == {"old_name": "random"}


def test_a_person_edits_and_it_shows(state):
    general, ana = channel(state, "general"), person(state, "ana")
    message = messages.post(state, general, ana, "Lunch at noon")
    messages.edit(state, general, message, ana, text="Lunch at one", blocks=[{"type": "divider"}])
    assert message.text == "Lunch at one"
    assert message.edited == {"user": ana.id, "ts": message.edited["ts"]}


def test_a_message_is_shown_with_what_it_has(state):
    general, ana = channel(state, "general"), person(state, "ana")
    file = {"id": "F1"}
    message = messages.post(state, general, ana, "Look", files=[file], subtype="file_share", client_msg_id="m1")
    shown = messages.as_json(state, general, message)
    assert (shown["files"], shown["subtype"], shown["client_msg_id"]) == ([file], "file_share", "m1")
    assert "bot_id" not in shown
    assert "blocks" not in shown


def test_an_ephemeral_message_says_so(state):
    general, ana = channel(state, "general"), person(state, "ana")
    message = messages.post(state, general, state.users[state.app["bot_user"]], "Psst", ephemeral_to=ana.id)
    assert messages.as_json(state, general, message)["is_ephemeral"] is True


def test_a_reply_names_the_parents_author(state):
    general, ana, ben = channel(state, "general"), person(state, "ana"), person(state, "ben")
    parent = messages.post(state, general, ana, "Lunch?")
    reply = messages.post(state, general, ben, "Yes", thread_ts=parent.ts)
    assert messages.as_json(state, general, reply)["parent_user_id"] == ana.id
