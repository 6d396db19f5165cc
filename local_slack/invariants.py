"""What must hold of a workspace whatever happened in it, whichever app is installed."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from local_slack.delivering import EVENTS, Envelope
from local_slack.state import Conversation, Message, State

ACK_LIMIT_MS = 3000
_EVERYBODY = re.compile(r"<!(?:here|channel|everyone)[^>]*>")
_LITERAL = re.compile(r"(?<!\w)@(?:here|channel|everyone)\b")


def broken(state: State, envelopes: list[Envelope]) -> list[str]:
    """One sentence for each thing that should not be."""
    return [*_rung_channels(state), *_slow_answers(envelopes), *_doubled_messages(state)]


def _rung_channels(state: State) -> Iterator[str]:
    """What somebody typed must not ring a whole channel when the app repeats it.

    In text objects of blocks a literal @here is live too, unless it says `verbatim` or is plain text.
    """
    for conversation, message in _said_by_the_app(state):
        loud = _EVERYBODY.findall(message.text) + _EVERYBODY.findall(json.dumps(message.blocks))
        loud += [mention for block in message.blocks for mention in _literal_mentions(block)]
        for mention in loud:
            yield f"the app rings {conversation.name or conversation.id} with {mention} at {message.ts}"


def _slow_answers(envelopes: list[Envelope]) -> Iterator[str]:
    """A person who clicks sees an error after three seconds."""
    for envelope in envelopes:
        if envelope.kind != EVENTS and envelope.done:
            acked_ms = envelope.attempts[-1].acked_ms
            if envelope.error or acked_ms is None or acked_ms > ACK_LIMIT_MS:
                yield f"{envelope.summary} was not answered in time: {envelope.error or acked_ms}"


def _doubled_messages(state: State) -> Iterator[str]:
    """The same metadata twice in one conversation is the same thing said twice."""
    said = Counter(
        (conversation.id, json.dumps(message.metadata, sort_keys=True))
        for conversation, message in _said_by_the_app(state)
        if message.metadata and message.metadata.get("event_payload")
    )
    for (conversation_id, metadata), times in said.items():
        if times > 1:
            yield f"{conversation_id} has {times} messages with the metadata {metadata}"


def _said_by_the_app(state: State) -> Iterator[tuple[Conversation, Message]]:
    for conversation in state.conversations.values():
        for message in conversation.messages.values():
            if message.user == state.app["bot_user"]:
                yield conversation, message


def _literal_mentions(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _literal_mentions(part)
    elif isinstance(node, dict):
        if node.get("type") == "mrkdwn" and not node.get("verbatim"):
            yield from _LITERAL.findall(node.get("text", ""))
        for part in node.values():
            yield from _literal_mentions(part)
