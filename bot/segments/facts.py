"""What is known of the person who asks, where each fact comes from and how old it is."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator

from bot.segments.behaviour import Habit, HabitName


class Fact(BaseModel):
    """One thing known of a person, with its source and age."""

    model_config = ConfigDict(frozen=True)

    value: str
    source: str  # "Slack profile", "asset list" …: said to agents as it stands
    as_of: datetime


class Facts(BaseModel):
    """Everything the desk knew of a person at one moment. What is not in here is unknown, never guessed.

    Named facts are keyed by `fact_name` of their profile label: title, department, location, employment_type,
    start_date, manager, device, and whatever fields a workspace has added. What lists of assets say stands there too,
    and device by device in `assets`.
    """

    model_config = ConfigDict(frozen=True)

    person_id: str
    name: str
    real_name: str = ""
    tz: str = "UTC"
    email: str = ""
    named: Mapping[str, Fact] = Field(default_factory=dict)
    groups: frozenset[str] | None = None  # handles without "@"; None when Slack could not be asked
    groups_as_of: datetime | None = None  # when they were read; unknown of what was decided long ago, as is the next
    profile_as_of: datetime | None = None  # the age of the next three as well
    is_guest: bool | None = False  # None when Slack could not be asked; the same for the next two
    is_single_channel_guest: bool | None = False
    is_external: bool | None = False
    assets: tuple[Mapping[str, Fact], ...] = ()
    habits: Mapping[HabitName, Habit] = Field(default_factory=dict)
    stale_since: datetime | None = None  # Slack did not answer: this is what was known then

    @field_validator("named")
    @classmethod
    def _drop_blanks(cls, named: Mapping[str, Fact]) -> Mapping[str, Fact]:
        """An empty profile field says nothing, so it is unknown."""
        return {fact_name(label): fact for label, fact in named.items() if fact.value.strip()}

    @field_serializer("groups")
    def _in_order(self, groups: frozenset[str] | None) -> list[str] | None:
        return None if groups is None else sorted(groups)

    @property
    def zone(self) -> tzinfo:
        """The person's own time zone, UTC when Slack names none that exists."""
        try:
            return ZoneInfo(self.tz)
        except (KeyError, ValueError, OSError):
            return UTC

    @property
    def may_be_external(self) -> bool:
        """Somebody of whom this is unknown gets nothing internal either."""
        return self.is_external is not False

    def fact(self, name: str) -> Fact | None:
        return self.named.get(fact_name(name))

    def value(self, name: str) -> str | None:
        """The fact's value, None when it is unknown."""
        fact = self.fact(name)
        return fact.value if fact else None

    def in_group(self, handle: str) -> bool | None:
        """None when the person's user groups are unknown."""
        return None if self.groups is None else handle in self.groups


def nothing_known_of(person_id: str) -> Facts:
    """Slack could not be asked about somebody who was never seen before."""
    return Facts(person_id=person_id, name=person_id, is_guest=None, is_single_channel_guest=None, is_external=None)


def fact_name(label: str) -> str:
    """The name under which a profile label is kept: "Start date" is start_date."""
    return "_".join(label.lower().replace("-", " ").replace("_", " ").split())
