import pytest

METADATA = {"event_type": "ticket_posted", "event_payload": {"ticket": 12}}


async def read(slack, method="conversations.history", **arguments):
    answer = await slack.call(method, channel=slack.channel("help-desk").id, **arguments)
    return [message["text"] for message in answer["messages"]]


async def test_history_is_newest_first(slack):
    for text in ("one", "two", "three"):
        await slack.posted(text=text)
    assert await read(slack) == ["three", "two", "one"]


async def test_history_has_no_replies_but_broadcast_ones(slack):
    parent = await slack.posted(text="parent")
    await slack.posted(text="quiet", thread_ts=parent.ts)
    await slack.posted(text="loud", thread_ts=parent.ts, reply_broadcast=True)
    assert await read(slack) == ["loud", "parent"]


async def test_history_has_no_ephemeral_messages(slack):
    channel = slack.channel("help-desk").id
    await slack.call("chat.postEphemeral", channel=channel, user=slack.person("alex").id, text="Only you")
    assert await read(slack) == []


async def test_history_counts_replies(slack):
    parent = await slack.posted(text="parent")
    reply = await slack.posted(text="reply", thread_ts=parent.ts)
    answer = await slack.call("conversations.history", channel=slack.channel("help-desk").id)
    (shown,) = answer["messages"]
    assert (shown["reply_count"], shown["latest_reply"]) == (1, reply.ts)
    assert shown["reply_users"] == [slack.state.app["bot_user"]]


async def test_history_is_bounded_by_time(slack):
    one, _, three = [await slack.posted(text=text) for text in ("one", "two", "three")]
    assert await read(slack, oldest=one.ts, latest=three.ts) == ["two"]
    assert await read(slack, oldest=one.ts, latest=three.ts, inclusive=True) == ["three", "two", "one"]


@pytest.mark.parametrize("bound", ["oldest", "latest"])
async def test_a_bound_must_be_a_time(slack, bound):
    answer = await slack.call("conversations.history", channel=slack.channel("help-desk").id, **{bound: "noon"})
    assert answer["error"] == f"invalid_ts_{bound}"


async def test_history_comes_in_pages(slack):
    for text in ("one", "two", "three"):
        await slack.posted(text=text)
    channel = slack.channel("help-desk").id
    first = await slack.call("conversations.history", channel=channel, limit=2)
    assert first["has_more"] is True
    cursor = first["response_metadata"]["next_cursor"]
    assert await read(slack, limit=2, cursor=cursor) == ["one"]


async def test_metadata_is_whole_on_request_only(slack):
    await slack.posted(metadata=METADATA)
    channel = slack.channel("help-desk").id
    plain = await slack.call("conversations.history", channel=channel)
    whole = await slack.call("conversations.history", channel=channel, include_all_metadata=True)
    assert plain["messages"][0]["metadata"] == {"event_type": "ticket_posted"}
    assert whole["messages"][0]["metadata"] == METADATA


async def test_history_needs_membership(slack):
    answer = await slack.call("conversations.history", channel=slack.channel("random").id)
    assert answer["error"] == "not_in_channel"


async def test_history_of_a_dm_needs_im_history(slack):
    slack.take_away("im:history")
    opened = await slack.call("conversations.open", users=slack.person("ana").id)
    answer = await slack.call("conversations.history", channel=opened["channel"]["id"])
    assert answer["needed"] == "im:history"


async def test_replies_start_with_the_parent(slack):
    parent = await slack.posted(text="parent")
    await slack.posted(text="reply", thread_ts=parent.ts)
    assert await read(slack, "conversations.replies", ts=parent.ts) == ["parent", "reply"]


async def test_replies_of_a_reply_are_that_reply(slack):
    parent = await slack.posted(text="parent")
    reply = await slack.posted(text="reply", thread_ts=parent.ts)
    assert await read(slack, "conversations.replies", ts=reply.ts) == ["reply"]


async def test_replies_come_in_pages_with_the_parent_on_the_first(slack):
    parent = await slack.posted(text="parent")
    for text in ("one", "two"):
        await slack.posted(text=text, thread_ts=parent.ts)
    answer = await slack.call("conversations.replies", channel=slack.channel("help-desk").id, ts=parent.ts, limit=1)
    assert [message["text"] for message in answer["messages"]] == ["parent", "one"]
    cursor = answer["response_metadata"]["next_cursor"]
    assert await read(slack, "conversations.replies", ts=parent.ts, limit=1, cursor=cursor) == ["two"]


async def test_an_unknown_thread_is_not_found(slack):
    answer = await slack.call("conversations.replies", channel=slack.channel("help-desk").id, ts="1.0")
    assert answer["error"] == "thread_not_found"
