"""A pool: agents with a channel of their own, the skills they have and the segments they serve."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.names import ChannelName, Handle, Identifier, Label


class Assignment(StrEnum):
    """`claim` leaves a ticket to whoever takes it, `least_loaded` gives it to the agent with the fewest open."""

    CLAIM = "claim"
    LEAST_LOADED = "least_loaded"


class Pool(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Label
    channel: ChannelName
    group: Handle
    skills: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    segments: tuple[Identifier, ...] | Literal["all"] = "all"
    calendar: Identifier | None = None  # the desk's own when not said
    assign: Assignment = Assignment.CLAIM
    fallback: Identifier | None = None  # the pool that helps out when nobody is at work here

    def takes(self, skill: str, segment_id: str) -> bool:
        return skill in self.skills and (self.segments == "all" or segment_id in self.segments)
