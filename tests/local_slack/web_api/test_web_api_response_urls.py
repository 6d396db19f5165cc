from datetime import timedelta

import aiohttp

from local_slack import response_urls
from local_slack.faults import Fault


async def post(slack, url, body):
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.text()


def url_for(slack, kind="commands", message_ts=None):
    return response_urls.issue(
        slack.state, kind, slack.person("alex").id, slack.channel("help-desk").id, message_ts=message_ts
    )


def messages(slack):
    return list(slack.channel("help-desk").messages.values())


async def test_an_answer_is_ephemeral_by_default(slack):
    assert await post(slack, url_for(slack), {"text": "Only you"}) == (200, "ok")
    assert messages(slack)[0].ephemeral_to == slack.person("alex").id


async def test_an_answer_may_be_for_the_channel(slack):
    await post(slack, url_for(slack), {"text": "All of you", "response_type": "in_channel"})
    assert messages(slack)[0].ephemeral_to is None


async def test_an_answer_needs_no_membership(slack):
    channel = slack.channel("random")
    url = response_urls.issue(slack.state, "commands", slack.person("ana").id, channel.id)
    assert (await post(slack, url, {"text": "Hi"}))[0] == 200


async def test_five_answers_are_taken(slack):
    url = url_for(slack)
    statuses = [(await post(slack, url, {"text": "Hi"}))[0] for _ in range(6)]
    assert statuses == [200] * 5 + [404]


async def test_answers_are_taken_for_half_an_hour(slack):
    url = url_for(slack)
    slack.state.clock.advance(timedelta(minutes=31))
    status, text = await post(slack, url, {"text": "Hi"})
    assert (status, "expired_url" in text) == (404, True)


async def test_an_unknown_url_is_invalid(slack):
    assert (await post(slack, f"{slack.state.base_url}/response/nothing", {"text": "Hi"}))[0] == 404


async def test_an_answer_can_replace_the_message_that_was_clicked(slack):
    message = await slack.posted(text="Click me")
    await post(slack, url_for(slack, "actions", message.ts), {"text": "Clicked", "replace_original": True})
    assert [each.text for each in messages(slack)] == ["Clicked"]


async def test_an_answer_can_replace_an_ephemeral_message(slack):
    await post(slack, url_for(slack), {"text": "Click me"})
    (message,) = messages(slack)
    await post(slack, url_for(slack, "actions", message.ts), {"text": "Clicked", "replace_original": True})
    assert [(each.text, each.ephemeral_to) for each in messages(slack)] == [("Clicked", slack.person("alex").id)]
    assert slack.told("message_changed") == []


async def test_an_answer_can_delete_the_message_that_was_clicked(slack):
    message = await slack.posted()
    await post(slack, url_for(slack, "actions", message.ts), {"delete_original": True})
    assert messages(slack) == []


async def test_a_command_has_no_message_to_replace_or_delete(slack):
    await post(slack, url_for(slack), {"text": "New", "replace_original": True})
    await post(slack, url_for(slack), {"delete_original": True})
    assert [message.text for message in messages(slack)] == ["New"]


async def test_an_answer_to_a_click_in_a_thread_stays_there(slack):
    parent = await slack.posted()
    reply = await slack.posted(thread_ts=parent.ts)
    await post(slack, url_for(slack, "actions", reply.ts), {"text": "Only you"})
    assert messages(slack)[-1].thread_ts == parent.ts


async def test_an_answer_in_the_channel_may_name_its_thread(slack):
    parent = await slack.posted()
    body = {"text": "Hi", "response_type": "in_channel", "thread_ts": parent.ts}
    await post(slack, url_for(slack), body)
    assert messages(slack)[-1].thread_ts == parent.ts


async def test_an_empty_answer_is_refused_and_not_counted(slack):
    url = url_for(slack)
    status, text = await post(slack, url, {})
    assert (status, "no_text" in text) == (400, True)
    assert (await post(slack, url, {"text": "Hi"}))[0] == 200


async def test_bad_blocks_are_refused(slack):
    status, text = await post(slack, url_for(slack), {"text": "Hi", "blocks": [{"type": "divide"}]})
    assert (status, "invalid_blocks" in text) == (400, True)


async def test_answers_are_logged_and_can_go_wrong(slack):
    slack.faults.add(Fault("response_url", status=500))
    assert (await post(slack, url_for(slack), {"text": "Hi"}))[0] == 500
    assert messages(slack) == []
    assert [call["method"] for call in slack.state.calls] == ["response_url"]
