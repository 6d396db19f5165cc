"""What people write: to the desk, in its threads, and with a mention or a reaction in a channel."""

from dataclasses import replace

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.hear import Words, hear
from bot.errors import Refusal
from bot.handlers.act import Act
from bot.handlers.arrival import Payload, at
from bot.handlers.plain_text import plain_text
from bot.tickets.request import Surface
from bot.views import notice
from bot.views.keepable import keepable


async def message(act: Act) -> None:
    """A message in the DM is a request, one in a thread belongs to what is talked about there."""
    event = act.arrival.event
    if "thread_ts" in event:
        await _in_thread(act, event)
    else:
        await ask_for_help(act.desk, await _asked(act, event, Surface.DM))


async def mention(act: Act) -> None:
    """Somebody calls the desk in a channel; in a thread they mean what the thread is about."""
    event = act.arrival.event
    if not plain_text(_without_mentions(event.get("text") or "")):
        raise Refusal("Tell me in the same message what you need, then I can open a ticket for it.")
    await ask_for_help(act.desk, await _asked(act, event, Surface.MENTION))


async def ticket_reaction(act: Act) -> None:
    """Somebody marks a message with :ticket:. It becomes the request of whoever wrote it."""
    item = act.arrival.event["item"]
    found = await act.slack.clients.reading.conversations_replies(channel=item["channel"], ts=item["ts"], limit=1)
    marked = [each for each in found["messages"] if each["ts"] == item["ts"] and not each.get("bot_id")]
    for each in marked:
        await ask_for_help(act.desk, await _asked(act, {**each, "channel": item["channel"]}, Surface.REACTION))


async def ticket_shortcut(act: Act) -> None:
    """A message becomes the request of whoever wrote it, answered in its thread; in person, where the desk is not."""
    message, channel = act.arrival.payload["message"], act.arrival.payload["channel"]["id"]
    if not message.get("user") or message.get("bot_id"):
        raise Refusal("That message was not written by a person, so there is nobody to answer.")
    ask = await _asked(act, {**message, "channel": channel}, Surface.SHORTCUT)
    if await act.slack.directory.is_in(channel):
        await ask_for_help(act.desk, ask)
        return
    await ask_for_help(act.desk, replace(ask, surface=Surface.ELSEWHERE, conversation=ask.requester_id, root=None))
    await act.whisper(notice.render(f"I am not in this channel, so I answer <@{ask.requester_id}> in person."))


async def _asked(act: Act, event: Payload, surface: Surface) -> HelpRequest:
    typed = event.get("text") or ""
    text = _without_mentions(typed) if surface is Surface.MENTION else typed
    return HelpRequest(
        receipt_id=act.arrival.id,
        requester_id=event["user"],
        text=await act.words(text) or _files(event),
        surface=surface,
        asked_at=at(event["ts"]),
        conversation=_conversation(event),
        source=f"{_conversation(event)}:{event['ts']}",
        root=event.get("thread_ts") or event["ts"],
    )


async def _in_thread(act: Act, event: Payload) -> None:
    words = Words(
        receipt_id=act.arrival.id,
        text=await act.words(event.get("text") or "") or _files(event),
        at=at(event["ts"]),
        conversation=_conversation(event),
        thread_ts=event["thread_ts"],
        ts=event["ts"],
    )
    await hear(act.desk, act.actor, words)


def _conversation(event: Payload) -> str:
    """A DM goes by the person's id, whatever id Slack gave it: the desk reads no other DMs than its own."""
    return str(event["user"] if event["channel"].startswith("D") else event["channel"])


def _without_mentions(text: str) -> str:
    """A mention at either end is how the desk was called, not what was asked."""
    words = text.split()
    while words and words[0].startswith("<@"):
        words.pop(0)
    while words and words[-1].startswith("<@"):
        words.pop()
    return " ".join(words)


def _files(event: Payload) -> str:
    """A message may be no more than a screenshot."""
    names = (keepable(str(file.get("name") or "unnamed")) for file in event.get("files") or ())
    return ", ".join(f"[file: {name}]" for name in names)
