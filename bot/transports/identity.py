"""Who the desk is, as Bolt asks for it with everything that comes in."""

from copy import copy
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.gateway.directory import SlackDirectory


class Identity(AsyncAuthorize):
    """Told from what Slack said at the start. Left to itself Bolt would ask again when the first delivery comes, and
    acknowledge that without a listener, so that it is lost, when Slack does not answer at that moment.
    """

    def __init__(self, directory: SlackDirectory, token: str) -> None:
        self._directory = directory
        self._token = token

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_user_id=self._directory.bot_user_id,
            bot_id=self._directory.bot_id,
            bot_token=self._token,
        )


def without_token(client: AsyncWebClient) -> AsyncWebClient:
    """For Bolt, which takes an identity only where there is no token that it could ask Slack about."""
    bare = copy(client)
    bare.token = None
    return bare
