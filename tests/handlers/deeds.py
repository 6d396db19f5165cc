"""What Slack delivers when somebody does something, and what it is done with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.desk.correct import categorise as categorise_ticket
from bot.desk.join import join as join_ticket
from bot.desk.roles import Role, recognise
from bot.handlers.arrival import Payload
from bot.views import card, join
from tests.handlers.front_door import FrontDoor


@dataclass(frozen=True)
class Somebody:
    """Who tries it, with the roles that their user groups give them, and whose ticket it is tried on."""

    name: str
    roles: frozenset[Role]
    ticket_of: str = "ana"


Deed = Callable[[FrontDoor, Somebody], Awaitable[Payload]]


def event(**what: Any) -> Deed:
    async def deed(door: FrontDoor, somebody: Somebody) -> Payload:
        return _event(door, {"user": door.id(somebody.name), **what})

    return deed


def _event(door: FrontDoor, what: Payload) -> Payload:
    return {"type": "event_callback", "event_id": door.unique("Ev"), "event": what}


def interaction(door: FrontDoor, somebody: Somebody, **what: Any) -> Payload:
    return {"user": {"id": door.id(somebody.name)}, "trigger_id": door.trigger(somebody.name), **what}


def command(name: str, text: str) -> Deed:
    async def deed(door: FrontDoor, somebody: Somebody) -> Payload:
        said = {"command": name, "text": text, "user_id": door.id(somebody.name)}
        return {**said, "trigger_id": door.trigger(somebody.name)}

    return deed


def click(action_id: str, value_of: Callable[[FrontDoor, Somebody], Awaitable[str]]) -> Deed:
    async def deed(door: FrontDoor, somebody: Somebody) -> Payload:
        action = {"action_id": action_id, "value": await value_of(door, somebody)}
        return interaction(door, somebody, type="block_actions", actions=[action])

    return deed


def choice(verb: str, value_of: Callable[[FrontDoor, Somebody], Awaitable[str]]) -> Deed:
    """From the menu of a card."""

    async def deed(door: FrontDoor, somebody: Somebody) -> Payload:
        chosen = {"value": f"{verb}:{await value_of(door, somebody)}"}
        action = {"action_id": card.MENU, "type": "overflow", "selected_option": chosen}
        return interaction(door, somebody, type="block_actions", actions=[action])

    return deed


def submission(callback_id: str, about: Callable[[FrontDoor, Somebody], Awaitable[str]], **typed: Any) -> Deed:
    async def deed(door: FrontDoor, somebody: Somebody) -> Payload:
        values = {name: {"input": _input(door, value)} for name, value in typed.items()}
        view = {
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": await about(door, somebody),
            "state": {"values": values},
        }
        return interaction(door, somebody, type="view_submission", view=view)

    return deed


def _input(door: FrontDoor, value: str) -> Payload:
    """A choice is given in brackets, a person in it by their name."""
    if not value.startswith("["):
        return {"value": value}
    chosen = value.strip("[]")
    return {"selected_option": {"value": door.id(chosen.removeprefix("@")) if chosen.startswith("@") else chosen}}


async def nothing(_door: FrontDoor, _somebody: Somebody) -> str:
    return "ask"


def of_theirs(made: Callable[[FrontDoor, str], Awaitable[str]]) -> Callable[[FrontDoor, Somebody], Awaitable[str]]:
    return lambda door, somebody: made(door, somebody.ticket_of)


ticket, waiting_offer, survey_of = map(
    of_theirs, (FrontDoor.ticket_number, FrontDoor.waiting_offer, FrontDoor.survey_number)
)


async def ticket_of_network(door: FrontDoor, somebody: Somebody) -> str:
    """Of the team in which the agent is."""
    number = (await door.ticket(somebody.ticket_of)).number
    await door.store.transact(lambda tx: setattr(tx.ticket(number), "pool_id", "network"))
    return str(number)


async def corrected(door: FrontDoor, somebody: Somebody) -> str:
    number = (await door.ticket(somebody.ticket_of)).number
    await categorise_ticket(door.desk, await recognise(door.desk, door.id("judy")), number, "printer")
    return str(number)


async def joined(door: FrontDoor, somebody: Somebody) -> str:
    number, main = [(await door.ticket(name)).number for name in (somebody.ticket_of, "chloe")]
    await join_ticket(door.desk, await recognise(door.desk, door.id("judy")), number, main)
    return str(number)


async def joining(door: FrontDoor, somebody: Somebody) -> Payload:
    main = await door.ticket("chloe")
    return await submission(join.CALLBACK, ticket, main=f"[{main.number}]")(door, somebody)


async def clock(door: FrontDoor, somebody: Somebody) -> str:
    number = (await door.ticket(somebody.ticket_of)).number
    clocks = await door.store.transact(lambda tx: [each.id for each in tx.clocks_of(number)])
    return f"{number}:{clocks[0]}"


def score(number: int) -> Callable[[FrontDoor, Somebody], Awaitable[str]]:
    async def value(door: FrontDoor, somebody: Somebody) -> str:
        return f"{await survey_of(door, somebody)}:{number}"

    return value


async def dm(door: FrontDoor, somebody: Somebody) -> Payload:
    said = {"channel": "D1", "channel_type": "im", "ts": door.unique("1700000001."), "text": "the coffee is cold"}
    return await event(type="message", **said)(door, somebody)


async def mention(door: FrontDoor, somebody: Somebody) -> Payload:
    said = {"channel": door.id("#it-help"), "ts": door.unique("1700000002."), "text": "<@U0BOT> the coffee is cold"}
    return await event(type="app_mention", **said)(door, somebody)


async def reaction(door: FrontDoor, somebody: Somebody) -> Payload:
    item = {"type": "message", "channel": door.id("#it-help"), "ts": door.message("#it-help", "chloe")}
    return await event(type="reaction_added", reaction="ticket", item=item)(door, somebody)


async def shortcut(door: FrontDoor, somebody: Somebody) -> Payload:
    return interaction(door, somebody, type="shortcut", callback_id="ask_for_help")


async def message_shortcut(door: FrontDoor, somebody: Somebody) -> Payload:
    message = {"user": door.id("chloe"), "ts": door.unique("1700000003."), "text": "the coffee is cold"}
    place = {"channel": {"id": door.id("#it-help")}, "message": message}
    return interaction(door, somebody, type="message_action", callback_id="open_ticket", **place)


async def note_in_card_thread(door: FrontDoor, somebody: Somebody) -> Payload:
    card_ts = await door.card_of(await door.ticket(somebody.ticket_of))
    message = {"user": door.id("judy"), "ts": "1700000004.1", "thread_ts": card_ts, "text": "Tell them to wait."}
    place = {"channel": {"id": door.id("#help-desk")}, "message": message}
    return interaction(door, somebody, type="message_action", callback_id="send_to_requester", **place)


async def archived(door: FrontDoor, somebody: Somebody) -> Payload:
    return await event(type="channel_archive", channel=door.id("#help-desk"))(door, somebody)


async def shared(door: FrontDoor, somebody: Somebody) -> Payload:
    return await event(type="channel_shared", channel=door.id("#help-desk"))(door, somebody)


async def profile(door: FrontDoor, somebody: Somebody) -> Payload:
    return _event(door, {"type": "user_change", "user": {"id": door.id(somebody.name)}})
