"""An asset: a device that somebody works with, as the company's list of assets describes it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.segments.facts import Fact, Facts
from bot.tickets.moment import Moment

DEVICE = "device"
FLAGS = frozenset({"critical_infrastructure", "regulated"})
DATES: Mapping[str, str] = {"contract_start": "earliest", "contract_end": "latest"}
"""Of several devices, the earliest start and the latest end count."""


class Asset(SQLModel, table=True):
    """`person` is an e-mail address in small letters, or a Slack id. `known` has what the list says by the names of
    facts; what it leaves empty is not in there. `as_of` is when the list was read.
    """

    source: str = Field(primary_key=True)
    person: str = Field(primary_key=True, index=True)
    tag: str = Field(primary_key=True)
    known: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    as_of: datetime = Field(sa_type=Moment)


def with_assets(facts: Facts, assets: Sequence[Asset]) -> Facts:
    """The person with what the lists know of their devices, each fact with its source and age. Somebody looks after a
    list, so it counts for more than what a profile says of the same thing.
    """
    described = tuple(_facts_of(asset) for asset in assets)
    names = dict.fromkeys(name for asset in described for name in asset)
    joined = {name: _joined(name, [asset[name] for asset in described if name in asset]) for name in names}
    return facts.model_copy(update={"assets": described, "named": {**facts.named, **joined}})


def _facts_of(asset: Asset) -> dict[str, Fact]:
    known = {DEVICE: asset.tag, **asset.known}
    return {name: Fact(value=value, source=asset.source, as_of=asset.as_of) for name, value in known.items()}


def _joined(name: str, facts: Sequence[Fact]) -> Fact:
    """What all their devices say together, as old as the oldest of them."""
    oldest = min(facts, key=lambda fact: fact.as_of)
    return oldest.model_copy(update={"value": _together(name, [fact.value for fact in facts])})


def _together(name: str, values: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(values))
    if name in FLAGS:
        return "yes" if "yes" in distinct else "no"
    if name in DATES:
        return min(distinct) if DATES[name] == "earliest" else max(distinct)
    return ", ".join(distinct)
