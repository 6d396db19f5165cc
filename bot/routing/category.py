"""What a request can be about, and the skill that it takes."""

from pydantic import BaseModel, ConfigDict

from bot.names import Identifier, Label, Sentence
from bot.routing.priority import Level

UNSURE = "other"
"""The category of a request whose words do not say enough."""


class Category(BaseModel):
    """The examples are sentences as people type them: the classifier learns from these."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Label
    skill: Identifier
    urgency: Level = Level.MEDIUM
    examples: tuple[Sentence, ...] = ()
