import pytest

METADATA = {"event_type": "ticket_posted", "event_payload": {"ticket": 12}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


async def test_a_posted_message_is_told_with_the_bots_ids(slack):
    message = await slack.posted(text="Hello")
    (told,) = slack.told("message_posted")
    assert told.message is message
    assert (message.bot_id, message.app_id) == (slack.state.app["bot_id"], slack.state.app["app_id"])


async def test_blocks_get_the_ids_that_slack_adds(slack):
    message = await slack.posted(blocks=[SECTION])
    assert message.blocks[0]["block_id"]


async def test_blocks_may_come_as_json_text(slack):
    message = await slack.posted(blocks='[{"type": "divider"}]')
    assert message.blocks[0]["type"] == "divider"


async def test_a_channel_may_be_named(slack):
    answer = await slack.call("chat.postMessage", channel="#help-desk", text="Hello")
    assert answer["channel"] == slack.channel("help-desk").id


async def test_posting_to_a_person_opens_the_dm(slack):
    ana = slack.person("ana")
    answer = await slack.call("chat.postMessage", channel=ana.id, text="Hello")
    assert slack.state.conversations[answer["channel"]].members == {ana.id, slack.state.app["bot_user"]}


async def test_the_same_dm_is_used_again(slack):
    ana = slack.person("ana")
    first = await slack.call("chat.postMessage", channel=ana.id, text="Hello")
    second = await slack.call("chat.postMessage", channel=ana.id, text="Hello again")
    assert first["channel"] == second["channel"]


async def test_nobody_posts_to_themselves_or_to_who_has_left(slack):
    slack.person("ben").deleted = True
    for user in (slack.state.app["bot_user"], slack.person("ben").id):
        assert (await slack.call("chat.postMessage", channel=user, text="Hello"))["error"] == "channel_not_found"


async def test_a_dm_needs_the_messages_tab(slack):
    home = slack.state.manifest.app_home.model_copy(update={"messages_tab_enabled": False})
    features = slack.state.manifest.features.model_copy(update={"app_home": home})
    slack.state.manifest = slack.state.manifest.model_copy(update={"features": features})
    answer = await slack.call("chat.postMessage", channel=slack.person("ana").id, text="Hello")
    assert answer["error"] == "messages_tab_disabled"


async def test_a_channel_the_bot_is_not_in_is_refused(slack):
    answer = await slack.call("chat.postMessage", channel=slack.channel("random").id, text="Hello")
    assert answer["error"] == "not_in_channel"


async def test_chat_write_public_opens_public_channels(slack):
    slack.state.tokens[slack.bot.token].scopes.add("chat:write.public")
    assert (await slack.call("chat.postMessage", channel=slack.channel("random").id, text="Hello"))["ok"]


async def test_a_private_channel_without_the_bot_does_not_exist(slack):
    room = slack.channel("it-leads-room")
    room.members.discard(slack.state.app["bot_user"])
    answer = await slack.call("chat.postMessage", channel=room.id, text="Hello")
    assert answer["error"] == "channel_not_found"


async def test_an_archived_channel_takes_no_messages(slack):
    slack.channel("help-desk").is_archived = True
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hello")
    assert answer["error"] == "is_archived"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"text": "Hi", "blocks": "no json"}, "invalid_blocks_format"),
        ({"text": "Hi", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "Hi", "blocks": [{"type": "dividers"}]}, "invalid_blocks"),
        (
            {"text": "Hi", "blocks": [{**SECTION, "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5},
            "msg_blocks_too_long",
        ),
        ({"text": "Hi", "attachments": {"text": "no list"}}, "invalid_attachments"),
        ({"text": "Hi", "attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"text": "Hi", "attachments": [{"blocks": [{"type": "dividers"}]}]}, "invalid_blocks"),
        ({"text": "Hi", "markdown_text": "Hi"}, "markdown_text_conflict"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"text": "Hi", "metadata": "no json"}, "invalid_metadata_format"),
        ({"text": "Hi", "metadata": ["no object"]}, "invalid_metadata_format"),
        ({"text": "Hi", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"text": "Hi", "metadata": {**METADATA, "more": 1}}, "invalid_metadata_schema"),
        ({"text": "Hi", "metadata": {"event_type": "x", "event_payload": {"k": "x" * 9000}}}, "metadata_too_large"),
        ({"text": "Hi", "thread_ts": "1.0"}, "thread_not_found"),
    ],
)
async def test_what_cannot_be_said_is_refused(slack, arguments, error):
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, **arguments)
    assert answer["error"] == error


async def test_invalid_blocks_come_with_a_pointer(slack):
    blocks = [SECTION, {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hi", blocks=blocks)
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]"
    ]


async def test_a_missing_channel_is_an_invalid_argument(slack):
    assert (await slack.call("chat.postMessage", text="Hi"))["error"] == "invalid_arguments"


async def test_a_very_long_text_is_cut_off_with_a_warning(slack):
    message = await slack.posted(text="x" * 40_001)
    assert len(message.text) == 40_000
    assert slack.state.calls[0]["problems"] == ["message_truncated"]


async def test_markdown_becomes_a_markdown_block(slack):
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, markdown_text="**Hi**")
    assert answer["message"]["blocks"][0]["text"] == "**Hi**"


async def test_a_reply_belongs_to_its_parent(slack):
    parent = await slack.posted()
    reply = await slack.posted(thread_ts=parent.ts)
    assert reply.thread_ts == parent.ts


async def test_a_reply_takes_no_reply(slack):
    parent = await slack.posted()
    reply = await slack.posted(thread_ts=parent.ts)
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hi", thread_ts=reply.ts)
    assert answer["error"] == "cannot_reply_to_message"


async def test_a_broadcast_reply_is_marked(slack):
    parent = await slack.posted()
    reply = await slack.posted(thread_ts=parent.ts, reply_broadcast=True)
    assert reply.subtype == "thread_broadcast"


async def test_another_name_needs_its_own_scope(slack):
    slack.take_away("chat:write.customize")
    answer = await slack.call(
        "chat.postMessage", channel=slack.channel("help-desk").id, text="Hi", username="Night desk"
    )
    assert answer["needed"] == "chat:write.customize"


async def test_a_message_can_wear_another_name_and_icon(slack):
    message = await slack.posted(username="Night desk", icon_emoji=":owl:")
    assert (message.username, message.icons) == ("Night desk", {"emoji": ":owl:"})


async def test_an_ephemeral_message_is_for_one_person(slack):
    alex, channel = slack.person("alex"), slack.channel("help-desk")
    answer = await slack.call("chat.postEphemeral", channel=channel.id, user=alex.id, text="Only you")
    assert channel.messages[answer["message_ts"]].ephemeral_to == alex.id
    assert slack.told("message_posted") == []
    assert len(slack.told("ephemeral_posted")) == 1


async def test_an_ephemeral_message_needs_its_reader_in_the_channel(slack):
    answer = await slack.call(
        "chat.postEphemeral", channel=slack.channel("help-desk").id, user=slack.person("ana").id, text="Only you"
    )
    assert answer["error"] == "user_not_in_channel"


async def test_an_ephemeral_message_cannot_be_updated(slack):
    channel = slack.channel("help-desk").id
    sent = await slack.call("chat.postEphemeral", channel=channel, user=slack.person("alex").id, text="Only you")
    answer = await slack.call("chat.update", channel=channel, ts=sent["message_ts"], text="Other")
    assert answer["error"] == "message_not_found"


async def test_an_update_changes_the_text_and_tells_what_it_was(slack):
    message = await slack.posted(text="Open")
    await slack.call("chat.update", channel=slack.channel("help-desk").id, ts=message.ts, text="Solved")
    (told,) = slack.told("message_changed")
    assert (told.previous.text, told.message.text) == ("Open", "Solved")


async def test_an_update_with_text_alone_takes_the_blocks_away_and_marks_it(slack):
    message = await slack.posted(blocks=[SECTION])
    await slack.call("chat.update", channel=slack.channel("help-desk").id, ts=message.ts, text="Solved")
    assert message.blocks == []
    assert message.edited["user"] == slack.state.app["bot_user"]


async def test_an_update_with_blocks_is_not_marked(slack):
    message = await slack.posted()
    await slack.call("chat.update", channel=slack.channel("help-desk").id, ts=message.ts, text="Hi", blocks=[SECTION])
    assert message.edited is None


async def test_an_update_keeps_the_metadata_unless_it_clears_it(slack):
    message = await slack.posted(metadata=METADATA)
    channel = slack.channel("help-desk").id
    await slack.call("chat.update", channel=channel, ts=message.ts, text="Kept")
    assert message.metadata == METADATA
    await slack.call("chat.update", channel=channel, ts=message.ts, text="Cleared", metadata={})
    assert message.metadata is None


async def test_an_update_keeps_the_attachments_unless_given(slack):
    message = await slack.posted(attachments=[{"text": "a"}])
    channel = slack.channel("help-desk").id
    await slack.call("chat.update", channel=channel, ts=message.ts, text="Kept")
    assert message.attachments == [{"text": "a"}]
    await slack.call("chat.update", channel=channel, ts=message.ts, text="Cleared", attachments=[])
    assert message.attachments == []


async def test_an_update_refuses_what_a_post_would_take(slack):
    message = await slack.posted()
    answer = await slack.call("chat.update", channel=slack.channel("help-desk").id, ts=message.ts, text="x" * 4001)
    assert answer["error"] == "msg_too_long"


async def test_another_persons_message_is_not_the_bots_to_change(slack):
    channel, alex = slack.channel("help-desk"), slack.person("alex")
    message = await slack.posted()
    message.user = alex.id
    update = await slack.call("chat.update", channel=channel.id, ts=message.ts, text="Mine now")
    delete = await slack.call("chat.delete", channel=channel.id, ts=message.ts)
    assert (update["error"], delete["error"]) == ("cant_update_message", "cant_delete_message")


async def test_a_deleted_message_is_gone(slack):
    message = await slack.posted()
    channel = slack.channel("help-desk")
    await slack.call("chat.delete", channel=channel.id, ts=message.ts)
    assert message.ts not in channel.messages
    assert len(slack.told("message_deleted")) == 1


async def test_a_deleted_parent_leaves_a_tombstone(slack):
    parent = await slack.posted()
    await slack.posted(thread_ts=parent.ts)
    channel = slack.channel("help-desk")
    await slack.call("chat.delete", channel=channel.id, ts=parent.ts)
    assert channel.messages[parent.ts].subtype == "tombstone"


async def test_a_permalink_names_the_thread(slack):
    parent = await slack.posted()
    reply = await slack.posted(thread_ts=parent.ts)
    answer = await slack.call("chat.getPermalink", channel=slack.channel("help-desk").id, message_ts=reply.ts)
    assert f"p{reply.ts.replace('.', '')}?thread_ts={parent.ts}" in answer["permalink"]


async def test_an_unfurl_becomes_an_attachment(slack):
    message = await slack.posted()
    unfurls = {"https://kb.example.com/1": {"title": "Reset a password"}}
    await slack.call("chat.unfurl", channel=slack.channel("help-desk").id, ts=message.ts, unfurls=unfurls)
    assert message.attachments[0]["from_url"] == "https://kb.example.com/1"


async def test_an_unfurl_of_nothing_is_refused(slack):
    message = await slack.posted()
    answer = await slack.call("chat.unfurl", channel=slack.channel("help-desk").id, ts=message.ts, unfurls={})
    assert answer["error"] == "missing_unfurls"
