"""The poster: brings one delivery to Slack, and looks first whether it is there already."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot.desk.speech import Say, is_person
from bot.gateway.clients import Clients
from bot.gateway.failure import Meaning, read_failure
from bot.gateway.history import PAGE, pages
from bot.gateway.pace import POST
from bot.gateway.render import Renderer
from bot.storage import deliveries
from bot.storage.deliveries import Claim, Delivery
from bot.storage.store import Store
from bot.views.shown import Shown

KEY_EVENT = "frontdesk_delivery"  # the metadata in which a posted message carries its delivery's key
LOOK_BACK = timedelta(days=1)  # before a delivery was written down: its clock may not be Slack's
_GONE = frozenset(["message_not_found", "cant_update_message", "edit_window_closed"])
_WAITED_FOR = (Say.OFFER, Say.SAME, Say.TICKET)
log = logging.getLogger(__name__)

_EDIT, _PUBLISH = "chat.update", "views.publish"

Standing = tuple[str, str]  # the channel and timestamp of a message


@dataclass(frozen=True)
class _Place:
    """Where a message goes: Slack's ids of the conversation, the thread and, for an edit, the message."""

    channel: str
    thread_ts: str | None = None
    ts: str | None = None


def method_of(delivery: Delivery) -> str:
    """The Web API method with which it is said."""
    if delivery.say == Say.HOME:
        return _PUBLISH
    return POST if delivery.edits is None else _EDIT


class Poster:
    """Nothing in here posts a second time what Slack may have taken."""

    def __init__(self, store: Store, clients: Clients, renderer: Renderer) -> None:
        self._store = store
        self._clients = clients
        self._renderer = renderer
        self._dms: dict[str, str] = {}

    async def say(self, claim: Claim) -> Standing | None:
        """Where the message stands now; None for what is no message. Raises what the call to Slack raises; the claim
        then says whether Slack may have the message.
        """
        if claim.delivery.say == Say.HOME:
            await self._publish(claim.delivery.conversation)
            return None
        try:
            return await self._bring(claim)
        except SlackApiError as error:
            if read_failure(error).reason != "thread_not_found" or claim.delivery.thread is None:
                raise
        log.info("delivery %s begins its thread anew: the message at its root is gone", claim.delivery.id)
        claim.delivery = await self._store.transact(lambda tx: deliveries.begin_anew(tx.session, claim))
        claim.doubtful = False
        return await self._bring(claim)

    async def _bring(self, claim: Claim) -> Standing | None:
        delivery = claim.delivery
        shown = await self._renderer.message(delivery)
        place = await self._place(delivery)
        if place.ts is not None:
            return await self._edit(place.channel, place.ts, shown)
        if delivery.edits is not None:
            return None  # what it would edit was never said
        if claim.doubtful and (found := await self._find(place, delivery)):
            return found
        return await self._post_or_know(claim, place, shown)

    async def _publish(self, person_id: str) -> None:
        view = await self._renderer.home(person_id)
        await self._clients.posting.views_publish(user_id=person_id, view=view)

    async def _post_or_know(self, claim: Claim, place: _Place, shown: Shown) -> Standing:
        claim.doubtful = True  # from here on, until the outcome is known
        try:
            return await self._post(claim.delivery, place, shown)
        except SlackApiError as error:
            claim.doubtful = read_failure(error).meaning is not Meaning.NOT_NOW
            raise

    async def _post(self, delivery: Delivery, place: _Place, shown: Shown) -> Standing:
        answer = await self._clients.posting.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread_ts,
            reply_broadcast=_is_for_all_to_see(delivery, place),
            text=shown.text,
            blocks=shown.blocks,
            metadata={"event_type": KEY_EVENT, "event_payload": {"key": delivery.key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return answer["channel"], answer["ts"]

    async def _edit(self, channel: str, ts: str, shown: Shown) -> Standing:
        """An edit may be repeated: it says the same again."""
        try:
            await self._clients.posting.chat_update(channel=channel, ts=ts, text=shown.text, blocks=shown.blocks)
        except SlackApiError as error:
            if read_failure(error).reason not in _GONE:
                raise
            log.info("a message that was to be edited is gone")
        return channel, ts

    async def _place(self, delivery: Delivery) -> _Place:
        if delivery.edits is None and delivery.thread is None:
            return _Place(await self._channel(delivery.conversation))

        def look(session: Session) -> tuple[Delivery | None, str | None]:
            edited = deliveries.by_key(session, delivery.edits) if delivery.edits else None
            return edited, deliveries.thread_ts(session, delivery)

        edited, thread_ts = await self._store.read(look)
        if edited is not None and edited.channel and edited.ts:
            return _Place(edited.channel, ts=edited.ts)
        return _Place(await self._channel(delivery.conversation), thread_ts)

    async def _channel(self, conversation: str) -> str:
        """People are written to in their DM, which has an id of its own."""
        if not is_person(conversation):
            return conversation
        if conversation not in self._dms:
            opened = await self._clients.reading.conversations_open(users=conversation)
            self._dms[conversation] = opened["channel"]["id"]
        return self._dms[conversation]

    async def _find(self, place: _Place, delivery: Delivery) -> Standing | None:
        """Looks for a message whose post had no answer: Slack may have taken it all the same, and others may have
        written a lot since.
        """
        since = str((delivery.created_at - LOOK_BACK).timestamp())
        asked = {"channel": place.channel, "oldest": since, "include_all_metadata": True, "limit": PAGE}
        reading = self._clients.reading
        if place.thread_ts is None:
            found = pages(reading.conversations_history, "messages", **asked)
        else:
            found = pages(reading.conversations_replies, "messages", **asked, ts=place.thread_ts)
        async for page in found:
            if ts := _with_key(page, delivery.key):
                return place.channel, ts
        return None


def _with_key(messages: Iterable[dict[str, Any]], key: str) -> str | None:
    for message in messages:
        if ((message.get("metadata") or {}).get("event_payload") or {}).get("key") == key:
            return str(message["ts"])
    return None


def _is_for_all_to_see(delivery: Delivery, place: _Place) -> bool:
    """In a DM people look at the conversation, not into its threads: what they wait for shows there too."""
    return place.thread_ts is not None and place.channel != delivery.conversation and delivery.say in _WAITED_FOR
