"""People as Slack tells of them, asked each time."""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.gateway.failure import NO_ANSWER
from bot.gateway.history import PAGE
from bot.segments.facts import Fact, Facts
from bot.views.keepable import keepable

LABELS_AT_MOST = timedelta(minutes=1)  # between two readings of the fields' names for one that is not known
log = logging.getLogger(__name__)


class Profiles:
    """`team_id` is ours: whoever has another one is of another company."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self._client = client
        self._now = now
        self._labels: dict[str, str] = {}
        self._labels_asked_at = now()
        self.team_id = ""

    async def load_labels(self) -> None:
        """Reads the names of the profile fields: of a new or a renamed one Slack tells nothing by itself."""
        self._labels_asked_at = self._now()
        profile = (await self._client.team_profile_get())["profile"]
        self._labels = {field["id"]: field["label"] for field in profile["fields"]}

    async def refresh_labels(self) -> None:
        try:
            await self.load_labels()
        except NO_ANSWER as error:
            log.warning("no names of profile fields from Slack: %s", type(error).__name__)

    async def of(self, person_id: str) -> Facts:
        """Raises what the calls to Slack raise."""
        user = (await self._client.users_info(user=person_id))["user"]
        return self._read(user, await self._profile(person_id))

    async def find(self, name: str) -> str | None:
        """The id of the person with that id, handle, shown name or e-mail address; None unless it is one person."""
        wanted = name.strip().removeprefix("@").casefold()
        found = {user["id"] async for user in self._everybody() if wanted and wanted in _names_of(user)}
        return found.pop() if len(found) == 1 else None

    async def everybody(self) -> AsyncIterator[Facts]:
        """What is known of each person in the workspace. A call for each: it takes a minute for a hundred."""
        async for user in self._everybody():
            yield self._read(user, await self._profile(user["id"]))

    async def _everybody(self) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        while True:
            page = await self._client.users_list(limit=PAGE, cursor=cursor)
            for user in page["members"]:
                if not (user.get("deleted") or user.get("is_bot") or user["id"] == "USLACKBOT"):
                    yield user
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    async def _profile(self, person_id: str) -> dict[str, Any]:
        """Their fields, whose names are read anew when one is not known: it has been added since."""
        profile: dict[str, Any] = (await self._client.users_profile_get(user=person_id))["profile"]
        has_new = bool((profile.get("fields") or {}).keys() - self._labels.keys())
        if has_new and self._now() - self._labels_asked_at >= LABELS_AT_MOST:
            await self.refresh_labels()
        return profile

    def _read(self, user: dict[str, Any], profile: dict[str, Any]) -> Facts:
        return Facts(
            person_id=user["id"],
            name=keepable(user.get("name", "")),
            real_name=keepable(user.get("real_name") or profile.get("real_name", "")),
            tz=user.get("tz") or "UTC",
            email=keepable(profile.get("email", "")),
            named=self._named(profile),
            profile_as_of=self._now(),
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_single_channel_guest=bool(user.get("is_ultra_restricted")),
            is_external=bool(user.get("is_stranger")) or user.get("team_id", self.team_id) != self.team_id,
        )

    def _named(self, profile: dict[str, Any]) -> dict[str, Fact]:
        fields = {
            self._labels.get(field_id, field_id): field["value"]
            for field_id, field in (profile.get("fields") or {}).items()
        }
        named = {"Title": profile.get("title") or "", **fields}
        known, now = {label: keepable(value) for label, value in named.items()}, self._now()
        return {label: Fact(value=value, source="Slack profile", as_of=now) for label, value in known.items()}


def _names_of(user: dict[str, Any]) -> set[str]:
    """All that somebody may be called by, in small letters."""
    profile = user.get("profile") or {}
    given = (user["id"], user.get("name"), profile.get("display_name"), profile.get("email"))
    return {each.casefold() for each in given if each}
