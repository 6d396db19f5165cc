"""The shape that Slack's payloads have, as far as the desk and Bolt look into them; whatever else is in them is let be.

What is of another shape is not Slack's, or of a Slack that the desk does not know: it is put aside at the door, where
nothing has tripped over it yet.
"""

import json
import re
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from bot.views.keepable import keepable_parts

Id = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,255}$")]
PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{0,64}$")]
ChannelId = PersonId
Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,11}(\.[0-9]{1,6})?$")]
Whole = dict[str, Any]
MENU = "overflow"  # the type of its element
_write = json.JSONEncoder(allow_nan=False).encode
_MAY_NOT_BE_KEPT = re.compile(r"\\u(?:0000|d[89a-f])")  # as JSON writes it
_STEPS = frozenset({"workflow_step_edit", "workflow_step_execute", "workflow_step"})
_WRITTEN = frozenset({"message", "app_mention"})
_IN_A_CHANNEL = _WRITTEN | {"channel_archive", "group_archive", "channel_shared", "channel_unshared"}


class Person(BaseModel):
    id: PersonId = ""


class Conversation(BaseModel):
    id: ChannelId


class Said(BaseModel):
    """A message, or what a reaction hangs on."""

    type: str = ""
    user: PersonId | None = None
    channel: ChannelId | None = None
    ts: Moment | None = None
    thread_ts: Moment | None = None
    text: str | None = None
    files: list[Whole] | None = None


class Event(BaseModel):
    type: str = ""
    subtype: str | None = None
    user: PersonId | Person | None = None
    channel: ChannelId | Whole | None = None
    ts: Moment | None = None
    thread_ts: Moment | None = None
    text: str | None = None
    files: list[Whole] | None = None
    item: Said | None = None

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        """What happened in a conversation names it; what somebody wrote, its time too."""
        if self.type in _IN_A_CHANNEL and not (self.channel and isinstance(self.channel, str)):
            raise ValueError("no channel")
        if self.type in _WRITTEN and self.ts is None:
            raise ValueError("no time")
        if self.type == "reaction_added" and not _is_somewhere(self.item):
            raise ValueError("a reaction to nothing")
        return self

    @property
    def person_id(self) -> str:
        return self.user.id if isinstance(self.user, Person) else self.user or ""


class Choice(BaseModel):
    value: str


class Action(BaseModel):
    """A menu holds several things to do: each choice names its verb, and what it is about behind a colon."""

    action_id: str
    block_id: str = ""
    type: str = ""
    selected_option: Choice | None = None

    @property
    def verb(self) -> str:
        """The action id, or the verb that was chosen from a menu."""
        if self.type == MENU and self.selected_option is not None:
            return self.selected_option.value.partition(":")[0]
        return self.action_id

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.type == MENU and self.selected_option is None:
            raise ValueError("nothing was chosen from the menu")
        return self


class Input(BaseModel):
    """What was put into one element of a form."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_options: list[Choice] | None = None


class State(BaseModel):
    values: dict[str, dict[str, Input]] = Field(default_factory=dict)


class View(BaseModel):
    type: str
    id: Id | None = None
    callback_id: str = ""
    private_metadata: str = ""
    state: State | None = None


class Shape(BaseModel):
    """`type` says which of the others are there; a command has none."""

    type: str = ""
    event_id: Id | None = None
    trigger_id: Id | None = None
    command: str | None = None
    text: str = ""
    user_id: PersonId = ""
    user: Person | PersonId | None = None
    callback_id: str = ""
    event: Event | None = None
    actions: Annotated[list[Action], Field(min_length=1)] | None = None
    view: View | None = None
    message: Said | None = None
    channel: Conversation | str | None = None
    team: Whole | str | None = None
    enterprise: Whole | str | None = None
    authorizations: list[Whole] | None = None
    response_url: str | None = None
    response_urls: list[Whole] | None = None

    @model_validator(mode="after")
    def _has_a_message(self) -> Self:
        is_whole = self.message is not None and self.message.ts is not None and isinstance(self.channel, Conversation)
        if self.type == "message_action" and not is_whole:
            raise ValueError("no message")
        return self

    @model_validator(mode="after")
    def _is_no_step(self) -> Self:
        """Bolt looks further into steps of workflows and buttons of attachments. The desk has neither."""
        types = {self.type, self.event.type if self.event else "", self.view.type if self.view else ""}
        if types & _STEPS or self.type == "interactive_message":
            raise ValueError("nothing of the desk's")
        return self

    @property
    def person_id(self) -> str:
        return self.user.id if isinstance(self.user, Person) else self.user or self.user_id


def _is_somewhere(item: Said | None) -> bool:
    """A file is nowhere, and no business of the desk."""
    return item is not None and (item.type != "message" or None not in (item.channel, item.ts))


def read_shape(body: Any) -> tuple[Shape, Whole] | None:
    """With the body as every database can keep it. None for what is of no shape that Slack's payloads have, and for
    numbers without an end.
    """
    try:
        kept = keepable_parts(body) if _MAY_NOT_BE_KEPT.search(_write(body)) else body
        return Shape.model_validate(body), kept  # an id with such characters is none, and not another
    except (ValueError, RecursionError):
        return None
