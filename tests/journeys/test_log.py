"""What people write, and what opens doors, stays out of the log, however much is logged."""

import logging
from collections.abc import Iterator

import pytest

from tests.journeys.office import Office
from tests.journeys.steps import anas_ticket, whole_story

ASKED = ("my vpn drops every hour", "FritzBox", "Splendid")
ANSWERED = ("Which router", "third floor", "needs a senior", "TCP profile")


class Everything(logging.Handler):
    """A log in which nothing is left out."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def with_any_of(self, traces: tuple[str, ...]) -> list[str]:
        return [line for line in self.lines if any(trace in line for trace in traces)]


@pytest.fixture
def log() -> Iterator[Everything]:
    """Before the desk is built: some libraries take the level that they find then."""
    handler, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


async def the_whole_story(office: Office) -> None:
    """Everything that people can write to the desk, while Slack has its troubles."""
    await office.slack.fault("chat.postMessage", status=500)
    await office.slack.fault("chat.update", drop="after")
    await whole_story(office, "It needs a senior", "2 · Poor")
    await office.ana.slash("/support", "Splendid")
    await office.settle()


async def test_no_word_of_anybody_and_no_token_is_logged(log: Everything, office: Office) -> None:
    server = office.server
    await the_whole_story(office)
    assert log.with_any_of((*ASKED, *ANSWERED, server.bot_token, server.app_token, server.signing_secret)) == []


async def test_the_log_is_not_silent(log: Everything, office: Office) -> None:
    """Else it would keep every secret."""
    await office.slack.fault("chat.postMessage", status=500)
    await anas_ticket(office)
    assert [line for line in log.lines if line.startswith("bot.")]
