"""What a policy makes of the people of a workspace: of one of them, or of all."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.about_people import About
from bot.desk.desk import Kept, Records
from bot.desk.know import portray, with_records
from bot.desk.policy import Policy
from bot.errors import BadInput, Problem
from bot.gateway.clients import open_clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.start import asking_slack
from bot.insight.section import Section
from bot.segments.behaviour import HabitWindows
from bot.segments.decide import decide
from bot.settings import Settings
from bot.storage.records import Records as KeptRecords
from bot.storage.store import Store


@dataclass(frozen=True)
class Look:
    """Enough of a desk to know people. `without` says what could not be looked at."""

    policy: Policy
    now: Callable[[], datetime]
    directory: SlackDirectory
    records: Records
    without: str = ""


class NoRecords:
    """There is no desk's database yet, so nobody has a history."""

    async def on(self, person_id: str, email: str, windows: HabitWindows, now: datetime) -> Kept:
        del person_id, email, windows, now
        return Kept()


@asynccontextmanager
async def looking(settings: Settings, policy: Policy, now: Callable[[], datetime]) -> AsyncIterator[Look]:
    """Raises BadInput when Slack cannot be asked. A desk that runs is not disturbed."""
    async with open_clients(settings.slack_bot_token.get_secret_value(), settings.slack_api_url) as clients:
        directory = SlackDirectory(clients.reading, now)
        with asking_slack("SLACK_BOT_TOKEN"):
            await directory.load()
        look = Look(policy, now, directory, NoRecords(), "no history and no assets: this desk has no database yet")
        try:
            store = Store(settings.database_url, now, beside=True)
        except BadInput:
            yield look
            return
        try:
            yield replace(look, records=KeptRecords(store), without="")
        finally:
            store.close()


async def one_person(look: Look, name: str) -> list[Section]:
    """Raises BadInput when nobody, or more than one, is called so."""
    with asking_slack("SLACK_BOT_TOKEN"):
        person_id = await look.directory.find(name)
    if person_id is None:
        allowed = "the handle, the e-mail address or the Slack id of one person in the workspace"
        raise BadInput([Problem("command line", None, "--person", name, allowed)])
    return await portray(look, person_id)


async def everybody(look: Look) -> Counter[str]:
    """How many people are in each segment of the policy."""
    counted = Counter({segment.id: 0 for segment in look.policy.segments})
    with asking_slack("SLACK_BOT_TOKEN"):
        async for facts in look.directory.everybody():
            counted[decide(await with_records(look, facts), look.policy.segments, look.now()).winner] += 1
    return counted


async def told(about: About, settings: Settings, policy: Policy, now: Callable[[], datetime]) -> str:
    """What was asked, in lines."""
    async with looking(settings, policy, now) as look:
        lines = [f"({look.without})"] if look.without else []
        if about.person:
            lines += _portrait(about.person, await one_person(look, about.person))
        if about.people:
            lines += _counts(policy, await everybody(look))
        return "\n".join(lines)


def _portrait(name: str, sections: Sequence[Section]) -> Iterator[str]:
    yield f"@{name.removeprefix('@')}"
    for section in sections:
        yield f"  {section.title}"
        yield from (f"    {line}" for line in section.lines)


def _counts(policy: Policy, counted: Counter[str]) -> Iterator[str]:
    for segment in policy.segments:
        count = counted[segment.id]
        yield f"{segment.id}: {count} people" if count else f"{segment.id}: note: nobody is in it"
