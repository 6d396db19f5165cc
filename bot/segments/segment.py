"""A segment: people who are served alike, and the rule that recognises them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.names import Identifier, Label
from bot.segments.rule import Rule


class Segment(BaseModel):
    """Who belongs to it; what follows from that stands in the desk's policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Label
    tier: Annotated[int, Field(ge=1, le=9)]
    when: Rule
