"""Whether somebody whom an article seemed to have helped has come back with the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.kb.alike import SAME, alike

WITHIN = timedelta(days=7)
"""After the requester said that the article solved it."""


@dataclass(frozen=True)
class Asked:
    """`category` is None where the words do not tell it."""

    text: str
    category: str | None
    at: datetime


def is_return(confirmed: Asked, later: Asked) -> bool:
    """`confirmed.at` is when the requester said that it was solved. The same category is enough, whatever the words."""
    if not timedelta() <= later.at - confirmed.at <= WITHIN:
        return False
    same_category = confirmed.category is not None and confirmed.category == later.category
    return same_category or alike(confirmed.text, later.text) >= SAME
