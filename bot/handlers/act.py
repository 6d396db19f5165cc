"""One arrival being worked on: who did what, and how they can be answered at once."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.desk.desk import Desk
from bot.desk.roles import Actor
from bot.errors import Refusal
from bot.gateway.clients import Clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.arrival import Arrival, Payload
from bot.handlers.plain_text import people_in, plain_text
from bot.views.shown import Shown

NAMES = 3.0  # seconds for the names of all who are mentioned: whoever is not known by then goes by their id
TOO_LATE = "That took too long, so Slack would not show the form. Please press it again."
_EXPIRED = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})


@dataclass(frozen=True)
class Slack:
    """What the handlers read from Slack and show in it, outside of what the desk says."""

    clients: Clients
    directory: SlackDirectory
    files: TicketFiles


@dataclass(frozen=True)
class Act:
    """The transaction of this `desk` finishes the receipt of the arrival too: what was asked for is done once."""

    desk: Desk
    actor: Actor
    arrival: Arrival
    slack: Slack
    again: bool = False  # a crash, or a failure, came between the arrival and now

    @property
    def has_place(self) -> bool:
        """Whether Slack takes an answer where they are; not where a form or the home was."""
        return self.arrival.response_url is not None

    async def words(self, slack_text: str) -> str:
        """What a person typed, with the names of those whom they mention."""
        return plain_text(slack_text, await self._names(people_in(slack_text)))

    async def _names(self, people: Sequence[str]) -> Mapping[str, str]:
        """Of those of whom Slack tells in time: whoever asks must not wait for more, nor whoever stands behind them."""
        names = dict[str, str]()

        async def learn(person_id: str) -> None:
            facts = await self.slack.directory.facts(person_id)
            names[person_id] = facts.real_name or facts.name

        with suppress(TimeoutError):
            async with asyncio.timeout(NAMES):
                await asyncio.gather(*map(learn, people))
        return names

    async def open_modal(self, view: Payload) -> None:
        """Raises a Refusal when the person's click is too long ago for Slack to show a form: three seconds."""
        if self.again:
            raise Refusal(TOO_LATE)
        try:
            await self.slack.clients.posting.views_open(trigger_id=self.arrival.trigger_id, view=view)
        except SlackApiError as error:
            if error.response.get("error") in _EXPIRED:
                raise Refusal(TOO_LATE) from error
            raise

    async def whisper(self, shown: Shown) -> None:
        """Answers so that only this person sees it: where they are, or in their DM when they came from a form or from
        the home.
        """
        if not await self._answer_in_place(shown):
            await self.slack.clients.posting.chat_postMessage(
                channel=self.actor.id, text=shown.text, blocks=shown.blocks
            )

    async def _answer_in_place(self, shown: Shown) -> bool:
        """False where that is not possible, or not certain: there is no such place, or its half hour is over."""
        if self.arrival.response_url is None:
            return False
        client = AsyncWebhookClient(
            self.arrival.response_url, session=self.slack.clients.posting.session, retry_handlers=[]
        )
        answer = await client.send(
            text=shown.text, blocks=shown.blocks, response_type="ephemeral", replace_original=False
        )
        return answer.status_code == 200 and _is_taken(answer.body)


def _is_taken(body: str) -> bool:
    """Slack answers with a bare "ok", or says so in JSON; a page that came in between tells nothing."""
    with suppress(ValueError):
        answer = json.loads(body)
        return isinstance(answer, dict) and answer.get("ok") is True
    return body == "ok"
