import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from local_slack import credentials


async def test_auth_test_says_who_the_bot_is(slack):
    answer = await slack.call("auth.test")
    assert answer["user_id"] == slack.state.app["bot_user"]
    assert answer["bot_id"] == slack.state.app["bot_id"]
    assert answer["team"] == "Northwind Instruments"


async def test_auth_test_names_the_granted_scopes_in_a_header(slack):
    slack.take_away("pins:write")
    answer = await slack.bot.auth_test()
    scopes = answer.headers["X-OAuth-Scopes"].split(",")
    assert "chat:write" in scopes
    assert "pins:write" not in scopes


async def test_every_answer_names_the_scopes_the_method_asks_for(slack):
    answer = await slack.bot.api_call("emoji.list")
    assert answer.headers["X-Accepted-OAuth-Scopes"] == "emoji:read"


async def test_a_call_without_token_is_not_authed(slack):
    slack.bot.token = None
    assert (await slack.call("auth.test"))["error"] == "not_authed"


async def test_an_unknown_token_is_invalid(slack):
    slack.bot.token = "xoxb-nobody"
    assert (await slack.call("auth.test"))["error"] == "invalid_auth"


async def test_a_revoked_token_is_refused(slack):
    credentials.revoke(slack.state, slack.state.app["bot_token"])
    assert (await slack.call("auth.test"))["error"] == "token_revoked"


async def test_revoking_a_token_is_told(slack):
    credentials.revoke(slack.state, slack.state.app["bot_token"])
    (told,) = slack.told("tokens_revoked")
    assert told.details["tokens"]["bot"] == [slack.state.app["bot_user"]]


async def test_the_app_token_posts_no_messages(slack):
    slack.bot.token = slack.state.app["app_token"]
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hello")
    assert answer["error"] == "not_allowed_token_type"


async def test_the_bot_token_opens_no_socket(slack):
    assert (await slack.call("apps.connections.open"))["error"] == "not_allowed_token_type"


async def test_a_socket_address_carries_a_ticket(slack):
    app = AsyncWebClient(base_url=slack.bot.base_url)
    answer = await app.apps_connections_open(app_token=slack.state.app["app_token"])
    (ticket,) = slack.state.socket_tickets
    assert answer["url"].startswith("ws://127.0.0.1:")
    assert f"ticket={ticket}" in answer["url"]


async def test_a_missing_scope_is_named(slack):
    slack.take_away("chat:write")
    answer = await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hello")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "chat:write" not in answer["provided"].split(",")


async def test_an_unknown_method_is_named(slack):
    answer = await slack.call("chat.shout")
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


async def test_api_test_needs_no_token_and_echoes(slack):
    slack.bot.token = None
    assert (await slack.call("api.test", foo="bar"))["args"] == {"foo": "bar"}


async def test_api_test_fails_as_it_is_told(slack):
    assert (await slack.call("api.test", error="my_error"))["error"] == "my_error"


async def test_the_token_may_come_as_an_argument(slack):
    async with aiohttp.ClientSession() as session:
        form = {"token": slack.state.app["bot_token"]}
        async with session.post(f"{slack.state.base_url}/api/auth.test", data=form) as response:
            assert (await response.json())["ok"] is True


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[1]", "json_not_object")])
async def test_a_body_that_is_no_object_is_refused(slack, body, error):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {slack.state.app['bot_token']}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.state.base_url}/api/auth.test", data=body, headers=headers) as response,
    ):
        assert (await response.json())["error"] == error


async def test_an_empty_json_body_has_no_arguments(slack):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {slack.state.app['bot_token']}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.state.base_url}/api/auth.test", data="", headers=headers) as response,
    ):
        assert (await response.json())["ok"] is True


async def test_arguments_of_body_and_query_are_merged(slack):
    channel = slack.channel("help-desk").id
    answer = await slack.bot.api_call("chat.postMessage", params={"channel": channel}, json={"text": "Hello"})
    assert answer["channel"] == channel
