"""How a segment wants its articles."""

from enum import StrEnum


class Mode(StrEnum):
    """When a requester of a segment sees articles."""

    OFFER_FIRST = "offer_first"
    """An article that fits is offered before a ticket is opened."""
    ALONGSIDE = "alongside"
    """The ticket is opened at once; articles that fit are shown beside it."""
    AGENT_ONLY = "agent_only"
    """The ticket is opened at once; only the agent sees articles."""
