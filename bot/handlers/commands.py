"""What people type after a slash."""

import re

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.know import portray
from bot.errors import Refusal
from bot.handlers.act import Act
from bot.handlers.arrival import Payload
from bot.handlers.plain_text import plain_text
from bot.tickets.request import Surface
from bot.views import agent_queue, corrections, help_form, learned, notice, usage, who, why

_MENTIONED = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_NUMBER = re.compile(r"(?:(?P<key>[A-Za-z0-9]+)-)?#?(?P<number>\d{1,9})")


async def support(act: Act) -> None:
    """`/support my vpn drops` asks at once; without words a form opens."""
    text = plain_text(act.arrival.payload.get("text", ""))
    if not text:
        await act.open_modal(help_form.modal())
        return
    if text.lower() == "help":
        await act.whisper(usage.support())
        return
    await ask_for_help(act.desk, _asked(act, act.arrival.payload, text))
    await act.whisper(notice.render(f"Got it. I have answered you in <@{act.slack.directory.bot_user_id}>’s messages."))


async def queue(act: Act) -> None:
    await act.whisper(agent_queue.render(await act.slack.files.queue(act.actor.id)))


async def explain(act: Act) -> None:
    number = _number(_behind_verb(act), act.desk.policy.desk.ticket_key)
    await act.whisper(why.render(await act.slack.files.explanation(number)))


async def show_person(act: Act) -> None:
    person_id = await _person(act, act.arrival.payload["text"], _behind_verb(act))
    name = (await act.slack.directory.facts(person_id)).name
    await act.whisper(who.render(name, act.desk.policy.desk.zone, await portray(act.desk, person_id)))


async def show_corrections(act: Act) -> None:
    await act.whisper(corrections.render(await act.slack.files.corrections()))


async def show_learned(act: Act) -> None:
    """Of all articles, or of one."""
    slug = _behind_verb(act).strip("`").removesuffix(".md").lower()
    await act.whisper(learned.render(await act.slack.files.lessons(slug, learned.most(slug))))


async def help_the_team(act: Act) -> None:
    await act.whisper(usage.desk())


def _behind_verb(act: Act) -> str:
    return " ".join(plain_text(act.arrival.payload["text"]).split()[1:])


async def _person(act: Act, slack_text: str, name: str) -> str:
    """Whom the command mentions; a name that Slack has not turned into a mention is looked for."""
    mentioned = _MENTIONED.search(slack_text)
    found = mentioned["id"] if mentioned else await act.slack.directory.find(name)
    if found is None:
        raise Refusal(f"Who is “{name[:60]}”? Write the name that others mention: `/desk who @name`.")
    return found


def _number(text: str, key: str) -> int:
    found = _NUMBER.fullmatch(text.strip())
    if found is None or (found["key"] or key).upper() != key:
        raise Refusal(f"Which ticket? Write its number, like this: `/desk why {key}-12`.")
    return int(found["number"])


def _asked(act: Act, payload: Payload, text: str) -> HelpRequest:
    return HelpRequest(
        receipt_id=act.arrival.id,
        requester_id=payload["user_id"],
        text=text,
        surface=Surface.COMMAND,
        asked_at=act.desk.now(),
        conversation=payload["user_id"],
        source=act.arrival.id,
    )
