"""What the desk says. It is written down with the change that causes it; how it looks is the business of the views."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.tickets.thread import Side


class Say(StrEnum):
    """What is said. There is one view for each."""

    OFFER = "offer"
    TICKET = "ticket"  # the requester's side of the ticket; edited as it moves on
    REPLY = "reply"  # an agent's words, to the requester
    SOLVED = "solved"
    JOINED = "joined"  # to the requester: it is worked on together with others of its kind
    SAME = "same"  # the question whether it is what others have reported
    SAME_SOLVED = "same_solved"  # to whoever said yes
    BURST = "burst"  # to leads: more people than usual report one topic
    SURVEY = "survey"
    CARD = "card"
    ANSWER = "answer"  # the requester's words, to the card's thread
    HISTORY = "history"  # what agents must know of a ticket that moved to another card
    WARNING = "warning"
    LATE = "late"  # the warnings that could not be said in time, in one
    PATTERN = "pattern"  # one urgent request after the other
    NOTICE = "notice"  # one sentence
    HOME = "home"
    ERASED = "erased"  # in the place of what was said about somebody; where it stands is forgotten with it


def is_person(addressee: str) -> bool:
    """Whether something is said in somebody's DM: people are addressed by their own id, channels by the channel's."""
    return addressee.startswith(("U", "W"))


@dataclass(frozen=True)
class InThread:
    """A thread that is found by what it is about: its timestamp is known once its first message has been posted."""

    side: Side
    request_id: str
    number: int = 1


@dataclass(frozen=True)
class Under:
    """The thread below what was said under that key."""

    key: str


@dataclass(frozen=True)
class Speech:
    """`to` is a channel's id, or a person's id for their DM. `key` is unique: the same thing is never said twice.
    With `edits`, the message that was said under that key is changed and none is posted. With `opens`, the message
    becomes the root of that thread.
    """

    key: str
    say: Say
    to: str
    about: dict[str, Any] = field(default_factory=dict)
    thread: InThread | Under | None = None
    opens: InThread | None = None
    edits: str | None = None
