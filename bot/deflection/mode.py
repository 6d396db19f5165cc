"""How a segment wants its articles."""

from enum import StrEnum


class Mode(StrEnum):
    """When a requester of a segment sees articles."""

    OFFER_FIRST = "offer_first"
    """An article that fits is offered before a ticket is opened."""
    GUIDED = "guided"
    """The same, with the steps of the best article one at a time."""
    ALONGSIDE = "alongside"
    """The ticket is opened at once; articles that fit are shown beside it."""
    AGENT_ONLY = "agent_only"
    """The ticket is opened at once; only the agent sees articles."""
    SHADOW = "shadow"
    """The same, and whether an offer would have been right is kept: to be looked at before offers are made."""
