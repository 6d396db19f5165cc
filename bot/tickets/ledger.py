"""The ledger of an offer: what became of it, appended to and never changed."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id


class EntryKind(StrEnum):
    OPENED = "opened"  # read in whole, for the first time
    STEP_DONE = "step_done"
    STEP_FAILED = "step_failed"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # silent for as long as the policy waits
    ESCALATED = "escalated"  # became a ticket
    RETURNED = "returned"  # confirmed, and yet the requester came back with the same
    UNWANTED = "unwanted"  # pushed at somebody whose segment does not want it for that
    FITTED = "fitted"  # of a suggestion that the agent alone saw: it would have been right
    MISFITTED = "misfitted"  # it would have been wrong


class Entry(SQLModel, table=True):
    """That articles were shown, and when, stands in the offer itself."""

    __tablename__ = "offer_entry"

    id: str = Field(default_factory=new_id, primary_key=True)
    request_id: str = Field(index=True, foreign_key="offer.request_id")
    at: datetime = Field(sa_type=Moment)
    kind: EntryKind = Field(sa_column=Column(Named(EntryKind), nullable=False))
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def kinds(entries: Iterable[Entry]) -> frozenset[EntryKind]:
    return frozenset(entry.kind for entry in entries)


def verdict(entries: Iterable[Entry]) -> bool | None:
    """Whether a suggestion that only the agent saw would have been right; the last word counts."""
    words = {EntryKind.FITTED: True, EntryKind.MISFITTED: False}
    said = [words[entry.kind] for entry in entries if entry.kind in words]
    return said[-1] if said else None


def steps_done(entries: Iterable[Entry]) -> int:
    """How many steps of a guide are behind the requester."""
    return sum(entry.kind is EntryKind.STEP_DONE for entry in entries)


def failed_step(entries: Iterable[Entry]) -> int | None:
    """The number of the step at which a guide ended, counted from 1."""
    failed = (int(entry.details["step"]) for entry in entries if entry.kind is EntryKind.STEP_FAILED)
    return next(failed, None)
