"""What a request can be about, and the skill that it takes."""

from collections.abc import Collection, Iterable

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


def settled_category(categories: Iterable[Category], skills: Collection[str], guess: str) -> str | None:
    """What a request was about that people with these skills solved: as guessed, if that is theirs, else the only thing
    that is; None when it may be several.
    """
    theirs = [each.id for each in categories if each.skill in skills and each.id != UNSURE]
    if guess in theirs:
        return guess
    return theirs[0] if len(theirs) == 1 else None
