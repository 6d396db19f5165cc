"""An article: what one page of the knowledge base says, and to whom."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EVERYONE = "all"
"""Listed under `segments`: every employee and contractor may read it."""
EXTERNAL = "external"
"""Listed under `segments`: people of other companies may read it. Nothing else opens an article to them."""
AGENTS = "agents"
"""Listed under `segments`: agents may read it, whoever else may."""

DRAFT = "draft"
"""The key of a file that is still being written."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]

Steps = Annotated[tuple[Line, ...], Field(min_length=3, max_length=8)]


class Environment(StrEnum):
    """The kind of device an article speaks of."""

    ANY = "any"
    MACOS = "macos"
    WINDOWS = "windows"
    LINUX = "linux"
    IOS = "ios"
    ANDROID = "android"


ENVIRONMENTS = ", ".join(Environment)


class Article(BaseModel):
    """One article as its file states it. The descriptions are what a writer is told who breaks a rule."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="a file name of small letters, digits and “-”")
    title: str = Field(min_length=1, max_length=120, description="1 to 120 characters")
    segments: tuple[str, ...] = Field(
        min_length=1, description=f"a list of segments, or of {EVERYONE}, {EXTERNAL} or {AGENTS}"
    )
    categories: tuple[str, ...] = Field(min_length=1, description="a list of categories, the main one first")
    environment: tuple[Environment, ...] = Field(
        default=(Environment.ANY,), min_length=1, description=f"a list of {ENVIRONMENTS}"
    )
    owner: str = Field(pattern=r"^[^\s@#]{1,80}$", description="the handle of a user group, without “@”")
    reviewed: date = Field(description="a date such as 2026-02-17")
    expires: date | None = Field(default=None, description="a date such as 2026-12-31, the last day of its use")
    draft: Literal[False] = Field(default=False, description="true while it is being written, or nothing")
    phrases: tuple[Line, ...] = Field(
        min_length=4, description="a list of at least 4 questions as people type them, in quotes where they hold “: ”"
    )
    steps: Steps = Field(
        description="a list of 3 to 8 sentences of at most 400 characters, in quotes where they hold “: ”"
    )
    body: str = Field(min_length=1, description="text below the front matter: when it applies, and what if it fails")

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
