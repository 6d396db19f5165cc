"""A company that is large enough to ask all day: the people of the local Slack's Northwind, many times over."""

import itertools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.config import read_policy
from bot.kb.reader import read_knowledge
from local_slack import people
from local_slack.clock import Clock
from local_slack.company import found, read_company
from local_slack.manifest import Manifest
from local_slack.server import DEFAULT_COMPANY
from local_slack.state import State, User, UserGroup

PEOPLE = 4_000
POLICY, KNOWLEDGE, MANIFEST = Path("desk.yml"), Path("knowledge_base"), Path("manifest.yml")
_STAFF = "IT"  # the department of those who answer: they are not multiplied
_OPENINGS = (
    "",
    "hi, ",
    "hello, ",
    "urgent: ",
    "since this morning ",
    "again: ",
    "can somebody help? ",
    "for my team: ",
)
_ENDINGS = (
    "",
    " on the {number}th floor",
    " since {number} o'clock",
    ", it is the {number}. time this week",
    ", the asset tag is NW-{number}",
    " and I have a meeting in {number} minutes",
)

Json = dict[str, Any]


class Company:
    """Answers what the Web API is asked about people and places. Everybody who asks has colleagues just like them."""

    def __init__(self) -> None:
        self._state = State(Clock())
        found(self._state, read_company(DEFAULT_COMPANY), Manifest.read(MANIFEST))
        staff = {field["id"] for field in self._state.profile_fields if field["label"] == "Department"}
        self._models = [user for user in self._state.users.values() if not user.is_bot and not _is_staff(user, staff)]
        self.app: Json = self._state.app
        self.team: Json = self._state.team

    def person_id(self, number: int) -> str:
        """Whoever asks as the `number`th."""
        return f"U8{number % PEOPLE:06d}"

    def user(self, person_id: str) -> Json:
        return people.as_json(self._state, self._named(person_id))

    def profile(self, person_id: str) -> Json:
        user = self._named(person_id)
        return people.profile(self._state, user) | {"fields": people.custom_fields(self._state, user)}

    def groups(self) -> list[Json]:
        everybody = [(self.person_id(number), self._model(number).id) for number in range(PEOPLE)]
        return [self._with_colleagues(group, everybody) for group in self._state.groups.values()]

    def channels(self) -> list[Json]:
        rooms = [room for room in self._state.conversations.values() if room.name]
        return [{"id": room.id, "name": room.name, "is_member": True} for room in rooms]

    def profile_fields(self) -> list[Json]:
        return self._state.profile_fields

    def _with_colleagues(self, group: UserGroup, everybody: list[tuple[str, str]]) -> Json:
        copies = [person for person, model in everybody if model in group.users]
        return people.group_as_json(self._state, replace(group, users=[*group.users, *copies]), with_users=True)

    def _named(self, person_id: str) -> User:
        known = self._state.users.get(person_id)
        if known is not None:
            return known
        number = int(person_id.removeprefix("U8"))
        model = self._model(number)
        return replace(model, id=person_id, name=f"{model.name}.{number}")

    def _model(self, number: int) -> User:
        return self._models[number % len(self._models)]


def _is_staff(user: User, department: set[str]) -> bool:
    return any(user.fields.get(field) == _STAFF for field in department)


def questions(count: int, seed: int = 1) -> list[str]:
    """Different every one: what the policy and the articles know people to ask, in the many ways of saying it."""
    chance = random.Random(seed)
    known = [text for category in read_policy(POLICY).categories for text in category.examples]
    known += [phrase for article in read_knowledge(KNOWLEDGE) for phrase in article.phrases]
    asked: dict[str, None] = {}
    while len(asked) < count:
        ending = chance.choice(_ENDINGS).format(number=chance.randint(2, 9_999))
        asked.setdefault(chance.choice(_OPENINGS) + chance.choice(known) + ending)
    return list(itertools.islice(asked, count))
