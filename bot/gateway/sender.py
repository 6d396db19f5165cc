"""The sender: says what the desk has written down, once, in order per conversation."""

import asyncio
import logging
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError

from bot.desk.speech import Say
from bot.gateway.clients import Clients
from bot.gateway.render import Renderer
from bot.storage import deliveries
from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.store import Store
from bot.views.shown import Shown

KEY_EVENT = "frontdesk_delivery"  # the metadata in which a posted message carries its delivery's key
SETTLE = 2.0  # seconds until a message that Slack took shows up in its history
MOST_TRIES = 12
SLOWEST = 300.0  # seconds between two tries
LOOK_BACK = 100  # messages of history to look through for a lost answer
_UNKNOWN = (SlackClientError, SlackRequestError, OSError, TimeoutError)  # the call may or may not have arrived
_PASSING = frozenset(
    [
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    ]
)
_GONE = frozenset(["message_not_found", "cant_update_message", "edit_window_closed"])
_WAITED_FOR = (Say.OFFER, Say.TICKET)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Place:
    """Where a message goes: Slack's ids of the conversation, the thread and, for an edit, the message."""

    channel: str
    thread_ts: str | None = None
    ts: str | None = None


def _wall_time() -> datetime:
    """Slack's patience is counted in real time, whatever the desk's clock says."""
    return datetime.now(UTC)


def _is_for_all_to_see(delivery: Delivery, place: _Place) -> bool:
    """In a DM people look at the conversation, not into its threads: what they wait for shows there too."""
    return place.thread_ts is not None and place.channel != delivery.conversation and delivery.say in _WAITED_FOR


class Sender:
    """`wake()` is called whenever there may be something to say; it costs nothing when there is not."""

    def __init__(self, store: Store, clients: Clients, renderer: Renderer) -> None:
        self._store = store
        self._clients = clients
        self._renderer = renderer
        self._dms: dict[str, str] = {}
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._awake = asyncio.Event()
        self.settle_time = SETTLE

    def wake(self) -> None:
        self._awake.set()

    async def run(self) -> None:
        """Sends until it is cancelled."""
        self.wake()
        while True:
            await self._sleep()
            self._awake.clear()
            for delivery in await self._next_in_line():
                task = asyncio.create_task(self._attempt(delivery))
                self._busy[delivery.conversation] = task
                task.add_done_callback(partial(self._free, delivery.conversation))

    async def stop(self, running: asyncio.Task[None]) -> None:
        """Begins nothing new, and lets the messages that are on their way arrive."""
        running.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _free(self, lane: str, _done: asyncio.Task[None]) -> None:
        self._busy.pop(lane, None)
        self.wake()

    async def _sleep(self) -> None:
        """Until there is something to say, or until a postponed message may be tried again."""
        later = await self._store.read(deliveries.next_try)
        wait = None if later is None else max(0.05, (later - _wall_time()).total_seconds())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), timeout=wait)

    async def _next_in_line(self) -> list[Delivery]:
        busy, now = frozenset(self._busy), _wall_time()
        return await self._store.read(lambda session: deliveries.next_in_line(session, now, busy))

    async def _attempt(self, delivery: Delivery) -> None:
        assert delivery.id is not None
        try:
            place = await self._say(delivery, delivery.id)
        except SlackApiError as error:
            await self._refused(delivery, delivery.id, error)
        except _UNKNOWN as error:
            log.warning("delivery %s: outcome unknown (%s)", delivery.id, type(error).__name__)
            await self._postpone(delivery, delivery.id, self.settle_time)
        except Exception:
            log.exception("delivery %s could not be shown", delivery.id)
            await self._give_up(delivery.id, "it could not be shown")
        else:
            await self._mark_sent(delivery.id, place)

    # --- one delivery

    async def _say(self, delivery: Delivery, delivery_id: int) -> tuple[str, str] | None:
        """Where the message stands now; None for what is no message."""
        if delivery.say == Say.HOME:
            view = await self._renderer.home(delivery.conversation)
            await self._clients.posting.views_publish(user_id=delivery.conversation, view=view)
            return None
        shown = await self._renderer.message(delivery)
        place = await self._place(delivery)
        if delivery.edits is not None and place.ts is None:
            return None  # what it would edit was never said
        if place.ts is not None:
            return await self._edit(place.channel, place.ts, shown)
        if delivery.state is DeliveryState.SENDING and (found := await self._find(place, delivery.key)):
            return found
        await self._mark(delivery_id, state=DeliveryState.SENDING)
        return await self._post(delivery, place, shown)

    async def _post(self, delivery: Delivery, place: _Place, shown: Shown) -> tuple[str, str]:
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

    async def _edit(self, channel: str, ts: str, shown: Shown) -> tuple[str, str]:
        """An edit may be repeated: it says the same again."""
        try:
            await self._clients.posting.chat_update(channel=channel, ts=ts, text=shown.text, blocks=shown.blocks)
        except SlackApiError as error:
            if error.response.get("error") not in _GONE:
                raise
            log.info("a message that was to be edited is gone")
        return channel, ts

    async def _place(self, delivery: Delivery) -> _Place:
        def look(session: Any) -> tuple[Delivery | None, str | None]:
            edited = deliveries.by_key(session, delivery.edits) if delivery.edits else None
            thread = deliveries.thread_ts(session, deliveries.read_thread(delivery.thread)) if delivery.thread else None
            return edited, thread

        edited, thread_ts = await self._store.read(look)
        if edited is not None and edited.channel and edited.ts:
            return _Place(edited.channel, ts=edited.ts)
        return _Place(await self._channel(delivery.conversation), thread_ts)

    async def _channel(self, conversation: str) -> str:
        """People are written to in their DM, which has an id of its own."""
        if not conversation.startswith(("U", "W")):
            return conversation
        if conversation not in self._dms:
            opened = await self._clients.reading.conversations_open(users=conversation)
            self._dms[conversation] = opened["channel"]["id"]
        return self._dms[conversation]

    async def _find(self, place: _Place, key: str) -> tuple[str, str] | None:
        """Looks for a message whose post had no answer: Slack may have taken it all the same."""
        if place.thread_ts is not None:
            answer = await self._clients.reading.conversations_replies(
                channel=place.channel, ts=place.thread_ts, include_all_metadata=True, limit=LOOK_BACK * 10
            )
        else:
            answer = await self._clients.reading.conversations_history(
                channel=place.channel, include_all_metadata=True, limit=LOOK_BACK
            )
        for message in answer["messages"]:
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("key") == key:
                return place.channel, message["ts"]
        return None

    # --- what became of it

    async def _refused(self, delivery: Delivery, delivery_id: int, error: SlackApiError) -> None:
        response: Any = error.response
        code = response.get("error", "") if hasattr(response, "get") else ""
        if response.status_code == 429 or code in _PASSING or response.status_code >= 500:
            after = float(response.headers.get("Retry-After", 0) or 0)
            await self._postpone(delivery, delivery_id, after, known=response.status_code == 429)
        else:
            await self._give_up(delivery_id, code)

    async def _postpone(self, delivery: Delivery, delivery_id: int, at_least: float, *, known: bool = False) -> None:
        """Tries again later. `known` says that Slack refused this try, so that nothing has been posted by it."""
        if delivery.attempts + 1 >= MOST_TRIES:
            await self._give_up(delivery_id, "Slack did not take it in many tries")
            return
        backoff = min(SLOWEST, 0.5 * 2**delivery.attempts) * random.uniform(0.5, 1.0)  # noqa: S311  # jitter, no secret
        changes: dict[str, Any] = {"not_before": _wall_time() + timedelta(seconds=max(at_least, backoff))}
        if known:
            changes["state"] = DeliveryState.PENDING
        await self._mark(delivery_id, attempts=delivery.attempts + 1, **changes)

    async def _give_up(self, delivery_id: int, why: str) -> None:
        log.error("delivery %s was given up: %s", delivery_id, why)
        await self._mark(delivery_id, state=DeliveryState.FAILED, error=why)

    async def _mark(self, delivery_id: int, **changes: Any) -> None:
        def work(tx: Any) -> None:
            delivery = tx.session.get_one(Delivery, delivery_id)
            for name, value in changes.items():
                setattr(delivery, name, value)

        await self._store.transact(work)

    async def _mark_sent(self, delivery_id: int, place: tuple[str, str] | None) -> None:
        now = _wall_time()
        await self._store.transact(lambda tx: deliveries.mark_sent(tx.session, delivery_id, place, now))
