async def start(slack, text=""):
    parent = await slack.posted()
    channel = slack.channel("help-desk")
    answer = await slack.call(
        "chat.startStream",
        channel=channel.id,
        thread_ts=parent.ts,
        markdown_text=text,
        recipient_user_id=slack.person("alex").id,
        recipient_team_id=slack.state.team["id"],
    )
    return {"channel": channel.id, "ts": answer["ts"]}, channel.messages[answer["ts"]]


async def test_a_streamed_message_grows(slack):
    stream, message = await start(slack, "Restart ")
    await slack.call("chat.appendStream", **stream, markdown_text="the ")
    await slack.call("chat.stopStream", **stream, chunks=[{"type": "markdown_text", "text": "router."}])
    assert message.text == "Restart the router."


async def test_a_stream_may_end_with_blocks_and_metadata(slack):
    stream, message = await start(slack, "Done")
    metadata = {"event_type": "answered", "event_payload": {}}
    await slack.call("chat.stopStream", **stream, blocks=[{"type": "divider"}], metadata=metadata)
    assert message.blocks[0]["type"] == "divider"
    assert message.metadata == metadata


async def test_a_message_cannot_be_updated_while_it_streams(slack):
    stream, _ = await start(slack, "Hold on")
    assert (await slack.call("chat.update", **stream, text="No"))["error"] == "streaming_state_conflict"


async def test_a_stream_that_has_stopped_takes_no_more(slack):
    stream, _ = await start(slack, "Done")
    await slack.call("chat.stopStream", **stream)
    answer = await slack.call("chat.appendStream", **stream, markdown_text="More")
    assert answer["error"] == "message_not_in_streaming_state"


async def test_a_stream_has_a_longest_length(slack):
    stream, _ = await start(slack, "x" * 11_999)
    assert (await slack.call("chat.appendStream", **stream, markdown_text="xx"))["error"] == "msg_too_long"


async def test_a_stream_in_a_channel_needs_its_recipient(slack):
    parent = await slack.posted()
    answer = await slack.call("chat.startStream", channel=slack.channel("help-desk").id, thread_ts=parent.ts)
    assert answer["error"] == "missing_recipient_user_id"
