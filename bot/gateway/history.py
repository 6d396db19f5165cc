"""What was said in a conversation, read back from Slack."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

PAGE = 200
_GONE = frozenset("channel_not_found not_in_channel is_archived thread_not_found missing_scope".split())

Message = dict[str, Any]


@dataclass(frozen=True)
class Conversation:
    """A conversation that the desk is in. `kind` is what Slack's events call it; a DM has a person."""

    id: str
    kind: str
    person_id: str = ""

    @property
    def known_as(self) -> str:
        """What the desk calls it: a DM goes by the person's id."""
        return self.person_id or self.id


class History:
    """Of where the desk may read; what it cannot read any more is empty."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def now(self) -> datetime | None:
        """What Slack's clock shows, by which messages have their timestamps; None when the answer does not tell."""
        try:
            moment = parsedate_to_datetime((await self._client.auth_test()).headers.get("Date", ""))
        except (ValueError, OverflowError):
            return None
        return moment if moment.tzinfo else None

    async def conversations(self) -> list[Conversation]:
        """The channels that the desk is in, and its direct messages."""
        listed = pages(
            self._client.conversations_list,
            "channels",
            types="public_channel,private_channel,im",
            exclude_archived=True,
            limit=PAGE,
        )
        return [each async for page in listed for channel in page if (each := _conversation(channel)) is not None]

    async def since(self, conversation: Conversation, ts: str, threads: Collection[str]) -> list[Message]:
        """Every message that is newer, the oldest first, with those in threads: of what was written lately, and of
        `threads` by the timestamps of their roots.
        """
        found = {message["ts"]: message for message in await self._top_level(conversation.id, ts)}
        roots = {root for root, message in found.items() if message.get("latest_reply", "") > ts}
        for root in sorted(roots | (set(threads) - found.keys())):
            found |= {message["ts"]: message for message in await self._replies(conversation.id, root, ts)}
        return [message for sent_at, message in sorted(found.items()) if sent_at > ts]

    async def _top_level(self, channel: str, ts: str) -> list[Message]:
        """One page at least: threads whose roots are older than `ts` may have new answers."""
        found: list[Message] = []
        try:
            async for page in pages(self._client.conversations_history, "messages", channel=channel, limit=PAGE):
                found += page
                if page and page[-1]["ts"] <= ts:
                    break
        except SlackApiError as error:
            _pass_over_what_is_gone(error)
        return found

    async def _replies(self, channel: str, root: str, ts: str) -> list[Message]:
        asked = {"channel": channel, "ts": root, "oldest": ts, "limit": PAGE}
        try:
            found = pages(self._client.conversations_replies, "messages", **asked)
            return [message async for page in found for message in page]
        except SlackApiError as error:
            _pass_over_what_is_gone(error)
            return []


async def pages(method: Callable[..., Awaitable[Any]], name: str, **asked: Any) -> AsyncIterator[list[Message]]:
    """What a method of the Web API answers under that name, as far as it is asked for."""
    cursor = ""
    while True:
        answer = await method(**asked, cursor=cursor)
        yield answer[name]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def _conversation(channel: dict[str, Any]) -> Conversation | None:
    if channel.get("is_im"):
        return None if channel.get("is_user_deleted") else Conversation(channel["id"], "im", channel["user"])
    if not channel.get("is_member"):
        return None
    return Conversation(channel["id"], "group" if channel.get("is_private") else "channel")


def _pass_over_what_is_gone(error: SlackApiError) -> None:
    if error.response.get("error") not in _GONE:
        raise error
