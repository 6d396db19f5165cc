"""A segment: people who are served alike, and the rule that recognises them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.segments.rule import Rule

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Segment(BaseModel):
    """Who belongs to it; what follows from that stands in the desk's policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=60)]
    tier: Annotated[int, Field(ge=1, le=9)]
    when: Rule
