"""An asset: a device that somebody works with, as the company's list of assets describes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.segments.day import day_of
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
    joined = {name: _joined(name, [asset.get(name) for asset in described]) for name in names}
    known = {name: fact for name, fact in joined.items() if fact is not None}
    return facts.model_copy(update={"assets": described, "named": {**facts.named, **known}})


def _facts_of(asset: Asset) -> dict[str, Fact]:
    known = {DEVICE: asset.tag, **asset.known}
    return {name: Fact(value=value, source=asset.source, as_of=asset.as_of) for name, value in known.items()}


def _joined(name: str, said: Sequence[Fact | None]) -> Fact | None:
    """What all their devices say together: with the sources that said so, and as old as the oldest of these."""
    telling = _telling(name, said)
    if not telling:
        return None
    sources = " and ".join(dict.fromkeys(fact.source for fact in telling))
    value = ", ".join(dict.fromkeys(fact.value for fact in telling))
    return Fact(value=value, source=sources, as_of=min(fact.as_of for fact in telling))


def _telling(name: str, said: Sequence[Fact | None]) -> Sequence[Fact]:
    """The facts that say it of all their devices; none when that is not known."""
    known = [fact for fact in said if fact is not None]
    if name in FLAGS:
        return [fact for fact in known if fact.value == "yes"] or (known if len(known) == len(said) else [])
    return _that_day(known, DATES[name]) if name in DATES else known


def _that_day(facts: Sequence[Fact], which: str) -> Sequence[Fact]:
    """The one that names the earliest or the latest day, however the day is spelled; the oldest of several."""
    dated = [(day, fact) for fact in facts if (day := day_of(fact.value))]
    days = [day for day, _ in dated]
    wanted = min(days, default=None) if which == "earliest" else max(days, default=None)
    return sorted((fact for day, fact in dated if day == wanted), key=lambda fact: fact.as_of)[:1]
