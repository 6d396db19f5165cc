"""The directory: people, user groups and channels as Slack knows them, cached."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadInput, Problem
from bot.gateway.failure import NO_ANSWER
from bot.gateway.history import PAGE, pages
from bot.gateway.profiles import Profiles
from bot.segments.facts import Facts, nothing_known_of

FRESH = timedelta(minutes=10)  # edits of custom profile fields fire no event, so what is known has an age
QUICK = 2.0  # seconds that are waited for news of somebody who is known
PATIENT = 15.0  # of somebody who is not: by what they are everything else is decided
MEETING = 5.0  # of all whom internal things are told; whoever is not known by then is asked for meanwhile
MEET_AT_ONCE = 16  # people: a team is known soon, and Slack's limits are not hit at every start
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    """`asked_at` is when Slack said so, `at` the same unless it has told of a change since."""

    facts: Facts
    at: datetime
    asked_at: datetime


class SlackDirectory:
    """Implements `bot.desk.desk.Directory`. `inner` are the handles of the user groups whose people hear what others
    must not: they are asked for before anything is said.
    """

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime], inner: Iterable[str] = ()) -> None:
        self._client = client
        self._now = now
        self._inner = frozenset(inner)
        self._meeting: set[asyncio.Task[None]] = set()
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._groups_of: dict[str, frozenset[str]] = {}  # by the person
        self._groups_at: datetime | None = None
        self._channels: dict[str, str] = {}
        self._ours_alone: frozenset[str] = frozenset()  # ids of the channels that nobody of another company is in
        self._profiles = Profiles(client, now)
        self.team_id = ""
        self.bot_user_id = ""
        self.bot_id = ""

    async def load(self) -> None:
        """Reads who we are, the names of the profile fields, the user groups and the channels."""
        identity = await self._client.auth_test()
        self.team_id, self.bot_user_id = identity["team_id"], identity["user_id"]
        self.bot_id = identity.get("bot_id", "")
        self._profiles.team_id = self.team_id
        await self._profiles.load_labels()
        await self.load_places_and_groups()

    async def load_places_and_groups(self) -> None:
        await self.load_groups()
        await self.load_channels()

    def is_loaded(self) -> bool:
        return bool(self.bot_user_id and self._channels)

    async def load_channels(self) -> None:
        """Reads the channels that the desk is a member of; it can read and write in no other. One that it was in
        before is still known: what fails there is what is to be said, not the ticket.
        """
        listed = pages(
            self._client.conversations_list,
            "channels",
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=PAGE,
        )
        joined = [each async for page in listed for each in page if each.get("is_member")]
        self._channels |= {each["name"]: each["id"] for each in joined}
        self._ours_alone = frozenset(each["id"] for each in joined if not each.get("is_ext_shared"))

    def take_for_shared(self, channel_id: str) -> None:
        """From now on, whenever the channels can be read anew."""
        self._ours_alone -= {channel_id}

    async def load_groups(self) -> None:
        """Reads every user group anew: its events leave people out when a group is large."""
        answer = await self._client.usergroups_list(include_users=True)
        self._groups = {group["handle"]: tuple(group.get("users", ())) for group in answer["usergroups"]}
        self._groups_of = _turned(self._groups)
        self._groups_at = self._now()
        await self._meet()

    async def _meet(self) -> None:
        """Asks who the people of the inner groups are, if that is not known: whether they are of the house. It is not
        waited for longer than a moment, and whoever Slack does not tell of is asked for again with the next reading.
        """
        people = {person_id for handle in self._inner for person_id in self._groups.get(handle, ())}
        hands = asyncio.Semaphore(MEET_AT_ONCE)
        for person_id in people - self._known.keys() - self._asking.keys():
            meeting = asyncio.create_task(self._meet_one(person_id, hands))
            self._meeting.add(meeting)
            meeting.add_done_callback(self._meeting.discard)
        if self._meeting:
            await asyncio.wait(self._meeting, timeout=MEETING)

    async def _meet_one(self, person_id: str, hands: asyncio.Semaphore) -> None:
        async with hands:
            if person_id in self._known:  # somebody else wanted to know it meanwhile
                return
            await asyncio.wait([self._begin_to_ask(person_id)], timeout=PATIENT)

    def outdate(self, person_id: str) -> None:
        """The person's profile has changed: it is asked for again, and until Slack answers the old one is used."""
        if person_id in self._known:
            self._known[person_id] = replace(self._known[person_id], at=datetime.min.replace(tzinfo=UTC))

    async def refresh_groups_and_labels(self) -> None:
        """Reads every user group and the names of the fields anew, some time or other; when Slack does not answer, what
        was read last counts.
        """
        try:
            await self.load_groups()
        except NO_ANSWER as error:
            log.warning("no user groups from Slack: %s", type(error).__name__)
        await self._profiles.refresh_labels()

    def members(self, group: str) -> Sequence[str]:
        """Without those who are known to be of another company: nothing internal is told to them. Nor to those who are
        not known yet, unless nobody else is there: a promise must not be broken because Slack tells nothing of anybody.
        """
        people = [person_id for person_id in self._groups.get(group, ()) if not self._is_external(person_id)]
        return [person_id for person_id in people if person_id in self._known] or people

    def is_listed(self, person_id: str, groups: Iterable[str]) -> bool:
        return any(person_id in self._groups.get(group, ()) for group in groups)

    def _is_external(self, person_id: str) -> bool:
        known = self._known.get(person_id)
        return known is not None and known.facts.is_external is True

    def channel_id(self, name: str) -> str:
        return self._channels[name.removeprefix("#")]

    def is_shared(self, channel_id: str) -> bool:
        return channel_id not in self._ours_alone

    def check_places(self, channels: Iterable[str], groups: Iterable[str], within: Iterable[str] = ()) -> None:
        """Raises BadInput that names every channel in which the desk is not, every user group that there is not, and
        every channel of those `within` the house that is shared with another company.
        """
        there, inner = set(channels), set(within)
        missing = {name for name in there if name.removeprefix("#") not in self._channels}
        problems = [
            Problem("desk.yml", None, "channel", name, "a channel that exists and that the desk was invited to")
            for name in sorted(missing)
        ]
        problems += [
            Problem("desk.yml", None, "channel", name, "a channel that is not shared with another company")
            for name in sorted(inner - missing)
            if self.is_shared(self.channel_id(name))
        ]
        problems += [
            Problem("desk.yml", None, "user group", f"@{handle}", "a user group that exists in this workspace")
            for handle in sorted(set(groups))
            if handle not in self._groups
        ]
        if problems:
            raise BadInput(problems)

    async def is_in(self, channel_id: str) -> bool:
        """Whether the desk is in that conversation, and so can read and write there."""
        try:
            channel = (await self._client.conversations_info(channel=channel_id))["channel"]
        except SlackApiError as error:
            if error.response.get("error") != "channel_not_found":
                raise
            return False
        return bool(channel.get("is_member") or channel.get("is_im"))

    async def facts(self, person_id: str) -> Facts:
        """What is known of a person, asked for once however many want to know. When Slack does not answer in time, what
        was known before, marked with its age; of somebody new, next to nothing.
        """
        known = self._known.get(person_id)
        if known is None or self._now() - known.at > FRESH:
            await self._ask_in_time(person_id, QUICK if known else PATIENT)
            known = self._known.get(person_id)
        facts = known.facts if known else nothing_known_of(person_id)
        stale_since = known.asked_at if known and self._now() - known.at > FRESH else None
        return self._with_groups(facts).model_copy(update={"stale_since": stale_since})

    async def find(self, name: str) -> str | None:
        """The id of the person with that id, handle, shown name or e-mail address; None unless it is one person."""
        return await self._profiles.find(name)

    async def everybody(self) -> AsyncIterator[Facts]:
        """What is known of each person in the workspace. A call for each: it takes a minute for a hundred."""
        async for facts in self._profiles.everybody():
            yield self._with_groups(facts)

    async def _ask_in_time(self, person_id: str, seconds: float) -> None:
        """The question goes on when time is up: its answer is there for the next who want to know."""
        done, _ = await asyncio.wait([self._begin_to_ask(person_id)], timeout=seconds)
        for each in done:
            each.result()

    def _begin_to_ask(self, person_id: str) -> asyncio.Task[None]:
        asking = self._asking.get(person_id)
        if asking is None:
            asking = self._asking[person_id] = asyncio.create_task(self._ask(person_id))
            asking.add_done_callback(partial(self._asked, person_id))
        return asking

    def _asked(self, person_id: str, asking: asyncio.Task[None]) -> None:
        del self._asking[person_id]
        if not asking.cancelled() and asking.exception() is not None:
            log.error("the profile of %s cannot be read", person_id, exc_info=asking.exception())

    def close(self) -> None:
        """Nobody waits for an answer any more."""
        for asking in (*self._meeting, *self._asking.values()):
            asking.cancel()

    async def _ask(self, person_id: str) -> None:
        try:
            facts = await self._profiles.of(person_id)
        except NO_ANSWER as error:
            log.warning("no profile of %s from Slack: %s", person_id, type(error).__name__)
            return
        now = self._now()
        self._known[person_id] = _Known(facts, now, now)

    def _with_groups(self, facts: Facts) -> Facts:
        groups = self._groups_of.get(facts.person_id, frozenset())
        return facts.model_copy(update={"groups": groups, "groups_as_of": self._groups_at})


def _turned(groups: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The groups of each person."""
    found = defaultdict[str, set[str]](set)
    for handle, people in groups.items():
        for person_id in people:
            found[person_id].add(handle)
    return {person_id: frozenset(handles) for person_id, handles in found.items()}
