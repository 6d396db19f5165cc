"""Which events ask the desk for anything: most messages in a channel do not."""

from bot.handlers.arrival import Arrival

TICKET_REACTION = "ticket"
_PEOPLE_SPEAK = (None, "file_share", "thread_broadcast", "me_message")


def carries_intent(arrival: Arrival) -> bool:
    """Whether an event is worth keeping: somebody asks, somebody answers in a thread, or the workspace changes."""
    event = arrival.event
    match arrival.name:
        case "message":
            spoken = event.get("subtype") in _PEOPLE_SPEAK and not event.get("bot_id")
            return spoken and (event.get("channel_type") == "im" or "thread_ts" in event)
        case "reaction_added":
            return event.get("reaction") == TICKET_REACTION and event.get("item", {}).get("type") == "message"
        case _:
            return True
