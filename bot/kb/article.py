"""An article: what one page of the knowledge base says, and to whom."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EVERYONE = "all"
"""Listed under `segments`: every employee and contractor may read it."""
EXTERNAL = "external"
"""Listed under `segments`: people of other companies may read it. Nothing else opens an article to them."""
AGENTS = "agents"
"""Listed under `segments`: agents may read it, whoever else may."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Environment(StrEnum):
    """The kind of device an article speaks of."""

    ANY = "any"
    MACOS = "macos"
    WINDOWS = "windows"
    LINUX = "linux"
    IOS = "ios"
    ANDROID = "android"


class Article(BaseModel):
    """One article as its file states it. `slug` is the file's name without `.md`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    segments: Annotated[tuple[str, ...], Field(min_length=1)]
    categories: Annotated[tuple[str, ...], Field(min_length=1)]
    environment: Annotated[tuple[Environment, ...], Field(min_length=1)] = (Environment.ANY,)
    owner: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    reviewed: date
    expires: date | None = None
    phrases: Annotated[tuple[Line, ...], Field(min_length=4)]
    steps: Annotated[tuple[Line, ...], Field(min_length=3, max_length=8)]
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

    def is_for(self, segment: str, is_external: bool = False) -> bool:
        """Whether a requester of this segment may read it."""
        if is_external:
            return EXTERNAL in self.segments
        return EVERYONE in self.segments or segment in self.segments

    @property
    def is_for_agents(self) -> bool:
        return AGENTS in self.segments

    def has_expired(self, on: date) -> bool:
        """The day of expiry is the last day on which it is shown."""
        return self.expires is not None and self.expires < on
