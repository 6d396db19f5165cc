"""A message that was read back, as Slack would have delivered it."""

from collections.abc import Iterator

from bot.gateway.history import Conversation, Message
from bot.handlers.arrival import Arrival, Payload, read_arrival
from bot.handlers.listeners import is_for_the_desk


def arrivals(conversation: Conversation, message: Message, bot_user_id: str) -> Iterator[Arrival]:
    """Those that ask the desk for something, with the ids that they have when Slack delivers them."""
    for payload in _payloads(conversation, message, bot_user_id):
        arrival = read_arrival(payload)
        if arrival is not None and is_for_the_desk(arrival):
            yield arrival


def _payloads(conversation: Conversation, message: Message, bot_user_id: str) -> Iterator[Payload]:
    if message.get("bot_id") or message.get("user") == bot_user_id:
        return
    said = {
        **message,
        "type": "message",
        "channel": conversation.id,
        "channel_type": conversation.kind,
        "event_ts": message["ts"],
    }
    yield {"type": "event_callback", "event": said}
    if conversation.kind != "im" and f"<@{bot_user_id}>" in message.get("text", ""):
        yield {"type": "event_callback", "event": {**said, "type": "app_mention"}}
    for reaction in message.get("reactions", ()):
        for person_id in reaction["users"]:
            yield _reaction(conversation, message, reaction["name"], person_id)


def _reaction(conversation: Conversation, message: Message, name: str, person_id: str) -> Payload:
    """Slack gives reactions no timestamp of their own. One that was delivered as well changes nothing: its message is
    a request already.
    """
    item = {"type": "message", "channel": conversation.id, "ts": message["ts"]}
    return {
        "type": "event_callback",
        "event_id": f"{name}:{conversation.id}:{message['ts']}:{person_id}",
        "event": {"type": "reaction_added", "user": person_id, "reaction": name, "item": item},
    }
