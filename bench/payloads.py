"""What Slack delivers when somebody asks: a `/support` command, or a message in their DM with the desk."""

import itertools
from collections.abc import Callable
from typing import Any

from bench.company import Company
from bench.slack_stub import SlackStub
from bench.subject import MONDAY_10

Json = dict[str, Any]
Payload = Callable[[int, str], Json]  # of the person with that number, who asks that


def commands(company: Company, stub: SlackStub) -> Payload:
    """`/support` as Slack delivers it."""
    numbers = itertools.count()

    def command(person: int, text: str) -> Json:
        return {
            "token": "verification",
            "team_id": company.team["id"],
            "team_domain": "northwind",
            "channel_id": "C8000001",
            "channel_name": "general",
            "user_id": company.person_id(person),
            "user_name": f"person.{person}",
            "command": "/support",
            "text": text,
            "api_app_id": company.app["app_id"],
            "is_enterprise_install": "false",
            "response_url": stub.response_url,
            "trigger_id": f"{next(numbers)}.1700000000.{stub.base_url[-5:]}",
        }

    return command


def messages(company: Company) -> Payload:
    """A message in somebody's DM, as Slack delivers it."""
    numbers = itertools.count()

    def message(person: int, text: str) -> Json:
        number, person_id = next(numbers), company.person_id(person)
        return {
            "token": "verification",
            "team_id": company.team["id"],
            "api_app_id": company.app["app_id"],
            "type": "event_callback",
            "event_id": f"Ev{number:08d}",
            "event_time": int(MONDAY_10.timestamp()),
            "event": {
                "type": "message",
                "channel": f"D{person_id[1:]}",
                "channel_type": "im",
                "user": person_id,
                "text": text,
                "ts": f"{MONDAY_10.timestamp():.0f}.{number:06d}",
            },
        }

    return message


def both(company: Company, stub: SlackStub) -> Payload:
    """A command and a message by turns."""
    by_turns = itertools.cycle([commands(company, stub), messages(company)])
    return lambda person, text: next(by_turns)(person, text)
