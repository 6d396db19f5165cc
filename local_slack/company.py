"""A company to fill a workspace with: its people, user groups, profile fields and channels, read from one file."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from local_slack import documents
from local_slack.clock import Clock
from local_slack.credentials import install
from local_slack.manifest import Manifest
from local_slack.state import Conversation, Json, State, User, UserGroup

COMPANIES = Path(__file__).parent / "companies"
EVERYBODY = "everybody"  # as a member: all people of the home team who are no guests
BOT = "the app"  # as a member: the installed app

Name = Annotated[str, Field(pattern=r"^[a-z0-9._-]+$", max_length=80)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Team(_Part):
    name: str
    domain: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class ProfileField(_Part):
    label: str
    type: Literal["text", "date", "link", "user", "options_list"] = "text"
    hint: str = ""
    possible_values: tuple[str, ...] = ()


class DaysAgo(_Part):
    """A date that stays the same distance from today, on whatever day the workspace is founded."""

    days_ago: int


class Person(_Part):
    name: Name
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    guest: Literal["no", "multi-channel", "single-channel"] = "no"
    external: bool = False
    owner: bool = False
    fields: dict[str, str | date | DaysAgo] = {}


class Group(_Part):
    handle: Name
    name: str
    members: tuple[Name, ...]


class Channel(_Part):
    name: Name
    topic: str = ""
    private: bool = False
    shared: bool = False
    members: tuple[str, ...]


class Company(_Part):
    """What a company's file says. Names of people, handles and fields that do not exist are refused."""

    team: Team
    external_team: Team
    profile_fields: tuple[ProfileField, ...]
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    channels: tuple[Channel, ...]

    @model_validator(mode="after")
    def _names_exist(self) -> "Company":
        people = {person.name for person in self.people}
        labels = {field.label for field in self.profile_fields}
        members = {name for group in self.groups for name in group.members}
        members |= {name for channel in self.channels for name in channel.members} - self._collective_names()
        written = {label for person in self.people for label in person.fields}
        for what, unknown in (("person", members - people), ("profile field", written - labels)):
            if unknown:
                raise ValueError(f"no {what} is named {', '.join(sorted(unknown))}")
        return self

    def _collective_names(self) -> set[str]:
        return {EVERYBODY, BOT} | {f"@{group.handle}" for group in self.groups}


def read_company(path: Path) -> Company:
    """Raises `BrokenDocumentError` with every problem of the file."""
    return documents.read(path, Company)


def found(state: State, company: Company, manifest: Manifest) -> None:
    """Fills an empty workspace with the company and installs the app that the manifest describes."""
    state.manifest = manifest
    state.team = _team(state, company.team)
    state.external_team = _team(state, company.external_team)
    state.profile_fields = [_profile_field(state, field, order) for order, field in enumerate(company.profile_fields)]
    founding = _Founding(state, company, {person.name: state.new_id("U") for person in company.people})
    for person in company.people:
        founding.hire(person)
    install(state, manifest)
    for group in company.groups:
        founding.gather(group)
    for channel in company.channels:
        founding.open(channel)


@dataclass(frozen=True)
class _Founding:
    state: State
    company: Company
    ids: dict[str, str]  # a person's name -> user id

    def hire(self, person: Person) -> None:
        team = self.state.external_team if person.external else self.state.team
        self.state.users[self.ids[person.name]] = User(
            id=self.ids[person.name],
            name=person.name,
            real_name=person.real_name,
            title=person.title,
            email=f"{person.name}@{team['email_domain']}",
            tz=person.tz,
            team_id=team["id"],
            is_restricted=person.guest != "no",
            is_ultra_restricted=person.guest == "single-channel",
            is_owner=person.owner,
            fields=self._fields(person),
        )

    def gather(self, group: Group) -> None:
        group_id = self.state.new_id("S")
        members = [self.ids[name] for name in group.members]
        self.state.groups[group_id] = UserGroup(group_id, group.handle, group.name, members)

    def open(self, channel: Channel) -> None:
        conversation = Conversation(
            id=self.state.new_id("C"),
            kind="group" if channel.private else "channel",
            name=channel.name,
            members={member for name in channel.members for member in self._members(name)},
            topic=channel.topic,
            is_ext_shared=channel.shared,
            creator=next(user.id for user in self.state.users.values() if user.is_owner),
            created=int(self.state.clock.now().timestamp()),
        )
        self.state.conversations[conversation.id] = conversation

    def _members(self, name: str) -> list[str]:
        if name == BOT:
            return [self.state.app["bot_user"]]
        if name == EVERYBODY:
            insiders = [person for person in self.company.people if person.guest == "no" and not person.external]
            return [self.ids[person.name] for person in insiders]
        if name.startswith("@"):
            return next(group.users for group in self.state.groups.values() if group.handle == name[1:])
        return [self.ids[name]]

    def _fields(self, person: Person) -> dict[str, str]:
        definitions = {field["label"]: field for field in self.state.profile_fields}
        return {
            definitions[label]["id"]: self._value(definitions[label], value, self.state.clock)
            for label, value in person.fields.items()
        }

    def _value(self, definition: Json, value: str | date | DaysAgo, clock: Clock) -> str:
        if isinstance(value, DaysAgo):
            return (clock.now().date() - timedelta(days=value.days_ago)).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return self.ids[value] if definition["type"] == "user" else value


def _team(state: State, team: Team) -> Json:
    team_id = state.new_id("T")
    return {"id": team_id, "name": team.name, "domain": team.domain, "email_domain": f"{team.domain}.example"}


def _profile_field(state: State, field: ProfileField, ordering: int) -> Json:
    return {
        "id": state.new_id("Xf"),
        "ordering": ordering,
        "label": field.label,
        "hint": field.hint,
        "type": field.type,
        "possible_values": list(field.possible_values) or None,
        "options": None,
        "is_hidden": False,
    }
