import pytest


async def test_open_gives_the_same_dm_twice(slack):
    ana = slack.person("ana").id
    first = await slack.call("conversations.open", users=ana)
    second = await slack.call("conversations.open", users=ana)
    assert first["channel"]["id"] == second["channel"]["id"]
    assert "already_open" not in first
    assert second["already_open"] is True


async def test_open_shows_the_whole_dm_on_request(slack):
    ana = slack.person("ana").id
    answer = await slack.call("conversations.open", users=ana, return_im=True)
    assert (answer["channel"]["is_im"], answer["channel"]["user"]) == (True, ana)


async def test_several_people_share_a_group_dm(slack):
    ids = [slack.person(name).id for name in ("dana", "theo")]
    answer = await slack.call("conversations.open", users=",".join(ids))
    conversation = slack.state.conversations[answer["channel"]["id"]]
    assert conversation.kind == "mpim"
    assert conversation.members == {*ids, slack.state.app["bot_user"]}


async def test_open_takes_a_conversation_that_is_known(slack):
    opened = await slack.call("conversations.open", users=slack.person("ana").id)
    again = await slack.call("conversations.open", channel=opened["channel"]["id"])
    assert again["channel"]["id"] == opened["channel"]["id"]


@pytest.mark.parametrize(("users", "error"), [("", "users_list_not_supplied"), ("U404", "user_not_found")])
async def test_open_needs_somebody(slack, users, error):
    assert (await slack.call("conversations.open", users=users))["error"] == error


async def test_open_refuses_those_who_have_left(slack):
    slack.person("ana").deleted = True
    assert (await slack.call("conversations.open", users=slack.person("ana").id))["error"] == "user_disabled"


async def test_bots_have_no_dms_with_each_other(slack):
    slack.person("ana").is_bot = True
    assert (await slack.call("conversations.open", users=slack.person("ana").id))["error"] == "cannot_dm_bot"


async def test_open_needs_the_scope_of_its_kind(slack):
    slack.take_away("im:write")
    answer = await slack.call("conversations.open", users=slack.person("ana").id)
    assert answer["needed"] == "im:write"


async def test_info_shows_a_channel(slack):
    answer = await slack.call("conversations.info", channel=slack.channel("help-desk").id, include_num_members=True)
    channel = answer["channel"]
    assert (channel["name"], channel["is_member"], channel["is_private"]) == ("help-desk", True, False)
    assert channel["num_members"] == 14
    assert channel["topic"]["value"] == "First line"


async def test_info_shows_a_private_channel_to_its_members(slack):
    answer = await slack.call("conversations.info", channel=slack.channel("it-leads-room").id)
    assert answer["channel"]["is_private"] is True


async def test_info_marks_a_channel_shared_with_another_company(slack):
    answer = await slack.call("conversations.info", channel=slack.channel("vendor-partner").id)
    assert answer["channel"]["is_ext_shared"] is True
    assert slack.state.external_team["id"] in answer["channel"]["shared_team_ids"]


async def test_info_of_a_private_channel_needs_groups_read(slack):
    slack.take_away("groups:read")
    answer = await slack.call("conversations.info", channel=slack.channel("it-leads-room").id)
    assert answer["needed"] == "groups:read"


async def test_list_shows_public_channels_unless_told_otherwise(slack):
    names = {channel["name"] for channel in (await slack.call("conversations.list"))["channels"]}
    assert {"general", "random"} <= names
    assert "it-leads-room" not in names


async def test_list_shows_private_channels_to_members_only(slack):
    room = slack.channel("it-leads-room")
    assert len((await slack.call("conversations.list", types="private_channel"))["channels"]) == 1
    room.members.discard(slack.state.app["bot_user"])
    assert (await slack.call("conversations.list", types="private_channel"))["channels"] == []


async def test_list_leaves_archived_channels_out_on_request(slack):
    slack.channel("random").is_archived = True
    listed = (await slack.call("conversations.list", exclude_archived="true"))["channels"]
    assert "random" not in {channel["name"] for channel in listed}


async def test_list_comes_in_pages(slack):
    first = await slack.call("conversations.list", limit=10)
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.call("conversations.list", limit=10, cursor=cursor)
    assert len(first["channels"]) == 10
    assert len(second["channels"]) == 2
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize("cursor", ["no cursor", "bm90OjE=", "bmV4dDp4"])
async def test_a_made_up_cursor_is_refused(slack, cursor):
    assert (await slack.call("conversations.list", cursor=cursor))["error"] == "invalid_cursor"


async def test_a_page_has_a_largest_size(slack):
    assert (await slack.call("conversations.list", limit=1001))["error"] == "invalid_limit"


async def test_unknown_types_are_refused(slack):
    assert (await slack.call("conversations.list", types="secret"))["error"] == "invalid_types"


async def test_the_bots_own_conversations_are_listed(slack):
    answer = await slack.call("users.conversations", types="public_channel,private_channel")
    names = {channel["name"] for channel in answer["channels"]}
    assert "it-leads-room" in names
    assert "random" not in names


async def test_of_a_person_only_shared_private_conversations_are_listed(slack):
    dana = slack.person("dana")
    slack.channel("it-leads-room").members.discard(slack.state.app["bot_user"])
    answer = await slack.call("users.conversations", user=dana.id, types="public_channel,private_channel")
    names = {channel["name"] for channel in answer["channels"]}
    assert "random" in names
    assert "it-leads-room" not in names


async def test_a_persons_conversations_do_not_say_whether_the_bot_is_in_them(slack):
    (channel, *_) = (await slack.call("users.conversations"))["channels"]
    assert not {"is_member", "num_members", "last_read"} & set(channel)


async def test_members_come_in_pages(slack):
    channel = slack.channel("help-desk")
    first = await slack.call("conversations.members", channel=channel.id, limit=10)
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.call("conversations.members", channel=channel.id, limit=10, cursor=cursor)
    assert {*first["members"], *second["members"]} == channel.members


async def test_joining_is_told_and_announced(slack):
    channel = slack.channel("random")
    await slack.call("conversations.join", channel=channel.id)
    (told,) = slack.told("member_joined")
    assert told.user == slack.state.app["bot_user"]
    assert [message.subtype for message in channel.messages.values()] == ["channel_join"]


async def test_joining_twice_is_a_warning(slack):
    answer = await slack.call("conversations.join", channel=slack.channel("help-desk").id)
    assert answer["warning"] == "already_in_channel"
    assert slack.told("member_joined") == []


async def test_private_channels_cannot_be_joined(slack):
    answer = await slack.call("conversations.join", channel=slack.channel("it-leads-room").id)
    assert answer["error"] == "method_not_supported_for_channel_type"


async def test_an_invitation_names_the_inviter(slack):
    await slack.call("conversations.invite", channel=slack.channel("help-desk").id, users=slack.person("ana").id)
    (told,) = slack.told("member_joined")
    assert told.user == slack.person("ana").id
    assert told.details == {"inviter": slack.state.app["bot_user"]}


@pytest.mark.parametrize(
    ("name", "error"), [("alex", "already_in_channel"), ("frontdesk", "cant_invite_self"), ("vera", "ura_max_channels")]
)
async def test_some_cannot_be_invited(slack, name, error):
    answer = await slack.call(
        "conversations.invite", channel=slack.channel("help-desk").id, users=[slack.person(name).id]
    )
    assert answer["error"] == error


async def test_a_created_channel_has_its_creator(slack):
    answer = await slack.call("conversations.create", name="incident-1", is_private=True)
    conversation = slack.state.conversations[answer["channel"]["id"]]
    assert (conversation.kind, conversation.members) == ("group", {slack.state.app["bot_user"]})
    assert len(slack.told("channel_created")) == 1


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Not Good", "invalid_name_specials"),
        ("general", "name_taken"),
    ],
)
async def test_a_channels_name_has_rules(slack, name, error):
    assert (await slack.call("conversations.create", name=name))["error"] == error


async def test_an_archived_channel_is_told(slack):
    channel = slack.channel("help-desk")
    await slack.call("conversations.archive", channel=channel.id)
    assert channel.is_archived
    assert [told.conversation for told in slack.told("channel_archived")] == [channel]
    assert (await slack.call("conversations.archive", channel=channel.id))["error"] == "already_archived"


async def test_general_stays(slack):
    general = slack.channel("general")
    general.members.add(slack.state.app["bot_user"])
    assert (await slack.call("conversations.archive", channel=general.id))["error"] == "cant_archive_general"


async def test_mark_moves_the_reading_position(slack):
    message = await slack.posted()
    channel = slack.channel("help-desk")
    await slack.call("conversations.mark", channel=channel.id, ts=message.ts)
    answer = await slack.call("conversations.info", channel=channel.id)
    assert answer["channel"]["last_read"] == message.ts
