"""A pool: agents with a channel of their own, the skills they have and the segments they serve."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.routing.names import ChannelName, Handle, Identifier


class Assignment(StrEnum):
    CLAIM = "claim"
    LEAST_LOADED = "least_loaded"


class Pool(BaseModel):
    """`claim` leaves a ticket to whoever takes it, `least_loaded` gives it to the agent with the fewest open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=60)]
    channel: ChannelName
    group: Handle
    skills: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    segments: tuple[Identifier, ...] | Literal["all"] = "all"
    calendar: str | None = None  # the desk's calendar when not said
    assign: Assignment = Assignment.CLAIM
    fallback: str | None = None

    def takes(self, skill: str, segment_id: str) -> bool:
        return skill in self.skills and self.serves(segment_id)

    def serves(self, segment_id: str) -> bool:
        return self.segments == "all" or segment_id in self.segments
