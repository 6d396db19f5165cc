"""What an admin is told when the desk cannot reach Slack as it was set up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadInput
from bot.gateway.start import asking_slack
from local_slack.client import Slack
from local_slack.server import LocalSlack

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
async def workspace() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(MANIFEST) as server:
        yield server


async def told(url: str, token: str) -> str:
    """The sentence that ends the start."""
    with pytest.raises(BadInput) as refused, asking_slack("SLACK_BOT_TOKEN"):
        await AsyncWebClient(token=token, base_url=url, retry_handlers=[]).usergroups_list()
    return str(refused.value)


async def test_a_token_that_slack_refuses_is_named_by_its_setting(workspace: LocalSlack) -> None:
    sentence = await told(workspace.api_url, "xoxb-of-another-app")
    assert sentence.startswith("environment: SLACK_BOT_TOKEN: found a token that Slack refuses (invalid_auth)")


async def test_a_token_never_stands_in_the_sentence(workspace: LocalSlack) -> None:
    assert "xoxb-of-another-app" not in await told(workspace.api_url, "xoxb-of-another-app")


async def test_a_scope_that_the_app_lacks_is_named(workspace: LocalSlack) -> None:
    async with Slack(workspace.url) as slack:
        await slack.post("tokens", without="usergroups:read")
    sentence = await told(workspace.api_url, workspace.bot_token)
    assert sentence.startswith("workspace: scopes: found an app without usergroups:read")


async def test_a_plan_without_user_groups_is_called_so(workspace: LocalSlack) -> None:
    async with Slack(workspace.url) as slack:
        await slack.fault("usergroups.list", error="plan_upgrade_required")
    assert "a plan that has none (plan_upgrade_required)" in await told(workspace.api_url, workspace.bot_token)


async def test_trouble_at_slack_is_not_blamed_on_a_token(workspace: LocalSlack) -> None:
    async with Slack(workspace.url) as slack:
        await slack.fault("usergroups.list", body="html")
    assert "SLACK_API_URL: found no answer that helps" in await told(workspace.api_url, workspace.bot_token)


async def test_an_address_at_which_nothing_answers_is_named() -> None:
    assert "(ClientConnectorError)" in await told("http://127.0.0.1:9/api/", "xoxb-1")


async def test_what_works_is_left_alone(workspace: LocalSlack) -> None:
    with asking_slack("SLACK_BOT_TOKEN"):
        await AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url).auth_test()
