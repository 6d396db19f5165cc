"""What a request can be about, and the skill that it takes."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.routing.names import Identifier
from bot.routing.priority import Level

Sentence = Annotated[str, Field(min_length=2, max_length=300)]


class Category(BaseModel):
    """The examples are sentences as people type them: the classifier learns from these alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=60)]
    skill: Identifier
    urgency: Level = Level.MEDIUM
    examples: tuple[Sentence, ...] = ()
