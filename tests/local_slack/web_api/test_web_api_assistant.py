import pytest


async def thread(slack):
    message = await slack.posted()
    channel = slack.channel("help-desk").id
    return {"channel_id": channel, "thread_ts": message.ts}, (channel, message.ts)


async def test_a_status_is_shown_in_its_thread(slack):
    where, key = await thread(slack)
    await slack.call("assistant.threads.setStatus", **where, status="is searching …")
    assert slack.state.statuses[key]["status"] == "is searching …"
    (told,) = slack.told("status_set")
    assert told.details["thread_ts"] == where["thread_ts"]


async def test_an_answer_ends_the_status(slack):
    where, key = await thread(slack)
    await slack.call("assistant.threads.setStatus", **where, status="is searching …")
    await slack.posted(thread_ts=where["thread_ts"])
    assert slack.state.statuses[key]["status"] == ""


async def test_a_status_has_few_loading_messages(slack):
    where, _ = await thread(slack)
    answer = await slack.call("assistant.threads.setStatus", **where, status="x", loading_messages=["…"] * 11)
    assert answer["error"] == "invalid_arguments"


async def test_a_thread_gets_a_title(slack):
    where, key = await thread(slack)
    await slack.call("assistant.threads.setTitle", **where, title="VPN")
    assert slack.state.statuses[key] == {"title": "VPN"}


async def test_prompts_need_no_thread(slack):
    opened = await slack.call("conversations.open", users=slack.person("ana").id)
    channel = opened["channel"]["id"]
    prompts = [{"title": "VPN", "message": "My VPN drops"}]
    await slack.call("assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts)
    assert slack.state.statuses[channel, ""]["prompts"] == prompts


@pytest.mark.parametrize("prompts", [[], [{"title": "x"}], [{"title": "x", "message": "y"}] * 5])
async def test_one_to_four_whole_prompts_are_suggested(slack, prompts):
    where, _ = await thread(slack)
    answer = await slack.call("assistant.threads.setSuggestedPrompts", **where, prompts=prompts)
    assert answer["error"] == "invalid_arguments"
